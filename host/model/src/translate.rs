//! Many sources in flight: what is decoded when.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::bart::{Decoding, finite};
use crate::search::Sentence;
use crate::{ModelError, Search, SpikeBart, Translation};

/// What the streams of a translation share.
struct Shared<'a> {
    /// Sources that no stream has taken yet.
    waiting: Mutex<std::iter::Enumerate<std::slice::Iter<'a, Vec<u32>>>>,
    done: Mutex<Vec<Option<Translation>>>,
    on_token: Mutex<&'a mut (dyn FnMut(usize, u32) + Send)>,
}

/// A panic in another stream ends this one's work too: what it left does not matter.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SpikeBart {
    /// Translates sources of token ids; results are in their order.
    ///
    /// `in_flight` sentences are decoded together, and the next ones are encoded when a quarter of
    /// them has ended. Where products are computed on the host they are shared out over as many
    /// streams as there are threads: a stream needs no other one's results, so no thread waits.
    /// Neither tokens nor scores depend on it.
    ///
    /// With one beam, `on_token` is called with the number of the sentence and each token as it
    /// comes; with more, when all are known. The tokens of a sentence come in order.
    ///
    /// A search ends as soon as as many targets have ended as there are beams, so that a search
    /// with one beam takes the likeliest token, the lowest of equals, until that is the end.
    ///
    /// # Errors
    /// When the search or a source cannot be, or when the engine fails.
    pub fn translate(
        &self,
        sources: &[Vec<u32>],
        search: &Search,
        on_token: &mut (dyn FnMut(usize, u32) + Send),
    ) -> Result<Vec<Translation>, ModelError> {
        search.check(self.config())?;
        for source in sources {
            self.check(source)?;
        }
        let shared = Shared {
            waiting: Mutex::new(sources.iter().enumerate()),
            done: Mutex::new(vec![None; sources.len()]),
            on_token: Mutex::new(on_token),
        };
        // In the pool, where a parallel loop begins without waking anybody.
        rayon::scope(|_| {
            let in_flight = self.sentences_in_flight();
            let streams = self.streams().min(in_flight).min(sources.len()).max(1);
            let share = in_flight.div_ceil(streams);
            let stream = |_| {
                self.stream(&shared, share, search)
                    .inspect_err(|_| *lock(&shared.waiting) = [].iter().enumerate())
            };
            (0..streams).into_par_iter().with_max_len(1).try_for_each(stream)
        })?;
        let done = shared.done.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(done.into_iter().flatten().collect())
    }

    /// Decodes up to `in_flight` sentences together until none is waiting.
    fn stream(
        &self,
        shared: &Shared<'_>,
        in_flight: usize,
        search: &Search,
    ) -> Result<(), ModelError> {
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut decodings: Vec<Decoding> = Vec::new();
        loop {
            let free = in_flight - sentences.len();
            if sentences.is_empty() || free >= in_flight.div_ceil(4) {
                let (indices, next): (Vec<usize>, Vec<&[u32]>) = lock(&shared.waiting)
                    .by_ref()
                    .take(free)
                    .map(|(i, ids)| (i, ids.as_slice()))
                    .unzip();
                if !next.is_empty() {
                    decodings.extend(self.encode(&next, search.cache)?);
                }
                sentences.extend(indices.into_iter().map(Sentence::new));
            }
            if sentences.is_empty() {
                return Ok(());
            }
            let logits = self.advance(&mut decodings, false)?;
            let counts = decodings.iter().map(|d| d.targets.len());
            let parts: Vec<&[Vec<f32>]> = split(&logits, counts);
            if let Some(bad) = parts.iter().position(|part| !finite(part)) {
                return Err(ModelError::Overflow { sentence: sentences[bad].index });
            }
            let end = self.config().eos_token_id;
            let states = sentences.par_iter_mut().zip(&mut decodings).zip(parts);
            states.for_each(|((sentence, decoding), logits)| {
                sentence.grow(decoding, logits, search, end);
            });
            if search.beams == 1 {
                let mut on_token = lock(&shared.on_token);
                for (sentence, decoding) in sentences.iter().zip(&decodings) {
                    sentence.latest(decoding).into_iter().for_each(|t| on_token(sentence.index, t));
                }
            }
            let ended: Vec<bool> = decodings.iter().map(|d| d.targets.is_empty()).collect();
            let mut flags = ended.iter();
            decodings.retain(|_| !flags.next().copied().unwrap_or_default());
            let mut flags = ended.iter();
            for sentence in sentences.extract_if(.., |_| flags.next().copied().unwrap_or_default())
            {
                let index = sentence.index;
                let best = sentence.best();
                if search.beams > 1 {
                    let mut on_token = lock(&shared.on_token);
                    best.iter().flat_map(|b| &b.tokens).for_each(|&t| on_token(index, t));
                }
                lock(&shared.done)[index] = best;
            }
        }
    }
}

/// `values` in parts of the given lengths.
fn split<T>(mut values: &[T], lengths: impl Iterator<Item = usize>) -> Vec<&[T]> {
    let mut parts = Vec::new();
    for length in lengths {
        let (part, rest) = values.split_at(length);
        parts.push(part);
        values = rest;
    }
    parts
}
