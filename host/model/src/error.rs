//! What can be wrong with a checkpoint, a tokenizer or a text.

use std::path::PathBuf;

use spikelm_engine::EngineError;

/// Why a model was not loaded or a text not answered: the file, the place in it, the remedy.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file of the model directory is not there.
    #[error("{path}: not found; {remedy}")]
    Missing {
        /// The file.
        path: PathBuf,
        /// What to do.
        remedy: &'static str,
    },
    /// A file cannot be read.
    #[error("{path}: {source}; check that it is a regular file and readable")]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's answer.
        source: std::io::Error,
    },
    /// A file is larger than any sound one.
    #[error("{path}: {bytes} bytes, more than the {limit} that such a file may have")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The largest size that is read.
        limit: u64,
    },
    /// `config.json` is no JSON object of the right form.
    #[error("{path}: {source}; take the config.json that was saved with the checkpoint")]
    Json {
        /// The file.
        path: PathBuf,
        /// Where and what.
        source: serde_json::Error,
    },
    /// A value of `config.json` that cannot be.
    #[error("{path}: {field} = {value}: {reason}")]
    Field {
        /// The file.
        path: PathBuf,
        /// The key.
        field: &'static str,
        /// Its value.
        value: String,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// An architecture that is not known, or not the one that was asked for.
    #[error("{path}: architecture `{found}` cannot be used here; what can: {known}")]
    Architecture {
        /// The file.
        path: PathBuf,
        /// What `architectures` says.
        found: String,
        /// What could be loaded.
        known: String,
    },
    /// The safetensors file is damaged.
    #[error("{path}: {reason}; copy or download the file again")]
    Header {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A tensor is not in the file.
    #[error("{path}: tensor `{tensor}` is missing; {remedy}")]
    MissingTensor {
        /// The file.
        path: PathBuf,
        /// The tensor.
        tensor: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A tensor has another shape than the config says.
    #[error(
        "{path}: tensor `{tensor}` has shape {found:?}, config.json asks for {expected:?}; take the config.json that was saved with the checkpoint"
    )]
    Shape {
        /// The file.
        path: PathBuf,
        /// The tensor.
        tensor: String,
        /// Its shape.
        found: Vec<usize>,
        /// The shape that was asked for.
        expected: Vec<usize>,
    },
    /// A tensor of a type that is not read.
    #[error(
        "{path}: tensor `{tensor}` is {found}; save it as float32, float16 or bfloat16 (F32, F16, BF16)"
    )]
    Dtype {
        /// The file.
        path: PathBuf,
        /// The tensor.
        tensor: String,
        /// Its type.
        found: String,
    },
    /// A tensor holds NaN or an infinity.
    #[error(
        "{path}: tensor `{tensor}` holds {value} at element {index}; the training diverged or the file is damaged: take another checkpoint"
    )]
    NotFinite {
        /// The file.
        path: PathBuf,
        /// The tensor.
        tensor: String,
        /// Flat index.
        index: usize,
        /// The value.
        value: f32,
    },
    /// An amplitude that no calibrated layer has.
    #[error(
        "{path}: amplitude `{tensor}` {fault}: the checkpoint was never calibrated; run the public code on training data and save again"
    )]
    Amplitude {
        /// The file.
        path: PathBuf,
        /// The amplitude.
        tensor: String,
        /// What is wrong with it.
        fault: AmplitudeFault,
    },
    /// The checkpoint holds amplitudes of more time steps than the config has.
    #[error(
        "{path}: amplitude `{tensor}` belongs to a time step beyond T = {steps}; correct T in config.json"
    )]
    Steps {
        /// The file.
        path: PathBuf,
        /// The first amplitude too many.
        tensor: String,
        /// T of the config.
        steps: usize,
    },
    /// Sizes that no model of a shape can have.
    #[error("shape {shape}: {reason}")]
    Drawn {
        /// The shape's name.
        shape: &'static str,
        /// What is wrong, and what can be.
        reason: String,
    },
    /// The tokenizer is damaged or belongs to another model.
    #[error("{path}: {reason}; take the tokenizer.json that was saved with the checkpoint")]
    Tokenizer {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A text without a token.
    #[error("the text is empty: give at least one word")]
    EmptyText,
    /// A text that the tokenizer refuses.
    #[error("the text cannot be tokenized: {0}")]
    Text(String),
    /// Token ids that the model has no row for.
    #[error(
        "token {token} at position {position}: the model has {vocabulary} tokens and {positions} positions"
    )]
    Token {
        /// The id.
        token: u32,
        /// Where it stands.
        position: usize,
        /// Rows of the word table.
        vocabulary: usize,
        /// Rows of the position table.
        positions: usize,
    },
    /// Quantized weights without an engine.
    #[error("{0} weights need a matrix engine; only f32 runs without one")]
    NoEngine(crate::Precision),
    /// A search that cannot be done.
    #[error("{0}")]
    Search(SearchFault),
    /// Activations left the range of float32.
    #[error(
        "sentence {sentence}: logits are not finite: weights or amplitudes are out of any trained range; run `inspect` on the checkpoint"
    )]
    Overflow {
        /// Index in the call.
        sentence: usize,
    },
    /// The engine refuses a layer's weights.
    #[error("{path}: tensor `{tensor}`: {source}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// The (first) weight of the product.
        tensor: String,
        /// The engine's reason.
        source: Box<EngineError>,
    },
    /// The engine failed.
    #[error(transparent)]
    Engine(Box<EngineError>),
}

impl From<EngineError> for ModelError {
    fn from(error: EngineError) -> Self {
        ModelError::Engine(Box::new(error))
    }
}

/// What is wrong with an amplitude.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AmplitudeFault {
    /// No such tensor.
    Missing,
    /// Exactly 1.0, the value before calibration.
    Untouched,
    /// Zero, negative, or under the 1e-5 that the public code would silently put in its place.
    TooSmall(f32),
    /// NaN or infinite.
    NotFinite(f32),
}

impl std::fmt::Display for AmplitudeFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            AmplitudeFault::Missing => f.write_str("is missing"),
            AmplitudeFault::Untouched => f.write_str("is exactly 1.0, its initial value"),
            AmplitudeFault::TooSmall(a) => write!(f, "is {a}, not at least 1e-5"),
            AmplitudeFault::NotFinite(a) => write!(f, "is {a}"),
        }
    }
}

/// What is wrong with a search.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SearchFault {
    /// No beam, or more than half of the vocabulary.
    #[error("{beams} beams: give 1 to {most}")]
    Beams {
        /// What was asked for.
        beams: usize,
        /// The most that can be.
        most: usize,
    },
    /// No token, or more than there are positions.
    #[error("at most {max_tokens} tokens: give 1 to {most}, the positions of the model")]
    Tokens {
        /// What was asked for.
        max_tokens: usize,
        /// The most that can be.
        most: usize,
    },
    /// A length penalty that leaves the range of numbers.
    #[error("length penalty {0}: give a number from -16 to 16")]
    LengthPenalty(f32),
}
