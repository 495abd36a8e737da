//! Row coding: what is sent of each spike row, direct or as the difference to the row before.
//!
//! Consecutive time steps of a token spike almost alike, and sums are linear, so that
//! `acc[t] = acc[t'] + sum_k d[k] * w[k]` with `d = s[t] - s[t']` needs one addition per *changed*
//! input. Per chain the coder takes the direction (t ascending or descending), and per row direct
//! or delta, whichever has the fewest events in all: an exact minimum. A delta to the row computed
//! just before it is
//!
//! | d | coded rows |
//! |---|---|
//! | all 0 | one `hold` row without events: the sums again |
//! | in -1..=1 | one `hold` row with `d` |
//! | some ±2 (a flip) | a `hold` and `quiet` row with `sign(d)`, then a `hold` row with the flips only |
//!
//! **No intermediate sum leaves the proven range.** Apply the events one by one, in any order
//! within a coded row. A direct row starts from zeros, and each event sets one input to its final
//! spike. A delta row starts from a ternary row, and each event moves one input by 1 towards its
//! final spike, in between the old and the new one; after the quiet row of a flip that input is 0.
//! So at every moment the accumulators hold the product of *some* ternary row, whose magnitude is
//! at most `sum_k |w[k][p]|`: the very bound that [`range`](crate::range) proves.

use std::ops::Range;

use crate::{SpikeRows, vectorized};

/// Which rows may be coded as differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowMode {
    /// Fewest events: direct or delta per row, the direction per chain.
    #[default]
    Coded,
    /// Every row as it is.
    Direct,
}

/// 64 inputs of a coded row: the fired bits and, below them, the sign bits.
///
/// It is a slot of a row in input memory as well (see `spikelm_regs::row_words`).
pub type Slot = [u64; 2];

/// What a coded row does; its events are in [`CodedRows::slots`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodedRow {
    /// The row of [`SpikeRows`] that it completes or, if quiet, prepares.
    pub row: usize,
    /// Adds to the sums of the coded row before it.
    pub hold: bool,
    /// Emits no result; the next coded row holds.
    pub quiet: bool,
    /// Events.
    pub events: u32,
}

/// Coded rows of whole chains.
///
/// Coding appends to buffers that are kept by [`CodedRows::clear`]: nothing is allocated per row.
#[derive(Debug, Clone, Default)]
pub struct CodedRows {
    row_slots: usize,
    rows: Vec<CodedRow>,
    slots: Vec<Slot>,
    chain_ends: Vec<usize>,
    direct_events: u64,
    events: u64,
    /// Per row of the chain being coded.
    costs: Vec<Cost>,
}

impl CodedRows {
    /// The chains `chains` of `rows`, coded.
    pub fn code(rows: &SpikeRows, chains: Range<usize>, mode: RowMode) -> CodedRows {
        let mut coded = CodedRows::default();
        coded.append(rows, chains, mode);
        coded
    }

    /// Forgets all rows and keeps the buffers.
    pub fn clear(&mut self) {
        self.row_slots = 0;
        self.rows.clear();
        self.slots.clear();
        self.chain_ends.clear();
        self.direct_events = 0;
        self.events = 0;
    }

    /// Appends the chains `chains` of `rows`, which has as many inputs as what is there already.
    pub fn append(&mut self, rows: &SpikeRows, chains: Range<usize>, mode: RowMode) {
        debug_assert!(self.rows.is_empty() || self.row_slots == rows.row_words());
        self.row_slots = rows.row_words();
        append(self, rows, chains, mode);
    }

    #[inline(always)]
    fn append_chain(&mut self, rows: &SpikeRows, first: usize, mode: RowMode) {
        let ascending = self.weigh(rows, first, mode);
        for i in 0..rows.chain {
            let t = if ascending { i } else { rows.chain - 1 - i };
            let direct = self.costs[t].direct;
            let link = if ascending { t } else { t + 1 };
            let delta = self.costs.get(link).map_or(NO_DELTA, |c| c.delta);
            self.direct_events += u64::from(direct);
            self.events += u64::from(direct.min(delta.events));
            if direct <= delta.events {
                self.push_direct(rows, first + t, direct);
            } else {
                let previous = if ascending { first + t - 1 } else { first + t + 1 };
                self.push_delta(rows, previous, first + t, delta);
            }
        }
        self.chain_ends.push(self.rows.len());
    }

