//! `config.json`: the sizes of a model.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{ModelError, Origin};

/// The architectures that this crate knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Architecture {
    /// [`SpikeBert`](crate::SpikeBert): classification.
    Bert,
    /// [`SpikeBart`](crate::SpikeBart): generation.
    Bart,
}

impl Architecture {
    /// Reads which architecture a model has.
    ///
    /// # Errors
    /// When `config.json` is missing, no JSON, or names none that is known.
    pub fn of(origin: impl Into<Origin>) -> Result<Architecture, ModelError> {
        architecture(&origin.into()).map(|(_, _, found)| found)
    }

    /// What `architectures` in `config.json` says.
    pub fn name(self) -> &'static str {
        match self {
            Architecture::Bert => "BertForSequenceClassification",
            Architecture::Bart => "BartForConditionalGeneration",
        }
    }
}

fn architecture(origin: &Origin) -> Result<(PathBuf, Vec<u8>, Architecture), ModelError> {
    let path = origin.file("config.json");
    let text = origin.config()?;
    let listed: Architectures = serde_json::from_slice(&text)
        .map_err(|source| ModelError::Json { path: path.clone(), source })?;
    let found = listed.architectures.into_iter().next().unwrap_or_else(|| "(none)".into());
    let known = [Architecture::Bert, Architecture::Bart];
    match known.into_iter().find(|a| a.name() == found) {
        Some(architecture) => Ok((path, text, architecture)),
        None => {
            let known = known.map(Architecture::name).join(", ");
            Err(ModelError::Architecture { path, found, known })
        }
    }
}

/// The text of `config.json` of a model that has that architecture.
pub(crate) fn read_config(
    origin: &Origin,
    wanted: Architecture,
) -> Result<(PathBuf, Vec<u8>), ModelError> {
    let (path, text, found) = architecture(origin)?;
    if found == wanted {
        return Ok((path, text));
    }
    let (found, known) = (found.name().into(), wanted.name().into());
    Err(ModelError::Architecture { path, found, known })
}

/// Sizes of a SpikeLM BERT for sequence classification.
#[derive(Debug, Clone, Deserialize)]
pub struct BertConfig {
    /// The file it was read from.
    #[serde(skip)]
    pub path: PathBuf,
    /// Rows of the word table.
    pub vocab_size: usize,
    /// Width of a token.
    pub hidden_size: usize,
    /// Encoder layers.
    pub num_hidden_layers: usize,
    /// Attention heads; divides `hidden_size`.
    pub num_attention_heads: usize,
    /// Width between the two feed-forward layers.
    pub intermediate_size: usize,
    /// Rows of the position table: the longest text in tokens.
    pub max_position_embeddings: usize,
    /// Rows of the segment table.
    #[serde(default = "two")]
    pub type_vocab_size: usize,
    /// Added to a variance before its root is taken.
    #[serde(default = "bert_eps")]
    pub layer_norm_eps: f32,
    /// Time steps.
    #[serde(rename = "T")]
    pub steps: usize,
    /// Classes.
    #[serde(default)]
    num_labels: Option<usize>,
    #[serde(default)]
    id2label: BTreeMap<String, String>,
    #[serde(default)]
    hidden_act: Option<String>,
    #[serde(default)]
    position_embedding_type: Option<String>,
    #[serde(default)]
    input_bits: Option<u32>,
}

fn two() -> usize {
    2
}

fn bert_eps() -> f32 {
    1e-12
}

#[derive(Deserialize)]
struct Architectures {
    #[serde(default)]
    architectures: Vec<String>,
}

impl BertConfig {
    /// Reads `config.json` of a model.
    ///
    /// # Errors
    /// When it is missing, no JSON, of another architecture, or has sizes that cannot be.
    pub fn load(origin: impl Into<Origin>) -> Result<BertConfig, ModelError> {
        let (path, text) = read_config(&origin.into(), Architecture::Bert)?;
        let mut config: BertConfig = serde_json::from_slice(&text)
            .map_err(|source| ModelError::Json { path: path.clone(), source })?;
        config.path = path;
        config.check()?;
        Ok(config)
    }

    /// Width of a head.
    pub fn head_size(&self) -> usize {
        self.hidden_size / self.num_attention_heads
    }

    /// Classes.
    pub fn labels(&self) -> usize {
        self.num_labels.unwrap_or(if self.id2label.is_empty() { 2 } else { self.id2label.len() })
    }

    /// The name of a class, or `LABEL_i`.
    pub fn label(&self, class: usize) -> String {
        let name = self.id2label.get(&class.to_string()).cloned();
        name.unwrap_or_else(|| format!("LABEL_{class}"))
    }

    fn check(&self) -> Result<(), ModelError> {
        let fail = |field, value: String, reason: String| {
            Err(ModelError::Field { path: self.path.clone(), field, value, reason })
        };
        for (field, value) in [
            ("vocab_size", self.vocab_size),
            ("hidden_size", self.hidden_size),
            ("num_hidden_layers", self.num_hidden_layers),
            ("num_attention_heads", self.num_attention_heads),
            ("intermediate_size", self.intermediate_size),
            ("max_position_embeddings", self.max_position_embeddings),
            ("type_vocab_size", self.type_vocab_size),
            ("T", self.steps),
            ("num_labels", self.labels()),
        ] {
            // Sizes beyond this overflow index arithmetic long before any file holds them.
            if value == 0 || value > 1 << 28 {
                return fail(field, value.to_string(), "must be at least 1 and below 2^28".into());
            }
        }
        if !self.hidden_size.is_multiple_of(self.num_attention_heads) {
            let reason =
                format!("no multiple of num_attention_heads = {}", self.num_attention_heads);
            return fail("hidden_size", self.hidden_size.to_string(), reason);
        }
        if !(self.layer_norm_eps > 0.0 && self.layer_norm_eps < 1.0) {
            let reason = "must lie between 0 and 1".into();
            return fail("layer_norm_eps", self.layer_norm_eps.to_string(), reason);
        }
        for (field, value, known) in [
            ("hidden_act", &self.hidden_act, "gelu"),
            ("position_embedding_type", &self.position_embedding_type, "absolute"),
        ] {
            if let Some(value) = value
                && value != known
            {
                return fail(field, value.clone(), format!("only `{known}` is implemented"));
            }
        }
        if let Some(bits) = self.input_bits
            && bits != 2
        {
            let reason = "only ternary spikes (2) are implemented".into();
            return fail("input_bits", bits.to_string(), reason);
        }
        Ok(())
    }
}

/// Reads a file that a directory must have, up to `limit` bytes.
pub(crate) fn read_limited(
    path: &Path,
    limit: u64,
    remedy: &'static str,
) -> Result<Vec<u8>, ModelError> {
    let path = path.to_path_buf();
    let metadata = match std::fs::metadata(&path) {
        Ok(metadata) => metadata,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            return Err(ModelError::Missing { path, remedy });
        }
        Err(source) => return Err(ModelError::Read { path, source }),
    };
    if !metadata.is_file() {
        let source = std::io::Error::new(std::io::ErrorKind::InvalidInput, "not a regular file");
        return Err(ModelError::Read { path, source });
    }
    if metadata.len() > limit {
        return Err(ModelError::TooLarge { path, bytes: metadata.len(), limit });
    }
    let mut bytes = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(source) => Err(ModelError::Read { path, source }),
    }
}
