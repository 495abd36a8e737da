//! Random jobs for a whole engine: tiles, rows and commands, as raw memory images.

use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_regs::{
    AddressMap, Command, EngineConfig, Load, ResultFormat, RowHeader, Run, SLOT_INPUTS, row_bytes,
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

fn weight(rng: &mut SmallRng, style: u32) -> i8 {
    match style {
        0 => rng.random_range(-127..=127),
        1 => 127,
        2 => -127,
        _ => [-127, 127][rng.random_range(0..2)],
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
    let format = [ResultFormat::Int16, ResultFormat::Int32][rng.random_range(0..2)];
    let word = u64::from(config.input_word_bytes());
    let mut at = input;
    let mut writes = Vec::new();
    let mut commands = Vec::new();
    let style = rng.random_range(0..5);
    for tile in 0..tiles {
        let row_bytes = if tile + 1 == tiles { last_columns } else { config.lanes };
        let stride = u64::from(row_bytes).next_multiple_of(word) as usize;
        let mut bytes = vec![0; stride * inputs as usize];
        for row in bytes.chunks_mut(stride) {
            for b in &mut row[..row_bytes as usize] {
                *b = weight(rng, style) as u8;
            }
        }
        commands.push(Command::Load(Load {
            source: at,
            weight_row: weight_row + tile * config.tile_depth(inputs),
            row_bytes,
            inputs,
        }));
        writes.push((at, bytes));
        at += stride as u64 * u64::from(inputs);
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
        quiet = i + 1 < order.len() && rng.random_bool(0.2);
        let header = RowHeader { hold, quiet, events: 0, destination: place * stride };
        image.extend(encode_row(config, header, &values));
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
    };
    commands.push(Command::Run(run));
    writes.push((at, image));
    Job { writes, commands, run, words }
}

/// First byte of the input region that jobs may use, and of the result region.
pub fn regions(config: &EngineConfig) -> (u64, u64) {
    let map = AddressMap::new(config, 0);
    (map.ring_end, map.result)
}
