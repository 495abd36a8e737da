//! Models by their sizes alone: parameters drawn by seed, amplitudes calibrated.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, OnceLock};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use spikelm_engine::{SoftEngine, SoftOptions};

use crate::checkpoint::Checkpoint;
use crate::{
    Architecture, BartConfig, BertConfig, ModelError, Origin, Precision, SpikeBart, SpikeBert,
    Tokenizer,
};

/// Tokens of the text that amplitudes are calibrated on.
const CALIBRATION_TOKENS: usize = 64;
/// Sizes beyond these are no model of today, and some product of them no memory holds.
const MOST: usize = 1 << 20;
const MOST_PARAMETERS: usize = 4 << 30;

/// Sizes of a model without a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// Its name: `bert-base`.
    pub name: &'static str,
    /// Whose sizes they are.
    pub architecture: Architecture,
    /// Rows of the word table.
    pub vocabulary: usize,
    /// Positions of a text.
    pub positions: usize,
    /// Width of a token.
    pub hidden: usize,
    /// Attention heads; divides `hidden`.
    pub heads: usize,
    /// Width between the two feed-forward layers.
    pub intermediate: usize,
    /// Layers of the encoder, and of the decoder where there is one.
    pub layers: usize,
    /// T.
    pub steps: usize,
    /// Share of inputs that spike, which amplitudes are calibrated to: 0 to 1.
    pub rate: f64,
    /// Where all random numbers come from.
    pub seed: u64,
}

impl Shape {
    const BERT_BASE: Shape = Shape {
        name: "bert-base",
        architecture: Architecture::Bert,
        vocabulary: 30522,
        positions: 512,
        hidden: 768,
        heads: 12,
        intermediate: 3072,
        layers: 12,
        steps: 4,
        rate: 0.33,
        seed: 1,
    };

    /// The shapes that have a name: BERT base and large, the MiniLM of 6 layers, BART base.
    pub const ALL: [Shape; 4] = [
        Shape::BERT_BASE,
        Shape {
            name: "bert-large",
            hidden: 1024,
            heads: 16,
            intermediate: 4096,
            layers: 24,
            ..Shape::BERT_BASE
        },
        Shape { name: "minilm", hidden: 384, intermediate: 1536, layers: 6, ..Shape::BERT_BASE },
        Shape {
            name: "bart-base",
            architecture: Architecture::Bart,
            vocabulary: 50265,
            positions: 1024,
            layers: 6,
            ..Shape::BERT_BASE
        },
    ];

    /// The shape of that name, at T = 4 and a rate of 0.33.
    pub fn by_name(name: &str) -> Option<Shape> {
        Self::ALL.into_iter().find(|shape| shape.name == name)
    }

    /// Whether such a model can be made.
    ///
    /// # Errors
    /// [`ModelError::Drawn`] with the first value that cannot be.
    pub fn check(&self) -> Result<(), ModelError> {
        let fail = |reason: String| Err(ModelError::Drawn { shape: self.name, reason });
        for (what, value) in [
            ("vocabulary", self.vocabulary),
            ("positions", self.positions),
            ("hidden", self.hidden),
            ("heads", self.heads),
            ("intermediate", self.intermediate),
            ("layers", self.layers),
        ] {
            if !(1..=MOST).contains(&value) {
                return fail(format!("{what} = {value}: give 1 to {MOST}"));
            }
        }
        if !(1..=MOST_STEPS).contains(&self.steps) {
            return fail(format!("{} time steps: give 1 to {MOST_STEPS}", self.steps));
        }
        if !(0.0..=1.0).contains(&self.rate) {
            return fail(format!("a firing rate of {}: give 0 to 1", self.rate));
        }
        if !self.hidden.is_multiple_of(self.heads) {
            return fail(format!("{} heads do not divide hidden = {}", self.heads, self.hidden));
        }
        match self.parameters() {
            Some(n) if n <= MOST_PARAMETERS => Ok(()),
            _ => fail(format!("more than {MOST_PARAMETERS} parameters")),
        }
    }

    /// Parameters of tables and products, biases aside; `None` where nothing counts them.
    fn parameters(&self) -> Option<usize> {
        let tables = self.vocabulary.checked_add(self.positions)?.checked_mul(self.hidden)?;
        // Attention has four square products, a decoder's layer has it twice.
        let (encoder, decoder) = match self.architecture {
            Architecture::Bert => (4, 0),
            Architecture::Bart => (4, 8),
        };
        let square = self.hidden.checked_mul(self.hidden)?;
        let feed_forward = self.hidden.checked_mul(self.intermediate)?.checked_mul(2)?;
        let stack = |attention: usize| match attention {
            0 => Some(0),
            _ => square.checked_mul(attention)?.checked_add(feed_forward),
        };
        let layer = stack(encoder)?.checked_add(stack(decoder)?)?;
        layer.checked_mul(self.layers)?.checked_add(tables)
    }

