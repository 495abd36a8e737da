//! Dense layers: pooler and classifier, on the host in float32.

use crate::math::dot;
use crate::{Checkpoint, ModelError};

/// `y = x W^T + b`, weights `[outputs][inputs]`.
#[derive(Debug, Clone)]
pub(crate) struct Dense {
    weight: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Dense {
    pub(crate) fn load(
        checkpoint: &Checkpoint,
        name: &str,
        inputs: usize,
        outputs: usize,
    ) -> Result<Dense, ModelError> {
        Ok(Dense {
            weight: checkpoint.tensor(&format!("{name}.weight"), &[outputs, inputs])?,
            bias: checkpoint.tensor(&format!("{name}.bias"), &[outputs])?,
            inputs,
        })
    }

    pub(crate) fn forward(&self, x: &[f32]) -> Vec<f32> {
        let channels = self.weight.chunks_exact(self.inputs);
        channels.zip(&self.bias).map(|(w, b)| dot(x, w) + b).collect()
    }
}
