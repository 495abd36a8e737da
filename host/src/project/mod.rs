//! `spikelm project`.

mod board;
mod energy;
mod estimate;

use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use spikelm_engine::{Link, MatrixEngine, SoftEngine, SoftOptions, Stats};
use spikelm_model::{
    Architecture, BartConfig, BertConfig, Origin, Precision, SpikeBart, SpikeBert,
};
use spikelm_regs::EngineConfig;

use crate::Usage;
use crate::bench::engine::config;
use crate::model::ModelArguments;
use crate::output::{Output, grouped};
use crate::workload::{Recorder, Workload};
use board::Board;
use estimate::{Estimate, estimate, whole_layer};

/// Sentences that share a pass over streamed weights in the projection of throughput.
const IN_FLIGHT: f64 = 32.0;

/// Latency, throughput and energy of a model on an engine behind a link, projected.
///
/// Every term says how it was got. Engine cycles are simulated in this run: of each shape of
/// products, some rows on the Verilated engine of that configuration, scaled by the ideal
/// cycles that all rows give exactly. The glue is measured on this host. Clock, link and what
/// follows from them are projected: nothing here is a measurement of a card.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm project --shape bert-base --board all
  spikelm project --shape minilm --config wide --mhz 250 --pcie gen3x8 --tokens 32 --json
  spikelm project --model tests/models/sst2-tiny --config small --whole-layer")]
pub(crate) struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    /// Tokens of the text, drawn by seed; a model that writes has as many in its target, all in one
    /// pass
    #[arg(long, value_name = "N", default_value_t = 128,
          value_parser = clap::value_parser!(u32).range(1..=4096))]
    tokens: u32,
    /// Boards of bitstreams/, separated by commas, or all: engine, clock and link are those of their
    /// manifests
    #[arg(long, value_name = "NAME", value_delimiter = ',',
          conflicts_with_all = ["config", "mhz", "pcie"])]
    board: Vec<String>,
    /// Engines to project, separated by commas [default: all configurations]
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = config)]
    config: Vec<EngineConfig>,
    /// Clock of the engine in MHz: projected, until a place-and-route report gives it
    #[arg(long, value_name = "MHZ", default_value_t = 200,
          value_parser = clap::value_parser!(u32).range(1..=1000))]
    mhz: u32,
    /// Link to the host, as gen3x16
    #[arg(long, value_name = "LINK", default_value = "gen3x16")]
    pcie: Link,
    /// Rows of each product by trained weights that are simulated
    #[arg(long, value_name = "N", default_value_t = 64,
          value_parser = clap::value_parser!(u32).range(1..))]
    rows: u32,
    /// Passes that the glue is measured over
    #[arg(long, value_name = "N", default_value_t = 3,
          value_parser = clap::value_parser!(u32).range(1..=100))]
    runs: u32,
    /// Power of the board in watts, for the projection of energy
    #[arg(long, value_name = "W")]
    watts: Option<f64>,
    /// Also simulate one submission of each shape with all its rows, and print how far the
    /// projection of its cycles is from that
    #[arg(long)]
    whole_layer: bool,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// A pass of the model on this host.
struct Pass {
    workload: Workload,
    stats: Stats,
    /// Seconds of everything that is not a product, the middle one of the runs.
    glue: f64,
    steps: usize,
}

/// A board's row.
struct Row {
    board: Board,
    estimate: Estimate,
    /// Busy cycles of one layer, simulated and projected.
    layer: Option<[f64; 2]>,
    /// Seconds.
    engine: f64,
    to: f64,
    from: f64,
    /// Seconds that weights take on the link, each pass; 0 where they stay.
    weights: f64,
}

impl Row {
    /// One text at a time, nothing at once.
    fn latency(&self, glue: f64) -> f64 {
        glue + self.weights + self.to + self.engine + self.from
    }

    /// Many texts in flight: the slowest part, the others hidden behind it.
    fn throughput(&self, glue: f64) -> f64 {
        let to = self.to + self.weights / IN_FLIGHT;
        1.0 / [glue, to, self.engine, self.from].into_iter().fold(f64::MIN_POSITIVE, f64::max)
    }

