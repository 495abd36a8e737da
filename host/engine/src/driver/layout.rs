//! Where jobs stand in card memory.

use spikelm_regs::{AddressMap, EngineConfig, PLAIN_BYTES, RECORD_BYTES, data_checksum};

use crate::Link;

/// Cycles in which the link brings a job down, at most, and its results back. That is hidden behind the
/// work of the jobs before and behind; what is waited for are the data of the first job of some work and
/// the results of the last.
const JOB_CYCLES: u64 = 2048;
/// The same where the link's latency is long: so many of it.
const JOB_LATENCIES: u64 = 8;

/// One of the two places that jobs take in turn: a region of input memory and a half of result
/// memory. While a job runs in one slot, the next is written to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// The region behind the ring, the first half.
    A,
    /// The region that ends where the ring begins, the second half.
    B,
}

impl Slot {
    pub(super) fn other(self) -> Slot {
        match self {
            Slot::A => Slot::B,
            Slot::B => Slot::A,
        }
    }
}

/// Sizes and addresses of the slots, and the link that fills them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) config: EngineConfig,
    pub(super) map: AddressMap,
    pub(super) link: Link,
}

impl Layout {
    pub(super) fn new(config: EngineConfig, link: Link) -> Layout {
        Layout { config, map: AddressMap::new(&config, 0), link }
    }

    /// Bytes of rows and tiles that a job has, if no command needs more: a region at most.
    pub(super) fn job_bytes(&self) -> usize {
        let word = self.config.input_word_bytes() as usize;
        self.region_bytes().min(self.job_transfer() / word * word)
    }

    /// Bytes of results that a job has, if no chain needs more: a half at most.
    pub(super) fn job_result_bytes(&self) -> usize {
        self.half_bytes().min(self.job_transfer())
    }

    /// Bytes of a job that the link moves either way.
    fn job_transfer(&self) -> usize {
        let cycles = JOB_CYCLES.max(self.link.latency.saturating_mul(JOB_LATENCIES));
        cycles.saturating_mul(self.link.bytes_per_cycle) as usize
    }

    /// Bytes of rows and tiles that fit a job: as many in either slot. A job is loaded while the
    /// next one goes down, and the link rests by what the one is longer than the other.
    pub(super) fn region_bytes(&self) -> usize {
        let a = self.map.input_end - self.map.ring_end;
        let b = self.map.ring - self.map.input - u64::from(PLAIN_BYTES);
        let word = u64::from(self.config.input_word_bytes());
        (a.min(b) / word * word) as usize
    }

    /// Address of the bytes `start..end` of a slot's region, counted from its far end: the one that
    /// a job's data do not begin at.
    pub(super) fn far_end(&self, slot: Slot, start: usize, end: usize) -> u64 {
        let region = self.region_bytes() as u64;
        match slot {
            Slot::A => self.map.ring_end + region - end as u64,
            Slot::B => self.map.ring - region + start as u64,
        }
    }

    /// The checksum of rows or of a tile, as a command has it.
    pub(super) fn checksum(&self, data: &[u8]) -> u32 {
        data_checksum(self.config.input_word_bytes(), data)
    }

    /// Bytes of results and records that a job holds: whole words and records.
    pub(super) fn half_bytes(&self) -> usize {
        let unit = u64::from(self.config.result_word_bytes().max(RECORD_BYTES));
        ((self.map.record_table - self.map.result) / 2 / unit * unit) as usize
    }

    /// Address of a job's results.
    pub(super) fn half(&self, slot: Slot) -> u64 {
        match slot {
            Slot::A => self.map.result,
            Slot::B => self.map.result + self.half_bytes() as u64,
        }
    }

    /// Commands that a job holds: two jobs fit the ring.
    pub(super) fn job_commands(&self) -> usize {
        self.config.ring_entries as usize / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_as_long_as_the_link_needs_and_no_longer_than_its_slot() {
        let sizes = |config, link| {
            let layout = Layout::new(config, link);
            (layout.job_bytes(), layout.job_result_bytes())
        };
        let slot = |config| {
            let layout = Layout::new(config, Link::port(16));
            (layout.region_bytes(), layout.half_bytes())
        };
        let (small, wide) = (EngineConfig::SMALL, EngineConfig::WIDE);
        // The AXI port: 2048 beats.
        assert_eq!(sizes(small, Link::port(16)), (2048 * 16, 2048 * 16));
        assert_eq!(sizes(wide, Link::port(64)), (2048 * 64, 2048 * 64));
        // Eight times 300 cycles are more.
        let link = Link { latency: 300, bytes_per_cycle: 16 };
        assert_eq!(sizes(small, link), (8 * 300 * 16, 8 * 300 * 16));
        assert_eq!(sizes(small, Link::GEN3X16), slot(small));
        assert_eq!(sizes(wide, Link::GEN3X16), slot(wide));
        let endless = Link { latency: u64::MAX, bytes_per_cycle: u64::MAX };
        assert_eq!(sizes(small, endless), slot(small));
    }
}
