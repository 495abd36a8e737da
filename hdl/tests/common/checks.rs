//! What a whole engine must do: tests of `small`, and what every mutant is run against.

use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_engine::CardError;
use spikelm_engine::card::{Card, Transfer};
use spikelm_regs::register::*;
use spikelm_regs::{AddressMap, EngineConfig, PLAIN_BYTES, ResultFormat, row_bytes};
use spikelm_sim::stream::with_seeds;

use super::jobs::{Bounds, Job, random_job, regions};
use super::pair::{DEADLINE, Pair};
use super::shapes::Shape;
use super::{random_bytes, rng};

pub(super) const SMALL: EngineConfig = EngineConfig::SMALL;
pub(super) const BOUNDS: Bounds = Bounds { inputs: 150, rows: 24, tiles: 3 };
pub(super) const TINY: Bounds = Bounds { inputs: 9, rows: 3, tiles: 1 };

/// Where records of these tests go: behind all results.
pub(super) fn records() -> u64 {
    AddressMap::new(&SMALL, 0).result + u64::from(SMALL.result_bytes / 2)
}

/// Jobs beside each other in memory, their weights beside or on top of each other.
pub(super) fn batch(random: &mut SmallRng, bounds: Bounds, most: usize) -> Vec<Job> {
    let (mut input, mut result) = regions(&SMALL);
    let mut weight_row = 0;
    let mut jobs = Vec::new();
    while jobs.len() < most {
        let job = random_job(random, &SMALL, bounds, input, result, weight_row);
        let (at, bytes) = job.writes.last().unwrap();
        input = at + bytes.len() as u64;
        result += u64::from(job.run.result_bytes);
        let end = AddressMap::new(&SMALL, 0).input_end;
        if input > end || result > records() {
            break;
        }
        if random.random_bool(0.5) {
            weight_row += u32::from(job.run.tiles) * SMALL.tile_depth(job.run.inputs);
        }
        jobs.push(job);
    }
    jobs
}

/// Random jobs, several at a time.
pub fn random_jobs() {
    let mut pair = Pair::new(SMALL);
    with_seeds(|seed| {
        let mut random = rng(seed, 0);
        for _ in 0..5 {
            let jobs = batch(&mut random, BOUNDS, 4);
            pair.jobs(&jobs, records());
        }
    });
}

/// Small commands back to back, more than four times around the ring.
pub fn ring_wraps() {
    let mut pair = Pair::new(SMALL);
    let mut random = rng(0, 1);
    while pair.sequence < 4 * SMALL.ring_entries + 40 {
        let jobs = batch(&mut random, TINY, SMALL.ring_entries as usize / 2);
        pair.jobs(&jobs, records());
        // An old doorbell, written again, rings nothing.
        let old = pair.sequence - 1;
        pair.both(|card| card.write_register(DOORBELL.offset, old).unwrap());
        pair.sim.advance(200).unwrap();
        let completed = pair.both(|card| card.read_register(COMPLETED.offset).unwrap());
        assert_eq!(completed, [pair.sequence; 2]);
    }
}

/// Reset in the middle of jobs while the host reads and writes, then right results.
pub fn resets() {
    let mut pair = Pair::new(SMALL);
    with_seeds(|seed| {
        let mut random = rng(seed, 2);
        for _ in 0..12 {
            let jobs = batch(&mut random, BOUNDS, 3);
            jobs.iter().for_each(|job| pair.stage(job));
            let words = pair.encode(&jobs, records());
            pair.ring(&words);
            let time = [40, 400, 4000][random.random_range(0..3)];
            pair.sim.advance(random.random_range(0..time)).unwrap();
            let plain = random.random_range(0..8) * 1024;
            let data = random_bytes(&mut random, 2048);
            let start = |t| pair.sim.start(t).unwrap();
            let write = start(Transfer::Write { address: plain, data: data.clone() });
            let read = start(Transfer::Read { address: records(), buffer: vec![0; 4096] });
            pair.sim.advance(random.random_range(0..40)).unwrap();
            pair.sim.write_register(CONTROL.offset, CONTROL_RESET).unwrap();
            assert_eq!(pair.sim.read_register(STATUS.offset).unwrap(), STATUS_RESET);
            pair.sim.wait(write, DEADLINE).unwrap();
            pair.sim.wait(read, DEADLINE).unwrap();
            assert_eq!(pair.sim.read_memory(plain, data.len()).unwrap(), data);
            pair.reset(random.random_range(0..20));
            for r in [COMPLETED, DOORBELL, ERROR, INTR_ACK, INTR_STATE, STATUS] {
                assert_eq!(pair.sim.read_register(r.offset).unwrap(), 0, "{}", r.name);
            }
            pair.jobs(&batch(&mut random, BOUNDS, 1), records());
        }
    });
}

