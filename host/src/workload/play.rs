//! A workload on the Verilated engine.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Result, bail};
use spikelm_engine::card::{Deadline, Step, Ticket, Transfer};
use spikelm_engine::{
    Card, CardEngine, CardError, CardOptions, Link, MatrixEngine, Product, RowMode, Stats, WeightId,
};
use spikelm_regs::EngineConfig;
use spikelm_sim::SimOptions;

use super::Workload;
use crate::card::open_simulated;

/// What crossed the AXI port in one direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Stream {
    pub(crate) transfers: u64,
    pub(crate) bytes: u64,
    /// Beats of the port: the least cycles that the transfers take.
    pub(crate) beats: u64,
}

/// What crossed the AXI port: to the card, and from it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Traffic {
    pub(crate) to: Stream,
    pub(crate) from: Stream,
}

impl Traffic {
    /// Cycles that no engine behind this port goes below: the directions work at once.
    pub(crate) fn bound(&self) -> u64 {
        self.to.beats.max(self.from.beats)
    }
}

/// Work of some submissions on one configuration.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Work {
    pub(crate) products: u64,
    pub(crate) dense_additions: u64,
    /// Zeros skipped.
    pub(crate) direct_additions: u64,
    /// After row coding.
    pub(crate) additions: u64,
    /// Of a dense engine with as many lanes and ports: rows x K / ports per tile.
    pub(crate) dense_cycles: u64,
    pub(crate) ideal: u64,
    pub(crate) busy: u64,
    pub(crate) event_cycles: u64,
    /// Fetch, drain, empty, edge.
    pub(crate) stalls: [u64; 4],
    /// All cycles: busy, load, command and idle ones.
    pub(crate) cycles: u64,
    pub(crate) load: u64,
    pub(crate) command: u64,
    pub(crate) idle: u64,
    pub(crate) traffic: Traffic,
}

impl Work {
    /// What an engine has counted.
    fn counted(stats: &Stats) -> Work {
        let of = |t: &spikelm_engine::Totals| Work {
            products: t.products,
            dense_additions: t.dense_additions,
            direct_additions: t.direct_additions,
            additions: t.additions,
            ideal: t.ideal_cycles.unwrap_or(0),
            busy: t.busy_cycles.unwrap_or(0),
            event_cycles: t.event_cycles.unwrap_or(0),
            stalls: t.stalls.unwrap_or([0; 4]),
            ..Work::default()
        };
        let all = Work {
            cycles: stats.cycles.unwrap_or(0),
            load: stats.load_cycles.unwrap_or(0),
            command: stats.command_cycles.unwrap_or(0),
            idle: stats.idle_cycles.unwrap_or(0),
            ..Work::default()
        };
        all.with(&of(&stats.linear), u64::wrapping_add)
            .with(&of(&stats.attention), u64::wrapping_add)
    }

    /// Field by field.
    fn with(&self, other: &Work, f: fn(u64, u64) -> u64) -> Work {
        let stream = |a: Stream, b: Stream| Stream {
            transfers: f(a.transfers, b.transfers),
            bytes: f(a.bytes, b.bytes),
            beats: f(a.beats, b.beats),
        };
        Work {
            products: f(self.products, other.products),
            dense_additions: f(self.dense_additions, other.dense_additions),
            direct_additions: f(self.direct_additions, other.direct_additions),
            additions: f(self.additions, other.additions),
            dense_cycles: f(self.dense_cycles, other.dense_cycles),
            ideal: f(self.ideal, other.ideal),
            busy: f(self.busy, other.busy),
            event_cycles: f(self.event_cycles, other.event_cycles),
            stalls: std::array::from_fn(|i| f(self.stalls[i], other.stalls[i])),
            cycles: f(self.cycles, other.cycles),
            load: f(self.load, other.load),
            command: f(self.command, other.command),
            idle: f(self.idle, other.idle),
            traffic: Traffic {
                to: stream(self.traffic.to, other.traffic.to),
                from: stream(self.traffic.from, other.traffic.from),
            },
        }
    }

    /// The sum of works.
    pub(crate) fn sum<'a>(works: impl IntoIterator<Item = &'a Work>) -> Work {
        works.into_iter().fold(Work::default(), |sum, work| sum.with(work, u64::wrapping_add))
    }
}

