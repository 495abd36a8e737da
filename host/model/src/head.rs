//! The tied vocabulary head: the largest dense product on the host.

use ndarray::Array2;
use rayon::prelude::*;

use crate::names::bart as names;
use crate::panels::{PANEL, Panels};
use crate::{Checkpoint, ModelError};

/// Panels that one thread computes for all rows at once.
const BLOCK: usize = 8;

/// `logits = x W^T + b` with the word table as W.
#[derive(Debug)]
pub(crate) struct VocabularyHead {
    words: Panels,
    bias: Vec<f32>,
}

impl VocabularyHead {
    pub(crate) fn load(
        checkpoint: &Checkpoint,
        word: &[f32],
        hidden: usize,
    ) -> Result<VocabularyHead, ModelError> {
        let bias = checkpoint.tensor(names::LOGITS_BIAS, &[1, word.len() / hidden])?;
        Ok(VocabularyHead { words: Panels::new(word, hidden), bias })
    }

    /// The logits of each row of `x`.
    pub(crate) fn forward(&self, x: &Array2<f32>) -> Vec<Vec<f32>> {
        let rows = x.nrows();
        let x = self.words.arrange(x.as_slice().unwrap_or_default());
        // Per panel: the products of its words, row by row.
        let mut panels = vec![[0.0; PANEL]; self.words.len() * rows];
        panels.par_chunks_mut((BLOCK * rows).max(1)).enumerate().for_each(|(block, panels)| {
            for (i, y) in panels.chunks_mut(rows).enumerate() {
                self.words.multiply(block * BLOCK + i, &x, y);
            }
        });
        let row = |r: usize| {
            let products = panels[r..].iter().step_by(rows).flatten();
            products.zip(&self.bias).map(|(y, b)| y + b).collect()
        };
        (0..rows).into_par_iter().map(row).collect()
    }
}
