//! What becomes of each access of the card.

use std::collections::BTreeMap;
use std::ops::Range;

use spikelm_regs::register;

use super::plan::{FaultKind, FaultPlan, Faults, Strike, StuckBit};
use crate::axi::Direction;

/// What becomes of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It moves as it should.
    Whole,
    /// It moves, one bit flipped.
    Flipped {
        /// A random number: which.
        random: u64,
    },
    /// Only the first bytes arrive; nobody is told.
    Torn {
        /// How many.
        bytes: usize,
    },
    /// It moves some bytes and ends with an error.
    Cut {
        /// How many.
        bytes: usize,
        /// The error.
        how: Cut,
    },
}

/// How a transfer is cut short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// It does not end; its engine shows BUSY for so many reads of its status.
    Timeout(u32),
    /// Its count is short.
    Short,
    /// EIO.
    Error,
}

/// The faults of a plan and the state of the card that they leave.
#[derive(Debug)]
pub(crate) struct Injector {
    faults: Faults,
    stuck: Vec<StuckBit>,
    /// Card addresses of the command ring.
    ring: Range<u64>,
    hung: bool,
    /// The link is gone for so many accesses; then the card is a new one or not.
    gone: u32,
    renew: bool,
}

impl Injector {
    pub(crate) fn new(plan: &FaultPlan, ring: Range<u64>) -> Injector {
        let (faults, stuck) = (Faults::new(plan), plan.stuck_bits.clone());
        Injector { faults, stuck, ring, hung: false, gone: 0, renew: false }
    }

    /// Takes another plan. What faults have left stays.
    pub(crate) fn set_plan(&mut self, plan: &FaultPlan) {
        self.faults = Faults::new(plan);
        self.stuck.clone_from(&plan.stuck_bits);
    }

    /// How often each kind struck.
    pub(crate) fn counts(&self) -> BTreeMap<FaultKind, u64> {
        self.faults.counts()
    }

    /// Whether the link answers an access of any kind, which a link that is gone counts.
    pub(crate) fn answers(&mut self) -> bool {
        if self.gone == 0 {
            return true;
        }
        self.gone -= 1;
        false
    }

    /// Whether the link is gone.
    pub(crate) fn is_gone(&self) -> bool {
        self.gone > 0
    }

    /// Whether the card has come back as after power-up; told once.
    pub(crate) fn came_back_new(&mut self) -> bool {
        let new = self.gone == 0 && self.renew;
        if new {
            (self.renew, self.hung) = (false, false);
        }
        new
    }

    fn vanish(&mut self, strike: Strike, renew: bool) {
        (self.gone, self.renew) = (strike.lasts.max(1), renew);
    }

    /// A transfer.
    pub(crate) fn transfer(
        &mut self,
        direction: Direction,
        address: u64,
        length: usize,
    ) -> Verdict {
        let lost = Verdict::Cut { bytes: 0, how: Cut::Error };
        if !self.answers() {
            return lost;
        }
        if let Some(strike) = self.faults.strike(FaultKind::DeadCard) {
            self.vanish(strike, true);
            return lost;
        }
        let end = address.saturating_add(length as u64);
        let in_ring =
            direction == Direction::Write && address < self.ring.end && end > self.ring.start;
        // All kinds are asked at every occasion, so that one does not move the others.
        let mut struck = None;
        for kind in [
            FaultKind::Timeout,
            FaultKind::ShortCount,
            FaultKind::Eio,
            FaultKind::BitFlip,
            FaultKind::TornRing,
        ] {
            if kind != FaultKind::TornRing || in_ring {
                let strike = self.faults.strike(kind);
                struck = struck.or(strike.map(|s| (kind, s)));
            }
        }
        let half = length / 2;
        match struck {
            None => Verdict::Whole,
            Some((FaultKind::BitFlip, Strike { random, .. })) => Verdict::Flipped { random },
            Some((FaultKind::TornRing, Strike { random, .. })) => {
                let start = self.ring.start.saturating_sub(address) as usize;
                let rest = (length - start).max(1) as u64;
                Verdict::Torn { bytes: start + (random % rest) as usize }
            }
            Some((FaultKind::Timeout, Strike { lasts, .. })) => {
                Verdict::Cut { bytes: half, how: Cut::Timeout(lasts) }
            }
            Some((FaultKind::ShortCount, _)) if half > 0 => {
                Verdict::Cut { bytes: half, how: Cut::Short }
            }
            Some(_) => lost,
        }
    }

    /// What a read from `address` gives where memory is broken.
    pub(crate) fn stick(&self, address: u64, bytes: &mut [u8]) {
        self.stuck.iter().for_each(|stuck| stuck.apply(address, bytes));
    }

    /// A register read of the engine; whether it is answered.
    pub(crate) fn register_read(&mut self) -> bool {
        if let Some(strike) = self.faults.strike(FaultKind::AllOnes) {
            self.vanish(strike, false);
        }
        self.answers()
    }

    /// A register write to the engine; whether it arrives.
    pub(crate) fn register_write(&mut self, offset: u32, value: u32) -> bool {
        if !self.answers() {
            return false;
        }
        if offset == register::CONTROL.offset && value & register::CONTROL_RESET != 0 {
            self.hung = false;
        }
        if offset != register::DOORBELL.offset {
            return true;
        }
        self.hung |= self.faults.strike(FaultKind::HungEngine).is_some();
        !self.hung
    }

    /// The engine raises its interrupt; whether it is counted.
    pub(crate) fn interrupt(&mut self) -> bool {
        self.faults.strike(FaultKind::LostInterrupt).is_none() && self.gone == 0
    }
}

/// Flips the bit that a random number names.
pub(crate) fn flip(bytes: &mut [u8], random: u64) {
    if let Some(bit) = random.checked_rem(8 * bytes.len() as u64) {
        bytes[(bit / 8) as usize] ^= 1 << (bit % 8);
    }
}
