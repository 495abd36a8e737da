//! `spikelm bench latency` and `spikelm bench throughput`.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::Args;

use super::figures;
use super::loadgen::{self, PERCENTILES, Scenario, arrivals, queries_needed};
use super::queries::{Run, Runner};
use super::report;
use super::subject::{Subject, SubjectArguments, positive};
use crate::Usage;
use crate::output::Output;

/// What both commands take.
#[derive(Debug, Args)]
struct Common {
    #[command(flatten)]
    subject: SubjectArguments,
    /// Queries that are answered before time is taken
    #[arg(long, value_name = "N", default_value_t = 3)]
    warm_up: u16,
    /// Where the choice of texts and the times of arrival come from
    #[arg(long, value_name = "N", default_value_t = 1)]
    query_seed: u64,
    /// Write a JSON object per query and line: its times, tokens and cycles
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Write index.html to a directory: the same figures as --json, with plots
    #[arg(long, value_name = "DIR")]
    report: Option<PathBuf>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// Latency of answers, by MLPerf LoadGen's SingleStream or Server scenario
///
/// SingleStream issues a query when the one before has been answered, and says where its time goes.
/// Server lets queries arrive at random, --qps a second; the latency of a query counts from its
/// arrival by the schedule, and the 99th percentile must keep --bound. Percentiles come with LoadGen's
/// early-stopping estimate, which keeps to a confidence of 99 %, or with the number of queries that
/// one needs. On a simulated card, host time is that of the simulator; the card's is its cycles.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm bench latency --model tests/models/sst2-tiny --file reviews.txt
  spikelm bench latency --model tests/models/sst2-tiny --file reviews.txt --queries 662 \\
                        --log queries.jsonl --report report
  spikelm bench latency --shape bert-base --tokens 128 --queries 5
  spikelm bench latency --model tests/models/sst2-tiny --file reviews.txt --scenario Server \\
                        --qps 200 --bound 20 --queries 2000")]
pub(crate) struct LatencyArguments {
    #[command(flatten)]
    common: Common,
    /// How queries come
    #[arg(long, value_enum, default_value = "SingleStream", value_name = "SCENARIO")]
    scenario: Scenario,
    /// Queries [default: 64, which an estimate of the 90th percentile needs; Server: 662, the 99th]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    queries: Option<u32>,
    /// Server: queries that arrive in a second
    #[arg(long, value_name = "QPS")]
    qps: Option<f64>,
    /// Server: milliseconds that a percentile of the latencies must keep
    #[arg(long, value_name = "MS", default_value_t = 100.0)]
    bound: f64,
    /// Server: the percentile that must keep the bound
    #[arg(long, value_name = "P", default_value_t = 99.0)]
    percentile: f64,
    /// Server: queries that are answered together where so many wait
    #[arg(long, value_name = "N", default_value_t = 1,
          value_parser = clap::value_parser!(u32).range(1..))]
    batch: u32,
    /// Say where time goes layer by layer
    #[arg(long)]
    layers: bool,
}

/// Samples a second when all are there from the start: MLPerf LoadGen's Offline scenario
///
/// On a simulated card, host time is that of the simulator; the card's is its cycles.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm bench throughput --model tests/models/sst2-tiny --file reviews.txt --samples 872
  spikelm bench throughput --model tests/models/multi30k-tiny --file tests/data/multi30k/val.en")]
pub(crate) struct ThroughputArguments {
    #[command(flatten)]
    common: Common,
    /// Samples: the texts in turn [default: each once]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    samples: Option<u32>,
}

pub(crate) fn latency(arguments: &LatencyArguments) -> Result<()> {
    let LatencyArguments { common, scenario, .. } = arguments;
    let bound = Duration::try_from_secs_f64(positive("--bound", arguments.bound)? / 1e3)?;
    let p = arguments.percentile / 100.0;
    if !(p > 0.0 && p < 1.0) {
        let message = format!("--percentile {}: give one between 0 and 100", arguments.percentile);
        return Err(Usage(message).into());
    }
    let needed = match scenario {
        Scenario::SingleStream => PERCENTILES[1],
        Scenario::Server => p,
        Scenario::Offline => {
            let message = "--scenario Offline measures no latency: see bench throughput";
            return Err(Usage(message.into()).into());
        }
    };
    let count = arguments.queries.map_or_else(|| queries_needed(needed) as usize, |n| n as usize);
    let rate = match (scenario, arguments.qps) {
        (Scenario::Server, Some(rate)) => Some(positive("--qps", rate)?),
        (Scenario::Server, None) => {
            return Err(Usage("--scenario Server: give --qps, queries a second".into()).into());
        }
        (_, Some(_)) => {
            return Err(Usage("--qps is for --scenario Server".into()).into());
        }
        (_, None) => None,
    };
    let subject = Subject::open(&common.subject)?;
    let runner = Runner::new(&subject, common.query_seed, count, common.warm_up.into())?;
    let run = rayon::scope(|_| match rate {
        None => runner.single_stream(count),
        Some(rate) => {
            let times = arrivals(rate, count, common.query_seed);
            runner.server(&times, arguments.batch as usize)
        }
    })?;
    let mut figures = figures::json("latency", *scenario, &subject, &run, arguments.layers)?;
    if let Some(rate) = rate {
        figures["rate_per_second"] = rate.into();
        figures["verdict"] = serde_json::to_value(loadgen::verdict(&run.sorted(), p, bound))?;
    }
    finish(common, &figures, &run)
}

pub(crate) fn throughput(arguments: &ThroughputArguments) -> Result<()> {
    let common = &arguments.common;
    let subject = Subject::open(&common.subject)?;
    let count = arguments.samples.map_or(subject.texts.len(), |n| n as usize);
    let runner = Runner::new(&subject, common.query_seed, count, common.warm_up.into())?;
    let run = rayon::scope(|_| runner.offline(count))?;
    let figures = figures::json("throughput", Scenario::Offline, &subject, &run, false)?;
    finish(common, &figures, &run)
}

/// Log, report and output.
fn finish(common: &Common, figures: &serde_json::Value, run: &Run) -> Result<()> {
    if let Some(path) = &common.log {
        run.log(path)?;
    }
    if let Some(directory) = &common.report {
        report::write(directory, figures)?;
    }
    let output = Output::new();
    if common.json {
        return output.line(&serde_json::to_string_pretty(figures)?);
    }
    for line in figures::text(figures) {
        output.line(&line)?;
    }
    Ok(())
}
