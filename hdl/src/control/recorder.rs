//! Completion records, in ring order.

use rust_hdl::prelude::*;
use spikelm_regs::{CHECKSUM_SEED, Status, record_word};

use crate::block::{block, pack};
use crate::parts::ChecksumStep;

pack! {
    /// Words 0 to 13 of a record.
    pub struct PackRecord[] {
        seq: Bits<32>,
        status: Bits<32>,
        start: Bits<64>,
        stop: Bits<64>,
        busy: Bits<32>,
        events: Bits<32>,
        event_cycles: Bits<32>,
        stall_fetch: Bits<32>,
        stall_drain: Bits<32>,
        stall_empty: Bits<32>,
        stall_edge: Bits<32>,
        rows: Bits<32>,
    } => 448
}

block! {
    /// Waits for the oldest command to end, writes its record as two blocks of 256 bits, and counts
    /// it as completed.
    ///
    /// Checksums need a few cycles more than the command itself, and are taken while the first words
    /// of its record leave: a LOAD's verdict one cycle after its record was taken, a RUN's sum four.
    ///
    /// `UW` bits address result memory in blocks; `O = UW + 37` bits describe a command, as the
    /// dispatcher packs them.
    pub struct Recorder[const UW: usize, const O: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low: nothing is completed.
        pub resetn: Signal<In, Bit>,
        /// `order` is valid.
        pub order_valid: Signal<In, Bit>,
        /// The oldest command without a record.
        pub order: Signal<In, Bits<O>>,
        /// It is taken.
        pub order_pop: Signal<Out, Bit>,
        /// Cycle counter.
        pub cycles: Signal<In, Bits<64>>,
        /// A RUN begins: its account starts anew.
        pub run_start: Signal<In, Bit>,
        /// The RUN ends.
        pub run_done: Signal<In, Bit>,
        /// How it ended.
        pub run_status: Signal<In, Bits<4>>,
        /// Checksum of its results, from two cycles after `run_taken` on, for three cycles at least.
        pub run_checksum: Signal<In, Bits<32>>,
        /// The ended RUN waits for its record.
        pub run_waiting: Signal<In, Bit>,
        /// Its record is taken.
        pub run_taken: Signal<Out, Bit>,
        /// A RUN is under way.
        pub busy: Signal<In, Bit>,
        /// Events in this cycle.
        pub events: Signal<In, Bits<4>>,
        /// This cycle is an event cycle.
        pub event_cycle: Signal<In, Bit>,
        /// This cycle is a stall: fetch.
        pub stall_fetch: Signal<In, Bit>,
        /// This cycle is a stall: drain.
        pub stall_drain: Signal<In, Bit>,
        /// This cycle is a stall: empty.
        pub stall_empty: Signal<In, Bit>,
        /// This cycle is a stall: edge.
        pub stall_edge: Signal<In, Bit>,
        /// A row's result is complete.
        pub row_done: Signal<In, Bit>,
        /// A LOAD begins.
        pub load_start: Signal<In, Bit>,
        /// The LOAD ends.
        pub load_done: Signal<In, Bit>,
        /// Weight rows that it has written.
        pub load_rows: Signal<In, Bits<32>>,
        /// The tile has its checksum; asked for one cycle after `load_taken`.
        pub load_intact: Signal<In, Bit>,
        /// The ended LOAD waits for its record.
        pub load_waiting: Signal<In, Bit>,
        /// Its record is taken.
        pub load_taken: Signal<Out, Bit>,
        /// Write `write_data` to block `write_address` of result memory.
        pub write: Signal<Out, Bit>,
        /// Block of 32 bytes.
        pub write_address: Signal<Out, Bits<UW>>,
        /// Half a record.
        pub write_data: Signal<Out, Bits<256>>,
        /// The write is taken.
        pub write_ready: Signal<In, Bit>,
        /// Ring index behind the last completed command.
        pub completed: Signal<Out, Bits<32>>,
        /// A command has ended with an error.
        pub failed: Signal<Out, Bit>,
        /// Its status.
        pub failed_status: Signal<Out, Bits<8>>,
        /// No record is being written.
        pub idle: Signal<Out, Bit>,
        fields: PackRecord,
        run_first: DFF<Bits<64>>,
        run_last: DFF<Bits<64>>,
        run_code: DFF<Bits<4>>,
        run_busy: DFF<Bits<32>>,
        run_events: DFF<Bits<32>>,
        run_event_cycles: DFF<Bits<32>>,
        run_fetch: DFF<Bits<32>>,
        run_drain: DFF<Bits<32>>,
        run_empty: DFF<Bits<32>>,
        run_edge: DFF<Bits<32>>,
        run_rows: DFF<Bits<32>>,
        load_first: DFF<Bits<64>>,
        load_last: DFF<Bits<64>>,
        shifting: DFF<Bit>,
        writing: DFF<Bit>,
        words: DFF<Bits<448>>,
        block: DFF<Bits<256>>,
        of_run: DFF<Bit>,
        of_load: DFF<Bit>,
        damaged: DFF<Bit>,
        result_sum: DFF<Bits<32>>,
        sum: DFF<Bits<32>>,
        step: ChecksumStep,
        number: DFF<Bits<4>>,
        address: DFF<Bits<UW>>,
        count: DFF<Bits<32>>,
        code: DFF<Bits<8>>,
        was_bad: DFF<Bit>,
        order_status: Signal<Local, Bits<4>>,
        order_load: Signal<Local, Bit>,
        refused: Signal<Local, Bit>,
        ended: Signal<Local, Bit>,
        capture: Signal<Local, Bit>,
        final_status: Signal<Local, Bits<4>>,
        word: Signal<Local, Bits<32>>,
        entering: Signal<Local, Bits<256>>,
        lowered: Signal<Local, Bits<256>>,
        written: Signal<Local, Bit>,
    }
    constants {
        at_load: 16 = 4,
        at_sequence: 16 = 5,
        at_record: 16 = 37,
        bit_0: 16 = 0,
        ok: 4 = 0,
        zero: 32 = 0,
        one: 32 = 1,
        seed: 32 = CHECKSUM_SEED,
        down_32: 6 = 32,
        up_224: 8 = 224,
        number_0: 4 = 0,
        number_1: 4 = 1,
        number_status: 4 = record_word::STATUS,
        number_settled: 4 = 3,
        number_half: 4 = 7,
        number_results: 4 = record_word::RESULT_CHECKSUM,
        number_last: 4 = 15,
        address_1: UW = 1,
        bad_data: 4 = Status::DataChecksum.code(),
    }
    checks {
        assert_eq!(O, UW + 37, "status, kind, sequence and record");
    }
}

