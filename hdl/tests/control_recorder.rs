//! The recorder: every word of every record, in ring order, and `COMPLETED` behind it.

mod common;

use std::sync::OnceLock;

use common::pins::{BitString, Pins, goes};
use common::{library, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::control::Recorder;
use spikelm_hdl::emit::verilog;
use spikelm_regs::{CompletionRecord, Status};
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Address bits of result memory in units of 32 bytes.
const UW: usize = 13;

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("recorder", verilog("recorder", Recorder::<UW, 50>::default)))
}

/// A command as the dispatcher describes it.
#[derive(Clone, Copy)]
struct Order {
    status: Status,
    is_load: bool,
    seq: u32,
    place: u64,
}

impl Order {
    fn encode(&self) -> Vec<u8> {
        BitString::new()
            .push(self.status.code().into(), 4)
            .push(self.is_load.into(), 1)
            .push(self.seq.into(), 32)
            .push(self.place, UW)
            .bytes()
    }
}

fn random_status(random: &mut SmallRng) -> Status {
    Status::ALL[random.random_range(0..Status::ALL.len())]
}

const EMPTY: CompletionRecord = CompletionRecord {
    sequence: 0,
    status: Status::Ok,
    start: 0,
    end: 0,
    busy: 0,
    events: 0,
    event_cycles: 0,
    stall_fetch: 0,
    stall_drain: 0,
    stall_empty: 0,
    stall_edge: 0,
    rows: 0,
    result_checksum: 0,
};

/// A recorder between random units and a result memory.
struct Bench {
    pins: Pins,
    now: u64,
    completed: u32,
    write: Stall,
    /// Both halves of the record that is being written.
    halves: Vec<(u64, Vec<u8>)>,
    failed: Option<Status>,
    last_status: Status,
}

impl Bench {
    fn new(write: Stall, now: u64) -> Bench {
        let (halves, failed) = (Vec::new(), None);
        let pins = Pins::new(design());
        Bench { pins, now, completed: 0, write, halves, failed, last_status: Status::Ok }
    }

    /// A cycle with the inputs that are set; what is written is kept.
    fn cycle(&mut self, random: &mut SmallRng) {
        let pins = &mut self.pins;
        let ready = goes(self.write, random);
        pins.set("write_ready", ready);
        pins.set("cycles", self.now);
        pins.settle();
        assert_eq!(pins.get("completed"), u64::from(self.completed));
        let failed = pins.high("failed").then(|| pins.get("failed_status"));
        assert_eq!(failed, self.failed.take().map(|s| u64::from(s.code())));
        if pins.high("write") {
            assert!(!pins.high("idle"));
            if ready {
                self.halves.push((pins.get("write_address"), pins.get_bytes("write_data")));
                if self.halves.len() == 2 {
                    self.completed += 1;
                    self.failed = Some(self.last_status).filter(|s| *s != Status::Ok);
                }
            }
        }
        pins.edge();
        self.now = self.now.wrapping_add(1);
    }

    /// A RUN with a random account; its record, the sequence number apart.
    fn run(&mut self, random: &mut SmallRng) -> CompletionRecord {
        let mut record = CompletionRecord { start: self.now, ..EMPTY };
        self.pins.set("run_start", true);
        self.cycle(random);
        self.pins.set("run_start", false);
        for _ in 0..random.random_range(1..60) {
            let kind = random.random_range(0..6);
            let events = if kind == 0 { random.random_range(1..=8) } else { 0_u64 };
            let row = random.random_bool(0.3);
            for (i, (name, count)) in [
                ("event_cycle", &mut record.event_cycles),
                ("stall_fetch", &mut record.stall_fetch),
                ("stall_drain", &mut record.stall_drain),
                ("stall_empty", &mut record.stall_empty),
                ("stall_edge", &mut record.stall_edge),
                ("busy", &mut record.busy),
            ]
            .into_iter()
            .enumerate()
            {
                let high = kind == i as u64 || (name == "busy" && kind < 5);
                self.pins.set(name, high);
                *count += u32::from(high);
            }
            self.pins.set("events", events);
            self.pins.set("row_done", row);
            record.events += events as u32;
            record.rows += u32::from(row);
            self.cycle(random);
        }
        for name in
            ["event_cycle", "stall_fetch", "stall_drain", "stall_empty", "stall_edge", "busy"]
        {
            self.pins.set(name, false);
        }
        self.pins.set("events", 0_u64);
        self.pins.set("row_done", false);
        record.status = random_status(random);
        record.result_checksum = random.random();
        record.end = self.now;
        self.pins.set("run_status", record.status.code());
        self.pins.set("run_done", true);
        self.cycle(random);
        self.pins.set("run_done", false);
        self.pins.set("run_status", 0_u64);
        record
    }

