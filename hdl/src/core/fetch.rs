//! Reads spike rows from input memory, once for every tile.

use rust_hdl::prelude::*;
use spikelm_regs::{Status, header_bit};

use super::{Placement, Requests, Slicer, Walk};
use crate::block::{block, pack};
use crate::parts::Fifo;

block! {
    /// The reader of a RUN: words of `A` bits from input memory to all banks, and a description of
    /// every row to the merge.
    ///
    /// Requests run ahead of what the banks take by up to eight words. All banks take a word at
    /// once. A quiet row ends nothing: to the banks and to the merge it is one row with the row that
    /// holds behind it, of the events of both (modulo 2^16). A header that breaks a rule, or
    /// that comes behind `stop`, ends the fetch: its word still enters, so that whether a word does
    /// depends on no rule, and ends its row and quiet rows in front of it, without a result. A result
    /// outside the result region is dropped and reported; whoever hears of an error raises `stop`.
    ///
    /// Sizes: `H = A / 2`, `X` bits for a word in a row, `IW` for input memory's words, `RW` for
    /// result memory's, `Q = RW + 23` for a row's description, `F = A + 1` for a word in the queue.
    pub struct Fetch[
        const A: usize, const H: usize, const X: usize, const IW: usize, const RW: usize,
        const Q: usize, const F: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Begin; all that follows is stable until `done`.
        pub start: Signal<In, Bit>,
        /// First word of the rows.
        pub source: Signal<In, Bits<IW>>,
        /// Words of all rows, less one.
        pub source_last: Signal<In, Bits<IW>>,
        /// Words of a row, less one.
        pub row_last: Signal<In, Bits<X>>,
        /// Rows, less one.
        pub rows_last: Signal<In, Bits<20>>,
        /// Tiles, less one.
        pub tiles_last: Signal<In, Bits<16>>,
        /// First word of the result region.
        pub result: Signal<In, Bits<RW>>,
        /// Words of the result region.
        pub result_words: Signal<In, Bits<32>>,
        /// Words of a row's result in a full tile.
        pub tile_words: Signal<In, Bits<32>>,
        /// Words of a row's result in the last tile.
        pub last_tile_words: Signal<In, Bits<32>>,
        /// Beats of a row's result in a full tile.
        pub tile_beats: Signal<In, Bits<5>>,
        /// Beats of a row's result in the last tile.
        pub last_tile_beats: Signal<In, Bits<5>>,
        /// End with the row under way.
        pub stop: Signal<In, Bit>,
        /// Ask for the word at `read_address`.
        pub read: Signal<Out, Bit>,
        /// Word of input memory.
        pub read_address: Signal<Out, Bits<IW>>,
        /// The request is taken.
        pub read_ready: Signal<In, Bit>,
        /// `read_data` is the answer to the oldest request.
        pub read_valid: Signal<In, Bit>,
        /// A word of input memory.
        pub read_data: Signal<In, Bits<A>>,
        /// All banks can take a word.
        pub banks_ready: Signal<In, Bit>,
        /// All banks take a word.
        pub take: Signal<Out, Bit>,
        /// Its fired bits, bank by bank.
        pub fired: Signal<Out, Bits<H>>,
        /// Its sign bits, bank by bank.
        pub sign: Signal<Out, Bits<H>>,
        /// Its number in its row.
        pub index: Signal<Out, Bits<X>>,
        /// A row ends with it.
        pub row_end: Signal<Out, Bit>,
        /// The row is its tile's last.
        pub tile_end: Signal<Out, Bit>,
        /// A row that the merge will hear of began in the cycle before, or the last of its parts.
        pub row_opens: Signal<Out, Bit>,
        /// Another row may begin.
        pub row_room: Signal<In, Bit>,
        /// `row` describes the next row.
        pub row_push: Signal<Out, Bit>,
        /// Its description ([`PackRow`](super::PackRow)).
        pub row: Signal<Out, Bits<Q>>,
        /// A rule is broken; `error_status` says which.
        pub error: Signal<Out, Bit>,
        /// The status.
        pub error_status: Signal<Out, Bits<4>>,
        /// All rows have been taken, or the fetch has ended early.
        pub done: Signal<Out, Bit>,
        requests: Requests<IW>,
        answer: PackAnswer<A, F>,
        answers: Fifo<F, 3, 4>,
        slicer: Slicer<A, H> = Slicer::new(1),
        walk: Walk<X>,
        placement: Placement<RW, Q>,
        was_quiet: DFF<Bit>,
        // Of the quiet rows in front of the row that begins.
        quiet_hold: DFF<Bit>,
        quiet_events: DFF<Bits<16>>,
        stopping: DFF<Bit>,
        word_data: Signal<Local, Bits<A>>,
        hold: Signal<Local, Bit>,
        quiet: Signal<Local, Bit>,
        reserved: Signal<Local, Bits<14>>,
        upper: Signal<Local, Bits<64>>,
        header_bad: Signal<Local, Bit>,
        broken: Signal<Local, Bit>,
        status: Signal<Local, Bits<4>>,
        enters: Signal<Local, Bit>,
        ends: Signal<Local, Bit>,
        row_quiet: Signal<Local, Bit>,
        events: Signal<Local, Bits<16>>,
        first_hold: Signal<Local, Bit>,
    }
    constants {
        at_hold: 16 = header_bit::HOLD,
        at_quiet: 16 = header_bit::QUIET,
        at_reserved: 16 = 2,
        at_events: 16 = header_bit::EVENTS,
        at_place: 16 = header_bit::DESTINATION,
        at_upper: 16 = 64,
        at_bad: 16 = A,
        bit_0: 16 = 0,
        no_reserved: 14 = 0,
        no_upper: 64 = 0,
        events_0: 16 = 0,
        status_0: 4 = 0,
        status_header: 4 = Status::Header.code(),
        status_hold: 4 = Status::HoldFirst.code(),
        status_quiet: 4 = Status::QuietAlone.code(),
        status_place: 4 = Status::Destination.code(),
    }
    checks {
        assert_eq!(A, 2 * H, "half of a word is fired bits");
        assert_eq!(F, A + 1, "a word and a flag");
    }
}

