//! Proof that no accumulator overflows.
//!
//! `acc[r][p] = sum_k q[r][k] * w[k][p]` with `|q| <= 1`, so `|acc[r][p]|`, and every partial sum
//! on the way, is at most `reach[p] = sum_k |w[k][p]|`. What could leave the accumulators is
//! refused; where the reach fits 16 bits, results travel as 16 bits. A card with fewer bits than
//! the software engine gets K in parts, each of which is proved, and the host adds the parts' sums
//! in 32 bits: exact either way.

use std::ops::Range;

use spikelm_regs::ResultFormat;

use crate::{EngineError, Weights, vectorized};

/// Accumulator bits that every engine computes with unless a card has fewer, so that all engines
/// refuse the same weights.
pub const ACCUMULATOR_BITS: u32 = 24;

/// Parts of K begin at a multiple of so many inputs: a word of a row's planes.
pub(crate) const PART_INPUTS: usize = 64;

/// Largest K: 24 bits, far beyond any card, so that a reach fits 32 bits.
const MAX_INPUTS: usize = 1 << 24;

/// The reach of each column: the largest magnitude of any sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach(Vec<u32>);

impl Reach {
    /// The reach of `weights`, proved to fit accumulators of `bits` bits.
    ///
    /// # Errors
    /// [`EngineError::Shape`] for no or too many inputs, no columns, a number of values that is
    /// not inputs times columns, or a weight of -128; [`EngineError::Range`] for a column that
    /// could overflow.
    pub fn prove(weights: &Weights, bits: u32) -> Result<Reach, EngineError> {
        let Weights { inputs, columns, values } = weights;
        let (inputs, columns) = (*inputs, *columns);
        if inputs == 0 || inputs > MAX_INPUTS || columns == 0 {
            return Err(EngineError::Shape(format!(
                "weights of {inputs} inputs by {columns} columns: inputs must be 1 to {MAX_INPUTS}, columns at least 1"
            )));
        }
        if inputs.checked_mul(columns) != Some(values.len()) {
            return Err(EngineError::Shape(format!(
                "weights of {inputs} inputs by {columns} columns hold {} values",
                values.len()
            )));
        }
        if let Some(at) = values.iter().position(|&w| w == i8::MIN) {
            return Err(EngineError::Shape(format!(
                "weight [{}][{}] is -128; weights are -127 to 127",
                at / columns,
                at % columns
            )));
        }
        sum(values, columns).within(bits)
    }

    fn within(self, bits: u32) -> Result<Reach, EngineError> {
        let limit = limit(bits);
        match self.0.iter().position(|&r| i64::from(r) > limit) {
            Some(column) => {
                Err(EngineError::Range { column, reach: i64::from(self.0[column]), bits })
            }
            None => Ok(self),
        }
    }

    /// The fewest parts of K, alike but for the last, of at most `most` inputs each whose reach
    /// fits accumulators of `bits` bits. Parts begin at a multiple of [`PART_INPUTS`], which
    /// `most` is at least where there are more inputs.
    ///
    /// # Errors
    /// As [`Reach::prove`] for [`ACCUMULATOR_BITS`], and [`EngineError::Range`] where parts of
    /// [`PART_INPUTS`] inputs do not fit `bits`.
    pub(crate) fn split(
        weights: &Weights,
        bits: u32,
        most: usize,
    ) -> Result<Vec<(Range<usize>, Reach)>, EngineError> {
        let Weights { inputs, columns, values } = weights;
        let whole = Reach::prove(weights, ACCUMULATOR_BITS)?;
        let widest = whole.0.iter().copied().max().unwrap_or(0);
        let by_reach = u64::from(widest).div_ceil(limit(bits).max(1).cast_unsigned()) as usize;
        let by_inputs = inputs.div_ceil(most.max(1));
        let mut parts = by_reach.max(by_inputs).clamp(1, inputs.div_ceil(PART_INPUTS));
        loop {
            let part = match parts {
                1 => *inputs,
                _ => inputs.div_ceil(parts).next_multiple_of(PART_INPUTS),
            };
            let ranges = (0..*inputs).step_by(part).map(|first| first..(first + part).min(*inputs));
            let proved: Result<Vec<_>, _> = ranges
                .map(|range| {
                    let rows = &values[range.start * columns..range.end * columns];
                    Ok((range, sum(rows, *columns).within(bits)?))
                })
                .collect();
            let fit = part <= most || part == PART_INPUTS;
            match proved {
                Ok(proved) if fit => return Ok(proved),
                Err(error) if part <= PART_INPUTS => return Err(error),
                _ => parts += 1,
            }
        }
    }

    /// The reach of each column.
    pub fn columns(&self) -> &[u32] {
        &self.0
    }

    /// The narrowest format for the results of these columns, shifted to the left by `shift` bits;
    /// columns that do not exist prove anything.
    pub fn format(&self, columns: Range<usize>, shift: u32) -> ResultFormat {
        let end = columns.end.min(self.0.len());
        let start = columns.start.min(end);
        if self.0[start..end].iter().all(|&r| r <= i16::MAX as u32 >> shift) {
            ResultFormat::Int16
        } else {
            ResultFormat::Int32
        }
    }
}

fn limit(bits: u32) -> i64 {
    (1_i64 << (bits.clamp(1, 32) - 1)) - 1
}

