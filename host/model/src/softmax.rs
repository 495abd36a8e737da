//! Scores to probabilities.

use spikelm_engine::vectorized;

use crate::math::{PARTIALS, exp, fold, larger, largest_by, sum};
use crate::quantize::{Quantized, Width, quantized, scale_to};
use spikelm_engine::Weights;

vectorized! {
    /// `x[i] = e^(x[i] - max) / sum_j e^(x[j] - max)`, in place.
    pub fn softmax(x: &mut [f32]) {
        let largest = largest_by(x, f32::NEG_INFINITY, |v| v);
        for v in x.iter_mut() {
            *v = exp(*v - largest);
        }
        let total = sum(x);
        for v in x.iter_mut() {
            *v /= total;
        }
    }
}

/// Columns that go through a softmax together.
const LANES: usize = 16;

/// The probabilities of columns of scores, quantized: with `scores[k][q]` row-major,
/// ```text
/// p[q] = softmax_k(scores[k][q] / root),   w[k][q] = round(p[q][k] / scale[q])
/// ```
/// The same bits as dividing, [`softmax`] and [`quantize`](crate::quantize()) of each column alone.
pub(crate) fn quantized_probabilities(
    scores: &[f32],
    columns: usize,
    root: f32,
    width: Width,
) -> Quantized {
    let inputs = scores.len().checked_div(columns).unwrap_or(0);
    let mut values = vec![0; scores.len()];
    let mut scales = vec![0.0; columns];
    let mut lanes = vec![[0f32; LANES]; inputs];
    for first in (0..columns).step_by(LANES) {
        let count = LANES.min(columns - first);
        for (lanes, row) in lanes.iter_mut().zip(scores.chunks_exact(columns)) {
            lanes[..count].copy_from_slice(&row[first..first + count]);
        }
        let reach = f32::from(width.reach());
        let found =
            columns_to_integers(&mut lanes, root, reach, &mut values[first..], columns, count);
        scales[first..first + count].copy_from_slice(&found[..count]);
    }
    Quantized { weights: Weights { inputs, columns, values }, scales }
}

vectorized! {
    /// `count` of the columns to integers, whose rows are `stride` apart; returns the scales.
    fn columns_to_integers(
        x: &mut [[f32; LANES]],
        root: f32,
        reach: f32,
        to: &mut [i8],
        stride: usize,
        count: usize,
    ) -> [f32; LANES] {
        let mut largest = [f32::NEG_INFINITY; LANES];
        for x in x.iter_mut() {
            for j in 0..LANES {
                x[j] /= root;
                largest[j] = larger(largest[j], x[j]);
            }
        }
        // Element i of a column belongs to its partial sum i mod 16, as in every sum.
        let mut partial = [[0f32; LANES]; PARTIALS];
        for (i, x) in x.iter_mut().enumerate() {
            let partial = &mut partial[i % PARTIALS];
            for j in 0..LANES {
                x[j] = exp(x[j] - largest[j]);
                partial[j] += x[j];
            }
        }
        let totals: [f32; LANES] = std::array::from_fn(|j| fold(partial.map(|p| p[j])));
        let mut largest = [0f32; LANES];
        for x in x.iter_mut() {
            for j in 0..LANES {
                x[j] /= totals[j];
                largest[j] = larger(largest[j], x[j]);
            }
        }
        let scales = largest.map(|largest| scale_to(largest, reach));
        for (k, x) in x.iter().enumerate() {
            let integers: [i8; LANES] = std::array::from_fn(|j| quantized(x[j], scales[j], reach));
            let to = &mut to[k * stride..];
            match to.first_chunk_mut() {
                Some(whole) if count == LANES => *whole = integers,
                _ => to[..count].copy_from_slice(&integers[..count]),
            }
        }
        scales
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantize::quantize;

    #[test]
    fn probabilities_add_to_one() {
        let mut x: Vec<f32> = (0..23).map(|i| (i as f32 * 1.7).sin() * 20.0).collect();
        let order = x.clone();
        softmax(&mut x);
        assert!((sum(&x) - 1.0).abs() < 1e-6);
        for i in 1..x.len() {
            assert_eq!(x[i] > x[i - 1], order[i] > order[i - 1]);
        }
        let mut far = [1000.0, 0.0];
        softmax(&mut far);
        assert_eq!(far, [1.0, 0.0]);
    }

    #[test]
    fn columns_are_rows_bit_for_bit() {
        for (inputs, columns, root) in
            [(1, 1, 8.0), (37, 5, 5.656_854), (128, 48, 8.0), (19, 33, 3.0)]
        {
            let number = |i: usize| ((i * 7919 + 13) % 1009) as f32 / 51.0 - 10.0;
            let scores: Vec<f32> = (0..inputs * columns).map(number).collect();
            for width in [Width::Int8, Width::Int4] {
                let together = quantized_probabilities(&scores, columns, root, width);
                let mut rows = Vec::new();
                for q in 0..columns {
                    let mut row: Vec<f32> =
                        (0..inputs).map(|k| scores[k * columns + q] / root).collect();
                    softmax(&mut row);
                    rows.extend(row);
                }
                let alone = quantize(&rows, inputs, width);
                assert_eq!(together.weights, alone.weights);
                let bits = |scales: &[f32]| scales.iter().map(|s| s.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(&together.scales), bits(&alone.scales));
            }
        }
    }
}
