//! The products that a model asks for.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::CardError;
use crate::stages::{self, Stage};

/// Signed 8-bit weights of a product, `inputs` rows of `columns`, row-major: `w[k][p]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    /// K.
    pub inputs: usize,
    /// M.
    pub columns: usize,
    /// `inputs * columns` weights, each in -127..=127.
    pub values: Vec<i8>,
}

/// Names weights that an engine keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WeightId(pub u32);

/// The weights of a product.
#[derive(Debug, Clone)]
pub enum Operand {
    /// Kept by the engine.
    Resident(WeightId),
    /// Used once: an attention operand.
    Transient(Arc<Weights>),
}

/// Ternary rows as bit planes.
///
/// Row r, word w: bit j of `fired` says that input 64 w + j is not zero, bit j of `sign` that it is
/// -1. Sign bits stand only where the fired bit does; bits beyond `inputs` are zero.
/// `rows = chains * chain`: rows `c * chain .. (c + 1) * chain` are the time steps of one token, in
/// order, and likely alike; a chain of 1 promises nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpikeRows {
    /// K.
    pub inputs: usize,
    /// Rows.
    pub rows: usize,
    /// Rows of a chain; divides `rows`.
    pub chain: usize,
    /// `rows * ceil(inputs / 64)` words.
    pub fired: Vec<u64>,
    /// `rows * ceil(inputs / 64)` words.
    pub sign: Vec<u64>,
}

impl SpikeRows {
    /// Rows without a spike.
    pub fn zeros(inputs: usize, rows: usize, chain: usize) -> SpikeRows {
        let words = rows * inputs.div_ceil(64);
        SpikeRows { inputs, rows, chain, fired: vec![0; words], sign: vec![0; words] }
    }

    /// 64-bit words of a plane of one row.
    pub fn row_words(&self) -> usize {
        self.inputs.div_ceil(64)
    }

    /// The fired and sign planes of row `row`.
    pub fn row(&self, row: usize) -> (&[u64], &[u64]) {
        let n = self.row_words();
        (&self.fired[row * n..(row + 1) * n], &self.sign[row * n..(row + 1) * n])
    }

    /// The spike of an input: -1, 0 or +1.
    pub fn get(&self, row: usize, input: usize) -> i8 {
        let at = row * self.row_words() + input / 64;
        let bit = 1 << (input % 64);
        match (self.fired[at] & bit != 0, self.sign[at] & bit != 0) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => -1,
        }
    }

    /// Sets the spike of an input to -1, 0 or +1.
    pub fn set(&mut self, row: usize, input: usize, spike: i8) {
        let at = row * self.row_words() + input / 64;
        let bit = 1 << (input % 64);
        self.fired[at] &= !bit;
        self.sign[at] &= !bit;
        if spike != 0 {
            self.fired[at] |= bit;
        }
        if spike < 0 {
            self.sign[at] |= bit;
        }
    }
}

/// Which counters a product adds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProductKind {
    /// Spikes by trained weights.
    Linear,
    /// Spikes by an attention operand.
    Attention,
    /// An attention operand, in rows of its digits, by spikes. The dense product of digits has
    /// `share` times the additions of the dense product that it stands for.
    AttentionDigits {
        /// At least 1.
        share: u32,
    },
}

/// One product: all rows by all columns of the weights.
#[derive(Debug, Clone)]
pub struct Product {
    /// Which counters it adds to.
    pub kind: ProductKind,
    /// The weights.
    pub weights: Operand,
    /// The spikes.
    pub rows: Arc<SpikeRows>,
}

/// The exact sums of a product: `rows * columns`, row-major.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accumulators {
    /// Rows.
    pub rows: usize,
    /// M.
    pub columns: usize,
    /// The sums.
    pub values: Vec<i32>,
}

impl Accumulators {
    /// The sums of one row.
    pub fn row(&self, row: usize) -> &[i32] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }
}

/// Columns of a [`Block`], unless it is the last of its rows: those of a 64-bit word of spikes.
pub const BLOCK_COLUMNS: usize = 64;

/// The exact sums of some rows and columns of a product.
#[derive(Debug, Clone)]
pub struct Block<'a> {
    /// Which of the products that were submitted together.
    pub product: usize,
    /// Rows: whole chains.
    pub rows: Range<usize>,
    /// Columns: from a multiple of [`BLOCK_COLUMNS`] to the next or to the last column.
    pub columns: Range<usize>,
    /// The sums, row-major.
    pub sums: &'a [i32],
    /// Sums from one row to the next.
    pub stride: usize,
}

impl Block<'_> {
    /// The sums, row by row.
    pub fn rows(&self) -> impl Iterator<Item = &[i32]> {
        self.sums.chunks(self.stride).map(|row| &row[..self.columns.len()])
    }
}

/// Names products that were submitted.
#[derive(Debug, PartialEq, Eq, Hash, Clone, Copy)]
pub struct ProductTicket(pub u64);

/// Work done for one kind of product.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Totals {
    /// Products.
    pub products: u64,
    /// Sum of rows x K x M, over [`ProductKind::AttentionDigits`]'s share where it is digits.
    pub dense_additions: u64,
    /// Nonzero inputs x M: zeros skipped.
    pub direct_additions: u64,
    /// Events x M after row coding.
    pub additions: u64,
    /// Sum over coded rows and tiles of ceil(events / ports); `None` without a card.
    pub ideal_cycles: Option<u64>,
    /// Busy cycles of the RUN commands; `None` without a card.
    pub busy_cycles: Option<u64>,
    /// Busy cycles with at least one event; `None` without a card.
    pub event_cycles: Option<u64>,
    /// Busy cycles without an event, by cause: fetch, drain, empty, edge; `None` without a card.
    pub stalls: Option<[u64; 4]>,
    /// Lanes that held a valid column, over all lanes of all tiles, weighted by ideal cycles;
    /// `None` without a card.
    pub lane_use: Option<f64>,
}

