//! A bank: rows of sums in order, run-ahead, spacing, counts, events beyond the inputs.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::pins::{Pins, goes, random_word, unpack_lanes, wrap};
use common::{library, random_bytes, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::core::Bank;
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Inputs of a word.
const WIDTH: u64 = 64;
/// Lanes of a group.
const LANES: usize = 16;
/// Groups: beats of a row.
const GROUPS: usize = 4;
/// Rows that wait in the queue.
const AHEAD: usize = 4;
/// Weight rows.
const ROWS: u64 = 1024;

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    let make = Bank::<64, 8, 138, 14, 10, 128, 384, 4, 128, 1, 4, 4, 5, 4, 5, 2, 3>::default;
    LIBRARY.get_or_init(|| library("bank", verilog("bank", make)))
}

/// A word of a row.
#[derive(Debug, Clone, Copy)]
struct Word {
    fired: u64,
    sign: u64,
    index: u64,
    row_end: bool,
    tile_end: bool,
}

/// A bank with its weights, and what must leave it.
struct Bench {
    pins: Pins,
    weights: Vec<Vec<u8>>,
    words: VecDeque<Word>,
    /// Beats to come: sums, events of the row, the row's last.
    beats: VecDeque<(Vec<i64>, u64, bool)>,
    sums: Vec<i64>,
    base: u64,
    depth: u64,
    limit: u64,
    beyond: usize,
    beyond_seen: usize,
    /// Rows without events, and those that the bank has said to end.
    empty: usize,
    empty_seen: usize,
    adding: Vec<u64>,
    blocked: u64,
    cycle: u64,
}

impl Bench {
    fn new(random: &mut SmallRng) -> Bench {
        let mut pins = Pins::new(design());
        let weights: Vec<Vec<u8>> =
            (0..ROWS).map(|_| random_bytes(random, LANES * GROUPS)).collect();
        for (row, bytes) in weights.iter().enumerate() {
            for (group, data) in bytes.chunks(LANES).enumerate() {
                pins.set("load", 1_u64 << group);
                pins.set("load_address", row as u64);
                pins.set_bytes("load_data", data);
                pins.settle();
                pins.edge();
            }
        }
        pins.set("load", 0_u64);
        Bench {
            pins,
            weights,
            words: VecDeque::new(),
            beats: VecDeque::new(),
            sums: vec![0; LANES * GROUPS],
            base: 0,
            depth: 0,
            limit: 0,
            beyond: 0,
            beyond_seen: 0,
            empty: 0,
            empty_seen: 0,
            adding: Vec::new(),
            blocked: 0,
            cycle: 0,
        }
    }

    /// Begins a command: the bank is empty.
    fn start(&mut self, base: u64, depth: u64, limit: u64) {
        assert!(self.words.is_empty() && self.pins.high("idle"));
        (self.base, self.depth, self.limit) = (base, depth, limit);
        self.pins.set("start", true);
        self.pins.set("base", base);
        self.pins.set("tile_depth", depth);
        self.pins.set("limit", limit);
        self.cycle([Stall::Random(1.0); 2], &mut rng(0, 0));
        self.pins.set("start", false);
    }

    /// Enters a row of the current tile.
    fn row(&mut self, words: &[(u64, u64)], tile_end: bool) {
        let mut events = 0;
        for (index, (fired, sign)) in words.iter().copied().enumerate() {
            let index = index as u64;
            let row_end = index + 1 == words.len() as u64;
            self.words.push_back(Word { fired, sign, index, row_end, tile_end });
            for bit in (0..WIDTH).filter(|bit| fired >> bit & 1 == 1) {
                let local = index * WIDTH + bit;
                let row = &self.weights[((self.base + local) % ROWS) as usize];
                for (sum, w) in self.sums.iter_mut().zip(row) {
                    let w = i64::from(*w as i8);
                    *sum = wrap(if sign >> bit & 1 == 1 { *sum - w } else { *sum + w });
                }
                events += 1;
                self.beyond += usize::from(local >= self.limit);
            }
        }
        self.empty += usize::from(events == 0);
        for (group, sums) in self.sums.chunks(LANES).enumerate() {
            self.beats.push_back((sums.to_vec(), events, group + 1 == GROUPS));
        }
        if tile_end {
            self.base += self.depth;
        }
    }

    fn cycle(&mut self, [take, pop]: [Stall; 2], random: &mut SmallRng) {
        let pins = &mut self.pins;
        pins.set("take", false);
        pins.set("pop", false);
        pins.set("pop_row", false);
        pins.settle();
        let takes = pins.high("ready") && !self.words.is_empty() && goes(take, random);
        if takes {
            let word = self.words.pop_front().unwrap();
            pins.set("fired", word.fired);
            pins.set("sign", word.sign);
            pins.set("index", word.index);
            pins.set("row_end", word.row_end);
            pins.set("tile_end", word.tile_end);
        }
        pins.set("take", takes);
        let pops = pins.high("valid") && goes(pop, random);
        if pops {
            let (sums, events, last) = self.beats.pop_front().expect("a beat too many");
            assert_eq!(unpack_lanes(&pins.get_bytes("sums")), sums, "cycle {}", self.cycle);
            assert_eq!(pins.get("events"), events, "cycle {}", self.cycle);
            pins.set("pop_row", last);
        }
        pins.set("pop", pops);
        pins.settle();
        if pins.high("adding") {
            self.adding.push(self.cycle);
        }
        self.blocked += u64::from(pins.high("blocked"));
        self.beyond_seen += usize::from(pins.high("beyond"));
        self.empty_seen += usize::from(pins.high("ending_empty"));
        pins.edge();
        self.cycle += 1;
    }

