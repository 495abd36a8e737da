//! What attention remembers of earlier tokens: their keys and values as ternary spikes.

use std::ops::Range;
use std::sync::Arc;

use ndarray::ArrayView2;
use rayon::prelude::*;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{SpikeRows, vectorized};

use crate::Amplitudes;
use crate::neuron::{Neuron, threshold};
use crate::planes::Planes;

/// Keys and values of one sentence in one attention block, 2 bits per element.
///
/// A membrane runs over the T steps of one token and never across tokens, so the spikes of a token
/// do not depend on what comes after it: appending to a memory gives the spikes of the whole
/// sentence, bit for bit. Clones share their planes until one of them grows.
#[derive(Debug, Clone)]
pub(crate) struct Memory {
    /// T.
    steps: usize,
    /// Inputs of a head.
    size: usize,
    /// Part `head * T + t`, a row per token: `sK[j][d]`.
    keys: Planes,
    /// Part `head * T + t`, a row per input of the head: `sV[j][d]` transposed.
    values: Planes,
}

impl Memory {
    pub(crate) fn new(heads: usize, steps: usize, size: usize) -> Memory {
        let empty = |inputs, rows| {
            let part = Arc::new(SpikeRows::zeros(inputs, rows, 1));
            Planes::from(std::iter::repeat_n(part, heads * steps).collect::<Vec<_>>())
        };
        Memory { steps, size, keys: empty(size, 0), values: empty(0, size) }
    }

    /// Whether it has no tokens.
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.shape().1 == 0
    }

    /// Takes the keys and values of all tokens, a part per head and time step each.
    pub(crate) fn set(&mut self, keys: Vec<SpikeRows>, values: Vec<SpikeRows>) {
        let planes = |parts: Vec<SpikeRows>| -> Planes {
            parts.into_iter().map(Arc::new).collect::<Vec<_>>().into()
        };
        (self.keys, self.values) = (planes(keys), planes(values));
    }

    /// The keys of each head and time step: `n` rows of `d` inputs.
    pub(crate) fn keys(&self) -> &Planes {
        &self.keys
    }

    /// The values of each head and time step: `d` rows of `n` inputs.
    pub(crate) fn values(&self) -> &Planes {
        &self.values
    }

    /// Appends the keys of tokens, rows `token * T + t` of all heads side by side.
    pub(crate) fn push_keys(&mut self, keys: ArrayView2<'_, f32>, amplitudes: &Amplitudes) {
        let (steps, size) = (self.steps, self.size);
        // A token that is decoded alone is no work to share.
        let least = if keys.nrows() > 16 * steps { 1 } else { usize::MAX };
        let parts: Vec<&mut SpikeRows> = self.keys.parts_mut().collect();
        parts.into_par_iter().enumerate().with_min_len(least).for_each(|(i, rows)| {
            let _stage = stages::enter(Stage::Spikes);
            let (head, step) = (i / steps, i % steps);
            let neuron = Neuron::new(amplitudes.values()[step]);
            let words = rows.row_words();
            let mut end = rows.rows * words;
            rows.rows += keys.nrows() / steps;
            rows.fired.resize(rows.rows * words, 0);
            rows.sign.resize(rows.rows * words, 0);
            for row in keys.rows().into_iter().skip(step).step_by(steps) {
                // Projections are made in standard layout.
                let Some(row) = row.to_slice() else { continue };
                let next = end..end + words;
                let (fired, sign) = (&mut rows.fired[next.clone()], &mut rows.sign[next]);
                threshold(&row[head * size..][..size], neuron, fired, sign);
                end += words;
            }
        });
    }

    /// Appends the values of tokens, rows `token * T + t` of all heads side by side.
    pub(crate) fn push_values(&mut self, values: ArrayView2<'_, f32>, amplitudes: &Amplitudes) {
        let (steps, size) = (self.steps, self.size);
        // A token that is decoded alone is no work to share.
        let least = if values.nrows() > 16 * steps { 1 } else { usize::MAX };
        let parts: Vec<&mut SpikeRows> = self.values.parts_mut().collect();
        parts.into_par_iter().enumerate().with_min_len(least).for_each(|(i, rows)| {
            let _stage = stages::enter(Stage::Spikes);
            let (head, step) = (i / steps, i % steps);
            let neuron = Neuron::new(amplitudes.values()[step]);
            let first = rows.inputs;
            let end = first + values.nrows() / steps;
            widen(rows, end);
            let words = rows.row_words();
            // 64 inputs of the head by the 64 tokens of a word.
            for (d, w) in blocks(size, first..end) {
                let mut planes = [[0; WORD]; 2];
                let tokens = first.max(w * WORD)..end.min((w + 1) * WORD);
                for token in tokens.clone() {
                    let row = values.row((token - first) * steps + step);
                    let Some(row) = row.to_slice() else { continue };
                    let row = &row[head * size + d..][..WORD.min(size - d)];
                    let [fired, sign] = &mut planes;
                    let at = token % WORD..token % WORD + 1;
                    threshold(row, neuron, &mut fired[at.clone()], &mut sign[at]);
                }
                let [fired, sign] = planes.map(|plane| columns(plane, tokens.clone()));
                for (i, (fired, sign)) in fired.into_iter().zip(sign).enumerate().take(size - d) {
                    rows.fired[(d + i) * words + w] |= fired;
                    rows.sign[(d + i) * words + w] |= sign;
                }
            }
        });
    }
}

