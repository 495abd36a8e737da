//! Token ids to the rows that enter an encoder or a decoder.

use std::sync::Arc;

use ndarray::Array2;
use rayon::prelude::*;

use crate::batch::Batch;
use crate::layer_norm::LayerNorm;
use crate::names::EmbeddingNames;
use crate::{Checkpoint, ModelError};

/// `norm((word[id] + segment[0]) + position[i])`, repeated for every time step.
#[derive(Debug)]
pub(crate) struct Embeddings {
    word: Arc<Vec<f32>>,
    position: Vec<f32>,
    /// Row 0 of the segment table: texts are single, not pairs. Zeros where there is none.
    segment: Vec<f32>,
    norm: LayerNorm,
    hidden: usize,
}

/// Rows of the tables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tables {
    pub(crate) hidden: usize,
    /// Positions that a text may have.
    pub(crate) positions: usize,
    /// Rows of the position table before that of the first token.
    pub(crate) offset: usize,
    /// Rows of the segment table, if there is one.
    pub(crate) segments: usize,
    pub(crate) eps: f32,
}

impl Embeddings {
    /// Reads all but the word table.
    pub(crate) fn load(
        checkpoint: &Checkpoint,
        names: &EmbeddingNames,
        word: Arc<Vec<f32>>,
        tables: Tables,
    ) -> Result<Embeddings, ModelError> {
        let Tables { hidden, positions, offset, segments, eps } = tables;
        let mut position = checkpoint.tensor(&names.position, &[positions + offset, hidden])?;
        let segment = match &names.segment {
            Some(name) => {
                let mut table = checkpoint.tensor(name, &[segments, hidden])?;
                table.truncate(hidden);
                table
            }
            None => vec![0.0; hidden],
        };
        position.drain(..offset * hidden);
        let norm = LayerNorm::load(checkpoint, &names.norm, hidden, eps)?;
        Ok(Embeddings { word, position, segment, norm, hidden })
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

    /// Rows `token * T + t` of texts that were checked; `texts` are the position of the first
    /// token and the ids.
    pub(crate) fn forward(
        &self,
        texts: &[(usize, &[u32])],
        batch: &Batch,
        steps: usize,
    ) -> Array2<f32> {
        let hidden = self.hidden;
        let mut x = Array2::zeros((batch.tokens() * steps, hidden));
        let slice = x.as_slice_mut().unwrap_or_default();
        let parts = batch.split_mut(slice, steps * hidden).into_par_iter();
        parts.zip(texts).for_each(|(part, &(start, ids))| {
            for (i, (token, &id)) in part.chunks_exact_mut(steps * hidden).zip(ids).enumerate() {
                let word = &self.word[id as usize * hidden..][..hidden];
                let position = &self.position[(start + i) * hidden..][..hidden];
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
