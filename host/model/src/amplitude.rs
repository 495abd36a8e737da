//! Learned amplitudes: one positive number per time step.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::{AmplitudeFault, Checkpoint, ModelError};

/// The public code puts this in the place of anything smaller.
const SMALLEST: f32 = 1e-5;

/// `alpha[t]` of a spiking layer or of a key or value threshold.
///
/// Those of a model without a checkpoint are measured in its first pass, which clones share; until
/// then they are equal to no others.
#[derive(Debug, Clone)]
pub struct Amplitudes {
    steps: usize,
    /// Share of inputs that is to spike, where the values are to be measured.
    rate: f64,
    values: Arc<OnceLock<Vec<f32>>>,
}

impl PartialEq for Amplitudes {
    fn eq(&self, other: &Amplitudes) -> bool {
        self.values.get().is_some() && self.values.get() == other.values.get()
    }
}

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
        if let Some(amplitudes) = checkpoint.amplitudes(prefix, steps)? {
            return Ok(amplitudes);
        }
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
        Ok(Amplitudes::from(values))
    }

    /// Amplitudes to be measured.
    pub(crate) fn unmeasured(steps: usize, rate: f64) -> Amplitudes {
        Amplitudes { steps, rate, values: Arc::default() }
    }

    /// T.
    pub(crate) fn steps(&self) -> usize {
        self.steps
    }

    /// One amplitude per time step; none while they are not measured.
    pub fn values(&self) -> &[f32] {
        self.values.get().map_or(&[], |values| values)
    }

    /// The values, measured with `measure(steps, rate)` where they were not.
    pub(crate) fn or_measure(&self, measure: impl FnOnce(usize, f64) -> Vec<f32>) -> &[f32] {
        self.values.get_or_init(|| measure(self.steps, self.rate))
    }
}

impl From<Vec<f32>> for Amplitudes {
    fn from(values: Vec<f32>) -> Self {
        let steps = values.len();
        Amplitudes { steps, rate: 0.0, values: Arc::new(OnceLock::from(values)) }
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
