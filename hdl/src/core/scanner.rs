//! From words to events: one a cycle, in two levels.

use rust_hdl::prelude::*;

use crate::block::block;

block! {
    /// Finds the spikes of a bank's words, lowest input first, one a cycle without a gap.
    ///
    /// The word register gives its lowest byte that has a spike to the byte register, which gives
    /// its lowest spike as an event. Two small priority picks are faster than one of 64 bits.
    /// Words have `W <= 64` inputs; `X` bits number the words of a row; `E = 2 W + X + 2`.
    ///
    /// A row's last event waits for `may_end`. A row without events ends with an event that does
    /// not add.
    pub struct Scanner[const W: usize, const X: usize, const E: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// `word` is valid.
        pub word_valid: Signal<In, Bit>,
        /// From bit 0: fired, sign, index, last of its row, last of its tile.
        pub word: Signal<In, Bits<E>>,
        /// The word is taken.
        pub word_pop: Signal<Out, Bit>,
        /// A row may end in this cycle.
        pub may_end: Signal<In, Bit>,
        /// A row ends in this cycle.
        pub ends: Signal<Out, Bit>,
        /// An event that adds a weight row leaves (registered, like its fields below).
        pub event_add: Signal<Out, Bit>,
        /// The spike is -1.
        pub event_sign: Signal<Out, Bit>,
        /// The event is its row's last.
        pub event_last: Signal<Out, Bit>,
        /// The row is its tile's last.
        pub event_tile_end: Signal<Out, Bit>,
        /// Number of the word in its row.
        pub event_index: Signal<Out, Bits<X>>,
        /// Place of the spike in the word.
        pub event_bit: Signal<Out, Bits<6>>,
        /// A spike is found in this cycle and becomes an event.
        pub adding: Signal<Out, Bit>,
        /// A row without spikes ends in this cycle.
        pub ending_empty: Signal<Out, Bit>,
        /// A row's end waits for `may_end`.
        pub blocked: Signal<Out, Bit>,
        /// No word is inside.
        pub idle: Signal<Out, Bit>,
        word_full: DFF<Bit>,
        word_fired: DFF<Bits<64>>,
        word_sign: DFF<Bits<64>>,
        word_bytes: DFF<Bits<8>>,
        word_index: DFF<Bits<X>>,
        word_last: DFF<Bit>,
        word_tile_end: DFF<Bit>,
        byte_full: DFF<Bit>,
        byte_fired: DFF<Bits<8>>,
        byte_sign: DFF<Bits<8>>,
        byte_number: DFF<Bits<3>>,
        byte_index: DFF<Bits<X>>,
        byte_last: DFF<Bit>,
        byte_tile_end: DFF<Bit>,
        out_add: DFF<Bit>,
        out_sign: DFF<Bit>,
        out_last: DFF<Bit>,
        out_tile_end: DFF<Bit>,
        out_index: DFF<Bits<X>>,
        out_bit: DFF<Bits<6>>,
        new_fired: Signal<Local, Bits<64>>,
        new_sign: Signal<Local, Bits<64>>,
        bytes: ByteMask,
        byte_pick: Signal<Local, Bits<3>>,
        byte_offset: Signal<Local, Bits<6>>,
        byte_offset_high: Signal<Local, Bits<6>>,
        bytes_less: Signal<Local, Bits<8>>,
        bytes_rest: Signal<Local, Bits<8>>,
        bytes_done: Signal<Local, Bit>,
        bit_pick: Signal<Local, Bits<3>>,
        bits_less: Signal<Local, Bits<8>>,
        bits_rest: Signal<Local, Bits<8>>,
        bits_done: Signal<Local, Bit>,
        bit_high: Signal<Local, Bits<6>>,
        bit_number: Signal<Local, Bits<6>>,
        spike: Signal<Local, Bit>,
        row_ends: Signal<Local, Bit>,
        issue: Signal<Local, Bit>,
        byte_free: Signal<Local, Bit>,
        byte_load: Signal<Local, Bit>,
        word_free: Signal<Local, Bit>,
        word_load: Signal<Local, Bit>,
    }
    constants {
        at_fired: 16 = 0,
        at_sign: 16 = W,
        at_index: 16 = 2 * W,
        at_last: 16 = 2 * W + X,
        at_tile_end: 16 = 2 * W + X + 1,
        no_bits: 8 = 0,
        one_bit: 8 = 1,
        byte_shift: 2 = 3,
        n0: 3 = 0,
        n1: 3 = 1,
        n2: 3 = 2,
        n3: 3 = 3,
        n4: 3 = 4,
        n5: 3 = 5,
        n6: 3 = 6,
        n7: 3 = 7,
    }
    checks {
        assert!(W <= 64, "a scanner looks at 64 inputs at most");
        assert_eq!(E, 2 * W + X + 2, "fired, sign, index and two flags");
    }
}

