//! Spiking attention: real queries and probabilities by ternary keys and values.

use ndarray::{ArrayView2, s};
use rayon::prelude::*;
use spikelm_engine::SpikeRows;
use spikelm_engine::stages::{self, Stage};

use crate::batch::Batch;
use crate::calibrate::thresholds;
use crate::hidden::Hidden;
use crate::layer_norm::LayerNorm;
use crate::linear::{OneLinear, Source, SpikingLinear};
use crate::memory::Memory;
use crate::names::AttentionNames;
use crate::neuron::spikes;
use crate::products::Arithmetic;
use crate::quantize::{Quantized, Width};
use crate::real_by_ternary::RealByTernary;
use crate::scale::Heads;
use crate::softmax::softmax;
use crate::{Amplitudes, ModelError};

/// Which tokens of a memory a query sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mask {
    /// All of them.
    All,
    /// The queries are the last tokens of the memory; each sees itself and what is before it.
    Causal,
}

/// A self-attention block with its residual and norm.
#[derive(Debug)]
pub(crate) struct SelfAttention {
    /// Query, key and value.
    projections: SpikingLinear,
    block: Block,
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
            block: Block::load(source, names, hidden, heads, eps)?,
        })
    }

    /// Of the input, where it is one spike tensor.
    pub(crate) fn amplitudes(&self) -> Option<&Amplitudes> {
        self.projections.amplitudes()
    }

    /// Makes the spikes of the layer that reads the result along with it.
    pub(crate) fn feed(&mut self, next: &Amplitudes) {
        self.block.norm.feed(next);
    }

    /// A memory without tokens.
    pub(crate) fn memory(&self) -> Memory {
        self.block.memory()
    }

    /// `x = norm(output(attend(query(x), key(x), value(x))) + x)`, rows `token * T + t`; keys and
    /// values are appended to the memory of each sentence before they are asked.
    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        hidden: &mut Hidden,
        batch: &Batch,
        memories: &mut [&mut Memory],
        mask: Mask,
    ) -> Result<(), ModelError> {
        let block = &self.block;
        if mask == Mask::All
            && memories.iter().all(|memory| memory.is_empty())
            && let Some(width) = arithmetic.attention_width()
            && let Some(operands) =
                self.projections.operands(arithmetic, hidden, block.heads(batch, width))?
        {
            let mut queries = Vec::with_capacity(operands.len());
            for (operands, memory) in operands.into_iter().zip(&mut *memories) {
                memory.set(operands.keys, operands.values);
                queries.push(operands.queries);
            }
            let queries = Queries::Integers(queries);
            let asked = Asked { queries, batch, memories, new: None, mask };
            return block.forward(arithmetic, hidden, asked);
        }
        let projected = self.projections.forward(arithmetic, hidden.x().view())?;
        let new = Some([projected.layer(1), projected.layer(2)]);
        let queries = Queries::Rows(projected.layer(0));
        let asked = Asked { queries, batch, memories, new, mask };
        self.block.forward(arithmetic, hidden, asked)?;
        arithmetic.give(projected.into_groups());
        Ok(())
    }
}

/// An attention block whose keys and values come from elsewhere, with its residual and norm.
#[derive(Debug)]
pub(crate) struct CrossAttention {
    query: OneLinear,
    block: Block,
}

impl CrossAttention {
    pub(crate) fn load(
        source: &Source<'_>,
        names: &AttentionNames,
        hidden: usize,
        heads: usize,
        eps: f32,
    ) -> Result<CrossAttention, ModelError> {
        Ok(CrossAttention {
            query: OneLinear::load(source, &names.query, [hidden, hidden])?,
            block: Block::load(source, names, hidden, heads, eps)?,
        })
    }

    /// Of the input.
    pub(crate) fn amplitudes(&self) -> &Amplitudes {
        self.query.amplitudes()
    }

    /// Makes the spikes of the layer that reads the result along with it.
    pub(crate) fn feed(&mut self, next: &Amplitudes) {
        self.block.norm.feed(next);
    }

    /// The memory of each sentence of `batch`, from its keys and values.
    pub(crate) fn remember(
        &self,
        [keys, values]: [ArrayView2<'_, f32>; 2],
        batch: &Batch,
    ) -> Vec<Memory> {
        let mut memories = vec![self.block.memory(); batch.sentences()];
        let mut places: Vec<&mut Memory> = memories.iter_mut().collect();
        self.block.push(&mut places, keys, batch, Side::Key);
        self.block.push(&mut places, values, batch, Side::Value);
        memories
    }

    /// `x = norm(output(attend(query(x), memory)) + x)`, rows `token * T + t`.
    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        hidden: &mut Hidden,
        batch: &Batch,
        memories: &mut [&mut Memory],
    ) -> Result<(), ModelError> {
        let queries = self.query.forward(arithmetic, hidden.spikes(self.query.amplitudes()))?;
        let queries = Queries::Rows(queries.view());
        let asked = Asked { queries, batch, memories, new: None, mask: Mask::All };
        self.block.forward(arithmetic, hidden, asked)
    }
}

