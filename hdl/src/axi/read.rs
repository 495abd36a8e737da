//! The read half of the AXI4 slave.

use rust_hdl::prelude::*;

use super::{BURST_BITS, BurstAddresses, PackBurst, PackRead, TAG_BITS};
use crate::block::block;
use crate::parts::Fifo;

block! {
    /// Asks memory for the beats of read bursts and queues the answers.
    ///
    /// `A` data bits, `S = A / 8`, `R = A + 7`. Memory cannot be held up once it has accepted a
    /// beat, so a beat is asked for only while the queue has a place for it: 16 places, more than
    /// the cycles from request to acceptance, so one beat a cycle flows while the master accepts.
    pub struct ReadHalf[const A: usize, const S: usize, const R: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Request: id.
        pub arid: Signal<In, Bits<4>>,
        /// Request: address of the first byte.
        pub araddr: Signal<In, Bits<64>>,
        /// Request: beats - 1.
        pub arlen: Signal<In, Bits<8>>,
        /// Request: log2 of the bytes of a beat.
        pub arsize: Signal<In, Bits<3>>,
        /// Request: burst kind.
        pub arburst: Signal<In, Bits<2>>,
        /// Request: valid.
        pub arvalid: Signal<In, Bit>,
        /// Request: accepted.
        pub arready: Signal<Out, Bit>,
        /// Data: id.
        pub rid: Signal<Out, Bits<4>>,
        /// Data.
        pub rdata: Signal<Out, Bits<A>>,
        /// Data: response of this beat.
        pub rresp: Signal<Out, Bits<2>>,
        /// Data: last beat of the burst.
        pub rlast: Signal<Out, Bit>,
        /// Data: valid.
        pub rvalid: Signal<Out, Bit>,
        /// Data: accepted.
        pub rready: Signal<In, Bit>,
        /// Memory: there is a beat to read.
        pub read_valid: Signal<Out, Bit>,
        /// Memory: address of its word.
        pub read_address: Signal<Out, Bits<64>>,
        /// Memory: comes back with the data.
        pub read_tag: Signal<Out, Bits<TAG_BITS>>,
        /// Memory: the beat is accepted.
        pub read_ready: Signal<In, Bit>,
        /// Memory: the oldest accepted beat is here.
        pub read_done: Signal<In, Bit>,
        /// Memory: its tag.
        pub read_done_tag: Signal<In, Bits<TAG_BITS>>,
        /// Memory: its data, zero with an error.
        pub read_data: Signal<In, Bits<A>>,
        /// Memory: how it ended.
        pub read_error: Signal<In, Bits<2>>,
        opened: DFF<Bit>,
        request: PackBurst,
        requests: Fifo<BURST_BITS, 2, 3>,
        bursts: BurstAddresses<S>,
        beat: PackRead<A, R>,
        beats: Fifo<R, 4, 5>,
        places: DFF<Bits<5>>,
        accepted: DFF<Bit>,
        room: Signal<Local, Bit>,
        fire: Signal<Local, Bit>,
    }
    constants {
        most: 5 = 16,
        one: 5 = 1,
        none: 5 = 0,
    }
    checks {
        assert_eq!((S * 8, R), (A, A + 7), "widths of a beat of {A} bits");
    }
}

impl<const A: usize, const S: usize, const R: usize> Logic for ReadHalf<A, S, R> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, opened, places, accepted);
        clock!(self, clock, requests, bursts, beats);
        self.requests.resetn.next = self.resetn.val();
        self.bursts.resetn.next = self.resetn.val();
        self.beats.resetn.next = self.resetn.val();
        self.opened.d.next = self.resetn.val();
        self.request.id.next = self.arid.val();
        self.request.address.next = self.araddr.val();
        self.request.length.next = self.arlen.val();
        self.request.size.next = self.arsize.val();
        self.request.burst.next = self.arburst.val();
        self.requests.push.next = self.arvalid.val() && self.opened.q.val();
        self.requests.push_data.next = self.request.all.val();
        self.arready.next = self.requests.ready.val() && self.opened.q.val();

        self.bursts.request_valid.next = self.requests.valid.val();
        self.bursts.request.next = self.requests.data.val();
        self.bursts.allow.next = true;
        self.requests.pop.next = self.bursts.take.val();
        self.room.next = self.places.q.val() != self.none.val();
        self.read_valid.next = self.bursts.beat_valid.val() && self.room.val();
        self.read_address.next = self.bursts.beat_address.val();
        self.read_tag.next = self.bursts.beat_tag.val();
        self.bursts.beat_ready.next = self.room.val() && self.read_ready.val();
        self.fire.next = self.read_valid.val() && self.read_ready.val();

        self.beat.tag.next = self.read_done_tag.val();
        self.beat.response.next = self.read_error.val();
        self.beat.data.next = self.read_data.val();
        self.beats.push.next = self.read_done.val();
        self.beats.push_data.next = self.beat.all.val();
        self.rvalid.next = self.beats.valid.val();
        self.rid.next = self.beats.data.val().get_bits::<4>(0);
        self.rlast.next = self.beats.data.val().get_bit(4);
        self.rresp.next = self.beats.data.val().get_bits::<2>(5);
        self.rdata.next = self.beats.data.val().get_bits::<A>(7);
        self.beats.pop.next = self.rready.val();
        self.accepted.d.next = self.beats.valid.val() && self.rready.val();
        if self.fire.val() && !self.accepted.q.val() {
            self.places.d.next = self.places.q.val() - self.one.val();
        }
        if self.accepted.q.val() && !self.fire.val() {
            self.places.d.next = self.places.q.val() + self.one.val();
        }
        if !self.resetn.val() {
            self.places.d.next = self.most.val();
            self.accepted.d.next = false;
        }
    }
}
