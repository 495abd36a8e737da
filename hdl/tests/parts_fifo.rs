//! The queue: order, capacity, latency, and what push and pop do when they may not.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::pins::{Pins, goes};
use common::{library, rng};
use rand::Rng;
use spikelm_hdl::emit::verilog;
use spikelm_hdl::parts::Fifo;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Words behind the output register.
const DEPTH: usize = 4;

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("fifo", verilog("fifo", Fifo::<16, 2, 3>::default)))
}

/// `DEPTH` stored words and one at the output, as of one cycle.
#[derive(Default)]
struct Model {
    stored: VecDeque<u64>,
    output: Option<u64>,
}

impl Model {
    fn check(&self, pins: &Pins) {
        assert_eq!(pins.high("ready"), self.stored.len() < DEPTH);
        assert_eq!(pins.high("empty"), self.stored.is_empty());
        assert_eq!(pins.high("valid"), self.output.is_some());
        if let Some(word) = self.output {
            assert_eq!(pins.get("data"), word);
        }
    }

    fn edge(&mut self, push: Option<u64>, pop: bool) {
        let room = self.stored.len() < DEPTH;
        if pop {
            self.output = None;
        }
        if self.output.is_none() {
            self.output = self.stored.pop_front();
        }
        self.stored.extend(push.filter(|_| room));
    }
}

fn cycle(pins: &mut Pins, model: &mut Model, push: Option<u64>, pop: bool) {
    pins.set("push", push.is_some());
    pins.set("push_data", push.unwrap_or(0xDEAD));
    pins.set("pop", pop);
    pins.settle();
    model.check(pins);
    pins.edge();
    model.edge(push, pop);
}

#[test]
fn any_push_and_pop() {
    let stalls = [Stall::Always, Stall::Random(0.3), Stall::Random(0.5), Stall::Random(0.8)];
    with_seeds(|seed| {
        let mut random = rng(seed, 0);
        for push in stalls {
            for pop in stalls {
                let mut pins = Pins::new(design());
                let mut model = Model::default();
                for _ in 0..2000 {
                    let word = goes(push, &mut random).then(|| random.random_range(0..0x1_0000));
                    cycle(&mut pins, &mut model, word, goes(pop, &mut random));
                }
                for _ in 0..8 {
                    cycle(&mut pins, &mut model, None, true);
                }
                assert!(!pins.high("valid") && pins.high("empty"));
            }
        }
    });
}

#[test]
fn it_holds_one_more_than_its_memory_and_reset_empties_it() {
    let mut pins = Pins::new(design());
    let mut model = Model::default();
    for i in 0..DEPTH as u64 + 4 {
        cycle(&mut pins, &mut model, Some(i), false);
    }
    assert_eq!(model.stored.len() + model.output.iter().len(), DEPTH + 1);
    pins.set("resetn", false);
    cycle(&mut pins, &mut model, None, false);
    pins.set("resetn", true);
    cycle(&mut pins, &mut Model::default(), None, false);
    let mut model = Model::default();
    for i in 0..20 {
        cycle(&mut pins, &mut model, Some(i), true);
    }
}
