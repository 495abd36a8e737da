//! What `translate` and `eval` share: search options and sources.

use anyhow::Result;
use clap::Args;
use spikelm_model::{ModelError, Search, Tokenizer};

use crate::Usage;

/// How targets are searched.
#[derive(Debug, Args)]
pub(crate) struct SearchArguments {
    /// Targets of a sentence that are kept at each token; 1 takes the likeliest token
    #[arg(long, value_name = "N", default_value_t = 1,
          value_parser = clap::value_parser!(u32).range(1..=256))]
    beams: u32,
    /// A target's score is its log probability over its length to this power
    #[arg(long, value_name = "P", default_value_t = 1.0, allow_negative_numbers = true)]
    length_penalty: f32,
    /// Tokens of a target, the end included
    #[arg(long, value_name = "N", default_value_t = 48,
          value_parser = clap::value_parser!(u32).range(1..))]
    max_tokens: u32,
}

impl SearchArguments {
    pub(crate) fn search(&self, positions: usize) -> Result<Search> {
        let search = Search {
            beams: self.beams as usize,
            length_penalty: self.length_penalty,
            max_tokens: self.max_tokens as usize,
            ..Search::default()
        };
        if search.max_tokens > positions {
            let message = format!("--max-tokens: the model has {positions} positions");
            return Err(Usage(message).into());
        }
        if !search.length_penalty.is_finite() || search.length_penalty.abs() > 16.0 {
            return Err(Usage("--length-penalty: give a number from -16 to 16".into()).into());
        }
        Ok(search)
    }
}

/// A text to translate.
pub(crate) struct Source {
    pub(crate) text: String,
    /// `None` when there is nothing in it: its translation is empty.
    pub(crate) ids: Option<Vec<u32>>,
    pub(crate) truncated: bool,
}

/// Tokenizes a text; warns when it is cut.
pub(crate) fn source(tokenizer: &Tokenizer, text: String) -> Result<Source, ModelError> {
    if text.trim().is_empty() {
        return Ok(Source { text, ids: None, truncated: false });
    }
    let encoded = match tokenizer.encode(&text) {
        Err(ModelError::EmptyText) => return Ok(Source { text, ids: None, truncated: false }),
        encoded => encoded?,
    };
    if encoded.truncated {
        let start: String = text.chars().take(40).collect();
        log::warn!("longer than {} tokens, the rest is dropped: {start}...", tokenizer.limit());
    }
    Ok(Source { text, ids: Some(encoded.ids), truncated: encoded.truncated })
}
