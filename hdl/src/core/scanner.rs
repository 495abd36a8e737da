//! From words to events: one a cycle, in two levels.

use rust_hdl::prelude::*;

use crate::block::block;

block! {
    /// Finds the spikes of a bank's words, lowest input first, one a cycle without a gap.
    ///
    /// The word register gives its lowest byte that has a spike to the byte register, which gives
    /// its lowest spike as an event. Two small priority picks are faster than one of 64 bits. Whether
    /// a register holds its last byte or spike is known before it is asked: flags say so, and a word
    /// is taken or not after two levels of logic.
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
        /// A row's end waits for `may_end`.
        pub blocked: Signal<Out, Bit>,
        /// No word is inside.
        pub idle: Signal<Out, Bit>,
        word_full: DFF<Bit>,
        word_fired: DFF<Bits<64>>,
        word_sign: DFF<Bits<64>>,
        word_bytes: DFF<Bits<8>>,
        word_single: DFF<Bit>,
        word_ones: DFF<Bits<8>>,
        word_index: DFF<Bits<X>>,
        word_last: DFF<Bit>,
        word_tile_end: DFF<Bit>,
        byte_full: DFF<Bit>,
        byte_fired: DFF<Bits<8>>,
        byte_single: DFF<Bit>,
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
        new_pick: LowestBit,
        byte_pick: LowestBit,
        byte_rest: LowestBit,
        bit_pick: LowestBit,
        bit_rest: LowestBit,
        byte_offset: Signal<Local, Bits<6>>,
        byte_offset_high: Signal<Local, Bits<6>>,
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
        byte_shift: 2 = 3,
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
            word_single,
            word_ones,
            word_index,
            word_last,
            word_tile_end,
            byte_full,
            byte_fired,
            byte_single,
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
        self.bit_pick.bits.next = self.byte_fired.q.val();
        self.bit_rest.bits.next = self.bit_pick.rest.val();
        self.spike.next = self.byte_fired.q.val() != self.no_bits.val();
        self.row_ends.next = self.byte_single.q.val() && self.byte_last.q.val();
        self.issue.next = self.byte_full.q.val() && (!self.row_ends.val() || self.may_end.val());
        self.byte_free.next =
            !self.byte_full.q.val() || (self.issue.val() && self.byte_single.q.val());

        // The lowest byte of the word that has a spike.
        self.byte_pick.bits.next = self.word_bytes.q.val();
        self.byte_rest.bits.next = self.byte_pick.rest.val();
        self.byte_offset_high.next = bit_cast::<6, 3>(self.byte_pick.lowest.val());
        self.byte_offset.next = self.byte_offset_high.val() << self.byte_shift.val();
        self.byte_load.next = self.word_full.q.val() && self.byte_free.val();
        self.word_free.next =
            !self.word_full.q.val() || (self.byte_load.val() && self.word_single.q.val());
        self.word_load.next = self.word_free.val() && self.word_valid.val();
        self.word_pop.next = self.word_load.val();

        // Spikes leave the byte register.
        if self.issue.val() {
            self.byte_fired.d.next = self.bit_pick.rest.val();
            self.byte_single.d.next = self.bit_rest.single.val();
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
            self.byte_single.d.next =
                self.word_ones.q.val().get_bit(self.byte_pick.lowest.val().index());
            self.byte_number.d.next = self.byte_pick.lowest.val();
            self.byte_index.d.next = self.word_index.q.val();
            self.byte_last.d.next = self.word_last.q.val() && self.word_single.q.val();
            self.byte_tile_end.d.next = self.word_tile_end.q.val();
            self.word_bytes.d.next = self.byte_pick.rest.val();
            self.word_single.d.next = self.byte_rest.single.val();
        }

        // Words enter the word register.
        self.new_fired.next =
            bit_cast::<64, W>(self.word.val().get_bits::<W>(self.at_fired.val().index()));
        self.new_sign.next =
            bit_cast::<64, W>(self.word.val().get_bits::<W>(self.at_sign.val().index()));
        self.bytes.word.next = self.new_fired.val();
        self.new_pick.bits.next = self.bytes.mask.val();
        if self.word_free.val() {
            self.word_full.d.next = false;
        }
        if self.word_load.val() {
            self.word_full.d.next = true;
            self.word_fired.d.next = self.new_fired.val();
            self.word_sign.d.next = self.new_sign.val();
            self.word_bytes.d.next = self.bytes.mask.val();
            self.word_single.d.next = self.new_pick.single.val();
            self.word_ones.d.next = self.bytes.ones.val();
            self.word_index.d.next = self.word.val().get_bits::<X>(self.at_index.val().index());
            self.word_last.d.next = self.word.val().get_bit(self.at_last.val().index());
            self.word_tile_end.d.next = self.word.val().get_bit(self.at_tile_end.val().index());
        }

        // Events leave.
        self.bit_high.next = bit_cast::<6, 3>(self.byte_number.q.val());
        self.bit_number.next = self.bit_high.val() << self.byte_shift.val();
        self.out_add.d.next = self.issue.val() && self.spike.val();
        self.out_sign.d.next = self.byte_sign.q.val().get_bit(self.bit_pick.lowest.val().index());
        self.out_last.d.next = self.issue.val() && self.row_ends.val();
        self.out_tile_end.d.next = self.byte_tile_end.q.val();
        self.out_index.d.next = self.byte_index.q.val();
        self.out_bit.d.next = self.bit_number.val() | bit_cast::<6, 3>(self.bit_pick.lowest.val());
        self.event_add.next = self.out_add.q.val();
        self.event_sign.next = self.out_sign.q.val();
        self.event_last.next = self.out_last.q.val();
        self.event_tile_end.next = self.out_tile_end.q.val();
        self.event_index.next = self.out_index.q.val();
        self.event_bit.next = self.out_bit.q.val();

        self.ends.next = self.issue.val() && self.row_ends.val();
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

/// Which bytes of a word have a spike, and which have no second one.
#[derive(LogicBlock, Default)]
pub struct ByteMask {
    /// The word.
    pub word: Signal<In, Bits<64>>,
    /// Bit i: byte i is not zero.
    pub mask: Signal<Out, Bits<8>>,
    /// Bit i: byte i has one spike at most.
    pub ones: Signal<Out, Bits<8>>,
}

impl Logic for ByteMask {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.mask.connect();
        self.ones.connect();
    }

    fn hdl(&self) -> Verilog {
        let bytes =
            |f: &dyn Fn(usize) -> String| (0..8).rev().map(f).collect::<Vec<_>>().join(", ");
        Verilog::Custom(format!(
            "always @(*) mask = {{{}}};\nalways @(*) ones = {{{}}};\n",
            bytes(&|i| format!("|word[{}:{}]", 8 * i + 7, 8 * i)),
            bytes(&|i| format!("~|{}", rest("word", 8 * i))),
        ))
    }
}