    /// Runs until all has left.
    fn finish(&mut self, stalls: [Stall; 2], random: &mut SmallRng) {
        let limit = self.cycle + 50_000;
        while !self.words.is_empty() || !self.beats.is_empty() {
            assert!(self.cycle < limit, "{} words, {} beats", self.words.len(), self.beats.len());
            self.cycle(stalls, random);
        }
        for _ in 0..20 {
            self.cycle(stalls, random);
        }
        assert!(self.pins.high("idle") && !self.pins.high("valid"));
        assert_eq!(self.beyond_seen, self.beyond);
        assert_eq!(self.empty_seen, self.empty);
    }
}

fn random_row(random: &mut SmallRng) -> Vec<(u64, u64)> {
    let words = random.random_range(1..=3);
    let empty = random.random_bool(0.1);
    (0..words)
        .map(|_| {
            let fired = if empty { 0 } else { random_word(random, 64) };
            (fired, random.random::<u64>() & fired)
        })
        .collect()
}

#[test]
fn rows_leave_in_order_with_their_sums_and_counts() {
    with_seeds(|seed| {
        for (i, stalls) in Stall::combinations::<2>().into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let mut bench = Bench::new(&mut random);
            for _ in 0..4 {
                let limit = random.random_range(1..=300);
                bench.start(random.random_range(0..ROWS), random.random_range(0..200), limit);
                for _ in 0..random.random_range(1..=3) {
                    let rows = random.random_range(1..=12);
                    for row in 0..rows {
                        bench.row(&random_row(&mut random), row + 1 == rows);
                    }
                }
                bench.finish(stalls, &mut random);
            }
        }
    });
}

#[test]
fn the_bank_is_ahead_by_as_many_rows_as_it_has_room_for() {
    let mut random = rng(0, 0);
    let mut bench = Bench::new(&mut random);
    bench.start(0, 0, 64);
    for _ in 0..AHEAD + 4 {
        bench.row(&[(0x3F, 0)], false);
    }
    let never = [Stall::Always, Stall::Random(1.0)];
    for waiting in AHEAD..AHEAD + 3 {
        for _ in 0..100 {
            bench.cycle(never, &mut random);
        }
        // The row behind has found all of its spikes but the last.
        assert_eq!(bench.adding.len(), 6 * waiting + 5);
        assert!(bench.pins.high("blocked"));
        while !bench.beats.len().is_multiple_of(GROUPS)
            || bench.beats.len() / GROUPS > AHEAD + 3 - (waiting - AHEAD)
        {
            bench.cycle([Stall::Always; 2], &mut random);
        }
    }
    bench.finish([Stall::Always; 2], &mut random);
}

#[test]
fn long_rows_leave_no_gap_and_short_ones_are_a_drain_apart() {
    let mut random = rng(0, 0);
    for (fired, count) in [(1, 1), (0x8001, 2), (0x111, 3), (0xF, 4), (u64::MAX, 64)] {
        let mut bench = Bench::new(&mut random);
        bench.start(0, 0, 64);
        for _ in 0..40 {
            bench.row(&[(fired, 0)], false);
        }
        bench.finish([Stall::Always; 2], &mut random);
        let span = bench.adding.last().unwrap() - bench.adding[0] + 1;
        let row = count.max(GROUPS as u64);
        // The first row's first event does not wait, nor do the first events of the others.
        assert_eq!(span, 39 * row + count.min(row), "rows of {count} events");
        assert_eq!(bench.blocked > 0, count < GROUPS as u64, "rows of {count} events");
    }
}

#[test]
fn reset_empties_the_bank_and_clears_its_sums() {
    let mut random = rng(1, 0);
    let mut bench = Bench::new(&mut random);
    bench.start(0, 0, 64);
    for _ in 0..AHEAD + 2 {
        bench.row(&[(random.random(), random.random())], false);
    }
    for _ in 0..90 {
        bench.cycle([Stall::Always, Stall::Random(1.0)], &mut random);
    }
    bench.pins.set("resetn", false);
    bench.words.clear();
    bench.beats.clear();
    bench.sums.fill(0);
    for _ in 0..2 {
        bench.cycle([Stall::Random(1.0); 2], &mut random);
    }
    bench.pins.set("resetn", true);
    bench.start(5, 0, 64);
    bench.row(&[(0xFF00, 0x5500)], true);
    bench.finish([Stall::Always; 2], &mut random);
}
