//! Membranes: real inputs over T steps to ternary spikes.

use ndarray::ArrayView2;
use rayon::prelude::*;
use spikelm_engine::SpikeRows;
use spikelm_engine::stages::{self, Stage};

use crate::Amplitudes;

const WORD: usize = 64;

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
    let alphas = amplitudes.values();
    let (rows, inputs) = x.dim();
    let chain = alphas.len();
    let mut planes = SpikeRows::zeros(inputs, rows, chain);
    let words = planes.row_words();
    let x = x.as_standard_layout();
    let Some(x) = x.as_slice().filter(|x| !x.is_empty()) else { return planes };

    let tokens = planes.fired.par_chunks_mut(chain * words);
    let tokens = tokens.zip(planes.sign.par_chunks_mut(chain * words));
    tokens.zip(x.par_chunks(chain * inputs)).for_each(|((fired, sign), x)| {
        for w in 0..words {
            let columns = w * WORD..inputs.min((w + 1) * WORD);
            let width = columns.len();
            // With this as the state before the first step, m[0] = 0 * (..) + x[0] = x[0].
            let (mut m, mut s) = ([0f32; WORD], [0f32; WORD]);
            let mut before = 0.0;
            for (t, &alpha) in alphas.iter().enumerate() {
                let x = &x[t * inputs..][columns.clone()];
                for ((m, s), &x) in m[..width].iter_mut().zip(&mut s[..width]).zip(x) {
                    *m = ((*m * 0.25) * (before - *s)) + x;
                    let quotient = *m / alpha;
                    let up = if quotient > 0.5 { alpha } else { 0.0 };
                    *s = if quotient < -0.5 { -alpha } else { up };
                }
                (fired[t * words + w], sign[t * words + w]) = pack(&s);
                before = alpha;
            }
        }
    });
    planes
}

/// Bit planes of 64 spikes: bit j of the first where spike j is not 0, of the second where it is
/// negative. Lanes beyond the row's end hold 0.
fn pack(s: &[f32; WORD]) -> (u64, u64) {
    let (mut fired, mut sign) = (0, 0);
    for (j, &s) in s.iter().enumerate() {
        fired |= u64::from(s != 0.0) << j;
        sign |= u64::from(s < 0.0) << j;
    }
    (fired, sign)
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
