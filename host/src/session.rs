//! A loaded model with its tokenizer and its card.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use spikelm_engine::{MatrixEngine, Stats};
use spikelm_model::{EncodedText, Precision, SpikeBert, Tokenizer};

use crate::card::CardArguments;
use crate::compare::Compare;

pub(crate) struct Session {
    pub(crate) model: SpikeBert,
    pub(crate) tokenizer: Tokenizer,
    /// `None` in the reference mode.
    engine: Option<Arc<dyn MatrixEngine>>,
    compare: Option<Arc<Compare>>,
}

impl Session {
    pub(crate) fn open(directory: &Path, arguments: &CardArguments) -> Result<Session> {
        arguments.check_usage()?;
        let precision = arguments.precision();
        // A fault of the model is told before a card is built.
        let config = spikelm_model::BertConfig::load(directory)?;
        let tokenizer = Tokenizer::load(directory, &config)?;
        let card = arguments.open()?;
        let (engine, compare) = if precision == Precision::F32 {
            (None, None)
        } else if arguments.check {
            let compare = Arc::new(Compare::new(card, Arc::new(arguments.software())));
            (Some(compare.clone() as Arc<dyn MatrixEngine>), Some(compare))
        } else {
            (Some(card), None)
        };
        let model = SpikeBert::load(directory, precision, engine.clone())?
            .with_sentences_in_flight(arguments.in_flight as usize);
        Ok(Session { model, tokenizer, engine, compare })
    }

    /// The card, or `host` where products are computed in float32.
    pub(crate) fn card(&self) -> String {
        self.engine.as_ref().map_or_else(|| "host".into(), |engine| engine.name())
    }

    /// Work done so far; `None` in the reference mode.
    pub(crate) fn stats(&self) -> Result<Option<Stats>> {
        Ok(self.engine.as_ref().map(|engine| engine.stats()).transpose()?)
    }

    /// Tokenizes a text; warns when it is cut.
    pub(crate) fn encode(&self, text: &str) -> Result<EncodedText> {
        let encoded = self.tokenizer.encode(text)?;
        if encoded.truncated {
            let start: String = text.chars().take(40).collect();
            log::warn!(
                "longer than {} tokens, the rest is dropped: {start}...",
                self.tokenizer.limit()
            );
        }
        Ok(encoded)
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
