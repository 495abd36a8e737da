//! Understands a command: fields, checks and derived sizes.

use rust_hdl::prelude::*;
use spikelm_regs::{MAX_ROWS, Opcode, SLOT_INPUTS, Status};

use super::CommandFields;
use crate::block::block;

/// What the decoder is doing.
#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum DecoderState {
    /// Words come from the reader.
    Words,
    /// Fields are checked one by one; sizes are rounded up.
    Fields,
    /// Words of the source region: a product by shift and add.
    Source,
    /// Weight rows of all tiles: a product by shift and add.
    Weights,
    /// Regions are compared with their memories.
    Regions,
    /// The command waits for the dispatcher.
    Offer,
}

block! {
    /// Takes 16 words and offers a command with its status: in the order of the checks, checksum,
    /// sequence, opcode, format, alignment, size, range.
    ///
    /// Sizes: words of input memory of `B` bytes; `D` lanes a group, words of result memory of
    /// `2 D` bytes; `N` groups, `P` ports; `2^IW` words of input memory, `2^RW` of result memory, `2^AW` weight
    /// rows a bank, `2^RE` ring entries; `X` bits number a row's words; a record's address has
    /// `UW` bits, in units of 32 bytes.
    pub struct Decoder[
        const B: usize, const D: usize, const N: usize, const P: usize, const IW: usize, const RW: usize,
        const AW: usize, const RE: usize, const X: usize, const UW: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// A word of the command.
        pub word_valid: Signal<In, Bit>,
        /// Which of the 16.
        pub word_number: Signal<In, Bits<4>>,
        /// The word.
        pub word: Signal<In, Bits<32>>,
        /// Ring index that the command is read from.
        pub ring_index: Signal<In, Bits<32>>,
        /// Another command may be read.
        pub free: Signal<Out, Bit>,
        /// A command is offered; all below belongs to it.
        pub valid: Signal<Out, Bit>,
        /// It is taken.
        pub take: Signal<In, Bit>,
        /// It is a LOAD, else a RUN.
        pub is_load: Signal<Out, Bit>,
        /// It can be executed if this is 0.
        pub status: Signal<Out, Bits<4>>,
        /// Its ring index.
        pub seq: Signal<Out, Bits<32>>,
        /// Where its record goes, in units of 32 bytes.
        pub record: Signal<Out, Bits<UW>>,
        /// First word of the source region.
        pub source: Signal<Out, Bits<IW>>,
        /// Last word of the source region.
        pub source_end: Signal<Out, Bits<IW>>,
        /// Words of the source region, less one.
        pub source_last: Signal<Out, Bits<IW>>,
        /// RUN: words of a row, less one.
        pub row_last: Signal<Out, Bits<X>>,
        /// RUN: rows, less one.
        pub rows_last: Signal<Out, Bits<20>>,
        /// RUN: tiles, less one.
        pub tiles_last: Signal<Out, Bits<16>>,
        /// RUN: inputs.
        pub inputs: Signal<Out, Bits<16>>,
        /// First weight row.
        pub weight_row: Signal<Out, Bits<AW>>,
        /// Last weight row of the last tile.
        pub weight_end: Signal<Out, Bits<AW>>,
        /// Weight rows of a tile in each bank.
        pub tile_depth: Signal<Out, Bits<AW>>,
        /// LOAD: words of a weight row, less one.
        pub groups_last: Signal<Out, Bits<4>>,
        /// RUN: first word of the result region.
        pub result: Signal<Out, Bits<RW>>,
        /// RUN: last word of the result region.
        pub result_end: Signal<Out, Bits<RW>>,
        /// RUN: words of the result region.
        pub result_words: Signal<Out, Bits<32>>,
        /// RUN: beats of a row's result in the last tile.
        pub last_tile_beats: Signal<Out, Bits<5>>,
        /// RUN: results have 32 bits.
        pub wide: Signal<Out, Bit>,
        /// The tiles hold int4 weights, else int8.
        pub int4: Signal<Out, Bit>,
        /// Checksum of the rows or the tile.
        pub data_checksum: Signal<Out, Bits<32>>,
        fields: CommandFields,
        state: DFF<DecoderState>,
        index: DFF<Bits<32>>,
        found: DFF<Bits<4>>,
        load: DFF<Bit>,
        depth: DFF<Bits<32>>,
        row_words: DFF<Bits<32>>,
        beats: DFF<Bits<32>>,
        product: DFF<Bits<32>>,
        multiplicand: DFF<Bits<32>>,
        multiplier: DFF<Bits<32>>,
        source_words: DFF<Bits<32>>,
        source_word: DFF<Bits<32>>,
        source_stop: DFF<Bits<32>>,
        weight_stop: DFF<Bits<32>>,
        result_word: DFF<Bits<32>>,
        result_count: DFF<Bits<32>>,
        result_stop: DFF<Bits<32>>,
        record_unit: DFF<Bits<UW>>,
        opcode_byte: Signal<Local, Bits<8>>,
        format_bits: Signal<Local, Bits<32>>,
        tile_count_wide: Signal<Local, Bits<32>>,
        last_columns_wide: Signal<Local, Bits<32>>,
        odd_source: Signal<Local, Bits<32>>,
        odd_target: Signal<Local, Bits<32>>,
        odd_region: Signal<Local, Bits<32>>,
        target_offset: Signal<Local, Bits<32>>,
        inputs_rounded: Signal<Local, Bits<32>>,
        inputs_paired: Signal<Local, Bits<32>>,
        inputs_slots: Signal<Local, Bits<32>>,
        slots: Signal<Local, Bits<32>>,
        slots_rounded: Signal<Local, Bits<32>>,
        bytes_rounded: Signal<Local, Bits<32>>,
        columns_rounded: Signal<Local, Bits<32>>,
        doubled: Signal<Local, Bits<32>>,
        halved: Signal<Local, Bits<32>>,
        summed: Signal<Local, Bits<32>>,
        odd_product: Signal<Local, Bit>,
        source_less: Signal<Local, Bits<32>>,
        source_before: Signal<Local, Bits<32>>,
        rows_less: Signal<Local, Bits<32>>,
        tiles_less: Signal<Local, Bits<16>>,
        row_words_less: Signal<Local, Bits<32>>,
        weight_before: Signal<Local, Bits<32>>,
        result_before: Signal<Local, Bits<32>>,
        record_offset: Signal<Local, Bits<32>>,
        record_units: Signal<Local, Bits<32>>,
        record_odd: Signal<Local, Bits<32>>,
        record_bad: Signal<Local, Bit>,
        entry: Signal<Local, Bits<RE>>,
        entry_wide: Signal<Local, Bits<UW>>,
        entry_units: Signal<Local, Bits<UW>>,
    }
    constants {
        bit_0: 16 = 0,
        up_1: 6 = 1,
        down_1: 6 = 1,
        down_5: 6 = 5,
        zero: 32 = 0,
        one: 32 = 1,
        one_16: 16 = 1,
        none_16: 16 = 0,
        load_code: 8 = Opcode::Load as u8,
        run_code: 8 = Opcode::Run as u8,
        format_mask: 32 = 0xFFFE_FE00u32,
        wide_bit: 16 = 16,
        int4_bit: 16 = 8,
        region_top: 32 = 1u32 << 31,
        below_top: 32 = (1u32 << 31) - 1,
        input_odd: 32 = B - 1,
        result_odd: 32 = 2 * D - 1,
        input_shift: 6 = B.ilog2(),
        lane_round: 32 = D - 1,
        lane_shift: 6 = D.ilog2(),
        result_shift: 6 = D.ilog2() + 1,
        input_words: 32 = 1 << IW,
        memory_words: 32 = 1 << RW,
        weight_rows: 32 = 1 << AW,
        most_rows: 32 = MAX_ROWS,
        most_inputs: 32 = (P << AW).min(0xFFC0),
        lanes: 32 = D * N,
        lanes_16: 16 = D * N,
        ports_less: 32 = P - 1,
        port_shift: 6 = P.ilog2(),
        pairs_less: 32 = 2 * P - 1,
        pair_shift: 6 = P.ilog2() + 1,
        slot_round: 32 = 2 * SLOT_INPUTS - 1,
        slot_shift: 6 = SLOT_INPUTS.ilog2(),
        slots_less: 32 = B / 16 - 1,
        slots_shift: 6 = (B / 16).ilog2(),
        record_mask: 32 = 63,
        record_last: 32 = ((2 * D) << RW) - 64,
        record_table: UW = (((2 * D) << RW) - (64 << RE)) / 32,
        ok: 4 = Status::Ok.code(),
        bad_checksum: 4 = Status::CommandChecksum.code(),
        bad_opcode: 4 = Status::Opcode.code(),
        bad_sequence: 4 = Status::Sequence.code(),
        bad_format: 4 = Status::Format.code(),
        bad_alignment: 4 = Status::Alignment.code(),
        bad_range: 4 = Status::Range.code(),
        bad_size: 4 = Status::Size.code(),
    }
    checks {
        assert_eq!(1 << UW, ((2 * D) << RW) / 32, "records are counted in 32 bytes");
    }
}