impl<const UW: usize, const O: usize> Logic for Recorder<UW, O> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            run_first,
            run_last,
            run_code,
            run_busy,
            run_events,
            run_event_cycles,
            run_fetch,
            run_drain,
            run_empty,
            run_edge,
            run_rows,
            load_first,
            load_last,
            shifting,
            writing,
            words,
            block,
            of_run,
            of_load,
            damaged,
            result_sum,
            sum,
            number,
            address,
            count,
            code,
            was_bad
        );

        // The account of the RUN under way.
        if self.busy.val() {
            self.run_busy.d.next = self.run_busy.q.val() + self.one.val();
        }
        self.run_events.d.next = self.run_events.q.val() + bit_cast::<32, 4>(self.events.val());
        if self.event_cycle.val() {
            self.run_event_cycles.d.next = self.run_event_cycles.q.val() + self.one.val();
        }
        if self.stall_fetch.val() {
            self.run_fetch.d.next = self.run_fetch.q.val() + self.one.val();
        }
        if self.stall_drain.val() {
            self.run_drain.d.next = self.run_drain.q.val() + self.one.val();
        }
        if self.stall_empty.val() {
            self.run_empty.d.next = self.run_empty.q.val() + self.one.val();
        }
        if self.stall_edge.val() {
            self.run_edge.d.next = self.run_edge.q.val() + self.one.val();
        }
        if self.row_done.val() {
            self.run_rows.d.next = self.run_rows.q.val() + self.one.val();
        }
        if self.run_start.val() {
            self.run_first.d.next = self.cycles.val();
            self.run_busy.d.next = self.zero.val();
            self.run_events.d.next = self.zero.val();
            self.run_event_cycles.d.next = self.zero.val();
            self.run_fetch.d.next = self.zero.val();
            self.run_drain.d.next = self.zero.val();
            self.run_empty.d.next = self.zero.val();
            self.run_edge.d.next = self.zero.val();
            self.run_rows.d.next = self.zero.val();
        }
        if self.run_done.val() {
            self.run_last.d.next = self.cycles.val();
            self.run_code.d.next = self.run_status.val();
        }
        if self.load_start.val() {
            self.load_first.d.next = self.cycles.val();
        }
        if self.load_done.val() {
            self.load_last.d.next = self.cycles.val();
        }

        // The oldest command has ended: its fields become words.
        self.order_status.next = self.order.val().get_bits::<4>(self.bit_0.val().index());
        self.order_load.next = self.order.val().get_bit(self.at_load.val().index());
        self.refused.next = self.order_status.val() != self.ok.val();
        self.ended.next = self.refused.val()
            || (self.order_load.val() && self.load_waiting.val())
            || (!self.order_load.val() && self.run_waiting.val());
        self.capture.next = self.order_valid.val()
            && self.ended.val()
            && !self.shifting.q.val()
            && !self.writing.q.val();
        self.order_pop.next = self.capture.val();
        self.run_taken.next = self.capture.val() && !self.refused.val() && !self.order_load.val();
        self.load_taken.next = self.capture.val() && !self.refused.val() && self.order_load.val();
        self.final_status.next = self.order_status.val();
        self.fields.seq.next = self.order.val().get_bits::<32>(self.at_sequence.val().index());
        self.fields.start.next = self.cycles.val();
        self.fields.stop.next = self.cycles.val();
        self.fields.busy.next = self.zero.val();
        self.fields.events.next = self.zero.val();
        self.fields.event_cycles.next = self.zero.val();
        self.fields.stall_fetch.next = self.zero.val();
        self.fields.stall_drain.next = self.zero.val();
        self.fields.stall_empty.next = self.zero.val();
        self.fields.stall_edge.next = self.zero.val();
        self.fields.rows.next = self.zero.val();
        if !self.refused.val() {
            if self.order_load.val() {
                self.fields.start.next = self.load_first.q.val();
                self.fields.stop.next = self.load_last.q.val();
                self.fields.rows.next = self.load_rows.val();
            } else {
                self.final_status.next = self.run_code.q.val();
                self.fields.start.next = self.run_first.q.val();
                self.fields.stop.next = self.run_last.q.val();
                self.fields.busy.next = self.run_busy.q.val();
                self.fields.events.next = self.run_events.q.val();
                self.fields.event_cycles.next = self.run_event_cycles.q.val();
                self.fields.stall_fetch.next = self.run_fetch.q.val();
                self.fields.stall_drain.next = self.run_drain.q.val();
                self.fields.stall_empty.next = self.run_empty.q.val();
                self.fields.stall_edge.next = self.run_edge.q.val();
                self.fields.rows.next = self.run_rows.q.val();
            }
        }
        self.fields.status.next = bit_cast::<32, 4>(self.final_status.val());
        if self.capture.val() {
            self.words.d.next = self.fields.all.val();
            self.address.d.next = self.order.val().get_bits::<UW>(self.at_record.val().index());
            self.code.d.next = bit_cast::<8, 4>(self.final_status.val());
            self.of_run.d.next = self.run_taken.val();
            self.of_load.d.next = self.load_taken.val();
            self.sum.d.next = self.seed.val();
            self.number.d.next = self.number_0.val();
            self.shifting.d.next = true;
        }

        // Words enter a block from above, the checksum last; a full block is written.
        self.word.next = self.words.q.val().get_bits::<32>(self.bit_0.val().index());
        if (self.number.q.val() == self.number_status.val()) && self.damaged.q.val() {
            self.word.next = bit_cast::<32, 4>(self.bad_data.val());
        }
        if self.number.q.val() == self.number_results.val() {
            self.word.next = self.result_sum.q.val();
        }
        self.step.sum.next = self.sum.q.val();
        self.step.word.next = self.word.val();
        if self.number.q.val() == self.number_last.val() {
            self.word.next = self.sum.q.val();
        }
        self.entering.next = bit_cast::<256, 32>(self.word.val()) << self.up_224.val();
        self.lowered.next = self.block.q.val() >> self.down_32.val();
        if self.shifting.q.val() && !self.writing.q.val() {
            self.block.d.next = self.lowered.val() | self.entering.val();
            self.words.d.next = self.words.q.val() >> self.down_32.val();
            self.sum.d.next = self.step.sum_next.val();
            self.number.d.next = self.number.q.val() + self.number_1.val();
            if self.number.q.val() == self.number_0.val() {
                self.damaged.d.next = self.of_load.q.val() && !self.load_intact.val();
                self.result_sum.d.next = self.zero.val();
            }
            if (self.number.q.val() == self.number_status.val()) && self.damaged.q.val() {
                self.code.d.next = bit_cast::<8, 4>(self.bad_data.val());
            }
            if (self.number.q.val() == self.number_settled.val()) && self.of_run.q.val() {
                self.result_sum.d.next = self.run_checksum.val();
            }
            if self.number.q.val() == self.number_half.val() {
                self.writing.d.next = true;
            }
            if self.number.q.val() == self.number_last.val() {
                self.writing.d.next = true;
                self.shifting.d.next = false;
            }
        }
        self.write.next = self.writing.q.val();
        self.write_address.next = self.address.q.val();
        self.write_data.next = self.block.q.val();
        self.written.next = self.writing.q.val() && self.write_ready.val();
        self.was_bad.d.next = false;
        if self.written.val() {
            self.writing.d.next = false;
            self.address.d.next = self.address.q.val() + self.address_1.val();
            if !self.shifting.q.val() {
                self.count.d.next = self.count.q.val() + self.one.val();
                self.was_bad.d.next = self.code.q.val() != bit_cast::<8, 4>(self.ok.val());
            }
        }
        self.completed.next = self.count.q.val();
        self.failed.next = self.was_bad.q.val();
        self.failed_status.next = self.code.q.val();
        self.idle.next = !self.shifting.q.val() && !self.writing.q.val();
        if !self.resetn.val() {
            self.shifting.d.next = false;
            self.writing.d.next = false;
            self.count.d.next = self.zero.val();
            self.was_bad.d.next = false;
        }
    }
}
