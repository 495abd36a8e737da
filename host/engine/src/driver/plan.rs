//! From products to jobs.
//!
//! Product by product, part of K by part, span by span, all rows that meet it (fill). Rows that
//! several spans meet stay in input memory as far as there is room (segments, pins).

mod fill;

use super::job::Job;
use super::layout::Layout;
use super::ledger::{Ledger, Progress};
use super::loading::Loading;
use super::pins::Pins;
use super::pipeline::Pipeline;
use super::prepared::{Prepared, known};
use super::run::{RunPlan, Target};
use super::schedule::Schedule;
use super::segments::Cut;
use super::spans::SpanRef;
use crate::EngineError;

/// Turns products into jobs, in order, and keeps the card busy with them.
pub(super) struct Planner {
    pub(super) layout: Layout,
    pub(super) pipeline: Pipeline,
    pub(super) ledger: Ledger,
    schedule: Schedule,
    pins: Pins,
    job: Job,
    /// Bytes of the data of the job before it.
    before: usize,
    /// The how-manieth job it is.
    number: u64,
}

impl Planner {
    pub(super) fn new(layout: Layout, pipeline: Pipeline) -> Planner {
        let job = Job::new(pipeline.slot(), layout.job_bytes());
        let (schedule, ledger) = (Schedule::new(&layout), Ledger::default());
        let pins = Pins::default();
        Planner { layout, pipeline, ledger, schedule, pins, job, before: 0, number: 0 }
    }

    /// Bytes of data that the next job has.
    fn room(&mut self) -> usize {
        self.pins.room(&self.layout, self.number).min(self.layout.job_bytes())
    }

    /// Starts what is planned of a submission, and behind it LOADs of what comes next: they run while
    /// the results come back and the next rows are made. Where the link is what is waited for, as many as
    /// a job takes, and no job is short; else no more than have gone down when the work ends, since its
    /// results are read behind them.
    pub(super) fn finish(&mut self) -> Result<(), EngineError> {
        let loads = self.schedule.behind_last(&self.layout).map_or(0, |span| span.bytes());
        let beside = fill::beside(self.job.work(&self.layout), loads, &self.layout);
        let most = beside.unwrap_or(usize::MAX);
        if beside.is_none() && !self.job.is_empty() {
            self.fill(most);
        }
        self.flush()?;
        self.fill(most);
        self.flush()
    }

    /// Starts the job that is being filled.
    pub(super) fn flush(&mut self) -> Result<(), EngineError> {
        if self.job.is_empty() {
            return Ok(());
        }
        self.number += 1;
        let room = self.room();
        let next = Job::new(self.job.slot().other(), room);
        let job = std::mem::replace(&mut self.job, next);
        self.before = job.data().len();
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
        self.pins.clear();
        let restored = self.pipeline.restore(error);
        self.job = Job::new(self.pipeline.slot(), self.layout.job_bytes());
        self.before = 0;
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
        for part in product.parts() {
            let missing = part.clone().map(|i| self.missing(product, i)).sum();
            let cut = Cut::new(product, part.clone(), missing, &self.layout);
            let mut segments = None;
            for i in part.clone() {
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
                let (weight_row, upcoming) = self.bring(product, i, present.as_ref(), next)?;
                let span = &product.tiled.spans()[i];
                let own = || span.result_words(&self.layout.config);
                let plan = RunPlan {
                    target,
                    kept: present.map(|span| span.key),
                    upcoming: &upcoming,
                    span,
                    index: i,
                    weight_row,
                    coded: &product.coded,
                    chain: product.rows.chain,
                    stride_words: cut.as_ref().map_or_else(own, |cut| cut.stride_words),
                };
                match &cut {
                    Some(cut) if first == 0 => {
                        let staged = segments.get_or_insert_with(|| cut.stage(&self.layout, &plan));
                        self.run_segments(&plan, staged, i + 1 < part.end)?;
                    }
                    _ => self.run(&plan, first)?,
                }
            }
            self.pins.release(self.number);
        }
        Ok(())
    }

    /// Bytes of a span that are to be loaded before it works.
    fn missing(&self, product: &Prepared, index: usize) -> usize {
        match product.span(index) {
            Some(span) => self.schedule.missing(&span, &self.layout),
            None => Loading::new(product.tiled.clone(), index, 0, &self.layout).bytes(),
        }
    }

    /// Loads what is missing of a span: where it stands in weight RAM, and the kept ones that come
    /// next.
    fn bring(
        &mut self,
        product: &Prepared,
        index: usize,
        present: Option<&SpanRef>,
        next: Option<&Prepared>,
    ) -> Result<(u32, Vec<SpanRef>), EngineError> {
        let Some(present) = present else {
            let rows = product.tiled.spans()[index].weight_rows(&self.layout.config);
            let weight_row = self.schedule.transient(rows);
            let tiled = product.tiled.clone();
            self.load(Loading::new(tiled, index, weight_row, &self.layout))?;
            return Ok((weight_row, Vec::new()));
        };
        let (weight_row, missing) = self.schedule.bring(present, &self.layout);
        if let Some(missing) = missing {
            self.load(missing)?;
        }
        Ok((weight_row, self.schedule.upcoming(present.key, known(product, index, next))))
    }
}
