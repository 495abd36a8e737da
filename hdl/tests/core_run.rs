//! The RUN unit with 1 and with 4 banks: results, every refusal, and the account of each cycle.

mod common;

use std::collections::{BTreeMap, VecDeque};
use std::sync::OnceLock;

use common::jobs::{Bounds, Job, random_job, regions};
use common::pins::{Pins, goes};
use common::{library, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::emit::verilog;
use spikelm_hdl::run_unit;
use spikelm_regs::{
    AddressMap, Command, DataChecksum, EngineConfig, Load, ResultFormat, RowHeader, Run, Status,
    WeightFormat, data_checksum, header_bit, row_bytes, row_words,
};
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// 64 lanes with four ports, otherwise as `small`.
const PORTS_4: EngineConfig = EngineConfig { name: "ports4", ports: 4, ..EngineConfig::SMALL };
/// What random jobs range over.
const BOUNDS: Bounds = Bounds { inputs: 200, rows: 20, tiles: 3 };

type Run1 = run_unit!(EngineConfig::SMALL);
type Run4 = run_unit!(PORTS_4);

fn design(config: &EngineConfig) -> &'static Library {
    static LIBRARIES: [OnceLock<Library>; 2] = [const { OnceLock::new() }; 2];
    match config.ports {
        1 => LIBRARIES[0].get_or_init(|| library("run1", verilog("run1", Run1::default))),
        _ => LIBRARIES[1].get_or_init(|| library("run4", verilog("run4", Run4::default))),
    }
}

/// The counts of a RUN.
#[derive(Debug, Default, Clone, Copy)]
struct Account {
    busy: u64,
    events: u64,
    event_cycles: u64,
    stalls: u64,
    rows: u64,
}

/// A RUN unit with its input memory and what it has written.
struct Bench {
    config: EngineConfig,
    pins: Pins,
    input: Vec<u8>,
    result: BTreeMap<u64, Vec<u8>>,
    /// Checksum of all words of the last command, as they were written.
    written: DataChecksum,
    /// What is added to the rows' checksum to make it wrong.
    wrong: u32,
}

impl Bench {
    fn new(config: EngineConfig) -> Bench {
        let pins = Pins::new(design(&config));
        let input = vec![0; config.input_bytes as usize];
        let written = DataChecksum::new(config.result_word_bytes());
        Bench { config, pins, input, result: BTreeMap::new(), written, wrong: 0 }
    }

    /// Stages a job and writes its tiles into weight RAM.
    fn load(&mut self, job: &Job) {
        for (address, bytes) in &job.writes {
            self.input[*address as usize..][..bytes.len()].copy_from_slice(bytes);
        }
        for command in &job.commands {
            let Command::Load(load) = command else { continue };
            let row = load.row_bytes.div_ceil(16) as usize;
            for k in 0..load.rows as usize {
                for group in 0..row {
                    let at = load.source as usize + 16 * (k * row + group);
                    let ports = self.config.ports as usize;
                    self.pins.set("load_banks", 1_u64 << (k % ports));
                    self.pins.set("load_groups", 1_u64 << group);
                    self.pins.set("load_address", u64::from(load.weight_row) + (k / ports) as u64);
                    self.pins.set_bytes("load_data", &self.input[at..at + 16]);
                    self.pins.settle();
                    self.pins.edge();
                }
            }
        }
        self.pins.set("load_banks", 0_u64);
    }

