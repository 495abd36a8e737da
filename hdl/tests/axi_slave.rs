//! The AXI4 slave between a random master and a memory that is in no hurry.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::bus::{Beat, Burst, Kind, Master, ReadBeat};
use common::{bytes, library, reset, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::axi::AxiSlave;
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Agent, Stall, StreamError, run, with_seeds};
use spikelm_sim::verilated::{Library, Module, Port};

/// Bytes of the bus.
const WIDTH: u64 = 16;

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        library("axi_slave", verilog("axi_slave", AxiSlave::<128, 16, 144, 135>::default))
    })
}

/// How memory answers an access to a word.
fn error(word: u64) -> u64 {
    match word / WIDTH % 32 {
        5 => 2,
        11 => 3,
        _ => 0,
    }
}

/// What memory returns for the `n`th beat that is read.
fn data(n: usize, word: u64) -> Vec<u8> {
    if error(word) != 0 {
        return vec![0; WIDTH as usize];
    }
    let x = (n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word;
    [x.to_le_bytes(), (!x).to_le_bytes()].concat()
}

/// A beat as memory sees it: word address, id and last, and for a write data and strobe.
type Seen = (u64, u64, Option<(Vec<u8>, u64)>);

/// One direction of the memory bus.
struct Half {
    valid: Port,
    ready: Port,
    address: Port,
    tag: Port,
    payload: Option<(Port, Port)>,
    done: Port,
    done_tag: Port,
    error: Port,
    data: Option<Port>,
    stall: Stall,
    rng: SmallRng,
    latency: (u64, u64),
    takes: bool,
    expected: VecDeque<Seen>,
    seen: usize,
    /// Cycle, tag, error, data.
    answers: VecDeque<(u64, u64, u64, Vec<u8>)>,
}

impl Half {
    fn new(module: &Module, write: bool, stall: Stall, latency: (u64, u64), seed: u64) -> Half {
        let half = if write { "write" } else { "read" };
        let port = |name: &str| module.port(&format!("memory_{half}_{name}")).unwrap();
        Half {
            valid: port("valid"),
            ready: port("ready"),
            address: port("address"),
            tag: port("tag"),
            payload: write.then(|| (port("data"), port("strobe"))),
            done: port("done"),
            done_tag: port("done_tag"),
            error: port("error"),
            data: (!write).then(|| port("data")),
            stall,
            rng: rng(seed, u64::from(write)),
            latency,
            takes: false,
            expected: VecDeque::new(),
            seen: 0,
            answers: VecDeque::new(),
        }
    }
}

impl Agent for Half {
    fn drive(&mut self, module: &mut Module) {
        self.takes = !self.stall.stalls(&mut self.rng);
        module.set(self.ready, self.takes.into());
        let now = module.cycles();
        module.set(self.done, 0);
        if self.answers.front().is_some_and(|a| a.0 <= now)
            && let Some((_, tag, error, data)) = self.answers.pop_front()
        {
            module.set(self.done, 1);
            module.set(self.done_tag, tag);
            module.set(self.error, error);
            if let Some(port) = self.data {
                module.set_bytes(port, &data);
            }
        }
    }

    fn sample(&mut self, module: &Module) -> Result<(), StreamError> {
        if !self.takes || !module.high(self.valid) {
            return Ok(());
        }
        let address = module.get(self.address);
        let tag = module.get(self.tag);
        let payload = self.payload.map(|(d, s)| (bytes(module, d), module.get(s)));
        let n = self.seen;
        self.seen += 1;
        let seen = (address, tag, payload);
        assert_eq!(Some(&seen), self.expected.pop_front().as_ref(), "beat {n}");
        let due = module.cycles() + self.rng.random_range(self.latency.0..=self.latency.1);
        let due = due.max(self.answers.back().map_or(0, |a| a.0 + 1));
        self.answers.push_back((due, tag, error(address), data(n, address)));
        Ok(())
    }

    fn pending(&self) -> Option<String> {
        let left = self.expected.len() + self.answers.len();
        (left > 0).then(|| format!("memory ({left} beats)"))
    }
}

/// Master and memory with what they are to see.
struct Bench {
    module: Module,
    master: Master,
    writes: Half,
    reads: Half,
    read_beats: usize,
}

impl Bench {
    fn new(stalls: [Stall; 7], latency: (u64, u64), seed: u64) -> Bench {
        let mut module = design().module().unwrap();
        reset(&mut module);
        let [aw, w, b, ar, r, memory_write, memory_read] = stalls;
        Bench {
            master: Master::new(&module, "axi", [aw, w, b, ar, r], seed),
            writes: Half::new(&module, true, memory_write, latency, seed),
            reads: Half::new(&module, false, memory_read, latency, seed),
            read_beats: 0,
            module,
        }
    }

    fn write(&mut self, burst: Burst, beats: Vec<Beat>) {
        let mut worst = 0;
        for (n, beat) in beats.iter().enumerate() {
            let word = burst.beat_address(n as u64) / WIDTH * WIDTH;
            worst = worst.max(error(word));
            let tag = burst.id | u64::from(beat.last) << 4;
            self.writes.expected.push_back((word, tag, Some((beat.data.clone(), beat.strobe))));
        }
        self.master.b.expect([(burst.id, worst)]);
        self.master.aw.push(burst);
        self.master.w.extend(beats);
    }

    fn read(&mut self, burst: Burst) {
        for n in 0..burst.beats {
            let word = burst.beat_address(n) / WIDTH * WIDTH;
            let (id, last) = (burst.id, n + 1 == burst.beats);
            self.reads.expected.push_back((word, id | u64::from(last) << 4, None));
            let data = data(self.read_beats, word);
            self.master.r.expect([ReadBeat { id, data, response: error(word), last }]);
            self.read_beats += 1;
        }
        self.master.ar.push(burst);
    }

    fn run(&mut self, limit: u64) -> u64 {
        let Master { aw, w, b, ar, r } = &mut self.master;
        let agents: &mut [&mut dyn Agent] =
            &mut [aw, w, b, ar, r, &mut self.writes, &mut self.reads];
        run(&mut self.module, agents, limit).unwrap()
    }
}

#[test]
fn random_bursts_in_both_directions() {
    with_seeds(|seed| {
        for (i, stalls) in Stall::combinations::<7>().into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let mut bench = Bench::new(stalls, (1, 12), seed);
            let most = if i % 8 == 0 { 256 } else { 24 };
            for _ in 0..12 {
                let burst = Burst::random(&mut random, WIDTH, 0, 1 << 32, most);
                let beats = Beat::random(&mut random, &burst, WIDTH);
                bench.write(burst, beats);
                let burst = Burst::random(&mut random, WIDTH, 1 << 40, u64::MAX - 0xFFF, most);
                bench.read(burst);
            }
            bench.run(60_000);
        }
    });
}

