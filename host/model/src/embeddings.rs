//! Token ids to the rows that enter the encoder.

use ndarray::Array2;
use rayon::prelude::*;

use crate::batch::Batch;
use crate::layer_norm::LayerNorm;
use crate::names::bert as names;
use crate::{BertConfig, Checkpoint, ModelError};

/// `norm((word[id] + segment[0]) + position[i])`, repeated for every time step.
#[derive(Debug)]
pub(crate) struct Embeddings {
    word: Vec<f32>,
    position: Vec<f32>,
    /// Row 0 of the segment table: texts are single, not pairs.
    segment: Vec<f32>,
    norm: LayerNorm,
    hidden: usize,
}

impl Embeddings {
    pub(crate) fn load(
        checkpoint: &Checkpoint,
        config: &BertConfig,
    ) -> Result<Embeddings, ModelError> {
        let hidden = config.hidden_size;
        let table = |name, rows| checkpoint.tensor(name, &[rows, hidden]);
        let mut segment = table(names::SEGMENT, config.type_vocab_size)?;
        segment.truncate(hidden);
        Ok(Embeddings {
            word: table(names::WORD, config.vocab_size)?,
            position: table(names::POSITION, config.max_position_embeddings)?,
            segment,
            norm: LayerNorm::load(
                checkpoint,
                names::EMBEDDING_NORM,
                hidden,
                config.layer_norm_eps,
            )?,
            hidden,
        })
    }

    /// Whether every token has a row in both tables.
    pub(crate) fn check(&self, ids: &[u32]) -> Result<(), ModelError> {
        let (vocabulary, positions) =
            (self.word.len() / self.hidden, self.position.len() / self.hidden);
        if ids.is_empty() {
            return Err(ModelError::EmptyText);
        }
        let known =
            |(position, id): (usize, &u32)| position < positions && (*id as usize) < vocabulary;
        match ids.iter().enumerate().find(|token| !known(*token)) {
            None => Ok(()),
            Some((position, &token)) => {
                Err(ModelError::Token { token, position, vocabulary, positions })
            }
        }
    }

    /// Rows `token * T + t` of sentences that were checked.
    pub(crate) fn forward(
        &self,
        sentences: &[Vec<u32>],
        batch: &Batch,
        steps: usize,
    ) -> Array2<f32> {
        let hidden = self.hidden;
        let mut x = Array2::zeros((batch.tokens() * steps, hidden));
        let slice = x.as_slice_mut().unwrap_or_default();
        let parts = batch.split_mut(slice, steps * hidden).into_par_iter();
        parts.zip(sentences).for_each(|(part, ids)| {
            for (i, (token, &id)) in part.chunks_exact_mut(steps * hidden).zip(ids).enumerate() {
                let word = &self.word[id as usize * hidden..][..hidden];
                let position = &self.position[i * hidden..][..hidden];
                let (first, others) = token.split_at_mut(hidden);
                for (c, x) in first.iter_mut().enumerate() {
                    *x = (word[c] + self.segment[c]) + position[c];
                }
                self.norm.row(first);
                others.chunks_exact_mut(hidden).for_each(|other| other.copy_from_slice(first));
            }
        });
        x
    }
}
