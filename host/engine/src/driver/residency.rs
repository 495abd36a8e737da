//! What stands in weight RAM.
//!
//! Weight rows `0..zone` hold spans of kept weights until the least recently used make room.
//! The rows behind are a zone that transient tiles take in turn, so that the LOAD of the next
//! runs beside the RUN of the one before. Nothing here waits: the ring is in order, and a LOAD
//! waits by itself for a RUN that reads what it overwrites.

/// Weight RAM kept for transient tiles: one part in this many.
const ZONE_SHARE: u32 = 8;

/// Names a span of kept weights: weights, span.
pub(super) type SpanKey = (u32, usize);

/// A span in weight RAM.
#[derive(Debug, Clone, Copy)]
struct Placed {
    key: SpanKey,
    first: u32,
    rows: u32,
    last_use: u64,
}

/// Where a span of kept weights stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is there, from this row on.
    Resident(u32),
    /// It is to be loaded from this row on.
    Load(u32),
}

/// The allocator of a bank's weight rows; all banks are alike.
#[derive(Debug)]
pub(super) struct WeightRam {
    depth: u32,
    zone: u32,
    /// Next row of the zone to be taken.
    next: u32,
    clock: u64,
    /// By first row.
    placed: Vec<Placed>,
}

impl WeightRam {
    /// Empty weight RAM of `depth` rows.
    pub(super) fn new(depth: u32) -> WeightRam {
        let zone = depth - depth / ZONE_SHARE;
        WeightRam { depth, zone, next: zone, clock: 0, placed: Vec::new() }
    }

    /// Rows for kept weights, and rows for transient ones, of a bank of `depth` rows. Two spans
    /// should fit, so that one is loaded while the other works.
    pub(super) fn shares(depth: u32) -> (u32, u32) {
        let zone = depth - depth / ZONE_SHARE;
        (zone, depth - zone)
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = WeightRam::new(self.depth);
    }

    /// A place for a span of kept weights of `rows` rows, at most the depth.
    pub(super) fn resident(&mut self, key: SpanKey, rows: u32) -> Place {
        self.clock += 1;
        if let Some(p) = self.placed.iter_mut().find(|p| p.key == key) {
            p.last_use = self.clock;
            return Place::Resident(p.first);
        }
        let first = self.oldest_window(rows);
        self.place(key, first, rows);
        Place::Load(first)
    }

    /// A place for a span of kept weights that is not there, beside those that `stay`; `None` where
    /// there is no such place.
    pub(super) fn beside(&mut self, stay: &[SpanKey], key: SpanKey, rows: u32) -> Option<u32> {
        let first = self.oldest_window(rows);
        let meets = |p: &Placed| p.first < first + rows && p.first + p.rows > first;
        if self.placed.iter().any(|p| stay.contains(&p.key) && meets(p)) {
            return None;
        }
        self.place(key, first, rows);
        Some(first)
    }

    /// Whether a span has a place.
    pub(super) fn holds(&self, key: SpanKey) -> bool {
        self.placed.iter().any(|p| p.key == key)
    }

    /// Takes the place of a span away, which is not all there.
    pub(super) fn forget(&mut self, key: SpanKey) {
        self.placed.retain(|p| p.key != key);
    }

    fn place(&mut self, key: SpanKey, first: u32, rows: u32) {
        self.evict(first, rows);
        let at = self.placed.partition_point(|p| p.first < first);
        self.placed.insert(at, Placed { key, first, rows, last_use: self.clock });
    }

    /// A place for transient tiles of `rows` rows, at most the depth.
    pub(super) fn transient(&mut self, rows: u32) -> u32 {
        let first = if rows > self.depth - self.zone {
            self.oldest_window(rows)
        } else {
            if self.next + rows > self.depth {
                self.next = self.zone;
            }
            let first = self.next;
            self.next += rows;
            first
        };
        self.evict(first, rows);
        first
    }

    fn evict(&mut self, first: u32, rows: u32) {
        self.placed.retain(|p| p.first >= first + rows || p.first + p.rows <= first);
    }

