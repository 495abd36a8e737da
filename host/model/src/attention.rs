//! Spiking attention: real queries and probabilities by ternary keys and values.

use std::sync::Arc;

use ndarray::{Array2, ArrayView1, ArrayView2, s};
use rayon::prelude::*;
use spikelm_engine::{ProductKind, SpikeRows};

use crate::batch::Batch;
use crate::layer_norm::LayerNorm;
use crate::linear::{Source, SpikingLinear};
use crate::names::AttentionNames;
use crate::neuron::ternary;
use crate::products::{Arithmetic, Job, Matrix};
use crate::softmax::softmax;
use crate::{Amplitudes, ModelError};

/// A self-attention block with its residual and norm.
#[derive(Debug)]
pub(crate) struct SelfAttention {
    /// Query, key and value.
    projections: SpikingLinear,
    thresholds: Thresholds,
    output: SpikingLinear,
    norm: LayerNorm,
}

impl SelfAttention {
    pub(crate) fn load(
        source: &Source<'_>,
        names: &AttentionNames,
        hidden: usize,
        heads: usize,
        eps: f32,
    ) -> Result<SelfAttention, ModelError> {
        let projections = [(&*names.query, hidden), (&*names.key, hidden), (&*names.value, hidden)];
        Ok(SelfAttention {
            projections: SpikingLinear::load(source, &projections, hidden)?,
            thresholds: Thresholds {
                key: Amplitudes::load(source.checkpoint, &names.clip_key, source.steps)?,
                value: Amplitudes::load(source.checkpoint, &names.clip_value, source.steps)?,
                heads,
            },
            output: SpikingLinear::load(source, &[(&*names.output, hidden)], hidden)?,
            norm: LayerNorm::load(source.checkpoint, &names.norm, hidden, eps)?,
        })
    }

    /// `norm(output(attend(query(x), key(x), value(x))) + x)`, rows `token * T + t`.
    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        x: &Array2<f32>,
        batch: &Batch,
    ) -> Result<Array2<f32>, ModelError> {
        let projected = self.projections.forward(arithmetic, x.view())?;
        let (q, k, v) = (projected.layer(0), projected.layer(1), projected.layer(2));
        let context = self.thresholds.attend(arithmetic, [q, k, v], [batch, batch])?;
        drop(projected);
        let mut y = self.output.forward_one(arithmetic, context.view())?;
        self.norm.add_and_normalize(&mut y, x);
        Ok(y)
    }
}

/// The second amplitudes of keys and values, which have no membrane, and the number of heads.
#[derive(Debug)]
struct Thresholds {
    key: Amplitudes,
    value: Amplitudes,
    heads: usize,
}

/// One sentence, head and time step.
struct Task {
    sentence: usize,
    head: usize,
    step: usize,
    /// T.
    steps: usize,
    /// Inputs of a head.
    size: usize,
}

impl Task {
    /// What the head sees of token `i` of its sentence.
    fn input<'a>(&self, x: ArrayView2<'a, f32>, batch: &Batch, i: usize) -> ArrayView1<'a, f32> {
        let row = (batch.start(self.sentence) + i) * self.steps + self.step;
        x.slice_move(s![row, self.head * self.size..(self.head + 1) * self.size])
    }
}