    /// Fills the costs of a chain; whether ascending time has no more events than descending.
    #[inline(always)]
    fn weigh(&mut self, rows: &SpikeRows, first: usize, mode: RowMode) -> bool {
        self.costs.clear();
        for t in 0..rows.chain {
            let (fired, sign) = rows.row(first + t);
            let direct = fired.iter().map(|w| w.count_ones()).sum();
            let delta = if t == 0 || mode == RowMode::Direct {
                NO_DELTA
            } else {
                let (old_fired, old_sign) = rows.row(first + t - 1);
                let mut delta = DeltaCost { events: 0, flips: 0 };
                for (((&of, &os), &f), &s) in old_fired.iter().zip(old_sign).zip(fired).zip(sign) {
                    delta.events += changed([of, os], [f, s]).count_ones();
                    delta.flips += flips([of, os], [f, s]).count_ones();
                }
                delta.events += delta.flips;
                delta
            };
            self.costs.push(Cost { direct, delta });
        }
        let costs = &self.costs;
        let mut up = 0;
        let mut down = 0;
        for (t, cost) in costs.iter().enumerate() {
            let next = costs.get(t + 1).map_or(NO_DELTA, |c| c.delta);
            up += u64::from(cost.direct.min(cost.delta.events));
            down += u64::from(cost.direct.min(next.events));
        }
        up <= down
    }

    #[inline(always)]
    fn push_direct(&mut self, rows: &SpikeRows, row: usize, events: u32) {
        let (fired, sign) = rows.row(row);
        for (slot, (&f, &s)) in self.new_slots().iter_mut().zip(fired.iter().zip(sign)) {
            *slot = [f, s];
        }
        self.rows.push(CodedRow { row, hold: false, quiet: false, events });
    }

    #[inline(always)]
    fn push_delta(&mut self, rows: &SpikeRows, previous: usize, row: usize, delta: DeltaCost) {
        let (old_fired, old_sign) = rows.row(previous);
        let (fired, sign) = rows.row(row);
        let DeltaCost { events, flips: of_flips } = delta;
        let quiet = of_flips > 0;
        let pairs = || old_fired.iter().zip(old_sign).zip(fired.iter().zip(sign));
        for (slot, ((&of, &os), (&f, &s))) in self.new_slots().iter_mut().zip(pairs()) {
            let changed = changed([of, os], [f, s]);
            *slot = [changed, changed & falling([of, os], [f, s])];
        }
        self.rows.push(CodedRow { row, hold: true, quiet, events: events - of_flips });
        if quiet {
            for (slot, ((&of, &os), (&f, &s))) in self.new_slots().iter_mut().zip(pairs()) {
                let flips = flips([of, os], [f, s]);
                *slot = [flips, flips & falling([of, os], [f, s])];
            }
            self.rows.push(CodedRow { row, hold: true, quiet: false, events: of_flips });
        }
    }

    /// The slots of one more coded row.
    #[inline(always)]
    fn new_slots(&mut self) -> &mut [Slot] {
        let end = self.slots.len();
        self.slots.resize(end + self.row_slots, [0; 2]);
        &mut self.slots[end..]
    }

    /// The coded rows, in the order in which they run.
    pub fn rows(&self) -> &[CodedRow] {
        &self.rows
    }

    /// The events of coded row `index`.
    pub fn slots(&self, index: usize) -> &[Slot] {
        &self.slots[index * self.row_slots..(index + 1) * self.row_slots]
    }

    /// Chains.
    pub fn chains(&self) -> usize {
        self.chain_ends.len()
    }

    /// The coded rows of chains `chains`, counted from the first one appended.
    pub fn chain_rows(&self, chains: Range<usize>) -> Range<usize> {
        let end = |chain: usize| chain.checked_sub(1).map_or(0, |c| self.chain_ends[c]);
        end(chains.start)..end(chains.end)
    }

    /// Events of all rows sent as they are: the nonzero inputs.
    pub fn direct_events(&self) -> u64 {
        self.direct_events
    }

    /// Events of all coded rows.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Events of coded row `index` in the slots `slots` alone.
    pub fn events_in(&self, index: usize, slots: Range<usize>) -> u32 {
        if slots == (0..self.row_slots) {
            return self.rows[index].events;
        }
        self.slots(index)[slots].iter().map(|[fired, _]| fired.count_ones()).sum()
    }

