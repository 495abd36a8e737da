//! `spikelm bench`: latency, throughput, and comparisons with named baselines in the same run.

pub(crate) mod engine;
mod figures;
mod host;
mod link;
mod loadgen;
mod power;
mod queries;
mod report;
mod run;
mod subject;
mod translate;

use anyhow::Result;
use clap::Subcommand;

/// Measure latency, throughput and speed beside named baselines
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Engine(engine::Arguments),
    Host(host::Arguments),
    Link(link::Arguments),
    Latency(run::LatencyArguments),
    Power(power::Arguments),
    Throughput(run::ThroughputArguments),
    Translate(translate::Arguments),
}

pub(crate) fn run(command: &Command) -> Result<()> {
    match command {
        Command::Engine(arguments) => engine::run(arguments),
        Command::Host(arguments) => host::run(arguments),
        Command::Link(arguments) => link::run(arguments),
        Command::Latency(arguments) => run::latency(arguments),
        Command::Power(arguments) => power::run(arguments),
        Command::Throughput(arguments) => run::throughput(arguments),
        Command::Translate(arguments) => translate::run(arguments),
    }
}

/// The middle one of measurements, the upper one of two.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
