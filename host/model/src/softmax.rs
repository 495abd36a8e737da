//! Scores to probabilities.

use spikelm_engine::vectorized;

use crate::aligned::Aligned;
use crate::math::{PARTIALS, ROUND, exp, exp_parts, exp_rest, larger, largest_by, sum};
use crate::quantize::{Width, quantized, scale_to};

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

/// The sums of some columns of scores.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scores<'a> {
    /// A row per key, the first sum of each `stride` after the one before.
    pub(crate) sums: &'a [i32],
    pub(crate) stride: usize,
    /// Of each column.
    pub(crate) factors: &'a [f32],
    /// Of the inputs of a head.
    pub(crate) root: f32,
}

/// The probabilities of columns of scores, quantized:
/// ```text
/// p[q] = softmax_k((factor[q] * sum[k][q]) / root),   w[k][q] = round(p[q][k] / scale[q])
/// ```
/// The same bits as dividing, [`softmax`] and [`quantize`](crate::quantize()) of each column alone.
/// Rows of integers are `stride` apart.
pub(crate) fn quantized_probabilities(
    scores: Scores<'_>,
    width: Width,
    to: &mut [i8],
    stride: usize,
    scales: &mut [f32],
) {
    let reach = f32::from(width.reach());
    let mut lanes = vec![Aligned([0f32; LANES]); scores.sums.len().div_ceil(scores.stride)];
    let (factors, last) = scores.factors.as_chunks();
    let (whole, rest) = scales.as_chunks_mut();
    let starts = (0..).step_by(LANES);
    for ((scales, factors), first) in whole.iter_mut().zip(factors).zip(starts) {
        let (sums, to) = (&scores.sums[first..], &mut to[first..]);
        let largest = divide(sums, scores.stride, factors, scores.root, &mut lanes);
        *scales = to_integers(&mut lanes, &largest, reach, to, stride);
    }
    if !rest.is_empty() {
        // The last columns with others of zeros beside them.
        let (count, first) = (rest.len(), scores.factors.len() - rest.len());
        let mut factors = [0.0; LANES];
        factors[..count].copy_from_slice(last);
        let mut sums = vec![0; lanes.len() * LANES];
        for (sums, row) in sums.chunks_exact_mut(LANES).zip(scores.sums.chunks(scores.stride)) {
            sums[..count].copy_from_slice(&row[first..][..count]);
        }
        let mut integers = vec![0; sums.len()];
        let largest = divide(&sums, LANES, &factors, scores.root, &mut lanes);
        let found = to_integers(&mut lanes, &largest, reach, &mut integers, LANES);
        rest.copy_from_slice(&found[..count]);
        for (to, row) in to.chunks_mut(stride).zip(integers.chunks_exact(LANES)) {
            to[first..][..count].copy_from_slice(&row[..count]);
        }
    }
}

/// How far from a half an integer's real number must be for roundings not to decide it: a quotient
/// of quotients of at most 127 is off by less than five roundings, `127 * 5 * 2^-24`.
const NEAR_HALF: f32 = 1e-4;

