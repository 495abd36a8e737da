//! Ragged batches: sentences of any length, one after the other, without padding.

use std::ops::Range;

/// Where each sentence's tokens stand among all tokens of a batch.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    /// First token of each sentence, and the number of tokens at the end.
    starts: Vec<usize>,
}

impl Batch {
    pub(crate) fn new(lengths: impl IntoIterator<Item = usize>) -> Batch {
        let mut starts = vec![0];
        let mut tokens = 0;
        for length in lengths {
            tokens += length;
            starts.push(tokens);
        }
        Batch { starts }
    }

    pub(crate) fn sentences(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn tokens(&self) -> usize {
        self.starts[self.sentences()]
    }

    /// First token of a sentence.
    pub(crate) fn start(&self, sentence: usize) -> usize {
        self.starts[sentence]
    }

    /// Tokens of a sentence.
    pub(crate) fn length(&self, sentence: usize) -> usize {
        self.starts[sentence + 1] - self.starts[sentence]
    }

    /// Tokens of the batch by sentence: its number, and which of its tokens.
    pub(crate) fn parts(
        &self,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = (usize, Range<usize>)> {
        let first = self.starts.partition_point(|start| *start <= tokens.start).saturating_sub(1);
        (first..self.sentences()).map_while(move |sentence| {
            let (start, end) = (self.starts[sentence], self.starts[sentence + 1]);
            let own = tokens.start.max(start)..tokens.end.min(end);
            (start < tokens.end)
                .then(|| (sentence, own.start - start..own.end.max(own.start) - start))
        })
    }

    /// The parts of `values` that belong to each sentence, at `width` values per token.
    pub(crate) fn split_mut<'a>(
        &self,
        mut values: &'a mut [f32],
        width: usize,
    ) -> Vec<&'a mut [f32]> {
        let mut parts = Vec::with_capacity(self.sentences());
        for sentence in 0..self.sentences() {
            let (part, rest) = values.split_at_mut(self.length(sentence) * width);
            parts.push(part);
            values = rest;
        }
        parts
    }
}
