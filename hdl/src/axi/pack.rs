//! Concatenations: rust_hdl has none, and shift-and-or is slow to simulate.

use rust_hdl::prelude::*;

use super::BURST_BITS;

/// `joined = {high, low}`; `N = L + H`.
#[derive(LogicBlock)]
pub struct Concat2<const L: usize, const H: usize, const N: usize> {
    /// Lower bits.
    pub low: Signal<In, Bits<L>>,
    /// Upper bits.
    pub high: Signal<In, Bits<H>>,
    /// All.
    pub joined: Signal<Out, Bits<N>>,
}

impl<const L: usize, const H: usize, const N: usize> Default for Concat2<L, H, N> {
    fn default() -> Self {
        assert_eq!(N, L + H, "a concatenation is as wide as its parts");
        Concat2 { low: Default::default(), high: Default::default(), joined: Default::default() }
    }
}

impl<const L: usize, const H: usize, const N: usize> Logic for Concat2<L, H, N> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.joined.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom("always @(*) joined = {high, low};\n".to_owned())
    }
}

/// A burst request as one word, `{id, address, length, size, burst}`.
#[derive(LogicBlock, Default)]
pub struct PackBurst {
    /// Transaction id.
    pub id: Signal<In, Bits<4>>,
    /// Address of the first byte.
    pub address: Signal<In, Bits<64>>,
    /// Beats - 1.
    pub length: Signal<In, Bits<8>>,
    /// log2 of the bytes of a beat.
    pub size: Signal<In, Bits<3>>,
    /// 0 FIXED, 1 INCR, 2 WRAP.
    pub burst: Signal<In, Bits<2>>,
    /// All.
    pub request: Signal<Out, Bits<BURST_BITS>>,
}

impl Logic for PackBurst {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.request.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom("always @(*) request = {id, address, length, size, burst};\n".to_owned())
    }
}
