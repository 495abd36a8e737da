//! Distributed RAM: clocked write, combinational read.

use rust_hdl::prelude::*;

/// `2^AW` words of `N` bits: written at the clock edge, read combinationally.
///
/// A Verilog leaf: rust_hdl has no memory with a combinational read. Never read a word in the
/// cycle that writes it: the old value is not promised.
#[derive(LogicBlock, Default)]
pub struct LutRam<const N: usize, const AW: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Write `write_data` to `write_address`.
    pub write: Signal<In, Bit>,
    /// Word to write.
    pub write_address: Signal<In, Bits<AW>>,
    /// What to write.
    pub write_data: Signal<In, Bits<N>>,
    /// Word to read.
    pub read_address: Signal<In, Bits<AW>>,
    /// The word, in the same cycle.
    pub read_data: Signal<Out, Bits<N>>,
}

impl<const N: usize, const AW: usize> Logic for LutRam<N, AW> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(format!(
            "(* ram_style = \"distributed\" *) reg [{msb}:0] memory [0:{last}];\n\
             always @(posedge clock) if (write) memory[write_address] <= write_data;\n\
             always @(*) read_data = memory[read_address];\n",
            msb = N - 1,
            last = (1usize << AW) - 1,
        ))
    }
}
