//! The merge of 1 and of 4 banks, and the writer behind it.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::pins::{BitString, Pins, goes, pack_lanes, unpack_lanes, wrap};
use common::{library, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::core::{Merge, Writer};
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Lanes of a beat.
const LANES: usize = 16;
/// Beats of a row.
const BEATS: usize = 4;
/// Address bits of result memory.
const RW: usize = 13;

fn merge(ports: usize) -> &'static Library {
    static LIBRARIES: [OnceLock<Library>; 2] = [const { OnceLock::new() }; 2];
    match ports {
        1 => LIBRARIES[0].get_or_init(|| {
            library("merge", verilog("merge", Merge::<16, 384, 1, 4, 2, RW, 36>::default))
        }),
        _ => LIBRARIES[1].get_or_init(|| {
            library("merge", verilog("merge", Merge::<16, 384, 4, 4, 2, RW, 36>::default))
        }),
    }
}

fn random_lanes(random: &mut SmallRng) -> Vec<i64> {
    (0..LANES).map(|_| wrap(random.random::<i64>())).collect()
}

/// A row with each bank's sums.
struct Row {
    events: u64,
    beats: u64,
    hold: bool,
    emit: bool,
    address: u64,
    /// By bank: its events.
    found: Vec<u64>,
    /// By bank and beat.
    sums: Vec<Vec<Vec<i64>>>,
}

impl Row {
    fn random(random: &mut SmallRng, ports: usize, wide: bool, first: bool) -> Row {
        let found: Vec<u64> = (0..ports).map(|_| random.random_range(0..0x4000)).collect();
        let miss = u64::from(random.random_bool(0.1));
        Row {
            events: (found.iter().sum::<u64>() + miss) % (1 << 16),
            beats: random.random_range(1..=BEATS as u64),
            hold: !first && random.random_bool(0.4),
            emit: random.random_bool(0.7),
            address: random.random_range(0..(1 << RW) - (BEATS << usize::from(wide)) as u64),
            found,
            sums: (0..ports).map(|_| (0..BEATS).map(|_| random_lanes(random)).collect()).collect(),
        }
    }

    fn encode(&self) -> Vec<u8> {
        BitString::new()
            .push(self.events, 16)
            .push(self.beats, 5)
            .push(self.hold.into(), 1)
            .push(self.emit.into(), 1)
            .push(self.address, RW)
            .bytes()
    }

    fn miscounted(&self) -> bool {
        self.found.iter().sum::<u64>() % (1 << 16) != self.events
    }
}

/// The beats of results that rows must give: address and lanes.
fn results(rows: &[Row], wide: bool) -> VecDeque<(u64, Vec<i64>)> {
    let mut last = vec![vec![0; LANES]; BEATS];
    let mut base = vec![vec![0; LANES]; BEATS];
    let mut out = VecDeque::new();
    for row in rows {
        for beat in 0..BEATS {
            let before = if row.hold { base[beat].clone() } else { last[beat].clone() };
            let sum: Vec<i64> =
                (0..LANES).map(|l| wrap(row.sums.iter().map(|bank| bank[beat][l]).sum())).collect();
            if row.emit && (beat as u64) < row.beats {
                let result = sum.iter().zip(&before).map(|(s, b)| wrap(s - b)).collect();
                out.push_back((row.address + (beat << usize::from(wide)) as u64, result));
            }
            base[beat] = before;
            last[beat] = sum;
        }
    }
    out
}

/// What stands before a queue's output: whether it is valid, and will be.
#[derive(Clone, Copy, Default)]
struct Offer {
    valid: bool,
    more: bool,
}

impl Offer {
    /// Draws whether something comes behind the output, of which `left` are left with it.
    fn draw(&mut self, stall: Stall, left: usize, random: &mut SmallRng) {
        self.more = left > usize::from(self.valid) && goes(stall, random);
    }

    /// The edge: what is taken goes, what was promised is there.
    fn step(&mut self, taken: bool) {
        self.valid = self.more || (self.valid && !taken);
    }
}

