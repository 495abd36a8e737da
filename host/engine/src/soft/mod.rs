//! The software engine: the same integers with no card.

mod dense_kernel;
mod event_kernel;
mod events;
mod packed;
mod run;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rayon::prelude::*;

use crate::range::{ACCUMULATOR_BITS, Reach};
use crate::tally::Tally;
use crate::{
    Accumulators, Block, EngineError, MatrixEngine, Operand, Product, ProductTicket, RowMode,
    Stats, WeightId, Weights, check, range,
};
use packed::Packed;
use run::{Buffers, Checked, CheckedWeights, run};

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
/// Work is proportional to coded events: each adds or subtracts one row of weights. Where rows
/// have few zeros and the machine has VNNI, a product is computed densely instead. A product runs
/// when it is waited for; rows, columns and products run in parallel, and sums of integers do not
/// depend on the order.
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
    pending: Mutex<HashMap<u64, Vec<Checked>>>,
    next_ticket: AtomicU64,
    stats: Mutex<Stats>,
    buffers: Buffers,
}

impl SoftEngine {
    /// An engine without weights.
    pub fn new(options: SoftOptions) -> SoftEngine {
        SoftEngine {
            options,
            weights: RwLock::default(),
            pending: Mutex::default(),
            next_ticket: AtomicU64::new(0),
            stats: Mutex::default(),
            buffers: Buffers::default(),
        }
    }

    fn check(&self, product: Product) -> Result<Checked, EngineError> {
        let Product { kind, weights, rows } = product;
        let (weights, inputs) = match weights {
            Operand::Resident(id) => {
                let kept = self.weights.read().unwrap_or_else(PoisonError::into_inner);
                let found = kept.get(id.0 as usize).cloned();
                let packed = found.ok_or_else(|| check::unknown_weights(id))?;
                let inputs = packed.inputs();
                (CheckedWeights::Resident(packed), inputs)
            }
            Operand::Transient(weights) => {
                range::check(&weights, self.options.accumulator_bits)?;
                let inputs = weights.inputs;
                (CheckedWeights::Transient(weights), inputs)
            }
        };
        check::rows(&rows, inputs)?;
        let checked = Checked { kind, weights, rows };
        check::results(checked.rows.rows, checked.columns())?;
        Ok(checked)
    }

    fn take(&self, ticket: ProductTicket) -> Result<Vec<Checked>, EngineError> {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending
            .remove(&ticket.0)
            .ok_or_else(|| EngineError::Unknown(format!("product ticket {}", ticket.0)))
    }

    /// Computes products and counts them.
    fn run(&self, pending: &[Checked], sink: &(dyn Fn(Block<'_>) + Sync)) {
        let events = run(pending, self.options.rows, &self.buffers, sink);
        let mut stats = self.stats.lock().unwrap_or_else(PoisonError::into_inner);
        for (product, events) in pending.iter().zip(events) {
            let totals = stats.totals_mut(product.kind);
            let events = (events.direct, events.coded);
            totals.count(product.kind, &product.rows, product.columns(), events);
        }
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
        Reach::prove(&weights, self.options.accumulator_bits)?;
        let packed = Arc::new(Packed::new(&weights));
        let mut kept = self.weights.write().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(kept.len())
            .map_err(|_| EngineError::Shape(format!("{} weights are kept already", kept.len())))?;
        kept.push(packed);
        Ok(WeightId(id))
    }

    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        let pending: Vec<Checked> =
            products.into_par_iter().map(|p| self.check(p)).collect::<Result<_, _>>()?;
        let ticket = self.next_ticket.fetch_add(1, Ordering::Relaxed);
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).insert(ticket, pending);
        Ok(ProductTicket(ticket))
    }

    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        let pending = self.take(ticket)?;
        let results: Vec<Mutex<Accumulators>> = pending
            .iter()
            .map(|p| {
                let (rows, columns) = (p.rows.rows, p.columns());
                Mutex::new(Accumulators { rows, columns, values: vec![0; rows * columns] })
            })
            .collect();
        self.run(&pending, &|block| {
            let mut result = results[block.product].lock().unwrap_or_else(PoisonError::into_inner);
            let columns = result.columns;
            for (row, sums) in block.rows.clone().zip(block.rows()) {
                result.values[row * columns..][block.columns.clone()].copy_from_slice(sums);
            }
        });
        let taken = |r: Mutex<Accumulators>| r.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(results.into_iter().map(taken).collect())
    }

    fn wait_blocks(
        &self,
        ticket: ProductTicket,
        sink: &(dyn Fn(Block<'_>) + Sync),
    ) -> Result<(), EngineError> {
        let pending = self.take(ticket)?;
        self.run(&pending, sink);
        Ok(())
    }

    fn stats(&self) -> Result<Stats, EngineError> {
        Ok(*self.stats.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
