//! AXI4 and AXI4-Lite between two clocks: every channel carries every field, in order.

mod common;

use std::sync::OnceLock;

use common::bus::{Beat, Burst, Kind, Master, ReadBeat};
use common::crossing::{PERIODS, both};
use common::{bytes, random_bytes, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::crossing::{AxiCrossing, LiteCrossing};
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Agent, Domain, Sink, Source, Stall, run_domains, with_seeds};
use spikelm_sim::verilated::{Library, Module};

/// Bytes of the bus.
const WIDTH: usize = 16;

fn axi() -> &'static [Library; 2] {
    static LIBRARIES: OnceLock<[Library; 2]> = OnceLock::new();
    LIBRARIES.get_or_init(|| {
        both(
            "axi_crossing",
            verilog("axi_crossing", AxiCrossing::<128, 16, 144, 145, 135>::default),
        )
    })
}

fn lite() -> &'static [Library; 2] {
    static LIBRARIES: OnceLock<[Library; 2]> = OnceLock::new();
    LIBRARIES.get_or_init(|| {
        both("lite_crossing", verilog("lite_crossing", LiteCrossing::<18>::default))
    })
}

/// Both clocks tick in reset, then both resets are released.
fn reset(module: &mut Module) {
    for level in [0, 1] {
        for side in ["s", "m"] {
            module.set(module.port(&format!("{side}_resetn")).unwrap(), level);
        }
        for _ in 0..4 {
            for side in ["s", "m"] {
                for level in [1, 0] {
                    module.set(module.port(&format!("{side}_clock")).unwrap(), level);
                    module.settle();
                }
            }
        }
    }
}

fn clocked<'a>(
    library: &Library,
    agents: [Vec<&'a mut dyn Agent>; 2],
    [s, m]: [u64; 2],
    random: &mut SmallRng,
) -> [Domain<'a>; 2] {
    let clock = |name| library.port(name).unwrap();
    let jitter = random.random_range(0..300);
    let [of_s, of_m] = agents;
    [
        Domain::new(clock("s_clock"), s, jitter, random.random(), of_s),
        Domain::new(clock("m_clock"), m, jitter, random.random(), of_m),
    ]
}

fn any_burst(random: &mut SmallRng) -> Burst {
    let kinds = [Kind::Fixed, Kind::Incr, Kind::Wrap];
    Burst {
        id: random.random_range(0..16),
        address: random.random(),
        beats: random.random_range(1..=256),
        size: random.random_range(0..8),
        kind: kinds[random.random_range(0..3)],
    }
}

/// The slave's side: sinks of requests and beats, sources of answers.
struct Slave {
    aw: Sink<Burst>,
    w: Sink<Beat>,
    b: Source<(u64, u64)>,
    ar: Sink<Burst>,
    r: Source<ReadBeat>,
}

fn requests(module: &Module, channel: &str, stall: Stall, seed: u64) -> Sink<Burst> {
    let port = |field: &str| module.port(&format!("m_axi_{channel}{field}")).unwrap();
    let [id, address, length, size, kind] = ["id", "addr", "len", "size", "burst"].map(port);
    let read = move |m: &Module| Burst {
        id: m.get(id),
        address: m.get(address),
        beats: m.get(length) + 1,
        size: m.get(size) as u32,
        kind: [Kind::Fixed, Kind::Incr, Kind::Wrap][m.get(kind) as usize],
    };
    let (valid, ready) = (format!("m_axi_{channel}valid"), format!("m_axi_{channel}ready"));
    Sink::new(module, &valid, &ready, stall, seed, read).unwrap()
}

impl Slave {
    fn new(module: &Module, stalls: [Stall; 5], seed: u64) -> Slave {
        let port = |field: &str| module.port(&format!("m_axi_{field}")).unwrap();
        let [wdata, wstrb, wlast, bid, bresp] =
            ["wdata", "wstrb", "wlast", "bid", "bresp"].map(port);
        let [rid, rdata, rresp, rlast] = ["rid", "rdata", "rresp", "rlast"].map(port);
        let w = move |m: &Module| Beat {
            data: bytes(m, wdata),
            strobe: m.get(wstrb),
            last: m.high(wlast),
        };
        let b = move |m: &mut Module, (id, response): &(u64, u64)| {
            m.set(bid, *id);
            m.set(bresp, *response);
        };
        let r = move |m: &mut Module, beat: &ReadBeat| {
            m.set(rid, beat.id);
            m.set_bytes(rdata, &beat.data);
            m.set(rresp, beat.response);
            m.set(rlast, beat.last.into());
        };
        Slave {
            aw: requests(module, "aw", stalls[0], seed),
            w: Sink::new(module, "m_axi_wvalid", "m_axi_wready", stalls[1], seed + 1, w).unwrap(),
            b: Source::new(module, "m_axi_bvalid", "m_axi_bready", stalls[2], seed + 2, b).unwrap(),
            ar: requests(module, "ar", stalls[3], seed + 3),
            r: Source::new(module, "m_axi_rvalid", "m_axi_rready", stalls[4], seed + 4, r).unwrap(),
        }
    }
}

/// A third of all combinations, others for each pair of clocks.
fn some_stalls(part: usize) -> impl Iterator<Item = (usize, [Stall; 5])> {
    Stall::combinations::<5>().into_iter().enumerate().skip(part % 3).step_by(3)
}