/// A workload that was run.
#[derive(Debug)]
pub(crate) struct Played {
    /// Work of each submission, in order.
    pub(crate) submissions: Vec<Work>,
    /// Host time from the first submission to the last result.
    pub(crate) seconds: f64,
    /// Host time of these in which cycles were simulated.
    pub(crate) simulator: f64,
}

impl Played {
    pub(crate) fn whole(&self) -> Work {
        Work::sum(&self.submissions)
    }

    /// Work by name of submissions, in the order of their first.
    pub(crate) fn by_name<'a>(&self, workload: &'a Workload) -> Vec<(&'a str, Work)> {
        let mut parts: Vec<(&str, Work)> = Vec::new();
        for (submission, work) in workload.submissions.iter().zip(&self.submissions) {
            match parts.iter_mut().find(|(name, _)| *name == submission.name) {
                Some((_, sum)) => *sum = Work::sum([&*sum, work]),
                None => parts.push((&submission.name, *work)),
            }
        }
        parts
    }
}

/// Runs a workload on the Verilated engine of a configuration: each submission when the one before
/// has come back, as a model asks.
///
/// # Errors
/// When there is no such engine, or it refuses a product.
pub(crate) fn play(config: EngineConfig, workload: &Workload, rows: RowMode) -> Result<Played> {
    let card = Arc::new(Metered {
        card: open_simulated(SimOptions::new(config))?,
        axi_bytes: config.axi_bytes.into(),
        traffic: Mutex::default(),
    });
    let engine = CardEngine::open(card.clone(), CardOptions { rows, ..CardOptions::default() })?;
    for (weights, i) in workload.kept.iter().zip(0..) {
        let id = engine.keep(weights.as_ref().clone())?;
        if id != WeightId(i) {
            bail!("weights {i} are kept as {id:?}");
        }
    }
    let state = || -> Result<Work> {
        let mut work = Work::counted(&engine.stats()?);
        work.traffic = *card.traffic.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(work)
    };
    let mut before = state()?;
    let (start, spent) = (Instant::now(), card.card.spent());
    let mut submissions = Vec::with_capacity(workload.submissions.len());
    for submission in &workload.submissions {
        engine.multiply(submission.products.clone())?;
        let after = state()?;
        let mut work = after.with(&before, u64::wrapping_sub);
        work.dense_cycles =
            submission.products.iter().map(|p| dense_cycles(&config, workload, p)).sum();
        submissions.push(work);
        before = after;
    }
    let seconds = start.elapsed().as_secs_f64();
    let simulator = (card.card.spent() - spent).as_secs_f64();
    Ok(Played { submissions, seconds, simulator })
}

/// Cycles of a dense engine of the same lanes and ports: rows x K / ports per tile.
pub(crate) fn dense_cycles(config: &EngineConfig, workload: &Workload, product: &Product) -> u64 {
    let tiles = workload.columns(product).div_ceil(config.lanes as usize);
    let depth = product.rows.inputs.div_ceil(config.ports as usize);
    (product.rows.rows * depth * tiles) as u64
}

/// A card that counts what crosses its AXI port.
struct Metered<C> {
    card: C,
    axi_bytes: u64,
    traffic: Mutex<Traffic>,
}

impl<C: Card> Card for Metered<C> {
    fn name(&self) -> String {
        self.card.name()
    }

    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        let mut traffic = self.traffic.lock().unwrap_or_else(PoisonError::into_inner);
        let (stream, address, bytes) = match &transfer {
            Transfer::Write { address, data } => (&mut traffic.to, *address, data.len() as u64),
            Transfer::Read { address, buffer } => {
                (&mut traffic.from, *address, buffer.len() as u64)
            }
        };
        stream.transfers += 1;
        stream.bytes += bytes;
        stream.beats += (address % self.axi_bytes + bytes).div_ceil(self.axi_bytes);
        drop(traffic);
        self.card.start(transfer)
    }

    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        self.card.wait(ticket, deadline)
    }

    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        self.card.read_register(offset)
    }

    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        self.card.write_register(offset, value)
    }

    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        self.card.wait_event(deadline)
    }

    fn recover(&self, step: Step) -> Result<bool, CardError> {
        self.card.recover(step)
    }

    fn link(&self) -> Option<Link> {
        self.card.link()
    }
}
