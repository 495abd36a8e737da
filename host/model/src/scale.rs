//! Exact sums to real numbers, block by block as an engine hands them over.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ndarray::Array2;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{Block, EngineError, MatrixEngine, ProductTicket, vectorized};

use crate::ModelError;
use crate::products::{Job, Matrix};

/// Rows that one thread writes at a time.
const ROWS: usize = 64;

/// Waits for the products of jobs: `y = ((alpha * scale) * acc) + b`, `[rows][columns]` each.
pub(crate) fn finish(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    jobs: &[Job<'_>],
) -> Result<Vec<Array2<f32>>, ModelError> {
    let _stage = stages::enter(Stage::Engine);
    let mut results: Vec<Vec<f32>> =
        jobs.iter().map(|job| vec![0.0; job.spikes.rows * scales(job).len()]).collect();
    let outputs: Vec<Output<'_>> =
        results.iter_mut().zip(jobs).map(|(y, job)| Output::new(y, job)).collect();
    engine.wait_blocks(ticket, &|block| {
        let _stage = stages::enter(Stage::Scale);
        if let Some(output) = outputs.get(block.product) {
            output.put(&block);
        }
    })?;
    for (output, job) in outputs.iter().zip(jobs) {
        let (written, expected) =
            (output.written.load(Ordering::Relaxed), job.spikes.rows * output.columns);
        if written != expected || output.columns == 0 {
            let message = format!(
                "a product of {} rows and {} columns came back with {written} sums",
                job.spikes.rows, output.columns
            );
            return Err(EngineError::Shape(message).into());
        }
    }
    let columns: Vec<usize> = outputs.iter().map(|output| output.columns).collect();
    let arrays = results.into_iter().zip(jobs).zip(columns).map(|((y, job), columns)| {
        Array2::from_shape_vec((job.spikes.rows, columns), y)
            .map_err(|e| EngineError::Shape(e.to_string()).into())
    });
    arrays.collect()
}

fn scales<'a>(job: &Job<'a>) -> &'a [f32] {
    match job.matrix {
        Matrix::Resident { scales, .. } | Matrix::Transient { scales, .. } => scales,
        Matrix::Real { .. } => &[],
    }
}

/// Where the results of a job go.
struct Output<'a> {
    columns: usize,
    /// Per step, `alpha * scale` of each column.
    factors: Vec<Vec<f32>>,
    bias: Option<&'a [f32]>,
    /// [`ROWS`] rows each.
    parts: Vec<Mutex<&'a mut [f32]>>,
    written: AtomicUsize,
}

impl<'a> Output<'a> {
    fn new(y: &'a mut [f32], job: &Job<'a>) -> Output<'a> {
        let scales = scales(job);
        let factor = |alpha: &f32| scales.iter().map(|s| alpha * s).collect();
        Output {
            columns: scales.len(),
            factors: job.amplitudes.iter().map(factor).collect(),
            bias: job.bias,
            parts: y.chunks_mut((ROWS * scales.len()).max(1)).map(Mutex::new).collect(),
            written: AtomicUsize::new(0),
        }
    }

    /// Takes a block over. What does not belong to the product is left out, and missed at the end.
    fn put(&self, block: &Block<'_>) {
        let columns = block.columns.clone();
        let mut sums = block.rows().zip(block.rows.clone()).peekable();
        let mut written = 0;
        while let Some(&(_, row)) = sums.peek() {
            let (number, end) = (row / ROWS, (row / ROWS + 1) * ROWS);
            let Some(part) = self.parts.get(number) else { break };
            let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
            while let Some((acc, row)) = sums.next_if(|(_, row)| *row < end) {
                let y = part.chunks_exact_mut(self.columns).nth(row % ROWS);
                let y = y.and_then(|y| y.get_mut(columns.clone()));
                let factors = &self.factors[row % self.factors.len()];
                if let (Some(y), Some(factors)) = (y, factors.get(columns.clone())) {
                    let bias = self.bias.and_then(|b| b.get(columns.clone()));
                    scale(y, acc, factors, bias);
                    written += y.len();
                }
            }
        }
        self.written.fetch_add(written, Ordering::Relaxed);
    }
}

vectorized! {
    fn scale(y: &mut [f32], acc: &[i32], factors: &[f32], bias: Option<&[f32]>) {
        match bias {
            Some(bias) => {
                for ((y, &acc), (f, b)) in y.iter_mut().zip(acc).zip(factors.iter().zip(bias)) {
                    *y = f * acc as f32 + b;
                }
            }
            None => {
                for ((y, &acc), f) in y.iter_mut().zip(acc).zip(factors) {
                    *y = f * acc as f32;
                }
            }
        }
    }
}
