//! The dense kernel: every spike times every weight, zeros included, by VNNI.
//!
//! `vpdpbusd` multiplies unsigned by signed bytes and adds four neighbours: biased weights by
//! spikes, `sum (w + 128) q = sum w q + 128 sum q`. It pays where rows have few zeros.

use super::packed::{BIAS, BLOCK, LANES, Lanes, TILE};
use crate::{SpikeRows, vectorized};

/// 32-bit lanes of a vector.
const WORDS: usize = 16;
/// Vectors of a block.
const VECTORS: usize = BLOCK / WORDS;
/// Rows that share the loads of weights.
const ROWS: usize = 6;

/// Four inputs of a block: in lane i of vector m the four weights of column `column(m, i)`.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
pub(super) struct Quad([[[u8; 4]; WORDS]; VECTORS]);

/// The column of a lane: what interleaving bytes and then pairs of two rows of [`Lanes`] gives.
const fn column(vector: usize, lane: usize) -> usize {
    let byte = lane / 4 * 16 + vector * 4 + lane % 4;
    byte % 2 * LANES + byte / 2
}

vectorized! {
    /// Weights of a tile for `vpdpbusd`: input 4 i and the three after it in quad i.
    pub(super) fn interleave(weights: &[Lanes; TILE], quads: &mut [Quad]) {
        let (groups, _) = weights.as_chunks::<4>();
        for (quad, rows) in quads.iter_mut().zip(groups) {
            for (m, vector) in quad.0.iter_mut().enumerate() {
                for (i, lane) in vector.iter_mut().enumerate() {
                    let c = column(m, i);
                    let shift = if c < LANES { 0 } else { 8 };
                    *lane = std::array::from_fn(|r| (rows[r].0[c % LANES] >> shift) as u8);
                }
            }
        }
    }
    avx512 {
        use std::arch::x86_64::{
            _mm512_unpackhi_epi8, _mm512_unpackhi_epi16, _mm512_unpacklo_epi8,
            _mm512_unpacklo_epi16,
        };
        let (groups, _) = weights.as_chunks::<4>();
        for (quad, rows) in quads.iter_mut().zip(groups) {
            let [r0, r1, r2, r3] = rows.map(|row| bytemuck::cast(row.0));
            let (low, high) = (_mm512_unpacklo_epi8(r0, r1), _mm512_unpackhi_epi8(r0, r1));
            let (low2, high2) = (_mm512_unpacklo_epi8(r2, r3), _mm512_unpackhi_epi8(r2, r3));
            quad.0 = [
                bytemuck::cast(_mm512_unpacklo_epi16(low, low2)),
                bytemuck::cast(_mm512_unpackhi_epi16(low, low2)),
                bytemuck::cast(_mm512_unpacklo_epi16(high, high2)),
                bytemuck::cast(_mm512_unpackhi_epi16(high, high2)),
            ];
        }
    }
}

/// Spikes as bytes, for a few rows and one tile.
type Spikes = [[i8; TILE]; ROWS];

/// The words of a row in a tile, fired and sign; zeros beyond the last.
fn planes(spikes: &SpikeRows, row: usize, tile: usize) -> [(u64, u64); TILE / 64] {
    let (fired, sign) = spikes.row(row);
    let word = |w: usize| (fired.get(w).copied(), sign.get(w).copied());
    std::array::from_fn(|i| match word(tile * (TILE / 64) + i) {
        (Some(fired), Some(sign)) => (fired, sign),
        _ => (0, 0),
    })
}

/// Adds the products of rows `first..` of `spikes` and one tile to `sums`, or writes them where it
/// is the first tile. Sums stand in lanes, plus the bias, until [`finish`].
pub(super) fn add_dense(
    quads: &[Quad],
    spikes: &SpikeRows,
    first: usize,
    tile: usize,
    sums: &mut [[i32; BLOCK]],
) {
    let mut bytes = [[0; TILE]; ROWS];
    for (group, sums) in sums.chunks_mut(ROWS).enumerate() {
        for (i, bytes) in bytes.iter_mut().enumerate().take(sums.len()) {
            expand(spikes, first + group * ROWS + i, tile, bytes);
        }
        multiply(quads, &bytes, tile == 0, sums);
    }
}

