//! Sums of probabilities by values to the spikes of the layer that reads attention's context, a head
//! at a time: its numbers are never rows.

use std::sync::{Mutex, MutexGuard, PoisonError};

use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{Block, EngineError, MatrixEngine, ProductTicket, SpikeRows, vectorized};

use super::{Take, scales, wait};
use crate::batch::Batch;
use crate::memory::transposed;
use crate::neuron::{Membranes, Neuron, WORD, pack, pack_avx2, pack_avx512};
use crate::products::Job;
use crate::{Amplitudes, ModelError};

/// The words, fired and sign, of 64 rows.
type Words = [[u64; 2]; WORD];

/// Waits for products that are a part each per head and time step of every sentence: number
/// `head * T + t`, with a row per input of the head and a column per query. The [spikes](
/// crate::spikes) of `y[q][head * size + d] = (alpha * scale[q]) * acc[d][q]` at the amplitudes of
/// what reads them.
///
/// Heads fill words of 64 inputs, and the amplitudes are measured.
pub(crate) fn finish_as_context(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    jobs: &[Job<'_>],
    batch: &Batch,
    heads: usize,
    amplitudes: &Amplitudes,
) -> Result<SpikeRows, ModelError> {
    let _stage = stages::enter(Stage::Engine);
    let chain = amplitudes.values().len().max(1);
    let size = jobs.first().map_or(0, |job| job.spikes.rows);
    let alike = |job: &Job<'_>| job.spikes.rows == size && job.amplitudes.len() == 1;
    if jobs.len() != batch.sentences() * heads * chain
        || !matches!(size, 16 | 32 | WORD)
        || !jobs.iter().all(alike)
    {
        let message = format!("{} products of {size} rows are no context", jobs.len());
        return Err(EngineError::Shape(message).into());
    }
    let mut planes = SpikeRows::zeros(heads * size, batch.tokens() * chain, chain);
    let common = Common {
        size,
        neurons: amplitudes.values().iter().map(|alpha| Neuron::new(*alpha)).collect(),
        planes: Mutex::new(&mut planes),
        buffers: Mutex::default(),
    };
    common.wait(engine, ticket, jobs, batch, heads)?;
    Ok(planes)
}

/// `alpha * scale` of each query.
fn factors(job: &Job<'_>) -> Vec<f32> {
    scales(job).iter().map(|scale| job.amplitudes[0] * scale).collect()
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What all heads have.
struct Common<'to> {
    /// Inputs of a head.
    size: usize,
    neurons: Vec<Neuron>,
    planes: Mutex<&'to mut SpikeRows>,
    /// Of sums, not in use.
    buffers: Mutex<Vec<Vec<i32>>>,
}

impl Common<'_> {
    fn wait(
        self,
        engine: &dyn MatrixEngine,
        ticket: ProductTicket,
        jobs: &[Job<'_>],
        batch: &Batch,
        heads: usize,
    ) -> Result<(), ModelError> {
        let parts = self.heads(jobs, batch, heads);
        wait(engine, ticket, jobs, &self.parts(&parts))
    }
}

impl<'to> Common<'to> {
    fn heads(&self, jobs: &[Job<'_>], batch: &Batch, heads: usize) -> Vec<Head<'_, 'to>> {
        let parts = jobs.chunks(self.neurons.len()).enumerate().map(|(i, jobs)| Head {
            common: self,
            number: i % heads,
            first: batch.start(i / heads),
            factors: jobs.iter().map(factors).collect(),
            gathered: Mutex::default(),
        });
        parts.collect()
    }

    /// One per product.
    fn parts<'a>(&self, heads: &'a [Head<'a, 'to>]) -> Vec<Part<'a, 'to>> {
        let steps = |head| (0..self.neurons.len()).map(move |step| Part { head, step });
        heads.iter().flat_map(steps).collect()
    }
}

/// A head of a sentence.
struct Head<'a, 'to> {
    common: &'a Common<'to>,
    number: usize,
    /// The sentence's first token.
    first: usize,
    /// By step and query.
    factors: Vec<Vec<f32>>,
    gathered: Mutex<Gathered>,
}

/// Sums of a head, `[step][input][query]`, and how many have come.
#[derive(Default)]
struct Gathered {
    sums: Vec<i32>,
    count: usize,
}

/// A head at one step.
struct Part<'a, 'to> {
    head: &'a Head<'a, 'to>,
    step: usize,
}

impl Take for Part<'_, '_> {
    fn take(&self, block: &Block<'_>) -> usize {
        let _stage = stages::enter(Stage::Arrange);
        let Part { head, step } = self;
        let (size, queries) = (head.common.size, head.factors[*step].len());
        if block.rows.end > size || block.columns.end > queries {
            return 0;
        }
        let all = head.factors.len() * size * queries;
        let mut gathered = lock(&head.gathered);
        if gathered.count == 0 {
            gathered.sums = lock(&head.common.buffers).pop().unwrap_or_default();
            gathered.sums.resize(all, 0);
        }
        let rows =
            gathered.sums.chunks_exact_mut(queries.max(1)).skip(step * size + block.rows.start);
        for (to, sums) in rows.zip(block.rows()) {
            to[block.columns.clone()].copy_from_slice(sums);
        }
        let taken = block.rows.len() * block.columns.len();
        gathered.count += taken;
        if gathered.count == all {
            head.finish(&gathered.sums);
            lock(&head.common.buffers).push(std::mem::take(&mut gathered.sums));
        }
        taken
    }
}

impl Head<'_, '_> {
    /// Makes the spikes of all sums.
    fn finish(&self, sums: &[i32]) {
        let _stage = stages::enter(Stage::Spikes);
        let Common { size, neurons, planes, .. } = self.common;
        let queries = self.factors.first().map_or(0, Vec::len);
        let (word, shift) = (self.number * size / WORD, self.number * size % WORD);
        let mut words: Vec<Words> = vec![[[0; 2]; WORD]; neurons.len()];
        for first in (0..queries).step_by(WORD) {
            integrate_columns(sums, &self.factors, first, neurons, *size, &mut words);
            let mut planes = lock(planes);
            let (length, chain) = (planes.row_words(), neurons.len());
            for (step, words) in words.iter().enumerate() {
                let fired = transposed(words.map(|[fired, _]| fired));
                let sign = transposed(words.map(|[_, sign]| sign));
                for q in 0..WORD.min(queries - first) {
                    let at = ((self.first + first + q) * chain + step) * length + word;
                    planes.fired[at] |= fired[q] << shift;
                    planes.sign[at] |= sign[q] << shift;
                }
            }
        }
    }
}

vectorized! {
    /// The words of the `size` inputs of a head at each step, of queries `first..`: a bit per query.
    fn integrate_columns(
        sums: &[i32],
        factors: &[Vec<f32>],
        first: usize,
        neurons: &[Neuron],
        size: usize,
        words: &mut [Words],
    ) {
        integrate_columns_by(sums, factors, first, neurons, size, words, pack);
    }
    avx2 {
        integrate_columns_by(sums, factors, first, neurons, size, words, |s| pack_avx2!(s));
    }
    avx512 {
        integrate_columns_by(sums, factors, first, neurons, size, words, |s| pack_avx512!(s));
    }
}

#[inline(always)]
fn integrate_columns_by(
    sums: &[i32],
    factors: &[Vec<f32>],
    first: usize,
    neurons: &[Neuron],
    size: usize,
    words: &mut [Words],
    pack: impl Fn(&[f32; WORD]) -> (u64, u64),
) {
    for input in 0..size {
        let mut membranes = Membranes::REST;
        let steps = factors.iter().zip(neurons).zip(&mut *words).enumerate();
        for (step, ((factors, neuron), words)) in steps {
            let sums = &sums[(step * size + input) * factors.len()..][first..factors.len()];
            let factors = &factors[first..];
            let spikes = match (sums.first_chunk(), factors.first_chunk()) {
                (Some(sums), Some(factors)) => membranes.step(numbers(sums, factors), *neuron),
                _ => membranes.step(numbers(&word_of(sums), &word_of(factors)), *neuron),
            };
            words[input] = pack(spikes).into();
        }
    }
}

#[inline(always)]
fn numbers(sums: &[i32; WORD], factors: &[f32; WORD]) -> impl Fn(usize) -> f32 {
    |j| factors[j] * sums[j] as f32
}

/// Less than 64 values, with zeros beyond the last.
fn word_of<T: Copy + Default>(values: &[T]) -> [T; WORD] {
    let mut word = [T::default(); WORD];
    word.iter_mut().zip(values).for_each(|(to, value)| *to = *value);
    word
}

#[cfg(test)]
mod tests;
