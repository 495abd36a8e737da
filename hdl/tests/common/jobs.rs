//! Random jobs for a whole engine: tiles, rows and commands, as raw memory images.

use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_regs::{
    AddressMap, Command, EngineConfig, Load, ResultFormat, RowHeader, Run, SLOT_INPUTS,
    WeightFormat, data_checksum, header_bit, row_bytes,
};

/// What a job's random choices range over.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Largest K.
    pub inputs: u32,
    /// Largest number of rows.
    pub rows: u32,
    /// Largest number of tiles.
    pub tiles: u32,
}

/// A RUN with the LOADs of its tiles.
pub struct Job {
    /// Staged tiles and rows: address and bytes.
    pub writes: Vec<(u64, Vec<u8>)>,
    /// The commands, LOADs first.
    pub commands: Vec<Command>,
    /// The RUN.
    pub run: Run,
    /// Result words that the RUN must write, with the number of valid result bytes in each.
    pub words: Vec<(u64, usize)>,
}

impl Job {
    /// The checksum of what a command reads, as it is staged.
    pub fn checksum(&self, config: &EngineConfig, command: &Command) -> u32 {
        let (source, length) = command.source(config);
        let holds =
            |at: u64, bytes: &[u8]| at <= source && source + length <= at + bytes.len() as u64;
        let staged = self.writes.iter().find(|(at, bytes)| holds(*at, bytes));
        let (at, bytes) = staged.unwrap_or_else(|| panic!("{command:?} reads what is staged"));
        let first = (source - at) as usize;
        data_checksum(config.input_word_bytes(), &bytes[first..first + length as usize])
    }
}

fn weight(rng: &mut SmallRng, style: u32, format: WeightFormat) -> i8 {
    let (least, most) = match format {
        WeightFormat::Int8 => (-127, 127),
        WeightFormat::Int4 => (-7, 7),
    };
    match (style, format) {
        (0, _) => rng.random_range(least..=most),
        (1, _) => most,
        (2, _) => least,
        (3, WeightFormat::Int4) => rng.random_range(-8..=7),
        _ => [least, most][rng.random_range(0..2)],
    }
}

/// Draws spikes: the fraction of inputs that fire, and their sign.
fn spikes(rng: &mut SmallRng, inputs: u32) -> Vec<i8> {
    let density = [0.0, 0.02, 0.1, 0.3, 0.5, 0.9, 1.0][rng.random_range(0..7)];
    let sign = rng.random_range(0..3);
    (0..inputs)
        .map(|_| match (rng.random_bool(density), sign) {
            (false, _) => 0,
            (true, 0) => 1,
            (true, 1) => -1,
            (true, _) => [-1, 1][rng.random_range(0..2)],
        })
        .collect()
}

/// The bytes of a row.
pub fn encode_row(config: &EngineConfig, mut header: RowHeader, spikes: &[i8]) -> Vec<u8> {
    header.events = spikes.iter().filter(|s| **s != 0).count() as u16;
    let mut bytes = vec![0; row_bytes(config, spikes.len() as u32) as usize];
    bytes[..8].copy_from_slice(&header.encode().to_le_bytes());
    for (slot, inputs) in spikes.chunks(SLOT_INPUTS as usize).enumerate() {
        let (mut fired, mut sign) = (0u64, 0u64);
        for (j, s) in inputs.iter().enumerate() {
            fired |= u64::from(*s != 0) << j;
            sign |= u64::from(*s < 0) << j;
        }
        let at = 16 * (slot + 1);
        bytes[at..at + 8].copy_from_slice(&fired.to_le_bytes());
        bytes[at + 8..at + 16].copy_from_slice(&sign.to_le_bytes());
    }
    bytes
}

