//! The serial bridge, from line to AXI and back: random requests with stalls on every port, frames
//! that are none, and lines that lose, add and flip.

mod common;

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::sync::OnceLock;

use common::{WAIVERS, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::emit::verilog;
use spikelm_hdl::serial::SerialShell;
use spikelm_regs::serial::{
    Deframer, MAX_PAYLOAD, Operation, Request, Response, STATUS_INTERRUPT, STATUS_REFUSED, on_line,
};
use spikelm_sim::serial::Line;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::{Design, Library, Module, Port, lint};

/// Bytes of a word.
const WIDTH: u64 = 16;
/// Writes and reads from here on are answered SLVERR, from twice this on DECERR.
const BAD: u64 = 1 << 40;

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let text = verilog("serial_shell", SerialShell::<128, 16, 120, 15>::default).unwrap();
        lint(&text, "serial_shell", WAIVERS).unwrap();
        Design::new("serial_shell", text).build().unwrap()
    })
}

fn response(address: u64) -> u64 {
    match address {
        0..BAD => 0,
        address if address < 2 * BAD => 2,
        _ => 3,
    }
}

/// The ports of a bus by field.
struct Ports(HashMap<&'static str, Port>);

const FIELDS: [&str; 24] = [
    "awid", "awaddr", "awlen", "awsize", "awburst", "awvalid", "awready", "wdata", "wstrb",
    "wlast", "wvalid", "wready", "bresp", "bvalid", "bready", "araddr", "arvalid", "arready",
    "rdata", "rresp", "rvalid", "rready", "bid", "rid",
];

impl Ports {
    fn new(library: &Library, bus: &str) -> Ports {
        let found = |f: &&'static str| Some((*f, library.port(&format!("{bus}_{f}")).ok()?));
        Ports(FIELDS.iter().filter_map(found).collect())
    }

    fn get(&self, module: &Module, field: &str) -> u64 {
        module.get(self.0[field])
    }

    fn happens(&self, module: &Module, [valid, ready]: [&str; 2]) -> bool {
        self.get(module, valid) == 1 && self.get(module, ready) == 1
    }
}

/// Memory and registers behind the bridge; they take and answer when they please.
struct Slave {
    ports: [Rc<Ports>; 2],
    stall: Stall,
    random: SmallRng,
    memory: HashMap<u64, u8>,
    registers: HashMap<u64, u32>,
    write_address: [Option<u64>; 2],
    write_word: [Option<(Vec<u8>, u64)>; 2],
    read_address: [Option<u64>; 2],
    /// Accesses so far.
    accesses: u64,
}

impl Slave {
    fn new(library: &Library, stall: Stall, random: SmallRng) -> Slave {
        Slave {
            ports: ["m_axi", "m_axil"].map(|bus| Rc::new(Ports::new(library, bus))),
            stall,
            random,
            memory: HashMap::new(),
            registers: HashMap::new(),
            write_address: [None, None],
            write_word: [None, None],
            read_address: [None, None],
            accesses: 0,
        }
    }

    fn word(&self, address: u64) -> Vec<u8> {
        (0..WIDTH).map(|i| self.memory.get(&(address + i)).copied().unwrap_or(0)).collect()
    }

    fn drive(&mut self, module: &mut Module) {
        for bus in 0..2 {
            let ports = self.ports[bus].clone();
            let mut goes = || u64::from(!self.stall.stalls(&mut self.random));
            let [aw, w, ar, b, r]: [u64; 5] = std::array::from_fn(|_| goes());
            let mut set = |field: &str, value| module.set(ports.0[field], value);
            let free = |taken: bool, goes| goes * u64::from(!taken);
            set("awready", free(self.write_address[bus].is_some(), aw));
            set("wready", free(self.write_word[bus].is_some(), w));
            set("arready", free(self.read_address[bus].is_some(), ar));
            set("bresp", response(self.write_address[bus].unwrap_or(0)));
            let address = self.read_address[bus];
            set("rresp", response(address.unwrap_or(0)));
            // What was offered stays.
            let offer = |module: &mut Module, field: &str, there: bool, goes| {
                let offered = ports.get(module, field);
                module.set(ports.0[field], u64::from(there) * (goes | offered));
            };
            let whole = self.write_address[bus].is_some() && self.write_word[bus].is_some();
            offer(module, "bvalid", whole, b);
            offer(module, "rvalid", address.is_some(), r);
            let address = address.unwrap_or(0);
            if bus == 0 {
                module.set_bytes(ports.0["rdata"], &self.word(address));
            } else {
                let value = self.registers.get(&address).copied().unwrap_or(0);
                module.set(ports.0["rdata"], value.into());
            }
        }
    }

    fn sample(&mut self, module: &Module) {
        for bus in 0..2 {
            let ports = self.ports[bus].clone();
            let get = |field: &str| ports.get(module, field);
            if ports.happens(module, ["awvalid", "awready"]) {
                if bus == 0 {
                    let fields = ["awid", "awlen", "awsize", "awburst"].map(get);
                    assert_eq!((fields, get("awaddr") % WIDTH), ([0, 0, 4, 1], 0));
                }
                self.write_address[bus] = Some(get("awaddr"));
            }
            if ports.happens(module, ["wvalid", "wready"]) {
                let port = ports.0["wdata"];
                let mut data = vec![0; port.width() as usize / 8];
                module.get_bytes(port, &mut data);
                let strobe = get("wstrb");
                assert!(bus == 1 || (get("wlast") == 1 && strobe != 0));
                self.write_word[bus] = Some((data, strobe));
            }
            if ports.happens(module, ["arvalid", "arready"]) {
                self.read_address[bus] = Some(get("araddr"));
            }
            if ports.happens(module, ["rvalid", "rready"]) {
                self.read_address[bus] = None;
                self.accesses += 1;
            }
            if ports.happens(module, ["bvalid", "bready"])
                && let (Some(address), Some((data, strobe))) =
                    (self.write_address[bus].take(), self.write_word[bus].take())
            {
                self.accesses += 1;
                if bus == 1 {
                    let value = u32::from_le_bytes(data.try_into().unwrap());
                    assert_eq!(strobe, 15);
                    self.registers.insert(address, value);
                } else if response(address) == 0 {
                    let lanes = (0..WIDTH).filter(|i| strobe >> i & 1 == 1);
                    self.memory.extend(lanes.map(|i| (address + i, data[i as usize])));
                }
            }
        }
    }
}

struct Bench {
    module: Module,
    line: Line,
    slave: Slave,
    deframer: Deframer,
    responses: VecDeque<Response>,
}

impl Bench {
    fn new(stall: Stall, divider: u32, random: SmallRng) -> Bench {
        let library = design();
        let mut module = library.module().unwrap();
        let port = |name: &str| library.port(name).unwrap();
        module.set(port("rx"), 1);
        module.set(port("divider"), divider.into());
        for good in [0, 1] {
            module.set(port("good"), good);
            (0..8).for_each(|_| module.step());
        }
        Bench {
            module,
            line: Line::new(library, divider).unwrap(),
            slave: Slave::new(library, stall, random),
            deframer: Deframer::default(),
            responses: VecDeque::new(),
        }
    }

    fn cycle(&mut self) {
        self.line.drive(&mut self.module);
        self.slave.drive(&mut self.module);
        self.module.settle();
        self.slave.sample(&self.module);
        let byte = self.line.sample(&self.module);
        self.module.edge();
        assert_eq!(self.module.fault(), None);
        if let Some(frame) = byte.and_then(|b| self.deframer.push(b)) {
            self.responses.push_back(Response::parse(&frame).expect("a frame is a response"));
        }
    }

    fn interrupt(&mut self, level: bool) {
        let irq = self.module.port("irq").unwrap();
        self.module.set(irq, level.into());
    }

    /// The next response; panics when there is none for long.
    fn response(&mut self) -> Response {
        self.response_within(400_000).expect("a response")
    }

    fn response_within(&mut self, cycles: u64) -> Option<Response> {
        for _ in 0..cycles {
            if let Some(response) = self.responses.pop_front() {
                return Some(response);
            }
            self.cycle();
        }
        None
    }

    /// Until nothing is under way; no response may be left.
    fn finish(&mut self) {
        (0..20_000).for_each(|_| self.cycle());
        assert!(!self.line.busy() && self.responses.is_empty());
    }
}

fn any_request(random: &mut SmallRng, sequence: u8) -> Request {
    use Operation::{Hello, Read, ReadRegister, Write, WriteRegister};
    let operation =
        [Hello, Write, Read, Write, Read, WriteRegister, ReadRegister][random.random_range(0..7)];
    let length = match operation {
        Hello => 0,
        WriteRegister | ReadRegister => 4,
        _ if random.random_bool(0.1) => MAX_PAYLOAD as u16,
        _ => random.random_range(1..100),
    };
    let base = [0, 0, 0, 1 << 31, BAD, 2 * BAD][random.random_range(0..6)];
    let address = match operation {
        WriteRegister | ReadRegister => 4 * random.random_range(0..16),
        _ => base + random.random_range(0..300),
    };
    let writes = matches!(operation, Write | WriteRegister);
    let special = random.random_bool(0.3);
    let mut byte = || match special {
        true => [0xC0, 0xDB, 0xDC, 0xDD][random.random_range(0..4)],
        false => random.random(),
    };
    let data = (0..if writes { length } else { 0 }).map(|_| byte()).collect();
    Request { operation, sequence, length, address, data }
}

/// What the bridge should answer, and do to memory and registers.
#[derive(Default)]
struct Model {
    memory: HashMap<u64, u8>,
    registers: HashMap<u64, u32>,
}

impl Model {
    fn answer(&mut self, request: &Request) -> Response {
        let Request { operation, sequence, length, address, ref data } = *request;
        let end = address + u64::from(length);
        let (mut status, mut read) = (0, vec![]);
        match operation {
            Operation::Hello => {}
            Operation::Write => {
                for (at, byte) in (address..end).zip(data) {
                    status |= response(at / WIDTH * WIDTH) as u8;
                    if response(at) == 0 {
                        self.memory.insert(at, *byte);
                    }
                }
            }
            Operation::Read => {
                for at in address..end {
                    status |= response(at / WIDTH * WIDTH) as u8;
                    read.push(self.memory.get(&at).copied().unwrap_or(0));
                }
            }
            Operation::WriteRegister => {
                let value = u32::from_le_bytes(data[..].try_into().unwrap());
                self.registers.insert(address, value);
            }
            Operation::ReadRegister => {
                let value = self.registers.get(&address).copied().unwrap_or(0);
                read = value.to_le_bytes().to_vec();
            }
        }
        Response { sequence, data: read, status }
    }
}

#[test]
fn requests_are_done_in_order_and_answered() {
    with_seeds(|seed| {
        for (n, divider) in [4, 5, 9].into_iter().enumerate() {
            for stall in Stall::BOTH {
                let mut random = rng(seed, n as u64);
                let mut bench = Bench::new(stall, divider, rng(seed, 7));
                let mut model = Model::default();
                let mut expected = VecDeque::new();
                for sequence in 0..30 {
                    let request = any_request(&mut random, sequence);
                    expected.push_back(model.answer(&request));
                    bench.line.send(on_line(&request.frame()));
                    // One request may wait while another is done.
                    if expected.len() == 2 {
                        assert_eq!(Some(bench.response()), expected.pop_front());
                    }
                }
                assert_eq!(Some(bench.response()), expected.pop_front());
                bench.finish();
                model.memory.retain(|_, v| *v != 0);
                bench.slave.memory.retain(|_, v| *v != 0);
                assert_eq!(bench.slave.memory, model.memory);
                assert_eq!(bench.slave.registers, model.registers);
            }
        }
    });
}

#[test]
fn what_is_no_request_is_refused_and_touches_nothing() {
    let mut bench = Bench::new(Stall::Always, 4, rng(0, 0));
    let base = Request {
        operation: Operation::Write,
        sequence: 9,
        length: 4,
        address: 0,
        data: vec![1, 2, 3, 4],
    };
    let with = |length, data: Vec<u8>| Request { length, data, ..base.clone() }.frame();
    let read = |operation, length, data: Vec<u8>| {
        Request { operation, length, data, ..base.clone() }.frame()
    };
    let mut unknown = base.frame();
    unknown[0] = 5;
    for frame in [
        with(0, vec![]),
        with(5, vec![1, 2, 3, 4]),
        with(3, vec![1, 2, 3, 4]),
        with(MAX_PAYLOAD as u16 + 1, vec![0; MAX_PAYLOAD]),
        read(Operation::Read, 0, vec![]),
        read(Operation::Read, MAX_PAYLOAD as u16 + 1, vec![]),
        read(Operation::Read, 4, vec![1]),
        read(Operation::Hello, 1, vec![]),
        read(Operation::Hello, 0, vec![1]),
        read(Operation::WriteRegister, 8, vec![0; 8]),
        read(Operation::ReadRegister, 3, vec![]),
        unknown,
    ] {
        bench.line.send(on_line(&frame));
        let refused = Response { sequence: 9, data: vec![], status: STATUS_REFUSED };
        assert_eq!(bench.response(), refused, "{frame:?}");
    }
    assert_eq!(bench.slave.accesses, 0);
    bench.line.send(on_line(&base.frame()));
    assert_eq!(bench.response().status, 0);
    assert_eq!(bench.slave.accesses, 1);
}

#[test]
fn damaged_frames_are_dropped_and_the_next_ones_heard() {
    with_seeds(|seed| {
        let mut random = rng(seed, 5);
        let mut bench = Bench::new(Stall::Random(0.3), 4, rng(seed, 6));
        let mut model = Model::default();
        for round in 0..60 {
            let request = any_request(&mut random, round);
            let mut line = on_line(&request.frame());
            let at = random.random_range(0..line.len());
            match round % 6 {
                0 => drop(line.remove(at)),
                1 => line.insert(at, random.random()),
                2 => line[at] ^= 1 << random.random_range(0..8),
                3 => line.truncate(at),
                4 => line = (0..random.random_range(1..3000)).map(|_| random.random()).collect(),
                _ => line = vec![0x55; 3000],
            }
            bench.line.send(line);
            // A frame that was cut short takes at most the next one with it.
            let hello = Request {
                operation: Operation::Hello,
                sequence: 200,
                length: 0,
                address: 0,
                data: vec![],
            };
            bench.line.send([on_line(&hello.frame()), on_line(&hello.frame())].concat());
            while bench.line.busy() {
                bench.cycle();
            }
            let mut heard = 0;
            while let Some(answer) = bench.response_within(5_000) {
                // It may have been sound after all: bytes beside a frame do not matter.
                let of = if answer.sequence == round { &request } else { &hello };
                assert_eq!(answer, model.answer(of), "round {round}");
                heard += u32::from(answer.sequence == 200);
            }
            assert!(heard >= 1, "round {round}: the bridge does not answer any more");
        }
        model.memory.retain(|_, v| *v != 0);
        bench.slave.memory.retain(|_, v| *v != 0);
        assert_eq!(bench.slave.memory, model.memory);
    });
}

#[test]
fn the_interrupt_line_rides_on_every_response() {
    let mut bench = Bench::new(Stall::Always, 4, rng(0, 0));
    for level in [false, true, false] {
        bench.interrupt(level);
        let hello = Request {
            operation: Operation::Hello,
            sequence: 1,
            length: 0,
            address: 0,
            data: vec![],
        };
        bench.line.send(on_line(&hello.frame()));
        let status = if level { STATUS_INTERRUPT } else { 0 };
        assert_eq!(bench.response().status, status);
    }
}
