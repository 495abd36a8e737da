//! What a checkpoint holds and what would be refused, without running it.

use std::path::Path;

use crate::names::{AttentionNames, EmbeddingNames, FeedForwardNames, bart, bert};
use crate::quantize::quantization_error;
use crate::{
    Amplitudes, Architecture, BartConfig, BertConfig, Checkpoint, ModelError, QuantizationError,
    Tokenizer, Width,
};

/// Faults are collected up to this many: a wrong config makes every tensor one.
const FAULTS: usize = 100;

/// The sizes of a model of either architecture.
#[derive(Debug)]
pub enum Config {
    /// Of a model that classifies.
    Bert(BertConfig),
    /// Of a model that writes.
    Bart(BartConfig),
}

/// A report on a model directory.
#[derive(Debug)]
pub struct Report {
    /// The sizes.
    pub config: Config,
    /// Tensors in the file.
    pub tensors: usize,
    /// Spiking linear layers, in the order of the data flow.
    pub layers: Vec<LayerReport>,
    /// Second thresholds of keys and values.
    pub thresholds: Vec<ThresholdReport>,
    /// Why the model would be refused; empty when it would load.
    pub faults: Vec<ModelError>,
    /// Whether there were more faults than are listed.
    pub more_faults: bool,
    /// Tensors that the model does not use.
    pub unused: Vec<String>,
}

/// A spiking linear layer.
#[derive(Debug)]
pub struct LayerReport {
    /// Name in the checkpoint.
    pub name: String,
    /// K.
    pub inputs: usize,
    /// M.
    pub outputs: usize,
    /// Type of the stored weights.
    pub dtype: String,
    /// Amplitudes; `None` when they would be refused.
    pub amplitudes: Option<Amplitudes>,
    /// Error of 8-bit weights.
    pub int8: QuantizationError,
    /// Error of 4-bit weights.
    pub int4: QuantizationError,
}

/// A threshold of keys or values.
#[derive(Debug)]
pub struct ThresholdReport {
    /// Name in the checkpoint.
    pub name: String,
    /// One per time step.
    pub amplitudes: Amplitudes,
}

/// Collects what is sound and what is not.
struct Walk<'a> {
    checkpoint: &'a Checkpoint,
    steps: usize,
    layers: Vec<LayerReport>,
    thresholds: Vec<ThresholdReport>,
    faults: Vec<ModelError>,
    used: Vec<String>,
}