/// A job that the engine must do: rows with every legal mix of hold and quiet.
///
/// `weight_row` and the base addresses leave room for other jobs beside it.
pub fn random_job(
    rng: &mut SmallRng,
    config: &EngineConfig,
    bounds: Bounds,
    input: u64,
    result: u64,
    weight_row: u32,
) -> Job {
    let inputs = rng.random_range(1..=bounds.inputs);
    let rows = rng.random_range(1..=bounds.rows);
    let tiles = rng.random_range(1..=bounds.tiles);
    let last_columns = rng.random_range(1..=config.lanes);
    // What 16 bits hold whatever the weights are.
    let formats = [ResultFormat::Int32, ResultFormat::Int16];
    let format = formats[rng.random_range(0..if inputs <= 258 { 2 } else { 1 })];
    let word = u64::from(config.input_word_bytes());
    let weight_format = [WeightFormat::Int8, WeightFormat::Int4][rng.random_range(0..2)];
    let mut at = input;
    let mut writes = Vec::new();
    let mut commands = Vec::new();
    let style = rng.random_range(0..5);
    for tile in 0..tiles {
        let row_bytes = if tile + 1 == tiles { last_columns } else { config.lanes };
        let stride = u64::from(row_bytes).next_multiple_of(word) as usize;
        let rows = weight_format.weight_rows(config, inputs);
        let mut bytes = vec![0; stride * rows as usize];
        for row in bytes.chunks_mut(stride) {
            for b in &mut row[..row_bytes as usize] {
                let mut draw = || weight(rng, style, weight_format) as u8;
                *b = match weight_format {
                    WeightFormat::Int8 => draw(),
                    WeightFormat::Int4 => draw() & 0xF | draw() << 4,
                };
            }
        }
        commands.push(Command::Load(Load {
            source: at,
            weight_row: weight_row + tile * weight_format.tile_depth(config, inputs),
            row_bytes,
            rows,
            weight_format,
        }));
        at += bytes.len() as u64;
        writes.push((at - bytes.len() as u64, bytes));
    }
    let full = format.words(config, config.lanes);
    let last = format.words(config, last_columns);
    let stride = (tiles - 1) * full + last;
    let mut order: Vec<u32> = (0..rows).collect();
    for i in (1..order.len()).rev() {
        order.swap(i, rng.random_range(0..=i));
    }
    let mut image = Vec::new();
    let mut words = Vec::new();
    let (mut quiet, mut first) = (false, true);
    let mut previous: Vec<i8> = vec![0; inputs as usize];
    let unit = u64::from(config.result_word_bytes());
    for (i, place) in order.iter().enumerate() {
        let hold = quiet || (!first && rng.random_bool(0.4));
        // A held row goes on within the range that one row has: it changes signs to zero only.
        let values: Vec<i8> = if hold {
            let keep = spikes(rng, inputs);
            previous
                .iter_mut()
                .zip(keep)
                .map(|(p, k)| if k != 0 && *p != 0 { -std::mem::take(p) } else { 0 })
                .collect()
        } else {
            previous = spikes(rng, inputs);
            previous.clone()
        };
        let behind_quiet = quiet;
        quiet = i + 1 < order.len() && rng.random_bool(0.2);
        let header = RowHeader { hold, quiet, events: 0, destination: place * stride };
        image.extend(encode_row(config, header, &values));
        if behind_quiet && rng.random_bool(0.3) {
            move_events(rng, &mut image, i, row_bytes(config, inputs) as usize);
        }
        if !quiet {
            for tile in 0..tiles {
                let columns = if tile + 1 == tiles { last_columns } else { config.lanes };
                let count = format.words(config, columns);
                let per_word = u64::from(config.result_word_bytes() / format.bytes());
                for w in 0..count {
                    let valid = u64::from(columns).saturating_sub(u64::from(w) * per_word);
                    let address = result + unit * u64::from(place * stride + tile * full + w);
                    words.push((
                        address,
                        (valid.min(per_word) * u64::from(format.bytes())) as usize,
                    ));
                }
            }
        }
        first = false;
    }
    let run = Run {
        source: at,
        destination: result,
        weight_row,
        rows,
        inputs,
        tiles: tiles as u16,
        last_columns: last_columns as u16,
        result_bytes: rows * stride * config.result_word_bytes(),
        result_format: format,
        weight_format,
    };
    commands.push(Command::Run(run));
    writes.push((at, image));
    Job { writes, commands, run, words }
}

