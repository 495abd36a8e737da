//! The spikes of GELU, straight from a product's sums.
//!
//! A spike only tells on which side of a threshold a membrane is. So a GELU with a small error is
//! enough for nearly all spikes: a word of spikes in which no membrane comes nearer to a threshold
//! than the error reaches is the word that [`gelu`](math::gelu) gives, bit for bit, whichever way
//! the small GELU was rounded. The others are made again from `gelu` itself.

mod small;

use spikelm_engine::vectorized;

use self::small::{ERROR, ROUNDED, small_gelu};
use crate::math;
use crate::neuron::{Membranes, Neuron, WORD, pack};

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

    fn decide(
        neurons: &GeluNeurons,
        sums: &[i32],
        stride: usize,
        factors: &[&[f32]],
        bias: &[f32],
        planes: &mut [[u64; 2]],
    ) -> usize {
        let Some(bias) = bias.first_chunk::<WORD>() else { return 0 };
        let chain = neurons.steps();
        let tokens = sums.chunks(chain * stride).zip(planes.chunks_exact_mut(chain));
        for (token, (sums, planes)) in tokens.enumerate() {
            let mut membranes = Membranes::REST;
            let steps = sums.chunks(stride).zip(factors).zip(planes);
            let neurons = neurons.neurons.iter().zip(&neurons.margins);
            for (((sums, factors), planes), (neuron, margin)) in steps.zip(neurons) {
                let (Some(sums), Some(factors)) = (sums.first_chunk(), factors.first_chunk()) else {
                    return token;
                };
                let (sums, factors): (&[i32; WORD], &[f32; WORD]) = (sums, factors);
                let mut y = [0.0; WORD];
                for j in 0..WORD {
                    y[j] = small_gelu(factors[j] * sums[j] as f32 + bias[j]);
                }
                *planes = pack(membranes.step(&y, *neuron)).into();
                if membranes.are_near(*neuron, *margin) {
                    return token;
                }
            }
        }
        planes.len() / chain
    }
    avx2 {
        use std::arch::x86_64::{
            __m256, _CMP_NGT_UQ, _CMP_NLE_UQ, _mm256_add_ps, _mm256_and_ps, _mm256_andnot_ps,
            _mm256_blendv_ps, _mm256_castps_si256, _mm256_cmp_ps, _mm256_cvtepi32_ps,
            _mm256_fmadd_ps, _mm256_min_ps, _mm256_movemask_ps, _mm256_mul_ps, _mm256_or_ps,
            _mm256_permutevar8x32_ps, _mm256_set1_ps, _mm256_setzero_ps,
        };
        const LANES: usize = 8;
        const STEP: f32 = small::step(LANES);
        let Some(bias) = bias.first_chunk::<WORD>() else { return 0 };
        let table: [__m256; 5] = bytemuck::cast(*small::QUARTICS);
        let all = |x: f32| _mm256_set1_ps(x);
        let (last, per_step, round) = (all(small::last(LANES)), all(1.0 / STEP), all(math::ROUND));
        let (half, minus, zero) = (all(0.5), all(-0.0), _mm256_setzero_ps());
        let chain = neurons.steps();
        let tokens = sums.chunks(chain * stride).zip(planes.chunks_exact_mut(chain));
        for (token, (sums, planes)) in tokens.enumerate() {
            // What the membranes of 8 inputs each bring to the next step.
            let mut carried = [zero; WORD / LANES];
            let steps = sums.chunks(stride).zip(factors).zip(planes);
            for (((sums, factors), planes), bounds) in steps.zip(&neurons.bounds) {
                let (Some(sums), Some(factors)) = (sums.first_chunk(), factors.first_chunk()) else {
                    return token;
                };
                let (sums, factors): (&[i32; WORD], &[f32; WORD]) = (sums, factors);
                let [low, high, leak] = bounds.map(all);
                let twice = _mm256_add_ps(leak, leak);
                let (mut fired, mut sign, mut near) = (0, 0, zero);
                for (i, carried) in carried.iter_mut().enumerate() {
                    let at = LANES * i;
                    let (Some(&sums), Some(&factors), Some(&bias)) = (
                        sums[at..].first_chunk::<LANES>(),
                        factors[at..].first_chunk::<LANES>(),
                        bias[at..].first_chunk::<LANES>(),
                    ) else {
                        return token;
                    };
                    let acc = _mm256_cvtepi32_ps(bytemuck::cast(sums));
                    // Not fused: x is the one that `gelu` would have.
                    let x = _mm256_mul_ps(bytemuck::cast(factors), acc);
                    let x = _mm256_add_ps(x, bytemuck::cast(bias));
                    let a = _mm256_andnot_ps(minus, x);
                    let part = _mm256_fmadd_ps(_mm256_min_ps(a, last), per_step, round);
                    let part = _mm256_castps_si256(part);
                    let [c0, c1, c2, c3, c4] = table;
                    let even = _mm256_permutevar8x32_ps(c4, part);
                    let even = _mm256_fmadd_ps(even, a, _mm256_permutevar8x32_ps(c3, part));
                    let even = _mm256_fmadd_ps(even, a, _mm256_permutevar8x32_ps(c2, part));
                    let even = _mm256_fmadd_ps(even, a, _mm256_permutevar8x32_ps(c1, part));
                    let even = _mm256_fmadd_ps(even, a, _mm256_permutevar8x32_ps(c0, part));
                    let m = _mm256_add_ps(*carried, _mm256_fmadd_ps(x, half, even));
                    let reach = _mm256_andnot_ps(minus, m);
                    // What is no number is near.
                    let spiked = _mm256_cmp_ps::<_CMP_NLE_UQ>(reach, low);
                    let under = _mm256_cmp_ps::<_CMP_NGT_UQ>(reach, high);
                    near = _mm256_or_ps(near, _mm256_and_ps(spiked, under));
                    let down = _mm256_and_ps(spiked, m);
                    fired |= u64::from(_mm256_movemask_ps(spiked) as u8) << at;
                    sign |= u64::from(_mm256_movemask_ps(down) as u8) << at;
                    let leak = _mm256_blendv_ps(leak, _mm256_blendv_ps(zero, twice, m), spiked);
                    *carried = _mm256_mul_ps(m, leak);
                }
                if _mm256_movemask_ps(near) != 0 {
                    return token;
                }
                *planes = [fired, sign];
            }
        }
        planes.len() / chain
    }
    avx512 {
        use std::arch::x86_64::{
            __m512, _CMP_NGT_UQ, _CMP_NLE_UQ, _mm512_abs_ps, _mm512_add_ps, _mm512_castps_si512,
            _mm512_cmp_ps_mask, _mm512_cvtepi32_ps, _mm512_fmadd_ps, _mm512_mask_add_ps,
            _mm512_mask_cmp_ps_mask, _mm512_maskz_mul_ps, _mm512_min_ps, _mm512_movepi32_mask,
            _mm512_mul_ps, _mm512_permutex2var_ps, _mm512_set1_ps, _mm512_setzero_ps,
        };
        const LANES: usize = 16;
        const PARTS: usize = 2 * LANES;
        const STEP: f32 = small::step(PARTS);
        let Some(bias) = bias.first_chunk::<WORD>() else { return 0 };
        let table: [[__m512; 2]; 3] = bytemuck::cast(*small::PARABOLAS);
        let all = |x: f32| _mm512_set1_ps(x);
        let (last, per_step) = (all(small::last(PARTS)), all(1.0 / STEP));
        let (round, half) = (all(math::ROUND), all(0.5));
        let chain = neurons.steps();
        let tokens = sums.chunks(chain * stride).zip(planes.chunks_exact_mut(chain));
        for (token, (sums, planes)) in tokens.enumerate() {
            // What the membranes of 16 inputs each bring to the next step.
            let mut carried = [_mm512_setzero_ps(); WORD / LANES];
            let steps = sums.chunks(stride).zip(factors).zip(planes);
            for (((sums, factors), planes), bounds) in steps.zip(&neurons.bounds) {
                let (Some(sums), Some(factors)) = (sums.first_chunk(), factors.first_chunk()) else {
                    return token;
                };
                let (sums, factors): (&[i32; WORD], &[f32; WORD]) = (sums, factors);
                let [low, high, leak] = bounds.map(all);
                let (mut fired, mut sign, mut near) = (0, 0, 0);
                for (i, carried) in carried.iter_mut().enumerate() {
                    let at = LANES * i;
                    let (Some(&sums), Some(&factors), Some(&bias)) = (
                        sums[at..].first_chunk::<LANES>(),
                        factors[at..].first_chunk::<LANES>(),
                        bias[at..].first_chunk::<LANES>(),
                    ) else {
                        return token;
                    };
                    let acc = _mm512_cvtepi32_ps(bytemuck::cast(sums));
                    // Not fused: x is the one that `gelu` would have.
                    let x = _mm512_mul_ps(bytemuck::cast(factors), acc);
                    let x = _mm512_add_ps(x, bytemuck::cast(bias));
                    let a = _mm512_abs_ps(x);
                    let part = _mm512_fmadd_ps(_mm512_min_ps(a, last), per_step, round);
                    let part = _mm512_castps_si512(part);
                    let [c0, c1, c2] = table;
                    let c0 = _mm512_permutex2var_ps(c0[0], part, c0[1]);
                    let c1 = _mm512_permutex2var_ps(c1[0], part, c1[1]);
                    let c2 = _mm512_permutex2var_ps(c2[0], part, c2[1]);
                    let even = _mm512_fmadd_ps(_mm512_fmadd_ps(c2, a, c1), a, c0);
                    let m = _mm512_add_ps(*carried, _mm512_fmadd_ps(x, half, even));
                    let reach = _mm512_abs_ps(m);
                    // What is no number is near.
                    let spiked = _mm512_cmp_ps_mask::<_CMP_NLE_UQ>(reach, low);
                    near |= _mm512_mask_cmp_ps_mask::<_CMP_NGT_UQ>(spiked, reach, high);
                    let down = spiked & _mm512_movepi32_mask(_mm512_castps_si512(m));
                    fired |= u64::from(spiked) << at;
                    sign |= u64::from(down) << at;
                    let left = _mm512_maskz_mul_ps(!spiked | down, m, leak);
                    *carried = _mm512_mask_add_ps(left, down, left, left);
                }
                if near != 0 {
                    return token;
                }
                *planes = [fired, sign];
            }
        }
        planes.len() / chain
    }
}

#[cfg(test)]
mod tests;
