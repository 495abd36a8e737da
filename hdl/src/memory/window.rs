//! Where an address lies.

use rust_hdl::prelude::*;
use spikelm_regs::{INPUT_BASE, RESULT_BASE};

use crate::block::block;

block! {
    /// Decodes a byte address of core 0: input memory of `2^IW` words of `A` bits at
    /// [`INPUT_BASE`], result memory of `2^RW` words of `2^PB` beats at [`RESULT_BASE`], nothing
    /// elsewhere. Combinational.
    pub struct Window[const A: usize, const IW: usize, const RW: usize, const PB: usize] {
        /// Byte address.
        pub address: Signal<In, Bits<64>>,
        /// It lies in input memory.
        pub in_input: Signal<Out, Bit>,
        /// It lies in result memory.
        pub in_result: Signal<Out, Bit>,
        /// Word of input memory.
        pub input_word: Signal<Out, Bits<IW>>,
        /// Word of result memory.
        pub result_word: Signal<Out, Bits<RW>>,
        /// Beat of that word.
        pub result_part: Signal<Out, Bits<PB>>,
        input_base_of: Signal<Local, Bits<64>>,
        result_base_of: Signal<Local, Bits<64>>,
    }
    constants {
        input_mask: 64 = !((1u64 << IW) * (A as u64 / 8) - 1),
        input_base: 64 = INPUT_BASE,
        result_mask: 64 = !((1u64 << (RW + PB)) * (A as u64 / 8) - 1),
        result_base: 64 = RESULT_BASE,
        beat_at: 6 = (A / 8).ilog2(),
        word_at: 6 = (A / 8).ilog2() as usize + PB,
    }
    checks {
        assert!((A / 8).is_power_of_two(), "a beat of {A} bits");
        assert!(
            INPUT_BASE + (1u64 << IW) * (A as u64 / 8) <= RESULT_BASE,
            "input memory ends where result memory begins"
        );
    }
}

impl<const A: usize, const IW: usize, const RW: usize, const PB: usize> Logic
    for Window<A, IW, RW, PB>
{
    #[hdl_gen]
    fn update(&mut self) {
        self.input_base_of.next = self.address.val() & self.input_mask.val();
        self.in_input.next = self.input_base_of.val() == self.input_base.val();
        self.result_base_of.next = self.address.val() & self.result_mask.val();
        self.in_result.next = self.result_base_of.val() == self.result_base.val();
        self.input_word.next = self.address.val().get_bits::<IW>(self.beat_at.val().index());
        self.result_word.next = self.address.val().get_bits::<RW>(self.word_at.val().index());
        self.result_part.next = self.address.val().get_bits::<PB>(self.beat_at.val().index());
    }
}
