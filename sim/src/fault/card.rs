//! Faults in front of a simulated card in the same process.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use spikelm_engine::card::{Deadline, Step, Ticket, Transfer};
use spikelm_engine::{Card, CardError};
use spikelm_regs::AddressMap;

use super::injector::{Cut, Injector, Verdict, flip};
use super::plan::{FaultKind, FaultPlan};
use crate::axi::Direction;
use crate::{SimCard, SimError, SimOptions};

/// Accesses that [`Step::Reopen`] makes to a link that is gone before it gives up.
const PATIENCE: u32 = 1000;

/// A simulated card on a link with faults.
///
/// It fails as a card behind the XDMA driver does: registers of a link that is gone read as all
/// ones, interrupts are counted where the line rises, a transfer that did not end keeps its buffer
/// until its channel is idle. Time is the simulated card's, in cycles.
pub struct FaultyCard {
    options: SimOptions,
    state: Mutex<State>,
}

struct State {
    card: Arc<SimCard>,
    /// Cycles of the cards that died.
    before: u64,
    injector: Injector,
    next_ticket: u64,
    transfers: HashMap<u64, Faulty>,
    /// Reads of its status for which a channel is busy.
    busy: [u32; 2],
    /// Buffers that a channel may still use.
    quarantine: usize,
    /// Rises of the interrupt line that were counted or lost, and those to be taken.
    seen: u64,
    events: u64,
}

/// A transfer under way and what becomes of it.
struct Faulty {
    /// Its part that moves.
    inner: Option<Ticket>,
    verdict: Verdict,
    direction: Direction,
    address: u64,
    length: usize,
}

impl FaultyCard {
    /// Opens a simulated card with the faults of a plan.
    ///
    /// # Errors
    /// As [`SimCard::open`].
    pub fn open(options: SimOptions, plan: &FaultPlan) -> Result<FaultyCard, SimError> {
        let map = AddressMap::new(&options.config, 0);
        let state = State {
            card: Arc::new(SimCard::open(options.clone())?),
            before: 0,
            injector: Injector::new(plan, map.ring..map.ring_end),
            next_ticket: 0,
            transfers: HashMap::new(),
            busy: [0; 2],
            quarantine: 0,
            seen: 0,
            events: 0,
        };
        Ok(FaultyCard { options, state: Mutex::new(state) })
    }

    /// Takes another plan.
    pub fn set_plan(&self, plan: &FaultPlan) {
        self.state().injector.set_plan(plan);
    }

    /// How often each kind of the plan struck.
    pub fn counts(&self) -> BTreeMap<FaultKind, u64> {
        self.state().injector.counts()
    }

    /// Cycles that have passed, those of a card that died and came back included.
    pub fn cycles(&self) -> u64 {
        let state = self.state();
        state.before + state.card.cycles()
    }

    /// Transfers that were not waited for, and buffers that are kept for a channel.
    pub fn leftovers(&self) -> (usize, usize) {
        let state = self.state();
        (state.transfers.len(), state.quarantine)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic of another thread leaves counters and tickets that are still true.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The card, after an access that may have been the last one of a link that was gone.
    fn renewed(&self, state: &mut State) -> Result<(), CardError> {
        if state.injector.came_back_new() {
            let card = SimCard::open(self.options.clone()).map_err(|e| {
                let (operation, address) = ("power up", 0);
                CardError::Link { operation, address, reason: e.to_string() }
            })?;
            state.before += state.card.cycles();
            state.card = Arc::new(card);
            (state.seen, state.events) = (0, 0);
        }
        Ok(())
    }
}

impl State {
    /// Counts the rises of the line since the last call.
    fn count_events(&mut self) {
        let rises = self.card.interrupts();
        for _ in self.seen..rises {
            self.events += u64::from(self.injector.interrupt());
        }
        self.seen = rises;
    }

