//! Two resets that overlap, whatever their order and length, and a queue behind them.

mod common;

use std::sync::OnceLock;

use common::crossing::{PERIODS, both};
use common::rng;
use rand::Rng;
use rand::rngs::SmallRng;
use rust_hdl::prelude::*;
use spikelm_hdl::crossing::{GrayFifo, ResetLink};
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::with_seeds;
use spikelm_sim::verilated::{Library, Module};

/// A queue from A to B behind linked resets.
#[derive(LogicBlock, Default)]
struct LinkedFifo {
    a_clock: Signal<In, Clock>,
    a_resetn: Signal<In, Bit>,
    b_clock: Signal<In, Clock>,
    b_resetn: Signal<In, Bit>,
    a_side_resetn: Signal<Out, Bit>,
    b_side_resetn: Signal<Out, Bit>,
    push: Signal<In, Bit>,
    push_data: Signal<In, Bits<16>>,
    ready: Signal<Out, Bit>,
    valid: Signal<Out, Bit>,
    data: Signal<Out, Bits<16>>,
    link: ResetLink,
    fifo: GrayFifo<16, 3, 4>,
}

impl Logic for LinkedFifo {
    #[hdl_gen]
    fn update(&mut self) {
        self.link.a_clock.next = self.a_clock.val();
        self.link.a_resetn.next = self.a_resetn.val();
        self.link.b_clock.next = self.b_clock.val();
        self.link.b_resetn.next = self.b_resetn.val();
        self.a_side_resetn.next = self.link.a_side_resetn.val();
        self.b_side_resetn.next = self.link.b_side_resetn.val();
        self.fifo.write_clock.next = self.a_clock.val();
        self.fifo.write_resetn.next = self.link.a_side_resetn.val();
        self.fifo.read_clock.next = self.b_clock.val();
        self.fifo.read_resetn.next = self.link.b_side_resetn.val();
        self.fifo.push.next = self.push.val();
        self.fifo.push_data.next = self.push_data.val();
        self.ready.next = self.fifo.ready.val();
        self.fifo.pop.next = true;
        self.valid.next = self.fifo.valid.val();
        self.data.next = self.fifo.data.val();
    }
}

fn designs() -> &'static [Library; 2] {
    static LIBRARIES: OnceLock<[Library; 2]> = OnceLock::new();
    LIBRARIES.get_or_init(|| both("linked_fifo", verilog("linked_fifo", LinkedFifo::default)))
}

/// One side's clock and own reset.
struct Side {
    name: &'static str,
    period: u64,
    jitter: u64,
    place: u64,
    at: u64,
    /// Edges for which the own reset stays low.
    low: u32,
    /// In the side's reset: edges of the other side in reset since then.
    in_reset: Option<u32>,
}

impl Side {
    fn new(name: &'static str, period: u64, random: &mut SmallRng) -> Side {
        let place = random.random_range(1..=period);
        let jitter = random.random_range(0..period / 3);
        Side { name, period, jitter, place, at: place, low: 3, in_reset: None }
    }
}

struct Bench {
    module: Module,
    sides: [Side; 2],
    random: SmallRng,
    /// Words of this reset that were pushed and have not come.
    under_way: std::collections::VecDeque<u64>,
    next: u64,
    come: u64,
    /// Resets that were followed to their end.
    resets: u64,
}

impl Bench {
    fn new(library: &Library, periods: [u64; 2], mut random: SmallRng) -> Bench {
        let sides =
            [("a", periods[0]), ("b", periods[1])].map(|(n, p)| Side::new(n, p, &mut random));
        let module = library.module().unwrap();
        let under_way = Default::default();
        Bench { module, sides, random, under_way, next: 0, come: 0, resets: 0 }
    }

    fn high(&self, name: &str) -> bool {
        self.module.high(self.module.port(name).unwrap())
    }

    fn set(&mut self, name: &str, value: u64) {
        let port = self.module.port(name).unwrap();
        self.module.set(port, value);
    }

