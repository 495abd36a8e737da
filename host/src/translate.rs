//! `spikelm translate`.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde_json::json;
use spikelm_model::{Search, SpikeBart, Tokenizer};

use crate::card::CardArguments;
use crate::counters::additions;
use crate::lines::Lines;
use crate::output::{Output, grouped};
use crate::session::{Prepared, Session};
use crate::translation::{SearchArguments, Source, source};

/// Translate texts: a line each, and on a terminal word by word.
///
/// An empty text stays an empty line; one longer than the position table is cut, with a warning;
/// characters that the tokenizer does not know do not stop a file.
/// With `--file -` each line of standard input is translated as it comes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm translate --model tests/models/multi30k-tiny \"Two dogs run through the snow.\"
  spikelm translate --model tests/models/multi30k-tiny --card sim --check --beams 4 \"A red car.\"
  spikelm translate --model tests/models/multi30k-tiny --file tests/data/multi30k/val.en")]
pub(crate) struct Arguments {
    /// Directory with config.json, tokenizer.json and model.safetensors
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    #[command(flatten)]
    card: CardArguments,
    #[command(flatten)]
    search: SearchArguments,
    /// A file with a text per line; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "texts")]
    file: Option<PathBuf>,
    /// Texts to translate
    #[arg(value_name = "TEXT", required_unless_present = "file")]
    texts: Vec<String>,
    /// A JSON object per text and line
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let prepared = Prepared::<SpikeBart>::new(&arguments.model, &arguments.card)?;
    let search = arguments.search.search(prepared.config.max_position_embeddings)?;
    // What is known is read before a card is opened; what streams, as it comes.
    let lines = arguments.file.as_deref().map(Lines::open).transpose()?.map(Lines::lossy);
    let (known, stream) = match lines {
        Some(lines) if arguments.file.as_deref() == Some(Path::new("-")) => (vec![], Some(lines)),
        Some(mut lines) => {
            let mut known = Vec::new();
            while let Some(text) = lines.next()? {
                known.push(source(&prepared.tokenizer, text)?);
            }
            (known, None)
        }
        None => {
            let texts = arguments.texts.iter().cloned();
            let known = texts.map(|text| source(&prepared.tokenizer, text));
            (known.collect::<Result<_, _>>()?, None)
        }
    };
    let session = prepared.open()?;
    let typing = !arguments.json && std::io::stdout().is_terminal();
    // A text on its own where its words are typed; else as many as go through a layer together.
    let group = if typing { 1 } else { session.model.sentences_in_flight() };
    for sources in known.chunks(group) {
        answer(arguments, &session, &search, sources, typing)?;
    }
    if let Some(mut lines) = stream {
        while let Some(text) = lines.next()? {
            let source = source(&session.tokenizer, text)?;
            answer(arguments, &session, &search, &[source], typing)?;
        }
    }
    report(arguments, &session)
}

/// Translates texts together and prints them.
fn answer(
    arguments: &Arguments,
    session: &Session<SpikeBart>,
    search: &Search,
    sources: &[Source],
    typing: bool,
) -> Result<()> {
    let output = Output::new();
    let ids: Vec<Vec<u32>> = sources.iter().filter_map(|s| s.ids.clone()).collect();
    let before = session.stats()?;
    let mut typed = Typed::default();
    let mut on_token = |_, token| {
        if typing {
            typed.push(&session.tokenizer, token);
        }
    };
    let mut translations = session.model.translate(&ids, search, &mut on_token)?.into_iter();
    let work = before.zip(session.stats()?);
    for source in sources {
        let translation = source.ids.as_ref().and_then(|_| translations.next());
        let (tokens, score) = translation.map_or((vec![], None), |t| (t.tokens, Some(t.score)));
        let text = session.tokenizer.decode(&tokens)?;
        if !arguments.json {
            output.line(text.strip_prefix(&typed.text).unwrap_or(&text))?;
            continue;
        }
        let alone = work.as_ref().filter(|_| ids.len() == 1 && source.ids.is_some());
        let additions = alone.map(|(b, a)| additions(a).0 - additions(b).0);
        output.line(&line(source, &text, &tokens, score, additions).to_string())?;
    }
    Ok(())
}

fn line(
    source: &Source,
    text: &str,
    tokens: &[u32],
    score: Option<f32>,
    additions: Option<u64>,
) -> serde_json::Value {
    json!({
        "text": source.text, "translation": text, "tokens": tokens, "score": score,
        "truncated": source.truncated, "additions": additions,
    })
}

/// Says what `--check` compared.
fn report(arguments: &Arguments, session: &Session<SpikeBart>) -> Result<()> {
    if let Some(products) = session.compared()? {
        if arguments.json {
            let line = json!({"compared_products": products, "equal": true});
            return Output::new().line(&line.to_string());
        }
        // Standard output has the translations, a line each, and nothing else.
        eprintln!(
            "the software engine returned the same integers for every product: {} products",
            grouped(products)
        );
    }
    Ok(())
}

/// A translation as far as it stands on the terminal.
#[derive(Default)]
struct Typed {
    tokens: Vec<u32>,
    text: String,
}

impl Typed {
    fn push(&mut self, tokenizer: &Tokenizer, token: u32) {
        self.tokens.push(token);
        // What cannot be shown yet is shown with the whole line.
        let Ok(text) = tokenizer.decode(&self.tokens) else { return };
        if let Some(new) = text.strip_prefix(&self.text) {
            let mut out = std::io::stdout().lock();
            let written = write!(out, "{new}").and_then(|()| out.flush());
            if written.is_ok() {
                self.text = text;
            }
        }
    }
}
