//! The simulated card's transfers, registers and time, on a hand-written AXI memory.

mod common;

use std::time::{Duration, Instant};

use common::memory;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_engine::card::{Deadline, Ticket, Transfer};
use spikelm_engine::{Card, CardError};
use spikelm_regs::EngineConfig;
use spikelm_sim::stream::with_seeds;
use spikelm_sim::{SimCard, SimError, SimOptions};

const SCRATCH: u32 = 0x04;
const STALL: u32 = 0x08;
const HANG: u32 = 0x0C;
const TIMER: u32 = 0x10;
const MOST_READS: u32 = 0x14;
const SILENT: u32 = 0x18;
const SIZE: usize = 65536;

fn open_text(config: EngineConfig, verilog: String) -> SimCard {
    SimCard::open(SimOptions { verilog: Some(verilog), ..SimOptions::new(config) }).unwrap()
}

fn open(config: EngineConfig) -> SimCard {
    open_text(config, memory(config.axi_bytes))
}

fn within(cycles: u64) -> Deadline {
    Deadline { time: Duration::ZERO, cycles }
}

/// Random transfers, several queued at a time, checked against a byte array. Returns the cycles.
fn random_traffic(card: &SimCard, seed: u64) -> u64 {
    let mut rng = SmallRng::seed_from_u64(seed);
    let mut model = vec![0; SIZE];
    rng.fill(&mut model[..]);
    card.write_memory(0, model.clone()).unwrap();
    for _ in 0..40 {
        // Within a round writes and reads touch different halves, because they may overtake.
        let half = SIZE / 2;
        let (to, from) = if rng.random() { (0, half) } else { (half, 0) };
        let mut tickets = Vec::new();
        for _ in 0..rng.random_range(1..6) {
            let limit = *[1, 16, 64, 300, 9000].get(rng.random_range(0..5_usize)).unwrap();
            let length = rng.random_range(0..=limit);
            let at = rng.random_range(0..half - length);
            if rng.random() {
                let mut data = vec![0; length];
                rng.fill(&mut data[..]);
                model[to + at..to + at + length].copy_from_slice(&data);
                let address = (to + at) as u64;
                let ticket = card.start(Transfer::Write { address, data: data.clone() }).unwrap();
                tickets.push((ticket, data));
            } else {
                let data = model[from + at..from + at + length].to_vec();
                let address = (from + at) as u64;
                let read = Transfer::Read { address, buffer: vec![0x5A; length] };
                tickets.push((card.start(read).unwrap(), data));
            }
        }
        if rng.random() {
            let value = rng.random();
            card.write_register(SCRATCH, value).unwrap();
            assert_eq!(card.read_register(SCRATCH).unwrap(), value);
        }
        for (ticket, data) in tickets {
            assert_eq!(card.wait(ticket, within(100_000)).unwrap(), data);
        }
    }
    assert_eq!(card.read_memory(0, SIZE).unwrap(), model);
    card.cycles()
}

#[test]
fn random_transfers_arrive() {
    for config in [EngineConfig::SMALL, EngineConfig::WIDE] {
        with_seeds(|seed| {
            for stall in [0, 1] {
                let card = open(config);
                card.write_register(STALL, stall).unwrap();
                let cycles = random_traffic(&card, seed);
                let again = open(config);
                again.write_register(STALL, stall).unwrap();
                assert_eq!(random_traffic(&again, seed), cycles, "time repeats");
            }
        });
    }
}

#[test]
fn a_beat_moves_in_every_cycle_in_both_directions() {
    let card = open(EngineConfig::SMALL);
    let beats = 2048;
    let bytes = 16 * beats as usize;
    let write = card.start(Transfer::Write { address: 0, data: vec![1; bytes] }).unwrap();
    let read = card.start(Transfer::Read { address: 0x8000, buffer: vec![1; bytes] }).unwrap();
    let start = card.cycles();
    card.wait(write, within(10_000)).unwrap();
    card.wait(read, within(10_000)).unwrap();
    let cycles = card.cycles() - start;
    // The memory takes no data while it answers a write burst: a cycle per 256 beats.
    assert!((beats..beats + 24).contains(&cycles), "{cycles} cycles for {beats} beats each way");
    assert!(card.read_register(MOST_READS).unwrap() >= 2, "several bursts wait");
}

