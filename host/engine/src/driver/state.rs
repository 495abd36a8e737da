//! Submissions under way on a card, through its failures.

use std::collections::VecDeque;

use spikelm_regs::register::{self, Register};

use super::ledger::{Ideal, repeat};
use super::plan::Planner;
use super::prepared::Prepared;
use crate::stages::{self, Stage};
use crate::{Accumulators, CardReport, EngineError, Stats};

/// Failures in a row, without work that comes back between them, that end the work.
const TRIES: u32 = 5;

/// What a [`CardEngine`](super::CardEngine) does on its card.
pub(super) struct State {
    planner: Planner,
    /// Submissions that are not known to be done, in the order of their tickets.
    work: VecDeque<Work>,
    /// Failures since work last came back, and RUNs that had come back by then.
    failures: u32,
    returned: u64,
    /// How often the card was brought back.
    recoveries: u64,
    /// Why the card cannot be used any more.
    broken: Option<EngineError>,
}

/// A submission, kept until it is done so that it can be planned again.
struct Work {
    ticket: u64,
    products: Vec<Prepared>,
    /// Whether all that is not done is under way.
    planned: bool,
}

impl State {
    pub(super) fn new(planner: Planner) -> State {
        let work = VecDeque::new();
        State { planner, work, failures: 0, returned: 0, recoveries: 0, broken: None }
    }

    /// Whether nothing was submitted yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.planner.ledger.is_fresh()
    }

    fn check_usable(&self) -> Result<(), EngineError> {
        self.broken.as_ref().map_or(Ok(()), |error| Err(repeat(error)))
    }

    /// Starts products; returns their ticket.
    ///
    /// # Errors
    /// When the card is lost. A failure that befalls these products is told where they are waited
    /// for.
    pub(super) fn submit(&mut self, products: Vec<Prepared>) -> Result<u64, EngineError> {
        self.check_usable()?;
        let shapes = products.iter().map(|p| (p.rows.rows, p.tiled.columns()));
        let ticket = self.planner.ledger.open(shapes);
        self.work.push_back(Work { ticket, products, planned: false });
        if let Err(error) = self.plan(self.work.len() - 1) {
            self.recover(error);
        }
        Ok(ticket)
    }

    /// Waits for products and takes their sums.
    pub(super) fn wait(&mut self, ticket: u64) -> Result<Vec<Accumulators>, EngineError> {
        while self.planner.ledger.is_outstanding(ticket) && self.retire() {}
        self.count_done();
        self.planner.ledger.take(ticket)
    }

    /// Work done, all that was submitted included.
    pub(super) fn stats(&mut self) -> Result<Stats, EngineError> {
        while self.broken.is_none() && self.retire() {}
        self.count_done();
        let mut stats = self.planner.ledger.stats();
        // A reset clears the card's counters: what they count then is not this work.
        if self.recoveries == 0 && self.broken.is_none() {
            self.planner.pipeline.write_register(register::CONTROL, register::CONTROL_SNAPSHOT)?;
            stats.cycles = Some(self.counter(register::CYCLES_LO)?);
            stats.load_cycles = Some(self.counter(register::LOAD_LO)?);
            stats.command_cycles = Some(self.counter(register::COMMAND_LO)?);
            stats.idle_cycles = Some(self.counter(register::IDLE_LO)?);
        }
        Ok(stats)
    }

    /// What the card has computed.
    pub(super) fn report(&mut self, card: &str) -> CardReport {
        self.count_done();
        let stats = self.planner.ledger.stats();
        CardReport {
            card: card.to_owned(),
            products: stats.linear.products + stats.attention.products,
            additions: stats.linear.additions + stats.attention.additions,
            recoveries: self.recoveries,
            lost: self.broken.as_ref().map(ToString::to_string),
        }
    }

    /// Takes the results of the oldest job; whether there was one.
    fn retire(&mut self) -> bool {
        match self.planner.retire() {
            Ok(any) => any,
            Err(error) => {
                self.recover(error);
                true
            }
        }
    }

    /// Plans what is not done of one submission under way.
    fn plan(&mut self, index: usize) -> Result<(), EngineError> {
        let _stage = stages::enter(Stage::RowCoding);
        let Work { ticket, products, planned } = &mut self.work[index];
        *planned = false;
        let done = self.planner.ledger.restart(*ticket);
        for (index, product) in products.iter().enumerate() {
            let next = products[index + 1..].iter().find(|p| p.is_kept());
            self.planner.product(product, *ticket, index, done, next)?;
        }
        self.planner.finish()?;
        *planned = true;
        Ok(())
    }

    /// After an error: brings the card back and plans all work that is not done again, until it
    /// is under way or the card is given up.
    fn recover(&mut self, mut error: EngineError) {
        loop {
            let returned = self.planner.ledger.returned();
            self.failures = if returned > self.returned { 1 } else { self.failures + 1 };
            self.returned = returned;
            log::warn!("{error} (failure {} of at most {TRIES} in a row)", self.failures);
            if let Err(lost) = self.planner.restore(&error) {
                return self.give_up(&lost);
            }
            self.recoveries += 1;
            match error {
                EngineError::Card { card, source } if self.failures == TRIES => {
                    let tried = format!("the same work {TRIES} times, each after a reset");
                    let reason = source.to_string();
                    return self.give_up(&EngineError::Lost { card, reason, tried });
                }
                EngineError::Card { .. } => {}
                EngineError::Command { .. } if self.failures < TRIES => {}
                // A command that is refused again and again, or work that cannot be planned.
                error => return self.give_up(&error),
            }
            match (0..self.work.len()).try_for_each(|index| self.plan(index)) {
                Ok(()) => return,
                Err(again) => error = again,
            }
        }
    }

    /// Ends all work that is not done with an error, and the use of a card that is lost.
    fn give_up(&mut self, error: &EngineError) {
        self.count_done();
        for work in self.work.drain(..) {
            self.planner.ledger.fail(work.ticket, error);
        }
        self.failures = 0;
        self.broken = matches!(error, EngineError::Lost { .. }).then(|| repeat(error));
    }

    /// Counts and forgets the submissions that are done.
    fn count_done(&mut self) {
        let planner = &mut self.planner;
        self.work.retain(|work| {
            let done = work.planned && !planner.ledger.is_outstanding(work.ticket);
            if done {
                work.products.iter().for_each(|product| count(planner, product));
            }
            !done
        });
    }

    fn counter(&self, low: Register) -> Result<u64, EngineError> {
        let value = self.planner.pipeline.read_register(low.offset)?;
        let high = self.planner.pipeline.read_register(low.offset + 4)?;
        Ok(u64::from(value) | u64::from(high) << 32)
    }
}

/// Counts a product that is done.
fn count(planner: &mut Planner, product: &Prepared) {
    let Prepared { kind, tiled, rows, coded, .. } = product;
    let config = planner.layout.config;
    let totals = planner.ledger.totals(*kind);
    totals.count(*kind, rows, tiled.columns(), (coded.direct_events(), coded.events()));
    for span in tiled.spans() {
        let ideal = Ideal {
            tile_cycles: coded.ideal_cycles(config.ports, span.words()),
            tiles: span.tiles.into(),
            columns: span.columns.len() as u64,
            lanes: config.lanes.into(),
        };
        planner.ledger.count_ideal(*kind, ideal);
    }
}
