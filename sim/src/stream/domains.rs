//! Agents of several clocks.

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::{Agent, StreamError};
use crate::verilated::{Module, Port};

/// The agents of one clock of a module, whose clocks are plain inputs.
pub struct Domain<'a> {
    clock: Port,
    /// Time units of a period.
    period: u64,
    /// Each rising edge comes up to this much later than its place.
    jitter: u64,
    random: SmallRng,
    agents: Vec<&'a mut dyn Agent>,
    /// The next rising edge's place, without jitter, and when it comes.
    place: u64,
    at: u64,
    high: bool,
    edges: u64,
}

impl<'a> Domain<'a> {
    /// Agents on the clock `clock`: `period` time units from edge to edge, each late by up to
    /// `jitter` of them, less than half a period. The phase is drawn from `seed`.
    pub fn new(
        clock: Port,
        period: u64,
        jitter: u64,
        seed: u64,
        agents: Vec<&'a mut dyn Agent>,
    ) -> Domain<'a> {
        let mut random = SmallRng::seed_from_u64(seed);
        let place = random.random_range(1..=period);
        let jitter = jitter.min(period.div_ceil(2) - 1);
        Domain { clock, period, jitter, random, agents, place, at: place, high: false, edges: 0 }
    }

    /// Rising edges so far.
    pub fn edges(&self) -> u64 {
        self.edges
    }

    fn pending(&self) -> impl Iterator<Item = String> {
        self.agents.iter().filter_map(|a| a.pending())
    }

    /// The next edge. What agents see is what stands before a rising edge; what they set, they set
    /// after it.
    fn edge(&mut self, module: &mut Module) -> Result<(), StreamError> {
        if self.high {
            module.set(self.clock, 0);
            module.settle();
            self.high = false;
            self.place += self.period;
            self.at = self.place + self.random.random_range(0..=self.jitter);
            return Ok(());
        }
        for agent in &mut self.agents {
            agent.sample(module)?;
        }
        module.set(self.clock, 1);
        module.settle();
        for agent in &mut self.agents {
            agent.drive(module);
        }
        module.settle();
        self.high = true;
        self.edges += 1;
        // The falling edge, on which nothing happens.
        self.at += self.period / 4;
        match module.fault() {
            Some(fault) => Err(StreamError::Fault { cycle: self.edges, fault: fault.to_owned() }),
            None => Ok(()),
        }
    }
}

/// Runs all clocks until every queue is empty and then `quiet` edges longer, in which nothing more
/// may come.
///
/// # Errors
/// The first agent's complaint, or [`StreamError::Watchdog`] after `limit` edges.
pub fn run_domains(
    module: &mut Module,
    domains: &mut [Domain<'_>],
    limit: u64,
    quiet: u64,
) -> Result<(), StreamError> {
    let (mut edges, mut still) = (0, 0);
    while still < quiet {
        let Some(domain) = domains.iter_mut().min_by_key(|d| d.at) else { break };
        domain.edge(module)?;
        edges += 1;
        let pending = domains.iter().any(|d| d.pending().next().is_some());
        still = if pending { 0 } else { still + 1 };
        if pending && edges >= limit {
            let pending: Vec<String> = domains.iter().flat_map(Domain::pending).collect();
            return Err(StreamError::Watchdog { cycles: edges, pending: pending.join(", ") });
        }
    }
    Ok(())
}
