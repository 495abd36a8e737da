//! Faults on purpose, the same for the same plan and the same accesses.

use std::collections::BTreeMap;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// A transfer moves half of its bytes and fails with ETIMEDOUT; its engine shows BUSY for
    /// `lasts` reads of its status (3).
    Timeout,
    /// A transfer moves half of its bytes and returns their count.
    ShortCount,
    /// A transfer moves nothing and fails with EIO.
    Eio,
    /// One bit of a transfer arrives flipped.
    BitFlip,
    /// The link is gone for `lasts` accesses (8): registers read as all ones, transfers fail with
    /// EIO. The card keeps its state.
    AllOnes,
    /// An interrupt is not counted.
    LostInterrupt,
    /// The engine sees no doorbell, this one and all later ones, until it is reset.
    HungEngine,
    /// As `AllOnes`, but the card comes back as after power-up.
    DeadCard,
    /// Of a write to the command ring only the first part arrives.
    TornRing,
}

impl FaultKind {
    /// All kinds.
    pub const ALL: [FaultKind; 9] = [
        FaultKind::Timeout,
        FaultKind::ShortCount,
        FaultKind::Eio,
        FaultKind::BitFlip,
        FaultKind::AllOnes,
        FaultKind::LostInterrupt,
        FaultKind::HungEngine,
        FaultKind::DeadCard,
        FaultKind::TornRing,
    ];

    fn lasts(self) -> u32 {
        match self {
            FaultKind::Timeout => 3,
            _ => 8,
        }
    }

    /// The name in plans and reports.
    pub fn name(self) -> &'static str {
        match self {
            FaultKind::Timeout => "timeout",
            FaultKind::ShortCount => "short_count",
            FaultKind::Eio => "eio",
            FaultKind::BitFlip => "bit_flip",
            FaultKind::AllOnes => "all_ones",
            FaultKind::LostInterrupt => "lost_interrupt",
            FaultKind::HungEngine => "hung_engine",
            FaultKind::DeadCard => "dead_card",
            FaultKind::TornRing => "torn_ring",
        }
    }
}

/// Which faults strike when.
///
/// ```
/// let plan: spikelm_sim::fault::FaultPlan = serde_json::from_str(
///     r#"{"seed": 7, "faults": [
///         {"kind": "timeout", "at": [3, 40]},
///         {"kind": "bit_flip", "one_in": 100, "limit": 5}]}"#,
/// ).unwrap();
/// assert_eq!(plan.faults.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultPlan {
    /// Seed of all that is random.
    #[serde(default)]
    pub seed: u64,
    /// The faults; at most one of a kind is the rule, of several each is asked.
    #[serde(default)]
    pub faults: Vec<Fault>,
    /// Bits of card memory that read the same whatever was written.
    #[serde(default)]
    pub stuck_bits: Vec<StuckBit>,
}

/// A bit of card memory that is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StuckBit {
    /// Card address of the byte.
    pub address: u64,
    /// The bit, from 0.
    pub bit: u8,
    /// Whether it reads as 1.
    pub high: bool,
}

impl StuckBit {
    /// What a read of `bytes` from `address` gives.
    pub fn apply(self, address: u64, bytes: &mut [u8]) {
        let at = self.address.checked_sub(address).and_then(|at| usize::try_from(at).ok());
        if let Some(byte) = at.and_then(|at| bytes.get_mut(at)) {
            let mask = 1_u8.checked_shl(self.bit.into()).unwrap_or(0);
            *byte = if self.high { *byte | mask } else { *byte & !mask };
        }
    }
}

/// When a kind of fault strikes. An occasion is a transfer; for `all_ones` a register read, for
/// `lost_interrupt` an interrupt, for `hung_engine` a doorbell, for `torn_ring` a write that
/// touches the ring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// The occasions that it strikes, from 0.
    #[serde(default)]
    pub at: Vec<u64>,
    /// It strikes an occasion at random, one in so many.
    #[serde(default)]
    pub one_in: Option<u64>,
    /// It strikes no more often than this.
    #[serde(default)]
    pub limit: Option<u64>,
    /// How long it lasts, where its kind says so.
    #[serde(default)]
    pub lasts: Option<u32>,
}

/// A fault that strikes now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Strike {
    pub(crate) lasts: u32,
    /// Where: a random number.
    pub(crate) random: u64,
}

