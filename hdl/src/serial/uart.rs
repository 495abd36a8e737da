//! Bytes on a line: a start bit, eight bits with the lowest first, a stop bit.

use rust_hdl::prelude::*;

use crate::block::block;
use crate::crossing::Synchronizer;

block! {
    /// Takes bytes from a line, `divider` clocks a bit, at least 4.
    ///
    /// A byte whose stop bit is missing is dropped.
    pub struct UartReceiver[] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Clocks of a bit.
        pub divider: Signal<In, Bits<16>>,
        /// The line, in no clock.
        pub rx: Signal<In, Bits<1>>,
        /// A byte, for one cycle.
        pub valid: Signal<Out, Bit>,
        /// The byte.
        pub data: Signal<Out, Bits<8>>,
        line: Synchronizer<1>,
        level: Signal<Local, Bits<1>>,
        busy: DFF<Bit>,
        pause: DFF<Bits<16>>,
        bits_left: DFF<Bits<4>>,
        shift: DFF<Bits<8>>,
        done: DFF<Bit>,
        half: Signal<Local, Bits<16>>,
        upper: Signal<Local, Bits<8>>,
        rest: Signal<Local, Bits<8>>,
    }
    constants {
        low: 1 = 0,
        high: 1 = 1,
        nothing: 16 = 0,
        one: 16 = 1,
        seven: 8 = 7,
        up_one: 16 = 1,
        start_and_data: 4 = 9,
        only_stop: 4 = 0,
        start: 4 = 9,
        bit_1: 4 = 1,
    }
    checks {}
}

impl Logic for UartReceiver {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, busy, pause, bits_left, shift, done);
        clock!(self, clock, line);
        self.line.d.next = self.rx.val();
        self.level.next = self.line.q.val();
        self.half.next = self.divider.val() >> self.up_one.val();
        self.upper.next = bit_cast::<8, 1>(self.level.val()) << self.seven.val();
        self.rest.next = bit_cast::<8, 7>(self.shift.q.val().get_bits::<7>(1));
        self.done.d.next = false;
        if !self.busy.q.val() {
            // The middle of the start bit.
            if self.level.val() == self.low.val() {
                self.busy.d.next = true;
                self.pause.d.next = self.half.val();
                self.bits_left.d.next = self.start_and_data.val();
            }
        }
        if self.busy.q.val() && (self.pause.q.val() != self.nothing.val()) {
            self.pause.d.next = self.pause.q.val() - self.one.val();
        }
        if self.busy.q.val() && (self.pause.q.val() == self.nothing.val()) {
            self.pause.d.next = self.divider.val() - self.one.val();
            self.bits_left.d.next = self.bits_left.q.val() - self.bit_1.val();
            self.shift.d.next = self.rest.val() | self.upper.val();
            if (self.bits_left.q.val() == self.start.val()) && (self.level.val() == self.high.val())
            {
                // No start bit, a spike on the line.
                self.busy.d.next = false;
            }
            if self.bits_left.q.val() == self.only_stop.val() {
                self.busy.d.next = false;
                self.shift.d.next = self.shift.q.val();
                self.done.d.next = self.level.val() == self.high.val();
            }
        }
        self.valid.next = self.done.q.val();
        self.data.next = self.shift.q.val();
        if !self.resetn.val() {
            self.busy.d.next = false;
            self.done.d.next = false;
        }
    }
}

block! {
    /// Puts bytes on a line, `divider` clocks a bit.
    pub struct UartTransmitter[] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Clocks of a bit.
        pub divider: Signal<In, Bits<16>>,
        /// There is a byte.
        pub valid: Signal<In, Bit>,
        /// The byte.
        pub data: Signal<In, Bits<8>>,
        /// The byte is taken.
        pub ready: Signal<Out, Bit>,
        /// The line.
        pub tx: Signal<Out, Bits<1>>,
        busy: DFF<Bit>,
        pause: DFF<Bits<16>>,
        bits_left: DFF<Bits<4>>,
        shift: DFF<Bits<9>>,
        /// The line, inverted: it idles high from power-up on.
        line_low: DFF<Bits<1>>,
        rest: Signal<Local, Bits<9>>,
        start: Signal<Local, Bits<9>>,
    }
    constants {
        nothing: 16 = 0,
        one: 16 = 1,
        ten: 4 = 10,
        bit_0: 4 = 0,
        bit_1: 4 = 1,
        stop: 9 = 1 << 8,
        up_one: 9 = 1,
        idle: 1 = 0,
    }
    checks {}
}

impl Logic for UartTransmitter {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, busy, pause, bits_left, shift, line_low);
        self.ready.next = !self.busy.q.val();
        self.tx.next = !self.line_low.q.val();
        // Ones follow the byte: the stop bit.
        self.rest.next = bit_cast::<9, 8>(self.shift.q.val().get_bits::<8>(1)) | self.stop.val();
        self.start.next = bit_cast::<9, 8>(self.data.val()) << self.up_one.val();
        if self.busy.q.val() {
            self.pause.d.next = self.pause.q.val() - self.one.val();
            if self.pause.q.val() == self.nothing.val() {
                self.pause.d.next = self.divider.val() - self.one.val();
                self.line_low.d.next = !self.shift.q.val().get_bits::<1>(0);
                self.shift.d.next = self.rest.val();
                self.bits_left.d.next = self.bits_left.q.val() - self.bit_1.val();
                if self.bits_left.q.val() == self.bit_0.val() {
                    self.busy.d.next = false;
                    self.line_low.d.next = self.idle.val();
                }
            }
        }
        if self.valid.val() && !self.busy.q.val() {
            self.busy.d.next = true;
            self.shift.d.next = self.start.val();
            self.bits_left.d.next = self.ten.val();
            self.pause.d.next = self.nothing.val();
        }
        if !self.resetn.val() {
            self.busy.d.next = false;
            self.line_low.d.next = self.idle.val();
        }
    }
}
