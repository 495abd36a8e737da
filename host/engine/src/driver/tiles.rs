//! Weights cut into tiles, and tiles into spans.

use std::ops::{Range, RangeInclusive};

use spikelm_regs::{EngineConfig, RECORD_BYTES, ResultFormat, WeightFormat};

use super::layout::Layout;
use super::residency::WeightRam;
use crate::range::{ACCUMULATOR_BITS, PART_INPUTS, Reach};
use crate::{EngineError, Weights};

/// Result rows that a job must hold of the widest span: cuts very wide weights into more spans.
const LEAST_JOB_ROWS: usize = 32;
/// What four signed bits hold.
const INT4: RangeInclusive<i8> = -8..=7;

/// Weights, checked and cut for a card.
#[derive(Debug)]
pub(super) struct Tiled {
    stay: Stay,
    weights: Weights,
    spans: Vec<Span>,
}

/// Tiles that stand one behind the other in weight RAM and that one RUN works on. The sums of the
/// spans of a column, one per part of K, are added by the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// Inputs of the weights: the first is a multiple of 64.
    pub(super) inputs: Range<usize>,
    /// Columns of the weights.
    pub(super) columns: Range<usize>,
    /// `ceil(columns / lanes)`.
    pub(super) tiles: u16,
    /// Narrowest that every column's range proves.
    pub(super) format: ResultFormat,
    /// How its weights stand on the card.
    pub(super) weight_format: WeightFormat,
}

/// How long weights stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    /// From their first use on: all kept weights fit.
    Resident,
    /// Until others need the room.
    Swapped,
    /// For one product.
    Transient,
}

impl Tiled {
    /// The same weights, cut to be swapped.
    ///
    /// # Errors
    /// Those of [`Tiled::new`].
    pub(super) fn swapped(&self, layout: &Layout) -> Result<Tiled, EngineError> {
        Tiled::new(self.weights.clone(), Stay::Swapped, layout)
    }

    pub(super) fn stay(&self) -> Stay {
        self.stay
    }

    /// Rows of a bank's weight RAM that all spans take.
    pub(super) fn weight_rows(&self, config: &EngineConfig) -> u32 {
        self.spans.iter().fold(0, |sum, span| span.weight_rows(config).saturating_add(sum))
    }

