//! The fetch: words and row descriptions of every shape, every refusal, and `stop`.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::jobs::encode_row;
use common::pins::{BitString, Pins, field, goes, random_word};
use common::{library, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::core::Fetch;
use spikelm_hdl::emit::verilog;
use spikelm_regs::{EngineConfig, RowHeader, Status, header_bit};
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Address bits of input and of result memory.
const IW: usize = 10;
const RW: usize = 13;
/// Requests that may be open.
const PENDING: usize = 8;

fn design(ports: usize) -> &'static Library {
    static LIBRARIES: [OnceLock<Library>; 2] = [const { OnceLock::new() }; 2];
    LIBRARIES[usize::from(ports == 4)].get_or_init(|| {
        library("fetch", verilog("fetch", move || Fetch::<128, 64, 8, IW, RW, 36, 129>::new(ports)))
    })
}

/// A command with its rows, in a memory of 16-byte words.
struct Job {
    source: u64,
    memory: Vec<[u8; 16]>,
    headers: Vec<RowHeader>,
    row_words: usize,
    tiles: usize,
    result: u64,
    result_words: u64,
    tile_words: u64,
    last_tile_words: u64,
    tile_beats: u64,
    last_tile_beats: u64,
}

impl Job {
    fn random(random: &mut SmallRng) -> Job {
        let slots = random.random_range(1..=4);
        let (rows, tiles) = (random.random_range(1..=20), random.random_range(1..=3));
        let wide = random.random_range(1..=2);
        let last_tile_beats = random.random_range(1..=4);
        let stride = (tiles - 1) * 4 * wide + last_tile_beats * wide;
        let mut job = Job {
            source: random.random_range(0..1 << IW),
            memory: vec![[0xA5; 16]; 1 << IW],
            headers: Vec::new(),
            row_words: slots + 1,
            tiles: tiles as usize,
            result: random.random_range(0..1 << RW),
            result_words: rows * stride,
            tile_words: 4 * wide,
            last_tile_words: last_tile_beats * wide,
            tile_beats: 4,
            last_tile_beats,
        };
        let mut quiet = false;
        for row in 0..rows {
            let hold = quiet || (row > 0 && random.random_bool(0.3));
            quiet = row + 1 < rows && random.random_bool(0.3);
            let destination = (random.random_range(0..rows) * stride) as u32;
            let spikes: Vec<i8> = (0..slots)
                .flat_map(|_| {
                    let (word, sign) = (random_word(random, 64), random.random::<u64>());
                    (0..64).map(move |i| (word >> i & 1) as i8 * (1 - 2 * (sign >> i & 1) as i8))
                })
                .collect();
            let header = RowHeader { hold, quiet, events: 0, destination };
            let bytes = encode_row(&EngineConfig::SMALL, header, &spikes);
            let events = u16::from_le_bytes([bytes[2], bytes[3]]);
            for (i, word) in bytes.chunks(16).enumerate() {
                *job.word(row as usize, i) = word.try_into().unwrap();
            }
            job.headers.push(RowHeader { events, ..header });
        }
        job
    }

    /// Word `i` of a row; memory wraps.
    fn word(&mut self, row: usize, i: usize) -> &mut [u8; 16] {
        let at = self.source as usize + row * self.row_words + i;
        &mut self.memory[at % (1 << IW)]
    }

    /// Breaks a rule in one row; the status that it must give, and the rows of the first tile that
    /// come through before it.
    fn spoil(&mut self, random: &mut SmallRng) -> Option<(Status, usize)> {
        let rows = self.headers.len();
        let row = random.random_range(0..rows);
        let set = |job: &mut Job, row: usize, bit: u32| {
            job.word(row, 0)[bit as usize / 8] |= 1 << (bit % 8);
        };
        match random.random_range(0..6) {
            0 => {
                set(self, row, random.random_range(2..16));
                Some((Status::Header, row))
            }
            1 => {
                set(self, row, random.random_range(64..128));
                Some((Status::Header, row))
            }
            2 => {
                set(self, 0, header_bit::HOLD);
                self.headers[0].hold = true;
                Some((Status::HoldFirst, 0))
            }
            3 => {
                set(self, rows - 1, header_bit::QUIET);
                Some((Status::QuietAlone, rows - 1))
            }
            4 => {
                let row = (1..rows).find(|r| !self.headers[*r].hold)?;
                set(self, row - 1, header_bit::QUIET);
                Some((Status::QuietAlone, row))
            }
            _ => {
                // The last row is never quiet.
                let beyond = self.result_words - self.row_result_words() + 1;
                let beyond = beyond.max(random.random_range(0..1 << 32)) as u32;
                self.word(rows - 1, 0)[4..8].copy_from_slice(&beyond.to_le_bytes());
                self.headers[rows - 1].destination = beyond;
                Some((Status::Destination, rows))
            }
        }
    }

