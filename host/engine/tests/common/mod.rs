//! Random products and the definition of their sums.

// Each test binary compiles this file and uses a part of it.
#![allow(dead_code)]

use rand::prelude::*;
use spikelm_engine::{Accumulators, SpikeRows, Weights};

/// `SPIKELM_SEED` alone where it is set, else the first `count` seeds.
pub(crate) fn seeds(count: u64) -> Vec<u64> {
    match std::env::var("SPIKELM_SEED") {
        Ok(seed) => vec![seed.parse().expect("SPIKELM_SEED is a number")],
        Err(_) => (0..count).collect(),
    }
}

/// Weights of up to `inputs` by `columns`, and rows that fit: ragged chains, densities from empty
/// to full, time steps from alike to unrelated.
pub(crate) fn random_product(
    rng: &mut StdRng,
    inputs: usize,
    columns: usize,
) -> (Weights, SpikeRows) {
    let inputs = rng.random_range(1..=inputs);
    let columns = rng.random_range(1..=columns);
    let largest = *[3_i8, 60, 127].choose(rng).unwrap();
    let values = (0..inputs * columns).map(|_| rng.random_range(-largest..=largest)).collect();
    let weights = Weights { inputs, columns, values };
    let chain = rng.random_range(1..=5);
    let rows = chain * rng.random_range(0..40);
    (weights, random_rows(rng, inputs, rows, chain))
}

/// Rows of one density, each likely alike to the one before it.
pub(crate) fn random_rows(rng: &mut StdRng, inputs: usize, rows: usize, chain: usize) -> SpikeRows {
    let density = *[0.0, 0.02, 0.2, 0.5, 1.0].choose(rng).unwrap();
    let change = *[0.0, 0.1, 1.0].choose(rng).unwrap();
    let mut spikes = SpikeRows::zeros(inputs, rows, chain);
    for row in 0..rows {
        for k in 0..inputs {
            let old = if row % chain == 0 { None } else { Some(spikes.get(row - 1, k)) };
            let new = if rng.random_bool(density) { *[-1, 1].choose(rng).unwrap() } else { 0 };
            spikes.set(row, k, old.filter(|_| !rng.random_bool(change)).unwrap_or(new));
        }
    }
    spikes
}

/// The sums by their definition.
pub(crate) fn dense(weights: &Weights, rows: &SpikeRows) -> Accumulators {
    let columns = weights.columns;
    let mut values = vec![0; rows.rows * columns];
    for row in 0..rows.rows {
        for k in 0..rows.inputs {
            let q = i32::from(rows.get(row, k));
            for (p, sum) in values[row * columns..(row + 1) * columns].iter_mut().enumerate() {
                *sum += q * i32::from(weights.values[k * columns + p]);
            }
        }
    }
    Accumulators { rows: rows.rows, columns, values }
}