/// Lets the header of the row before the last count some events of the last row, `i`: what counts
/// is the sum.
fn move_events(rng: &mut SmallRng, image: &mut [u8], i: usize, stride: usize) {
    let header = |row: usize| row * stride + header_bit::EVENTS as usize / 8;
    let events =
        |image: &[u8], row| u16::from_le_bytes([image[header(row)], image[header(row) + 1]]);
    let moved = rng.random_range(0..=events(image, i));
    for (row, count) in [(i - 1, events(image, i - 1) + moved), (i, events(image, i) - moved)] {
        image[header(row)..][..2].copy_from_slice(&count.to_le_bytes());
    }
}

/// Tiles of one job of [`all_tiles`]: with their RUN, they fit a ring.
const TILES: u32 = 32;

/// Jobs whose tiles fill weight RAM from the first row to the last, each RUN over all of its own.
///
/// A tile is staged one word behind the one before, in the same block: all are different.
pub fn all_tiles(rng: &mut SmallRng, config: &EngineConfig) -> Vec<Job> {
    let (input, destination) = regions(config);
    let (lanes, word) = (config.lanes, config.input_word_bytes());
    let room = (AddressMap::new(config, 0).input_end - input) as u32 / 2;
    let most = config.weight_depth() / TILES;
    let depth = most.min(1 << (room / lanes / config.ports).ilog2());
    let starts = (0..config.weight_depth()).step_by((depth * TILES) as usize);
    let formats = [WeightFormat::Int8, WeightFormat::Int4].into_iter().cycle();
    let mut job = |(weight_row, weight_format): (u32, WeightFormat)| {
        let inputs = depth * config.ports * weight_format.inputs_per_row();
        let loaded = depth * config.ports;
        // No sum leaves 16 bits.
        let largest = (i16::MAX as u32 / inputs).min(127) as i8;
        let mut block = vec![0; (loaded * lanes + TILES * word) as usize];
        for byte in &mut block {
            let weight = rng.random_range(-largest..=largest) as u8;
            *byte = if weight_format == WeightFormat::Int4 { rng.random() } else { weight };
        }
        let loads = (0..TILES).map(|tile| {
            Command::Load(Load {
                source: input + u64::from(tile * word),
                weight_row: weight_row + tile * depth,
                row_bytes: lanes,
                rows: loaded,
                weight_format,
            })
        });
        let mut commands: Vec<Command> = loads.collect();
        let format = ResultFormat::Int16;
        let words = format.words(config, lanes);
        let rows = 2;
        let mut image = Vec::new();
        for row in 0..rows {
            let header = RowHeader {
                hold: false,
                quiet: false,
                events: 0,
                destination: row * TILES * words,
            };
            image.extend(encode_row(config, header, &spikes(rng, inputs)));
        }
        let source = input + block.len() as u64;
        let unit = config.result_word_bytes();
        let run = Run {
            source,
            destination,
            weight_row,
            rows,
            inputs,
            tiles: TILES as u16,
            last_columns: lanes as u16,
            result_bytes: rows * TILES * words * unit,
            result_format: format,
            weight_format,
        };
        commands.push(Command::Run(run));
        let words =
            (0..rows * TILES * words).map(|w| (destination + u64::from(w * unit), unit as usize));
        let words = words.collect();
        Job { writes: vec![(input, block), (source, image)], commands, run, words }
    };
    starts.zip(formats).map(&mut job).collect()
}

/// First byte of the input region that jobs may use, and of the result region.
pub fn regions(config: &EngineConfig) -> (u64, u64) {
    let map = AddressMap::new(config, 0);
    (map.ring_end, map.result)
}
