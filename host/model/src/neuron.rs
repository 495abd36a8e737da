//! Membranes: real inputs over T steps to ternary spikes.

use ndarray::ArrayView2;
use rayon::prelude::*;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{SpikeRows, vectorized};

use crate::Amplitudes;
use crate::aligned::Aligned;
use crate::calibrate::membranes;

pub(crate) const WORD: usize = 64;

/// [`pack`] by AVX2, in a function that is compiled for it.
#[cfg_attr(not(target_arch = "x86_64"), expect(unused_macros))]
macro_rules! pack_avx2 {
    ($spikes:expr) => {{
        use std::arch::x86_64::{
            _CMP_NEQ_UQ, _mm256_cmp_ps, _mm256_movemask_ps, _mm256_setzero_ps,
        };
        let (mut fired, mut sign) = (0, 0);
        let (eights, _) = $spikes.as_chunks::<8>();
        for (i, &eight) in eights.iter().enumerate() {
            let s = bytemuck::cast(eight);
            let zero = _mm256_setzero_ps();
            let spiked = _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_NEQ_UQ>(s, zero));
            fired |= u64::from(spiked as u8) << (8 * i);
            sign |= u64::from(_mm256_movemask_ps(s) as u8) << (8 * i);
        }
        (fired, sign)
    }};
}

/// [`pack`] by AVX-512, in a function that is compiled for it.
#[cfg_attr(not(target_arch = "x86_64"), expect(unused_macros))]
macro_rules! pack_avx512 {
    ($spikes:expr) => {{
        use std::arch::x86_64::{_mm512_movepi32_mask, _mm512_test_epi32_mask};
        let (mut fired, mut sign) = (0, 0);
        let (sixteens, _) = $spikes.as_chunks::<16>();
        for (i, &sixteen) in sixteens.iter().enumerate() {
            // No spike is -0: what is 0 has no bit.
            let s = bytemuck::cast(sixteen);
            fired |= u64::from(_mm512_test_epi32_mask(s, s)) << (16 * i);
            sign |= u64::from(_mm512_movepi32_mask(s)) << (16 * i);
        }
        (fired, sign)
    }};
}
#[cfg_attr(not(target_arch = "x86_64"), expect(unused_imports))]
pub(crate) use {pack_avx2, pack_avx512};

/// The ternary spike of a membrane `m` at amplitude `alpha`: `clamp(round_half_even(m / alpha), -1,
/// +1)`, which is +1 above one half, -1 below minus one half and 0 between, halves included.
#[inline]
pub fn ternary(m: f32, alpha: f32) -> i8 {
    let quotient = m / alpha;
    i8::from(quotient > 0.5) - i8::from(quotient < -0.5)
}

/// The spikes of a layer: `x` has `tokens * T` rows, row `token * T + t`, and so have the planes.
///
/// ```text
/// m[0] = x[0]
/// m[t] = ((m[t-1] * 0.25) * (alpha[t-1] - s[t-1])) + x[t]
/// q[t] = ternary(m[t], alpha[t]),  s[t] = q[t] * alpha[t]
/// ```
///
/// So a positive spike resets the membrane, no spike leaks a quarter of alpha, and a negative spike
/// half of it, as in the public SpikeLM code. The membrane lives only in this call.
pub fn spikes(x: ArrayView2<'_, f32>, amplitudes: &Amplitudes) -> SpikeRows {
    let _stage = stages::enter(Stage::Spikes);
    let alphas = amplitudes.or_measure(|steps, rate| membranes(x, steps, rate));
    let (rows, inputs) = x.dim();
    let chain = alphas.len();
    let mut planes = SpikeRows::zeros(inputs, rows, chain);
    let words = planes.row_words();
    let x = x.as_standard_layout();
    let Some(x) = x.as_slice().filter(|x| !x.is_empty()) else { return planes };

    let neurons = Neurons::new(amplitudes);
    let tokens = planes.fired.par_chunks_mut(chain * words);
    let tokens = tokens.zip(planes.sign.par_chunks_mut(chain * words));
    let tokens = tokens.zip(x.par_chunks(chain * inputs)).with_min_len(4);
    tokens.for_each(|((fired, sign), x)| neurons.integrate(x, inputs, fired, sign));
    planes
}

/// The neurons of a layer, one per step.
#[derive(Debug)]
pub(crate) struct Neurons(Vec<Neuron>);

impl Neurons {
    /// Of amplitudes that are measured.
    pub(crate) fn new(amplitudes: &Amplitudes) -> Neurons {
        Neurons(amplitudes.values().iter().map(|alpha| Neuron::new(*alpha)).collect())
    }

    /// The [`spikes`] of some tokens: `x` has a row of `inputs` numbers per token and step, and so
    /// have the planes.
    pub(crate) fn integrate(&self, x: &[f32], inputs: usize, fired: &mut [u64], sign: &mut [u64]) {
        let words = self.0.len() * inputs.div_ceil(WORD);
        let planes = fired.chunks_exact_mut(words.max(1)).zip(sign.chunks_exact_mut(words.max(1)));
        let tokens = x.chunks_exact((self.0.len() * inputs).max(1)).zip(planes);
        tokens.for_each(|(x, (fired, sign))| integrate(x, &self.0, fired, sign));
    }
}

