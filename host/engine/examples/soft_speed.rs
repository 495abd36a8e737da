//! Times the software engine on products of the shapes of a BERT layer.
//!
//! `cargo run --release -p spikelm-engine --example soft_speed`

use std::sync::Arc;
use std::time::Instant;

use rand::prelude::*;
use spikelm_engine::{
    EngineError, MatrixEngine, Operand, Product, ProductKind, SoftEngine, SoftOptions, SpikeRows,
    Weights,
};

fn main() -> Result<(), EngineError> {
    let mut rng = StdRng::seed_from_u64(1);
    for (inputs, columns, rows) in
        [(128, 384, 4096), (128, 512, 4096), (512, 128, 4096), (1536, 384, 1024), (64, 25, 25)]
    {
        let engine = SoftEngine::new(SoftOptions::default());
        let values = (0..inputs * columns).map(|_| rng.random_range(-60..=60)).collect();
        let id = engine.keep(Weights { inputs, columns, values })?;
        let chain = if rows % 4 == 0 { 4 } else { 1 };
        let mut spikes = SpikeRows::zeros(inputs, rows, chain);
        for row in 0..rows {
            for k in 0..inputs {
                if row % chain > 0 && rng.random_bool(0.85) {
                    spikes.set(row, k, spikes.get(row - 1, k));
                } else if rng.random_bool(0.42) {
                    spikes.set(row, k, if rng.random() { 1 } else { -1 });
                }
            }
        }
        let rows = Arc::new(spikes);
        let product = Product { kind: ProductKind::Linear, weights: Operand::Resident(id), rows };
        let repeat = 20;
        let start = Instant::now();
        for _ in 0..repeat {
            engine.multiply(vec![product.clone(); 4])?;
        }
        let seconds = start.elapsed().as_secs_f64();
        let stats = engine.stats()?.linear;
        println!(
            "K {inputs:5} M {columns:4}: {:6.2} G coded additions/s, coded/direct {:.2}",
            stats.additions as f64 / seconds / 1e9,
            stats.additions as f64 / stats.direct_additions as f64,
        );
    }
    Ok(())
}
