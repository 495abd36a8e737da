//! The checksum of everything that crosses the link.
//!
//! Words of 32 bits are elements of GF(2^32), polynomials modulo
//! `x^32 + x^7 + x^6 + x^2 + 1`, whose root `x` has order 2^32 - 1. A step is
//! `c <- x^19 c + w`, from [`CHECKSUM_SEED`]; addition is XOR.
//!
//! Commands and completion records are sequences of such words. Rows, tiles and results are
//! sequences of *memory words* of L lanes of 32 bits, lane 0 at the lowest address, and
//! `w = sum_i x^i lane_i`: in hardware a tree of XORs over the memory word and one 32-bit step a
//! cycle, without a carry.
//!
//! | data | memory word | order |
//! |---|---|---|
//! | rows of a RUN | input memory's | as they lie, headers and padding included, once |
//! | tile of a LOAD | input memory's | as it lies, padding included |
//! | results of a RUN | result memory's | as they are written: tile by tile, rows in the order of the command without the quiet ones, words in ascending order |
//!
//! Every error inside 32 aligned bits, every burst of at most 31 bits in a memory word, and every
//! swap of two of its lanes is detected; so is the swap of two memory words whose `w` differ. What
//! is dropped, repeated or torn passes with a probability of 2^-32.

/// The value before the first word. Not zero, so that a block of zeros does not pass.
pub const CHECKSUM_SEED: u32 = 0x5350_4B4C;
/// `x^32` as a polynomial of lower degree.
pub const CHECKSUM_POLYNOMIAL: u32 = 0xC5;
/// The power of `x` of a step.
pub const CHECKSUM_POWER: u32 = 19;

/// `x^power c` in GF(2^32), for powers of 1 to 24.
pub const fn times_x(c: u32, power: u32) -> u32 {
    // What is shifted out has `power` bits: the polynomial brings it back below bit 32.
    let high = c >> (32 - power);
    (c << power) ^ high ^ (high << 2) ^ (high << 6) ^ (high << 7)
}

/// One step of the checksum.
pub const fn checksum_step(sum: u32, word: u32) -> u32 {
    times_x(sum, CHECKSUM_POWER) ^ word
}

/// The checksum of a sequence of words.
///
/// ```
/// use spikelm_regs::checksum;
/// assert_ne!(checksum(&[1, 2, 3]), checksum(&[1, 3, 2]));
/// assert_ne!(checksum(&[0, 0]), checksum(&[0]));
/// ```
pub const fn checksum(words: &[u32]) -> u32 {
    let mut sum = CHECKSUM_SEED;
    let mut i = 0;
    while i < words.len() {
        sum = checksum_step(sum, words[i]);
        i += 1;
    }
    sum
}

/// The checksum of memory words, piece by piece.
///
/// ```
/// use spikelm_regs::{DataChecksum, checksum, data_checksum};
/// let bytes: Vec<u8> = (0..64).collect();
/// let mut sum = DataChecksum::new(16);
/// sum.update(&bytes[..16]);
/// sum.update(&bytes[16..]);
/// assert_eq!(sum.value(), data_checksum(16, &bytes));
/// // Memory words of four bytes are words.
/// assert_eq!(data_checksum(4, &[7, 0, 0, 0, 9, 0, 0, 0]), checksum(&[7, 9]));
/// ```
#[derive(Debug, Clone)]
pub struct DataChecksum {
    /// Each lane's own sum: all is linear, so that lanes meet at the end.
    lanes: Vec<u32>,
}

impl DataChecksum {
    /// The checksum of no memory words of `word_bytes` bytes, a multiple of 4.
    pub fn new(word_bytes: u32) -> DataChecksum {
        let mut lanes = vec![0; (word_bytes / 4).max(1) as usize];
        lanes[0] = CHECKSUM_SEED;
        DataChecksum { lanes }
    }

    /// Adds memory words; bytes beyond the last whole one are left out.
    #[inline]
    pub fn update(&mut self, words: &[u8]) {
        match self.lanes.len() {
            4 => absorb::<4>(&mut self.lanes, words),
            8 => absorb::<8>(&mut self.lanes, words),
            16 => absorb::<16>(&mut self.lanes, words),
            32 => absorb::<32>(&mut self.lanes, words),
            64 => absorb::<64>(&mut self.lanes, words),
            lanes => {
                for word in words.chunks_exact(4 * lanes) {
                    step(&mut self.lanes, word);
                }
            }
        }
    }

    /// The checksum of all memory words so far.
    pub fn value(&self) -> u32 {
        self.lanes.iter().rev().fold(0, |sum, lane| times_x(sum, 1) ^ lane)
    }
}

