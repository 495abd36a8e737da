//! Two resets that always overlap.

use rust_hdl::prelude::*;

use super::Synchronizer;
use crate::block::block;

block! {
    /// One side of a [`ResetLink`].
    pub struct ResetSide[] {
        /// Clock of this side.
        pub clock: Signal<In, Clock>,
        /// This side's own reset, synchronous, active low.
        pub resetn: Signal<In, Bit>,
        /// The other side asks for a reset, in its clock.
        pub asked: Signal<In, Bits<1>>,
        /// The other side has seen `ask`, in its clock.
        pub answered: Signal<In, Bits<1>>,
        /// Asks the other side for a reset.
        pub ask: Signal<Out, Bits<1>>,
        /// This side is in the reset that the other asks for, long enough that its registers
        /// are seen as they are in reset by whoever sees this.
        pub answer: Signal<Out, Bits<1>>,
        /// The reset of everything on this side, active low.
        pub side_resetn: Signal<Out, Bit>,
        asked_here: Synchronizer<1>,
        answered_here: Synchronizer<1>,
        waiting: DFF<Bit>,
        asking: DFF<Bits<1>>,
        in_reset: DFF<Bits<1>>,
        answering: DFF<Bits<1>>,
        free: DFF<Bit>,
        answered_now: Signal<Local, Bit>,
        asked_now: Signal<Local, Bit>,
    }
    constants {
        yes: 1 = 1,
        no: 1 = 0,
    }
    checks {}
}

impl Logic for ResetSide {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, waiting, asking, in_reset, answering, free);
        clock!(self, clock, asked_here, answered_here);
        self.asked_here.d.next = self.asked.val();
        self.answered_here.d.next = self.answered.val();
        self.asked_now.next = self.asked_here.q.val() == self.yes.val();
        self.answered_now.next = self.answered_here.q.val() == self.yes.val();
        // A reset while the last answer still stands waits until it has gone: a short question
        // would not be heard.
        if !self.resetn.val() && (self.asking.q.val() == self.no.val()) {
            self.waiting.d.next = true;
        }
        if self.waiting.q.val() && !self.answered_now.val() {
            self.waiting.d.next = false;
            self.asking.d.next = self.yes.val();
        }
        if (self.asking.q.val() == self.yes.val()) && self.answered_now.val() && self.resetn.val() {
            self.asking.d.next = self.no.val();
        }
        self.ask.next = self.asking.q.val();
        self.free.d.next = self.resetn.val()
            && !self.waiting.q.val()
            && (self.asking.q.val() == self.no.val())
            && !self.asked_now.val();
        self.side_resetn.next = self.free.q.val();
        // What is reset changes a cycle after `side_resetn`, and so two after `asked_now`.
        self.in_reset.d.next = self.asked_here.q.val();
        self.answering.d.next = self.in_reset.q.val();
        self.answer.next = self.answering.q.val();
    }
}

block! {
    /// The resets of two clocks: when one side is reset, so is the other, and neither leaves its
    /// reset before the other has been in it.
    ///
    /// The resets may come in any order and be as short as a cycle; a clock may stand still. Until
    /// both run and both own resets are high, both sides stay in reset.
    pub struct ResetLink[] {
        /// Clock of side A.
        pub a_clock: Signal<In, Clock>,
        /// Reset of side A, synchronous, active low.
        pub a_resetn: Signal<In, Bit>,
        /// Reset of everything on side A, active low.
        pub a_side_resetn: Signal<Out, Bit>,
        /// Clock of side B.
        pub b_clock: Signal<In, Clock>,
        /// Reset of side B, synchronous, active low.
        pub b_resetn: Signal<In, Bit>,
        /// Reset of everything on side B, active low.
        pub b_side_resetn: Signal<Out, Bit>,
        side_a: ResetSide,
        side_b: ResetSide,
    }
    constants {}
    checks {}
}

impl Logic for ResetLink {
    #[hdl_gen]
    fn update(&mut self) {
        clock!(self, a_clock, side_a);
        clock!(self, b_clock, side_b);
        self.side_a.resetn.next = self.a_resetn.val();
        self.side_b.resetn.next = self.b_resetn.val();
        self.side_a.asked.next = self.side_b.ask.val();
        self.side_b.asked.next = self.side_a.ask.val();
        self.side_a.answered.next = self.side_b.answer.val();
        self.side_b.answered.next = self.side_a.answer.val();
        self.a_side_resetn.next = self.side_a.side_resetn.val();
        self.b_side_resetn.next = self.side_b.side_resetn.val();
    }
}
