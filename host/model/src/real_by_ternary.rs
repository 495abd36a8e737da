//! Real rows by ternary ones, what attention asks for: which side an engine is given as rows.

use std::sync::Arc;

use ndarray::Array2;
use rayon::prelude::*;
use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{ProductKind, SpikeRows, vectorized};

use crate::digits::{self, DIGITS};
use crate::planes::Planes;
use crate::products::{Job, Matrix};
use crate::quantize::{Quantized, Width, quantize_rows};

/// Which side of an attention product is the rows of the engine's product; the other is its tile.
/// The sums, and so all that follows, are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AttentionRows {
    /// The side that takes fewer cycles.
    #[default]
    Fewest,
    /// Keys and values, as they are.
    Ternary,
    /// Queries and probabilities, in binary digits.
    Real,
}

/// The products of one sentence, a part per head and time step; x is quantized:
/// ```text
/// y[i][q][r] = sum_k x[i][q][k] s[i][r][k]
/// ```
pub(crate) struct RealByTernary {
    shape: Shape,
    /// Amplitude of s, per part.
    amplitudes: Vec<f32>,
    way: Way,
}

/// Sizes of the parts of a sentence, which are alike.
#[derive(Debug, Clone, Copy)]
struct Shape {
    parts: usize,
    /// q: real rows.
    queries: usize,
    /// k.
    inputs: usize,
    /// r: ternary rows.
    outputs: usize,
}

enum Way {
    /// A product per part: ternary rows by a tile with a column per real row. The engine's sums are
    /// `y[i]` transposed.
    Ternary { parts: Vec<(Matrix, Arc<SpikeRows>)> },
    /// A product per so many parts whose inputs stand one behind the other: [`DIGITS`] rows per real
    /// row by a tile with a column per ternary row. Sums of digit b count `2^b` times.
    Digits { groups: Vec<(Arc<SpikeRows>, Matrix)>, scales: Vec<f32> },
}

