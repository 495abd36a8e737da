//! SpikeLM's BART: an encoder and a decoder that writes one token after the other.

use std::sync::Arc;

use ndarray::{Array2, ArrayView2, Axis, concatenate, s};
use rayon::prelude::*;
use spikelm_engine::{EngineError, MatrixEngine};

use crate::batch::Batch;
use crate::decoder::{Decoder, Memories};
use crate::embeddings::{Embeddings, Tables};
use crate::encoder::{Encoder, Sizes};
use crate::head::VocabularyHead;
use crate::linear::Source;
use crate::names::bart as names;
use crate::products::Arithmetic;
use crate::readout::mean_over_steps;
use crate::{
    AttentionRows, BartConfig, Checkpoint, DEFAULT_SENTENCES_IN_FLIGHT, ModelError, Origin,
    Precision,
};

/// A trained model, ready to translate.
///
/// Embeddings repeat T times and all layers are post-norm. Cross-attention reads the encoder's
/// output step by step; only the decoder's output is averaged over T, before the head, which is
/// the word table.
pub struct SpikeBart {
    config: BartConfig,
    precision: Precision,
    arithmetic: Arithmetic,
    embeddings: [Embeddings; 2],
    encoder: Encoder,
    decoder: Decoder,
    head: VocabularyHead,
    in_flight: usize,
}

/// A target as far as it is decoded: its tokens, the first of which are in the memories.
#[derive(Clone)]
pub(crate) struct Target {
    /// Begins with the decoder's start token.
    pub(crate) tokens: Vec<u32>,
    /// Tokens that the memories have.
    pub(crate) remembered: usize,
    pub(crate) memories: Memories,
}

/// A source with the targets that are decoded from it.
pub(crate) struct Decoding {
    pub(crate) source: Memories,
    /// Without a cache, the encoder's rows `token * T + t`: what `source` is made of, anew for each
    /// token.
    encoded: Option<Array2<f32>>,
    pub(crate) targets: Vec<Target>,
}