    /// Cycles that one tile of the inputs in the slots `slots` needs at `ports` events a cycle: the
    /// sum of `ceil(events / ports)`.
    pub fn ideal_cycles(&self, ports: u32, slots: Range<usize>) -> u64 {
        let events = |index| self.events_in(index, slots.clone());
        (0..self.rows.len()).map(|index| u64::from(events(index).div_ceil(ports))).sum()
    }
}

vectorized! {
    fn append(coded: &mut CodedRows, rows: &SpikeRows, chains: Range<usize>, mode: RowMode) {
        for chain in chains {
            coded.append_chain(rows, chain * rows.chain, mode);
        }
    }
}

/// Events of a row.
#[derive(Debug, Clone, Copy)]
struct Cost {
    direct: u32,
    /// To the row before it in time. A delta has as many events in either direction.
    delta: DeltaCost,
}

#[derive(Debug, Clone, Copy)]
struct DeltaCost {
    /// All of them; a flip is two.
    events: u32,
    flips: u32,
}

const NO_DELTA: DeltaCost = DeltaCost { events: u32::MAX, flips: 0 };

/// Of 64 inputs, those that differ.
#[inline(always)]
fn changed([old_fired, old_sign]: Slot, [fired, sign]: Slot) -> u64 {
    (old_fired ^ fired) | (old_sign ^ sign)
}

/// Of 64 inputs, those that differ by 2.
#[inline(always)]
fn flips([old_fired, old_sign]: Slot, [fired, sign]: Slot) -> u64 {
    old_fired & fired & (old_sign ^ sign)
}

