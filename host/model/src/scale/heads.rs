//! Sums of attention's projections to its operands, a head at a time while they are in the cache:
//! queries to integers, keys and values to spikes.

use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{Block, EngineError, MatrixEngine, ProductTicket, SpikeRows, vectorized};

use super::{Factors, OfColumns, Take, scales, wait};
use crate::aligned::Aligned;
use crate::batch::Batch;
use crate::memory::transposed;
use crate::neuron::{Neuron, WORD, pack, pack_avx2, pack_avx512, without_membrane};
use crate::products::Job;
use crate::quantize::{Quantized, SIDE, Width, channel_to_integers, transpose};
use crate::{Amplitudes, ModelError};

/// What the columns of a product are: query, key and value side by side, each of all heads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heads<'a> {
    pub(crate) batch: &'a Batch,
    pub(crate) heads: usize,
    /// Inputs of a head.
    pub(crate) size: usize,
    /// Second amplitudes.
    pub(crate) key: &'a Amplitudes,
    pub(crate) value: &'a Amplitudes,
    /// Of the integers of queries.
    pub(crate) width: Width,
}

/// Attention's operands of a sentence, a part per head and time step: number `head * T + t`.
#[derive(Debug, PartialEq)]
pub(crate) struct Operands {
    /// `w[k][q]` and the scale of each query.
    pub(crate) queries: Vec<Quantized>,
    /// A row per token.
    pub(crate) keys: Vec<SpikeRows>,
    /// A row per input of a head.
    pub(crate) values: Vec<SpikeRows>,
}

impl Heads<'_> {
    /// T.
    fn steps(&self) -> usize {
        self.key.steps()
    }

    /// Whether operands can be made of blocks: whole heads fill the words of 64 columns, and no
    /// amplitude is yet to be measured.
    pub(crate) fn fill_words(&self) -> bool {
        matches!(self.size, 16 | 32 | WORD)
            && (self.heads * self.size).is_multiple_of(WORD)
            && [self.key, self.value].iter().all(|a| a.values().len() == self.steps())
    }
}

/// Waits for the product of a job whose columns are [`Heads`] that [fill
/// words](Heads::fill_words); the operands of each sentence.
///
/// The same bits as [`quantize`](crate::quantize()) of the queries and
/// [`ternary`](crate::ternary) of keys and values.
pub(crate) fn finish_as_operands(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    job: Job<'_>,
    heads: Heads<'_>,
) -> Result<Vec<Operands>, ModelError> {
    let _stage = stages::enter(Stage::Engine);
    let (rows, columns) = (heads.batch.tokens() * heads.steps(), 3 * heads.heads * heads.size);
    if (job.spikes.rows, scales(&job).len()) != (rows, columns) || !heads.fill_words() {
        let message = format!("{rows} rows of {columns} columns are no attention's operands");
        return Err(EngineError::Shape(message).into());
    }
    let output = Projections::new(&job, heads);
    wait(engine, ticket, std::slice::from_ref(&job), std::slice::from_ref(&output))?;
    Ok(output.into_operands())
}

/// The parts of the heads of one word of columns.
enum Place {
    Queries(Vec<Quantized>),
    Keys(Vec<SpikeRows>),
    Values(Vec<SpikeRows>),
}

struct Projections<'a> {
    heads: Heads<'a>,
    factors: Factors<'a>,
    keys: Vec<Neuron>,
    values: Vec<Neuron>,
    /// Of each sentence, one per word of columns.
    places: Vec<Vec<Mutex<Place>>>,
}

