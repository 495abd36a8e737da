//! Random small checkpoints for tests, of sizes that are multiples of nothing.

use std::collections::BTreeMap;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use safetensors::Dtype;
use safetensors::tensor::TensorView;
use serde_json::json;

use crate::Architecture;
use crate::draw::parameter;
use crate::names::bert as names;
use crate::shape::{Shape, random_texts, word_tokenizer};

/// Sizes and seed of a random checkpoint.
#[derive(Debug, Clone, Copy)]
pub struct RandomCheckpoint {
    /// Where all random numbers come from.
    pub seed: u64,
    /// Width of a token.
    pub hidden: usize,
    /// Attention heads.
    pub heads: usize,
    /// Width between the two feed-forward layers.
    pub intermediate: usize,
    /// Encoder layers.
    pub layers: usize,
    /// T.
    pub steps: usize,
    /// Rows of the word table.
    pub vocabulary: usize,
    /// Rows of the position table.
    pub positions: usize,
}

/// Rows of the word table that the tokenizer has words for: `w1` to `w96`, and one for the unknown.
const WORDS: usize = 97;

impl RandomCheckpoint {
    /// Hidden 160, 5 heads, feed-forward 416, T = 3, two layers.
    pub fn new(seed: u64) -> RandomCheckpoint {
        RandomCheckpoint {
            seed,
            hidden: 160,
            heads: 5,
            intermediate: 416,
            layers: 2,
            steps: 3,
            vocabulary: 101,
            positions: 24,
        }
    }

    /// The seed of `SPIKELM_SEED`, else `seed`; prints it, so that a failure can be replayed.
    pub fn replayable(seed: u64) -> RandomCheckpoint {
        let replayed = std::env::var("SPIKELM_SEED").ok().and_then(|s| s.parse().ok());
        let seed = replayed.unwrap_or(seed);
        println!("SPIKELM_SEED={seed}");
        RandomCheckpoint::new(seed)
    }

    /// Texts of `words` words each.
    pub fn texts(&self, count: usize, words: RangeInclusive<usize>) -> Vec<String> {
        random_texts(self.seed, count, words, WORDS)
    }

    /// `config.json` of the checkpoint.
    pub fn config(&self) -> serde_json::Value {
        let shape = Shape {
            name: "random",
            architecture: Architecture::Bert,
            vocabulary: self.vocabulary,
            positions: self.positions,
            hidden: self.hidden,
            heads: self.heads,
            intermediate: self.intermediate,
            layers: self.layers,
            steps: self.steps,
            rate: 0.0,
            seed: self.seed,
        };
        let mut config = shape.config();
        config["num_labels"] = json!(3);
        config["id2label"] = json!({"0": "red", "1": "green", "2": "blue"});
        config
    }

    /// The parameters.
    pub fn tensors(&self) -> Tensors {
        let mut random = StdRng::seed_from_u64(self.seed);
        let mut tensors = Tensors { seed: self.seed, ..Tensors::default() };
        let (hidden, steps) = (self.hidden, self.steps);
        tensors.draw(names::WORD, &[self.vocabulary, hidden]);
        tensors.draw(names::POSITION, &[self.positions, hidden]);
        tensors.draw(names::SEGMENT, &[2, hidden]);
        tensors.affine(names::EMBEDDING_NORM, &[hidden]);
        for layer in 0..self.layers {
            let attention = names::attention(layer);
            // Query, key and value share their amplitudes, except in the last layer, where the
            // value has its own: both ways of fusing are met.
            let shared = amplitudes(&mut random, 1.2, steps);
            let own = amplitudes(&mut random, 1.4, steps);
            for name in [&attention.query, &attention.key] {
                tensors.linear(name, hidden, hidden, &shared);
            }
            let last = layer + 1 == self.layers;
            let value = if last { &own } else { &shared };
            tensors.linear(&attention.value, hidden, hidden, value);
            for clip in [&attention.clip_key, &attention.clip_value] {
                let alphas = amplitudes(&mut random, 1.1, steps);
                tensors.amplitudes(clip, &alphas);
            }
            let alphas = amplitudes(&mut random, 0.3, steps);
            tensors.linear(&attention.output, hidden, hidden, &alphas);
            tensors.affine(&attention.norm, &[hidden]);
            let feed_forward = names::feed_forward(layer);
            let alphas = amplitudes(&mut random, 1.2, steps);
            tensors.linear(&feed_forward.up, hidden, self.intermediate, &alphas);
            let alphas = amplitudes(&mut random, 0.6, steps);
            tensors.linear(&feed_forward.down, self.intermediate, hidden, &alphas);
            tensors.affine(&feed_forward.norm, &[hidden]);
        }
        tensors.affine(names::POOLER, &[hidden, hidden]);
        tensors.affine(names::CLASSIFIER, &[3, hidden]);
        tensors
    }

