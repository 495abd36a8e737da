//! Commands: 64 bytes in the ring.

use crate::{EngineConfig, Status, checksum, row_bytes};

/// Bytes of a command.
pub const COMMAND_BYTES: u32 = 64;
/// 32-bit words of a command.
pub const COMMAND_WORDS: usize = 16;

/// Indices of a command's words.
pub mod command_word {
    /// Ring index of the command: 0 for the first after reset.
    pub const SEQUENCE: usize = 0;
    /// Bits 7:0 opcode, 15:8 weight format, 23:16 result format, 31:24 zero.
    pub const OPCODE: usize = 1;
    /// Source address in input memory, low half; the high half follows.
    pub const SOURCE: usize = 2;
    /// RUN: result address, low half; the high half follows.
    pub const DESTINATION: usize = 4;
    /// First row of the tile in each bank's weight RAM.
    pub const WEIGHT_ROW: usize = 6;
    /// RUN: spike rows. LOAD: bytes of a weight row.
    pub const ROWS: usize = 7;
    /// RUN: inputs of the tile: K. LOAD: weight rows.
    pub const INPUTS: usize = 8;
    /// RUN: bits 15:0 tiles, 31:16 valid columns of the last tile.
    pub const TILES: usize = 9;
    /// RUN: bytes of the result region.
    pub const RESULT_BYTES: usize = 10;
    /// Zero.
    pub const RESERVED: usize = 11;
    /// Address of the completion record, low half; the high half follows.
    pub const RECORD: usize = 12;
    /// Checksum of the rows or the tile, as [`DataChecksum`](crate::DataChecksum) gives it.
    pub const DATA_CHECKSUM: usize = 14;
    /// Checksum of words 0 to 14.
    pub const CHECKSUM: usize = 15;
}

/// Most spike rows of a RUN.
pub const MAX_ROWS: u32 = 1 << 20;

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Opcode {
    /// Copy a staged tile into weight RAM.
    Load = 1,
    /// Multiply spike rows by tiles.
    Run = 2,
}

/// How weights lie in input memory and in weight RAM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum WeightFormat {
    /// One signed byte per weight.
    #[default]
    Int8 = 0,
    /// Four signed bits per weight, -8 to 7: a lane's byte holds the weights of two inputs. Of the
    /// inputs of a bank, `2 i` is in the lower half of row i, `2 i + 1` in the upper. A lane adds
    /// them as the upper four bits of a byte, so that it need not extend their sign: results are
    /// sixteen times the sums.
    Int4 = 1,
}

impl WeightFormat {
    /// The format of a code, if there is one.
    pub const fn from_code(code: u8) -> Option<WeightFormat> {
        match code {
            0 => Some(WeightFormat::Int8),
            1 => Some(WeightFormat::Int4),
            _ => None,
        }
    }

    /// Inputs of a bank that share a weight row.
    pub const fn inputs_per_row(self) -> u32 {
        match self {
            WeightFormat::Int8 => 1,
            WeightFormat::Int4 => 2,
        }
    }

    /// Results are the sums, shifted to the left by so many bits.
    pub const fn result_shift(self) -> u32 {
        match self {
            WeightFormat::Int8 => 0,
            WeightFormat::Int4 => 4,
        }
    }

    /// Rows of one bank's weight RAM that a tile of `inputs` takes.
    pub const fn tile_depth(self, config: &EngineConfig, inputs: u32) -> u32 {
        config.tile_depth(inputs).div_ceil(self.inputs_per_row())
    }

    /// Weight rows of a tile of `inputs`, over all banks: what a LOAD copies.
    pub const fn weight_rows(self, config: &EngineConfig, inputs: u32) -> u32 {
        let share = self.inputs_per_row() * config.ports;
        let rest = inputs % share;
        inputs / share * config.ports + if rest < config.ports { rest } else { config.ports }
    }
}

/// How results lie in result memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[repr(u8)]
pub enum ResultFormat {
    /// Signed 16-bit: only where the range is proved.
    #[default]
    Int16 = 0,
    /// Signed 32-bit.
    Int32 = 1,
}

impl ResultFormat {
    /// Bytes of a result.
    pub const fn bytes(self) -> u32 {
        match self {
            ResultFormat::Int16 => 2,
            ResultFormat::Int32 => 4,
        }
    }

