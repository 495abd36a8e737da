//! What MLPerf LoadGen calls scenarios, and its statistics.
//!
//! - SingleStream: a query is issued when the one before it has been answered; latency by percentile.
//! - Offline: all samples are there from the start; samples a second.
//! - Server: queries arrive as a Poisson process, whether or not the ones before are answered. The
//!   latency of a query counts from its arrival by the schedule, so that waiting for others counts
//!   (no coordinated omission), and a percentile of it must keep a bound.
//!
//! *Early stopping*: with n queries, the largest t for which `P[X <= t] < 1 - 0.99`, X the number of n
//! queries that are slower than the true percentile (binomial, probability `1 - p`), gives the t-th
//! largest latency as an estimate that the percentile does not exceed with a confidence of 99 %. With
//! too few queries there is no such t, and no estimate.

use std::time::Duration;

use clap::ValueEnum;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde::Serialize;

/// How queries come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
pub(crate) enum Scenario {
    /// One after the other
    #[value(name = "SingleStream", alias = "single-stream")]
    SingleStream,
    /// All at once
    #[value(name = "Offline", alias = "offline")]
    Offline,
    /// At random times, with a bound on latency
    #[value(name = "Server", alias = "server")]
    Server,
}

impl Scenario {
    /// LoadGen's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Scenario::SingleStream => "SingleStream",
            Scenario::Offline => "Offline",
            Scenario::Server => "Server",
        }
    }
}

/// Percentiles that are reported, as fractions.
pub(crate) const PERCENTILES: [f64; 4] = [0.5, 0.9, 0.99, 0.999];
/// Of early stopping.
const CONFIDENCE: f64 = 0.99;

/// LoadGen's percentile of sorted latencies: the one with number `floor(n p)`, from 0 on.
pub(crate) fn percentile(sorted: &[u64], p: f64) -> Option<u64> {
    let place = (sorted.len() as f64 * p) as usize;
    sorted.get(place.min(sorted.len().saturating_sub(1))).copied()
}

/// `P[X <= t]`, X binomial with `n` trials of probability `1 - p`.
fn at_most(t: u64, n: u64, p: f64) -> f64 {
    if t >= n {
        return 1.0;
    }
    let mut term = n as f64 * p.ln();
    let odds = ((1.0 - p) / p).ln();
    let mut sum = term.exp();
    for x in 0..t {
        term += ((n - x) as f64 / (x + 1) as f64).ln() + odds;
        sum += term.exp();
    }
    sum.min(1.0)
}

/// Queries that an early-stopping estimate of a percentile needs: 64 for the 90th, 662 for the 99th.
pub(crate) fn queries_needed(p: f64) -> u64 {
    let (mut low, mut high) = (1, 1 << 20);
    while low < high {
        let n = (low + high) / 2;
        if at_most(1, n, p) < 1.0 - CONFIDENCE { high = n } else { low = n + 1 }
    }
    low
}

/// The early-stopping estimate of a percentile of sorted latencies; `None` with too few of them.
pub(crate) fn early_stopping(sorted: &[u64], p: f64) -> Option<u64> {
    let n = sorted.len() as u64;
    if n < queries_needed(p) {
        return None;
    }
    let (mut low, mut high) = (1, n);
    while high - low > 1 {
        let t = (low + high) / 2;
        if at_most(t, n, p) < 1.0 - CONFIDENCE { low = t } else { high = t }
    }
    sorted.get(sorted.len() - low as usize).copied()
}

/// Whether a percentile keeps a bound in the Server scenario.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Verdict {
    pub(crate) percentile: f64,
    pub(crate) bound_ns: u64,
    pub(crate) over_bound: u64,
    /// The percentile of the queries keeps the bound.
    pub(crate) percentile_kept: bool,
    /// There are queries enough to say so with a confidence of 99 %.
    pub(crate) queries_enough: bool,
    pub(crate) valid: bool,
}

