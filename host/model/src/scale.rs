//! Exact sums to real numbers, block by block as an engine hands them over.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ndarray::Array2;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{Block, EngineError, MatrixEngine, ProductTicket, SpikeRows, vectorized};

use crate::ModelError;
use crate::buffers::Buffers;
use crate::gelu_spikes::GeluNeurons;
use crate::neuron::WORD;
use crate::products::{Job, Matrix};
use crate::quantize::{Quantized, Width};
use crate::softmax::{Scores, quantized_probabilities};

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

/// Waits for the product of a job, and makes spikes of `gelu(y)` at other amplitudes, block by block
/// while it is in the cache: the same bits as [`spikes`](crate::spikes) of all of it.
pub(crate) fn finish_as_gelu_spikes(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    job: Job<'_>,
    alphas: &[f32],
) -> Result<SpikeRows, ModelError> {
    let _stage = stages::enter(Stage::Engine);
    let mut planes = SpikeRows::zeros(scales(&job).len(), job.spikes.rows, alphas.len());
    let output = GeluSpikes::new(&mut planes, &job, alphas);
    wait(engine, ticket, std::slice::from_ref(&job), std::slice::from_ref(&output))?;
    drop(output);
    Ok(planes)
}

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
    /// The numbers of some rows of a block, to `y` from `place` on, rows `stride` apart. Returns
    /// whether all rows exist here and there.
    fn apply(
        &self,
        block: &Block<'_>,
        rows: Range<usize>,
        y: &mut [f32],
        (place, stride): (usize, usize),
    ) -> bool {
        let Some(sums) = sums(block, &rows) else { return false };
        let end = place + (rows.len() - 1) * stride + block.columns.len();
        let Some(y) = y.get_mut(place..end) else { return false };
        let first = rows.start % self.steps.len();
        scale(y, stride, sums, block.stride, &self.steps, first, self.bias);
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
    /// [`ROWS`] rows each.
    parts: Vec<Mutex<&'a mut [f32]>>,
}

impl<'a> Numbers<'a> {
    fn new(y: &'a mut [f32], job: &Job<'a>) -> Numbers<'a> {
        let columns = scales(job).len();
        Numbers {
            columns,
            factors: Factors::new(job),
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
            if factors.apply(block, group, &mut part, (place, self.columns)) {
                taken += count;
            }
        }
        taken
    }
}

/// Results as spikes of the layer that reads their GELU.
struct GeluSpikes<'a> {
    factors: Factors<'a>,
    neurons: GeluNeurons,
    /// Words of a row.
    words: usize,
    /// Rows of a part: whole chains.
    rows: usize,
    /// Fired and sign planes of so many rows each.
    parts: Vec<Mutex<[&'a mut [u64]; 2]>>,
}

impl<'a> GeluSpikes<'a> {
    fn new(planes: &'a mut SpikeRows, job: &Job<'a>, alphas: &[f32]) -> GeluSpikes<'a> {
        let (chain, words) = (planes.chain, planes.row_words());
        let rows = chain * (ROWS / chain).max(1);
        let fired = planes.fired.chunks_mut((rows * words).max(1));
        let parts = fired.zip(planes.sign.chunks_mut((rows * words).max(1)));
        GeluSpikes {
            factors: Factors::new(job),
            neurons: GeluNeurons::new(alphas),
            words,
            rows,
            parts: parts.map(|(fired, sign)| Mutex::new([fired, sign])).collect(),
        }
    }
}

impl Take for GeluSpikes<'_> {
    fn take(&self, block: &Block<'_>) -> usize {
        let _stage = stages::enter(Stage::Gelu);
        let Some(factors) = self.factors.of(block.columns.clone()) else { return 0 };
        let (width, chain) = (block.columns.len(), self.neurons.steps());
        let word = block.columns.start / WORD;
        let mut x = vec![0.0; chain * width];
        let mut planes = vec![[0; 2]; self.rows];
        let mut taken = 0;
        for group in groups(block, self.rows) {
            let Some(part) = self.parts.get(group.start / self.rows) else { break };
            let (first, count) = (group.start % self.rows, group.len());
            // An engine hands over whole chains.
            if first % chain != 0 || count % chain != 0 {
                break;
            }
            let tokens = group.step_by(chain).map(|row| row..row + chain);
            for (rows, planes) in tokens.zip(planes.chunks_exact_mut(chain)) {
                let Some(sums) = sums(block, &rows) else { return taken };
                let OfColumns { steps, bias } = &factors;
                if !self.neurons.decide(sums, block.stride, (steps, bias), planes) {
                    factors.apply(block, rows, &mut x, (0, width));
                    self.neurons.integrate(&mut x, planes);
                }
            }
            let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
            let [fired, sign] = &mut *part;
            for (i, planes) in planes.iter().enumerate().take(count) {
                let at = (first + i) * self.words + word;
                if let (Some(fired), Some(sign)) = (fired.get_mut(at), sign.get_mut(at)) {
                    [*fired, *sign] = *planes;
                    taken += width;
                }
            }
        }
        taken
    }
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

vectorized! {
    /// `y = (alpha * scale) * acc + b`, row by row; no bias is an empty one. Row i takes the factors
    /// of step `(first + i) mod T`.
    fn scale(
        y: &mut [f32],
        y_stride: usize,
        sums: &[i32],
        stride: usize,
        factors: &[&[f32]],
        first: usize,
        bias: &[f32],
    ) {
        let steps = factors.iter().cycle().skip(first);
        for ((y, sums), factors) in y.chunks_mut(y_stride).zip(sums.chunks(stride)).zip(steps) {
            // Of a whole word the length is known, and nothing is left to do but the work.
            if let (Some(y), Some(sums)) = (y.first_chunk_mut(), sums.first_chunk())
                && let (Some(factors), Some(bias)) = (factors.first_chunk(), bias.first_chunk())
            {
                scale_word(y, sums, factors, bias);
                continue;
            }
            let terms = y.iter_mut().zip(sums).zip(*factors);
            if bias.is_empty() {
                terms.for_each(|((y, &acc), f)| *y = f * acc as f32);
            } else {
                terms.zip(bias).for_each(|(((y, &acc), f), b)| *y = f * acc as f32 + b);
            }
        }
    }
}

#[inline(always)]
fn scale_word(y: &mut [f32; WORD], sums: &[i32; WORD], factors: &[f32; WORD], bias: &[f32; WORD]) {
    for j in 0..WORD {
        y[j] = factors[j] * sums[j] as f32 + bias[j];
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use spikelm_engine::{ProductKind, Weights};

    use super::*;

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
