//! `spikelm bench`: each benchmark runs beside a named baseline in the same run, and prints ratios.

pub(crate) mod engine;
mod link;
mod translate;

use anyhow::Result;
use clap::Subcommand;

/// Measure throughput beside a named baseline, in one run
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Engine(engine::Arguments),
    Link(link::Arguments),
    Translate(translate::Arguments),
}

pub(crate) fn run(command: &Command) -> Result<()> {
    match command {
        Command::Engine(arguments) => engine::run(arguments),
        Command::Link(arguments) => link::run(arguments),
        Command::Translate(arguments) => translate::run(arguments),
    }
}

/// The middle one of measurements, the upper one of two.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
