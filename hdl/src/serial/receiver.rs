//! Requests from bytes of the line.

use rust_hdl::prelude::*;
use spikelm_regs::serial::{
    CRC_BYTES, CRC_RESIDUE, END, ESC, ESC_END, ESC_ESC, HEADER_BYTES, MAX_PAYLOAD,
};

use super::{Crc, FRAME_BITS};
use crate::block::block;
use crate::parts::Fifo;

/// The memory that holds a request: a write port, a read port with its data a cycle later.
#[derive(LogicBlock, Default)]
pub struct FrameRam {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Write `write_data` to `write_address`.
    pub write: Signal<In, Bit>,
    /// Byte to write.
    pub write_address: Signal<In, Bits<FRAME_BITS>>,
    /// What to write.
    pub write_data: Signal<In, Bits<8>>,
    /// Byte to read.
    pub read_address: Signal<In, Bits<FRAME_BITS>>,
    /// The byte, a cycle later.
    pub read_data: Signal<Out, Bits<8>>,
}

impl Logic for FrameRam {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(format!(
            "(* no_rw_check *) reg [7:0] memory [0:{}];\n\
             always @(posedge clock) begin\n    \
                 if (write) memory[write_address] <= write_data;\n    \
                 read_data <= memory[read_address];\n\
             end\n",
            (1 << FRAME_BITS) - 1
        ))
    }
}

block! {
    /// Takes bytes, and gives whole frames with a sound CRC; others are dropped.
    ///
    /// A frame stays until it is taken; bytes that come meanwhile wait, 65 of them.
    pub struct FrameReceiver[] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// A byte came.
        pub valid: Signal<In, Bit>,
        /// The byte.
        pub data: Signal<In, Bits<8>>,
        /// There is a frame.
        pub frame: Signal<Out, Bit>,
        /// Its bytes, the CRC's not counted.
        pub length: Signal<Out, Bits<FRAME_BITS>>,
        /// The frame is done with.
        pub take: Signal<In, Bit>,
        /// Byte of the frame to read.
        pub read_address: Signal<In, Bits<FRAME_BITS>>,
        /// The byte, a cycle later.
        pub read_data: Signal<Out, Bits<8>>,
        waiting: Fifo<8, 6, 7>,
        memory: FrameRam,
        crc: Crc,
        held: DFF<Bit>,
        escaped: DFF<Bit>,
        broken: DFF<Bit>,
        count: DFF<Bits<FRAME_BITS>>,
        next: Signal<Local, Bit>,
        store: Signal<Local, Bit>,
        value: Signal<Local, Bits<8>>,
        sound: Signal<Local, Bit>,
    }
    constants {
        end_byte: 8 = END,
        esc_byte: 8 = ESC,
        esc_end: 8 = ESC_END,
        esc_esc: 8 = ESC_ESC,
        residue: 32 = CRC_RESIDUE,
        none: 11 = 0,
        one: 11 = 1,
        crc_bytes: 11 = CRC_BYTES,
        shortest: 11 = HEADER_BYTES + CRC_BYTES,
        longest: 11 = HEADER_BYTES + MAX_PAYLOAD + CRC_BYTES,
    }
    checks {}
}

impl Logic for FrameReceiver {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, held, escaped, broken, count);
        clock!(self, clock, waiting, memory, crc);
        self.waiting.resetn.next = self.resetn.val();
        self.waiting.push.next = self.valid.val();
        self.waiting.push_data.next = self.data.val();
        self.next.next = self.waiting.valid.val() && self.crc.idle.val() && !self.held.q.val();
        self.waiting.pop.next = self.next.val();
        self.value.next = self.waiting.data.val();
        self.sound.next = !self.broken.q.val()
            && !self.escaped.q.val()
            && (self.count.q.val() >= self.shortest.val())
            && (self.crc.crc.val() == self.residue.val());
        self.store.next = false;
        self.crc.clear.next = !self.resetn.val();
        if self.next.val() {
            self.escaped.d.next = false;
            self.store.next = true;
            if self.escaped.q.val() {
                self.value.next = self.end_byte.val();
                if self.waiting.data.val() == self.esc_esc.val() {
                    self.value.next = self.esc_byte.val();
                }
                if (self.waiting.data.val() != self.esc_end.val())
                    && (self.waiting.data.val() != self.esc_esc.val())
                {
                    self.broken.d.next = true;
                    self.store.next = false;
                }
            }
            if !self.escaped.q.val() && (self.waiting.data.val() == self.esc_byte.val()) {
                self.escaped.d.next = true;
                self.store.next = false;
            }
            if self.waiting.data.val() == self.end_byte.val() {
                self.store.next = false;
                self.escaped.d.next = false;
                self.broken.d.next = false;
                self.crc.clear.next = true;
                self.held.d.next = self.sound.val();
                if !self.sound.val() {
                    self.count.d.next = self.none.val();
                }
            }
            if self.store.val() && (self.count.q.val() == self.longest.val()) {
                self.broken.d.next = true;
                self.store.next = false;
            }
        }
        self.crc.enter.next = self.store.val();
        self.crc.data.next = self.value.val();
        self.memory.write.next = self.store.val();
        self.memory.write_address.next = self.count.q.val();
        self.memory.write_data.next = self.value.val();
        if self.store.val() {
            self.count.d.next = self.count.q.val() + self.one.val();
        }
        self.memory.read_address.next = self.read_address.val();
        self.read_data.next = self.memory.read_data.val();
        self.frame.next = self.held.q.val();
        self.length.next = self.count.q.val() - self.crc_bytes.val();
        if self.take.val() {
            self.held.d.next = false;
            self.count.d.next = self.none.val();
        }
        if !self.resetn.val() {
            self.held.d.next = false;
            self.escaped.d.next = false;
            self.broken.d.next = false;
            self.count.d.next = self.none.val();
        }
    }
}
