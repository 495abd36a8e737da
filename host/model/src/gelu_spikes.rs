//! The spikes of GELU, straight from a product's sums.
//!
//! A spike only tells on which side of a threshold a membrane is. So a GELU with a small error is
//! enough for nearly all spikes: a word of spikes in which no membrane comes nearer to a threshold
//! than the error reaches is the word that [`gelu`](math::gelu) gives, bit for bit, whichever way
//! the small GELU was rounded. The others are made again from `gelu` itself.

use spikelm_engine::vectorized;

use crate::math;
use crate::neuron::{Membranes, Neuron, WORD, pack, pack_avx2, pack_avx512};

/// Where the small GELU takes the Gaussian distribution to be 0 and 1.
const END: f32 = 4.5;
/// Coefficients of `(Phi(x) - 1/2) / x` in `v = 2 (x / END)^2 - 1`, lowest first: their sum is
/// `1 / (2 END)`, and the largest error of `x Phi(x)` is as small as degree 9 allows.
#[allow(clippy::excessive_precision, reason = "nine digits name a float32")]
const COEFFICIENTS: [f32; 10] = [
    1.569_042_206e-1,
    -7.717_622_817e-2,
    5.472_143_367e-2,
    -4.042_916_372e-2,
    2.828_967_944e-2,
    -1.751_455_665e-2,
    1.083_172_951e-2,
    -7.797_794_417e-3,
    4.222_507_589e-3,
    -9.407_151_956e-4,
];
/// The error of [`small_gelu`], and [`ROUNDED`] of its result.
const ERROR: f32 = 2e-5;
/// More than what some roundings change of a number, relative to it.
const ROUNDED: f32 = 1.0 / 524_288.0;
/// GELU is nowhere under `-DEEPEST`.
const DEEPEST: f32 = 0.18;

/// [`gelu`](math::gelu) but for [`ERROR`].
#[inline(always)]
fn small_gelu(x: f32, multiply_add: impl Fn(f32, f32, f32) -> f32) -> f32 {
    let x = if x > -END { x } else { -END };
    let c = if x < END { x } else { END };
    let v = multiply_add(c * c, 2.0 / (END * END), -1.0);
    let [lower @ .., last] = COEFFICIENTS;
    let p = lower.iter().rev().fold(last, |p, k| multiply_add(p, v, *k));
    x * multiply_add(p, c, 0.5)
}

/// The neurons of a layer whose input is a GELU.
#[derive(Debug)]
pub(crate) struct GeluNeurons {
    neurons: Vec<Neuron>,
    /// Per step, how far errors may have moved a membrane that is near a threshold.
    margins: Vec<f32>,
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
        GeluNeurons {
            margins: alphas.iter().map(margin).collect(),
            neurons: alphas.iter().map(|alpha| Neuron::new(*alpha)).collect(),
        }
    }

    /// T.
    pub(crate) fn steps(&self) -> usize {
        self.neurons.len()
    }

    /// The words, fired and sign, of the steps of 64 columns of a token, `factors` and `bias` those
    /// of its columns; rows of `sums` are `stride` apart. False where a membrane is too near a
    /// threshold: the words are then anything.
    pub(crate) fn decide(
        &self,
        sums: &[i32],
        stride: usize,
        (factors, bias): (&[&[f32]], &[f32]),
        planes: &mut [[u64; 2]],
    ) -> bool {
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

    fn decide(
        neurons: &GeluNeurons,
        sums: &[i32],
        stride: usize,
        factors: &[&[f32]],
        bias: &[f32],
        planes: &mut [[u64; 2]],
    ) -> bool {
        decide_by(neurons, sums, stride, factors, bias, planes, |a, b, c| a * b + c, pack)
    }
    avx2 {
        let fused = |a: f32, b: f32, c: f32| a.mul_add(b, c);
        decide_by(neurons, sums, stride, factors, bias, planes, fused, |s| pack_avx2!(s))
    }
    avx512 {
        let fused = |a: f32, b: f32, c: f32| a.mul_add(b, c);
        decide_by(neurons, sums, stride, factors, bias, planes, fused, |s| pack_avx512!(s))
    }
}

