//! A first-in first-out queue with a registered output.

use rust_hdl::prelude::*;

use super::LutRam;
use crate::block::block;

block! {
    /// A queue of `2^AW + 1` words of `N` bits (`CW = AW + 1`).
    ///
    /// `push` while `ready` is low is lost; `pop` while `valid` is low does nothing. A word is at
    /// the output two cycles after it was pushed into an empty queue. One word a cycle, both ways.
    pub struct Fifo[const N: usize, const AW: usize, const CW: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low: empties the queue.
        pub resetn: Signal<In, Bit>,
        /// Enter `push_data`.
        pub push: Signal<In, Bit>,
        /// What to enter.
        pub push_data: Signal<In, Bits<N>>,
        /// There is room for one more.
        pub ready: Signal<Out, Bit>,
        /// There is room for at least four more.
        pub ample: Signal<Out, Bit>,
        /// `data` is the oldest word.
        pub valid: Signal<Out, Bit>,
        /// The oldest word.
        pub data: Signal<Out, Bits<N>>,
        /// Take the oldest word.
        pub pop: Signal<In, Bit>,
        /// No word is behind the output register.
        pub empty: Signal<Out, Bit>,
        memory: LutRam<N, AW>,
        head: DFF<Bits<AW>>,
        tail: DFF<Bits<AW>>,
        stored: DFF<Bits<CW>>,
        // Whether `stored` is not 0: a flag of its own keeps the comparison out of the pop's path.
        some: DFF<Bit>,
        out_valid: DFF<Bit>,
        out_data: DFF<Bits<N>>,
        enter: Signal<Local, Bit>,
        advance: Signal<Local, Bit>,
    }
    constants {
        first_address: AW = 0,
        one_address: AW = 1,
        none: CW = 0,
        one: CW = 1,
        full: CW = 1 << AW,
        ample_up_to: CW = (1_usize << AW).saturating_sub(4),
    }
    checks {
        assert_eq!(CW, AW + 1, "a count of 2^AW needs AW + 1 bits");
    }
}

impl<const N: usize, const AW: usize, const CW: usize> Logic for Fifo<N, AW, CW> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, head, tail, stored, some, out_valid, out_data);
        self.memory.clock.next = self.clock.val();
        self.ready.next = self.stored.q.val() != self.full.val();
        self.ample.next = self.stored.q.val() <= self.ample_up_to.val();
        self.empty.next = !self.some.q.val();
        self.enter.next = self.push.val() && self.ready.val();
        self.advance.next = self.some.q.val() && (!self.out_valid.q.val() || self.pop.val());
        self.memory.write.next = self.enter.val();
        self.memory.write_address.next = self.tail.q.val();
        self.memory.write_data.next = self.push_data.val();
        self.memory.read_address.next = self.head.q.val();
        if self.enter.val() {
            self.tail.d.next = self.tail.q.val() + self.one_address.val();
        }
        if self.pop.val() {
            self.out_valid.d.next = false;
        }
        if self.advance.val() {
            self.head.d.next = self.head.q.val() + self.one_address.val();
            self.out_data.d.next = self.memory.read_data.val();
            self.out_valid.d.next = true;
        }
        if self.enter.val() && !self.advance.val() {
            self.stored.d.next = self.stored.q.val() + self.one.val();
            self.some.d.next = true;
        }
        if self.advance.val() && !self.enter.val() {
            self.stored.d.next = self.stored.q.val() - self.one.val();
            self.some.d.next = self.stored.q.val() != self.one.val();
        }
        self.valid.next = self.out_valid.q.val();
        self.data.next = self.out_data.q.val();
        if !self.resetn.val() {
            self.head.d.next = self.first_address.val();
            self.tail.d.next = self.first_address.val();
            self.stored.d.next = self.none.val();
            self.some.d.next = false;
            self.out_valid.d.next = false;
        }
    }
}
