//! The RUN unit: fetch, banks, merge and writer, and the account of every busy cycle.

use rust_hdl::prelude::*;
use spikelm_regs::{SLOT_INPUTS, Status};

use super::{Bank, Fetch, Merge, Writer};
use crate::block::{block, constant};
use crate::parts::{DataChecksum, Fifo};

block! {
    /// Multiplies spike rows by tiles: one RUN command at a time.
    ///
    /// A busy cycle is one from the first row fetch until the last result is in result memory. It
    /// is an event cycle if a bank finds an event; else a stall, for the first cause that applies:
    /// drain (a row's end waits for room for its results), empty (a row without events ends), edge
    /// (no row has reached a scanner yet, or the last has left), fetch.
    ///
    /// Beside the work, the rows as they are read for the first tile are compared with their
    /// checksum, and the results as they are written get one. A mismatch is the status of a command
    /// that broke no other rule.
    ///
    /// Sizes, as in the blocks inside: words of input memory `A = 2 H` bits, `IW` address bits;
    /// result memory `R`, `RW`; `P` banks of `N = 2^NB` groups of `D` lanes; `W`, `X`, `E`, `L`,
    /// `AW`, `DB`, `DW`, `LP`, `NS`, `CA`, `CC`, `QA`, `QC`, `RA`, `RC` of [`Bank`];
    /// `Q = RW + 23`, `F = A + 1`.
    pub struct RunUnit[
        const A: usize, const H: usize, const IW: usize, const R: usize, const RW: usize,
        const P: usize, const N: usize, const NB: usize, const D: usize,
        const W: usize, const X: usize, const E: usize, const L: usize, const AW: usize,
        const DB: usize, const DW: usize, const LP: usize, const NS: usize,
        const CA: usize, const CC: usize, const QA: usize, const QC: usize,
        const RA: usize, const RC: usize, const Q: usize, const F: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Begin, while not `busy`; the command's fields are stable until `done`.
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
        /// Inputs of a row.
        pub inputs: Signal<In, Bits<16>>,
        /// First weight row of the first tile.
        pub weight_row: Signal<In, Bits<AW>>,
        /// Weight rows of a tile in each bank.
        pub tile_depth: Signal<In, Bits<AW>>,
        /// First word of the result region.
        pub result: Signal<In, Bits<RW>>,
        /// Words of the result region.
        pub result_words: Signal<In, Bits<32>>,
        /// Beats of a row's result in the last tile.
        pub last_tile_beats: Signal<In, Bits<5>>,
        /// Results have 32 bits.
        pub wide: Signal<In, Bit>,
        /// The tiles hold int4 weights, else int8.
        pub int4: Signal<In, Bit>,
        /// Checksum of the rows.
        pub data_checksum: Signal<In, Bits<32>>,
        /// A command is under way.
        pub busy: Signal<Out, Bit>,
        /// The command ends in this cycle.
        pub done: Signal<Out, Bit>,
        /// How it ended; valid with `done`.
        pub status: Signal<Out, Bits<4>>,
        /// Checksum of the results, from the fourth cycle after `done` at the latest until the second
        /// after the next `start`.
        pub result_checksum: Signal<Out, Bits<32>>,
        /// Events in this cycle.
        pub events: Signal<Out, Bits<4>>,
        /// This cycle is an event cycle.
        pub event_cycle: Signal<Out, Bit>,
        /// This cycle is a stall: drain.
        pub stall_drain: Signal<Out, Bit>,
        /// This cycle is a stall: empty.
        pub stall_empty: Signal<Out, Bit>,
        /// This cycle is a stall: edge.
        pub stall_edge: Signal<Out, Bit>,
        /// This cycle is a stall: fetch.
        pub stall_fetch: Signal<Out, Bit>,
        /// A row's result leaves the merge in this cycle.
        pub row_done: Signal<Out, Bit>,
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
        /// Write `write_data` to `write_address`; always taken.
        pub write: Signal<Out, Bit>,
        /// Word of result memory.
        pub write_address: Signal<Out, Bits<RW>>,
        /// A word of results.
        pub write_data: Signal<Out, Bits<R>>,
        /// Write `load_data` into the banks whose bit is set.
        pub load_banks: Signal<In, Bits<8>>,
        /// ... and there into the parts of groups whose bit is set.
        pub load_groups: Signal<In, Bits<NS>>,
        /// Weight row to write.
        pub load_address: Signal<In, Bits<AW>>,
        /// A byte per lane of a part of a group.
        pub load_data: Signal<In, Bits<A>>,
        fetch: Fetch<A, H, X, IW, RW, Q, F> = Fetch::new(P),
        banks: [Bank<W, X, E, L, AW, DB, DW, N, A, LP, NS, CA, CC, QA, QC, RA, RC>; P]
            = std::array::from_fn(|_| Default::default()),
        rows: Fifo<Q, 5, 6>,
        merge: Merge<D, DW, P, N, NB, RW, Q>,
        writer: Writer<DW, R, RW>,
        row_checksum: DataChecksum<A>,
        sums_checksum: DataChecksum<R>,
        checking: DFF<Bit>,
        unchecked: DFF<Bits<IW>>,
        damaged: DFF<Bit>,
        running: DFF<Bit>,
        settled: DFF<Bit>,
        begun: DFF<Bit>,
        open_rows: DFF<Bits<6>>,
        failed: DFF<Bits<4>>,
        base: DFF<Bits<AW>>,
        limits: [DFF<Bits<L>>; P] = std::array::from_fn(|_| Default::default()),
        rounded: [Signal<Local, Bits<17>>; P] = std::array::from_fn(|_| Default::default()),
        local_inputs: [Signal<Local, Bits<17>>; P] = std::array::from_fn(|_| Default::default()),
        local_low: [Signal<Local, Bits<L>>; P] = std::array::from_fn(|_| Default::default()),
        rounding: [Constant<Bits<17>>; P]
            = std::array::from_fn(|bank| constant((P - 1 - bank) as u64)),
        plane_at: [Constant<Bits<16>>; P]
            = std::array::from_fn(|bank| constant((W * bank) as u64)),
        inputs_wide: Signal<Local, Bits<17>>,
        header_share: Signal<Local, Bits<AW>>,
        all_ready: Signal<Local, Bit>,
        all_idle: Signal<Local, Bit>,
        any_adding: Signal<Local, Bit>,
        any_blocked: Signal<Local, Bit>,
        any_empty: Signal<Local, Bit>,
        any_beyond: Signal<Local, Bit>,
        found: Signal<Local, Bits<4>>,
        begins: Signal<Local, Bit>,
        leaves: Signal<Local, Bit>,
        finished: Signal<Local, Bit>,
    }
    constants {
        port_bits: 5 = P.ilog2(),
        header_inputs: AW = SLOT_INPUTS as usize / P,
        header_pairs: AW = SLOT_INPUTS as usize / P / 2,
        header_limit: L = SLOT_INPUTS as usize / P,
        bit_0: 16 = 0,
        no_groups: NS = 0,
        none: 4 = 0,
        one: 4 = 1,
        ok: 4 = Status::Ok.code(),
        miscount: 4 = Status::EventCount.code(),
        bad_data: 4 = Status::DataChecksum.code(),
        no_words: IW = 0,
        one_word: IW = 1,
        beyond: 4 = Status::InputRange.code(),
        no_rows: 6 = 0,
        one_row: 6 = 1,
        most_rows: 6 = 28,
        full_beats: 5 = N,
        full_words: 32 = N,
        full_words_wide: 32 = 2 * N,
        wide_shift: 2 = 1,
    }
    checks {
        assert_eq!(DB, 8 * D, "a byte per lane");
        assert_eq!(R, 16 * D, "a word of result memory is 16 bits per lane");
        assert_eq!(W * P, H, "the banks share a word");
    }
}

