//! The checksum of [`spikelm_regs::checksum`] in hardware.

use std::fmt::Write;

use rust_hdl::prelude::*;
use spikelm_regs::{CHECKSUM_POLYNOMIAL, CHECKSUM_POWER, CHECKSUM_SEED};

use crate::block::block;

/// Verilog of `x^power value`, for a named signal of 32 bits and powers of 1 to 24.
fn times_x(value: &str, power: u32) -> String {
    let mut terms = vec![format!("{{{value}[{}:0], {power}'b0}}", 31 - power)];
    for tap in (0..8).filter(|tap| CHECKSUM_POLYNOMIAL >> tap & 1 == 1) {
        let above = format!("{}'b0", 32 - power - tap);
        let below = if tap == 0 { String::new() } else { format!(", {tap}'b0") };
        terms.push(format!("{{{above}, {value}[31:{}]{below}}}", 32 - power));
    }
    terms.join(" ^ ")
}

block! {
    /// `sum_next = x^19 sum + word`: a step over one word, without a register.
    ///
    /// A Verilog leaf: a XOR of wires.
    pub struct ChecksumStep[] {
        /// The sum so far.
        pub sum: Signal<In, Bits<32>>,
        /// The word.
        pub word: Signal<In, Bits<32>>,
        /// The sum with the word.
        pub sum_next: Signal<Out, Bits<32>>,
    }
    constants {}
    checks {}
}

impl Logic for ChecksumStep {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.sum_next.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(format!(
            "always @(*) sum_next = {} ^ word;\n",
            times_x("sum", CHECKSUM_POWER)
        ))
    }
}

/// Lanes that one stage of the fold joins.
const RADIX: usize = 4;

block! {
    /// The checksum of a sequence of memory words of `A` bits, one a cycle at most.
    ///
    /// The lanes of a word are folded in stages of four, each with a register; then the sum takes
    /// one step. Nothing waits for it: with `stages = ceil(log4(A / 32))`, `sum` has a word
    /// `stages + 1` cycles after it, and forgets the words before `start` at the end of the second
    /// cycle after it. The first word comes three cycles after `start` or later.
    ///
    /// A Verilog leaf: the tree depends on the width.
    pub struct DataChecksum[const A: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Another sequence begins.
        pub start: Signal<In, Bit>,
        /// `word` is its next word.
        pub valid: Signal<In, Bit>,
        /// A memory word.
        pub word: Signal<In, Bits<A>>,
        /// The checksum.
        pub sum: Signal<Out, Bits<32>>,
    }
    constants {}
    checks {
        assert!(A.is_power_of_two() && A >= 64 && A <= 32 << 10, "2 to 1024 lanes of 32 bits");
    }
}

impl<const A: usize> Logic for DataChecksum<A> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.sum.connect();
    }

    fn hdl(&self) -> Verilog {
        let mut text = String::new();
        let mut line = |line: std::fmt::Arguments<'_>| {
            // Writing to a String cannot fail.
            let _ = text.write_fmt(line);
            text.push('\n');
        };
        line(format_args!("reg started = 0, begins = 0;"));
        line(format_args!("always @(posedge clock) started <= start;"));
        line(format_args!("always @(posedge clock) begins <= started;"));
        let mut lanes: Vec<String> =
            (0..A / 32).map(|i| format!("word[{}:{}]", 32 * i + 31, 32 * i)).collect();
        let (mut valid, mut power, mut stage) = ("valid".to_owned(), 1_u32, 0);
        while lanes.len() > 1 {
            let mut folded = Vec::new();
            for (i, group) in lanes.chunks(RADIX).enumerate() {
                // Horner's rule, from the highest lane on.
                let mut above = String::new();
                for (j, lane) in group.iter().enumerate().rev() {
                    let name = format!("part{stage}_{i}_{j}");
                    if above.is_empty() {
                        line(format_args!("wire [31:0] {name} = {lane};"));
                    } else {
                        // High powers take several wires.
                        for high in 1..power.div_ceil(16) {
                            let wire = format!("{name}_{high}");
                            let product = times_x(&above, 16);
                            line(format_args!("wire [31:0] {wire} = {product};"));
                            above = wire;
                        }
                        let product = times_x(&above, power.min(16));
                        line(format_args!("wire [31:0] {name} = {lane} ^ {product};"));
                    }
                    above = name;
                }
                line(format_args!("reg [31:0] fold{stage}_{i} = 0;"));
                line(format_args!(
                    "always @(posedge clock) if ({valid}) fold{stage}_{i} <= {above};"
                ));
                folded.push(format!("fold{stage}_{i}"));
            }
            line(format_args!("reg valid{stage} = 0;"));
            line(format_args!("always @(posedge clock) valid{stage} <= {valid};"));
            valid = format!("valid{stage}");
            power *= RADIX as u32;
            stage += 1;
            lanes = folded;
        }
        line(format_args!(
            "always @(posedge clock)\n    if (begins) sum <= 32'h{CHECKSUM_SEED:08x};\n    \
             else if ({valid}) sum <= {} ^ {};",
            times_x("sum", CHECKSUM_POWER),
            lanes[0]
        ));
        Verilog::Custom(text)
    }
}
