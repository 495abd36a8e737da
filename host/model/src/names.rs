//! Names of parameters in a checkpoint, by role.
//!
//! Attention and feed-forward blocks are the same in every SpikeLM architecture; only the names of
//! their parameters differ. These types name the roles, and one function per architecture fills
//! them.

/// Parameters of an attention block with its residual norm.
#[derive(Debug, Clone)]
pub(crate) struct AttentionNames {
    pub(crate) query: String,
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) output: String,
    /// Thresholds of keys and values: `{clip_key}.{t}`.
    pub(crate) clip_key: String,
    pub(crate) clip_value: String,
    pub(crate) norm: String,
}

/// Parameters of a feed-forward block with its residual norm.
#[derive(Debug, Clone)]
pub(crate) struct FeedForwardNames {
    pub(crate) up: String,
    pub(crate) down: String,
    pub(crate) norm: String,
}

/// Tables and norm that turn token ids into rows.
#[derive(Debug, Clone)]
pub(crate) struct EmbeddingNames {
    pub(crate) position: String,
    /// Architectures for pairs of texts have one.
    pub(crate) segment: Option<String>,
    pub(crate) norm: String,
}

/// The public SpikeLM code's names, which are those of BERT.
pub(crate) mod bert {
    use super::{AttentionNames, EmbeddingNames, FeedForwardNames};

    pub(crate) const WORD: &str = "bert.embeddings.word_embeddings.weight";
    pub(crate) const POSITION: &str = "bert.embeddings.position_embeddings.weight";
    pub(crate) const SEGMENT: &str = "bert.embeddings.token_type_embeddings.weight";
    pub(crate) const EMBEDDING_NORM: &str = "bert.embeddings.LayerNorm";
    pub(crate) const POOLER: &str = "bert.pooler.dense";
    pub(crate) const CLASSIFIER: &str = "classifier";

    pub(crate) fn embeddings() -> EmbeddingNames {
        EmbeddingNames {
            position: POSITION.into(),
            segment: Some(SEGMENT.into()),
            norm: EMBEDDING_NORM.into(),
        }
    }

    pub(crate) fn attention(layer: usize) -> AttentionNames {
        let base = format!("bert.encoder.layer.{layer}.attention");
        AttentionNames {
            query: format!("{base}.self.query"),
            key: format!("{base}.self.key"),
            value: format!("{base}.self.value"),
            output: format!("{base}.output.dense"),
            clip_key: format!("{base}.self.clip_key"),
            clip_value: format!("{base}.self.clip_value"),
            norm: format!("{base}.output.LayerNorm"),
        }
    }

    pub(crate) fn feed_forward(layer: usize) -> FeedForwardNames {
        let base = format!("bert.encoder.layer.{layer}");
        FeedForwardNames {
            up: format!("{base}.intermediate.dense"),
            down: format!("{base}.output.dense"),
            norm: format!("{base}.output.LayerNorm"),
        }
    }
}

/// The Hugging Face names of BART; `side` is `encoder` or `decoder`.
pub(crate) mod bart {
    use super::{AttentionNames, EmbeddingNames, FeedForwardNames};

    pub(crate) const WORD: &str = "model.shared.weight";
    pub(crate) const LOGITS_BIAS: &str = "final_logits_bias";

    pub(crate) fn embeddings(side: &str) -> EmbeddingNames {
        EmbeddingNames {
            position: format!("model.{side}.embed_positions.weight"),
            segment: None,
            norm: format!("model.{side}.layernorm_embedding"),
        }
    }

    pub(crate) fn attention(side: &str, layer: usize) -> AttentionNames {
        of_block(&format!("model.{side}.layers.{layer}.self_attn"))
    }

    pub(crate) fn cross_attention(layer: usize) -> AttentionNames {
        of_block(&format!("model.decoder.layers.{layer}.encoder_attn"))
    }

    fn of_block(base: &str) -> AttentionNames {
        AttentionNames {
            query: format!("{base}.q_proj"),
            key: format!("{base}.k_proj"),
            value: format!("{base}.v_proj"),
            output: format!("{base}.out_proj"),
            clip_key: format!("{base}.clip_key"),
            clip_value: format!("{base}.clip_value"),
            norm: format!("{base}_layer_norm"),
        }
    }

    pub(crate) fn feed_forward(side: &str, layer: usize) -> FeedForwardNames {
        let base = format!("model.{side}.layers.{layer}");
        FeedForwardNames {
            up: format!("{base}.fc1"),
            down: format!("{base}.fc2"),
            norm: format!("{base}.final_layer_norm"),
        }
    }
}
