//! What a RUN computes: chains of coded rows by a span.

use std::ops::Range;

use spikelm_regs::{Command, ResultFormat, RowHeader, Run, SLOT_BYTES, row_bytes};

use super::layout::Layout;
use super::residency::SpanKey;
use super::spans::SpanRef;
use super::tiles::Span;
use crate::ProductKind;
use crate::coding::CodedRows;

/// The product that results belong to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) ticket: u64,
    pub(super) product: usize,
    pub(super) kind: ProductKind,
}

/// The results of a RUN: `rows` rows by some columns of a product.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    pub(super) target: Target,
    /// Which of the product's spans.
    pub(super) span: usize,
    /// First row of the product.
    pub(super) first_row: usize,
    pub(super) rows: usize,
    /// Columns of the product.
    pub(super) columns: Range<usize>,
    /// Byte offset of the first row in the job's results.
    pub(super) offset: usize,
    /// Bytes from one row to the next.
    pub(super) stride: usize,
    pub(super) format: ResultFormat,
    /// Bits by which the results are shifted to the left.
    pub(super) shift: u32,
}

/// Chains of coded rows and the span that they meet.
pub(super) struct RunPlan<'a> {
    pub(super) target: Target,
    /// The span's name, if its weights stay on the card, and which of those come next.
    pub(super) kept: Option<SpanKey>,
    pub(super) upcoming: &'a [SpanRef],
    /// The span, and which of the product's it is.
    pub(super) span: &'a Span,
    pub(super) index: usize,
    pub(super) weight_row: u32,
    pub(super) coded: &'a CodedRows,
    /// Rows of a chain.
    pub(super) chain: usize,
    /// Words of result memory from one row's results to the next: at least the span's.
    pub(super) stride_words: u32,
}

impl RunPlan<'_> {
    /// Bytes of the chains from `first` on.
    pub(super) fn bytes(&self, layout: &Layout, first: usize) -> usize {
        self.coded.chain_rows(first..self.coded.chains()).len() * self.row_bytes(layout)
    }

    /// Bytes of a coded row.
    pub(super) fn row_bytes(&self, layout: &Layout) -> usize {
        row_bytes(&layout.config, self.span.inputs.len() as u32) as usize
    }

    /// Bytes of result memory from one row's results to the next.
    pub(super) fn stride(&self, layout: &Layout) -> usize {
        (self.stride_words * layout.config.result_word_bytes()) as usize
    }

    /// Bytes of the results of some chains.
    pub(super) fn result_bytes(&self, layout: &Layout, chains: usize) -> usize {
        chains * self.chain * self.stride(layout)
    }

    /// Appends chains as they stand in input memory.
    pub(super) fn stage(&self, layout: &Layout, chains: Range<usize>, data: &mut Vec<u8>) {
        let row_bytes = self.row_bytes(layout);
        let words = self.span.words();
        let first_row = chains.start * self.chain;
        let coded = self.coded.chain_rows(chains);
        data.reserve(coded.len() * row_bytes);
        for index in coded {
            let row = self.coded.rows()[index];
            let header = RowHeader {
                hold: row.hold,
                quiet: row.quiet,
                events: self.coded.events_in(index, words.clone()) as u16,
                destination: (row.row - first_row) as u32 * self.stride_words,
            };
            let end = data.len() + row_bytes;
            data.extend(header.encode().to_le_bytes());
            data.extend([0; SLOT_BYTES as usize / 2]);
            for [fired, sign] in &self.coded.slots(index)[words.clone()] {
                data.extend(fired.to_le_bytes());
                data.extend(sign.to_le_bytes());
            }
            data.resize(end, 0);
        }
    }

    /// The command for chains that stand at `source`, with results from byte `destination` of the
    /// job's on, and what to make of them.
    pub(super) fn command(
        &self,
        layout: &Layout,
        chains: Range<usize>,
        source: u64,
        destination: usize,
    ) -> (Command, Sums) {
        let (config, span) = (&layout.config, self.span);
        let rows = chains.len() * self.chain;
        let sums = Sums {
            target: self.target,
            span: self.index,
            first_row: chains.start * self.chain,
            rows,
            columns: span.columns.clone(),
            offset: destination,
            stride: self.stride(layout),
            format: span.format,
            shift: span.weight_format.result_shift(),
        };
        let run = Run {
            source,
            destination: destination as u64,
            weight_row: self.weight_row,
            rows: self.coded.chain_rows(chains).len() as u32,
            inputs: span.inputs.len() as u32,
            tiles: span.tiles,
            last_columns: span.last_columns(config),
            result_bytes: (rows * sums.stride) as u32,
            result_format: span.format,
            weight_format: span.weight_format,
        };
        (Command::Run(run), sums)
    }
}