impl RealByTernary {
    /// Real rows, `real(part, q)`, and the ternary rows of each part with their amplitude. Without
    /// a width nothing is quantized.
    pub(crate) fn new<'a>(
        queries: usize,
        real: impl Fn(usize, usize) -> &'a [f32] + Sync,
        ternary: &Planes,
        amplitudes: Vec<f32>,
        width: Option<Width>,
        rows: AttentionRows,
    ) -> RealByTernary {
        let shape = Shape::new(queries, ternary);
        let Some(width) = width else {
            let matrix = |part| {
                let rows: Vec<&[f32]> = (0..queries).map(|q| real(part, q)).collect();
                Matrix::real(&rows.concat(), shape.inputs)
            };
            let parts = (0..).map(matrix).zip(ternary.parts().iter().cloned());
            let way = Way::Ternary { parts: parts.collect() };
            return RealByTernary { shape, amplitudes, way };
        };
        let quantize = |part| {
            let _stage = stages::enter(Stage::Quantize);
            quantize_rows(queries, shape.inputs, width, |q| real(part, q))
        };
        let quantized = (0..shape.parts).into_par_iter().map(quantize).collect();
        RealByTernary::quantized(quantized, ternary, amplitudes, rows)
    }

    /// Real rows that are quantized, a matrix `w[k][q]` per part.
    pub(crate) fn quantized(
        quantized: Vec<Quantized>,
        ternary: &Planes,
        amplitudes: Vec<f32>,
        rows: AttentionRows,
    ) -> RealByTernary {
        let queries = quantized.first().map_or(0, |q| q.weights.columns);
        let shape = Shape::new(queries, ternary);
        let as_digits = match rows {
            AttentionRows::Fewest => shape.digits_are_cheaper(&quantized, ternary),
            AttentionRows::Ternary => false,
            AttentionRows::Real => true,
        };
        let way = if as_digits {
            let groups = quantized.chunks(ternary.stacked()).zip(ternary.tiles());
            let groups = groups.map(|(real, tile)| {
                let rows = digits::rows(real.iter().map(|q| &q.weights));
                (Arc::new(rows), Matrix::integers(tile.clone()))
            });
            let groups = groups.collect();
            Way::Digits { groups, scales: quantized.into_iter().flat_map(|q| q.scales).collect() }
        } else {
            let parts = quantized.into_iter().zip(ternary.parts().iter().cloned());
            Way::Ternary { parts: parts.map(|(x, s)| (Matrix::transient(x), s)).collect() }
        };
        RealByTernary { shape, amplitudes, way }
    }

    /// The products of several sentences as they are asked of an engine.
    pub(crate) fn jobs(sentences: &[RealByTernary]) -> Vec<Job<'_>> {
        sentences.iter().flat_map(RealByTernary::own_jobs).collect()
    }

    /// Each sentence with the results of its own jobs.
    pub(crate) fn split<'a>(
        sentences: &'a [RealByTernary],
        results: &'a [Array2<f32>],
    ) -> Vec<(&'a RealByTernary, &'a [Array2<f32>])> {
        let mut rest = results;
        let own = sentences.iter().map(|sentence| {
            let (own, others) = rest.split_at(sentence.count());
            rest = others;
            (sentence, own)
        });
        own.collect()
    }

    /// Products of this sentence.
    fn count(&self) -> usize {
        match &self.way {
            Way::Ternary { parts } => parts.len(),
            Way::Digits { groups, .. } => groups.len(),
        }
    }

    fn own_jobs(&self) -> Vec<Job<'_>> {
        let job = |kind, spikes: &Arc<SpikeRows>, amplitude, matrix| Job {
            kind,
            spikes: spikes.clone(),
            amplitudes: std::slice::from_ref(amplitude),
            matrix,
            bias: None,
        };
        match &self.way {
            Way::Ternary { parts } => parts
                .iter()
                .zip(&self.amplitudes)
                .map(|((real, ternary), alpha)| job(ProductKind::Attention, ternary, alpha, real))
                .collect(),
            Way::Digits { groups, .. } => groups
                .iter()
                .map(|(rows, tile)| {
                    // Of each row's inputs, one part's can fire.
                    let share = (rows.inputs / self.shape.inputs * DIGITS) as u32;
                    job(ProductKind::AttentionDigits { share }, rows, &1.0, tile)
                })
                .collect(),
        }
    }

    /// Whether queries are columns of its jobs' results, a result per part.
    pub(crate) fn is_transposed(&self) -> bool {
        matches!(self.way, Way::Ternary { .. })
    }

    /// `y`, row-major `[part][q][r]`, from the results of its jobs.
    pub(crate) fn result(&self, results: &[Array2<f32>]) -> Vec<f32> {
        let Shape { parts, queries, outputs, .. } = self.shape;
        let mut y = vec![0.0; parts * queries * outputs];
        match &self.way {
            Way::Ternary { .. } => {
                let targets = y.par_chunks_exact_mut((queries * outputs).max(1));
                targets.zip(results).for_each(|(y, result)| {
                    let _stage = stages::enter(Stage::Arrange);
                    for (q, y) in y.chunks_exact_mut(outputs.max(1)).enumerate() {
                        for (y, value) in y.iter_mut().zip(result.column(q)) {
                            *y = *value;
                        }
                    }
                });
            }
            Way::Digits { scales, .. } => {
                let _stage = stages::enter(Stage::Arrange);
                let rows = results.iter().filter_map(|result| result.as_slice());
                let rows = rows.flat_map(|r| r.chunks_exact((DIGITS * outputs).max(1)));
                let targets = y.chunks_exact_mut(outputs.max(1));
                for (i, ((y, rows), scale)) in targets.zip(rows).zip(scales).enumerate() {
                    let factor = self.amplitudes[i / queries] * scale;
                    // Whole numbers under 2^24 all of them: nothing is rounded.
                    for (rows, power) in rows.chunks_exact(outputs).zip(POWERS) {
                        y.iter_mut().zip(rows).for_each(|(y, sum)| *y += power * sum);
                    }
                    y.iter_mut().for_each(|y| *y *= factor);
                }
            }
        }
        y
    }

    /// Writes `y[i][q]` of part i at `places[i] + q * stride` of `to`, which is as long as all
    /// queries are.
    pub(crate) fn write(
        &self,
        results: &[Array2<f32>],
        to: &mut [f32],
        places: &[usize],
        stride: usize,
    ) {
        let Shape { queries, outputs, .. } = self.shape;
        if self.is_transposed() {
            to.par_chunks_mut((QUERIES * stride).max(1)).enumerate().for_each(|(block, to)| {
                let _stage = stages::enter(Stage::Arrange);
                for (part, place) in results.iter().filter_map(|r| r.as_slice()).zip(places) {
                    let part = &part[block * QUERIES..];
                    for (i, to) in to.chunks_exact_mut(stride).enumerate() {
                        for (to, y) in
                            to[*place..].iter_mut().zip(part[i..].iter().step_by(queries))
                        {
                            *to = *y;
                        }
                    }
                }
            });
            return;
        }
        let y = self.result(results);
        let _stage = stages::enter(Stage::Arrange);
        for (i, row) in y.chunks_exact(outputs.max(1)).enumerate() {
            to[places[i / queries] + i % queries * stride..][..outputs].copy_from_slice(row);
        }
    }
}

