//! The whole engine behind its two AXI ports.

use rust_hdl::prelude::*;
use spikelm_regs::EngineConfig;

use crate::axi::{Axi4, AxiLite, AxiLiteSlave, AxiSlave, RegisterInitiator};
use crate::block::{block, pack};
use crate::control::{CommandReader, Counters, Decoder, Dispatcher, LoadUnit, Recorder};
use crate::core::RunUnit;
use crate::memory::{Memories, MemoryInitiator};
use crate::registers::RegisterFile;

pack! {
    /// `STATUS`, as the table describes it.
    pub struct PackStatus[] {
        run: Bit,
        load: Bit,
        command: Bit,
        reset: Bit,
    } => 4
}

block! {
    /// The engine: registers, memories, the command path, and the LOAD and RUN units.
    ///
    /// `resetn` resets everything; `CONTROL.reset` the command path and the units only, so that
    /// the AXI ports keep answering. The parameters are those of the blocks inside; [`Sizes`](crate::sizes::Sizes)
    /// derives them from an [`EngineConfig`].
    pub struct Engine[
        const A: usize, const S: usize, const AS: usize, const AR: usize, const H: usize,
        const IW: usize, const IB: usize, const R: usize, const T: usize, const RW: usize, const UW: usize,
        const O: usize, const RE: usize, const P: usize, const N: usize, const NB: usize,
        const D: usize, const W: usize, const X: usize, const E: usize, const L: usize,
        const AW: usize, const DB: usize, const DW: usize, const LP: usize, const NS: usize,
        const PB: usize, const CA: usize, const CC: usize, const QA: usize, const QC: usize,
        const RA: usize, const RC: usize, const Q: usize, const F: usize
    ] {
        /// Clock of everything.
        pub clock: Signal<In, Clock>,
        /// Reset of everything, synchronous, active low.
        pub resetn: Signal<In, Bit>,
        /// Memory.
        pub s_axi: Axi4<A, S>,
        /// Registers.
        pub s_axil: AxiLite,
        /// Interrupt, a level.
        pub irq: Signal<Out, Bit>,
        reset: DFF<Bit>,
        memory_port: AxiSlave<A, S, AS, AR>,
        register_port: AxiLiteSlave,
        registers: RegisterFile = RegisterFile::new(EngineConfig::SMALL, 0),
        memories: Memories<A, S, R, T, IW, IB, RW, UW, PB>,
        reader: CommandReader<A, IW, RE>,
        decoder: Decoder<S, D, N, P, IW, RW, AW, RE, X, UW>,
        dispatcher: Dispatcher<AW, UW, O>,
        load: LoadUnit<A, IW, NS, P, AW>,
        run: RunUnit<A, H, IW, R, RW, P, N, NB, D, W, X, E, L, AW, DB, DW, LP, NS, CA, CC, QA, QC, RA, RC, Q, F>,
        recorder: Recorder<UW, O>,
        counters: Counters,
        status: PackStatus,
        // The fields of the RUN under way, and what it and the LOAD under way may touch.
        kept_source: DFF<Bits<IW>>,
        kept_source_end: DFF<Bits<IW>>,
        kept_source_last: DFF<Bits<IW>>,
        kept_row_last: DFF<Bits<X>>,
        kept_rows_last: DFF<Bits<20>>,
        kept_tiles_last: DFF<Bits<16>>,
        kept_inputs: DFF<Bits<16>>,
        kept_weight_row: DFF<Bits<AW>>,
        kept_tile_depth: DFF<Bits<AW>>,
        kept_result: DFF<Bits<RW>>,
        kept_result_end: DFF<Bits<RW>>,
        kept_result_words: DFF<Bits<32>>,
        kept_last_tile_beats: DFF<Bits<5>>,
        kept_wide: DFF<Bit>,
        kept_int4: DFF<Bit>,
        kept_data_checksum: DFF<Bits<32>>,
        loading_source: DFF<Bits<IW>>,
        loading_source_end: DFF<Bits<IW>>,
        busy_command: Signal<Local, Bit>,
        engine_resetn: Signal<Local, Bit>,
    }
    constants {}
    checks {}
}

