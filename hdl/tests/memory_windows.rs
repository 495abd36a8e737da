//! Both memories with all their clients, checked cycle by cycle.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::{bytes, library, random_bytes, reset, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::emit::verilog;
use spikelm_hdl::memory::Memories;
use spikelm_regs::{INPUT_BASE, RESULT_BASE};
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::{Library, Module, Port};

/// Words of input memory, 16 bytes each.
const INPUTS: usize = 64;
/// Words of result memory, 32 bytes each.
const RESULTS: usize = 32;

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        library(
            "memories",
            verilog("memories", Memories::<128, 16, 256, 32, 6, 5, 5, 5, 1>::default),
        )
    })
}

fn port(name: &str) -> Port {
    design().port(name).unwrap()
}

/// Where a host access goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Input(usize),
    /// Word and half.
    Result(usize, usize),
    Outside,
}

impl Place {
    fn of(address: u64) -> Place {
        let (input, result) = (address.wrapping_sub(INPUT_BASE), address.wrapping_sub(RESULT_BASE));
        if input < 16 * INPUTS as u64 {
            Place::Input(input as usize / 16)
        } else if result < 32 * RESULTS as u64 {
            Place::Result(result as usize / 32, result as usize / 16 % 2)
        } else {
            Place::Outside
        }
    }

