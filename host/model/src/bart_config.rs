//! `config.json` of a SpikeLM BART.

use std::path::PathBuf;

use serde::Deserialize;

use crate::config::{Architecture, read_config};
use crate::{ModelError, Origin};

/// Sizes and special tokens of a SpikeLM BART for generation.
#[derive(Debug, Clone, Deserialize)]
pub struct BartConfig {
    /// The file it was read from.
    #[serde(skip)]
    pub path: PathBuf,
    /// Rows of the word table, and logits.
    pub vocab_size: usize,
    /// Width of a token.
    pub d_model: usize,
    /// Encoder layers.
    pub encoder_layers: usize,
    /// Decoder layers.
    pub decoder_layers: usize,
    /// Heads of the encoder's attention; divides `d_model`.
    pub encoder_attention_heads: usize,
    /// Heads of the decoder's attention; divides `d_model`.
    pub decoder_attention_heads: usize,
    /// Width between the encoder's feed-forward layers.
    pub encoder_ffn_dim: usize,
    /// Width between the decoder's feed-forward layers.
    pub decoder_ffn_dim: usize,
    /// Positions of a text; the position tables have [`BartConfig::OFFSET`] rows more.
    pub max_position_embeddings: usize,
    /// Time steps.
    #[serde(rename = "T")]
    pub steps: usize,
    /// What a target starts with.
    #[serde(default = "end")]
    pub decoder_start_token_id: u32,
    /// What a target ends with.
    #[serde(default = "end")]
    pub eos_token_id: u32,
    #[serde(default)]
    scale_embedding: bool,
    #[serde(default)]
    activation_function: Option<String>,
    #[serde(default)]
    input_bits: Option<u32>,
}

fn end() -> u32 {
    2
}

impl BartConfig {
    /// Rows of the position tables that no token uses, as in the original BART.
    pub const OFFSET: usize = 2;
    /// Added to a variance before its root is taken; it is not in `config.json`.
    pub const LAYER_NORM_EPS: f32 = 1e-5;

    /// Reads `config.json` of a model.
    ///
    /// # Errors
    /// When it is missing, no JSON, of another architecture, or has sizes that cannot be.
    pub fn load(origin: impl Into<Origin>) -> Result<BartConfig, ModelError> {
        let (path, text) = read_config(&origin.into(), Architecture::Bart)?;
        let mut config: BartConfig = serde_json::from_slice(&text)
            .map_err(|source| ModelError::Json { path: path.clone(), source })?;
        config.path = path;
        config.check()?;
        Ok(config)
    }

    /// The longest source in tokens.
    pub fn longest_source(&self) -> usize {
        self.max_position_embeddings - Self::OFFSET
    }

    fn check(&self) -> Result<(), ModelError> {
        let fail = |field, value: String, reason: String| {
            Err(ModelError::Field { path: self.path.clone(), field, value, reason })
        };
        for (field, value) in [
            ("vocab_size", self.vocab_size),
            ("d_model", self.d_model),
            ("encoder_layers", self.encoder_layers),
            ("decoder_layers", self.decoder_layers),
            ("encoder_attention_heads", self.encoder_attention_heads),
            ("decoder_attention_heads", self.decoder_attention_heads),
            ("encoder_ffn_dim", self.encoder_ffn_dim),
            ("decoder_ffn_dim", self.decoder_ffn_dim),
            ("max_position_embeddings", self.max_position_embeddings),
            ("T", self.steps),
        ] {
            // Sizes beyond this overflow index arithmetic long before any file holds them.
            if value == 0 || value > 1 << 28 {
                return fail(field, value.to_string(), "must be at least 1 and below 2^28".into());
            }
        }
        if self.max_position_embeddings < 2 * Self::OFFSET {
            let reason = "leaves no room for a source".into();
            let value = self.max_position_embeddings.to_string();
            return fail("max_position_embeddings", value, reason);
        }
        for (field, heads) in [
            ("encoder_attention_heads", self.encoder_attention_heads),
            ("decoder_attention_heads", self.decoder_attention_heads),
        ] {
            if !self.d_model.is_multiple_of(heads) {
                let reason = format!("does not divide d_model = {}", self.d_model);
                return fail(field, heads.to_string(), reason);
            }
        }
        for (field, token) in [
            ("decoder_start_token_id", self.decoder_start_token_id),
            ("eos_token_id", self.eos_token_id),
        ] {
            if token as usize >= self.vocab_size {
                let reason = format!("the word table has {} rows", self.vocab_size);
                return fail(field, token.to_string(), reason);
            }
        }
        if self.scale_embedding {
            let reason = "scaled embeddings are not implemented".into();
            return fail("scale_embedding", "true".into(), reason);
        }
        if let Some(function) = &self.activation_function
            && function != "gelu"
        {
            let reason = "only `gelu` is implemented".into();
            return fail("activation_function", function.clone(), reason);
        }
        if let Some(bits) = self.input_bits
            && bits != 2
        {
            let reason = "only ternary spikes (2) are implemented".into();
            return fail("input_bits", bits.to_string(), reason);
        }
        Ok(())
    }
}
