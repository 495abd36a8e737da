//! Drops words without spikes, and lets the row's end ride on the last word that has one.

use rust_hdl::prelude::*;

use crate::block::{block, pack};
use crate::parts::Fifo;

block! {
    /// From the fetched words of one bank to the words that its scanner must look at.
    ///
    /// A word of `W` inputs without a spike vanishes, unless the whole row has none: then one empty
    /// word marks the row's end. The last word of a row is held until it is known to be the last.
    ///
    /// Nothing waits inside: a word may enter only while the queue has room for all that is on its
    /// way, so that whether it may is a flip-flop.
    /// `X` bits number the words of a row; `E = 2 W + X + 2`. The queue holds `2^CA` words;
    /// `CC = CA + 1`.
    pub struct Compactor[
        const W: usize, const X: usize, const E: usize, const CA: usize, const CC: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// A word enters; only while `ready`.
        pub take: Signal<In, Bit>,
        /// The word's fired bits.
        pub fired: Signal<In, Bits<W>>,
        /// The word's sign bits.
        pub sign: Signal<In, Bits<W>>,
        /// The word's number in its row.
        pub index: Signal<In, Bits<X>>,
        /// The word is the last of its row.
        pub row_end: Signal<In, Bit>,
        /// The row is the last of its tile.
        pub tile_end: Signal<In, Bit>,
        /// A word may enter.
        pub ready: Signal<Out, Bit>,
        /// `word` is valid.
        pub valid: Signal<Out, Bit>,
        /// From bit 0: fired, sign, index, last of its row, last of its tile.
        pub word: Signal<Out, Bits<E>>,
        /// Take the word.
        pub pop: Signal<In, Bit>,
        /// No word is inside.
        pub idle: Signal<Out, Bit>,
        queue: Fifo<E, CA, CC>,
        room: DFF<Bit>,
        arrived: DFF<Bit>,
        // Whether `arrived_fired` is not 0: the comparison is in front of the register.
        arrived_spikes: DFF<Bit>,
        arrived_fired: DFF<Bits<W>>,
        arrived_sign: DFF<Bits<W>>,
        arrived_index: DFF<Bits<X>>,
        arrived_row_end: DFF<Bit>,
        arrived_tile_end: DFF<Bit>,
        held: DFF<Bit>,
        held_fired: DFF<Bits<W>>,
        held_sign: DFF<Bits<W>>,
        held_index: DFF<Bits<X>>,
        held_last: DFF<Bit>,
        held_tile_end: DFF<Bit>,
        leave: Signal<Local, Bit>,
        entry: PackWord<W, X, E>,
    }
    constants {
        no_fired: W = 0,
    }
    checks {
        assert_eq!(E, 2 * W + X + 2, "fired, sign, index and two flags");
    }
}

impl<const W: usize, const X: usize, const E: usize, const CA: usize, const CC: usize> Logic
    for Compactor<W, X, E, CA, CC>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            room,
            arrived,
            arrived_spikes,
            arrived_fired,
            arrived_sign,
            arrived_index,
            arrived_row_end,
            arrived_tile_end,
            held,
            held_fired,
            held_sign,
            held_index,
            held_last,
            held_tile_end
        );
        self.queue.clock.next = self.clock.val();
        self.queue.resetn.next = self.resetn.val();
        self.entry.fired.next = self.held_fired.q.val();
        self.entry.sign.next = self.held_sign.q.val();
        self.entry.index.next = self.held_index.q.val();
        self.entry.last.next = self.held_last.q.val();
        self.entry.tile_end.next = self.held_tile_end.q.val();
        self.queue.push_data.next = self.entry.all.val();
        // On its way may be: a word that enters, one each in the two registers, and one that entered
        // before the queue was seen to be full.
        self.room.d.next = self.queue.ample.val();
        self.ready.next = self.room.q.val();
        self.arrived.d.next = self.take.val();
        self.arrived_spikes.d.next = self.fired.val() != self.no_fired.val();
        self.arrived_fired.d.next = self.fired.val();
        self.arrived_sign.d.next = self.sign.val();
        self.arrived_index.d.next = self.index.val();
        self.arrived_row_end.d.next = self.row_end.val();
        self.arrived_tile_end.d.next = self.tile_end.val();
        self.leave.next = self.held.q.val()
            && (self.held_last.q.val() || (self.arrived.q.val() && self.arrived_spikes.q.val()));
        self.queue.push.next = self.leave.val();
        if self.leave.val() {
            self.held.d.next = false;
        }
        if self.arrived.q.val() && self.arrived_spikes.q.val() {
            self.held.d.next = true;
            self.held_fired.d.next = self.arrived_fired.q.val();
            self.held_sign.d.next = self.arrived_sign.q.val();
            self.held_index.d.next = self.arrived_index.q.val();
            self.held_last.d.next = self.arrived_row_end.q.val();
            self.held_tile_end.d.next = self.arrived_tile_end.q.val();
        }
        if self.arrived.q.val() && !self.arrived_spikes.q.val() && self.arrived_row_end.q.val() {
            if !self.held.q.val() || self.held_last.q.val() {
                self.held_fired.d.next = self.no_fired.val();
            }
            self.held.d.next = true;
            self.held_last.d.next = true;
            self.held_tile_end.d.next = self.arrived_tile_end.q.val();
        }
        self.valid.next = self.queue.valid.val();
        self.word.next = self.queue.data.val();
        self.queue.pop.next = self.pop.val();
        self.idle.next = !self.arrived.q.val()
            && !self.held.q.val()
            && !self.queue.valid.val()
            && self.queue.empty.val();
        if !self.resetn.val() {
            self.arrived.d.next = false;
            self.held.d.next = false;
        }
    }
}

pack! {
    /// A queue entry.
    pub struct PackWord[const W: usize, const X: usize, const E: usize] {
        fired: Bits<W>,
        sign: Bits<W>,
        index: Bits<X>,
        last: Bit,
        tile_end: Bit,
    } => E
}
