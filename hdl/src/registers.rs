//! The registers: [`spikelm_regs::register::REGISTERS`] in hardware.

use std::collections::BTreeSet;
use std::fmt::Write;

use rust_hdl::prelude::*;
use spikelm_regs::EngineConfig;
use spikelm_regs::register::{
    self, COUNTERS, REGISTER_STRIDE, REGISTERS, Register, Source, constant_value,
};

use crate::axi::RegisterTarget;
use crate::block::{constant, pack};

/// Bits of the counter bus: 64 for each of [`COUNTERS`], the first in the lowest bits.
pub const COUNTER_BITS: usize = 768;

/// Bytes of registers that are one input of the last read multiplexer.
const GROUP: u32 = 32;

/// Stored registers that `CONTROL.reset` zeroes.
const ZEROED: [Register; 2] = [register::DOORBELL, register::INTR_ACK];

/// Register storage, write decoder and read multiplexer, made from the table.
///
/// A Verilog leaf: rust_hdl cannot iterate over a table. Stored registers honour byte strobes and
/// their write mask; action bits of `CONTROL` become pulses in the cycle after the write.
#[derive(LogicBlock)]
pub struct RegisterDecoder {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// The card's reset, synchronous, active low.
    pub resetn: Signal<In, Bit>,
    /// Write, for one cycle.
    pub write: Signal<In, Bit>,
    /// Byte address of the write.
    pub write_address: Signal<In, Bits<16>>,
    /// What to write.
    pub write_data: Signal<In, Bits<32>>,
    /// Bytes to write.
    pub write_strobe: Signal<In, Bits<4>>,
    /// Read, for one cycle.
    pub read: Signal<In, Bit>,
    /// Byte address of the read.
    pub read_address: Signal<In, Bits<16>>,
    /// The register, from the second cycle after `read` until the next.
    pub read_data: Signal<Out, Bits<32>>,
    /// Value of `STATUS`.
    pub status: Signal<In, Bits<4>>,
    /// Value of `COMPLETED`.
    pub completed: Signal<In, Bits<32>>,
    /// Value of `ERROR`.
    pub errors: Signal<In, Bits<16>>,
    /// Value of `INTR_STATE`.
    pub intr_state: Signal<In, Bits<2>>,
    /// The counters as they run.
    pub counters: Signal<In, Bits<COUNTER_BITS>>,
    /// `CONTROL.reset`.
    pub hold_reset: Signal<Out, Bit>,
    /// `CONTROL.clear_error`, for one cycle.
    pub clear_error: Signal<Out, Bit>,
    /// Value of `DOORBELL`.
    pub doorbell: Signal<Out, Bits<32>>,
    /// Value of `INTR_ENABLE`.
    pub intr_enable: Signal<Out, Bits<2>>,
    /// Value of `INTR_ACK`.
    pub intr_ack: Signal<Out, Bits<32>>,
    _engine: EngineConfig,
    _build_id: u32,
}

impl RegisterDecoder {
    /// The registers of an engine.
    pub fn new(engine: EngineConfig, build_id: u32) -> Self {
        RegisterDecoder {
            clock: Default::default(),
            resetn: Default::default(),
            write: Default::default(),
            write_address: Default::default(),
            write_data: Default::default(),
            write_strobe: Default::default(),
            read: Default::default(),
            read_address: Default::default(),
            read_data: Default::default(),
            status: Default::default(),
            completed: Default::default(),
            errors: Default::default(),
            intr_state: Default::default(),
            counters: Default::default(),
            hold_reset: Default::default(),
            clear_error: Default::default(),
            doorbell: Default::default(),
            intr_enable: Default::default(),
            intr_ack: Default::default(),
            _engine: engine,
            _build_id: build_id,
        }
    }