vectorized! {
    /// Puts sums into the order of their columns and takes the bias off.
    pub(super) fn finish(spikes: &SpikeRows, first: usize, sums: &mut [[i32; BLOCK]]) {
        for (i, sums) in sums.iter_mut().enumerate() {
            let (fired, sign) = spikes.row(first + i);
            let mut bias = 0;
            for (fired, sign) in fired.iter().zip(sign) {
                bias += fired.count_ones() as i32 - 2 * sign.count_ones() as i32;
            }
            bias *= i32::from(BIAS);
            let lanes = *sums;
            for m in 0..VECTORS {
                for i in 0..WORDS {
                    sums[column(m, i)] = lanes[m * WORDS + i] - bias;
                }
            }
        }
    }
}

vectorized! {
    /// The spikes of a row in a tile.
    fn expand(spikes: &SpikeRows, row: usize, tile: usize, bytes: &mut [i8; TILE]) {
        let (words, _) = bytes.as_chunks_mut::<64>();
        for (bytes, (fired, sign)) in words.iter_mut().zip(planes(spikes, row, tile)) {
            for (j, byte) in bytes.iter_mut().enumerate() {
                *byte = (fired >> j & 1) as i8 - 2 * (sign >> j & 1) as i8;
            }
        }
    }
    avx512 {
        use std::arch::x86_64::{_mm512_mask_set1_epi8, _mm512_maskz_set1_epi8};
        let (words, _) = bytes.as_chunks_mut::<64>();
        for (bytes, (fired, sign)) in words.iter_mut().zip(planes(spikes, row, tile)) {
            *bytes = bytemuck::cast(_mm512_mask_set1_epi8(_mm512_maskz_set1_epi8(fired, 1), sign, -1));
        }
    }

    fn multiply(quads: &[Quad], spikes: &Spikes, start: bool, sums: &mut [[i32; BLOCK]]) {
        for (sums, spikes) in sums.iter_mut().zip(spikes) {
            if start {
                *sums = [0; BLOCK];
            }
            let (spikes, _) = spikes.as_chunks::<4>();
            for (quad, q) in quads.iter().zip(spikes) {
                let lanes = quad.0.as_flattened();
                for (sum, w) in sums.iter_mut().zip(lanes) {
                    for i in 0..4 {
                        *sum += i32::from(w[i]) * i32::from(q[i]);
                    }
                }
            }
        }
    }
    avx512 {
        use std::arch::x86_64::{
            __m512i, _mm512_dpbusd_epi32, _mm512_set1_epi32, _mm512_setzero_si512,
        };
        let mut acc: [[__m512i; VECTORS]; ROWS] = [[_mm512_setzero_si512(); VECTORS]; ROWS];
        if !start {
            for (acc, sums) in acc.iter_mut().zip(&*sums) {
                *acc = bytemuck::cast(*sums);
            }
        }
        for (i, quad) in quads.iter().enumerate().take(TILE / 4) {
            let weights: [__m512i; VECTORS] = bytemuck::cast(quad.0);
            for (acc, spikes) in acc.iter_mut().zip(spikes) {
                let (spikes, _) = spikes.as_chunks::<4>();
                let q = _mm512_set1_epi32(i32::from_ne_bytes(spikes[i].map(|q| q as u8)));
                for (acc, w) in acc.iter_mut().zip(weights) {
                    *acc = _mm512_dpbusd_epi32(*acc, w, q);
                }
            }
        }
        for (acc, sums) in acc.into_iter().zip(sums) {
            *sums = bytemuck::cast(acc);
        }
    }
}