impl<'a> Projections<'a> {
    fn new(job: &Job<'a>, heads: Heads<'a>) -> Projections<'a> {
        let neurons = |a: &Amplitudes| a.values().iter().map(|alpha| Neuron::new(*alpha)).collect();
        let (size, words) = (heads.size, heads.heads * heads.size / WORD);
        let parts = WORD / size * heads.steps();
        let places = |sentence| {
            let n = heads.batch.length(sentence);
            let place = |word: usize| {
                let rows = |inputs, rows| vec![SpikeRows::zeros(inputs, rows, 1); parts];
                Mutex::new(match word / words {
                    0 => Place::Queries(vec![Quantized::zeros(size, n); parts]),
                    1 => Place::Keys(rows(size, n)),
                    _ => Place::Values(rows(n, size)),
                })
            };
            (0..3 * words).map(place).collect()
        };
        Projections {
            factors: Factors::new(job),
            keys: neurons(heads.key),
            values: neurons(heads.value),
            places: (0..heads.batch.sentences()).map(places).collect(),
            heads,
        }
    }

    /// One word of columns of some tokens, `sums` from the first one's first row on.
    fn word(&self, word: usize, tokens: Range<usize>, sums: &[i32], stride: usize) -> Option<()> {
        let queries = word < self.heads.heads * self.heads.size / WORD;
        let _stage = stages::enter(if queries { Stage::Quantize } else { Stage::Spikes });
        let OfColumns { steps, bias } = self.factors.of(word * WORD..(word + 1) * WORD)?;
        let zeros = [0.0; WORD];
        let bias = if self.factors.bias.is_some() { bias.first_chunk()? } else { &zeros };
        let chain = self.heads.steps();
        let mut first = 0;
        for (sentence, tokens) in self.heads.batch.parts(tokens) {
            let place = self.places.get(sentence)?.get(word)?;
            for step in 0..chain {
                let sums = sums.get((first * chain + step) * stride..)?;
                let (stride, factors) = (chain * stride, steps[step % steps.len()].first_chunk()?);
                let rows = Rows { sums, stride, factors, bias };
                self.put(place, step, tokens.clone(), &rows);
            }
            first += tokens.len();
        }
        Some(())
    }

    /// The rows of one step of some tokens of a sentence.
    fn put(&self, place: &Mutex<Place>, step: usize, tokens: Range<usize>, rows: &Rows<'_>) {
        let (size, chain) = (self.heads.size, self.heads.steps());
        let mut skipped = 0;
        // Of a word of values, tokens are bits.
        while skipped < tokens.len() {
            let start = tokens.start + skipped;
            let count = (WORD - start % WORD).min(tokens.len() - skipped);
            let rows = rows.from(skipped);
            skipped += count;
            let mut place = lock(place);
            match &mut *place {
                Place::Queries(parts) => {
                    let parts = parts.iter_mut().skip(step).step_by(chain);
                    queries(&rows, size, self.heads.width, start..start + count, parts);
                }
                Place::Keys(parts) => {
                    let mut words = [[0; 2]; WORD];
                    spikes(&rows, self.keys[step], &mut words[..count]);
                    for (head, part) in parts.iter_mut().skip(step).step_by(chain).enumerate() {
                        let to = part.fired[start..].iter_mut().zip(&mut part.sign[start..]);
                        for (words, (fired, sign)) in words[..count].iter().zip(to) {
                            [*fired, *sign] =
                                words.map(|w| w >> (head * size) & u64::MAX >> (WORD - size));
                        }
                    }
                }
                Place::Values(parts) => {
                    let mut words = [[0; 2]; WORD];
                    spikes(&rows, self.values[step], &mut words[start % WORD..][..count]);
                    let fired = transposed(words.map(|[fired, _]| fired));
                    let sign = transposed(words.map(|[_, sign]| sign));
                    for (head, part) in parts.iter_mut().skip(step).step_by(chain).enumerate() {
                        let (length, at) = (part.row_words(), start / WORD);
                        for d in 0..size {
                            part.fired[d * length + at] |= fired[head * size + d];
                            part.sign[d * length + at] |= sign[head * size + d];
                        }
                    }
                }
            }
        }
    }

    fn into_operands(self) -> Vec<Operands> {
        let of_sentence = |places: Vec<Mutex<Place>>| {
            let mut own = Operands { queries: vec![], keys: vec![], values: vec![] };
            for place in places {
                match place.into_inner().unwrap_or_else(PoisonError::into_inner) {
                    Place::Queries(parts) => own.queries.extend(parts),
                    Place::Keys(parts) => own.keys.extend(parts),
                    Place::Values(parts) => own.values.extend(parts),
                }
            }
            own
        };
        self.places.into_iter().map(of_sentence).collect()
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Take for Projections<'_> {
    fn take(&self, block: &Block<'_>) -> usize {
        let (Range { start, end }, columns) = (block.rows.clone(), block.columns.clone());
        let chain = self.heads.steps();
        // An engine hands over whole chains, and the columns of whole words.
        let whole = start.is_multiple_of(chain) && end.is_multiple_of(chain);
        if !whole || !columns.start.is_multiple_of(WORD) || columns.len() != WORD {
            return 0;
        }
        let (word, tokens) = (columns.start / WORD, start / chain..end / chain);
        let taken = self.word(word, tokens, block.sums, block.stride);
        taken.map_or(0, |()| (end - start) * columns.len())
    }
}

