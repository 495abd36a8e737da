//! The command reader: commands in ring order, word by word, up to the doorbell.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::pins::{Pins, goes};
use common::{library, rng};
use rand::Rng;
use spikelm_hdl::control::CommandReader;
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Address bits of input memory.
const IW: usize = 10;
/// Commands of the ring.
const RING: u32 = 8;

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY
        .get_or_init(|| library("reader", verilog("reader", CommandReader::<128, IW, 3>::default)))
}

/// Word `i` of the ring entry of command `n`, as long as nobody writes the ring.
fn ring_word(address: u64, i: usize) -> u32 {
    0x1000 * address as u32 + i as u32
}

/// A reader and its memory.
struct Bench {
    pins: Pins,
    answers: VecDeque<(u64, u64)>,
    /// Words given so far.
    words: u64,
    requests: u64,
    cycle: u64,
}

impl Bench {
    fn new() -> Bench {
        let pins = Pins::new(design());
        Bench { pins, answers: VecDeque::new(), words: 0, requests: 0, cycle: 0 }
    }

    fn cycle(&mut self, [free, ask, answer]: [Stall; 3], random: &mut rand::rngs::SmallRng) {
        let pins = &mut self.pins;
        let free = goes(free, random);
        pins.set("decoder_free", free);
        let ready = goes(ask, random);
        pins.set("read_ready", ready);
        pins.set("read_valid", false);
        if self.answers.front().is_some_and(|a| a.0 <= self.cycle) && goes(answer, random) {
            let address = self.answers.pop_front().unwrap().1;
            let data: Vec<u8> = (0..4).flat_map(|i| ring_word(address, i).to_le_bytes()).collect();
            pins.set("read_valid", true);
            pins.set_bytes("read_data", &data);
        }
        pins.settle();
        let command = self.words / 16;
        assert_eq!(pins.get("seq"), command & 0xFFFF_FFFF);
        if pins.high("read") && ready {
            let entry = self.requests / 4 % u64::from(RING);
            let address = (1 << (IW - 1)) + 4 * entry + self.requests % 4;
            assert_eq!(pins.get("read_address"), address, "cycle {}", self.cycle);
            self.answers.push_back((self.cycle + 2, address));
            self.requests += 1;
        }
        if pins.high("word_valid") {
            let number = self.words % 16;
            let address = (1 << (IW - 1)) + 4 * (command % u64::from(RING)) + number / 4;
            assert_eq!(pins.get("word_number"), number, "cycle {}", self.cycle);
            assert_eq!(pins.get("word"), u64::from(ring_word(address, number as usize % 4)));
            assert!(pins.high("busy"));
            self.words += 1;
        }
        pins.edge();
        self.cycle += 1;
    }

    fn doorbell(&mut self, value: u32) {
        self.pins.set("doorbell", value);
    }
}

#[test]
fn commands_up_to_the_doorbell_and_around_the_ring() {
    with_seeds(|seed| {
        for (i, stalls) in Stall::combinations::<3>().into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let mut bench = Bench::new();
            let mut doorbell = 0;
            while doorbell < 5 * RING {
                doorbell += random.random_range(1..=RING);
                bench.doorbell(doorbell);
                let limit = bench.cycle + 5000;
                while bench.words < 16 * u64::from(doorbell) {
                    bench.cycle(stalls, &mut random);
                    assert!(bench.cycle < limit, "{} words", bench.words);
                }
                for _ in 0..20 {
                    bench.cycle(stalls, &mut random);
                }
                assert_eq!(bench.words, 16 * u64::from(doorbell));
                assert!(!bench.pins.high("busy") && bench.answers.is_empty());
            }
        }
    });
}

#[test]
fn nothing_is_read_for_a_decoder_that_is_not_free() {
    let mut random = rng(0, 0);
    let mut bench = Bench::new();
    bench.doorbell(3);
    for _ in 0..100 {
        bench.cycle([Stall::Random(1.0), Stall::Always, Stall::Always], &mut random);
    }
    assert_eq!((bench.requests, bench.words), (0, 0));
}

#[test]
fn an_old_doorbell_or_one_beyond_the_ring_rings_nothing() {
    let mut random = rng(0, 0);
    let mut bench = Bench::new();
    let always = [Stall::Always; 3];
    bench.doorbell(5);
    for _ in 0..400 {
        bench.cycle(always, &mut random);
    }
    assert_eq!(bench.words, 16 * 5);
    for old in [4, 0, u32::MAX, 5 + RING + 1, 5 + (1 << 31)] {
        bench.doorbell(old);
        for _ in 0..100 {
            bench.cycle(always, &mut random);
        }
        assert_eq!(bench.words, 16 * 5, "doorbell {old}");
    }
    bench.doorbell(5 + RING);
    for _ in 0..600 {
        bench.cycle(always, &mut random);
    }
    assert_eq!(bench.words, 16 * u64::from(5 + RING));
}
