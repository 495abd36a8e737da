//! The trained BART on the software engine and the reference card.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use spikelm_engine::{
    Accumulators, CardEngine, CardOptions, EngineError, MatrixEngine, Product, ProductKind,
    ProductTicket, ReferenceCard, SoftEngine, SoftOptions, Stats, WeightId, Weights,
};
use spikelm_model::{
    AttentionRows, ModelError, Precision, Search, SearchFault, SpikeBart, Tokenizer,
};
use spikelm_regs::EngineConfig;

const TEXTS: [&str; 5] = [
    "A man sleeping in a green room on a couch.",
    "Two dogs run through the snow.",
    "A girl",
    "A boy wearing headphones sits on a woman's shoulders.",
    "People are standing outside of a building, and a man with a hat plays the guitar.",
];

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/models/multi30k-tiny")
}

fn load(engine: Arc<dyn MatrixEngine>) -> SpikeBart {
    SpikeBart::load(&directory(), Precision::Int8, Some(engine)).unwrap()
}

fn soft() -> Arc<SoftEngine> {
    Arc::new(SoftEngine::new(SoftOptions::default()))
}

fn sources(model: &SpikeBart) -> Vec<Vec<u32>> {
    let tokenizer = Tokenizer::load(&directory(), model.config()).unwrap();
    TEXTS.iter().map(|text| tokenizer.encode(text).unwrap().ids).collect()
}

fn tokens(model: &SpikeBart, sources: &[Vec<u32>], search: &Search) -> Vec<Vec<u32>> {
    let translations = model.translate(sources, search, &mut |_, _| {}).unwrap();
    translations.into_iter().map(|t| t.tokens).collect()
}

/// One product as it was asked and answered.
struct Answered {
    kind: ProductKind,
    rows: usize,
    inputs: usize,
    sums: Accumulators,
}

/// A software engine that remembers every integer; one entry per submission.
struct Recorder {
    inner: SoftEngine,
    submitted: Mutex<Vec<Vec<Product>>>,
    answers: Mutex<Vec<Vec<Answered>>>,
}

impl MatrixEngine for Recorder {
    fn name(&self) -> String {
        "recorder".into()
    }

    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
        self.inner.keep(weights)
    }

    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        self.submitted.lock().unwrap().push(products.clone());
        self.inner.submit(products)
    }

    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        let sums = self.inner.wait(ticket)?;
        let products = self.submitted.lock().unwrap().pop().unwrap();
        let answered = products.iter().zip(&sums).map(|(product, sums)| Answered {
            kind: product.kind,
            rows: product.rows.rows,
            inputs: product.rows.inputs,
            sums: sums.clone(),
        });
        self.answers.lock().unwrap().push(answered.collect());
        Ok(sums)
    }

    fn stats(&self) -> Result<Stats, EngineError> {
        self.inner.stats()
    }
}

/// What was asked since the last time.
fn answers(recorder: &Recorder) -> Vec<Vec<Answered>> {
    std::mem::take(&mut *recorder.answers.lock().unwrap())
}

fn recorder() -> Arc<Recorder> {
    Arc::new(Recorder {
        inner: SoftEngine::new(SoftOptions::default()),
        submitted: Mutex::default(),
        answers: Mutex::default(),
    })
}

/// Submissions of an encoder, of the source's keys and values, of a decoder: three layers each.
const ENCODER: usize = 6 * 3;
const SOURCES: usize = 1;
const DECODER: usize = 10 * 3;
/// T.
const STEPS: usize = 2;

