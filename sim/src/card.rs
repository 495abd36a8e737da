//! The simulated card.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use spikelm_engine::card::{Deadline, Step, Ticket, Transfer};
use spikelm_engine::{Card, CardError, Link};

use crate::axi::{BusError, Direction, Ended, Master, ProtocolError};
use crate::link::Channel;
use crate::options::{SimError, SimOptions, open_module};
use crate::verilated::{Module, VerilateError};

/// Cycles after which a register access counts as not answered.
const REGISTER_CYCLES: u64 = 100_000;
/// Cycles after which transfers that nobody waits for count as stuck.
const SETTLE_CYCLES: u64 = 10_000_000;

/// The engine under Verilator as a card.
///
/// Time is virtual and counted in clock cycles. It advances only inside [`Card::wait`],
/// [`Card::wait_event`] and register accesses; [`Card::start`] only queues. While it advances, all
/// queued transfers make progress, reads beside writes; on a [`Link`](crate::Link) they take its
/// time, one after the other in each direction. What happens in which cycle depends on the
/// sequence of calls only.
pub struct SimCard {
    name: String,
    link: Option<Link>,
    state: Mutex<State>,
}

struct State {
    master: Master,
    /// The link's side of both directions, where there is a link.
    channels: Option<[Channel; 2]>,
    next_ticket: u64,
    /// Tickets of queued transfers, oldest first: writes, reads.
    queued: [VecDeque<u64>; 2],
    /// Transfers that somebody may still wait for.
    pending: HashMap<u64, Pending>,
    /// Why the card cannot be used any more.
    broken: Option<String>,
    /// The interrupt line in the last cycle, and how often it rose.
    line: bool,
    interrupts: u64,
    /// Time of this host in which cycles were simulated.
    spent: Duration,
}

/// What a transfer was, and its end if it has ended.
struct Pending {
    operation: &'static str,
    address: u64,
    length: usize,
    ended: Option<Ended>,
}

impl SimCard {
    /// Compiles or finds the engine, loads it and resets it.
    ///
    /// # Errors
    /// When there is no Verilog, it does not compile, or the waveform file cannot be written.
    pub fn open(options: SimOptions) -> Result<SimCard, SimError> {
        let module = open_module(&options)?;
        let card = SimCard::around(module, &format!("sim:{}", options.config.name), options.link)?;
        if let Some(seed) = options.stalls {
            card.state().master.stall(seed);
        }
        Ok(card)
    }

    /// A card behind a module with the ports of an engine, which is reset: an engine, or one inside
    /// a board's wrapper. Cycles are those of the module's `clock`.
    ///
    /// # Errors
    /// When a port is missing.
    pub fn around(
        module: Module,
        name: &str,
        link: Option<Link>,
    ) -> Result<SimCard, VerilateError> {
        let state = State {
            master: Master::new(module)?,
            channels: link.map(|link| [Channel::new(link), Channel::new(link)]),
            next_ticket: 0,
            queued: Default::default(),
            pending: HashMap::new(),
            broken: None,
            line: false,
            interrupts: 0,
            spent: Duration::ZERO,
        };
        Ok(SimCard { name: name.into(), link, state: Mutex::new(state) })
    }

    /// Clock cycles since the card was opened, its reset included.
    pub fn cycles(&self) -> u64 {
        self.state().master.module().cycles()
    }

    /// Time of this host in which cycles were simulated: the engine, its AXI masters and the link.
    pub fn spent(&self) -> Duration {
        self.state().spent
    }

    /// Lets time pass.
    ///
    /// # Errors
    /// When the engine broke a rule of AXI or failed.
    pub fn advance(&self, cycles: u64) -> Result<(), CardError> {
        let mut state = self.state();
        let limit = state.now().saturating_add(cycles);
        while state.now() < limit {
            state.step(limit, "idle", 0)?;
        }
        Ok(())
    }

    /// How often the interrupt line rose since the card was opened.
    pub fn interrupts(&self) -> u64 {
        self.state().interrupts
    }

