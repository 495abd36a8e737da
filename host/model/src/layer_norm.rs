//! Layer normalization.

use ndarray::Array2;
use rayon::prelude::*;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::vectorized;

use crate::math::{sum, sum_by};
use crate::{Checkpoint, ModelError};

/// `y = ((x - mean) * (1 / sqrt(variance + eps))) * weight + bias`, row by row.
#[derive(Debug, Clone)]
pub(crate) struct LayerNorm {
    weight: Vec<f32>,
    bias: Vec<f32>,
    eps: f32,
}

impl LayerNorm {
    pub(crate) fn load(
        checkpoint: &Checkpoint,
        name: &str,
        width: usize,
        eps: f32,
    ) -> Result<LayerNorm, ModelError> {
        Ok(LayerNorm {
            weight: checkpoint.tensor(&format!("{name}.weight"), &[width])?,
            bias: checkpoint.tensor(&format!("{name}.bias"), &[width])?,
            eps,
        })
    }

    /// Normalizes one row in place.
    pub(crate) fn row(&self, x: &mut [f32]) {
        normalize(x, &[], &self.weight, &self.bias, self.eps);
    }

    /// Post-norm residual: `x = norm(x + residual)`, row by row.
    pub(crate) fn add_and_normalize(&self, x: &mut Array2<f32>, residual: &Array2<f32>) {
        let _stage = stages::enter(Stage::LayerNorm);
        let width = self.weight.len();
        // Both are made by this crate in standard layout.
        if let (Some(x), Some(residual)) = (x.as_slice_mut(), residual.as_slice()) {
            let rows = x.par_chunks_mut(width).zip(residual.par_chunks(width)).with_min_len(8);
            rows.for_each(|(x, residual)| {
                normalize(x, residual, &self.weight, &self.bias, self.eps);
            });
        }
    }
}

vectorized! {
    /// Adds a residual, if there is one, and normalizes.
    fn normalize(x: &mut [f32], residual: &[f32], weight: &[f32], bias: &[f32], eps: f32) {
        for (x, r) in x.iter_mut().zip(residual) {
            *x += r;
        }
        let n = x.len() as f32;
        let mean = sum(x) / n;
        let variance = sum_by(x, |v| (v - mean) * (v - mean)) / n;
        let inverse = 1.0 / (variance + eps).sqrt();
        for (x, (w, b)) in x.iter_mut().zip(weight.iter().zip(bias)) {
            *x = ((*x - mean) * inverse) * w + b;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_get_mean_and_deviation_of_the_parameters() {
        let norm = LayerNorm { weight: vec![2.0; 50], bias: vec![0.5; 50], eps: 1e-12 };
        let mut x: Vec<f32> = (0..50).map(|i| (i as f32).sqrt() * 3.0 - 7.0).collect();
        norm.row(&mut x);
        let mean = sum(&x) / 50.0;
        let variance = sum_by(&x, |v| (v - mean) * (v - mean)) / 50.0;
        assert!((mean - 0.5).abs() < 1e-5 && (variance - 4.0).abs() < 1e-4, "{mean} {variance}");
        let mut flat = vec![3.0; 50];
        norm.row(&mut flat);
        assert_eq!(flat, vec![0.5; 50]);
    }
}
