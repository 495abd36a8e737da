//! From products to jobs.
//!
//! The LOADs of the weights that come next (schedule) go into the jobs of those at work, in proportion
//! to the rows that are left, so that they go down and run beside those rows.

use std::sync::Arc;

use super::job::{Job, RunPlan, Target};
use super::layout::Layout;
use super::ledger::{Ledger, Progress};
use super::loading::{Loading, SpanRef};
use super::pipeline::Pipeline;
use super::schedule::Schedule;
use super::tiles::Tiled;
use crate::coding::CodedRows;
use crate::{EngineError, ProductKind, SpikeRows};

/// A job is closed early where less than one part in this many of a full job is left for what
/// comes next: a RUN has a fixed cost, and a stub of one is not worth it.
const STUB: usize = 4;
/// Cycles that a word of rows works on a tile, about. A word of weights is loaded in one.
const WORD_CYCLES: usize = 4;

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
        if longest * row_bytes > layout.region_bytes() {
            return Err(EngineError::Shape(format!(
                "a chain of {longest} coded rows of {row_bytes} bytes exceeds a region of {} bytes",
                layout.region_bytes()
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
    schedule: Schedule,
    job: Job,
}

impl Prepared {
    /// Whether its weights stay on the card.
    pub(super) fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// A span of kept weights.
    fn span(&self, index: usize) -> Option<SpanRef> {
        let key = (self.kept?, index);
        (index < self.tiled.spans().len()).then(|| SpanRef { tiled: self.tiled.clone(), key })
    }
}

impl Planner {
    pub(super) fn new(layout: Layout, pipeline: Pipeline) -> Planner {
        let job = Job::new(pipeline.slot());
        let schedule = Schedule::new(&layout);
        Planner { layout, pipeline, ledger: Ledger::default(), schedule, job }
    }

    /// Starts what is planned of a submission, and behind it the LOADs of what comes next, as many as
    /// a job takes: they run while the results come back and the next rows are made.
    pub(super) fn finish(&mut self) -> Result<(), EngineError> {
        self.flush()?;
        if let Some(span) = self.schedule.under_way() {
            span.add(&mut self.job, &self.layout, usize::MAX);
        }
        self.flush()
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
        self.schedule.clear();
        let restored = self.pipeline.restore(error);
        self.job = Job::new(self.pipeline.slot());
        restored
    }

    /// Plans a product: span by span, all its rows that are not done. Weights that do not fit
    /// together are then loaded once per product and not once per job. `next` are the kept weights
    /// at work after it, where they are known.
    pub(super) fn product(
        &mut self,
        product: &Prepared,
        ticket: u64,
        index: usize,
        done: Progress,
        next: Option<&Prepared>,
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
            let present = product.span(i);
            let (weight_row, upcoming) = match &present {
                Some(present) => {
                    let (first, missing) = self.schedule.bring(present, &self.layout);
                    if let Some(missing) = missing {
                        self.load(missing)?;
                    }
                    (first, self.schedule.upcoming(present, known(product, i, next)))
                }
                None => {
                    let weight_row = self.schedule.transient(span.weight_rows(&self.layout.config));
                    let tiled = product.tiled.clone();
                    self.load(Loading::new(tiled, i, weight_row, &self.layout))?;
                    (weight_row, Vec::new())
                }
            };
            let plan = RunPlan {
                target,
                kept: present.map(|span| span.key),
                upcoming: &upcoming,
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

    /// Loads what is left of a span.
    fn load(&mut self, mut span: Loading) -> Result<(), EngineError> {
        while let Some(next) = span.next(&self.job, &self.layout) {
            let stub = next.room < next.rest && next.room < next.empty / STUB;
            if (stub || next.room == 0) && !self.job.is_empty() {
                self.flush()?;
                continue;
            }
            if next.room == 0 {
                return Err(no_room("LOAD"));
            }
            span.add_one(&mut self.job, &self.layout, usize::MAX);
        }
        Ok(())
    }

    /// Adds LOADs of what comes next to a job that will take rows of `plan`, from chain `done` on: the
    /// part of its room that they are of all that is to go down. Beside few rows nothing is hidden:
    /// they are not held up. Whether there are any.
    fn load_beside(&mut self, plan: &RunPlan<'_>, done: usize) -> Result<bool, EngineError> {
        let Some(present) = plan.kept else { return Ok(false) };
        let ahead = self.schedule.ahead(present, plan.upcoming, &self.layout);
        let Some(loads) = ahead.map(|span| span.bytes()) else { return Ok(false) };
        let rows = plan.bytes(&self.layout, done);
        if rows * WORD_CYCLES * usize::from(plan.span.tiles) < loads / STUB {
            return Ok(false);
        }
        if self.job.data_room(&self.layout) < self.layout.region_bytes() / STUB {
            self.flush()?;
        }
        let room = self.job.data_room(&self.layout);
        let share = match loads + rows <= room {
            true => loads,
            false => (room as u64 * loads as u64 / (loads + rows) as u64) as usize,
        };
        if let Some(span) = self.schedule.under_way() {
            span.add(&mut self.job, &self.layout, share);
        }
        Ok(true)
    }

    fn run(&mut self, plan: &RunPlan<'_>, first: usize) -> Result<(), EngineError> {
        let mut done = first;
        while done < plan.coded.chains() {
            let beside = self.load_beside(plan, done)?;
            let rest = plan.coded.chains() - done;
            let room = self.job.run_room(&self.layout, plan, done);
            let empty = Job::new(self.job.slot()).run_room(&self.layout, plan, done);
            let stub = room < empty / STUB && !beside;
            if room < rest && (room == 0 || stub) && !self.job.is_empty() {
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

/// Spans of kept weights behind one of a product, as far as they are known.
fn known<'a>(
    product: &'a Prepared,
    span: usize,
    next: Option<&'a Prepared>,
) -> impl Iterator<Item = SpanRef> + 'a {
    let spans = |product: &'a Prepared, first: usize| {
        (first..product.tiled.spans().len()).filter_map(|i| product.span(i))
    };
    spans(product, span + 1).chain(next.into_iter().flat_map(move |next| spans(next, 0)))
}

/// Every part of a product was checked to fit an empty job; this says where that was wrong.
fn no_room(what: &str) -> EngineError {
    EngineError::Shape(format!("a {what} does not fit an empty job"))
}
