//! Whole models on the software engine.

use std::sync::Arc;

use spikelm_engine::{
    Accumulators, CardEngine, CardOptions, EngineError, MatrixEngine, Product, ProductTicket,
    ReferenceCard, RowMode, SoftEngine, SoftOptions, Stats, WeightId, Weights,
};
use spikelm_model::testing::RandomCheckpoint;
use spikelm_model::{AttentionRows, Precision, SpikeBert, Tokenizer};
use spikelm_regs::EngineConfig;

fn soft(rows: RowMode) -> Arc<SoftEngine> {
    Arc::new(SoftEngine::new(SoftOptions { rows, ..SoftOptions::default() }))
}

fn bits(logits: &[Vec<f32>]) -> Vec<Vec<u32>> {
    logits.iter().map(|l| l.iter().map(|v| v.to_bits()).collect()).collect()
}

/// Sentences of a random checkpoint, from one word to as many as there are positions.
fn sentences(checkpoint: &RandomCheckpoint, tokenizer: &Tokenizer) -> Vec<Vec<u32>> {
    let texts = checkpoint.texts(23, 1..=checkpoint.positions);
    texts.iter().map(|text| tokenizer.encode(text).unwrap().ids).collect()
}

#[test]
fn logits_do_not_depend_on_batches_threads_or_row_coding() {
    let checkpoint = RandomCheckpoint::replayable(5);
    let directory = checkpoint.temporary().unwrap();
    let load =
        |precision, rows| SpikeBert::load(directory.path(), precision, Some(soft(rows))).unwrap();
    let model = load(Precision::Int8, RowMode::Coded);
    let tokenizer = Tokenizer::load(directory.path(), model.config()).unwrap();
    let sentences = sentences(&checkpoint, &tokenizer);
    let expected = bits(&model.logits(&sentences).unwrap());
    assert!(expected.windows(2).all(|w| w[0] != w[1]), "sentences differ, so do their logits");

    for in_flight in [1, 2, 7, 1000] {
        let model = load(Precision::Int8, RowMode::Coded).with_sentences_in_flight(in_flight);
        assert_eq!(bits(&model.logits(&sentences).unwrap()), expected, "{in_flight} in flight");
    }
    let direct = load(Precision::Int8, RowMode::Direct);
    assert_eq!(bits(&direct.logits(&sentences).unwrap()), expected, "direct rows");
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let logits = pool.install(|| model.logits(&sentences).unwrap());
        assert_eq!(bits(&logits), expected, "{threads} threads");
    }

    let int4 = load(Precision::Int4, RowMode::Coded);
    assert_ne!(bits(&int4.logits(&sentences).unwrap()), expected);
    let real = load(Precision::F32, RowMode::Coded);
    let one = real.logits(&sentences).unwrap();
    let real = real.with_sentences_in_flight(3);
    assert_eq!(bits(&real.logits(&sentences).unwrap()), bits(&one));
}

/// A software engine that asks for so many rows.
struct Asking(Arc<SoftEngine>, usize);

impl MatrixEngine for Asking {
    fn name(&self) -> String {
        self.0.name()
    }
    fn rows_in_flight(&self) -> Option<usize> {
        Some(self.1)
    }
    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
        self.0.keep(weights)
    }
    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        self.0.submit(products)
    }
    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        self.0.wait(ticket)
    }
    fn stats(&self) -> Result<Stats, EngineError> {
        self.0.stats()
    }
}

#[test]
fn batches_have_about_as_many_rows_as_the_engine_asks_for() {
    let checkpoint = RandomCheckpoint::replayable(6);
    let directory = checkpoint.temporary().unwrap();
    let load = |rows| {
        let engine = Arc::new(Asking(soft(RowMode::Coded), rows));
        SpikeBert::load(directory.path(), Precision::Int8, Some(engine)).unwrap()
    };
    let tokenizer = Tokenizer::load(directory.path(), load(1).config()).unwrap();
    let sentences = sentences(&checkpoint, &tokenizer);
    let steps = load(1).config().steps;
    let rows = |batch: &[Vec<u32>]| steps * batch.iter().map(Vec::len).sum::<usize>();
    let (all, longest) = (rows(&sentences), steps * sentences.iter().map(Vec::len).max().unwrap());
    let expected = bits(&load(1).logits(&sentences).unwrap());
    for asked in [longest, 4 * longest, all / 2, all, 10 * all] {
        let model = load(asked);
        let batches = model.batches(&sentences);
        assert_eq!(batches.concat(), sentences, "every sentence once, in order");
        let most = asked + asked / 2 + longest;
        assert!(batches.iter().all(|b| !b.is_empty() && rows(b) <= most), "{asked} rows asked for");
        if asked >= all {
            assert_eq!(batches.len(), 1);
        }
        assert_eq!(bits(&model.logits(&sentences).unwrap()), expected, "{asked} rows asked for");
        assert_eq!(model.with_sentences_in_flight(5).batches(&sentences)[0].len(), 5);
    }
}

