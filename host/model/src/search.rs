//! Greedy and beam search over the targets of a sentence.

use crate::bart::{Decoding, Target};
use crate::math::{exp, ln, sum_by};
use crate::{BartConfig, ModelError, SearchFault};

/// How targets are searched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Search {
    /// Targets of a sentence that are kept at each token; 1 is greedy.
    pub beams: usize,
    /// A target's score is its log probability over its length to this power.
    pub length_penalty: f32,
    /// Tokens of a target, the end included; the last one is the end.
    pub max_tokens: usize,
    /// Keep keys and values of source and target as spikes. Without, all tokens of a target go
    /// through the decoder at each token, and the source's keys and values are computed again: the
    /// reference of cached decoding, with the same tokens, scores and integers of the new token.
    pub cache: bool,
}

impl Default for Search {
    fn default() -> Search {
        Search { beams: 1, length_penalty: 1.0, max_tokens: 48, cache: true }
    }
}

/// A finished target.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// Every generated token, the end included.
    pub tokens: Vec<u32>,
    /// Sum of log probabilities over length to the penalty; a forced end costs nothing.
    pub score: f32,
}

/// A sentence in flight.
pub(crate) struct Sentence {
    /// Its number among the sources.
    pub(crate) index: usize,
    /// Sum of log probabilities of each target.
    sums: Vec<f32>,
    finished: Vec<Translation>,
}

/// A token that could follow.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    target: usize,
    token: u32,
    sum: f32,
}

impl Search {
    /// Whether a model can search so.
    pub(crate) fn check(&self, config: &BartConfig) -> Result<(), ModelError> {
        let Search { beams, length_penalty, max_tokens, .. } = *self;
        let fail = |fault| Err(ModelError::Search(fault));
        // Every target contributes twice as many candidates as there are beams.
        if beams == 0 || beams > config.vocab_size / 2 {
            return fail(SearchFault::Beams { beams, most: config.vocab_size / 2 });
        }
        if max_tokens == 0 || max_tokens > config.max_position_embeddings {
            return fail(SearchFault::Tokens { max_tokens, most: config.max_position_embeddings });
        }
        if !length_penalty.is_finite() || length_penalty.abs() > 16.0 {
            return fail(SearchFault::LengthPenalty(length_penalty));
        }
        Ok(())
    }
}

impl Sentence {
    /// A sentence whose only target is the start token.
    pub(crate) fn new(index: usize) -> Sentence {
        Sentence { index, sums: vec![0.0], finished: vec![] }
    }

    /// The last token of a search with one beam.
    pub(crate) fn latest(&self, decoding: &Decoding) -> Option<u32> {
        let finished = self.finished.first().map(|t| &t.tokens);
        finished.or(decoding.targets.first().map(|t| &t.tokens))?.last().copied()
    }

    /// The finished target of the highest score, the first of equals.
    pub(crate) fn best(self) -> Option<Translation> {
        best(self.finished)
    }

    /// Adds a token to the targets; no target is left when the search has ended.
    pub(crate) fn grow(
        &mut self,
        decoding: &mut Decoding,
        logits: &[Vec<f32>],
        search: &Search,
        end: u32,
    ) {
        let before = std::mem::take(&mut decoding.targets);
        let sums = std::mem::take(&mut self.sums);
        // Without the start token, with the one that comes now.
        let length = before.first().map_or(0, |t| t.tokens.len());
        let forced = length >= search.max_tokens;
        let mut candidates = Vec::new();
        for (target, (logits, &sum)) in logits.iter().zip(&sums).enumerate() {
            if forced {
                candidates.push(Candidate { target, token: end, sum });
                continue;
            }
            let total = log_sum_exp(logits);
            candidates.extend(likeliest(logits, 2 * search.beams).into_iter().map(|token| {
                Candidate { target, token, sum: sum + (logits[token as usize] - total) }
            }));
        }
        // Stable: of equal sums, the first target's likeliest token comes first.
        candidates.sort_by(|a, b| b.sum.total_cmp(&a.sum));
        for (rank, Candidate { target, token, sum }) in candidates.into_iter().enumerate() {
            let parent = &before[target];
            let mut tokens = parent.tokens.clone();
            tokens.push(token);
            if token == end {
                // An end that is not among the best is no better than what goes on.
                if rank < search.beams {
                    tokens.remove(0);
                    let score = sum / power(length as f32, search.length_penalty);
                    self.finished.push(Translation { tokens, score });
                }
            } else if decoding.targets.len() < search.beams {
                let (remembered, memories) = (parent.remembered, parent.memories.clone());
                decoding.targets.push(Target { tokens, remembered, memories });
                self.sums.push(sum);
            }
        }
        if self.finished.len() >= search.beams {
            decoding.targets.clear();
        }
    }
}

fn best(finished: Vec<Translation>) -> Option<Translation> {
    finished.into_iter().reduce(|best, t| if t.score > best.score { t } else { best })
}

/// `ln sum_j e^(x[j])`.
fn log_sum_exp(x: &[f32]) -> f32 {
    let largest = x.iter().fold(f32::NEG_INFINITY, |m, v| m.max(*v));
    ln(sum_by(x, |v| exp(v - largest))) + largest
}

/// `x^p` of a positive x.
fn power(x: f32, p: f32) -> f32 {
    exp(p * ln(x))
}

/// The `count` largest, in descending order; of equals, the first comes first.
fn likeliest(logits: &[f32], count: usize) -> Vec<u32> {
    let mut best: Vec<u32> = Vec::with_capacity(count + 1);
    let mut least = f32::NEG_INFINITY;
    for (token, &logit) in logits.iter().enumerate() {
        if best.len() == count && logit <= least {
            continue;
        }
        let place = best.partition_point(|&b| logits[b as usize] >= logit);
        best.insert(place, token as u32);
        best.truncate(count);
        least = best.last().map_or(least, |&b| logits[b as usize]);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_come_in_order() {
        let logits = [0.5, 2.0, -1.0, 2.0, 3.0, 0.5];
        assert_eq!(likeliest(&logits, 1), [4]);
        assert_eq!(likeliest(&logits, 4), [4, 1, 3, 0]);
        assert_eq!(likeliest(&logits, 6), [4, 1, 3, 0, 5, 2]);
    }

    #[test]
    fn probabilities_are_normalized() {
        let logits = [1.0f32, -2.0, 0.3];
        let total: f32 = logits.iter().map(|v| v.exp()).sum();
        assert!((log_sum_exp(&logits) - total.ln()).abs() < 1e-6);
        assert!((power(7.0, 1.0) - 7.0).abs() < 1e-5 && power(3.0, 0.0) == 1.0);
    }

    #[test]
    fn the_first_of_equal_scores_is_the_best() {
        let of = |token, score| Translation { tokens: vec![token], score };
        let finished = vec![of(1, -2.0), of(2, -0.5), of(3, -0.5)];
        assert_eq!(best(finished).map(|t| t.tokens), Some(vec![2]));
        assert_eq!(best(vec![]), None);
    }
}
