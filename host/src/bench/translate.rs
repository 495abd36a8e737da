//! `spikelm bench translate`.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::json;
use spikelm_model::{Search, SpikeBart, Translation};

use super::median;
use crate::card::CardArguments;
use crate::counters::additions;
use crate::lines::Lines;
use crate::model::ModelArguments;
use crate::output::{Output, grouped};
use crate::progress::Progress;
use crate::session::{Prepared, Session};
use crate::translation::{SearchArguments, source};

/// Tokens a second of translating a file: many sentences in flight over the spike cache, beside one
/// sentence at a time without it.
///
/// Both ways translate the same sentences in turn, and must write the same tokens. The figures are
/// the medians of host time; on a simulated card they are the simulator's speed, not a card's.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm bench translate --model tests/models/multi30k-tiny --file tests/data/multi30k/val.en
  spikelm bench translate --shape bart-base --limit 4 --runs 1")]
pub(crate) struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    /// A file with a sentence per line; a shape's sentences are random where there is none
    #[arg(long, value_name = "FILE", required_unless_present = "shape")]
    file: Option<PathBuf>,
    /// Sentences to translate, from the first on
    #[arg(long, value_name = "N", default_value_t = 128,
          value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// Times that each way runs
    #[arg(long, value_name = "N", default_value_t = 3,
          value_parser = clap::value_parser!(u32).range(1..=100))]
    runs: u32,
    #[command(flatten)]
    search: SearchArguments,
    #[command(flatten)]
    card: CardArguments,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// How a file is translated.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// Many sentences in flight, with the spike cache.
    File,
    /// One sentence at a time, without it.
    Alone,
}

impl Way {
    const BOTH: [Way; 2] = [Way::File, Way::Alone];

    fn text(self) -> &'static str {
        match self {
            Way::File => "the file, with the spike cache",
            Way::Alone => "one sentence at a time, without",
        }
    }
}

/// What one way took.
#[derive(Debug, Default)]
struct Measured {
    seconds: Vec<f64>,
    translations: Vec<Translation>,
    /// Of one run; `None` in the reference mode.
    additions: Option<u64>,
}

impl Measured {
    fn tokens(&self) -> u64 {
        self.translations.iter().map(|t| t.tokens.len() as u64).sum()
    }

    fn rate(&self) -> f64 {
        self.tokens() as f64 / median(self.seconds.clone())
    }

    fn additions_per_token(&self) -> Option<f64> {
        self.additions.map(|a| a as f64 / self.tokens() as f64)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let origin = arguments.model.origin()?;
    let prepared = Prepared::<SpikeBart>::new(&origin, &arguments.card)?;
    let search = arguments.search.search(prepared.config.max_position_embeddings)?;
    let limit = arguments.limit as usize;
    let mut sources = Vec::new();
    match (&arguments.file, arguments.model.drawn()?) {
        (Some(file), _) => {
            let mut lines = Lines::open(file)?;
            while sources.len() < limit
                && let Some(text) = lines.next()?
            {
                sources.extend(source(&prepared.tokenizer, text)?.ids);
            }
            if sources.is_empty() {
                bail!("{}: no sentence in it", file.display());
            }
        }
        (None, shape) => {
            for text in shape.iter().flat_map(|shape| shape.texts(limit, 8..=24)) {
                sources.extend(source(&prepared.tokenizer, text)?.ids);
            }
        }
    }
    let session = prepared.open()?;
    let progress = Progress::bar(2 * u64::from(arguments.runs) * sources.len() as u64, "sentences");
    // Memory is touched and clocks are up before time is taken.
    translate(&session, &sources[..sources.len().min(8)], &search, Way::File, &progress)?;
    let mut measured = [Measured::default(), Measured::default()];
    for _ in 0..arguments.runs {
        for (way, measured) in Way::BOTH.into_iter().zip(&mut measured) {
            let before = session.stats()?;
            let start = Instant::now();
            measured.translations = translate(&session, &sources, &search, way, &progress)?;
            measured.seconds.push(start.elapsed().as_secs_f64());
            let work = before.zip(session.stats()?);
            measured.additions = work.map(|(b, a)| additions(&a).0 - additions(&b).0);
        }
    }
    progress.finish();
    session.compared()?;
    let [file, alone] = &measured;
    if let Some(i) = (0..sources.len()).find(|&i| file.translations[i] != alone.translations[i]) {
        bail!(
            "sentence {}: tokens {:?} with the cache, {:?} without",
            i + 1,
            file.translations[i].tokens,
            alone.translations[i].tokens
        );
    }
    report(arguments, &session, &measured)
}

fn translate(
    session: &Session<SpikeBart>,
    sources: &[Vec<u32>],
    search: &Search,
    way: Way,
    progress: &Progress,
) -> Result<Vec<Translation>> {
    let end = session.model.config().eos_token_id;
    let mut on_token = |_, token| progress.advance(u64::from(token == end));
    let model = &session.model;
    match way {
        Way::File => Ok(model.translate(sources, search, &mut on_token)?),
        Way::Alone => {
            let search = Search { cache: false, ..*search };
            let mut translations = Vec::with_capacity(sources.len());
            for source in sources.chunks(1) {
                translations.extend(model.translate(source, &search, &mut on_token)?);
            }
            Ok(translations)
        }
    }
}

fn report(
    arguments: &Arguments,
    session: &Session<SpikeBart>,
    measured: &[Measured; 2],
) -> Result<()> {
    let output = Output::new();
    let [file, alone] = measured;
    let ratio = file.rate() / alone.rate();
    let threads = rayon::current_num_threads();
    if arguments.json {
        let way = |m: &Measured| {
            json!({
                "seconds": m.seconds,
                "tokens_per_second": m.rate(),
                "additions_per_token": m.additions_per_token(),
            })
        };
        let report = json!({
            "benchmark": "translate",
            "card": session.card(),
            "weights": session.model.precision().to_string(),
            "threads": threads,
            "sentences": file.translations.len(),
            "tokens": file.tokens(),
            "in_flight": session.model.sentences_in_flight(),
            "file": way(file),
            "alone_uncached": way(alone),
            "speedup": ratio,
        });
        return output.line(&serde_json::to_string_pretty(&report)?);
    }
    output.line(&output.bold(&format!(
        "{} sentences, {} tokens each way ({} weights, {}, {threads} threads)",
        file.translations.len(),
        grouped(file.tokens()),
        session.model.precision(),
        session.card(),
    )))?;
    for (way, m) in Way::BOTH.into_iter().zip(measured) {
        let additions = m
            .additions_per_token()
            .map_or_else(String::new, |a| format!(", {} additions a token", grouped(a as u64)));
        output.line(&format!("{:<32} {:>9.1} tokens a second{additions}", way.text(), m.rate()))?;
    }
    output.line(&format!("{ratio:.1} times as fast, and the same tokens"))
}
