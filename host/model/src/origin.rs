//! Where a model comes from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::read_limited;
use crate::shape::{Drawn, Shape};
use crate::{Architecture, ModelError};

const CONFIG_LIMIT: u64 = 1 << 20;
const TOKENIZER_LIMIT: u64 = 64 << 20;

/// A directory, or sizes alone.
#[derive(Debug, Clone)]
pub enum Origin {
    /// With config.json, tokenizer.json and model.safetensors.
    Directory(PathBuf),
    /// Parameters are drawn. Clones share the amplitudes that are calibrated with the first model.
    Drawn(Arc<Drawn>),
}

impl Origin {
    /// The model of a shape.
    ///
    /// # Errors
    /// As [`Shape::check`].
    pub fn shape(shape: Shape) -> Result<Origin, ModelError> {
        Ok(Origin::Drawn(Arc::new(Drawn::new(shape)?)))
    }

    /// Which architecture the model has.
    ///
    /// # Errors
    /// When `config.json` is missing, no JSON, or names none that is known.
    pub fn architecture(&self) -> Result<Architecture, ModelError> {
        match self {
            Origin::Directory(directory) => Architecture::of(directory),
            Origin::Drawn(drawn) => Ok(drawn.shape().architecture),
        }
    }

    /// What messages say in the place of a file of the directory.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        match self {
            Origin::Directory(directory) => directory.join(name),
            Origin::Drawn(drawn) => format!("shape {}: {name}", drawn.shape().name).into(),
        }
    }

    pub(crate) fn config(&self) -> Result<Vec<u8>, ModelError> {
        match self {
            Origin::Directory(_) => {
                let remedy =
                    "give a directory with config.json, tokenizer.json and model.safetensors";
                read_limited(&self.file("config.json"), CONFIG_LIMIT, remedy)
            }
            Origin::Drawn(drawn) => Ok(drawn.shape().config().to_string().into()),
        }
    }

    pub(crate) fn tokenizer(&self) -> Result<Vec<u8>, ModelError> {
        match self {
            Origin::Directory(_) => {
                let remedy = "save the tokenizer beside the checkpoint (`tokenizer.save`)";
                read_limited(&self.file("tokenizer.json"), TOKENIZER_LIMIT, remedy)
            }
            Origin::Drawn(drawn) => Ok(drawn.shape().tokenizer().to_string().into()),
        }
    }
}

impl From<&Path> for Origin {
    fn from(directory: &Path) -> Origin {
        Origin::Directory(directory.into())
    }
}

impl From<&PathBuf> for Origin {
    fn from(directory: &PathBuf) -> Origin {
        Origin::Directory(directory.clone())
    }
}

impl From<&Origin> for Origin {
    fn from(origin: &Origin) -> Origin {
        origin.clone()
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Origin::Directory(directory) => directory.display().fmt(f),
            Origin::Drawn(drawn) => f.write_str(drawn.shape().name),
        }
    }
}
