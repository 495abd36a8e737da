//! Amplitudes from activations: so that a wanted share of inputs spikes.

use ndarray::ArrayView2;
use rayon::prelude::*;

/// What no amplitude is: the value before calibration. Its neighbour takes its place.
const UNTOUCHED: f32 = 1.0;
/// The least amplitude that a checkpoint may have.
const LEAST: f32 = 1e-5;

/// `alpha[t]` such that a share `rate` of the membranes of `x`, rows `token * T + t`, spikes at
/// each step: see [`spikes`](crate::spikes). The membranes of a step follow from the amplitudes of
/// the steps before it.
pub(crate) fn membranes(x: ArrayView2<'_, f32>, steps: usize, rate: f64) -> Vec<f32> {
    let (rows, inputs) = x.dim();
    let tokens = rows / steps;
    let (mut m, mut s) = (vec![0f32; tokens * inputs], vec![0f32; tokens * inputs]);
    let mut before = 0.0;
    let mut amplitudes = Vec::with_capacity(steps);
    for t in 0..steps {
        m.par_chunks_mut(inputs).zip(s.par_chunks(inputs)).enumerate().for_each(
            |(token, (m, s))| {
                for ((m, s), x) in m.iter_mut().zip(s).zip(x.row(token * steps + t)) {
                    *m = ((*m * 0.25) * (before - *s)) + x;
                }
            },
        );
        let alpha = amplitude(m.clone(), rate);
        s.par_iter_mut().zip(&m).for_each(|(s, &m)| {
            *s = f32::from(crate::ternary(m, alpha)) * alpha;
        });
        amplitudes.push(alpha);
        before = alpha;
    }
    amplitudes
}

/// `alpha[t]` such that a share `rate` of step t's rows of `x` spikes, without a membrane.
pub(crate) fn thresholds(x: ArrayView2<'_, f32>, steps: usize, rate: f64) -> Vec<f32> {
    let of_step = |t| x.rows().into_iter().skip(t).step_by(steps).flatten().copied().collect();
    (0..steps).into_par_iter().map(|t| amplitude(of_step(t), rate)).collect()
}

/// The amplitude at which a share `rate` of membranes spikes: those of more than half of it.
fn amplitude(mut m: Vec<f32>, rate: f64) -> f32 {
    m.iter_mut().for_each(|m| *m = m.abs());
    let quiet = (m.len() as f64 * (1.0 - rate.clamp(0.0, 1.0))).round() as usize;
    let alpha = match quiet.checked_sub(1) {
        Some(last) if last < m.len() => 2.0 * *m.select_nth_unstable_by(last, f32::total_cmp).1,
        _ => 0.0,
    };
    if alpha == UNTOUCHED { UNTOUCHED.next_up() } else { alpha.max(LEAST) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Amplitudes, spikes};
    use ndarray::Array2;
    use spikelm_engine::SpikeRows;

    fn rate(rows: &SpikeRows, step: usize, steps: usize) -> f64 {
        let fired: u32 = (step..rows.rows)
            .step_by(steps)
            .map(|r| rows.row(r).0.iter().map(|w| w.count_ones()).sum::<u32>())
            .sum();
        f64::from(fired) / (rows.rows / steps * rows.inputs) as f64
    }

    #[test]
    fn every_step_spikes_at_the_rate() {
        let (tokens, inputs, steps) = (24, 96, 4);
        let x = Array2::from_shape_fn((tokens * steps, inputs), |(r, c)| {
            (((r / steps * 7919 + r + c * 104_729) % 2003) as f32 / 500.0 - 2.0).powi(3)
        });
        for wanted in [0.0, 0.1, 0.33, 0.8, 1.0] {
            let alphas = membranes(x.view(), steps, wanted);
            let rows = spikes(x.view(), &Amplitudes::from(alphas));
            for t in 0..steps {
                let found = rate(&rows, t, steps);
                assert!((found - wanted).abs() < 0.01, "step {t}: {found}, not {wanted}");
            }
            for (t, alpha) in thresholds(x.view(), steps, wanted).into_iter().enumerate() {
                let all: Vec<f32> =
                    x.rows().into_iter().skip(t).step_by(steps).flatten().copied().collect();
                let fired = all.iter().filter(|x| crate::ternary(**x, alpha) != 0).count();
                assert!((fired as f64 / all.len() as f64 - wanted).abs() < 0.01);
            }
        }
    }

    #[test]
    fn no_amplitude_is_refused() {
        assert_eq!(amplitude(vec![0.0; 10], 0.33), LEAST);
        assert_eq!(amplitude(vec![], 0.33), LEAST);
        assert_eq!(amplitude(vec![-0.5; 10], 0.5), 1.0f32.next_up());
    }
}
