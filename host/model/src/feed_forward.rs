//! Spiking feed-forward blocks.

use ndarray::Array2;

use crate::ModelError;
use crate::layer_norm::LayerNorm;
use crate::linear::{OneLinear, Source};
use crate::names::FeedForwardNames;
use crate::products::Arithmetic;

/// `norm(down(gelu(up(x))) + x)`, rows `token * T + t`.
#[derive(Debug)]
pub(crate) struct FeedForward {
    up: OneLinear,
    down: OneLinear,
    norm: LayerNorm,
}

impl FeedForward {
    pub(crate) fn load(
        source: &Source<'_>,
        names: &FeedForwardNames,
        hidden: usize,
        intermediate: usize,
        eps: f32,
    ) -> Result<FeedForward, ModelError> {
        Ok(FeedForward {
            up: OneLinear::load(source, &names.up, [hidden, intermediate])?,
            down: OneLinear::load(source, &names.down, [intermediate, hidden])?,
            norm: LayerNorm::load(source.checkpoint, &names.norm, hidden, eps)?,
        })
    }

    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        x: &Array2<f32>,
    ) -> Result<Array2<f32>, ModelError> {
        let next = self.down.amplitudes();
        let middle = self.up.forward_to_gelu_spikes(arithmetic, x.view(), next)?;
        let mut y = self.down.forward_spikes(arithmetic, middle)?;
        self.norm.add_and_normalize(&mut y, x);
        Ok(y)
    }
}
