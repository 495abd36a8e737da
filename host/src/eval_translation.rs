//! `spikelm eval` on a model that translates.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use serde_json::json;
use sha2::{Digest, Sha256};
use spikelm_model::SpikeBart;

use crate::Usage;
use crate::bleu::{Bleu, signature};
use crate::counters::{card_lines, cards_json, table, totals_json};
use crate::eval::Arguments;
use crate::lines::Lines;
use crate::logits::WholeFile;
use crate::output::{Output, grouped};
use crate::progress::Progress;
use crate::session::Prepared;
use crate::translation::source;

pub(crate) fn run(arguments: &Arguments, started: Instant) -> Result<()> {
    let (Some(source_file), Some(reference_file)) = (&arguments.source, &arguments.reference)
    else {
        let message = "this model translates: give --source FILE and --reference FILE";
        return Err(Usage(message.into()).into());
    };
    if arguments.data.is_some() || arguments.logits.is_some() {
        let message = "--data and --logits are for models that classify";
        return Err(Usage(message.into()).into());
    }
    let prepared = Prepared::<SpikeBart>::new(&arguments.model, &arguments.card)?;
    let search = arguments.search.search(prepared.config.max_position_embeddings)?;
    let mut file = arguments.output.as_deref().map(WholeFile::create).transpose()?;
    let limit = arguments.limit.map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    let (texts, references) = (read(source_file)?, read(reference_file)?);
    if texts.len() != references.len() {
        bail!(
            "{} has {} lines, {} has {}: line i must be the translation of line i",
            source_file.display(),
            texts.len(),
            reference_file.display(),
            references.len()
        );
    }
    if texts.is_empty() {
        bail!("{}: the file is empty", source_file.display());
    }
    let mut sources = Vec::new();
    for text in texts.into_iter().take(limit) {
        sources.push(source(&prepared.tokenizer, text)?);
    }
    let truncated = sources.iter().filter(|s| s.truncated).count();

    let session = prepared.open()?;
    let progress = Progress::bar(sources.len() as u64, "sentences");
    let ids: Vec<Vec<u32>> = sources.iter().filter_map(|s| s.ids.clone()).collect();
    let end = session.model.config().eos_token_id;
    let decoding = Instant::now();
    let translations = session.model.translate(&ids, &search, &mut |_, token| {
        progress.advance(u64::from(token == end));
    })?;
    let decoding = decoding.elapsed().as_secs_f64();
    progress.finish();
    let compared = session.compared()?;

    let mut translations = translations.into_iter();
    let mut bleu = Bleu::new(arguments.lowercase);
    let mut hash = Sha256::new();
    let mut tokens = 0u64;
    for (source, reference) in sources.iter().zip(&references) {
        let translation = source.ids.as_ref().and_then(|_| translations.next());
        let generated = translation.map_or_else(Vec::new, |t| t.tokens);
        tokens += generated.len() as u64;
        generated.iter().for_each(|t| hash.update(t.to_le_bytes()));
        let text = session.tokenizer.decode(&generated)?;
        bleu.push(&text, reference);
        if let Some(file) = &mut file {
            file.line(&text)?;
        }
    }
    if let Some(file) = file {
        file.finish()?;
    }
    let hash: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let signature = signature(arguments.lowercase);
    let rate = tokens as f64 / decoding;
    let stats = session.stats()?;
    let precision = session.model.precision();
    let seconds = started.elapsed().as_secs_f64();
    let output = Output::new();
    if arguments.json {
        let stats = stats.as_ref();
        let report = json!({
            "sentences": sources.len(),
            "accuracy": null,
            "bleu": bleu.score(),
            "bleu_signature": signature,
            "beams": search.beams,
            "tokens": tokens,
            "tokens_sha256": hash,
            "tokens_per_second": rate,
            "card": session.card(),
            "cards": cards_json(&session.cards()),
            "weights": precision.to_string(),
            "rows": format!("{:?}", arguments.card.rows).to_lowercase(),
            "truncated": truncated,
            "seconds": seconds,
            "logits_sha256": null,
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
        "{} sentences, BLEU {:.2} ({precision} weights, {})",
        sources.len(),
        bleu.score(),
        session.card(),
    )))?;
    output.line(&signature)?;
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
    output.line(&format!("tokens sha256 {hash}"))?;
    output.line(&format!(
        "{} tokens, {rate:.0} a second of host time; {seconds:.1} s in all",
        grouped(tokens)
    ))
}

fn read(path: &Path) -> Result<Vec<String>> {
    let mut lines = Lines::open(path)?;
    let mut texts = Vec::new();
    while let Some(line) = lines.next()? {
        texts.push(line);
    }
    Ok(texts)
}
