//! Models of a shape: drawn weights, calibrated amplitudes.

use std::sync::{Arc, Mutex};

use spikelm_engine::{
    Accumulators, EngineError, MatrixEngine, Product, ProductKind, ProductTicket, SoftEngine,
    SoftOptions, SpikeRows, Stats, WeightId, Weights,
};
use spikelm_model::{Architecture, Origin, Precision, Shape, SpikeBart, SpikeBert, Tokenizer};

/// The software engine, which keeps the rows that it was asked to multiply by trained weights.
struct Kept {
    engine: SoftEngine,
    rows: Mutex<Vec<(ProductKind, Arc<SpikeRows>)>>,
}

impl Kept {
    fn new() -> Arc<Kept> {
        Arc::new(Kept { engine: SoftEngine::new(SoftOptions::default()), rows: Mutex::default() })
    }

    /// The share of inputs that spiked, per product of a kind.
    fn rates(&self, kind: ProductKind) -> Vec<f64> {
        let rows = self.rows.lock().unwrap();
        let of_kind = rows.iter().filter(|(k, _)| *k == kind);
        of_kind
            .map(|(_, rows)| {
                let fired: u32 = rows.fired.iter().map(|word| word.count_ones()).sum();
                f64::from(fired) / (rows.rows * rows.inputs) as f64
            })
            .collect()
    }
}

impl MatrixEngine for Kept {
    fn name(&self) -> String {
        self.engine.name()
    }
    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
        self.engine.keep(weights)
    }
    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        let mut rows = self.rows.lock().unwrap();
        rows.extend(products.iter().map(|p| (p.kind, p.rows.clone())));
        self.engine.submit(products)
    }
    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        self.engine.wait(ticket)
    }
    fn stats(&self) -> Result<Stats, EngineError> {
        self.engine.stats()
    }
}

fn small(architecture: Architecture) -> Shape {
    Shape {
        name: "test",
        architecture,
        vocabulary: 211,
        positions: 96,
        hidden: 96,
        heads: 3,
        intermediate: 200,
        layers: 2,
        steps: 3,
        rate: 0.33,
        seed: 5,
    }
}

/// Token ids of `count` sentences of 40 words.
fn sentences(shape: Shape, origin: &Origin, count: usize) -> Vec<Vec<u32>> {
    let config = spikelm_model::BertConfig::load(origin).unwrap();
    let tokenizer = Tokenizer::load(origin, &config).unwrap();
    let texts = shape.texts(count, 40..=40);
    texts.iter().map(|text| tokenizer.encode(text).unwrap().ids).collect()
}

fn logits(shape: Shape) -> Vec<Vec<f32>> {
    let origin = Origin::shape(shape).unwrap();
    let model = SpikeBert::load(&origin, Precision::Int8, Some(Kept::new())).unwrap();
    model.logits(&sentences(shape, &origin, 3)).unwrap()
}

#[test]
fn the_seed_decides_everything() {
    let shape = small(Architecture::Bert);
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(logits(shape), alone.install(|| logits(shape)));
    assert_ne!(logits(shape), logits(Shape { seed: 6, ..shape }));
}

#[test]
fn spikes_come_at_the_rate() {
    for rate in [0.2, 0.33, 0.6] {
        let shape = Shape { rate, ..small(Architecture::Bert) };
        let origin = Origin::shape(shape).unwrap();
        let engine = Kept::new();
        let model = SpikeBert::load(&origin, Precision::Int8, Some(engine.clone())).unwrap();
        assert!(engine.rates(ProductKind::Linear).is_empty(), "calibration has its own engine");
        model.logits(&sentences(shape, &origin, 4)).unwrap();
        // Query, key and value have one input and are one product: four products a layer.
        let linear = engine.rates(ProductKind::Linear);
        assert_eq!(linear.len(), 4 * shape.layers);
        for found in &linear {
            assert!((found - rate).abs() < 0.05, "{linear:?} around {rate}");
        }
        let attention = engine.rates(ProductKind::Attention);
        let mean = attention.iter().sum::<f64>() / attention.len() as f64;
        assert!((mean - rate).abs() < 0.05, "attention: {mean}, not {rate}");
    }
}

#[test]
fn a_shape_that_writes_is_calibrated_too() {
    let shape = small(Architecture::Bart);
    let origin = Origin::shape(shape).unwrap();
    let engine = Kept::new();
    let model = SpikeBart::load(&origin, Precision::Int8, Some(engine.clone())).unwrap();
    let text: Vec<u32> = (3..43).map(|i| i * 5 % 211).collect();
    model.logits(&[(text.clone(), text)]).unwrap();
    let linear = engine.rates(ProductKind::Linear);
    let mean = linear.iter().sum::<f64>() / linear.len() as f64;
    assert!((mean - 0.33).abs() < 0.05, "{linear:?}");
}

#[test]
fn the_reference_mode_has_the_same_parameters() {
    let shape = small(Architecture::Bert);
    let origin = Origin::shape(shape).unwrap();
    let texts = sentences(shape, &origin, 8);
    let run = |precision, engine: Option<Arc<dyn MatrixEngine>>| {
        SpikeBert::load(&origin, precision, engine).unwrap().logits(&texts).unwrap().concat()
    };
    let real = run(Precision::F32, None);
    let quantized = run(Precision::Int8, Some(Kept::new()));
    let error: f32 = real.iter().zip(&quantized).map(|(a, b)| (a - b).abs()).sum();
    let size: f32 = real.iter().map(|a| a.abs()).sum();
    assert!(error > 0.0 && error < 0.5 * size, "{error} of {size}");
}

#[test]
fn what_cannot_be_is_refused_before_memory_is_taken() {
    let sound = small(Architecture::Bert);
    for (shape, part) in [
        (Shape { steps: 0, ..sound }, "0 time steps"),
        (Shape { steps: 65, ..sound }, "65 time steps"),
        (Shape { rate: 1.01, ..sound }, "firing rate of 1.01"),
        (Shape { rate: f64::NAN, ..sound }, "firing rate of NaN"),
        (Shape { hidden: 0, ..sound }, "hidden = 0"),
        (Shape { heads: 5, ..sound }, "5 heads"),
        (Shape { vocabulary: usize::MAX, ..sound }, "vocabulary"),
        (Shape { hidden: 1 << 20, heads: 1, ..sound }, "parameters"),
        (Shape { layers: 1 << 20, intermediate: 1 << 20, ..sound }, "parameters"),
    ] {
        let error = Origin::shape(shape).unwrap_err().to_string();
        assert!(error.contains("shape test") && error.contains(part), "{error}");
    }
}
