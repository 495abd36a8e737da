//! A loaded model with its tokenizer and its card.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use spikelm_engine::{MatrixEngine, Stats};
use spikelm_model::{BertConfig, Precision, SpikeBert, Tokenizer};

use crate::card::CardArguments;
use crate::compare::Compare;

/// A model directory whose texts can be read: what is wrong with them is told before a card is
/// opened, which may take long.
pub(crate) struct Prepared<'a> {
    directory: &'a Path,
    card: &'a CardArguments,
    pub(crate) config: BertConfig,
    pub(crate) tokenizer: Tokenizer,
}

impl<'a> Prepared<'a> {
    pub(crate) fn new(directory: &'a Path, card: &'a CardArguments) -> Result<Prepared<'a>> {
        card.check_usage()?;
        let config = BertConfig::load(directory)?;
        let tokenizer = Tokenizer::load(directory, &config)?;
        Ok(Prepared { directory, card, config, tokenizer })
    }

    /// Opens the card and loads the model.
    pub(crate) fn open(self) -> Result<Session> {
        let Prepared { directory, card, tokenizer, .. } = self;
        let engine = card.open()?;
        let precision = card.precision();
        let (engine, compare) = if precision == Precision::F32 {
            (None, None)
        } else if card.check {
            let compare = Arc::new(Compare::new(engine, Arc::new(card.software())));
            (Some(compare.clone() as Arc<dyn MatrixEngine>), Some(compare))
        } else {
            (Some(engine), None)
        };
        let model = SpikeBert::load(directory, precision, engine.clone())?
            .with_sentences_in_flight(card.in_flight as usize);
        Ok(Session { model, tokenizer, engine, compare })
    }
}

pub(crate) struct Session {
    pub(crate) model: SpikeBert,
    pub(crate) tokenizer: Tokenizer,
    /// `None` in the reference mode.
    engine: Option<Arc<dyn MatrixEngine>>,
    compare: Option<Arc<Compare>>,
}

impl Session {
    /// The card, or `host` where products are computed in float32.
    pub(crate) fn card(&self) -> String {
        self.engine.as_ref().map_or_else(|| "host".into(), |engine| engine.name())
    }

    /// Work done so far; `None` in the reference mode.
    pub(crate) fn stats(&self) -> Result<Option<Stats>> {
        Ok(self.engine.as_ref().map(|engine| engine.stats()).transpose()?)
    }

    /// After a run with `--check`: the number of products whose integers were all equal.
    pub(crate) fn compared(&self) -> Result<Option<u64>> {
        let Some(compare) = &self.compare else { return Ok(None) };
        match compare.difference() {
            Some(difference) => bail!("{difference}"),
            None => Ok(Some(compare.products())),
        }
    }
}