const WORD: usize = 64;

/// Blocks of 64 inputs by 64 tokens: the first input of each, and the number of its word of tokens.
fn blocks(size: usize, tokens: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
    let words = tokens.start / WORD..tokens.end.div_ceil(WORD);
    (0..size).step_by(WORD).flat_map(move |d| words.clone().map(move |w| (d, w)))
}

/// The columns of a plane in whose words only those of `tokens` are not zero, modulo 64.
fn columns(plane: [u64; WORD], tokens: Range<usize>) -> [u64; WORD] {
    if tokens.len() == 1 {
        let token = tokens.start % WORD;
        std::array::from_fn(|i| (plane[token] >> i & 1) << token)
    } else {
        transposed(plane)
    }
}

/// A matrix of 64 x 64 bits, transposed: bit j of word i becomes bit i of word j.
pub(crate) fn transposed(mut words: [u64; WORD]) -> [u64; WORD] {
    transpose_bits(&mut words);
    words
}

vectorized! {
    fn transpose_bits(words: &mut [u64; WORD]) {
        exchange::<32>(words, 0x0000_0000_FFFF_FFFF);
        exchange::<16>(words, 0x0000_FFFF_0000_FFFF);
        exchange::<8>(words, 0x00FF_00FF_00FF_00FF);
        exchange::<4>(words, 0x0F0F_0F0F_0F0F_0F0F);
        exchange::<2>(words, 0x3333_3333_3333_3333);
        exchange::<1>(words, 0x5555_5555_5555_5555);
    }
}

/// Blocks of `W` bits: the right one of the upper row changes with the left one of the lower.
#[inline(always)]
fn exchange<const W: usize>(words: &mut [u64; WORD], low: u64) {
    for pair in words.chunks_exact_mut(2 * W) {
        let (uppers, lowers) = pair.split_at_mut(W);
        for (upper, lower) in uppers.iter_mut().zip(lowers) {
            let change = (*upper >> W ^ *lower) & low;
            *upper ^= change << W;
            *lower ^= change;
        }
    }
}

/// Gives every row more inputs, without spikes.
fn widen(rows: &mut SpikeRows, inputs: usize) {
    let (old, new) = (rows.row_words(), inputs.div_ceil(64));
    rows.inputs = inputs;
    if old == new {
        return;
    }
    for plane in [&mut rows.fired, &mut rows.sign] {
        let mut wide = vec![0; rows.rows * new];
        if old > 0 {
            for (wide, row) in wide.chunks_exact_mut(new).zip(plane.chunks_exact(old)) {
                wide[..old].copy_from_slice(row);
            }
        }
        *plane = wide;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::neuron::ternary;
    use ndarray::{Array2, s};

    #[test]
    fn bits_are_transposed() {
        let words: [u64; WORD] =
            std::array::from_fn(|i| 0x9E37_79B9_7F4A_7C15u64.rotate_left(i as u32 * 7) ^ i as u64);
        let columns = transposed(words);
        for (i, word) in words.iter().enumerate() {
            for (j, column) in columns.iter().enumerate() {
                assert_eq!(word >> j & 1, column >> i & 1, "{i}, {j}");
            }
        }
    }

    #[test]
    fn a_memory_that_grew_is_that_of_the_whole() {
        let (heads, steps, size, tokens) = (3, 2, 21, 150);
        let amplitudes = Amplitudes::from(vec![0.7, 1.3]);
        let x = Array2::from_shape_fn((tokens * steps, heads * size), |(r, c)| {
            ((r * 7919 + c * 104_729) % 1000) as f32 / 200.0 - 2.5
        });
        let mut whole = Memory::new(heads, steps, size);
        whole.push_keys(x.view(), &amplitudes);
        whole.push_values(x.view(), &amplitudes);
        let mut grown = Memory::new(heads, steps, size);
        let mut first = 0;
        for count in [1, 1, 62, 1, 60, 25] {
            let before = grown.clone();
            let new = x.slice(s![first * steps..(first + count) * steps, ..]);
            grown.push_keys(new, &amplitudes);
            grown.push_values(new, &amplitudes);
            // The clone keeps what it had.
            assert_eq!(before.keys().parts()[0].rows, first);
            assert_eq!(before.values().parts()[0].inputs, first);
            first += count;
        }
        assert_eq!(first, tokens);
        for (head, step) in [(0, 0), (0, 1), (1, 0), (2, 1)] {
            let part = |planes: &Planes| planes.parts()[head * steps + step].clone();
            assert_eq!(part(grown.keys()), part(whole.keys()));
            assert_eq!(part(grown.values()), part(whole.values()));
            let (keys, values) = (part(whole.keys()), part(whole.values()));
            for j in 0..tokens {
                for d in 0..size {
                    let x = x[[j * steps + step, head * size + d]];
                    let spike = ternary(x, amplitudes.values()[step]);
                    assert_eq!((keys.get(j, d), values.get(d, j)), (spike, spike));
                }
            }
        }
    }
}
