//! The spikes of GELU, straight from a product's sums.
//!
//! A spike only tells on which side of a threshold a membrane is. So a GELU with a small error is
//! enough for nearly all spikes: a word of spikes in which no membrane comes nearer to a threshold
//! than the error reaches is the word that [`gelu`](math::gelu) gives, bit for bit, whichever way
//! the small GELU was rounded. The others are made again from `gelu` itself.

use std::sync::LazyLock;

use spikelm_engine::vectorized;

use crate::math::{self, ROUND};
use crate::neuron::{Membranes, Neuron, WORD, pack, pack_avx2};

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
/// The error of [`small_gelu`] and of [`by_table`], and [`ROUNDED`] of its result.
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

/// Parts of the table of [`by_table`], which lie around multiples of [`STEP`].
const PARTS: usize = 32;
/// From half a step under the last part on, the Gaussian distribution is taken to be 1.
const STEP: f32 = END / (PARTS as f32 - 1.5);
/// In the last part.
const LAST: f32 = STEP * (PARTS - 1) as f32;
type Table = [[f32; PARTS]; 3];

/// By part, the coefficients in a, lowest first, of the parabola through `gelu(a) - a / 2` at the
/// part's Chebyshev nodes.
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = [[0.0; PARTS]; 3];
    let [constant, linear, square] = &mut table;
    let parts = constant.iter_mut().zip(linear).zip(square).enumerate();
    for (part, ((constant, linear), square)) in parts.take(PARTS - 1) {
        let (centre, reach) = (f64::from(STEP) * part as f64, f64::from(STEP) / 2.0);
        let at = |node: f64| {
            let a = centre + reach * node;
            f64::from(math::gelu(a as f32)) - a / 2.0
        };
        let node = 0.75f64.sqrt();
        let [under, middle, over] = [-node, 0.0, node].map(at);
        // In the distance from the centre, then in a.
        let slope = (over - under) / (2.0 * node * reach);
        let curve = (over + under - 2.0 * middle) / (2.0 * node * node * reach * reach);
        *constant = (middle - slope * centre + curve * centre * centre) as f32;
        *linear = (slope - 2.0 * curve * centre) as f32;
        *square = curve as f32;
    }
    table[1][PARTS - 1] = 0.5;
    table
});

/// [`gelu`](math::gelu) but for [`ERROR`], of finite x: with a = |x|, `x / 2` and the parabola of
/// a's part, which is even in x.
#[cfg(test)]
fn by_table(x: f32, table: &Table) -> f32 {
    let a = x.abs();
    let part = a.min(LAST).mul_add(1.0 / STEP, ROUND).to_bits() as usize % PARTS;
    let [c0, c1, c2] = table.map(|coefficients| coefficients[part]);
    x.mul_add(0.5, c2.mul_add(a, c1).mul_add(a, c0))
}

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
        decide_by(neurons, sums, stride, factors, bias, planes, |a, b, c| a * b + c, pack)
    }
    avx2 {
        let fused = |a: f32, b: f32, c: f32| a.mul_add(b, c);
        decide_by(neurons, sums, stride, factors, bias, planes, fused, |s| pack_avx2!(s))
    }
    avx512 {
        use std::arch::x86_64::{
            __m512, _CMP_NGT_UQ, _CMP_NLE_UQ, _mm512_abs_ps, _mm512_add_ps, _mm512_castps_si512,
            _mm512_cmp_ps_mask, _mm512_cvtepi32_ps, _mm512_fmadd_ps, _mm512_mask_add_ps,
            _mm512_mask_cmp_ps_mask, _mm512_maskz_mul_ps, _mm512_min_ps, _mm512_movepi32_mask,
            _mm512_mul_ps, _mm512_permutex2var_ps, _mm512_set1_ps, _mm512_setzero_ps,
        };
        const LANES: usize = 16;
        let Some(bias) = bias.first_chunk::<WORD>() else { return 0 };
        let table: [[__m512; 2]; 3] = bytemuck::cast(*TABLE);
        let all = |x: f32| _mm512_set1_ps(x);
        let (last, per_step, round, half) = (all(LAST), all(1.0 / STEP), all(ROUND), all(0.5));
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
                y[j] = small_gelu(factors[j] * sums[j] as f32 + bias[j], &multiply_add);
            }
            *planes = pack(membranes.step(&y, *neuron)).into();
            if membranes.are_near(*neuron, *margin) {
                return token;
            }
        }
    }
    planes.len() / chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::every_isa::on_every_isa;
    use crate::neuron::integrate_word;

    #[test]
    fn the_small_gelu_keeps_its_stated_error() {
        let fused = |a: f32, b: f32, c: f32| a.mul_add(b, c);
        for i in -4_000_000..=4_000_000 {
            let x = i as f32 / 4e5;
            let exact = math::gelu(x);
            let small = [small_gelu(x, |a, b, c| a * b + c), small_gelu(x, fused)];
            for y in small.into_iter().chain([by_table(x, &TABLE)]) {
                let error = (y - exact).abs();
                assert!(error <= ERROR + ROUNDED * exact.abs(), "{x}: {error:e}");
            }
            assert!(exact > -DEEPEST);
        }
        for x in [1e3, 1e30] {
            assert!((small_gelu(x, fused) / x - 1.0).abs() < ROUNDED);
            assert!(small_gelu(-x, fused).abs() < ERROR);
            assert!((by_table(x, &TABLE) / x - 1.0).abs() < ROUNDED);
            assert!(by_table(-x, &TABLE).abs() < ERROR);
        }
    }

    /// Sums whose membranes come as near to a threshold as they can, and others.
    #[test]
    fn what_is_decided_is_what_gelu_gives() {
        on_every_isa(compare_with_gelu);
    }

    fn compare_with_gelu() {
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
                if neurons.decide(&sums, stride, (&factors, &bias), &mut planes) == 0 {
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
