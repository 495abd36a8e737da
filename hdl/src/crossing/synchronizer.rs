//! Two flip-flops in a row.

use rust_hdl::prelude::*;

/// `N` bits of another clock, two cycles later.
///
/// The bits do not stay together: of those that change at once, each may arrive a cycle late. So
/// `d` is one bit, or a Gray code. A Verilog leaf: rust_hdl's flip-flop carries no attributes, and
/// the tools must keep the two close to each other.
#[derive(LogicBlock, Default)]
pub struct Synchronizer<const N: usize> {
    /// The clock of `q`.
    pub clock: Signal<In, Clock>,
    /// Registered, in any clock.
    pub d: Signal<In, Bits<N>>,
    /// The same bits, in `clock`.
    pub q: Signal<Out, Bits<N>>,
}

impl<const N: usize> Logic for Synchronizer<N> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.q.connect();
    }

    fn hdl(&self) -> Verilog {
        let msb = N - 1;
        Verilog::Custom(format!(
            "(* ASYNC_REG = \"TRUE\" *) reg [{msb}:0] caught;\n\
             (* ASYNC_REG = \"TRUE\" *) reg [{msb}:0] settled;\n\
             always @(posedge clock) begin\n    caught <= d;\n    settled <= caught;\nend\n\
             always @(*) q = settled;\n",
        ))
    }
}