    /// How the clock is known.
    fn clock(&self) -> &'static str {
        if self.board.built { "derived" } else { "projected" }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.watts.is_some_and(|w| !(w > 0.0 && w < 10_000.0)) {
        return Err(Usage("--watts: give a number between 0 and 10000".into()).into());
    }
    let boards = boards(arguments)?;
    let origin = arguments.model.origin()?;
    let pass = pass(arguments, &origin)?;
    let mut rows: Vec<Row> = Vec::with_capacity(boards.len());
    let sample = Some(arguments.rows as usize);
    for board in boards {
        // Boards with one engine share its simulation.
        let known = rows.iter().find(|row| row.board.config == board.config);
        let (estimate, layer) = match known {
            Some(row) => (row.estimate, row.layer),
            None => {
                let layer = match arguments.whole_layer {
                    true => Some(whole_layer(board.config, &pass.workload, sample)?),
                    false => None,
                };
                (estimate(board.config, &pass.workload, sample)?, layer)
            }
        };
        let seconds = |transfers: f64, bytes: f64| transfers * board.overhead + bytes / board.rate;
        let weights = match estimate.on_chip {
            true => 0.0,
            false => estimate.weight_bytes as f64 / board.rate,
        };
        rows.push(Row {
            engine: estimate.cycles() / (f64::from(board.mhz) * 1e6),
            to: seconds(estimate.transfers_to, estimate.bytes_to),
            from: seconds(estimate.transfers_from, estimate.bytes_from),
            weights,
            board,
            estimate,
            layer,
        });
    }
    let output = Output::new();
    match arguments.json {
        true => output.line(&report(arguments, &origin, &pass, &rows).to_string()),
        false => table(&output, arguments, &origin, &pass, &rows),
    }
}

/// What is projected.
fn boards(arguments: &Arguments) -> Result<Vec<Board>> {
    if !arguments.board.is_empty() {
        return Board::by_names(&arguments.board);
    }
    let configs = match arguments.config.is_empty() {
        true => EngineConfig::ALL.to_vec(),
        false => arguments.config.clone(),
    };
    let board = |config| Board::new(config, arguments.mhz, arguments.pcie);
    Ok(configs.into_iter().map(board).collect())
}

/// Runs passes on the software engine: their glue is timed, and the products of one are kept.
fn pass(arguments: &Arguments, origin: &Origin) -> Result<Pass> {
    let recorder = Arc::new(Recorder::new(SoftEngine::new(SoftOptions::default())));
    let engine = Some(recorder.clone() as Arc<dyn MatrixEngine>);
    let mut random = StdRng::seed_from_u64(arguments.model.drawing.seed);
    let tokens = arguments.tokens as usize;
    let mut text = |vocabulary: usize, positions: usize| -> Result<Vec<u32>> {
        if tokens > positions {
            let message = format!("--tokens {tokens}: {origin} reads {positions}");
            return Err(Usage(message).into());
        }
        Ok((0..tokens).map(|_| random.random_range(0..vocabulary as u32)).collect())
    };
    let (forward, steps): (Box<dyn Fn() -> Result<()>>, usize) = match origin.architecture()? {
        Architecture::Bert => {
            let config = BertConfig::load(origin)?;
            let texts = [text(config.vocab_size, config.max_position_embeddings)?];
            let model = SpikeBert::load(origin, Precision::Int8, engine)?;
            (Box::new(move || Ok(model.logits(&texts).map(drop)?)), config.steps)
        }
        Architecture::Bart => {
            let config = BartConfig::load(origin)?;
            let mut text = || text(config.vocab_size, config.longest_source());
            let pairs = [(text()?, text()?)];
            let model = SpikeBart::load(origin, Precision::Int8, engine)?;
            (Box::new(move || Ok(model.logits(&pairs).map(drop)?)), config.steps)
        }
    };
    let before = recorder.stats()?;
    recorder.start();
    // The first pass touches memory: it is recorded, and not timed.
    forward()?;
    let workload = recorder.take();
    let stats = since(&before, &recorder.stats()?);
    let mut glue = Vec::new();
    for _ in 0..arguments.runs {
        let (start, products) = (Instant::now(), recorder.busy());
        forward()?;
        glue.push((start.elapsed().saturating_sub(recorder.busy() - products)).as_secs_f64());
    }
    glue.sort_by(f64::total_cmp);
    Ok(Pass { workload, stats, glue: glue[glue.len() / 2], steps })
}

