//! Channels that a master holds back.

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

/// The channels on which the master waits in a cycle: it offers nothing new, or is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Held(u16);

impl Held {
    pub(super) const WRITE_ADDRESS: Held = Held(1);
    pub(super) const WRITE_DATA: Held = Held(1 << 1);
    pub(super) const WRITE_RESPONSE: Held = Held(1 << 2);
    pub(super) const READ_ADDRESS: Held = Held(1 << 3);
    pub(super) const READ_DATA: Held = Held(1 << 4);

    /// The memory port's channels.
    pub(super) fn memory(self) -> Held {
        Held(self.0 & 0x1F)
    }

    /// The register port's channels, in the places of the memory port's.
    pub(super) fn registers(self) -> Held {
        Held(self.0 >> 5 & 0x1F)
    }

    #[inline]
    pub(super) fn has(self, channel: Held) -> bool {
        self.0 & channel.0 != 0
    }
}

/// Draws for every cycle and each channel of both ports whether it is held: half of the time, or
/// without a seed never.
#[derive(Default)]
pub(super) struct Holds(Option<SmallRng>);

impl Holds {
    pub(super) fn new(seed: u64) -> Holds {
        Holds(Some(SmallRng::seed_from_u64(seed)))
    }

    /// Whether nothing is ever held.
    #[inline]
    pub(super) fn never(&self) -> bool {
        self.0.is_none()
    }

    #[inline]
    pub(super) fn draw(&mut self) -> Held {
        self.0.as_mut().map_or(Held::default(), |random| Held(random.random()))
    }
}
