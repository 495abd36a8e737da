//! Weights cut into tiles, and tiles into spans.

use std::ops::Range;

use spikelm_regs::{EngineConfig, RECORD_BYTES, ResultFormat};

use super::layout::Layout;
use super::residency::WeightRam;
use crate::range::{ACCUMULATOR_BITS, Reach};
use crate::{EngineError, Weights};

/// Result rows that a job must hold of the widest span: cuts very wide weights into more spans.
const LEAST_JOB_ROWS: usize = 32;

/// Weights, checked and cut for a card.
#[derive(Debug)]
pub(super) struct Tiled {
    weights: Weights,
    spans: Vec<Span>,
}

/// Tiles that stand one behind the other in weight RAM and that one RUN works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// Columns of the weights.
    pub(super) columns: Range<usize>,
    /// `ceil(columns / lanes)`.
    pub(super) tiles: u16,
    /// Narrowest that every column's range proves.
    pub(super) format: ResultFormat,
}

/// How long weights stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    /// Until others need the room.
    Kept,
    /// For one product.
    Transient,
}

impl Tiled {
    /// Cuts weights.
    ///
    /// # Errors
    /// [`EngineError::Shape`] for more inputs than a tile has, [`EngineError::Range`] for a column
    /// that could overflow.
    pub(super) fn new(weights: Weights, stay: Stay, layout: &Layout) -> Result<Tiled, EngineError> {
        let config = &layout.config;
        let reach = Reach::prove(&weights, config.acc_bits.min(ACCUMULATOR_BITS))?;
        let inputs = u32::try_from(weights.inputs).unwrap_or(u32::MAX);
        if inputs > config.max_inputs() {
            return Err(EngineError::Shape(format!(
                "weights of {} inputs: a tile of this card has at most {}",
                weights.inputs,
                config.max_inputs()
            )));
        }
        let (kept, transient) = WeightRam::shares(config.weight_depth());
        let share = if stay == Stay::Kept { kept } else { transient };
        // Two spans fit their share, so that one is loaded while the other works.
        let by_rows = (share / 2 / config.tile_depth(inputs)) as usize;
        let tile_bytes = config.lanes as usize * ResultFormat::Int32.bytes() as usize;
        let by_results =
            (layout.half_bytes() - RECORD_BYTES as usize) / LEAST_JOB_ROWS / tile_bytes;
        let most = by_rows.min(by_results).clamp(1, u16::MAX.into());

        let lanes = config.lanes as usize;
        let tiles = weights.columns.div_ceil(lanes);
        let even = tiles.div_ceil(tiles.div_ceil(most));
        let spans = (0..tiles).step_by(even).map(|first| {
            let tiles = even.min(tiles - first);
            let columns = first * lanes..weights.columns.min((first + tiles) * lanes);
            let format = reach.format(columns.clone());
            Span { columns, tiles: tiles as u16, format }
        });
        let spans = spans.collect();
        Ok(Tiled { weights, spans })
    }

    pub(super) fn inputs(&self) -> usize {
        self.weights.inputs
    }

    pub(super) fn columns(&self) -> usize {
        self.weights.columns
    }

    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Tiles of all spans.
    pub(super) fn tiles(&self) -> usize {
        self.spans.iter().map(|s| usize::from(s.tiles)).sum()
    }

    /// Appends the weights of `inputs` by `columns`, each row padded with zeros to `row_bytes`.
    pub(super) fn stage(
        &self,
        inputs: Range<usize>,
        columns: Range<usize>,
        row_bytes: usize,
        data: &mut Vec<u8>,
    ) {
        let padding = row_bytes - columns.len();
        for row in self
            .weights
            .values
            .chunks_exact(self.weights.columns)
            .take(inputs.end)
            .skip(inputs.start)
        {
            data.extend(row[columns.clone()].iter().map(|w| *w as u8));
            data.resize(data.len() + padding, 0);
        }
    }
}

impl Span {
    /// The columns of tile `tile`.
    pub(super) fn tile_columns(&self, config: &EngineConfig, tile: u16) -> Range<usize> {
        let lanes = config.lanes as usize;
        let first = self.columns.start + usize::from(tile) * lanes;
        first..self.columns.end.min(first + lanes)
    }

    /// Valid columns of the last tile.
    pub(super) fn last_columns(&self, config: &EngineConfig) -> u16 {
        self.tile_columns(config, self.tiles - 1).len() as u16
    }

    /// Words of result memory that a row takes, all tiles.
    pub(super) fn result_words(&self, config: &EngineConfig) -> u32 {
        let full = self.format.words(config, config.lanes);
        u32::from(self.tiles - 1) * full
            + self.format.words(config, u32::from(self.last_columns(config)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(inputs: usize, columns: usize, stay: Stay) -> Vec<(Range<usize>, u16)> {
        let weights = Weights { inputs, columns, values: vec![1; inputs * columns] };
        let tiled = Tiled::new(weights, stay, &Layout::new(EngineConfig::SMALL)).unwrap();
        tiled.spans.into_iter().map(|s| (s.columns, s.tiles)).collect()
    }

    #[test]
    fn spans_cover_all_columns_and_two_fit_the_weight_ram() {
        assert_eq!(cut(128, 512, Stay::Kept), [(0..512, 8)]);
        assert_eq!(cut(1536, 384, Stay::Kept), [(0..128, 2), (128..256, 2), (256..384, 2)]);
        assert_eq!(cut(8192, 65, Stay::Kept), [(0..64, 1), (64..65, 1)]);
        assert_eq!(cut(64, 30, Stay::Transient), [(0..30, 1)]);
        assert_eq!(cut(512, 130, Stay::Transient), [(0..64, 1), (64..128, 1), (128..130, 1)]);
    }

    #[test]
    fn rows_of_results_are_whole_groups() {
        let c = EngineConfig::SMALL;
        let span = |columns, tiles, format| Span { columns, tiles, format };
        assert_eq!(span(0..130, 3, ResultFormat::Int16).result_words(&c), 4 + 4 + 1);
        assert_eq!(span(64..130, 2, ResultFormat::Int32).result_words(&c), 8 + 2);
        assert_eq!(span(64..130, 2, ResultFormat::Int32).last_columns(&c), 2);
    }

    #[test]
    fn too_many_inputs_are_refused_with_numbers() {
        let weights = Weights { inputs: 8193, columns: 1, values: vec![0; 8193] };
        let error = Tiled::new(weights, Stay::Kept, &Layout::new(EngineConfig::SMALL)).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("8193") && text.contains("8192"), "{text}");
    }
}