/// An amplitude, and the smallest membrane that spikes at it.
///
/// Rounding keeps order, so that `fl(m / alpha) > 0.5` holds from some float on: comparing with it
/// is [`ternary`] without a division.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Neuron {
    pub(crate) alpha: f32,
    pub(crate) least: f32,
}

impl Neuron {
    /// `alpha` is positive and finite.
    pub(crate) fn new(alpha: f32) -> Neuron {
        let mut least = alpha * 0.5;
        while least / alpha > 0.5 {
            least = least.next_down();
        }
        while least / alpha <= 0.5 {
            least = least.next_up();
        }
        Neuron { alpha, least }
    }
}

/// Membranes of 64 inputs, before the first step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Membranes {
    m: Aligned<[f32; WORD]>,
    s: Aligned<[f32; WORD]>,
    before: f32,
}

impl Membranes {
    /// With this as the state before the first step, `m[0] = 0 * (..) + x[0] = x[0]`.
    pub(crate) const REST: Membranes =
        Membranes { m: Aligned([0.0; WORD]), s: Aligned([0.0; WORD]), before: 0.0 };

    /// One step, with input `x(j)`; returns its spikes as numbers, negative, zero or positive.
    #[inline(always)]
    pub(crate) fn step(&mut self, x: impl Fn(usize) -> f32, neuron: Neuron) -> &[f32; WORD] {
        let Neuron { alpha, least } = neuron;
        let Membranes { m, s, before } = self;
        for j in 0..WORD {
            m[j] = ((m[j] * 0.25) * (*before - s[j])) + x(j);
            let up = if m[j] >= least { alpha } else { 0.0 };
            s[j] = if m[j] <= -least { -alpha } else { up };
        }
        *before = alpha;
        s
    }

    /// Whether a membrane is so near a threshold that an error of `margin` could have crossed it.
    #[inline(always)]
    pub(crate) fn are_near(&self, neuron: Neuron, margin: f32) -> bool {
        let near = self.m.0.map(|m| u32::from((m.abs() - neuron.least).abs() <= margin));
        near.iter().fold(0, |any, near| any | near) != 0
    }
}

vectorized! {
    /// The planes of one token: `x` has a row per step, as many inputs each as the planes have.
    fn integrate(x: &[f32], neurons: &[Neuron], fired: &mut [u64], sign: &mut [u64]) {
        integrate_by(x, neurons, fired, sign, pack);
    }
    avx2 {
        integrate_by(x, neurons, fired, sign, |s| pack_avx2!(s));
    }
    avx512 {
        integrate_by(x, neurons, fired, sign, |s| pack_avx512!(s));
    }

    /// The words, fired and sign, of at most 64 inputs of a token: one per step.
    pub(crate) fn integrate_word(x: &[f32], neurons: &[Neuron], planes: &mut [[u64; 2]]) {
        integrate_word_by(x, neurons, planes, pack);
    }
    avx2 {
        integrate_word_by(x, neurons, planes, |s| pack_avx2!(s));
    }
    avx512 {
        integrate_word_by(x, neurons, planes, |s| pack_avx512!(s));
    }

    /// The planes of a row without a membrane: [`ternary`] of every element.
    pub(crate) fn threshold(x: &[f32], neuron: Neuron, fired: &mut [u64], sign: &mut [u64]) {
        threshold_by(x, neuron, fired, sign, pack);
    }
    avx2 {
        threshold_by(x, neuron, fired, sign, |s| pack_avx2!(s));
    }
    avx512 {
        threshold_by(x, neuron, fired, sign, |s| pack_avx512!(s));
    }
}

/// `pack` makes planes of 64 spikes.
#[inline(always)]
fn integrate_by(
    x: &[f32],
    neurons: &[Neuron],
    fired: &mut [u64],
    sign: &mut [u64],
    pack: impl Fn(&[f32; WORD]) -> (u64, u64),
) {
    let inputs = x.len() / neurons.len();
    let words = inputs.div_ceil(WORD);
    for w in 0..words {
        let mut membranes = Membranes::REST;
        for (t, neuron) in neurons.iter().enumerate() {
            let x = word_of(&x[t * inputs..(t + 1) * inputs], w);
            (fired[t * words + w], sign[t * words + w]) = pack(membranes.step(|j| x[j], *neuron));
        }
    }
}

#[inline(always)]
fn integrate_word_by(
    x: &[f32],
    neurons: &[Neuron],
    planes: &mut [[u64; 2]],
    pack: impl Fn(&[f32; WORD]) -> (u64, u64),
) {
    let inputs = x.len() / neurons.len();
    let mut membranes = Membranes::REST;
    for ((x, neuron), planes) in x.chunks_exact(inputs.max(1)).zip(neurons).zip(planes) {
        let x = word_of(x, 0);
        *planes = pack(membranes.step(|j| x[j], *neuron)).into();
    }
}