/// The lowest bit of eight that is set, and what is left without it.
///
/// No carry chain: each bit of the rest looks at those below it.
#[derive(LogicBlock, Default)]
pub struct LowestBit {
    /// The bits.
    pub bits: Signal<In, Bits<8>>,
    /// Number of the lowest that is set; 7 if none is.
    pub lowest: Signal<Out, Bits<3>>,
    /// The others.
    pub rest: Signal<Out, Bits<8>>,
    /// There are no others.
    pub single: Signal<Out, Bit>,
}

impl Logic for LowestBit {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.lowest.connect();
        self.rest.connect();
        self.single.connect();
    }

    fn hdl(&self) -> Verilog {
        // Of four bits: the number of the lowest, 3 if none is set.
        let pick = |at: usize| {
            let b = |i: usize| format!("bits[{}]", at + i);
            format!("{{~({1} | {0}), ~{0} & ({1} | ~{2})}}", b(0), b(1), b(2))
        };
        Verilog::Custom(format!(
            "wire low = |bits[3:0];\n\
             always @(*) lowest = {{~low, low ? {} : {}}};\n\
             always @(*) rest = {};\n\
             always @(*) single = ~|rest;\n",
            pick(0),
            pick(4),
            rest("bits", 0),
        ))
    }
}

/// `x & (x - 1)` for the byte of `name` at bit `at`, as a concatenation.
fn rest(name: &str, at: usize) -> String {
    let bits = (1..8).rev().map(|i| format!("{name}[{}] & |{name}[{}:{at}]", at + i, at + i - 1));
    format!("{{{}, 1'b0}}", bits.collect::<Vec<_>>().join(", "))
}
