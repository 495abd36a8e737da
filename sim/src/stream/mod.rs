//! Sources and sinks for valid/ready ports in block tests.
//!
//! A transfer happens at a clock edge at which valid and ready are both high. A source keeps valid
//! and payload until then; neither side waits for the other before it decides.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let text = String::new();
//! use spikelm_sim::stream::{Sink, Source, Stall, run, with_seeds};
//! let library = spikelm_sim::verilated::Design::new("fifo", text).build()?;
//! let (data_in, data_out) = (library.port("in_data")?, library.port("out_data")?);
//! with_seeds(|seed| {
//!     let mut module = library.module().unwrap();
//!     let stall = Stall::Random(0.5);
//!     let mut source = Source::new(&module, "in_valid", "in_ready", stall, seed, move |m, v| {
//!         m.set(data_in, *v)
//!     }).unwrap();
//!     let mut sink = Sink::new(&module, "out_valid", "out_ready", stall, seed + 1, move |m| {
//!         m.get(data_out)
//!     }).unwrap();
//!     source.extend(0..100);
//!     sink.expect(0..100);
//!     run(&mut module, &mut [&mut source, &mut sink], 10_000).unwrap();
//! });
//! # Ok(())
//! # }
//! ```

mod domains;
mod error;
mod seeds;

pub use domains::{Domain, run_domains};
pub use error::StreamError;
pub use seeds::{seeds, with_seeds};

use std::collections::VecDeque;
use std::fmt::Debug;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use crate::verilated::{Module, Port, VerilateError};

/// When an agent that could transfer does not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stall {
    /// Never: always valid while there is something to send, always ready.
    Always,
    /// In each cycle with this probability.
    Random(f64),
}

impl Stall {
    /// The two patterns that every port is tested with.
    pub const BOTH: [Stall; 2] = [Stall::Always, Stall::Random(0.5)];

    /// All combinations of the two patterns on `N` ports.
    pub fn combinations<const N: usize>() -> Vec<[Stall; N]> {
        (0..1_usize << N).map(|c| std::array::from_fn(|i| Stall::BOTH[c >> i & 1])).collect()
    }

    /// Decides for one cycle.
    pub fn stalls(self, rng: &mut SmallRng) -> bool {
        match self {
            Stall::Always => false,
            Stall::Random(p) => rng.random_bool(p.clamp(0.0, 1.0)),
        }
    }
}

/// Something that drives or watches ports, cycle by cycle.
pub trait Agent {
    /// Sets inputs, before the module settles.
    fn drive(&mut self, module: &mut Module);
    /// Looks at settled outputs, before the clock edge.
    ///
    /// # Errors
    /// When the module did what it must not.
    fn sample(&mut self, module: &Module) -> Result<(), StreamError>;
    /// What it still waits for, or `None` when its queue is empty.
    fn pending(&self) -> Option<String>;
}

/// Sets the payload ports for an item.
type Drive<T> = Box<dyn FnMut(&mut Module, &T)>;
/// Reads an item from the payload ports.
type Read<T> = Box<dyn FnMut(&Module) -> T>;

/// Sends items to a valid/ready input.
pub struct Source<T> {
    valid: Port,
    ready: Port,
    name: String,
    stall: Stall,
    rng: SmallRng,
    queue: VecDeque<T>,
    drive: Drive<T>,
    offered: bool,
    sent: usize,
}

impl<T> Source<T> {
    /// A source for the input with the ports `valid` and `ready`; `drive` sets the payload.
    ///
    /// # Errors
    /// When a port is missing.
    pub fn new(
        module: &Module,
        valid: &str,
        ready: &str,
        stall: Stall,
        seed: u64,
        drive: impl FnMut(&mut Module, &T) + 'static,
    ) -> Result<Source<T>, VerilateError> {
        Ok(Source {
            valid: module.port(valid)?,
            ready: module.port(ready)?,
            name: valid.to_owned(),
            stall,
            rng: SmallRng::seed_from_u64(seed),
            queue: VecDeque::new(),
            drive: Box::new(drive),
            offered: false,
            sent: 0,
        })
    }

    /// Adds an item.
    pub fn push(&mut self, item: T) {
        self.queue.push_back(item);
    }

    /// Items taken by the module so far.
    pub fn sent(&self) -> usize {
        self.sent
    }
}

impl<T> Extend<T> for Source<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.queue.extend(items);
    }
}

impl<T> Agent for Source<T> {
    fn drive(&mut self, module: &mut Module) {
        if !self.offered
            && let Some(item) = self.queue.front()
            && !self.stall.stalls(&mut self.rng)
        {
            (self.drive)(module, item);
            self.offered = true;
        }
        module.set(self.valid, u64::from(self.offered));
    }

    fn sample(&mut self, module: &Module) -> Result<(), StreamError> {
        if self.offered && module.high(self.ready) {
            self.queue.pop_front();
            self.offered = false;
            self.sent += 1;
        }
        Ok(())
    }

