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
use spikelm_sim::stream::{Sink, Source, Stall, run, with_seeds};
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

/// Runs rows through the merge, each bank and both ends with stalls of their own; the cycles.
fn run_rows(
    ports: usize,
    rows: &[Row],
    wide: bool,
    stalls: [Stall; 3],
    random: &mut SmallRng,
) -> u64 {
    let [bank_stall, row_stall, out_stall] = stalls;
    let mut pins = Pins::new(merge(ports));
    pins.set("wide", wide);
    let mut expected = results(rows, wide);
    let mut offered = vec![false; ports];
    let mut row_offered = false;
    let (mut at, mut beat) = (0, 0);
    let mut refused = None;
    let mut miscount = false;
    let mut cycles = 0;
    while at < rows.len() || !expected.is_empty() || miscount {
        if let Some(row) = rows.get(at) {
            row_offered |= goes(row_stall, random);
            pins.set_bytes("row", &row.encode());
            for (bank, offered) in offered.iter_mut().enumerate() {
                *offered |= goes(bank_stall, random);
                pins.set(&format!("valid_{bank}"), *offered);
                pins.set(&format!("events_{bank}"), row.found[bank]);
                pins.set_bytes(&format!("sums_{bank}"), &pack_lanes(&row.sums[bank][beat]));
            }
        } else {
            (0..ports).for_each(|bank| pins.set(&format!("valid_{bank}"), false));
        }
        pins.set("row_valid", row_offered);
        let ready = goes(out_stall, random);
        pins.set("out_ready", ready);
        pins.settle();
        assert_eq!(pins.high("miscount"), miscount, "cycle {cycles}");
        let pop = pins.high("pop");
        let row_end = pop && beat + 1 == BEATS;
        assert!(!pop || (row_offered && offered.iter().all(|o| *o)), "cycle {cycles}");
        assert_eq!(pins.high("pop_row"), row_end, "cycle {cycles}");
        assert_eq!(pins.high("emitted"), row_end && rows[at].emit, "cycle {cycles}");
        miscount = row_end && rows[at].miscounted();
        let beat_out = pins
            .high("out_valid")
            .then(|| (pins.get("out_address"), unpack_lanes(&pins.get_bytes("out_results"))));
        if let Some(before) = refused.take() {
            assert_eq!(beat_out, Some(before), "a refused beat changed, cycle {cycles}");
        }
        if let Some(got) = beat_out {
            assert!(!pins.high("idle"));
            if ready {
                assert_eq!(Some(got), expected.pop_front(), "cycle {cycles}");
            } else {
                refused = Some(got);
            }
        }
        pins.edge();
        if pop {
            offered.fill(false);
            beat += 1;
            if row_end {
                (at, beat, row_offered) = (at + 1, 0, false);
            }
        }
        cycles += 1;
        assert!(cycles < 50_000, "row {at} of {}, {} beats to come", rows.len(), expected.len());
    }
    pins.set("row_valid", false);
    pins.set("out_ready", true);
    for _ in 0..4 {
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
            for (i, stalls) in Stall::combinations::<3>().into_iter().enumerate() {
                let mut random = rng(seed, i as u64);
                let wide = random.random_bool(0.5);
                let rows: Vec<Row> =
                    (0..60).map(|n| Row::random(&mut random, ports, wide, n == 0)).collect();
                let cycles = run_rows(ports, &rows, wide, stalls, &mut random);
                if stalls == [Stall::Always; 3] {
                    assert!(cycles <= (BEATS * rows.len()) as u64 + 3, "{cycles} cycles");
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
        run_rows(4, &rows, false, [Stall::Always; 3], &mut random);
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
                let module = &mut pins.module;
                let port = |name: &str| writer().port(name).unwrap();
                let (address, results) = (port("address"), port("results"));
                let mut source = Source::new(
                    module,
                    "valid",
                    "ready",
                    stall,
                    seed,
                    move |m, (at, lanes): &(u64, Vec<i64>)| {
                        m.set(address, *at);
                        m.set_bytes(results, &pack_lanes(lanes));
                    },
                )
                .unwrap();
                let (at, data) = (port("write_address"), port("write_data"));
                // Writes are always taken: any input serves as their ready.
                let mut sink =
                    Sink::new(module, "write", "resetn", Stall::Always, seed, move |m| {
                        (m.get(at), common::bytes(m, data))
                    })
                    .unwrap();
                for _ in 0..200 {
                    let beat = (random.random_range(0..(1 << RW) - 1), random_lanes(&mut random));
                    let wide_bytes: Vec<u8> =
                        beat.1.iter().flat_map(|v| (*v as i32).to_le_bytes()).collect();
                    if wide {
                        let halves = wide_bytes.chunks(32);
                        sink.expect(halves.zip(beat.0..).map(|(half, a)| (a, half.to_vec())));
                    } else {
                        let low = beat.1.iter().flat_map(|v| (*v as i16).to_le_bytes());
                        sink.expect([(beat.0, low.collect())]);
                    }
                    source.push(beat);
                }
                let cycles = run(module, &mut [&mut source, &mut sink], 2000).unwrap();
                if stall == Stall::Always {
                    assert_eq!(cycles, if wide { 401 } else { 201 });
                }
            }
        }
    });
}
