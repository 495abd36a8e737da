//! Lanes and lane groups: sums of signed weight rows, and when they appear.

mod common;

use std::collections::{HashMap, VecDeque};
use std::sync::OnceLock;

use common::pins::{Pins, goes, pack_lanes, unpack_lanes, wrap};
use common::{library, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::core::{LaneGroup, Lanes};
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Lanes of a group.
const LANES: usize = 16;
/// Address bits of the weight RAM.
const AW: usize = 9;

fn lanes() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("lanes", verilog("lanes", Lanes::<128, 384>::default)))
}

fn group() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        library("group", verilog("group", LaneGroup::<128, 384, 128, 1, AW>::default))
    })
}

fn weight_row(rng: &mut SmallRng) -> [i8; LANES] {
    let style = rng.random_range(0..4);
    std::array::from_fn(|_| match style {
        0 => 127,
        1 => -127,
        2 => [-128, -127, -1, 0, 1, 127][rng.random_range(0..6)],
        _ => rng.random(),
    })
}

fn bytes(row: &[i8; LANES]) -> Vec<u8> {
    row.iter().map(|w| *w as u8).collect()
}

fn add(sums: &mut [i64; LANES], row: &[i8; LANES], negative: bool) {
    for (sum, w) in sums.iter_mut().zip(row) {
        let w = i64::from(*w);
        *sum = wrap(if negative { *sum - w } else { *sum + w });
    }
}

#[test]
fn lanes_add_and_subtract_and_show_sums_for_one_cycle() {
    with_seeds(|seed| {
        let mut random = rng(seed, 0);
        let mut pins = Pins::new(lanes());
        let mut sums = [0_i64; LANES];
        let mut shown = [0_i64; LANES];
        for _ in 0..5000 {
            let row = weight_row(&mut random);
            let (adds, negative) = (random.random_bool(0.7), random.random_bool(0.5));
            let capture = random.random_bool(0.3);
            let resets = random.random_bool(0.002);
            // A negative spike's weights come inverted.
            let inverted = row.map(|w| if negative { !w } else { w });
            pins.set("resetn", !resets);
            pins.set("add", adds);
            pins.set("negative", negative);
            pins.set_bytes("weights", &bytes(&inverted));
            pins.set("capture", capture);
            pins.settle();
            assert_eq!(pins.get_bytes("sums"), pack_lanes(&shown));
            pins.edge();
            shown = if capture { sums } else { [0; LANES] };
            match (resets, adds) {
                (true, _) => sums = [0; LANES],
                (_, true) => add(&mut sums, &row, negative),
                _ => {}
            }
        }
    });
}

/// An event at the group's inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Event {
    add: bool,
    sign: bool,
    /// Int4 weights, times 16: the lower or the upper halves of the bytes.
    lower: bool,
    upper: bool,
    last: bool,
    address: u64,
}

/// A group with what it must hold and show.
struct Bench {
    pins: Pins,
    weights: HashMap<u64, [i8; LANES]>,
    sums: [i64; LANES],
    /// The cycle in which sums must be shown, with the sums.
    due: VecDeque<(u64, [i64; LANES])>,
    before: Event,
    cycle: u64,
}

impl Bench {
    fn new() -> Bench {
        Bench {
            pins: Pins::new(group()),
            weights: HashMap::new(),
            sums: [0; LANES],
            due: VecDeque::new(),
            before: Event::default(),
            cycle: 0,
        }
    }

    fn cycle(&mut self, event: Event, load: Option<(u64, [i8; LANES])>) {
        let pins = &mut self.pins;
        pins.set("add", event.add);
        pins.set("sign", event.sign);
        pins.set("lower", event.lower);
        pins.set("upper", event.upper);
        pins.set("last", event.last);
        pins.set("address", event.address);
        pins.set("load", load.is_some());
        if let Some((address, row)) = &load {
            pins.set("load_address", *address);
            pins.set_bytes("load_data", &bytes(row));
        }
        pins.settle();
        let next = Event {
            add: pins.high("next_add"),
            sign: pins.high("next_sign"),
            lower: pins.high("next_lower"),
            upper: pins.high("next_upper"),
            last: pins.high("next_last"),
            address: pins.get("next_address"),
        };
        assert_eq!(next, self.before, "cycle {}", self.cycle);
        let due = self.due.front().is_some_and(|(cycle, _)| *cycle == self.cycle);
        assert_eq!(pins.high("valid"), due, "cycle {}", self.cycle);
        let expected = if due { self.due.pop_front().unwrap().1 } else { [0; LANES] };
        assert_eq!(unpack_lanes(&pins.get_bytes("sums")), expected, "cycle {}", self.cycle);
        pins.edge();
        if event.add {
            let weights = self.weights[&event.address].map(|w| match (event.lower, event.upper) {
                (true, _) => w << 4,
                (_, true) => w & !0xF,
                _ => w,
            });
            add(&mut self.sums, &weights, event.sign);
        }
        if event.last {
            self.due.push_back((self.cycle + 5, self.sums));
        }
        self.before = event;
        if let Some((address, row)) = load {
            self.weights.insert(address, row);
        }
        self.cycle += 1;
    }

    fn load_all(&mut self, random: &mut SmallRng) {
        for address in 0..1 << AW {
            self.cycle(Event::default(), Some((address, weight_row(random))));
        }
    }

    fn drain(&mut self) {
        for _ in 0..6 {
            self.cycle(Event::default(), None);
        }
        assert!(self.due.is_empty());
    }
}

#[test]
fn a_group_sums_its_events_in_five_cycles_beside_loads() {
    with_seeds(|seed| {
        for (i, [events, loads]) in Stall::combinations::<2>().into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let mut bench = Bench::new();
            bench.load_all(&mut random);
            for n in 0..2000_u64 {
                // Events read one half of the rows while loads write the other.
                let half = (n / 500 % 2) << (AW - 1);
                let row = |random: &mut SmallRng| random.random_range(0..1 << (AW - 1));
                // Of a RUN with int8 weights or with int4.
                let (int4, odd) = (n / 250 % 2 == 1, random.random_bool(0.5));
                let event = Event {
                    lower: int4 && !odd,
                    upper: int4 && odd,
                    add: goes(events, &mut random) && random.random_bool(0.95),
                    sign: random.random_bool(0.5),
                    last: random.random_bool(0.2),
                    address: row(&mut random) | half,
                };
                let change = n % 500 > 8 && goes(loads, &mut random);
                let load = (row(&mut random) | (half ^ 1 << (AW - 1)), weight_row(&mut random));
                bench.cycle(event, change.then_some(load));
            }
            bench.drain();
        }
    });
}

#[test]
fn accumulators_wrap_at_both_ends_and_reset_clears_them() {
    let mut bench = Bench::new();
    bench.cycle(Event::default(), Some((3, std::array::from_fn(|i| [127, -127][i % 2]))));
    for (sign, events) in [(false, 66_100), (true, 140_000)] {
        for _ in 0..events {
            bench.cycle(Event { add: true, sign, address: 3, ..Event::default() }, None);
        }
        bench.cycle(Event { add: true, sign, last: true, address: 3, ..Event::default() }, None);
        bench.drain();
    }
    assert!(bench.sums.iter().all(|s| *s != 0));
    bench.pins.set("resetn", false);
    bench.cycle(Event::default(), None);
    bench.sums = [0; LANES];
    bench.pins.set("resetn", true);
    bench.cycle(Event { last: true, ..Event::default() }, None);
    bench.drain();
}