    /// Runs a command to its end.
    fn run(&mut self, run: &Run, stalls: [Stall; 2], random: &mut SmallRng) -> (Status, Account) {
        let map = AddressMap::new(&self.config, 0);
        let words = u64::from(row_words(&self.config, run.inputs));
        let unit = u64::from(self.config.result_word_bytes());
        self.result.clear();
        self.written = DataChecksum::new(self.config.result_word_bytes());
        let (source, length) = Command::Run(*run).source(&self.config);
        let rows = &self.input[source as usize..(source + length) as usize];
        let sum = data_checksum(self.config.input_word_bytes(), rows) ^ self.wrong;
        for (name, value) in [
            ("data_checksum", sum.into()),
            ("source", run.source / 16),
            ("source_last", words * u64::from(run.rows) - 1),
            ("row_last", words - 1),
            ("rows_last", u64::from(run.rows) - 1),
            ("tiles_last", u64::from(run.tiles) - 1),
            ("inputs", run.inputs.into()),
            ("weight_row", run.weight_row.into()),
            ("tile_depth", run.weight_format.tile_depth(&self.config, run.inputs).into()),
            ("int4", (run.weight_format == WeightFormat::Int4).into()),
            ("result", (run.destination - map.result) / unit),
            ("result_words", u64::from(run.result_bytes) / unit),
            ("last_tile_beats", u64::from(run.last_columns).div_ceil(16)),
            ("wide", (run.result_format == ResultFormat::Int32).into()),
        ] {
            self.pins.set(name, value);
        }
        // What derives from the fields settles in a cycle.
        self.cycle(&mut VecDeque::new(), stalls, 0, random, &mut Account::default());
        self.pins.set("start", true);
        self.cycle(&mut VecDeque::new(), stalls, 0, random, &mut Account::default());
        self.pins.set("start", false);
        let mut answers = VecDeque::new();
        let mut account = Account::default();
        for cycle in 0..100_000 {
            if let Some(code) = self.cycle(&mut answers, stalls, cycle, random, &mut account) {
                assert!(answers.is_empty(), "done with {} reads under way", answers.len());
                for idle_cycle in 0..20 {
                    if idle_cycle >= 4 {
                        let sum = self.pins.get("result_checksum") as u32;
                        assert_eq!(sum, self.written.value(), "{run:?}");
                    }
                    let mut idle = Account::default();
                    self.cycle(&mut answers, stalls, cycle, random, &mut idle);
                    assert_eq!((idle.busy, idle.events), (0, 0));
                }
                return (Status::from_code(code as u32).unwrap(), account);
            }
        }
        panic!("not done: {account:?}");
    }

    /// One cycle; the status if the command ends in it.
    fn cycle(
        &mut self,
        answers: &mut VecDeque<(u64, u64)>,
        [ask, answer]: [Stall; 2],
        cycle: u64,
        random: &mut SmallRng,
        account: &mut Account,
    ) -> Option<u64> {
        let pins = &mut self.pins;
        let ready = goes(ask, random);
        pins.set("read_ready", ready);
        pins.set("read_valid", false);
        if answers.front().is_some_and(|a| a.0 <= cycle) && goes(answer, random) {
            let at = 16 * answers.pop_front().unwrap().1 as usize;
            pins.set("read_valid", true);
            pins.set_bytes("read_data", &self.input[at..at + 16]);
        }
        pins.settle();
        if pins.high("read") && ready {
            answers.push_back((cycle + 2, pins.get("read_address")));
        }
        if pins.high("write") {
            assert!(pins.high("busy"));
            let data = pins.get_bytes("write_data");
            self.written.update(&data);
            let before = self.result.insert(pins.get("write_address"), data);
            assert!(before.is_none(), "word {} twice", pins.get("write_address"));
        }
        let causes = ["stall_drain", "stall_empty", "stall_edge", "stall_fetch"];
        let stalls = causes.into_iter().filter(|name| pins.high(name)).count() as u64;
        let (busy, event_cycle) = (pins.high("busy"), pins.high("event_cycle"));
        let events = pins.get("events");
        assert_eq!(stalls + u64::from(event_cycle), u64::from(busy), "cycle {cycle}");
        assert_eq!(event_cycle, events > 0, "cycle {cycle}");
        assert!(events <= u64::from(self.config.ports));
        account.busy += u64::from(busy);
        account.events += events;
        account.event_cycles += u64::from(event_cycle);
        account.stalls += stalls;
        account.rows += u64::from(pins.high("row_done"));
        let done = pins.high("done").then(|| pins.get("status"));
        pins.edge();
        done
    }
}

