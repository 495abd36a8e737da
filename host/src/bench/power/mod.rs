//! `spikelm bench power`: energy of answers, by meters that are read while a scenario runs.

mod cms;
mod meter;
mod sampler;
mod trace;

use std::ops::Range;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use xdma_rs::Device;

use super::queries::Runner;
use super::subject::{Subject, SubjectArguments, positive};
use crate::card::{CardName, Clock, cards_at};
use crate::logits::WholeFile;
use crate::output::{Output, grouped};
use cms::Cms;
use meter::{Boundary, Hwmon, Meter, Rapl};
use sampler::{Sampled, Sampler};
use trace::{Energy, Quantity, Refused, Trace};

/// Energy of answers, by the power sensors of card and host, or a meter outside
///
/// Meters are read at --hz by the clock that queries are timed with: first without work, then while
/// queries run one after the other (LoadGen's SingleStream). Power is integrated by trapezoids,
/// counters are subtracted; each line says what the power goes into. A meter that stops answering,
/// or has fewer than 20 samples of the run, has no energy.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm bench power --model tests/models/sst2-tiny --file reviews.txt
  spikelm bench power --model tests/models/sst2-tiny --file reviews.txt --card /dev/xdma0 \\
                      --source cms --seconds 60 --samples power.jsonl
  spikelm bench power --shape bert-base --meter wall.csv --meter-offset 0.35")]
pub(crate) struct Arguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// How long queries run, at least
    #[arg(long, value_name = "S", default_value_t = 10.0)]
    seconds: f64,
    /// How long power is measured before, without work
    #[arg(long, value_name = "S", default_value_t = 5.0)]
    idle: f64,
    /// Readings of each meter in a second
    #[arg(long, value_name = "HZ", default_value_t = 20.0)]
    hz: f64,
    /// Meters to read, separated by commas [default: all that there are]
    #[arg(long, value_enum, value_name = "SOURCE", value_delimiter = ',')]
    source: Vec<Source>,
    /// What a meter outside writes meanwhile: a line `seconds,watts` per reading, seconds since 1970
    #[arg(long, value_name = "FILE")]
    meter: Option<PathBuf>,
    /// Seconds to add to the times of that meter, to make them this host's
    #[arg(
        long,
        value_name = "S",
        default_value_t = 0.0,
        allow_negative_numbers = true,
        requires = "meter"
    )]
    meter_offset: f64,
    /// Seconds to wait after the run for the last lines of that meter
    #[arg(long, value_name = "S", default_value_t = 2.0, requires = "meter")]
    meter_wait: f64,
    /// Queries that are answered before anything is measured
    #[arg(long, value_name = "N", default_value_t = 3)]
    warm_up: u16,
    /// Where the choice of texts comes from
    #[arg(long, value_name = "N", default_value_t = 1)]
    query_seed: u64,
    /// Write a JSON object per sample and line
    #[arg(long, value_name = "FILE")]
    samples: Option<PathBuf>,
    /// Where sysfs is
    #[arg(long, default_value = "/sys", value_name = "DIR")]
    sysfs: PathBuf,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Source {
    /// Card management of an Alveo card, through its user BAR
    Cms,
    /// Sensors of the kernel's hwmon drivers
    Hwmon,
    /// Counters of the processor's packages
    Rapl,
}

/// What a run gave.
struct Report {
    subject: Subject,
    queries: u64,
    tokens: u64,
    /// This machine's time of day at the sampler's start, in seconds since 1970.
    zero: f64,
    idle: Range<u64>,
    run: Range<u64>,
    meters: Vec<Sampled>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let seconds = positive("--seconds", arguments.seconds)?;
    let idle = Duration::try_from_secs_f64(positive("--idle", arguments.idle)?)?;
    let rate = positive("--hz", arguments.hz)?.min(10_000.0);
    let wait = Duration::try_from_secs_f64(arguments.meter_wait.max(0.0))?;
    let meters = arguments.meters()?;
    if meters.is_empty() && arguments.meter.is_none() {
        bail!(
            "no meter: no CMS behind --card, nothing under {}/class/hwmon or class/powercap; give \
             --meter FILE of one outside",
            arguments.sysfs.display()
        );
    }
    let subject = Subject::open(&arguments.subject)?;
    let runner = Runner::new(&subject, arguments.query_seed, 0, arguments.warm_up.into())?;
    let sampler = Sampler::start(meters, rate)?;
    let started = sampler.started;
    // This machine's time of day at the sampler's start.
    let zero = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64()
        - started.elapsed().as_secs_f64();
    // The first and the last readings are outside what is measured.
    let pause = Duration::from_secs_f64(2.0 / rate);
    thread::sleep(pause);
    let idle_start = nanoseconds(started.elapsed());
    thread::sleep(idle);
    let idle = idle_start..nanoseconds(started.elapsed());
    let answered = runner.single_stream_while(|_, time| time.as_secs_f64() < seconds);
    thread::sleep(pause);
    let mut meters = sampler.finish()?;
    let answered = answered?;
    if let Some(file) = &arguments.meter {
        thread::sleep(wait);
        let samples = meter::csv(file, arguments.meter_offset, zero)?;
        meters.push(Sampled {
            name: format!("meter {}", file.display()),
            boundary: Boundary::Wall,
            trace: Trace { quantity: Quantity::Watts, samples, stopped: None },
        });
    }
    let first = nanoseconds(answered.started - started);
    let report = Report {
        queries: answered.queries.len() as u64,
        tokens: answered.tokens(),
        run: first..first + nanoseconds(answered.whole),
        zero,
        idle,
        meters,
        subject,
    };
    if let Some(path) = &arguments.samples {
        report.log(path)?;
    }
    let output = Output::new();
    match arguments.json {
        true => output.line(&serde_json::to_string_pretty(&report.json())?)?,
        false => report.print(&output)?,
    }
    if report.meters.iter().all(|meter| meter.trace.energy(report.run.clone()).is_err()) {
        bail!("no meter gave the energy of the run: see above");
    }
    Ok(())
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

impl Arguments {
    fn wants(&self, source: Source) -> bool {
        self.source.is_empty() || self.source.contains(&source)
    }