/// The reach of rows of `columns` weights.
fn sum(rows: &[i8], columns: usize) -> Reach {
    let mut reach = vec![0_u32; columns];
    for row in rows.chunks_exact(columns) {
        for (sum, &w) in reach.iter_mut().zip(row) {
            *sum += u32::from(w.unsigned_abs());
        }
    }
    Reach(reach)
}

/// Whether `weights` are what [`Reach::prove`] takes.
///
/// # Errors
/// As [`Reach::prove`].
pub(crate) fn check(weights: &Weights, bits: u32) -> Result<(), EngineError> {
    let limit = limit(bits);
    let sound = weights.columns > 0
        && (1..=MAX_INPUTS).contains(&weights.inputs)
        && weights.inputs.checked_mul(weights.columns) == Some(weights.values.len())
        && weights.inputs as i64 * 127 <= limit
        && lowest(&weights.values) > i8::MIN;
    // What is small enough for any weights needs no sums; everything else needs a message.
    if sound { Ok(()) } else { Reach::prove(weights, bits).map(drop) }
}

vectorized! {
    fn lowest(values: &[i8]) -> i8 {
        values.iter().fold(i8::MAX, |m, &w| m.min(w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(inputs: usize, columns: usize, value: i8) -> Weights {
        Weights { inputs, columns, values: vec![value; inputs * columns] }
    }

    #[test]
    fn formats_change_where_16_bits_end() {
        // 258 * 127 = 32766; one more weight of 1 is the last that fits.
        let mut w = weights(260, 2, -127);
        for k in 258..260 {
            w.values[2 * k] = 0;
            w.values[2 * k + 1] = if k == 258 { 1 } else { 0 };
        }
        let reach = Reach::prove(&w, 24).unwrap();
        assert_eq!(reach.columns(), [32766, 32767]);
        assert_eq!(reach.format(0..2, 0), ResultFormat::Int16);
        assert_eq!(reach.format(0..2, 4), ResultFormat::Int32);
        w.values[2 * 259 + 1] = -1;
        let reach = Reach::prove(&w, 24).unwrap();
        assert_eq!(reach.format(0..1, 0), ResultFormat::Int16);
        assert_eq!(reach.format(0..2, 0), ResultFormat::Int32);
        assert_eq!(reach.format(1..64, 0), ResultFormat::Int32);
        assert_eq!(reach.format(5..64, 0), ResultFormat::Int16);
    }

    #[test]
    fn a_column_that_could_overflow_is_refused() {
        let fits = weights(66_051, 1, 127); // 8 388 477 of 8 388 607
        assert!(Reach::prove(&fits, 24).is_ok());
        let refused = Reach::prove(&weights(66_053, 1, -127), 24).unwrap_err();
        assert!(refused.to_string().contains("column 0"), "{refused}");
        assert!(refused.to_string().contains("8388731"), "{refused}");
        assert!(Reach::prove(&weights(259, 1, 127), 16).is_err());
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init, reason = "a list of one part is meant")]
    fn parts_are_the_fewest_that_fit() {
        let parts = |w: &Weights, bits, most| {
            let parts = Reach::split(w, bits, most).unwrap();
            parts.into_iter().map(|(range, _)| range).collect::<Vec<_>>()
        };
        // 258 * 127 is the most that 16 bits hold.
        assert_eq!(parts(&weights(258, 2, 127), 16, 4096), [0..258]);
        assert_eq!(parts(&weights(259, 2, 127), 16, 4096), [0..192, 192..259]);
        assert_eq!(parts(&weights(1000, 2, 127), 16, 4096).len(), 4);
        assert_eq!(parts(&weights(1030, 2, 127), 16, 4096).len(), 5, "four would have 320 inputs");
        assert_eq!(parts(&weights(259, 2, 127), 20, 4096), [0..259]);
        assert_eq!(parts(&weights(3072, 1, 1), 16, 1792), [0..1536, 1536..3072]);
        assert_eq!(parts(&weights(200, 1, 1), 16, 64), [0..64, 64..128, 128..192, 192..200]);
        assert_eq!(parts(&weights(60, 1, 1), 16, 60), [0..60]);
        // One heavy part is enough to need more of them.
        let mut w = weights(512, 1, 1);
        w.values[..300].fill(127);
        assert_eq!(parts(&w, 16, 4096), [0..256, 256..512]);
        w.values[..300].fill(1);
        w.values[128..428].fill(127);
        assert_eq!(parts(&w, 16, 4096), [0..256, 256..512]);
        w.values[..].fill(1);
        w.values[..259].fill(127);
        assert_eq!(parts(&w, 16, 4096), [0..256, 256..512]);
        let refused = Reach::split(&weights(64, 1, 127), 8, 4096).unwrap_err().to_string();
        assert!(refused.contains("8128"), "{refused}");
        assert!(Reach::split(&weights(66_053, 1, -127), 16, 64).is_err(), "over 24 bits");
    }

    #[test]
    fn shapes_that_do_not_fit_are_refused() {
        for (w, text) in [
            (Weights { inputs: 0, columns: 1, values: vec![] }, "0 inputs"),
            (Weights { inputs: 1, columns: 0, values: vec![] }, "0 columns"),
            (Weights { inputs: 2, columns: 3, values: vec![0; 5] }, "hold 5 values"),
            (Weights { inputs: 2, columns: usize::MAX, values: vec![0; 5] }, "hold 5 values"),
            (Weights { inputs: 1, columns: 2, values: vec![0, -128] }, "[0][1] is -128"),
        ] {
            let error = Reach::prove(&w, 24).unwrap_err().to_string();
            assert!(error.contains(text), "{error}");
        }
    }
}
