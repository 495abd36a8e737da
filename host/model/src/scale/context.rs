//! Sums of probabilities by values to attention's context, each in its place in the rows that the
//! next layer reads.

use std::sync::{Mutex, MutexGuard, PoisonError};

use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{Block, EngineError, MatrixEngine, ProductTicket, vectorized};

use super::{Factors, Take, scales, sums, wait};
use crate::ModelError;
use crate::neuron::WORD;
use crate::products::Job;

/// Queries that are written together: a line of the cache holds as many numbers.
const SIDE: usize = 16;
type Square = [[f32; SIDE]; SIDE];

/// The place of a product's results: one head at one step of the queries of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) sentence: usize,
    /// Of its first number in the rows of a query, which are those of all steps one after the other.
    pub(crate) place: usize,
}

/// Waits for products with a row per input of a head and a column per query, and writes
/// `y[q][d] = (alpha * scale[q]) * acc[d][q]`, where each product's [`Part`] says: in `to`, the
/// memory of each sentence, in which the rows of a query are `stride` numbers.
pub(crate) fn finish_as_context(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    jobs: &[Job<'_>],
    parts: &[Part],
    to: Vec<&mut [f32]>,
    stride: usize,
) -> Result<(), ModelError> {
    let _stage = stages::enter(Stage::Engine);
    let by_queries = |to| -> Vec<_> {
        let to: &mut [f32] = to;
        to.chunks_mut((SIDE * stride).max(1)).map(Mutex::new).collect()
    };
    let sentences: Vec<Vec<Mutex<&mut [f32]>>> = to.into_iter().map(by_queries).collect();
    let mut outputs = Vec::with_capacity(jobs.len());
    for (job, part) in jobs.iter().zip(parts) {
        let Some(to) = sentences.get(part.sentence) else { break };
        let queries: usize = to.iter().map(|to| lock(to).len() / stride.max(1)).sum();
        if scales(job).len() > queries || part.place + job.spikes.rows > stride {
            break;
        }
        outputs.push(Context { factors: Factors::new(job), to, place: part.place, stride });
    }
    if outputs.len() != jobs.len() {
        return Err(EngineError::Shape("a product has no place in the context".to_owned()).into());
    }
    wait(engine, ticket, jobs, &outputs)
}

fn lock<'a, 'to>(to: &'a Mutex<&'to mut [f32]>) -> MutexGuard<'a, &'to mut [f32]> {
    to.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Context<'a, 'to> {
    factors: Factors<'a>,
    /// [`SIDE`] queries each.
    to: &'a [Mutex<&'to mut [f32]>],
    place: usize,
    stride: usize,
}

impl Take for Context<'_, '_> {
    fn take(&self, block: &Block<'_>) -> usize {
        let _stage = stages::enter(Stage::Arrange);
        let Some(sums) = sums(block, &block.rows) else { return 0 };
        let factors = self.factors.steps.first().and_then(|f| f.get(block.columns.clone()));
        let Some(mut factors) = factors else { return 0 };
        let place = self.place + block.rows.start;
        let (mut first, end) = (block.columns.start, block.columns.end);
        while first < end {
            let count = (SIDE - first % SIDE).min(end - first);
            let (own, others) = factors.split_at(count);
            let Some(to) = self.to.get(first / SIDE) else { return 0 };
            let mut to = lock(to);
            let to = &mut to[first % SIDE * self.stride + place..];
            let sums = &sums[first - block.columns.start..];
            write(sums, block.stride, block.rows.len(), own, to, self.stride);
            (first, factors) = (first + count, others);
        }
        block.rows.len() * block.columns.len()
    }
}

/// [`transpose`] by AVX-512, in a function that is compiled for it.
#[cfg_attr(not(target_arch = "x86_64"), expect(unused_macros))]
macro_rules! transpose_avx512 {
    ($square:expr) => {{
        use std::arch::x86_64::{
            __m512, __m512d, _mm512_castpd_ps, _mm512_castps_pd, _mm512_setzero_pd,
            _mm512_setzero_ps, _mm512_shuffle_f32x4, _mm512_unpackhi_pd, _mm512_unpackhi_ps,
            _mm512_unpacklo_pd, _mm512_unpacklo_ps,
        };
        let rows: [__m512; SIDE] = bytemuck::cast(*$square);
        let mut pairs: [__m512d; SIDE] = [_mm512_setzero_pd(); SIDE];
        for i in 0..SIDE / 2 {
            let (a, b) = (rows[2 * i], rows[2 * i + 1]);
            pairs[2 * i] = _mm512_castps_pd(_mm512_unpacklo_ps(a, b));
            pairs[2 * i + 1] = _mm512_castps_pd(_mm512_unpackhi_ps(a, b));
        }
        // Block b of 128 bits of vector 4 i + j is column 4 b + j of rows 4 i to 4 i + 3.
        let mut fours: [__m512; SIDE] = [_mm512_setzero_ps(); SIDE];
        for i in 0..SIDE / 4 {
            for j in 0..2 {
                let (a, b) = (pairs[4 * i + j], pairs[4 * i + j + 2]);
                fours[4 * i + 2 * j] = _mm512_castpd_ps(_mm512_unpacklo_pd(a, b));
                fours[4 * i + 2 * j + 1] = _mm512_castpd_ps(_mm512_unpackhi_pd(a, b));
            }
        }
        // Even and odd blocks of two vectors each, twice.
        const EVEN: i32 = 0x88;
        const ODD: i32 = 0xDD;
        let mut columns: [__m512; SIDE] = [_mm512_setzero_ps(); SIDE];
        for j in 0..SIDE / 4 {
            let [a, b, c, d] = [fours[j], fours[4 + j], fours[8 + j], fours[12 + j]];
            let (low, high) =
                (_mm512_shuffle_f32x4::<EVEN>(a, b), _mm512_shuffle_f32x4::<EVEN>(c, d));
            columns[j] = _mm512_shuffle_f32x4::<EVEN>(low, high);
            columns[8 + j] = _mm512_shuffle_f32x4::<ODD>(low, high);
            let (low, high) =
                (_mm512_shuffle_f32x4::<ODD>(a, b), _mm512_shuffle_f32x4::<ODD>(c, d));
            columns[4 + j] = _mm512_shuffle_f32x4::<EVEN>(low, high);
            columns[12 + j] = _mm512_shuffle_f32x4::<ODD>(low, high);
        }
        bytemuck::cast::<[__m512; SIDE], Square>(columns)
    }};
}

vectorized! {
    /// `to[q][d] = factors[q] * sums[d][q]` of at most [`SIDE`] queries and `rows` inputs d; rows
    /// of `sums` are `stride` apart, those of `to` `to_stride`.
    fn write(
        sums: &[i32],
        stride: usize,
        rows: usize,
        factors: &[f32],
        to: &mut [f32],
        to_stride: usize,
    ) {
        write_by((sums, stride, rows), factors, to, to_stride, transpose);
    }
    avx512 {
        write_by((sums, stride, rows), factors, to, to_stride, |square| transpose_avx512!(square));
    }
}

#[inline(always)]
fn write_by(
    (sums, stride, rows): (&[i32], usize, usize),
    factors: &[f32],
    to: &mut [f32],
    to_stride: usize,
    transpose: impl Fn(&Square) -> Square,
) {
    let count = factors.len();
    let mut whole = [0f32; SIDE];
    whole.iter_mut().zip(factors).for_each(|(whole, factor)| *whole = *factor);
    // Of each query the inputs of a word, so that its lines are written one after the other.
    for first in (0..rows).step_by(WORD) {
        let inputs = WORD.min(rows - first);
        let mut words = [[0f32; WORD]; SIDE];
        for start in (0..inputs).step_by(SIDE) {
            let mut square: Square = [[0.0; SIDE]; SIDE];
            let sums = sums[(first + start) * stride..].chunks(stride);
            for (y, sums) in square.iter_mut().zip(sums).take(inputs - start) {
                let mut part = [0; SIDE];
                let sums = sums.first_chunk().unwrap_or_else(|| {
                    part.iter_mut().zip(sums).for_each(|(part, sum)| *part = *sum);
                    &part
                });
                for j in 0..SIDE {
                    y[j] = whole[j] * sums[j] as f32;
                }
            }
            for (word, y) in words.iter_mut().zip(&transpose(&square)) {
                if let Some(word) = word[start..].first_chunk_mut() {
                    *word = *y;
                }
            }
        }
        let to = to.chunks_mut(to_stride).zip(&words).take(count);
        if inputs == WORD {
            for (to, word) in to {
                if let Some(to) = to[first..].first_chunk_mut() {
                    *to = *word;
                }
            }
        } else {
            to.for_each(|(to, word)| to[first..][..inputs].copy_from_slice(&word[..inputs]));
        }
    }
}

/// Each round interleaves row i with row i + 8; after four of them rows are columns.
#[inline(always)]
fn transpose(square: &Square) -> Square {
    let mut square = *square;
    for _ in 0..SIDE.ilog2() {
        let before = square;
        for (i, [low, high]) in square.as_chunks_mut::<2>().0.iter_mut().enumerate() {
            for j in 0..SIDE / 2 {
                (low[2 * j], low[2 * j + 1]) = (before[i][j], before[i + SIDE / 2][j]);
                let k = j + SIDE / 2;
                (high[2 * j], high[2 * j + 1]) = (before[i][k], before[i + SIDE / 2][k]);
            }
        }
    }
    square
}