impl SpikeBart {
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
    ) -> Result<SpikeBart, ModelError> {
        let origin = origin.into();
        let config = BartConfig::load(&origin)?;
        Self::with(config, &Checkpoint::open(&origin)?, precision, engine)
    }

    /// The model of these sizes and parameters.
    pub(crate) fn with(
        config: BartConfig,
        checkpoint: &Checkpoint,
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
    ) -> Result<SpikeBart, ModelError> {
        let arithmetic = Arithmetic::new(precision, engine)?;
        let source = Source { checkpoint, arithmetic: &arithmetic, steps: config.steps };
        let (hidden, eps) = (config.d_model, BartConfig::LAYER_NORM_EPS);
        let word = Arc::new(checkpoint.tensor(names::WORD, &[config.vocab_size, hidden])?);
        let embeddings = |side| {
            let tables = Tables {
                hidden,
                positions: config.max_position_embeddings,
                offset: BartConfig::OFFSET,
                segments: 0,
                eps,
            };
            Embeddings::load(checkpoint, &names::embeddings(side), word.clone(), tables)
        };
        let embeddings = [embeddings("encoder")?, embeddings("decoder")?];
        let sizes = Sizes {
            layers: config.encoder_layers,
            hidden,
            heads: config.encoder_attention_heads,
            intermediate: config.encoder_ffn_dim,
            eps,
        };
        let encoder = Encoder::load(&source, sizes, |layer| {
            (names::attention("encoder", layer), names::feed_forward("encoder", layer))
        })?;
        let sizes = Sizes {
            layers: config.decoder_layers,
            hidden,
            heads: config.decoder_attention_heads,
            intermediate: config.decoder_ffn_dim,
            eps,
        };
        let decoder = Decoder::load(&source, sizes)?;
        let head = VocabularyHead::load(checkpoint, &word, hidden)?;
        let in_flight = DEFAULT_SENTENCES_IN_FLIGHT;
        Ok(SpikeBart {
            config,
            precision,
            arithmetic,
            embeddings,
            encoder,
            decoder,
            head,
            in_flight,
        })
    }

    /// Sets how many sentences are decoded together: the tokens are the same for any number,
    /// memory and the size of the engine's jobs are not.
    pub fn with_sentences_in_flight(mut self, sentences: usize) -> SpikeBart {
        self.in_flight = sentences.max(1);
        self
    }

    /// Sets which side of attention products the engine is given as rows; the sums are the same.
    pub fn with_attention_rows(mut self, rows: AttentionRows) -> SpikeBart {
        self.arithmetic.set_attention_rows(rows);
        self
    }

    /// The model's sizes.
    pub fn config(&self) -> &BartConfig {
        &self.config
    }

    /// What the weights are.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Sentences that are decoded together.
    pub fn sentences_in_flight(&self) -> usize {
        self.in_flight
    }

    /// Streams of work that this model's products are best asked in.
    pub(crate) fn streams(&self) -> usize {
        self.arithmetic.streams()
    }

    /// Teacher forcing, without a cache: for each source and target of token ids, the logits of
    /// what follows each token of the target. A target begins with the start token.
    ///
    /// # Errors
    /// When a text is empty, too long or has an unknown id, or when the engine fails.
    pub fn logits(&self, pairs: &[(Vec<u32>, Vec<u32>)]) -> Result<Vec<Vec<Vec<f32>>>, ModelError> {
        let mut all = Vec::with_capacity(pairs.len());
        for pairs in pairs.chunks(self.in_flight) {
            let sources: Vec<&[u32]> = pairs.iter().map(|(source, _)| source.as_slice()).collect();
            let mut decodings = self.encode(&sources, true)?;
            for (decoding, (_, target)) in decodings.iter_mut().zip(pairs) {
                self.embeddings[1].check(target)?;
                decoding.targets[0].tokens.clone_from(target);
            }
            let mut logits = self.advance(&mut decodings, true)?.into_iter();
            all.extend(
                pairs.iter().map(|(_, target)| {
                    logits.by_ref().take(target.len()).collect::<Vec<Vec<f32>>>()
                }),
            );
        }
        match all.iter().position(|l| !finite(l)) {
            Some(sentence) => Err(ModelError::Overflow { sentence }),
            None => Ok(all),
        }
    }

    /// Whether a source can be encoded.
    pub(crate) fn check(&self, source: &[u32]) -> Result<(), ModelError> {
        self.embeddings[0].check(source)
    }

    /// Encodes sources; each gets one target, of the start token. Without `cache`, the decodings
    /// keep nothing from one token to the next but tokens and the encoder's output.
    pub(crate) fn encode(
        &self,
        sources: &[&[u32]],
        cache: bool,
    ) -> Result<Vec<Decoding>, ModelError> {
        for ids in sources {
            self.check(ids)?;
        }
        let batch = Batch::new(sources.iter().map(|ids| ids.len()));
        let texts: Vec<(usize, &[u32])> = sources.iter().map(|ids| (0, *ids)).collect();
        let x = self.embeddings[0].forward(&texts, &batch, self.config.steps);
        let x = self.encoder.forward(&self.arithmetic, x, &batch)?;
        let target = Target {
            tokens: vec![self.config.decoder_start_token_id],
            remembered: 0,
            memories: self.decoder.start(),
        };
        if cache {
            let decoding =
                |source| Decoding { source, encoded: None, targets: vec![target.clone()] };
            let sources = self.decoder.remember(&self.arithmetic, &x, &batch)?;
            return Ok(sources.into_iter().map(decoding).collect());
        }
        let steps = self.config.steps;
        let decoding = |sentence| {
            let first = batch.start(sentence) * steps;
            let rows = x.slice(s![first..first + batch.length(sentence) * steps, ..]).to_owned();
            Decoding { source: vec![], encoded: Some(rows), targets: vec![target.clone()] }
        };
        Ok((0..batch.sentences()).map(decoding).collect())
    }

    /// Of decodings without a cache: keys and values of sources anew, none of targets.
    fn forget(&self, decodings: &mut [Decoding]) -> Result<(), ModelError> {
        let encoded: Vec<ArrayView2<'_, f32>> =
            decodings.iter().filter_map(|d| d.encoded.as_ref().map(|x| x.view())).collect();
        if encoded.is_empty() {
            return Ok(());
        }
        let batch = Batch::new(encoded.iter().map(|rows| rows.nrows() / self.config.steps));
        let x = concatenate(Axis(0), &encoded).map_err(|e| EngineError::Shape(e.to_string()))?;
        let sources = self.decoder.remember(&self.arithmetic, &x, &batch)?;
        for (decoding, source) in decodings.iter_mut().zip(sources) {
            decoding.source = source;
            for target in &mut decoding.targets {
                target.remembered = 0;
                target.memories = self.decoder.start();
            }
        }
        Ok(())
    }

    /// Decodes the tokens of all targets that their memories do not have, and returns the logits
    /// of what follows: after each of these tokens, or after the last of each target.
    pub(crate) fn advance(
        &self,
        decodings: &mut [Decoding],
        after_each: bool,
    ) -> Result<Vec<Vec<f32>>, ModelError> {
        self.forget(decodings)?;
        let steps = self.config.steps;
        let new = |target: &Target| target.tokens.len() - target.remembered;
        let batch = Batch::new(decodings.iter().flat_map(|d| &d.targets).map(new));
        let asking = Batch::new(decodings.iter().map(|d| d.targets.iter().map(new).sum()));
        let texts: Vec<(usize, &[u32])> = decodings
            .iter()
            .flat_map(|d| &d.targets)
            .map(|t| (t.remembered, &t.tokens[t.remembered..]))
            .collect();
        let x = self.embeddings[1].forward(&texts, &batch, steps);
        let (mut sources, mut targets) = (Vec::new(), Vec::new());
        for Decoding { source, targets: of_source, .. } in decodings {
            sources.push(source);
            for Target { tokens, remembered, memories } in of_source {
                *remembered = tokens.len();
                targets.push(memories);
            }
        }
        let x = self.decoder.forward(
            &self.arithmetic,
            x,
            (&mut targets, &batch),
            (&mut sources, &asking),
        )?;
        let read: Vec<usize> = if after_each {
            (0..batch.tokens()).collect()
        } else {
            (0..batch.sentences()).map(|s| batch.start(s) + batch.length(s) - 1).collect()
        };
        let mut means = Array2::zeros((read.len(), self.config.d_model));
        for (mut row, &token) in means.rows_mut().into_iter().zip(&read) {
            for (m, v) in row.iter_mut().zip(mean_over_steps(&x, token, steps)) {
                *m = v;
            }
        }
        Ok(self.head.forward(&means))
    }
}

/// Whether all logits are numbers.
pub(crate) fn finite(logits: &[Vec<f32>]) -> bool {
    logits.par_iter().all(|l| l.iter().all(|v| v.is_finite()))
}