    /// The meters that can be read.
    fn meters(&self) -> Result<Vec<Box<dyn Meter>>> {
        let mut meters: Vec<Box<dyn Meter>> = Vec::new();
        if self.wants(Source::Cms) {
            for card in &self.subject.card.card {
                let CardName::Xdma(path) = card else { continue };
                for path in cards_at(path)? {
                    meters.extend(Cms::find(&Device::open(path)?)?.into_iter().map(boxed));
                }
            }
        }
        if self.wants(Source::Hwmon) {
            meters.extend(Hwmon::find(&self.sysfs).into_iter().map(boxed));
        }
        if self.wants(Source::Rapl) {
            meters.extend(Rapl::find(&self.sysfs).into_iter().map(boxed));
        }
        Ok(meters)
    }
}

fn boxed(meter: impl Meter + 'static) -> Box<dyn Meter> {
    Box::new(meter)
}

impl Report {
    /// Writes all samples.
    fn log(&self, path: &std::path::Path) -> Result<()> {
        let mut file = WholeFile::create(path)?;
        for meter in &self.meters {
            let quantity = meter.trace.quantity;
            for sample in &meter.trace.samples {
                let line = json!({
                    "meter": meter.name, "quantity": quantity,
                    "at_ns": sample.at_ns, "value": sample.value,
                });
                file.line(&line.to_string())?;
            }
        }
        file.finish()
    }

    /// How the figures of a meter were got: the sensors of an emulated card measure nothing.
    fn how(&self, meter: &Sampled) -> &'static str {
        let of_card = meter.name.starts_with("cms");
        match of_card && self.subject.clock == Clock::Simulator {
            true => "emulated",
            false => "measured",
        }
    }

    fn energies(&self, meter: &Sampled) -> [Result<Energy, Refused>; 2] {
        [&self.idle, &self.run].map(|window| meter.trace.energy(window.clone()))
    }

    fn json(&self) -> Value {
        let meter = |meter: &Sampled| {
            let [idle, run] = self.energies(meter);
            let refused = |energy: &Result<Energy, Refused>| {
                energy.as_ref().err().map(|refused| refused.to_string())
            };
            let above = idle.as_ref().ok().zip(run.as_ref().ok());
            let above = above.map(|(idle, run)| run.joules - idle.watts() * run.seconds);
            let of = |f: &dyn Fn(&Energy) -> f64| run.as_ref().ok().map(f);
            json!({
                "meter": meter.name,
                "boundary": meter.boundary,
                "quantity": meter.trace.quantity,
                "how": self.how(meter),
                "idle_watts": idle.as_ref().ok().map(Energy::watts),
                "watts": of(&Energy::watts),
                "joules": of(&|e| e.joules),
                "joules_above_idle": above,
                "joules_per_sentence": of(&|e| e.joules / self.queries.max(1) as f64),
                "joules_per_token": of(&|e| e.joules / self.tokens.max(1) as f64),
                "samples": of(&|e| e.samples as f64),
                "samples_per_second": of(&Energy::rate),
                "longest_gap_seconds": of(&|e| e.gap),
                "refused": refused(&run),
                "idle_refused": refused(&idle),
            })
        };
        json!({
            "benchmark": "power",
            "scenario": "SingleStream",
            "model": self.subject.name,
            "card": self.subject.card(),
            "weights": self.subject.weights(),
            "queries": self.queries,
            "tokens": self.tokens,
            "started_unix_seconds": self.zero,
            "idle_ns": [self.idle.start, self.idle.end],
            "run_ns": [self.run.start, self.run.end],
            "meters": self.meters.iter().map(meter).collect::<Vec<_>>(),
        })
    }

    fn print(&self, output: &Output) -> Result<()> {
        let seconds = (self.run.end - self.run.start) as f64 / 1e9;
        output.line(&format!(
            "{} on {}: {} sentences, {} tokens in {seconds:.2} s",
            self.subject.name,
            self.subject.card(),
            grouped(self.queries),
            grouped(self.tokens),
        ))?;
        output.line(&output.bold(&format!(
            "{:<32} {:<13} {:>8} {:>8} {:>10} {:>12} {:>12} {:>7}",
            "meter", "power into", "idle W", "W", "J", "mJ/sentence", "mJ/token", "Hz"
        )))?;
        for meter in &self.meters {
            let (name, boundary) = (&meter.name, meter.boundary.name());
            let [idle, run] = self.energies(meter);
            let idle = idle.map_or_else(|_| "-".into(), |idle| format!("{:.2}", idle.watts()));
            match run {
                Ok(run) => {
                    let each = |n: u64| 1e3 * run.joules / n.max(1) as f64;
                    output.line(&format!(
                        "{name:<32} {boundary:<13} {idle:>8} {:>8.2} {:>10.2} {:>12.3} {:>12.4} {:>7.1}  {}",
                        run.watts(),
                        run.joules,
                        each(self.queries),
                        each(self.tokens),
                        run.rate(),
                        self.how(meter),
                    ))?;
                }
                Err(refused) => {
                    output.line(&format!("{name:<32} {boundary:<13} no energy: {refused}"))?;
                }
            }
        }
        Ok(())
    }
}
