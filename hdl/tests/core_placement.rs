//! Where rows' results go.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::pins::{BitString, Pins, goes};
use common::{library, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::core::Placement;
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Address bits of result memory.
const RW: usize = 13;
/// Cycles from a row to its description.
const LATENCY: u64 = 3;

fn placement() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("placement", verilog("placement", Placement::<RW, 36>::default)))
}

/// What a command says about its results.
struct Region {
    result: u64,
    result_words: u64,
    /// Words of a row's result: in a full tile, in the last.
    words: [u64; 2],
    /// Its beats, likewise.
    beats: [u64; 2],
    tiles: u64,
}

impl Region {
    /// A region of any size, often a small one.
    fn random(random: &mut SmallRng) -> Region {
        let limit = if random.random_bool(0.5) { 1 << 32 } else { 200 };
        Region {
            result: random.random_range(0..1 << RW),
            result_words: random.random_range(0..limit),
            words: [(); 2].map(|()| random.random_range(1..=32)),
            beats: [(); 2].map(|()| random.random_range(1..=16)),
            tiles: random.random_range(1..=5),
        }
    }
}

/// A row on its way to the merge.
struct Row {
    events: u64,
    hold: bool,
    cut: bool,
    destination: u64,
}

impl Row {
    /// A row at the end of the region, inside it, so high that its place needs a 33rd bit, or anywhere.
    fn random(random: &mut SmallRng, region: &Region, tile: u64) -> Row {
        let last = usize::from(tile + 1 == region.tiles);
        let fits = region.result_words as i64
            - (tile * region.words[0]) as i64
            - region.words[last] as i64;
        let destination = match random.random_range(0..4) {
            0 => fits + random.random_range(-1..=1),
            1 => random.random_range(0..=fits.max(0)),
            2 => random.random_range((1 << 32) - 200..1 << 32),
            _ => random.random_range(0..1 << 32),
        };
        Row {
            events: random.random_range(0..1 << 16),
            hold: random.random(),
            cut: random.random_bool(0.1),
            destination: destination.clamp(0, u32::MAX.into()) as u64,
        }
    }

    /// Whether its result lies outside the region, and its description.
    fn expected(&self, region: &Region, tile: u64) -> (bool, Vec<u8>) {
        let last = usize::from(tile + 1 == region.tiles);
        let place = self.destination + tile * region.words[0];
        let outside = !self.cut && place + region.words[last] > region.result_words;
        let bits = BitString::new()
            .push(self.events, 16)
            .push(region.beats[last], 5)
            .push(self.hold.into(), 1)
            .push((!self.cut && !outside).into(), 1)
            .push((region.result + place) % (1 << RW), RW);
        (outside, bits.bytes())
    }
}

/// Runs the tiles of a command; how many results were inside, outside and cut.
fn place(pins: &mut Pins, region: &Region, stall: Stall, random: &mut SmallRng) -> [usize; 3] {
    for (name, value) in [
        ("result", region.result),
        ("result_words", region.result_words),
        ("tile_words", region.words[0]),
        ("last_tile_words", region.words[1]),
        ("tile_beats", region.beats[0]),
        ("last_tile_beats", region.beats[1]),
        ("start", 1),
    ] {
        pins.set(name, value);
    }
    pins.settle();
    pins.edge();
    pins.set("start", false);
    let mut seen = [0; 3];
    // Descriptions to come, with their cycles.
    let mut expected: VecDeque<(u64, bool, Vec<u8>)> = VecDeque::new();
    let (mut tile, mut opened, mut cycle) = (0, false, 0);
    while tile < region.tiles || opened || !expected.is_empty() {
        let valid = tile < region.tiles && goes(stall, random);
        // A tile ends beside a row or without one.
        let tile_end = tile < region.tiles && random.random_bool(0.1);
        let row = Row::random(random, region, tile);
        pins.set("last_tile", tile + 1 == region.tiles);
        pins.set("tile_end", tile_end);
        pins.set("valid", valid);
        pins.set("events", row.events);
        pins.set("hold", row.hold);
        pins.set("cut", row.cut);
        pins.set("destination", row.destination);
        pins.settle();
        assert_eq!(pins.high("opens"), opened, "cycle {cycle}");
        let due = expected.pop_front_if(|(at, ..)| *at == cycle);
        assert_eq!(pins.high("row_push"), due.is_some(), "cycle {cycle}");
        let outside = due.as_ref().is_some_and(|(_, outside, _)| *outside);
        assert_eq!(pins.high("outside"), outside, "cycle {cycle}");
        if let Some((_, _, description)) = due {
            assert_eq!(pins.get_bytes("row"), description, "cycle {cycle}");
        }
        if valid {
            let (outside, description) = row.expected(region, tile);
            seen[if row.cut { 2 } else { usize::from(outside) }] += 1;
            expected.push_back((cycle + LATENCY, outside, description));
        }
        tile += u64::from(tile_end);
        opened = valid;
        pins.edge();
        cycle += 1;
    }
    seen
}

#[test]
fn every_result_has_its_place_or_is_outside() {
    with_seeds(|seed| {
        for (i, stall) in Stall::BOTH.into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let mut pins = Pins::new(placement());
            let mut seen = [0; 3];
            for _ in 0..100 {
                let region = Region::random(&mut random);
                let more = place(&mut pins, &region, stall, &mut random);
                seen.iter_mut().zip(more).for_each(|(all, more)| *all += more);
            }
            assert!(seen.iter().all(|count| *count > 20), "inside, outside, cut: {seen:?}");
        }
    });
}

#[test]
fn reset_forgets_the_rows_inside() {
    let mut pins = Pins::new(placement());
    pins.set("valid", true);
    for _ in 0..LATENCY {
        pins.settle();
        pins.edge();
    }
    pins.set("valid", false);
    pins.set("resetn", false);
    pins.settle();
    pins.edge();
    pins.set("resetn", true);
    for _ in 0..=LATENCY {
        pins.settle();
        assert!(!pins.high("opens") && !pins.high("row_push") && !pins.high("outside"));
        pins.edge();
    }
}
