//! An emulated card: the engine, board memory, both BARs, faults.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use fuser::Errno;
use spikelm_engine::{Card, CardError};
use spikelm_regs::{AddressMap, register};
use xdma_rs::Direction;

use super::Options;
use super::cms::{self, Cms};
use super::control::ControlBar;
use super::events::EventNodes;
use super::fault::{FaultKind, Faults, Strike};
use super::node::{CONTROL_BYTES, Node, USER_BYTES};
use crate::{SimCard, SimError, SimOptions};

/// Cycles that the engine runs at a time while somebody waits for its interrupt.
const SLICE: u64 = 4096;
/// End of the engine's registers in the user BAR.
const ENGINE_BYTES: u32 = 0x1_0000;
/// How often the reads that wait are asked whether a signal has come.
const SIGNAL_CHECK: Duration = Duration::from_millis(50);

/// A card.
pub(super) struct Board {
    sim: SimOptions,
    options: Options,
    map: AddressMap,
    card: Mutex<Arc<SimCard>>,
    /// Accesses under way: the clock lets them go first.
    demand: AtomicUsize,
    memory: Mutex<Vec<u8>>,
    state: Mutex<State>,
    events: Mutex<EventNodes>,
    clock: Mutex<Clock>,
    wake: Condvar,
    closed: AtomicBool,
}

/// What is behind the driver, apart from the engine.
pub(super) struct State {
    pub(super) control: ControlBar,
    pub(super) cms: Cms,
    pub(super) faults: Faults,
    pub(super) offline: bool,
    /// Address mode of each direction: whether every beat goes to one address.
    pub(super) fixed: [bool; 2],
    /// Whether a measurement runs, of each direction.
    pub(super) measuring: [bool; 2],
    hung: bool,
    /// The link is gone for so many accesses; then the card is a new one or not.
    gone: u32,
    renew: bool,
}

