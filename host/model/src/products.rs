//! Spikes by matrices: integers on an engine, or float32 on the host in the reference mode.

use std::sync::Arc;

use ndarray::Array2;
use rayon::prelude::*;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{
    EngineError, MatrixEngine, Operand, Product, ProductKind, ProductTicket, SpikeRows, WeightId,
    Weights,
};

use crate::batch::Batch;
use crate::buffers::Buffers;
use crate::gelu_spikes::gelu_all;
use crate::gemm::dense;
use crate::math::{PARTIALS, fold};
use crate::neuron::spikes;
use crate::planes::Planes;
use crate::quantize::{Quantized, quantize};
use crate::real_by_ternary::{AttentionRows, RealByTernary};
use crate::scale::{self, Heads, Operands};
use crate::{Amplitudes, ModelError, Precision, Width};

/// How products are computed.
#[derive(Clone)]
pub(crate) enum Arithmetic {
    /// Quantized, on an engine.
    Integer {
        engine: Arc<dyn MatrixEngine>,
        /// Width of trained weights.
        weights: Width,
        /// Width of attention operands.
        attention: Width,
        attention_rows: AttentionRows,
        buffers: Arc<Buffers>,
    },
    /// Not quantized, on the host.
    Real(Sums),
}

/// How sums of real numbers are made.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sums {
    /// In the stated order, zeros skipped: the reference mode.
    InOrder,
    /// Dense, by the `gemm` crate.
    Gemm,
}

/// The right side of a product, `w[k][p]`.
#[derive(Debug, Clone)]
pub(crate) enum Matrix {
    /// Kept by the engine; a scale per column.
    Resident { id: WeightId, scales: Vec<f32> },
    /// Used once; a scale per column.
    Transient { weights: Arc<Weights>, scales: Vec<f32> },
    /// Reference mode: row-major.
    Real { columns: usize, values: Vec<f32> },
}

impl Matrix {
    /// Output channels that are not quantized, row-major `[columns][inputs]`.
    pub(crate) fn real(channels: &[f32], inputs: usize) -> Matrix {
        let columns = channels.len().checked_div(inputs).unwrap_or(0);
        let mut values = vec![0.0; channels.len()];
        for (p, channel) in channels.chunks_exact(inputs.max(1)).enumerate() {
            for (k, &w) in channel.iter().enumerate() {
                values[k * columns + p] = w;
            }
        }
        Matrix::Real { columns, values }
    }

    /// Output channels that are used once.
    pub(crate) fn transient(Quantized { weights, scales }: Quantized) -> Matrix {
        Matrix::Transient { weights: Arc::new(weights), scales }
    }

    /// Integers that stand for themselves.
    pub(crate) fn integers(weights: Arc<Weights>) -> Matrix {
        Matrix::Transient { scales: vec![1.0; weights.columns], weights }
    }
}

/// `s W + b`, where row r of s is row r of `spikes` times `amplitudes[r mod len]`.
pub(crate) struct Job<'a> {
    pub(crate) kind: ProductKind,
    pub(crate) spikes: Arc<SpikeRows>,
    pub(crate) amplitudes: &'a [f32],
    pub(crate) matrix: &'a Matrix,
    pub(crate) bias: Option<&'a [f32]>,
}

/// Jobs that were started together.
pub(crate) struct Pending<'a> {
    jobs: Vec<Job<'a>>,
    ticket: Option<ProductTicket>,
}

impl Arithmetic {
    /// Products at a precision; all but float32 need an engine.
    pub(crate) fn new(
        precision: Precision,
        engine: Option<Arc<dyn MatrixEngine>>,
    ) -> Result<Arithmetic, ModelError> {
        match (precision.width(), engine) {
            (None, _) => Ok(Arithmetic::Real(Sums::InOrder)),
            (Some(weights), Some(engine)) => {
                let (attention, attention_rows) = (Width::Int8, AttentionRows::default());
                let buffers = Arc::default();
                Ok(Arithmetic::Integer { engine, weights, attention, attention_rows, buffers })
            }
            (Some(_), None) => Err(ModelError::NoEngine(precision)),
        }
    }

    /// Callers that products are best asked by at a time.
    pub(crate) fn streams(&self) -> usize {
        match self {
            Arithmetic::Integer { engine, .. } => engine.streams(),
            Arithmetic::Real(_) => rayon::current_num_threads(),
        }
    }

