//! What a checkpoint holds and what would be refused, without running it.

use std::path::Path;

use crate::names::bert as names;
use crate::quantize::quantization_error;
use crate::{Amplitudes, BertConfig, Checkpoint, ModelError, QuantizationError, Tokenizer, Width};

/// Faults are collected up to this many: a wrong config makes every tensor one.
const FAULTS: usize = 100;

/// A report on a model directory.
#[derive(Debug)]
pub struct Report {
    /// The sizes.
    pub config: BertConfig,
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
}

/// Reads everything in a model directory once.
///
/// # Errors
/// When the config or the file as a whole cannot be read; faults of tensors are part of the report.
pub fn inspect(directory: &Path) -> Result<Report, ModelError> {
    let config = BertConfig::load(directory)?;
    let checkpoint = Checkpoint::open(directory)?;
    let (hidden, middle) = (config.hidden_size, config.intermediate_size);
    let mut walk = Walk {
        checkpoint: &checkpoint,
        steps: config.steps,
        layers: vec![],
        thresholds: vec![],
        faults: vec![],
        used: vec![],
    };
    let tokenizer = Tokenizer::load(directory, &config);
    walk.sound(tokenizer);
    walk.tensor(names::WORD, &[config.vocab_size, hidden]);
    walk.tensor(names::POSITION, &[config.max_position_embeddings, hidden]);
    walk.tensor(names::SEGMENT, &[config.type_vocab_size, hidden]);
    walk.affine(names::EMBEDDING_NORM, &[hidden]);
    for layer in 0..config.num_hidden_layers {
        let attention = names::attention(layer);
        for name in [&attention.query, &attention.key, &attention.value] {
            walk.linear(name, hidden, hidden);
        }
        walk.threshold(&attention.clip_key);
        walk.threshold(&attention.clip_value);
        walk.linear(&attention.output, hidden, hidden);
        walk.affine(&attention.norm, &[hidden]);
        let feed_forward = names::feed_forward(layer);
        walk.linear(&feed_forward.up, hidden, middle);
        walk.linear(&feed_forward.down, middle, hidden);
        walk.affine(&feed_forward.norm, &[hidden]);
        if walk.faults.len() > FAULTS {
            break;
        }
    }
    walk.affine(names::POOLER, &[hidden, hidden]);
    walk.affine(names::CLASSIFIER, &[config.labels(), hidden]);

    let Walk { layers, thresholds, mut faults, mut used, .. } = walk;
    let more_faults = faults.len() > FAULTS;
    faults.truncate(FAULTS);
    used.sort();
    let names = checkpoint.names();
    let tensors = names.len();
    let unused = names.into_iter().filter(|n| used.binary_search(n).is_err()).collect();
    Ok(Report { config, tensors, layers, thresholds, faults, more_faults, unused })
}
