//! One event a cycle: a compactor, a scanner, the lane groups and a queue of finished rows.

use rust_hdl::prelude::*;

use super::{Compactor, LaneGroup, Scanner};
use crate::block::{block, constant};
use crate::parts::Fifo;

block! {
    /// The part of the engine that owns the inputs `k % ports = b`.
    ///
    /// Words of `W` inputs enter, in rows; `N` beats of `D = DB / 8` sums leave for every row, in
    /// the order of the rows. The sums are what the accumulators hold, not yet less what they held
    /// before the row. Up to `R` finished rows wait in the queue, so that the bank may be ahead of
    /// its neighbours. Two rows end at least `N` cycles apart.
    ///
    /// Sizes: `X` index bits, `E = 2 W + X + 2`, `L = X + 6`, `AW <= L` weight address bits,
    /// `DW = D * accumulator width`, `LP = DB / A` parts of a group's weight row, `NS = max(N LP, 2)`,
    /// `CA` and `CC` of [`Compactor`], `QA = log2(R N)`, `QC = QA + 1`, `RA = log2(R)`, `RC = RA + 1`.
    pub struct Bank[
        const W: usize, const X: usize, const E: usize, const L: usize, const AW: usize,
        const DB: usize, const DW: usize, const N: usize,
        const A: usize, const LP: usize, const NS: usize,
        const CA: usize, const CC: usize,
        const QA: usize, const QC: usize, const RA: usize, const RC: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Take `base` for the next tile; the bank is empty.
        pub start: Signal<In, Bit>,
        /// Weight row of local input 0 of the first tile, less the header's share of a row.
        pub base: Signal<In, Bits<AW>>,
        /// Weight rows of a tile.
        pub tile_depth: Signal<In, Bits<AW>>,
        /// Two inputs share a weight row, else one has it.
        pub int4: Signal<In, Bit>,
        /// First local input that does not exist, plus the header's share of a row.
        pub limit: Signal<In, Bits<L>>,
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
        /// `sums` and, with a row's first beat, `events` are valid.
        pub valid: Signal<Out, Bit>,
        /// Another beat is behind it.
        pub more: Signal<Out, Bit>,
        /// The next beat.
        pub sums: Signal<Out, Bits<DW>>,
        /// Events of the row that the next beat belongs to.
        pub events: Signal<Out, Bits<16>>,
        /// Take the beat.
        pub pop: Signal<In, Bit>,
        /// The beat that is taken is its row's last.
        pub pop_row: Signal<In, Bit>,
        /// Write `load_data` into the parts of groups whose bit is set.
        pub load: Signal<In, Bits<NS>>,
        /// Weight row to write.
        pub load_address: Signal<In, Bits<AW>>,
        /// A byte per lane of a part of a group.
        pub load_data: Signal<In, Bits<A>>,
        /// An event was found in the cycle before.
        pub adding: Signal<Out, Bit>,
        /// A row without events ended in the cycle before.
        pub ending_empty: Signal<Out, Bit>,
        /// A row's end waited in the cycle before for room for its results.
        pub blocked: Signal<Out, Bit>,
        /// No word is inside; results may be.
        pub idle: Signal<Out, Bit>,
        /// An event lay beyond the inputs (registered).
        pub beyond: Signal<Out, Bit>,
        compactor: Compactor<W, X, E, CA, CC>,
        scanner: Scanner<W, X, E>,
        groups: [LaneGroup<DB, DW, A, LP, AW>; N] = std::array::from_fn(|_| Default::default()),
        queue: Fifo<DW, QA, QC>,
        counts: Fifo<16, RA, RC>,
        tile_base: DFF<Bits<AW>>,
        spacing: DFF<Bits<5>>,
        room: DFF<Bits<RC>>,
        may_end: DFF<Bit>,
        row_left: DFF<Bit>,
        count: DFF<Bits<16>>,
        add: DFF<Bit>,
        negative: DFF<Bit>,
        lower: DFF<Bit>,
        upper: DFF<Bit>,
        last: DFF<Bit>,
        address: DFF<Bits<AW>>,
        found_beyond: DFF<Bit>,
        was_blocked: DFF<Bit>,
        gap: Signal<Local, Bits<5>>,
        places: Signal<Local, Bits<RC>>,
        index_high: Signal<Local, Bits<L>>,
        local_input: Signal<Local, Bits<L>>,
        odd_input: Signal<Local, Bit>,
        local_row: Signal<Local, Bits<L>>,
        local_low: Signal<Local, Bits<AW>>,
        counted: Signal<Local, Bits<16>>,
        finished: Signal<Local, Bits<DW>>,
        finished_valid: Signal<Local, Bit>,
        too_high: Signal<Local, Bit>,
        parts_at: [Constant<Bits<16>>; N] = std::array::from_fn(|g| constant((LP * g) as u64)),
        index_shift: Constant<Bits<4>> = constant(W.ilog2() as u64),
    }
    constants {
        zero: 16 = 0,
        one: 16 = 1,
        no_wait: 5 = 0,
        one_wait: 5 = 1,
        full_wait: 5 = N - 1,
        no_room: RC = 0,
        one_room: RC = 1,
        full_room: RC = 1 << RA,
        bit_0: 16 = 0,
        pair_shift: 2 = 1,
    }
    checks {
        assert!(W.is_power_of_two(), "a bank's share of a word is a power of 2");
        assert_eq!(L, X + 6, "a local input number is a word number and a bit number");
        assert!(AW <= L, "a row reaches every weight row");
        assert_eq!(1 << QA, N << RA, "the queue holds whole rows");
        assert!(NS >= N * LP && NS > 1, "every group has all parts; one bit cannot be indexed");
        assert!(N <= 16, "a row has at most 16 beats");
    }
}