#[test]
fn cached_decoding_gives_the_integers_of_uncached_decoding() {
    let engine = recorder();
    // Rows that do not depend on how many tokens are asked for at once, so that sums can be
    // compared one by one; other rows give the same sums (`the_side_of_attention_products_changes_nothing`).
    let model = load(engine.clone()).with_attention_rows(AttentionRows::Ternary);
    for source in sources(&model) {
        let translate = |cache| {
            let sources = std::slice::from_ref(&source);
            let search = Search { cache, ..Search::default() };
            let translation = model.translate(sources, &search, &mut |_, _| {}).unwrap().remove(0);
            (translation, answers(&engine))
        };
        let (translation, kept) = translate(true);
        let (again, anew) = translate(false);
        assert_eq!(translation, again);
        let count = translation.tokens.len();
        assert_eq!(kept.len(), ENCODER + SOURCES + DECODER * count);
        assert_eq!(anew.len(), ENCODER + (SOURCES + DECODER) * count);
        let (mut linear, mut attention) = (0, 0);
        for i in 0..count {
            let at = ENCODER + i * (SOURCES + DECODER);
            assert_eq!(kept[ENCODER][0].sums, anew[at][0].sums, "keys and values of the source");
            let step = &kept[ENCODER + SOURCES + i * DECODER..][..DECODER];
            for (new, all) in step.iter().zip(&anew[at + SOURCES..][..DECODER]) {
                assert_eq!(new.len(), all.len());
                for (new, all) in new.iter().zip(all) {
                    if new.kind == ProductKind::Linear {
                        // Work of the new token alone, whatever its position.
                        assert_eq!((new.rows, all.rows), (STEPS, (i + 1) * STEPS));
                        for t in 0..STEPS {
                            assert_eq!(new.sums.row(t), all.sums.row(i * STEPS + t));
                        }
                        linear += 1;
                    } else {
                        assert_eq!((new.rows, new.sums.columns), (all.rows, 1));
                        assert_eq!(all.sums.columns, i + 1);
                        for r in 0..new.rows {
                            assert_eq!(new.sums.row(r), &all.sums.row(r)[i..], "row {r}");
                        }
                        attention += 1;
                    }
                }
            }
        }
        // 6 linear submissions and 4 of 4 heads x 2 steps per layer and token.
        assert_eq!((linear, attention), (18 * count, 96 * count));
    }
}

#[test]
fn work_of_a_token_does_not_grow_with_its_position() {
    let engine = recorder();
    let model = load(engine.clone());
    let source = sources(&model).remove(0);
    tokens(&model, &[source], &Search::default());
    let answers = answers(&engine);
    for (i, step) in answers[ENCODER + SOURCES..].chunks(DECODER).enumerate() {
        let linear = step.iter().flatten().filter(|a| a.kind == ProductKind::Linear);
        let dense: usize = linear.map(|a| a.rows * a.inputs * a.sums.columns).sum();
        // Query, key, value and output twice, without the keys and values of the source.
        assert_eq!(dense, 3 * STEPS * (6 * 128 * 128 + 2 * 128 * 512), "token {i}");
    }
}

#[test]
fn beams_share_the_tiles_of_their_source() {
    /// Heads by T.
    const PARTS: usize = 4 * STEPS;
    const DIGITS: usize = 8;
    for rows in [AttentionRows::Ternary, AttentionRows::Real] {
        let engine = recorder();
        let model = load(engine.clone()).with_attention_rows(rows);
        let sources = &sources(&model)[..2];
        model
            .translate(sources, &Search { beams: 4, ..Search::default() }, &mut |_, _| {})
            .unwrap();
        let answers = answers(&engine);
        // The second token of both sentences: 4 targets each.
        let step = &answers[ENCODER + SOURCES + DECODER..][..DECODER];
        for layer in step.chunks(10) {
            // Query-key-value, scores, contexts, output; query, scores, contexts, output; up, down.
            for (own, of_source) in [(1, 5), (2, 6)] {
                let (own, of_source) = (&layer[own], &layer[of_source]);
                if rows == AttentionRows::Ternary {
                    assert_eq!(own.len(), 2 * 4 * PARTS, "a product per target, head and step");
                    assert!(own.iter().all(|a| a.sums.columns == 1));
                    assert_eq!(of_source.len(), 2 * PARTS, "a product per source");
                    assert!(of_source.iter().all(|a| a.sums.columns == 4));
                } else {
                    assert_eq!(own.len(), 2 * 4, "a tile per target");
                    assert!(own.iter().all(|a| a.rows == PARTS * DIGITS));
                    assert_eq!(of_source.len(), 2, "a tile per source");
                    assert!(of_source.iter().all(|a| a.rows == 4 * PARTS * DIGITS));
                }
            }
        }
    }
}

#[test]
fn the_side_of_attention_products_changes_nothing() {
    let all = [AttentionRows::Fewest, AttentionRows::Ternary, AttentionRows::Real];
    let search = Search { beams: 3, max_tokens: 12, ..Search::default() };
    let answers = all.map(|rows| {
        let engine = soft();
        let model = load(engine.clone()).with_attention_rows(rows);
        let sources = sources(&model);
        let pairs: Vec<(Vec<u32>, Vec<u32>)> =
            sources.iter().map(|source| (source.clone(), vec![2, 40, 71, 9])).collect();
        let translations = model.translate(&sources, &search, &mut |_, _| {}).unwrap();
        let answer = (translations, model.logits(&pairs).unwrap());
        (answer, engine.stats().unwrap())
    });
    for (answer, stats) in &answers {
        assert_eq!(answer, &answers[0].0);
        assert_eq!(stats.linear, answers[0].1.linear);
        // What a dense engine adds does not depend on how it is asked.
        assert_eq!(stats.attention.dense_additions, answers[0].1.attention.dense_additions);
    }
    let products = answers.map(|(_, stats)| stats.attention.products);
    assert!(products[2] < products[0] && products[0] < products[1], "{products:?}");
}

