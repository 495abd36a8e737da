//! Rows that stay in input memory while several spans meet them.
//!
//! They stand at the far ends of the regions: a job's data grow towards them. Jobs of either slot have
//! less room by the longer of both ends, until the last RUN that reads them has ended: a slot is written
//! again when the job before the last has.

use super::layout::{Layout, Slot};

/// Rows are pinned up to one part in this many of a region.
const SHARE: usize = 2;

/// Bytes of a region that are taken, counted from its far end.
#[derive(Debug, Clone, Copy)]
struct Pinned {
    slot: Slot,
    start: usize,
    end: usize,
    /// The last job that reads them, where it is known.
    last: Option<u64>,
}

/// What is pinned. Jobs are numbered in the order of their start.
#[derive(Debug, Default)]
pub(super) struct Pins {
    pinned: Vec<Pinned>,
}

impl Pins {
    /// Bytes of a region that rows may take.
    pub(super) fn most(layout: &Layout) -> usize {
        layout.region_bytes() / SHARE
    }

    /// Pins bytes in the slot whose end they make the least longer, of the first of equals; the address,
    /// where there is room. Of the slots' regions so many bytes are `free`, those of pins included.
    pub(super) fn pin(
        &mut self,
        layout: &Layout,
        bytes: usize,
        free: [(Slot, usize); 2],
    ) -> Option<u64> {
        let start = |(slot, free): (Slot, usize)| {
            let most = free.min(Self::most(layout));
            let here = || self.pinned.iter().filter(|p| p.slot == slot);
            let fits = |start: usize| {
                start + bytes <= most && here().all(|p| p.end <= start || start + bytes <= p.start)
            };
            let starts = here().map(|p| p.end).chain([0]);
            starts.filter(|start| fits(*start)).min().map(|start| (start, slot))
        };
        let (start, slot) = free.into_iter().filter_map(start).min_by_key(|(start, _)| *start)?;
        let end = start + bytes;
        self.pinned.push(Pinned { slot, start, end, last: None });
        Some(layout.far_end(slot, start, end))
    }

    /// Nothing that is pinned is read by a job behind job `last`.
    pub(super) fn release(&mut self, last: u64) {
        for pinned in &mut self.pinned {
            pinned.last.get_or_insert(last);
        }
    }

    /// Bytes of a region that are left for the data of job `job`.
    pub(super) fn room(&mut self, layout: &Layout, job: u64) -> usize {
        self.pinned.retain(|p| p.last.is_none_or(|last| last + 1 >= job));
        layout.region_bytes() - self.pinned.iter().map(|p| p.end).max().unwrap_or(0)
    }

    /// Forgets everything: no job is under way.
    pub(super) fn clear(&mut self) {
        self.pinned.clear();
    }
}

#[cfg(test)]
mod tests {
    use spikelm_regs::EngineConfig;

    use super::*;
    use crate::Link;

    #[test]
    fn pins_stand_at_far_ends_until_two_jobs_behind_the_last() {
        let layout = Layout::new(EngineConfig::SMALL, Link::port(16));
        let (map, region) = (layout.map, layout.region_bytes());
        let mut pins = Pins::default();
        let (a, b) = (map.ring_end + region as u64, map.ring - region as u64);
        let both = |free| [(Slot::A, free), (Slot::B, free)];
        let only = |slot| [(slot, region), (slot, region)];
        assert_eq!(pins.pin(&layout, 64, both(region)), Some(a - 64));
        assert_eq!(pins.pin(&layout, 32, both(region)), Some(b), "the other end is free");
        assert_eq!(pins.pin(&layout, 160, both(region)), Some(b + 32), "the shorter end");
        assert_eq!(pins.room(&layout, 7), region - 192, "the longer of both ends");
        pins.release(8);
        assert_eq!(pins.pin(&layout, 256, only(Slot::A)), Some(a - 320));
        assert_eq!(pins.room(&layout, 9), region - 320);
        assert_eq!(pins.room(&layout, 10), region - 320, "the last is not released");
        assert_eq!(pins.pin(&layout, 64, both(region)), Some(a - 64), "where others stood");
        assert_eq!(pins.pin(&layout, 128, [(Slot::B, 127), (Slot::A, 128)]), None, "data");
        assert_eq!(pins.pin(&layout, region / 2 + 64, both(region)), None);
        pins.clear();
        assert_eq!(pins.room(&layout, 11), region);
    }
}
