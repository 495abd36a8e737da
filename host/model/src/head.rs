//! The tied vocabulary head: the largest dense product on the host.

use std::sync::Arc;

use ndarray::Array2;
use rayon::prelude::*;

use crate::math::dot;
use crate::names::bart as names;
use crate::{Checkpoint, ModelError};

/// Words whose logits one thread computes for all rows at once: 64 rows of weights stay in the
/// first- or second-level cache.
const BLOCK: usize = 64;

/// `logits = x W^T + b` with the word table as W.
#[derive(Debug)]
pub(crate) struct VocabularyHead {
    word: Arc<Vec<f32>>,
    bias: Vec<f32>,
    hidden: usize,
}

impl VocabularyHead {
    pub(crate) fn load(
        checkpoint: &Checkpoint,
        word: Arc<Vec<f32>>,
        hidden: usize,
    ) -> Result<VocabularyHead, ModelError> {
        let bias = checkpoint.tensor(names::LOGITS_BIAS, &[1, word.len() / hidden])?;
        Ok(VocabularyHead { word, bias, hidden })
    }

    /// The logits of each row of `x`.
    pub(crate) fn forward(&self, x: &Array2<f32>) -> Vec<Vec<f32>> {
        let rows = x.nrows();
        let x = x.as_slice().unwrap_or_default();
        let words = self.word.par_chunks(BLOCK * self.hidden).zip(self.bias.par_chunks(BLOCK));
        // Per block: the logits of its words, row by row.
        let blocks: Vec<Vec<f32>> = words
            .map(|(words, bias)| {
                let mut logits = vec![0.0; rows * bias.len()];
                let channels = words.chunks_exact(self.hidden).zip(bias);
                for (c, (w, b)) in channels.enumerate() {
                    for (r, x) in x.chunks_exact(self.hidden).enumerate() {
                        logits[r * bias.len() + c] = dot(x, w) + b;
                    }
                }
                logits
            })
            .collect();
        let row = |r: usize| {
            let mut logits = Vec::with_capacity(self.bias.len());
            for block in &blocks {
                let width = block.len() / rows;
                logits.extend_from_slice(&block[r * width..][..width]);
            }
            logits
        };
        (0..rows).into_par_iter().map(row).collect()
    }
}
