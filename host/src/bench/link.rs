//! `spikelm bench link`.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::Args;
use serde_json::{Value, json};
use spikelm_engine::{Link, Stats};
use spikelm_model::SpikeBert;

use crate::Usage;
use crate::card::{CardArguments, CardName};
use crate::dataset;
use crate::logits::LogitsHash;
use crate::output::{Output, grouped};
use crate::progress::Progress;
use crate::session::Prepared;

/// Cycles of a simulated card behind a PCIe link over its busy cycles: as many sentences in flight as
/// the driver chose from the transfer model, beside one sentence at a time.
///
/// All time is the card's: transfers take that of the link, the host's work takes none. Both ways
/// give the same answers to the same sentences.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm bench link --model tests/models/sst2-tiny --data tests/data/sst2/dev.tsv --card sim:wide
  spikelm bench link --model tests/models/sst2-tiny --data tests/data/sst2/dev.tsv --card sim \\
                     --pcie gen3x8 --alone 8 --json")]
pub(crate) struct Arguments {
    /// Directory with config.json, tokenizer.json and model.safetensors
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    /// TSV file with a header line, as for `spikelm eval`
    #[arg(long, value_name = "FILE")]
    data: PathBuf,
    /// Only the first N sentences
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Sentences that are also run one at a time, spread evenly over all
    #[arg(long, value_name = "N", default_value_t = 32,
          value_parser = clap::value_parser!(u32).range(1..))]
    alone: u32,
    #[command(flatten)]
    card: CardArguments,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// What one way took.
struct Way {
    card: String,
    sentences: usize,
    in_flight: usize,
    stats: Stats,
    logits: Vec<Vec<f32>>,
}

impl Way {
    fn cycles(&self) -> u64 {
        self.stats.cycles.unwrap_or(0)
    }

    fn busy(&self) -> u64 {
        [&self.stats.linear, &self.stats.attention].iter().filter_map(|t| t.busy_cycles).sum()
    }

    fn ratio(&self) -> f64 {
        self.cycles() as f64 / self.busy() as f64
    }

    fn json(&self) -> Value {
        json!({
            "sentences": self.sentences,
            "in_flight": self.in_flight,
            "cycles": self.cycles(),
            "busy_cycles": self.busy(),
            "load_cycles": self.stats.load_cycles,
            "command_cycles": self.stats.command_cycles,
            "idle_cycles": self.stats.idle_cycles,
            "total_over_busy": self.ratio(),
        })
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let mut card = arguments.card.clone();
    if !matches!(card.card[..], [CardName::Sim(_)]) {
        return Err(Usage("the link is one of a simulated card: give --card sim".into()).into());
    }
    let link = *card.pcie.get_or_insert(Link::GEN3X16);
    let sentences = sentences(arguments)?;
    let chosen = way(arguments, &card, &sentences)?;
    let step = sentences.len().div_ceil(arguments.alone as usize);
    let some: Vec<Vec<u32>> = sentences.iter().step_by(step).cloned().collect();
    // The number of threads is set once.
    (card.in_flight, card.threads) = (Some(1), None);
    let alone = way(arguments, &card, &some)?;
    if !chosen.logits.iter().step_by(step).eq(&alone.logits) {
        return Err(anyhow!("the two ways give different logits"));
    }
    report(arguments, link, &chosen, &alone)
}

fn sentences(arguments: &Arguments) -> Result<Vec<Vec<u32>>> {
    let prepared = Prepared::<SpikeBert>::new(&arguments.model, &arguments.card)?;
    let limit = arguments.limit.map(|n| n as usize);
    let examples = dataset::read(&arguments.data, prepared.config.labels(), limit)?;
    let encoded = examples.iter().map(|e| {
        let ids = prepared.tokenizer.encode(&e.text).map(|encoded| encoded.ids);
        ids.map_err(|error| anyhow!("{}: {error}", e.place))
    });
    encoded.collect()
}

/// Runs sentences on a card of its own.
fn way(arguments: &Arguments, card: &CardArguments, sentences: &[Vec<u32>]) -> Result<Way> {
    let session = Prepared::<SpikeBert>::new(&arguments.model, card)?.open()?;
    let progress = Progress::bar(sentences.len() as u64, "sentences");
    let batches = session.model.batches(sentences);
    let in_flight = batches.iter().map(|b| b.len()).max().unwrap_or(0);
    let mut logits = Vec::with_capacity(sentences.len());
    for batch in batches {
        logits.extend(session.model.logits(batch)?);
        progress.advance(batch.len() as u64);
    }
    progress.finish();
    session.compared()?;
    let stats = session.stats()?.unwrap_or_default();
    let (card, sentences) = (session.card(), sentences.len());
    Ok(Way { card, sentences, in_flight, stats, logits })
}

fn report(arguments: &Arguments, link: Link, chosen: &Way, alone: &Way) -> Result<()> {
    let output = Output::new();
    let card = &chosen.card;
    let mut hash = LogitsHash::default();
    chosen.logits.iter().for_each(|logits| hash.push(logits));
    if arguments.json {
        let report = json!({
            "benchmark": "link",
            "source": "simulated",
            "card": card,
            "link": {
                "clock_mhz": Link::CLOCK,
                "latency_cycles": link.latency,
                "bytes_per_cycle": link.bytes_per_cycle,
            },
            "chosen": chosen.json(),
            "alone": alone.json(),
            "logits_sha256": hash.finish(),
        });
        return output.line(&serde_json::to_string_pretty(&report)?);
    }
    output.line(&output.bold(&format!(
        "{card}, {} cycles a transfer and {} bytes a cycle at {} MHz (simulated)",
        grouped(link.latency),
        link.bytes_per_cycle,
        Link::CLOCK
    )))?;
    for (name, way) in [("as the driver chose", chosen), ("one at a time", alone)] {
        output.line(&format!(
            "{name:<20} {:>4} sentences, {:>4} in flight: {:>12} cycles, {:>12} busy, total over busy {:.3}",
            way.sentences,
            way.in_flight,
            grouped(way.cycles()),
            grouped(way.busy()),
            way.ratio()
        ))?;
    }
    Ok(())
}
