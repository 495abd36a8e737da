//! The checksum of commands and completion records.
//!
//! `c <- rotate_left(c, 1) + word`, from [`CHECKSUM_SEED`], over 32-bit words in order. In
//! hardware it is one adder and wires. It detects every flipped bit, and dropped, repeated or
//! swapped words unless they collide in 32 bits.

/// The value before the first word. Not zero, so that a block of zeros does not pass.
pub const CHECKSUM_SEED: u32 = 0x5350_4B4C;

/// One step of the checksum.
pub const fn checksum_step(sum: u32, word: u32) -> u32 {
    sum.rotate_left(1).wrapping_add(word)
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