    /// The first row of the window of `rows` rows whose spans were used the longest ago: the
    /// window with the oldest latest use.
    ///
    /// Windows begin or end at the edges or beside a span, which is where the best of them are.
    /// Of equals one at an edge is taken: what is free or old stays in one piece, and of two
    /// large spans the second finds room beside the first, which may be working.
    fn oldest_window(&self, rows: u32) -> u32 {
        let end = self.zone.max(rows);
        let edges = [0, end - rows];
        let above = self.placed.iter().map(|p| p.first + p.rows);
        let below = self.placed.iter().filter_map(|p| p.first.checked_sub(rows));
        let windows = edges.into_iter().chain(above).chain(below).filter(|f| f + rows <= end);
        let latest = |first: u32| {
            let inside = self.placed.iter().filter(|p| p.first < first + rows);
            let inside = inside.filter(|p| p.first + p.rows > first);
            inside.map(|p| p.last_use).max().unwrap_or(0)
        };
        windows.min_by_key(|f| (latest(*f), !edges.contains(f), *f)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_stay_until_the_oldest_makes_room() {
        let mut ram = WeightRam::new(128); // 112 rows for kept weights
        assert_eq!(ram.resident((0, 0), 40), Place::Load(0));
        assert_eq!(ram.resident((1, 0), 40), Place::Load(72));
        assert_eq!(ram.resident((0, 0), 40), Place::Resident(0));
        assert_eq!(ram.resident((2, 0), 32), Place::Load(40));
        // (1, 0) is the oldest.
        assert_eq!(ram.resident((3, 0), 16), Place::Load(96));
        assert_eq!(ram.resident((0, 0), 40), Place::Resident(0));
        assert_eq!(ram.resident((2, 0), 32), Place::Resident(40));
        assert_eq!(ram.resident((1, 0), 40), Place::Load(72));
        assert_eq!(ram.resident((0, 0), 40), Place::Resident(0));
    }

    #[test]
    fn of_two_spans_the_second_never_takes_the_place_of_the_first() {
        // Half of the rows each: one is loaded while the one before it works.
        let mut ram = WeightRam::new(128);
        let mut before = 0..0;
        for (key, rows) in (0_u32..).zip([54, 54, 36, 48, 48, 48, 56, 1, 55, 20, 56, 56]) {
            let Place::Load(first) = ram.resident((key, 0), rows) else {
                panic!("span {key} is new");
            };
            let place = first..first + rows;
            assert!(place.end <= before.start || place.start >= before.end, "{place:?} {before:?}");
            before = place;
        }
    }

    #[test]
    fn what_comes_next_spares_what_is_at_work() {
        let mut ram = WeightRam::new(128); // 112 rows for kept weights
        assert_eq!(ram.resident((0, 0), 56), Place::Load(0));
        assert_eq!(ram.beside(&[(0, 0)], (1, 0), 57), None);
        assert!(!ram.holds((1, 0)));
        assert_eq!(ram.beside(&[(0, 0)], (1, 0), 56), Some(56));
        assert_eq!(ram.beside(&[(0, 0), (1, 0)], (2, 0), 1), None);
        assert_eq!(ram.resident((1, 0), 56), Place::Resident(56));
        assert_eq!(ram.beside(&[(1, 0)], (2, 0), 56), Some(0));
        assert!(!ram.holds((0, 0)));
    }

    #[test]
    fn transient_tiles_rotate_and_leave_kept_ones_alone() {
        let mut ram = WeightRam::new(128);
        assert_eq!(ram.resident((0, 0), 112), Place::Load(0));
        let places: Vec<u32> = (0..4).map(|_| ram.transient(6)).collect();
        assert_eq!(places, [112, 118, 112, 118]);
        assert_eq!(ram.resident((0, 0), 112), Place::Resident(0));
        // One that is larger than the zone takes what is oldest.
        assert_eq!(ram.transient(17), 0);
        assert_eq!(ram.resident((0, 0), 112), Place::Load(0));
    }

    #[test]
    fn a_span_that_needs_the_zone_gets_it() {
        let mut ram = WeightRam::new(128);
        assert_eq!(ram.resident((0, 0), 128), Place::Load(0));
        assert_eq!(ram.resident((0, 0), 128), Place::Resident(0));
        assert_eq!(ram.transient(1), 112);
        assert_eq!(ram.resident((0, 0), 128), Place::Load(0));
    }

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_ram() {
        let mut ram = WeightRam::new(200);
        let mut state = 1_u32;
        for _ in 0..5000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (key, kind) = ((state >> 8) % 16, state >> 28);
            let rows = 1 + key * key % 90;
            if kind < 12 {
                ram.resident((key, 0), rows);
            } else {
                assert!(ram.transient(rows) + rows <= 200);
            }
            for pair in ram.placed.windows(2) {
                assert!(pair[0].first + pair[0].rows <= pair[1].first);
            }
            assert!(ram.placed.iter().all(|p| p.first + p.rows <= 200));
        }
    }
}
