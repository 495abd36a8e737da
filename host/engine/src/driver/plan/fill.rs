//! Jobs filled with the LOADs and RUNs of a span.
//!
//! The LOADs of the weights that come next (schedule) go into the jobs of those at work, in proportion
//! to the rows that are left, so that they go down and run beside those rows.

use super::super::loading::Loading;
use super::super::run::RunPlan;
use super::super::segments::Segment;
use super::Planner;
use crate::EngineError;

/// A job is closed early where less than one part in this many of a full job is left for what
/// comes next: a RUN has a fixed cost, and a stub of one is not worth it.
const STUB: usize = 4;
/// The same of a LOAD.
const LOAD_STUB: usize = 16;
/// Cycles that a word of rows works on a tile, about. A word of weights is loaded in one.
const WORD_CYCLES: usize = 4;

/// Whether something of LOADs of `loads` bytes hides behind the work of rows, `work` being the sum of
/// their bytes over tiles.
pub(super) fn hides(work: usize, loads: usize) -> bool {
    work * WORD_CYCLES >= loads / STUB
}

impl Planner {
    /// Starts the job that is being filled, or where it is empty, waits for those that read what is
    /// pinned. Either may give the next command room.
    fn make_room(&mut self, what: &str) -> Result<(), EngineError> {
        if !self.job.is_empty() {
            return self.flush();
        }
        while self.retire()? {}
        let before = self.job.room();
        // Two jobs on, nothing of these is read any more.
        self.number += 2;
        self.job.resize(self.pins.room(&self.layout, self.number));
        // Every part of a product was checked to fit an empty job; this says where that was wrong.
        if self.job.room() == before {
            return Err(EngineError::Shape(format!("a {what} does not fit an empty job")));
        }
        Ok(())
    }

    /// Fills the job with LOADs of what comes next.
    pub(super) fn fill(&mut self) {
        while let Some(span) = self.schedule.behind_last(&self.layout) {
            let before = span.bytes();
            span.add(&mut self.job, &self.layout, usize::MAX);
            if span.bytes() == before {
                return;
            }
        }
    }

    /// Loads what is left of a span.
    pub(super) fn load(&mut self, mut span: Loading) -> Result<(), EngineError> {
        while let Some(next) = span.next(&self.job, &self.layout) {
            let stub = next.room < next.rest && next.room < next.empty / LOAD_STUB;
            if stub || next.room == 0 {
                self.make_room("LOAD")?;
                continue;
            }
            span.add_one(&mut self.job, &self.layout, usize::MAX);
        }
        Ok(())
    }

    /// Bytes of what is to be loaded beside the rows of `plan` from chain `done` on; `None` where they
    /// are so few that nothing hides behind them: they are not held up.
    fn ahead(&mut self, plan: &RunPlan<'_>, done: usize) -> Option<usize> {
        let loads = self.schedule.ahead(plan.kept?, plan.upcoming, &self.layout)?.bytes();
        let rows = plan.bytes(&self.layout, done);
        hides(rows * usize::from(plan.span.tiles), loads).then_some(loads)
    }

    /// Adds LOADs of what comes next to a job that will take rows of `plan`, from chain `done` on: the
    /// part of its room that they are of all that is to go down. Whether there are any.
    fn load_beside(&mut self, plan: &RunPlan<'_>, done: usize) -> Result<bool, EngineError> {
        let Some(loads) = self.ahead(plan, done) else { return Ok(false) };
        if self.job.data_room() < self.job.room() / STUB {
            self.flush()?;
        }
        let rows = plan.bytes(&self.layout, done);
        let room = self.job.data_room();
        let share = match loads + rows <= room {
            true => loads,
            false => (room as u64 * loads as u64 / (loads + rows) as u64) as usize,
        };
        if let Some(span) = self.schedule.under_way() {
            span.add(&mut self.job, &self.layout, share);
        }
        Ok(true)
    }

    /// Adds LOADs of one of `parts` parts of what comes next, which run beside the chains of `plan`
    /// from `done` on.
    fn load_part(
        &mut self,
        plan: &RunPlan<'_>,
        done: usize,
        parts: usize,
    ) -> Result<(), EngineError> {
        let Some(loads) = self.ahead(plan, done) else { return Ok(()) };
        let mut left = loads.div_ceil(parts);
        if self.job.data_room() < left {
            self.flush()?;
        }
        while let Some(span) = self.schedule.under_way() {
            let before = span.bytes();
            span.add(&mut self.job, &self.layout, left);
            left -= before - span.bytes();
            match span.next(&self.job, &self.layout) {
                Some(next) if next.room == 0 && left > 0 => self.flush()?,
                _ => break,
            }
        }
        Ok(())
    }

    /// RUNs of the rows from chain `first` on, which go down with them.
    pub(super) fn run(&mut self, plan: &RunPlan<'_>, first: usize) -> Result<(), EngineError> {
        let mut done = first;
        while done < plan.coded.chains() {
            let beside = self.load_beside(plan, done)?;
            let rest = plan.coded.chains() - done;
            let room = self.job.run_room(&self.layout, plan, done);
            let empty = self.job.empty().run_room(&self.layout, plan, done);
            let stub = room < empty / STUB && !beside;
            if room < rest && (room == 0 || (stub && !self.job.is_empty())) {
                self.make_room("RUN")?;
                continue;
            }
            self.job.run(&self.layout, plan, done..done + room);
            self.ledger.expect(plan.target.ticket);
            done += room;
        }
        Ok(())
    }

    /// RUNs of segments, one each, and beside each of them a part of what comes next: a command ends
    /// behind all those before it, so that a LOAD beside several RUNs would hold up the second. They
    /// are pinned as far as there is room where spans behind this one meet them `again`.
    pub(super) fn run_segments(
        &mut self,
        plan: &RunPlan<'_>,
        segments: &mut [Segment],
        again: bool,
    ) -> Result<(), EngineError> {
        let count = segments.len();
        for (segment, i) in segments.iter_mut().zip(0..) {
            self.load_part(plan, segment.chains.start, count - i)?;
            loop {
                if again && segment.address.is_none() {
                    self.pin(plan, segment);
                }
                if self.job.takes(&self.layout, plan, segment) {
                    break;
                }
                self.make_room("RUN")?;
            }
            self.job.run_segment(&self.layout, plan, segment);
            self.ledger.expect(plan.target.ticket);
        }
        Ok(())
    }

    /// Pins a segment beside the job's data, if there is room.
    fn pin(&mut self, plan: &RunPlan<'_>, segment: &mut Segment) {
        let (job, layout) = (&mut self.job, &self.layout);
        if !job.takes_results(layout, plan, segment.chains.len()) {
            return;
        }
        let free = layout.region_bytes() - job.data().len();
        segment.address = self.pins.pin(layout, job.slot(), segment.bytes.len(), free);
        if let Some(address) = segment.address {
            job.bring(address, segment.bytes.clone());
            job.resize(self.pins.room(layout, self.number));
        }
    }
}
