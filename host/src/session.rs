//! A loaded model with its tokenizer and its card.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use spikelm_engine::{CardReport, MatrixEngine, Stats};
use spikelm_model::{
    BartConfig, BertConfig, ModelError, Precision, SpikeBart, SpikeBert, Tokenizer,
};

use crate::card::CardArguments;
use crate::compare::Compare;

/// What the architectures have in common.
pub(crate) trait Model: Sized {
    type Config;

    fn config(directory: &Path) -> Result<Self::Config, ModelError>;

    fn tokenizer(directory: &Path, config: &Self::Config) -> Result<Tokenizer, ModelError>;

    fn load(
        directory: &Path,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
        card: &CardArguments,
    ) -> Result<Self, ModelError>;
}

impl Model for SpikeBert {
    type Config = BertConfig;

    fn config(directory: &Path) -> Result<BertConfig, ModelError> {
        BertConfig::load(directory)
    }

    fn tokenizer(directory: &Path, config: &BertConfig) -> Result<Tokenizer, ModelError> {
        Tokenizer::load(directory, config)
    }

    fn load(
        directory: &Path,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
        card: &CardArguments,
    ) -> Result<SpikeBert, ModelError> {
        let model = SpikeBert::load(directory, precision, engine)?;
        let model = model.with_sentences_in_flight(card.in_flight as usize);
        Ok(model.with_attention_rows(card.attention_rows()))
    }
}

impl Model for SpikeBart {
    type Config = BartConfig;

    fn config(directory: &Path) -> Result<BartConfig, ModelError> {
        BartConfig::load(directory)
    }

    fn tokenizer(directory: &Path, config: &BartConfig) -> Result<Tokenizer, ModelError> {
        Tokenizer::load(directory, config)
    }

    fn load(
        directory: &Path,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
        card: &CardArguments,
    ) -> Result<SpikeBart, ModelError> {
        let model = SpikeBart::load(directory, precision, engine)?;
        let model = model.with_sentences_in_flight(card.in_flight as usize);
        Ok(model.with_attention_rows(card.attention_rows()))
    }
}

/// A model directory whose texts can be read: what is wrong with them is told before a card is
/// opened, which may take long.
pub(crate) struct Prepared<'a, M: Model> {
    directory: &'a Path,
    card: &'a CardArguments,
    pub(crate) config: M::Config,
    pub(crate) tokenizer: Tokenizer,
}

impl<'a, M: Model> Prepared<'a, M> {
    pub(crate) fn new(directory: &'a Path, card: &'a CardArguments) -> Result<Self> {
        card.check_usage()?;
        let config = M::config(directory)?;
        let tokenizer = M::tokenizer(directory, &config)?;
        Ok(Prepared { directory, card, config, tokenizer })
    }

    /// Opens the card and loads the model.
    pub(crate) fn open(self) -> Result<Session<M>> {
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
        let model = M::load(directory, precision, engine.clone(), card)?;
        Ok(Session { model, tokenizer, engine, compare })
    }
}

pub(crate) struct Session<M> {
    pub(crate) model: M,
    pub(crate) tokenizer: Tokenizer,
    /// `None` in the reference mode.
    engine: Option<Arc<dyn MatrixEngine>>,
    compare: Option<Arc<Compare>>,
}

impl<M> Session<M> {
    /// The card, or `host` where products are computed in float32.
    pub(crate) fn card(&self) -> String {
        self.engine.as_ref().map_or_else(|| "host".into(), |engine| engine.name())
    }

    /// The cards behind the engine and what each has computed.
    pub(crate) fn cards(&self) -> Vec<CardReport> {
        self.engine.as_ref().map(|engine| engine.cards()).unwrap_or_default()
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