/// Additions of the products between two readings.
fn since(before: &Stats, after: &Stats) -> Stats {
    let mut stats = *after;
    for (t, b) in [(&mut stats.linear, &before.linear), (&mut stats.attention, &before.attention)] {
        t.products -= b.products;
        t.dense_additions -= b.dense_additions;
        t.direct_additions -= b.direct_additions;
        t.additions -= b.additions;
    }
    stats
}

/// The arithmetic-only model on this pass.
fn arithmetic(pass: &Pass) -> Value {
    let sum =
        |f: fn(&spikelm_engine::Totals) -> u64| f(&pass.stats.linear) + f(&pass.stats.attention);
    let dense = sum(|t| t.dense_additions);
    let (direct, coded) = (sum(|t| t.direct_additions), sum(|t| t.additions));
    let macs = energy::multiply_adds(dense, pass.steps);
    let rate = direct as f64 / dense.max(1) as f64;
    json!({
        "how": "projected",
        "model": "arithmetic only: 4.6 pJ per multiply-add, 0.9 pJ per addition",
        "multiply_adds": macs,
        "rate": rate,
        "dense_mj": 1e3 * energy::dense(macs),
        "spiking_mj": 1e3 * energy::spiking(macs, pass.steps, rate),
        "spiking_coded_mj": 1e3 * energy::ADDITION * coded as f64,
        "left_out": energy::LEFT_OUT,
        // What the paper prints is of this very shape.
        "published": (macs == energy::BERT_BASE && pass.steps == energy::PAPER_STEPS).then(|| json!({
            "rate": energy::PAPER_RATE,
            "dense_mj": 1e3 * energy::dense(macs),
            "spiking_mj": 1e3 * energy::spiking(macs, pass.steps, energy::PAPER_RATE),
        })),
    })
}

fn board_json(arguments: &Arguments, glue: f64, row: &Row) -> Value {
    let Row { board, estimate, .. } = row;
    let term = |how: &str, value: Value| json!({"how": how, "value": value});
    let config = &board.config;
    let latency = row.latency(glue);
    json!({
        "board": board.name,
        "config": config.name, "lanes": config.lanes, "ports": config.ports,
        "clock_mhz": term(row.clock(), json!(board.mhz)),
        "ideal_cycles": term("derived", json!(estimate.ideal)),
        "busy_cycles": term("simulated", json!(estimate.busy)),
        "overhead_cycles": term("simulated", json!(estimate.overhead)),
        "sample": {"how": "simulated", "rows": estimate.sample_rows, "cycles": estimate.sample_cycles},
        "weights": {"bytes": estimate.weight_bytes,
                    "where": if estimate.on_chip { "on chip" } else { "streamed" }},
        "bytes_to_card": term("simulated", json!(estimate.bytes_to)),
        "bytes_from_card": term("simulated", json!(estimate.bytes_from)),
        "engine_ms": term(row.clock(), json!(1e3 * row.engine)),
        "weights_ms": term("projected", json!(1e3 * row.weights)),
        "to_card_ms": term("projected", json!(1e3 * row.to)),
        "from_card_ms": term("projected", json!(1e3 * row.from)),
        "glue_ms": term("measured", json!(1e3 * glue)),
        "latency_ms": term("projected", json!(1e3 * latency)),
        "texts_per_second": term("projected", json!(row.throughput(glue))),
        "energy_mj": term("projected", json!(arguments.watts.map(|w| 1e3 * w * latency))),
        "layer": row.layer.map(|[simulated, projected]| json!({
            "simulated_busy_cycles": simulated, "projected_busy_cycles": projected,
            "error": projected / simulated - 1.0,
        })),
    })
}

fn report(arguments: &Arguments, origin: &Origin, pass: &Pass, rows: &[Row]) -> Value {
    let boards: Vec<Value> = rows.iter().map(|row| board_json(arguments, pass.glue, row)).collect();
    json!({
        "model": origin.to_string(), "tokens": arguments.tokens, "steps": pass.steps,
        "products": pass.workload.size().products, "watts": arguments.watts,
        "in_flight": IN_FLIGHT, "boards": boards, "arithmetic_only": arithmetic(pass),
    })
}

