//! Exact sums to real numbers, block by block as an engine hands them over.

mod context;
mod gelu;
mod heads;
mod probabilities;

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ndarray::Array2;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{Block, EngineError, MatrixEngine, ProductTicket, vectorized};

use crate::ModelError;
use crate::buffers::Buffers;
use crate::neuron::WORD;
use crate::prefetch::prefetch;
use crate::products::{Job, Matrix};

pub(crate) use context::finish_as_context;
pub(crate) use gelu::finish_as_gelu_spikes;
pub(crate) use heads::{Heads, Operands, finish_as_operands};
pub(crate) use probabilities::finish_as_probabilities;

/// Rows that one thread writes at a time, unless a chain is longer.
const ROWS: usize = 64;

/// What becomes of the sums of a product.
trait Take: Sync {
    /// Takes a block over; returns how many sums belong to the product.
    fn take(&self, block: &Block<'_>) -> usize;
}

/// Waits for products, and gives each what belongs to it.
fn wait(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    jobs: &[Job<'_>],
    outputs: &[impl Take],
) -> Result<(), ModelError> {
    let taken: Vec<AtomicUsize> = outputs.iter().map(|_| AtomicUsize::new(0)).collect();
    engine.wait_blocks(ticket, &|block| {
        if let (Some(output), Some(taken)) = (outputs.get(block.product), taken.get(block.product))
        {
            taken.fetch_add(output.take(&block), Ordering::Relaxed);
        }
    })?;
    for (job, taken) in jobs.iter().zip(taken) {
        let (rows, columns, taken) =
            (job.spikes.rows, scales(job).len(), taken.load(Ordering::Relaxed));
        if taken != rows * columns || columns == 0 {
            let message = format!(
                "a product of {rows} rows and {columns} columns came back with {taken} sums"
            );
            return Err(EngineError::Shape(message).into());
        }
    }
    Ok(())
}

/// Waits for the products of jobs: `y = ((alpha * scale) * acc) + b`, `[rows][columns]` each.
pub(crate) fn finish(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    jobs: &[Job<'_>],
    buffers: &Buffers,
) -> Result<Vec<Array2<f32>>, ModelError> {
    let _stage = stages::enter(Stage::Engine);
    let size = |job: &Job<'_>| job.spikes.rows * scales(job).len();
    let mut results: Vec<Vec<f32>> = jobs.iter().map(|job| buffers.take(size(job))).collect();
    let outputs: Vec<Numbers<'_>> =
        results.iter_mut().zip(jobs).map(|(y, job)| Numbers::new(y, job)).collect();
    wait(engine, ticket, jobs, &outputs)?;
    drop(outputs);
    let arrays = results.into_iter().zip(jobs).map(|(y, job)| {
        Array2::from_shape_vec((job.spikes.rows, scales(job).len()), y)
            .map_err(|e| EngineError::Shape(e.to_string()).into())
    });
    arrays.collect()
}

/// Waits for the product of a job, and adds its numbers, as [`finish`] makes them, to `x`.
pub(crate) fn finish_onto(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    job: Job<'_>,
    x: &mut [f32],
) -> Result<(), ModelError> {
    let _stage = stages::enter(Stage::Engine);
    if x.len() != job.spikes.rows * scales(&job).len() {
        let message = format!("{} numbers to add to, not those of the product", x.len());
        return Err(EngineError::Shape(message).into());
    }
    let output = Numbers { onto: true, ..Numbers::new(x, &job) };
    wait(engine, ticket, std::slice::from_ref(&job), std::slice::from_ref(&output))
}

fn scales<'a>(job: &Job<'a>) -> &'a [f32] {
    match job.matrix {
        Matrix::Resident { scales, .. } | Matrix::Transient { scales, .. } => scales,
        Matrix::Real { .. } => &[],
    }
}

/// What turns the sums of a product into numbers.
struct Factors<'a> {
    /// Per step, `alpha * scale` of each column.
    steps: Vec<Vec<f32>>,
    bias: Option<&'a [f32]>,
}

impl<'a> Factors<'a> {
    fn new(job: &Job<'a>) -> Factors<'a> {
        let scales = scales(job);
        let factor = |alpha: &f32| scales.iter().map(|s| alpha * s).collect();
        Factors { steps: job.amplitudes.iter().map(factor).collect(), bias: job.bias }
    }

    /// Those of some columns, unless some do not exist.
    fn of(&self, columns: Range<usize>) -> Option<OfColumns<'_>> {
        let steps = self.steps.iter().map(|factors| factors.get(columns.clone()));
        let bias = match self.bias {
            Some(bias) => bias.get(columns.clone())?,
            None => &[],
        };
        Some(OfColumns { steps: steps.collect::<Option<_>>()?, bias })
    }
}

/// The [`Factors`] of the columns of a block.
struct OfColumns<'a> {
    steps: Vec<&'a [f32]>,
    bias: &'a [f32],
}

