//! From burst requests to the addresses of their beats.

use rust_hdl::prelude::*;

use super::{BURST_BITS, TAG_BITS};
use crate::block::block;

block! {
    /// Walks one burst after the other, a beat a cycle, without a gap between bursts.
    ///
    /// The address of beat 0 is the request's; with `size` bytes a beat, each next one is
    /// `(address | (size - 1)) + 1`, that is, aligned, in the bits that move: all of them for
    /// INCR; for WRAP `length * size`, the bits that count its beats (it starts aligned and has
    /// 2, 4, 8 or 16); none for FIXED. The reserved burst code counts as INCR. `S` is the bytes of
    /// a memory word.
    pub struct BurstAddresses[const S: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// `request` is the next burst ([`super::PackBurst`]).
        pub request_valid: Signal<In, Bit>,
        /// The next burst.
        pub request: Signal<In, Bits<BURST_BITS>>,
        /// A burst may start.
        pub allow: Signal<In, Bit>,
        /// The next burst starts: its request is taken.
        pub take: Signal<Out, Bit>,
        /// There is a beat.
        pub beat_valid: Signal<Out, Bit>,
        /// Address of the beat's memory word.
        pub beat_address: Signal<Out, Bits<64>>,
        /// Bits 3:0 id, bit 4 last beat of its burst.
        pub beat_tag: Signal<Out, Bits<TAG_BITS>>,
        /// The beat is taken.
        pub beat_ready: Signal<In, Bit>,
        active: DFF<Bit>,
        id: DFF<Bits<4>>,
        address: DFF<Bits<64>>,
        moving: DFF<Bits<64>>,
        low: DFF<Bits<8>>,
        left: DFF<Bits<8>>,
        burst: Signal<Local, Bits<2>>,
        size: Signal<Local, Bits<3>>,
        length: Signal<Local, Bits<8>>,
        bytes: Signal<Local, Bits<8>>,
        new_low: Signal<Local, Bits<8>>,
        wide_length: Signal<Local, Bits<16>>,
        span: Signal<Local, Bits<16>>,
        new_moving: Signal<Local, Bits<64>>,
        low_ones: Signal<Local, Bits<64>>,
        filled: Signal<Local, Bits<64>>,
        stepped: Signal<Local, Bits<64>>,
        moved: Signal<Local, Bits<64>>,
        still: Signal<Local, Bits<64>>,
        kept: Signal<Local, Bits<64>>,
        last: Signal<Local, Bit>,
        step: Signal<Local, Bit>,
        finish: Signal<Local, Bit>,
    }
    constants {
        fixed: 2 = 0,
        wrapping: 2 = 2,
        one_byte: 8 = 1,
        none: 8 = 0,
        nothing: 64 = 0,
        everything: 64 = u64::MAX,
        one: 64 = 1,
        word: 64 = !(S as u64 - 1),
        last_bit: 5 = 16,
    }
    checks {
        assert!(S.is_power_of_two(), "a memory word of {S} bytes");
    }
}

impl<const S: usize> Logic for BurstAddresses<S> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, active, id, address, moving, low, left);
        // The next burst, while it waits.
        self.burst.next = self.request.val().get_bits::<2>(0);
        self.size.next = self.request.val().get_bits::<3>(2);
        self.length.next = self.request.val().get_bits::<8>(5);
        self.bytes.next = self.one_byte.val() << self.size.val();
        self.new_low.next = self.bytes.val() - self.one_byte.val();
        self.wide_length.next = bit_cast::<16, 8>(self.length.val());
        self.span.next = self.wide_length.val() << self.size.val();
        self.new_moving.next = self.everything.val();
        if self.burst.val() == self.fixed.val() {
            self.new_moving.next = self.nothing.val();
        }
        if self.burst.val() == self.wrapping.val() {
            self.new_moving.next = bit_cast::<64, 16>(self.span.val());
        }
        // The next beat of this burst.
        self.low_ones.next = bit_cast::<64, 8>(self.low.q.val());
        self.filled.next = self.address.q.val() | self.low_ones.val();
        self.stepped.next = self.filled.val() + self.one.val();
        self.moved.next = self.stepped.val() & self.moving.q.val();
        self.still.next = !self.moving.q.val();
        self.kept.next = self.address.q.val() & self.still.val();
        self.last.next = self.left.q.val() == self.none.val();
        self.step.next = self.active.q.val() && self.beat_ready.val();
        self.finish.next = self.step.val() && self.last.val();
        self.take.next = self.request_valid.val()
            && self.allow.val()
            && (!self.active.q.val() || self.finish.val());
        if self.step.val() {
            self.address.d.next = self.kept.val() | self.moved.val();
            self.left.d.next = self.left.q.val() - self.one_byte.val();
        }
        if self.finish.val() {
            self.active.d.next = false;
        }
        if self.take.val() {
            self.active.d.next = true;
            self.id.d.next = self.request.val().get_bits::<4>(77);
            self.address.d.next = self.request.val().get_bits::<64>(13);
            self.moving.d.next = self.new_moving.val();
            self.low.d.next = self.new_low.val();
            self.left.d.next = self.length.val();
        }
        self.beat_valid.next = self.active.q.val();
        self.beat_address.next = self.address.q.val() & self.word.val();
        self.beat_tag.next = bit_cast::<5, 4>(self.id.q.val());
        if self.last.val() {
            self.beat_tag.next = bit_cast::<5, 4>(self.id.q.val()) | self.last_bit.val();
        }
        if !self.resetn.val() {
            self.active.d.next = false;
        }
    }
}