    /// The Verilog expression of a register's value.
    fn value(&self, r: &Register) -> String {
        match r.source {
            Source::Constant => {
                let value = constant_value(r, &self._engine).unwrap_or(self._build_id);
                format!("32'h{value:08x}")
            }
            Source::Stored => format!("stored_{}", r.name.to_lowercase()),
            Source::Engine => {
                if let Some(i) = COUNTERS.iter().position(|(_, lo)| lo.offset == r.offset & !4) {
                    return format!("snapshot[{} +: 32]", 64 * i + 8 * (r.offset as usize & 4));
                }
                match r.offset {
                    o if o == register::STATUS.offset => "{28'b0, status}".to_owned(),
                    o if o == register::COMPLETED.offset => "completed".to_owned(),
                    o if o == register::ERROR.offset => "{16'b0, errors}".to_owned(),
                    o if o == register::INTR_STATE.offset => "{30'b0, intr_state}".to_owned(),
                    _ => panic!("nothing drives the register {}", r.name),
                }
            }
        }
    }
}

/// Verilog of a bit of `CONTROL` that is written as 1 now.
fn acts(bit: u32) -> String {
    let at = bit.trailing_zeros();
    format!("write_control && write_strobe[{}] && write_data[{at}]", at / 8)
}

impl Logic for RegisterDecoder {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.read_data.connect();
        self.hold_reset.connect();
        self.clear_error.connect();
        self.doorbell.connect();
        self.intr_enable.connect();
        self.intr_ack.connect();
    }

    fn hdl(&self) -> Verilog {
        let mut v = String::new();
        let mut line = |text: std::fmt::Arguments<'_>| {
            // Writing to a String cannot fail.
            let _ = v.write_fmt(text);
            v.push('\n');
        };
        let select = |address: &str, offset: u32| {
            format!("{address}[15:2] == 14'h{:x}", (offset % REGISTER_STRIDE) / 4)
        };
        line(format_args!(
            "wire [31:0] mask = {{{{8{{write_strobe[3]}}}}, {{8{{write_strobe[2]}}}}, \
             {{8{{write_strobe[1]}}}}, {{8{{write_strobe[0]}}}}}};"
        ));
        for r in REGISTERS.iter().filter(|r| r.source == Source::Stored) {
            let name = r.name.to_lowercase();
            let write = select("write_address", r.offset);
            line(format_args!("reg [31:0] stored_{name};"));
            line(format_args!("wire write_{name} = write && {write};"));
            let mut reset = String::from("!resetn");
            if ZEROED.iter().any(|z| z.offset == r.offset) {
                reset.push_str(" || stored_control[0]");
            }
            line(format_args!("always @(posedge clock)"));
            line(format_args!("    if ({reset}) stored_{name} <= 32'h{:08x};", r.reset));
            line(format_args!(
                "    else if (write_{name}) stored_{name} <= (stored_{name} & ~mask) | \
                 (write_data & mask & 32'h{:08x});",
                r.write_mask
            ));
        }
        line(format_args!("reg take_snapshot;"));
        line(format_args!("reg [{}:0] snapshot;", COUNTER_BITS - 1));
        line(format_args!("always @(posedge clock) begin"));
        line(format_args!("    take_snapshot <= resetn && {};", acts(register::CONTROL_SNAPSHOT)));
        line(format_args!("    clear_error <= resetn && {};", acts(register::CONTROL_CLEAR_ERROR)));
        line(format_args!("    if (!resetn || stored_control[0]) snapshot <= {COUNTER_BITS}'b0;"));
        line(format_args!("    else if (take_snapshot) snapshot <= counters;"));
        line(format_args!("end"));
        // A read in two cycles: of every eight registers one, then of those one.
        let groups: BTreeSet<u32> = REGISTERS.iter().map(|r| r.offset / GROUP).collect();
        line(format_args!("reg [10:0] group;"));
        line(format_args!("always @(posedge clock) if (read) group <= read_address[15:5];"));
        for group in &groups {
            line(format_args!("reg [31:0] group_{group};"));
            line(format_args!("always @(posedge clock) if (read)"));
            line(format_args!("    case (read_address[4:2])"));
            for r in REGISTERS.iter().filter(|r| r.offset / GROUP == *group) {
                line(format_args!(
                    "        3'd{}: group_{group} <= {}; // {}",
                    r.offset % GROUP / 4,
                    self.value(r),
                    r.name
                ));
            }
            line(format_args!("        default: group_{group} <= 32'b0;"));
            line(format_args!("    endcase"));
        }
        line(format_args!("always @(posedge clock)"));
        line(format_args!("    case (group)"));
        for group in &groups {
            line(format_args!("        11'h{group:x}: read_data <= group_{group};"));
        }
        line(format_args!("        default: read_data <= 32'b0;"));
        line(format_args!("    endcase"));
        line(format_args!("always @(*) hold_reset = stored_control[0];"));
        line(format_args!("always @(*) doorbell = stored_doorbell;"));
        line(format_args!("always @(*) intr_enable = stored_intr_enable[1:0];"));
        line(format_args!("always @(*) intr_ack = stored_intr_ack;"));
        Verilog::Custom(v)
    }
}

