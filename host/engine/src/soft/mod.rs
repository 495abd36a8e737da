//! The software engine: the same integers with no card.

mod kernel;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rayon::prelude::*;

use crate::range::{ACCUMULATOR_BITS, Reach};
use crate::tally::Tally;
use crate::{
    Accumulators, EngineError, MatrixEngine, Operand, Product, ProductTicket, RowMode, SpikeRows,
    Stats, WeightId, Weights, check,
};
use kernel::{Packed, Scratch};

/// Rows that a task takes at least: enough that a block of weights is used often from cache.
const TASK_ROWS: usize = 64;

/// How a [`SoftEngine`] works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SoftOptions {
    /// Row coding.
    pub rows: RowMode,
    /// Accumulator bits that sums are proved for.
    pub accumulator_bits: u32,
}

impl Default for SoftOptions {
    fn default() -> Self {
        SoftOptions { rows: RowMode::Coded, accumulator_bits: ACCUMULATOR_BITS }
    }
}

/// Computes products on the host, over the same coded rows as a card.
///
/// Work is proportional to coded events: each adds or subtracts one row of 16-bit weights.
/// Chains and products run in parallel; sums of integers do not depend on the order.
///
/// ```
/// use std::sync::Arc;
/// use spikelm_engine::{
///     MatrixEngine, Operand, Product, ProductKind, SoftEngine, SoftOptions, SpikeRows, Weights,
/// };
/// let engine = SoftEngine::new(SoftOptions::default());
/// let id = engine.keep(Weights { inputs: 2, columns: 2, values: vec![1, 2, 30, 40] })?;
/// let mut rows = SpikeRows::zeros(2, 1, 1);
/// rows.set(0, 0, 1);
/// rows.set(0, 1, -1);
/// let product =
///     Product { kind: ProductKind::Linear, weights: Operand::Resident(id), rows: Arc::new(rows) };
/// assert_eq!(engine.multiply(vec![product])?[0].values, [-29, -38]);
/// # Ok::<(), spikelm_engine::EngineError>(())
/// ```
#[derive(Debug)]
pub struct SoftEngine {
    options: SoftOptions,
    weights: RwLock<Vec<Arc<Packed>>>,
    results: Mutex<HashMap<u64, Vec<Accumulators>>>,
    next_ticket: AtomicU64,
    stats: Mutex<Stats>,
}

/// A product whose shapes and range are checked.
struct Checked {
    weights: Arc<Packed>,
    rows: Arc<SpikeRows>,
}

/// Some chains of a product and where their sums go.
struct Task<'a> {
    product: usize,
    chains: Range<usize>,
    sums: &'a mut [i32],
}

impl SoftEngine {
    /// An engine without weights.
    pub fn new(options: SoftOptions) -> SoftEngine {
        SoftEngine {
            options,
            weights: RwLock::default(),
            results: Mutex::default(),
            next_ticket: AtomicU64::new(0),
            stats: Mutex::default(),
        }
    }

    fn pack(&self, weights: &Weights) -> Result<Packed, EngineError> {
        let reach = Reach::prove(weights, self.options.accumulator_bits)?;
        Ok(Packed::new(weights, &reach))
    }

    fn check(&self, product: &Product) -> Result<Checked, EngineError> {
        let weights = match &product.weights {
            Operand::Resident(id) => {
                let kept = self.weights.read().unwrap_or_else(PoisonError::into_inner);
                let found = kept.get(id.0 as usize).cloned();
                found.ok_or_else(|| check::unknown_weights(*id))?
            }
            Operand::Transient(weights) => Arc::new(self.pack(weights)?),
        };
        check::rows(&product.rows, weights.inputs())?;
        check::results(product.rows.rows, weights.columns())?;
        Ok(Checked { weights, rows: product.rows.clone() })
    }

    /// The sums of all products, and the direct and coded events of each.
    fn compute(&self, products: &[Checked]) -> (Vec<Accumulators>, Vec<(u64, u64)>) {
        let mut results: Vec<Accumulators> = products
            .iter()
            .map(|p| {
                let (rows, columns) = (p.rows.rows, p.weights.columns());
                Accumulators { rows, columns, values: vec![0; rows * columns] }
            })
            .collect();
        let mut tasks = Vec::new();
        for (product, result) in results.iter_mut().enumerate() {
            if result.rows == 0 {
                continue;
            }
            let chain = products[product].rows.chain;
            let chains = TASK_ROWS.div_ceil(chain);
            let sums = result.values.chunks_mut(chains * chain * result.columns);
            tasks.extend(sums.enumerate().map(|(i, sums)| {
                let count = sums.len() / (chain * result.columns);
                Task { product, chains: i * chains..i * chains + count, sums }
            }));
        }
        let counts: Vec<(usize, u64, u64)> = tasks
            .into_par_iter()
            .map_init(Scratch::default, |scratch, task| {
                let Checked { weights, rows } = &products[task.product];
                scratch.code(rows, task.chains.clone(), self.options.rows);
                weights.multiply(scratch, task.chains.start * rows.chain, task.sums);
                (task.product, scratch.direct_events(), scratch.events())
            })
            .collect();
        let mut events = vec![(0, 0); products.len()];
        for (product, direct, coded) in counts {
            events[product].0 += direct;
            events[product].1 += coded;
        }
        (results, events)
    }
}

impl MatrixEngine for SoftEngine {
    fn name(&self) -> String {
        "soft".to_owned()
    }

    fn streams(&self) -> usize {
        rayon::current_num_threads()
    }

    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
        let packed = Arc::new(self.pack(&weights)?);
        let mut kept = self.weights.write().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(kept.len())
            .map_err(|_| EngineError::Shape(format!("{} weights are kept already", kept.len())))?;
        kept.push(packed);
        Ok(WeightId(id))
    }

    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        let checked: Vec<Checked> =
            products.par_iter().map(|p| self.check(p)).collect::<Result<_, _>>()?;
        let (results, events) = self.compute(&checked);
        let mut stats = self.stats.lock().unwrap_or_else(PoisonError::into_inner);
        for ((product, checked), (direct, coded)) in products.iter().zip(&checked).zip(events) {
            let columns = checked.weights.columns();
            stats.totals_mut(product.kind).count(&product.rows, columns, direct, coded);
        }
        let ticket = self.next_ticket.fetch_add(1, Ordering::Relaxed);
        self.results.lock().unwrap_or_else(PoisonError::into_inner).insert(ticket, results);
        Ok(ProductTicket(ticket))
    }

    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        let mut results = self.results.lock().unwrap_or_else(PoisonError::into_inner);
        results
            .remove(&ticket.0)
            .ok_or_else(|| EngineError::Unknown(format!("product ticket {}", ticket.0)))
    }

    fn stats(&self) -> Result<Stats, EngineError> {
        Ok(*self.stats.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
