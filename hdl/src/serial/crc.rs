//! The CRC of a frame, a bit a cycle.

use rust_hdl::prelude::*;
use spikelm_regs::serial::CRC_POLYNOMIAL;

use crate::block::block;

block! {
    /// The CRC register of IEEE 802.3: eight cycles a byte, far fewer than a byte takes on the line.
    pub struct Crc[] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Begin anew: all ones.
        pub clear: Signal<In, Bit>,
        /// Take `data`; only while `idle`, and not with `clear`.
        pub enter: Signal<In, Bit>,
        /// The next byte.
        pub data: Signal<In, Bits<8>>,
        /// All bytes so far are in `crc`.
        pub idle: Signal<Out, Bit>,
        /// The register; a frame's CRC is its complement.
        pub crc: Signal<Out, Bits<32>>,
        register: DFF<Bits<32>>,
        value: DFF<Bits<8>>,
        bits_left: DFF<Bits<4>>,
        feedback: Signal<Local, Bits<1>>,
        shifted: Signal<Local, Bits<32>>,
    }
    constants {
        ones: 32 = u32::MAX,
        polynomial: 32 = CRC_POLYNOMIAL,
        set: 1 = 1,
        eight: 4 = 8,
        one: 4 = 1,
        none: 4 = 0,
    }
    checks {}
}

impl Logic for Crc {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, register, value, bits_left);
        self.idle.next = self.bits_left.q.val() == self.none.val();
        self.crc.next = self.register.q.val();
        self.feedback.next =
            self.register.q.val().get_bits::<1>(0) ^ self.value.q.val().get_bits::<1>(0);
        self.shifted.next = bit_cast::<32, 31>(self.register.q.val().get_bits::<31>(1));
        if self.bits_left.q.val() != self.none.val() {
            self.bits_left.d.next = self.bits_left.q.val() - self.one.val();
            self.value.d.next = bit_cast::<8, 7>(self.value.q.val().get_bits::<7>(1));
            self.register.d.next = self.shifted.val();
            if self.feedback.val() == self.set.val() {
                self.register.d.next = self.shifted.val() ^ self.polynomial.val();
            }
        }
        if self.enter.val() {
            self.value.d.next = self.data.val();
            self.bits_left.d.next = self.eight.val();
        }
        if self.clear.val() {
            self.register.d.next = self.ones.val();
            self.bits_left.d.next = self.none.val();
        }
    }
}