/// The host touches what a RUN uses: answered, flagged, and the results are right.
pub fn conflicts() {
    let mut pair = Pair::new(SMALL);
    let shape = Shape {
        inputs: 100,
        rows: 60,
        columns: 64,
        format: ResultFormat::Int32,
        weight: &|k, p| (k * 7 + p * 3) as i8,
        spike: &|r, k| [1, -1, 1, 0][(r + k) as usize % 4],
    };
    let job = shape.job(&SMALL);
    let (tile, _) = &job.writes[0];
    let source = job.run.source;
    let source_end = source + job.writes[1].1.len() as u64;
    let result_end = job.run.destination + u64::from(job.run.result_bytes);
    pair.stage(&job);
    let words = pair.encode([&job], records());
    pair.ring(&words);
    let busy = |flag: u32, pair: &Pair| {
        for _ in 0..1000 {
            if pair.sim.read_register(STATUS.offset).unwrap() & flag != 0 {
                return;
            }
        }
        panic!("never busy");
    };
    let refused = |outcome: Result<(), CardError>| {
        assert!(matches!(outcome, Err(CardError::Bus { response: "SLVERR", .. })), "{outcome:?}");
    };
    busy(STATUS_LOAD, &pair);
    refused(pair.sim.write_memory(*tile, vec![9; 16]));
    busy(STATUS_RUN, &pair);
    for at in [source, source_end - 16] {
        refused(pair.sim.write_memory(at, vec![9; 16]));
        assert_eq!(pair.sim.read_register(ERROR.offset).unwrap(), ERROR_CONFLICT);
        pair.sim.read_memory(at, 16).unwrap();
    }
    for at in [job.run.destination, result_end - 32, result_end - 16] {
        refused(pair.sim.write_memory(at, vec![9; 16]));
        refused(pair.sim.read_memory(at, 16).map(drop));
    }
    // Just outside, nothing is refused.
    for at in [source_end, u64::from(PLAIN_BYTES), result_end] {
        pair.write(at, &[7; 16]);
        assert_eq!(pair.sim.read_memory(at, 16).unwrap(), [7; 16]);
    }
    assert_ne!(pair.sim.read_register(STATUS.offset).unwrap() & STATUS_RUN, 0, "too short a RUN");
    pair.wait();
    pair.good_records(records(), words.len());
    pair.results(&job);
    // Outside the windows nothing is, and the flag says so.
    let map = AddressMap::new(&SMALL, 0);
    for at in [map.input_end, map.result - 16, map.result_end, 1 << 32] {
        let outcome = pair.sim.read_memory(at, 16);
        assert!(matches!(outcome, Err(CardError::Bus { response: "DECERR", .. })), "{at:#x}");
    }
    assert_eq!(pair.sim.read_register(ERROR.offset).unwrap(), ERROR_CONFLICT | ERROR_DECODE);
    pair.sim.write_register(CONTROL.offset, CONTROL_CLEAR_ERROR).unwrap();
    assert_eq!(pair.sim.read_register(ERROR.offset).unwrap(), 0);
    // With nothing under way, everything may be touched.
    pair.sim.write_memory(job.run.destination, vec![1; 16]).unwrap();
    pair.sim.write_memory(source, vec![1; 16]).unwrap();
    assert_eq!(pair.sim.read_register(ERROR.offset).unwrap(), 0);
}

/// Corners of shapes and values.
pub fn extremes() {
    let mut pair = Pair::new(SMALL);
    let mut jobs = Vec::new();
    let signs: [&dyn Fn(u32, u32) -> i8; 5] =
        [&|_, _| 1, &|_, _| -1, &|_, _| 0, &|r, k| [1, -1][(r + k) as usize % 2], &|r, k| {
            i8::from(k == r * 97 % 130)
        }];
    let weights: [&dyn Fn(u32, u32) -> i8; 4] =
        [&|_, _| 127, &|_, _| -127, &|k, p| [127, -127][(k + p) as usize % 2], &|k, p| {
            (k * 31 + p) as i8
        }];
    for (i, (inputs, rows, columns)) in [
        (258, 2, 64),
        (1, 1, 1),
        (1, 30, 64),
        (64, 20, 17),
        (65, 1, 16),
        (1000, 2, 48),
        (130, 9, 64),
    ]
    .into_iter()
    .enumerate()
    {
        for (j, spike) in signs.iter().enumerate() {
            for weight in weights.iter().skip((i + j) % 2).step_by(2) {
                let format = [ResultFormat::Int32, ResultFormat::Int16][usize::from(inputs == 258)];
                jobs.push(Shape { inputs, rows, columns, format, weight, spike }.job(&SMALL));
            }
        }
    }
    for job in jobs {
        pair.jobs(&[job], records());
    }
    // The last weight row, the last input word and the last result word.
    let map = AddressMap::new(&SMALL, 0);
    let (weight, spike) = (weights[3], signs[3]);
    let shape =
        Shape { inputs: 70, rows: 4, columns: 64, format: ResultFormat::Int16, weight, spike };
    let bytes = u64::from(70 * 64 + 4 * row_bytes(&SMALL, 70));
    let (input, result) = (map.input_end - bytes, map.result_end - 4 * 128);
    pair.jobs(&[shape.job_at(&SMALL, input, result, SMALL.weight_rows - 70)], records());
}