/// What all attention blocks have.
#[derive(Debug)]
struct Block {
    /// The second amplitudes of keys and values, which have no membrane.
    key: Amplitudes,
    value: Amplitudes,
    heads: usize,
    /// Inputs of a head.
    size: usize,
    output: OneLinear,
    norm: LayerNorm,
}

/// Queries, and what they are asked of.
struct Asked<'a, 'm> {
    queries: Queries<'a>,
    /// Queries of each sentence.
    batch: &'a Batch,
    /// One per sentence.
    memories: &'a mut [&'m mut Memory],
    /// Keys and values to append before, a token per query.
    new: Option<[ArrayView2<'a, f32>; 2]>,
    mask: Mask,
}

enum Queries<'a> {
    /// `token * T + t`, heads side by side.
    Rows(ArrayView2<'a, f32>),
    /// Quantized: of each sentence, a part per head and time step.
    Integers(Vec<Vec<Quantized>>),
}

/// Scores of so many queries become probabilities together.
const ROWS: usize = 32;

enum Side {
    Key,
    Value,
}

impl Block {
    fn load(
        source: &Source<'_>,
        names: &AttentionNames,
        hidden: usize,
        heads: usize,
        eps: f32,
    ) -> Result<Block, ModelError> {
        Ok(Block {
            key: Amplitudes::load(source.checkpoint, &names.clip_key, source.steps)?,
            value: Amplitudes::load(source.checkpoint, &names.clip_value, source.steps)?,
            heads,
            size: hidden / heads,
            output: OneLinear::load(source, &names.output, [hidden, hidden])?,
            norm: LayerNorm::load(source.checkpoint, &names.norm, hidden, eps)?,
        })
    }

    /// What the columns of query, key and value are.
    fn heads<'a>(&'a self, batch: &'a Batch, width: Width) -> Heads<'a> {
        let (heads, size) = (self.heads, self.size);
        Heads { batch, heads, size, key: &self.key, value: &self.value, width }
    }

    fn memory(&self) -> Memory {
        Memory::new(self.heads, self.key.steps(), self.size)
    }

    fn push(
        &self,
        memories: &mut [&mut Memory],
        x: ArrayView2<'_, f32>,
        batch: &Batch,
        side: Side,
    ) {
        let _stage = stages::enter(Stage::Spikes);
        let steps = self.key.steps();
        let amplitudes = match side {
            Side::Key => &self.key,
            Side::Value => &self.value,
        };
        amplitudes.or_measure(|steps, rate| thresholds(x, steps, rate));
        memories.par_iter_mut().enumerate().for_each(|(sentence, memory)| {
            let first = batch.start(sentence) * steps;
            let x = x.slice(s![first..first + batch.length(sentence) * steps, ..]);
            match side {
                Side::Key => memory.push_keys(x, amplitudes),
                Side::Value => memory.push_values(x, amplitudes),
            }
        });
    }

    fn forward(
        &self,
        arithmetic: &Arithmetic,
        hidden: &mut Hidden,
        asked: Asked<'_, '_>,
    ) -> Result<(), ModelError> {
        let context = self.attend(arithmetic, asked)?;
        self.output.forward_onto(arithmetic, context, hidden.x_mut())?;
        self.norm.rows(hidden);
        Ok(())
    }

