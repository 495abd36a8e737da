//! Spiking linear layers.

use std::ops::Range;
use std::sync::Arc;

use ndarray::{Array2, ArrayView2, s};
use spikelm_engine::{ProductKind, SpikeRows};

use crate::hidden::Hidden;
use crate::neuron::spikes;
use crate::products::{Arithmetic, Job, Matrix};
use crate::scale::{Heads, Operands};
use crate::{Amplitudes, Checkpoint, ModelError};

/// Where parameters are read from and how their products will be computed.
pub(crate) struct Source<'a> {
    pub(crate) checkpoint: &'a Checkpoint,
    pub(crate) arithmetic: &'a Arithmetic,
    /// T.
    pub(crate) steps: usize,
}

/// Of a layer, its group and its columns there.
type Place = (usize, Range<usize>);

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
    places: Vec<Place>,
}

/// Outputs of the layers of a [`SpikingLinear`].
pub(crate) struct Outputs {
    groups: Vec<Array2<f32>>,
    places: Vec<Place>,
}

impl Outputs {
    /// All of them, with the layers of a group side by side.
    pub(crate) fn into_groups(self) -> Vec<Array2<f32>> {
        self.groups
    }

    /// The output of layer `layer`: `[rows][outputs]`.
    pub(crate) fn layer(&self, layer: usize) -> ArrayView2<'_, f32> {
        let (group, columns) = &self.places[layer];
        self.groups[*group].slice(s![.., columns.clone()])
    }
}

impl Group {
    /// The groups of layers of `inputs` inputs by name and number of outputs, and the place of each
    /// layer.
    fn load(
        source: &Source<'_>,
        layers: &[(&str, usize)],
        inputs: usize,
    ) -> Result<(Vec<Group>, Vec<Place>), ModelError> {
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
        Ok((groups, places))
    }

    fn job(&self, spikes: SpikeRows) -> Job<'_> {
        Job {
            kind: ProductKind::Linear,
            spikes: Arc::new(spikes),
            amplitudes: self.amplitudes.values(),
            matrix: &self.matrix,
            bias: Some(&self.bias),
        }
    }
}

impl SpikingLinear {
    /// Reads layers of `inputs` inputs by name and number of outputs.
    pub(crate) fn load(
        source: &Source<'_>,
        layers: &[(&str, usize)],
        inputs: usize,
    ) -> Result<SpikingLinear, ModelError> {
        let (groups, places) = Group::load(source, layers, inputs)?;
        Ok(SpikingLinear { groups, places })
    }

    /// Of the input, where it is one spike tensor for all layers.
    pub(crate) fn amplitudes(&self) -> Option<&Amplitudes> {
        match &self.groups[..] {
            [group] => Some(&group.amplitudes),
            _ => None,
        }
    }

    /// The outputs for input rows `token * T + t`.
    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        x: ArrayView2<'_, f32>,
    ) -> Result<Outputs, ModelError> {
        let jobs = self.groups.iter().map(|g| g.job(spikes(x, &g.amplitudes)));
        let groups = arithmetic.multiply(jobs.collect())?;
        Ok(Outputs { groups, places: self.places.clone() })
    }
}

impl SpikingLinear {
    /// Attention's operands for input rows `token * T + t`, of three layers that are its query, key
    /// and value. `None` where the layers are not one product, or their heads fill no words.
    pub(crate) fn operands(
        &self,
        arithmetic: &Arithmetic,
        hidden: &mut Hidden,
        heads: Heads<'_>,
    ) -> Result<Option<Vec<Operands>>, ModelError> {
        match &self.groups[..] {
            [group] if arithmetic.quantizes() && heads.fill_words() => {
                let job = group.job(hidden.spikes(&group.amplitudes));
                Ok(Some(arithmetic.operands(job, heads)?))
            }
            _ => Ok(None),
        }
    }
}

/// One spiking linear layer.
#[derive(Debug)]
pub(crate) struct OneLinear(Group);

impl OneLinear {
    /// Reads a layer by name.
    pub(crate) fn load(
        source: &Source<'_>,
        name: &str,
        [inputs, outputs]: [usize; 2],
    ) -> Result<OneLinear, ModelError> {
        let mut layers = Group::load(source, &[(name, outputs)], inputs)?.0;
        Ok(OneLinear(layers.remove(0)))
    }

    /// Of the input.
    pub(crate) fn amplitudes(&self) -> &Amplitudes {
        &self.0.amplitudes
    }

    /// Adds the output for the spikes of an input to `x`.
    pub(crate) fn forward_onto(
        &self,
        arithmetic: &Arithmetic,
        spikes: SpikeRows,
        x: &mut Array2<f32>,
    ) -> Result<(), ModelError> {
        arithmetic.multiply_onto(self.0.job(spikes), x)
    }

    /// The output for the spikes of an input.
    pub(crate) fn forward(
        &self,
        arithmetic: &Arithmetic,
        spikes: SpikeRows,
    ) -> Result<Array2<f32>, ModelError> {
        let rows = spikes.rows;
        let mut outputs = arithmetic.multiply(vec![self.0.job(spikes)])?;
        Ok(outputs.pop().unwrap_or_else(|| Array2::zeros((rows, 0))))
    }

    /// The spikes of GELU of the output at the amplitudes of the next layer.
    pub(crate) fn forward_to_gelu_spikes(
        &self,
        arithmetic: &Arithmetic,
        hidden: &mut Hidden,
        next: &Amplitudes,
    ) -> Result<SpikeRows, ModelError> {
        arithmetic.gelu_spikes(self.0.job(hidden.spikes(self.amplitudes())), next)
    }
}
