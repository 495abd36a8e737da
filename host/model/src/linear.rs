//! Spiking linear layers.

use std::ops::Range;
use std::sync::Arc;

use ndarray::{Array2, ArrayView2, s};
use spikelm_engine::ProductKind;

use crate::neuron::spikes;
use crate::products::{Arithmetic, Job, Matrix};
use crate::{Amplitudes, Checkpoint, ModelError};

/// Where parameters are read from and how their products will be computed.
pub(crate) struct Source<'a> {
    pub(crate) checkpoint: &'a Checkpoint,
    pub(crate) arithmetic: &'a Arithmetic,
    /// T.
    pub(crate) steps: usize,
}

/// Layers with one set of amplitudes: one spike tensor, one product.
#[derive(Debug)]
struct Group {
    amplitudes: Amplitudes,
    matrix: Matrix,
    bias: Vec<f32>,
}

/// Spiking linear layers with one input: `y[t] = s[t] W^T + b`, `s[t]` the spikes of the input's
/// membrane.
///
/// Layers whose amplitudes are equal, bit for bit, are one product with their columns side by
/// side; others get spikes and a product of their own. Results are the same either way.
#[derive(Debug)]
pub(crate) struct SpikingLinear {
    groups: Vec<Group>,
    /// Of each layer, its group and its columns there.
    places: Vec<(usize, Range<usize>)>,
}

/// Outputs of the layers of a [`SpikingLinear`].
pub(crate) struct Outputs {
    groups: Vec<Array2<f32>>,
    places: Vec<(usize, Range<usize>)>,
}

impl Outputs {
    /// The output of layer `layer`: `[rows][outputs]`.
    pub(crate) fn layer(&self, layer: usize) -> ArrayView2<'_, f32> {
        let (group, columns) = &self.places[layer];
        self.groups[*group].slice(s![.., columns.clone()])
    }
}

impl SpikingLinear {
    /// Reads layers of `inputs` inputs by name and number of outputs.
    pub(crate) fn load(
        source: &Source<'_>,
        layers: &[(&str, usize)],
        inputs: usize,
    ) -> Result<SpikingLinear, ModelError> {
        struct Unkept<'a> {
            first: &'a str,
            amplitudes: Amplitudes,
            weights: Vec<f32>,
            bias: Vec<f32>,
        }
        let mut groups: Vec<Unkept<'_>> = Vec::new();
        let mut places = Vec::new();
        for &(name, outputs) in layers {
            let prefix = format!("{name}.act_clip_val");
            let amplitudes = Amplitudes::load(source.checkpoint, &prefix, source.steps)?;
            let weights =
                source.checkpoint.tensor(&format!("{name}.weight"), &[outputs, inputs])?;
            let bias = source.checkpoint.tensor(&format!("{name}.bias"), &[outputs])?;
            let index = match groups.iter().position(|g| g.amplitudes == amplitudes) {
                Some(index) => index,
                None => {
                    groups.push(Unkept { first: name, amplitudes, weights: vec![], bias: vec![] });
                    groups.len() - 1
                }
            };
            let group = &mut groups[index];
            places.push((index, group.bias.len()..group.bias.len() + outputs));
            group.weights.extend(weights);
            group.bias.extend(bias);
        }
        let groups = groups
            .into_iter()
            .map(|Unkept { first, amplitudes, weights, bias }| {
                let matrix = source.arithmetic.keep(&weights, inputs).map_err(|e| {
                    let path = source.checkpoint.path().to_path_buf();
                    ModelError::Refused {
                        path,
                        tensor: format!("{first}.weight"),
                        source: Box::new(e),
                    }
                })?;
                Ok(Group { amplitudes, matrix, bias })
            })
            .collect::<Result<_, ModelError>>()?;
        Ok(SpikingLinear { groups, places })
    }

    /// The outputs for input rows `token * T + t`.
    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        x: ArrayView2<'_, f32>,
    ) -> Result<Outputs, ModelError> {
        let jobs = self.groups.iter().map(|group| {
            let spikes = Arc::new(spikes(x, &group.amplitudes));
            Job {
                kind: ProductKind::Linear,
                spikes,
                amplitudes: group.amplitudes.values(),
                matrix: &group.matrix,
                bias: Some(&group.bias),
            }
        });
        let groups = arithmetic.multiply(jobs.collect())?;
        Ok(Outputs { groups, places: self.places.clone() })
    }

    /// The output where there is one layer.
    pub(crate) fn forward_one(
        &self,
        arithmetic: &Arithmetic,
        x: ArrayView2<'_, f32>,
    ) -> Result<Array2<f32>, ModelError> {
        let rows = x.nrows();
        let mut outputs = self.forward(arithmetic, x)?;
        Ok(outputs.groups.pop().unwrap_or_else(|| Array2::zeros((rows, 0))))
    }
}
