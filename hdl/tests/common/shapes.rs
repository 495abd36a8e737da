//! Jobs of a given shape, where random ones would not reach the corner.

use spikelm_regs::{Command, EngineConfig, Load, ResultFormat, RowHeader, Run, WeightFormat};

use super::jobs::{Job, encode_row, regions};

/// What a job of one tile computes: a weight for input k and column p, a spike for row r and
/// input k.
pub struct Shape<'a> {
    /// K.
    pub inputs: u32,
    /// Rows.
    pub rows: u32,
    /// Columns.
    pub columns: u32,
    /// Width of the results.
    pub format: ResultFormat,
    /// The weight of input k, column p.
    pub weight: &'a dyn Fn(u32, u32) -> i8,
    /// The spike of row r, input k.
    pub spike: &'a dyn Fn(u32, u32) -> i8,
}

impl Shape<'_> {
    /// The job, staged from the first byte that jobs may use.
    pub fn job(&self, config: &EngineConfig) -> Job {
        let (input, result) = regions(config);
        self.job_at(config, input, result, 0)
    }

    /// The job, staged and with its results and weights where it is told.
    pub fn job_at(&self, config: &EngineConfig, input: u64, result: u64, weight_row: u32) -> Job {
        let Shape { inputs, rows, columns, format, .. } = *self;
        let word = config.input_word_bytes();
        let mut tile = Vec::new();
        for k in 0..inputs {
            tile.extend((0..columns).map(|p| (self.weight)(k, p) as u8));
            tile.resize(tile.len().next_multiple_of(word as usize), 0);
        }
        let source = input + tile.len() as u64;
        let words = format.words(config, columns);
        let mut image = Vec::new();
        for row in 0..rows {
            let header = RowHeader { destination: row * words, ..RowHeader::default() };
            let spikes: Vec<i8> = (0..inputs).map(|k| (self.spike)(row, k)).collect();
            image.extend(encode_row(config, header, &spikes));
        }
        let unit = config.result_word_bytes();
        let run = Run {
            source,
            destination: result,
            weight_row,
            rows,
            inputs,
            tiles: 1,
            last_columns: columns as u16,
            result_bytes: rows * words * unit,
            result_format: format,
            weight_format: WeightFormat::Int8,
        };
        let valid = |w: u32| {
            let row = columns * format.bytes();
            (row.saturating_sub(w % words * unit)).min(unit) as usize
        };
        Job {
            writes: vec![(input, tile), (source, image)],
            commands: vec![
                Command::Load(Load {
                    source: input,
                    weight_row,
                    row_bytes: columns,
                    rows: inputs,
                    weight_format: WeightFormat::Int8,
                }),
                Command::Run(run),
            ],
            run,
            words: (0..rows * words).map(|w| (result + u64::from(w * unit), valid(w))).collect(),
        }
    }
}