/// Work done since an engine was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Stats {
    /// Products by trained weights.
    pub linear: Totals,
    /// Products by attention operands.
    pub attention: Totals,
    /// Cycles of the card, all of them; `None` without a card.
    pub cycles: Option<u64>,
    /// Cycles without a RUN in which a LOAD was under way; `None` without a card.
    pub load_cycles: Option<u64>,
    /// Other cycles with a command; `None` without a card.
    pub command_cycles: Option<u64>,
    /// Cycles with no command; `None` without a card.
    pub idle_cycles: Option<u64>,
}

/// What one card has computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardReport {
    /// The card's name.
    pub card: String,
    /// Products, or parts of products that were spread over cards.
    pub products: u64,
    /// Additions, after coding.
    pub additions: u64,
    /// How often it failed and was brought back.
    pub recoveries: u64,
    /// Why it is not used any more, where that is so.
    pub lost: Option<String>,
}

/// Why a product was not computed.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// Sizes that do not fit together.
    #[error("{0}")]
    Shape(String),
    /// Sums that could leave the range that the engine computes exactly.
    #[error(
        "column {column}: sums reach {reach} in magnitude, more than the {bits}-bit accumulators hold"
    )]
    Range {
        /// The column.
        column: usize,
        /// Sum of |w| over the column.
        reach: i64,
        /// Accumulator width.
        bits: u32,
    },
    /// A weight or ticket that this engine does not know.
    #[error("{0} is not known to this engine")]
    Unknown(String),
    /// The card has an interface that this driver does not speak.
    #[error("{card}: {register} is {found:#010x}, this driver speaks {expected:#010x}; {remedy}")]
    Interface {
        /// The card's name.
        card: String,
        /// The register that differs.
        register: &'static str,
        /// What it holds.
        found: u32,
        /// What was expected.
        expected: u32,
        /// What to do.
        remedy: &'static str,
    },
    /// A command ended with an error.
    #[error("{card}: command {sequence} ({what}) ended with: {meaning}")]
    Command {
        /// The card's name.
        card: String,
        /// Ring index.
        sequence: u32,
        /// LOAD or RUN and its sizes.
        what: String,
        /// The status in words.
        meaning: String,
    },
    /// The card failed and could not be brought back.
    #[error("{card}: {reason}; the card is lost, tried: {tried}")]
    Lost {
        /// The card's name.
        card: String,
        /// What failed first.
        reason: String,
        /// Each step and what came of it.
        tried: String,
    },
    /// The card failed.
    #[error("{card}: {source}")]
    Card {
        /// The card's name.
        card: String,
        /// What failed.
        source: CardError,
    },
}

/// Computes products. All engines return the same integers.
///
/// Products that are submitted together run in order and may overlap; a model submits all
/// independent products of a layer at once. Results do not depend on the number of threads.
pub trait MatrixEngine: Send + Sync {
    /// A name for messages and reports: `soft`, `sim:small`.
    fn name(&self) -> String;

    /// Callers that it serves best at a time. One, for an engine that takes products one after the
    /// other; what several submit at once has no order among them.
    fn streams(&self) -> usize {
        1
    }

    /// Rows that products by kept weights should have, so that what cannot be hidden of a
    /// submission's transfers is little beside its work; `None` where any number is as good.
    fn rows_in_flight(&self) -> Option<usize> {
        None
    }

    /// Keeps weights for many products.
    ///
    /// # Errors
    /// When the shape is wrong or a column's sum of |w| does not fit the accumulators.
    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError>;

    /// Starts products.
    ///
    /// # Errors
    /// When a shape is wrong or a sum could overflow; then none is started.
    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError>;

    /// Waits for products that were submitted together; results are in their order.
    ///
    /// # Errors
    /// When the card fails or refuses a command.
    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError>;

    /// Waits for products that were submitted together, and hands over their sums in blocks, each
    /// as soon as it is there: in any order, from several threads. Every sum is handed over once.
    ///
    /// # Errors
    /// When the card fails or refuses a command; what was handed over before is then not all.
    fn wait_blocks(
        &self,
        ticket: ProductTicket,
        sink: &(dyn Fn(Block<'_>) + Sync),
    ) -> Result<(), EngineError> {
        let results = self.wait(ticket)?;
        let _stage = stages::enter(Stage::Parallel);
        results.par_iter().enumerate().for_each(|(product, result)| {
            let &Accumulators { rows, columns, ref values } = result;
            if rows == 0 {
                return;
            }
            (0..columns.div_ceil(BLOCK_COLUMNS)).into_par_iter().for_each(|block| {
                let first = block * BLOCK_COLUMNS;
                let of_block = first..columns.min(first + BLOCK_COLUMNS);
                let sums = &values[first..];
                sink(Block { product, rows: 0..rows, columns: of_block, sums, stride: columns });
            });
        });
        Ok(())
    }

    /// Work done so far.
    ///
    /// # Errors
    /// When a card's counters cannot be read.
    fn stats(&self) -> Result<Stats, EngineError>;

    /// The cards behind this engine and what each has computed; none for an engine in software.
    fn cards(&self) -> Vec<CardReport> {
        Vec::new()
    }

    /// Submits and waits.
    ///
    /// # Errors
    /// As [`MatrixEngine::submit`] and [`MatrixEngine::wait`].
    fn multiply(&self, products: Vec<Product>) -> Result<Vec<Accumulators>, EngineError> {
        let ticket = self.submit(products)?;
        self.wait(ticket)
    }
}