    /// Words of result memory that a row's results take from its destination on.
    fn row_result_words(&self) -> u64 {
        (self.tiles as u64 - 1) * self.tile_words + self.last_tile_words
    }

    /// What the merge must hear of a row and of the quiet rows in front of it; `cut` if it ends with
    /// its first word.
    fn description(&self, row: usize, tile: usize, cut: bool) -> Vec<u8> {
        let header = &self.headers[row];
        let quiet = self.headers[..row].iter().rev().take_while(|h| h.quiet).count();
        let parts = &self.headers[row - quiet..=row];
        let events = parts.iter().fold(0_u16, |sum, h| sum.wrapping_add(h.events));
        let last = tile + 1 == self.tiles;
        let place = u64::from(header.destination) + tile as u64 * self.tile_words;
        let words = if last { self.last_tile_words } else { self.tile_words };
        let emit = !cut && place + words <= self.result_words;
        BitString::new()
            .push(events.into(), 16)
            .push(if last { self.last_tile_beats } else { self.tile_beats }, 5)
            .push(parts[0].hold.into(), 1)
            .push(emit.into(), 1)
            .push((self.result + place) % (1 << RW), RW)
            .bytes()
    }
}

/// The planes of a word, bank by bank.
fn planes(word: &[u8; 16], ports: usize, first: bool) -> [u64; 2] {
    [0, 64].map(|plane| {
        let order = (0..ports).flat_map(|bank| (bank..64).step_by(ports));
        let bits = order.map(|i| if first { 0 } else { field(word, plane + i, 1) });
        bits.enumerate().fold(0, |v, (i, bit)| v | bit << i)
    })
}

/// How a run ended.
struct Outcome {
    /// Rows that came through whole.
    rows: usize,
    error: Option<u64>,
    cycles: u64,
}

/// Runs a job; `stop` is raised by an error or by `stop_after` words. All that comes is checked.
fn fetch(
    ports: usize,
    job: &Job,
    stalls: [Stall; 4],
    stop_after: usize,
    random: &mut SmallRng,
) -> Outcome {
    let [ask_stall, answer_stall, banks_stall, room_stall] = stalls;
    let mut pins = Pins::new(design(ports));
    let rows = job.headers.len();
    let source_words = rows * job.row_words;
    for (name, value) in [
        ("source", job.source),
        ("source_last", source_words as u64 - 1),
        ("row_last", job.row_words as u64 - 1),
        ("rows_last", rows as u64 - 1),
        ("tiles_last", job.tiles as u64 - 1),
        ("result", job.result),
        ("result_words", job.result_words),
        ("tile_words", job.tile_words),
        ("last_tile_words", job.last_tile_words),
        ("tile_beats", job.tile_beats),
        ("last_tile_beats", job.last_tile_beats),
        ("start", 1),
    ] {
        pins.set(name, value);
    }
    pins.settle();
    pins.edge();
    pins.set("start", false);
    let mut answers: VecDeque<(u64, u64)> = VecDeque::new();
    // Accepted requests that no bank has taken yet.
    let (mut asked, mut taken) = (0_usize, 0_usize);
    // Descriptions to come, and whether the last row that came through was quiet.
    let mut descriptions: VecDeque<Vec<u8>> = VecDeque::new();
    let mut open = false;
    let mut opened = false;
    let (mut error, mut stop) = (None, false);
    let mut cycle = 0_u64;
    let mut quiet_cycles = 0;
    loop {
        pins.set("read_valid", false);
        if answers.front().is_some_and(|a| a.0 <= cycle) && goes(answer_stall, random) {
            let address = answers.pop_front().unwrap().1;
            pins.set("read_valid", true);
            pins.set_bytes("read_data", &job.memory[address as usize]);
        }
        let ready = goes(ask_stall, random);
        pins.set("read_ready", ready);
        let (banks, room) = (goes(banks_stall, random), goes(room_stall, random));
        pins.set("banks_ready", banks);
        pins.set("row_room", room);
        pins.set("stop", stop);
        pins.settle();
        if pins.high("read") {
            let address = (job.source as usize + asked % source_words) % (1 << IW);
            assert_eq!(pins.get("read_address"), address as u64, "cycle {cycle}");
            if ready {
                answers.push_back((cycle + 2, address as u64));
                asked += 1;
                assert!(asked <= job.tiles * source_words);
                assert!(error.is_some() || stop || asked <= taken + PENDING, "cycle {cycle}");
            }
        }
        let take = pins.high("take");
        let (row, word) = (taken / job.row_words, taken % job.row_words);
        assert!(!take || (banks && (room || word > 0)), "cycle {cycle}");
        // Of a row that is broken, or behind `stop`, a word enters and ends it.
        let broken =
            pins.high("error") && pins.get("error_status") != u64::from(Status::Destination.code());
        let cut = take && word == 0 && (stop || broken);
        let quiet = job.headers[row % rows].quiet;
        let opens = cut || take && word == 0 && !quiet;
        assert_eq!(pins.high("row_opens"), opened, "cycle {cycle}");
        opened = opens;
        if opens {
            descriptions.push_back(job.description(row % rows, row / rows, cut));
        }
        if cut {
            assert!(pins.high("row_end"), "cycle {cycle}");
            open = false;
        } else if take {
            assert!(row < rows * job.tiles && asked > taken);
            let at = (job.source as usize + row % rows * job.row_words + word) % (1 << IW);
            let planes = planes(&job.memory[at], ports, word == 0);
            assert_eq!([pins.get("fired"), pins.get("sign")], planes, "cycle {cycle}");
            assert_eq!(pins.get("index"), word as u64);
            assert_eq!(pins.high("row_end"), word + 1 == job.row_words && !quiet);
            assert_eq!(pins.high("tile_end"), row % rows + 1 == rows);
            open = quiet;
            taken += 1;
        }
        if pins.high("row_push") {
            let expected = descriptions.pop_front();
            assert_eq!(Some(pins.get_bytes("row")), expected, "cycle {cycle}");
        }
        if pins.high("error") {
            error = error.or(Some(pins.get("error_status")));
        }
        let done = pins.high("done");
        assert!(!done || (answers.is_empty() && taken.is_multiple_of(job.row_words)));
        pins.edge();
        // As in the RUN unit, `stop` comes a cycle behind its cause.
        stop |= error.is_some() || taken >= stop_after;
        cycle += 1;
        quiet_cycles = if done { quiet_cycles + 1 } else { 0 };
        if quiet_cycles == 20 {
            break;
        }
        assert!(cycle < 50_000, "{taken} words taken");
    }
    assert!(!open && descriptions.is_empty(), "a row was not ended or not described");
    Outcome { rows: taken / job.row_words, error, cycles: cycle - 20 }
}