    /// A LOAD; its record, the sequence number apart.
    fn load(&mut self, random: &mut SmallRng) -> CompletionRecord {
        let start = self.now;
        self.pins.set("load_start", true);
        self.cycle(random);
        self.pins.set("load_start", false);
        for _ in 0..random.random_range(0..20) {
            self.cycle(random);
        }
        let (end, rows) = (self.now, random.random());
        self.pins.set("load_rows", rows);
        self.pins.set("load_done", true);
        self.cycle(random);
        self.pins.set("load_done", false);
        let status = [Status::Ok, Status::DataChecksum][random.random_range(0..2)];
        CompletionRecord { start, end, rows, status, ..EMPTY }
    }

    /// Offers an order, ended or not, and takes its record.
    fn record(&mut self, order: &Order, mut expected: CompletionRecord, random: &mut SmallRng) {
        let refused = order.status != Status::Ok;
        self.pins.set_bytes("order", &order.encode());
        self.pins.set("order_valid", true);
        for _ in 0..if refused { 0 } else { random.random_range(0..10) } {
            self.pins.settle();
            assert!(!self.pins.high("order_pop"), "taken before it has ended");
            self.cycle(random);
        }
        let (run, load) = (!refused && !order.is_load, !refused && order.is_load);
        self.pins.set("run_waiting", run);
        self.pins.set("load_waiting", load);
        self.pins.settle();
        assert!(self.pins.high("order_pop"), "the record before is written");
        assert_eq!([self.pins.high("run_taken"), self.pins.high("load_taken")], [run, load]);
        if refused {
            expected =
                CompletionRecord { status: order.status, start: self.now, end: self.now, ..EMPTY };
        }
        expected.sequence = order.seq;
        self.last_status = expected.status;
        self.cycle(random);
        let captured = self.now;
        for name in ["order_valid", "run_waiting", "load_waiting"] {
            self.pins.set(name, false);
        }
        // The unit goes on with its next command while the record is being written.
        let mut limit = 200;
        let before = self.completed;
        while self.completed == before {
            // A verdict and a checksum in the cycles in which they are valid, and anything else
            // before and after.
            let cycle = self.now - captured;
            let valid = cycle == 0 && load;
            let intact = if valid { expected.status == Status::Ok } else { random.random() };
            self.pins.set("load_intact", intact);
            let valid = (1..=3).contains(&cycle) && run;
            let sum = if valid { expected.result_checksum } else { random.random() };
            self.pins.set("run_checksum", sum);
            self.pins.set("load_rows", random.random::<u32>());
            self.pins.set_bytes("order", &[0xFF; 6]);
            self.cycle(random);
            limit -= 1;
            assert!(limit > 0, "no record");
        }
        let bytes: Vec<u8> = expected.encode().iter().flat_map(|w| w.to_le_bytes()).collect();
        let (low, high) = bytes.split_at(32);
        let written = std::mem::take(&mut self.halves);
        assert_eq!(written, [(order.place, low.to_vec()), (order.place + 1, high.to_vec())]);
        self.cycle(random);
        assert!(self.pins.high("idle"));
    }
}

#[test]
fn records_are_what_the_layout_says() {
    with_seeds(|seed| {
        for (i, write) in Stall::BOTH.into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let mut bench = Bench::new(write, (1 << 32) - 300);
            for _ in 0..80 {
                let refused = random.random_bool(0.3);
                let order = Order {
                    status: if refused { random_status(&mut random) } else { Status::Ok },
                    is_load: random.random_bool(0.5),
                    seq: random.random(),
                    place: 2 * random.random_range(0..1 << (UW - 1)),
                };
                let record = match (order.status, order.is_load) {
                    (Status::Ok, true) => bench.load(&mut random),
                    (Status::Ok, false) => bench.run(&mut random),
                    _ => EMPTY,
                };
                bench.record(&order, record, &mut random);
            }
            assert_eq!(bench.completed, 80);
        }
    });
}

#[test]
fn reset_drops_the_record_and_forgets_what_was_completed() {
    let mut random = rng(0, 0);
    let order = Order { status: Status::Size, is_load: false, seq: 7, place: 12 };
    for cycles in 1..24 {
        let mut bench = Bench::new(Stall::Always, 5);
        bench.record(&order, EMPTY, &mut random);
        bench.pins.set_bytes("order", &order.encode());
        bench.pins.set("order_valid", true);
        for _ in 0..cycles {
            bench.pins.settle();
            bench.pins.edge();
            bench.pins.set("order_valid", false);
        }
        bench.pins.set("resetn", false);
        bench.pins.settle();
        bench.pins.edge();
        bench.pins.set("resetn", true);
        (bench.completed, bench.failed) = (0, None);
        for _ in 0..40 {
            bench.cycle(&mut random);
        }
        assert!(bench.halves.is_empty() && bench.pins.high("idle"));
        bench.record(&order, EMPTY, &mut random);
    }
}
