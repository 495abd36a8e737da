//! BLEU as sacreBLEU computes it: one reference, tokenization 13a, exponential smoothing.

use std::collections::HashMap;

const ORDER: usize = 4;

/// What sacreBLEU calls the signature of such a score.
pub(crate) fn signature(lowercase: bool) -> String {
    let case = if lowercase { "lc" } else { "mixed" };
    format!("nrefs:1|case:{case}|eff:no|tok:13a|smooth:exp")
}

/// Counts over a corpus.
#[derive(Debug, Default)]
pub(crate) struct Bleu {
    lowercase: bool,
    matches: [u64; ORDER],
    totals: [u64; ORDER],
    hypothesis_length: u64,
    reference_length: u64,
}

impl Bleu {
    pub(crate) fn new(lowercase: bool) -> Bleu {
        Bleu { lowercase, ..Bleu::default() }
    }

    /// Adds a sentence.
    pub(crate) fn push(&mut self, hypothesis: &str, reference: &str) {
        let tokens = |text: &str| {
            let text = text.trim_end();
            tokenize(&if self.lowercase { text.to_lowercase() } else { text.into() })
        };
        let (hypothesis, reference) = (tokens(hypothesis), tokens(reference));
        self.hypothesis_length += hypothesis.len() as u64;
        self.reference_length += reference.len() as u64;
        for n in 1..=ORDER {
            let known = counts(&reference, n);
            for (gram, count) in counts(&hypothesis, n) {
                self.totals[n - 1] += count;
                self.matches[n - 1] += count.min(known.get(gram).copied().unwrap_or(0));
            }
        }
    }

    /// The score, 0 to 100: brevity penalty times the geometric mean of the four precisions, of
    /// which those without a match are halved anew each time, from `100 / 2 total`.
    pub(crate) fn score(&self) -> f64 {
        if self.matches.iter().all(|m| *m == 0) || self.totals.contains(&0) {
            return 0.0;
        }
        let mut smoothing = 1.0;
        let mut logarithms = 0.0;
        for (&matches, &total) in self.matches.iter().zip(&self.totals) {
            let precision = if matches == 0 {
                smoothing *= 2.0;
                100.0 / (smoothing * total as f64)
            } else {
                100.0 * matches as f64 / total as f64
            };
            logarithms += precision.ln();
        }
        let (ours, theirs) = (self.hypothesis_length as f64, self.reference_length as f64);
        let brevity = if ours < theirs { (1.0 - theirs / ours).exp() } else { 1.0 };
        brevity * (logarithms / ORDER as f64).exp()
    }
}

/// How often each run of `n` tokens stands in a text.
fn counts(tokens: &[String], n: usize) -> HashMap<&[String], u64> {
    let mut counts = HashMap::new();
    for gram in tokens.windows(n) {
        *counts.entry(gram).or_insert(0) += 1;
    }
    counts
}

/// The tokenization of mteval-v13a: ASCII punctuation stands alone, except periods and commas
/// within numbers, apostrophes, and hyphens that do not follow a digit.
fn tokenize(text: &str) -> Vec<String> {
    let mut line = text.replace("<skipped>", "").replace("-\n", "").replace('\n', " ");
    for (entity, character) in [("&quot;", "\""), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")] {
        line = line.replace(entity, character);
    }
    let alone =
        |c: char| matches!(c, '{'..='~' | '['..='`' | ' '..='&' | '('..='+' | ':'..='@' | '/');
    let characters: Vec<char> = format!(" {line} ").chars().collect();
    let separated: String = characters
        .iter()
        .flat_map(|&c| if alone(c) { vec![' ', c, ' '] } else { vec![c] })
        .collect();
    let stop = |c: char| c == '.' || c == ',';
    // Each of these rules consumes both characters of a match, as mteval's substitutions do.
    let line =
        pairs(&separated, |a, b| (!a.is_ascii_digit() && stop(b)).then(|| format!("{a} {b} ")));
    let line = pairs(&line, |a, b| (stop(a) && !b.is_ascii_digit()).then(|| format!(" {a} {b}")));
    let line = pairs(&line, |a, b| (a.is_ascii_digit() && b == '-').then(|| format!("{a} {b} ")));
    line.split_whitespace().map(String::from).collect()
}

/// Replaces pairs of neighbours from left to right, where there is a replacement.
fn pairs(text: &str, replace: impl Fn(char, char) -> Option<String>) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut result = String::with_capacity(text.len() * 2);
    let mut i = 0;
    while i < characters.len() {
        match characters.get(i + 1).and_then(|&next| replace(characters[i], next)) {
            Some(replaced) => {
                result.push_str(&replaced);
                i += 2;
            }
            None => {
                result.push(characters[i]);
                i += 1;
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores of sacreBLEU 2.6.0, `case:mixed` and `case:lc`.
    #[test]
    fn scores_are_those_of_sacrebleu() {
        let cases: [(&[&str], &[&str], [f64; 2]); 8] = [
            (
                &["ein mann schläft in einem grünen raum auf einem sofa."],
                &["ein mann schläft in einem grünen raum auf einem sofa."],
                [100.0, 100.0],
            ),
            (
                &["ein mann sitzt auf einem sofa.", "zwei hunde laufen, 3.5 km weit!"],
                &["ein mann schläft auf einem sofa.", "zwei hunde rennen 3.5 km weit, schnell!"],
                [32.2604369080751, 32.2604369080751],
            ),
            (
                &["the cat", "a b c d e f g"],
                &["the cat sat on the mat", "a b c x e f g"],
                [27.064661008581204, 27.064661008581204],
            ),
            (
                &["it's 1,000.5 -- &quot;quoted&quot; &amp; (x)-ray 5-6 a.b"],
                &["its 1,000.5 - \"quoted\" & x-ray 5-6 a.b c"],
                [43.85068972747104, 43.85068972747104],
            ),
            (&["", "ein hund"], &["leer", "ein hund läuft"], [0.0, 0.0]),
            (&["xyz qrs"], &["abc def ghi jkl"], [0.0, 0.0]),
            (&["a a a a a a a a"], &["a b a c a d"], [7.267884212102741, 7.267884212102741]),
            (
                &["Ein Mann.", "«Ja», sagt er … – 10%!"],
                &["ein Mann.", "«Ja», sagte er … – 10 %!"],
                [61.79654585112238, 69.18912876154525],
            ),
        ];
        for (hypotheses, references, scores) in cases {
            for (lowercase, score) in [false, true].into_iter().zip(scores) {
                let mut bleu = Bleu::new(lowercase);
                for (hypothesis, reference) in hypotheses.iter().zip(references) {
                    bleu.push(hypothesis, reference);
                }
                let ours = bleu.score();
                assert!((ours - score).abs() < 1e-9, "{hypotheses:?}: {ours}, not {score}");
            }
        }
        assert_eq!(Bleu::new(false).score(), 0.0);
    }

    #[test]
    fn punctuation_stands_alone() {
        let text = "it's 1,000.5 -- &quot;a&quot; 5-6 a.b, c-d";
        let expected =
            ["it's", "1,000.5", "--", "\"", "a", "\"", "5", "-", "6", "a", ".", "b", ",", "c-d"];
        assert_eq!(tokenize(text), expected);
    }
}
