//! Responses as bytes of the line.

use rust_hdl::prelude::*;
use spikelm_regs::serial::{END, ESC, ESC_END, ESC_ESC};

use super::Crc;
use crate::block::block;

block! {
    /// Frames what it is given: END, the bytes with escapes, their CRC, END.
    pub struct FrameSender[] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Begin a frame; only while `idle`.
        pub open: Signal<In, Bit>,
        /// The frame under way is complete: send its CRC; only while `ready`.
        pub close: Signal<In, Bit>,
        /// There is a byte for the frame under way.
        pub valid: Signal<In, Bit>,
        /// The byte.
        pub data: Signal<In, Bits<8>>,
        /// A byte would be taken.
        pub ready: Signal<Out, Bit>,
        /// There is no frame under way.
        pub idle: Signal<Out, Bit>,
        /// A byte for the line.
        pub line_valid: Signal<Out, Bit>,
        /// The byte.
        pub line_data: Signal<Out, Bits<8>>,
        /// The byte is taken.
        pub line_ready: Signal<In, Bit>,
        crc: Crc,
        opened: DFF<Bit>,
        /// Bytes of the CRC to send, and one for the END; 0 when not closing.
        closing: DFF<Bits<3>>,
        tail: DFF<Bits<32>>,
        out_valid: DFF<Bit>,
        out_data: DFF<Bits<8>>,
        pair: DFF<Bit>,
        pair_data: DFF<Bits<8>>,
        free: Signal<Local, Bit>,
        enter: Signal<Local, Bit>,
        value: Signal<Local, Bits<8>>,
        tail_rest: Signal<Local, Bits<32>>,
    }
    constants {
        end_byte: 8 = END,
        esc_byte: 8 = ESC,
        esc_end: 8 = ESC_END,
        esc_esc: 8 = ESC_ESC,
        not_closing: 3 = 0,
        only_end: 3 = 1,
        crc_and_end: 3 = 5,
        one: 3 = 1,
    }
    checks {}
}

impl Logic for FrameSender {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, opened, closing, tail, out_valid, out_data, pair, pair_data);
        clock!(self, clock, crc);
        self.line_valid.next = self.out_valid.q.val();
        self.line_data.next = self.out_data.q.val();
        if self.out_valid.q.val() && self.line_ready.val() {
            self.out_valid.d.next = self.pair.q.val();
            self.out_data.d.next = self.pair_data.q.val();
            self.pair.d.next = false;
        }
        self.free.next = !self.out_valid.q.val() && self.crc.idle.val();
        self.idle.next = !self.opened.q.val() && self.free.val();
        self.ready.next = self.opened.q.val()
            && self.free.val()
            && (self.closing.q.val() == self.not_closing.val());
        self.crc.clear.next = self.open.val();
        if self.open.val() {
            self.opened.d.next = true;
            self.out_valid.d.next = true;
            self.out_data.d.next = self.end_byte.val();
        }
        self.tail_rest.next = bit_cast::<32, 24>(self.tail.q.val().get_bits::<24>(8));
        self.enter.next = self.ready.val() && self.valid.val();
        self.value.next = self.data.val();
        self.crc.enter.next = self.enter.val();
        self.crc.data.next = self.data.val();
        if self.ready.val() && self.close.val() {
            self.closing.d.next = self.crc_and_end.val();
            self.tail.d.next = !self.crc.crc.val();
        }
        if self.free.val() && (self.closing.q.val() != self.not_closing.val()) {
            self.closing.d.next = self.closing.q.val() - self.one.val();
            self.value.next = self.tail.q.val().get_bits::<8>(0);
            self.tail.d.next = self.tail_rest.val();
            self.enter.next = true;
        }
        if self.enter.val() {
            self.out_valid.d.next = true;
            self.out_data.d.next = self.value.val();
            if self.value.val() == self.end_byte.val() {
                self.out_data.d.next = self.esc_byte.val();
                self.pair.d.next = true;
                self.pair_data.d.next = self.esc_end.val();
            }
            if self.value.val() == self.esc_byte.val() {
                self.out_data.d.next = self.esc_byte.val();
                self.pair.d.next = true;
                self.pair_data.d.next = self.esc_esc.val();
            }
        }
        if self.free.val() && (self.closing.q.val() == self.only_end.val()) {
            self.out_data.d.next = self.end_byte.val();
            self.pair.d.next = false;
            self.opened.d.next = false;
        }
        if !self.resetn.val() {
            self.opened.d.next = false;
            self.closing.d.next = self.not_closing.val();
            self.out_valid.d.next = false;
            self.pair.d.next = false;
        }
    }
}