pack! {
    /// `ERROR`, as the table describes it.
    pub struct PackErrors[] {
        command: Bit,
        conflict: Bit,
        decode: Bit,
        reserved: Bits<5>,
        status: Bits<8>,
    } => 16
}

pack! {
    /// `INTR_STATE`, as the table describes it.
    pub struct PackState[] {
        done: Bit,
        error: Bit,
    } => 2
}

/// The register block of one core.
///
/// `ERROR` is sticky and keeps the status of the first failed command; an error that arrives with
/// `CONTROL.clear_error` stays. While `CONTROL.reset` is set the engine is in reset, and
/// `DOORBELL`, `INTR_ACK`, `ERROR` and the counters' copies are held at zero. The engine stays in
/// reset for at least four cycles: the last reads of input memory that it asked for are then back.
#[derive(LogicBlock)]
pub struct RegisterFile {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// The card's reset, synchronous, active low.
    pub resetn: Signal<In, Bit>,
    /// The register bus.
    pub bus: RegisterTarget,
    /// `STATUS`: run, load, command, reset.
    pub status: Signal<In, Bits<4>>,
    /// `COMPLETED`.
    pub completed: Signal<In, Bits<32>>,
    /// A command ended with an error, for one cycle.
    pub command_error: Signal<In, Bit>,
    /// Its status.
    pub command_status: Signal<In, Bits<8>>,
    /// The host met a guard, for one cycle.
    pub conflict: Signal<In, Bit>,
    /// The host left the windows, for one cycle.
    pub decode: Signal<In, Bit>,
    /// The counters, 64 bits each, the first of `COUNTERS` in the lowest bits.
    pub counters: Signal<In, Bits<COUNTER_BITS>>,
    /// The engine's reset, synchronous, active low: the card's reset or `CONTROL.reset`.
    pub engine_resetn: Signal<Out, Bit>,
    /// `DOORBELL`.
    pub doorbell: Signal<Out, Bits<32>>,
    /// The interrupt line, a level.
    pub irq: Signal<Out, Bit>,
    decoder: RegisterDecoder,
    engine_reset: DFF<Bit>,
    reset_before: [DFF<Bit>; 3],
    line: DFF<Bit>,
    done: DFF<Bit>,
    command_failed: DFF<Bit>,
    conflicted: DFF<Bit>,
    strayed: DFF<Bit>,
    first_status: DFF<Bits<8>>,
    errors: PackErrors,
    state: PackState,
    any_error: Signal<Local, Bit>,
    clear: Signal<Local, Bit>,
    no_status: Constant<Bits<8>>,
    no_reserved: Constant<Bits<5>>,
}