impl<const W: usize, const X: usize, const E: usize> Logic for Scanner<W, X, E> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            word_full,
            word_fired,
            word_sign,
            word_bytes,
            word_index,
            word_last,
            word_tile_end,
            byte_full,
            byte_fired,
            byte_sign,
            byte_number,
            byte_index,
            byte_last,
            byte_tile_end,
            out_add,
            out_sign,
            out_last,
            out_tile_end,
            out_index,
            out_bit
        );

        // The lowest spike of the byte.
        self.bit_pick.next = self.n7.val();
        if self.byte_fired.q.val().get_bit(6) {
            self.bit_pick.next = self.n6.val();
        }
        if self.byte_fired.q.val().get_bit(5) {
            self.bit_pick.next = self.n5.val();
        }
        if self.byte_fired.q.val().get_bit(4) {
            self.bit_pick.next = self.n4.val();
        }
        if self.byte_fired.q.val().get_bit(3) {
            self.bit_pick.next = self.n3.val();
        }
        if self.byte_fired.q.val().get_bit(2) {
            self.bit_pick.next = self.n2.val();
        }
        if self.byte_fired.q.val().get_bit(1) {
            self.bit_pick.next = self.n1.val();
        }
        if self.byte_fired.q.val().get_bit(0) {
            self.bit_pick.next = self.n0.val();
        }
        self.bits_less.next = self.byte_fired.q.val() - self.one_bit.val();
        self.bits_rest.next = self.byte_fired.q.val() & self.bits_less.val();
        self.bits_done.next = self.bits_rest.val() == self.no_bits.val();
        self.spike.next = self.byte_fired.q.val() != self.no_bits.val();
        self.row_ends.next = self.bits_done.val() && self.byte_last.q.val();
        self.issue.next = self.byte_full.q.val() && (!self.row_ends.val() || self.may_end.val());
        self.byte_free.next = !self.byte_full.q.val() || (self.issue.val() && self.bits_done.val());

        // The lowest byte of the word that has a spike.
        self.byte_pick.next = self.n7.val();
        if self.word_bytes.q.val().get_bit(6) {
            self.byte_pick.next = self.n6.val();
        }
        if self.word_bytes.q.val().get_bit(5) {
            self.byte_pick.next = self.n5.val();
        }
        if self.word_bytes.q.val().get_bit(4) {
            self.byte_pick.next = self.n4.val();
        }
        if self.word_bytes.q.val().get_bit(3) {
            self.byte_pick.next = self.n3.val();
        }
        if self.word_bytes.q.val().get_bit(2) {
            self.byte_pick.next = self.n2.val();
        }
        if self.word_bytes.q.val().get_bit(1) {
            self.byte_pick.next = self.n1.val();
        }
        if self.word_bytes.q.val().get_bit(0) {
            self.byte_pick.next = self.n0.val();
        }
        self.bytes_less.next = self.word_bytes.q.val() - self.one_bit.val();
        self.bytes_rest.next = self.word_bytes.q.val() & self.bytes_less.val();
        self.bytes_done.next = self.bytes_rest.val() == self.no_bits.val();
        self.byte_offset_high.next = bit_cast::<6, 3>(self.byte_pick.val());
        self.byte_offset.next = self.byte_offset_high.val() << self.byte_shift.val();
        self.byte_load.next = self.word_full.q.val() && self.byte_free.val();
        self.word_free.next =
            !self.word_full.q.val() || (self.byte_load.val() && self.bytes_done.val());
        self.word_load.next = self.word_free.val() && self.word_valid.val();
        self.word_pop.next = self.word_load.val();

        // Spikes leave the byte register.
        if self.issue.val() {
            self.byte_fired.d.next = self.bits_rest.val();
        }
        if self.byte_free.val() {
            self.byte_full.d.next = false;
        }
        if self.byte_load.val() {
            self.byte_full.d.next = true;
            self.byte_fired.d.next =
                self.word_fired.q.val().get_bits::<8>(self.byte_offset.val().index());
            self.byte_sign.d.next =
                self.word_sign.q.val().get_bits::<8>(self.byte_offset.val().index());
            self.byte_number.d.next = self.byte_pick.val();
            self.byte_index.d.next = self.word_index.q.val();
            self.byte_last.d.next = self.word_last.q.val() && self.bytes_done.val();
            self.byte_tile_end.d.next = self.word_tile_end.q.val();
            self.word_bytes.d.next = self.bytes_rest.val();
        }

        // Words enter the word register.
        self.new_fired.next =
            bit_cast::<64, W>(self.word.val().get_bits::<W>(self.at_fired.val().index()));
        self.new_sign.next =
            bit_cast::<64, W>(self.word.val().get_bits::<W>(self.at_sign.val().index()));
        self.bytes.word.next = self.new_fired.val();
        if self.word_free.val() {
            self.word_full.d.next = false;
        }
        if self.word_load.val() {
            self.word_full.d.next = true;
            self.word_fired.d.next = self.new_fired.val();
            self.word_sign.d.next = self.new_sign.val();
            self.word_bytes.d.next = self.bytes.mask.val();
            self.word_index.d.next = self.word.val().get_bits::<X>(self.at_index.val().index());
            self.word_last.d.next = self.word.val().get_bit(self.at_last.val().index());
            self.word_tile_end.d.next = self.word.val().get_bit(self.at_tile_end.val().index());
        }

        // Events leave.
        self.bit_high.next = bit_cast::<6, 3>(self.byte_number.q.val());
        self.bit_number.next = self.bit_high.val() << self.byte_shift.val();
        self.out_add.d.next = self.issue.val() && self.spike.val();
        self.out_sign.d.next = self.byte_sign.q.val().get_bit(self.bit_pick.val().index());
        self.out_last.d.next = self.issue.val() && self.row_ends.val();
        self.out_tile_end.d.next = self.byte_tile_end.q.val();
        self.out_index.d.next = self.byte_index.q.val();
        self.out_bit.d.next = self.bit_number.val() | bit_cast::<6, 3>(self.bit_pick.val());
        self.event_add.next = self.out_add.q.val();
        self.event_sign.next = self.out_sign.q.val();
        self.event_last.next = self.out_last.q.val();
        self.event_tile_end.next = self.out_tile_end.q.val();
        self.event_index.next = self.out_index.q.val();
        self.event_bit.next = self.out_bit.q.val();

        self.ends.next = self.issue.val() && self.row_ends.val();
        self.adding.next = self.issue.val() && self.spike.val();
        self.ending_empty.next = self.issue.val() && !self.spike.val();
        self.blocked.next = self.byte_full.q.val() && self.row_ends.val() && !self.may_end.val();
        self.idle.next = !self.word_full.q.val() && !self.byte_full.q.val();
        if !self.resetn.val() {
            self.word_full.d.next = false;
            self.byte_full.d.next = false;
            self.out_add.d.next = false;
            self.out_last.d.next = false;
        }
    }
}

/// Which bytes of a word have a spike.
#[derive(LogicBlock, Default)]
pub struct ByteMask {
    /// The word.
    pub word: Signal<In, Bits<64>>,
    /// Bit i: byte i is not zero.
    pub mask: Signal<Out, Bits<8>>,
}

impl Logic for ByteMask {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.mask.connect();
    }

    fn hdl(&self) -> Verilog {
        let bytes: Vec<_> =
            (0..8).rev().map(|i| format!("|word[{}:{}]", 8 * i + 7, 8 * i)).collect();
        Verilog::Custom(format!("always @(*) mask = {{{}}};\n", bytes.join(", ")))
    }
}