/// The rows of a job: header, spikes.
fn rows(config: &EngineConfig, job: &Job) -> Vec<(RowHeader, Vec<i8>)> {
    let image = &job.writes.last().unwrap().1;
    image
        .chunks(row_bytes(config, job.run.inputs) as usize)
        .map(|bytes| {
            let word = |i: usize| u64::from_le_bytes(bytes[8 * i..][..8].try_into().unwrap());
            let spikes = (0..job.run.inputs as usize).map(|k| {
                let (slot, bit) = (2 + 2 * (k / 64), k % 64);
                let sign = 1 - 2 * (word(slot + 1) >> bit & 1) as i8;
                (word(slot) >> bit & 1) as i8 * sign
            });
            (RowHeader::decode(word(0)).unwrap(), spikes.collect())
        })
        .collect()
}

/// The result bytes of a job, by word of result memory; lanes beyond the columns left out.
fn results(config: &EngineConfig, job: &Job) -> BTreeMap<u64, Vec<u8>> {
    let (run, map) = (&job.run, AddressMap::new(config, 0));
    let rows = rows(config, job);
    let mut out = BTreeMap::new();
    let first = (run.destination - map.result) / u64::from(config.result_word_bytes());
    for (tile, staged) in job.writes[..job.writes.len() - 1].iter().enumerate() {
        let last = tile + 1 == usize::from(run.tiles);
        let columns = if last { run.last_columns.into() } else { config.lanes as usize };
        let stride = columns.next_multiple_of(16);
        let mut sums = vec![0_i32; columns];
        for (header, spikes) in &rows {
            if !header.hold {
                sums.fill(0);
            }
            for (k, spike) in spikes.iter().enumerate().filter(|(_, s)| **s != 0) {
                let ports = config.ports as usize;
                let (row, shift) = match run.weight_format {
                    WeightFormat::Int8 => (k, 0),
                    // The bank's inputs 2 i and 2 i + 1 share row i.
                    WeightFormat::Int4 => {
                        (k / ports / 2 * ports + k % ports, 4 - k / ports % 2 * 4)
                    }
                };
                for (sum, w) in sums.iter_mut().zip(&staged.1[row * stride..]) {
                    let weight = match run.weight_format {
                        WeightFormat::Int8 => *w as i8,
                        WeightFormat::Int4 => (*w << shift & 0xF0) as i8,
                    };
                    *sum += i32::from(*spike) * i32::from(weight);
                }
            }
            if header.quiet {
                continue;
            }
            let bytes: Vec<u8> = match run.result_format {
                ResultFormat::Int16 => {
                    sums.iter().flat_map(|s| (*s as i16).to_le_bytes()).collect()
                }
                ResultFormat::Int32 => sums.iter().flat_map(|s| s.to_le_bytes()).collect(),
            };
            let words = run.result_format.words(config, config.lanes);
            let at = first + u64::from(header.destination) + tile as u64 * u64::from(words);
            for (i, word) in bytes.chunks(config.result_word_bytes() as usize).enumerate() {
                out.insert(at + i as u64, word.to_vec());
            }
        }
    }
    out
}

fn check(config: &EngineConfig, job: &Job, written: &BTreeMap<u64, Vec<u8>>) {
    let valid = results(config, job);
    for (at, bytes) in &valid {
        let got = written.get(at).map(|w| &w[..bytes.len()]);
        assert_eq!(got, Some(&bytes[..]), "word {at} of {:?}", job.run);
    }
    // Whole groups are written, two words each where results have 32 bits.
    let whole: usize = rows(config, job).iter().filter(|r| !r.0.quiet).count()
        * (0..job.run.tiles)
            .map(|tile| {
                let last = tile + 1 == job.run.tiles;
                let columns = if last { job.run.last_columns.into() } else { config.lanes };
                job.run.result_format.words(config, columns) as usize
            })
            .sum::<usize>();
    assert_eq!(written.len(), whole, "{:?}", job.run);
}

fn job(random: &mut SmallRng, config: &EngineConfig) -> Job {
    let (input, result) = regions(config);
    let weight_row = random.random_range(0..1000);
    random_job(random, config, BOUNDS, input, result, weight_row)
}

