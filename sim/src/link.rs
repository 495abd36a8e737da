//! How long transfers take on the link.

use std::collections::VecDeque;
use std::str::FromStr;

use crate::axi::Ended;

/// A PCIe link in cycles of the engine's clock. A transfer takes `latency`, and then a cycle per
/// `bytes_per_cycle` or as long as the engine's AXI port needs, whichever is longer. Each direction
/// makes one transfer at a time. Register accesses take no more than on the engine's port.
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

/// The link's side of one direction.
pub(crate) struct Channel {
    link: Link,
    queue: VecDeque<(u64, Vec<u8>)>,
    phase: Phase,
}

enum Phase {
    Idle,
    /// System call, descriptors: the card sees nothing of the transfer before `until`.
    Latency {
        until: u64,
    },
    /// The card moves the bytes, the link needs until `until` for them.
    Moving {
        until: u64,
    },
    /// The card is done.
    Moved {
        until: u64,
        ended: Ended,
    },
}

impl Channel {
    pub(crate) fn new(link: Link) -> Channel {
        Channel { link, queue: VecDeque::new(), phase: Phase::Idle }
    }

    /// Queues a transfer in cycle `now`.
    pub(crate) fn push(&mut self, now: u64, address: u64, bytes: Vec<u8>) {
        self.queue.push_back((address, bytes));
        if matches!(self.phase, Phase::Idle) {
            self.phase = Phase::Latency { until: now + self.link.latency };
        }
    }

    /// The transfer that reaches the card in cycle `now`.
    #[inline]
    pub(crate) fn begin(&mut self, now: u64) -> Option<(u64, Vec<u8>)> {
        let Phase::Latency { until } = self.phase else { return None };
        if now < until {
            return None;
        }
        let (address, bytes) = self.queue.pop_front()?;
        let moves = self.link.cycles(bytes.len() as u64) - self.link.latency;
        self.phase = Phase::Moving { until: until + moves };
        Some((address, bytes))
    }

    /// The card has moved its bytes.
    #[inline]
    pub(crate) fn moved(&mut self, ended: Ended) {
        if let Phase::Moving { until } = self.phase {
            self.phase = Phase::Moved { until, ended };
        }
    }

    /// The transfer that ends in cycle `now`.
    #[inline]
    pub(crate) fn end(&mut self, now: u64) -> Option<Ended> {
        let Phase::Moved { until, .. } = self.phase else { return None };
        if now < until {
            return None;
        }
        let next = match self.queue.is_empty() {
            true => Phase::Idle,
            false => Phase::Latency { until: now + self.link.latency },
        };
        match std::mem::replace(&mut self.phase, next) {
            Phase::Moved { ended, .. } => Some(ended),
            _ => None,
        }
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

    #[test]
    fn transfers_take_turns() {
        let mut channel = Channel::new(Link { latency: 10, bytes_per_cycle: 2 });
        channel.push(100, 0, vec![0; 8]);
        channel.push(100, 8, vec![0; 8]);
        assert!(channel.begin(109).is_none() && channel.end(109).is_none());
        assert_eq!(channel.begin(110).map(|(address, _)| address), Some(0));
        channel.moved((vec![0; 8], None));
        assert!(channel.end(113).is_none(), "the link needs four cycles for eight bytes");
        assert!(channel.end(114).is_some());
        assert!(channel.begin(123).is_none());
        assert_eq!(channel.begin(124).map(|(address, _)| address), Some(8));
    }
}
