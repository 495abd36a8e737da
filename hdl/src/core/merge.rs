//! Joins the banks' rows, and turns running sums into results.

use rust_hdl::prelude::*;

use super::{LaneDifference, LaneSum};
use crate::block::{block, pack};
use crate::parts::LutRam;

pack! {
    /// What the merge must know about a row.
    pub struct PackRow[const RW: usize, const Q: usize] {
        events: Bits<16>,
        beats: Bits<5>,
        hold: Bit,
        emit: Bit,
        address: Bits<RW>,
    } => Q
}

block! {
    /// When every bank has a row's next beat, adds the `P` parts and subtracts what the
    /// accumulators held before the row.
    ///
    /// Accumulators run on modulo their width. Per beat of a row, two memories keep what the sums
    /// were: `last`, at the end of the previous row, and `base`, before it (or, where it held,
    /// before the rows that it added to). A row's result is `sum - last`, or `sum - base` where it
    /// holds. This is linear, so it works on the banks' sums as on each bank's.
    ///
    /// A beat is taken by a register: the decision is made one cycle ahead, from what will be there,
    /// so that one flip-flop drives the queues of all banks. Behind it nothing waits: where results
    /// have 32 bits, and the writer two words a beat, only every second cycle takes one.
    ///
    /// A beat has `D` lanes in `DW` bits. A row's description has `Q = RW + 23` bits ([`PackRow`]); rows have `N = 2^NB` beats,
    /// or one (then `NB = 1`).
    pub struct Merge[
        const D: usize, const DW: usize, const P: usize, const N: usize, const NB: usize, const RW: usize,
        const Q: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Results have 32 bits: two words of result memory a beat.
        pub wide: Signal<In, Bit>,
        /// `row` is valid.
        pub row_valid: Signal<In, Bit>,
        /// A row will be valid in the next cycle, this one taken or not.
        pub row_more: Signal<In, Bit>,
        /// The description of the row whose beats come next.
        pub row: Signal<In, Bits<Q>>,
        /// The banks' next beats are valid.
        pub valid: [Signal<In, Bit>; P] = std::array::from_fn(|_| Default::default()),
        /// The banks will have a beat in the next cycle, this one taken or not.
        pub more: [Signal<In, Bit>; P] = std::array::from_fn(|_| Default::default()),
        /// The banks' next beats.
        pub sums: [Signal<In, Bits<DW>>; P] = std::array::from_fn(|_| Default::default()),
        /// The banks' events of that row.
        pub events: [Signal<In, Bits<16>>; P] = std::array::from_fn(|_| Default::default()),
        /// Take a beat from every bank.
        pub pop: Signal<Out, Bit>,
        /// That beat is its row's last; take the row's description too.
        pub pop_row: Signal<Out, Bit>,
        /// The row that is taken emits a result.
        pub emitted: Signal<Out, Bit>,
        /// The banks' events are not as many as the row's header says.
        pub miscount: Signal<Out, Bit>,
        /// A beat of results leaves.
        pub out_valid: Signal<Out, Bit>,
        /// Its word of result memory.
        pub out_address: Signal<Out, Bits<RW>>,
        /// Its results.
        pub out_results: Signal<Out, Bits<DW>>,
        /// Nothing is inside.
        pub idle: Signal<Out, Bit>,
        sum: LaneSum<DW, P> = LaneSum::new(D),
        difference: LaneDifference<DW> = LaneDifference::new(D),
        last: LutRam<DW, NB>,
        base: LutRam<DW, NB>,
        taking: DFF<Bit>,
        beat: DFF<Bits<NB>>,
        address: DFF<Bits<RW>>,
        sum_full: DFF<Bit>,
        sum_beat: DFF<Bits<NB>>,
        sum_hold: DFF<Bit>,
        sum_emit: DFF<Bit>,
        sum_address: DFF<Bits<RW>>,
        result_full: DFF<Bit>,
        result_address: DFF<Bits<RW>>,
        fresh: DFF<Bit>,
        row_taken: DFF<Bit>,
        counted: DFF<Bits<16>>,
        expected: DFF<Bits<16>>,
        wrong: DFF<Bit>,
        all_ahead: Signal<Local, Bit>,
        row_ahead: Signal<Local, Bit>,
        found: Signal<Local, Bits<16>>,
        beats: Signal<Local, Bits<5>>,
        beat_wide: Signal<Local, Bits<5>>,
        here: Signal<Local, Bits<RW>>,
        step: Signal<Local, Bits<RW>>,
        first_beat: Signal<Local, Bit>,
        last_beat: Signal<Local, Bit>,
        emit: Signal<Local, Bit>,
    }
    constants {
        at_events: 16 = 0,
        at_beats: 16 = 16,
        at_hold: 16 = 21,
        at_emit: 16 = 22,
        at_address: 16 = 23,
        beat_0: NB = 0,
        beat_1: NB = usize::from(N > 1),
        beat_n: NB = N - 1,
        no_events: 16 = 0,
        one_word: RW = 1,
        two_words: RW = 2,
    }
    checks {
        assert!(N == 1 << NB || (N, NB) == (1, 1), "the beats of a row are a power of 2");
        assert_eq!(Q, RW + 23, "address, two flags, beats, events");
    }
}

