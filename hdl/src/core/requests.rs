//! The requests for a RUN's words.

use rust_hdl::prelude::*;

use crate::block::block;

block! {
    /// Asks input memory for the words of all rows, once for every tile.
    ///
    /// At most eight words are under way, from the request until they are taken from the queue of
    /// answers: a word a cycle, if memory answers within three and the queue passes on in two.
    ///
    /// What a request depends on is known one cycle ahead: whether there is room, and whether it is
    /// the last. `IW` bits for a word of input memory.
    pub struct Requests[const IW: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Begin, while `idle`; all that follows is stable until then again.
        pub start: Signal<In, Bit>,
        /// First word of the rows.
        pub source: Signal<In, Bits<IW>>,
        /// Words of all rows, less one.
        pub source_last: Signal<In, Bits<IW>>,
        /// Tiles, less one.
        pub tiles_last: Signal<In, Bits<16>>,
        /// Ask for nothing from the next cycle on.
        pub stop: Signal<In, Bit>,
        /// Ask for the word at `read_address`.
        pub read: Signal<Out, Bit>,
        /// Word of input memory.
        pub read_address: Signal<Out, Bits<IW>>,
        /// The request is taken.
        pub read_ready: Signal<In, Bit>,
        /// A word is taken from the queue of answers.
        pub popped: Signal<In, Bit>,
        /// All requests have been made, and no word is under way.
        pub idle: Signal<Out, Bit>,
        requesting: DFF<Bit>,
        address: DFF<Bits<IW>>,
        requests_left: DFF<Bits<IW>>,
        last_request: DFF<Bit>,
        passes_left: DFF<Bits<16>>,
        last_pass: DFF<Bit>,
        pending: DFF<Bits<4>>,
        room: DFF<Bit>,
        accepted: Signal<Local, Bit>,
        single_request: Signal<Local, Bit>,
    }
    constants {
        address_0: IW = 0,
        address_1: IW = 1,
        tile_0: 16 = 0,
        tile_1: 16 = 1,
        pending_0: 4 = 0,
        pending_1: 4 = 1,
        pending_seven: 4 = 7,
    }
    checks {}
}

impl<const IW: usize> Logic for Requests<IW> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            requesting,
            address,
            requests_left,
            last_request,
            passes_left,
            last_pass,
            pending,
            room
        );
        self.read.next = self.requesting.q.val() && self.room.q.val();
        self.read_address.next = self.address.q.val();
        self.accepted.next = self.read.val() && self.read_ready.val();
        self.single_request.next = self.source_last.val() == self.address_0.val();
        if self.accepted.val() {
            self.address.d.next = self.address.q.val() + self.address_1.val();
            self.requests_left.d.next = self.requests_left.q.val() - self.address_1.val();
            self.last_request.d.next = self.requests_left.q.val() == self.address_1.val();
            if self.last_request.q.val() {
                self.address.d.next = self.source.val();
                self.requests_left.d.next = self.source_last.val();
                self.last_request.d.next = self.single_request.val();
                self.passes_left.d.next = self.passes_left.q.val() - self.tile_1.val();
                self.last_pass.d.next = self.passes_left.q.val() == self.tile_1.val();
                if self.last_pass.q.val() {
                    self.requesting.d.next = false;
                }
            }
        }
        if self.stop.val() {
            self.requesting.d.next = false;
        }
        if self.accepted.val() && !self.popped.val() {
            self.pending.d.next = self.pending.q.val() + self.pending_1.val();
            self.room.d.next = self.pending.q.val() != self.pending_seven.val();
        }
        if self.popped.val() && !self.accepted.val() {
            self.pending.d.next = self.pending.q.val() - self.pending_1.val();
            self.room.d.next = true;
        }
        self.idle.next = !self.requesting.q.val() && (self.pending.q.val() == self.pending_0.val());
        if self.start.val() {
            self.requesting.d.next = true;
            self.address.d.next = self.source.val();
            self.requests_left.d.next = self.source_last.val();
            self.last_request.d.next = self.single_request.val();
            self.passes_left.d.next = self.tiles_last.val();
            self.last_pass.d.next = self.tiles_last.val() == self.tile_0.val();
        }
        if !self.resetn.val() {
            self.requesting.d.next = false;
            self.pending.d.next = self.pending_0.val();
            self.room.d.next = true;
        }
    }
}
