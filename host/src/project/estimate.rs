//! Cycles and bytes of a whole pass from a sample of it.

use anyhow::Result;
use spikelm_engine::coding::CodedRows;
use spikelm_engine::{Operand, Product, ProductKind, RowMode};
use spikelm_regs::EngineConfig;

use crate::workload::{Played, Sample, Work, Workload, play};

/// Submissions of one shape: the same kind of product, K and columns.
type Class = (ProductKind, usize, usize);

/// What a pass takes on one configuration.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Estimate {
    /// Ideal cycles, counted exactly from all rows.
    pub(crate) ideal: u64,
    /// `sum over shapes of ideal * (busy / ideal of the sample)`.
    pub(crate) busy: f64,
    /// Cycles of commands, and of loads where weights are streamed, beyond the busy ones.
    pub(crate) overhead: f64,
    /// Without kept weights.
    pub(crate) bytes_to: f64,
    pub(crate) bytes_from: f64,
    pub(crate) transfers_to: f64,
    pub(crate) transfers_from: f64,
    /// Bytes of kept weights, padding included.
    pub(crate) weight_bytes: u64,
    /// Whether all of them stay on the chip.
    pub(crate) on_chip: bool,
    /// The sample: rows run and cycles simulated.
    pub(crate) sample_rows: u64,
    pub(crate) sample_cycles: u64,
}

impl Estimate {
    /// Cycles of the engine.
    pub(crate) fn cycles(&self) -> f64 {
        self.busy + self.overhead
    }
}

fn class(workload: &Workload, products: &[Product]) -> Option<Class> {
    let first = products.first()?;
    Some((first.kind, first.rows.inputs, workload.columns(first)))
}

/// One submission of each shape, the middle one of all: a layer's worth, where layers are alike.
pub(crate) fn one_of_each(workload: &Workload) -> Workload {
    let mut classes: Vec<(Class, Vec<usize>)> = Vec::new();
    for (i, submission) in workload.submissions.iter().enumerate() {
        let Some(class) = class(workload, &submission.products) else { continue };
        match classes.iter_mut().find(|(known, _)| *known == class) {
            Some((_, all)) => all.push(i),
            None => classes.push((class, vec![i])),
        }
    }
    let middle = classes.iter().map(|(_, all)| all[all.len() / 2]);
    let submissions = middle.map(|i| workload.submissions[i].clone()).collect();
    Workload { kept: workload.kept.clone(), submissions }
}

/// Ideal cycles of products: the sum over coded rows and tiles of `ceil(events / ports)`.
pub(crate) fn ideal(config: &EngineConfig, workload: &Workload, products: &[Product]) -> u64 {
    let of = |product: &Product| {
        let rows = &product.rows;
        let coded = CodedRows::code(rows, 0..rows.rows / rows.chain.max(1), RowMode::Coded);
        let tiles = workload.columns(product).div_ceil(config.lanes as usize) as u64;
        coded.ideal_cycles(config.ports, 0..rows.row_words()) * tiles
    };
    products.iter().map(of).sum()
}

/// Runs a sample of a pass on the Verilated engine and scales it to the whole.
///
/// Of each shape of products one submission runs, with at most `rows` rows of each product by
/// trained weights. Busy cycles scale with the ideal ones, which all rows give exactly; bytes with
/// rows; transfers and commands with submissions.
pub(crate) fn estimate(
    config: EngineConfig,
    workload: &Workload,
    rows: Option<usize>,
) -> Result<Estimate> {
    let chosen = one_of_each(workload);
    let sample = chosen.sampled(Sample { rows, columns: None });
    let played = play(config, &sample, RowMode::Coded)?;
    Ok(scale(&config, workload, &sample, &played))
}

fn scale(
    config: &EngineConfig,
    workload: &Workload,
    sample: &Workload,
    played: &Played,
) -> Estimate {
    let (weight_bytes, weight_rows) = kept_weights(config, workload);
    // What the driver keeps for transient tiles is no place for them.
    let on_chip = weight_rows <= u64::from(config.weight_rows) / 8 * 7;
    let whole = played.whole();
    let mut estimate = Estimate {
        weight_bytes,
        on_chip,
        sample_rows: sample.size().rows,
        sample_cycles: whole.cycles,
        ..Estimate::default()
    };
    for (part, work) in sample.submissions.iter().zip(&played.submissions) {
        let own = class(sample, &part.products);
        let alike = || {
            let all = workload.submissions.iter();
            all.filter(move |s| class(workload, &s.products) == own)
        };
        let cycles: u64 = alike().map(|s| ideal(config, workload, &s.products)).sum();
        let count = alike().count() as f64;
        let rows = |products: &[Product]| products.iter().map(|p| p.rows.rows as f64).sum::<f64>();
        let more_rows =
            alike().map(|s| rows(&s.products)).sum::<f64>() / rows(&part.products).max(1.0);
        let alone = Workload { kept: sample.kept.clone(), submissions: vec![part.clone()] };
        let (kept, _) = kept_weights(config, &alone);
        let Work { traffic, .. } = *work;
        estimate.ideal += cycles;
        estimate.busy += cycles as f64 * work.busy as f64 / work.ideal.max(1) as f64;
        let load = if on_chip && kept > 0 { 0 } else { work.load };
        estimate.overhead += (work.command + load) as f64 * count;
        estimate.bytes_to += traffic.to.bytes.saturating_sub(kept) as f64 * more_rows;
        estimate.bytes_from += traffic.from.bytes as f64 * more_rows;
        estimate.transfers_to += traffic.to.transfers as f64 * count;
        estimate.transfers_from += traffic.from.transfers as f64 * count;
    }
    estimate
}

/// Bytes of weights that a workload keeps, and the weight rows that their tiles take.
fn kept_weights(config: &EngineConfig, workload: &Workload) -> (u64, u64) {
    let of = |used: &Operand| match used {
        Operand::Resident(id) => Some(id.0 as usize),
        Operand::Transient(_) => None,
    };
    let mut used: Vec<usize> = workload.products().filter_map(|p| of(&p.weights)).collect();
    used.sort_unstable();
    used.dedup();
    used.iter().map(|i| &workload.kept[*i]).fold((0, 0), |(bytes, rows), weights| {
        let tiles = weights.columns.div_ceil(config.lanes as usize) as u64;
        let depth = u64::from(config.tile_depth(weights.inputs as u32) * config.ports);
        (bytes + depth * tiles * u64::from(config.lanes), rows + depth * tiles)
    })
}

/// One submission of each shape, all rows of it, on the Verilated engine, beside what the sample
/// says of it: cycles simulated, and cycles estimated from at most `rows` rows.
pub(crate) fn whole_layer(
    config: EngineConfig,
    workload: &Workload,
    rows: Option<usize>,
) -> Result<[f64; 2]> {
    let layer = one_of_each(workload);
    let estimated = estimate(config, &layer, rows)?;
    let simulated = play(config, &layer, RowMode::Coded)?.whole();
    Ok([simulated.busy as f64, estimated.busy])
}
