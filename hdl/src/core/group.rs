//! A lane group: a slice of the weight RAM and its accumulators.

use rust_hdl::prelude::*;

use super::{Lanes, WeightRam};
use crate::block::block;

block! {
    /// `DB / 8` lanes with their `2^AW` weight rows, and the event register through which the
    /// event reaches the next group one cycle later.
    ///
    /// An event at the inputs in cycle c is added at the end of cycle c + 3; a row's sums are at
    /// `sums` in cycle c + 5 of its last event.
    pub struct LaneGroup[
        const DB: usize, const DW: usize, const A: usize, const LP: usize, const AW: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// The event adds a weight row.
        pub add: Signal<In, Bit>,
        /// The spike is -1.
        pub sign: Signal<In, Bit>,
        /// Its weights are int4, in the lower halves of the row's bytes; the lanes add 16 times them.
        pub lower: Signal<In, Bit>,
        /// Its weights are int4, in the upper halves.
        pub upper: Signal<In, Bit>,
        /// The event is its row's last.
        pub last: Signal<In, Bit>,
        /// The weight row.
        pub address: Signal<In, Bits<AW>>,
        /// The event, one cycle later.
        pub next_add: Signal<Out, Bit>,
        /// The event, one cycle later.
        pub next_sign: Signal<Out, Bit>,
        /// The event, one cycle later.
        pub next_lower: Signal<Out, Bit>,
        /// The event, one cycle later.
        pub next_upper: Signal<Out, Bit>,
        /// The event, one cycle later.
        pub next_last: Signal<Out, Bit>,
        /// The event, one cycle later.
        pub next_address: Signal<Out, Bits<AW>>,
        /// `sums` holds a row's sums.
        pub valid: Signal<Out, Bit>,
        /// The sums of a row while `valid`, else zero.
        pub sums: Signal<Out, Bits<DW>>,
        /// Parts of weight row `load_address` that become `load_data`.
        pub load: Signal<In, Bits<LP>>,
        /// Weight row to write.
        pub load_address: Signal<In, Bits<AW>>,
        /// A byte per lane of a part.
        pub load_data: Signal<In, Bits<A>>,
        weights: WeightRam<DB, A, LP, AW> = WeightRam::new(1 << AW),
        lanes: Lanes<DB, DW>,
        event_add: DFF<Bit>,
        event_sign: DFF<Bit>,
        event_lower: DFF<Bit>,
        event_upper: DFF<Bit>,
        event_last: DFF<Bit>,
        event_address: DFF<Bits<AW>>,
        read_add: DFF<Bit>,
        read_sign: DFF<Bit>,
        read_lower: DFF<Bit>,
        read_upper: DFF<Bit>,
        read_last: DFF<Bit>,
        lane_add: DFF<Bit>,
        lane_sign: DFF<Bit>,
        lane_last: DFF<Bit>,
        done_last: DFF<Bit>,
        out_valid: DFF<Bit>,
    }
    constants {}
    checks {}
}

impl<const DB: usize, const DW: usize, const A: usize, const LP: usize, const AW: usize> Logic
    for LaneGroup<DB, DW, A, LP, AW>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            event_add,
            event_sign,
            event_lower,
            event_upper,
            event_last,
            event_address,
            read_add,
            read_sign,
            read_lower,
            read_upper,
            read_last,
            lane_add,
            lane_sign,
            lane_last,
            done_last,
            out_valid
        );
        self.weights.clock.next = self.clock.val();
        self.lanes.clock.next = self.clock.val();
        self.lanes.resetn.next = self.resetn.val();

        self.event_add.d.next = self.add.val();
        self.event_sign.d.next = self.sign.val();
        self.event_lower.d.next = self.lower.val();
        self.event_upper.d.next = self.upper.val();
        self.event_last.d.next = self.last.val();
        self.event_address.d.next = self.address.val();
        self.next_add.next = self.event_add.q.val();
        self.next_sign.next = self.event_sign.q.val();
        self.next_lower.next = self.event_lower.q.val();
        self.next_upper.next = self.event_upper.q.val();
        self.next_last.next = self.event_last.q.val();
        self.next_address.next = self.event_address.q.val();

        self.weights.read_address.next = self.event_address.q.val();
        self.read_add.d.next = self.event_add.q.val();
        self.read_sign.d.next = self.event_sign.q.val();
        self.read_lower.d.next = self.event_lower.q.val();
        self.read_upper.d.next = self.event_upper.q.val();
        self.read_last.d.next = self.event_last.q.val();

        self.weights.lower.next = self.read_lower.q.val();
        self.weights.upper.next = self.read_upper.q.val();
        self.weights.negate.next = self.read_sign.q.val();
        self.lane_add.d.next = self.read_add.q.val();
        self.lane_sign.d.next = self.read_sign.q.val();
        self.lane_last.d.next = self.read_last.q.val();

        self.lanes.add.next = self.lane_add.q.val();
        self.lanes.negative.next = self.lane_sign.q.val();
        self.lanes.weights.next = self.weights.read_data.val();
        self.done_last.d.next = self.lane_last.q.val();
        self.lanes.capture.next = self.done_last.q.val();
        self.out_valid.d.next = self.done_last.q.val();
        self.valid.next = self.out_valid.q.val();
        self.sums.next = self.lanes.sums.val();

        self.weights.write.next = self.load.val();
        self.weights.write_address.next = self.load_address.val();
        self.weights.write_data.next = self.load_data.val();
        if !self.resetn.val() {
            self.event_add.d.next = false;
            self.event_last.d.next = false;
            self.read_add.d.next = false;
            self.read_last.d.next = false;
            self.lane_add.d.next = false;
            self.lane_last.d.next = false;
            self.done_last.d.next = false;
            self.out_valid.d.next = false;
        }
    }
}
