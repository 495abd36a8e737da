//! Ports by name, for blocks that are driven signal by signal.

use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_sim::stream::Stall;
use spikelm_sim::verilated::{Library, Module};

use super::reset;

/// Bits of an accumulator in the configurations under test.
pub const ACCUMULATOR: u32 = 24;

/// A module whose ports are named where they are used.
pub struct Pins {
    /// The module.
    pub module: Module,
}

impl Pins {
    /// A module behind reset.
    pub fn new(library: &Library) -> Pins {
        let mut module = library.module().unwrap();
        reset(&mut module);
        Pins { module }
    }

    /// Sets an input.
    pub fn set(&mut self, name: &str, value: impl Into<u64>) {
        let port = self.module.port(name).unwrap();
        self.module.set(port, value.into());
    }

    /// Sets an input of any width.
    pub fn set_bytes(&mut self, name: &str, value: &[u8]) {
        let port = self.module.port(name).unwrap();
        self.module.set_bytes(port, value);
    }

    /// The low 64 bits of a port.
    pub fn get(&self, name: &str) -> u64 {
        self.module.get(self.module.port(name).unwrap())
    }

    /// Whether a port of one bit is high.
    pub fn high(&self, name: &str) -> bool {
        self.get(name) != 0
    }

    /// The bytes of a port of any width, the last one padded with zeros.
    pub fn get_bytes(&self, name: &str) -> Vec<u8> {
        let port = self.module.port(name).unwrap();
        let mut bytes = vec![0; port.width().div_ceil(8) as usize];
        self.module.get_bytes(port, &mut bytes);
        bytes
    }

    /// Outputs follow the inputs just set.
    pub fn settle(&mut self) {
        self.module.settle();
    }

    /// A clock edge; the model must not fail.
    pub fn edge(&mut self) {
        self.module.edge();
        assert_eq!(self.module.fault(), None);
    }
}

/// Whether something that could happen in this cycle does.
pub fn goes(stall: Stall, rng: &mut SmallRng) -> bool {
    !stall.stalls(rng)
}

/// Accumulators of 24 bits, lane 0 first.
pub fn pack_lanes(lanes: &[i64]) -> Vec<u8> {
    lanes.iter().flat_map(|v| v.to_le_bytes()[..3].to_vec()).collect()
}

/// The accumulators' values, sign-extended.
pub fn unpack_lanes(bytes: &[u8]) -> Vec<i64> {
    bytes
        .chunks_exact(3)
        .map(|b| wrap(i64::from_le_bytes([b[0], b[1], b[2], 0, 0, 0, 0, 0])))
        .collect()
}

/// A value as an accumulator holds it.
pub fn wrap(value: i64) -> i64 {
    let unused = 64 - ACCUMULATOR;
    value << unused >> unused
}

/// Bits, the first in the lowest place.
pub struct BitString(Vec<bool>);

impl BitString {
    /// No bits.
    pub fn new() -> BitString {
        BitString(Vec::new())
    }

    /// Appends the low `width` bits of a value.
    pub fn push(mut self, value: u64, width: usize) -> BitString {
        self.0.extend((0..width).map(|i| value >> i & 1 == 1));
        self
    }

    /// As bytes, low byte first.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.chunks(8).map(|c| c.iter().rev().fold(0, |b, bit| b << 1 | u8::from(*bit))).collect()
    }
}

/// `width` bits of `bytes` from bit `at`.
pub fn field(bytes: &[u8], at: usize, width: usize) -> u64 {
    (0..width).rev().fold(0, |v, i| {
        let bit = at + i;
        v << 1 | u64::from(bytes[bit / 8] >> (bit % 8) & 1)
    })
}

/// A word of `width` bits with random density, possibly empty or full.
pub fn random_word(rng: &mut SmallRng, width: usize) -> u64 {
    let mask = if width == 64 { u64::MAX } else { (1 << width) - 1 };
    let word = match rng.random_range(0..8) {
        0 | 1 => 0,
        2 => u64::MAX,
        3 => 1 << rng.random_range(0..width),
        4 => rng.random::<u64>() & rng.random::<u64>() & rng.random::<u64>(),
        5 => 0xFF << (8 * rng.random_range(0..width / 8)),
        _ => rng.random(),
    };
    word & mask
}