#[test]
fn every_channel_of_axi_crosses() {
    with_seeds(|seed| {
        for (i, periods) in PERIODS.into_iter().enumerate() {
            for (n, stalls) in some_stalls(i) {
                // As emitted and disturbed in turn.
                let library = &axi()[(n + i) % 2];
                let mut random = rng(seed, (100 * i + n) as u64);
                let mut module = library.module().unwrap();
                reset(&mut module);
                let mut master = Master::new(&module, "s_axi", stalls, random.random());
                let mut slave = Slave::new(&module, stalls, random.random());
                for _ in 0..20 {
                    let burst = any_burst(&mut random);
                    slave.aw.expect([burst.clone()]);
                    master.aw.push(burst);
                    let burst = any_burst(&mut random);
                    slave.ar.expect([burst.clone()]);
                    master.ar.push(burst);
                    let answer = (random.random_range(0..16), random.random_range(0..4));
                    master.b.expect([answer]);
                    slave.b.push(answer);
                }
                for _ in 0..60 {
                    let beat = Beat {
                        data: random_bytes(&mut random, WIDTH),
                        strobe: random.random_range(0..1 << WIDTH),
                        last: random.random(),
                    };
                    slave.w.expect([beat.clone()]);
                    master.w.push(beat);
                    let beat = ReadBeat {
                        id: random.random_range(0..16),
                        data: random_bytes(&mut random, WIDTH),
                        response: random.random_range(0..4),
                        last: random.random(),
                    };
                    master.r.expect([beat.clone()]);
                    slave.r.push(beat);
                }
                let Master { aw, w, b, ar, r } = &mut master;
                let of_s: Vec<&mut dyn Agent> = vec![aw, w, b, ar, r];
                let Slave { aw, w, b, ar, r } = &mut slave;
                let of_m: Vec<&mut dyn Agent> = vec![aw, w, b, ar, r];
                let mut domains = clocked(library, [of_s, of_m], periods, &mut random);
                run_domains(&mut module, &mut domains, 20_000, 80).unwrap();
            }
        }
    });
}

/// A source or sink of the ports `fields` of a channel: their values in order.
fn word_source(
    m: &Module,
    prefix: &str,
    fields: &[&str],
    stall: Stall,
    seed: u64,
) -> Source<Vec<u64>> {
    let ports: Vec<_> = fields.iter().map(|f| m.port(&format!("{prefix}{f}")).unwrap()).collect();
    let drive = move |m: &mut Module, values: &Vec<u64>| {
        ports.iter().zip(values).for_each(|(p, v)| m.set(*p, *v));
    };
    Source::new(m, &format!("{prefix}valid"), &format!("{prefix}ready"), stall, seed, drive)
        .unwrap()
}

fn word_sink(m: &Module, prefix: &str, fields: &[&str], stall: Stall, seed: u64) -> Sink<Vec<u64>> {
    let ports: Vec<_> = fields.iter().map(|f| m.port(&format!("{prefix}{f}")).unwrap()).collect();
    let read = move |m: &Module| ports.iter().map(|p| m.get(*p)).collect();
    Sink::new(m, &format!("{prefix}valid"), &format!("{prefix}ready"), stall, seed, read).unwrap()
}

#[test]
fn every_channel_of_axi_lite_crosses() {
    /// Channels that the master drives, and those that the slave does, with bits of their fields.
    const FORTH: [(&str, &[(&str, u32)]); 3] =
        [("aw", &[("addr", 18)]), ("w", &[("data", 32), ("strb", 4)]), ("ar", &[("addr", 18)])];
    const BACK: [(&str, &[(&str, u32)]); 2] =
        [("b", &[("resp", 2)]), ("r", &[("data", 32), ("resp", 2)])];
    with_seeds(|seed| {
        for (i, periods) in PERIODS.into_iter().enumerate() {
            for (n, stalls) in some_stalls(i) {
                let library = &lite()[(n + i) % 2];
                let mut random = rng(seed, (100 * i + n) as u64);
                let mut module = library.module().unwrap();
                reset(&mut module);
                let (mut sources, mut sinks) = (vec![], vec![]);
                let channels =
                    FORTH.iter().map(|c| ("s", "m", c)).chain(BACK.iter().map(|c| ("m", "s", c)));
                for ((from, to, (channel, fields)), stall) in channels.zip(stalls) {
                    let names: Vec<&str> = fields.iter().map(|f| f.0).collect();
                    let of = |side| format!("{side}_axil_{channel}");
                    let mut source =
                        word_source(&module, &of(from), &names, stall, random.random());
                    let mut sink = word_sink(&module, &of(to), &names, stall, random.random());
                    for _ in 0..50 {
                        let word: Vec<u64> =
                            fields.iter().map(|f| random.random::<u64>() >> (64 - f.1)).collect();
                        sink.expect([word.clone()]);
                        source.push(word);
                    }
                    sources.push(source);
                    sinks.push(sink);
                }
                let (mut of_s, mut of_m): (Vec<&mut dyn Agent>, Vec<&mut dyn Agent>) =
                    (vec![], vec![]);
                for (n, (source, sink)) in sources.iter_mut().zip(&mut sinks).enumerate() {
                    let (near, far) = if n < FORTH.len() {
                        (&mut of_s, &mut of_m)
                    } else {
                        (&mut of_m, &mut of_s)
                    };
                    near.push(source);
                    far.push(sink);
                }
                let mut domains = clocked(library, [of_s, of_m], periods, &mut random);
                run_domains(&mut module, &mut domains, 20_000, 80).unwrap();
            }
        }
    });
}
