//! A loaded model with its tokenizer and its card.

use std::sync::Arc;

use anyhow::{Result, bail};
use spikelm_engine::{CardReport, MatrixEngine, Stats};
use spikelm_model::{
    BartConfig, BertConfig, ModelError, Origin, Precision, SpikeBart, SpikeBert, Tokenizer,
};

use crate::card::CardArguments;
use crate::compare::Compare;

/// What the architectures have in common.
pub(crate) trait Model: Sized {
    type Config;

    fn config(origin: &Origin) -> Result<Self::Config, ModelError>;

    fn tokenizer(origin: &Origin, config: &Self::Config) -> Result<Tokenizer, ModelError>;

    fn load(
        origin: &Origin,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
        card: &CardArguments,
    ) -> Result<Self, ModelError>;
}

impl Model for SpikeBert {
    type Config = BertConfig;

    fn config(origin: &Origin) -> Result<BertConfig, ModelError> {
        BertConfig::load(origin)
    }

    fn tokenizer(origin: &Origin, config: &BertConfig) -> Result<Tokenizer, ModelError> {
        Tokenizer::load(origin, config)
    }

    fn load(
        origin: &Origin,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
        card: &CardArguments,
    ) -> Result<SpikeBert, ModelError> {
        let model = SpikeBert::load(origin, precision, engine)?;
        let model = model.with_attention_rows(card.attention_rows());
        Ok(match card.in_flight {
            Some(sentences) => model.with_sentences_in_flight(sentences as usize),
            None => model,
        })
    }
}

impl Model for SpikeBart {
    type Config = BartConfig;

    fn config(origin: &Origin) -> Result<BartConfig, ModelError> {
        BartConfig::load(origin)
    }

    fn tokenizer(origin: &Origin, config: &BartConfig) -> Result<Tokenizer, ModelError> {
        Tokenizer::load(origin, config)
    }

    fn load(
        origin: &Origin,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
        card: &CardArguments,
    ) -> Result<SpikeBart, ModelError> {
        let model = SpikeBart::load(origin, precision, engine)?;
        let model = model.with_attention_rows(card.attention_rows());
        Ok(match card.in_flight {
            Some(sentences) => model.with_sentences_in_flight(sentences as usize),
            None => model,
        })
    }
}

/// A model whose texts can be read: what is wrong with them is told before a card is
/// opened, which may take long.
pub(crate) struct Prepared<'a, M: Model> {
    origin: Origin,
    card: &'a CardArguments,
    pub(crate) config: M::Config,
    pub(crate) tokenizer: Tokenizer,
}

impl<'a, M: Model> Prepared<'a, M> {
    pub(crate) fn new(origin: impl Into<Origin>, card: &'a CardArguments) -> Result<Self> {
        card.check_usage()?;
        let origin = origin.into();
        let config = M::config(&origin)?;
        let tokenizer = M::tokenizer(&origin, &config)?;
        Ok(Prepared { origin, card, config, tokenizer })
    }

    /// Opens the card and loads the model.
    pub(crate) fn open(self) -> Result<Session<M>> {
        let Prepared { origin, card, tokenizer, .. } = self;
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
        let model = M::load(&origin, precision, engine.clone(), card)?;
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