#[inline(always)]
fn threshold_by(
    x: &[f32],
    neuron: Neuron,
    fired: &mut [u64],
    sign: &mut [u64],
    pack: impl Fn(&[f32; WORD]) -> (u64, u64),
) {
    for (w, (fired, sign)) in fired.iter_mut().zip(sign).enumerate() {
        let x = word_of(x, w);
        (*fired, *sign) = pack(&without_membrane(|j| x[j], neuron));
    }
}

/// The spikes of inputs `x(j)` without a membrane as numbers, negative, zero or positive.
#[inline(always)]
pub(crate) fn without_membrane(x: impl Fn(usize) -> f32, neuron: Neuron) -> [f32; WORD] {
    let mut s = [0.0; WORD];
    for (j, s) in s.iter_mut().enumerate() {
        let x = x(j);
        let up = if x >= neuron.least { 1.0 } else { 0.0 };
        *s = if x <= -neuron.least { -1.0 } else { up };
    }
    s
}

/// Elements of a word, zeros beyond the row's end: those never fire.
#[inline(always)]
fn word_of(row: &[f32], word: usize) -> [f32; WORD] {
    let rest = &row[word * WORD..];
    match rest.first_chunk() {
        Some(whole) => *whole,
        None => {
            let mut part = [0.0; WORD];
            part[..rest.len()].copy_from_slice(rest);
            part
        }
    }
}

/// Bit planes of 64 spikes: bit j of the first where spike j is not 0, of the second where it is
/// negative.
#[inline(always)]
pub(crate) fn pack(s: &[f32; WORD]) -> (u64, u64) {
    let (mut fired, mut sign) = ([0; WORD], [0; WORD]);
    for j in 0..WORD {
        fired[j] = u8::from(s[j] != 0.0);
        sign[j] = u8::from(s[j] < 0.0);
    }
    (bits(&fired), bits(&sign))
}

/// 64 bytes of 0 or 1 as bits, the first lowest.
#[inline(always)]
fn bits(flags: &[u8; WORD]) -> u64 {
    // Byte i times bit 56 - 7 i is bit 56 + i; no two of the 64 products meet, so nothing carries.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = flags.as_chunks::<8>();
    let mut bits = 0;
    for (i, eight) in eights.iter().enumerate() {
        bits |= (u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56) << (8 * i);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;

    #[test]
    fn halves_do_not_fire() {
        assert_eq!(ternary(0.5, 1.0), 0);
        assert_eq!(ternary(-0.5, 1.0), 0);
        assert_eq!(ternary(f32::from_bits(0.5f32.to_bits() + 1), 1.0), 1);
        assert_eq!(ternary(-3.0, 0.7), -1);
        assert_eq!(ternary(0.0, 0.7), 0);
        for i in -4000..=4000 {
            let m = i as f32 / 1000.0;
            let by_definition = (m / 0.7f32).round_ties_even().clamp(-1.0, 1.0);
            assert_eq!(f32::from(ternary(m, 0.7)), by_definition, "{m}");
        }
    }

    /// The public code's loop, one number at a time.
    fn reference(x: &[f32], alphas: &[f32]) -> Vec<i8> {
        let mut spikes = Vec::new();
        let (mut m, mut s) = (0f32, 0f32);
        for (t, &x) in x.iter().enumerate() {
            m = if t == 0 { x } else { m * 0.25 * (alphas[t - 1] - s) + x };
            let q = (m / alphas[t]).round_ties_even().clamp(-1.0, 1.0);
            s = q * alphas[t];
            spikes.push(q as i8);
        }
        spikes
    }

    #[test]
    fn membranes_follow_the_public_code() {
        let alphas = vec![0.9f32, 1.7, 0.31, 2.2];
        let (tokens, inputs, steps) = (5, 131, alphas.len());
        let x = Array2::from_shape_fn((tokens * steps, inputs), |(r, c)| {
            ((r * 7919 + c * 104_729) % 1000) as f32 / 200.0 - 2.5
        });
        let planes = spikes(x.view(), &Amplitudes::from(alphas.clone()));
        assert_eq!((planes.rows, planes.inputs, planes.chain), (tokens * steps, inputs, steps));
        for token in 0..tokens {
            for c in 0..inputs {
                let input: Vec<f32> = (0..steps).map(|t| x[[token * steps + t, c]]).collect();
                let got: Vec<i8> = (0..steps).map(|t| planes.get(token * steps + t, c)).collect();
                assert_eq!(got, reference(&input, &alphas), "token {token}, input {c}");
            }
        }
        let beyond = u64::MAX << (inputs % WORD);
        for r in 0..planes.rows {
            let (fired, sign) = planes.row(r);
            assert_eq!(fired[inputs / WORD] & beyond, 0);
            assert!(sign.iter().zip(fired).all(|(s, f)| s & !f == 0));
        }
    }
}
