//! Random small checkpoints for tests, of sizes that are multiples of nothing.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use safetensors::Dtype;
use safetensors::tensor::TensorView;
use serde_json::json;

use crate::names::bert as names;

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
    /// Words of the tokenizer, [`WORDS`] of them, and rows of the word table.
    pub vocabulary: usize,
    /// Rows of the position table.
    pub positions: usize,
}

/// Words of every random tokenizer: `w0` to `w95`, besides one for the unknown.
pub const WORDS: usize = 96;

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
    pub fn texts(&self, count: usize, words: std::ops::RangeInclusive<usize>) -> Vec<String> {
        let mut random = StdRng::seed_from_u64(self.seed ^ 0x7E97);
        let mut text = || {
            let words: Vec<String> = (0..random.random_range(words.clone()))
                .map(|_| format!("w{}", random.random_range(0..WORDS)))
                .collect();
            words.join(" ")
        };
        (0..count).map(|_| text()).collect()
    }

    /// `config.json` of the checkpoint.
    pub fn config(&self) -> serde_json::Value {
        json!({
            "architectures": ["BertForSequenceClassification"],
            "model_type": "spikelm-bert",
            "vocab_size": self.vocabulary,
            "hidden_size": self.hidden,
            "num_hidden_layers": self.layers,
            "num_attention_heads": self.heads,
            "intermediate_size": self.intermediate,
            "max_position_embeddings": self.positions,
            "layer_norm_eps": 1e-12,
            "type_vocab_size": 2,
            "hidden_act": "gelu",
            "T": self.steps,
            "input_bits": 2,
            "num_labels": 3,
            "id2label": {"0": "red", "1": "green", "2": "blue"},
        })
    }

    /// The parameters.
    pub fn tensors(&self) -> Tensors {
        let mut random = StdRng::seed_from_u64(self.seed);
        let mut tensors = Tensors::default();
        let (hidden, steps) = (self.hidden, self.steps);
        tensors.random(&mut random, names::WORD, &[self.vocabulary, hidden], 1.0);
        tensors.random(&mut random, names::POSITION, &[self.positions, hidden], 0.5);
        tensors.random(&mut random, names::SEGMENT, &[2, hidden], 0.5);
        tensors.norm(&mut random, names::EMBEDDING_NORM, hidden);
        for layer in 0..self.layers {
            let attention = names::attention(layer);
            // Query, key and value share their amplitudes, except in the last layer, where the
            // value has its own: both ways of fusing are met.
            let shared = amplitudes(&mut random, 1.2, steps);
            let own = amplitudes(&mut random, 1.4, steps);
            for name in [&attention.query, &attention.key] {
                tensors.linear(&mut random, name, hidden, hidden, &shared);
            }
            let last = layer + 1 == self.layers;
            let value = if last { &own } else { &shared };
            tensors.linear(&mut random, &attention.value, hidden, hidden, value);
            for clip in [&attention.clip_key, &attention.clip_value] {
                let alphas = amplitudes(&mut random, 1.1, steps);
                tensors.amplitudes(clip, &alphas);
            }
            let alphas = amplitudes(&mut random, 0.3, steps);
            tensors.linear(&mut random, &attention.output, hidden, hidden, &alphas);
            tensors.norm(&mut random, &attention.norm, hidden);
            let feed_forward = names::feed_forward(layer);
            let alphas = amplitudes(&mut random, 1.2, steps);
            tensors.linear(&mut random, &feed_forward.up, hidden, self.intermediate, &alphas);
            let alphas = amplitudes(&mut random, 0.6, steps);
            tensors.linear(&mut random, &feed_forward.down, self.intermediate, hidden, &alphas);
            tensors.norm(&mut random, &feed_forward.norm, hidden);
        }
        tensors.dense(&mut random, names::POOLER, hidden, hidden);
        tensors.dense(&mut random, names::CLASSIFIER, hidden, 3);
        tensors
    }

    /// A word-level tokenizer.
    pub fn tokenizer(&self) -> serde_json::Value {
        let words = (0..WORDS).map(|i| (format!("w{i}"), i + 1));
        let vocabulary: BTreeMap<String, usize> =
            std::iter::once(("[UNK]".into(), 0)).chain(words).collect();
        json!({
            "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
            "normalizer": null, "pre_tokenizer": {"type": "WhitespaceSplit"},
            "post_processor": null, "decoder": null,
            "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
        })
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

fn amplitudes(random: &mut StdRng, around: f32, steps: usize) -> Vec<f32> {
    (0..steps).map(|_| around * random.random_range(0.8..1.1f32) + 1e-4).collect()
}

/// Parameters by name, float32; tests change them before they are written.
#[derive(Debug, Clone, Default)]
pub struct Tensors(pub BTreeMap<String, (Vec<usize>, Vec<f32>)>);

impl Tensors {
    fn random(&mut self, random: &mut StdRng, name: &str, shape: &[usize], reach: f32) {
        let count = shape.iter().product();
        let values = (0..count).map(|_| random.random_range(-reach..reach)).collect();
        self.0.insert(name.into(), (shape.to_vec(), values));
    }

    fn norm(&mut self, random: &mut StdRng, name: &str, width: usize) {
        self.random(random, &format!("{name}.bias"), &[width], 0.1);
        self.random(random, &format!("{name}.weight"), &[width], 0.2);
        if let Some((_, values)) = self.0.get_mut(&format!("{name}.weight")) {
            values.iter_mut().for_each(|v| *v += 1.0);
        }
    }

    fn dense(&mut self, random: &mut StdRng, name: &str, inputs: usize, outputs: usize) {
        let reach = 2.0 / (inputs as f32).sqrt();
        self.random(random, &format!("{name}.weight"), &[outputs, inputs], reach);
        self.random(random, &format!("{name}.bias"), &[outputs], 0.1);
    }

    fn linear(
        &mut self,
        random: &mut StdRng,
        name: &str,
        inputs: usize,
        outputs: usize,
        alphas: &[f32],
    ) {
        self.dense(random, name, inputs, outputs);
        self.amplitudes(&format!("{name}.act_clip_val"), alphas);
    }

    fn amplitudes(&mut self, prefix: &str, alphas: &[f32]) {
        for (t, &alpha) in alphas.iter().enumerate() {
            self.0.insert(format!("{prefix}.{t}"), (vec![], vec![alpha]));
        }
    }

    /// Writes `model.safetensors` to a directory.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, directory: &Path) -> io::Result<PathBuf> {
        let bytes: Vec<(&String, &Vec<usize>, Vec<u8>)> = self
            .0
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
