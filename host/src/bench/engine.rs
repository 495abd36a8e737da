//! `spikelm bench engine`.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use clap::Args;
use serde_json::{Value, json};
use spikelm_engine::{RowMode, SoftEngine, SoftOptions};
use spikelm_model::{BertConfig, Origin, Precision, Shape, SpikeBert, Tokenizer};
use spikelm_regs::EngineConfig;

use crate::Usage;
use crate::card::{Rows, Weights};
use crate::dataset;
use crate::model::{Drawing, shape};
use crate::output::{Output, grouped};
use crate::workload::{Played, Recorder, Sample, Size, Spiking, Work, Workload, layer, play};

/// Cycles of the Verilated engine for the products of a model, by configuration: ideal, busy and
/// all, stalls by cause, and those of a dense engine with as many lanes and ports.
///
/// With --model, the rows are those that the model asks for on real sentences. With --shape, they
/// are drawn: one encoder layer of that shape for a sentence of --tokens, whose inputs spike at
/// --rate and keep --correlation from one time step to the next. Every cycle is simulated; how many of
/// them in a second of this host is measured: of the simulator alone (the engine and its AXI masters,
/// on one core), and with the host's work on rows and results.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm bench engine --shape bert-base --tokens 128 --steps 4 --rate 0.33 --correlation 0.95
  spikelm bench engine --shape bert-base --config wide --rows 64 --tiles 2 --json
  spikelm bench engine --model tests/models/sst2-tiny --data tests/data/sst2/dev.tsv --limit 50")]
pub(crate) struct Arguments {
    /// Directory of a model that classifies
    #[arg(long, value_name = "DIR", required_unless_present = "shape", requires = "data")]
    model: Option<PathBuf>,
    /// TSV file with the model's sentences
    #[arg(long, value_name = "FILE", requires = "model")]
    data: Option<PathBuf>,
    /// Sentences to take from the file
    #[arg(long, value_name = "N", default_value_t = 32, conflicts_with = "shape",
          value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,
    /// Sizes of a model, whose rows are drawn: bert-base, bert-large, minilm, bart-base
    #[arg(long, value_name = "NAME", value_parser = shape, conflicts_with = "model")]
    shape: Option<Shape>,
    /// Tokens of the shape's sentence
    #[arg(long, value_name = "N", default_value_t = 128, conflicts_with = "model",
          value_parser = clap::value_parser!(u32).range(1..=4096))]
    tokens: u32,
    #[command(flatten)]
    drawing: Drawing,
    /// Correlation of a shape's spikes from one time step to the next, 0 to 1
    #[arg(long, value_name = "C", default_value_t = 0.95, conflicts_with = "model")]
    correlation: f64,
    /// Run at most so many rows of each product by trained weights
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    rows: Option<u32>,
    /// Run at most so many tiles of each product by trained weights
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    tiles: Option<u32>,
    /// Configurations to run, separated by commas [default: all]
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = config)]
    config: Vec<EngineConfig>,
    /// Weights of the products
    #[arg(long, value_enum, default_value = "int8")]
    weights: Weights,
    /// Coding of spike rows
    #[arg(long, value_enum, default_value = "coded")]
    coding: Rows,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// A configuration by name.
pub(crate) fn config(name: &str) -> Result<EngineConfig, String> {
    EngineConfig::by_name(name).ok_or_else(|| {
        let names = EngineConfig::ALL.map(|config| config.name).join(", ");
        format!("no such configuration; there are {names}")
    })
}

