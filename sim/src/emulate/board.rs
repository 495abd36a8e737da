//! An emulated card: the engine, board memory, both BARs, faults.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use spikelm_regs::AddressMap;

use super::Options;
use super::clock::Clock;
use super::cms::Cms;
use super::control::ControlBar;
use super::events::EventNodes;
use crate::fault::Injector;
use crate::{SimCard, SimError, SimOptions};

/// A card. What time does to it is in `clock`, transfers are in `transfer`, registers in `bars`.
///
/// Locks are taken in the order of the fields and never across a call of the engine, except that
/// `events` may be held while `state` is taken.
pub(super) struct Board {
    sim: SimOptions,
    memory_base: u64,
    card: Mutex<Arc<SimCard>>,
    /// Accesses under way: the clock lets them go first.
    pub(super) demand: AtomicUsize,
    memory: Mutex<Vec<u8>>,
    events: Mutex<EventNodes>,
    state: Mutex<State>,
    pub(super) clock: Mutex<Clock>,
    pub(super) wake: Condvar,
    pub(super) closed: AtomicBool,
}

/// What is behind the driver, apart from the engine.
pub(super) struct State {
    pub(super) control: ControlBar,
    pub(super) cms: Cms,
    pub(super) injector: Injector,
    pub(super) offline: bool,
    /// Address mode of each direction: whether every beat goes to one address.
    pub(super) fixed: [bool; 2],
    /// The transfer size of the measurement that runs, of each direction.
    pub(super) measuring: [Option<u32>; 2],
}

/// A panic of another thread leaves counters and bytes that are still true.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Board {
    pub(super) fn open(sim: SimOptions, options: &Options) -> Result<Board, SimError> {
        let card = SimCard::open(sim.clone())?;
        let map = AddressMap::new(&sim.config, 0);
        let state = State {
            control: ControlBar::default(),
            cms: Cms::default(),
            injector: Injector::new(&options.faults, map.ring..map.ring_end),
            offline: false,
            fixed: [false; 2],
            measuring: [None; 2],
        };
        Ok(Board {
            sim,
            memory_base: options.memory_base,
            memory: Mutex::new(vec![0; options.memory_bytes]),
            card: Mutex::new(Arc::new(card)),
            demand: AtomicUsize::new(0),
            state: Mutex::new(state),
            events: Mutex::default(),
            clock: Mutex::default(),
            wake: Condvar::new(),
            closed: AtomicBool::new(false),
        })
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// The event nodes; after an access that made a waiter, call [`Board::attend`].
    pub(super) fn events(&self) -> MutexGuard<'_, EventNodes> {
        lock(&self.events)
    }

    /// The engine that is in the slot.
    pub(super) fn card(&self) -> Arc<SimCard> {
        lock(&self.card).clone()
    }

    pub(super) fn memory(&self) -> MutexGuard<'_, Vec<u8>> {
        lock(&self.memory)
    }

    /// Bytes of a beat of the engine's port.
    pub(super) fn beat_bytes(&self) -> usize {
        self.sim.config.axi_bytes as usize
    }

    /// Where a range of card addresses lies in the board's own memory, if it does.
    pub(super) fn in_memory(&self, address: u64, length: usize) -> Option<Range<usize>> {
        let start = usize::try_from(address.checked_sub(self.memory_base)?).ok()?;
        let end = start.checked_add(length)?;
        (end <= self.memory().len()).then_some(start..end)
    }

    /// Accesses the engine, then counts the interrupts that came meanwhile.
    pub(super) fn access<T>(&self, f: impl FnOnce(&SimCard) -> T) -> T {
        self.demand.fetch_add(1, Ordering::SeqCst);
        let card = self.card();
        let result = f(&card);
        self.demand.fetch_sub(1, Ordering::SeqCst);
        self.count_interrupts(&card);
        self.attend();
        result
    }

    /// After an access that a fault may have answered: the card may have come back, as after
    /// power-up.
    pub(super) fn renew(&self) {
        if !self.state().injector.came_back_new() {
            return;
        }
        match SimCard::open(self.sim.clone()) {
            Ok(card) => {
                *lock(&self.card) = Arc::new(card);
                self.events().seen = 0;
                self.memory().fill(0);
                self.state().control = ControlBar::default();
            }
            Err(e) => log::error!("the card does not come back: {e}"),
        }
    }
}