impl<
    const B: usize,
    const D: usize,
    const N: usize,
    const P: usize,
    const IW: usize,
    const RW: usize,
    const AW: usize,
    const RE: usize,
    const X: usize,
    const UW: usize,
> Logic for Decoder<B, D, N, P, IW, RW, AW, RE, X, UW>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            state,
            index,
            found,
            load,
            depth,
            row_words,
            beats,
            product,
            multiplicand,
            multiplier,
            source_words,
            source_word,
            source_stop,
            weight_stop,
            result_word,
            result_count,
            result_stop,
            record_unit
        );

        self.fields.clock.next = self.clock.val();
        self.fields.resetn.next = self.resetn.val();
        self.fields.word_valid.next = self.word_valid.val();
        self.fields.word_number.next = self.word_number.val();
        self.fields.word.next = self.word.val();

        // Parts of fields.
        self.opcode_byte.next = self.fields.opcode.val().get_bits::<8>(self.bit_0.val().index());
        self.format_bits.next = self.fields.opcode.val() & self.format_mask.val();
        self.tile_count_wide.next = bit_cast::<32, 16>(self.fields.tiles.val());
        self.last_columns_wide.next = bit_cast::<32, 16>(self.fields.last_columns.val());
        self.odd_source.next = self.fields.source.val() & self.input_odd.val();
        self.odd_target.next = self.fields.target.val() & self.result_odd.val();
        self.odd_region.next = self.fields.result_bytes.val() & self.result_odd.val();
        self.target_offset.next = self.fields.target.val() & self.below_top.val();

        // Sizes rounded up.
        self.inputs_rounded.next = self.fields.inputs.val() + self.ports_less.val();
        self.inputs_paired.next = self.fields.inputs.val() + self.pairs_less.val();
        self.inputs_slots.next = self.fields.inputs.val() + self.slot_round.val();
        self.slots.next = self.inputs_slots.val() >> self.slot_shift.val();
        self.slots_rounded.next = self.slots.val() + self.slots_less.val();
        self.bytes_rounded.next = self.fields.rows.val() + self.input_odd.val();
        self.columns_rounded.next = self.last_columns_wide.val() + self.lane_round.val();

        // Where the record goes.
        self.record_offset.next = self.fields.record.val() & self.below_top.val();
        self.record_units.next = self.record_offset.val() >> self.down_5.val();
        self.record_odd.next = self.fields.record.val() & self.record_mask.val();
        self.record_bad.next = (self.found.q.val() == self.bad_checksum.val())
            || (self.fields.record_high.val() != self.zero.val())
            || (self.fields.record.val() < self.region_top.val())
            || (self.record_odd.val() != self.zero.val())
            || (self.record_offset.val() > self.record_last.val());
        self.entry.next = self.index.q.val().get_bits::<RE>(self.bit_0.val().index());
        self.entry_wide.next = bit_cast::<UW, RE>(self.entry.val());
        self.entry_units.next = self.entry_wide.val() << self.up_1.val();

        // A product by shift and add.
        self.odd_product.next = self.multiplier.q.val().get_bit(0);
        self.doubled.next = self.multiplicand.q.val() << self.up_1.val();
        self.halved.next = self.multiplier.q.val() >> self.down_1.val();
        self.summed.next = self.product.q.val() + self.multiplicand.q.val();

        match self.state.q.val() {
            DecoderState::Words => {
                if self.fields.last.val() {
                    self.index.d.next = self.ring_index.val();
                    self.state.d.next = DecoderState::Fields;
                }
            }
            DecoderState::Fields => {
                self.load.d.next = self.opcode_byte.val() == self.load_code.val();
                self.depth.d.next = self.inputs_rounded.val() >> self.port_shift.val();
                if self.int4.val() && (self.opcode_byte.val() != self.load_code.val()) {
                    self.depth.d.next = self.inputs_paired.val() >> self.pair_shift.val();
                }
                self.beats.d.next = self.columns_rounded.val() >> self.lane_shift.val();
                self.source_word.d.next = self.fields.source.val() >> self.input_shift.val();
                self.result_word.d.next = self.target_offset.val() >> self.result_shift.val();
                self.result_count.d.next =
                    self.fields.result_bytes.val() >> self.result_shift.val();
                self.product.d.next = self.zero.val();
                self.row_words.d.next = self.slots_rounded.val() >> self.slots_shift.val();
                self.multiplicand.d.next = self.slots_rounded.val() >> self.slots_shift.val();
                self.multiplier.d.next = self.fields.rows.val();
                if self.opcode_byte.val() == self.load_code.val() {
                    self.row_words.d.next = self.bytes_rounded.val() >> self.input_shift.val();
                    self.multiplicand.d.next = self.bytes_rounded.val() >> self.input_shift.val();
                    self.multiplier.d.next = self.fields.inputs.val();
                }
                // The last that applies counts: from the weakest rule to the strongest.
                self.found.d.next = self.ok.val();
                if (self.fields.inputs.val() == self.zero.val())
                    || (self.fields.inputs.val() > self.most_inputs.val())
                    || (self.fields.rows.val() == self.zero.val())
                {
                    self.found.d.next = self.bad_size.val();
                }
                if self.opcode_byte.val() == self.load_code.val() {
                    if self.fields.rows.val() > self.lanes.val() {
                        self.found.d.next = self.bad_size.val();
                    }
                    if self.odd_source.val() != self.zero.val() {
                        self.found.d.next = self.bad_alignment.val();
                    }
                } else {
                    if (self.fields.rows.val() > self.most_rows.val())
                        || (self.fields.tiles.val() == self.none_16.val())
                        || (self.fields.last_columns.val() == self.none_16.val())
                        || (self.fields.last_columns.val() > self.lanes_16.val())
                    {
                        self.found.d.next = self.bad_size.val();
                    }
                    if (self.odd_source.val() != self.zero.val())
                        || (self.odd_target.val() != self.zero.val())
                        || (self.odd_region.val() != self.zero.val())
                    {
                        self.found.d.next = self.bad_alignment.val();
                    }
                }
                if self.format_bits.val() != self.zero.val() {
                    self.found.d.next = self.bad_format.val();
                }
                if (self.opcode_byte.val() != self.load_code.val())
                    && (self.opcode_byte.val() != self.run_code.val())
                {
                    self.found.d.next = self.bad_opcode.val();
                }
                if self.fields.seq.val() != self.index.q.val() {
                    self.found.d.next = self.bad_sequence.val();
                }
                if !self.fields.intact.val() {
                    self.found.d.next = self.bad_checksum.val();
                }
                self.state.d.next = DecoderState::Source;
            }
            DecoderState::Source => {
                self.multiplicand.d.next = self.doubled.val();
                self.multiplier.d.next = self.halved.val();
                if self.odd_product.val() {
                    self.product.d.next = self.summed.val();
                }
                if (self.multiplier.q.val() == self.zero.val())
                    || (self.found.q.val() != self.ok.val())
                {
                    self.source_words.d.next = self.product.q.val();
                    self.product.d.next = self.zero.val();
                    self.multiplicand.d.next = self.depth.q.val();
                    self.multiplier.d.next = self.tile_count_wide.val();
                    if self.load.q.val() {
                        self.multiplier.d.next = self.one.val();
                    }
                    self.state.d.next = DecoderState::Weights;
                }
            }
            DecoderState::Weights => {
                self.source_stop.d.next = self.source_word.q.val() + self.source_words.q.val();
                self.result_stop.d.next = self.result_word.q.val() + self.result_count.q.val();
                self.multiplicand.d.next = self.doubled.val();
                self.multiplier.d.next = self.halved.val();
                if self.odd_product.val() {
                    self.product.d.next = self.summed.val();
                }
                if (self.multiplier.q.val() == self.zero.val())
                    || (self.found.q.val() != self.ok.val())
                {
                    self.weight_stop.d.next = self.fields.weight_row.val() + self.product.q.val();
                    self.state.d.next = DecoderState::Regions;
                }
            }
            DecoderState::Regions => {
                if self.found.q.val() == self.ok.val() {
                    if (self.fields.source_high.val() != self.zero.val())
                        || (self.source_word.q.val() >= self.input_words.val())
                        || (self.source_stop.q.val() > self.input_words.val())
                        || (self.fields.weight_row.val() >= self.weight_rows.val())
                        || (self.weight_stop.q.val() > self.weight_rows.val())
                    {
                        self.found.d.next = self.bad_range.val();
                    }
                    if !self.load.q.val()
                        && ((self.fields.target_high.val() != self.zero.val())
                            || (self.fields.target.val() < self.region_top.val())
                            || (self.result_count.q.val() == self.zero.val())
                            || (self.result_word.q.val() >= self.memory_words.val())
                            || (self.result_stop.q.val() > self.memory_words.val()))
                    {
                        self.found.d.next = self.bad_range.val();
                    }
                }
                self.record_unit.d.next =
                    self.record_units.val().get_bits::<UW>(self.bit_0.val().index());
                if self.record_bad.val() {
                    self.record_unit.d.next = self.record_table.val() + self.entry_units.val();
                }
                self.state.d.next = DecoderState::Offer;
            }
            DecoderState::Offer => {
                if self.take.val() {
                    self.state.d.next = DecoderState::Words;
                }
            }
            _ => {
                self.state.d.next = DecoderState::Words;
            }
        }

        self.free.next = self.state.q.val() == DecoderState::Words;
        self.valid.next = self.state.q.val() == DecoderState::Offer;
        self.is_load.next = self.load.q.val();
        self.status.next = self.found.q.val();
        self.seq.next = self.index.q.val();
        self.record.next = self.record_unit.q.val();
        self.source_less.next = self.source_words.q.val() - self.one.val();
        self.source_before.next = self.source_stop.q.val() - self.one.val();
        self.rows_less.next = self.fields.rows.val() - self.one.val();
        self.tiles_less.next = self.fields.tiles.val() - self.one_16.val();
        self.row_words_less.next = self.row_words.q.val() - self.one.val();
        self.weight_before.next = self.weight_stop.q.val() - self.one.val();
        self.result_before.next = self.result_stop.q.val() - self.one.val();
        self.source.next = self.source_word.q.val().get_bits::<IW>(self.bit_0.val().index());
        self.source_end.next = self.source_before.val().get_bits::<IW>(self.bit_0.val().index());
        self.source_last.next = self.source_less.val().get_bits::<IW>(self.bit_0.val().index());
        self.row_last.next = self.row_words_less.val().get_bits::<X>(self.bit_0.val().index());
        self.rows_last.next = self.rows_less.val().get_bits::<20>(self.bit_0.val().index());
        self.tiles_last.next = self.tiles_less.val();
        self.inputs.next = self.fields.inputs.val().get_bits::<16>(self.bit_0.val().index());
        self.weight_row.next =
            self.fields.weight_row.val().get_bits::<AW>(self.bit_0.val().index());
        self.weight_end.next = self.weight_before.val().get_bits::<AW>(self.bit_0.val().index());
        self.tile_depth.next = self.depth.q.val().get_bits::<AW>(self.bit_0.val().index());
        self.groups_last.next = self.row_words_less.val().get_bits::<4>(self.bit_0.val().index());
        self.result.next = self.result_word.q.val().get_bits::<RW>(self.bit_0.val().index());
        self.result_end.next = self.result_before.val().get_bits::<RW>(self.bit_0.val().index());
        self.result_words.next = self.result_count.q.val();
        self.last_tile_beats.next = self.beats.q.val().get_bits::<5>(self.bit_0.val().index());
        self.wide.next = self.fields.opcode.val().get_bit(self.wide_bit.val().index());
        self.int4.next = self.fields.opcode.val().get_bit(self.int4_bit.val().index());
        self.data_checksum.next = self.fields.data_checksum.val();
        if !self.resetn.val() {
            self.state.d.next = DecoderState::Words;
        }
    }
}
