//! Scores to probabilities.

use spikelm_engine::vectorized;

use crate::math::{PARTIALS, ROUND, exp, fold, larger, largest_by, sum};
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
    let reach = f32::from(width.reach());
    let mut lanes = vec![[0f32; LANES]; inputs];
    let (whole, rest) = scales.as_chunks_mut();
    for (scales, first) in whole.iter_mut().zip((0..).step_by(LANES)) {
        let (scores, to) = (&scores[first..], &mut values[first..]);
        *scales = columns_to_integers(scores, &mut lanes, root, reach, to, columns);
    }
    if !rest.is_empty() {
        // The last columns with others of zeros beside them.
        let count = rest.len();
        let own = columns - count..columns;
        let mut padded = vec![0.0; inputs * LANES];
        for (to, row) in padded.chunks_exact_mut(LANES).zip(scores.chunks_exact(columns)) {
            to[..count].copy_from_slice(&row[own.clone()]);
        }
        let mut to = vec![0; padded.len()];
        let found = columns_to_integers(&padded, &mut lanes, root, reach, &mut to, LANES);
        rest.copy_from_slice(&found[..count]);
        for (to, row) in values.chunks_exact_mut(columns).zip(to.chunks_exact(LANES)) {
            to[own.clone()].copy_from_slice(&row[..count]);
        }
    }
    Quantized { weights: Weights { inputs, columns, values }, scales }
}

/// How far from a half an integer's real number must be for roundings not to decide it: a quotient
/// of quotients of at most 127 is off by less than five roundings, `127 * 5 * 2^-24`.
const NEAR_HALF: f32 = 1e-4;

vectorized! {
    /// [`LANES`] columns to integers, rows `stride` apart here and there; returns the scales.
    ///
    /// The largest exponential is 1, so that a probability over its scale is `reach` times the
    /// exponential but for roundings. These matter near a half only, where the quotients are made.
    fn columns_to_integers(
        scores: &[f32],
        x: &mut [[f32; LANES]],
        root: f32,
        reach: f32,
        to: &mut [i8],
        stride: usize,
    ) -> [f32; LANES] {
        let largest = divide(scores, x, root, stride);
        // Element i of a column belongs to its partial sum i mod 16, as in every sum.
        let mut partial = [[0f32; LANES]; PARTIALS];
        for x in x.chunks_mut(PARTIALS) {
            for (x, partial) in x.iter_mut().zip(&mut partial) {
                for j in 0..LANES {
                    x[j] = exp(x[j] - largest[j]);
                    partial[j] += x[j];
                }
            }
        }
        let totals: [f32; LANES] = std::array::from_fn(|j| fold(partial.map(|p| p[j])));
        let scales = totals.map(|total| scale_to(1.0 / total, reach));
        for (x, to) in x.chunks(PARTIALS).zip(to.chunks_mut(PARTIALS * stride)) {
            let mut near = [0u32; LANES];
            for (x, to) in x.iter().zip(to.chunks_mut(stride)) {
                let mut integers = [0; LANES];
                for j in 0..LANES {
                    let q = x[j] * reach;
                    let rounded = q + ROUND;
                    integers[j] = rounded.to_bits() as i8;
                    near[j] |= u32::from((q - (rounded - ROUND)).abs() > 0.5 - NEAR_HALF);
                }
                put(&integers, to);
            }
            if near.iter().fold(0, |any, near| any | near) != 0 {
                for (x, to) in x.iter().zip(to.chunks_mut(stride)) {
                    let mut integers = [0; LANES];
                    for j in 0..LANES {
                        integers[j] = quantized(x[j] / totals[j], scales[j], reach);
                    }
                    put(&integers, to);
                }
            }
        }
        scales
    }
}

/// Takes columns of scores over root into lanes; returns the largest of each.
#[inline(always)]
fn divide(scores: &[f32], x: &mut [[f32; LANES]], root: f32, stride: usize) -> [f32; LANES] {
    // Dividing by a power of two is multiplying by another.
    let inverse = 1.0 / root;
    let is_power = root.to_bits().trailing_zeros() >= f32::MANTISSA_DIGITS - 1;
    let mut largest = [f32::NEG_INFINITY; LANES];
    for (x, row) in x.iter_mut().zip(scores.chunks(stride)) {
        let Some(row) = row.first_chunk::<LANES>() else { continue };
        for j in 0..LANES {
            x[j] = if is_power { row[j] * inverse } else { row[j] / root };
            largest[j] = larger(largest[j], x[j]);
        }
    }
    largest
}

#[inline(always)]
fn put(integers: &[i8; LANES], to: &mut [i8]) {
    if let Some(to) = to.first_chunk_mut() {
        *to = *integers;
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