    /// `config.json` of such a model.
    pub fn config(&self) -> Value {
        let architectures = [self.architecture.name()];
        match self.architecture {
            Architecture::Bert => json!({
                "architectures": architectures,
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
                "num_labels": 2,
            }),
            Architecture::Bart => json!({
                "architectures": architectures,
                "model_type": "spikelm-bart",
                "vocab_size": self.vocabulary,
                "d_model": self.hidden,
                "encoder_layers": self.layers,
                "decoder_layers": self.layers,
                "encoder_attention_heads": self.heads,
                "decoder_attention_heads": self.heads,
                "encoder_ffn_dim": self.intermediate,
                "decoder_ffn_dim": self.intermediate,
                "max_position_embeddings": self.positions,
                "activation_function": "gelu",
                "T": self.steps,
                "input_bits": 2,
                "decoder_start_token_id": Tokenizer::LAST_CONTROL,
                "eos_token_id": Tokenizer::LAST_CONTROL,
            }),
        }
    }

    /// `tokenizer.json` of such a model: a word `wN` has id N.
    pub fn tokenizer(&self) -> Value {
        word_tokenizer(self.vocabulary)
    }

    /// Texts of so many words each: of words that are no control tokens.
    pub fn texts(&self, count: usize, words: RangeInclusive<usize>) -> Vec<String> {
        random_texts(self.seed, count, words, self.vocabulary)
    }
}

/// Time steps beyond these are no SpikeLM.
const MOST_STEPS: usize = 64;

/// A word-level tokenizer: `[UNK]` is 0, `wN` is N, below `rows`.
pub(crate) fn word_tokenizer(rows: usize) -> Value {
    let words = (1..rows).map(|i| (format!("w{i}"), i));
    let vocabulary: BTreeMap<String, usize> =
        std::iter::once(("[UNK]".into(), 0)).chain(words).collect();
    json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": null, "pre_tokenizer": {"type": "WhitespaceSplit"},
        "post_processor": null, "decoder": null,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    })
}

/// Texts of words of [`word_tokenizer`].
pub(crate) fn random_texts(
    seed: u64,
    count: usize,
    words: RangeInclusive<usize>,
    rows: usize,
) -> Vec<String> {
    let mut random = StdRng::seed_from_u64(seed ^ 0x7E97);
    let first = Tokenizer::LAST_CONTROL as usize + 1;
    let mut text = || {
        let words: Vec<String> = (0..random.random_range(words.clone()))
            .map(|_| format!("w{}", random.random_range(first.min(rows - 1)..rows)))
            .collect();
        words.join(" ")
    };
    (0..count).map(|_| text()).collect()
}

/// A model of a shape: its parameters are drawn when they are asked for, and never all held.
///
/// Amplitudes are calibrated once, when the first model is loaded: a text runs through it on the
/// software engine, layer by layer, and each amplitude is set so that the wanted share of inputs
/// spikes. They do not depend on the engine that the model will use.
#[derive(Debug)]
pub struct Drawn {
    shape: Shape,
    amplitudes: OnceLock<BTreeMap<String, Vec<f32>>>,
}

impl Drawn {
    /// A model of that shape.
    ///
    /// # Errors
    /// As [`Shape::check`].
    pub fn new(shape: Shape) -> Result<Drawn, ModelError> {
        shape.check()?;
        Ok(Drawn { shape, amplitudes: OnceLock::new() })
    }

    /// The sizes.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The amplitudes by prefix, calibrated if they were not.
    pub(crate) fn amplitudes(&self) -> Result<&BTreeMap<String, Vec<f32>>, ModelError> {
        if let Some(known) = self.amplitudes.get() {
            return Ok(known);
        }
        let found = calibrate(&self.shape)?;
        Ok(self.amplitudes.get_or_init(|| found))
    }
}

/// Runs a text through a model whose amplitudes are measured on the way.
fn calibrate(shape: &Shape) -> Result<BTreeMap<String, Vec<f32>>, ModelError> {
    let checkpoint = Checkpoint::calibrating(*shape);
    let engine = Arc::new(SoftEngine::new(SoftOptions::default()));
    let mut random = StdRng::seed_from_u64(shape.seed);
    let mut text = || -> Vec<u32> {
        let tokens = CALIBRATION_TOKENS.min(shape.positions / 2).max(1);
        (0..tokens).map(|_| random.random_range(0..shape.vocabulary as u32)).collect()
    };
    let origin = Origin::shape(*shape)?;
    let (precision, engine) = (Precision::Int8, Some(engine as Arc<_>));
    match shape.architecture {
        Architecture::Bert => {
            let config = BertConfig::load(&origin)?;
            SpikeBert::with(config, &checkpoint, precision, engine)?.logits(&[text()])?;
        }
        Architecture::Bart => {
            let config = BartConfig::load(&origin)?;
            SpikeBart::with(config, &checkpoint, precision, engine)?.logits(&[(text(), text())])?;
        }
    }
    Ok(checkpoint.measured())
}