    /// Cuts weights: K into parts that the accumulators and the weight RAM hold, and the columns
    /// of each into tiles.
    ///
    /// Weights are int4 where they are kept and all of them fit it, which they do where the
    /// quantizer made int4 weights. Attention operands are int8.
    ///
    /// # Errors
    /// [`EngineError::Shape`] for more inputs than a tile has where that is less than a part can
    /// have, [`EngineError::Range`] for a column that could overflow.
    pub(super) fn new(weights: Weights, stay: Stay, layout: &Layout) -> Result<Tiled, EngineError> {
        let config = &layout.config;
        let (kept, transient) = WeightRam::shares(config.weight_depth());
        let largest = config.max_inputs() as usize;
        if weights.inputs > largest && largest < PART_INPUTS {
            return Err(EngineError::Shape(format!(
                "weights of {} inputs: a tile of this card has at most {largest}",
                weights.inputs
            )));
        }
        let weight_format = match stay {
            Stay::Transient => WeightFormat::Int8,
            _ if weights.values.iter().all(|w| INT4.contains(w)) => WeightFormat::Int4,
            _ => WeightFormat::Int8,
        };
        let inputs = |rows: u32| {
            let inputs = rows * weight_format.inputs_per_row() * config.ports;
            (inputs as usize).clamp(PART_INPUTS, largest)
        };
        // Some spans fit their share, so that the next are loaded while one works. Where weights are
        // swapped they are small, whatever the format is: that makes even what goes down beside the
        // work of each.
        let (rows, most) = match stay {
            Stay::Resident => (kept / 2, inputs(kept / 2)),
            Stay::Swapped => {
                let row_bytes = (config.ports * config.lanes) as usize;
                let job = (layout.job_bytes() / row_bytes) as u32;
                let part = (kept / 4).min(2 * job) / weight_format.inputs_per_row();
                ((kept / 8).min(job), inputs(part))
            }
            Stay::Transient => (transient / 2, largest),
        };
        let bits = config.acc_bits.min(ACCUMULATOR_BITS);
        let tile_bytes = config.lanes as usize * ResultFormat::Int32.bytes() as usize;
        let by_results =
            (layout.half_bytes() - RECORD_BYTES as usize) / LEAST_JOB_ROWS / tile_bytes;

        let lanes = config.lanes as usize;
        let tiles = weights.columns.div_ceil(lanes);
        let mut spans = Vec::new();
        let shift = weight_format.result_shift();
        for (inputs, reach) in Reach::split(&weights, bits - shift, most)? {
            let depth = weight_format.tile_depth(config, inputs.len() as u32);
            let by_rows = (rows / depth) as usize;
            let most = by_rows.min(by_results).clamp(1, u16::MAX.into());
            let even = tiles.div_ceil(tiles.div_ceil(most));
            spans.extend((0..tiles).step_by(even).map(|first| {
                let tiles = even.min(tiles - first);
                let columns = first * lanes..weights.columns.min((first + tiles) * lanes);
                let format = reach.format(columns.clone(), shift);
                let (inputs, tiles) = (inputs.clone(), tiles as u16);
                Span { inputs, columns, tiles, format, weight_format }
            }));
        }
        Ok(Tiled { stay, weights, spans })
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

    /// Appends weight rows of `stack` to staged data.
    pub(super) fn stage(&self, stack: &Stack, rows: Range<usize>, data: &mut Vec<u8>) {
        for row in rows {
            let end = data.len() + stack.row_bytes;
            let (tile, row) = (row / stack.tile_rows, row % stack.tile_rows);
            match stack.weight_format {
                WeightFormat::Int8 => {
                    data.extend(self.weight_row(stack, tile, row).iter().map(|w| *w as u8));
                }
                WeightFormat::Int4 => {
                    let (pair, bank) = (row / stack.ports, row % stack.ports);
                    let even = 2 * pair * stack.ports + bank;
                    let lower = self.weight_row(stack, tile, even);
                    let upper = self.weight_row(stack, tile, even + stack.ports);
                    let upper = upper.iter().chain(std::iter::repeat(&0));
                    let halves = lower.iter().zip(upper);
                    data.extend(halves.map(|(l, u)| *l as u8 & 0xF | (*u as u8) << 4));
                }
            }
            data.resize(end, 0);
        }
    }

    /// Weights of an input of a stack in one of its tiles; none where there is no such input.
    fn weight_row(&self, stack: &Stack, tile: usize, input: usize) -> &[i8] {
        if input >= stack.inputs.len() {
            return &[];
        }
        let columns = self.weights.columns;
        let first = stack.first_column + tile * stack.row_bytes;
        let last = columns.min(first + stack.row_bytes);
        let row = (stack.inputs.start + input) * columns;
        &self.weights.values[row + first..row + last]
    }
}

/// Tiles of a span that are equally wide, as one sequence of weight rows: one LOAD takes any part
/// of it that begins at a multiple of the ports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stack {
    /// The span's inputs.
    inputs: Range<usize>,
    /// The first tile's first column.
    first_column: usize,
    /// Bytes of a weight row: whole words.
    pub(super) row_bytes: usize,
    /// Weight rows from one tile to the next: those of its inputs, and zeros up to a multiple of the
    /// ports.
    tile_rows: usize,
    ports: usize,
    pub(super) weight_format: WeightFormat,
    /// Weight rows of all tiles.
    pub(super) rows: usize,
    /// Where they begin in a bank's weight RAM, counted from the span's first row.
    pub(super) weight_row: u32,
}

impl Span {
    /// The columns of tile `tile`.
    fn tile_columns(&self, config: &EngineConfig, tile: u16) -> Range<usize> {
        let lanes = config.lanes as usize;
        let first = self.columns.start + usize::from(tile) * lanes;
        first..self.columns.end.min(first + lanes)
    }

    /// The tiles in stacks: those that fill their lanes, and the last where it is narrower by at
    /// least a word.
    pub(super) fn stacks(&self, config: &EngineConfig) -> Vec<Stack> {
        let (lanes, word) = (config.lanes as usize, config.input_word_bytes() as usize);
        let last_rows = self.weight_format.weight_rows(config, self.inputs.len() as u32) as usize;
        let depth = self.depth(config);
        let tile_rows = (depth * config.ports) as usize;
        let last_bytes = usize::from(self.last_columns(config)).next_multiple_of(word);
        let stack = |tile: u16, tiles: u16, row_bytes| Stack {
            inputs: self.inputs.clone(),
            first_column: self.tile_columns(config, tile).start,
            row_bytes,
            tile_rows,
            ports: config.ports as usize,
            weight_format: self.weight_format,
            rows: usize::from(tiles - 1) * tile_rows + last_rows,
            weight_row: u32::from(tile) * depth,
        };
        let full = if last_bytes == lanes { self.tiles } else { self.tiles - 1 };
        let mut stacks = Vec::with_capacity(2);
        if full > 0 {
            stacks.push(stack(0, full, lanes));
        }
        if full < self.tiles {
            stacks.push(stack(full, 1, last_bytes));
        }
        stacks
    }

    /// Rows of a bank's weight RAM that its tiles take.
    pub(super) fn weight_rows(&self, config: &EngineConfig) -> u32 {
        u32::from(self.tiles) * self.depth(config)
    }

