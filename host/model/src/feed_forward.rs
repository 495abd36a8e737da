//! Spiking feed-forward blocks.

use crate::hidden::Hidden;
use crate::layer_norm::LayerNorm;
use crate::linear::{OneLinear, Source};
use crate::names::FeedForwardNames;
use crate::products::Arithmetic;
use crate::{Amplitudes, ModelError};

/// `x = norm(down(gelu(up(x))) + x)`, rows `token * T + t`.
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
        hidden: &mut Hidden,
    ) -> Result<(), ModelError> {
        let next = self.down.amplitudes();
        let middle = self.up.forward_to_gelu_spikes(arithmetic, hidden, next)?;
        self.down.forward_onto(arithmetic, middle, hidden.x_mut())?;
        self.norm.rows(hidden);
        Ok(())
    }

    /// Of the input.
    pub(crate) fn amplitudes(&self) -> &Amplitudes {
        self.up.amplitudes()
    }

    /// Makes the spikes of the layer that reads the result along with it.
    pub(crate) fn feed(&mut self, next: &Amplitudes) {
        self.norm.feed(next);
    }
}
