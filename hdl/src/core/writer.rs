//! From merged sums to words of result memory.

use rust_hdl::prelude::*;

use super::LaneFormat;
use crate::block::block;

block! {
    /// Writes a beat of `D = DW / accumulator width` results: one word of `R = 16 D` bits, or two
    /// where results have 32 bits (the lower lanes first). It never waits: with 32 bits, a beat comes
    /// every second cycle at most and stays at the inputs for two.
    pub struct Writer[const DW: usize, const R: usize, const RW: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Results have 32 bits.
        pub wide: Signal<In, Bit>,
        /// A beat enters.
        pub valid: Signal<In, Bit>,
        /// Its (first) word of result memory.
        pub address: Signal<In, Bits<RW>>,
        /// Its results.
        pub results: Signal<In, Bits<DW>>,
        /// Write `write_data` to `write_address`.
        pub write: Signal<Out, Bit>,
        /// Word of result memory.
        pub write_address: Signal<Out, Bits<RW>>,
        /// The results.
        pub write_data: Signal<Out, Bits<R>>,
        pack: LaneFormat<DW, R> = LaneFormat::new(R / 16),
        writing: DFF<Bit>,
        word: DFF<Bits<RW>>,
        second: DFF<Bit>,
        working: Signal<Local, Bit>,
    }
    constants {
        one: RW = 1,
    }
    checks {}
}

impl<const DW: usize, const R: usize, const RW: usize> Logic for Writer<DW, R, RW> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, writing, word, second);
        self.pack.clock.next = self.clock.val();
        self.working.next = self.valid.val() || self.second.q.val();
        self.pack.enable.next = self.working.val();
        self.pack.wide.next = self.wide.val();
        self.pack.high.next = self.second.q.val();
        self.pack.lanes.next = self.results.val();
        self.writing.d.next = self.working.val();
        if self.working.val() {
            self.word.d.next = self.address.val();
            if self.second.q.val() {
                self.word.d.next = self.address.val() + self.one.val();
            }
            self.second.d.next = self.wide.val() && !self.second.q.val();
        }
        self.write.next = self.writing.q.val();
        self.write_address.next = self.word.q.val();
        self.write_data.next = self.pack.word.val();
        if !self.resetn.val() {
            self.writing.d.next = false;
            self.second.d.next = false;
        }
    }
}