impl Walk<'_> {
    fn sound<T>(&mut self, result: Result<T, ModelError>) -> Option<T> {
        result.map_err(|fault| self.faults.push(fault)).ok()
    }

    fn tensor(&mut self, name: &str, shape: &[usize]) -> Option<Vec<f32>> {
        self.used.push(name.into());
        let result = self.checkpoint.tensor(name, shape);
        self.sound(result)
    }

    fn affine(&mut self, name: &str, shape: &[usize]) -> Option<Vec<f32>> {
        self.tensor(&format!("{name}.bias"), &shape[..1]);
        self.tensor(&format!("{name}.weight"), shape)
    }

    fn amplitudes(&mut self, prefix: &str) -> Option<Amplitudes> {
        let result = Amplitudes::load(self.checkpoint, prefix, self.steps);
        let amplitudes = self.sound(result)?;
        self.used.extend((0..self.steps).map(|t| format!("{prefix}.{t}")));
        Some(amplitudes)
    }

    fn threshold(&mut self, prefix: &str) {
        if let Some(amplitudes) = self.amplitudes(prefix) {
            self.thresholds.push(ThresholdReport { name: prefix.into(), amplitudes });
        }
    }

    fn linear(&mut self, name: &str, inputs: usize, outputs: usize) {
        let weights = self.affine(name, &[outputs, inputs]);
        let amplitudes = self.amplitudes(&format!("{name}.act_clip_val"));
        if let Some(weights) = weights {
            self.layers.push(LayerReport {
                name: name.into(),
                inputs,
                outputs,
                dtype: self.checkpoint.dtype(&format!("{name}.weight")).unwrap_or_default(),
                amplitudes,
                int8: quantization_error(&weights, inputs, Width::Int8),
                int4: quantization_error(&weights, inputs, Width::Int4),
            });
        }
    }

    fn attention(&mut self, names: &AttentionNames, hidden: usize) {
        for name in [&names.query, &names.key, &names.value] {
            self.linear(name, hidden, hidden);
        }
        self.threshold(&names.clip_key);
        self.threshold(&names.clip_value);
        self.linear(&names.output, hidden, hidden);
        self.affine(&names.norm, &[hidden]);
    }

    fn feed_forward(&mut self, names: &FeedForwardNames, hidden: usize, middle: usize) {
        self.linear(&names.up, hidden, middle);
        self.linear(&names.down, middle, hidden);
        self.affine(&names.norm, &[hidden]);
    }

    fn embeddings(
        &mut self,
        names: &EmbeddingNames,
        positions: usize,
        segments: usize,
        hidden: usize,
    ) {
        self.tensor(&names.position, &[positions, hidden]);
        if let Some(name) = &names.segment {
            self.tensor(name, &[segments, hidden]);
        }
        self.affine(&names.norm, &[hidden]);
    }

    fn bert(&mut self, config: &BertConfig) {
        let (hidden, middle) = (config.hidden_size, config.intermediate_size);
        let (positions, segments) = (config.max_position_embeddings, config.type_vocab_size);
        self.tensor(bert::WORD, &[config.vocab_size, hidden]);
        self.embeddings(&bert::embeddings(), positions, segments, hidden);
        for layer in 0..config.num_hidden_layers {
            self.attention(&bert::attention(layer), hidden);
            self.feed_forward(&bert::feed_forward(layer), hidden, middle);
            if self.faults.len() > FAULTS {
                return;
            }
        }
        self.affine(bert::POOLER, &[hidden, hidden]);
        self.affine(bert::CLASSIFIER, &[config.labels(), hidden]);
    }

    fn bart(&mut self, config: &BartConfig) {
        let hidden = config.d_model;
        let positions = config.max_position_embeddings + BartConfig::OFFSET;
        self.tensor(bart::WORD, &[config.vocab_size, hidden]);
        for (side, layers, middle) in [
            ("encoder", config.encoder_layers, config.encoder_ffn_dim),
            ("decoder", config.decoder_layers, config.decoder_ffn_dim),
        ] {
            self.embeddings(&bart::embeddings(side), positions, 0, hidden);
            for layer in 0..layers {
                self.attention(&bart::attention(side, layer), hidden);
                if side == "decoder" {
                    self.attention(&bart::cross_attention(layer), hidden);
                }
                self.feed_forward(&bart::feed_forward(side, layer), hidden, middle);
                if self.faults.len() > FAULTS {
                    return;
                }
            }
        }
        self.tensor(bart::LOGITS_BIAS, &[1, config.vocab_size]);
    }
}

/// Reads everything in a model directory once.
///
/// # Errors
/// When the config or the file as a whole cannot be read; faults of tensors are part of the report.
pub fn inspect(directory: &Path) -> Result<Report, ModelError> {
    let (config, tokenizer) = match Architecture::of(directory)? {
        Architecture::Bert => {
            let config = BertConfig::load(directory)?;
            let tokenizer = Tokenizer::load(directory, &config);
            (Config::Bert(config), tokenizer)
        }
        Architecture::Bart => {
            let config = BartConfig::load(directory)?;
            let tokenizer = Tokenizer::load(directory, &config);
            (Config::Bart(config), tokenizer)
        }
    };
    let checkpoint = Checkpoint::open(directory)?;
    let steps = match &config {
        Config::Bert(config) => config.steps,
        Config::Bart(config) => config.steps,
    };
    let mut walk = Walk {
        checkpoint: &checkpoint,
        steps,
        layers: vec![],
        thresholds: vec![],
        faults: vec![],
        used: vec![],
    };
    walk.sound(tokenizer);
    match &config {
        Config::Bert(config) => walk.bert(config),
        Config::Bart(config) => walk.bart(config),
    }

    let Walk { layers, thresholds, mut faults, mut used, .. } = walk;
    let more_faults = faults.len() > FAULTS;
    faults.truncate(FAULTS);
    used.sort();
    let names = checkpoint.names();
    let tensors = names.len();
    let unused = names.into_iter().filter(|n| used.binary_search(n).is_err()).collect();
    Ok(Report { config, tensors, layers, thresholds, faults, more_faults, unused })
}
