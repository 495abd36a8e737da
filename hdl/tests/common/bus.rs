//! AXI4 traffic: random legal bursts, what they mean, and agents for the five channels.

use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_sim::stream::{Sink, Source, Stall};
use spikelm_sim::verilated::{Module, Port};

use super::{bytes, random_bytes};

/// How a burst's addresses advance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The same address for each beat.
    Fixed = 0,
    /// Ascending.
    Incr = 1,
    /// Ascending within an aligned block.
    Wrap = 2,
}

/// A burst request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burst {
    /// Transaction id.
    pub id: u64,
    /// Address of the first byte.
    pub address: u64,
    /// Beats.
    pub beats: u64,
    /// log2 of the bytes of a beat.
    pub size: u32,
    /// How addresses advance.
    pub kind: Kind,
}

impl Burst {
    /// A random legal burst of at most `most` beats whose bytes lie in `low..high`; the bus has
    /// `width` bytes. `low` and `high` are multiples of 4096.
    pub fn random(rng: &mut SmallRng, width: u64, low: u64, high: u64, most: u64) -> Burst {
        let size =
            if rng.random_bool(0.6) { width.ilog2() } else { rng.random_range(0..=width.ilog2()) };
        let bytes = 1 << size;
        let id = rng.random_range(0..16);
        let page = low + 4096 * rng.random_range(0..(high - low) / 4096);
        match rng.random_range(0..4) {
            0 => {
                let beats = rng.random_range(1..=most.min(16));
                let address = page + rng.random_range(0..4096);
                Burst { id, address, beats, size, kind: Kind::Fixed }
            }
            1 => {
                let beats = 1 << rng.random_range(1..=4);
                let address = page + rng.random_range(0..4096) / bytes * bytes;
                Burst { id, address, beats, size, kind: Kind::Wrap }
            }
            _ => {
                let address = page + rng.random_range(0..4096);
                let room = (page + 4096 - address / bytes * bytes) / bytes;
                let beats = rng.random_range(1..=room.min(most));
                Burst { id, address, beats, size, kind: Kind::Incr }
            }
        }
    }

    /// Address of beat `n`, by the formulas of the AXI specification, A3.4.1.
    pub fn beat_address(&self, n: u64) -> u64 {
        let bytes = 1 << self.size;
        let aligned = self.address / bytes * bytes;
        match self.kind {
            Kind::Fixed => self.address,
            Kind::Incr if n == 0 => self.address,
            Kind::Incr => aligned + n * bytes,
            Kind::Wrap => {
                let block = bytes * self.beats;
                let boundary = self.address / block * block;
                let address = aligned + n * bytes;
                if address >= boundary + block { address - block } else { address }
            }
        }
    }

    /// First and one past the last byte of the bus that beat `n` uses.
    pub fn beat_lanes(&self, n: u64, width: u64) -> (u64, u64) {
        let address = self.beat_address(n);
        let bytes = 1 << self.size;
        (address % width, address / bytes * bytes % width + bytes)
    }
}

/// A beat to write: data and strobe of the whole bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beat {
    /// Data of all lanes.
    pub data: Vec<u8>,
    /// Which lanes count.
    pub strobe: u64,
    /// Last of its burst.
    pub last: bool,
}

impl Beat {
    /// Random beats for a burst: any data, strobes only in the lanes that it uses.
    pub fn random(rng: &mut SmallRng, burst: &Burst, width: u64) -> Vec<Beat> {
        let dense = rng.random_bool(0.6);
        (0..burst.beats)
            .map(|n| {
                let (first, end) = burst.beat_lanes(n, width);
                let lanes = (first..end).fold(0, |s, i| s | 1_u64 << i);
                let strobe = if dense { lanes } else { lanes & rng.random::<u64>() };
                let data = random_bytes(rng, width as usize);
                Beat { data, strobe, last: n + 1 == burst.beats }
            })
            .collect()
    }
}

/// A beat that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBeat {
    /// Transaction id.
    pub id: u64,
    /// The whole bus.
    pub data: Vec<u8>,
    /// Response code.
    pub response: u64,
    /// Last of its burst.
    pub last: bool,
}

fn request(module: &Module, prefix: &str, channel: &str, stall: Stall, seed: u64) -> Source<Burst> {
    let port = |field: &str| module.port(&format!("{prefix}_{channel}{field}")).unwrap();
    let (id, address, length) = (port("id"), port("addr"), port("len"));
    let (size, kind) = (port("size"), port("burst"));
    let (valid, ready) = (format!("{prefix}_{channel}valid"), format!("{prefix}_{channel}ready"));
    Source::new(module, &valid, &ready, stall, seed, move |m, b: &Burst| {
        m.set(id, b.id);
        m.set(address, b.address);
        m.set(length, b.beats - 1);
        m.set(size, b.size.into());
        m.set(kind, b.kind as u64);
    })
    .unwrap()
}

/// A master of all five channels, each with its own stalls.
pub struct Master {
    /// Write requests.
    pub aw: Source<Burst>,
    /// Write data.
    pub w: Source<Beat>,
    /// Write responses: id and code.
    pub b: Sink<(u64, u64)>,
    /// Read requests.
    pub ar: Source<Burst>,
    /// Read data.
    pub r: Sink<ReadBeat>,
}

impl Master {
    /// A master of the AXI4 slave port `prefix`; stalls of AW, W, B, AR, R.
    pub fn new(module: &Module, prefix: &str, stalls: [Stall; 5], seed: u64) -> Master {
        let name = |field: &str| format!("{prefix}_{field}");
        let port = |field: &str| -> Port { module.port(&name(field)).unwrap() };
        let (wdata, wstrb, wlast) = (port("wdata"), port("wstrb"), port("wlast"));
        let (bid, bresp) = (port("bid"), port("bresp"));
        let (rid, rdata, rresp, rlast) = (port("rid"), port("rdata"), port("rresp"), port("rlast"));
        let w = move |m: &mut Module, beat: &Beat| {
            m.set_bytes(wdata, &beat.data);
            m.set(wstrb, beat.strobe);
            m.set(wlast, beat.last.into());
        };
        let r = move |m: &Module| ReadBeat {
            id: m.get(rid),
            data: bytes(m, rdata),
            response: m.get(rresp),
            last: m.high(rlast),
        };
        let b = move |m: &Module| (m.get(bid), m.get(bresp));
        let (wv, wr) = (name("wvalid"), name("wready"));
        let (bv, br) = (name("bvalid"), name("bready"));
        let (rv, rr) = (name("rvalid"), name("rready"));
        Master {
            aw: request(module, prefix, "aw", stalls[0], seed),
            w: Source::new(module, &wv, &wr, stalls[1], seed + 1, w).unwrap(),
            b: Sink::new(module, &bv, &br, stalls[2], seed + 2, b).unwrap(),
            ar: request(module, prefix, "ar", stalls[3], seed + 3),
            r: Sink::new(module, &rv, &rr, stalls[4], seed + 4, r).unwrap(),
        }
    }
}