/// The checksum of memory words of `word_bytes` bytes.
pub fn data_checksum(word_bytes: u32, words: &[u8]) -> u32 {
    let mut sum = DataChecksum::new(word_bytes);
    sum.update(words);
    sum.value()
}

/// Steps of all lanes, their number known to the compiler.
#[inline]
fn absorb<const L: usize>(lanes: &mut [u32], words: &[u8]) {
    let Some(lanes) = lanes.first_chunk_mut::<L>() else { return };
    let mut sums = *lanes;
    for word in words.chunks_exact(4 * L) {
        step(&mut sums, word);
    }
    *lanes = sums;
}

#[inline]
fn step(lanes: &mut [u32], word: &[u8]) {
    for (sum, lane) in lanes.iter_mut().zip(word.as_chunks::<4>().0) {
        *sum = checksum_step(*sum, u32::from_le_bytes(*lane));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(mut a: u32, b: u32) -> u32 {
        let mut sum = 0;
        for bit in 0..32 {
            sum ^= if b >> bit & 1 == 1 { a } else { 0 };
            a = times_x(a, 1);
        }
        sum
    }

    fn power(mut a: u32, mut exponent: u64) -> u32 {
        let mut result = 1;
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = product(result, a);
            }
            a = product(a, a);
            exponent >>= 1;
        }
        result
    }

    #[test]
    fn x_generates_the_field() {
        let order = u64::from(u32::MAX);
        assert_eq!(power(2, order), 1);
        for prime in [3, 5, 17, 257, 65537] {
            assert_ne!(power(2, order / prime), 1, "{prime}");
        }
        for k in 1..=24 {
            let by_ones = (0..k).fold(0x9876_5432, |c, _| times_x(c, 1));
            assert_eq!(times_x(0x9876_5432, k), by_ones, "{k}");
        }
        assert_eq!(times_x(1 << 31, 1), CHECKSUM_POLYNOMIAL);
    }

    /// Bytes without a pattern.
    fn bytes(count: usize) -> Vec<u8> {
        let next = |s: &u32| Some(s.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        std::iter::successors(Some(1_u32), next).map(|s| (s >> 24) as u8).take(count).collect()
    }

    #[test]
    fn lanes_have_their_own_powers() {
        for word_bytes in [4, 16, 32, 64, 96, 256] {
            let data = bytes(4 * word_bytes as usize);
            let mut sum = CHECKSUM_SEED;
            for word in data.chunks(word_bytes as usize) {
                let mut folded = 0;
                for (i, lane) in word.as_chunks::<4>().0.iter().enumerate() {
                    folded ^= product(power(2, i as u64), u32::from_le_bytes(*lane));
                }
                sum = checksum_step(sum, folded);
            }
            assert_eq!(data_checksum(word_bytes, &data), sum, "{word_bytes}");
        }
    }

    #[test]
    fn flips_bursts_swaps_drops_and_repeats_are_seen() {
        for word_bytes in [16, 64, 256] {
            let data = bytes(40 * word_bytes as usize);
            let sum = data_checksum(word_bytes, &data);
            let seen = |changed: &[u8], what: &str, at: usize| {
                assert_ne!(data_checksum(word_bytes, changed), sum, "{what} at {at}");
            };
            for bit in 0..8 * data.len() {
                let mut changed = data.clone();
                changed[bit / 8] ^= 1 << (bit % 8);
                seen(&changed, "flip", bit);
            }
            let word = word_bytes as usize;
            for at in 0..data.len() - 4 {
                let mut changed = data.clone();
                changed[at..at + 4].iter_mut().for_each(|b| *b = !*b);
                changed[at + 3] ^= 0x80;
                seen(&changed, "burst", at);
                for distance in [4, word, 32 * word] {
                    let mut changed = data.clone();
                    let other = at + distance;
                    if at % 4 == 0
                        && other + 4 <= data.len()
                        && data[at..at + 4] != data[other..other + 4]
                    {
                        (0..4).for_each(|i| changed.swap(at + i, other + i));
                        seen(&changed, "swap of lanes", at);
                    }
                }
            }
            for at in (0..data.len() - word).step_by(word) {
                for distance in (word..data.len() - at).step_by(word) {
                    let mut changed = data.clone();
                    (0..word).for_each(|i| changed.swap(at + i, at + distance + i));
                    seen(&changed, "swap of words", at);
                }
                let mut changed = data.clone();
                changed.copy_within(at + word.., at);
                seen(&changed, "drop", at);
                let mut changed = data.clone();
                changed.copy_within(at..data.len() - word, at + word);
                seen(&changed, "repeat", at);
            }
        }
    }
}
