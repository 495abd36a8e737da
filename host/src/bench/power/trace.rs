//! Samples of a meter, and the energy between two moments.

use std::ops::Range;

use serde::Serialize;

/// Fewest samples inside a run that energy is reported for.
pub(super) const FEWEST: usize = 20;

/// What a meter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Quantity {
    /// Power now, in watts.
    Watts,
    /// A counter of energy, in joules since some moment, that never falls.
    Joules,
}

/// A reading.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Sample {
    /// Nanoseconds since the sampler's start.
    pub(super) at_ns: u64,
    /// Watts or joules.
    pub(super) value: f64,
}

/// The samples of a meter, in ascending order of time.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trace {
    pub(super) quantity: Quantity,
    pub(super) samples: Vec<Sample>,
    /// Why there are no more.
    pub(super) stopped: Option<String>,
}

/// Energy between two moments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Energy {
    pub(super) joules: f64,
    pub(super) seconds: f64,
    /// Samples between the moments.
    pub(super) samples: usize,
    /// The longest time between two samples, in seconds.
    pub(super) gap: f64,
}

impl Energy {
    /// Mean power.
    pub(super) fn watts(&self) -> f64 {
        self.joules / self.seconds
    }

    /// Samples a second.
    pub(super) fn rate(&self) -> f64 {
        self.samples as f64 / self.seconds
    }
}

/// Why there is no energy.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum Refused {
    #[error("it stopped answering after {seconds:.2} s: {reason}")]
    Stopped { seconds: f64, reason: String },
    #[error("{samples} samples in {seconds:.2} s are too few: {FEWEST} are needed; run longer")]
    TooFew { samples: usize, seconds: f64 },
    #[error("its samples do not cover the time from {from:.2} to {to:.2} s")]
    NotCovered { from: f64, to: f64 },
}

impl Trace {
    /// The energy in a window of nanoseconds.
    ///
    /// Power is integrated by trapezoids, with the straight line between the samples on both sides
    /// at the window's ends; of a counter it is the difference, its ends on such lines as well.
    /// Outside the samples nothing is assumed.
    pub(super) fn energy(&self, window: Range<u64>) -> Result<Energy, Refused> {
        let seconds = |ns: u64| ns as f64 / 1e9;
        let inside: Vec<Sample> =
            self.samples.iter().filter(|s| window.contains(&s.at_ns)).copied().collect();
        let (Some(first), Some(last)) = (self.at(window.start), self.at(window.end)) else {
            return Err(match &self.stopped {
                Some(reason) => Refused::Stopped {
                    seconds: seconds(self.samples.last().map_or(0, |s| s.at_ns)),
                    reason: reason.clone(),
                },
                None => {
                    Refused::NotCovered { from: seconds(window.start), to: seconds(window.end) }
                }
            });
        };
        let length = seconds(window.end - window.start);
        if inside.len() < FEWEST {
            return Err(Refused::TooFew { samples: inside.len(), seconds: length });
        }
        let ends = |at_ns, value| Sample { at_ns, value };
        let mut all = vec![ends(window.start, first)];
        all.extend(&inside);
        all.push(ends(window.end, last));
        let steps = || all.windows(2).map(|w| (seconds(w[1].at_ns - w[0].at_ns), w[0], w[1]));
        let joules = match self.quantity {
            Quantity::Watts => steps().map(|(dt, a, b)| dt * 0.5 * (a.value + b.value)).sum(),
            Quantity::Joules => last - first,
        };
        let gap = steps().map(|(dt, ..)| dt).fold(0.0, f64::max);
        Ok(Energy { joules, seconds: length, samples: inside.len(), gap })
    }

