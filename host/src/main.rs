//! `spikelm`: SpikeLM on a ternary-spike matrix engine.

mod bench;
mod bleu;
mod card;
mod classify;
mod compare;
mod counters;
mod dataset;
mod eval;
mod eval_translation;
mod inspect;
mod lines;
mod logits;
mod model;
mod output;
mod progress;
mod project;
mod replay;
mod session;
mod translate;
mod translation;
mod workload;

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, Subcommand};
use log::LevelFilter;
use spikelm_engine::Isa;

/// SpikeLM language models on a ternary-spike matrix engine.
///
/// A model is a directory with config.json, tokenizer.json and model.safetensors. Every matrix
/// product is asked of a card: `soft` computes it in software, `sim:small` and other configurations
/// on the engine's Verilog under Verilator. All cards return the same integers, so answers are the same.
#[derive(Parser)]
#[command(
    version,
    after_help = "\
Examples:
  spikelm classify --model tests/models/sst2-tiny \"a stunning lyrical work\"
  spikelm classify --model tests/models/sst2-tiny --card sim --check \"dull and far too long\"
  spikelm eval --model tests/models/sst2-tiny --data tests/data/sst2/dev.tsv --json
  spikelm translate --model tests/models/multi30k-tiny \"Two dogs run through the snow.\"
  spikelm inspect tests/models/sst2-tiny

Exit code: 0 done, 1 failed, 2 wrong usage."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Say more on standard error; twice for details.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// Instruction set of the host's loops: portable, avx2 or avx512 [default: the fastest];
    /// nothing but time depends on it
    #[arg(long, global = true, value_name = "SET", env = "SPIKELM_ISA", hide_env_values = true)]
    isa: Option<Isa>,
}

#[derive(Subcommand)]
enum Command {
    #[command(subcommand)]
    Bench(bench::Command),
    #[command(subcommand)]
    Card(card::tools::Command),
    Classify(classify::Arguments),
    Eval(eval::Arguments),
    Inspect(inspect::Arguments),
    Project(project::Arguments),
    Replay(replay::Arguments),
    Translate(translate::Arguments),
}

/// Arguments that make no sense together: exit code 2.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Longer messages hold a compiler's log; `-v` shows it whole.
const MESSAGE: usize = 800;

fn one_line(message: &str) -> String {
    log::info!("{message}");
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MESSAGE) {
        Some((end, _)) => format!("{} ... (whole with -v)", &line[..end]),
        None => line,
    }
}

fn main() -> ExitCode {
    let started = Instant::now();
    let cli = Cli::parse();
    let level = [LevelFilter::Warn, LevelFilter::Info, LevelFilter::Debug, LevelFilter::Trace];
    env_logger::Builder::new()
        .filter_level(level[usize::from(cli.verbose).min(3)])
        .parse_default_env()
        .format(|out, record| {
            let level = if record.level() == log::Level::Warn {
                "warning".to_string()
            } else {
                record.level().as_str().to_lowercase()
            };
            writeln!(out, "{level}: {}", record.args())
        })
        .init();
    if let Some(Err(error)) = cli.isa.map(Isa::select) {
        eprintln!("error: {error}");
        return ExitCode::from(2);
    }
    let result = match cli.command {
        Command::Bench(command) => bench::run(&command),
        Command::Card(command) => card::tools::run(&command),
        Command::Classify(arguments) => classify::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments, started),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Project(arguments) => project::run(&arguments),
        Command::Replay(arguments) => replay::run(&arguments),
        Command::Translate(arguments) => translate::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read the output has seen enough.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", one_line(&error.to_string()));
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}
