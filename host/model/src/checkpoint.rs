//! Parameters: trained ones in a safetensors file, or drawn ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use memmap2::Mmap;
use safetensors::tensor::{Metadata, TensorInfo};
use safetensors::{Dtype, SafeTensorError, SafeTensors};

use crate::draw::parameter;
use crate::mapping::map;
use crate::shape::{Drawn, Shape};
use crate::{Amplitudes, ModelError, Origin};

const LENGTH_BYTES: usize = 8;

/// The parameters of a model; tensors are converted to float32, or drawn, when they are asked for.
#[derive(Debug)]
pub struct Checkpoint {
    path: PathBuf,
    contents: Contents,
}

#[derive(Debug)]
enum Contents {
    File(File),
    Drawn(Arc<Drawn>),
    /// Drawn ones whose amplitudes are measured while a text runs through the model, by prefix.
    Calibrating(Shape, Mutex<BTreeMap<String, Amplitudes>>),
}

/// A safetensors file, mapped.
///
/// Nothing is allocated on a header's word: a tensor is copied only after its shape was compared
/// with the caller's, and its bytes lie in the file.
#[derive(Debug)]
struct File {
    map: Mmap,
    metadata: Metadata,
    /// First byte after the header.
    data: usize,
}

impl Checkpoint {
    /// Opens `model.safetensors` of a directory, or what stands for it.
    ///
    /// # Errors
    /// When it is missing, unreadable, truncated or has a header that contradicts the file.
    pub fn open(origin: impl Into<Origin>) -> Result<Checkpoint, ModelError> {
        let origin = origin.into();
        let path = origin.file("model.safetensors");
        let directory = match &origin {
            Origin::Directory(directory) => directory,
            Origin::Drawn(drawn) => {
                return Ok(Checkpoint { path, contents: Contents::Drawn(drawn.clone()) });
            }
        };
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
        let contents = Contents::File(File { data: LENGTH_BYTES + length, map, metadata });
        Ok(Checkpoint { path, contents })
    }

    /// The parameters of a shape, whose amplitudes are measured by the model's first pass.
    pub(crate) fn calibrating(shape: Shape) -> Checkpoint {
        let contents = Contents::Calibrating(shape, Mutex::default());
        Checkpoint { path: shape.name.into(), contents }
    }

    /// The amplitudes that a pass has measured, by prefix.
    pub(crate) fn measured(self) -> BTreeMap<String, Vec<f32>> {
        let Contents::Calibrating(_, wanted) = self.contents else { return BTreeMap::new() };
        let wanted = wanted.into_inner().unwrap_or_else(PoisonError::into_inner);
        wanted.into_iter().map(|(prefix, found)| (prefix, found.values().to_vec())).collect()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn metadata(&self) -> Option<&Metadata> {
        match &self.contents {
            Contents::File(file) => Some(&file.metadata),
            Contents::Drawn(_) | Contents::Calibrating(..) => None,
        }
    }

    /// The names of all tensors of the file, sorted.
    pub fn names(&self) -> Vec<String> {
        let tensors = self.metadata().map(Metadata::tensors);
        let mut names: Vec<String> = tensors.into_iter().flat_map(|t| t.into_keys()).collect();
        names.sort();
        names
    }

    /// Whether the file has that tensor.
    pub fn contains(&self, tensor: &str) -> bool {
        self.metadata().is_some_and(|metadata| metadata.info(tensor).is_some())
    }

    /// The type of a tensor as it is stored.
    pub fn dtype(&self, tensor: &str) -> Option<String> {
        Some(self.metadata()?.info(tensor)?.dtype.to_string())
    }

    /// The amplitudes of a shape's model, where they need not be read.
    pub(crate) fn amplitudes(
        &self,
        prefix: &str,
        steps: usize,
    ) -> Result<Option<Amplitudes>, ModelError> {
        match &self.contents {
            Contents::File(_) => Ok(None),
            Contents::Drawn(drawn) => {
                Ok(drawn.amplitudes()?.get(prefix).cloned().map(Amplitudes::from))
            }
            Contents::Calibrating(shape, wanted) => {
                let amplitudes = Amplitudes::unmeasured(steps, shape.rate);
                let mut wanted = wanted.lock().unwrap_or_else(PoisonError::into_inner);
                wanted.insert(prefix.into(), amplitudes.clone());
                Ok(Some(amplitudes))
            }
        }
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
        let File { map, metadata, data } = match &self.contents {
            Contents::File(file) => file,
            Contents::Drawn(drawn) => return Ok(parameter(drawn.shape().seed, tensor, expected)),
            Contents::Calibrating(shape, _) => return Ok(parameter(shape.seed, tensor, expected)),
        };
        let Some(TensorInfo { dtype, shape, data_offsets: (start, end) }) = metadata.info(tensor)
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
        let bytes = map.get(data + start..data + end).unwrap_or_default();
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