/// Of 64 inputs that differ, those that fall.
#[inline(always)]
fn falling([old_fired, old_sign]: Slot, [_, sign]: Slot) -> u64 {
    sign | old_fired & !old_sign
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    /// Spikes of one chain, row by row.
    fn chain() -> impl Strategy<Value = Vec<Vec<i8>>> {
        (1_usize..150, 1_usize..6, 0_u8..4).prop_flat_map(|(inputs, chain, style)| {
            let spike = match style {
                0 => prop_oneof![9 => Just(0_i8), 1 => Just(1), 1 => Just(-1)].boxed(),
                1 => prop_oneof![1 => Just(0_i8), 3 => Just(1), 3 => Just(-1)].boxed(),
                2 => prop_oneof![1 => Just(0_i8), 20 => Just(1)].boxed(),
                _ => (-1_i8..=1).boxed(),
            };
            proptest::collection::vec(proptest::collection::vec(spike, inputs), chain)
        })
    }

    fn pack(chain: &[Vec<i8>]) -> SpikeRows {
        let mut rows = SpikeRows::zeros(chain[0].len(), chain.len(), chain.len());
        for (r, spikes) in chain.iter().enumerate() {
            for (k, &s) in spikes.iter().enumerate() {
                rows.set(r, k, s);
            }
        }
        rows
    }

    /// Runs coded rows as the engine does: the spikes behind every result, and no step outside
    /// of -1..=1.
    fn decode(coded: &CodedRows, inputs: usize) -> Vec<(usize, Vec<i8>)> {
        let mut state = vec![0_i8; inputs];
        let mut results = Vec::new();
        for (i, row) in coded.rows().iter().enumerate() {
            assert!(i > 0 || !row.hold, "the first row holds");
            assert!(i == 0 || !coded.rows()[i - 1].quiet || row.hold, "quiet without hold");
            if !row.hold {
                state.fill(0);
            }
            let mut events = 0;
            for (w, [fired, sign]) in coded.slots(i).iter().enumerate() {
                assert_eq!(sign & !fired, 0);
                for j in (0..64).filter(|j| fired >> j & 1 == 1) {
                    let k = 64 * w + j;
                    state[k] += if sign >> j & 1 == 1 { -1 } else { 1 };
                    assert!((-1..=1).contains(&state[k]), "input {k} left the ternary range");
                    events += 1;
                }
            }
            assert_eq!(events, row.events);
            if !row.quiet {
                results.push((row.row, state.clone()));
            }
        }
        assert!(!coded.rows().last().is_some_and(|r| r.quiet));
        results
    }

    /// The fewest events over directions, element by element.
    fn naive_minimum(chain: &[Vec<i8>]) -> u64 {
        let direct = |r: &Vec<i8>| r.iter().filter(|&&s| s != 0).count() as u64;
        let delta = |a: &Vec<i8>, b: &Vec<i8>| {
            a.iter().zip(b).map(|(x, y)| u64::from(x.abs_diff(*y))).sum::<u64>()
        };
        let cost = |order: Vec<&Vec<i8>>| {
            let rest = order.windows(2).map(|p| direct(p[1]).min(delta(p[0], p[1])));
            direct(order[0]) + rest.sum::<u64>()
        };
        cost(chain.iter().collect()).min(cost(chain.iter().rev().collect()))
    }

    /// The same cases every time; `SPIKELM_SEED=n` gives others.
    fn cases() -> ProptestConfig {
        let seed = std::env::var("SPIKELM_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(0);
        ProptestConfig { rng_seed: RngSeed::Fixed(seed), ..ProptestConfig::default() }
    }

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn decoding_gives_the_rows_back(spikes in chain()) {
            let rows = pack(&spikes);
            for mode in [RowMode::Coded, RowMode::Direct] {
                let coded = CodedRows::code(&rows, 0..1, mode);
                let mut results = decode(&coded, rows.inputs);
                results.sort();
                prop_assert_eq!(results.len(), rows.rows);
                for (i, (row, decoded)) in results.into_iter().enumerate() {
                    prop_assert_eq!(row, i);
                    prop_assert_eq!(&decoded, &spikes[i]);
                }
                let direct: usize =
                    spikes.iter().map(|r| r.iter().filter(|&&s| s != 0).count()).sum();
                prop_assert_eq!(coded.direct_events(), direct as u64);
                let counted: u64 = coded.rows().iter().map(|r| u64::from(r.events)).sum();
                prop_assert_eq!(coded.events(), counted);
                match mode {
                    RowMode::Coded => prop_assert_eq!(counted, naive_minimum(&spikes)),
                    RowMode::Direct => prop_assert_eq!(counted, direct as u64),
                }
            }
        }
    }

    fn coded(chain: &[&[i8]]) -> Vec<(usize, bool, bool, u32)> {
        let rows = pack(&chain.iter().map(|r| r.to_vec()).collect::<Vec<_>>());
        let coded = CodedRows::code(&rows, 0..1, RowMode::Coded);
        coded.rows().iter().map(|r| (r.row, r.hold, r.quiet, r.events)).collect()
    }

    #[test]
    fn a_repeated_row_is_one_hold_row_without_events() {
        assert_eq!(coded(&[&[1, 0, -1], &[1, 0, -1]]), [(0, false, false, 2), (1, true, false, 0)]);
    }

    #[test]
    fn a_flip_is_a_quiet_row_and_a_hold_row() {
        let rows: [&[i8]; 2] = [&[1, 1, 1, 1], &[-1, 1, 1, 1]];
        assert_eq!(coded(&rows), [(0, false, false, 4), (1, true, true, 1), (1, true, false, 1)]);
    }

    #[test]
    fn ties_are_direct_and_ascending() {
        assert_eq!(coded(&[&[1, 0], &[0, 0]]), [(0, false, false, 1), (1, false, false, 0)]);
        assert_eq!(coded(&[&[1, 0], &[0, 1]]), [(0, false, false, 1), (1, false, false, 1)]);
        assert_eq!(coded(&[&[1, 1], &[0, 1]]), [(1, false, false, 1), (0, true, false, 1)]);
    }

    #[test]
    fn the_cheaper_direction_is_taken() {
        let rows: [&[i8]; 2] = [&[1, 1, 1, 1], &[0, 0, 0, 1]];
        // Ascending 4 + 1 direct, descending 1 + 3 as a delta.
        assert_eq!(coded(&rows), [(1, false, false, 1), (0, true, false, 3)]);
    }

    #[test]
    fn ideal_cycles_round_up_per_row_and_pass_empty_rows() {
        let rows = pack(&[vec![1; 5], vec![1; 5]]);
        let coded = CodedRows::code(&rows, 0..1, RowMode::Coded);
        assert_eq!(coded.ideal_cycles(1, 0..coded.row_slots), 5);
        assert_eq!(coded.ideal_cycles(4, 0..coded.row_slots), 2);
        assert_eq!(CodedRows::code(&rows, 0..1, RowMode::Direct).ideal_cycles(4, 0..1), 4);
    }
}