/// How long things take, and that every cycle is counted once.
pub fn cycles() {
    let mut pair = Pair::new(SMALL);
    let read = |pair: &Pair, low: Register| {
        let half = |offset| u64::from(pair.sim.read_register(offset).unwrap());
        half(low.offset) | half(low.offset + 4) << 32
    };
    let snapshot = |pair: &Pair| -> Vec<u64> {
        pair.sim.write_register(CONTROL.offset, CONTROL_SNAPSHOT).unwrap();
        COUNTERS.iter().map(|(_, low)| read(pair, *low)).collect()
    };
    let (mut sums, mut loads) = ([0_u64; 7], 0);
    for (inputs, rows) in [(128, 30), (64, 20), (8, 40), (4, 40), (2, 40), (130, 4)] {
        for fires in [1, 0] {
            let format = [ResultFormat::Int16, ResultFormat::Int32][usize::from(inputs == 64)];
            let (weight, spike) = (&|_, _| 1, &move |_, _| fires);
            let job = Shape { inputs, rows, columns: 64, format, weight, spike }.job(&SMALL);
            let records = pair.jobs(&[job], records());
            let [load, run] = &records[..] else { panic!("a LOAD and a RUN") };
            let at = format!("{inputs} inputs, {rows} rows, {fires}: {run:?}");
            let events = if fires == 0 { 0 } else { inputs * rows };
            assert_eq!((run.events, run.event_cycles), (events, events), "{at}");
            // Rows end four cycles apart, eight where results have 32 bits.
            let drain = if format == ResultFormat::Int32 { 8 } else { 4 };
            // One word a cycle, what is under way at both ends, and the command behind that is read.
            let load_cycles = load.end - load.start;
            let words = u64::from(4 * inputs) + LOAD_EDGE;
            assert!((words..=words + COMMAND_WORDS).contains(&load_cycles), "{load:?}");
            loads += load_cycles;
            assert_eq!(run.end - run.start, u64::from(run.busy), "{at}");
            let words = rows * (1 + inputs.div_ceil(64));
            // Behind the last row, as many as wait in the queue leave.
            assert!(run.stall_edge <= 14 + 4 * drain, "{at}");
            assert!(run.stall_empty <= if fires == 0 { rows } else { 0 }, "{at}");
            let bound = events.max(words).max(rows * drain) + 42;
            assert!(run.busy <= bound, "{bound}: {at}");
            for (sum, n) in sums.iter_mut().zip([
                run.busy,
                run.events,
                run.event_cycles,
                run.stall_fetch,
                run.stall_drain,
                run.stall_empty,
                run.stall_edge,
            ]) {
                *sum += u64::from(n);
            }
            assert!(run.start - load.end <= 70, "a RUN begins {} late", run.start - load.end);
        }
    }
    let counters = snapshot(&pair);
    let named = |name: &str| counters[COUNTERS.iter().position(|c| c.0 == name).unwrap()];
    let parts = ["busy", "load", "command", "idle"].map(named);
    assert_eq!(named("cycles"), parts.iter().sum::<u64>());
    let accounts = [
        "busy",
        "events",
        "event_cycles",
        "stall_fetch",
        "stall_drain",
        "stall_empty",
        "stall_edge",
    ];
    assert_eq!(accounts.map(named), sums);
    assert_eq!(named("rows"), 2 * (30 + 20 + 40 + 40 + 40 + 4));
    assert_eq!(named("load"), loads);
    // Idle cycles are idle.
    pair.sim.advance(1000).unwrap();
    let later = snapshot(&pair);
    let passed: Vec<u64> = later.iter().zip(&counters).map(|(l, c)| l - c).collect();
    let expected: Vec<u64> = COUNTERS
        .iter()
        .map(|(name, _)| if matches!(*name, "cycles" | "idle") { passed[0] } else { 0 })
        .collect();
    assert_eq!(passed, expected);
    assert!(passed[0] >= 1000);
}

