//! `spikelm classify`.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::Args;
use serde_json::json;
use spikelm_model::{EncodedText, ModelError, SpikeBert, Tokenizer, softmax};

use crate::card::CardArguments;
use crate::counters::{additions, share};
use crate::lines::Lines;
use crate::output::{Output, grouped};
use crate::progress::Progress;
use crate::session::{Prepared, Session};

/// Classify texts: label, probability, cycles, additions against dense.
///
/// A text longer than the position table is cut, with a warning. With `--file -` the model stays
/// loaded and each line of standard input is answered as it comes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm classify --model tests/models/sst2-tiny \"a stunning lyrical work\"
  spikelm classify --model tests/models/sst2-tiny --card sim --check --file reviews.txt
  echo \"dull and far too long\" | spikelm classify --model tests/models/sst2-tiny --file - --json")]
pub(crate) struct Arguments {
    /// Directory with config.json, tokenizer.json and model.safetensors
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    #[command(flatten)]
    card: CardArguments,
    /// A file with a text per line; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "texts")]
    file: Option<PathBuf>,
    /// Texts to classify
    #[arg(value_name = "TEXT", required_unless_present = "file")]
    texts: Vec<String>,
    /// A JSON object per text and line
    #[arg(long)]
    json: bool,
}

/// What came out for one text.
struct Answer {
    label: String,
    probability: f32,
    logits: Vec<f32>,
    truncated: bool,
    /// Cycles of the card.
    cycles: Option<u64>,
    /// Additions done and dense additions.
    additions: Option<(u64, u64)>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let prepared = Prepared::<SpikeBert>::new(&arguments.model, &arguments.card)?;
    // What is known is read before a card is opened; what streams, as it comes.
    let lines = arguments.file.as_deref().map(Lines::open).transpose()?;
    let (known, stream) = match lines {
        Some(lines) if arguments.file.as_deref() == Some(Path::new("-")) => (vec![], Some(lines)),
        Some(lines) => (encode_lines(&prepared.tokenizer, lines)?, None),
        None => (encode_arguments(&prepared.tokenizer, &arguments.texts)?, None),
    };
    let session = prepared.open()?;
    let output = Output::new();
    if !arguments.json {
        output.line(&output.bold(&format!(
            "{:<12} {:>11} {:>12} {:>13} {:>9}  text",
            "label", "probability", "cycles", "additions", "of dense"
        )))?;
    }
    let unanswered = match stream {
        Some(lines) => answer_stream(arguments, &session, &output, lines)?,
        None => {
            let progress = Progress::bar(known.len() as u64, "texts");
            for (text, encoded) in known {
                let answer = answer(&session, encoded)?;
                progress.suspend(|| print(arguments, &output, &text, &answer))?;
                progress.advance(1);
            }
            0
        }
    };
    if let Some(products) = session.compared()? {
        if arguments.json {
            output.line(&json!({"compared_products": products, "equal": true}).to_string())?;
        } else {
            output.line(&format!(
                "the software engine returned the same integers for every product: {} products",
                grouped(products)
            ))?;
        }
    }
    if unanswered > 0 {
        bail!("{unanswered} lines had no answer");
    }
    Ok(())
}

/// Answers line by line, as they come; a text that cannot be read is told and does not end it.
/// Returns how many there were.
fn answer_stream(
    arguments: &Arguments,
    session: &Session<SpikeBert>,
    output: &Output,
    mut lines: Lines,
) -> Result<u64> {
    let mut unanswered = 0;
    while let Some(text) = lines.next()? {
        match encode(&session.tokenizer, &text) {
            Ok(encoded) => print(arguments, output, &text, &answer(session, encoded)?)?,
            Err(error) => {
                unanswered += 1;
                eprintln!("error: {}: {error}", lines.place());
                if arguments.json {
                    output.line(&json!({"text": text, "error": error.to_string()}).to_string())?;
                }
            }
        }
    }
    Ok(unanswered)
}

fn encode_lines(tokenizer: &Tokenizer, mut lines: Lines) -> Result<Vec<(String, EncodedText)>> {
    let mut texts = Vec::new();
    while let Some(text) = lines.next()? {
        let encoded = encode(tokenizer, &text).map_err(|e| anyhow!("{}: {e}", lines.place()))?;
        texts.push((text, encoded));
    }
    Ok(texts)
}

fn encode_arguments(tokenizer: &Tokenizer, texts: &[String]) -> Result<Vec<(String, EncodedText)>> {
    texts.iter().map(|text| Ok((text.clone(), encode(tokenizer, text)?))).collect()
}

/// Tokenizes a text; warns when it is cut.
fn encode(tokenizer: &Tokenizer, text: &str) -> Result<EncodedText, ModelError> {
    let encoded = tokenizer.encode(text)?;
    if encoded.truncated {
        let start: String = text.chars().take(40).collect();
        log::warn!("longer than {} tokens, the rest is dropped: {start}...", tokenizer.limit());
    }
    Ok(encoded)
}

fn answer(session: &Session<SpikeBert>, encoded: EncodedText) -> Result<Answer> {
    let before = session.stats()?;
    let logits = session.model.logits(&[encoded.ids])?.pop().unwrap_or_default();
    let after = session.stats()?;
    let mut probabilities = logits.clone();
    softmax(&mut probabilities);
    let best = best(&logits);
    let work = before.zip(after);
    Ok(Answer {
        label: session.model.config().label(best),
        probability: probabilities.get(best).copied().unwrap_or_default(),
        logits,
        truncated: encoded.truncated,
        cycles: work.and_then(|(b, a)| Some(a.cycles? - b.cycles?)),
        additions: work.map(|(b, a)| {
            let (before, after) = (additions(&b), additions(&a));
            (after.0 - before.0, after.1 - before.1)
        }),
    })
}

/// The class of the largest logit, the first of equals.
pub(crate) fn best(logits: &[f32]) -> usize {
    let mut best = 0;
    for (class, logit) in logits.iter().enumerate() {
        if *logit > logits[best] {
            best = class;
        }
    }
    best
}

fn print(arguments: &Arguments, output: &Output, text: &str, answer: &Answer) -> Result<()> {
    let Answer { label, probability, logits, truncated, cycles, additions } = answer;
    if arguments.json {
        let line = json!({
            "text": text,
            "label": label,
            "probability": probability,
            "logits": logits,
            "truncated": truncated,
            "cycles": cycles,
            "additions": additions.map(|(done, _)| done),
            "dense_additions": additions.map(|(_, dense)| dense),
        });
        return output.line(&line.to_string());
    }
    let number = |n: Option<u64>| n.map_or_else(|| "-".into(), grouped);
    let of_dense = additions.map_or_else(|| "-".into(), |(done, dense)| share(done, dense));
    // Padded before it is painted: colours have no width.
    let padded = format!("{label:<12}");
    let label = match label.as_str() {
        "positive" => output.green(&padded),
        "negative" => output.red(&padded),
        _ => output.bold(&padded),
    };
    output.line(&format!(
        "{label} {probability:>11.4} {:>12} {:>13} {of_dense:>9}  {text}",
        number(*cycles),
        number(additions.map(|(done, _)| done)),
    ))
}