    /// Words of result memory that one row of one tile takes, for `columns` valid columns.
    pub const fn words(self, config: &EngineConfig, columns: u32) -> u32 {
        columns.div_ceil(config.group_lanes()) * self.bytes() / 2
    }
}

/// Copy a staged tile into weight RAM.
///
/// The tile is `rows` weight rows of `row_bytes` bytes, each padded to a whole memory word, one
/// after the other from `source`. Row r goes to bank `r % ports`, row `weight_row + r / ports`. With
/// int8 weights it is that of input r; with int4 weights, `i = r / ports` of bank `b = r % ports`,
/// it holds inputs `2 i ports + b` and `(2 i + 1) ports + b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Address of the staged tile, a multiple of the memory word.
    pub source: u64,
    /// First row in each bank's weight RAM.
    pub weight_row: u32,
    /// Bytes of a weight row: 1 to `lanes`.
    pub row_bytes: u32,
    /// Weight rows.
    pub rows: u32,
    /// What they hold: the engine copies all formats alike.
    pub weight_format: WeightFormat,
}

/// Multiply spike rows by tiles.
///
/// For each tile, for each row: `acc[p] = sum_k q[k] * w[k][p]` (plus the previous row's, where
/// the row holds). Tile t starts at weight row `weight_row + t * depth`, the depth being that of
/// [`WeightFormat::tile_depth`]. The rows are read anew for each tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Address of the first row, a multiple of the memory word.
    pub source: u64,
    /// Address of the result region, a multiple of the result memory's word.
    pub destination: u64,
    /// First row of tile 0 in each bank's weight RAM.
    pub weight_row: u32,
    /// Spike rows: 1 to [`MAX_ROWS`].
    pub rows: u32,
    /// Inputs of a row: K.
    pub inputs: u32,
    /// Tiles: at least 1.
    pub tiles: u16,
    /// Valid columns of the last tile, 1 to `lanes`; the others are full.
    pub last_columns: u16,
    /// Bytes of the result region, a multiple of the result memory's word and not zero: a result
    /// outside it is refused.
    pub result_bytes: u32,
    /// Width of the results.
    pub result_format: ResultFormat,
    /// What the tiles hold.
    pub weight_format: WeightFormat,
}

/// A command as it stands in the ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Copy a staged tile into weight RAM.
    Load(Load),
    /// Multiply spike rows by tiles.
    Run(Run),
}

/// The words of a command cannot be understood; the engine's status for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandFormatError(pub Status);

impl std::fmt::Display for CommandFormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "command refused: {}", self.0.meaning())
    }
}

impl std::error::Error for CommandFormatError {}

const fn low(address: u64) -> u32 {
    address as u32
}

const fn high(address: u64) -> u32 {
    (address >> 32) as u32
}

const fn join(words: &[u32; COMMAND_WORDS], i: usize) -> u64 {
    words[i] as u64 | (words[i + 1] as u64) << 32
}

impl Command {
    /// The part of input memory that the command reads and its data checksum is over: address and
    /// bytes.
    pub fn source(&self, config: &EngineConfig) -> (u64, u64) {
        let (source, count, stride) = match self {
            Command::Load(l) => {
                (l.source, l.rows, l.row_bytes.next_multiple_of(config.input_word_bytes()))
            }
            Command::Run(r) => (r.source, r.rows, row_bytes(config, r.inputs)),
        };
        (source, u64::from(count) * u64::from(stride))
    }

    /// The 16 words of the command at ring index `sequence`, its record going to `record`.
    pub fn encode(&self, sequence: u32, record: u64, data_checksum: u32) -> [u32; COMMAND_WORDS] {
        use command_word as w;
        let mut words = [0; COMMAND_WORDS];
        words[w::SEQUENCE] = sequence;
        match *self {
            Command::Load(l) => {
                words[w::OPCODE] = Opcode::Load as u32 | (l.weight_format as u32) << 8;
                words[w::SOURCE] = low(l.source);
                words[w::SOURCE + 1] = high(l.source);
                words[w::WEIGHT_ROW] = l.weight_row;
                words[w::ROWS] = l.row_bytes;
                words[w::INPUTS] = l.rows;
            }
            Command::Run(r) => {
                words[w::OPCODE] = Opcode::Run as u32
                    | (r.weight_format as u32) << 8
                    | (r.result_format as u32) << 16;
                words[w::SOURCE] = low(r.source);
                words[w::SOURCE + 1] = high(r.source);
                words[w::DESTINATION] = low(r.destination);
                words[w::DESTINATION + 1] = high(r.destination);
                words[w::WEIGHT_ROW] = r.weight_row;
                words[w::ROWS] = r.rows;
                words[w::INPUTS] = r.inputs;
                words[w::TILES] = u32::from(r.tiles) | u32::from(r.last_columns) << 16;
                words[w::RESULT_BYTES] = r.result_bytes;
            }
        }
        words[w::RECORD] = low(record);
        words[w::RECORD + 1] = high(record);
        words[w::DATA_CHECKSUM] = data_checksum;
        words[w::CHECKSUM] = checksum(&words[..w::CHECKSUM]);
        words
    }

