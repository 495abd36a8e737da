//! Text to token ids, by the Hugging Face `tokenizer.json` that came with the checkpoint.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use spikelm_engine::stages::{self, Stage};
use tokenizers::{TruncationDirection, TruncationParams, TruncationStrategy};

use crate::{BartConfig, BertConfig, ModelError, Origin};

/// A tokenizer that fits a model: every id has a row in the word table, no text is longer than the
/// position table.
#[derive(Debug)]
pub struct Tokenizer {
    inner: tokenizers::Tokenizer,
    limit: usize,
}

/// What a model can read: rows of its word table, the longest text, and how longer ones are cut.
#[derive(Debug, Clone, Copy)]
pub struct TextLimits {
    vocabulary: usize,
    longest: usize,
    /// Whether a text that is cut keeps the special token at its end.
    keeps_end: bool,
}

impl From<&BertConfig> for TextLimits {
    fn from(config: &BertConfig) -> TextLimits {
        TextLimits {
            vocabulary: config.vocab_size,
            longest: config.max_position_embeddings,
            keeps_end: true,
        }
    }
}

impl From<&BartConfig> for TextLimits {
    fn from(config: &BartConfig) -> TextLimits {
        TextLimits {
            vocabulary: config.vocab_size,
            longest: config.longest_source(),
            keeps_end: false,
        }
    }
}

/// A text as the model reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedText {
    /// Token ids, special tokens included where `tokenizer.json` asks for them.
    pub ids: Vec<u32>,
    /// Whether tokens at the end were dropped to fit the position table.
    pub truncated: bool,
}

impl Tokenizer {
    /// Start, padding and end are the ids up to this one; they are no part of a text.
    pub const LAST_CONTROL: u32 = 2;

    /// Reads `tokenizer.json` of a model.
    ///
    /// # Errors
    /// When it is missing, damaged, or has ids beyond the model's vocabulary.
    pub fn load(
        origin: impl Into<Origin>,
        limits: impl Into<TextLimits>,
    ) -> Result<Tokenizer, ModelError> {
        let TextLimits { vocabulary: rows, longest, keeps_end } = limits.into();
        let origin = origin.into();
        let (path, bytes) = (origin.file("tokenizer.json"), origin.tokenizer()?);
        let fail = |reason: String| ModelError::Tokenizer { path: path.clone(), reason };
        let no_tokenizer = |reason: &str| fail(format!("no tokenizer: {}", one_line(reason)));
        let mut inner = guarded(|| tokenizers::Tokenizer::from_bytes(bytes))
            .ok_or_else(|| no_tokenizer("a part of it is malformed"))?
            .map_err(|e| no_tokenizer(&e.to_string()))?;

        let vocabulary = inner.get_vocab(true);
        match vocabulary.iter().max_by_key(|(_, id)| **id) {
            None => return Err(fail("the vocabulary is empty".into())),
            Some((token, &id)) if id as usize >= rows => {
                return Err(fail(format!(
                    "token `{token}` has id {id}, but the model's word table has {rows} rows"
                )));
            }
            Some(_) => {}
        }
        if vocabulary.len() < rows {
            log::info!(
                "{}: {} tokens for a word table of {rows} rows",
                path.display(),
                vocabulary.len(),
            );
        }

        let own = inner.get_truncation().map_or(usize::MAX, |t| t.max_length);
        let limit = own.min(longest);
        let truncation = keeps_end.then_some(TruncationParams {
            direction: TruncationDirection::Right,
            max_length: limit,
            strategy: TruncationStrategy::LongestFirst,
            stride: 0,
        });
        inner.with_padding(None).with_truncation(truncation).map_err(|e| {
            let reason = one_line(&e.to_string());
            fail(format!("{limit} positions leave no room for a word: {reason}"))
        })?;
        Ok(Tokenizer { inner, limit })
    }

    /// The longest text in tokens.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Tokenizes a text, special tokens as `tokenizer.json` says; drops what is too long.
    ///
    /// # Errors
    /// When the text has no token of its own, or the tokenizer refuses it.
    pub fn encode(&self, text: &str) -> Result<EncodedText, ModelError> {
        let _stage = stages::enter(Stage::Tokenize);
        let encoding = guarded(|| self.inner.encode_fast(text, true))
            .ok_or_else(|| ModelError::Text("the tokenizer cannot read it".into()))?
            .map_err(|e| ModelError::Text(one_line(&e.to_string())))?;
        if encoding.get_special_tokens_mask().iter().all(|special| *special == 1) {
            return Err(ModelError::EmptyText);
        }
        let mut ids = encoding.get_ids().to_vec();
        let truncated = !encoding.get_overflowing().is_empty() || ids.len() > self.limit;
        ids.truncate(self.limit);
        Ok(EncodedText { ids, truncated })
    }

    /// The text of generated tokens; ids up to [`Tokenizer::LAST_CONTROL`] are dropped.
    ///
    /// # Errors
    /// When the tokenizer refuses them.
    pub fn decode(&self, tokens: &[u32]) -> Result<String, ModelError> {
        let kept: Vec<u32> = tokens.iter().copied().filter(|id| *id > Self::LAST_CONTROL).collect();
        self.inner.decode(&kept, true).map_err(|e| ModelError::Text(one_line(&e.to_string())))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic inside becomes `None` and prints nothing.
///
/// The tokenizers crate panics on some damaged files (a decoder that is no decoder) where it
/// should return an error.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                report(info);
            }
        }));
    });
    GUARDED.set(true);
    // What `work` leaves half done is dropped with the error.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_becomes_none() {
        assert_eq!(guarded(|| 7), Some(7));
        assert_eq!(guarded(|| -> u8 { panic!("a library's panic") }), None);
    }
}
