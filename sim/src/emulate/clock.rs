//! Time, which passes while somebody waits for the engine, and its interrupts.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use spikelm_engine::Card;
use spikelm_regs::register;

use super::board::{Board, lock};
use crate::SimCard;

/// Cycles that the engine runs at a time while somebody waits for its interrupt.
const SLICE: u64 = 4096;
/// How often the reads that wait are asked whether a signal has come.
const SIGNAL_CHECK: Duration = Duration::from_millis(50);

/// Whether time passes while nothing accesses the card.
#[derive(Default)]
pub(super) struct Clock {
    running: bool,
}

impl Board {
    /// Counts the interrupts that the engine raised since the last call.
    pub(super) fn count_interrupts(&self, card: &SimCard) {
        let rises = card.interrupts();
        let mut events = self.events();
        // Another thread may have counted more since.
        for _ in events.seen..rises {
            let mut state = self.state();
            let heard = state.injector.interrupt() && !state.offline;
            drop(state);
            if heard {
                events.count(0);
            }
        }
        events.seen = events.seen.max(rises);
    }

    /// Lets time pass if somebody waits for the engine.
    pub(super) fn attend(&self) {
        let (waited, readers) = {
            let events = self.events();
            (events.waited_for(), events.has_readers())
        };
        if waited {
            lock(&self.clock).running = true;
        }
        if waited || readers {
            self.wake.notify_all();
        }
    }

    /// The thread in which time passes while somebody waits for the engine's interrupt: until it
    /// comes, or until the engine has nothing to do.
    pub(super) fn run_clock(&self) {
        while !self.closed.load(Ordering::SeqCst) {
            // Taken before time passes: who begins to wait meanwhile sets it anew.
            let running = {
                let mut clock = lock(&self.clock);
                if !clock.running {
                    let waited = self.wake.wait_timeout(clock, SIGNAL_CHECK);
                    clock = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
                std::mem::take(&mut clock.running)
            };
            self.events().interrupt_readers();
            if !running {
                continue;
            }
            if self.demand.load(Ordering::SeqCst) > 0 {
                lock(&self.clock).running = true;
                thread::sleep(Duration::from_micros(50));
                continue;
            }
            let card = self.card();
            let ran = card.run_to_interrupt(SLICE).and_then(|risen| {
                let busy = !risen && card.read_register(register::STATUS.offset)? != 0;
                Ok((risen, busy))
            });
            // The line also rises while a register is accessed, by this thread or by another one.
            self.count_interrupts(&card);
            let more = match ran {
                Ok((risen, busy)) => busy || (risen && self.events().waited_for()),
                Err(e) => {
                    log::error!("{e}");
                    false
                }
            };
            if more {
                lock(&self.clock).running = true;
            }
        }
    }

    /// Ends the clock and all that waits.
    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.wake.notify_all();
        self.events().close();
    }
}