/// Sums of 64 columns, rows `stride` apart, and what makes numbers of them.
struct Rows<'a> {
    sums: &'a [i32],
    stride: usize,
    factors: &'a [f32; WORD],
    bias: &'a [f32; WORD],
}

impl Rows<'_> {
    /// Without the first `skipped` rows.
    fn from(&self, skipped: usize) -> Rows<'_> {
        Rows { sums: &self.sums[skipped * self.stride..], ..*self }
    }

    /// `factor * acc + b` of a row.
    #[inline(always)]
    fn numbers(&self, row: usize) -> impl Fn(usize) -> f32 {
        let sums = self.sums[row * self.stride..].first_chunk();
        super::numbers(sums.unwrap_or(&[0; WORD]), self.factors, self.bias)
    }
}

/// Integers of the queries `tokens`, at most 64, to the parts of the heads of a word.
fn queries<'a>(
    rows: &Rows<'_>,
    size: usize,
    width: Width,
    tokens: Range<usize>,
    parts: impl Iterator<Item = &'a mut Quantized>,
) {
    let mut integers = [0; WORD * WORD];
    let mut scales = [0.0; WORD * WORD / 16];
    let count = tokens.len();
    quantize_rows(rows, size, width, count, &mut integers, &mut scales);
    let heads = integers.chunks_exact(WORD * size).zip(scales.chunks_exact(WORD));
    for ((integers, scales), part) in heads.zip(parts) {
        part.scales[tokens.clone()].copy_from_slice(&scales[..count]);
        let columns = part.weights.columns;
        for (i, integers) in integers.chunks_exact(SIDE * size).enumerate() {
            let first = i * SIDE;
            if first < count {
                let to = &mut part.weights.values[tokens.start + first..];
                transpose(integers, size, SIDE.min(count - first), to, columns);
            }
        }
    }
}

vectorized! {
    /// `count` rows to integers, `[head][row][size]`, and scales, `[head][row]`, with 64 rows.
    fn quantize_rows(
        rows: &Rows<'_>,
        size: usize,
        width: Width,
        count: usize,
        integers: &mut [i8; WORD * WORD],
        scales: &mut [f32; WORD * WORD / 16],
    ) {
        for row in 0..count {
            let (mut y, number) = (Aligned([0.0; WORD]), rows.numbers(row));
            for j in 0..WORD {
                y[j] = number(j);
            }
            for (head, y) in y.chunks_exact(size).enumerate() {
                let to = &mut integers[(head * WORD + row) * size..][..size];
                scales[head * WORD + row] = channel_to_integers(y, width, to);
            }
        }
    }

    /// The words, fired and sign, of as many rows.
    fn spikes(rows: &Rows<'_>, neuron: Neuron, words: &mut [[u64; 2]]) {
        for (row, words) in words.iter_mut().enumerate() {
            *words = pack(&without_membrane(rows.numbers(row), neuron)).into();
        }
    }
    avx2 {
        for (row, words) in words.iter_mut().enumerate() {
            let spikes = without_membrane(rows.numbers(row), neuron);
            *words = pack_avx2!(spikes).into();
        }
    }
    avx512 {
        for (row, words) in words.iter_mut().enumerate() {
            let spikes = without_membrane(rows.numbers(row), neuron);
            *words = pack_avx512!(spikes).into();
        }
    }
}

#[cfg(test)]
mod tests;
