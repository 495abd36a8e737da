//! How long transfers take: the transfer model.

use std::str::FromStr;

/// A PCIe link in cycles of the engine's clock: any transfer takes `latency`, and then a cycle per
/// `bytes_per_cycle`. Each direction makes one transfer at a time.
///
/// A simulated card lets its transfers take that time; the driver chooses by it how much work is in
/// flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Cycles of any transfer.
    pub latency: u64,
    /// Bytes that move in a cycle.
    pub bytes_per_cycle: u64,
}

/// Microseconds of any transfer: system call, descriptors, interrupt.
const OVERHEAD: u64 = 30;
/// MB/s that a lane of generation 3 moves in practice: 12 GB/s on 16 lanes. Each generation moves
/// twice as much as the one before.
const LANE: u64 = 750;

impl Link {
    /// The engine's clock that models of links stand for, in MHz.
    pub const CLOCK: u64 = 200;
    /// 12 GB/s and 30 us a transfer: what such links give in practice.
    pub const GEN3X16: Link = Link { latency: OVERHEAD * Self::CLOCK, bytes_per_cycle: 60 };

    /// The card's AXI port alone, a beat of so many bytes a cycle.
    pub const fn port(beat: u64) -> Link {
        Link { latency: 0, bytes_per_cycle: beat }
    }

    /// A link of a generation from 1 to 6 and a number of lanes, at [`Link::CLOCK`].
    pub fn new(generation: u8, lanes: u32) -> Option<Link> {
        let known = (1..=6).contains(&generation) && matches!(lanes, 1 | 2 | 4 | 8 | 16);
        let megabytes = u64::from(lanes) * (LANE << generation.min(6) >> 3);
        let bytes_per_cycle = (megabytes / Self::CLOCK).max(1);
        known.then_some(Link { latency: OVERHEAD * Self::CLOCK, bytes_per_cycle })
    }

    /// Cycles of a transfer.
    pub fn cycles(&self, bytes: u64) -> u64 {
        self.latency + bytes.div_ceil(self.bytes_per_cycle.max(1))
    }
}

impl FromStr for Link {
    type Err = String;

    /// `gen3x16` and the like.
    fn from_str(name: &str) -> Result<Link, String> {
        let parts = name.strip_prefix("gen").and_then(|rest| rest.split_once('x'));
        let numbers = parts.and_then(|(g, w)| Some((g.parse().ok()?, w.parse().ok()?)));
        numbers.and_then(|(generation, lanes)| Link::new(generation, lanes)).ok_or_else(|| {
            "no such link; there are gen1 to gen6 with x1, x2, x4, x8 or x16, as gen3x16".into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_by_name() {
        let link: Link = "gen3x16".parse().unwrap();
        assert_eq!((link, link.latency, link.bytes_per_cycle), (Link::GEN3X16, 6000, 60));
        assert_eq!(link.cycles(61), 6002);
        let bytes = ["gen4x8", "gen4x16", "gen3x8", "gen3x4", "gen1x1"].map(|name| {
            let link: Link = name.parse().unwrap();
            link.bytes_per_cycle
        });
        assert_eq!(bytes, [60, 120, 30, 15, 1]);
        for wrong in ["isa", "gen3", "gen0x4", "gen7x4", "gen3x3", "gen3x", "gen300x16"] {
            assert!(wrong.parse::<Link>().is_err(), "{wrong}");
        }
    }
}
