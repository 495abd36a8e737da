//! Collects the words of a command, and checks their sum.

use rust_hdl::prelude::*;
use spikelm_regs::{CHECKSUM_SEED, COMMAND_WORDS, command_word};

use crate::block::block;
use crate::parts::ChecksumStep;

block! {
    /// The 16 words of a command as they arrive, and its fields once all are there.
    pub struct CommandFields[] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// A word arrives, in order.
        pub word_valid: Signal<In, Bit>,
        /// Which of the 16.
        pub word_number: Signal<In, Bits<4>>,
        /// The word.
        pub word: Signal<In, Bits<32>>,
        /// The word that arrives is the last.
        pub last: Signal<Out, Bit>,
        /// The command's checksum matches.
        pub intact: Signal<Out, Bit>,
        /// Its sequence number.
        pub seq: Signal<Out, Bits<32>>,
        /// Opcode and formats.
        pub opcode: Signal<Out, Bits<32>>,
        /// Source address, lower half.
        pub source: Signal<Out, Bits<32>>,
        /// Source address, upper half.
        pub source_high: Signal<Out, Bits<32>>,
        /// Result address, lower half.
        pub target: Signal<Out, Bits<32>>,
        /// Result address, upper half.
        pub target_high: Signal<Out, Bits<32>>,
        /// First weight row.
        pub weight_row: Signal<Out, Bits<32>>,
        /// RUN: rows. LOAD: bytes of a weight row.
        pub rows: Signal<Out, Bits<32>>,
        /// Inputs.
        pub inputs: Signal<Out, Bits<32>>,
        /// RUN: tiles.
        pub tiles: Signal<Out, Bits<16>>,
        /// RUN: valid columns of the last tile.
        pub last_columns: Signal<Out, Bits<16>>,
        /// RUN: bytes of the result region.
        pub result_bytes: Signal<Out, Bits<32>>,
        /// Record address, lower half.
        pub record: Signal<Out, Bits<32>>,
        /// Record address, upper half.
        pub record_high: Signal<Out, Bits<32>>,
        /// Checksum of the rows or the tile.
        pub data_checksum: Signal<Out, Bits<32>>,
        step: ChecksumStep,
        words: DFF<Bits<512>>,
        sum: DFF<Bits<32>>,
        stored_sum: Signal<Local, Bits<32>>,
        entering: Signal<Local, Bits<512>>,
        lowered: Signal<Local, Bits<512>>,
        start: Signal<Local, Bits<32>>,
    }
    constants {
        seed: 32 = CHECKSUM_SEED,
        first_number: 4 = 0,
        last_number: 4 = COMMAND_WORDS - 1,
        down_32: 10 = 32,
        up_480: 10 = 32 * (COMMAND_WORDS - 1),
        at_seq: 16 = 32 * command_word::SEQUENCE,
        at_opcode: 16 = 32 * command_word::OPCODE,
        at_source: 16 = 32 * command_word::SOURCE,
        at_source_high: 16 = 32 * command_word::SOURCE + 32,
        at_target: 16 = 32 * command_word::DESTINATION,
        at_target_high: 16 = 32 * command_word::DESTINATION + 32,
        at_weight_row: 16 = 32 * command_word::WEIGHT_ROW,
        at_rows: 16 = 32 * command_word::ROWS,
        at_inputs: 16 = 32 * command_word::INPUTS,
        at_tiles: 16 = 32 * command_word::TILES,
        at_last_columns: 16 = 32 * command_word::TILES + 16,
        at_result_bytes: 16 = 32 * command_word::RESULT_BYTES,
        at_record: 16 = 32 * command_word::RECORD,
        at_record_high: 16 = 32 * command_word::RECORD + 32,
        at_data_checksum: 16 = 32 * command_word::DATA_CHECKSUM,
        at_checksum: 16 = 32 * command_word::CHECKSUM,
    }
    checks {}
}

impl Logic for CommandFields {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, words, sum);
        // Words enter from above: when the last has come, the first is in the lowest bits.
        self.entering.next = bit_cast::<512, 32>(self.word.val()) << self.up_480.val();
        self.lowered.next = self.words.q.val() >> self.down_32.val();
        self.last.next =
            self.word_valid.val() && (self.word_number.val() == self.last_number.val());
        self.start.next = self.sum.q.val();
        if self.word_number.val() == self.first_number.val() {
            self.start.next = self.seed.val();
        }
        self.step.sum.next = self.start.val();
        self.step.word.next = self.word.val();
        if self.word_valid.val() {
            self.words.d.next = self.lowered.val() | self.entering.val();
            if self.word_number.val() != self.last_number.val() {
                self.sum.d.next = self.step.sum_next.val();
            }
        }
        self.stored_sum.next = self.words.q.val().get_bits::<32>(self.at_checksum.val().index());
        self.intact.next = self.sum.q.val() == self.stored_sum.val();
        self.seq.next = self.words.q.val().get_bits::<32>(self.at_seq.val().index());
        self.opcode.next = self.words.q.val().get_bits::<32>(self.at_opcode.val().index());
        self.source.next = self.words.q.val().get_bits::<32>(self.at_source.val().index());
        self.source_high.next =
            self.words.q.val().get_bits::<32>(self.at_source_high.val().index());
        self.target.next = self.words.q.val().get_bits::<32>(self.at_target.val().index());
        self.target_high.next =
            self.words.q.val().get_bits::<32>(self.at_target_high.val().index());
        self.weight_row.next = self.words.q.val().get_bits::<32>(self.at_weight_row.val().index());
        self.rows.next = self.words.q.val().get_bits::<32>(self.at_rows.val().index());
        self.inputs.next = self.words.q.val().get_bits::<32>(self.at_inputs.val().index());
        self.tiles.next = self.words.q.val().get_bits::<16>(self.at_tiles.val().index());
        self.last_columns.next =
            self.words.q.val().get_bits::<16>(self.at_last_columns.val().index());
        self.result_bytes.next =
            self.words.q.val().get_bits::<32>(self.at_result_bytes.val().index());
        self.record.next = self.words.q.val().get_bits::<32>(self.at_record.val().index());
        self.record_high.next =
            self.words.q.val().get_bits::<32>(self.at_record_high.val().index());
        self.data_checksum.next =
            self.words.q.val().get_bits::<32>(self.at_data_checksum.val().index());
        if !self.resetn.val() {
            self.sum.d.next = self.seed.val();
        }
    }
}
