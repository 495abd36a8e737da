//! The encoder of every SpikeLM architecture: post-norm layers of self-attention and feed-forward.

use ndarray::Array2;
use spikelm_engine::stages;

use crate::ModelError;
use crate::attention::{Mask, SelfAttention};
use crate::batch::Batch;
use crate::feed_forward::FeedForward;
use crate::hidden::Hidden;
use crate::linear::Source;
use crate::memory::Memory;
use crate::names::{AttentionNames, FeedForwardNames};
use crate::products::Arithmetic;

/// Sizes of a stack of layers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) layers: usize,
    pub(crate) hidden: usize,
    pub(crate) heads: usize,
    pub(crate) intermediate: usize,
    pub(crate) eps: f32,
}

/// Layers, one after the other.
#[derive(Debug)]
pub(crate) struct Encoder {
    layers: Vec<(SelfAttention, FeedForward)>,
}

impl Encoder {
    /// Reads the layers whose parameters `names` gives.
    pub(crate) fn load(
        source: &Source<'_>,
        sizes: Sizes,
        names: impl Fn(usize) -> (AttentionNames, FeedForwardNames),
    ) -> Result<Encoder, ModelError> {
        let Sizes { hidden, heads, intermediate, eps, .. } = sizes;
        // Not reserved ahead: the number of layers is only the config's word.
        let mut layers: Vec<(SelfAttention, FeedForward)> = Vec::new();
        for layer in 0..sizes.layers {
            let (attention, feed_forward) = names(layer);
            layers.push((
                SelfAttention::load(source, &attention, hidden, heads, eps)?,
                FeedForward::load(source, &feed_forward, hidden, intermediate, eps)?,
            ));
        }
        for i in 0..layers.len() {
            let (done, rest) = layers.split_at_mut(i);
            let Some((attention, feed_forward)) = rest.first_mut() else { break };
            attention.feed(feed_forward.amplitudes());
            if let (Some((_, before)), Some(next)) = (done.last_mut(), attention.amplitudes()) {
                before.feed(next);
            }
        }
        Ok(Encoder { layers })
    }

    /// Rows `token * T + t` in and out; every token sees all of its sentence.
    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        x: Array2<f32>,
        batch: &Batch,
    ) -> Result<Array2<f32>, ModelError> {
        let mut hidden = Hidden::from(x);
        for (number, (attention, feed_forward)) in self.layers.iter().enumerate() {
            let _layer = stages::layer(number);
            let mut memories = vec![attention.memory(); batch.sentences()];
            let mut memories: Vec<&mut Memory> = memories.iter_mut().collect();
            attention.forward(arithmetic, &mut hidden, batch, &mut memories, Mask::All)?;
            feed_forward.forward(arithmetic, &mut hidden)?;
        }
        Ok(hidden.into_x())
    }
}
