//! What the block tests share.
#![allow(dead_code, reason = "each test uses its part")]

pub mod bus;
pub mod checks;
pub mod crossing;
pub mod jobs;
pub mod mutate;
pub mod pair;
pub mod pins;
pub mod refusals;
pub mod shapes;
pub mod traffic;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_sim::stream::Agent;
use spikelm_sim::verilated::{Design, Library, Module, Waiver, lint};

/// Lint messages that are accepted in every block.
pub const WAIVERS: &[Waiver] = &[
    Waiver {
        rule: "WIDTH",
        message: "*Operator AND expects*",
        reason: "rust_hdl widens with `x & mask`",
    },
    Waiver {
        rule: "WIDTH",
        message: "*Bit extraction of*",
        reason: "the place of a slice is a constant wider than it must be",
    },
    Waiver {
        rule: "WIDTH",
        message: "*Assign RHS's CONST '64'h0'*",
        reason: "rust_hdl writes the first value of a state register in 64 bits",
    },
    Waiver {
        rule: "UNUSEDPARAM",
        message: "*",
        reason: "rust_hdl names the states in the register of a state machine too",
    },
    Waiver {
        rule: "UNUSEDSIGNAL",
        message: "*Bits of signal are not used: '*'*",
        reason: "checked in 32 bits, then used in as many as the memories have",
    },
    Waiver {
        rule: "VARHIDDEN",
        message: "*",
        reason: "an instance may have the name of a net inside another module",
    },
    Waiver {
        rule: "UNUSEDSIGNAL",
        message: "*Signal is not used: '*'*",
        reason: "rust_hdl declares a net for every port of an instance, used or not",
    },
    Waiver {
        rule: "UNUSEDSIGNAL",
        message: "*address'*",
        reason: "low bits of an address that do not matter",
    },
    Waiver {
        rule: "BLKSEQ",
        message: "*",
        reason: "byte-enabled RAM writes in place, behind the read of the same process",
    },
];

/// Lints a block and compiles it.
pub fn library(top: &str, verilog: anyhow::Result<String>) -> Library {
    let verilog = verilog.unwrap();
    lint(&verilog, top, WAIVERS).unwrap();
    Design::new(top, verilog).build().unwrap()
}

/// Holds `resetn` low for a few cycles.
pub fn reset(module: &mut Module) {
    let resetn = module.port("resetn").unwrap();
    module.set(resetn, 0);
    for _ in 0..4 {
        module.step();
    }
    module.set(resetn, 1);
    module.step();
}

/// A generator for one part of a test: parts that share a seed draw differently.
pub fn rng(seed: u64, part: u64) -> SmallRng {
    SmallRng::seed_from_u64(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ part)
}

/// Random bytes.
pub fn random_bytes(rng: &mut SmallRng, count: usize) -> Vec<u8> {
    (0..count).map(|_| rng.random()).collect()
}

/// The bytes of a port.
pub fn bytes(module: &Module, port: spikelm_sim::verilated::Port) -> Vec<u8> {
    let mut data = vec![0; port.width() as usize / 8];
    module.get_bytes(port, &mut data);
    data
}

/// An agent made of closures over a shared state.
pub struct Watch<D, S> {
    /// Sets inputs.
    pub drive: D,
    /// Looks at outputs; panics on a fault.
    pub sample: S,
}

impl<D: FnMut(&mut Module), S: FnMut(&Module)> Agent for Watch<D, S> {
    fn drive(&mut self, module: &mut Module) {
        (self.drive)(module);
    }

    fn sample(&mut self, module: &Module) -> Result<(), spikelm_sim::stream::StreamError> {
        (self.sample)(module);
        Ok(())
    }

    fn pending(&self) -> Option<String> {
        None
    }
}
