//! Trained parameters in a safetensors file.

use std::path::{Path, PathBuf};

use memmap2::Mmap;
use safetensors::tensor::{Metadata, TensorInfo};
use safetensors::{Dtype, SafeTensorError, SafeTensors};

use crate::ModelError;
use crate::mapping::map;

const LENGTH_BYTES: usize = 8;

/// A safetensors file, mapped; tensors are converted to float32 when they are asked for.
///
/// Nothing is allocated on a header's word: a tensor is copied only after its shape was compared
/// with the caller's, and its bytes lie in the file.
#[derive(Debug)]
pub struct Checkpoint {
    path: PathBuf,
    map: Mmap,
    metadata: Metadata,
    /// First byte after the header.
    data: usize,
}

impl Checkpoint {
    /// Opens `model.safetensors` of a model directory.
    ///
    /// # Errors
    /// When it is missing, unreadable, truncated or has a header that contradicts the file.
    pub fn open(directory: &Path) -> Result<Checkpoint, ModelError> {
        let path = directory.join("model.safetensors");
        if !path.exists() {
            let remedy = if directory.join("model.safetensors.index.json").exists() {
                "the checkpoint is in shards: save it again as one file"
            } else if directory.join("pytorch_model.bin").exists() {
                "convert pytorch_model.bin with `safetensors.torch.save_file`"
            } else {
                "give a directory with config.json, tokenizer.json and model.safetensors"
            };
            return Err(ModelError::Missing { path, remedy });
        }
        let map = map(&path).map_err(|source| ModelError::Read { path: path.clone(), source })?;
        let damaged = |reason: String| ModelError::Header { path: path.clone(), reason };
        let (length, metadata) =
            SafeTensors::read_metadata(&map).map_err(|error| damaged(explain(&error, &map)))?;
        Ok(Checkpoint { data: LENGTH_BYTES + length, path, map, metadata })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names of all tensors, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.metadata.tensors().into_keys().collect();
        names.sort();
        names
    }

    /// Whether the file has that tensor.
    pub fn contains(&self, tensor: &str) -> bool {
        self.metadata.info(tensor).is_some()
    }

    /// The type of a tensor as it is stored.
    pub fn dtype(&self, tensor: &str) -> Option<String> {
        self.metadata.info(tensor).map(|info| info.dtype.to_string())
    }

    /// A tensor of exactly that shape as float32, row-major.
    ///
    /// # Errors
    /// When it is missing, has another shape or type, or holds NaN or an infinity.
    pub fn tensor(&self, tensor: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let values = self.raw(tensor, |found| found == shape, shape)?;
        match values.iter().position(|v| !v.is_finite()) {
            None => Ok(values),
            Some(index) => Err(ModelError::NotFinite {
                path: self.path.clone(),
                tensor: tensor.into(),
                index,
                value: values[index],
            }),
        }
    }

    /// A single number, of shape `[]` or `[1]`, whatever its value; `None` when there is no such
    /// tensor.
    pub(crate) fn scalar(&self, tensor: &str) -> Result<Option<f32>, ModelError> {
        if !self.contains(tensor) {
            return Ok(None);
        }
        let values = self.raw(tensor, |found| matches!(found, [] | [1]), &[])?;
        Ok(values.first().copied())
    }

    fn raw(
        &self,
        tensor: &str,
        fits: impl Fn(&[usize]) -> bool,
        expected: &[usize],
    ) -> Result<Vec<f32>, ModelError> {
        let Some(TensorInfo { dtype, shape, data_offsets: (start, end) }) =
            self.metadata.info(tensor)
        else {
            return Err(ModelError::MissingTensor {
                path: self.path.clone(),
                tensor: tensor.into(),
                remedy: "take a SpikeLM checkpoint of the architecture that config.json names",
            });
        };
        if !fits(shape) {
            return Err(ModelError::Shape {
                path: self.path.clone(),
                tensor: tensor.into(),
                found: shape.clone(),
                expected: expected.to_vec(),
            });
        }
        // read_metadata has checked that the offsets lie in the file and match shape and type.
        let bytes = self.map.get(self.data + start..self.data + end).unwrap_or_default();
        match dtype {
            Dtype::F32 => Ok(convert(bytes, f32::from_le_bytes)),
            Dtype::F16 => Ok(convert(bytes, |b| half::f16::from_le_bytes(b).to_f32())),
            Dtype::BF16 => Ok(convert(bytes, |b| half::bf16::from_le_bytes(b).to_f32())),
            other => Err(ModelError::Dtype {
                path: self.path.clone(),
                tensor: tensor.into(),
                found: other.to_string(),
            }),
        }
    }
}

/// Offsets in the file need not be aligned, so elements are read byte by byte.
fn convert<const N: usize>(bytes: &[u8], read: impl Fn([u8; N]) -> f32) -> Vec<f32> {
    bytes.as_chunks().0.iter().map(|&b| read(b)).collect()
}

fn explain(error: &SafeTensorError, file: &[u8]) -> String {
    let size = file.len();
    let claimed = file.first_chunk().map(|b| u64::from_le_bytes(*b)).unwrap_or_default();
    match error {
        SafeTensorError::HeaderTooSmall => {
            format!("{size} bytes are no safetensors file: truncated")
        }
        SafeTensorError::HeaderTooLarge | SafeTensorError::InvalidHeaderLength => {
            format!("claims a header of {claimed} bytes in a file of {size}: truncated or damaged")
        }
        SafeTensorError::MetadataIncompleteBuffer => {
            format!(
                "its tensors do not fill the file of {size} bytes exactly: truncated or damaged"
            )
        }
        other => format!("damaged header: {other}"),
    }
}