#[test]
fn the_cache_changes_nothing_but_the_work() {
    let model = load(soft());
    let sources = sources(&model);
    for search in [Search::default(), Search { beams: 3, max_tokens: 12, ..Search::default() }] {
        let translations =
            |cache| model.translate(&sources, &Search { cache, ..search }, &mut |_, _| {}).unwrap();
        assert_eq!(translations(true), translations(false));
    }
}

#[test]
fn tokens_do_not_depend_on_batches_or_threads() {
    let model = load(soft());
    let sources = sources(&model);
    for search in [Search::default(), Search { beams: 3, max_tokens: 9, ..Search::default() }] {
        let expected = model.translate(&sources, &search, &mut |_, _| {}).unwrap();
        for in_flight in [1, 2, 1000] {
            let model = load(soft()).with_sentences_in_flight(in_flight);
            let translations = model.translate(&sources, &search, &mut |_, _| {}).unwrap();
            assert_eq!(translations, expected, "{in_flight} in flight");
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let translations = pool.install(|| model.translate(&sources, &search, &mut |_, _| {}));
        assert_eq!(translations.unwrap(), expected, "one thread");
    }
}

#[test]
fn the_driver_over_a_card_gives_the_same_tokens() {
    let model = load(soft());
    let sources = sources(&model);
    let search = Search { max_tokens: 6, ..Search::default() };
    let expected = tokens(&model, &sources, &search);
    for config in EngineConfig::ALL {
        let card = Arc::new(ReferenceCard::new(config).unwrap());
        let engine = Arc::new(CardEngine::open(card, CardOptions::default()).unwrap());
        assert_eq!(tokens(&load(engine), &sources, &search), expected, "{}", config.name);
    }
}

#[test]
fn targets_end_at_the_limit_and_beams_never_score_less() {
    let model = load(soft());
    let sources = sources(&model);
    let whole = tokens(&model, &sources, &Search::default());
    for max_tokens in [1, 2, 5] {
        for beams in [1, 2] {
            let search = Search { beams, max_tokens, ..Search::default() };
            for (short, whole) in tokens(&model, &sources, &search).iter().zip(&whole) {
                assert!(short.len() <= max_tokens);
                assert_eq!(short.iter().position(|t| *t == 2), Some(short.len() - 1));
                if beams == 1 {
                    assert_eq!(short[..short.len() - 1], whole[..short.len() - 1]);
                }
            }
        }
    }
    let greedy = model.translate(&sources, &Search::default(), &mut |_, _| {}).unwrap();
    let search = Search { beams: 4, ..Search::default() };
    let beams = model.translate(&sources, &search, &mut |_, _| {}).unwrap();
    let total = |all: &[spikelm_model::Translation]| all.iter().map(|t| t.score).sum::<f32>();
    assert!(total(&beams) > total(&greedy), "{beams:?} {greedy:?}");
}

#[test]
fn what_cannot_be_searched_is_refused() {
    let model = load(soft());
    let sources = sources(&model);
    let refusal = |search: Search| match model.translate(&sources, &search, &mut |_, _| {}) {
        Err(ModelError::Search(fault)) => fault,
        other => panic!("{other:?}"),
    };
    let base = Search::default();
    assert_eq!(refusal(Search { beams: 0, ..base }), SearchFault::Beams { beams: 0, most: 3000 });
    assert_eq!(
        refusal(Search { max_tokens: 65, ..base }),
        SearchFault::Tokens { max_tokens: 65, most: 64 }
    );
    assert_eq!(
        refusal(Search { length_penalty: f32::INFINITY, ..base }),
        SearchFault::LengthPenalty(f32::INFINITY)
    );
    let search = Search { max_tokens: 64, ..base };
    for (source, part) in [(vec![], "empty"), (vec![0, 6000, 2], "6000"), (vec![5; 65], "64")] {
        let error = model.translate(&[source], &search, &mut |_, _| {}).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
    assert!(model.translate(&[], &search, &mut |_, _| {}).unwrap().is_empty());
}
