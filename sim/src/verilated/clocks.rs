//! Clocks beside the clock, each at a rate of its own.

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

/// Time units of a half period of the module's `clock`.
const HALF: u64 = 1 << 20;

/// A clock of its own rate, phase and jitter.
#[derive(Debug, Clone)]
pub struct FreeClock {
    /// Time units of a half period.
    half: u64,
    /// Each edge comes up to this much later than its place.
    jitter: u64,
    random: SmallRng,
}

impl FreeClock {
    /// A clock of `ratio` times the rate of the module's clock; its phase is drawn from `seed`.
    /// Each edge comes late by up to `jitter` half periods of its own, at most 0.9.
    pub fn new(ratio: f64, jitter: f64, seed: u64) -> FreeClock {
        let half = (HALF as f64 / ratio.clamp(1e-3, 1e3)) as u64;
        let jitter = (half as f64 * jitter.clamp(0.0, 0.9)) as u64;
        FreeClock { half, jitter, random: SmallRng::seed_from_u64(seed) }
    }
}

#[derive(Debug)]
struct Running {
    port: usize,
    level: u64,
    clock: Option<FreeClock>,
    /// The edge's place, without jitter.
    place: u64,
    /// When it comes.
    at: u64,
}

impl Running {
    fn start(&mut self, now: u64) {
        if let Some(clock) = &mut self.clock {
            self.place = now + clock.random.random_range(1..=clock.half);
            self.at = self.place + clock.random.random_range(0..=clock.jitter);
        }
    }
}

/// All clocks of a module but its own.
#[derive(Debug, Default)]
pub(super) struct FreeClocks {
    running: Vec<Running>,
}

impl FreeClocks {
    pub(super) fn is_empty(&self) -> bool {
        self.running.is_empty()
    }

    pub(super) fn add(&mut self, port: usize, clock: FreeClock, cycles: u64) {
        self.running.retain(|r| r.port != port);
        self.running.push(Running { port, level: 0, clock: None, place: 0, at: 0 });
        self.set(port, Some(clock), cycles);
    }

    pub(super) fn set(&mut self, port: usize, clock: Option<FreeClock>, cycles: u64) {
        for running in self.running.iter_mut().filter(|r| r.port == port) {
            running.clock = clock.clone();
            running.start(2 * cycles * HALF);
        }
    }

    /// The next edge before so many half periods of the module's clock have passed: the port and
    /// its level from then on.
    #[inline]
    pub(super) fn next_before(&mut self, halves: u64) -> Option<(usize, u64)> {
        if self.running.is_empty() {
            return None;
        }
        let running = self.running.iter_mut().filter(|r| r.clock.is_some());
        let running = running.min_by_key(|r| r.at).filter(|r| r.at < halves * HALF)?;
        let clock = running.clock.as_mut()?;
        running.place += clock.half;
        running.at = running.place + clock.random.random_range(0..=clock.jitter);
        running.level ^= 1;
        Some((running.port, running.level))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_come_at_their_rate_and_in_order() {
        let mut clocks = FreeClocks::default();
        clocks.add(7, FreeClock::new(3.0, 0.5, 1), 0);
        clocks.add(9, FreeClock::new(0.37, 0.0, 2), 0);
        let mut edges = [0; 2];
        for halves in 1..=2000 {
            let mut last = [None; 2];
            while let Some((port, level)) = clocks.next_before(halves) {
                let which = usize::from(port == 9);
                assert_ne!(last[which], Some(level), "levels alternate");
                last[which] = Some(level);
                edges[which] += 1;
            }
        }
        assert!((5990..=6010).contains(&edges[0]), "{edges:?}");
        assert!((735..=745).contains(&edges[1]), "{edges:?}");
        clocks.set(7, None, 1000);
        clocks.set(9, None, 1000);
        assert_eq!(clocks.next_before(9999), None);
    }
}