/// Queries that are written together: a line of the cache holds as many results.
const QUERIES: usize = 16;

const POWERS: [f32; DIGITS] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0];

/// Cycles that a row takes at least, and that a LOAD and a RUN take beside their work.
const ROW: u64 = 4;
const COMMANDS: u64 = 40;
/// Lanes of a tile; weights, and results of 16 bits, in a beat; inputs of a row's slot.
const LANES: usize = 64;
const WEIGHTS: usize = 16;
const RESULTS: usize = 8;
const SLOT: usize = 64;

/// An estimate of what products cost a card: cycles of its work, and beats of what goes down and
/// comes back. It is that of a card of [`LANES`] lanes whatever the engine, so that all engines are
/// asked for the same products.
fn cycles(products: usize, inputs: usize, rows: usize, columns: usize, events: u64) -> u64 {
    let least = ROW.max(1 + inputs.div_ceil(SLOT) as u64);
    let work = events.max(rows as u64 * least) * columns.div_ceil(LANES) as u64;
    let row = 1 + inputs.div_ceil(SLOT) + columns.div_ceil(RESULTS).next_multiple_of(2);
    let tile = inputs * columns.div_ceil(WEIGHTS);
    work + products as u64 * (COMMANDS + tile as u64) + (rows * row) as u64
}