impl<
    const A: usize,
    const H: usize,
    const X: usize,
    const IW: usize,
    const RW: usize,
    const Q: usize,
    const F: usize,
> Fetch<A, H, X, IW, RW, Q, F>
{
    /// A fetch for `ports` banks.
    pub fn new(ports: usize) -> Self {
        Self { slicer: Slicer::new(ports), ..Default::default() }
    }
}

impl<
    const A: usize,
    const H: usize,
    const X: usize,
    const IW: usize,
    const RW: usize,
    const Q: usize,
    const F: usize,
> Logic for Fetch<A, H, X, IW, RW, Q, F>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, was_quiet, quiet_hold, quiet_events, stopping);
        self.requests.clock.next = self.clock.val();
        self.requests.resetn.next = self.resetn.val();
        self.answers.clock.next = self.clock.val();
        self.answers.resetn.next = self.resetn.val();
        self.walk.clock.next = self.clock.val();
        self.placement.clock.next = self.clock.val();
        self.placement.resetn.next = self.resetn.val();

        // Ask for the rows, tile after tile.
        self.requests.start.next = self.start.val();
        self.requests.source.next = self.source.val();
        self.requests.source_last.next = self.source_last.val();
        self.requests.tiles_last.next = self.tiles_last.val();
        self.requests.stop.next = self.stopping.q.val();
        self.read.next = self.requests.read.val();
        self.read_address.next = self.requests.read_address.val();
        self.requests.read_ready.next = self.read_ready.val();

        // Whether a word cannot be a header is known before it is needed.
        self.reserved.next = self.read_data.val().get_bits::<14>(self.at_reserved.val().index());
        self.upper.next = self.read_data.val().get_bits::<64>(self.at_upper.val().index());
        self.answer.word.next = self.read_data.val();
        self.answer.bad.next = (self.reserved.val() != self.no_reserved.val())
            || (self.upper.val() != self.no_upper.val());
        self.answers.push.next = self.read_valid.val();
        self.answers.push_data.next = self.answer.all.val();

        // Look at the next word. A row that holds what quiet rows began begins with the first of them.
        self.word_data.next = self.answers.data.val().get_bits::<A>(self.bit_0.val().index());
        self.header_bad.next = self.answers.data.val().get_bit(self.at_bad.val().index());
        self.hold.next = self.answers.data.val().get_bit(self.at_hold.val().index());
        self.quiet.next = self.answers.data.val().get_bit(self.at_quiet.val().index());
        self.events.next = self.quiet_events.q.val()
            + self.answers.data.val().get_bits::<16>(self.at_events.val().index());
        self.first_hold.next = self.hold.val();
        if self.was_quiet.q.val() {
            self.first_hold.next = self.quiet_hold.q.val();
        }
        self.enters.next = self.answers.valid.val()
            && !self.stopping.q.val()
            && self.banks_ready.val()
            && (!self.walk.first_word.val() || self.row_room.val());
        self.broken.next = false;
        self.status.next = self.status_0.val();
        if self.quiet.val() && self.walk.last_row.val() {
            self.broken.next = true;
            self.status.next = self.status_quiet.val();
        }
        if self.was_quiet.q.val() && !self.hold.val() {
            self.broken.next = true;
            self.status.next = self.status_quiet.val();
        }
        if self.hold.val() && self.walk.first_row.val() {
            self.broken.next = true;
            self.status.next = self.status_hold.val();
        }
        if self.header_bad.val() {
            self.broken.next = true;
            self.status.next = self.status_header.val();
        }
        self.error.next = false;
        self.error_status.next = self.status.val();
        self.ends.next = self.enters.val()
            && self.walk.first_word.val()
            && (self.stop.val() || self.broken.val());
        if self.ends.val() {
            self.error.next = !self.stop.val();
            self.stopping.d.next = true;
        }
        self.answers.pop.next =
            self.enters.val() || (self.answers.valid.val() && self.stopping.q.val());
        self.requests.popped.next = self.answers.pop.val();

        // Go to the next word.
        self.walk.start.next = self.start.val();
        self.walk.row_last.next = self.row_last.val();
        self.walk.rows_last.next = self.rows_last.val();
        self.walk.tiles_last.next = self.tiles_last.val();
        self.walk.step.next = self.enters.val();

        // To the banks.
        self.slicer.word.next = self.word_data.val();
        self.slicer.first.next = self.walk.first_word.val();
        self.take.next = self.enters.val();
        self.fired.next = self.slicer.fired.val();
        self.sign.next = self.slicer.sign.val();
        self.index.next = self.walk.index.val();
        self.row_quiet.next = self.was_quiet.q.val();
        if self.walk.first_word.val() {
            self.row_quiet.next = self.quiet.val();
        }
        self.row_end.next = (self.walk.last_word.val() && !self.row_quiet.val()) || self.ends.val();
        self.tile_end.next = self.walk.last_row.val();
        if self.enters.val() && self.walk.first_word.val() {
            self.was_quiet.d.next = self.quiet.val();
            self.quiet_hold.d.next = self.first_hold.val();
            self.quiet_events.d.next = self.events_0.val();
            if self.quiet.val() {
                self.quiet_events.d.next = self.events.val();
            }
        }

        // To the merge.
        self.placement.start.next = self.start.val();
        self.placement.result.next = self.result.val();
        self.placement.result_words.next = self.result_words.val();
        self.placement.tile_words.next = self.tile_words.val();
        self.placement.last_tile_words.next = self.last_tile_words.val();
        self.placement.tile_beats.next = self.tile_beats.val();
        self.placement.last_tile_beats.next = self.last_tile_beats.val();
        self.placement.last_tile.next = self.walk.last_tile.val();
        self.placement.tile_end.next = self.walk.tile_end.val();
        self.placement.valid.next =
            (self.enters.val() && self.walk.first_word.val() && !self.quiet.val())
                || self.ends.val();
        self.placement.events.next = self.events.val();
        self.placement.hold.next = self.first_hold.val();
        self.placement.cut.next = self.ends.val();
        self.placement.destination.next =
            self.answers.data.val().get_bits::<32>(self.at_place.val().index());
        self.row_opens.next = self.placement.opens.val();
        self.row_push.next = self.placement.row_push.val();
        self.row.next = self.placement.row.val();
        if self.placement.outside.val() {
            self.error.next = true;
            self.error_status.next = self.status_place.val();
        }

        self.done.next = self.requests.idle.val() && !self.placement.opens.val();
        if self.start.val() {
            self.stopping.d.next = false;
            self.was_quiet.d.next = false;
            self.quiet_events.d.next = self.events_0.val();
        }
        if !self.resetn.val() {
            self.stopping.d.next = false;
        }
    }
}

pack! {
    /// A word of input memory in the queue, and whether it breaks the rules of a header.
    pub struct PackAnswer[const A: usize, const F: usize] {
        word: Bits<A>,
        bad: Bit,
    } => F
}
