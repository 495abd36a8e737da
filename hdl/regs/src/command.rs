//! Commands: 64 bytes in the ring.

use crate::{EngineConfig, Status, checksum};

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
    /// Inputs of the tile: K.
    pub const INPUTS: usize = 8;
    /// RUN: bits 15:0 tiles, 31:16 valid columns of the last tile.
    pub const TILES: usize = 9;
    /// RUN: bytes of the result region.
    pub const RESULT_BYTES: usize = 10;
    /// Zero.
    pub const RESERVED: usize = 11;
    /// Address of the completion record, low half; the high half follows.
    pub const RECORD: usize = 12;
    /// Checksum of the rows or the tile; 0 where the engine has no such check (capability bit).
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
/// The tile is `inputs` rows of `row_bytes` bytes, each padded to a whole memory word, one after
/// the other from `source`. Row k goes to bank `k % ports`, row `weight_row + k / ports`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Address of the staged tile, a multiple of the memory word.
    pub source: u64,
    /// First row in each bank's weight RAM.
    pub weight_row: u32,
    /// Bytes of a weight row: 1 to `lanes`.
    pub row_bytes: u32,
    /// Weight rows: K.
    pub inputs: u32,
}

/// Multiply spike rows by tiles.
///
/// For each tile, for each row: `acc[p] = sum_k q[k] * w[k][p]` (plus the previous row's, where
/// the row holds). Tile t starts at weight row `weight_row + t * ceil(inputs / ports)`. The rows
/// are read anew for each tile.
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
    /// The 16 words of the command at ring index `sequence`, its record going to `record`.
    pub fn encode(&self, sequence: u32, record: u64, data_checksum: u32) -> [u32; COMMAND_WORDS] {
        use command_word as w;
        let mut words = [0; COMMAND_WORDS];
        words[w::SEQUENCE] = sequence;
        match *self {
            Command::Load(l) => {
                words[w::OPCODE] = Opcode::Load as u32;
                words[w::SOURCE] = low(l.source);
                words[w::SOURCE + 1] = high(l.source);
                words[w::WEIGHT_ROW] = l.weight_row;
                words[w::ROWS] = l.row_bytes;
                words[w::INPUTS] = l.inputs;
            }
            Command::Run(r) => {
                words[w::OPCODE] = Opcode::Run as u32 | (r.result_format as u32) << 16;
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
        if weights != WeightFormat::Int8 as u8 || results > 1 || zero != 0 {
            return Err(CommandFormatError(Status::Format));
        }
        let command = if opcode == Opcode::Load as u8 {
            Command::Load(Load {
                source: join(words, w::SOURCE),
                weight_row: words[w::WEIGHT_ROW],
                row_bytes: words[w::ROWS],
                inputs: words[w::INPUTS],
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
        })
    }

    #[test]
    fn commands_survive_a_round_trip() {
        let load = Command::Load(Load { source: 64, weight_row: 3, row_bytes: 25, inputs: 160 });
        for c in [run(), load] {
            let words = c.encode(9, 0x8000_1000, 0);
            assert_eq!(Command::decode(&words), Ok((c, 9, 0x8000_1000)));
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
