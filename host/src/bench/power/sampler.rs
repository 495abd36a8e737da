//! Reading meters at a rate while something runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use super::meter::{Boundary, Meter};
use super::trace::{Quantity, Sample, Trace};

/// Readings that fail one after the other before a meter has stopped answering.
const FAILURES: u32 = 5;

/// A meter with what it said.
pub(super) struct Sampled {
    pub(super) name: String,
    pub(super) boundary: Boundary,
    pub(super) trace: Trace,
}

/// A thread that reads meters until it is told to stop.
pub(super) struct Sampler {
    pub(super) started: Instant,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Vec<Sampled>>,
}

impl Sampler {
    /// Starts to read all meters, `rate` times a second.
    pub(super) fn start(meters: Vec<Box<dyn Meter>>, rate: f64) -> Result<Sampler> {
        let (started, stop) = (Instant::now(), Arc::new(AtomicBool::new(false)));
        let every = Duration::from_secs_f64(1.0 / rate);
        let thread = {
            let stop = stop.clone();
            let run = move || sample(meters, every, started, &stop);
            thread::Builder::new().name("sampler".into()).spawn(run)?
        };
        Ok(Sampler { started, stop, thread })
    }

    /// Ends with one more sample of each meter, and returns all.
    pub(super) fn finish(self) -> Result<Vec<Sampled>> {
        self.stop.store(true, Ordering::Release);
        self.thread.join().map_err(|_| anyhow!("the thread that reads the meters has failed"))
    }
}

fn sample(
    meters: Vec<Box<dyn Meter>>,
    every: Duration,
    started: Instant,
    stop: &AtomicBool,
) -> Vec<Sampled> {
    let mut all: Vec<(Box<dyn Meter>, Reader)> = meters
        .into_iter()
        .map(|meter| {
            let reader = Reader::new(meter.quantity());
            (meter, reader)
        })
        .collect();
    let mut next = started;
    loop {
        let last = stop.load(Ordering::Acquire);
        for (meter, reader) in &mut all {
            reader.read(meter.as_mut(), || started.elapsed());
        }
        if last {
            break;
        }
        // A round that was missed is left out: its time is not made up for.
        next = (next + every).max(Instant::now());
        thread::sleep(next.saturating_duration_since(Instant::now()).min(every));
    }
    let sampled = |(meter, reader): (Box<dyn Meter>, Reader)| Sampled {
        name: meter.name(),
        boundary: meter.boundary(),
        trace: reader.trace,
    };
    all.into_iter().map(sampled).collect()
}

/// What one meter has said.
struct Reader {
    trace: Trace,
    failures: u32,
}

impl Reader {
    fn new(quantity: Quantity) -> Reader {
        Reader { trace: Trace { quantity, samples: Vec::new(), stopped: None }, failures: 0 }
    }

    /// Reads it once; the sample is of the middle of the reading.
    fn read(&mut self, meter: &mut dyn Meter, now: impl Fn() -> Duration) {
        if self.trace.stopped.is_some() {
            return;
        }
        let before = now();
        match meter.read() {
            Ok(value) => {
                self.failures = 0;
                let at = (before + now()) / 2;
                let at_ns = u64::try_from(at.as_nanos()).unwrap_or(u64::MAX);
                if self.trace.samples.last().is_none_or(|last| last.at_ns < at_ns) {
                    self.trace.samples.push(Sample { at_ns, value });
                }
            }
            Err(error) => {
                self.failures += 1;
                if self.failures >= FAILURES {
                    self.trace.stopped = Some(error.to_string());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    /// A meter that says one thing.
    struct Says(Quantity, Option<f64>);

    impl Meter for Says {
        fn name(&self) -> String {
            "script".into()
        }

        fn boundary(&self) -> Boundary {
            Boundary::Wall
        }

        fn quantity(&self) -> Quantity {
            self.0
        }

        fn read(&mut self) -> Result<f64> {
            match self.1 {
                Some(value) => Ok(value),
                None => bail!("no answer"),
            }
        }
    }

    /// Ten seconds of a script, a reading each 10 ms.
    fn run(script: fn(f64) -> Option<f64>) -> Trace {
        let mut reader = Reader::new(Quantity::Watts);
        for at in (0..1000).map(|i| Duration::from_millis(10 * i)) {
            let mut meter = Says(Quantity::Watts, script(at.as_secs_f64()));
            reader.read(&mut meter, || at);
        }
        reader.trace
    }

    #[test]
    fn a_meter_that_fails_now_and_then_goes_on() {
        let trace = run(|t| (!((t * 100.0).round() as u64).is_multiple_of(7)).then_some(3.0));
        assert_eq!(trace.stopped, None);
        assert!((840..870).contains(&trace.samples.len()));
        let energy = trace.energy(1_000_000_000..9_000_000_000).unwrap();
        assert!((energy.joules - 24.0).abs() < 1e-9, "{energy:?}");
    }

    #[test]
    fn a_meter_that_stops_has_no_energy_after() {
        let trace = run(|t| (t < 5.0).then_some(3.0));
        assert_eq!(trace.stopped.as_deref(), Some("no answer"));
        assert!(trace.energy(1_000_000_000..4_000_000_000).is_ok());
        let refused = trace.energy(1_000_000_000..9_000_000_000).unwrap_err().to_string();
        assert!(refused.contains("stopped answering after 4.99 s: no answer"), "{refused}");
    }

    #[test]
    fn a_thread_reads_until_it_is_told_to_stop() {
        let sampler =
            Sampler::start(vec![Box::new(Says(Quantity::Joules, Some(1.0)))], 1000.0).unwrap();
        thread::sleep(Duration::from_millis(20));
        let sampled = sampler.finish().unwrap();
        let samples = &sampled[0].trace.samples;
        assert!(samples.len() >= 2, "the first and the last at least");
        assert!(samples.windows(2).all(|w| w[0].at_ns < w[1].at_ns));
        assert_eq!(sampled[0].boundary, Boundary::Wall);
    }
}
