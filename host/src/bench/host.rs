//! `spikelm bench host`: the software engine beside named baselines, in turn, in one run.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use spikelm_engine::peak::peak;
use spikelm_engine::stages::{Breakdown, Recording, Stage};
use spikelm_engine::{Isa, MatrixEngine, SoftEngine, SoftOptions, Stats};
use spikelm_model::{Architecture, BertConfig, Precision, SpikeBert};

use super::{figures, median};
use crate::Usage;
use crate::counters::{additions, since};
use crate::logits::LogitsHash;
use crate::model::ModelArguments;
use crate::output::Output;
use crate::progress::Progress;

/// Seconds that the peak is measured for in a round.
const PEAK: f64 = 0.05;

/// The software engine beside float32 and beside itself without vector instructions
///
/// Of one text: the model on `--card soft`; the same on the portable path; and the same model with
/// float32 weights, its products dense, by the `gemm` crate. They run in turn, so that whatever else
/// the machine does meets all of them, and ratios are medians over the rounds. Beside the products
/// stands the peak of the fastest multiply-adds of bytes that the instruction set has, in a loop
/// that touches registers only. All figures are measured.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm bench host --shape bert-base
  spikelm bench host --shape minilm --tokens 32 --runs 9 --threads 1 --json
  spikelm bench host --model tests/models/sst2-tiny --tokens 64")]
pub(crate) struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    /// Tokens of the text, drawn by seed
    #[arg(long, value_name = "N", default_value_t = 128,
          value_parser = clap::value_parser!(u32).range(1..=4096))]
    tokens: u32,
    /// Rounds; in each, every way runs once
    #[arg(long, value_name = "N", default_value_t = 7,
          value_parser = clap::value_parser!(u32).range(1..=1000))]
    runs: u32,
    /// Threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// A way to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Soft,
    Portable,
    Gemm,
}

impl Way {
    const ALL: [Way; 3] = [Way::Soft, Way::Portable, Way::Gemm];

    fn name(self) -> &'static str {
        match self {
            Way::Soft => "soft",
            Way::Portable => "soft, portable",
            Way::Gemm => "float32, dense",
        }
    }

    fn text(self, fastest: Isa) -> String {
        match self {
            Way::Soft => format!("soft: int8, events, {fastest}"),
            Way::Portable => "soft, portable path".into(),
            Way::Gemm => "float32, dense products by gemm".into(),
        }
    }
}

/// One run of a way.
#[derive(Debug, Clone)]
struct Measured {
    seconds: f64,
    /// Of all threads.
    cpu_seconds: f64,
    breakdown: Breakdown,
}

impl Measured {
    /// Seconds by the clock in stages that are part of a product.
    fn products(&self) -> f64 {
        let times = self.breakdown.times();
        let of_products = Stage::ALL.into_iter().filter(|s| s.is_product());
        of_products.map(|s| times.of(s)).sum::<Duration>().as_secs_f64()
    }

    /// The part of the CPU time that is the products' of the time by the clock.
    fn products_cpu(&self) -> f64 {
        self.cpu_seconds * (1.0 - self.glue())
    }

    /// Share of everything that is not a product.
    fn glue(&self) -> f64 {
        1.0 - self.products() / self.breakdown.times().total().as_secs_f64()
    }
}

/// All runs of a way, in order.
#[derive(Debug, Default)]
struct Runs(Vec<Measured>);

impl Runs {
    fn median(&self, f: impl Fn(&Measured) -> f64) -> f64 {
        median(self.0.iter().map(f).collect())
    }

    /// The run with the median time.
    fn middle(&self) -> Option<&Measured> {
        let mut sorted: Vec<&Measured> = self.0.iter().collect();
        sorted.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        sorted.get(sorted.len() / 2).copied()
    }

    /// The median over the rounds of `f` here over `f` there.
    fn over(&self, other: &Runs, f: impl Fn(&Measured) -> f64) -> f64 {
        median(self.0.iter().zip(&other.0).map(|(a, b)| f(a) / f(b)).collect())
    }
}

