//! The trained BART on the software engine and the reference card.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use spikelm_engine::{
    Accumulators, CardEngine, CardOptions, EngineError, MatrixEngine, Product, ProductKind,
    ProductTicket, ReferenceCard, SoftEngine, SoftOptions, Stats, WeightId, Weights,
};
use spikelm_model::{ModelError, Precision, Search, SearchFault, SpikeBart, Tokenizer};
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
            sums: sums.clone(),
        });
        self.answers.lock().unwrap().push(answered.collect());
        Ok(sums)
    }

    fn stats(&self) -> Result<Stats, EngineError> {
        self.inner.stats()
    }
}

#[test]
fn cached_decoding_gives_the_integers_of_the_uncached_pass() {
    let engine = Arc::new(Recorder {
        inner: SoftEngine::new(SoftOptions::default()),
        submitted: Mutex::default(),
        answers: Mutex::default(),
    });
    let model = load(engine.clone());
    let (encoder, decoder, steps) = (6 * 3 + 1, 10 * 3, 2);
    for source in sources(&model) {
        engine.answers.lock().unwrap().clear();
        let translation =
            tokens(&model, std::slice::from_ref(&source), &Search::default()).remove(0);
        let cached = std::mem::take(&mut *engine.answers.lock().unwrap());
        assert_eq!(cached.len(), encoder + decoder * translation.len());

        let mut target = vec![2];
        target.extend(&translation[..translation.len() - 1]);
        let logits = model.logits(&[(source, target)]).unwrap().remove(0);
        let whole = std::mem::take(&mut *engine.answers.lock().unwrap());
        assert_eq!(whole.len(), encoder + decoder);
        let (mut linear, mut attention) = (0, 0);
        for (i, token) in translation.iter().enumerate() {
            let step = &cached[encoder + i * decoder..][..decoder];
            for (new, all) in step.iter().zip(&whole[encoder..]) {
                assert_eq!(new.len(), all.len());
                for (new, all) in new.iter().zip(all) {
                    if new.kind == ProductKind::Linear {
                        // Work of the new token alone, whatever its position.
                        assert_eq!(new.rows, steps);
                        for t in 0..steps {
                            assert_eq!(new.sums.row(t), all.sums.row(i * steps + t));
                        }
                        linear += 1;
                    } else {
                        assert_eq!(new.sums.columns, 1);
                        for r in 0..new.rows {
                            assert_eq!(new.sums.row(r), &all.sums.row(r)[i..i + 1], "row {r}");
                        }
                        attention += 1;
                    }
                }
            }
            let best = logits[i].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            assert_eq!(logits[i][*token as usize], best, "token {i}");
        }
        // 6 linear submissions and 4 of 4 heads x 2 steps per layer and token.
        assert_eq!((linear, attention), (18 * translation.len(), 96 * translation.len()));
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
