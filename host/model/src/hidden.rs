//! What stands between layers.

use ndarray::Array2;
use spikelm_engine::SpikeRows;

use crate::Amplitudes;
use crate::neuron::spikes;

/// Rows `token * T + t` between layers.
#[derive(Debug)]
pub(crate) struct Hidden {
    x: Array2<f32>,
    /// Of `x`, where the norm that made it knew what reads it next.
    spikes: Option<(Amplitudes, SpikeRows)>,
}

impl From<Array2<f32>> for Hidden {
    fn from(x: Array2<f32>) -> Hidden {
        Hidden { x, spikes: None }
    }
}

impl Hidden {
    pub(crate) fn x(&self) -> &Array2<f32> {
        &self.x
    }

    pub(crate) fn into_x(self) -> Array2<f32> {
        self.x
    }

    /// The rows, to be changed.
    pub(crate) fn x_mut(&mut self) -> &mut Array2<f32> {
        self.spikes = None;
        &mut self.x
    }

    /// Takes the spikes of the rows at amplitudes.
    pub(crate) fn set_spikes(&mut self, amplitudes: &Amplitudes, spikes: SpikeRows) {
        self.spikes = Some((amplitudes.clone(), spikes));
    }

    /// The [`spikes`] of the rows.
    pub(crate) fn spikes(&mut self, amplitudes: &Amplitudes) -> SpikeRows {
        match self.spikes.take_if(|(made_at, _)| made_at == amplitudes) {
            Some((_, spikes)) => spikes,
            None => spikes(self.x.view(), amplitudes),
        }
    }
}