/// Whether time passes while nothing accesses the card.
#[derive(Default)]
struct Clock {
    running: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Board {
    pub(super) fn open(sim: SimOptions, options: &Options) -> Result<Board, SimError> {
        let card = SimCard::open(sim.clone())?;
        let state = State {
            control: ControlBar::default(),
            cms: Cms::default(),
            faults: Faults::new(&options.faults),
            offline: false,
            fixed: [false; 2],
            measuring: [false; 2],
            hung: false,
            gone: 0,
            renew: false,
        };
        Ok(Board {
            map: AddressMap::new(&sim.config, 0),
            sim,
            memory: Mutex::new(vec![0; options.memory_bytes]),
            options: options.clone(),
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

    /// Accesses the engine, then counts the interrupts that came meanwhile.
    fn access<T>(&self, f: impl FnOnce(&SimCard) -> T) -> T {
        self.demand.fetch_add(1, Ordering::SeqCst);
        let card = lock(&self.card).clone();
        let result = f(&card);
        self.demand.fetch_sub(1, Ordering::SeqCst);
        self.count_interrupts(&card);
        self.attend();
        result
    }

    fn count_interrupts(&self, card: &SimCard) {
        let rises = card.interrupts();
        let mut events = self.events();
        // Another thread may have counted more since.
        for _ in events.seen..rises {
            let mut state = self.state();
            let lost = state.faults.strike(FaultKind::LostInterrupt).is_some();
            let deaf = lost || state.offline || state.gone > 0;
            drop(state);
            if !deaf {
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
            let card = lock(&self.card).clone();
            let more = match card.run_to_interrupt(SLICE) {
                Ok(true) => {
                    self.count_interrupts(&card);
                    self.events().waited_for()
                }
                Ok(false) => card.read_register(register::STATUS.offset).is_ok_and(|s| s != 0),
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

    /// Counts an access against a link that is gone, and says whether it is.
    fn link_gone(&self) -> bool {
        let mut state = self.state();
        if state.gone == 0 {
            return false;
        }
        state.gone -= 1;
        if state.gone == 0 && state.renew {
            state.renew = false;
            drop(state);
            self.renew();
        }
        true
    }

    /// The card comes back as after power-up.
    fn renew(&self) {
        match SimCard::open(self.sim.clone()) {
            Ok(card) => {
                *lock(&self.card) = Arc::new(card);
                self.events().seen = 0;
                lock(&self.memory).fill(0);
                let mut state = self.state();
                state.hung = false;
                state.control = ControlBar::default();
            }
            Err(e) => log::error!("the card does not come back: {e}"),
        }
    }

    /// A transfer to the card; gives the bytes moved.
    pub(super) fn write(&self, address: u64, data: &[u8]) -> Result<usize, Errno> {
        let fault = self.begin(Direction::H2c, address, data.len())?;
        let moved = match fault {
            None => self.put(address, data).map(|()| data.len()),
            Some((FaultKind::BitFlip, strike)) => {
                let mut flipped = data.to_vec();
                flip(&mut flipped, strike.random);
                self.put(address, &flipped).map(|()| data.len())
            }
            Some((FaultKind::TornRing, strike)) => {
                let start = self.map.ring.saturating_sub(address) as usize;
                let torn = start + (strike.random % (data.len() - start).max(1) as u64) as usize;
                self.put(address, &data[..torn]).map(|()| data.len())
            }
            Some((kind, strike)) => {
                let half = if kind == FaultKind::Eio { 0 } else { data.len() / 2 };
                self.put(address, &data[..half])?;
                return self.cut(Direction::H2c, kind, strike, half);
            }
        }?;
        self.state().control.end(Direction::H2c);
        Ok(moved)
    }

    /// A transfer from the card: fewer bytes than asked for where it was cut short.
    pub(super) fn read(&self, address: u64, length: usize) -> Result<Vec<u8>, Errno> {
        let fault = self.begin(Direction::C2h, address, length)?;
        let bytes = match fault {
            None => self.get(address, length)?,
            Some((FaultKind::BitFlip, strike)) => {
                let mut bytes = self.get(address, length)?;
                flip(&mut bytes, strike.random);
                bytes
            }
            Some((kind, strike)) => {
                let half = if kind == FaultKind::Eio { 0 } else { length / 2 };
                let mut bytes = self.get(address, half)?;
                bytes.truncate(self.cut(Direction::C2h, kind, strike, half)?);
                return Ok(bytes);
            }
        };
        self.state().control.end(Direction::C2h);
        Ok(bytes)
    }

    /// What the driver and the faults say before a transfer.
    fn begin(
        &self,
        direction: Direction,
        address: u64,
        length: usize,
    ) -> Result<Option<(FaultKind, Strike)>, Errno> {
        if self.state().offline {
            return Err(Errno::EBUSY);
        }
        if self.link_gone() {
            return Err(Errno::EIO);
        }
        let mut state = self.state();
        state.control.begin(direction);
        if let Some(strike) = state.faults.strike(FaultKind::DeadCard) {
            (state.gone, state.renew) = (strike.lasts.max(1), true);
            return Err(Errno::EIO);
        }
        let ring = direction == Direction::H2c
            && address < self.map.ring_end
            && address.saturating_add(length as u64) > self.map.ring;
        let mut found = None;
        for kind in [
            FaultKind::Timeout,
            FaultKind::ShortCount,
            FaultKind::Eio,
            FaultKind::BitFlip,
            FaultKind::TornRing,
        ] {
            if kind != FaultKind::TornRing || ring {
                let strike = state.faults.strike(kind);
                found = found.or(strike.map(|s| (kind, s)));
            }
        }
        Ok(found)
    }

    /// The end of a transfer that was cut short after `moved` bytes.
    fn cut(
        &self,
        direction: Direction,
        kind: FaultKind,
        strike: Strike,
        moved: usize,
    ) -> Result<usize, Errno> {
        let mut state = self.state();
        if kind == FaultKind::Timeout {
            state.control.hang(direction, strike.lasts);
            return Err(Errno::ETIMEDOUT);
        }
        state.control.fail(direction, "SLVERR");
        if moved == 0 { Err(Errno::EIO) } else { Ok(moved) }
    }

    fn put(&self, address: u64, data: &[u8]) -> Result<(), Errno> {
        if let Some(range) = self.in_memory(address, data.len()) {
            lock(&self.memory)[range].copy_from_slice(data);
            return Ok(());
        }
        let fixed = self.state().fixed[0];
        let written = self.access(|card| {
            self.timed(card, data.len(), || {
                for beat in data.chunks(self.piece(fixed, data.len())) {
                    card.write_memory(address, beat.to_vec())?;
                }
                Ok(())
            })
        });
        written.map_err(|e| self.failed(Direction::H2c, &e))
    }

    fn get(&self, address: u64, length: usize) -> Result<Vec<u8>, Errno> {
        if let Some(range) = self.in_memory(address, length) {
            return Ok(lock(&self.memory)[range].to_vec());
        }
        let fixed = self.state().fixed[1];
        let read = self.access(|card| {
            self.timed(card, length, || {
                let mut bytes = vec![0; length];
                for beat in bytes.chunks_mut(self.piece(fixed, length)) {
                    beat.copy_from_slice(&card.read_memory(address, beat.len())?);
                }
                Ok(bytes)
            })
        });
        read.map_err(|e| self.failed(Direction::C2h, &e))
    }

    /// Bytes that go to one address: all of them, or a beat where every beat does.
    fn piece(&self, fixed: bool, length: usize) -> usize {
        if fixed { self.sim.config.axi_bytes as usize } else { length.max(1) }
    }

    fn in_memory(&self, address: u64, length: usize) -> Option<std::ops::Range<usize>> {
        let start = usize::try_from(address.checked_sub(self.options.memory_base)?).ok()?;
        let end = start.checked_add(length)?;
        (end <= self.options.memory_bytes).then_some(start..end)
    }

    /// Does a transfer and lets at least the time pass that the link needs for it.
    fn timed<T>(
        &self,
        card: &SimCard,
        bytes: usize,
        transfer: impl FnOnce() -> Result<T, CardError>,
    ) -> Result<T, CardError> {
        let started = card.cycles();
        let result = transfer()?;
        if let Some(link) = self.options.link {
            let end = started + link.cycles(bytes as u64);
            card.advance(end.saturating_sub(card.cycles()))?;
        }
        Ok(result)
    }

    /// The errno of a transfer that the engine did not end well.
    fn failed(&self, direction: Direction, error: &CardError) -> Errno {
        log::info!("{error}");
        let mut state = self.state();
        match error {
            CardError::Bus { response, .. } => state.control.fail(direction, response),
            CardError::Timeout { .. } => {
                state.control.hang(direction, u32::MAX);
                return Errno::ETIMEDOUT;
            }
            _ => {}
        }
        Errno::EIO
    }

    /// A 32-bit read of a BAR; a `peek` has no effect on it.
    pub(super) fn read_word(&self, node: Node, offset: u64, peek: bool) -> u32 {
        if !peek && node == Node::User {
            let strike = self.state().faults.strike(FaultKind::AllOnes);
            if let Some(strike) = strike {
                self.state().gone = strike.lasts.max(1);
            }
        }
        if self.link_gone() {
            return u32::MAX;
        }
        match (node, u32::try_from(offset)) {
            (Node::Control, Ok(offset)) if u64::from(offset) < CONTROL_BYTES => {
                self.state().control.read(offset, peek)
            }
            (Node::User, Ok(offset)) if offset < ENGINE_BYTES => {
                // A read that the bus refuses is all ones on the other side of PCIe.
                self.access(|card| card.read_register(offset)).unwrap_or(u32::MAX)
            }
            (Node::User, Ok(offset)) if (cms::BASE..cms::BASE + cms::BYTES).contains(&offset) => {
                self.state().cms.read(offset - cms::BASE)
            }
            (Node::User, Ok(offset)) if u64::from(offset) < USER_BYTES => 0,
            _ => u32::MAX,
        }
    }

    /// A 32-bit write to a BAR. It is posted: nobody learns that it went nowhere.
    pub(super) fn write_word(&self, node: Node, offset: u64, value: u32) {
        if self.link_gone() {
            return;
        }
        match (node, u32::try_from(offset)) {
            (Node::Control, Ok(offset)) => self.state().control.write(offset, value),
            (Node::User, Ok(offset)) if offset < ENGINE_BYTES => {
                if !self.swallowed(offset, value)
                    && let Err(e) = self.access(|card| card.write_register(offset, value))
                {
                    log::info!("{e}");
                }
            }
            (Node::User, Ok(offset)) if offset >= cms::BASE => {
                self.state().cms.write(offset - cms::BASE, value);
            }
            _ => {}
        }
    }

    /// Whether the engine does not see a register write because it hangs.
    fn swallowed(&self, offset: u32, value: u32) -> bool {
        let mut state = self.state();
        if offset == register::CONTROL.offset && value & register::CONTROL_RESET != 0 {
            state.hung = false;
        }
        if offset != register::DOORBELL.offset {
            return false;
        }
        let strike = state.faults.strike(FaultKind::HungEngine);
        state.hung |= strike.is_some();
        state.hung
    }
}

fn flip(bytes: &mut [u8], random: u64) {
    if let Some(bit) = random.checked_rem(8 * bytes.len() as u64) {
        bytes[(bit / 8) as usize] ^= 1 << (bit % 8);
    }
}