    /// Rows that products by trained weights are best asked for at a time, if that matters.
    pub(crate) fn rows_in_flight(&self) -> Option<usize> {
        match self {
            Arithmetic::Integer { engine, .. } => engine.rows_in_flight(),
            Arithmetic::Real(_) => None,
        }
    }

    /// Trained weights, row-major `[columns][inputs]`, made ready for many products.
    pub(crate) fn keep(&self, channels: &[f32], inputs: usize) -> Result<Matrix, EngineError> {
        match self {
            Arithmetic::Integer { engine, weights, .. } => {
                let quantized = quantize(channels, inputs, *weights);
                let id = engine.keep(quantized.weights)?;
                Ok(Matrix::Resident { id, scales: quantized.scales })
            }
            Arithmetic::Real(_) => Ok(Matrix::real(channels, inputs)),
        }
    }

    /// The products of the parts of a sentence: real rows, `real(part, q)`, and the ternary rows of
    /// each part with their amplitude.
    pub(crate) fn real_by_ternary<'a>(
        &self,
        queries: usize,
        real: impl Fn(usize, usize) -> &'a [f32] + Sync,
        ternary: &Planes,
        amplitudes: Vec<f32>,
    ) -> RealByTernary {
        let (width, rows) = match self {
            Arithmetic::Integer { attention, attention_rows, .. } => {
                (Some(*attention), *attention_rows)
            }
            Arithmetic::Real(_) => (None, AttentionRows::Ternary),
        };
        RealByTernary::new(queries, real, ternary, amplitudes, width, rows)
    }

    /// The same with real rows that are quantized already.
    pub(crate) fn quantized_by_ternary(
        &self,
        quantized: Vec<Quantized>,
        ternary: &Planes,
        amplitudes: Vec<f32>,
    ) -> RealByTernary {
        let rows = match self {
            Arithmetic::Integer { attention_rows, .. } => *attention_rows,
            Arithmetic::Real(_) => AttentionRows::Ternary,
        };
        RealByTernary::quantized(quantized, ternary, amplitudes, rows)
    }

    /// Whether products are of integers.
    pub(crate) fn quantizes(&self) -> bool {
        matches!(self, Arithmetic::Integer { .. })
    }

    /// Sets which side of attention products an engine is given as rows.
    pub(crate) fn set_attention_rows(&mut self, rows: AttentionRows) {
        if let Arithmetic::Integer { attention_rows, .. } = self {
            *attention_rows = rows;
        }
    }

    /// Sets how sums of real numbers are made.
    pub(crate) fn set_sums(&mut self, to: Sums) {
        if let Arithmetic::Real(sums) = self {
            *sums = to;
        }
    }

    /// Starts jobs that do not depend on each other.
    pub(crate) fn start<'a>(&self, jobs: Vec<Job<'a>>) -> Result<Pending<'a>, ModelError> {
        let _stage = stages::enter(Stage::Engine);
        let ticket = match self {
            Arithmetic::Integer { engine, .. } => {
                let products = jobs.iter().filter_map(|job| {
                    let weights = match job.matrix {
                        Matrix::Resident { id, .. } => Operand::Resident(*id),
                        Matrix::Transient { weights, .. } => Operand::Transient(weights.clone()),
                        Matrix::Real { .. } => return None,
                    };
                    Some(Product { kind: job.kind, weights, rows: job.spikes.clone() })
                });
                Some(engine.submit(products.collect())?)
            }
            Arithmetic::Real(_) => None,
        };
        Ok(Pending { jobs, ticket })
    }

    /// The results of jobs, `[rows][columns]` each, in their order.
    pub(crate) fn finish(&self, pending: Pending<'_>) -> Result<Vec<Array2<f32>>, ModelError> {
        let Pending { jobs, ticket } = pending;
        match (self, ticket) {
            (Arithmetic::Integer { engine, buffers, .. }, Some(ticket)) => {
                scale::finish(engine.as_ref(), ticket, &jobs, buffers)
            }
            (Arithmetic::Real(Sums::Gemm), _) => {
                let _stage = stages::enter(Stage::Parallel);
                Ok(jobs.par_iter().map(dense).collect())
            }
            _ => {
                let _stage = stages::enter(Stage::Engine);
                Ok(jobs.par_iter().map(real).collect())
            }
        }
    }

    /// The probabilities of jobs that are scores, a row per key and a column per query: of each
    /// column over `root`, quantized. None where nothing [is](Arithmetic::quantizes).
    pub(crate) fn finish_as_probabilities(
        &self,
        pending: Pending<'_>,
        root: f32,
    ) -> Result<Vec<Quantized>, ModelError> {
        let Pending { jobs, ticket } = pending;
        match (self, ticket) {
            (Arithmetic::Integer { engine, attention, .. }, Some(ticket)) => {
                scale::finish_as_probabilities(engine.as_ref(), ticket, &jobs, root, *attention)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Attention's operands of each sentence from a job whose columns are [`Heads`]. None where
    /// nothing [is quantized](Arithmetic::quantizes).
    pub(crate) fn operands(
        &self,
        job: Job<'_>,
        heads: Heads<'_>,
    ) -> Result<Vec<Operands>, ModelError> {
        let mut pending = self.start(vec![job])?;
        match (self, pending.ticket.take(), pending.jobs.pop()) {
            (Arithmetic::Integer { engine, .. }, Some(ticket), Some(job)) => {
                scale::finish_as_operands(engine.as_ref(), ticket, job, heads)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Width of attention's operands, where they are quantized.
    pub(crate) fn attention_width(&self) -> Option<Width> {
        match self {
            Arithmetic::Integer { attention, .. } => Some(*attention),
            Arithmetic::Real(_) => None,
        }
    }

    /// The spikes of a context from jobs that are its parts: see [`scale::finish_as_context`]. Only
    /// where operands are [quantized](Arithmetic::quantizes).
    pub(crate) fn finish_as_context(
        &self,
        pending: Pending<'_>,
        batch: &Batch,
        heads: usize,
        amplitudes: &Amplitudes,
    ) -> Result<SpikeRows, ModelError> {
        let Pending { jobs, ticket } = pending;
        match (self, ticket) {
            (Arithmetic::Integer { engine, .. }, Some(ticket)) => {
                let engine = engine.as_ref();
                scale::finish_as_context(engine, ticket, &jobs, batch, heads, amplitudes)
            }
            _ => Err(EngineError::Shape("real numbers have no engine".to_owned()).into()),
        }
    }

    /// Memory for rows, of any value: the caller overwrites it.
    pub(crate) fn rows(&self, rows: usize, columns: usize) -> Array2<f32> {
        match self {
            Arithmetic::Integer { buffers, .. } => {
                let buffer = buffers.take(rows * columns);
                Array2::from_shape_vec((rows, columns), buffer)
                    .unwrap_or_else(|_| Array2::zeros((rows, columns)))
            }
            Arithmetic::Real(_) => Array2::zeros((rows, columns)),
        }
    }

    /// Takes results back that nobody needs any more: their memory is used again.
    pub(crate) fn give(&self, results: impl IntoIterator<Item = Array2<f32>>) {
        if let Arithmetic::Integer { buffers, .. } = self {
            results.into_iter().for_each(|result| buffers.give(result));
        }
    }

    /// The spikes of `gelu(y)` at amplitudes, y the result of a job.
    pub(crate) fn gelu_spikes(
        &self,
        job: Job<'_>,
        amplitudes: &Amplitudes,
    ) -> Result<SpikeRows, ModelError> {
        let mut pending = self.start(vec![job])?;
        if let Arithmetic::Integer { engine, .. } = self
            // Amplitudes that are yet to be measured need all of y.
            && !amplitudes.values().is_empty()
            && let Some(ticket) = pending.ticket.take()
            && let Some(job) = pending.jobs.pop()
        {
            let alphas = amplitudes.values();
            return scale::finish_as_gelu_spikes(engine.as_ref(), ticket, job, alphas);
        }
        let mut results = self.finish(pending)?;
        let Some(mut y) = results.pop() else { return Ok(SpikeRows::zeros(0, 0, 1)) };
        if let Some(y) = y.as_slice_mut() {
            let _stage = stages::enter(Stage::Gelu);
            y.par_chunks_mut(4096).for_each(gelu_all);
        }
        let spikes = spikes(y.view(), amplitudes);
        self.give([y]);
        Ok(spikes)
    }

    /// Adds the result of a job to `x`.
    pub(crate) fn multiply_onto(
        &self,
        job: Job<'_>,
        x: &mut Array2<f32>,
    ) -> Result<(), ModelError> {
        let mut pending = self.start(vec![job])?;
        if let Arithmetic::Integer { engine, .. } = self
            && let (Some(ticket), Some(job)) = (pending.ticket.take(), pending.jobs.pop())
        {
            // Made by this crate in standard layout.
            let x = x.as_slice_mut().unwrap_or_default();
            return scale::finish_onto(engine.as_ref(), ticket, job, x);
        }
        let results = self.finish(pending)?;
        let _stage = stages::enter(Stage::Scale);
        for y in &results {
            x.zip_mut_with(y, |x, y| *x += y);
        }
        Ok(())
    }

    /// Starts jobs and waits for them.
    pub(crate) fn multiply(&self, jobs: Vec<Job<'_>>) -> Result<Vec<Array2<f32>>, ModelError> {
        self.finish(self.start(jobs)?)
    }
}

/// Columns that are summed together: 16 partial sums of them stay in the first-level cache.
const BLOCK: usize = 64;

/// `y = dot(s, w) + b` with `s = q * alpha`, input k in partial sum k mod 16.
///
/// Zeros are skipped: adding zero to a partial sum does not change it.
fn real(job: &Job<'_>) -> Array2<f32> {
    let Matrix::Real { columns, values } = job.matrix else { return Array2::zeros((0, 0)) };
    let columns = *columns;
    let mut y = Array2::zeros((job.spikes.rows, columns));
    let Some(out) = y.as_slice_mut().filter(|out| !out.is_empty()) else { return y };
    out.par_chunks_mut(columns).enumerate().with_min_len(16).for_each(|(r, out)| {
        let alpha = job.amplitudes[r % job.amplitudes.len()];
        let events = events(&job.spikes, r, alpha);
        for (block, out) in out.chunks_mut(BLOCK).enumerate() {
            let first = block * BLOCK;
            let mut partial = [[0f32; BLOCK]; PARTIALS];
            for &(k, s) in &events {
                let w = &values[k * columns + first..][..out.len()];
                for (p, w) in partial[k % PARTIALS].iter_mut().zip(w) {
                    *p += s * w;
                }
            }
            for (c, y) in out.iter_mut().enumerate() {
                let bias = job.bias.map_or(0.0, |b| b[first + c]);
                *y = fold(std::array::from_fn(|i| partial[i][c])) + bias;
            }
        }
    });
    y
}

/// Inputs of a row that fired, ascending, with their value.
fn events(spikes: &SpikeRows, row: usize, alpha: f32) -> Vec<(usize, f32)> {
    let (fired, sign) = spikes.row(row);
    let mut events = Vec::new();
    for (w, (&fired, &sign)) in fired.iter().zip(sign).enumerate() {
        let mut left = fired;
        while left != 0 {
            let j = left.trailing_zeros();
            left &= left - 1;
            let s = if sign >> j & 1 == 1 { -alpha } else { alpha };
            events.push((w * 64 + j as usize, s));
        }
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::dot;

    #[test]
    fn skipping_zeros_keeps_the_order_of_the_sums() {
        let (inputs, columns, rows) = (83, 71, 6);
        let mut spikes = SpikeRows::zeros(inputs, rows, 2);
        for r in 0..rows {
            for k in 0..inputs {
                spikes.set(r, k, ((r * 31 + k * k) % 5 % 3) as i8 - 1);
            }
        }
        let w: Vec<f32> =
            (0..inputs * columns).map(|i| ((i * 7919 % 1009) as f32 - 504.0) / 331.0).collect();
        let bias: Vec<f32> = (0..columns).map(|c| c as f32 * 0.37).collect();
        let amplitudes = [0.7f32, 1.9];
        let matrix = Matrix::real(&w, inputs);
        let job = Job {
            kind: ProductKind::Linear,
            spikes: Arc::new(spikes.clone()),
            amplitudes: &amplitudes,
            matrix: &matrix,
            bias: Some(&bias),
        };
        let y = real(&job);
        for r in 0..rows {
            let s: Vec<f32> =
                (0..inputs).map(|k| f32::from(spikes.get(r, k)) * amplitudes[r % 2]).collect();
            for c in 0..columns {
                let expected = dot(&s, &w[c * inputs..][..inputs]) + bias[c];
                assert_eq!(y[[r, c]].to_bits(), expected.to_bits(), "row {r}, column {c}");
            }
        }
    }
}