/// What was measured.
struct Report {
    origin: String,
    steps: usize,
    isa: Isa,
    threads: usize,
    ways: [Runs; Way::ALL.len()],
    /// Multiply-adds a second of all threads, a round each; empty where there is no loop.
    peaks: Vec<f64>,
    instructions: Option<&'static str>,
    /// Work of one text.
    work: Stats,
    logits: Vec<f32>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }
    // In the pool a parallel loop begins without waking anybody.
    let report = rayon::scope(|_| measure(arguments))?;
    let figures = report.json(arguments);
    let output = Output::new();
    if arguments.json {
        return output.line(&serde_json::to_string_pretty(&figures)?);
    }
    report.print(arguments, &figures, &output)
}

fn measure(arguments: &Arguments) -> Result<Report> {
    let origin = arguments.model.origin()?;
    if origin.architecture()? != Architecture::Bert {
        return Err(Usage(format!("{origin}: bench host runs models that classify")).into());
    }
    let config = BertConfig::load(&origin)?;
    let tokens = arguments.tokens as usize;
    if tokens > config.max_position_embeddings {
        let most = config.max_position_embeddings;
        return Err(Usage(format!("--tokens {tokens}: {origin} reads {most}")).into());
    }
    let mut random = StdRng::seed_from_u64(arguments.model.drawing.seed);
    let text = (0..tokens).map(|_| random.random_range(0..config.vocab_size as u32)).collect();
    let texts = [text];

    let progress = Progress::bar(u64::from(arguments.runs), "rounds");
    let engine = Arc::new(SoftEngine::new(SoftOptions::default()));
    let soft = SpikeBert::load(&origin, Precision::Int8, Some(engine.clone()))?;
    let real = SpikeBert::load(&origin, Precision::F32, None)?.with_gemm();
    let isa = Isa::selected();
    let answer = |way: Way| -> Result<(Measured, Vec<f32>)> {
        let model = if way == Way::Gemm { &real } else { &soft };
        if way == Way::Portable {
            Isa::Portable.select()?;
        }
        let (start, cpu, recording) = (Instant::now(), cpu_time(), Recording::start());
        let logits = model.logits(&texts);
        let breakdown = recording.finish();
        let (seconds, cpu) = (start.elapsed().as_secs_f64(), cpu_time() - cpu);
        isa.select()?;
        let measured = Measured { seconds, cpu_seconds: cpu.as_secs_f64(), breakdown };
        Ok((measured, logits?.concat()))
    };
    // Memory is touched and clocks are up before time is taken.
    let before = engine.stats()?;
    let (_, logits) = answer(Way::Soft)?;
    let work = since(&before, &engine.stats()?);
    for way in [Way::Portable, Way::Gemm] {
        answer(way)?;
    }
    let mut ways: [Runs; Way::ALL.len()] = Default::default();
    let mut peaks = Vec::new();
    for round in 0..arguments.runs as usize {
        for i in 0..Way::ALL.len() {
            let place = (round + i) % Way::ALL.len();
            let (measured, found) = answer(Way::ALL[place])?;
            ways[place].0.push(measured);
            if Way::ALL[place] != Way::Gemm && found != logits {
                bail!("{} answers {found:?}, not {logits:?}", Way::ALL[place].name());
            }
        }
        peaks.extend(peak_of_all());
        progress.advance(1);
    }
    progress.finish();
    Ok(Report {
        origin: origin.to_string(),
        steps: config.steps,
        isa,
        threads: rayon::current_num_threads(),
        ways,
        peaks,
        instructions: isa.multiply_add(),
        work,
        logits,
    })
}

/// Time that all threads of this process have run.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

/// Multiply-adds a second of all threads at once.
fn peak_of_all() -> Option<f64> {
    let each = rayon::broadcast(|_| peak(PEAK));
    each.into_iter().map(|peak| Some(peak?.multiply_adds)).sum()
}

impl Report {
    fn runs(&self, way: Way) -> &Runs {
        &self.ways[way as usize]
    }

    /// Multiply-adds of dense products of the same shapes, a row per token and step.
    fn dense(&self) -> f64 {
        (self.work.linear.dense_additions + self.work.attention.dense_additions) as f64
    }

    /// Dense multiply-adds a second that the products of a way stand for.
    fn rate(&self, way: Way) -> f64 {
        self.runs(way).median(|m| self.dense() / m.products())
    }