    fn random(rng: &mut SmallRng) -> u64 {
        match rng.random_range(0..20) {
            0 => rng.random::<u64>() & !15,
            1 => RESULT_BASE + 32 * RESULTS as u64,
            2 => INPUT_BASE + 16 * INPUTS as u64,
            3 => (INPUT_BASE | 1 << rng.random_range(11..64)) + 16 * rng.random_range(0..64),
            // Few words, so that clients meet.
            4..11 => INPUT_BASE + 16 * rng.random_range(0..8),
            11 => INPUT_BASE + 16 * rng.random_range(0..INPUTS as u64),
            12..19 => RESULT_BASE + 16 * rng.random_range(0..8),
            _ => RESULT_BASE + 16 * rng.random_range(0..2 * RESULTS as u64),
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Access {
    address: u64,
    tag: u64,
    data: Vec<u8>,
    strobe: u64,
    /// Reads: the cycle in which it was accepted.
    accepted: usize,
}

/// A range of words that the host may not touch.
#[derive(Debug, Clone, Copy, Default)]
struct Range {
    valid: bool,
    first: usize,
    last: usize,
}

impl Range {
    fn holds(self, word: usize) -> bool {
        self.valid && (self.first..=self.last).contains(&word)
    }

    fn random(rng: &mut SmallRng, words: usize) -> Range {
        let words = if rng.random_bool(0.7) { 8 } else { words };
        let (a, b) = (rng.random_range(0..words), rng.random_range(0..words));
        Range { valid: rng.random_bool(0.5), first: a.min(b), last: a.max(b) }
    }
}

/// Run source, load source, run result.
type Guards = [Range; 3];

fn forbids(guards: &Guards, place: Place) -> bool {
    match place {
        Place::Input(word) => guards[0].holds(word) || guards[1].holds(word),
        Place::Result(word, _) => guards[2].holds(word),
        Place::Outside => false,
    }
}

/// The memories' contents.
#[derive(Clone)]
struct Contents {
    input: Vec<[u8; 16]>,
    result: Vec<[u8; 32]>,
}

/// A word on its way into result memory: word, data, bytes.
type ResultWrite = (usize, [u8; 32], u32);

/// What a cycle did, for what is known only later.
struct Past {
    /// At the start of the cycle.
    contents: Contents,
    written_input: Option<usize>,
    written_result: Option<usize>,
    conflict: bool,
    decode: bool,
    expected_conflict: bool,
    expected_decode: bool,
}

struct Bench {
    module: Module,
    rng: SmallRng,
    stalls: [Stall; 6],
    offering: bool,
    now: Contents,
    arriving: Option<ResultWrite>,
    past: Vec<Past>,
    guards: Guards,
    /// Of every cycle.
    guard_log: Vec<Guards>,
    /// The cycles in which the last read left its queue, and in which it asked a memory.
    last_read: (usize, usize),
    write: Option<Access>,
    read: Option<Access>,
    clients: [Option<usize>; 3],
    record: Option<(usize, Vec<u8>)>,
    result: Option<(usize, Vec<u8>)>,
    writes: VecDeque<Access>,
    reads: VecDeque<Access>,
    /// Cycle and word of reads accepted; `None` where the host wrote the word meanwhile.
    fetched: [VecDeque<(usize, Option<[u8; 16]>)>; 3],
    fetch_refused: bool,
    /// Answers: writes, reads, client words.
    done: [usize; 3],
}

const CLIENTS: [&str; 3] = ["fetch", "load", "ring"];
const GUARDS: [&str; 3] = ["run_source", "load_source", "run_result"];

impl Bench {
    fn new(stalls: [Stall; 6], rng: SmallRng) -> Bench {
        let mut module = design().module().unwrap();
        reset(&mut module);
        Bench {
            module,
            rng,
            stalls,
            offering: true,
            now: Contents { input: vec![[0; 16]; INPUTS], result: vec![[0; 32]; RESULTS] },
            arriving: None,
            past: Vec::new(),
            guards: Default::default(),
            guard_log: Vec::new(),
            last_read: (0, 0),
            write: None,
            read: None,
            clients: [None; 3],
            record: None,
            result: None,
            writes: VecDeque::new(),
            reads: VecDeque::new(),
            fetched: Default::default(),
            fetch_refused: false,
            done: [0; 3],
        }
    }

    fn high(&self, name: &str) -> bool {
        self.module.high(port(name))
    }

    fn set(&mut self, name: &str, value: u64) {
        self.module.set(port(name), value);
    }

    /// Whether a port offers something new in this cycle.
    fn offers(&mut self, i: usize) -> bool {
        self.offering && !self.stalls[i].stalls(&mut self.rng)
    }

    fn drive(&mut self) {
        for (i, name) in GUARDS.into_iter().enumerate() {
            if self.offering && self.rng.random_ratio(1, 24) {
                let words = if i == 2 { RESULTS } else { INPUTS };
                self.guards[i] = Range::random(&mut self.rng, words);
            }
            let Range { valid, first, last } = self.guards[i];
            self.set(&format!("{name}_valid"), valid.into());
            self.set(&format!("{name}_first"), first as u64);
            self.set(&format!("{name}_last"), last as u64);
        }
        self.guard_log.push(self.guards);
        if self.write.is_none() && self.offers(0) {
            let address = Place::random(&mut self.rng);
            let strobe = if self.rng.random() { 0xFFFF } else { self.rng.random::<u16>().into() };
            let data = random_bytes(&mut self.rng, 16);
            let tag = self.rng.random_range(0..32);
            self.write = Some(Access { address, tag, data, strobe, accepted: 0 });
        }
        if self.read.is_none() && self.offers(1) {
            let address = Place::random(&mut self.rng);
            let tag = self.rng.random_range(0..32);
            self.read = Some(Access { address, tag, ..Access::default() });
        }
        self.set("host_write_valid", self.write.is_some().into());
        if let Some(w) = self.write.clone() {
            self.set("host_write_address", w.address);
            self.set("host_write_tag", w.tag);
            self.set("host_write_strobe", w.strobe);
            self.module.set_bytes(port("host_write_data"), &w.data);
        }
        self.set("host_read_valid", self.read.is_some().into());
        if let Some(r) = self.read.clone() {
            self.set("host_read_address", r.address);
            self.set("host_read_tag", r.tag);
        }
        for (i, name) in CLIENTS.into_iter().enumerate() {
            if self.clients[i].is_none() && self.offers(2 + i) {
                let words = if self.rng.random() { 8 } else { INPUTS };
                self.clients[i] = Some(self.rng.random_range(0..words));
            }
            self.set(&format!("{name}_valid"), self.clients[i].is_some().into());
            self.set(&format!("{name}_address"), self.clients[i].unwrap_or(0) as u64);
        }
        self.result = (self.offers(5) && self.rng.random_bool(0.4))
            .then(|| (self.rng.random_range(0..8), random_bytes(&mut self.rng, 32)));
        if self.record.is_none() && self.offers(5) && self.rng.random_bool(0.3) {
            self.record = Some((self.rng.random_range(0..8), random_bytes(&mut self.rng, 32)));
        }
        for (name, item) in [("result", self.result.clone()), ("record", self.record.clone())] {
            self.set(&format!("{name}_valid"), item.is_some().into());
            if let Some((word, data)) = item {
                self.set(&format!("{name}_address"), word as u64);
                self.module.set_bytes(port(&format!("{name}_data")), &data);
            }
        }
    }

    /// The oldest write is answered: what it does.
    fn write_done(&mut self, past: &mut Past) -> Option<ResultWrite> {
        let w = self.writes.pop_front().expect("a write is done that was not accepted");
        let place = Place::of(w.address);
        past.expected_decode = place == Place::Outside;
        let got = self.module.get(port("host_write_error"));
        // Compared in the cycle before. A word of result memory was then written already, by what
        // was compared in the cycle before that.
        let age = if matches!(place, Place::Result(..)) && got == 0 { 2 } else { 1 };
        let guards = self.guard_log[self.guard_log.len() - 1 - age];
        past.expected_conflict = forbids(&guards, place);
        let code = if past.expected_decode { 3 } else { 2 * u64::from(past.expected_conflict) };
        assert_eq!(got, code, "{w:x?} with {guards:?}");
        assert_eq!(self.module.get(port("host_write_done_tag")), w.tag);
        self.done[0] += 1;
        match place {
            _ if code != 0 => None,
            Place::Outside => None,
            Place::Input(word) => {
                past.written_input = Some(word);
                let target = &mut self.now.input[word];
                (0..16).filter(|i| w.strobe >> i & 1 == 1).for_each(|i| target[i] = w.data[i]);
                None
            }
            Place::Result(word, half) => {
                assert!(self.arriving.is_none(), "the host goes last");
                let mut data = [0; 32];
                data[16 * half..][..16].copy_from_slice(&w.data);
                Some((word, data, (w.strobe as u32) << (16 * half)))
            }
        }
    }

    /// A read is answered: it was asked for four cycles ago.
    fn read_done(&mut self, cycle: usize) {
        let r = self.reads.pop_front().expect("a read is done that was not accepted");
        let place = Place::of(r.address);
        // It leaves its queue, and is compared, two cycles after it entered and behind the one before.
        let (left, asked) = self.last_read;
        let leaves = (r.accepted + 2).max(left + 1).max(asked);
        self.last_read = (leaves, cycle - 4);
        let guarded = matches!(place, Place::Result(..)) && forbids(&self.guard_log[leaves], place);
        let asked = &mut self.past[cycle - 4];
        asked.expected_conflict |= guarded;
        asked.expected_decode |= place == Place::Outside;
        let (code, data) = match place {
            Place::Outside => (3, vec![0; 16]),
            _ if guarded => (2, vec![0; 16]),
            Place::Input(word) => {
                assert_ne!(asked.written_input, Some(word), "read in the cycle of the write");
                (0, asked.contents.input[word].to_vec())
            }
            Place::Result(word, half) => {
                assert_ne!(asked.written_result, Some(word), "read in the cycle of the write");
                (0, asked.contents.result[word][16 * half..][..16].to_vec())
            }
        };
        assert_eq!(self.module.get(port("host_read_error")), code, "{r:x?}");
        assert_eq!(self.module.get(port("host_read_done_tag")), r.tag);
        assert_eq!(bytes(&self.module, port("host_read_data")), data, "{r:x?}");
        self.done[1] += 1;
    }

    fn sample(&mut self) {
        let cycle = self.past.len();
        let mut past = Past {
            contents: self.now.clone(),
            written_input: None,
            written_result: None,
            conflict: self.high("conflict"),
            decode: self.high("decode"),
            expected_conflict: false,
            expected_decode: false,
        };
        let before = self.now.input.clone();
        if self.high("host_write_done")
            && let Some(write) = self.write_done(&mut past)
        {
            self.arriving = Some(write);
        }
        past.written_result = self.arriving.map(|(word, ..)| word);
        if self.high("host_read_done") {
            self.read_done(cycle);
        }
        if self.high("host_write_ready")
            && let Some(w) = self.write.take()
        {
            self.writes.push_back(w);
        }
        if self.high("host_read_ready")
            && let Some(r) = self.read.take()
        {
            self.reads.push_back(Access { accepted: cycle, ..r });
        }
        let mut accepted = [0; 2];
        for (i, name) in CLIENTS.into_iter().enumerate() {
            let here = self.fetched[i].front().is_some_and(|f| f.0 + 3 == cycle);
            assert_eq!(self.high(&format!("{name}_data_valid")), here, "{name}, cycle {cycle}");
            if here && let Some((_, Some(word))) = self.fetched[i].pop_front() {
                let data = if i == 0 { "fetch_data" } else { "read_data" };
                assert_eq!(bytes(&self.module, port(data)), word, "{name}");
                self.done[2] += 1;
            }
            let ready = self.high(&format!("{name}_ready"));
            if i == 0 {
                let refused = self.clients[0].is_some() && !ready;
                assert!(!(refused && self.fetch_refused), "fetch waits for two cycles");
                self.fetch_refused = refused;
            }
            if ready && let Some(word) = self.clients[i].take() {
                accepted[word % 2] += 1;
                let known = past.written_input != Some(word);
                self.fetched[i].push_back((cycle, known.then(|| before[word])));
            }
        }
        assert!(accepted.iter().all(|n| *n <= 1), "two reads of a bank, cycle {cycle}");
        assert_eq!(self.high("record_ready"), self.result.is_none());
        let mut next = None;
        if let Some((word, data)) = self.result.take() {
            next = Some((word, data.try_into().unwrap(), u32::MAX));
        } else if let Some((word, data)) = self.record.take() {
            next = Some((word, data.try_into().unwrap(), u32::MAX));
        }
        if let Some((word, data, bytes)) = std::mem::replace(&mut self.arriving, next) {
            let target = &mut self.now.result[word];
            (0..32).filter(|i| bytes >> i & 1 == 1).for_each(|i| target[i] = data[i]);
        }
        self.past.push(past);
    }

    fn cycle(&mut self) {
        self.drive();
        self.module.settle();
        self.sample();
        self.module.edge();
    }

    fn idle(&self) -> bool {
        self.write.is_none()
            && self.read.is_none()
            && self.record.is_none()
            && self.clients == [None; 3]
            && self.writes.is_empty()
            && self.reads.is_empty()
            && self.fetched.iter().all(VecDeque::is_empty)
    }

    /// Offers a read until it is accepted; returns the cycles that it took.
    fn read(&mut self, address: u64, tag: u64) -> usize {
        self.read = Some(Access { address, tag, ..Access::default() });
        let before = self.past.len();
        while self.read.is_some() {
            self.cycle();
            assert!(self.past.len() - before < 100, "a read of {address:#x} is not accepted");
        }
        self.past.len() - before
    }

    /// Ends all traffic, reads everything back, and checks the pulses.
    fn finish(&mut self) {
        self.offering = false;
        let mut rest = 0;
        while !self.idle() {
            self.cycle();
            rest += 1;
            assert!(rest < 200, "traffic does not end");
        }
        self.guards = Default::default();
        for beat in 0..(INPUTS + 2 * RESULTS) as u64 {
            let address = match beat.checked_sub(INPUTS as u64) {
                None => INPUT_BASE + 16 * beat,
                Some(beat) => RESULT_BASE + 16 * beat,
            };
            self.read(address, beat % 32);
        }
        for _ in 0..16 {
            self.cycle();
        }
        assert!(self.idle());
        for (cycle, p) in self.past.iter().enumerate() {
            assert_eq!(p.conflict, p.expected_conflict, "conflict in cycle {cycle}");
            assert_eq!(p.decode, p.expected_decode, "decode in cycle {cycle}");
        }
    }
}

#[test]
fn every_answer_is_what_memory_held() {
    with_seeds(|seed| {
        for (i, stalls) in Stall::combinations::<6>().into_iter().enumerate() {
            let mut bench = Bench::new(stalls, rng(seed, i as u64));
            for _ in 0..600 {
                bench.cycle();
            }
            bench.finish();
            let [writes, reads, words] = bench.done;
            assert!(writes > 40 && reads > 100 && words > 80, "{:?}", bench.done);
            assert!(bench.past.iter().any(|p| p.conflict) && bench.past.iter().any(|p| p.decode));
        }
    });
}

#[test]
fn the_host_takes_turns_with_the_engine() {
    let stall = Stall::Random(1.0);
    // Reads alone, then against a fetch that wants every cycle: all cycles, then half of them.
    for (fetch, most) in [(stall, 0), (Stall::Always, 1)] {
        let mut bench = Bench::new([stall, stall, fetch, stall, stall, stall], rng(0, 0));
        let mut cycles = 0;
        for beat in 0..200 {
            let address = INPUT_BASE + 16 * (beat % INPUTS as u64);
            cycles += bench.read(address, 0);
        }
        assert!(cycles <= 200 * (1 + most) + 2, "{cycles} cycles for 200 reads");
        bench.finish();
    }
}

#[test]
fn a_fetch_and_a_load_read_a_word_a_cycle_each() {
    let stall = Stall::Random(1.0);
    // Whether or not they begin in the same bank.
    for offset in [0, 1, 7, 32] {
        let mut bench = Bench::new([stall; 6], rng(0, offset as u64));
        let mut next = [0, offset];
        for _ in 0..200 {
            for (client, next) in bench.clients.iter_mut().zip(&mut next) {
                client.get_or_insert_with(|| {
                    *next += 1;
                    (*next - 1) % INPUTS
                });
            }
            bench.cycle();
        }
        assert!(next[0] == 200 && next[1] - offset >= 199, "{next:?} after {offset}");
        bench.finish();
    }
}