/// `pack` makes planes of 64 spikes.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "one body of two functions")]
fn decide_by(
    neurons: &GeluNeurons,
    sums: &[i32],
    stride: usize,
    factors: &[&[f32]],
    bias: &[f32],
    planes: &mut [[u64; 2]],
    multiply_add: impl Fn(f32, f32, f32) -> f32,
    pack: impl Fn(&[f32; WORD]) -> (u64, u64),
) -> bool {
    let Some(bias) = bias.first_chunk::<WORD>() else { return false };
    let mut membranes = Membranes::REST;
    let steps = sums.chunks(stride).zip(factors).zip(planes);
    let neurons = neurons.neurons.iter().zip(&neurons.margins);
    for (((sums, factors), planes), (neuron, margin)) in steps.zip(neurons) {
        let (Some(sums), Some(factors)) = (sums.first_chunk(), factors.first_chunk()) else {
            return false;
        };
        let (sums, factors): (&[i32; WORD], &[f32; WORD]) = (sums, factors);
        let mut y = [0.0; WORD];
        for j in 0..WORD {
            y[j] = small_gelu(factors[j] * sums[j] as f32 + bias[j], &multiply_add);
        }
        *planes = pack(membranes.step(&y, *neuron)).into();
        if membranes.are_near(*neuron, *margin) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::neuron::integrate_word;

    #[test]
    fn the_small_gelu_keeps_its_stated_error() {
        let fused = |a: f32, b: f32, c: f32| a.mul_add(b, c);
        for i in -4_000_000..=4_000_000 {
            let x = i as f32 / 4e5;
            let exact = math::gelu(x);
            for y in [small_gelu(x, |a, b, c| a * b + c), small_gelu(x, fused)] {
                let error = (y - exact).abs();
                assert!(error <= ERROR + ROUNDED * exact.abs(), "{x}: {error:e}");
            }
            assert!(exact > -DEEPEST);
        }
        for x in [1e3, 1e30] {
            assert!((small_gelu(x, fused) / x - 1.0).abs() < ROUNDED);
            assert!(small_gelu(-x, fused).abs() < ERROR);
        }
    }

    /// Sums whose membranes come as near to a threshold as they can, and others.
    #[test]
    fn what_is_decided_is_what_gelu_gives() {
        let (mut decided, mut left) = (0, 0);
        for (case, alphas) in
            [vec![0.31f32, 0.17, 0.9, 2.7], vec![0.05], vec![3.1, 4.7, 2.2]].iter().enumerate()
        {
            let neurons = GeluNeurons::new(alphas);
            let plain: Vec<Neuron> = alphas.iter().map(|alpha| Neuron::new(*alpha)).collect();
            let (steps, stride) = (alphas.len(), WORD + 3);
            let bias = [0.0; WORD];
            for word in 0..4000 {
                // So fine that floats follow each other, so coarse that all of GELU is seen.
                let factor = [1e-7, 1e-6, 1e-3][word % 3];
                let factors: Vec<Vec<f32>> = (0..steps).map(|_| vec![factor; WORD]).collect();
                let factors: Vec<&[f32]> = factors.iter().map(|f| &f[..]).collect();
                let sum = |i: usize| ((i * 7919 + word * 104_729 + case) % 16_381) as i32 - 8190;
                let sums: Vec<i32> = (0..steps * stride).map(sum).collect();
                let threshold = alphas[0] * 0.5;
                // Where gelu(x) is about the first threshold, unless all of it is wanted.
                let centre = (0..60).fold(threshold, |x, _| x - (math::gelu(x) - threshold));
                let bias = if factor < 1e-4 { [centre; WORD] } else { bias };
                let mut planes = vec![[0; 2]; steps];
                if !neurons.decide(&sums, stride, (&factors, &bias), &mut planes) {
                    left += 1;
                    continue;
                }
                decided += 1;
                let mut x: Vec<f32> = (0..steps * WORD)
                    .map(|i| factor * sums[i / WORD * stride + i % WORD] as f32 + bias[i % WORD])
                    .collect();
                gelu_all(&mut x);
                let mut exact = vec![[0; 2]; steps];
                integrate_word(&x, &plain, &mut exact);
                assert_eq!(planes, exact, "{alphas:?}, word {word}");
            }
        }
        assert!(decided > 1000 && left > 1000, "{decided} decided, {left} left");
    }
}