    fn json(&self, arguments: &Arguments) -> Value {
        let soft = self.runs(Way::Soft);
        let way = |way: Way| {
            let runs = self.runs(way);
            json!({
                "way": way.name(),
                "how": "measured",
                "seconds": runs.median(|m| m.seconds),
                "cpu_seconds": runs.median(|m| m.cpu_seconds),
                "times_soft": runs.over(soft, |m| m.seconds),
                "times_soft_cpu": runs.over(soft, |m| m.cpu_seconds),
                "multiply_adds_per_second": self.rate(way),
                "all_seconds": runs.0.iter().map(|m| m.seconds).collect::<Vec<_>>(),
            })
        };
        let of_peak = |seconds: fn(&Measured) -> f64| {
            let rounds = soft.0.iter().zip(&self.peaks);
            median(rounds.map(|(m, peak)| self.dense() / seconds(m) / peak).collect())
        };
        // Of one thread, as if it had worked all the time, times all of them.
        let threads = self.threads as f64;
        let of_peak_cpu = of_peak(Measured::products_cpu) * threads;
        let peak = self.instructions.map(|instructions| {
            json!({
                "how": "measured",
                "instructions": instructions,
                "multiply_adds_per_second": median(self.peaks.clone()),
                "products_over_peak": of_peak(Measured::products),
                "products_over_peak_cpu": of_peak_cpu,
            })
        });
        let direct = self.work.linear.direct_additions + self.work.attention.direct_additions;
        let mut hash = LogitsHash::default();
        hash.push(&self.logits);
        json!({
            "benchmark": "host",
            "model": self.origin,
            "tokens": arguments.tokens,
            "steps": self.steps,
            "rounds": arguments.runs,
            "isa": self.isa.to_string(),
            "threads": self.threads,
            "ways": Way::ALL.map(way),
            "dense_multiply_adds": self.dense(),
            "additions": additions(&self.work).0,
            "additions_zeros_skipped": direct,
            "peak": peak,
            "glue_share": soft.median(Measured::glue),
            "breakdown": soft.middle().map(|m| {
                let whole = u64::try_from(m.breakdown.whole.as_nanos()).unwrap_or(u64::MAX);
                figures::breakdown(&m.breakdown, &[whole], false)
            }),
            "logits_sha256": hash.finish(),
        })
    }

    fn print(&self, arguments: &Arguments, figures: &Value, output: &Output) -> Result<()> {
        output.line(&output.bold(&format!(
            "{}, {} tokens, T = {}, {} threads: medians of {} rounds, measured",
            self.origin, arguments.tokens, self.steps, self.threads, arguments.runs
        )))?;
        output.line(&format!(
            "{:<34} {:>9} {:>9} {:>15} {:>15}",
            "", "ms", "CPU ms", "time over soft", "CPU over soft"
        ))?;
        let soft = self.runs(Way::Soft);
        for way in Way::ALL {
            let runs = self.runs(way);
            output.line(&format!(
                "{:<34} {:>9.1} {:>9.1} {:>15.2} {:>15.2}",
                way.text(self.isa),
                1e3 * runs.median(|m| m.seconds),
                1e3 * runs.median(|m| m.cpu_seconds),
                runs.over(soft, |m| m.seconds),
                runs.over(soft, |m| m.cpu_seconds),
            ))?;
        }
        output.line("the portable path gives the same logits, bit for bit")?;
        let dense = self.dense();
        output.line(&format!(
            "products: {:.3e} dense multiply-adds by {:.3} additions each, {:.1} e9 a second; \
             float32 {:.1} e9",
            dense,
            additions(&self.work).0 as f64 / dense,
            self.rate(Way::Soft) / 1e9,
            self.rate(Way::Gemm) / 1e9,
        ))?;
        match figures["peak"].as_object() {
            None => output.line("no peak: this path has no multiply-adds of its own")?,
            Some(peak) => {
                let number = |name: &str| peak[name].as_f64().unwrap_or(f64::NAN);
                output.line(&format!(
                    "peak of {} (registers only, {} threads): {:.1} e9 a second; the products \
                     stand for {:.0} % of it by the clock, {:.0} % by CPU time",
                    peak["instructions"].as_str().unwrap_or_default(),
                    self.threads,
                    number("multiply_adds_per_second") / 1e9,
                    100.0 * number("products_over_peak"),
                    100.0 * number("products_over_peak_cpu"),
                ))?;
            }
        }
        output.line(&format!(
            "glue, all that is no part of a product: {:.1} % of soft (the median); of the middle run:",
            100.0 * figures["glue_share"].as_f64().unwrap_or(f64::NAN)
        ))?;
        figures::stage_lines(&figures["breakdown"]).iter().try_for_each(|line| output.line(line))
    }
}
