//! Every kind of fault at many points: the right integers or one clear error, every time.
//!
//! Faults strike in front of a simulated card in this process, deadlines are in virtual time.
//! `SPIKELM_FAULTS=n` strikes n times with each kind, `SPIKELM_SEED=n` elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_engine::card::Deadline;
use spikelm_engine::{
    CardEngine, CardOptions, EngineError, MatrixEngine, Operand, Product, ProductKind, SoftEngine,
    SoftOptions, SpikeRows, WeightId, Weights,
};
use spikelm_regs::EngineConfig;
use spikelm_sim::SimOptions;
use spikelm_sim::fault::{Fault, FaultKind, FaultPlan, FaultyCard};

/// Strikes of each kind.
const POINTS: u64 = 200;
/// Kept weights.
const KEPT: usize = 6;

fn number(variable: &str, default: u64) -> u64 {
    let text = std::env::var(variable);
    text.map_or(default, |n| n.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

/// Occasions of a kind per strike: rare enough that work gets done between them.
fn one_in(kind: FaultKind) -> u64 {
    match kind {
        // Register reads and interrupts are more frequent than transfers, doorbells less.
        FaultKind::AllOnes => 100,
        FaultKind::LostInterrupt | FaultKind::HungEngine | FaultKind::TornRing => 4,
        _ => 12,
    }
}

fn plan(kind: FaultKind, seed: u64, limit: u64) -> FaultPlan {
    let fault =
        Fault { kind, at: Vec::new(), one_in: Some(one_in(kind)), limit: Some(limit), lasts: None };
    FaultPlan { seed, faults: vec![fault], ..FaultPlan::default() }
}

/// An engine on a card with faults; commands that take so long stand still.
fn open(plan: &FaultPlan) -> (Arc<FaultyCard>, CardEngine) {
    let card = FaultyCard::open(SimOptions::new(EngineConfig::SMALL), plan).unwrap();
    let card = Arc::new(card);
    let deadline = Deadline { time: Duration::from_secs(60), cycles: 60_000 };
    let options = CardOptions { deadline, ..CardOptions::default() };
    let engine = loop {
        // Faults may strike while it is opened; that is an error, and opened again.
        match CardEngine::open(card.clone(), options) {
            Ok(engine) => break engine,
            Err(e) => assert!(!e.to_string().is_empty()),
        }
    };
    (card, engine)
}

fn weights(rng: &mut SmallRng, inputs: usize) -> Weights {
    let columns = rng.random_range(1..150);
    let values = (0..inputs * columns).map(|_| rng.random_range(-127..=127)).collect();
    Weights { inputs, columns, values }
}

fn rows(rng: &mut SmallRng, inputs: usize) -> SpikeRows {
    let chain = rng.random_range(1..5);
    let mut rows = SpikeRows::zeros(inputs, chain * rng.random_range(1..5), chain);
    for row in 0..rows.rows {
        for k in 0..inputs {
            rows.set(row, k, rng.random_range(-1..=1));
        }
    }
    rows
}

/// Products by kept weights and by transient ones.
fn submission(rng: &mut SmallRng, kept: &[(WeightId, usize)]) -> Vec<Product> {
    let mut product = |_| {
        let (kind, weights, inputs) = if rng.random() {
            let (id, inputs) = kept[rng.random_range(0..kept.len())];
            (ProductKind::Linear, Operand::Resident(id), inputs)
        } else {
            let inputs = rng.random_range(1..100);
            let weights = Operand::Transient(Arc::new(weights(rng, inputs)));
            (ProductKind::Attention, weights, inputs)
        };
        Product { kind, weights, rows: Arc::new(rows(rng, inputs)) }
    };
    (0..3).map(&mut product).collect()
}

/// What became of the strikes of one kind.
#[derive(Debug, Default)]
struct Outcome {
    injected: u64,
    /// Strikes in submissions that ended with the right integers, and with an error.
    recovered: u64,
    reported: u64,
    /// Cycles that each submission took longer than without faults, per strike.
    cycles: Vec<u64>,
    errors: BTreeMap<String, u64>,
}

/// Runs submissions until a kind has struck so often.
fn campaign(kind: FaultKind, points: u64, seed: u64) -> Outcome {
    let mut rng = SmallRng::seed_from_u64(seed ^ (kind as u64) << 32);
    let soft = SoftEngine::new(SoftOptions::default());
    let sizes: Vec<usize> = (0..KEPT).map(|_| rng.random_range(1..400)).collect();
    let all: Vec<Weights> = sizes.iter().map(|inputs| weights(&mut rng, *inputs)).collect();
    let keep = |engine: &dyn MatrixEngine| -> Vec<(WeightId, usize)> {
        all.iter().map(|w| (engine.keep(w.clone()).unwrap(), w.inputs)).collect()
    };
    let kept = keep(&soft);
    let mut outcome = Outcome::default();
    let (twin, sound) = open(&FaultPlan::default());
    keep(&sound);
    let mut round = 0;
    while outcome.injected < points {
        round += 1;
        let left = points - outcome.injected;
        let (card, engine) = open(&plan(kind, seed + round, left));
        keep(&engine);
        let struck = |card: &FaultyCard| card.counts().values().sum::<u64>();
        let opening = struck(&card);
        (outcome.injected, outcome.recovered) =
            (outcome.injected + opening, outcome.recovered + opening);
        while struck(&card) < left {
            let products = submission(&mut rng, &kept);
            let before = (struck(&card), card.cycles(), twin.cycles());
            let expected = soft.multiply(products.clone()).unwrap();
            assert!(sound.multiply(products.clone()).unwrap() == expected);
            let result = engine.multiply(products);
            let strikes = struck(&card) - before.0;
            outcome.injected += strikes;
            match result {
                Ok(sums) => {
                    assert!(sums == expected, "{} gave wrong sums, seed {seed}", kind.name());
                    outcome.recovered += strikes;
                    let took = card.cycles() - before.1;
                    let usual = twin.cycles() - before.2;
                    outcome.cycles.extend(took.saturating_sub(usual).checked_div(strikes));
                    let (transfers, _) = card.leftovers();
                    assert_eq!(transfers, 0, "{}: every transfer was waited for", kind.name());
                }
                Err(e) => {
                    assert!(clear(&e), "{}: {e}", kind.name());
                    outcome.reported += strikes;
                    *outcome.errors.entry(e.to_string()).or_default() += 1;
                    break;
                }
            }
        }
        // Buffers of transfers that failed are free once the card was brought back.
        assert_eq!(card.leftovers().1, 0, "{}: a buffer is still kept", kind.name());
    }
    outcome
}

/// Whether an error names the card, what failed and what was tried.
fn clear(error: &EngineError) -> bool {
    matches!(error, EngineError::Lost { .. } | EngineError::Command { .. })
        && error.to_string().starts_with("faulty:small: ")
}

fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").map_or(0, Iterator::count)
}

#[test]
fn every_fault_ends_in_the_right_integers_or_a_clear_error() {
    let (points, seed) = (number("SPIKELM_FAULTS", POINTS), number("SPIKELM_SEED", 1));
    // The software engine starts its threads when it first computes.
    rayon_starts();
    let before = threads();
    println!("{points} faults of each kind, seed {seed}; recovery in cycles of the card");
    println!(
        "{:<16}{:>9}{:>10}{:>9}{:>17}",
        "", "injected", "recovered", "reported", "median cycles"
    );
    let (mut injected, mut reported) = (0, 0);
    for kind in FaultKind::ALL {
        let Outcome { injected: i, recovered, reported: r, mut cycles, errors } =
            campaign(kind, points, seed);
        cycles.sort_unstable();
        let median = cycles.get(cycles.len() / 2).copied().unwrap_or(0);
        println!("{:<16}{i:>9}{recovered:>10}{r:>9}{median:>17}", kind.name());
        errors.iter().for_each(|(error, times)| println!("    {times} x {error}"));
        assert_eq!(recovered + r, i);
        (injected, reported) = (injected + i, reported + r);
    }
    assert!(injected >= points * FaultKind::ALL.len() as u64);
    assert!(reported * 10 <= injected, "{reported} of {injected} were not recovered from");
    assert_eq!(threads(), before, "no thread is left");
}

fn rayon_starts() {
    let soft = SoftEngine::new(SoftOptions::default());
    let weights = Arc::new(Weights { inputs: 1, columns: 1, values: vec![1] });
    let rows = Arc::new(SpikeRows::zeros(1, 1, 1));
    let weights = Operand::Transient(weights);
    soft.multiply(vec![Product { kind: ProductKind::Linear, weights, rows }]).unwrap();
}
