//! Spiking feed-forward blocks.

use ndarray::Array2;
use rayon::prelude::*;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::vectorized;

use crate::ModelError;
use crate::layer_norm::LayerNorm;
use crate::linear::{Source, SpikingLinear};
use crate::math::gelu;
use crate::names::FeedForwardNames;
use crate::products::Arithmetic;

/// `norm(down(gelu(up(x))) + x)`, rows `token * T + t`.
#[derive(Debug)]
pub(crate) struct FeedForward {
    up: SpikingLinear,
    down: SpikingLinear,
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
            up: SpikingLinear::load(source, &[(&*names.up, intermediate)], hidden)?,
            down: SpikingLinear::load(source, &[(&*names.down, hidden)], intermediate)?,
            norm: LayerNorm::load(source.checkpoint, &names.norm, hidden, eps)?,
        })
    }

    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        x: &Array2<f32>,
    ) -> Result<Array2<f32>, ModelError> {
        let mut middle = self.up.forward_one(arithmetic, x.view())?;
        if let Some(middle) = middle.as_slice_mut() {
            let _stage = stages::enter(Stage::Gelu);
            middle.par_chunks_mut(4096).for_each(gelu_all);
        }
        let mut y = self.down.forward_one(arithmetic, middle.view())?;
        self.norm.add_and_normalize(&mut y, x);
        Ok(y)
    }
}

vectorized! {
    fn gelu_all(x: &mut [f32]) {
        for v in x {
            *v = gelu(*v);
        }
    }
}
