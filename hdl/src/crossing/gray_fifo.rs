//! A queue between two clocks.

use rust_hdl::prelude::*;

use super::Synchronizer;
use crate::block::block;

/// Distributed RAM, written in one clock and read combinationally into another.
///
/// A word stands still from before its write pointer crosses until after its read pointer does, so
/// that `read_data` of a word that is there never changes under the reader.
#[derive(LogicBlock, Default)]
pub struct CrossingRam<const N: usize, const AW: usize> {
    /// Clock of the write.
    pub write_clock: Signal<In, Clock>,
    /// Write `write_data` to `write_address`.
    pub write: Signal<In, Bit>,
    /// Word to write.
    pub write_address: Signal<In, Bits<AW>>,
    /// What to write.
    pub write_data: Signal<In, Bits<N>>,
    /// Word to read.
    pub read_address: Signal<In, Bits<AW>>,
    /// The word.
    pub read_data: Signal<Out, Bits<N>>,
}

impl<const N: usize, const AW: usize> Logic for CrossingRam<N, AW> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(format!(
            "(* ram_style = \"distributed\" *) reg [{msb}:0] memory [0:{last}];\n\
             always @(posedge write_clock) if (write) memory[write_address] <= write_data;\n\
             always @(*) read_data = memory[read_address];\n",
            msb = N - 1,
            last = (1usize << AW) - 1,
        ))
    }
}

block! {
    /// A queue of `2^AW + 1` words of `N` bits (`CW = AW + 1`), pushed in one clock and popped in
    /// another of any ratio and phase.
    ///
    /// `push` while `ready` is low is lost; `pop` while `valid` is low does nothing. Pointers cross
    /// as Gray codes, of which one bit changes at a time, so that a pointer is seen as it is or as
    /// it was. Both resets must overlap, as those of a [`ResetLink`](super::ResetLink) do.
    pub struct GrayFifo[const N: usize, const AW: usize, const CW: usize] {
        /// Clock of the writer.
        pub write_clock: Signal<In, Clock>,
        /// Reset of the writer, synchronous, active low.
        pub write_resetn: Signal<In, Bit>,
        /// Enter `push_data`.
        pub push: Signal<In, Bit>,
        /// What to enter.
        pub push_data: Signal<In, Bits<N>>,
        /// There is room for one more; low in reset.
        pub ready: Signal<Out, Bit>,
        /// Clock of the reader.
        pub read_clock: Signal<In, Clock>,
        /// Reset of the reader, synchronous, active low.
        pub read_resetn: Signal<In, Bit>,
        /// `data` is the oldest word.
        pub valid: Signal<Out, Bit>,
        /// The oldest word.
        pub data: Signal<Out, Bits<N>>,
        /// Take the oldest word.
        pub pop: Signal<In, Bit>,
        memory: CrossingRam<N, AW>,
        // The writer's side.
        tail: DFF<Bits<CW>>,
        tail_gray: DFF<Bits<CW>>,
        room: DFF<Bit>,
        head_seen: Synchronizer<CW>,
        enter: Signal<Local, Bit>,
        tail_next: Signal<Local, Bits<CW>>,
        tail_half: Signal<Local, Bits<CW>>,
        tail_coded: Signal<Local, Bits<CW>>,
        tail_when_full: Signal<Local, Bits<CW>>,
        // The reader's side.
        head: DFF<Bits<CW>>,
        head_gray: DFF<Bits<CW>>,
        tail_seen: Synchronizer<CW>,
        out_valid: DFF<Bit>,
        out_data: DFF<Bits<N>>,
        advance: Signal<Local, Bit>,
        head_next: Signal<Local, Bits<CW>>,
        head_half: Signal<Local, Bits<CW>>,
        head_coded: Signal<Local, Bits<CW>>,
    }
    constants {
        one: CW = 1,
        zero: CW = 0,
        // A Gray-coded pointer that is 2^AW ahead differs in its two highest bits.
        ahead: CW = 3_u64 << (AW - 1),
    }
    checks {
        assert!(AW >= 2, "a queue of 2^{AW} words is never fast");
        assert_eq!(CW, AW + 1, "a pointer counts to twice the words");
    }
}

impl<const N: usize, const AW: usize, const CW: usize> Logic for GrayFifo<N, AW, CW> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, write_clock, tail, tail_gray, room);
        clock!(self, write_clock, head_seen);
        self.memory.write_clock.next = self.write_clock.val();
        dff_setup!(self, read_clock, head, head_gray, out_valid, out_data);
        clock!(self, read_clock, tail_seen);

        self.enter.next = self.push.val() && self.room.q.val();
        self.tail_next.next = self.tail.q.val();
        if self.enter.val() {
            self.tail_next.next = self.tail.q.val() + self.one.val();
        }
        self.tail_half.next = bit_cast::<CW, AW>(self.tail_next.val().get_bits::<AW>(1));
        self.tail_coded.next = self.tail_next.val() ^ self.tail_half.val();
        self.tail.d.next = self.tail_next.val();
        self.tail_gray.d.next = self.tail_coded.val();
        self.head_seen.d.next = self.head_gray.q.val();
        self.tail_when_full.next = self.head_seen.q.val() ^ self.ahead.val();
        self.room.d.next = self.tail_coded.val() != self.tail_when_full.val();
        self.ready.next = self.room.q.val();
        self.memory.write.next = self.enter.val();
        self.memory.write_address.next = self.tail.q.val().get_bits::<AW>(0);
        self.memory.write_data.next = self.push_data.val();
        if !self.write_resetn.val() {
            self.tail.d.next = self.zero.val();
            self.tail_gray.d.next = self.zero.val();
            self.room.d.next = false;
        }

        self.tail_seen.d.next = self.tail_gray.q.val();
        self.advance.next = (self.head_gray.q.val() != self.tail_seen.q.val())
            && (!self.out_valid.q.val() || self.pop.val());
        self.head_next.next = self.head.q.val();
        if self.pop.val() {
            self.out_valid.d.next = false;
        }
        self.memory.read_address.next = self.head.q.val().get_bits::<AW>(0);
        if self.advance.val() {
            self.head_next.next = self.head.q.val() + self.one.val();
            self.out_data.d.next = self.memory.read_data.val();
            self.out_valid.d.next = true;
        }
        self.head_half.next = bit_cast::<CW, AW>(self.head_next.val().get_bits::<AW>(1));
        self.head_coded.next = self.head_next.val() ^ self.head_half.val();
        self.head.d.next = self.head_next.val();
        self.head_gray.d.next = self.head_coded.val();
        self.valid.next = self.out_valid.q.val();
        self.data.next = self.out_data.q.val();
        if !self.read_resetn.val() {
            self.head.d.next = self.zero.val();
            self.head_gray.d.next = self.zero.val();
            self.out_valid.d.next = false;
        }
    }
}
