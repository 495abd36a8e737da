//! The windows of the register BAR, and the interrupt that is held until it was sent.

mod common;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

use common::pins::Pins;
use common::{library, reset, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::emit::verilog;
use spikelm_hdl::shell::{InterruptHold, Windows};
use spikelm_sim::stream::{Agent, Sink, Source, Stall, StreamError, run, with_seeds};
use spikelm_sim::verilated::{Library, Module, Port};

fn windows() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("windows", verilog("windows", Windows::default)))
}

/// A write as a window sees it.
type Write = (u64, u64, u64);

/// Sets the payload of a channel.
type Drive = Box<dyn FnMut(&mut Module, &Write)>;

/// What a window was asked.
#[derive(Default)]
struct Seen {
    writes: Vec<Write>,
    reads: Vec<u64>,
}

/// A read's word and response, by window and address.
fn answer(window: &str, address: u64) -> (u64, u64) {
    let word = address.wrapping_mul(0x9E37_79B1) ^ window.len() as u64;
    (word & 0xFFFF_FFFF, address >> 2 & 3)
}

/// A window: accepts and answers when it pleases, one write and one read at a time.
struct Window {
    name: &'static str,
    ports: Vec<Port>,
    stall: Stall,
    random: SmallRng,
    seen: Rc<RefCell<Seen>>,
    address: Option<u64>,
    word: Option<(u64, u64)>,
    read: Option<u64>,
}

const FIELDS: [&str; 17] = [
    "awaddr", "awvalid", "awready", "wdata", "wstrb", "wvalid", "wready", "bresp", "bvalid",
    "bready", "araddr", "arvalid", "arready", "rdata", "rresp", "rvalid", "rready",
];

impl Window {
    fn new(module: &Module, name: &'static str, stall: Stall, seed: u64) -> Window {
        let port = |f: &&str| module.port(&format!("{name}_{f}")).unwrap();
        Window {
            name,
            ports: FIELDS.iter().map(port).collect(),
            stall,
            random: rng(seed, 3),
            seen: Rc::default(),
            address: None,
            word: None,
            read: None,
        }
    }

    fn port(&self, field: &str) -> Port {
        self.ports[FIELDS.iter().position(|f| *f == field).unwrap()]
    }

    fn set(&self, module: &mut Module, field: &str, value: u64) {
        module.set(self.port(field), value);
    }

    fn happens(&self, module: &Module, channel: &str) -> bool {
        module.high(self.port(&format!("{channel}valid")))
            && module.high(self.port(&format!("{channel}ready")))
    }
}

impl Agent for Window {
    fn drive(&mut self, module: &mut Module) {
        let goes = |random: &mut SmallRng| u64::from(!self.stall.stalls(random));
        let [aw, w, ar, b, r] = std::array::from_fn(|_| goes(&mut self.random));
        self.set(module, "awready", aw * u64::from(self.address.is_none()));
        self.set(module, "wready", w * u64::from(self.word.is_none()));
        self.set(module, "arready", ar * u64::from(self.read.is_none()));
        // A response that was offered stays.
        let offered = module.high(self.port("bvalid"));
        let both = self.address.is_some() && self.word.is_some();
        self.set(module, "bvalid", u64::from(both) * (b | u64::from(offered)));
        self.set(module, "bresp", self.address.unwrap_or(0) >> 2 & 3);
        let offered = module.high(self.port("rvalid"));
        self.set(module, "rvalid", u64::from(self.read.is_some()) * (r | u64::from(offered)));
        let (word, response) = answer(self.name, self.read.unwrap_or(0));
        self.set(module, "rdata", word);
        self.set(module, "rresp", response);
    }

    fn sample(&mut self, module: &Module) -> Result<(), StreamError> {
        if self.happens(module, "aw") {
            self.address = Some(module.get(self.port("awaddr")));
        }
        if self.happens(module, "w") {
            self.word = Some((module.get(self.port("wdata")), module.get(self.port("wstrb"))));
        }
        if self.happens(module, "b")
            && let (Some(address), Some((data, strobe))) = (self.address.take(), self.word.take())
        {
            self.seen.borrow_mut().writes.push((address, data, strobe));
        }
        if self.happens(module, "ar") {
            let address = module.get(self.port("araddr"));
            self.seen.borrow_mut().reads.push(address);
            self.read = Some(address);
        }
        if self.happens(module, "r") {
            self.read = None;
        }
        Ok(())
    }

    fn pending(&self) -> Option<String> {
        None
    }
}

/// An address: mostly in a window, else beside them.
fn address(random: &mut SmallRng) -> u64 {
    match random.random_range(0..5) {
        0 | 1 => random.random_range(0..0x1_0000),
        2 | 3 => random.random_range(0x4_0000..0x8_0000),
        _ => [0x1_0000, 0x3_FFFC, 0x8_0000, 0x10_0000, 0xFFFF_FFFC][random.random_range(0..5)],
    }
}

