//! AXI4 slave and memories together, as a master on the port sees them.

mod common;

use std::sync::OnceLock;

use common::bus::{Beat, Burst, Kind, Master, ReadBeat};
use common::{library, random_bytes, reset, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use rust_hdl::prelude::*;
use spikelm_hdl::axi::{Axi4, AxiSlave};
use spikelm_hdl::emit::verilog;
use spikelm_hdl::memory::{Memories, MemoryInitiator};
use spikelm_regs::{INPUT_BASE, RESULT_BASE};
use spikelm_sim::stream::{Agent, Stall, run, with_seeds};
use spikelm_sim::verilated::{Library, Module};

/// Bytes of each memory.
const BYTES: u64 = 16 << 10;
/// Bytes of the bus.
const WIDTH: u64 = 16;

/// The port, the memories, and of the engine a row fetch and a guard.
#[derive(LogicBlock)]
struct CardMemory {
    clock: Signal<In, Clock>,
    resetn: Signal<In, Bit>,
    s_axi: Axi4<128, 16>,
    fetch_valid: Signal<In, Bit>,
    guard_valid: Signal<In, Bit>,
    guard_first: Signal<In, Bits<9>>,
    guard_last: Signal<In, Bits<9>>,
    slave: AxiSlave<128, 16, 144, 135>,
    memories: Memories<128, 16, 256, 32, 10, 9, 9, 9, 1>,
    input_word: Constant<Bits<10>>,
    result_word: Constant<Bits<9>>,
    no_data: Constant<Bits<256>>,
}

impl Default for CardMemory {
    fn default() -> Self {
        CardMemory {
            clock: Default::default(),
            resetn: Default::default(),
            s_axi: Default::default(),
            fetch_valid: Default::default(),
            guard_valid: Default::default(),
            guard_first: Default::default(),
            guard_last: Default::default(),
            slave: Default::default(),
            memories: Default::default(),
            input_word: Constant::new(0.into()),
            result_word: Constant::new(0.into()),
            no_data: Constant::new(0.into()),
        }
    }
}

impl Logic for CardMemory {
    #[hdl_gen]
    fn update(&mut self) {
        clock!(self, clock, slave, memories);
        self.slave.resetn.next = self.resetn.val();
        self.memories.resetn.next = self.resetn.val();
        Axi4::<128, 16>::link(&mut self.s_axi, &mut self.slave.axi);
        MemoryInitiator::<128, 16>::join(&mut self.slave.memory, &mut self.memories.host);
        self.memories.fetch_valid.next = self.fetch_valid.val();
        self.memories.fetch_address.next = self.input_word.val();
        self.memories.load_valid.next = false;
        self.memories.load_address.next = self.input_word.val();
        self.memories.ring_valid.next = false;
        self.memories.ring_address.next = self.input_word.val();
        self.memories.result_valid.next = false;
        self.memories.result_address.next = self.result_word.val();
        self.memories.result_data.next = self.no_data.val();
        self.memories.record_valid.next = false;
        self.memories.record_address.next = self.result_word.val();
        self.memories.record_data.next = self.no_data.val();
        self.memories.run_source_valid.next = false;
        self.memories.run_source_first.next = self.input_word.val();
        self.memories.run_source_last.next = self.input_word.val();
        self.memories.load_source_valid.next = false;
        self.memories.load_source_first.next = self.input_word.val();
        self.memories.load_source_last.next = self.input_word.val();
        self.memories.run_result_valid.next = self.guard_valid.val();
        self.memories.run_result_first.next = self.guard_first.val();
        self.memories.run_result_last.next = self.guard_last.val();
    }
}

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("card_memory", verilog("card_memory", CardMemory::default)))
}

/// What the master sees: bytes, and the guarded result words.
struct Model {
    input: Vec<u8>,
    result: Vec<u8>,
    guard: Option<(u64, u64)>,
}

impl Model {
    /// The word at an address, or its error.
    fn word(&mut self, address: u64) -> Result<&mut [u8], u64> {
        let (input, result) = (address - INPUT_BASE, address.wrapping_sub(RESULT_BASE));
        let (memory, at) = match () {
            () if input < BYTES => (&mut self.input, input),
            () if result < BYTES => (&mut self.result, result),
            () => return Err(3),
        };
        if result < BYTES && self.guard.is_some_and(|(a, b)| (a..=b).contains(&(result / 32))) {
            return Err(2);
        }
        let at = (at / WIDTH * WIDTH) as usize;
        Ok(&mut memory[at..at + WIDTH as usize])
    }
}

struct Bench {
    module: Module,
    master: Master,
    model: Model,
}

