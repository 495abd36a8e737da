//! Real matrices to small integers, one scale per output channel.

use rayon::prelude::*;
use spikelm_engine::{Weights, vectorized};

use crate::math::{ROUND, larger, largest_by};

/// Width of quantized weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// -127 to +127.
    Int8,
    /// -7 to +7.
    Int4,
}

impl Width {
    /// Largest magnitude.
    pub fn reach(self) -> i8 {
        match self {
            Width::Int8 => 127,
            Width::Int4 => 7,
        }
    }
}

/// What the weights of the products are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// 8-bit weights.
    Int8,
    /// 4-bit weights.
    Int4,
    /// The reference mode: float32 weights and attention operands, products on the host.
    F32,
}

impl Precision {
    /// The width of the weights; `None` where they stay real.
    pub fn width(self) -> Option<Width> {
        match self {
            Precision::Int8 => Some(Width::Int8),
            Precision::Int4 => Some(Width::Int4),
            Precision::F32 => None,
        }
    }
}

impl std::fmt::Display for Precision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Precision::Int8 => "int8",
            Precision::Int4 => "int4",
            Precision::F32 => "f32",
        })
    }
}

/// Integer weights `w[k][p]` and the scale of each column: `real[p][k] ~ scale[p] * w[k][p]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantized {
    /// The integers, as an engine wants them.
    pub weights: Weights,
    /// One scale per output channel.
    pub scales: Vec<f32>,
}

impl Quantized {
    /// Weights of 0, to be overwritten.
    pub(crate) fn zeros(inputs: usize, columns: usize) -> Quantized {
        let weights = Weights { inputs, columns, values: vec![0; inputs * columns] };
        Quantized { weights, scales: vec![1.0; columns] }
    }
}

/// The scale of an output channel: `max |w| / reach`; 1 where all weights are zero.
#[inline(always)]
fn scale_of(channel: &[f32], width: Width) -> f32 {
    scale_to(largest_by(channel, 0.0, f32::abs), f32::from(width.reach()))
}

/// The scale of a channel whose largest magnitude is `largest`: `largest / reach`; 1 where that is
/// zero.
#[inline(always)]
pub(crate) fn scale_to(largest: f32, reach: f32) -> f32 {
    let scale = largest / reach;
    if scale > 0.0 { scale } else { 1.0 }
}

/// One weight: `clamp(round_half_even(w / scale), -reach, +reach)`.
#[inline(always)]
pub(crate) fn quantized(w: f32, scale: f32, reach: f32) -> i8 {
    // The integer stands in the low bits of the sum that rounds.
    let q = w / scale;
    let bounded = larger(if q < reach { q } else { reach }, -reach);
    (bounded + ROUND).to_bits() as i8
}

/// Quantizes a matrix of output channels, row-major `[channels][inputs]`, and transposes it to
/// `w[k][p]`.
///
/// `scale[p] = max_k |w[p][k]| / reach`, 1 for a channel of zeros (or of numbers so small that
/// their scale is zero); halves round to even.
pub fn quantize(channels: &[f32], inputs: usize, width: Width) -> Quantized {
    let columns = channels.len().checked_div(inputs).unwrap_or(0);
    quantize_rows(columns, inputs, width, |p| &channels[p * inputs..][..inputs])
}

/// [`quantize`] of `columns` channels, wherever they stand.
pub(crate) fn quantize_rows<'a>(
    columns: usize,
    inputs: usize,
    width: Width,
    channel: impl Fn(usize) -> &'a [f32],
) -> Quantized {
    let mut weights = Weights { inputs, columns, values: vec![0; inputs * columns] };
    let mut scales = Vec::with_capacity(columns);
    if columns == 1 {
        // Its own transpose.
        scales.push(quantize_channel(channel(0), width, &mut weights.values));
        return Quantized { weights, scales };
    }
    // Rows are as long as whole squares are.
    let stride = inputs.next_multiple_of(SIDE);
    let mut rows = vec![0; stride * SIDE];
    for first in (0..columns).step_by(SIDE) {
        let count = SIDE.min(columns - first);
        for (i, row) in rows.chunks_exact_mut(stride.max(1)).enumerate().take(count) {
            scales.push(quantize_channel(channel(first + i), width, row));
        }
        transpose(&rows, inputs, count, &mut weights.values[first..], columns);
    }
    Quantized { weights, scales }
}

