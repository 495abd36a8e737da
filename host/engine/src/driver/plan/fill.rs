//! Jobs filled with the LOADs and RUNs of a span.
//!
//! The LOADs of the weights that come next (schedule) go into the jobs of those at work, in proportion
//! to the rows that are left, so that they go down and run beside those rows.

use super::super::layout::Layout;
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
fn hides(work: usize, loads: usize) -> bool {
    work * WORD_CYCLES >= loads / STUB
}

/// Bytes that go down while rows work, and before they have ended: in three quarters of that time.
/// `None` where the link is what is waited for: nothing of `loads` bytes hides, or no transfer does.
pub(super) fn beside(work: usize, loads: usize, layout: &Layout) -> Option<usize> {
    let (cycles, link) = (cycles(work, layout) * 3 / 4, layout.link);
    let some = hides(work, loads) && cycles > link.latency;
    some.then(|| (cycles - link.latency).saturating_mul(link.bytes_per_cycle) as usize)
}

/// Cycles that rows work, `work` being the sum of their bytes over tiles.
fn cycles(work: usize, layout: &Layout) -> u64 {
    (work / layout.config.input_word_bytes() as usize * WORD_CYCLES) as u64
}

impl Planner {
    /// Gives the next command room: starts the job that is being filled; or where it is empty, waits for
    /// those that read what is pinned, and gives it all that is left of its region.
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

    /// Fills the job with LOADs of what comes next, up to `most` bytes.
    pub(super) fn fill(&mut self, most: usize) {
        let mut left = most;
        while let Some(span) = self.schedule.behind_last(&self.layout) {
            let before = span.bytes();
            span.add(&mut self.job, &self.layout, left);
            left -= before - span.bytes();
            if span.bytes() == before || left == 0 {
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
    /// from `done` on: in even shares where a job does not take them all.
    fn load_part(
        &mut self,
        plan: &RunPlan<'_>,
        done: usize,
        parts: usize,
    ) -> Result<(), EngineError> {
        let Some(loads) = self.ahead(plan, done) else { return Ok(()) };
        let mut left = loads.div_ceil(parts);
        while let Some(span) = self.schedule.under_way()
            && left > 0
        {
            let share = left.div_ceil(left.div_ceil(self.job.room().max(1)));
            if self.job.data_room() < share && !self.job.is_empty() {
                self.flush()?;
                continue;
            }
            let before = span.bytes();
            span.add(&mut self.job, &self.layout, share);
            if span.bytes() == before {
                break;
            }
            left -= before - span.bytes();
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
    ///
    /// What is waited for is kept short: the first job of some work brings rows and nothing else, and
    /// where nothing is left to be loaded, results go back RUN by RUN.
    pub(super) fn run_segments(
        &mut self,
        plan: &RunPlan<'_>,
        segments: &mut [Segment],
        again: bool,
    ) -> Result<(), EngineError> {
        let count = segments.len();
        for (segment, i) in segments.iter_mut().zip(0..) {
            let work = segment.bytes.len() * usize::from(plan.span.tiles);
            let first = self.job.is_empty()
                && !self.ledger.is_working()
                && hides(work, self.schedule.most_missing(plan.upcoming, &self.layout));
            self.pin(plan, segment, again);
            if !first {
                self.load_part(plan, segment.chains.start, count - i)?;
            }
            loop {
                // If there was no room, the job that the loads were added to may be another.
                self.pin(plan, segment, again);
                if self.job.takes(&self.layout, plan, segment) {
                    break;
                }
                self.make_room("RUN")?;
            }
            self.job.run_segment(&self.layout, plan, segment);
            self.ledger.expect(plan.target.ticket);
            let last = self.schedule.most_missing(plan.upcoming, &self.layout) == 0;
            if (first || last) && self.covers_transfers() {
                self.flush()?;
            }
        }
        Ok(())
    }

    /// Whether the job that is being filled works as long as its results go back and one transfer more
    /// takes, such as commands alone.
    fn covers_transfers(&self) -> bool {
        let link = self.layout.link;
        let results = link.cycles(self.job.read_bytes() as u64);
        cycles(self.job.work(&self.layout), &self.layout) >= link.latency + results
    }

    /// Pins a segment that is met `again`, if it is not and there is room: in either region, beside the
    /// data of the job that is being filled and of the one before.
    fn pin(&mut self, plan: &RunPlan<'_>, segment: &mut Segment, again: bool) {
        let (job, layout) = (&mut self.job, &self.layout);
        if !again
            || segment.address.is_some()
            || !job.takes_results(layout, plan, segment.chains.len())
        {
            return;
        }
        let region = layout.region_bytes();
        let here = region - job.data().len();
        let there = here.min(region - self.before);
        let free = [(job.slot(), here), (job.slot().other(), there)];
        segment.address = self.pins.pin(layout, segment.bytes.len(), free);
        if let Some(address) = segment.address {
            job.bring(address, segment.bytes.clone());
            job.resize(job.room().min(self.pins.room(layout, self.number)));
        }
    }
}