vectorized! {
    fn ones(words: &[u64]) -> u64 {
        words.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}

impl Shape {
    fn new(queries: usize, ternary: &Planes) -> Shape {
        let (inputs, outputs) = ternary.shape();
        Shape { parts: ternary.parts().len(), queries, inputs, outputs }
    }

    /// Whether a query's digits are fewer events, and its rows fewer transfers, than the ternary
    /// rows: so for a token that is decoded alone, but not for all tokens of a text at once.
    fn digits_are_cheaper(&self, quantized: &[Quantized], ternary: &Planes) -> bool {
        let Shape { parts, queries, inputs, outputs } = *self;
        let spikes = ternary.parts().iter().map(|s| ones(&s.fired)).sum();
        let as_ternary = cycles(parts, inputs, parts * outputs, queries, spikes);
        let (stacked, rows) = (ternary.stacked(), parts * queries * DIGITS);
        let as_digits =
            |events| cycles(parts.div_ceil(stacked), stacked * inputs, rows, outputs, events);
        // Of many queries the rows alone are too many, and no digit needs to be counted.
        let digits = || quantized.iter().map(|q| digits::count(&q.weights.values)).sum();
        as_digits(0) < as_ternary && as_digits(digits()) < as_ternary
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spikelm_engine::{
        MatrixEngine, Operand, Product, ProductKind, SoftEngine, SoftOptions, SpikeRows,
    };

    /// Integers of every job on the software engine, as floats: the scales are left to `result`.
    fn answers(asked: &[RealByTernary]) -> Vec<Array2<f32>> {
        let engine = SoftEngine::new(SoftOptions::default());
        let answer = |job: &Job<'_>| {
            let Matrix::Transient { weights, scales } = job.matrix else { unreachable!() };
            let product = Product {
                kind: job.kind,
                weights: Operand::Transient(weights.clone()),
                rows: job.spikes.clone(),
            };
            let sums = engine.multiply(vec![product]).unwrap().remove(0);
            Array2::from_shape_fn((sums.rows, sums.columns), |(r, c)| {
                (job.amplitudes[0] * scales[c]) * sums.row(r)[c] as f32
            })
        };
        RealByTernary::jobs(asked).iter().map(answer).collect()
    }

    #[test]
    fn both_sides_give_the_same_bits() {
        // Parts that fill a tile, that leave it part empty, that need several, that exceed one.
        for (parts, queries, inputs, outputs) in
            [(8, 1, 32, 15), (3, 4, 29, 70), (8, 2, 100, 32), (2, 3, 300, 5), (1, 2, 1, 1)]
        {
            let number = |i: usize| ((i * 7919 + 13) % 1009) as f32 / 101.0 - 5.0;
            // The first row is zeros, the others reach far and near.
            let real: Vec<f32> = (0..parts * queries * inputs)
                .map(|i| if i < inputs { 0.0 } else { number(i).powi(3) })
                .collect();
            let ternary: Vec<Arc<SpikeRows>> = (0..parts)
                .map(|part| {
                    let mut rows = SpikeRows::zeros(inputs, outputs, 1);
                    for r in 0..outputs {
                        for k in 0..inputs {
                            rows.set(r, k, ((part + r * 31 + k * k) % 7 % 3) as i8 - 1);
                        }
                    }
                    Arc::new(rows)
                })
                .collect();
            let ternary = Planes::from(ternary);
            let amplitudes: Vec<f32> = (0..parts).map(|part| 0.3 + part as f32 * 0.7).collect();
            let results =
                [AttentionRows::Ternary, AttentionRows::Real, AttentionRows::Fewest].map(|rows| {
                    let asked = RealByTernary::new(
                        queries,
                        |part, q| &real[(part * queries + q) * inputs..][..inputs],
                        &ternary,
                        amplitudes.clone(),
                        Some(Width::Int8),
                        rows,
                    );
                    let asked = [asked];
                    let answers = answers(&asked);
                    let y = asked[0].result(&answers);
                    // Parts side by side in the row of a query.
                    let places: Vec<usize> = (0..parts).map(|part| part * outputs).collect();
                    let mut rows = vec![f32::NAN; y.len()];
                    asked[0].write(&answers, &mut rows, &places, parts * outputs);
                    for (i, y) in y.iter().enumerate() {
                        let (part, q, r) =
                            (i / outputs / queries, i / outputs % queries, i % outputs);
                        let at = (q * parts + part) * outputs + r;
                        assert_eq!(rows[at].to_bits(), y.to_bits(), "part {part}, query {q}");
                    }
                    let dense: usize = RealByTernary::jobs(&asked)
                        .iter()
                        .map(|job| {
                            let Matrix::Transient { weights, .. } = job.matrix else { return 0 };
                            let all = job.spikes.rows * weights.values.len();
                            match job.kind {
                                ProductKind::AttentionDigits { share } => all / share as usize,
                                _ => all,
                            }
                        })
                        .sum();
                    assert_eq!(dense, parts * queries * inputs * outputs);
                    y.iter().map(|y| y.to_bits()).collect::<Vec<u32>>()
                });
            assert_eq!(results[0].len(), parts * queries * outputs);
            assert_eq!(results[0], results[1]);
            assert_eq!(results[0], results[2]);
            assert!(results[0].iter().any(|y| f32::from_bits(*y) != 0.0));
        }
    }

    #[test]
    fn one_query_is_rows_and_many_are_columns() {
        let keys = |n| {
            let mut rows = SpikeRows::zeros(32, n, 1);
            (0..n * 32).filter(|i| i % 2 == 0).for_each(|i| rows.set(i / 32, i % 32, 1));
            Arc::new(rows)
        };
        let digits = |queries: usize, n: usize| {
            let real: Vec<f32> = (0..8 * queries * 32).map(|i| (i as f32).sin()).collect();
            let ternary = Planes::from(vec![keys(n); 8]);
            let asked = RealByTernary::new(
                queries,
                |part, q| &real[(part * queries + q) * 32..][..32],
                &ternary,
                vec![1.0; 8],
                Some(Width::Int8),
                AttentionRows::Fewest,
            );
            matches!(asked.way, Way::Digits { .. })
        };
        assert!(digits(1, 16) && digits(1, 48));
        assert!(!digits(16, 16) && !digits(48, 48));
        // Few keys have fewer spikes than a query has digits.
        assert!(!digits(1, 1));
    }
}
