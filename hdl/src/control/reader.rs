//! Reads commands from the ring, word by word.

use rust_hdl::prelude::*;
use spikelm_regs::COMMAND_BYTES;

use crate::block::block;

block! {
    /// While the doorbell is ahead, reads the next command from input memory (words of `A` bits,
    /// `IW` address bits, the ring of `2^RE` commands from the middle) and gives its 16 words, one
    /// a cycle, to the decoder. A doorbell that is behind, or ahead by more than the ring, is an old
    /// value that was written back: it rings nothing.
    pub struct CommandReader[const A: usize, const IW: usize, const RE: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low: the next command is number 0.
        pub resetn: Signal<In, Bit>,
        /// Number behind the last command that may be read.
        pub doorbell: Signal<In, Bits<32>>,
        /// The decoder can take a command.
        pub decoder_free: Signal<In, Bit>,
        /// Ask for the word at `read_address`.
        pub read: Signal<Out, Bit>,
        /// Word of input memory.
        pub read_address: Signal<Out, Bits<IW>>,
        /// The request is taken.
        pub read_ready: Signal<In, Bit>,
        /// `read_data` is the answer.
        pub read_valid: Signal<In, Bit>,
        /// A word of input memory.
        pub read_data: Signal<In, Bits<A>>,
        /// A word of the command leaves.
        pub word_valid: Signal<Out, Bit>,
        /// Which of the 16.
        pub word_number: Signal<Out, Bits<4>>,
        /// The word.
        pub word: Signal<Out, Bits<32>>,
        /// Number of the command that is being read.
        pub seq: Signal<Out, Bits<32>>,
        /// A command is being read.
        pub busy: Signal<Out, Bit>,
        active: DFF<Bit>,
        asking: DFF<Bit>,
        shifting: DFF<Bit>,
        shift: DFF<Bits<A>>,
        number: DFF<Bits<4>>,
        in_beat: DFF<Bits<4>>,
        beat: DFF<Bits<IW>>,
        next: DFF<Bits<32>>,
        ahead: Signal<Local, Bits<32>>,
        entry: Signal<Local, Bits<RE>>,
        entry_wide: Signal<Local, Bits<IW>>,
        entry_word: Signal<Local, Bits<IW>>,
    }
    constants {
        bit_0: 16 = 0,
        ring: IW = 1 << (IW - 1),
        beat_shift: 4 = (8 * COMMAND_BYTES as usize / A).ilog2(),
        beat_0: IW = 0,
        beat_1: IW = 1,
        number_0: 4 = 0,
        number_1: 4 = 1,
        number_last: 4 = 15,
        last_in_beat: 4 = A / 32 - 1,
        word_shift: 6 = 32,
        one: 32 = 1,
        first: 32 = 0,
        none: 32 = 0,
        ring_commands: 32 = 1u64 << RE,
    }
    checks {
        assert!(A >= 128 && A <= 512, "a command is 1 to 4 words of input memory");
    }
}

impl<const A: usize, const IW: usize, const RE: usize> Logic for CommandReader<A, IW, RE> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, active, asking, shifting, shift, number, in_beat, beat, next);
        self.entry.next = self.next.q.val().get_bits::<RE>(self.bit_0.val().index());
        self.entry_wide.next = bit_cast::<IW, RE>(self.entry.val());
        self.entry_word.next = self.entry_wide.val() << self.beat_shift.val();
        self.ahead.next = self.doorbell.val() - self.next.q.val();
        self.read.next = self.asking.q.val();
        self.read_address.next = self.beat.q.val();
        if !self.active.q.val() {
            self.beat.d.next = self.ring.val() | self.entry_word.val();
            self.number.d.next = self.number_0.val();
            if self.decoder_free.val()
                && (self.ahead.val() != self.none.val())
                && (self.ahead.val() <= self.ring_commands.val())
            {
                self.active.d.next = true;
                self.asking.d.next = true;
            }
        }
        if self.asking.q.val() && self.read_ready.val() {
            self.asking.d.next = false;
        }
        if self.read_valid.val() {
            self.shift.d.next = self.read_data.val();
            self.shifting.d.next = true;
            self.in_beat.d.next = self.number_0.val();
            self.beat.d.next = self.beat.q.val() + self.beat_1.val();
        }
        if self.shifting.q.val() {
            self.shift.d.next = self.shift.q.val() >> self.word_shift.val();
            self.in_beat.d.next = self.in_beat.q.val() + self.number_1.val();
            self.number.d.next = self.number.q.val() + self.number_1.val();
            if self.in_beat.q.val() == self.last_in_beat.val() {
                self.shifting.d.next = false;
                if self.number.q.val() == self.number_last.val() {
                    self.active.d.next = false;
                    self.next.d.next = self.next.q.val() + self.one.val();
                } else {
                    self.asking.d.next = true;
                }
            }
        }
        self.word_valid.next = self.shifting.q.val();
        self.word_number.next = self.number.q.val();
        self.word.next = self.shift.q.val().get_bits::<32>(self.bit_0.val().index());
        self.seq.next = self.next.q.val();
        self.busy.next = self.active.q.val();
        if !self.resetn.val() {
            self.active.d.next = false;
            self.asking.d.next = false;
            self.shifting.d.next = false;
            self.next.d.next = self.first.val();
            self.beat.d.next = self.beat_0.val();
        }
    }
}
