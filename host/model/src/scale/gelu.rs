//! Sums to the spikes of a layer whose input is their GELU.

use std::sync::{Mutex, PoisonError};

use spikelm_engine::stages::{self, Stage};
use spikelm_engine::{Block, MatrixEngine, ProductTicket, SpikeRows};

use super::{Factors, OfColumns, ROWS, Take, groups, scales, sums, wait};
use crate::ModelError;
use crate::gelu_spikes::GeluNeurons;
use crate::neuron::WORD;
use crate::products::Job;

/// Waits for the product of a job, and makes spikes of `gelu(y)` at other amplitudes, block by block
/// while it is in the cache: the same bits as [`spikes`](crate::spikes) of all of it.
pub(crate) fn finish_as_gelu_spikes(
    engine: &dyn MatrixEngine,
    ticket: ProductTicket,
    job: Job<'_>,
    alphas: &[f32],
) -> Result<SpikeRows, ModelError> {
    let _stage = stages::enter(Stage::Engine);
    let mut planes = SpikeRows::zeros(scales(&job).len(), job.spikes.rows, alphas.len());
    let output = GeluSpikes::new(&mut planes, &job, alphas);
    wait(engine, ticket, std::slice::from_ref(&job), std::slice::from_ref(&output))?;
    drop(output);
    Ok(planes)
}

/// Results as spikes of the layer that reads their GELU.
struct GeluSpikes<'a> {
    factors: Factors<'a>,
    neurons: GeluNeurons,
    /// Words of a row.
    words: usize,
    /// Rows of a part: whole chains.
    rows: usize,
    /// Fired and sign planes of so many rows each.
    parts: Vec<Mutex<[&'a mut [u64]; 2]>>,
}

impl<'a> GeluSpikes<'a> {
    fn new(planes: &'a mut SpikeRows, job: &Job<'a>, alphas: &[f32]) -> GeluSpikes<'a> {
        let (chain, words) = (planes.chain, planes.row_words());
        let rows = chain * (ROWS / chain).max(1);
        let fired = planes.fired.chunks_mut((rows * words).max(1));
        let parts = fired.zip(planes.sign.chunks_mut((rows * words).max(1)));
        GeluSpikes {
            factors: Factors::new(job),
            neurons: GeluNeurons::new(alphas),
            words,
            rows,
            parts: parts.map(|(fired, sign)| Mutex::new([fired, sign])).collect(),
        }
    }
}

impl Take for GeluSpikes<'_> {
    fn take(&self, block: &Block<'_>) -> usize {
        let _stage = stages::enter(Stage::Gelu);
        let Some(factors) = self.factors.of(block.columns.clone()) else { return 0 };
        let (width, chain) = (block.columns.len(), self.neurons.steps());
        let word = block.columns.start / WORD;
        let mut x = vec![0.0; chain * width];
        let mut planes = vec![[0; 2]; self.rows];
        let mut taken = 0;
        for group in groups(block, self.rows) {
            let Some(part) = self.parts.get(group.start / self.rows) else { break };
            let (first, count) = (group.start % self.rows, group.len());
            // An engine hands over whole chains.
            if first % chain != 0 || count % chain != 0 {
                break;
            }
            let OfColumns { steps, bias } = &factors;
            let mut row = group.start;
            while row < group.end {
                let Some(sums) = sums(block, &(row..group.end)) else { return taken };
                let planes = &mut planes[row - group.start..count];
                let decided =
                    chain * self.neurons.decide(sums, block.stride, (steps, bias), planes);
                row += decided;
                if row < group.end {
                    factors.apply(block, row..row + chain, &mut x, (0, width), false);
                    self.neurons.integrate(&mut x, &mut planes[decided..][..chain]);
                    row += chain;
                }
            }
            let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
            let [fired, sign] = &mut *part;
            for (i, planes) in planes.iter().enumerate().take(count) {
                let at = (first + i) * self.words + word;
                if let (Some(fired), Some(sign)) = (fired.get_mut(at), sign.get_mut(at)) {
                    [*fired, *sign] = *planes;
                    taken += width;
                }
            }
        }
        taken
    }
}
