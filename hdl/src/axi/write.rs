//! The write half of the AXI4 slave.

use rust_hdl::prelude::*;

use super::{BURST_BITS, BurstAddresses, PackBurst, PackResponse, PackWrite, TAG_BITS};
use crate::block::block;
use crate::parts::Fifo;

block! {
    /// Joins write requests with their data, in either order of arrival, and answers each burst
    /// with the worst of its beats.
    ///
    /// `A` data bits, `S = A / 8` strobes, `W = A + S`. At most 16 bursts lie between their
    /// start and the acceptance of their response, so the response queue never overflows and
    /// memory is never held up by a master that does not take responses.
    pub struct WriteHalf[const A: usize, const S: usize, const W: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Request: id.
        pub awid: Signal<In, Bits<4>>,
        /// Request: address of the first byte.
        pub awaddr: Signal<In, Bits<64>>,
        /// Request: beats - 1.
        pub awlen: Signal<In, Bits<8>>,
        /// Request: log2 of the bytes of a beat.
        pub awsize: Signal<In, Bits<3>>,
        /// Request: burst kind.
        pub awburst: Signal<In, Bits<2>>,
        /// Request: valid.
        pub awvalid: Signal<In, Bit>,
        /// Request: accepted.
        pub awready: Signal<Out, Bit>,
        /// Data.
        pub wdata: Signal<In, Bits<A>>,
        /// Data: bytes to write.
        pub wstrb: Signal<In, Bits<S>>,
        /// Data: valid.
        pub wvalid: Signal<In, Bit>,
        /// Data: accepted.
        pub wready: Signal<Out, Bit>,
        /// Response: id.
        pub bid: Signal<Out, Bits<4>>,
        /// Response: worst of the burst.
        pub bresp: Signal<Out, Bits<2>>,
        /// Response: valid.
        pub bvalid: Signal<Out, Bit>,
        /// Response: accepted.
        pub bready: Signal<In, Bit>,
        /// Memory: there is a beat.
        pub write_valid: Signal<Out, Bit>,
        /// Memory: address of its word.
        pub write_address: Signal<Out, Bits<64>>,
        /// Memory: data.
        pub write_data: Signal<Out, Bits<A>>,
        /// Memory: bytes to write.
        pub write_strobe: Signal<Out, Bits<S>>,
        /// Memory: comes back with the answer.
        pub write_tag: Signal<Out, Bits<TAG_BITS>>,
        /// Memory: the beat is accepted.
        pub write_ready: Signal<In, Bit>,
        /// Memory: the oldest accepted beat is done.
        pub write_done: Signal<In, Bit>,
        /// Memory: its tag.
        pub write_done_tag: Signal<In, Bits<TAG_BITS>>,
        /// Memory: how it ended.
        pub write_error: Signal<In, Bits<2>>,
        opened: DFF<Bit>,
        request: PackBurst,
        requests: Fifo<BURST_BITS, 2, 3>,
        beat: PackWrite<A, S, W>,
        beats: Fifo<W, 2, 3>,
        bursts: BurstAddresses<S>,
        worst: DFF<Bits<2>>,
        merged: Signal<Local, Bits<2>>,
        response: PackResponse,
        responses: Fifo<6, 4, 5>,
        under_way: DFF<Bits<5>>,
        answered: DFF<Bit>,
        fire: Signal<Local, Bit>,
        last: Signal<Local, Bit>,
    }
    constants {
        strobe_at: 16 = A,
        okay: 2 = 0,
        most: 5 = 16,
        one: 5 = 1,
        none: 5 = 0,
    }
    checks {
        assert_eq!((S * 8, W), (A, A + S), "widths of a beat of {A} bits");
    }
}

impl<const A: usize, const S: usize, const W: usize> Logic for WriteHalf<A, S, W> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, opened, worst, under_way, answered);
        clock!(self, clock, requests, beats, bursts, responses);
        self.requests.resetn.next = self.resetn.val();
        self.beats.resetn.next = self.resetn.val();
        self.bursts.resetn.next = self.resetn.val();
        self.responses.resetn.next = self.resetn.val();
        // Nothing is accepted in the cycle after reset, while a master may still see the reset.
        self.opened.d.next = self.resetn.val();
        self.request.id.next = self.awid.val();
        self.request.address.next = self.awaddr.val();
        self.request.length.next = self.awlen.val();
        self.request.size.next = self.awsize.val();
        self.request.burst.next = self.awburst.val();
        self.requests.push.next = self.awvalid.val() && self.opened.q.val();
        self.requests.push_data.next = self.request.all.val();
        self.awready.next = self.requests.ready.val() && self.opened.q.val();
        self.beat.data.next = self.wdata.val();
        self.beat.strobe.next = self.wstrb.val();
        self.beats.push.next = self.wvalid.val() && self.opened.q.val();
        self.beats.push_data.next = self.beat.all.val();
        self.wready.next = self.beats.ready.val() && self.opened.q.val();

        self.bursts.request_valid.next = self.requests.valid.val();
        self.bursts.request.next = self.requests.data.val();
        self.bursts.allow.next = self.under_way.q.val() != self.most.val();
        self.requests.pop.next = self.bursts.take.val();
        self.write_valid.next = self.bursts.beat_valid.val() && self.beats.valid.val();
        self.write_address.next = self.bursts.beat_address.val();
        self.write_tag.next = self.bursts.beat_tag.val();
        self.write_data.next = self.beats.data.val().get_bits::<A>(0);
        self.write_strobe.next = self.beats.data.val().get_bits::<S>(self.strobe_at.val().index());
        self.bursts.beat_ready.next = self.beats.valid.val() && self.write_ready.val();
        self.fire.next = self.write_valid.val() && self.write_ready.val();
        self.beats.pop.next = self.fire.val();

        // SLVERR (2) and DECERR (3): the worst is the bitwise or.
        self.merged.next = self.worst.q.val() | self.write_error.val();
        self.last.next = self.write_done_tag.val().get_bit(4);
        self.response.response.next = self.merged.val();
        self.response.id.next = self.write_done_tag.val().get_bits::<4>(0);
        self.responses.push.next = self.write_done.val() && self.last.val();
        self.responses.push_data.next = self.response.all.val();
        if self.write_done.val() {
            self.worst.d.next = self.merged.val();
            if self.last.val() {
                self.worst.d.next = self.okay.val();
            }
        }
        self.bvalid.next = self.responses.valid.val();
        self.bresp.next = self.responses.data.val().get_bits::<2>(0);
        self.bid.next = self.responses.data.val().get_bits::<4>(2);
        self.responses.pop.next = self.bready.val();
        self.answered.d.next = self.responses.valid.val() && self.bready.val();
        if self.bursts.take.val() && !self.answered.q.val() {
            self.under_way.d.next = self.under_way.q.val() + self.one.val();
        }
        if self.answered.q.val() && !self.bursts.take.val() {
            self.under_way.d.next = self.under_way.q.val() - self.one.val();
        }
        if !self.resetn.val() {
            self.worst.d.next = self.okay.val();
            self.under_way.d.next = self.none.val();
            self.answered.d.next = false;
        }
    }
}
