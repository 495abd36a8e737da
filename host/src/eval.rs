//! `spikelm eval`.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, anyhow};
use clap::Args;
use serde_json::json;
use spikelm_model::{Architecture, SpikeBert};

use crate::card::CardArguments;
use crate::classify::best;
use crate::counters::{card_lines, cards_json, table, totals_json};
use crate::dataset::{self, Example};
use crate::logits::{LogitsFile, LogitsHash};
use crate::output::{Output, grouped};
use crate::progress::Progress;
use crate::session::Prepared;
use crate::translation::SearchArguments;
use crate::{Usage, eval_translation};

/// Evaluate a model: accuracy on labelled sentences or BLEU of translations, a hash of all
/// answers, work done.
///
/// A model that classifies takes --data, a TSV file whose header line names a column `label` (0,
/// 1, ...) and a column `content` or `sentence`. One that translates takes --source and --reference,
/// plain text with a sentence a line. The hash is the same for every card, row coding and number of
/// threads.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm eval --model tests/models/sst2-tiny --data tests/data/sst2/dev.tsv
  spikelm eval --model tests/models/sst2-tiny --data tests/data/sst2/dev.tsv --card sim --json
  spikelm eval --model tests/models/sst2-tiny --data tests/data/sst2/dev.tsv --weights f32 \\
               --limit 300 --logits logits.jsonl
  spikelm eval --model tests/models/multi30k-tiny --source tests/data/multi30k/val.en \\
               --reference tests/data/multi30k/val.de --lowercase --output val.hyp")]
pub(crate) struct Arguments {
    /// Directory with config.json, tokenizer.json and model.safetensors
    #[arg(long, value_name = "DIR")]
    pub(crate) model: PathBuf,
    /// TSV file with a header line
    #[arg(long, value_name = "FILE")]
    pub(crate) data: Option<PathBuf>,
    /// Text to translate, a sentence a line
    #[arg(long, value_name = "FILE")]
    pub(crate) source: Option<PathBuf>,
    /// Its translation, line by line
    #[arg(long, value_name = "FILE", requires = "source")]
    pub(crate) reference: Option<PathBuf>,
    /// Lower-case references and translations before they are compared
    #[arg(long, requires = "source")]
    pub(crate) lowercase: bool,
    /// Write the translations, a line each
    #[arg(long, value_name = "FILE", requires = "source")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) search: SearchArguments,
    #[command(flatten)]
    pub(crate) card: CardArguments,
    /// Evaluate only the first N sentences
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) limit: Option<u64>,
    /// Write token ids and logits of every sentence, a JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(crate) logits: Option<PathBuf>,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn run(arguments: &Arguments, started: Instant) -> Result<()> {
    if Architecture::of(&arguments.model)? == Architecture::Bart {
        return eval_translation::run(arguments, started);
    }
    let Some(data) = arguments.data.as_deref().filter(|_| arguments.source.is_none()) else {
        let message = "this model classifies: give --data FILE, a TSV file, and no --source";
        return Err(Usage(message.into()).into());
    };
    let prepared = Prepared::<SpikeBert>::new(&arguments.model, &arguments.card)?;
    let mut file = arguments.logits.as_deref().map(LogitsFile::create).transpose()?;
    let limit = arguments.limit.map(|n| usize::try_from(n).unwrap_or(usize::MAX));
    let examples = dataset::read(data, prepared.config.labels(), limit)?;
    let mut truncated = 0u64;
    let mut sentences = Vec::with_capacity(examples.len());
    for Example { text, place, .. } in &examples {
        let encoded = prepared.tokenizer.encode(text).map_err(|e| anyhow!("{place}: {e}"))?;
        truncated += u64::from(encoded.truncated);
        sentences.push(encoded.ids);
    }
    if truncated > 0 {
        let limit = prepared.tokenizer.limit();
        log::warn!("{truncated} sentences are longer than {limit} tokens and were cut");
    }

    let session = prepared.open()?;
    let progress = Progress::bar(examples.len() as u64, "sentences");
    let mut hash = LogitsHash::default();
    let mut correct = 0u64;
    let batches = session.model.batches(&sentences);
    let in_flight = batches.iter().map(|b| b.len()).max();
    let mut labelled = examples.iter();
    for sentences in batches {
        let logits = session.model.logits(sentences)?;
        for ((ids, logits), example) in sentences.iter().zip(&logits).zip(&mut labelled) {
            correct += u64::from(best(logits) == example.label);
            hash.push(logits);
            if let Some(file) = &mut file {
                file.push(ids, logits)?;
            }
        }
        progress.advance(sentences.len() as u64);
    }
    progress.finish();
    let compared = session.compared()?;
    if let Some(file) = file {
        file.finish()?;
    }

    let stats = session.stats()?;
    let accuracy = correct as f64 / examples.len() as f64;
    let precision = session.model.precision();
    let hash = hash.finish();
    let seconds = started.elapsed().as_secs_f64();
    let output = Output::new();
    if arguments.json {
        let stats = stats.as_ref();
        let report = json!({
            "sentences": examples.len(),
            "accuracy": accuracy,
            "card": session.card(),
            "cards": cards_json(&session.cards()),
            "weights": precision.to_string(),
            "rows": format!("{:?}", arguments.card.rows).to_lowercase(),
            "truncated": truncated,
            "in_flight": in_flight,
            "seconds": seconds,
            "logits_sha256": hash,
            "cycles": stats.and_then(|s| s.cycles),
            "load_cycles": stats.and_then(|s| s.load_cycles),
            "command_cycles": stats.and_then(|s| s.command_cycles),
            "idle_cycles": stats.and_then(|s| s.idle_cycles),
            "linear": totals_json(stats.map(|s| &s.linear)),
            "attention": totals_json(stats.map(|s| &s.attention)),
            "compared_products": compared,
        });
        return output.line(&serde_json::to_string_pretty(&report)?);
    }
    output.line(&output.bold(&format!(
        "{} sentences, accuracy {:.2} % ({precision} weights, {})",
        examples.len(),
        100.0 * accuracy,
        session.card(),
    )))?;
    let table = stats.as_ref().map(table).unwrap_or_default();
    for line in table.into_iter().chain(card_lines(&session.cards())) {
        output.line(&line)?;
    }
    if let Some(products) = compared {
        output.line(&format!(
            "the software engine returned the same integers for every product: {} products",
            grouped(products)
        ))?;
    }
    output.line(&format!("logits sha256 {hash}"))?;
    output.line(&format!("{seconds:.1} s of host time"))
}
