//! How long transfers take on the link.

use std::str::FromStr;

/// A PCIe link in cycles of the engine's clock: a transfer takes `latency` and a cycle per
/// `bytes_per_cycle`, or as long as the engine's AXI port needs, whichever is longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Cycles of any transfer.
    pub latency: u64,
    /// Bytes that move in a cycle.
    pub bytes_per_cycle: u64,
}

/// The engine's clock that names of links stand for, in MHz.
const CLOCK: u64 = 200;
/// Microseconds of any transfer: system call, descriptors, interrupt.
const OVERHEAD: u64 = 30;

impl Link {
    /// Cycles of a transfer.
    pub fn cycles(&self, bytes: u64) -> u64 {
        self.latency + bytes.div_ceil(self.bytes_per_cycle.max(1))
    }
}

impl FromStr for Link {
    type Err = String;

    /// `gen3x16` is 12 GB/s and 30 us a transfer at 200 MHz: what such links give in practice.
    fn from_str(name: &str) -> Result<Link, String> {
        let megabytes = match name {
            "gen3x16" | "gen4x8" => 12_000,
            "gen3x8" => 6_000,
            "gen3x4" => 3_000,
            "gen4x16" => 24_000,
            _ => {
                return Err(
                    "no such link; there are gen3x4, gen3x8, gen3x16, gen4x8, gen4x16".into()
                );
            }
        };
        Ok(Link { latency: OVERHEAD * CLOCK, bytes_per_cycle: megabytes / CLOCK })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_by_name() {
        let link: Link = "gen3x16".parse().unwrap();
        assert_eq!((link.latency, link.bytes_per_cycle), (6000, 60));
        assert_eq!(link.cycles(61), 6002);
        assert!("isa".parse::<Link>().is_err());
    }
}
