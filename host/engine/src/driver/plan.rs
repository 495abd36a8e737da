//! From products to jobs.

use std::sync::Arc;

use super::job::{Job, RunPlan, Target};
use super::layout::Layout;
use super::ledger::{Ledger, Progress};
use super::pipeline::Pipeline;
use super::residency::{Place, WeightRam};
use super::tiles::{Span, Tiled};
use crate::coding::CodedRows;
use crate::{EngineError, ProductKind, SpikeRows};

/// A job is closed early where less than one part in this many of a full job is left for what
/// comes next: a RUN has a fixed cost, and a stub of one is not worth it.
const STUB: usize = 4;

/// A product, checked, cut and coded.
pub(super) struct Prepared {
    pub(super) kind: ProductKind,
    /// Kept weights have a name.
    pub(super) kept: Option<u32>,
    pub(super) tiled: Arc<Tiled>,
    pub(super) rows: Arc<SpikeRows>,
    pub(super) coded: CodedRows,
}

/// Whether every chain fits a job by itself.
///
/// # Errors
/// [`EngineError::Shape`] with the numbers.
pub(super) fn check(product: &Prepared, layout: &Layout) -> Result<(), EngineError> {
    let chain = product.rows.chain;
    let chains = 0..product.coded.chains();
    let longest = chains.map(|c| product.coded.chain_rows(c..c + 1).len()).max().unwrap_or(0);
    for span in product.tiled.spans() {
        let row_bytes = spikelm_regs::row_bytes(&layout.config, span.inputs.len() as u32) as usize;
        if longest * row_bytes > layout.least_region_bytes() {
            return Err(EngineError::Shape(format!(
                "a chain of {longest} coded rows of {row_bytes} bytes exceeds a region of {} bytes",
                layout.least_region_bytes()
            )));
        }
        let stride = span.result_words(&layout.config) * layout.config.result_word_bytes();
        let room = layout.half_bytes() - spikelm_regs::RECORD_BYTES as usize;
        if longest > 0 && chain.saturating_mul(stride as usize) > room {
            return Err(EngineError::Shape(format!(
                "a chain of {chain} rows with {stride} bytes of results each exceeds {room} bytes of result memory"
            )));
        }
    }
    Ok(())
}

/// Turns products into jobs, in order, and keeps the card busy with them.
pub(super) struct Planner {
    pub(super) layout: Layout,
    pub(super) pipeline: Pipeline,
    pub(super) ledger: Ledger,
    ram: WeightRam,
    job: Job,
}

impl Planner {
    pub(super) fn new(layout: Layout, pipeline: Pipeline) -> Planner {
        let job = Job::new(pipeline.slot());
        let ram = WeightRam::new(layout.config.weight_depth());
        Planner { layout, pipeline, ledger: Ledger::default(), ram, job }
    }

    /// Starts the job that is being filled.
    pub(super) fn flush(&mut self) -> Result<(), EngineError> {
        if self.job.is_empty() {
            return Ok(());
        }
        let next = Job::new(self.job.slot().other());
        let job = std::mem::replace(&mut self.job, next);
        if let Some(finished) = self.pipeline.start(job)? {
            self.ledger.store(&finished);
        }
        Ok(())
    }

    /// Takes the results of the oldest job; whether there was one.
    pub(super) fn retire(&mut self) -> Result<bool, EngineError> {
        let finished = self.pipeline.retire()?;
        if let Some(finished) = &finished {
            self.ledger.store(finished);
        }
        Ok(finished.is_some())
    }

    /// Brings the card back to a known state after an error. All jobs are lost, and weight RAM is
    /// not trusted any more.
    pub(super) fn restore(&mut self, error: &EngineError) -> Result<(), EngineError> {
        self.ram.clear();
        let restored = self.pipeline.restore(error);
        self.job = Job::new(self.pipeline.slot());
        restored
    }

    /// Plans a product: span by span, all its rows that are not done. Weights that do not fit
    /// together are then loaded once per product and not once per job.
    pub(super) fn product(
        &mut self,
        product: &Prepared,
        ticket: u64,
        index: usize,
        done: Progress,
    ) -> Result<(), EngineError> {
        let target = Target { ticket, product: index, kind: product.kind };
        if product.coded.chains() == 0 {
            return Ok(());
        }
        for (i, span) in product.tiled.spans().iter().enumerate() {
            let here = Progress { product: index, span: i, row: 0 };
            let first = match (done.product, done.span) == (index, i) {
                true => done.row / product.rows.chain,
                false if here < done => product.coded.chains(),
                false => 0,
            };
            if first == product.coded.chains() {
                continue;
            }
            let rows = u32::from(span.tiles) * span.depth(&self.layout.config);
            let weight_row = match product.kept {
                Some(weights) => match self.ram.resident((weights, i), rows) {
                    Place::Resident(first) => first,
                    Place::Load(first) => {
                        self.load(&product.tiled, span, first)?;
                        first
                    }
                },
                None => {
                    let first = self.ram.transient(rows);
                    self.load(&product.tiled, span, first)?;
                    first
                }
            };
            let plan = RunPlan {
                target,
                span,
                index: i,
                weight_row,
                coded: &product.coded,
                chain: product.rows.chain,
            };
            self.run(&plan, first)?;
        }
        Ok(())
    }

    fn load(&mut self, tiled: &Tiled, span: &Span, first: u32) -> Result<(), EngineError> {
        for stack in span.stacks(&self.layout.config) {
            let row_bytes = stack.row_bytes;
            let mut done = 0;
            while done < stack.rows {
                let rest = stack.rows - done;
                let empty = Job::new(self.job.slot()).load_room(&self.layout, row_bytes);
                let room = self.job.load_room(&self.layout, row_bytes).min(rest);
                if room < rest && room < empty / STUB && !self.job.is_empty() {
                    self.flush()?;
                    continue;
                }
                if room == 0 {
                    return Err(no_room("LOAD"));
                }
                self.job.load(&self.layout, tiled, &stack, done..done + room, first);
                done += room;
            }
        }
        Ok(())
    }

    fn run(&mut self, plan: &RunPlan<'_>, first: usize) -> Result<(), EngineError> {
        let mut done = first;
        while done < plan.coded.chains() {
            let rest = plan.coded.chains() - done;
            let room = self.job.run_room(&self.layout, plan, done);
            let empty = Job::new(self.job.slot()).run_room(&self.layout, plan, done);
            if room < rest && (room == 0 || room < empty / STUB) && !self.job.is_empty() {
                self.flush()?;
                continue;
            }
            if room == 0 {
                return Err(no_room("RUN"));
            }
            self.job.run(&self.layout, plan, done..done + room);
            self.ledger.expect(plan.target.ticket);
            done += room;
        }
        Ok(())
    }
}

/// Every part of a product was checked to fit an empty job; this says where that was wrong.
fn no_room(what: &str) -> EngineError {
    EngineError::Shape(format!("a {what} does not fit an empty job"))
}
