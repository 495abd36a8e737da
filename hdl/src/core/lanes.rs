//! The accumulators of one lane group.

use rust_hdl::prelude::*;

/// `DB / 8` lanes of `DW / (DB / 8)` bits: each adds or subtracts its byte of a weight row.
///
/// `acc <- acc + (w ^ sign) + sign`, modulo the width; the inversion has happened in the weight
/// RAM's output register. The accumulators are never cleared: whoever reads them subtracts what
/// they held at the end of the row before. At a row's end their values appear in `sums` for one
/// cycle, and zero otherwise, so that the sums of several groups can be joined by OR.
#[derive(LogicBlock, Default)]
pub struct Lanes<const DB: usize, const DW: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Synchronous reset, active low: clears the accumulators.
    pub resetn: Signal<In, Bit>,
    /// Add in this cycle.
    pub add: Signal<In, Bit>,
    /// The spike is -1.
    pub negative: Signal<In, Bit>,
    /// A byte per lane, inverted where the spike is -1.
    pub weights: Signal<In, Bits<DB>>,
    /// The accumulators hold a row's sums (the cycle after its last event was added).
    pub capture: Signal<In, Bit>,
    /// One cycle after `capture`: the sums, else zero.
    pub sums: Signal<Out, Bits<DW>>,
}

impl<const DB: usize, const DW: usize> Logic for Lanes<DB, DW> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.sums.connect();
    }

    fn hdl(&self) -> Verilog {
        let lanes = DB / 8;
        let width = DW / lanes;
        assert!(lanes * width == DW && width > 8, "DW is lanes times an accumulator's width");
        let mut text = String::new();
        for i in 0..lanes {
            text += &format!("reg [{}:0] acc{i} = 0;\n", width - 1);
        }
        text += "always @(posedge clock)\n  if (!resetn) begin\n";
        for i in 0..lanes {
            text += &format!("    acc{i} <= 0;\n");
        }
        text += "  end else if (add) begin\n";
        for i in 0..lanes {
            text += &format!(
                "    acc{i} <= acc{i} + {{{{{}{{weights[{}]}}}}, weights[{}:{}]}} + {{{}'b0, negative}};\n",
                width - 8,
                8 * i + 7,
                8 * i + 7,
                8 * i,
                width - 1,
            );
        }
        let all: Vec<_> = (0..lanes).rev().map(|i| format!("acc{i}")).collect();
        text += &format!(
            "  end\nalways @(posedge clock)\n  if (capture) sums <= {{{}}};\n  else sums <= 0;\n",
            all.join(", ")
        );
        Verilog::Custom(text)
    }
}