impl OfColumns<'_> {
    /// The numbers of some rows of a block, to `y` from `place` on, rows `stride` apart, or `onto`
    /// what is there. Returns whether all rows exist here and there.
    fn apply(
        &self,
        block: &Block<'_>,
        rows: Range<usize>,
        y: &mut [f32],
        (place, stride): (usize, usize),
        onto: bool,
    ) -> bool {
        let Some(sums) = sums(block, &rows) else { return false };
        let end = place + (rows.len() - 1) * stride + block.columns.len();
        let Some(y) = y.get_mut(place..end) else { return false };
        let first = rows.start % self.steps.len();
        scale(y, stride, sums, block.stride, (&self.steps, first, self.bias), onto);
        true
    }
}

/// The sums of a block from the first of some rows to the last.
fn sums<'a>(block: &Block<'a>, rows: &Range<usize>) -> Option<&'a [i32]> {
    let first = (rows.start - block.rows.start) * block.stride;
    block.sums.get(first..first + (rows.len() - 1) * block.stride + block.columns.len())
}

/// The rows of a block in groups that end where parts of `rows` rows do.
fn groups(block: &Block<'_>, rows: usize) -> impl Iterator<Item = Range<usize>> + use<> {
    let Range { mut start, end } = block.rows;
    std::iter::from_fn(move || {
        let group = start..end.min((start / rows + 1) * rows);
        start = group.end;
        Some(group).filter(|group| !group.is_empty())
    })
}

/// Results as numbers.
struct Numbers<'a> {
    columns: usize,
    factors: Factors<'a>,
    /// Whether they are added to what is there.
    onto: bool,
    /// [`ROWS`] rows each.
    parts: Vec<Mutex<&'a mut [f32]>>,
}

impl<'a> Numbers<'a> {
    fn new(y: &'a mut [f32], job: &Job<'a>) -> Numbers<'a> {
        let columns = scales(job).len();
        Numbers {
            columns,
            factors: Factors::new(job),
            onto: false,
            parts: y.chunks_mut((ROWS * columns).max(1)).map(Mutex::new).collect(),
        }
    }
}

impl Take for Numbers<'_> {
    fn take(&self, block: &Block<'_>) -> usize {
        let _stage = stages::enter(Stage::Scale);
        let Some(factors) = self.factors.of(block.columns.clone()) else { return 0 };
        let mut taken = 0;
        for group in groups(block, ROWS) {
            let Some(part) = self.parts.get(group.start / ROWS) else { break };
            let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
            let place = group.start % ROWS * self.columns + block.columns.start;
            let count = group.len() * block.columns.len();
            if factors.apply(block, group, &mut part, (place, self.columns), self.onto) {
                taken += count;
            }
        }
        taken
    }
}

vectorized! {
    /// `y = (alpha * scale) * acc + b`, row by row, or that plus y where it goes `onto` y; no bias is
    /// an empty one. Row i takes the factors of step `(first + i) mod T`.
    fn scale(
        y: &mut [f32],
        y_stride: usize,
        sums: &[i32],
        stride: usize,
        terms: (&[&[f32]], usize, &[f32]),
        onto: bool,
    ) {
        let (factors, first, bias) = terms;
        let steps = factors.iter().cycle().skip(first);
        let start = y.as_ptr();
        let rows = y.chunks_mut(y_stride).zip(sums.chunks(stride)).zip(steps);
        for (row, ((y, sums), factors)) in rows.enumerate() {
            if onto {
                // One line more: rows begin anywhere in a line.
                prefetch(start.wrapping_add((row + AHEAD) * y_stride), WORD * 4 / 64 + 1);
            }
            // Of a whole word the length is known, and nothing is left to do but the work.
            if let (Some(y), Some(sums)) = (y.first_chunk_mut::<WORD>(), sums.first_chunk())
                && let (Some(factors), Some(bias)) = (factors.first_chunk(), bias.first_chunk())
            {
                let number = numbers(sums, factors, bias);
                for (j, y) in y.iter_mut().enumerate() {
                    *y = if onto { number(j) + *y } else { number(j) };
                }
                continue;
            }
            for (i, ((y, &acc), f)) in y.iter_mut().zip(sums).zip(*factors).enumerate() {
                let product = f * acc as f32;
                let sum = bias.get(i).map_or(product, |b| product + b);
                *y = if onto { sum + *y } else { sum };
            }
        }
    }
}

/// Residuals are fetched so many rows ahead: rows are far apart, and no processor foresees them.
const AHEAD: usize = 12;

/// `factor * acc + b` of 64 columns.
#[inline(always)]
fn numbers(sums: &[i32; WORD], factors: &[f32; WORD], bias: &[f32; WORD]) -> impl Fn(usize) -> f32 {
    |j| factors[j] * sums[j] as f32 + bias[j]
}
