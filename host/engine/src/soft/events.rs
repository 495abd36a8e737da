//! Coded rows as lists of inputs: the events, a byte each.

use std::ops::Range;

use super::packed::TILE;
use crate::coding::{CodedRow, CodedRows, Slot};
use crate::{RowMode, SpikeRows, vectorized};

/// 64-bit words of a tile.
const WORDS: usize = TILE / 64;
/// Bytes beyond the end of a list that may be overwritten.
const SLACK: usize = 64;

/// Some chains of a product, coded.
#[derive(Debug, Default)]
pub(super) struct Strip {
    rows: Range<usize>,
    coded: CodedRows,
    /// Per tile and coded row, the inputs that add and then those that subtract, counted from the
    /// tile's first.
    inputs: Vec<u8>,
    /// Per tile and coded row, where its adding and where its subtracting inputs end.
    ends: Vec<[usize; 2]>,
}

/// The events of a coded row in a tile.
pub(super) struct Events<'a> {
    /// Added.
    pub(super) plus: &'a [u8],
    /// Subtracted.
    pub(super) minus: &'a [u8],
}

impl Strip {
    /// Takes the chains `chains` of `rows`.
    pub(super) fn code(&mut self, rows: &SpikeRows, chains: Range<usize>, mode: RowMode) {
        self.rows = chains.start * rows.chain..chains.end * rows.chain;
        self.coded.clear();
        self.coded.append(rows, chains, mode);
        self.ends.clear();
        let words = rows.row_words();
        let mut end = 0;
        self.ends.reserve(self.coded.rows().len() * words.div_ceil(WORDS));
        for word in (0..words).step_by(WORDS) {
            let most = self.coded.rows().len() * TILE;
            if self.inputs.len() < end + most + SLACK {
                self.inputs.resize(end + most + SLACK, 0);
            }
            end = list(&self.coded, word, &mut self.inputs, end, &mut self.ends);
        }
    }

    /// Rows of the product.
    pub(super) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    pub(super) fn coded(&self) -> &[CodedRow] {
        self.coded.rows()
    }

    pub(super) fn direct_events(&self) -> u64 {
        self.coded.direct_events()
    }

    pub(super) fn events(&self) -> u64 {
        self.coded.events()
    }

    /// The events of every coded row in tile `tile`.
    #[inline(always)]
    pub(super) fn tile(&self, tile: usize) -> impl Iterator<Item = Events<'_>> {
        let first = tile * self.coded.rows().len();
        let mut start = if first == 0 { 0 } else { self.ends[first - 1][1] };
        self.ends[first..][..self.coded.rows().len()].iter().map(move |&[plus, minus]| {
            let (adding, subtracting) = self.inputs[start..minus].split_at(plus - start);
            start = minus;
            Events { plus: adding, minus: subtracting }
        })
    }
}

/// The inputs of each byte of a plane, in its low bytes.
static PLACES: [[u8; 8]; 256] = {
    let mut places = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut at) = (0, 0);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                places[byte][at] = bit as u8;
                at += 1;
            }
            bit += 1;
        }
        byte += 1;
    }
    places
};

vectorized! {
    /// Appends the events of the words from `word` on of all coded rows at `end`; returns the new
    /// end. `inputs` has room for all, and [`SLACK`].
    fn list(
        coded: &CodedRows,
        word: usize,
        inputs: &mut [u8],
        end: usize,
        ends: &mut Vec<[usize; 2]>,
    ) -> usize {
        list_by(coded, word, inputs, end, ends, |to, word, first| {
            let mut end = 0;
            for (byte, first) in word.to_le_bytes().into_iter().zip((first..).step_by(8)) {
                if let Some(to) = to[end..].first_chunk_mut() {
                    let places = u64::from_le_bytes(PLACES[usize::from(byte)]);
                    // No byte overflows: 255 is the last input.
                    *to = (places + u64::from(first) * 0x0101_0101_0101_0101).to_le_bytes();
                }
                end += byte.count_ones() as usize;
            }
        })
    }
    avx512 {
        use std::arch::x86_64::{_mm512_add_epi8, _mm512_maskz_compress_epi8, _mm512_set1_epi8};
        let numbers: [u8; 64] = std::array::from_fn(|i| i as u8);
        let numbers = bytemuck::cast(numbers);
        list_by(coded, word, inputs, end, ends, |to, word, first| {
            let places = _mm512_add_epi8(numbers, _mm512_set1_epi8(first as i8));
            *to = bytemuck::cast(_mm512_maskz_compress_epi8(word, places));
        })
    }
}

/// `push` writes the places of a word's bits plus the number of the first; what it writes beyond
/// them is overwritten.
#[inline(always)]
fn list_by(
    coded: &CodedRows,
    word: usize,
    inputs: &mut [u8],
    mut end: usize,
    ends: &mut Vec<[usize; 2]>,
    push: impl Fn(&mut [u8; SLACK], u64, u8),
) -> usize {
    let mut list = |word: u64, first: u8| {
        // The digits of one part have no events in the words of the others.
        if word == 0 {
            return end;
        }
        if let Some(to) = inputs[end..].first_chunk_mut() {
            push(to, word, first);
        }
        end += word.count_ones() as usize;
        end
    };
    for row in 0..coded.rows().len() {
        let slots = &coded.slots(row)[word..];
        let slots: [Slot; WORDS] = match slots.first_chunk() {
            Some(slots) => *slots,
            None => {
                let mut all = [Slot::default(); WORDS];
                all[..slots.len()].copy_from_slice(slots);
                all
            }
        };
        let mut plus = 0;
        for (w, [fired, sign]) in slots.into_iter().enumerate() {
            plus = list(fired & !sign, 64 * w as u8);
        }
        let mut minus = plus;
        for (w, [fired, sign]) in slots.into_iter().enumerate() {
            minus = list(fired & sign, 64 * w as u8);
        }
        ends.push([plus, minus]);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_listed_once() {
        let (inputs, rows, chain) = (700, 12, 4);
        let mut spikes = SpikeRows::zeros(inputs, rows, chain);
        for row in 0..rows {
            for k in 0..inputs {
                spikes.set(row, k, ((row / 3 * 31 + k * k) % 7 % 3) as i8 - 1);
            }
        }
        let mut strip = Strip::default();
        for mode in [RowMode::Direct, RowMode::Coded] {
            strip.code(&spikes, 1..3, mode);
            assert_eq!(strip.rows(), 4..12);
            for tile in 0..inputs.div_ceil(TILE) {
                for (row, events) in strip.tile(tile).enumerate() {
                    let mut listed = vec![0_i32; TILE];
                    events.plus.iter().for_each(|&k| listed[usize::from(k)] += 1);
                    events.minus.iter().for_each(|&k| listed[usize::from(k)] -= 1);
                    let mut expected = vec![0_i32; TILE];
                    let slots = strip.coded.slots(row).iter().skip(tile * WORDS).take(WORDS);
                    for (w, [fired, sign]) in slots.enumerate() {
                        for j in (0..64).filter(|j| fired >> j & 1 == 1) {
                            expected[64 * w + j] = 1 - 2 * (sign >> j & 1) as i32;
                        }
                    }
                    assert_eq!(listed, expected, "tile {tile}, coded row {row}");
                }
            }
        }
    }
}