#[test]
fn time_stands_still_outside_waits() {
    let card = open(EngineConfig::SMALL);
    assert_eq!(card.name(), "sim:small");
    let t0 = card.cycles();
    let write = card.start(Transfer::Write { address: 0, data: vec![1; 64] }).unwrap();
    let read = card.start(Transfer::Read { address: 0x8000, buffer: vec![1; 64] }).unwrap();
    assert_eq!(card.cycles(), t0);
    // The register access lets both transfers end; waiting for them takes no time then.
    for i in 0..20 {
        card.write_register(SCRATCH, i).unwrap();
    }
    let t1 = card.cycles();
    assert!(t1 > t0);
    assert_eq!(card.wait(read, within(0)).unwrap().len(), 64);
    assert_eq!(card.wait(write, within(0)).unwrap().len(), 64);
    assert_eq!(card.cycles(), t1);
    card.advance(100).unwrap();
    assert_eq!(card.cycles(), t1 + 100);
}

#[test]
fn bus_errors_name_the_transfer() {
    let card = open(EngineConfig::SMALL);
    let e = card.write_memory(0xFFF8, vec![0; 16]).unwrap_err();
    assert!(matches!(e, CardError::Bus { response: "DECERR", address: 0xFFF8, length: 16, .. }));
    let e = card.read_memory(1 << 40, 8).unwrap_err();
    assert!(matches!(e, CardError::Bus { operation: "read", response: "DECERR", .. }), "{e}");
    let e = card.read_register(0x1000).unwrap_err();
    assert!(matches!(e, CardError::Bus { response: "SLVERR", address: 0x1000, .. }), "{e}");
    let e = card.write_register(0x1004, 1).unwrap_err();
    assert!(matches!(e, CardError::Bus { response: "SLVERR", address: 0x1004, .. }), "{e}");
    let e = card.start(Transfer::Write { address: u64::MAX, data: vec![0; 2] }).unwrap_err();
    assert!(matches!(e, CardError::Link { .. }), "{e}");
    assert!(card.read_register(1 << 16).is_err());
    // The card goes on.
    card.write_memory(3, vec![9; 5]).unwrap();
    assert_eq!(card.read_memory(3, 5).unwrap(), [9; 5]);
}

#[test]
fn deadlines_hold_and_tickets_are_used_once() {
    let card = open(EngineConfig::SMALL);
    let empty = card.start(Transfer::Write { address: 0, data: vec![] }).unwrap();
    assert!(card.wait(empty, within(0)).unwrap().is_empty());
    assert!(matches!(card.wait(empty, within(0)), Err(CardError::Ticket(t)) if t == empty));
    assert!(matches!(card.wait(Ticket(99), within(0)), Err(CardError::Ticket(_))));

    card.write_register(HANG, 1).unwrap();
    let late = card.start(Transfer::Write { address: 0x40, data: vec![7; 40] }).unwrap();
    let t = card.cycles();
    let e = card.wait(late, within(500)).unwrap_err();
    assert!(matches!(e, CardError::Timeout { address: 0x40, length: 40, .. }), "{e}");
    assert_eq!(card.cycles(), t + 500);
    assert!(matches!(card.wait(late, within(1)), Err(CardError::Ticket(_))));
    // The late write still happens, before the transfers that follow it.
    card.write_register(HANG, 0).unwrap();
    card.write_memory(0x50, vec![8; 4]).unwrap();
    let now = card.read_memory(0x40, 40).unwrap();
    assert_eq!(now[..16], [7; 16]);
    assert_eq!(now[16..20], [8; 4]);
    assert_eq!(now[20..], [7; 20]);

    let e = card.read_register(SILENT).unwrap_err();
    assert!(matches!(e, CardError::Timeout { address: 0x18, .. }), "{e}");
}

#[test]
fn events_wake_at_the_cycle_of_the_interrupt() {
    let card = open(EngineConfig::SMALL);
    assert!(matches!(card.wait_event(within(300)), Err(CardError::Timeout { .. })));
    card.write_register(TIMER, 1000).unwrap();
    let start = card.cycles();
    card.wait_event(within(2000)).unwrap();
    let waited = card.cycles() - start;
    assert!((995..=1000).contains(&waited), "{waited}");
    card.wait_event(within(0)).unwrap();
    card.write_register(TIMER, 0).unwrap();
    assert!(card.wait_event(within(10)).is_err());
}