#[test]
fn one_beat_a_cycle_in_both_directions_at_once() {
    for beats in [1, 2, 16, 256] {
        let mut bench = Bench::new([Stall::Always; 7], (4, 4), 0);
        let count = 2048 / beats;
        for i in 0..count {
            let page = 4096 * i;
            let burst = Burst { id: i % 16, address: page, beats, size: 4, kind: Kind::Incr };
            let data = Beat::random(&mut rng(i, 0), &burst, WIDTH);
            bench.write(burst.clone(), data);
            bench.read(burst);
        }
        let cycles = bench.run(100_000);
        assert!(cycles <= 2048 + 24, "bursts of {beats}: {cycles} cycles for 2048 beats");
    }
}

#[test]
fn a_master_that_takes_no_answers_holds_up_only_its_own_direction() {
    let mut bench = Bench::new([Stall::Always; 7], (1, 3), 0);
    let mut random = rng(0, 0);
    for _ in 0..40 {
        let burst = Burst::random(&mut random, WIDTH, 0, 1 << 32, 16);
        let beats = Beat::random(&mut random, &burst, WIDTH);
        bench.write(burst, beats);
        bench.read(Burst::random(&mut random, WIDTH, 0, 1 << 32, 16));
    }
    // Neither B nor R is ready: what is under way comes to rest, and nothing is lost.
    let [bready, rready] = ["axi_bready", "axi_rready"].map(|p| bench.module.port(p).unwrap());
    for _ in 0..2000 {
        let Master { aw, w, ar, .. } = &mut bench.master;
        let agents: &mut [&mut dyn Agent] = &mut [aw, w, ar, &mut bench.writes, &mut bench.reads];
        bench.module.set(bready, 0);
        bench.module.set(rready, 0);
        spikelm_sim::stream::cycle(&mut bench.module, agents).unwrap();
    }
    let started = bench.master.aw.sent();
    assert!((16..40).contains(&started), "{started} bursts without a response taken");
    assert!(bench.reads.seen <= 17, "{} beats read for nobody", bench.reads.seen);
    bench.run(20_000);
}

#[test]
fn nothing_is_accepted_in_reset() {
    let mut module = design().module().unwrap();
    let port = |name: &str| design().port(name).unwrap();
    for channel in ["aw", "w", "ar"] {
        module.set(port(&format!("axi_{channel}valid")), 1);
    }
    module.step();
    for _ in 0..3 {
        module.settle();
        for name in ["awready", "wready", "arready", "bvalid", "rvalid"] {
            assert!(!module.high(port(&format!("axi_{name}"))), "{name} in reset");
        }
        module.edge();
    }
}