impl<
    const D: usize,
    const DW: usize,
    const P: usize,
    const N: usize,
    const NB: usize,
    const RW: usize,
    const Q: usize,
> Logic for Merge<D, DW, P, N, NB, RW, Q>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            taking,
            beat,
            address,
            sum_full,
            sum_beat,
            sum_hold,
            sum_emit,
            sum_address,
            result_full,
            result_address,
            fresh,
            row_taken,
            counted,
            expected,
            wrong
        );
        self.sum.clock.next = self.clock.val();
        self.difference.clock.next = self.clock.val();
        self.last.clock.next = self.clock.val();
        self.base.clock.next = self.clock.val();

        // Take a beat from every bank at once, if every bank will have one.
        self.last_beat.next = self.beat.q.val() == self.beat_n.val();
        self.row_ahead.next = self.row_more.val()
            || (self.row_valid.val() && !(self.taking.q.val() && self.last_beat.val()));
        self.all_ahead.next = true;
        self.found.next = self.no_events.val();
        for i in 0..P {
            self.all_ahead.next = self.all_ahead.val()
                && (self.more[i].val() || (self.valid[i].val() && !self.taking.q.val()));
            self.found.next = self.found.val() + self.events[i].val();
            self.sum.parts[i].next = self.sums[i].val();
        }
        self.taking.d.next = self.all_ahead.val()
            && self.row_ahead.val()
            && !(self.wide.val() && self.taking.q.val());
        self.sum.enable.next = self.taking.q.val();
        self.first_beat.next = self.beat.q.val() == self.beat_0.val();
        self.emit.next = self.row.val().get_bit(self.at_emit.val().index());
        self.expected.d.next = self.row.val().get_bits::<16>(self.at_events.val().index());
        self.beats.next = self.row.val().get_bits::<5>(self.at_beats.val().index());
        self.beat_wide.next = bit_cast::<5, NB>(self.beat.q.val());
        self.step.next = self.one_word.val();
        if self.wide.val() {
            self.step.next = self.two_words.val();
        }
        self.here.next = self.address.q.val() + self.step.val();
        if self.first_beat.val() {
            self.here.next = self.row.val().get_bits::<RW>(self.at_address.val().index());
        }
        self.pop.next = self.taking.q.val();
        self.pop_row.next = self.taking.q.val() && self.last_beat.val();
        self.emitted.next = self.taking.q.val() && self.last_beat.val() && self.emit.val();
        self.row_taken.d.next = self.taking.q.val() && self.last_beat.val();
        self.counted.d.next = self.found.val();
        self.wrong.d.next =
            self.row_taken.q.val() && (self.counted.q.val() != self.expected.q.val());
        self.miscount.next = self.wrong.q.val();
        self.sum_full.d.next = self.taking.q.val();
        if self.taking.q.val() {
            self.beat.d.next = self.beat.q.val() + self.beat_1.val();
            self.address.d.next = self.here.val();
            self.sum_beat.d.next = self.beat.q.val();
            self.sum_hold.d.next = self.row.val().get_bit(self.at_hold.val().index());
            self.sum_emit.d.next = self.emit.val() && (self.beat_wide.val() < self.beats.val());
            self.sum_address.d.next = self.here.val();
        }

        // Subtract what was there before the row.
        self.last.read_address.next = self.sum_beat.q.val();
        self.base.read_address.next = self.sum_beat.q.val();
        self.difference.sum.next = self.sum.sum.val();
        self.difference.last.next = self.last.read_data.val();
        self.difference.base.next = self.base.read_data.val();
        self.difference.hold.next = self.sum_hold.q.val();
        self.difference.fresh.next = self.fresh.q.val();
        self.difference.enable.next = self.sum_full.q.val();
        self.last.write.next = self.sum_full.q.val();
        self.last.write_address.next = self.sum_beat.q.val();
        self.last.write_data.next = self.sum.sum.val();
        self.base.write.next = self.sum_full.q.val();
        self.base.write_address.next = self.sum_beat.q.val();
        self.base.write_data.next = self.difference.start.val();
        self.result_full.d.next = self.sum_full.q.val() && self.sum_emit.q.val();
        if self.sum_full.q.val() {
            self.result_address.d.next = self.sum_address.q.val();
            if self.sum_beat.q.val() == self.beat_n.val() {
                self.fresh.d.next = false;
            }
        }
        self.out_valid.next = self.result_full.q.val();
        self.out_address.next = self.result_address.q.val();
        self.out_results.next = self.difference.difference.val();
        self.idle.next = !self.taking.q.val()
            && !self.sum_full.q.val()
            && !self.result_full.q.val()
            && !self.row_taken.q.val()
            && !self.wrong.q.val();
        if !self.resetn.val() {
            self.taking.d.next = false;
            self.row_taken.d.next = false;
            self.beat.d.next = self.beat_0.val();
            self.sum_full.d.next = false;
            self.result_full.d.next = false;
            self.fresh.d.next = true;
            self.wrong.d.next = false;
        }
    }
}