impl<
    const A: usize,
    const S: usize,
    const AS: usize,
    const AR: usize,
    const H: usize,
    const IW: usize,
    const IB: usize,
    const R: usize,
    const T: usize,
    const RW: usize,
    const UW: usize,
    const O: usize,
    const RE: usize,
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
    const PB: usize,
    const CA: usize,
    const CC: usize,
    const QA: usize,
    const QC: usize,
    const RA: usize,
    const RC: usize,
    const Q: usize,
    const F: usize,
>
    Engine<
        A,
        S,
        AS,
        AR,
        H,
        IW,
        IB,
        R,
        T,
        RW,
        UW,
        O,
        RE,
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
        PB,
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
    /// The engine of `config`; `build_id` is what its `BUILD_ID` reads.
    pub fn new(config: EngineConfig, build_id: u32) -> Self {
        Self { registers: RegisterFile::new(config, build_id), ..Default::default() }
    }
}

impl<
    const A: usize,
    const S: usize,
    const AS: usize,
    const AR: usize,
    const H: usize,
    const IW: usize,
    const IB: usize,
    const R: usize,
    const T: usize,
    const RW: usize,
    const UW: usize,
    const O: usize,
    const RE: usize,
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
    const PB: usize,
    const CA: usize,
    const CC: usize,
    const QA: usize,
    const QC: usize,
    const RA: usize,
    const RC: usize,
    const Q: usize,
    const F: usize,