    /// A word-level tokenizer.
    pub fn tokenizer(&self) -> serde_json::Value {
        word_tokenizer(WORDS)
    }

    /// Writes config, tokenizer and parameters to a directory.
    ///
    /// # Errors
    /// When the directory cannot be written.
    pub fn write(&self, directory: &Path) -> io::Result<()> {
        std::fs::write(directory.join("config.json"), self.config().to_string())?;
        std::fs::write(directory.join("tokenizer.json"), self.tokenizer().to_string())?;
        self.tensors().write(directory).map(drop)
    }

    /// Writes everything to a temporary directory.
    ///
    /// # Errors
    /// When it cannot be made or written.
    pub fn temporary(&self) -> io::Result<tempfile::TempDir> {
        let directory = tempfile::tempdir()?;
        self.write(directory.path())?;
        Ok(directory)
    }
}

/// None is 1.0, the value before calibration, nor becomes it in half precision.
fn amplitudes(random: &mut StdRng, around: f32, steps: usize) -> Vec<f32> {
    let mut amplitude = || {
        let alpha = around * random.random_range(0.8..1.1f32);
        if (alpha - 1.0).abs() < 0.01 { 1.01 } else { alpha }
    };
    (0..steps).map(|_| amplitude()).collect()
}

/// Parameters by name, float32; tests change them before they are written.
#[derive(Debug, Clone, Default)]
pub struct Tensors {
    /// Shape and values, row-major.
    pub by_name: BTreeMap<String, (Vec<usize>, Vec<f32>)>,
    seed: u64,
}

impl Tensors {
    fn draw(&mut self, name: &str, shape: &[usize]) {
        let values = parameter(self.seed, name, shape);
        self.by_name.insert(name.into(), (shape.to_vec(), values));
    }

    /// A weight of that shape and a bias per row.
    fn affine(&mut self, name: &str, shape: &[usize]) {
        self.draw(&format!("{name}.weight"), shape);
        self.draw(&format!("{name}.bias"), &shape[..1]);
    }

    fn linear(&mut self, name: &str, inputs: usize, outputs: usize, alphas: &[f32]) {
        self.affine(name, &[outputs, inputs]);
        self.amplitudes(&format!("{name}.act_clip_val"), alphas);
    }

    fn amplitudes(&mut self, prefix: &str, alphas: &[f32]) {
        for (t, &alpha) in alphas.iter().enumerate() {
            self.by_name.insert(format!("{prefix}.{t}"), (vec![], vec![alpha]));
        }
    }

    /// Writes `model.safetensors` to a directory.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, directory: &Path) -> io::Result<PathBuf> {
        let bytes: Vec<(&String, &Vec<usize>, Vec<u8>)> = self
            .by_name
            .iter()
            .map(|(name, (shape, values))| {
                (name, shape, values.iter().flat_map(|v| v.to_le_bytes()).collect())
            })
            .collect();
        let views = bytes
            .iter()
            .map(|(name, shape, bytes)| {
                let view = TensorView::new(Dtype::F32, shape.to_vec(), bytes);
                view.map(|view| (name.as_str(), view)).map_err(io::Error::other)
            })
            .collect::<io::Result<Vec<_>>>()?;
        let path = directory.join("model.safetensors");
        let file = safetensors::serialize(views, None).map_err(io::Error::other)?;
        std::fs::write(&path, file)?;
        Ok(path)
    }
}