    /// The command, its sequence number and its record's address.
    ///
    /// # Errors
    /// The status that the engine would give: checksum, opcode, format.
    pub fn decode(words: &[u32; COMMAND_WORDS]) -> Result<(Command, u32, u64), CommandFormatError> {
        use command_word as w;
        if words[w::CHECKSUM] != checksum(&words[..w::CHECKSUM]) {
            return Err(CommandFormatError(Status::CommandChecksum));
        }
        let [opcode, weights, results, zero] = words[w::OPCODE].to_le_bytes();
        let weight_format = WeightFormat::from_code(weights);
        let Some(weight_format) = weight_format.filter(|_| results <= 1 && zero == 0) else {
            return Err(CommandFormatError(Status::Format));
        };
        let command = if opcode == Opcode::Load as u8 {
            Command::Load(Load {
                source: join(words, w::SOURCE),
                weight_row: words[w::WEIGHT_ROW],
                row_bytes: words[w::ROWS],
                rows: words[w::INPUTS],
                weight_format,
            })
        } else if opcode == Opcode::Run as u8 {
            Command::Run(Run {
                source: join(words, w::SOURCE),
                destination: join(words, w::DESTINATION),
                weight_row: words[w::WEIGHT_ROW],
                rows: words[w::ROWS],
                inputs: words[w::INPUTS],
                tiles: words[w::TILES] as u16,
                last_columns: (words[w::TILES] >> 16) as u16,
                result_bytes: words[w::RESULT_BYTES],
                result_format: if results == 1 { ResultFormat::Int32 } else { ResultFormat::Int16 },
                weight_format,
            })
        } else {
            return Err(CommandFormatError(Status::Opcode));
        };
        Ok((command, words[w::SEQUENCE], join(words, w::RECORD)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> Command {
        Command::Run(Run {
            source: 0x1_2345_6780,
            destination: 0x8000_0040,
            weight_row: 7,
            rows: 100,
            inputs: 128,
            tiles: 6,
            last_columns: 33,
            result_bytes: 4096,
            result_format: ResultFormat::Int32,
            weight_format: WeightFormat::Int4,
        })
    }

    #[test]
    fn commands_survive_a_round_trip() {
        let weight_format = WeightFormat::Int8;
        let load = Command::Load(Load {
            source: 64,
            weight_row: 3,
            row_bytes: 25,
            rows: 160,
            weight_format,
        });
        for c in [run(), load] {
            let words = c.encode(9, 0x8000_1000, 0);
            assert_eq!(Command::decode(&words), Ok((c, 9, 0x8000_1000)));
        }
    }

    #[test]
    fn two_inputs_of_a_bank_share_an_int4_row() {
        for ports in [1, 2, 4, 8] {
            let config = EngineConfig { ports, ..EngineConfig::SMALL };
            for inputs in 1..200 {
                let rows = (0..inputs).map(|k| k / ports / 2 * ports + k % ports);
                let rows: std::collections::BTreeSet<u32> = rows.collect();
                assert_eq!(WeightFormat::Int4.weight_rows(&config, inputs), rows.len() as u32);
                assert_eq!(rows.last().map(|r| r + 1), Some(rows.len() as u32));
                let depth = WeightFormat::Int4.tile_depth(&config, inputs);
                assert_eq!(depth, (rows.len() as u32).div_ceil(ports));
                assert_eq!(WeightFormat::Int8.weight_rows(&config, inputs), inputs);
            }
        }
    }

    #[test]
    fn every_flipped_bit_is_seen() {
        let words = run().encode(9, 0x8000_1000, 0);
        for bit in 0..512 {
            let mut torn = words;
            torn[bit / 32] ^= 1 << (bit % 32);
            assert!(Command::decode(&torn).is_err(), "bit {bit}");
        }
    }
}