#[test]
fn random_jobs_give_their_results_and_account_for_every_cycle() {
    for config in [EngineConfig::SMALL, PORTS_4] {
        with_seeds(|seed| {
            for (i, stalls) in Stall::combinations::<2>().into_iter().enumerate() {
                let mut random = rng(seed, i as u64);
                let mut bench = Bench::new(config);
                for _ in 0..4 {
                    let job = job(&mut random, &config);
                    bench.load(&job);
                    let (status, account) = bench.run(&job.run, stalls, &mut random);
                    assert_eq!(status, Status::Ok);
                    check(&config, &job, &bench.result);
                    let rows = rows(&config, &job);
                    let tiles = u64::from(job.run.tiles);
                    let events: u64 = rows.iter().map(|(h, _)| u64::from(h.events)).sum();
                    let emitted = rows.iter().filter(|(h, _)| !h.quiet).count() as u64;
                    assert_eq!((account.events, account.rows), (tiles * events, tiles * emitted));
                    assert_eq!(account.busy, account.event_cycles + account.stalls);
                }
            }
        });
    }
}

/// Breaks a rule in a row of a job; the status that it must give.
fn spoil(config: &EngineConfig, job: &mut Job, random: &mut SmallRng) -> Option<Status> {
    let headers: Vec<RowHeader> = rows(config, job).iter().map(|r| r.0).collect();
    let inputs = job.run.inputs as usize;
    let stride = row_bytes(config, job.run.inputs) as usize;
    let image = &mut job.writes.last_mut().unwrap().1;
    let row = random.random_range(0..headers.len());
    let set = |image: &mut Vec<u8>, row: usize, bit: u32| {
        image[row * stride + bit as usize / 8] |= 1 << (bit % 8);
    };
    Some(match random.random_range(0..6) {
        0 => {
            set(image, row, random.random_range(2..16));
            Status::Header
        }
        1 => {
            set(image, 0, header_bit::HOLD);
            Status::HoldFirst
        }
        2 => {
            set(image, headers.len() - 1, header_bit::QUIET);
            Status::QuietAlone
        }
        3 => {
            let bit = header_bit::EVENTS as usize + random.random_range(0..16);
            image[row * stride + bit / 8] ^= 1 << (bit % 8);
            Status::EventCount
        }
        4 if !inputs.is_multiple_of(64) => {
            let k = random.random_range(inputs..inputs.next_multiple_of(64));
            let at = row * stride + 16 + 16 * (k / 64) + k % 64 / 8;
            image[at] |= 1 << (k % 8);
            let events = headers[row].events + 1;
            image[row * stride + 2..][..2].copy_from_slice(&events.to_le_bytes());
            Status::InputRange
        }
        5 => {
            image[(headers.len() - 1) * stride + 7] |= 0x80;
            Status::Destination
        }
        _ => return None,
    })
}

#[test]
fn broken_rows_are_refused_and_the_next_command_is_right() {
    for config in [EngineConfig::SMALL, PORTS_4] {
        with_seeds(|seed| {
            let mut seen = Vec::new();
            let mut bench = Bench::new(config);
            for part in 0..40 {
                let mut random = rng(seed, part);
                let stalls = Stall::combinations::<2>()[part as usize % 4];
                let mut bad = job(&mut random, &config);
                let Some(expected) = spoil(&config, &mut bad, &mut random) else { continue };
                bench.load(&bad);
                let (status, account) = bench.run(&bad.run, stalls, &mut random);
                assert_eq!(status, expected, "part {part}: {:?}", bad.run);
                assert_eq!(account.busy, account.event_cycles + account.stalls);
                let first = (bad.run.destination - AddressMap::new(&config, 0).result) / 32;
                let end = first + u64::from(bad.run.result_bytes / 32);
                assert!(bench.result.keys().all(|at| (first..end).contains(at)));
                let good = job(&mut random, &config);
                bench.load(&good);
                assert_eq!(bench.run(&good.run, stalls, &mut random).0, Status::Ok);
                check(&config, &good, &bench.result);
                seen.push(expected);
            }
            for code in Status::HoldFirst.code()..=Status::Destination.code() {
                let status = Status::from_code(code).unwrap();
                assert!(seen.contains(&status), "{status:?} was not drawn");
            }
        });
    }
}