#[test]
fn the_driver_over_a_card_gives_the_same_logits() {
    let checkpoint = RandomCheckpoint::replayable(8);
    let directory = checkpoint.temporary().unwrap();
    let run = |engine: Arc<dyn MatrixEngine>| {
        let model =
            SpikeBert::load(directory.path(), Precision::Int8, Some(engine.clone())).unwrap();
        let tokenizer = Tokenizer::load(directory.path(), model.config()).unwrap();
        let logits = model.logits(&sentences(&checkpoint, &tokenizer)).unwrap();
        (bits(&logits), engine.stats().unwrap())
    };
    let (expected, soft) = run(soft(RowMode::Coded));
    for config in EngineConfig::ALL {
        let card = Arc::new(ReferenceCard::new(config).unwrap());
        let (logits, stats) =
            run(Arc::new(CardEngine::open(card, CardOptions::default()).unwrap()));
        assert_eq!(logits, expected, "{}", config.name);
        for (card, soft) in [(stats.linear, soft.linear), (stats.attention, soft.attention)] {
            let counts = |t: spikelm_engine::Totals| {
                (t.products, t.dense_additions, t.direct_additions, t.additions)
            };
            assert_eq!(counts(card), counts(soft), "{}", config.name);
        }
    }
}

#[test]
fn every_product_is_counted() {
    let checkpoint = RandomCheckpoint::replayable(6);
    let directory = checkpoint.temporary().unwrap();
    let engine = soft(RowMode::Coded);
    let model = SpikeBert::load(directory.path(), Precision::Int8, Some(engine.clone())).unwrap();
    let tokenizer = Tokenizer::load(directory.path(), model.config()).unwrap();
    let sentences = sentences(&checkpoint, &tokenizer);
    let model = model.with_attention_rows(AttentionRows::Ternary);
    model.with_sentences_in_flight(10).logits(&sentences).unwrap();
    let stats = engine.stats().unwrap();

    let (hidden, middle, steps) = (160u64, 416u64, 3u64);
    let tokens: u64 = sentences.iter().map(|s| s.len() as u64).sum();
    let dense = tokens * steps * 2 * (4 * hidden * hidden + 2 * hidden * middle);
    assert_eq!(stats.linear.dense_additions, dense);
    // Three batches; one product fewer in the layer whose query, key and value share amplitudes.
    assert_eq!(stats.linear.products, 3 * (4 + 5));
    let pairs: u64 = sentences.iter().map(|s| (s.len() * s.len()) as u64).sum();
    assert_eq!(stats.attention.dense_additions, 2 * 2 * steps * hidden * pairs);
    assert_eq!(stats.attention.products, 2 * 2 * steps * 5 * sentences.len() as u64);
    for totals in [stats.linear, stats.attention] {
        let firing = totals.direct_additions as f64 / totals.dense_additions as f64;
        assert!((0.1..0.9).contains(&firing), "the checkpoint fires at a rate of {firing}");
        assert!(totals.additions <= totals.direct_additions);
    }
}

#[test]
fn quantized_logits_stay_near_the_real_ones() {
    let checkpoint = RandomCheckpoint::replayable(7);
    let directory = checkpoint.temporary().unwrap();
    let logits = |precision| {
        let model =
            SpikeBert::load(directory.path(), precision, Some(soft(RowMode::Coded))).unwrap();
        let tokenizer = Tokenizer::load(directory.path(), model.config()).unwrap();
        model.logits(&sentences(&checkpoint, &tokenizer)).unwrap().concat()
    };
    let real = logits(Precision::F32);
    let spread = |other: &[f32]| {
        let n = real.len() as f32;
        (real.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f32>() / n).sqrt()
    };
    let (int8, int4) = (spread(&logits(Precision::Int8)), spread(&logits(Precision::Int4)));
    let mean = real.iter().sum::<f32>() / real.len() as f32;
    let deviation = spread(&vec![mean; real.len()]);
    println!("deviation of logits {deviation}; error int8 {int8}, int4 {int4}");
    assert!(int8 < 0.4 * deviation && int8 < int4);
}
