//! The 64-bit counters.

use rust_hdl::prelude::*;
use spikelm_regs::register::COUNTERS;

/// Counters in the register table.
const COUNT: usize = COUNTERS.len();
/// Bits of all counters together.
pub const COUNTER_BITS: usize = 64 * COUNT;

/// One 64-bit counter for each of `spikelm_regs::register::COUNTERS`, in that order.
///
/// Exactly one of busy, load, command and idle counts in a cycle.
#[derive(LogicBlock, Default)]
pub struct Counters {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Synchronous reset, active low: zeroes all.
    pub resetn: Signal<In, Bit>,
    /// A RUN is under way.
    pub busy: Signal<In, Bit>,
    /// A LOAD is under way.
    pub load: Signal<In, Bit>,
    /// A command is being read, decoded or recorded, or waits.
    pub command: Signal<In, Bit>,
    /// Events in this cycle.
    pub events: Signal<In, Bits<4>>,
    /// This cycle is an event cycle.
    pub event_cycle: Signal<In, Bit>,
    /// This cycle is a stall: fetch.
    pub stall_fetch: Signal<In, Bit>,
    /// This cycle is a stall: drain.
    pub stall_drain: Signal<In, Bit>,
    /// This cycle is a stall: empty.
    pub stall_empty: Signal<In, Bit>,
    /// This cycle is a stall: edge.
    pub stall_edge: Signal<In, Bit>,
    /// A row's result is complete.
    pub row_done: Signal<In, Bit>,
    /// Cycles since reset.
    pub cycles: Signal<Out, Bits<64>>,
    /// All counters, the first in the lowest bits.
    pub all: Signal<Out, Bits<COUNTER_BITS>>,
}

/// What each counter adds in a cycle.
fn increment(name: &str) -> &'static str {
    match name {
        "cycles" => "1'b1",
        "busy" => "busy",
        "load" => "!busy && load",
        "command" => "!busy && !load && command",
        "idle" => "!busy && !load && !command",
        "events" => "|events",
        "event_cycles" => "event_cycle",
        "stall_fetch" => "stall_fetch",
        "stall_drain" => "stall_drain",
        "stall_empty" => "stall_empty",
        "stall_edge" => "stall_edge",
        "rows" => "row_done",
        other => {
            panic!("the register table has a counter `{other}` that the engine does not count")
        }
    }
}

impl Logic for Counters {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.cycles.connect();
        self.all.connect();
    }

    fn hdl(&self) -> Verilog {
        let mut text = String::new();
        for (name, _) in COUNTERS {
            let amount = if *name == "events" { "{60'd0, events}" } else { "64'd1" };
            text += &format!(
                "reg [63:0] count_{name} = 0;\n\
                 always @(posedge clock)\n  if (!resetn) count_{name} <= 0;\n\
                 \x20 else if ({}) count_{name} <= count_{name} + {amount};\n",
                increment(name)
            );
        }
        let names: Vec<_> = COUNTERS.iter().rev().map(|(n, _)| format!("count_{n}")).collect();
        text += &format!(
            "always @(*) cycles = count_cycles;\nalways @(*) all = {{{}}};\n",
            names.join(", ")
        );
        Verilog::Custom(text)
    }
}