/// Runs rows through the merge, each bank and the descriptions with stalls of their own; the
/// cycles.
fn run_rows(
    ports: usize,
    rows: &[Row],
    wide: bool,
    stalls: [Stall; 2],
    random: &mut SmallRng,
) -> u64 {
    let [bank_stall, row_stall] = stalls;
    let mut pins = Pins::new(merge(ports));
    pins.set("wide", wide);
    let mut expected = results(rows, wide);
    let mut banks = vec![Offer::default(); ports];
    let mut description = Offer::default();
    let (mut at, mut beat) = (0, 0);
    let mut row_ended: VecDeque<bool> = [false; 2].into();
    let mut last_out = None;
    let mut cycles = 0_u64;
    while at < rows.len() || !expected.is_empty() || row_ended.contains(&true) {
        let left = rows.len() - at;
        for (bank, offer) in banks.iter_mut().enumerate() {
            offer.draw(bank_stall, (left * BEATS).saturating_sub(beat), random);
            pins.set(&format!("valid_{bank}"), offer.valid);
            pins.set(&format!("more_{bank}"), offer.more);
        }
        description.draw(row_stall, left, random);
        pins.set("row_valid", description.valid);
        pins.set("row_more", description.more);
        if let Some(row) = rows.get(at) {
            pins.set_bytes("row", &row.encode());
            for bank in 0..ports {
                pins.set(&format!("events_{bank}"), row.found[bank]);
                pins.set_bytes(&format!("sums_{bank}"), &pack_lanes(&row.sums[bank][beat]));
            }
        }
        pins.settle();
        assert_eq!(pins.high("miscount"), row_ended[0], "cycle {cycles}");
        let pop = pins.high("pop");
        let row_end = pop && beat + 1 == BEATS;
        assert!(!pop || (description.valid && banks.iter().all(|o| o.valid)), "cycle {cycles}");
        assert_eq!(pins.high("pop_row"), row_end, "cycle {cycles}");
        assert_eq!(pins.high("emitted"), row_end && rows[at].emit, "cycle {cycles}");
        row_ended.pop_front();
        row_ended.push_back(row_end && rows[at].miscounted());
        if pins.high("out_valid") {
            assert!(!pins.high("idle"));
            let got = (pins.get("out_address"), unpack_lanes(&pins.get_bytes("out_results")));
            assert_eq!(Some(got), expected.pop_front(), "cycle {cycles}");
            let before = last_out.replace(cycles);
            assert!(
                !wide || before.is_none_or(|b| cycles >= b + 2),
                "the writer is busy, {cycles}"
            );
        }
        pins.edge();
        banks.iter_mut().for_each(|offer| offer.step(pop));
        description.step(row_end);
        if pop {
            beat = (beat + 1) % BEATS;
            at += usize::from(row_end);
        }
        cycles += 1;
        assert!(cycles < 50_000, "row {at} of {}, {} beats to come", rows.len(), expected.len());
    }
    for queue in ["row".to_owned()].into_iter().chain((0..ports).map(|bank| bank.to_string())) {
        let name = |what: &str| {
            if queue == "row" { format!("row_{what}") } else { format!("{what}_{queue}") }
        };
        pins.set(&name("valid"), false);
        pins.set(&name("more"), false);
    }
    for _ in 0..5 {
        pins.settle();
        pins.edge();
    }
    assert!(pins.high("idle") && !pins.high("out_valid"));
    cycles
}

#[test]
fn rows_of_every_mix_of_hold_and_quiet() {
    for ports in [1, 4] {
        with_seeds(|seed| {
            for (i, stalls) in Stall::combinations::<2>().into_iter().enumerate() {
                let mut random = rng(seed, i as u64);
                let wide = random.random_bool(0.5);
                let rows: Vec<Row> =
                    (0..60).map(|n| Row::random(&mut random, ports, wide, n == 0)).collect();
                let cycles = run_rows(ports, &rows, wide, stalls, &mut random);
                if stalls == [Stall::Always; 2] {
                    let beats = ((BEATS * rows.len()) << usize::from(wide)) as u64;
                    assert!(cycles <= beats + 4, "{cycles} cycles");
                }
            }
        });
    }
}

#[test]
fn the_first_row_after_reset_starts_from_zero() {
    let mut random = rng(0, 0);
    for _ in 0..20 {
        let rows: Vec<Row> = (0..2).map(|n| Row::random(&mut random, 4, false, n == 0)).collect();
        run_rows(4, &rows, false, [Stall::Always; 2], &mut random);
    }
}

fn writer() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("writer", verilog("writer", Writer::<384, 256, RW>::default)))
}

#[test]
fn the_writer_writes_one_word_or_two() {
    with_seeds(|seed| {
        for (i, stall) in Stall::BOTH.into_iter().enumerate() {
            for wide in [false, true] {
                let mut random = rng(seed, i as u64);
                let mut pins = Pins::new(writer());
                pins.set("wide", wide);
                let mut expected: VecDeque<(u64, Vec<u8>)> = VecDeque::new();
                let (mut beats, mut cycles, mut last) = (0, 0, None);
                while beats < 200 || !expected.is_empty() {
                    let free = !wide || last.is_none_or(|l| cycles >= l + 2);
                    let enters = beats < 200 && free && goes(stall, &mut random);
                    pins.set("valid", enters);
                    if enters {
                        let address = random.random_range(0..(1 << RW) - 1);
                        let lanes = random_lanes(&mut random);
                        pins.set("address", address);
                        pins.set_bytes("results", &pack_lanes(&lanes));
                        if wide {
                            let bytes: Vec<u8> =
                                lanes.iter().flat_map(|v| (*v as i32).to_le_bytes()).collect();
                            let halves = bytes.chunks(bytes.len() / 2);
                            expected.extend((address..).zip(halves.map(<[u8]>::to_vec)));
                        } else {
                            let low = lanes.iter().flat_map(|v| (*v as i16).to_le_bytes());
                            expected.push_back((address, low.collect()));
                        }
                        (beats, last) = (beats + 1, Some(cycles));
                    }
                    pins.settle();
                    if pins.high("write") {
                        let got = (pins.get("write_address"), pins.get_bytes("write_data"));
                        assert_eq!(Some(got), expected.pop_front(), "cycle {cycles}");
                    }
                    pins.edge();
                    cycles += 1;
                    assert!(cycles < 4000, "{} words to come", expected.len());
                }
                if stall == Stall::Always {
                    assert_eq!(cycles, if wide { 401 } else { 201 });
                }
                pins.set("valid", false);
                pins.settle();
                assert!(!pins.high("write"));
            }
        }
    });
}
