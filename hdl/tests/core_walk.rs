//! The order of a RUN's words: as they are taken, and as they are asked for.

mod common;

use std::sync::OnceLock;

use common::pins::{Pins, goes};
use common::{library, rng};
use rand::Rng;
use spikelm_hdl::core::{Requests, Walk};
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

fn walk() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("walk", verilog("walk", Walk::<8>::default)))
}

#[test]
fn words_come_row_by_row_and_tile_by_tile() {
    with_seeds(|seed| {
        for (i, stall) in Stall::BOTH.into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            // It has no reset: `start` sets all of it.
            let mut pins = Pins { module: walk().module().unwrap() };
            for part in 0..60 {
                let [words, rows, tiles] = match part {
                    0 => [256, 2, 2],
                    _ => [6, 7, 4].map(|most| random.random_range(1..=most)),
                };
                pins.set("row_last", words - 1);
                pins.set("rows_last", rows - 1);
                pins.set("tiles_last", tiles - 1);
                pins.set("start", true);
                pins.settle();
                pins.edge();
                pins.set("start", false);
                // A fetch may end early; the next starts from anywhere.
                let stop = random.random_range(1..=2 * words * rows * tiles);
                let mut at = 0;
                while at < stop.min(words * rows * tiles) {
                    let step = goes(stall, &mut random);
                    pins.set("step", step);
                    pins.settle();
                    let (word, row, tile) = (at % words, at / words % rows, at / words / rows);
                    let ends = step && word + 1 == words && row + 1 == rows;
                    assert_eq!(pins.get("index"), word);
                    for (name, expected) in [
                        ("first_word", word == 0),
                        ("last_word", word + 1 == words),
                        ("first_row", row == 0),
                        ("last_row", row + 1 == rows),
                        ("last_tile", tile + 1 == tiles),
                        ("tile_end", ends),
                    ] {
                        assert_eq!(pins.high(name), expected, "{name}, word {at}");
                    }
                    pins.edge();
                    at += u64::from(step);
                }
                pins.set("step", false);
            }
        }
    });
}

/// Address bits of input memory.
const IW: usize = 6;
/// Requests that may be under way.
const PENDING: u64 = 8;

fn requests() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("requests", verilog("requests", Requests::<IW>::default)))
}

#[test]
fn a_word_is_asked_for_whenever_there_is_room() {
    with_seeds(|seed| {
        for (i, [ask, pop]) in Stall::combinations::<2>().into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let mut pins = Pins::new(requests());
            for _ in 0..40 {
                let source = random.random_range(0..1 << IW);
                let words = random.random_range(1..=1 << IW);
                let tiles = random.random_range(1..=4);
                let mut left = words * tiles;
                let stop_at =
                    if random.random_bool(0.3) { random.random_range(0..left) } else { 0 };
                pins.set("source", source);
                pins.set("source_last", words - 1);
                pins.set("tiles_last", tiles - 1);
                pins.set("start", true);
                pins.settle();
                assert!(pins.high("idle") && !pins.high("read"));
                pins.edge();
                pins.set("start", false);
                let mut pending = 0;
                while left + pending > 0 {
                    let ready = goes(ask, &mut random);
                    let popped = pending > 0 && goes(pop, &mut random);
                    let stop = left <= stop_at;
                    pins.set("read_ready", ready);
                    pins.set("popped", popped);
                    pins.set("stop", stop);
                    pins.settle();
                    let read = left > 0 && pending < PENDING;
                    assert_eq!(pins.high("read"), read, "{left} left, {pending} under way");
                    assert!(!pins.high("idle"));
                    let at = (source + (words * tiles - left) % words) % (1 << IW);
                    assert!(!read || pins.get("read_address") == at, "{left} left");
                    let accepted = u64::from(read && ready);
                    left = if stop { 0 } else { left - accepted };
                    pending = pending + accepted - u64::from(popped);
                    pins.edge();
                }
                pins.set("stop", false);
                pins.set("popped", false);
            }
        }
    });
}

#[test]
fn reset_forgets_the_requests() {
    let mut pins = Pins::new(requests());
    pins.set("source_last", 30_u64);
    pins.set("read_ready", true);
    for start in [true, false, false, false] {
        pins.set("start", start);
        pins.settle();
        pins.edge();
    }
    pins.settle();
    assert!(pins.high("read") && !pins.high("idle"));
    pins.set("resetn", false);
    pins.settle();
    pins.edge();
    pins.set("resetn", true);
    pins.settle();
    assert!(pins.high("idle") && !pins.high("read"));
}
