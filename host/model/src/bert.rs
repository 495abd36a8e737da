//! SpikeLM's BERT for sequence classification.

use std::path::Path;
use std::sync::Arc;

use ndarray::Array2;
use spikelm_engine::MatrixEngine;

use crate::attention::SelfAttention;
use crate::batch::Batch;
use crate::dense::Dense;
use crate::embeddings::Embeddings;
use crate::feed_forward::FeedForward;
use crate::linear::Source;
use crate::math::{sum, tanh};
use crate::names::bert as names;
use crate::products::Arithmetic;
use crate::{BertConfig, Checkpoint, ModelError, Precision, Width};

/// Sentences that go through a layer together, unless told otherwise.
pub const DEFAULT_SENTENCES_IN_FLIGHT: usize = 32;

#[derive(Debug)]
struct EncoderLayer {
    attention: SelfAttention,
    feed_forward: FeedForward,
}

/// A trained model, ready to classify.
///
/// Embeddings repeat T times, encoder layers are post-norm, the encoder's output is the mean over
/// T; pooler (first token, tanh) and classifier are dense.
pub struct SpikeBert {
    config: BertConfig,
    precision: Precision,
    arithmetic: Arithmetic,
    embeddings: Embeddings,
    layers: Vec<EncoderLayer>,
    pooler: Dense,
    classifier: Dense,
    in_flight: usize,
}

impl SpikeBert {
    /// Loads `config.json` and `model.safetensors` of a directory; quantized weights stay with
    /// `engine`. [`Precision::F32`] needs none.
    ///
    /// # Errors
    /// When a file, a tensor or an amplitude is not sound, or when the engine refuses weights whose
    /// sums could overflow.
    pub fn load(
        directory: &Path,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
    ) -> Result<SpikeBert, ModelError> {
        let config = BertConfig::load(directory)?;
        let checkpoint = Checkpoint::open(directory)?;
        let arithmetic = match (precision.width(), engine) {
            (None, _) => Arithmetic::Real,
            (Some(weights), Some(engine)) => {
                Arithmetic::Integer { engine, weights, attention: Width::Int8 }
            }
            (Some(_), None) => return Err(ModelError::NoEngine(precision)),
        };
        let source =
            Source { checkpoint: &checkpoint, arithmetic: &arithmetic, steps: config.steps };
        let (hidden, eps) = (config.hidden_size, config.layer_norm_eps);
        let embeddings = Embeddings::load(&checkpoint, &config)?;
        // Not reserved ahead: the number of layers is only the config's word.
        let mut layers = Vec::new();
        for layer in 0..config.num_hidden_layers {
            layers.push(EncoderLayer {
                attention: SelfAttention::load(
                    &source,
                    &names::attention(layer),
                    hidden,
                    config.num_attention_heads,
                    eps,
                )?,
                feed_forward: FeedForward::load(
                    &source,
                    &names::feed_forward(layer),
                    hidden,
                    config.intermediate_size,
                    eps,
                )?,
            });
        }
        let pooler = Dense::load(&checkpoint, names::POOLER, hidden, hidden)?;
        let classifier = Dense::load(&checkpoint, names::CLASSIFIER, hidden, config.labels())?;
        Ok(SpikeBert {
            config,
            precision,
            arithmetic,
            embeddings,
            layers,
            pooler,
            classifier,
            in_flight: DEFAULT_SENTENCES_IN_FLIGHT,
        })
    }

    /// Sets how many sentences go through a layer together: the logits are the same for any
    /// number, memory and the size of the engine's jobs are not.
    pub fn with_sentences_in_flight(mut self, sentences: usize) -> SpikeBert {
        self.in_flight = sentences.max(1);
        self
    }

    /// The model's sizes.
    pub fn config(&self) -> &BertConfig {
        &self.config
    }

    /// What the weights are.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Sentences that go through a layer together.
    pub fn sentences_in_flight(&self) -> usize {
        self.in_flight
    }

    /// The logits of each sentence of token ids, in order.
    ///
    /// # Errors
    /// When a sentence is empty, too long or has an unknown id, or when the engine fails.
    pub fn logits(&self, sentences: &[Vec<u32>]) -> Result<Vec<Vec<f32>>, ModelError> {
        for ids in sentences {
            self.embeddings.check(ids)?;
        }
        let mut logits = Vec::with_capacity(sentences.len());
        for batch in sentences.chunks(self.in_flight) {
            logits.extend(self.batch(batch)?);
        }
        match logits.iter().position(|l| l.iter().any(|v| !v.is_finite())) {
            Some(sentence) => Err(ModelError::Overflow { sentence }),
            None => Ok(logits),
        }
    }

    fn batch(&self, sentences: &[Vec<u32>]) -> Result<Vec<Vec<f32>>, ModelError> {
        let steps = self.config.steps;
        let batch = Batch::new(sentences.iter().map(Vec::len));
        let mut x = self.embeddings.forward(sentences, &batch, steps);
        for layer in &self.layers {
            let y = layer.attention.forward(&self.arithmetic, &x, &batch)?;
            x = layer.feed_forward.forward(&self.arithmetic, &y)?;
        }
        let head = |sentence| {
            let first = mean_over_steps(&x, batch.start(sentence), steps);
            let mut pooled = self.pooler.forward(&first);
            pooled.iter_mut().for_each(|v| *v = tanh(*v));
            self.classifier.forward(&pooled)
        };
        Ok((0..batch.sentences()).map(head).collect())
    }
}

/// The mean of a token's rows, column by column.
fn mean_over_steps(x: &Array2<f32>, token: usize, steps: usize) -> Vec<f32> {
    let mut column = vec![0.0; steps];
    (0..x.ncols())
        .map(|c| {
            for (t, v) in column.iter_mut().enumerate() {
                *v = x[[token * steps + t, c]];
            }
            sum(&column) / steps as f32
        })
        .collect()
}