/// One channel to integers; returns its scale.
#[inline(always)]
pub(crate) fn channel_to_integers(channel: &[f32], width: Width, to: &mut [i8]) -> f32 {
    let scale = scale_of(channel, width);
    let reach = f32::from(width.reach());
    for (to, &w) in to.iter_mut().zip(channel) {
        *to = quantized(w, scale, reach);
    }
    scale
}

/// Channels that are transposed together.
pub(crate) const SIDE: usize = 16;
type Square = [[i8; SIDE]; SIDE];

vectorized! {
    /// One channel to integers; returns its scale.
    fn quantize_channel(channel: &[f32], width: Width, to: &mut [i8]) -> f32 {
        channel_to_integers(channel, width, to)
    }

    /// `to[k][p] = from[p][k]` for `count` rows of `from`, at most [`SIDE`], which are as long as
    /// whole squares are; rows of `to` are `stride` apart.
    pub(crate) fn transpose(from: &[i8], inputs: usize, count: usize, to: &mut [i8], stride: usize) {
        let length = inputs.next_multiple_of(SIDE);
        for first in (0..inputs).step_by(SIDE) {
            let mut square: Square = [[0; SIDE]; SIDE];
            for (p, row) in square.iter_mut().enumerate() {
                row.copy_from_slice(&from[p * length + first..][..SIDE]);
            }
            // Each round interleaves row i with row i + 8; after four of them rows are columns.
            for _ in 0..SIDE.ilog2() {
                let before = square;
                for (i, pair) in square.as_chunks_mut::<2>().0.iter_mut().enumerate() {
                    let [low, high] = pair;
                    for j in 0..SIDE / 2 {
                        (low[2 * j], low[2 * j + 1]) = (before[i][j], before[i + SIDE / 2][j]);
                        let k = j + SIDE / 2;
                        (high[2 * j], high[2 * j + 1]) = (before[i][k], before[i + SIDE / 2][k]);
                    }
                }
            }
            for (k, row) in square.iter().enumerate().take(inputs - first) {
                put(row, &mut to[(first + k) * stride..], count);
            }
        }
    }
    avx512 {
        use std::arch::x86_64::{
            __m512i, _mm512_add_epi8, _mm512_mask_blend_epi8, _mm512_permutex2var_epi8,
            _mm512_set1_epi8,
        };
        // Of 8 rows in two vectors, the first four columns: byte 16 c + r is column c of row r mod 8.
        let mut places = [0u8; 4 * SIDE];
        for (i, place) in places.iter_mut().enumerate() {
            *place = (i % 8 * SIDE + i / SIDE) as u8;
        }
        let length = inputs.next_multiple_of(SIDE);
        for first in (0..inputs).step_by(SIDE) {
            let mut square: Square = [[0; SIDE]; SIDE];
            for (p, row) in square.iter_mut().enumerate() {
                row.copy_from_slice(&from[p * length + first..][..SIDE]);
            }
            let [r0, r4, r8, r12]: [__m512i; 4] = bytemuck::cast(square);
            let mut places: __m512i = bytemuck::cast(places);
            for (i, k) in (first..inputs).step_by(4).take(SIDE / 4).enumerate() {
                let low = _mm512_permutex2var_epi8(r0, places, r4);
                let high = _mm512_permutex2var_epi8(r8, places, r12);
                let columns = _mm512_mask_blend_epi8(0xFF00_FF00_FF00_FF00, low, high);
                let columns: [[i8; SIDE]; 4] = bytemuck::cast(columns);
                for (row, k) in columns.iter().zip(k..inputs.min(first + 4 * i + 4)) {
                    put(row, &mut to[k * stride..], count);
                }
                places = _mm512_add_epi8(places, _mm512_set1_epi8(4));
            }
        }
    }
}

