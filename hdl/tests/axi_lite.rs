//! The AXI4-Lite slave against a register bus that remembers.

mod common;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

use common::{Watch, library, reset, rng};
use rand::Rng;
use spikelm_hdl::axi::AxiLiteSlave;
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Sink, Source, Stall, run, with_seeds};
use spikelm_sim::verilated::{Library, Module};

/// A write as the register bus sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Write {
    address: u64,
    data: u64,
    strobe: u64,
}

#[derive(Default)]
struct Bus {
    writes: Vec<Write>,
    reads: Vec<u64>,
}

/// What the `n`th read returns.
fn answer(n: usize, address: u64) -> u64 {
    (n as u64).wrapping_mul(0x9E37_79B9) & 0xFFFF_FFFF ^ address
}

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library("axi_lite", verilog("axi_lite", AxiLiteSlave::default)))
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

#[test]
fn accesses_arrive_in_order_and_are_answered() {
    let library = design();
    let port = |name: &str| library.port(name).unwrap();
    with_seeds(|seed| {
        for stalls in Stall::combinations::<5>() {
            let mut module = library.module().unwrap();
            reset(&mut module);
            let mut random = rng(seed, 1);
            let (awaddr, wdata, wstrb) = (port("axi_awaddr"), port("axi_wdata"), port("axi_wstrb"));
            let (araddr, rdata, rresp) = (port("axi_araddr"), port("axi_rdata"), port("axi_rresp"));
            let bresp = port("axi_bresp");
            let mut aw = Source::new(
                &module,
                "axi_awvalid",
                "axi_awready",
                stalls[0],
                seed,
                move |m, a: &u64| m.set(awaddr, *a),
            )
            .unwrap();
            let mut w = Source::new(
                &module,
                "axi_wvalid",
                "axi_wready",
                stalls[1],
                seed + 1,
                move |m, (data, strobe): &(u64, u64)| {
                    m.set(wdata, *data);
                    m.set(wstrb, *strobe);
                },
            )
            .unwrap();
            let mut b =
                Sink::new(&module, "axi_bvalid", "axi_bready", stalls[2], seed + 2, move |m| {
                    m.get(bresp)
                })
                .unwrap();
            let mut ar = Source::new(
                &module,
                "axi_arvalid",
                "axi_arready",
                stalls[3],
                seed + 3,
                move |m, a: &u64| m.set(araddr, *a),
            )
            .unwrap();
            let mut r =
                Sink::new(&module, "axi_rvalid", "axi_rready", stalls[4], seed + 4, move |m| {
                    (m.get(rdata), m.get(rresp))
                })
                .unwrap();
            let writes: Vec<Write> = (0..100)
                .map(|_| Write {
                    address: random.random_range(0..0x1_0000),
                    data: random.random::<u32>().into(),
                    strobe: random.random_range(0..16),
                })
                .collect();
            let reads: Vec<u64> = (0..100).map(|_| random.random_range(0..0x1_0000)).collect();
            aw.extend(writes.iter().map(|w| w.address));
            w.extend(writes.iter().map(|w| (w.data, w.strobe)));
            b.expect(writes.iter().map(|_| 0));
            ar.extend(reads.iter().copied());
            r.expect(reads.iter().enumerate().map(|(n, a)| (answer(n, *a), 0)));

            let bus = Rc::new(RefCell::new(Bus::default()));
            let (seen, source) = (bus.clone(), bus.clone());
            let (write, address) = (port("bus_write"), port("bus_write_address"));
            let (data, strobe) = (port("bus_write_data"), port("bus_write_strobe"));
            let (read, read_address) = (port("bus_read"), port("bus_read_address"));
            let read_data = port("bus_read_data");
            let mut watch = Watch {
                drive: move |m: &mut Module| {
                    let bus = source.borrow();
                    if let Some(address) = bus.reads.last() {
                        m.set(read_data, answer(bus.reads.len() - 1, *address));
                    }
                },
                sample: move |m: &Module| {
                    let mut bus = seen.borrow_mut();
                    if m.high(write) {
                        let (address, data) = (m.get(address), m.get(data));
                        bus.writes.push(Write { address, data, strobe: m.get(strobe) });
                    }
                    if m.high(read) {
                        bus.reads.push(m.get(read_address));
                    }
                },
            };
            run(&mut module, &mut [&mut aw, &mut w, &mut b, &mut ar, &mut r, &mut watch], 20_000)
                .unwrap();
            assert_eq!(bus.borrow().writes, writes);
            assert_eq!(bus.borrow().reads, reads);
        }
    });
}