impl Thresholds {
    /// Attention of every query of a sentence to every key of the sentence with the same number,
    /// separately per head and time step.
    ///
    /// With n keys, m queries and d inputs of a head, the ternary side is the rows of both products
    /// and the real side their columns, quantized with one scale per query:
    /// ```text
    /// score^T[j][q]   = sum_d sK[j][d] Q[q][d]      n rows, d inputs, m columns
    /// P[q]            = softmax_j(score[q][j] / sqrt(d))
    /// context^T[d][q] = sum_j sV[j][d] P[q][j]      d rows, n inputs, m columns
    /// ```
    /// All products of a stage are submitted together.
    fn attend(
        &self,
        arithmetic: &Arithmetic,
        [queries, keys, values]: [ArrayView2<'_, f32>; 3],
        [asking, asked]: [&Batch; 2],
    ) -> Result<Array2<f32>, ModelError> {
        let steps = self.key.values().len();
        let size = queries.ncols() / self.heads;
        let tasks: Vec<Task> = (0..asking.sentences())
            .flat_map(|sentence| (0..self.heads).map(move |head| (sentence, head)))
            .flat_map(|(sentence, head)| {
                (0..steps).map(move |step| Task { sentence, head, step, steps, size })
            })
            .collect();
        let scores: Vec<(Arc<SpikeRows>, Matrix)> = tasks
            .par_iter()
            .map(|task| {
                let alpha = self.key.values()[task.step];
                let n = asked.length(task.sentence);
                let mut rows = SpikeRows::zeros(size, n, 1);
                for j in 0..n {
                    let key = task.input(keys, asked, j);
                    for (d, &k) in key.iter().enumerate() {
                        rows.set(j, d, ternary(k, alpha));
                    }
                }
                let mut q = Vec::with_capacity(asking.length(task.sentence) * size);
                for i in 0..asking.length(task.sentence) {
                    q.extend(task.input(queries, asking, i));
                }
                (Arc::new(rows), arithmetic.transient(&q, size))
            })
            .collect();
        let pending = arithmetic.start(jobs(&scores, &tasks, &self.key))?;

        // The value planes do not depend on the scores: they are made while the card works.
        let planes: Vec<Arc<SpikeRows>> = tasks
            .par_iter()
            .map(|task| {
                let alpha = self.value.values()[task.step];
                let n = asked.length(task.sentence);
                let mut rows = SpikeRows::zeros(n, size, 1);
                for j in 0..n {
                    let value = task.input(values, asked, j);
                    for (d, &v) in value.iter().enumerate() {
                        rows.set(d, j, ternary(v, alpha));
                    }
                }
                Arc::new(rows)
            })
            .collect();

        let root = (size as f32).sqrt();
        let scores = arithmetic.finish(pending)?;
        let weighted: Vec<(Arc<SpikeRows>, Matrix)> = scores
            .into_par_iter()
            .zip(planes)
            .map(|(transposed, planes)| {
                let (n, m) = transposed.dim();
                let mut probabilities = vec![0.0; n * m];
                for (q, p) in probabilities.chunks_mut(n).enumerate() {
                    for (p, score) in p.iter_mut().zip(transposed.column(q)) {
                        *p = score / root;
                    }
                    softmax(p);
                }
                (planes, arithmetic.transient(&probabilities, n))
            })
            .collect();
        let contexts = arithmetic.multiply(jobs(&weighted, &tasks, &self.value))?;

        let width = queries.ncols();
        let mut context = Array2::zeros((asking.tokens() * steps, width));
        let slice = context.as_slice_mut().unwrap_or_default();
        let parts = asking.split_mut(slice, steps * width).into_par_iter();
        let per_sentence = self.heads * steps;
        parts.zip(contexts.par_chunks(per_sentence)).zip(tasks.par_chunks(per_sentence)).for_each(
            |((part, contexts), tasks)| {
                for (transposed, task) in contexts.iter().zip(tasks) {
                    for (d, row) in transposed.rows().into_iter().enumerate() {
                        for (q, &value) in row.iter().enumerate() {
                            part[(q * steps + task.step) * width + task.head * size + d] = value;
                        }
                    }
                }
            },
        );
        Ok(context)
    }
}

fn jobs<'a>(
    operands: &'a [(Arc<SpikeRows>, Matrix)],
    tasks: &[Task],
    amplitudes: &'a Amplitudes,
) -> Vec<Job<'a>> {
    let job = |((spikes, matrix), task): (&'a (Arc<SpikeRows>, Matrix), &Task)| Job {
        kind: ProductKind::Attention,
        spikes: spikes.clone(),
        amplitudes: &amplitudes.values()[task.step..][..1],
        matrix,
        bias: None,
    };
    operands.iter().zip(tasks).map(job).collect()
}
