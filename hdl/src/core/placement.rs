//! Where rows' results go.

use rust_hdl::prelude::*;

use super::merge::PackRow;
use crate::block::block;

block! {
    /// Describes every row to the merge: where its result goes, checked against the result region.
    ///
    /// In tile `t`, a row's result begins at word `place = destination + t * tile_words` of the
    /// region. It takes `words = tile_words`, in the last tile `last_tile_words`, and lies in the
    /// region if `place + words <= result_words`. One that does not is `outside`: the merge emits
    /// nothing. A row that is cut has no result, wherever it would go.
    ///
    /// A row a cycle; its description leaves three cycles after it came. `Q = RW + 23`.
    pub struct Placement[const RW: usize, const Q: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// The next tile is the first; what the command says is stable until the last description.
        pub start: Signal<In, Bit>,
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
        /// The tile is the last.
        pub last_tile: Signal<In, Bit>,
        /// The tile ends in this cycle: a row that comes now is still of it.
        pub tile_end: Signal<In, Bit>,
        /// A row comes.
        pub valid: Signal<In, Bit>,
        /// Its events.
        pub events: Signal<In, Bits<16>>,
        /// It holds.
        pub hold: Signal<In, Bit>,
        /// It has no result.
        pub cut: Signal<In, Bit>,
        /// Its destination in the result region.
        pub destination: Signal<In, Bits<32>>,
        /// A row came in the cycle before.
        pub opens: Signal<Out, Bit>,
        /// `row` describes the next row.
        pub row_push: Signal<Out, Bit>,
        /// Its description ([`PackRow`]).
        pub row: Signal<Out, Bits<Q>>,
        /// Its result is not in the result region.
        pub outside: Signal<Out, Bit>,
        describe: PackRow<RW, Q>,
        tile_start: DFF<Bits<32>>,
        // The row as it came.
        head_full: DFF<Bit>,
        head_hold: DFF<Bit>,
        head_cut: DFF<Bit>,
        head_events: DFF<Bits<16>>,
        head_place: DFF<Bits<33>>,
        head_start: DFF<Bits<33>>,
        head_words: DFF<Bits<33>>,
        head_beats: DFF<Bits<5>>,
        // Its place is known.
        place_full: DFF<Bit>,
        place_hold: DFF<Bit>,
        place_cut: DFF<Bit>,
        place_events: DFF<Bits<16>>,
        place_first: DFF<Bits<33>>,
        place_words: DFF<Bits<33>>,
        place_beats: DFF<Bits<5>>,
        // The end of its place is known.
        reach_full: DFF<Bit>,
        reach_hold: DFF<Bit>,
        reach_cut: DFF<Bit>,
        reach_events: DFF<Bits<16>>,
        reach_first: DFF<Bits<33>>,
        reach_end: DFF<Bits<34>>,
        reach_beats: DFF<Bits<5>>,
        words_here: Signal<Local, Bits<32>>,
        first_wide: Signal<Local, Bits<34>>,
        region: Signal<Local, Bits<34>>,
        beyond: Signal<Local, Bit>,
        first_low: Signal<Local, Bits<RW>>,
    }
    constants {
        bit_0: 16 = 0,
        place_0: 32 = 0,
    }
    checks {}
}

impl<const RW: usize, const Q: usize> Logic for Placement<RW, Q> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            tile_start,
            head_full,
            head_hold,
            head_cut,
            head_events,
            head_place,
            head_start,
            head_words,
            head_beats,
            place_full,
            place_hold,
            place_cut,
            place_events,
            place_first,
            place_words,
            place_beats,
            reach_full,
            reach_hold,
            reach_cut,
            reach_events,
            reach_first,
            reach_end,
            reach_beats
        );
        if self.tile_end.val() {
            self.tile_start.d.next = self.tile_start.q.val() + self.tile_words.val();
        }
        if self.start.val() {
            self.tile_start.d.next = self.place_0.val();
        }

        // The row.
        self.words_here.next = self.tile_words.val();
        self.head_beats.d.next = self.tile_beats.val();
        if self.last_tile.val() {
            self.words_here.next = self.last_tile_words.val();
            self.head_beats.d.next = self.last_tile_beats.val();
        }
        self.head_full.d.next = self.valid.val();
        self.head_hold.d.next = self.hold.val();
        self.head_cut.d.next = self.cut.val();
        self.head_events.d.next = self.events.val();
        self.head_place.d.next = bit_cast::<33, 32>(self.destination.val());
        self.head_start.d.next = bit_cast::<33, 32>(self.tile_start.q.val());
        self.head_words.d.next = bit_cast::<33, 32>(self.words_here.val());
        self.opens.next = self.head_full.q.val();

        // Its place.
        self.place_full.d.next = self.head_full.q.val();
        self.place_hold.d.next = self.head_hold.q.val();
        self.place_cut.d.next = self.head_cut.q.val();
        self.place_events.d.next = self.head_events.q.val();
        self.place_first.d.next = self.head_place.q.val() + self.head_start.q.val();
        self.place_words.d.next = self.head_words.q.val();
        self.place_beats.d.next = self.head_beats.q.val();

        // The end of its place.
        self.reach_full.d.next = self.place_full.q.val();
        self.reach_hold.d.next = self.place_hold.q.val();
        self.reach_cut.d.next = self.place_cut.q.val();
        self.reach_events.d.next = self.place_events.q.val();
        self.reach_first.d.next = self.place_first.q.val();
        self.first_wide.next = bit_cast::<34, 33>(self.place_first.q.val());
        self.reach_end.d.next =
            self.first_wide.val() + bit_cast::<34, 33>(self.place_words.q.val());
        self.reach_beats.d.next = self.place_beats.q.val();

        // To the merge.
        self.region.next = bit_cast::<34, 32>(self.result_words.val());
        self.beyond.next = !self.reach_cut.q.val() && (self.reach_end.q.val() > self.region.val());
        self.first_low.next = self.reach_first.q.val().get_bits::<RW>(self.bit_0.val().index());
        self.describe.events.next = self.reach_events.q.val();
        self.describe.beats.next = self.reach_beats.q.val();
        self.describe.hold.next = self.reach_hold.q.val();
        self.describe.emit.next = !self.reach_cut.q.val() && !self.beyond.val();
        self.describe.address.next = self.result.val() + self.first_low.val();
        self.row_push.next = self.reach_full.q.val();
        self.row.next = self.describe.all.val();
        self.outside.next = self.reach_full.q.val() && self.beyond.val();
        if !self.resetn.val() {
            self.head_full.d.next = false;
            self.place_full.d.next = false;
            self.reach_full.d.next = false;
        }
    }
}