/// A cell of the table, with the first letter of how it was got.
fn labelled(cell: String, how: &str) -> String {
    format!("{cell} {}", &how[..1])
}

fn table(
    output: &Output,
    arguments: &Arguments,
    origin: &Origin,
    pass: &Pass,
    rows: &[Row],
) -> Result<()> {
    output.line(&format!(
        "{origin}, {} tokens, T = {}: {} products a pass",
        arguments.tokens,
        pass.steps,
        grouped(pass.workload.size().products)
    ))?;
    let cells = |cells: [&str; 11]| {
        format!(
            "{:<12} {:<11} {:>11} {:>15} {:>12} {:>11} {:>11} {:>10} {:>11} {:>11} {:>11}",
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            cells[4],
            cells[5],
            cells[6],
            cells[7],
            cells[8],
            cells[9],
            cells[10]
        )
    };
    output.line(&output.bold(&cells([
        "board",
        "engine",
        "clock MHz",
        "engine cycles",
        "engine ms",
        "weights ms",
        "link ms",
        "glue ms",
        "latency ms",
        "texts/s",
        "energy mJ",
    ])))?;
    for row in rows {
        let Row { board, estimate, .. } = row;
        let ms = |seconds: f64, how: &str| labelled(format!("{:.2}", 1e3 * seconds), how);
        let latency = row.latency(pass.glue);
        let energy = arguments.watts.map(|w| format!("{:.1}", 1e3 * w * latency));
        output.line(&cells([
            &board.name,
            board.config.name,
            &labelled(board.mhz.to_string(), row.clock()),
            &labelled(grouped(estimate.cycles().round() as u64), "simulated"),
            &ms(row.engine, row.clock()),
            &if estimate.on_chip { "on chip".into() } else { ms(row.weights, "projected") },
            &ms(row.to + row.from, "projected"),
            &ms(pass.glue, "measured"),
            &ms(latency, "projected"),
            &labelled(format!("{:.2}", row.throughput(pass.glue)), "projected"),
            &energy.map_or_else(|| "-".into(), |energy| labelled(energy, "projected")),
        ]))?;
    }
    output.line(
        "s simulated, m measured, d derived (cycles at a clock of place and route), p projected",
    )?;
    for row in rows {
        let Row { board, estimate, .. } = row;
        output.line(&format!(
            "{}: {} rows and {} cycles simulated, busy/ideal {:.3}; {} MB of weights {}; the clock is {}",
            board.name,
            grouped(estimate.sample_rows),
            grouped(estimate.sample_cycles),
            estimate.busy / estimate.ideal.max(1) as f64,
            estimate.weight_bytes / 1_000_000,
            if estimate.on_chip { "stay on the chip" } else { "are streamed every pass" },
            row.clock(),
        ))?;
        if let Some([simulated, projected]) = row.layer {
            output.line(&format!(
                "{}: one layer is busy for {} cycles (simulated), projected {}: {:+.2} %",
                board.name,
                grouped(simulated as u64),
                grouped(projected.round() as u64),
                100.0 * (projected / simulated - 1.0),
            ))?;
        }
    }
    if arguments.watts.is_none() {
        output.line("energy needs the board's power: --watts W")?;
    }
    let energy = arithmetic(pass);
    let value = |name: &str| energy[name].as_f64().unwrap_or(f64::NAN);
    output.line(&format!(
        "arithmetic-only energy model of the literature: dense {:.2} mJ ({:.4e} multiply-adds at 4.6 pJ), \
         spiking {:.2} mJ (T = {}, mean rate {:.4}, additions at 0.9 pJ), {:.2} mJ after row coding; \
         it leaves out {}",
        value("dense_mj"),
        value("multiply_adds"),
        value("spiking_mj"),
        pass.steps,
        value("rate"),
        value("spiking_coded_mj"),
        energy::LEFT_OUT.join("; "),
    ))?;
    if let Some(published) = energy["published"].as_object() {
        let value = |name: &str| published[name].as_f64().unwrap_or(f64::NAN);
        output.line(&format!(
            "SpikeLM prints {:.1} mJ and {:.1} mJ for BERT base, T = 4: the same rule, at a mean rate of \
             {:.4}",
            value("spiking_mj"),
            value("dense_mj"),
            value("rate"),
        ))?;
    }
    Ok(())
}
