//! Sums that are scores to the quantized probabilities of their columns.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{Block, MatrixEngine, ProductTicket};

use super::{Factors, Take, scales, sums, wait};
use crate::ModelError;
use crate::products::Job;
use crate::quantize::{Quantized, Width};
use crate::softmax::{Scores, quantized_probabilities};

/// Waits for products that are scores, a row per key and a column per query, and makes quantized
/// probabilities of them, each column's in its place.
pub(crate) fn finish_as_probabilities(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    jobs: &[Job<'_>],
    root: f32,
    width: Width,
) -> Result<Vec<Quantized>, ModelError> {
    let _stage = stages::enter(Stage::Engine);
    let mut results: Vec<Quantized> =
        jobs.iter().map(|job| Quantized::zeros(job.spikes.rows, scales(job).len())).collect();
    let outputs: Vec<Probabilities<'_>> = (results.iter_mut().zip(jobs))
        .map(|(to, job)| Probabilities::new(to, job, root, width))
        .collect();
    wait(engine, ticket, jobs, &outputs)?;
    outputs.into_iter().for_each(Probabilities::finish);
    Ok(results)
}

/// Results as probabilities of their columns.
struct Probabilities<'a> {
    factors: Factors<'a>,
    root: f32,
    width: Width,
    rows: usize,
    to: Mutex<&'a mut Quantized>,
    /// All sums of the product, where they come by parts of columns.
    gathered: Mutex<Vec<i32>>,
}

impl<'a> Probabilities<'a> {
    fn new(to: &'a mut Quantized, job: &Job<'a>, root: f32, width: Width) -> Probabilities<'a> {
        let (factors, rows) = (Factors::new(job), job.spikes.rows);
        let (to, gathered) = (Mutex::new(to), Mutex::default());
        Probabilities { factors, root, width, rows, to, gathered }
    }

    /// Writes the probabilities of whole columns.
    fn write(&self, sums: &[i32], stride: usize, columns: Range<usize>) -> Option<()> {
        // Of attention's rows each has the same amplitude.
        let factors = self.factors.steps.first()?.get(columns.clone())?;
        let scores = Scores { sums, stride, factors, root: self.root };
        let mut to = self.to.lock().unwrap_or_else(PoisonError::into_inner);
        let Quantized { weights, scales } = &mut **to;
        let (to, scales) = (&mut weights.values[columns.start..], &mut scales[columns]);
        quantized_probabilities(scores, self.width, to, weights.columns, scales);
        Some(())
    }

    /// Writes those that came by parts.
    fn finish(self) {
        let gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        if !gathered.is_empty() {
            let _stage = stages::enter(Stage::Softmax);
            let columns = gathered.len() / self.rows;
            self.write(&gathered, columns, 0..columns);
        }
    }
}

impl Take for Probabilities<'_> {
    fn take(&self, block: &Block<'_>) -> usize {
        let _stage = stages::enter(Stage::Softmax);
        let count = block.rows.len() * block.columns.len();
        if block.rows == (0..self.rows) {
            let sums = sums(block, &block.rows);
            let written = sums.and_then(|s| self.write(s, block.stride, block.columns.clone()));
            return written.map_or(0, |()| count);
        }
        let columns = self.factors.steps.first().map_or(0, Vec::len);
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        gathered.resize(self.rows * columns, 0);
        let rows = gathered.chunks_exact_mut(columns.max(1)).skip(block.rows.start);
        for (to, sums) in rows.zip(block.rows()) {
            if let Some(to) = to.get_mut(block.columns.clone()) {
                to.copy_from_slice(sums);
            }
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use spikelm_engine::{ProductKind, SpikeRows, Weights};

    use super::*;
    use crate::products::Matrix;

    #[test]
    fn parts_of_columns_give_the_same_probabilities() {
        let (rows, columns) = (37, 70);
        let weights = Weights { inputs: 8, columns, values: vec![0; 8 * columns] };
        let scales = (0..columns).map(|c| 0.01 + c as f32 / 500.0).collect();
        let matrix = Matrix::Transient { weights: Arc::new(weights), scales };
        let job = Job {
            kind: ProductKind::Attention,
            spikes: Arc::new(SpikeRows::zeros(8, rows, 1)),
            amplitudes: &[1.3],
            matrix: &matrix,
            bias: None,
        };
        let sums: Vec<i32> = (0..rows * columns).map(|i| (i * 7919 % 1009) as i32 - 504).collect();
        let from = |parts: &[Range<usize>]| {
            let mut to = Quantized::zeros(rows, columns);
            let output = Probabilities::new(&mut to, &job, 3.0, Width::Int8);
            let mut taken = 0;
            for rows in parts {
                for of_block in [0..64, 64..columns] {
                    let sums = &sums[rows.start * columns + of_block.start..];
                    let rows = rows.clone();
                    let block =
                        Block { product: 0, rows, columns: of_block, sums, stride: columns };
                    taken += output.take(&block);
                }
            }
            assert_eq!(taken, rows * columns);
            output.finish();
            to
        };
        let whole = from(std::slice::from_ref(&(0..rows)));
        assert_eq!(from(&[20..rows, 0..20]), whole);
        let mut largest =
            (0..columns).map(|c| whole.weights.values.iter().skip(c).step_by(columns).max());
        assert!(largest.all(|w| w == Some(&127)), "every query has a largest probability");
    }
}