impl<
    const A: usize,
    const H: usize,
    const IW: usize,
    const R: usize,
    const RW: usize,
    const P: usize,
    const N: usize,
    const NB: usize,
    const D: usize,
    const W: usize,
    const X: usize,
    const E: usize,
    const L: usize,
    const AW: usize,
    const DB: usize,
    const DW: usize,
    const LP: usize,
    const NS: usize,
    const CA: usize,
    const CC: usize,
    const QA: usize,
    const QC: usize,
    const RA: usize,
    const RC: usize,
    const Q: usize,
    const F: usize,
> Logic
    for RunUnit<
        A,
        H,
        IW,
        R,
        RW,
        P,
        N,
        NB,
        D,
        W,
        X,
        E,
        L,
        AW,
        DB,
        DW,
        LP,
        NS,
        CA,
        CC,
        QA,
        QC,
        RA,
        RC,
        Q,
        F,
    >
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self, clock, checking, unchecked, damaged, running, settled, begun, open_rows, failed,
            base
        );
        self.fetch.clock.next = self.clock.val();
        self.fetch.resetn.next = self.resetn.val();
        self.rows.clock.next = self.clock.val();
        self.rows.resetn.next = self.resetn.val();
        self.merge.clock.next = self.clock.val();
        self.merge.resetn.next = self.resetn.val();
        self.writer.clock.next = self.clock.val();
        self.writer.resetn.next = self.resetn.val();

        // Fetch.
        self.fetch.start.next = self.start.val();
        self.fetch.source.next = self.source.val();
        self.fetch.source_last.next = self.source_last.val();
        self.fetch.row_last.next = self.row_last.val();
        self.fetch.rows_last.next = self.rows_last.val();
        self.fetch.tiles_last.next = self.tiles_last.val();
        self.fetch.result.next = self.result.val();
        self.fetch.result_words.next = self.result_words.val();
        self.fetch.tile_beats.next = self.full_beats.val();
        self.fetch.last_tile_beats.next = self.last_tile_beats.val();
        self.fetch.tile_words.next = self.full_words.val();
        self.fetch.last_tile_words.next = bit_cast::<32, 5>(self.last_tile_beats.val());
        if self.wide.val() {
            self.fetch.tile_words.next = self.full_words_wide.val();
            self.fetch.last_tile_words.next =
                bit_cast::<32, 5>(self.last_tile_beats.val()) << self.wide_shift.val();
        }
        self.fetch.stop.next = self.failed.q.val() != self.ok.val();
        self.read.next = self.fetch.read.val();
        self.read_address.next = self.fetch.read_address.val();
        self.fetch.read_ready.next = self.read_ready.val();
        self.fetch.read_valid.next = self.read_valid.val();
        self.fetch.read_data.next = self.read_data.val();
        self.rows.push.next = self.fetch.row_push.val();
        self.rows.push_data.next = self.fetch.row.val();

        // Banks.
        self.header_share.next = self.header_inputs.val();
        if self.int4.val() {
            self.header_share.next = self.header_pairs.val();
        }
        self.base.d.next = self.weight_row.val() - self.header_share.val();
        self.inputs_wide.next = bit_cast::<17, 16>(self.inputs.val());
        self.all_ready.next = true;
        self.all_idle.next = true;
        self.any_adding.next = false;
        self.any_blocked.next = false;
        self.any_empty.next = false;
        self.any_beyond.next = false;
        self.found.next = self.none.val();
        for i in 0..P {
            self.limits[i].clock.next = self.clock.val();
            self.rounded[i].next = self.inputs_wide.val() + self.rounding[i].val();
            self.local_inputs[i].next = self.rounded[i].val() >> self.port_bits.val();
            self.local_low[i].next =
                self.local_inputs[i].val().get_bits::<L>(self.bit_0.val().index());
            self.limits[i].d.next = self.local_low[i].val() + self.header_limit.val();
            self.banks[i].clock.next = self.clock.val();
            self.banks[i].resetn.next = self.resetn.val();
            self.banks[i].start.next = self.start.val();
            self.banks[i].base.next = self.base.q.val();
            self.banks[i].int4.next = self.int4.val();
            self.banks[i].tile_depth.next = self.tile_depth.val();
            self.banks[i].limit.next = self.limits[i].q.val();
            self.banks[i].take.next = self.fetch.take.val();
            self.banks[i].fired.next =
                self.fetch.fired.val().get_bits::<W>(self.plane_at[i].val().index());
            self.banks[i].sign.next =
                self.fetch.sign.val().get_bits::<W>(self.plane_at[i].val().index());
            self.banks[i].index.next = self.fetch.index.val();
            self.banks[i].row_end.next = self.fetch.row_end.val();
            self.banks[i].tile_end.next = self.fetch.tile_end.val();
            self.banks[i].pop.next = self.merge.pop.val();
            self.banks[i].pop_row.next = self.merge.pop_row.val();
            self.banks[i].load.next = self.no_groups.val();
            if self.load_banks.val().get_bit(i) {
                self.banks[i].load.next = self.load_groups.val();
            }
            self.banks[i].load_address.next = self.load_address.val();
            self.banks[i].load_data.next = self.load_data.val();
            self.all_ready.next = self.all_ready.val() && self.banks[i].ready.val();
            self.all_idle.next = self.all_idle.val() && self.banks[i].idle.val();
            self.any_adding.next = self.any_adding.val() || self.banks[i].adding.val();
            self.any_blocked.next = self.any_blocked.val() || self.banks[i].blocked.val();
            self.any_empty.next = self.any_empty.val() || self.banks[i].ending_empty.val();
            self.any_beyond.next = self.any_beyond.val() || self.banks[i].beyond.val();
            if self.banks[i].adding.val() {
                self.found.next = self.found.val() + self.one.val();
            }
            self.merge.valid[i].next = self.banks[i].valid.val();
            self.merge.more[i].next = self.banks[i].more.val();
            self.merge.sums[i].next = self.banks[i].sums.val();
            self.merge.events[i].next = self.banks[i].events.val();
        }
        self.fetch.banks_ready.next = self.all_ready.val();

        // Merge and writer.
        self.merge.wide.next = self.wide.val();
        self.merge.row_valid.next = self.rows.valid.val();
        self.merge.row_more.next = !self.rows.empty.val();
        self.merge.row.next = self.rows.data.val();
        self.rows.pop.next = self.merge.pop_row.val();
        self.writer.wide.next = self.wide.val();
        self.writer.valid.next = self.merge.out_valid.val();
        self.writer.address.next = self.merge.out_address.val();
        self.writer.results.next = self.merge.out_results.val();
        self.write.next = self.writer.write.val();
        self.write_address.next = self.writer.write_address.val();
        self.write_data.next = self.writer.write_data.val();
        self.row_done.next = self.merge.emitted.val();

        // Rows between fetch and merge.
        self.begins.next = self.fetch.row_opens.val();
        self.leaves.next = self.merge.pop_row.val();
        self.fetch.row_room.next = self.open_rows.q.val() < self.most_rows.val();
        if self.begins.val() && !self.leaves.val() {
            self.open_rows.d.next = self.open_rows.q.val() + self.one_row.val();
        }
        if self.leaves.val() && !self.begins.val() {
            self.open_rows.d.next = self.open_rows.q.val() - self.one_row.val();
        }

        // Checksums.
        self.row_checksum.clock.next = self.clock.val();
        self.row_checksum.start.next = self.start.val();
        self.row_checksum.valid.next = self.read_valid.val() && self.checking.q.val();
        self.row_checksum.word.next = self.read_data.val();
        self.damaged.d.next = self.row_checksum.sum.val() != self.data_checksum.val();
        if self.read_valid.val() {
            self.unchecked.d.next = self.unchecked.q.val() - self.one_word.val();
            if self.unchecked.q.val() == self.no_words.val() {
                self.checking.d.next = false;
            }
        }
        self.sums_checksum.clock.next = self.clock.val();
        self.sums_checksum.start.next = self.start.val();
        self.sums_checksum.valid.next = self.writer.write.val();
        self.sums_checksum.word.next = self.writer.write_data.val();
        self.result_checksum.next = self.sums_checksum.sum.val();

        // The command's course. The first error counts.
        if self.failed.q.val() == self.ok.val() {
            if self.fetch.error.val() {
                self.failed.d.next = self.fetch.error_status.val();
            } else if self.any_beyond.val() {
                self.failed.d.next = self.beyond.val();
            } else if self.merge.miscount.val() {
                self.failed.d.next = self.miscount.val();
            }
        }
        self.settled.d.next = self.fetch.done.val()
            && (self.open_rows.q.val() == self.no_rows.val())
            && self.merge.idle.val()
            && !self.writer.write.val()
            && !self.start.val();
        self.finished.next = self.running.q.val() && self.settled.q.val();
        if self.fetch.take.val() {
            self.begun.d.next = true;
        }
        if self.finished.val() {
            self.running.d.next = false;
        }
        if self.start.val() {
            self.running.d.next = true;
            self.begun.d.next = false;
            self.failed.d.next = self.ok.val();
            self.checking.d.next = true;
            self.unchecked.d.next = self.source_last.val();
        }
        self.busy.next = self.running.q.val();
        self.done.next = self.finished.val();
        self.status.next = self.failed.q.val();
        if (self.failed.q.val() == self.ok.val()) && self.damaged.q.val() {
            self.status.next = self.bad_data.val();
        }

        // The account of this cycle.
        self.events.next = self.found.val();
        self.event_cycle.next = self.running.q.val() && self.any_adding.val();
        self.stall_drain.next = false;
        self.stall_empty.next = false;
        self.stall_edge.next = false;
        self.stall_fetch.next = false;
        if self.running.q.val() && !self.any_adding.val() {
            if self.any_blocked.val() {
                self.stall_drain.next = true;
            } else if self.any_empty.val() {
                self.stall_empty.next = true;
            } else if !self.begun.q.val() || (self.fetch.done.val() && self.all_idle.val()) {
                self.stall_edge.next = true;
            } else {
                self.stall_fetch.next = true;
            }
        }
        if !self.resetn.val() {
            self.running.d.next = false;
            self.open_rows.d.next = self.no_rows.val();
            self.failed.d.next = self.ok.val();
        }
    }
}