vectorized! {
    /// [`LANES`] columns of scores over root; returns the largest of each.
    fn divide(
        sums: &[i32],
        stride: usize,
        factors: &[f32; LANES],
        root: f32,
        x: &mut [Aligned<[f32; LANES]>],
    ) -> [f32; LANES] {
        // Dividing by a power of two is multiplying by another.
        let inverse = 1.0 / root;
        let is_power = root.to_bits().trailing_zeros() >= f32::MANTISSA_DIGITS - 1;
        let mut largest = [f32::NEG_INFINITY; LANES];
        for (x, sums) in x.iter_mut().zip(sums.chunks(stride)) {
            let Some(sums) = sums.first_chunk::<LANES>() else { continue };
            for j in 0..LANES {
                let score = factors[j] * sums[j] as f32;
                x[j] = if is_power { score * inverse } else { score / root };
                largest[j] = larger(largest[j], x[j]);
            }
        }
        largest
    }

    /// [`LANES`] columns to the integers of their probabilities, rows `stride` apart; returns the
    /// scales.
    ///
    /// The largest exponential is 1, so that a probability over its scale is `reach` times the
    /// exponential but for roundings. These matter near a half only, where the quotients are made.
    fn to_integers(
        x: &mut [Aligned<[f32; LANES]>],
        largest: &[f32; LANES],
        reach: f32,
        to: &mut [i8],
        stride: usize,
    ) -> [f32; LANES] {
        // Element i of a column belongs to its partial sum i mod 16, as in every sum.
        let mut partial = Aligned([[0f32; LANES]; PARTIALS]);
        let mut powers = Aligned([[0f32; LANES]; PARTIALS]);
        for x in x.chunks_mut(PARTIALS) {
            // In two passes: the operations of one element wait for each other, and a processor
            // looks ahead a few elements only; the shorter the loop, the more of them.
            for (x, power) in x.iter_mut().zip(powers.iter_mut()) {
                for j in 0..LANES {
                    (x[j], power[j]) = exp_parts(x[j] - largest[j]);
                }
            }
            for ((x, power), partial) in x.iter_mut().zip(powers.iter()).zip(partial.iter_mut()) {
                for j in 0..LANES {
                    x[j] = exp_rest(x[j]) * power[j];
                    partial[j] += x[j];
                }
            }
        }
        let totals = fold_lanes(*partial);
        let mut scales = [0.0; LANES];
        for j in 0..LANES {
            scales[j] = scale_to(1.0 / totals[j], reach);
        }
        for (x, to) in x.chunks(PARTIALS).zip(to.chunks_mut(PARTIALS * stride)) {
            let mut farthest = [0f32; LANES];
            for (x, to) in x.iter().zip(to.chunks_mut(stride)) {
                let mut integers = [0; LANES];
                for j in 0..LANES {
                    let q = x[j] * reach;
                    let rounded = q + ROUND;
                    integers[j] = rounded.to_bits() as i8;
                    farthest[j] = larger(farthest[j], (q - (rounded - ROUND)).abs());
                }
                put(&integers, to);
            }
            if largest_by(&farthest, 0.0, |v| v) > 0.5 - NEAR_HALF {
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

/// [`fold`](crate::math::fold) of every lane.
#[inline(always)]
fn fold_lanes(mut partial: [[f32; LANES]; PARTIALS]) -> [f32; LANES] {
    let mut width = PARTIALS / 2;
    while width > 0 {
        let (sums, others) = partial.split_at_mut(width);
        for (sums, others) in sums.iter_mut().zip(others) {
            sums.iter_mut().zip(others).for_each(|(sum, other)| *sum += *other);
        }
        width /= 2;
    }
    partial[0]
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
            let sum = |i: usize| ((i * 7919 + 13) % 1009) as i32 - 504;
            let sums: Vec<i32> = (0..inputs * columns).map(sum).collect();
            let factors: Vec<f32> = (0..columns).map(|q| 0.02 + q as f32 / 991.0).collect();
            for width in [Width::Int8, Width::Int4] {
                let (mut values, mut scales) = (vec![0; sums.len()], vec![0.0; columns]);
                let scores = Scores { sums: &sums, stride: columns, factors: &factors, root };
                quantized_probabilities(scores, width, &mut values, columns, &mut scales);
                let mut rows = Vec::new();
                for q in 0..columns {
                    let score = |k: usize| (factors[q] * sums[k * columns + q] as f32) / root;
                    let mut row: Vec<f32> = (0..inputs).map(score).collect();
                    softmax(&mut row);
                    rows.extend(row);
                }
                let alone = quantize(&rows, inputs, width);
                assert_eq!(values, alone.weights.values);
                let bits = |scales: &[f32]| scales.iter().map(|s| s.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(&scales), bits(&alone.scales));
            }
        }
    }

    /// Two keys, the second one's integer as near to a half as sums can make it.
    #[test]
    fn near_a_half_the_quotients_decide() {
        let factor = 1.0 / 2_097_152.0;
        let columns = 127 * 5;
        let half = |c: usize| ((c / 5) as f32 + 0.5) / 127.0;
        let near = |c: usize| (half(c).ln() / factor).round() as i32 + (c % 5) as i32 - 2;
        let sums: Vec<i32> = (0..columns).map(|_| 0).chain((0..columns).map(near)).collect();
        let factors = vec![factor; columns];
        let (mut values, mut scales) = (vec![0; sums.len()], vec![0.0; columns]);
        let scores = Scores { sums: &sums, stride: columns, factors: &factors, root: 1.0 };
        quantized_probabilities(scores, Width::Int8, &mut values, columns, &mut scales);
        for (c, second) in values[columns..].iter().enumerate() {
            let mut row = [0.0, factor * sums[columns + c] as f32];
            softmax(&mut row);
            assert_eq!(*second, quantize(&row, 2, Width::Int8).weights.values[1], "column {c}");
        }
    }
}