    /// The value at a moment: on the straight line between the samples on both sides.
    fn at(&self, ns: u64) -> Option<f64> {
        let after = self.samples.partition_point(|s| s.at_ns < ns);
        let b = self.samples.get(after)?;
        if b.at_ns == ns {
            return Some(b.value);
        }
        let a = self.samples.get(after.checked_sub(1)?)?;
        let share = (ns - a.at_ns) as f64 / (b.at_ns - a.at_ns) as f64;
        Some(a.value + share * (b.value - a.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(quantity: Quantity, every_ms: u64, f: impl Fn(f64) -> f64) -> Trace {
        let at = (0..=20_000 / every_ms).map(|i| i * every_ms * 1_000_000);
        let samples = at.map(|at_ns| Sample { at_ns, value: f(at_ns as f64 / 1e9) });
        Trace { quantity, samples: samples.collect(), stopped: None }
    }

    const SECOND: u64 = 1_000_000_000;

    /// Joules of a script from 0 to `t` seconds, by closed forms.
    #[test]
    fn scripted_power_integrates_within_one_percent() {
        let square = |t: f64| if t % 1.0 < 0.5 { 60.0 } else { 20.0 };
        let square_integral = |t: f64| {
            t.floor() * 40.0 + (t % 1.0).min(0.5) * 60.0 + ((t % 1.0) - 0.5).max(0.0) * 20.0
        };
        type Script<'a> = (&'a dyn Fn(f64) -> f64, &'a dyn Fn(f64) -> f64);
        let scripts: [Script<'_>; 3] = [
            (&|_| 25.0, &|t| 25.0 * t),
            (&square, &square_integral),
            (&|t| 10.0 + 3.0 * t, &|t| 10.0 * t + 1.5 * t * t),
        ];
        for (power, integral) in scripts {
            for every_ms in [5, 10, 20] {
                let trace = trace(Quantity::Watts, every_ms, power);
                for (from, to) in [(0, 20), (3, 11), (7, 9)] {
                    // Neither end is on a sample.
                    let (from, to) = (from * SECOND + 1_300_000, to * SECOND - 2_700_000);
                    let found = trace.energy(from..to).unwrap();
                    let exact = integral(to as f64 / 1e9) - integral(from as f64 / 1e9);
                    assert!((found.joules / exact - 1.0).abs() < 0.01, "{found:?}, not {exact}");
                    assert!((found.watts() - exact / found.seconds).abs() < 0.01 * found.watts());
                }
            }
        }
    }

    /// Steps of one side's value would be off by half a sample of the slope: 1.5 J here.
    #[test]
    fn trapezoids_of_a_slope_are_exact() {
        let found = trace(Quantity::Watts, 100, |t| 3.0 * t);
        let found = found.energy(SECOND..11 * SECOND).unwrap();
        assert!((found.joules - 1.5 * (121.0 - 1.0)).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn counters_are_differences() {
        let trace = trace(Quantity::Joules, 10, |t| 1000.0 + 12.5 * t);
        let found = trace.energy(SECOND + 5_000_000..4 * SECOND + 5_000_000).unwrap();
        assert!((found.joules - 37.5).abs() < 1e-6, "{found:?}");
        assert_eq!(found.samples, 300);
        assert!((found.rate() - 100.0).abs() < 1e-9 && found.gap < 0.0101);
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let mut trace = trace(Quantity::Watts, 10, |_| 5.0);
        let few = trace.energy(SECOND..SECOND + 190_000_000).unwrap_err();
        assert_eq!(few, Refused::TooFew { samples: 19, seconds: 0.19 });
        assert!(few.to_string().contains("20 are needed"));
        assert!(trace.energy(SECOND..SECOND + 200_000_000).is_ok());
        let beyond = trace.energy(SECOND..21 * SECOND).unwrap_err();
        assert!(matches!(beyond, Refused::NotCovered { .. }));
        trace.samples.truncate(500);
        trace.stopped = Some("No such device".into());
        // What was before it stopped is known.
        assert!(trace.energy(SECOND..4 * SECOND).is_ok());
        let stopped = trace.energy(SECOND..6 * SECOND).unwrap_err().to_string();
        assert!(stopped.contains("stopped answering after 4.99 s: No such device"), "{stopped}");
    }
}