/// The first `count` of a row.
#[inline(always)]
fn put(row: &[i8; SIDE], to: &mut [i8], count: usize) {
    match to.first_chunk_mut() {
        Some(to) if count == SIDE => *to = *row,
        _ => to[..count].copy_from_slice(&row[..count]),
    }
}

/// What quantization does to a matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuantizationError {
    /// Root of the mean squared error over the root of the mean squared weight.
    pub relative_rms: f64,
    /// Largest error of a weight, over the largest weight.
    pub relative_max: f64,
    /// Bits of a signed accumulator that no sum of a column leaves, from `max_p sum_k |w[k][p]|`.
    pub accumulator_bits: u32,
}

/// Measures the error of [`quantize`] on a matrix of output channels.
pub fn quantization_error(channels: &[f32], inputs: usize, width: Width) -> QuantizationError {
    let parts: Vec<(f64, f64, f64, f64, u64)> = channels
        .par_chunks(inputs.max(1))
        .map(|channel| {
            let (scale, reach) = (scale_of(channel, width), f32::from(width.reach()));
            channel.iter().fold((0f64, 0f64, 0f64, 0f64, 0u64), |(se, sw, me, mw, sum), &w| {
                let q = quantized(w, scale, reach);
                let error = f64::from(w) - f64::from(scale) * f64::from(q);
                (
                    se + error * error,
                    sw + f64::from(w) * f64::from(w),
                    me.max(error.abs()),
                    mw.max(f64::from(w).abs()),
                    sum + u64::from(q.unsigned_abs()),
                )
            })
        })
        .collect();
    let (mut se, mut sw, mut me, mut mw, mut reach) = (0f64, 0f64, 0f64, 0f64, 0u64);
    for part in parts {
        se += part.0;
        sw += part.1;
        me = me.max(part.2);
        mw = mw.max(part.3);
        reach = reach.max(part.4);
    }
    let over = |a: f64, b: f64| if b > 0.0 { a / b } else { 0.0 };
    QuantizationError {
        relative_rms: over(se, sw).sqrt(),
        relative_max: over(me, mw),
        accumulator_bits: u64::BITS - reach.leading_zeros() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_scale_per_channel() {
        let w = [1.0, -0.5, 0.25, 0.0, 0.0, 0.0, -12.7, 0.05, 0.15];
        let q = quantize(&w, 3, Width::Int8);
        assert_eq!(q.scales, [1.0 / 127.0, 1.0, 12.7 / 127.0]);
        assert_eq!((q.weights.inputs, q.weights.columns), (3, 3));
        // Column p is channel p; halves (63.5, 0.5, 1.5) go to the even neighbour.
        assert_eq!(q.weights.values, [127, 0, -127, -64, 0, 0, 32, 0, 2]);
        let q = quantize(&[7.0, 3.5, -2.5], 3, Width::Int4);
        assert_eq!(q.weights.values, [7, 4, -2]);
    }

    #[test]
    fn extremes_stay_in_range() {
        for w in [f32::MAX, f32::MIN_POSITIVE, 1e-45, -f32::MAX] {
            let q = quantize(&[w, -w, 0.0], 3, Width::Int8);
            assert!(q.scales[0] > 0.0);
            assert!(q.weights.values.iter().all(|v| (-127..=127).contains(v)), "{w:e}");
        }
    }

    #[test]
    fn errors_are_measured() {
        let exact = quantization_error(&[127.0, -5.0, 3.0], 3, Width::Int8);
        assert_eq!((exact.relative_rms, exact.relative_max), (0.0, 0.0));
        // 135 needs 8 bits and a sign.
        assert_eq!(exact.accumulator_bits, 9);
        let w: Vec<f32> = (0..640).map(|i| ((i * 37 % 101) as f32 - 50.0) / 7.0).collect();
        let (fine, coarse) =
            (quantization_error(&w, 64, Width::Int8), quantization_error(&w, 64, Width::Int4));
        assert!(fine.relative_max <= 0.5 / 127.0 * 1.001 && fine.relative_rms > 0.0);
        assert!(coarse.relative_rms > 8.0 * fine.relative_rms);
    }
}