impl<
    const W: usize,
    const X: usize,
    const E: usize,
    const L: usize,
    const AW: usize,
    const DB: usize,
    const DW: usize,
    const N: usize,
    const A: usize,
    const LP: usize,
    const NS: usize,
    const CA: usize,
    const CC: usize,
    const QA: usize,
    const QC: usize,
    const RA: usize,
    const RC: usize,
> Logic for Bank<W, X, E, L, AW, DB, DW, N, A, LP, NS, CA, CC, QA, QC, RA, RC>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            tile_base,
            spacing,
            room,
            may_end,
            row_left,
            count,
            add,
            negative,
            lower,
            upper,
            last,
            address,
            found_beyond,
            was_blocked
        );
        self.compactor.clock.next = self.clock.val();
        self.compactor.resetn.next = self.resetn.val();
        self.scanner.clock.next = self.clock.val();
        self.scanner.resetn.next = self.resetn.val();
        self.queue.clock.next = self.clock.val();
        self.queue.resetn.next = self.resetn.val();
        self.counts.clock.next = self.clock.val();
        self.counts.resetn.next = self.resetn.val();

        self.compactor.take.next = self.take.val();
        self.compactor.fired.next = self.fired.val();
        self.compactor.sign.next = self.sign.val();
        self.compactor.index.next = self.index.val();
        self.compactor.row_end.next = self.row_end.val();
        self.compactor.tile_end.next = self.tile_end.val();
        self.ready.next = self.compactor.ready.val();
        self.scanner.word_valid.next = self.compactor.valid.val();
        self.scanner.word.next = self.compactor.word.val();
        self.compactor.pop.next = self.scanner.word_pop.val();

        // A row may end when the one before is N cycles ahead and the queue has room for it. That is
        // computed one cycle ahead.
        self.scanner.may_end.next = self.may_end.q.val();
        self.gap.next = self.spacing.q.val();
        if self.spacing.q.val() != self.no_wait.val() {
            self.gap.next = self.spacing.q.val() - self.one_wait.val();
        }
        if self.scanner.ends.val() {
            self.gap.next = self.full_wait.val();
        }
        self.spacing.d.next = self.gap.val();
        self.row_left.d.next = self.pop_row.val();
        self.places.next = self.room.q.val();
        if self.scanner.ends.val() && !self.row_left.q.val() {
            self.places.next = self.room.q.val() - self.one_room.val();
        }
        if self.row_left.q.val() && !self.scanner.ends.val() {
            self.places.next = self.room.q.val() + self.one_room.val();
        }
        self.room.d.next = self.places.val();
        self.may_end.d.next =
            (self.gap.val() == self.no_wait.val()) && (self.places.val() != self.no_room.val());

        // An event's weight row: the tile's base plus the input's number in this bank, or that of
        // its pair.
        self.index_high.next = bit_cast::<L, X>(self.scanner.event_index.val());
        self.local_input.next = (self.index_high.val() << self.index_shift.val())
            | bit_cast::<L, 6>(self.scanner.event_bit.val());
        self.odd_input.next = self.local_input.val().get_bit(0);
        self.local_row.next = self.local_input.val();
        if self.int4.val() {
            self.local_row.next = self.local_input.val() >> self.pair_shift.val();
        }
        self.local_low.next = self.local_row.val().get_bits::<AW>(self.bit_0.val().index());
        self.lower.d.next = self.int4.val() && !self.odd_input.val();
        self.upper.d.next = self.int4.val() && self.odd_input.val();
        self.address.d.next = self.tile_base.q.val() + self.local_low.val();
        self.add.d.next = self.scanner.event_add.val();
        self.negative.d.next = self.scanner.event_sign.val();
        self.last.d.next = self.scanner.event_last.val();
        self.too_high.next = self.local_input.val() >= self.limit.val();
        self.found_beyond.d.next = self.scanner.event_add.val() && self.too_high.val();
        self.beyond.next = self.found_beyond.q.val();
        if self.scanner.event_last.val() && self.scanner.event_tile_end.val() {
            self.tile_base.d.next = self.tile_base.q.val() + self.tile_depth.val();
        }
        if self.start.val() {
            self.tile_base.d.next = self.base.val();
        }

        // How many events the row had.
        self.counted.next = self.count.q.val();
        if self.add.q.val() {
            self.counted.next = self.count.q.val() + self.one.val();
        }
        self.count.d.next = self.counted.val();
        if self.last.q.val() {
            self.count.d.next = self.zero.val();
        }
        self.counts.push.next = self.last.q.val();
        self.counts.push_data.next = self.counted.val();
        self.counts.pop.next = self.pop_row.val();
        self.events.next = self.counts.data.val();

        // The lane groups, one cycle behind each other.
        self.groups[0].add.next = self.add.q.val();
        self.groups[0].sign.next = self.negative.q.val();
        self.groups[0].lower.next = self.lower.q.val();
        self.groups[0].upper.next = self.upper.q.val();
        self.groups[0].last.next = self.last.q.val();
        self.groups[0].address.next = self.address.q.val();
        for i in 1..N {
            self.groups[i].add.next = self.groups[i - 1].next_add.val();
            self.groups[i].sign.next = self.groups[i - 1].next_sign.val();
            self.groups[i].lower.next = self.groups[i - 1].next_lower.val();
            self.groups[i].upper.next = self.groups[i - 1].next_upper.val();
            self.groups[i].last.next = self.groups[i - 1].next_last.val();
            self.groups[i].address.next = self.groups[i - 1].next_address.val();
        }
        for i in 0..N {
            self.groups[i].clock.next = self.clock.val();
            self.groups[i].resetn.next = self.resetn.val();
            self.groups[i].load.next =
                self.load.val().get_bits::<LP>(self.parts_at[i].val().index());
            self.groups[i].load_address.next = self.load_address.val();
            self.groups[i].load_data.next = self.load_data.val();
        }
        self.finished.next = self.groups[0].sums.val();
        self.finished_valid.next = self.groups[0].valid.val();
        for i in 1..N {
            self.finished.next = self.finished.val() | self.groups[i].sums.val();
            self.finished_valid.next = self.finished_valid.val() || self.groups[i].valid.val();
        }
        self.queue.push.next = self.finished_valid.val();
        self.queue.push_data.next = self.finished.val();
        self.queue.pop.next = self.pop.val();
        // A row's count enters its queue before its beats enter theirs.
        self.valid.next = self.queue.valid.val();
        self.more.next = !self.queue.empty.val();
        self.sums.next = self.queue.data.val();

        self.adding.next = self.scanner.event_add.val();
        self.ending_empty.next = self.scanner.event_last.val() && !self.scanner.event_add.val();
        self.was_blocked.d.next = self.scanner.blocked.val();
        self.blocked.next = self.was_blocked.q.val();
        self.idle.next = self.compactor.idle.val() && self.scanner.idle.val();
        if !self.resetn.val() {
            self.spacing.d.next = self.no_wait.val();
            self.room.d.next = self.full_room.val();
            self.may_end.d.next = true;
            self.row_left.d.next = false;
            self.count.d.next = self.zero.val();
            self.add.d.next = false;
            self.last.d.next = false;
            self.found_beyond.d.next = false;
            self.was_blocked.d.next = false;
        }
    }
}
