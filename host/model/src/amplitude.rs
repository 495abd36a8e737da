//! Learned amplitudes: one positive number per time step.

use std::path::Path;

use crate::{AmplitudeFault, Checkpoint, ModelError};

/// The public code puts this in the place of anything smaller.
const SMALLEST: f32 = 1e-5;

/// `alpha[t]` of a spiking layer or of a key or value threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Amplitudes(Vec<f32>);

impl Amplitudes {
    /// Reads `{prefix}.0` to `{prefix}.{steps - 1}`.
    ///
    /// # Errors
    /// When one is missing, exactly 1.0 (its value before calibration), under 1e-5, NaN or
    /// infinite, or when the file has one for a step beyond `steps`.
    pub(crate) fn load(
        checkpoint: &Checkpoint,
        prefix: &str,
        steps: usize,
    ) -> Result<Amplitudes, ModelError> {
        let mut values = Vec::new();
        for t in 0..steps {
            let tensor = format!("{prefix}.{t}");
            let value = checkpoint.scalar(&tensor)?;
            values.push(checked(checkpoint.path(), tensor, value)?);
        }
        let beyond = format!("{prefix}.{steps}");
        if checkpoint.contains(&beyond) {
            let path = checkpoint.path().to_path_buf();
            return Err(ModelError::Steps { path, tensor: beyond, steps });
        }
        Ok(Amplitudes(values))
    }

    /// One amplitude per time step.
    pub fn values(&self) -> &[f32] {
        &self.0
    }
}

impl From<Vec<f32>> for Amplitudes {
    fn from(values: Vec<f32>) -> Self {
        Amplitudes(values)
    }
}

fn checked(path: &Path, tensor: String, value: Option<f32>) -> Result<f32, ModelError> {
    let fault = match value {
        None => AmplitudeFault::Missing,
        Some(a) if !a.is_finite() => AmplitudeFault::NotFinite(a),
        Some(1.0) => AmplitudeFault::Untouched,
        Some(a) if a < SMALLEST => AmplitudeFault::TooSmall(a),
        Some(a) => return Ok(a),
    };
    Err(ModelError::Amplitude { path: path.to_path_buf(), tensor, fault })
}