#[test]
fn every_word_reaches_the_banks_and_every_row_the_merge() {
    for ports in [1, 4] {
        with_seeds(|seed| {
            for (i, stalls) in Stall::combinations::<4>().into_iter().enumerate() {
                let mut random = rng(seed, i as u64);
                let job = Job::random(&mut random);
                let outcome = fetch(ports, &job, stalls, usize::MAX, &mut random);
                assert_eq!((outcome.rows, outcome.error), (job.headers.len() * job.tiles, None));
                if stalls == [Stall::Always; 4] {
                    let words = (outcome.rows * job.row_words) as u64;
                    assert!(outcome.cycles <= words + 10, "{words} in {}", outcome.cycles);
                }
            }
        });
    }
}

#[test]
fn broken_rules_are_reported_and_end_the_fetch() {
    with_seeds(|seed| {
        let mut seen = Vec::new();
        for part in 0..60 {
            let mut random = rng(seed, part);
            let mut job = Job::random(&mut random);
            let Some((status, before)) = job.spoil(&mut random) else { continue };
            let stalls = Stall::combinations::<4>()[part as usize % 16];
            let quiet = |row: &usize| {
                let header = u64::from_le_bytes(
                    job.memory[(job.source as usize + row * job.row_words) % (1 << IW)][..8]
                        .try_into()
                        .unwrap(),
                );
                header >> header_bit::QUIET & 1 == 1
            };
            for row in (0..job.headers.len()).filter(quiet).collect::<Vec<_>>() {
                job.headers[row].quiet = true;
            }
            let outcome = fetch(1, &job, stalls, usize::MAX, &mut random);
            assert_eq!(outcome.error, Some(status.code().into()), "{status:?}, part {part}");
            if status == Status::Destination {
                // The row itself goes on to the banks, and some that follow it before `stop`.
                assert!(outcome.rows >= before, "{} rows of {before}", outcome.rows);
            } else {
                assert_eq!(outcome.rows, before, "{status:?}, part {part}");
            }
            seen.push(status);
        }
        for status in [Status::Header, Status::HoldFirst, Status::QuietAlone, Status::Destination] {
            assert!(seen.contains(&status), "{status:?} was not drawn");
        }
    });
}

#[test]
fn stop_ends_at_a_row_boundary() {
    with_seeds(|seed| {
        for (i, stalls) in Stall::combinations::<4>().into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let job = Job::random(&mut random);
            let words = job.headers.len() * job.tiles * job.row_words;
            let after = random.random_range(1..=words);
            let outcome = fetch(1, &job, stalls, after, &mut random);
            assert_eq!(outcome.error, None);
            assert_eq!(outcome.rows, after.div_ceil(job.row_words));
        }
    });
}
