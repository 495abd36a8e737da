//! Layer normalization.

use rayon::prelude::*;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{SpikeRows, vectorized};

use crate::hidden::Hidden;
use crate::math::{sum, sum_by};
use crate::neuron::Neurons;
use crate::{Amplitudes, Checkpoint, ModelError};

/// `y = ((x - mean) * (1 / sqrt(variance + eps))) * weight + bias`, row by row.
#[derive(Debug, Clone)]
pub(crate) struct LayerNorm {
    weight: Vec<f32>,
    bias: Vec<f32>,
    eps: f32,
    /// Of the layer that reads the rows next, where its spikes are made with them.
    next: Option<Amplitudes>,
}

/// Rows that are normalized before their spikes are made: they stay in the second-level cache.
const ROWS: usize = 32;

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
            next: None,
        })
    }

    /// Normalizes one row in place.
    pub(crate) fn row(&self, x: &mut [f32]) {
        normalize(x, &self.weight, &self.bias, self.eps);
    }

    /// Makes the spikes of a layer that reads the rows next along with them.
    pub(crate) fn feed(&mut self, next: &Amplitudes) {
        self.next = Some(next.clone());
    }

    /// `x = norm(x)`, row by row.
    pub(crate) fn rows(&self, hidden: &mut Hidden) {
        let _stage = stages::enter(Stage::Parallel);
        let width = self.weight.len().max(1);
        let (rows, _) = hidden.x().dim();
        // Made by this crate in standard layout.
        let Some(x) = hidden.x_mut().as_slice_mut() else { return };
        let normalize_all = |x: &mut [f32]| {
            let _stage = stages::enter(Stage::LayerNorm);
            x.chunks_exact_mut(width).for_each(|x| self.row(x));
        };
        // Amplitudes that are yet to be measured need all rows.
        let next = self.next.as_ref().filter(|next| !next.values().is_empty());
        let Some(next) = next else {
            x.par_chunks_mut(ROWS * width).for_each(normalize_all);
            return;
        };
        let neurons = Neurons::new(next);
        let chain = next.steps();
        let mut planes = SpikeRows::zeros(width, rows, chain);
        let tokens = (ROWS / chain).max(1) * chain;
        let words = tokens * planes.row_words();
        let parts = planes.fired.par_chunks_mut(words).zip(planes.sign.par_chunks_mut(words));
        x.par_chunks_mut(tokens * width).zip(parts).for_each(|(x, (fired, sign))| {
            normalize_all(x);
            let _stage = stages::enter(Stage::Spikes);
            neurons.integrate(x, width, fired, sign);
        });
        hidden.set_spikes(next, planes);
    }
}

vectorized! {
    fn normalize(x: &mut [f32], weight: &[f32], bias: &[f32], eps: f32) {
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
        let norm = LayerNorm { weight: vec![2.0; 50], bias: vec![0.5; 50], eps: 1e-12, next: None };
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
