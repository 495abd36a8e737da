//! The order of a RUN's words.

use rust_hdl::prelude::*;

use crate::block::block;

block! {
    /// Where a RUN is in its words: word by word, row by row, tile by tile.
    ///
    /// All that is said of a word is in flip-flops that are set one word ahead, so that no comparison
    /// is in the path of a word that is taken. `X` bits for a word in a row.
    pub struct Walk[const X: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Go to the first word; all that follows is stable from here on.
        pub start: Signal<In, Bit>,
        /// Words of a row, less one.
        pub row_last: Signal<In, Bits<X>>,
        /// Rows, less one.
        pub rows_last: Signal<In, Bits<20>>,
        /// Tiles, less one.
        pub tiles_last: Signal<In, Bits<16>>,
        /// Go to the next word.
        pub step: Signal<In, Bit>,
        /// The word's number in its row.
        pub index: Signal<Out, Bits<X>>,
        /// The word is its row's first.
        pub first_word: Signal<Out, Bit>,
        /// The word is its row's last.
        pub last_word: Signal<Out, Bit>,
        /// The row is its tile's first.
        pub first_row: Signal<Out, Bit>,
        /// The row is its tile's last.
        pub last_row: Signal<Out, Bit>,
        /// The tile is the last.
        pub last_tile: Signal<Out, Bit>,
        /// The step leads to another tile.
        pub tile_end: Signal<Out, Bit>,
        word: DFF<Bits<X>>,
        word_ahead: DFF<Bits<X>>,
        begins: DFF<Bit>,
        ends: DFF<Bit>,
        rows_left: DFF<Bits<20>>,
        opening: DFF<Bit>,
        closing: DFF<Bit>,
        tiles_left: DFF<Bits<16>>,
        final_tile: DFF<Bit>,
        single_word: Signal<Local, Bit>,
        single_row: Signal<Local, Bit>,
    }
    constants {
        word_0: X = 0,
        word_1: X = 1,
        row_0: 20 = 0,
        row_1: 20 = 1,
        tile_0: 16 = 0,
        tile_1: 16 = 1,
    }
    checks {}
}

impl<const X: usize> Logic for Walk<X> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self, clock, word, word_ahead, begins, ends, rows_left, opening, closing, tiles_left,
            final_tile
        );
        self.index.next = self.word.q.val();
        self.first_word.next = self.begins.q.val();
        self.last_word.next = self.ends.q.val();
        self.first_row.next = self.opening.q.val();
        self.last_row.next = self.closing.q.val();
        self.last_tile.next = self.final_tile.q.val();
        self.tile_end.next = self.step.val() && self.ends.q.val() && self.closing.q.val();
        self.single_word.next = self.row_last.val() == self.word_0.val();
        self.single_row.next = self.rows_last.val() == self.row_0.val();
        if self.step.val() {
            self.word.d.next = self.word_ahead.q.val();
            self.word_ahead.d.next = self.word_ahead.q.val() + self.word_1.val();
            self.begins.d.next = self.ends.q.val();
            self.ends.d.next = self.word_ahead.q.val() == self.row_last.val();
            if self.ends.q.val() {
                self.word.d.next = self.word_0.val();
                self.word_ahead.d.next = self.word_1.val();
                self.ends.d.next = self.single_word.val();
                self.rows_left.d.next = self.rows_left.q.val() - self.row_1.val();
                self.opening.d.next = self.closing.q.val();
                self.closing.d.next = self.rows_left.q.val() == self.row_1.val();
                if self.closing.q.val() {
                    self.rows_left.d.next = self.rows_last.val();
                    self.closing.d.next = self.single_row.val();
                    self.tiles_left.d.next = self.tiles_left.q.val() - self.tile_1.val();
                    self.final_tile.d.next = self.tiles_left.q.val() == self.tile_1.val();
                }
            }
        }
        if self.start.val() {
            self.word.d.next = self.word_0.val();
            self.word_ahead.d.next = self.word_1.val();
            self.begins.d.next = true;
            self.ends.d.next = self.single_word.val();
            self.rows_left.d.next = self.rows_last.val();
            self.opening.d.next = true;
            self.closing.d.next = self.single_row.val();
            self.tiles_left.d.next = self.tiles_last.val();
            self.final_tile.d.next = self.tiles_last.val() == self.tile_0.val();
        }
    }
}