    /// Lets time pass until the interrupt line rises, for at most `cycles`; says whether it did.
    ///
    /// # Errors
    /// When the engine broke a rule of AXI or failed.
    pub fn run_to_interrupt(&self, cycles: u64) -> Result<bool, CardError> {
        let mut state = self.state();
        let before = state.interrupts;
        let limit = state.now().saturating_add(cycles);
        while state.now() < limit {
            state.step(limit, "idle", 0)?;
            if state.interrupts != before {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Does what lets time pass, and counts the host's time for it.
    fn timed<T>(&self, simulate: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state();
        let start = Instant::now();
        let result = simulate(&mut state);
        state.spent += start.elapsed();
        result
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic in another thread does not tear the state: it is the module's and the queues'.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// One clock cycle, or more before cycle `limit` in which nothing happens at the ports; says
    /// whether a transfer ended in it.
    #[inline]
    fn step(
        &mut self,
        limit: u64,
        operation: &'static str,
        address: u64,
    ) -> Result<bool, CardError> {
        let next = self.channels.iter().flatten().map(Channel::next).min();
        let until = limit.min(next.unwrap_or(limit));
        let rested = match self.broken {
            None => self.master.rest(until.saturating_sub(self.now())),
            Some(_) => 0,
        };
        if rested == 0 {
            return self.cycle(operation, address);
        }
        self.look(Ok(false), operation, address)
    }

    /// One clock cycle; says whether a transfer ended in it.
    #[inline]
    fn cycle(&mut self, operation: &'static str, address: u64) -> Result<bool, CardError> {
        if self.broken.is_some() {
            return self.unusable(operation, address);
        }
        let (queued, pending) = (&mut self.queued, &mut self.pending);
        let mut end = |direction, ended| {
            let ticket = queued[direction as usize].pop_front();
            // Nobody waits for a transfer whose deadline has passed; its buffer is freed here.
            if let Some(p) = ticket.and_then(|t| pending.get_mut(&t)) {
                p.ended = Some(ended);
            }
        };
        let ended = match &mut self.channels {
            None => self.master.cycle(end),
            Some(channels) => link_cycle(&mut self.master, channels, &mut end),
        };
        self.look(ended, operation, address)
    }

    /// Looks at the interrupt line and for errors after clock cycles.
    #[inline]
    fn look(
        &mut self,
        ended: Result<bool, ProtocolError>,
        operation: &'static str,
        address: u64,
    ) -> Result<bool, CardError> {
        let line = self.master.irq();
        self.interrupts += u64::from(line && !self.line);
        self.line = line;
        match (ended, self.master.module().fault()) {
            (Ok(ended), None) => Ok(ended),
            (Err(e), _) => self.breaks(e.to_string(), operation, address),
            (_, Some(fault)) => self.breaks(fault.to_owned(), operation, address),
        }
    }

    #[cold]
    fn breaks<T>(
        &mut self,
        why: String,
        operation: &'static str,
        address: u64,
    ) -> Result<T, CardError> {
        self.broken = Some(format!("the simulated engine cannot be used any more: {why}"));
        self.unusable(operation, address)
    }

    #[cold]
    fn unusable<T>(&self, operation: &'static str, address: u64) -> Result<T, CardError> {
        let reason = self.broken.clone().unwrap_or_default();
        Err(CardError::Link { operation, address, reason })
    }

    fn now(&self) -> u64 {
        self.master.module().cycles()
    }

    fn start(&mut self, transfer: Transfer) -> Result<Ticket, CardError> {
        let (direction, operation, address, bytes) = match transfer {
            Transfer::Write { address, data } => (Direction::Write, "write", address, data),
            Transfer::Read { address, buffer } => (Direction::Read, "read", address, buffer),
        };
        if self.broken.is_some() {
            return self.unusable(operation, address);
        }
        let length = bytes.len();
        if address.checked_add(length as u64).is_none() {
            let reason = format!("{length} bytes reach beyond the last address");
            return Err(CardError::Link { operation, address, reason });
        }
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        let mut pending = Pending { operation, address, length, ended: None };
        if bytes.is_empty() {
            pending.ended = Some((bytes, None));
        } else {
            self.queued[direction as usize].push_back(ticket);
            let now = self.now();
            match &mut self.channels {
                Some(channels) => channels[direction as usize].push(now, address, bytes),
                None => self.master.start(direction, address, bytes),
            }
        }
        self.pending.insert(ticket, pending);
        Ok(Ticket(ticket))
    }

    fn wait(&mut self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        let unknown = || CardError::Ticket(ticket);
        let limit = self.now().saturating_add(deadline.cycles);
        loop {
            let p = self.pending.get_mut(&ticket.0).ok_or_else(unknown)?;
            let (operation, address, length) = (p.operation, p.address, p.length);
            if let Some((bytes, error)) = p.ended.take() {
                self.pending.remove(&ticket.0);
                return match error {
                    None => Ok(bytes),
                    Some(e) => bus_error(e, operation, address, length),
                };
            }
            loop {
                if self.now() >= limit {
                    self.pending.remove(&ticket.0);
                    return Err(CardError::Timeout { operation, address, length });
                }
                if self.step(limit, operation, address)? {
                    break;
                }
            }
        }
    }

    /// Runs until `answer` gives one, for at most [`REGISTER_CYCLES`].
    fn until<T>(
        &mut self,
        operation: &'static str,
        address: u64,
        mut answer: impl FnMut(&mut Master) -> Option<T>,
    ) -> Result<T, CardError> {
        for _ in 0..REGISTER_CYCLES {
            if let Some(answer) = answer(&mut self.master) {
                return Ok(answer);
            }
            self.cycle(operation, address)?;
        }
        Err(CardError::Timeout { operation, address, length: 4 })
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, CardError> {
        const OPERATION: &str = "register read";
        let short = self.register_idle(OPERATION, offset)?;
        self.master.start_register_read(short.into());
        let address = u64::from(offset);
        match self.until(OPERATION, address, Master::register_read)? {
            (value, None) => Ok(value),
            (_, Some(e)) => bus_error(e, OPERATION, address, 4),
        }
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), CardError> {
        const OPERATION: &str = "register write";
        let short = self.register_idle(OPERATION, offset)?;
        self.master.start_register_write(short.into(), value);
        let address = u64::from(offset);
        match self.until(OPERATION, address, Master::register_written)? {
            None => Ok(()),
            Some(e) => bus_error(e, OPERATION, address, 4),
        }
    }

    fn wait_event(&mut self, deadline: Deadline) -> Result<(), CardError> {
        const OPERATION: &str = "wait for an interrupt";
        let limit = self.now().saturating_add(deadline.cycles);
        while !self.master.irq() {
            if self.now() >= limit {
                return Err(CardError::Timeout { operation: OPERATION, address: 0, length: 0 });
            }
            self.step(limit, OPERATION, 0)?;
        }
        Ok(())
    }

    /// Checks an offset and waits until an access that got no answer in time has ended.
    fn register_idle(&mut self, operation: &'static str, offset: u32) -> Result<u16, CardError> {
        let address = u64::from(offset);
        let Ok(short) = u16::try_from(offset) else {
            let reason = "the register window ends at 0x10000".to_owned();
            return Err(CardError::Link { operation, address, reason });
        };
        self.until(operation, address, |m| (!m.register_busy()).then_some(()))?;
        Ok(short)
    }
}

/// A cycle of the card and of the link: transfers reach the card when their turn has come, and end
/// when the link has moved their bytes. Says whether one ended.
fn link_cycle(
    master: &mut Master,
    channels: &mut [Channel; 2],
    end: &mut impl FnMut(Direction, Ended),
) -> Result<bool, ProtocolError> {
    let now = master.module().cycles();
    let mut any = false;
    for (direction, channel) in Direction::BOTH.into_iter().zip(channels.iter_mut()) {
        if let Some(ended) = channel.end(now) {
            any = true;
            end(direction, ended);
        }
        if let Some((address, bytes)) = channel.begin(now) {
            master.start(direction, address, bytes);
        }
    }
    master.cycle(|direction, ended| channels[direction as usize].moved(ended))?;
    Ok(any)
}

fn bus_error<T>(
    error: BusError,
    operation: &'static str,
    address: u64,
    length: usize,
) -> Result<T, CardError> {
    Err(CardError::Bus { operation, address, length, response: error.name() })
}

impl Card for SimCard {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        self.state().start(transfer)
    }

    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        self.timed(|state| state.wait(ticket, deadline))
    }

    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        self.timed(|state| state.read_register(offset))
    }

    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        self.timed(|state| state.write_register(offset, value))
    }

    fn link(&self) -> Option<Link> {
        self.link
    }

    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        self.timed(|state| state.wait_event(deadline))
    }

    fn recover(&self, step: Step) -> Result<bool, CardError> {
        const OPERATION: &str = "settle";
        if step != Step::Settle {
            return Ok(false);
        }
        let mut state = self.state();
        let limit = state.now() + SETTLE_CYCLES;
        while state.queued.iter().any(|queue| !queue.is_empty()) {
            if state.now() >= limit {
                return Err(CardError::Timeout { operation: OPERATION, address: 0, length: 0 });
            }
            state.step(limit, OPERATION, 0)?;
        }
        state.pending.clear();
        Ok(true)
    }
}