    fn pending(&self) -> Option<String> {
        let left = self.queue.len();
        (left > 0).then(|| format!("{} ({left} items not taken)", self.name))
    }
}

/// Takes items from a valid/ready output and compares them with what is expected.
pub struct Sink<T> {
    valid: Port,
    ready: Port,
    name: String,
    stall: Stall,
    rng: SmallRng,
    /// `None` is any item.
    expected: VecDeque<Option<T>>,
    received: Vec<T>,
    read: Read<T>,
    takes: bool,
    refused: Option<T>,
}

impl<T: PartialEq + Debug> Sink<T> {
    /// A sink for the output with the ports `valid` and `ready`; `read` reads the payload.
    ///
    /// # Errors
    /// When a port is missing.
    pub fn new(
        module: &Module,
        valid: &str,
        ready: &str,
        stall: Stall,
        seed: u64,
        read: impl FnMut(&Module) -> T + 'static,
    ) -> Result<Sink<T>, VerilateError> {
        Ok(Sink {
            valid: module.port(valid)?,
            ready: module.port(ready)?,
            name: valid.to_owned(),
            stall,
            rng: SmallRng::seed_from_u64(seed),
            expected: VecDeque::new(),
            received: Vec::new(),
            read: Box::new(read),
            takes: false,
            refused: None,
        })
    }

    /// Expects these items next.
    pub fn expect(&mut self, items: impl IntoIterator<Item = T>) {
        self.expected.extend(items.into_iter().map(Some));
    }

    /// Expects `count` items of any value next.
    pub fn expect_any(&mut self, count: usize) {
        self.expected.extend((0..count).map(|_| None));
    }

    /// All items that came, in order.
    pub fn received(&self) -> &[T] {
        &self.received
    }
}

impl<T: PartialEq + Debug> Agent for Sink<T> {
    fn drive(&mut self, module: &mut Module) {
        self.takes = !self.stall.stalls(&mut self.rng);
        module.set(self.ready, u64::from(self.takes));
    }

    fn sample(&mut self, module: &Module) -> Result<(), StreamError> {
        let item = module.high(self.valid).then(|| (self.read)(module));
        let (port, cycle) = (|| self.name.clone(), module.cycles());
        if let Some(before) = self.refused.take()
            && item.as_ref() != Some(&before)
        {
            let after = item.map_or_else(|| "nothing".to_owned(), |i| format!("{i:?}"));
            let before = format!("{before:?}");
            return Err(StreamError::Withdrawn { port: port(), cycle, before, after });
        }
        let Some(item) = item else { return Ok(()) };
        if !self.takes {
            self.refused = Some(item);
            return Ok(());
        }
        match self.expected.pop_front() {
            None => {
                let got = format!("{item:?}");
                return Err(StreamError::Unexpected { port: port(), cycle, got });
            }
            Some(Some(expected)) if expected != item => {
                return Err(StreamError::Mismatch {
                    port: port(),
                    cycle,
                    index: self.received.len(),
                    got: format!("{item:?}"),
                    expected: format!("{expected:?}"),
                });
            }
            Some(_) => self.received.push(item),
        }
        Ok(())
    }

    fn pending(&self) -> Option<String> {
        let left = self.expected.len();
        (left > 0).then(|| format!("{} ({left} items to come)", self.name))
    }
}

/// One clock cycle with all agents.
///
/// # Errors
/// The first agent's complaint, or the model's.
pub fn cycle(module: &mut Module, agents: &mut [&mut dyn Agent]) -> Result<(), StreamError> {
    for agent in agents.iter_mut() {
        agent.drive(module);
    }
    module.settle();
    for agent in agents.iter_mut() {
        agent.sample(module)?;
    }
    module.edge();
    match module.fault() {
        Some(fault) => Err(StreamError::Fault { cycle: module.cycles(), fault: fault.to_owned() }),
        None => Ok(()),
    }
}

/// Cycles that [`run`] adds after the last item, in which nothing more may come.
pub const QUIET_CYCLES: u64 = 64;

/// Runs until every queue is empty and the module stayed quiet for [`QUIET_CYCLES`]; returns the
/// cycles until the queues were empty.
///
/// # Errors
/// The first agent's complaint, or [`StreamError::Watchdog`] after `limit` cycles.
pub fn run(
    module: &mut Module,
    agents: &mut [&mut dyn Agent],
    limit: u64,
) -> Result<u64, StreamError> {
    let mut cycles = 0;
    while agents.iter().any(|a| a.pending().is_some()) {
        if cycles == limit {
            let pending: Vec<String> = agents.iter().filter_map(|a| a.pending()).collect();
            return Err(StreamError::Watchdog { cycles, pending: pending.join(", ") });
        }
        cycle(module, agents)?;
        cycles += 1;
    }
    for _ in 0..QUIET_CYCLES {
        cycle(module, agents)?;
    }
    Ok(cycles)
}
