//! What is benchmarked: a model that answers texts, and the texts.

use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use clap::Args;
use spikelm_engine::Stats;
use spikelm_model::{Architecture, Search, SpikeBart, SpikeBert, Tokenizer};

use crate::Usage;
use crate::card::{CardArguments, Clock};
use crate::lines::Lines;
use crate::model::ModelArguments;
use crate::session::{Prepared, Session};

/// A model, its card and texts.
#[derive(Debug, Args)]
pub(crate) struct SubjectArguments {
    #[command(flatten)]
    model: ModelArguments,
    /// A file with a text per line; a shape's texts are random where there is none
    #[arg(long, value_name = "FILE", required_unless_present = "shape")]
    file: Option<PathBuf>,
    /// Tokens of each random text of a shape
    #[arg(long, value_name = "N", default_value_t = 128, conflicts_with = "file",
          value_parser = clap::value_parser!(u32).range(1..))]
    tokens: u32,
    /// Texts to use, from the first on
    #[arg(long, value_name = "N", default_value_t = 1024,
          value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    #[command(flatten)]
    pub(crate) card: CardArguments,
}

/// A model that is ready to answer.
pub(crate) struct Subject {
    model: Model,
    pub(crate) texts: Vec<String>,
    /// Where the model comes from, for reports.
    pub(crate) name: String,
    pub(crate) clock: Clock,
}

enum Model {
    Bert(Session<SpikeBert>),
    Bart(Session<SpikeBart>),
}

impl Subject {
    /// Reads the texts, then opens the card and loads the model.
    pub(crate) fn open(arguments: &SubjectArguments) -> Result<Subject> {
        let card = &arguments.card;
        let texts = arguments.texts()?;
        let origin = arguments.model.origin()?;
        let model = match Architecture::of(origin.clone())? {
            Architecture::Bert => {
                let prepared = Prepared::<SpikeBert>::new(origin, card)?;
                check(&prepared.tokenizer, &texts)?;
                Model::Bert(prepared.open()?)
            }
            Architecture::Bart => {
                let prepared = Prepared::<SpikeBart>::new(origin, card)?;
                check(&prepared.tokenizer, &texts)?;
                Model::Bart(prepared.open()?)
            }
        };
        let name = arguments.model.name();
        Ok(Subject { model, texts, name, clock: card.clock()? })
    }

    /// Answers texts, from their letters on; returns the tokens of each, read or written.
    pub(crate) fn answer(&self, texts: &[usize]) -> Result<Vec<u64>> {
        let ids = |tokenizer: &Tokenizer| -> Result<Vec<Vec<u32>>> {
            texts.iter().map(|i| Ok(tokenizer.encode(&self.texts[*i])?.ids)).collect()
        };
        match &self.model {
            Model::Bert(session) => {
                let ids = ids(&session.tokenizer)?;
                session.model.logits(&ids)?;
                Ok(ids.iter().map(|ids| ids.len() as u64).collect())
            }
            Model::Bart(session) => {
                let ids = ids(&session.tokenizer)?;
                let found = session.model.translate(&ids, &Search::default(), &mut |_, _| {})?;
                Ok(found.iter().map(|t| t.tokens.len() as u64).collect())
            }
        }
    }

    /// Work done so far; `None` in the reference mode.
    pub(crate) fn stats(&self) -> Result<Option<Stats>> {
        match &self.model {
            Model::Bert(session) => session.stats(),
            Model::Bart(session) => session.stats(),
        }
    }

    /// The card's name.
    pub(crate) fn card(&self) -> String {
        match &self.model {
            Model::Bert(session) => session.card(),
            Model::Bart(session) => session.card(),
        }
    }

    /// What the weights are.
    pub(crate) fn weights(&self) -> String {
        match &self.model {
            Model::Bert(session) => session.model.precision().to_string(),
            Model::Bart(session) => session.model.precision().to_string(),
        }
    }

    /// After a run with `--check`: fails where an integer was another one.
    pub(crate) fn compared(&self) -> Result<Option<u64>> {
        match &self.model {
            Model::Bert(session) => session.compared(),
            Model::Bart(session) => session.compared(),
        }
    }
}

impl SubjectArguments {
    fn texts(&self) -> Result<Vec<String>> {
        let limit = self.limit as usize;
        let Some(file) = &self.file else {
            let tokens = self.tokens as usize;
            let shape = self.model.drawn()?;
            return Ok(shape.map_or_else(Vec::new, |s| s.texts(limit.min(64), tokens..=tokens)));
        };
        let mut lines = Lines::open(file)?;
        let mut texts = Vec::new();
        while texts.len() < limit
            && let Some(text) = lines.next()?
        {
            if !text.trim().is_empty() {
                texts.push(text);
            }
        }
        if texts.is_empty() {
            bail!("{}: no text in it", file.display());
        }
        Ok(texts)
    }
}

/// Whether every text can be read, and how many are cut.
fn check(tokenizer: &Tokenizer, texts: &[String]) -> Result<()> {
    let mut truncated = 0;
    for (i, text) in texts.iter().enumerate() {
        let encoded = tokenizer.encode(text).map_err(|e| anyhow!("text {}: {e}", i + 1))?;
        truncated += u64::from(encoded.truncated);
    }
    if truncated > 0 {
        let limit = tokenizer.limit();
        log::warn!("{truncated} texts are longer than {limit} tokens and are cut");
    }
    Ok(())
}

/// Refuses what makes no sense without a positive number.
pub(crate) fn positive(option: &str, value: f64) -> Result<f64> {
    if value.is_finite() && value > 0.0 {
        return Ok(value);
    }
    Err(Usage(format!("{option} {value}: give a number above 0")).into())
}