> Logic
    for Engine<
        A,
        S,
        AS,
        AR,
        H,
        IW,
        IB,
        R,
        T,
        RW,
        UW,
        O,
        RE,
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
        PB,
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
            self,
            clock,
            reset,
            kept_source,
            kept_source_end,
            kept_source_last,
            kept_row_last,
            kept_rows_last,
            kept_tiles_last,
            kept_inputs,
            kept_weight_row,
            kept_tile_depth,
            kept_result,
            kept_result_end,
            kept_result_words,
            kept_last_tile_beats,
            kept_wide,
            kept_int4,
            kept_data_checksum,
            loading_source,
            loading_source_end
        );
        clock!(
            self,
            clock,
            memory_port,
            register_port,
            registers,
            memories,
            reader,
            decoder,
            dispatcher,
            load,
            run,
            recorder,
            counters
        );
        self.reset.d.next = self.resetn.val();
        self.memory_port.resetn.next = self.reset.q.val();
        self.register_port.resetn.next = self.reset.q.val();
        self.registers.resetn.next = self.reset.q.val();
        self.memories.resetn.next = self.reset.q.val();
        self.engine_resetn.next = self.registers.engine_resetn.val();
        self.reader.resetn.next = self.engine_resetn.val();
        self.decoder.resetn.next = self.engine_resetn.val();
        self.dispatcher.resetn.next = self.engine_resetn.val();
        self.load.resetn.next = self.engine_resetn.val();
        self.run.resetn.next = self.engine_resetn.val();
        self.recorder.resetn.next = self.engine_resetn.val();
        self.counters.resetn.next = self.engine_resetn.val();

        Axi4::<A, S>::link(&mut self.s_axi, &mut self.memory_port.axi);
        AxiLite::link(&mut self.s_axil, &mut self.register_port.axi);
        MemoryInitiator::<A, S>::join(&mut self.memory_port.memory, &mut self.memories.host);
        RegisterInitiator::join(&mut self.register_port.bus, &mut self.registers.bus);
        self.irq.next = self.registers.irq.val();

        // Commands.
        self.reader.doorbell.next = self.registers.doorbell.val();
        self.reader.decoder_free.next = self.decoder.free.val();
        self.memories.ring_valid.next = self.reader.read.val();
        self.memories.ring_address.next = self.reader.read_address.val();
        self.reader.read_ready.next = self.memories.ring_ready.val();
        self.reader.read_valid.next = self.memories.ring_data_valid.val();
        self.reader.read_data.next = self.memories.read_data.val();
        self.decoder.word_valid.next = self.reader.word_valid.val();
        self.decoder.word_number.next = self.reader.word_number.val();
        self.decoder.word.next = self.reader.word.val();
        self.decoder.ring_index.next = self.reader.seq.val();
        self.decoder.take.next = self.dispatcher.take.val();
        self.dispatcher.valid.next = self.decoder.valid.val();
        self.dispatcher.is_load.next = self.decoder.is_load.val();
        self.dispatcher.status.next = self.decoder.status.val();
        self.dispatcher.seq.next = self.decoder.seq.val();
        self.dispatcher.record.next = self.decoder.record.val();
        self.dispatcher.weight_row.next = self.decoder.weight_row.val();
        self.dispatcher.weight_end.next = self.decoder.weight_end.val();
        self.dispatcher.run_done.next = self.run.done.val();
        self.dispatcher.run_taken.next = self.recorder.run_taken.val();
        self.dispatcher.load_done.next = self.load.done.val();
        self.dispatcher.load_taken.next = self.recorder.load_taken.val();
        self.dispatcher.order_pop.next = self.recorder.order_pop.val();

        // The LOAD unit.
        if self.dispatcher.load_issue.val() {
            self.loading_source.d.next = self.decoder.source.val();
            self.loading_source_end.d.next = self.decoder.source_end.val();
        }
        self.load.start.next = self.dispatcher.load_start.val();
        self.load.source.next = self.decoder.source.val();
        self.load.source_last.next = self.decoder.source_last.val();
        self.load.weight_row.next = self.decoder.weight_row.val();
        self.load.groups_last.next = self.decoder.groups_last.val();
        self.load.data_checksum.next = self.decoder.data_checksum.val();
        self.memories.load_valid.next = self.load.read.val();
        self.memories.load_address.next = self.load.read_address.val();
        self.load.read_ready.next = self.memories.load_ready.val();
        self.load.read_valid.next = self.memories.load_data_valid.val();
        self.load.read_data.next = self.memories.read_data.val();
        self.memories.load_source_valid.next = self.dispatcher.load_active.val();
        self.memories.load_source_first.next = self.loading_source.q.val();
        self.memories.load_source_last.next = self.loading_source_end.q.val();

        // The RUN unit.
        if self.dispatcher.run_issue.val() {
            self.kept_source.d.next = self.decoder.source.val();
            self.kept_source_end.d.next = self.decoder.source_end.val();
            self.kept_source_last.d.next = self.decoder.source_last.val();
            self.kept_row_last.d.next = self.decoder.row_last.val();
            self.kept_rows_last.d.next = self.decoder.rows_last.val();
            self.kept_tiles_last.d.next = self.decoder.tiles_last.val();
            self.kept_inputs.d.next = self.decoder.inputs.val();
            self.kept_weight_row.d.next = self.decoder.weight_row.val();
            self.kept_tile_depth.d.next = self.decoder.tile_depth.val();
            self.kept_result.d.next = self.decoder.result.val();
            self.kept_result_end.d.next = self.decoder.result_end.val();
            self.kept_result_words.d.next = self.decoder.result_words.val();
            self.kept_last_tile_beats.d.next = self.decoder.last_tile_beats.val();
            self.kept_wide.d.next = self.decoder.wide.val();
            self.kept_int4.d.next = self.decoder.int4.val();
            self.kept_data_checksum.d.next = self.decoder.data_checksum.val();
        }
        self.run.start.next = self.dispatcher.run_start.val();
        self.run.source.next = self.kept_source.q.val();
        self.run.source_last.next = self.kept_source_last.q.val();
        self.run.row_last.next = self.kept_row_last.q.val();
        self.run.rows_last.next = self.kept_rows_last.q.val();
        self.run.tiles_last.next = self.kept_tiles_last.q.val();
        self.run.inputs.next = self.kept_inputs.q.val();
        self.run.weight_row.next = self.kept_weight_row.q.val();
        self.run.tile_depth.next = self.kept_tile_depth.q.val();
        self.run.result.next = self.kept_result.q.val();
        self.run.result_words.next = self.kept_result_words.q.val();
        self.run.last_tile_beats.next = self.kept_last_tile_beats.q.val();
        self.run.wide.next = self.kept_wide.q.val();
        self.run.int4.next = self.kept_int4.q.val();
        self.run.data_checksum.next = self.kept_data_checksum.q.val();
        self.run.load_banks.next = self.load.banks.val();
        self.run.load_groups.next = self.load.groups.val();
        self.run.load_address.next = self.load.address.val();
        self.run.load_data.next = self.load.data.val();
        self.memories.fetch_valid.next = self.run.read.val();
        self.memories.fetch_address.next = self.run.read_address.val();
        self.run.read_ready.next = self.memories.fetch_ready.val();
        self.run.read_valid.next = self.memories.fetch_data_valid.val();
        self.run.read_data.next = self.memories.fetch_data.val();
        self.memories.result_valid.next = self.run.write.val();
        self.memories.result_address.next = self.run.write_address.val();
        self.memories.result_data.next = self.run.write_data.val();
        self.memories.run_source_valid.next = self.dispatcher.run_active.val();
        self.memories.run_source_first.next = self.kept_source.q.val();
        self.memories.run_source_last.next = self.kept_source_end.q.val();
        self.memories.run_result_valid.next = self.dispatcher.run_active.val();
        self.memories.run_result_first.next = self.kept_result.q.val();
        self.memories.run_result_last.next = self.kept_result_end.q.val();

        // Records.
        self.recorder.order_valid.next = self.dispatcher.order_valid.val();
        self.recorder.order.next = self.dispatcher.order.val();
        self.recorder.cycles.next = self.counters.cycles.val();
        self.recorder.run_start.next = self.dispatcher.run_start.val();
        self.recorder.run_done.next = self.run.done.val();
        self.recorder.run_status.next = self.run.status.val();
        self.recorder.run_checksum.next = self.run.result_checksum.val();
        self.recorder.run_waiting.next = self.dispatcher.run_waiting.val();
        self.recorder.busy.next = self.run.busy.val();
        self.recorder.events.next = self.run.events.val();
        self.recorder.event_cycle.next = self.run.event_cycle.val();
        self.recorder.stall_fetch.next = self.run.stall_fetch.val();
        self.recorder.stall_drain.next = self.run.stall_drain.val();
        self.recorder.stall_empty.next = self.run.stall_empty.val();
        self.recorder.stall_edge.next = self.run.stall_edge.val();
        self.recorder.row_done.next = self.run.row_done.val();
        self.recorder.load_start.next = self.dispatcher.load_start.val();
        self.recorder.load_done.next = self.load.done.val();
        self.recorder.load_rows.next = self.load.rows.val();
        self.recorder.load_intact.next = self.load.intact.val();
        self.recorder.load_waiting.next = self.dispatcher.load_waiting.val();
        self.memories.record_valid.next = self.recorder.write.val();
        self.memories.record_address.next = self.recorder.write_address.val();
        self.memories.record_data.next = self.recorder.write_data.val();
        self.recorder.write_ready.next = self.memories.record_ready.val();
        self.registers.completed.next = self.recorder.completed.val();
        self.registers.command_error.next = self.recorder.failed.val();
        self.registers.command_status.next = self.recorder.failed_status.val();
        self.registers.conflict.next = self.memories.conflict.val();
        self.registers.decode.next = self.memories.decode.val();

        // Counters.
        self.busy_command.next = self.reader.busy.val()
            || !self.decoder.free.val()
            || !self.dispatcher.idle.val()
            || !self.recorder.idle.val();
        self.counters.busy.next = self.run.busy.val();
        self.counters.load.next = self.load.busy.val();
        self.counters.command.next = self.busy_command.val();
        self.counters.events.next = self.run.events.val();
        self.counters.event_cycle.next = self.run.event_cycle.val();
        self.counters.stall_fetch.next = self.run.stall_fetch.val();
        self.counters.stall_drain.next = self.run.stall_drain.val();
        self.counters.stall_empty.next = self.run.stall_empty.val();
        self.counters.stall_edge.next = self.run.stall_edge.val();
        self.counters.row_done.next = self.run.row_done.val();
        self.registers.counters.next = self.counters.all.val();
        self.status.run.next = self.dispatcher.run_active.val();
        self.status.load.next = self.dispatcher.load_active.val();
        self.status.command.next = self.busy_command.val();
        self.status.reset.next = !self.engine_resetn.val();
        self.registers.status.next = self.status.all.val();
    }
}