    /// The next edge of either clock; `disturb` is the chance that it begins a reset.
    fn edge(&mut self, disturb: f64) {
        let which = usize::from(self.sides[1].at < self.sides[0].at);
        let name = self.sides[which].name;
        let free = self.high(&format!("{name}_side_resetn"));
        if which == 0 && free && self.high("push") && self.high("ready") {
            self.under_way.push_back(self.next);
            self.next = (self.next + 1) & 0xFFFF;
        }
        // Until B has heard of A's reset, what it sees means nothing.
        if which == 1 && free && self.high("valid") && self.sides[0].in_reset.is_none() {
            let data = self.module.get(self.module.port("data").unwrap());
            assert_eq!(Some(data), self.under_way.pop_front(), "a word of another reset");
            self.come += 1;
        }
        self.watch(which, free);

        let side = &mut self.sides[which];
        side.low = side.low.saturating_sub(1);
        if side.low == 0 && self.random.random_bool(disturb) {
            side.low = if self.random.random() { 1 } else { self.random.random_range(1..40) };
        }
        let low = side.low;
        side.place += side.period;
        side.at = side.place + self.random.random_range(0..=side.jitter);
        self.set(&format!("{name}_clock"), 1);
        self.module.settle();
        self.set(&format!("{name}_resetn"), u64::from(low == 0));
        if which == 0 {
            let push = self.random.random_bool(0.7);
            self.set("push", push.into());
            self.set("push_data", self.next);
        }
        self.set(&format!("{name}_clock"), 0);
        self.module.settle();
    }

    /// A side that leaves its reset has seen the other in it at an edge.
    fn watch(&mut self, which: usize, free: bool) {
        let side = &mut self.sides[which];
        if free {
            if let Some(edges) = side.in_reset.take() {
                assert!(edges >= 1, "{} left before the other was reset", side.name);
                self.resets += 1;
            }
            return;
        }
        if side.in_reset.is_none() {
            side.in_reset = Some(0);
            // What was under way is lost.
            self.under_way.clear();
        }
        if let Some(edges) = &mut self.sides[1 - which].in_reset {
            *edges += 1;
        }
    }
}

#[test]
fn after_any_resets_words_come_once_and_in_order() {
    with_seeds(|seed| {
        for library in designs() {
            for (i, periods) in PERIODS.into_iter().enumerate() {
                let mut bench = Bench::new(library, periods, rng(seed, i as u64));
                for _ in 0..20 {
                    (0..400).for_each(|_| bench.edge(0.02));
                    // Left alone, both sides come back and words flow.
                    (0..600).for_each(|_| bench.edge(0.0));
                    assert!(bench.high("a_side_resetn") && bench.high("b_side_resetn"));
                    let come = bench.come;
                    (0..300).for_each(|_| bench.edge(0.0));
                    assert!(bench.come > come + 10, "words must flow after a reset");
                }
                assert!(bench.resets > 60, "{} resets", bench.resets);
            }
        }
    });
}

#[test]
fn both_wait_for_a_clock_that_stands_still() {
    let library = &designs()[0];
    for still in ["a", "b"] {
        let mut module = library.module().unwrap();
        let port = |name: String| library.port(&name).unwrap();
        for side in ["a", "b"] {
            module.set(port(format!("{side}_resetn")), 0);
        }
        let tick = |module: &mut Module, side: &str| {
            for level in [1, 0] {
                module.set(port(format!("{side}_clock")), level);
                module.settle();
            }
        };
        for _ in 0..4 {
            tick(&mut module, "a");
            tick(&mut module, "b");
        }
        let running = if still == "a" { "b" } else { "a" };
        for side in ["a", "b"] {
            module.set(port(format!("{side}_resetn")), 1);
        }
        for _ in 0..100 {
            tick(&mut module, running);
            assert!(!module.high(port(format!("{running}_side_resetn"))), "{still} stands still");
        }
        for _ in 0..30 {
            tick(&mut module, "a");
            tick(&mut module, "b");
        }
        assert!(
            module.high(port("a_side_resetn".into())) && module.high(port("b_side_resetn".into()))
        );
    }
}
