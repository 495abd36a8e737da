//! Signed binary digits of small integers: real rows as ternary ones.

use spikelm_engine::{SpikeRows, Weights};

/// Digits of a value in -127..=127: `127 = 2^7 - 1`.
pub(crate) const DIGITS: usize = 8;

/// Where the digits of a magnitude are not zero, and where they are -1.
///
/// The non-adjacent form, the one with the fewest digits that are not zero: a third of them.
fn digits(magnitude: u8) -> (u16, u16) {
    let (x, half) = (u16::from(magnitude), u16::from(magnitude) / 2);
    let fired = half ^ (x + half);
    (fired, fired & half)
}

/// Digits of all values that are not zero.
pub(crate) fn count(values: &[i8]) -> u64 {
    values.iter().map(|v| u64::from(digits(v.unsigned_abs()).0.count_ones())).sum()
}

/// Rows of digits of several matrices `w[k][p]` of one shape, whose inputs stand one behind the
/// other: row `(i * columns + p) * DIGITS + b` has digit b of column p of matrix i, on the inputs
/// of that matrix. What its row sums to, times `2^b` and added over b, is that of the column.
pub(crate) fn rows<'a>(matrices: impl ExactSizeIterator<Item = &'a Weights>) -> SpikeRows {
    let parts = matrices.len();
    let mut rows = SpikeRows::zeros(0, 0, 1);
    for (i, Weights { inputs, columns, values }) in matrices.enumerate() {
        if i == 0 {
            rows = SpikeRows::zeros(parts * inputs, parts * columns * DIGITS, 1);
        }
        let words = rows.row_words();
        for (first, block) in (i * inputs..).step_by(WORD).zip(values.chunks(WORD * columns)) {
            let (word, bit) = (first / WORD, first % WORD);
            for p in 0..*columns {
                let planes = planes(block.iter().skip(p).step_by(*columns));
                let mut at = (i * columns + p) * DIGITS * words + word;
                for [fired, sign] in planes {
                    rows.fired[at] |= fired << bit;
                    rows.sign[at] |= sign << bit;
                    // What reaches into the next word: shifted twice, 64 - 0 being too far for one.
                    let [fired, sign] = [fired, sign].map(|plane| plane >> 1 >> (WORD - 1 - bit));
                    if fired != 0 {
                        rows.fired[at + 1] |= fired;
                        rows.sign[at + 1] |= sign;
                    }
                    at += words;
                }
            }
        }
    }
    rows
}

const WORD: usize = 64;

/// Each digit of up to 64 values: where it is not zero, and where it is -1.
fn planes<'a>(values: impl Iterator<Item = &'a i8>) -> [[u64; 2]; DIGITS] {
    let mut bytes = [[0; WORD]; 2];
    for (j, &value) in values.enumerate() {
        let (fired, minus) = digits(value.unsigned_abs());
        // Digits of 127 end at bit 7.
        let (fired, minus) = (fired as u8, minus as u8);
        bytes[0][j] = fired;
        bytes[1][j] = if value < 0 { fired & !minus } else { minus };
    }
    let mut planes = [[0; 2]; DIGITS];
    for (side, bytes) in bytes.iter().enumerate() {
        let (groups, _) = bytes.as_chunks::<8>();
        for (g, group) in groups.iter().enumerate() {
            let group = u64::from_le_bytes(*group);
            for (b, plane) in planes.iter_mut().enumerate() {
                plane[side] |= low_bits(group >> b) << (8 * g);
            }
        }
    }
    planes
}

/// The lowest bit of each byte, side by side.
fn low_bits(bytes: u64) -> u64 {
    // Byte j moves to bit 56 + j, all others elsewhere.
    (bytes & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_the_value_and_never_adjacent() {
        for value in -127..=127_i8 {
            let weights = Weights { inputs: 1, columns: 1, values: vec![value] };
            let rows = rows([&weights].into_iter());
            let digit = |b| i32::from(rows.get(b, 0));
            let sum: i32 = (0..DIGITS).map(|b| digit(b) << b).sum();
            assert_eq!(sum, i32::from(value));
            assert!((1..DIGITS).all(|b| digit(b) * digit(b - 1) == 0), "{value}");
            let fired = (0..DIGITS).filter(|b| digit(*b) != 0).count() as u64;
            assert_eq!(count(&[value]), fired);
        }
    }

    #[test]
    fn matrices_have_their_own_inputs() {
        let of = |values: &[i8]| Weights { inputs: 3, columns: 2, values: values.to_vec() };
        let matrices = [of(&[1, -2, 3, 4, 127, -6]), of(&[0, 5, -7, 64, 9, -127])];
        let rows = rows(matrices.iter());
        assert_eq!((rows.inputs, rows.rows, rows.chain), (6, 2 * 2 * DIGITS, 1));
        for (i, matrix) in matrices.iter().enumerate() {
            for p in 0..2 {
                for input in 0..6 {
                    let row = (i * 2 + p) * DIGITS;
                    let sum: i32 =
                        (0..DIGITS).map(|b| i32::from(rows.get(row + b, input)) << b).sum();
                    let own = input.checked_sub(3 * i).filter(|k| *k < 3);
                    let expected = own.map_or(0, |k| matrix.values[k * 2 + p].into());
                    assert_eq!(sum, expected, "matrix {i}, column {p}, input {input}");
                }
            }
        }
    }
}
