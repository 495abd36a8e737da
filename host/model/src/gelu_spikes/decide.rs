//! Membranes of small GELUs, as far as they decide.
//!
//! The vector bodies make the GELUs of some steps first, which do not depend on each other, and then
//! the membranes, which do; and they interleave vectors: the operations of one number wait for each
//! other, and a processor looks ahead a few dozens only.

use spikelm_engine::vectorized;

use super::GeluNeurons;
use super::small::{self, small_gelu};
use crate::neuron::{Membranes, WORD, pack};

/// Steps whose GELUs are made before their membranes.
#[cfg_attr(not(target_arch = "x86_64"), expect(dead_code))]
const STEPS: usize = 4;

vectorized! {
    /// See [`GeluNeurons::decide`].
    pub(super) fn decide(
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
                let y = |j| small_gelu(factors[j] * sums[j] as f32 + bias[j]);
                *planes = pack(membranes.step(y, *neuron)).into();
                if membranes.are_near(*neuron, *margin) {
                    return token;
                }
            }
        }
        planes.len() / chain
    }
    avx2 {
        use std::arch::x86_64::{
            __m256, __m256i, _CMP_NGT_UQ, _CMP_NLE_UQ, _mm256_add_ps, _mm256_and_ps,
            _mm256_andnot_ps, _mm256_blendv_ps, _mm256_castps_si256, _mm256_cmp_ps,
            _mm256_cvtepi32_ps, _mm256_fmadd_ps, _mm256_min_ps, _mm256_movemask_ps, _mm256_mul_ps,
            _mm256_or_ps, _mm256_permutevar8x32_ps, _mm256_set1_ps, _mm256_setzero_ps,
        };
        const LANES: usize = 8;
        const VECTORS: usize = WORD / LANES;
        const TOGETHER: usize = 4;
        const GROUPS: usize = VECTORS / TOGETHER;
        const STEP: f32 = small::step(LANES);
        let Some(bias) = bias.first_chunk::<WORD>() else { return 0 };
        let bias: &[[__m256; TOGETHER]; GROUPS] = &bytemuck::cast(*bias);
        let [lower @ .., c4]: [__m256; 5] = bytemuck::cast(*small::QUARTICS);
        let all = |x: f32| _mm256_set1_ps(x);
        let (last, per_step) = (all(small::last(LANES)), all(1.0 / STEP));
        let (round, half) = (all(crate::math::ROUND), all(0.5));
        let (minus, zero) = (all(-0.0), _mm256_setzero_ps());
        let chain = neurons.steps();
        let tokens = sums.chunks(chain * stride).zip(planes.chunks_exact_mut(chain));
        let mut gelus = [[[zero; TOGETHER]; GROUPS]; STEPS];
        for (token, (sums, planes)) in tokens.enumerate() {
            // What the membranes of 8 inputs each bring to the next step.
            let mut carried = [zero; VECTORS];
            let steps = sums.chunks(STEPS * stride).zip(factors.chunks(STEPS));
            let steps = steps.zip(planes.chunks_mut(STEPS)).zip(neurons.bounds.chunks(STEPS));
            for (((sums, factors), planes), bounds) in steps {
                let steps = gelus.iter_mut().zip(sums.chunks(stride)).zip(factors);
                for ((gelus, sums), factors) in steps {
                    let (Some(sums), Some(factors)) = (sums.first_chunk(), factors.first_chunk())
                    else {
                        return token;
                    };
                    let (sums, factors): (&[i32; WORD], &[f32; WORD]) = (sums, factors);
                    let sums: [[__m256i; TOGETHER]; GROUPS] = bytemuck::cast(*sums);
                    let factors: [[__m256; TOGETHER]; GROUPS] = bytemuck::cast(*factors);
                    let vectors = gelus.iter_mut().zip(sums).zip(factors).zip(bias);
                    for (((gelus, sums), factors), bias) in vectors {
                        let (mut x, mut a, mut part) = (factors, factors, sums);
                        for i in 0..TOGETHER {
                            // Not fused: x is the one that `gelu` would have.
                            x[i] = _mm256_mul_ps(factors[i], _mm256_cvtepi32_ps(sums[i]));
                            x[i] = _mm256_add_ps(x[i], bias[i]);
                        }
                        for i in 0..TOGETHER {
                            a[i] = _mm256_andnot_ps(minus, x[i]);
                            let place = _mm256_min_ps(a[i], last);
                            let place = _mm256_fmadd_ps(place, per_step, round);
                            part[i] = _mm256_castps_si256(place);
                        }
                        let mut even = part.map(|part| _mm256_permutevar8x32_ps(c4, part));
                        for c in lower.into_iter().rev() {
                            for i in 0..TOGETHER {
                                let c = _mm256_permutevar8x32_ps(c, part[i]);
                                even[i] = _mm256_fmadd_ps(even[i], a[i], c);
                            }
                        }
                        for i in 0..TOGETHER {
                            gelus[i] = _mm256_fmadd_ps(x[i], half, even[i]);
                        }
                    }
                }
                for ((gelus, planes), bounds) in gelus.iter().zip(planes).zip(bounds) {
                    let [low, high, leak] = bounds.map(all);
                    let twice = _mm256_add_ps(leak, leak);
                    let (mut fired, mut sign, mut near) = ([0; VECTORS], [0; VECTORS], zero);
                    let gelus = gelus.as_flattened();
                    for i in 0..VECTORS {
                        let m = _mm256_add_ps(carried[i], gelus[i]);
                        let reach = _mm256_andnot_ps(minus, m);
                        // What is no number is near.
                        let spiked = _mm256_cmp_ps::<_CMP_NLE_UQ>(reach, low);
                        let under = _mm256_cmp_ps::<_CMP_NGT_UQ>(reach, high);
                        near = _mm256_or_ps(near, _mm256_and_ps(spiked, under));
                        fired[i] = _mm256_movemask_ps(spiked) as u8;
                        sign[i] = _mm256_movemask_ps(_mm256_and_ps(spiked, m)) as u8;
                        let reset = _mm256_blendv_ps(zero, twice, m);
                        carried[i] = _mm256_mul_ps(m, _mm256_blendv_ps(leak, reset, spiked));
                    }
                    if _mm256_movemask_ps(near) != 0 {
                        return token;
                    }
                    *planes = [fired, sign].map(u64::from_le_bytes);
                }
            }
        }
        planes.len() / chain
    }
    avx512 {
        use std::arch::x86_64::{
            __m512, __m512i, _CMP_NGT_UQ, _CMP_NLE_UQ, _mm512_abs_ps, _mm512_add_ps,
            _mm512_castps_si512, _mm512_cmp_ps_mask, _mm512_cvtepi32_ps, _mm512_fmadd_ps,
            _mm512_mask_add_ps, _mm512_mask_cmp_ps_mask, _mm512_mask_min_ps, _mm512_min_ps,
            _mm512_movepi32_mask, _mm512_mul_ps, _mm512_permutex2var_ps, _mm512_set1_ps,
            _mm512_setzero_ps,
        };
        const LANES: usize = 16;
        const VECTORS: usize = WORD / LANES;
        const PARTS: usize = 2 * LANES;
        const STEP: f32 = small::step(PARTS);
        let Some(bias) = bias.first_chunk::<WORD>() else { return 0 };
        let bias: [__m512; VECTORS] = bytemuck::cast(*bias);
        let [c0, c1, c2]: [[__m512; 2]; 3] = bytemuck::cast(*small::PARABOLAS);
        let all = |x: f32| _mm512_set1_ps(x);
        let (last, per_step) = (all(small::last(PARTS)), all(1.0 / STEP));
        let (round, half) = (all(crate::math::ROUND), all(0.5));
        let zero = _mm512_setzero_ps();
        let chain = neurons.steps();
        let tokens = sums.chunks(chain * stride).zip(planes.chunks_exact_mut(chain));
        let mut gelus = [[zero; VECTORS]; STEPS];
        for (token, (sums, planes)) in tokens.enumerate() {
            // What the membranes of 16 inputs each bring to the next step.
            let mut carried = [zero; VECTORS];
            let steps = sums.chunks(STEPS * stride).zip(factors.chunks(STEPS));
            let steps = steps.zip(planes.chunks_mut(STEPS)).zip(neurons.bounds.chunks(STEPS));
            for (((sums, factors), planes), bounds) in steps {
                let steps = gelus.iter_mut().zip(sums.chunks(stride)).zip(factors);
                for ((gelus, sums), factors) in steps {
                    let (Some(sums), Some(factors)) = (sums.first_chunk(), factors.first_chunk())
                    else {
                        return token;
                    };
                    let (sums, factors): (&[i32; WORD], &[f32; WORD]) = (sums, factors);
                    let sums: [__m512i; VECTORS] = bytemuck::cast(*sums);
                    let factors: [__m512; VECTORS] = bytemuck::cast(*factors);
                    let (mut x, mut a, mut part, mut even) = (factors, factors, sums, factors);
                    for i in 0..VECTORS {
                        // Not fused: x is the one that `gelu` would have.
                        x[i] = _mm512_mul_ps(factors[i], _mm512_cvtepi32_ps(sums[i]));
                        x[i] = _mm512_add_ps(x[i], bias[i]);
                    }
                    for i in 0..VECTORS {
                        a[i] = _mm512_abs_ps(x[i]);
                        let place = _mm512_fmadd_ps(_mm512_min_ps(a[i], last), per_step, round);
                        part[i] = _mm512_castps_si512(place);
                    }
                    let of_part = |c: [__m512; 2], part| _mm512_permutex2var_ps(c[0], part, c[1]);
                    for i in 0..VECTORS {
                        even[i] = _mm512_fmadd_ps(of_part(c2, part[i]), a[i], of_part(c1, part[i]));
                    }
                    for i in 0..VECTORS {
                        even[i] = _mm512_fmadd_ps(even[i], a[i], of_part(c0, part[i]));
                    }
                    for i in 0..VECTORS {
                        gelus[i] = _mm512_fmadd_ps(x[i], half, even[i]);
                    }
                }
                for ((gelus, planes), bounds) in gelus.iter().zip(planes).zip(bounds) {
                    let [low, high, leak] = bounds.map(all);
                    let (mut fired, mut sign, mut near) = ([0; VECTORS], [0; VECTORS], 0);
                    for i in 0..VECTORS {
                        let m = _mm512_add_ps(carried[i], gelus[i]);
                        let reach = _mm512_abs_ps(m);
                        // What is no number is near.
                        let spiked = _mm512_cmp_ps_mask::<_CMP_NLE_UQ>(reach, low);
                        near |= _mm512_mask_cmp_ps_mask::<_CMP_NGT_UQ>(spiked, reach, high);
                        fired[i] = spiked;
                        sign[i] = spiked & _mm512_movepi32_mask(_mm512_castps_si512(m));
                        // Of a spike twice as much, but nothing above 0.
                        let left = _mm512_mul_ps(m, leak);
                        let left = _mm512_mask_add_ps(left, spiked, left, left);
                        carried[i] = _mm512_mask_min_ps(left, spiked, left, zero);
                    }
                    if near != 0 {
                        return token;
                    }
                    *planes = bytemuck::cast([fired, sign]);
                }
            }
        }
        planes.len() / chain
    }
}
