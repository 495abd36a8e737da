//! SpikeLM's BERT for sequence classification.

use std::sync::Arc;

use spikelm_engine::MatrixEngine;
use spikelm_engine::stages::{self, Stage};

use crate::batch::Batch;
use crate::dense::Dense;
use crate::embeddings::{Embeddings, Tables};
use crate::encoder::{Encoder, Sizes};
use crate::linear::Source;
use crate::math::tanh;
use crate::names::bert as names;
use crate::products::{Arithmetic, Sums};
use crate::readout::mean_over_steps;
use crate::{AttentionRows, BertConfig, Checkpoint, ModelError, Origin, Precision};

/// Sentences that go through a layer together, unless told otherwise or asked for by an engine.
pub const DEFAULT_SENTENCES_IN_FLIGHT: usize = 32;

/// A trained model, ready to classify.
///
/// Embeddings repeat T times, encoder layers are post-norm, the encoder's output is the mean over
/// T; pooler (first token, tanh) and classifier are dense.
pub struct SpikeBert {
    config: BertConfig,
    precision: Precision,
    arithmetic: Arithmetic,
    embeddings: Embeddings,
    encoder: Encoder,
    pooler: Dense,
    classifier: Dense,
    /// `None`: as many as the engine asks for.
    in_flight: Option<usize>,
}

impl SpikeBert {
    /// Loads the config and the parameters of a model; quantized weights stay with `engine`.
    /// [`Precision::F32`] needs none.
    ///
    /// # Errors
    /// When a file, a tensor or an amplitude is not sound, or when the engine refuses weights whose
    /// sums could overflow.
    pub fn load(
        origin: impl Into<Origin>,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
    ) -> Result<SpikeBert, ModelError> {
        let origin = origin.into();
        let config = BertConfig::load(&origin)?;
        Self::with(config, &Checkpoint::open(&origin)?, precision, engine)
    }

    /// The model of these sizes and parameters.
    pub(crate) fn with(
        config: BertConfig,
        checkpoint: &Checkpoint,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
    ) -> Result<SpikeBert, ModelError> {
        let arithmetic = Arithmetic::new(precision, engine)?;
        let source = Source { checkpoint, arithmetic: &arithmetic, steps: config.steps };
        let (hidden, eps) = (config.hidden_size, config.layer_norm_eps);
        let word = Arc::new(checkpoint.tensor(names::WORD, &[config.vocab_size, hidden])?);
        let tables = Tables {
            hidden,
            positions: config.max_position_embeddings,
            offset: 0,
            segments: config.type_vocab_size,
            eps,
        };
        let embeddings = Embeddings::load(checkpoint, &names::embeddings(), word, tables)?;
        let sizes = Sizes {
            layers: config.num_hidden_layers,
            hidden,
            heads: config.num_attention_heads,
            intermediate: config.intermediate_size,
            eps,
        };
        let encoder = Encoder::load(&source, sizes, |layer| {
            (names::attention(layer), names::feed_forward(layer))
        })?;
        let pooler = Dense::load(checkpoint, names::POOLER, hidden, hidden)?;
        let classifier = Dense::load(checkpoint, names::CLASSIFIER, hidden, config.labels())?;
        Ok(SpikeBert {
            config,
            precision,
            arithmetic,
            embeddings,
            encoder,
            pooler,
            classifier,
            in_flight: None,
        })
    }

    /// Sets how many sentences go through a layer together, which the engine chooses else: the logits are the same for any
    /// number, memory and the size of the engine's jobs are not.
    pub fn with_sentences_in_flight(mut self, sentences: usize) -> SpikeBert {
        self.in_flight = Some(sentences.max(1));
        self
    }

    /// Sets which side of attention products the engine is given as rows; the sums are the same.
    pub fn with_attention_rows(mut self, rows: AttentionRows) -> SpikeBert {
        self.arithmetic.set_attention_rows(rows);
        self
    }

    /// Computes the products of [`Precision::F32`] densely, by the `gemm` crate: what benchmarks
    /// compare with. Its order of sums is its own, so logits are close and not the same bits.
    pub fn with_gemm(mut self) -> SpikeBert {
        self.arithmetic.set_sums(Sums::Gemm);
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

    /// Sentences in batches that go through a layer together, in order: of as many sentences as were
    /// set, else of about as many rows as the engine asks for, else of
    /// [`DEFAULT_SENTENCES_IN_FLIGHT`] sentences.
    pub fn batches<'a>(&self, sentences: &'a [Vec<u32>]) -> Vec<&'a [Vec<u32>]> {
        let rows = match self.in_flight {
            None => self.arithmetic.rows_in_flight(),
            Some(_) => None,
        };
        let Some(most) = rows else {
            let in_flight = self.in_flight.unwrap_or(DEFAULT_SENTENCES_IN_FLIGHT);
            return sentences.chunks(in_flight).collect();
        };
        let rows = |ids: &Vec<u32>| ids.len() * self.config.steps;
        let all: usize = sentences.iter().map(rows).sum();
        // Batches of one size, as near to `most` as that allows.
        let parts = ((all + most / 2) / most).max(1);
        let (mut batches, mut first, mut seen) = (Vec::new(), 0, 0);
        for (i, ids) in sentences.iter().enumerate() {
            seen += rows(ids);
            if seen * parts >= all * (batches.len() + 1) {
                batches.push(&sentences[first..=i]);
                first = i + 1;
            }
        }
        if first < sentences.len() {
            batches.push(&sentences[first..]);
        }
        batches
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
        for batch in self.batches(sentences) {
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
        let texts: Vec<(usize, &[u32])> = sentences.iter().map(|ids| (0, &ids[..])).collect();
        let x = {
            let _stage = stages::enter(Stage::Embed);
            self.embeddings.forward(&texts, &batch, steps)
        };
        let x = self.encoder.forward(&self.arithmetic, x, &batch)?;
        let _stage = stages::enter(Stage::Head);
        let head = |sentence| {
            let first = mean_over_steps(&x, batch.start(sentence), steps);
            let mut pooled = self.pooler.forward(&first);
            pooled.iter_mut().for_each(|v| *v = tanh(*v));
            self.classifier.forward(&pooled)
        };
        Ok((0..batch.sentences()).map(head).collect())
    }
}