#[test]
fn rows_that_do_not_match_their_checksum_end_with_an_error() {
    for config in [EngineConfig::SMALL, PORTS_4] {
        with_seeds(|seed| {
            let mut bench = Bench::new(config);
            for part in 0..8 {
                let mut random = rng(seed, part);
                let stalls = Stall::combinations::<2>()[part as usize % 4];
                let job = job(&mut random, &config);
                bench.load(&job);
                bench.wrong = 1 << random.random_range(0..32);
                assert_eq!(bench.run(&job.run, stalls, &mut random).0, Status::DataChecksum);
                check(&config, &job, &bench.result);
                bench.wrong = 0;
                assert_eq!(bench.run(&job.run, stalls, &mut random).0, Status::Ok);
                // A broken rule is the better reason.
                let mut bad = self::job(&mut random, &config);
                let Some(expected) = spoil(&config, &mut bad, &mut random) else { continue };
                bench.load(&bad);
                bench.wrong = 1;
                assert_eq!(bench.run(&bad.run, stalls, &mut random).0, expected);
                bench.wrong = 0;
            }
        });
    }
}

/// A job of equal rows: each input fires.
fn dense(config: &EngineConfig, inputs: u32, rows: u32) -> Job {
    let (input, result) = regions(config);
    let weight_format = WeightFormat::Int8;
    let load = Load { source: input, weight_row: 0, row_bytes: 64, rows: inputs, weight_format };
    let tile = vec![1; 64 * inputs as usize];
    let source = input + tile.len() as u64;
    let mut image = Vec::new();
    for destination in (0..rows).map(|r| 4 * r) {
        let header = RowHeader { destination, ..RowHeader::default() };
        image.extend(common::jobs::encode_row(config, header, &vec![1; inputs as usize]));
    }
    let run = Run {
        source,
        destination: result,
        weight_row: 0,
        rows,
        inputs,
        tiles: 1,
        last_columns: 64,
        result_bytes: 128 * rows,
        result_format: ResultFormat::Int16,
        weight_format,
    };
    Job {
        writes: vec![(input, tile), (source, image)],
        commands: vec![Command::Load(load), Command::Run(run)],
        run,
        words: Vec::new(),
    }
}

#[test]
fn busy_is_events_and_two_edges() {
    for (config, inputs) in [
        (EngineConfig::SMALL, 64),
        (EngineConfig::SMALL, 8),
        (EngineConfig::SMALL, 4),
        (PORTS_4, 64),
        (PORTS_4, 16),
    ] {
        let mut bench = Bench::new(config);
        let job = dense(&config, inputs, 50);
        bench.load(&job);
        let (status, account) = bench.run(&job.run, [Stall::Always; 2], &mut rng(0, 0));
        assert_eq!(status, Status::Ok);
        check(&config, &job, &bench.result);
        let ideal = u64::from(50 * inputs.div_ceil(config.ports));
        assert_eq!(account.event_cycles, ideal, "{inputs} inputs");
        assert!(account.stalls <= 40, "{inputs} inputs: {account:?}");
    }
}

#[test]
fn reset_ends_a_run_and_the_next_starts_from_nothing() {
    let mut random = rng(3, 0);
    let config = EngineConfig::SMALL;
    let mut bench = Bench::new(config);
    for cycles in [1, 7, 20, 33, 60, 100, 150] {
        let cut = dense(&config, 64, 20);
        bench.load(&cut);
        let run = cut.run;
        let starts = bench.run(&run, [Stall::Always; 2], &mut random);
        assert_eq!(starts.0, Status::Ok);
        bench.pins.set("start", true);
        let mut answers = VecDeque::new();
        for cycle in 0..cycles {
            bench.result.clear();
            let stalls = [Stall::Always; 2];
            bench.cycle(&mut answers, stalls, cycle, &mut random, &mut Account::default());
            bench.pins.set("start", false);
        }
        bench.pins.set("resetn", false);
        for name in ["read_valid", "start"] {
            bench.pins.set(name, false);
        }
        for _ in 0..3 {
            bench.pins.settle();
            bench.pins.edge();
        }
        assert!(!bench.pins.high("busy"));
        bench.pins.set("resetn", true);
        let job = job(&mut random, &config);
        bench.load(&job);
        assert_eq!(bench.run(&job.run, [Stall::Always; 2], &mut random).0, Status::Ok);
        check(&config, &job, &bench.result);
    }
}