/// What ran on one configuration.
struct Ran {
    config: EngineConfig,
    /// What was run of the workload.
    sample: Workload,
    /// `Err` where the engine refuses a product.
    played: Result<Played, String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let precision = match arguments.weights {
        Weights::Int8 => Precision::Int8,
        Weights::Int4 => Precision::Int4,
        Weights::F32 => bail!(Usage("--weights f32 has no integers for an engine".into())),
    };
    if !(0.0..=1.0).contains(&arguments.correlation) {
        return Err(Usage(format!("--correlation {}: give 0 to 1", arguments.correlation)).into());
    }
    let mode = match arguments.coding {
        Rows::Coded => RowMode::Coded,
        Rows::Direct => RowMode::Direct,
    };
    let (source, workload) = match (&arguments.model, arguments.shape) {
        (Some(directory), _) => recorded(arguments, &directory.into(), precision)?,
        (None, Some(shape)) => drawn(arguments, arguments.drawing.apply(shape)?, precision)?,
        (None, None) => bail!(Usage("give --model DIR or --shape NAME".into())),
    };
    let configs = match arguments.config.is_empty() {
        true => EngineConfig::ALL.to_vec(),
        false => arguments.config.clone(),
    };
    let mut all = Vec::with_capacity(configs.len());
    for config in configs {
        let columns = arguments.tiles.map(|tiles| (tiles * config.lanes) as usize);
        let rows = arguments.rows.map(|rows| rows as usize);
        let sample = workload.sampled(Sample { rows, columns });
        let played = play(config, &sample, mode).map_err(|error| error.to_string());
        all.push(Ran { config, sample, played });
    }
    if all.iter().all(|ran| ran.played.is_err()) {
        let reasons: Vec<&str> =
            all.iter().filter_map(|ran| ran.played.as_ref().err()).map(String::as_str).collect();
        bail!("no configuration runs it: {}", reasons.join("; "));
    }
    let output = Output::new();
    match arguments.json {
        true => output.line(&report(&source, &workload, &all).to_string()),
        false => table(&output, &source, &workload, &all),
    }
}

/// The products that a model asks for on sentences of a file.
fn recorded(
    arguments: &Arguments,
    origin: &Origin,
    precision: Precision,
) -> Result<(Value, Workload)> {
    let config = BertConfig::load(origin)?;
    let tokenizer = Tokenizer::load(origin, &config)?;
    let data = arguments.data.as_deref().ok_or_else(|| Usage("give --data FILE".into()))?;
    let mut sentences = Vec::new();
    for example in dataset::read(data, config.labels(), Some(arguments.limit as usize))? {
        let encoded = tokenizer.encode(&example.text);
        sentences.push(encoded.map_err(|e| anyhow!("{}: {e}", example.place))?.ids);
    }
    let recorder = Arc::new(Recorder::new(SoftEngine::new(SoftOptions::default())));
    let model = SpikeBert::load(origin, precision, Some(recorder.clone()))?;
    recorder.start();
    model.logits(&sentences)?;
    let tokens: usize = sentences.iter().map(Vec::len).sum();
    let source = json!({
        "rows": "recorded", "model": origin.to_string(), "data": data.display().to_string(),
        "sentences": sentences.len(), "tokens": tokens, "steps": config.steps,
        "weights": precision.to_string(),
    });
    Ok((source, recorder.take()))
}

/// The products of one layer of a shape.
fn drawn(arguments: &Arguments, shape: Shape, precision: Precision) -> Result<(Value, Workload)> {
    let tokens = arguments.tokens as usize;
    if tokens > shape.positions {
        let message =
            format!("--tokens {tokens}: {} has {} positions", shape.name, shape.positions);
        return Err(Usage(message).into());
    }
    let spiking = Spiking { tokens, correlation: arguments.correlation };
    let source = json!({
        "rows": "drawn", "shape": shape.name, "layers": 1, "of_layers": shape.layers,
        "sentences": 1, "tokens": tokens, "steps": shape.steps, "rate": shape.rate,
        "correlation": spiking.correlation, "seed": shape.seed, "weights": precision.to_string(),
    });
    Ok((source, layer(&shape, spiking, precision)))
}

fn over(a: u64, b: u64) -> Option<f64> {
    (b > 0).then(|| a as f64 / b as f64)
}

fn work_json(work: &Work) -> Value {
    let [fetch, drain, empty, edge] = work.stalls;
    json!({
        "products": work.products,
        "dense_additions": work.dense_additions,
        "direct_additions": work.direct_additions,
        "additions": work.additions,
        "ideal_cycles": work.ideal,
        "busy_cycles": work.busy,
        "event_cycles": work.event_cycles,
        "stalls": {"fetch": fetch, "drain": drain, "empty": empty, "edge": edge},
        "cycles": work.cycles,
        "load_cycles": work.load,
        "command_cycles": work.command,
        "idle_cycles": work.idle,
        "dense_cycles": work.dense_cycles,
        "axi_bound_cycles": work.traffic.bound(),
        "bytes_to_card": work.traffic.to.bytes,
        "bytes_from_card": work.traffic.from.bytes,
        "busy_over_ideal": over(work.busy, work.ideal),
        "cycles_over_busy": over(work.cycles, work.busy),
        "dense_over_busy": over(work.dense_cycles, work.busy),
        "dense_over_cycles": over(work.dense_cycles, work.cycles),
    })
}