/// A plan under way.
#[derive(Debug)]
pub(crate) struct Faults {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    fault: Fault,
    rng: SmallRng,
    occasions: u64,
    struck: u64,
}

impl Faults {
    pub(crate) fn new(plan: &FaultPlan) -> Faults {
        let entries = plan.faults.iter().zip(plan.seed..).map(|(fault, seed)| Entry {
            fault: fault.clone(),
            rng: SmallRng::seed_from_u64(seed),
            occasions: 0,
            struck: 0,
        });
        Faults { entries: entries.collect() }
    }

    /// Whether a fault of `kind` strikes this occasion.
    pub(crate) fn strike(&mut self, kind: FaultKind) -> Option<Strike> {
        let mut strike = None;
        for entry in self.entries.iter_mut().filter(|e| e.fault.kind == kind) {
            let occasion = entry.occasions;
            entry.occasions += 1;
            // Both are drawn at every occasion, so that one draw does not move the others.
            let random = entry.rng.random();
            let drawn =
                entry.fault.one_in.is_some_and(|n| entry.rng.random_range(0..n.max(1)) == 0);
            let within = entry.fault.limit.is_none_or(|limit| entry.struck < limit);
            if within && (drawn || entry.fault.at.contains(&occasion)) {
                entry.struck += 1;
                let lasts = entry.fault.lasts.unwrap_or(kind.lasts());
                strike = Some(Strike { lasts, random });
            }
        }
        if let Some(strike) = strike {
            log::info!("fault {kind:?}: {strike:?}");
        }
        strike
    }

    /// How often each kind of the plan struck.
    pub(crate) fn counts(&self) -> BTreeMap<FaultKind, u64> {
        let mut counts = BTreeMap::new();
        for entry in &self.entries {
            *counts.entry(entry.fault.kind).or_default() += entry.struck;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(kind: FaultKind) -> Fault {
        Fault { kind, at: Vec::new(), one_in: None, limit: None, lasts: None }
    }

    fn strikes(faults: &mut Faults, kind: FaultKind) -> Vec<usize> {
        (0..1000).filter(|_| faults.strike(kind).is_some()).collect()
    }

    #[test]
    fn a_plan_strikes_where_it_says() {
        let at = Fault { at: vec![0, 5], ..fault(FaultKind::Eio) };
        let mut faults =
            Faults::new(&FaultPlan { seed: 1, faults: vec![at], ..FaultPlan::default() });
        assert_eq!(strikes(&mut faults, FaultKind::Eio).len(), 2);
        assert!(strikes(&mut faults, FaultKind::Timeout).is_empty());
        assert_eq!(faults.counts(), [(FaultKind::Eio, 2)].into());
    }

    #[test]
    fn chance_repeats_and_has_a_limit() {
        let plan = |seed| FaultPlan {
            seed,
            faults: vec![Fault {
                one_in: Some(20),
                limit: Some(30),
                ..fault(FaultKind::LostInterrupt)
            }],
            stuck_bits: Vec::new(),
        };
        let run = |seed| {
            let mut faults = Faults::new(&plan(seed));
            let at: Vec<bool> =
                (0..1000).map(|_| faults.strike(FaultKind::LostInterrupt).is_some()).collect();
            (at, faults.counts()[&FaultKind::LostInterrupt])
        };
        let (first, count) = run(3);
        assert_eq!(count, 30);
        assert_eq!(first, run(3).0);
        assert_ne!(first, run(4).0);
    }

    #[test]
    fn a_stuck_bit_reads_the_same_whatever_was_written() {
        let stuck = StuckBit { address: 10, bit: 3, high: true };
        let (mut inside, mut outside) = ([0; 4], [0; 2]);
        stuck.apply(8, &mut inside);
        stuck.apply(11, &mut outside);
        StuckBit { high: false, address: 8, bit: 0 }.apply(8, &mut inside);
        assert_eq!((inside, outside), ([0, 0, 8, 0], [0; 2]));
    }

    #[test]
    fn unknown_words_are_refused() {
        for text in [r#"{"faults": [{"kind": "gremlin"}]}"#, r#"{"fault": []}"#] {
            assert!(serde_json::from_str::<FaultPlan>(text).is_err(), "{text}");
        }
        for kind in FaultKind::ALL {
            let text = serde_json::to_string(&fault(kind)).unwrap();
            assert_eq!(serde_json::from_str::<Fault>(&text).unwrap().kind, kind);
            assert!(text.contains(kind.name()), "{text}");
        }
    }
}