/// The window of an address and the address there.
fn place(address: u64, managed: bool) -> Option<(&'static str, u64)> {
    match address {
        0..0x1_0000 => Some(("engine", address)),
        0x4_0000..0x8_0000 if managed => Some(("management", address - 0x4_0000)),
        _ => None,
    }
}

#[test]
fn accesses_reach_their_window_and_others_are_refused() {
    with_seeds(|seed| {
        for (i, stalls) in Stall::combinations::<5>().into_iter().enumerate() {
            let managed = i % 4 != 0;
            let mut random = rng(seed, i as u64);
            let mut module = windows().module().unwrap();
            reset(&mut module);
            let port = |name: &str| module.port(&format!("s_axil_{name}")).unwrap();
            let [awaddr, wdata, wstrb, bresp] = ["awaddr", "wdata", "wstrb", "bresp"].map(port);
            let [araddr, rdata, rresp] = ["araddr", "rdata", "rresp"].map(port);
            let mut source = |channel: &str, stall, drive: Drive| {
                let of = |f: &str| format!("s_axil_{channel}{f}");
                let (valid, ready) = (of("valid"), of("ready"));
                Source::new(&module, &valid, &ready, stall, random.random(), drive).unwrap()
            };
            let mut aw = source("aw", stalls[0], Box::new(move |m, w| m.set(awaddr, w.0)));
            let mut w = source(
                "w",
                stalls[1],
                Box::new(move |m, w| {
                    m.set(wdata, w.1);
                    m.set(wstrb, w.2);
                }),
            );
            let mut ar = source("ar", stalls[3], Box::new(move |m, r| m.set(araddr, r.0)));
            let take = move |m: &Module| m.get(bresp);
            let (valid, ready) = ("s_axil_bvalid", "s_axil_bready");
            let mut b = Sink::new(&module, valid, ready, stalls[2], seed, take).unwrap();
            let take = move |m: &Module| (m.get(rdata), m.get(rresp));
            let (valid, ready) = ("s_axil_rvalid", "s_axil_rready");
            let mut r = Sink::new(&module, valid, ready, stalls[4], seed, take).unwrap();
            let mut engine = Window::new(&module, "engine", stalls[i % 5], random.random());
            let mut management = Window::new(&module, "management", stalls[i % 3], random.random());
            let managed_port = module.port("managed").unwrap();
            module.set(managed_port, managed.into());

            let mut expected = [Seen::default(), Seen::default()];
            for _ in 0..60 {
                let write: Write = (
                    address(&mut random),
                    random.random::<u32>().into(),
                    random.random_range(0..16),
                );
                let to = place(write.0, managed);
                if let Some((window, at)) = to {
                    let which = usize::from(window == "management");
                    expected[which].writes.push((at, write.1, write.2));
                }
                b.expect([to.map_or(3, |(_, at)| at >> 2 & 3)]);
                aw.push(write);
                w.push(write);
                let read = address(&mut random);
                let to = place(read, managed);
                if let Some((window, at)) = to {
                    expected[usize::from(window == "management")].reads.push(at);
                }
                r.expect([to.map_or((0, 3), |(window, at)| answer(window, at))]);
                ar.push((read, 0, 0));
            }
            let agents: &mut [&mut dyn Agent] =
                &mut [&mut aw, &mut w, &mut b, &mut ar, &mut r, &mut engine, &mut management];
            run(&mut module, agents, 20_000).unwrap();
            for (window, expected) in [engine, management].iter().zip(&expected) {
                let seen = window.seen.borrow();
                assert_eq!(seen.writes, expected.writes, "writes to {}", window.name);
                assert_eq!(seen.reads, expected.reads, "reads of {}", window.name);
            }
        }
    });
}

#[test]
fn a_request_stays_until_it_was_sent_and_its_cause_has_gone() {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    let library = LIBRARY.get_or_init(|| library("hold", verilog("hold", InterruptHold::default)));
    with_seeds(|seed| {
        let mut random = rng(seed, 0);
        let mut pins = Pins::new(library);
        // The model: what is requested, whether it was sent, and how many were.
        let (mut requesting, mut sent, mut rises, mut acknowledged) = (false, false, 0, 0);
        for _ in 0..20_000 {
            let level = random.random_bool(0.05) != pins.high("level");
            let acknowledge = requesting && !sent && random.random_bool(0.1);
            pins.set("level", level);
            pins.set("acknowledge", acknowledge);
            pins.settle();
            assert_eq!(pins.high("request"), requesting);
            pins.edge();
            let before = (requesting, sent);
            if level {
                requesting = true;
            }
            if before.0 && acknowledge {
                sent = true;
                acknowledged += 1;
            }
            if before.1 && !level {
                (requesting, sent) = (false, false);
            }
            rises += u32::from(requesting && !before.0);
        }
        assert!(rises > 100 && acknowledged >= rises - 1, "{rises} {acknowledged}");
        pins.set("resetn", false);
        pins.set("level", false);
        pins.edge();
        pins.settle();
        assert!(!pins.high("request"));
    });
}