    /// Attention of every query of a sentence to the memory with the same number, separately per
    /// head and time step.
    ///
    /// With n keys, m queries and d inputs of a head; Q and P have one scale per query when they are
    /// quantized:
    /// ```text
    /// score[q][j]   = sum_d Q[q][d] sK[j][d]
    /// P[q]          = softmax_j(score[q][j] / sqrt(d))   over the keys that q sees, 0 elsewhere
    /// context[q][d] = sum_j P[q][j] sV[j][d]
    /// ```
    /// The spikes of the context at the amplitudes of the output layer. All products of a stage are
    /// submitted together.
    fn attend(
        &self,
        arithmetic: &Arithmetic,
        asked: Asked<'_, '_>,
    ) -> Result<SpikeRows, ModelError> {
        let Asked { queries, batch, memories, new, mask } = asked;
        let (steps, size) = (self.key.steps(), self.size);
        // The parts of a sentence: number `head * T + t`.
        let parts: Vec<(usize, usize)> =
            (0..self.heads).flat_map(|head| (0..steps).map(move |step| (head, step))).collect();
        let of_parts = |amplitudes: &Amplitudes| -> Vec<f32> {
            parts.iter().map(|&(_, step)| amplitudes.values()[step]).collect()
        };
        if let Some([keys, _]) = new {
            self.push(memories, keys, batch, Side::Key);
        }
        let asked: Vec<RealByTernary> = match queries {
            Queries::Integers(queries) => {
                let by_keys = queries.into_iter().zip(&*memories).map(|(own, memory)| {
                    arithmetic.quantized_by_ternary(own, memory.keys(), of_parts(&self.key))
                });
                by_keys.collect()
            }
            Queries::Rows(queries) => {
                let _stage = stages::enter(Stage::Parallel);
                let by_keys = memories.par_iter().enumerate().map(|(sentence, memory)| {
                    let first = batch.start(sentence);
                    // Projections are made in standard layout, and their columns are contiguous.
                    let query = |part: usize, q: usize| {
                        let (head, step) = parts[part];
                        let row = queries.slice_move(s![(first + q) * steps + step, ..]);
                        &row.to_slice().unwrap_or_default()[head * size..][..size]
                    };
                    let (count, amplitudes) = (batch.length(sentence), of_parts(&self.key));
                    arithmetic.real_by_ternary(count, query, memory.keys(), amplitudes)
                });
                by_keys.collect()
            }
        };
        let pending = arithmetic.start(RealByTernary::jobs(&asked))?;

        // The value planes do not depend on the scores: they are made while the card works.
        if let Some([_, values]) = new {
            self.push(memories, values, batch, Side::Value);
        }

        let root = (size as f32).sqrt();
        let columns = mask == Mask::All && arithmetic.quantizes();
        let asked = if columns && asked.iter().all(RealByTernary::is_transposed) {
            // Queries are columns of the scores, and stay columns.
            let mut probabilities = arithmetic.finish_as_probabilities(pending, root)?.into_iter();
            let by_values = memories.iter().map(|memory| {
                let own = probabilities.by_ref().take(parts.len()).collect();
                arithmetic.quantized_by_ternary(own, memory.values(), of_parts(&self.value))
            });
            by_values.collect()
        } else {
            let results = arithmetic.finish(pending)?;
            let _stage = stages::enter(Stage::Parallel);
            let scores = RealByTernary::split(&asked, &results).into_par_iter();
            let by_values = scores.zip(memories.par_iter()).enumerate();
            let asked: Vec<RealByTernary> = by_values
                .map(|(sentence, ((asked, results), memory))| {
                    let m = batch.length(sentence);
                    let mut scores = asked.result(results);
                    let n = scores.len() / (parts.len() * m);
                    scores.par_chunks_mut(ROWS * n).enumerate().for_each(|(block, rows)| {
                        let _stage = stages::enter(Stage::Softmax);
                        for (p, i) in rows.chunks_exact_mut(n).zip(ROWS * block..) {
                            let seen = match mask {
                                Mask::All => n,
                                Mask::Causal => n - m + i % m + 1,
                            };
                            let (p, unseen) = p.split_at_mut(seen);
                            p.iter_mut().for_each(|score| *score /= root);
                            softmax(p);
                            unseen.fill(0.0);
                        }
                    });
                    let row = |part: usize, q: usize| &scores[(part * m + q) * n..][..n];
                    arithmetic.real_by_ternary(m, row, memory.values(), of_parts(&self.value))
                })
                .collect();
            arithmetic.give(results);
            asked
        };
        let pending = arithmetic.start(RealByTernary::jobs(&asked))?;

        let reader = self.output.amplitudes();
        if arithmetic.attention_width().is_some_and(|w| self.heads(batch, w).fill_words())
            && asked.iter().all(RealByTernary::is_transposed)
            && reader.values().len() == steps
        {
            return arithmetic.finish_as_context(pending, batch, self.heads, reader);
        }
        let results = arithmetic.finish(pending)?;
        let parallel = stages::enter(Stage::Parallel);
        let width = self.heads * size;
        let mut context = arithmetic.rows(batch.tokens() * steps, width);
        let places: Vec<usize> =
            parts.iter().map(|&(head, step)| step * width + head * size).collect();
        let slice = context.as_slice_mut().unwrap_or_default();
        let to = batch.split_mut(slice, steps * width).into_par_iter();
        to.zip(RealByTernary::split(&asked, &results)).for_each(|(to, (asked, results))| {
            asked.write(results, to, &places, steps * width);
        });
        drop(parallel);
        let fired = spikes(context.view(), reader);
        arithmetic.give(results);
        arithmetic.give([context]);
        Ok(fired)
    }
}