/// LoadGen's verdict on sorted latencies.
pub(crate) fn verdict(sorted: &[u64], p: f64, bound: Duration) -> Verdict {
    let bound_ns = u64::try_from(bound.as_nanos()).unwrap_or(u64::MAX);
    let n = sorted.len() as u64;
    let over_bound = n - sorted.partition_point(|latency| *latency <= bound_ns) as u64;
    let percentile_kept = percentile(sorted, p).is_some_and(|latency| latency <= bound_ns);
    let queries_enough = at_most(over_bound, n, p) < 1.0 - CONFIDENCE;
    let valid = percentile_kept && queries_enough;
    Verdict { percentile: 100.0 * p, bound_ns, over_bound, percentile_kept, queries_enough, valid }
}

/// Arrivals of a Poisson process of `rate` a second, from its start on.
pub(crate) fn arrivals(rate: f64, count: usize, seed: u64) -> Vec<Duration> {
    let mut random = StdRng::seed_from_u64(seed);
    let mut now = 0.0;
    (0..count)
        .map(|_| {
            // In (0, 1]: its logarithm is finite.
            now += -(1.0 - random.random::<f64>()).ln() / rate;
            Duration::try_from_secs_f64(now).unwrap_or(Duration::MAX)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_as_many_as_loadgen_wants() {
        assert_eq!(queries_needed(0.9), 64);
        assert_eq!(queries_needed(0.99), 662);
        assert_eq!(queries_needed(0.999), 6636);
        assert_eq!(early_stopping(&[7; 63], 0.9), None);
        assert_eq!(early_stopping(&[7; 64], 0.9), Some(7));
    }

    #[test]
    fn binomials_add_up() {
        // 10 trials of 1/2: 1, 11, 56 of 1024.
        for (t, ways) in [(0, 1.0), (1, 11.0), (2, 56.0), (10, 1024.0)] {
            assert!((at_most(t, 10, 0.5) - ways / 1024.0).abs() < 1e-12, "{t}");
        }
    }

    #[test]
    fn estimates_are_no_lower_than_percentiles() {
        let sorted: Vec<u64> = (0..1000).collect();
        assert_eq!(percentile(&sorted, 0.9), Some(900));
        assert_eq!(percentile(&sorted[..10], 0.999), Some(9));
        assert_eq!(percentile(&[], 0.5), None);
        let estimate = early_stopping(&sorted, 0.9).unwrap();
        // The largest t with P[Bin(1000, 0.1) <= t] < 0.01 is 78.
        assert_eq!(estimate, 1000 - 78);
        assert!(early_stopping(&sorted, 0.5).unwrap() > 500);
    }

    #[test]
    fn arrivals_are_poisson_and_repeat() {
        let times = arrivals(200.0, 20_000, 7);
        assert_eq!(times, arrivals(200.0, 20_000, 7));
        assert_ne!(times, arrivals(200.0, 20_000, 8));
        let gaps: Vec<f64> = std::iter::once(times[0].as_secs_f64())
            .chain(times.windows(2).map(|w| (w[1] - w[0]).as_secs_f64()))
            .collect();
        let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
        let variance = gaps.iter().map(|g| (g - mean).powi(2)).sum::<f64>() / gaps.len() as f64;
        // The deviation of an exponential gap is its mean.
        assert!((mean * 200.0 - 1.0).abs() < 0.03, "{mean}");
        assert!((variance.sqrt() / mean - 1.0).abs() < 0.05, "{variance}");
    }

    #[test]
    fn a_bound_is_kept_by_enough_queries_or_not() {
        let bound = Duration::from_nanos(100);
        let fast = verdict(&[50; 662], 0.99, bound);
        assert!(fast.valid && fast.over_bound == 0);
        let few = verdict(&[50; 400], 0.99, bound);
        assert!(few.percentile_kept && !few.queries_enough && !few.valid);
        let mut slow = vec![50; 990];
        slow.extend([101; 10]);
        let slow = verdict(&slow, 0.99, bound);
        assert!(!slow.valid && slow.over_bound == 10);
    }
}