#[test]
fn broken_protocol_is_reported() {
    let broken = |from: &str, to: &str| {
        let text = memory(16);
        let wrong = text.replace(from, to);
        assert_ne!(wrong, text);
        let card = open_text(EngineConfig::SMALL, wrong);
        let e = card
            .write_memory(0, vec![1; 64])
            .and_then(|()| card.read_memory(0, 64))
            .and_then(|_| card.read_register(0))
            .unwrap_err();
        assert!(matches!(e, CardError::Link { .. }), "{e}");
        assert!(card.read_register(0).is_err(), "it stays unusable");
        e.to_string()
    };
    assert!(broken("s_axi_rlast <= r_ends", "s_axi_rlast <= 0").contains("wrong length"));
    assert!(broken("s_axi_rid <= rq_id", "s_axi_rid <= ~rq_id").contains("wrong id"));
    assert!(broken("s_axi_bid <= wq_id", "s_axi_bid <= ~wq_id").contains("wrong id"));
    assert!(broken("if (s_axi_bready) s_axi_bvalid <= 0", "if (0) irq <= 0").contains("before"));
    assert!(broken("if (s_axi_rready) s_axi_rvalid <= 0", "if (0) irq <= 0").contains("nobody"));
    let both = "l_has_addr && l_has_data && !s_axil_bvalid";
    assert!(broken(both, "!s_axil_bvalid").contains("register write response"));
}

#[test]
fn opening_says_what_is_wrong() {
    let config = EngineConfig::WIDE;
    let options = SimOptions { verilog: Some(memory(16)), ..SimOptions::new(config) };
    assert!(matches!(SimCard::open(options), Err(SimError::Width { found: 16, expected: 64, .. })));
    let verilog = "module spikelm_engine(input wire clock, input wire [127:0] s_axi_wdata);
        endmodule";
    let options =
        SimOptions { verilog: Some(verilog.into()), ..SimOptions::new(EngineConfig::SMALL) };
    let e = SimCard::open(options).err().unwrap().to_string();
    assert!(e.contains("no port `s_axi_awid`"), "{e}");
}

/// The environment is the process's, so this runs in one of its own.
#[test]
#[ignore = "started by another test, as a process of its own"]
fn child() {
    if std::env::var_os("SPIKELM_RTL").is_some() {
        match SimCard::open(SimOptions::new(EngineConfig::SMALL)) {
            Ok(card) => println!("magic {:#x}", card.read_register(0).unwrap()),
            Err(e) => println!("failed: {e}"),
        }
    }
}

#[test]
fn a_file_replaces_the_generated_verilog() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.v");
    std::fs::write(&file, memory(16).replace("4C4B5053", "12345678")).unwrap();
    let with = |path: &std::path::Path| {
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture", "--include-ignored"])
            .env("SPIKELM_RTL", path)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let said = with(&file);
    assert!(said.contains("magic 0x12345678"), "{said}");
    let said = with(&folder.path().join("none.v"));
    assert!(said.contains("failed: SPIKELM_RTL names") && said.contains("none.v"), "{said}");
}

#[test]
fn a_trace_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("card.fst");
    let verilog = Some(memory(16));
    let options =
        SimOptions { verilog, trace: Some(trace.clone()), ..SimOptions::new(EngineConfig::SMALL) };
    let card = SimCard::open(options).unwrap();
    card.write_memory(0, vec![1; 64]).unwrap();
    drop(card);
    assert!(trace.metadata().unwrap().len() > 500);
}

/// Prints what the transactor costs beside the model's own evaluation.
#[test]
#[ignore = "prints a speed and asserts nothing about it: timed asserts do not belong in tests"]
fn cost_per_cycle() {
    const N: u64 = 2_000_000;
    let each = |start: Instant| start.elapsed().as_secs_f64() * 1e9 / N as f64;
    let card = open(EngineConfig::SMALL);
    let library =
        spikelm_sim::verilated::Design::new(spikelm_sim::TOP, memory(16)).build().unwrap();
    let mut module = library.module().unwrap();
    for _ in 0..3 {
        let start = Instant::now();
        for _ in 0..N {
            module.step();
        }
        let bare = each(start);
        let start = Instant::now();
        card.wait_event(within(N)).unwrap_err();
        let idle = each(start);
        let bytes = 16 * N as usize;
        let write = card.start(Transfer::Write { address: 0, data: vec![1; bytes] }).unwrap();
        let read = card.start(Transfer::Read { address: 0, buffer: vec![1; bytes] }).unwrap();
        let start = Instant::now();
        let first = card.cycles();
        let _ = card.wait(write, within(2 * N));
        let _ = card.wait(read, within(2 * N));
        let busy = each(start) * N as f64 / (card.cycles() - first) as f64;
        println!("model {bare:.0} ns a cycle, idle card {idle:.0}, both directions busy {busy:.0}");
    }
}