impl RegisterFile {
    /// The registers of an engine; `build_id` is what `BUILD_ID` reads.
    pub fn new(engine: EngineConfig, build_id: u32) -> Self {
        RegisterFile {
            clock: Default::default(),
            resetn: Default::default(),
            bus: Default::default(),
            status: Default::default(),
            completed: Default::default(),
            command_error: Default::default(),
            command_status: Default::default(),
            conflict: Default::default(),
            decode: Default::default(),
            counters: Default::default(),
            engine_resetn: Default::default(),
            doorbell: Default::default(),
            irq: Default::default(),
            decoder: RegisterDecoder::new(engine, build_id),
            engine_reset: Default::default(),
            reset_before: Default::default(),
            line: Default::default(),
            done: Default::default(),
            command_failed: Default::default(),
            conflicted: Default::default(),
            strayed: Default::default(),
            first_status: Default::default(),
            errors: Default::default(),
            state: Default::default(),
            any_error: Default::default(),
            clear: Default::default(),
            no_status: constant::<8>(0),
            no_reserved: constant::<5>(0),
        }
    }
}

impl Logic for RegisterFile {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            engine_reset,
            line,
            done,
            command_failed,
            conflicted,
            strayed,
            first_status
        );
        clock!(self, clock, decoder);
        self.decoder.resetn.next = self.resetn.val();
        self.decoder.write.next = self.bus.write.val();
        self.decoder.write_address.next = self.bus.write_address.val();
        self.decoder.write_data.next = self.bus.write_data.val();
        self.decoder.write_strobe.next = self.bus.write_strobe.val();
        self.decoder.read.next = self.bus.read.val();
        self.decoder.read_address.next = self.bus.read_address.val();
        self.bus.read_data.next = self.decoder.read_data.val();
        self.decoder.status.next = self.status.val();
        self.decoder.completed.next = self.completed.val();
        self.decoder.counters.next = self.counters.val();
        self.doorbell.next = self.decoder.doorbell.val();
        for i in 0..3 {
            self.reset_before[i].clock.next = self.clock.val();
        }
        self.reset_before[0].d.next = !self.resetn.val() || self.decoder.hold_reset.val();
        self.reset_before[1].d.next = self.reset_before[0].q.val();
        self.reset_before[2].d.next = self.reset_before[1].q.val();
        self.engine_reset.d.next = !self.resetn.val()
            || self.decoder.hold_reset.val()
            || self.reset_before[0].q.val()
            || self.reset_before[1].q.val()
            || self.reset_before[2].q.val();
        self.engine_resetn.next = !self.engine_reset.q.val();

        self.clear.next = self.decoder.clear_error.val();
        if self.clear.val() {
            self.command_failed.d.next = false;
            self.conflicted.d.next = false;
            self.strayed.d.next = false;
            self.first_status.d.next = self.no_status.val();
        }
        if self.command_error.val() {
            self.command_failed.d.next = true;
        }
        if self.command_error.val() && (self.clear.val() || !self.command_failed.q.val()) {
            self.first_status.d.next = self.command_status.val();
        }
        if self.conflict.val() {
            self.conflicted.d.next = true;
        }
        if self.decode.val() {
            self.strayed.d.next = true;
        }
        self.errors.command.next = self.command_failed.q.val();
        self.errors.conflict.next = self.conflicted.q.val();
        self.errors.decode.next = self.strayed.q.val();
        self.errors.reserved.next = self.no_reserved.val();
        self.errors.status.next = self.first_status.q.val();
        self.decoder.errors.next = self.errors.all.val();
        self.any_error.next =
            self.command_failed.q.val() || self.conflicted.q.val() || self.strayed.q.val();
        self.done.d.next = self.completed.val() != self.decoder.intr_ack.val();
        self.state.done.next = self.done.q.val();
        self.state.error.next = self.any_error.val();
        self.decoder.intr_state.next = self.state.all.val();
        self.line.d.next = (self.done.q.val() && self.decoder.intr_enable.val().get_bit(0))
            || (self.any_error.val() && self.decoder.intr_enable.val().get_bit(1));
        self.irq.next = self.line.q.val();
        if !self.resetn.val() || self.decoder.hold_reset.val() {
            self.line.d.next = false;
            self.done.d.next = false;
            self.command_failed.d.next = false;
            self.conflicted.d.next = false;
            self.strayed.d.next = false;
            self.first_status.d.next = self.no_status.val();
        }
    }
}
