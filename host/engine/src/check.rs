//! Checks of what a caller submits, before anything starts.

use crate::{EngineError, SpikeRows};

fn shape(message: String) -> Result<(), EngineError> {
    Err(EngineError::Shape(message))
}

/// Whether `rows` hold together and fit weights of `inputs` inputs.
///
/// # Errors
/// [`EngineError::Shape`]: other inputs, planes of another size, chains that do not divide the
/// rows, spikes beyond the inputs, a sign without a spike.
pub(crate) fn rows(rows: &SpikeRows, inputs: usize) -> Result<(), EngineError> {
    if rows.inputs != inputs {
        return shape(format!("rows of {} inputs, weights of {inputs}", rows.inputs));
    }
    if rows.chain == 0 || !rows.rows.is_multiple_of(rows.chain) {
        return shape(format!("{} rows in chains of {}", rows.rows, rows.chain));
    }
    let words = rows.row_words();
    let planes = rows.rows.checked_mul(words);
    if planes != Some(rows.fired.len()) || planes != Some(rows.sign.len()) {
        return shape(format!(
            "{} rows of {words} words have planes of {} and {} words",
            rows.rows,
            rows.fired.len(),
            rows.sign.len()
        ));
    }
    let beyond = if inputs.is_multiple_of(64) { 0 } else { u64::MAX << (inputs % 64) };
    for row in 0..rows.rows {
        let (fired, sign) = rows.row(row);
        if fired.last().is_some_and(|w| w & beyond != 0) {
            return shape(format!("row {row} has a spike beyond its {inputs} inputs"));
        }
        if fired.iter().zip(sign).any(|(f, s)| s & !f != 0) {
            return shape(format!("row {row} has a sign without a spike"));
        }
    }
    Ok(())
}

/// The number of results of a product, which must be addressable.
///
/// # Errors
/// [`EngineError::Shape`] when rows times columns is out of range.
pub(crate) fn results(rows: usize, columns: usize) -> Result<usize, EngineError> {
    rows.checked_mul(columns)
        .filter(|n| *n <= isize::MAX as usize / size_of::<i32>())
        .ok_or_else(|| EngineError::Shape(format!("{rows} rows by {columns} columns of results")))
}

/// The error for weights that an engine does not keep.
pub(crate) fn unknown_weights(id: crate::WeightId) -> EngineError {
    EngineError::Unknown(format!("weight {}", id.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_named() {
        let good = SpikeRows::zeros(70, 4, 2);
        assert!(rows(&good, 70).is_ok());
        let spoil = |f: fn(&mut SpikeRows)| {
            let mut bad = good.clone();
            f(&mut bad);
            rows(&bad, 70).unwrap_err().to_string()
        };
        assert!(rows(&good, 71).unwrap_err().to_string().contains("weights of 71"));
        assert!(spoil(|r| r.chain = 3).contains("chains of 3"));
        assert!(spoil(|r| r.chain = 0).contains("chains of 0"));
        assert!(spoil(|r| r.fired.truncate(7)).contains("7 and 8 words"));
        assert!(spoil(|r| r.rows = usize::MAX - 1).contains("planes"));
        assert!(spoil(|r| r.fired[3] = 1 << 6).contains("row 1 has a spike beyond"));
        assert!(spoil(|r| r.sign[4] = 1).contains("row 2 has a sign"));
        assert!(results(usize::MAX / 2, 3).is_err());
    }
}
