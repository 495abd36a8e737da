//! The checksum of memory words: its value, when it is there, and how long it stays.

mod common;

use std::sync::OnceLock;

use common::pins::{Pins, goes};
use common::{library, random_bytes, rng};
use rand::Rng;
use spikelm_hdl::emit::verilog;
use spikelm_hdl::parts::DataChecksum;
use spikelm_regs::data_checksum;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Bits of a memory word, and stages of the fold.
const WIDTHS: [(u32, u64); 4] = [(128, 1), (256, 2), (512, 2), (2048, 3)];

fn design(bits: u32) -> &'static Library {
    static LIBRARIES: [OnceLock<Library>; 4] = [const { OnceLock::new() }; 4];
    let place = WIDTHS.iter().position(|(width, _)| *width == bits).unwrap();
    LIBRARIES[place].get_or_init(|| match bits {
        128 => library("sum128", verilog("sum128", DataChecksum::<128>::default)),
        256 => library("sum256", verilog("sum256", DataChecksum::<256>::default)),
        512 => library("sum512", verilog("sum512", DataChecksum::<512>::default)),
        _ => library("sum2048", verilog("sum2048", DataChecksum::<2048>::default)),
    })
}

/// A word of few or many bits.
fn word(random: &mut impl Rng, bytes: usize) -> Vec<u8> {
    match random.random_range(0..4) {
        0 => vec![0; bytes],
        1 => vec![0xFF; bytes],
        2 => {
            let mut word = vec![0; bytes];
            word[random.random_range(0..bytes)] = 1 << random.random_range(0..8);
            word
        }
        _ => (0..bytes).map(|_| random.random()).collect(),
    }
}

#[test]
fn sums_are_those_of_the_definition_after_their_stages() {
    for (bits, stages) in WIDTHS {
        let bytes = bits as usize / 8;
        with_seeds(|seed| {
            for stall in Stall::BOTH {
                let mut random = rng(seed, bits.into());
                // It has no reset.
                let mut pins = Pins { module: design(bits).module().unwrap() };
                let mut before = None;
                for count in [0, 1, 2, 3, 40, 300] {
                    pins.set("start", true);
                    for wait in 0..3 {
                        pins.settle();
                        // The sum before is there until the end of the second cycle after `start`.
                        if let Some(sum) = before {
                            assert_eq!(pins.get("sum") as u32, sum, "{bits} bits, cycle {wait}");
                        }
                        pins.edge();
                        pins.set("start", false);
                    }
                    let mut words = Vec::new();
                    let mut left = count;
                    while left > 0 {
                        let comes = goes(stall, &mut random);
                        // What lies on the wires without `valid` counts for nothing.
                        let next = word(&mut random, bytes);
                        pins.set("valid", comes);
                        pins.set_bytes("word", &next);
                        if comes {
                            words.extend(next);
                            left -= 1;
                        }
                        pins.settle();
                        pins.edge();
                    }
                    pins.set("valid", false);
                    pins.set_bytes("word", &random_bytes(&mut random, bytes));
                    for _ in 0..stages {
                        pins.settle();
                        pins.edge();
                    }
                    pins.settle();
                    let sum = data_checksum(bits / 8, &words);
                    assert_eq!(pins.get("sum") as u32, sum, "{bits} bits, {count} words");
                    before = Some(sum);
                    for _ in 0..random.random_range(0..3) {
                        pins.edge();
                        pins.settle();
                    }
                }
            }
        });
    }
}
