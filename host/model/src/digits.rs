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
        for (k, column) in values.chunks_exact(*columns).enumerate() {
            let (word, bit) = ((i * inputs + k) / 64, (i * inputs + k) % 64);
            for (p, &value) in column.iter().enumerate() {
                let (fired, minus) = digits(value.unsigned_abs());
                let minus = if value < 0 { fired & !minus } else { minus };
                let mut at = (i * columns + p) * DIGITS * words + word;
                for b in 0..DIGITS {
                    rows.fired[at] |= u64::from(fired >> b & 1) << bit;
                    rows.sign[at] |= u64::from(minus >> b & 1) << bit;
                    at += words;
                }
            }
        }
    }
    rows
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
