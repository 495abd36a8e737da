//! The decoder: post-norm layers of causal self-attention, cross-attention and feed-forward.

use ndarray::Array2;

use crate::ModelError;
use crate::attention::{CrossAttention, Mask, SelfAttention};
use crate::batch::Batch;
use crate::encoder::Sizes;
use crate::feed_forward::FeedForward;
use crate::hidden::Hidden;
use crate::linear::{Source, SpikingLinear};
use crate::memory::Memory;
use crate::names::bart as names;
use crate::products::Arithmetic;

#[derive(Debug)]
struct DecoderLayer {
    attention: SelfAttention,
    cross: CrossAttention,
    feed_forward: FeedForward,
}

/// Layers, one after the other, that read an encoder's output step by step.
#[derive(Debug)]
pub(crate) struct Decoder {
    layers: Vec<DecoderLayer>,
    /// Keys and values of the cross-attention of all layers: `2 layer` and `2 layer + 1`. They have
    /// one input, and mostly one set of amplitudes: then one product.
    sources: SpikingLinear,
}

/// One memory per layer.
pub(crate) type Memories = Vec<Memory>;

impl Decoder {
    pub(crate) fn load(source: &Source<'_>, sizes: Sizes) -> Result<Decoder, ModelError> {
        let Sizes { hidden, heads, intermediate, eps, .. } = sizes;
        let mut layers = Vec::new();
        let mut projections = Vec::new();
        for layer in 0..sizes.layers {
            let own = names::attention("decoder", layer);
            let cross = names::cross_attention(layer);
            let feed_forward = names::feed_forward("decoder", layer);
            layers.push(DecoderLayer {
                attention: SelfAttention::load(source, &own, hidden, heads, eps)?,
                cross: CrossAttention::load(source, &cross, hidden, heads, eps)?,
                feed_forward: FeedForward::load(source, &feed_forward, hidden, intermediate, eps)?,
            });
            projections.extend([cross.key, cross.value]);
        }
        for i in 0..layers.len() {
            let (done, rest) = layers.split_at_mut(i);
            let Some(DecoderLayer { attention, cross, feed_forward }) = rest.first_mut() else {
                break;
            };
            attention.feed(cross.amplitudes());
            cross.feed(feed_forward.amplitudes());
            if let (Some(before), Some(next)) = (done.last_mut(), attention.amplitudes()) {
                before.feed_forward.feed(next);
            }
        }
        let projections: Vec<(&str, usize)> =
            projections.iter().map(|name| (name.as_str(), hidden)).collect();
        let sources = SpikingLinear::load(source, &projections, hidden)?;
        Ok(Decoder { layers, sources })
    }

    /// Memories of a target without tokens.
    pub(crate) fn start(&self) -> Memories {
        self.layers.iter().map(|layer| layer.attention.memory()).collect()
    }

    /// What cross-attention remembers of each sentence, from the encoder's rows `token * T + t`.
    pub(crate) fn remember(
        &self,
        arithmetic: &Arithmetic,
        encoded: &Array2<f32>,
        batch: &Batch,
    ) -> Result<Vec<Memories>, ModelError> {
        let projected = self.sources.forward(arithmetic, encoded.view())?;
        let mut memories = vec![Memories::with_capacity(self.layers.len()); batch.sentences()];
        for (i, layer) in self.layers.iter().enumerate() {
            let sides = [projected.layer(2 * i), projected.layer(2 * i + 1)];
            for (all, one) in memories.iter_mut().zip(layer.cross.remember(sides, batch)) {
                all.push(one);
            }
        }
        Ok(memories)
    }

    /// Rows `token * T + t` of tokens that follow those in `targets`, which they are added to.
    ///
    /// `batch` has the tokens of each target, `asking` those of each source: the targets of a
    /// source stand side by side, so that they share the tiles of its cross-attention.
    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        x: Array2<f32>,
        (targets, batch): (&mut [&mut Memories], &Batch),
        (sources, asking): (&mut [&mut Memories], &Batch),
    ) -> Result<Array2<f32>, ModelError> {
        let mut hidden = Hidden::from(x);
        for (i, layer) in self.layers.iter().enumerate() {
            let mut own: Vec<&mut Memory> = targets.iter_mut().map(|m| &mut m[i]).collect();
            layer.attention.forward(arithmetic, &mut hidden, batch, &mut own, Mask::Causal)?;
            let mut read: Vec<&mut Memory> = sources.iter_mut().map(|m| &mut m[i]).collect();
            layer.cross.forward(arithmetic, &mut hidden, asking, &mut read)?;
            layer.feed_forward.forward(arithmetic, &mut hidden)?;
        }
        Ok(hidden.into_x())
    }
}
