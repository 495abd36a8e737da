//! Transfers on a link, which take the time of its model or as long as the engine's AXI port needs,
//! whichever is longer. Register accesses take no more than on the engine's port.

use std::collections::VecDeque;

use spikelm_engine::Link;

use crate::axi::Ended;

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

    /// The first cycle from now on in which it does something by itself.
    pub(crate) fn next(&self) -> u64 {
        match self.phase {
            Phase::Idle | Phase::Moving { .. } => u64::MAX,
            Phase::Latency { until } | Phase::Moved { until, .. } => until,
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