fn size_json(size: Size) -> Value {
    json!({"products": size.products, "rows": size.rows, "sums": size.sums})
}

fn report(source: &Value, workload: &Workload, all: &[Ran]) -> Value {
    let configs: Vec<Value> = all
        .iter()
        .map(|ran| {
            let config = &ran.config;
            let mut report = json!({
                "config": config.name, "lanes": config.lanes, "ports": config.ports,
                "axi_bits": config.axi_bytes * 8, "run": size_json(ran.sample.size()),
            });
            match &ran.played {
                Ok(played) => {
                    report["whole"] = work_json(&played.whole());
                    let parts = played.by_name(&ran.sample).into_iter().map(|(name, work)| {
                        let mut part = work_json(&work);
                        part["name"] = json!(name);
                        part
                    });
                    report["parts"] = parts.collect();
                }
                Err(reason) => report["refused"] = json!(reason),
            }
            report
        })
        .collect();
    let speed = |ran: &Ran| {
        let played = ran.played.as_ref().ok()?;
        Some(json!({
            "config": ran.config.name, "seconds": played.simulator,
            "cycles_per_second": played.whole().cycles as f64 / played.simulator,
            "seconds_with_host": played.seconds,
            "cycles_per_second_with_host": played.whole().cycles as f64 / played.seconds,
        }))
    };
    let simulator =
        json!({"how": "measured", "configs": all.iter().filter_map(speed).collect::<Vec<_>>()});
    json!({
        "how": "simulated", "simulator": simulator, "source": source, "asked": size_json(workload.size()),
        "configs": configs,
    })
}

fn table(output: &Output, source: &Value, workload: &Workload, all: &[Ran]) -> Result<()> {
    let asked = workload.size();
    output.line(&format!("{source}"))?;
    output.line(&output.bold(&format!(
        "{:<11} {:<17} {:>13} {:>13} {:>10} {:>11} {:>24} {:>11} {:>10}",
        "simulated",
        "products",
        "ideal",
        "busy",
        "busy/ideal",
        "cycles/busy",
        "fetch/drain/empty/edge %",
        "dense/busy",
        "axi/busy",
    )))?;
    for Ran { config, sample, played } in all {
        let played = match played {
            Ok(played) => played,
            Err(reason) => {
                output.line(&format!("{:<11} refused: {reason}", config.name))?;
                continue;
            }
        };
        let whole = played.whole();
        let parts = played.by_name(sample);
        for (name, work) in parts.iter().map(|(n, w)| (*n, w)).chain([("all", &whole)]) {
            let ratio = |a, b| over(a, b).map_or_else(|| "-".into(), |v| format!("{v:.3}"));
            let share =
                |stall: u64| format!("{:.1}", 100.0 * stall as f64 / work.busy.max(1) as f64);
            output.line(&format!(
                "{:<11} {name:<17} {:>13} {:>13} {:>10} {:>11} {:>24} {:>11} {:>10}",
                config.name,
                grouped(work.ideal),
                grouped(work.busy),
                ratio(work.busy, work.ideal),
                ratio(work.cycles, work.busy),
                work.stalls.map(share).join(" / "),
                ratio(work.dense_cycles, work.busy),
                ratio(work.traffic.bound(), work.busy),
            ))?;
        }
        let run = sample.size();
        output.line(&format!(
            "{:<11} ran {} of {} rows, {} of {} sums; {} cycles: busy {}, load {}, command {}, idle {}; {} additions, {} of dense; simulator alone {:.2} M cycles a second, with row coding and driver {:.2} M (measured)",
            config.name,
            grouped(run.rows),
            grouped(asked.rows),
            grouped(run.sums),
            grouped(asked.sums),
            grouped(whole.cycles),
            grouped(whole.busy),
            grouped(whole.load),
            grouped(whole.command),
            grouped(whole.idle),
            grouped(whole.additions),
            crate::counters::share(whole.additions, whole.dense_additions),
            whole.cycles as f64 / played.simulator / 1e6,
            whole.cycles as f64 / played.seconds / 1e6,
        ))?;
    }
    Ok(())
}
