//! A layer whose weights do not fit: the driver swaps them through the link beside the work.

mod common;

use std::sync::Arc;

use common::rng;
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_engine::{
    CardEngine, CardOptions, MatrixEngine, Operand, Product, ProductKind, SoftEngine, SoftOptions,
    SpikeRows, WeightId, Weights,
};
use spikelm_hdl::emit::verilog;
use spikelm_regs::EngineConfig;
use spikelm_sim::{SimCard, SimOptions};

/// A megabyte of weight RAM, and memories for short jobs.
const SHALLOW: EngineConfig = EngineConfig {
    name: "shallow",
    weight_rows: 4096,
    input_bytes: 256 << 10,
    result_bytes: 512 << 10,
    ring_entries: 64,
    ..EngineConfig::WIDE
};

/// BERT-base: query, key and value; attention output; up; down.
const LAYER: [(usize, usize); 4] = [(768, 3 * 768), (768, 768), (768, 3072), (3072, 768)];
/// Time steps of a token.
const STEPS: usize = 4;
/// Share of inputs that spikes, and of spikes that the next step repeats.
const RATE: f64 = 0.33;
const REPEATS: f64 = 0.9;

/// Bell-shaped weights, as trained ones are: the mean of four uniform ones.
fn weights(random: &mut SmallRng, inputs: usize, columns: usize, reach: i32) -> Weights {
    let mut weight = || (0..4).map(|_| random.random_range(-reach..=reach)).sum::<i32>() / 4;
    let values = (0..inputs * columns).map(|_| weight() as i8).collect();
    Weights { inputs, columns, values }
}

fn rows(random: &mut SmallRng, inputs: usize, tokens: usize) -> SpikeRows {
    let mut rows = SpikeRows::zeros(inputs, tokens * STEPS, STEPS);
    for k in 0..inputs {
        for token in 0..tokens {
            let mut spike = 0;
            for step in 0..STEPS {
                if step == 0 || !random.random_bool(REPEATS) {
                    let fires = random.random_bool(RATE);
                    spike = if fires { [-1, 1][random.random_range(0..2)] } else { 0 };
                }
                rows.set(token * STEPS + step, k, spike);
            }
        }
    }
    rows
}

#[test]
fn a_bert_base_layer_on_a_shallow_weight_ram() {
    let text = verilog("spikelm_engine", || <spikelm_hdl::engine!(SHALLOW)>::new(SHALLOW, 1));
    let text = text.unwrap();
    let mut worst: f64 = 0.0;
    let soft = SoftEngine::new(SoftOptions::default());
    for (format, reach, bytes) in [("int8", 127, 1.0), ("int4", 7, 0.5)] {
        let mut random = rng(1, reach as u64);
        let layer: Vec<Weights> =
            LAYER.iter().map(|(k, m)| weights(&mut random, *k, *m, reach)).collect();
        let weight_bytes = bytes * layer.iter().map(|w| w.values.len() as f64).sum::<f64>();
        let ram = f64::from(SHALLOW.weight_rows * SHALLOW.lanes);
        let link = weight_bytes / f64::from(SHALLOW.axi_bytes);
        for tokens in [1, 256] {
            let verilog = Some(text.clone());
            let options = SimOptions { verilog, ..SimOptions::new(SHALLOW) };
            let card = Arc::new(SimCard::open(options).unwrap());
            let engine = CardEngine::open(card, CardOptions::default()).unwrap();
            let keep = |engine: &dyn MatrixEngine| -> Vec<WeightId> {
                layer.iter().map(|w| engine.keep(w.clone()).unwrap()).collect()
            };
            let (kept, known) = (keep(&engine), keep(&soft));
            // The products of a layer in one submission, as with sentences in flight.
            let mut products = |ids: &[WeightId], known: &[WeightId]| {
                let layer = LAYER.iter().zip(ids).zip(known);
                let both = layer.map(|((&(inputs, _), id), known)| {
                    let rows = Arc::new(rows(&mut random, inputs, tokens));
                    [id, known].map(|id| Product {
                        kind: ProductKind::Linear,
                        weights: Operand::Resident(*id),
                        rows: rows.clone(),
                    })
                });
                both.map(|[card, soft]| (card, soft)).unzip::<_, _, Vec<_>, Vec<_>>()
            };
            let (on_card, in_software) = products(&kept, &known);
            let sums = engine.multiply(on_card).unwrap();
            assert!(sums == soft.multiply(in_software).unwrap(), "{format}, {tokens} tokens");
            let stats = engine.stats().unwrap();
            let (cycles, busy) = (stats.cycles.unwrap(), stats.linear.busy_cycles.unwrap());
            let bound = link.max(busy as f64);
            let ratio = cycles as f64 / bound;
            println!(
                "{format}, {tokens} tokens, weight RAM {:.2} of the weights: {cycles} cycles, {busy} \
                 busy, {link} for the weights through the link, {ratio:.3} of the larger \
                 (loads alone {}, commands {}, idle {})",
                ram / weight_bytes,
                stats.load_cycles.unwrap(),
                stats.command_cycles.unwrap(),
                stats.idle_cycles.unwrap()
            );
            worst = worst.max(ratio);
        }
    }
    assert!(worst <= 1.15, "{worst}");
}
