//! A layer whose weights do not fit: the driver swaps them through the link beside the work.

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::rng;
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_engine::card::{Card, CardError, Deadline, Ticket, Transfer};
use spikelm_engine::{
    CardEngine, CardOptions, Link, MatrixEngine, Operand, Product, ProductKind, SoftEngine,
    SoftOptions, SpikeRows, Stats, WeightId, Weights,
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

/// A simulated card that counts what is written to it.
struct Counted {
    card: SimCard,
    written: AtomicU64,
}

impl Card for Counted {
    fn name(&self) -> String {
        self.card.name()
    }

    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        if let Transfer::Write { data, .. } = &transfer {
            self.written.fetch_add(data.len() as u64, Ordering::Relaxed);
        }
        self.card.start(transfer)
    }

    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        self.card.wait(ticket, deadline)
    }

    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        self.card.read_register(offset)
    }

    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        self.card.write_register(offset, value)
    }

    fn link(&self) -> Option<Link> {
        self.card.link()
    }

    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        self.card.wait_event(deadline)
    }
}

/// A layer on both engines.
struct Bench {
    counted: Arc<Counted>,
    card: CardEngine,
    soft: SoftEngine,
    random: SmallRng,
}

impl Bench {
    fn product(&mut self, layer: usize, tokens: usize) -> Product {
        let rows = Arc::new(rows(&mut self.random, LAYER[layer].0, tokens));
        let weights = Operand::Resident(WeightId(layer as u32));
        Product { kind: ProductKind::Linear, weights, rows }
    }

    /// One submission; the same sums from both.
    fn submit(&self, products: Vec<Product>) {
        let sums = self.card.multiply(products.clone()).unwrap();
        assert!(sums == self.soft.multiply(products).unwrap());
    }
}

#[test]
fn a_bert_base_layer_on_a_shallow_weight_ram() {
    let text = verilog("spikelm_engine", || <spikelm_hdl::engine!(SHALLOW)>::new(SHALLOW, 1));
    let text = text.unwrap();
    for (format, reach, bytes) in [("int8", 127, 1.0), ("int4", 7, 0.5)] {
        let mut random = rng(1, reach as u64);
        let layer: Vec<Weights> =
            LAYER.iter().map(|(k, m)| weights(&mut random, *k, *m, reach)).collect();
        let weight_bytes = bytes * layer.iter().map(|w| w.values.len() as f64).sum::<f64>();
        let ram = f64::from(SHALLOW.weight_rows * SHALLOW.lanes);
        let link = weight_bytes / f64::from(SHALLOW.axi_bytes);
        println!("{format}: weight RAM holds {:.2} of the weights", ram / weight_bytes);
        // The products of a layer in one submission, as with sentences in flight; or one after the
        // other, as for one sentence, where the layer was at work before: there nothing goes down
        // while the results of one product become the rows of the next. Where work and loads take
        // about as long (int8 weights of 32 tokens, int4 ones of 16), what either waits for the other is
        // seen most.
        let together = [1, 16, 32, 64, 128, 256].map(|tokens| (true, tokens));
        let one_by_one = [1, 32, 64, 128].map(|tokens| (false, tokens));
        for (together, tokens) in together.into_iter().chain(one_by_one) {
            let verilog = Some(text.clone());
            let options = SimOptions { verilog, ..SimOptions::new(SHALLOW) };
            let card = SimCard::open(options).unwrap();
            let counted = Arc::new(Counted { card, written: AtomicU64::new(0) });
            let card = CardEngine::open(counted.clone(), CardOptions::default()).unwrap();
            let soft = SoftEngine::new(SoftOptions::default());
            let mut bench = Bench { counted, card, soft, random: random.clone() };
            for weights in &layer {
                bench.card.keep(weights.clone()).unwrap();
                bench.soft.keep(weights.clone()).unwrap();
            }
            if !together {
                for i in 0..LAYER.len() {
                    let product = bench.product(i, 1);
                    bench.submit(vec![product]);
                }
            }
            let before = bench.card.stats().unwrap();
            let written = bench.counted.written.load(Ordering::Relaxed);
            let products: Vec<Product> =
                (0..LAYER.len()).map(|i| bench.product(i, tokens)).collect();
            if together {
                bench.submit(products);
            } else {
                products.into_iter().for_each(|product| bench.submit(vec![product]));
            }
            let after = bench.card.stats().unwrap();
            let since = |f: fn(&Stats) -> Option<u64>| f(&after).unwrap() - f(&before).unwrap();
            let (cycles, busy) = (since(|s| s.cycles), since(|s| s.linear.busy_cycles));
            // Rows, and commands with what lies between them and the ring's edge.
            let written = bench.counted.written.load(Ordering::Relaxed) - written;
            let beats = written as f64 / f64::from(SHALLOW.axi_bytes);
            let over = |bound: f64| cycles as f64 / bound.max(busy as f64);
            println!(
                "{format}, {tokens} tokens, {}: {cycles} cycles, {busy} busy, {link} for the weights \
                 through the link, {beats} for all that goes down; {:.3} of busy or weights, {:.3} of \
                 busy or all (loads alone {}, commands {}, idle {})",
                if together { "together" } else { "one after the other" },
                over(link),
                over(beats),
                since(|s| s.load_cycles),
                since(|s| s.command_cycles),
                since(|s| s.idle_cycles)
            );
            assert!(over(link) <= 1.15 && over(beats) <= 1.15);
            // The rows of few tokens stay in input memory for all spans that meet them.
            assert!(!together || tokens > 16 || beats <= 1.1 * link);
        }
    }
}
