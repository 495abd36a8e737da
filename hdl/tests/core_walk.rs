//! The order of a RUN's words.

mod common;

use std::sync::OnceLock;

use common::pins::{Pins, goes};
use common::{library, rng};
use rand::Rng;
use spikelm_hdl::core::Walk;
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