    /// The status of both channels is read until they are idle.
    fn settle(&mut self) -> Result<(), CardError> {
        if !self.injector.answers() {
            return Err(gone("read the channels' status"));
        }
        self.busy = [0; 2];
        self.quarantine = 0;
        self.transfers.clear();
        self.events = 0;
        self.card.recover(Step::Settle).map(drop)
    }
}

fn gone(operation: &'static str) -> CardError {
    let reason = "all ones, the link is gone".to_owned();
    CardError::Link { operation, address: 0, reason }
}

impl Card for FaultyCard {
    fn name(&self) -> String {
        format!("faulty:{}", self.options.config.name)
    }

    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        let mut state = self.state();
        let (direction, address, length) = match &transfer {
            Transfer::Write { address, data } => (Direction::Write, *address, data.len()),
            Transfer::Read { address, buffer } => (Direction::Read, *address, buffer.len()),
        };
        let verdict = state.injector.transfer(direction, address, length);
        self.renewed(&mut state)?;
        let moves = match verdict {
            Verdict::Torn { bytes } | Verdict::Cut { bytes, .. } => bytes,
            Verdict::Whole | Verdict::Flipped { .. } => length,
        };
        let part = match transfer {
            Transfer::Write { address, mut data } => {
                data.truncate(moves);
                if let Verdict::Flipped { random } = verdict {
                    flip(&mut data, random);
                }
                Transfer::Write { address, data }
            }
            Transfer::Read { address, mut buffer } => {
                buffer.truncate(moves);
                Transfer::Read { address, buffer }
            }
        };
        let inner = if moves > 0 { Some(state.card.start(part)?) } else { None };
        let ticket = state.next_ticket;
        state.next_ticket += 1;
        state.transfers.insert(ticket, Faulty { inner, verdict, direction, address, length });
        Ok(Ticket(ticket))
    }

    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        let mut state = self.state();
        let Some(Faulty { inner, verdict, direction, address, length }) =
            state.transfers.remove(&ticket.0)
        else {
            return Err(CardError::Ticket(ticket));
        };
        let moved = inner.map(|inner| state.card.wait(inner, deadline)).transpose();
        state.count_events();
        let mut bytes = moved?.unwrap_or_default();
        let operation = if direction == Direction::Write { "write" } else { "read" };
        let failed = |reason: String| Err(CardError::Link { operation, address, reason });
        match verdict {
            Verdict::Cut { how: Cut::Timeout(lasts), .. } => {
                state.busy[direction as usize] = lasts;
                state.quarantine += 1;
                Err(CardError::Timeout { operation, address, length })
            }
            Verdict::Cut { how: Cut::Short, bytes } => failed(format!("{bytes} of {length} bytes")),
            Verdict::Cut { how: Cut::Error, .. } => failed("EIO".into()),
            Verdict::Flipped { random } if direction == Direction::Read => {
                flip(&mut bytes, random);
                Ok(bytes)
            }
            Verdict::Whole | Verdict::Flipped { .. } | Verdict::Torn { .. } => Ok(bytes),
        }
    }

    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        let mut state = self.state();
        let answered = state.injector.register_read();
        self.renewed(&mut state)?;
        if !answered {
            return Ok(u32::MAX);
        }
        let value = state.card.read_register(offset);
        state.count_events();
        value
    }

    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        let mut state = self.state();
        let arrives = state.injector.register_write(offset, value);
        self.renewed(&mut state)?;
        if arrives {
            state.card.write_register(offset, value)?;
            state.count_events();
        }
        Ok(())
    }

    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        let mut state = self.state();
        let end = state.card.cycles().saturating_add(deadline.cycles);
        loop {
            state.count_events();
            if std::mem::take(&mut state.events) > 0 {
                return Ok(());
            }
            let left = end.saturating_sub(state.card.cycles());
            if !state.card.run_to_interrupt(left)? {
                let operation = "wait for an interrupt";
                return Err(CardError::Timeout { operation, address: 0, length: 0 });
            }
        }
    }

    fn recover(&self, step: Step) -> Result<bool, CardError> {
        let mut state = self.state();
        match step {
            Step::Settle => {}
            Step::Reopen | Step::Reinitialise => {
                let answered = (0..PATIENCE).any(|_| state.injector.answers());
                if !answered {
                    return Err(gone("open"));
                }
            }
            Step::Rescan => return Ok(false),
        }
        let settled = state.settle();
        self.renewed(&mut state)?;
        settled.map(|()| true)
    }
}
