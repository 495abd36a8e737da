//! Several engines as one: the same integers, whoever computes and whoever fails.

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::{random_product, random_rows, seeds};
use rand::prelude::*;
use spikelm_engine::card::{Deadline, Ticket, Transfer};
use spikelm_engine::{
    Card, CardEngine, CardError, CardOptions, EngineError, Fleet, MatrixEngine, Operand, Product,
    ProductKind, ReferenceCard, SoftEngine, SoftOptions, WeightId,
};
use spikelm_regs::EngineConfig;

/// A card that is gone for good after some transfers.
struct Mortal {
    inner: ReferenceCard,
    left: AtomicU64,
}

impl Mortal {
    fn check(&self) -> Result<(), CardError> {
        let alive = self.left.load(Ordering::Relaxed) > 0;
        let (operation, address, reason) = ("use", 0, "the card is dead".to_owned());
        if alive { Ok(()) } else { Err(CardError::Link { operation, address, reason }) }
    }
}

impl Card for Mortal {
    fn name(&self) -> String {
        "mortal".into()
    }
    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        self.check()?;
        self.left.fetch_sub(1, Ordering::Relaxed);
        self.inner.start(transfer)
    }
    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        self.check()?;
        self.inner.wait(ticket, deadline)
    }
    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        self.check()?;
        self.inner.read_register(offset)
    }
    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        self.check()?;
        self.inner.write_register(offset, value)
    }
    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        self.check()?;
        self.inner.wait_event(deadline)
    }
}

fn card(life: u64) -> Arc<dyn MatrixEngine> {
    let inner = ReferenceCard::new(EngineConfig::SMALL).unwrap();
    let card = Arc::new(Mortal { inner, left: AtomicU64::new(life) });
    Arc::new(CardEngine::open(card, CardOptions::default()).unwrap())
}

fn calls(rng: &mut StdRng, kept: &[(WeightId, usize)]) -> Vec<Product> {
    let call = |rng: &mut StdRng| {
        if rng.random() {
            let (weights, rows) = random_product(rng, 200, 100);
            let weights = Operand::Transient(Arc::new(weights));
            return Product { kind: ProductKind::Attention, weights, rows: Arc::new(rows) };
        }
        let &(id, inputs) = kept.choose(rng).unwrap();
        let chain = rng.random_range(1..=4);
        let rows = chain * rng.random_range(0..30);
        let rows = Arc::new(random_rows(rng, inputs, rows, chain));
        Product { kind: ProductKind::Linear, weights: Operand::Resident(id), rows }
    };
    (0..rng.random_range(0..6)).map(|_| call(rng)).collect()
}

/// Runs random products on a fleet whose cards live for so many transfers; gives the fleet.
fn run(seed: u64, lives: &[u64]) -> Result<Fleet, EngineError> {
    let mut rng = StdRng::seed_from_u64(seed);
    let fleet = Fleet::new(lives.iter().map(|life| card(*life)).collect())?;
    let soft = SoftEngine::new(SoftOptions::default());
    let keep = |rng: &mut StdRng| {
        let (weights, _) = random_product(rng, 300, 300);
        let id = fleet.keep(weights.clone()).unwrap();
        assert_eq!(soft.keep(weights.clone()).unwrap(), id);
        (id, weights.inputs)
    };
    let kept: Vec<_> = (0..3).map(|_| keep(&mut rng)).collect();
    let mut waiting = Vec::new();
    for _ in 0..8 {
        let products = calls(&mut rng, &kept);
        let expected = soft.multiply(products.clone()).unwrap();
        waiting.push((fleet.submit(products)?, expected));
        if rng.random() {
            let (ticket, expected) = waiting.swap_remove(rng.random_range(0..waiting.len()));
            assert!(fleet.wait(ticket)? == expected, "SPIKELM_SEED={seed}");
        }
    }
    for (ticket, expected) in waiting {
        assert!(fleet.wait(ticket)? == expected, "SPIKELM_SEED={seed}");
    }
    let (ours, soft) = (fleet.stats()?, soft.stats()?);
    for (ours, soft) in [(ours.linear, soft.linear), (ours.attention, soft.attention)] {
        assert_eq!(ours.products, soft.products);
        assert_eq!(ours.dense_additions, soft.dense_additions);
        assert_eq!(ours.direct_additions, soft.direct_additions);
        assert_eq!(ours.additions, soft.additions);
    }
    Ok(fleet)
}

const FOREVER: u64 = u64::MAX;

#[test]
fn sums_do_not_depend_on_who_computes() {
    for seed in seeds(5) {
        for cards in 1..=3 {
            let fleet = run(seed, &vec![FOREVER; cards]).unwrap();
            let reports = fleet.cards();
            assert_eq!(reports.len(), cards);
            assert!(reports.iter().all(|r| r.additions > 0 && r.lost.is_none()), "{reports:?}");
        }
    }
}

#[test]
fn the_work_of_a_card_that_dies_goes_to_the_others() {
    for seed in seeds(5) {
        for life in 1..6 {
            let fleet = run(seed, &[FOREVER, life, 3 * life]).unwrap();
            let [first, second, _] = &fleet.cards()[..] else { panic!("three cards") };
            assert_eq!(first.lost, None);
            let lost = second.lost.as_deref().unwrap();
            assert!(lost.contains("the card is dead") && lost.contains("idle channels"), "{lost}");
        }
    }
}

#[test]
fn when_all_cards_are_lost_the_error_says_what_was_tried() {
    let error = run(1, &[5, 2]).err().unwrap().to_string();
    assert!(error.contains("no card is left"), "{error}");
    assert_eq!(error.matches("the card is lost").count(), 3, "{error}");
    assert!(Fleet::new(Vec::new()).is_err());
}
