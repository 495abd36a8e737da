//! The inner loops: adding weight rows, a block of columns at a time.

use std::ops::Range;

use spikelm_regs::ResultFormat;

use crate::coding::CodedRows;
use crate::range::Reach;
use crate::{RowMode, SpikeRows, Weights};

/// Columns of a full block: its accumulators stay in registers or in the first-level cache.
const BLOCK: usize = 64;
/// Columns of a block are rounded up to a multiple of this.
const STEP: usize = 16;

/// Weights as 16-bit rows, in blocks of columns.
#[derive(Debug)]
pub(super) struct Packed {
    inputs: usize,
    columns: usize,
    blocks: Vec<Block>,
}

/// Some columns of the weights.
#[derive(Debug)]
struct Block {
    first: usize,
    columns: usize,
    /// `columns` rounded up to a multiple of [`STEP`]: weights of a row.
    width: usize,
    format: ResultFormat,
    /// `inputs * width`; zero beyond `columns`.
    values: Vec<i16>,
}

impl Packed {
    pub(super) fn new(weights: &Weights, reach: &Reach) -> Packed {
        let blocks = (0..weights.columns).step_by(BLOCK).map(|first| {
            let columns = BLOCK.min(weights.columns - first);
            let width = columns.next_multiple_of(STEP);
            let mut values = vec![0; weights.inputs * width];
            let rows = weights.values.chunks_exact(weights.columns);
            for (to, from) in values.chunks_exact_mut(width).zip(rows) {
                for (to, &w) in to.iter_mut().zip(&from[first..first + columns]) {
                    *to = i16::from(w);
                }
            }
            let format = reach.format(first..first + columns);
            Block { first, columns, width, format, values }
        });
        Packed { inputs: weights.inputs, columns: weights.columns, blocks: blocks.collect() }
    }

    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The sums of the coded rows in `scratch`, into `sums`: all columns of the rows from
    /// `first_row` on.
    pub(super) fn multiply(&self, scratch: &Scratch, first_row: usize, sums: &mut [i32]) {
        for block in &self.blocks {
            let place = Place { first_row, columns: self.columns, block };
            match (block.format, block.width) {
                (ResultFormat::Int16, 16) => run::<i16, 16>(scratch, place, sums),
                (ResultFormat::Int16, 32) => run::<i16, 32>(scratch, place, sums),
                (ResultFormat::Int16, 48) => run::<i16, 48>(scratch, place, sums),
                (ResultFormat::Int16, _) => run::<i16, 64>(scratch, place, sums),
                (ResultFormat::Int32, 16) => run::<i32, 16>(scratch, place, sums),
                (ResultFormat::Int32, 32) => run::<i32, 32>(scratch, place, sums),
                (ResultFormat::Int32, 48) => run::<i32, 48>(scratch, place, sums),
                (ResultFormat::Int32, _) => run::<i32, 64>(scratch, place, sums),
            }
        }
    }
}

/// Where the sums of a block go.
#[derive(Clone, Copy)]
struct Place<'a> {
    first_row: usize,
    columns: usize,
    block: &'a Block,
}

/// An accumulator whose range was proved: adding never wraps.
trait Accumulator: Copy + Default + Into<i32> {
    fn add(self, weight: i16) -> Self;
    fn sub(self, weight: i16) -> Self;
}

impl Accumulator for i16 {
    fn add(self, weight: i16) -> i16 {
        self.wrapping_add(weight)
    }
    fn sub(self, weight: i16) -> i16 {
        self.wrapping_sub(weight)
    }
}

impl Accumulator for i32 {
    fn add(self, weight: i16) -> i32 {
        self.wrapping_add(i32::from(weight))
    }
    fn sub(self, weight: i16) -> i32 {
        self.wrapping_sub(i32::from(weight))
    }
}

fn run<A: Accumulator, const N: usize>(scratch: &Scratch, place: Place<'_>, sums: &mut [i32]) {
    let block = place.block;
    let (weights, _) = block.values.as_chunks::<N>();
    let mut acc = [A::default(); N];
    let mut from = 0;
    for (row, &(minus, end)) in scratch.coded.rows().iter().zip(&scratch.ends) {
        let mut next = if row.hold { acc } else { [A::default(); N] };
        for &k in &scratch.inputs[from..minus] {
            for (a, &w) in next.iter_mut().zip(&weights[k as usize]) {
                *a = a.add(w);
            }
        }
        for &k in &scratch.inputs[minus..end] {
            for (a, &w) in next.iter_mut().zip(&weights[k as usize]) {
                *a = a.sub(w);
            }
        }
        acc = next;
        from = end;
        if !row.quiet {
            let at = (row.row - place.first_row) * place.columns + block.first;
            for (sum, &a) in sums[at..at + block.columns].iter_mut().zip(&acc) {
                *sum = a.into();
            }
        }
    }
}

/// Coded rows as lists of inputs; one per thread.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    coded: CodedRows,
    /// Per coded row: the inputs that add, then those that subtract.
    inputs: Vec<u32>,
    /// Per coded row: where its subtracting inputs begin, and where they end.
    ends: Vec<(usize, usize)>,
}

impl Scratch {
    pub(super) fn code(&mut self, rows: &SpikeRows, chains: Range<usize>, mode: RowMode) {
        self.coded.clear();
        self.coded.append(rows, chains, mode);
        self.inputs.clear();
        self.ends.clear();
        for index in 0..self.coded.rows().len() {
            let slots = self.coded.slots(index);
            for (w, [fired, sign]) in slots.iter().enumerate() {
                push_bits(&mut self.inputs, w, fired & !sign);
            }
            let minus = self.inputs.len();
            for (w, [fired, sign]) in slots.iter().enumerate() {
                push_bits(&mut self.inputs, w, fired & sign);
            }
            self.ends.push((minus, self.inputs.len()));
        }
    }

    pub(super) fn direct_events(&self) -> u64 {
        self.coded.direct_events()
    }

    pub(super) fn events(&self) -> u64 {
        self.coded.events()
    }
}

fn push_bits(inputs: &mut Vec<u32>, word: usize, mut bits: u64) {
    while bits != 0 {
        inputs.push(64 * word as u32 + bits.trailing_zeros());
        bits &= bits - 1;
    }
}