    /// Weight rows of a tile in each bank.
    pub(super) fn depth(&self, config: &EngineConfig) -> u32 {
        self.weight_format.tile_depth(config, self.inputs.len() as u32)
    }

    /// The words of a row's planes that hold the span's inputs.
    pub(super) fn words(&self) -> Range<usize> {
        self.inputs.start / PART_INPUTS..self.inputs.end.div_ceil(PART_INPUTS)
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
    use crate::Link;

    fn cut(inputs: usize, columns: usize, stay: Stay) -> Vec<(Range<usize>, u16)> {
        let layout = Layout::new(EngineConfig::SMALL, Link::GEN3X16);
        let weights = Weights { inputs, columns, values: vec![8; inputs * columns] };
        let tiled = Tiled::new(weights, stay, &layout).unwrap();
        tiled.spans.into_iter().map(|s| (s.columns, s.tiles)).collect()
    }

    #[test]
    fn spans_cover_all_columns_and_two_fit_the_weight_ram() {
        assert_eq!(cut(128, 512, Stay::Resident), [(0..512, 8)]);
        assert_eq!(cut(1536, 384, Stay::Resident), [(0..128, 2), (128..256, 2), (256..384, 2)]);
        assert_eq!(cut(3584, 65, Stay::Resident), [(0..64, 1), (64..65, 1)]);
        assert_eq!(cut(64, 30, Stay::Transient), [(0..30, 1)]);
        assert_eq!(cut(512, 130, Stay::Transient), [(0..64, 1), (64..128, 1), (128..130, 1)]);
    }

    #[test]
    fn weights_that_are_swapped_stand_in_small_spans() {
        assert_eq!(
            cut(384, 512, Stay::Swapped),
            [(0..128, 2), (128..256, 2), (256..384, 2), (384..512, 2)]
        );
        // 7168 rows: parts of at most 1792 inputs.
        assert_eq!(cut(3584, 64, Stay::Swapped), [(0..64, 1), (0..64, 1)]);
    }

    #[test]
    fn weights_that_are_swapped_have_parts_of_two_jobs_whatever_their_format() {
        // 512 weight rows of 64 bytes are a job of 2048 beats.
        let layout = Layout::new(EngineConfig::SMALL, Link::port(16));
        let parts = |value| {
            let weights = Weights { inputs: 3072, columns: 64, values: vec![value; 3072 * 64] };
            let tiled = Tiled::new(weights, Stay::Swapped, &layout).unwrap();
            tiled.spans.into_iter().map(|s| (s.inputs, s.weight_format)).collect::<Vec<_>>()
        };
        let thirds = [0..1024, 1024..2048, 2048..3072];
        let of = |format| thirds.clone().map(|inputs| (inputs, format));
        assert_eq!(parts(8), of(WeightFormat::Int8));
        assert_eq!(parts(7), of(WeightFormat::Int4));
    }

    #[test]
    fn rows_of_results_are_whole_groups() {
        let c = EngineConfig::SMALL;
        let weight_format = WeightFormat::Int8;
        let span = |columns, tiles, format| {
            let inputs = 0..9;
            Span { inputs, columns, tiles, format, weight_format }
        };
        assert_eq!(span(0..130, 3, ResultFormat::Int16).result_words(&c), 4 + 4 + 1);
        assert_eq!(span(64..130, 2, ResultFormat::Int32).result_words(&c), 8 + 2);
        assert_eq!(span(64..130, 2, ResultFormat::Int32).last_columns(&c), 2);
    }

    #[test]
    fn stacks_hold_every_weight_and_zeros_between_tiles() {
        let config = EngineConfig { ports: 2, ..EngineConfig::SMALL };
        let values = (0..3 * 140).map(|i| (i % 101) as i8 + 1).collect();
        let weights = Weights { inputs: 3, columns: 140, values };
        let tiled =
            Tiled::new(weights, Stay::Resident, &Layout::new(config, Link::GEN3X16)).unwrap();
        let stacks = tiled.spans()[0].stacks(&config);
        let shapes: Vec<_> = stacks.iter().map(|s| (s.rows, s.row_bytes, s.weight_row)).collect();
        assert_eq!(shapes, [(7, 64, 0), (3, 16, 4)]);
        let weight = |k: usize, p: usize| tiled.weights.values[k * 140 + p] as u8;
        let mut data = Vec::new();
        tiled.stage(&stacks[0], 2..6, &mut data);
        assert_eq!(data.len(), 4 * 64);
        assert_eq!((data[0], data[63]), (weight(2, 0), weight(2, 63)));
        assert_eq!(data[64..128], [0; 64], "input 3 of 3");
        assert_eq!((data[128], data[255]), (weight(0, 64), weight(1, 127)));
        data.clear();
        tiled.stage(&stacks[1], 2..3, &mut data);
        assert_eq!(data.len(), 16);
        assert_eq!((data[0], data[11], data[12]), (weight(2, 128), weight(2, 139), 0));
    }

    #[test]
    fn inputs_are_cut_where_two_spans_or_the_accumulators_end() {
        let cut = |config, inputs, value| {
            let weights = Weights { inputs, columns: 70, values: vec![value; inputs * 70] };
            let tiled =
                Tiled::new(weights, Stay::Resident, &Layout::new(config, Link::GEN3X16)).unwrap();
            tiled.spans.into_iter().map(|s| (s.inputs, s.columns.start)).collect::<Vec<_>>()
        };
        let config = EngineConfig::SMALL; // 7168 rows for kept weights
        assert_eq!(cut(config, 3584, 8), [(0..3584, 0), (0..3584, 64)]);
        // 1856 rows: a span of one tile; 1729 rows: one of two.
        assert_eq!(cut(config, 3585, 8), [(0..1856, 0), (0..1856, 64), (1856..3585, 0)]);
        assert_eq!(cut(config, 7168, 7), [(0..7168, 0), (0..7168, 64)], "int4: two inputs a row");
        let narrow = EngineConfig { acc_bits: 16, ..config };
        assert_eq!(cut(narrow, 258, 127), [(0..258, 0)]);
        assert_eq!(cut(narrow, 259, 127), [(0..192, 0), (192..259, 0)]);
    }

    #[test]
    fn the_rows_of_a_part_are_its_inputs() {
        let config = EngineConfig { acc_bits: 16, ..EngineConfig::SMALL };
        let values = (0..259).map(|k| if k % 2 == 0 { 127 } else { -127 }).collect();
        let weights = Weights { inputs: 259, columns: 1, values };
        let tiled =
            Tiled::new(weights, Stay::Resident, &Layout::new(config, Link::GEN3X16)).unwrap();
        let last = tiled.spans().last().unwrap();
        assert_eq!((last.inputs.clone(), last.words()), (192..259, 3..5));
        let stack = &last.stacks(&config)[0];
        let mut data = Vec::new();
        tiled.stage(stack, 65..67, &mut data);
        assert_eq!((data[0] as i8, data[16] as i8), (-127, 127), "inputs 257 and 258");
    }

    #[test]
    fn int4_weights_take_half_of_the_rows() {
        let config = EngineConfig { ports: 2, ..EngineConfig::SMALL };
        let layout = Layout::new(config, Link::GEN3X16);
        let values = (0..11 * 70).map(|i| (i % 16) as i8 - 8).collect();
        let weights = Weights { inputs: 11, columns: 70, values };
        let transient = Tiled::new(weights.clone(), Stay::Transient, &layout).unwrap();
        assert_eq!(transient.spans()[0].weight_format, WeightFormat::Int8, "attention operands");
        let tiled = Tiled::new(weights, Stay::Resident, &layout).unwrap();
        let span = &tiled.spans()[0];
        assert_eq!((span.weight_format, span.depth(&config)), (WeightFormat::Int4, 3));
        let stacks = span.stacks(&config);
        let shapes: Vec<_> = stacks.iter().map(|s| (s.rows, s.row_bytes, s.weight_row)).collect();
        // Inputs 0 to 3 in rows 0 and 1, 4 to 7 in 2 and 3, 8 to 10 in 4 and 5.
        assert_eq!(shapes, [(6, 64, 0), (6, 16, 3)]);
        let mut data = Vec::new();
        tiled.stage(&stacks[1], 0..6, &mut data);
        assert_eq!(data.len(), 6 * 16);
        let half = |k: usize, p: usize| tiled.weights.values[k * 70 + p] as u8 & 0xF;
        for (row, [lower, upper]) in
            [[0, 2], [1, 3], [4, 6], [5, 7], [8, 10]].into_iter().enumerate()
        {
            for p in 0..6 {
                assert_eq!(data[16 * row + p], half(lower, 64 + p) | half(upper, 64 + p) << 4);
            }
            assert_eq!(data[16 * row + 6..16 * row + 16], [0; 10]);
        }
        assert_eq!(data[5 * 16], half(9, 64), "input 11 of 11");
    }

    #[test]
    fn too_many_inputs_are_refused_with_numbers() {
        let config = EngineConfig { weight_rows: 32, ..EngineConfig::SMALL };
        let weights = Weights { inputs: 33, columns: 1, values: vec![0; 33] };
        let error =
            Tiled::new(weights, Stay::Resident, &Layout::new(config, Link::GEN3X16)).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("33 inputs") && text.contains("at most 32"), "{text}");
    }
}
