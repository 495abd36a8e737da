//! Times the software engine on products of the shapes of a BERT layer, per instruction set and
//! share of inputs that fire: dense additions that a second of it stands for, in units of 10^9.
//!
//! `cargo run --release -p spikelm-engine --example soft_speed`
//!
//! Above four sevenths of events, AVX-512 computes densely: the last columns show that this pays.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use rand::prelude::*;
use spikelm_engine::{
    Isa, MatrixEngine, Operand, Product, ProductKind, RowMode, SoftEngine, SoftOptions, SpikeRows,
    Weights,
};

const SHAPES: [(usize, usize, usize); 6] = [
    (768, 2304, 512),
    (768, 3072, 512),
    (3072, 768, 512),
    (128, 384, 4096),
    (512, 128, 4096),
    (64, 128, 128),
];
const RATES: [f64; 7] = [0.1, 0.2, 0.33, 0.5, 0.56, 0.6, 0.8];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    print!("{:<8} {:>17}", "", "rows x K x M");
    RATES.iter().for_each(|rate| print!("{:>8.0} %", 100.0 * rate));
    println!();
    for isa in Isa::available() {
        isa.select()?;
        for (inputs, columns, rows) in SHAPES {
            print!("{isa:<8} {:>17}", format!("{rows} x {inputs} x {columns}"));
            for rate in RATES {
                print!("{:>10.1}", speed(inputs, columns, rows, rate)?);
            }
            println!();
        }
    }
    Ok(())
}

/// Dense additions per nanosecond, the median of some runs.
fn speed(
    inputs: usize,
    columns: usize,
    rows: usize,
    rate: f64,
) -> Result<f64, Box<dyn std::error::Error>> {
    let mut rng = StdRng::seed_from_u64(1);
    let options = SoftOptions { rows: RowMode::Direct, ..SoftOptions::default() };
    let engine = SoftEngine::new(options);
    let values = (0..inputs * columns).map(|_| rng.random_range(-60..=60)).collect();
    let id = engine.keep(Weights { inputs, columns, values })?;
    let mut spikes = SpikeRows::zeros(inputs, rows, 1);
    for row in 0..rows {
        for k in (0..inputs).filter(|_| rng.random_bool(rate)).collect::<Vec<_>>() {
            spikes.set(row, k, if rng.random() { 1 } else { -1 });
        }
    }
    let product = Product {
        kind: ProductKind::Linear,
        weights: Operand::Resident(id),
        rows: Arc::new(spikes),
    };
    let dense = (inputs * columns * rows) as f64;
    let mut seconds = Vec::new();
    for _ in 0..9 {
        let start = Instant::now();
        let ticket = engine.submit(vec![product.clone()])?;
        engine.wait_blocks(ticket, &|block| {
            black_box(block.sums);
        })?;
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    Ok(dense / seconds[seconds.len() / 2] / 1e9)
}