impl Bench {
    fn new(stalls: [Stall; 5], seed: u64) -> Bench {
        let mut module = design().module().unwrap();
        reset(&mut module);
        let master = Master::new(&module, "s_axi", stalls, seed);
        let zeros = || vec![0; BYTES as usize];
        Bench { module, master, model: Model { input: zeros(), result: zeros(), guard: None } }
    }

    fn set(&mut self, name: &str, value: u64) {
        let port = self.module.port(name).unwrap();
        self.module.set(port, value);
    }

    fn write(&mut self, burst: Burst, beats: Vec<Beat>) {
        let mut worst = 0;
        for (n, beat) in beats.iter().enumerate() {
            match self.model.word(burst.beat_address(n as u64)) {
                Err(code) => worst = worst.max(code),
                Ok(word) => (0..word.len())
                    .filter(|i| beat.strobe >> i & 1 == 1)
                    .for_each(|i| word[i] = beat.data[i]),
            }
        }
        self.master.b.expect([(burst.id, worst)]);
        self.master.aw.push(burst);
        self.master.w.extend(beats);
    }

    fn read(&mut self, burst: Burst) {
        for n in 0..burst.beats {
            let (response, data) = match self.model.word(burst.beat_address(n)) {
                Ok(word) => (0, word.to_vec()),
                Err(code) => (code, vec![0; WIDTH as usize]),
            };
            let (id, last) = (burst.id, n + 1 == burst.beats);
            self.master.r.expect([ReadBeat { id, data, response, last }]);
        }
        self.master.ar.push(burst);
    }

    fn run(&mut self) -> u64 {
        let Master { aw, w, b, ar, r } = &mut self.master;
        let agents: &mut [&mut dyn Agent] = &mut [aw, w, b, ar, r];
        run(&mut self.module, agents, 40_000).unwrap()
    }
}

/// A page of either memory, or behind one.
fn page(random: &mut SmallRng) -> u64 {
    let base = if random.random() { INPUT_BASE } else { RESULT_BASE };
    base + 4096 * random.random_range(0..=BYTES / 4096)
}

#[test]
fn memory_keeps_what_random_bursts_write() {
    with_seeds(|seed| {
        for (i, stalls) in Stall::combinations::<5>().into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let mut bench = Bench::new(stalls, seed);
            let fetch = random.random_range(0..2);
            bench.set("fetch_valid", fetch);
            for _ in 0..4 {
                // Reads and writes of a round are not ordered: they keep to different pages.
                let guard = random.random::<bool>().then(|| {
                    let first = random.random_range(0..BYTES / 32);
                    (first, random.random_range(first..BYTES / 32))
                });
                bench.model.guard = guard;
                bench.set("guard_valid", guard.is_some().into());
                bench.set("guard_first", guard.unwrap_or_default().0);
                bench.set("guard_last", guard.unwrap_or_default().1);
                let parity = random.random_range(0..2);
                for _ in 0..24 {
                    let low = page(&mut random);
                    let burst = Burst::random(&mut random, WIDTH, low, low + 4096, 20);
                    if low / 4096 % 2 == parity {
                        let beats = Beat::random(&mut random, &burst, WIDTH);
                        bench.write(burst, beats);
                    } else {
                        bench.read(burst);
                    }
                }
                bench.run();
            }
            bench.set("guard_valid", 0);
            bench.model.guard = None;
            for page in 0..BYTES / 4096 {
                for base in [INPUT_BASE, RESULT_BASE] {
                    let (address, kind) = (base + 4096 * page, Kind::Incr);
                    bench.read(Burst { id: page, address, beats: 256, size: 4, kind });
                }
            }
            bench.run();
        }
    });
}

#[test]
fn both_directions_stream_and_reads_share_with_a_row_fetch() {
    // Cycles per beat: input memory has one read port, and a host's write of result memory, which
    // only a memory test makes, takes two.
    for (base, fetch, writes, share) in [
        (INPUT_BASE, 0, true, 1),
        (INPUT_BASE, 1, true, 2),
        (RESULT_BASE, 0, true, 2),
        (RESULT_BASE, 1, false, 1),
    ] {
        let mut bench = Bench::new([Stall::Always; 5], 0);
        bench.set("fetch_valid", fetch);
        for i in 0..16 {
            let (beats, size, kind) = (32, 4, Kind::Incr);
            let write = Burst { id: i, address: base + 512 * i, beats, size, kind };
            let data = random_bytes(&mut rng(i, 0), 512);
            let beats = data.chunks(16).enumerate().map(|(n, d)| Beat {
                data: d.to_vec(),
                strobe: 0xFFFF,
                last: n == 31,
            });
            if writes {
                bench.write(write.clone(), beats.collect());
            }
            bench.read(Burst { address: write.address + BYTES / 2, ..write });
        }
        let cycles = bench.run();
        assert!(cycles <= 512 * share + 24, "{cycles} cycles for 512 beats at {base:#x}");
    }
}
