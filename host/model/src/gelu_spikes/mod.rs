//! The spikes of GELU, straight from a product's sums.
//!
//! A spike only tells on which side of a threshold a membrane is. So a GELU with a small error is
//! enough for nearly all spikes: a word of spikes in which no membrane comes nearer to a threshold
//! than the error reaches is the word that [`gelu`](math::gelu) gives, bit for bit, whichever way
//! the small GELU was rounded. The others are made again from `gelu` itself.

mod decide;
mod small;

use spikelm_engine::vectorized;

use self::decide::decide;
use self::small::{ERROR, ROUNDED};
use crate::math;
use crate::neuron::Neuron;

/// GELU is nowhere under `-DEEPEST`.
const DEEPEST: f32 = 0.18;

/// The neurons of a layer whose input is a GELU.
#[derive(Debug)]
pub(crate) struct GeluNeurons {
    neurons: Vec<Neuron>,
    /// Per step, how far errors may have moved a membrane that is near a threshold.
    margins: Vec<f32>,
    /// Per step, between which magnitudes a membrane is near a threshold, and a quarter of alpha.
    #[cfg_attr(not(target_arch = "x86_64"), expect(dead_code))]
    bounds: Vec<[f32; 3]>,
}

impl GeluNeurons {
    pub(crate) fn new(alphas: &[f32]) -> GeluNeurons {
        let (mut carried, mut most_carried) = (0.0, 0.0);
        let margin = |alpha: &f32| {
            // What is near a threshold, and what is carried on: a membrane above it is reset to 0,
            // and one below leaves at most half of alpha.
            let most = alpha.max(DEEPEST + most_carried);
            let margin = ERROR + carried + ROUNDED * (most + most_carried);
            (carried, most_carried) = (alpha * 0.5 * margin, alpha * 0.5 * most);
            margin
        };
        let margins: Vec<f32> = alphas.iter().map(margin).collect();
        let neurons: Vec<Neuron> = alphas.iter().map(|alpha| Neuron::new(*alpha)).collect();
        let bounds = neurons.iter().zip(&margins).map(|(neuron, margin)| {
            [neuron.least - margin, neuron.least + margin, 0.25 * neuron.alpha]
        });
        GeluNeurons { bounds: bounds.collect(), margins, neurons }
    }

    /// T.
    pub(crate) fn steps(&self) -> usize {
        self.neurons.len()
    }

    /// The words, fired and sign, of 64 columns of the tokens that `planes` has place for, T words
    /// each; `factors` and `bias` are those of the columns, rows of `sums` are `stride` apart.
    /// Returns how many tokens were decided: those before the first in which a membrane is too near
    /// a threshold, whose words, and all after, are then anything.
    pub(crate) fn decide(
        &self,
        sums: &[i32],
        stride: usize,
        (factors, bias): (&[&[f32]], &[f32]),
        planes: &mut [[u64; 2]],
    ) -> usize {
        decide(self, sums, stride, factors, bias, planes)
    }

    /// The same words of at most 64 columns from numbers, which GELU is made of in place.
    pub(crate) fn integrate(&self, x: &mut [f32], planes: &mut [[u64; 2]]) {
        gelu_all(x);
        crate::neuron::integrate_word(x, &self.neurons, planes);
    }
}

vectorized! {
    /// [`gelu`](math::gelu) of every element.
    pub(crate) fn gelu_all(x: &mut [f32]) {
        math::gelu_all(x);
    }
}

#[cfg(test)]
mod tests;