/// Cycles of a LOAD beyond one a word.
const LOAD_EDGE: u64 = 4;
/// Words of input memory that a command takes.
const COMMAND_WORDS: u64 = 64 / 16;

/// A LOAD runs beside a RUN, and a RUN beside a LOAD, where their weight rows differ; else the second
/// waits.
pub fn loads_beside_runs() {
    let mut pair = Pair::new(SMALL);
    let (input, result) = regions(&SMALL);
    let shape = |weight: &'static dyn Fn(u32, u32) -> i8| Shape {
        inputs: 64,
        rows: 40,
        columns: 64,
        format: ResultFormat::Int16,
        weight,
        spike: &|r, k| [1, -1, 0][(r + k) as usize % 3],
    };
    for (weight_row, beside) in [(64, true), (63, false), (0, false), (200, true)] {
        let first = shape(&|k, p| (k + p) as i8).job_at(&SMALL, input, result, 0);
        let second =
            shape(&|k, p| (k * p) as i8).job_at(&SMALL, input + 20_000, result + 8192, weight_row);
        let records = pair.jobs(&[first, second], self::records());
        let [_, run, load, next] = &records[..] else { panic!("two jobs") };
        assert_eq!(load.start < run.end, beside, "weight row {weight_row}: {run:?} {load:?}");
        assert!(next.start > run.end && next.start > load.end);

        let mut first = shape(&|k, p| (k + p) as i8).job_at(&SMALL, input, result, 0);
        let mut second =
            shape(&|k, p| (k * p) as i8).job_at(&SMALL, input + 20_000, result + 8192, weight_row);
        first.commands.insert(1, second.commands.remove(0));
        first.writes.extend_from_slice(&second.writes);
        let records = pair.jobs(&[first, second], self::records());
        let [_, load, run, _] = &records[..] else { panic!("two jobs") };
        assert_eq!(run.start < load.end, beside, "weight row {weight_row}: {load:?} {run:?}");
    }
}

/// The registers behind AXI4-Lite.
pub fn registers() {
    let pair = Pair::new(SMALL);
    let sim = &pair.sim;
    sim.write_register(INTR_ENABLE.offset, 0).unwrap();
    for r in REGISTERS {
        let value = sim.read_register(r.offset).unwrap();
        match r.source {
            Source::Constant if r.offset == BUILD_ID.offset => {}
            Source::Constant => assert_eq!(Some(value), constant_value(r, &SMALL), "{}", r.name),
            _ => assert_eq!(value, 0, "{}", r.name),
        }
    }
    let stored = [SCRATCH, INTR_ENABLE, INTR_ACK];
    for bit in 0..32 {
        for r in &stored {
            sim.write_register(r.offset, 1 << bit).unwrap();
            assert_eq!(sim.read_register(r.offset).unwrap(), 1 << bit & r.write_mask, "{}", r.name);
        }
    }
    for (i, r) in stored.iter().enumerate() {
        sim.write_register(r.offset, 0xA5A5_0000 + i as u32).unwrap();
    }
    for (i, r) in stored.iter().enumerate() {
        let expected = (0xA5A5_0000 + i as u32) & r.write_mask;
        assert_eq!(sim.read_register(r.offset).unwrap(), expected, "{}", r.name);
    }
    for offset in (0..REGISTER_STRIDE).step_by(4) {
        if REGISTERS.iter().all(|r| r.offset != offset) {
            sim.write_register(offset, u32::MAX).unwrap();
            assert_eq!(sim.read_register(offset).unwrap(), 0, "{offset:#x}");
        }
    }
    // The line is the state behind the enable.
    for (enable, ack, line) in
        [(0, 1, false), (INTR_DONE, 1, true), (INTR_DONE, 0, false), (INTR_ERROR, 1, false)]
    {
        sim.write_register(INTR_ENABLE.offset, enable).unwrap();
        sim.write_register(INTR_ACK.offset, ack).unwrap();
        sim.advance(4).unwrap();
        let soon = spikelm_engine::card::Deadline { cycles: 10, ..DEADLINE };
        assert_eq!(sim.wait_event(soon).is_ok(), line, "enable {enable}, ack {ack}");
    }
}

/// All of it, with names, the quickest to fail first.
pub const ALL: &[(&str, fn())] = &[
    ("registers", registers),
    ("random_jobs", random_jobs),
    ("cycles", cycles),
    ("loads_beside_runs", loads_beside_runs),
    ("conflicts", conflicts),
    ("bus_traffic", super::traffic::bus_traffic),
    ("extremes", extremes),
    ("record_places", super::refusals::record_places),
    ("ring_wraps", ring_wraps),
    ("refusals", super::refusals::refusals),
    ("resets", resets),
];
