//! Input and result memory with all their clients.

use rust_hdl::prelude::*;

use super::{HostRead, HostWrite, InputMemory, MemoryTarget, ResultMemory};
use crate::block::block;

block! {
    /// The card's memories: the host on one side, the engine on the other.
    ///
    /// `A` bits of a beat and of an input word (`S = A / 8`), `N = 2^PB A` bits of a result word
    /// (`T = N / 8`), `2^IW` input words in two banks (`IB = IW - 1`), `2^RW` result words,
    /// `UW = RW + log2(T / 32)`.
    /// Only the card's reset resets it: the engine's may end a command at any time, then its last
    /// reads still come back, three cycles late at most.
    pub struct Memories[
        const A: usize, const S: usize, const N: usize, const T: usize, const IW: usize,
        const IB: usize, const RW: usize, const UW: usize, const PB: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// The card's reset, synchronous, active low.
        pub resetn: Signal<In, Bit>,
        /// The host.
        pub host: MemoryTarget<A, S>,
        /// Row fetch: read a word of input memory.
        pub fetch_valid: Signal<In, Bit>,
        /// Row fetch: word.
        pub fetch_address: Signal<In, Bits<IW>>,
        /// Row fetch: accepted.
        pub fetch_ready: Signal<Out, Bit>,
        /// Row fetch: `fetch_data` is its word, three cycles after acceptance.
        pub fetch_data_valid: Signal<Out, Bit>,
        /// LOAD: read a word of input memory.
        pub load_valid: Signal<In, Bit>,
        /// LOAD: word.
        pub load_address: Signal<In, Bits<IW>>,
        /// LOAD: accepted.
        pub load_ready: Signal<Out, Bit>,
        /// LOAD: `read_data` is its word, three cycles after acceptance.
        pub load_data_valid: Signal<Out, Bit>,
        /// Command ring: read a word of input memory.
        pub ring_valid: Signal<In, Bit>,
        /// Command ring: word.
        pub ring_address: Signal<In, Bits<IW>>,
        /// Command ring: accepted.
        pub ring_ready: Signal<Out, Bit>,
        /// Command ring: `read_data` is its word, three cycles after acceptance.
        pub ring_data_valid: Signal<Out, Bit>,
        /// The word of input memory that the fetch asked for three cycles ago.
        pub fetch_data: Signal<Out, Bits<A>>,
        /// The word of input memory that another client asked for three cycles ago.
        pub read_data: Signal<Out, Bits<A>>,
        /// Result: write a whole word of result memory; always accepted.
        pub result_valid: Signal<In, Bit>,
        /// Result: word.
        pub result_address: Signal<In, Bits<RW>>,
        /// Result: data.
        pub result_data: Signal<In, Bits<N>>,
        /// Record: write 32 bytes of result memory.
        pub record_valid: Signal<In, Bit>,
        /// Record: address in units of 32 bytes.
        pub record_address: Signal<In, Bits<UW>>,
        /// Record: data.
        pub record_data: Signal<In, Bits<256>>,
        /// Record: accepted.
        pub record_ready: Signal<Out, Bit>,
        /// Guard: the RUN under way reads input words first to last: the host may not write them.
        pub run_source_valid: Signal<In, Bit>,
        /// Guard: first word.
        pub run_source_first: Signal<In, Bits<IW>>,
        /// Guard: last word.
        pub run_source_last: Signal<In, Bits<IW>>,
        /// Guard: the LOAD under way reads input words first to last: the host may not write them.
        pub load_source_valid: Signal<In, Bit>,
        /// Guard: first word.
        pub load_source_first: Signal<In, Bits<IW>>,
        /// Guard: last word.
        pub load_source_last: Signal<In, Bits<IW>>,
        /// Guard: the RUN under way writes result words first to last: the host may not touch
        /// them.
        pub run_result_valid: Signal<In, Bit>,
        /// Guard: first word.
        pub run_result_first: Signal<In, Bits<RW>>,
        /// Guard: last word.
        pub run_result_last: Signal<In, Bits<RW>>,
        /// The host met a guard, for one cycle.
        pub conflict: Signal<Out, Bit>,
        /// The host left the windows, for one cycle.
        pub decode: Signal<Out, Bit>,
        writes: HostWrite<A, S, IW, RW, PB>,
        reads: HostRead<A, IW, RW, PB>,
        inputs: InputMemory<A, S, IW, IB>,
        results: ResultMemory<A, S, N, T, RW, UW, PB>,
    }
    constants {}
    checks {}
}

impl<
    const A: usize,
    const S: usize,
    const N: usize,
    const T: usize,
    const IW: usize,
    const IB: usize,
    const RW: usize,
    const UW: usize,
    const PB: usize,
> Logic for Memories<A, S, N, T, IW, IB, RW, UW, PB>
{
    #[hdl_gen]
    fn update(&mut self) {
        clock!(self, clock, writes, reads, inputs, results);
        self.writes.resetn.next = self.resetn.val();
        self.reads.resetn.next = self.resetn.val();
        self.inputs.resetn.next = self.resetn.val();
        self.results.resetn.next = self.resetn.val();

        self.writes.write_valid.next = self.host.write_valid.val();
        self.writes.write_address.next = self.host.write_address.val();
        self.writes.write_data.next = self.host.write_data.val();
        self.writes.write_strobe.next = self.host.write_strobe.val();
        self.writes.write_tag.next = self.host.write_tag.val();
        self.host.write_ready.next = self.writes.write_ready.val();
        self.host.write_done.next = self.writes.write_done.val();
        self.host.write_done_tag.next = self.writes.write_done_tag.val();
        self.host.write_error.next = self.writes.write_error.val();
        self.writes.run_source_valid.next = self.run_source_valid.val();
        self.writes.run_source_first.next = self.run_source_first.val();
        self.writes.run_source_last.next = self.run_source_last.val();
        self.writes.load_source_valid.next = self.load_source_valid.val();
        self.writes.load_source_first.next = self.load_source_first.val();
        self.writes.load_source_last.next = self.load_source_last.val();
        self.writes.run_result_valid.next = self.run_result_valid.val();
        self.writes.run_result_first.next = self.run_result_first.val();
        self.writes.run_result_last.next = self.run_result_last.val();
        self.inputs.host_write.next = self.writes.input_write.val();
        self.inputs.host_write_address.next = self.writes.input_address.val();
        self.inputs.host_write_data.next = self.writes.data.val();
        self.inputs.host_write_strobe.next = self.writes.strobe.val();
        self.results.host_write.next = self.writes.result_write.val();
        self.results.host_write_address.next = self.writes.result_address.val();
        self.results.host_write_part.next = self.writes.result_part.val();
        self.results.host_write_data.next = self.writes.data.val();
        self.results.host_write_strobe.next = self.writes.strobe.val();
        self.writes.result_ready.next = self.results.host_write_ready.val();

        self.reads.read_valid.next = self.host.read_valid.val();
        self.reads.read_address.next = self.host.read_address.val();
        self.reads.read_tag.next = self.host.read_tag.val();
        self.host.read_ready.next = self.reads.read_ready.val();
        self.host.read_done.next = self.reads.read_done.val();
        self.host.read_done_tag.next = self.reads.read_done_tag.val();
        self.host.read_data.next = self.reads.read_data.val();
        self.host.read_error.next = self.reads.read_error.val();
        self.reads.run_result_valid.next = self.run_result_valid.val();
        self.reads.run_result_first.next = self.run_result_first.val();
        self.reads.run_result_last.next = self.run_result_last.val();
        self.inputs.host_valid.next = self.reads.input_valid.val();
        self.inputs.host_address.next = self.reads.input_address.val();
        self.reads.input_ready.next = self.inputs.host_ready.val();
        self.reads.input_data.next = self.inputs.read_data.val();
        self.results.host_valid.next = self.reads.result_valid.val();
        self.results.host_address.next = self.reads.result_address.val();
        self.results.host_part.next = self.reads.result_part.val();
        self.reads.result_ready.next = self.results.host_ready.val();
        self.reads.result_data.next = self.results.read_data.val();

        self.inputs.fetch_valid.next = self.fetch_valid.val();
        self.inputs.fetch_address.next = self.fetch_address.val();
        self.fetch_ready.next = self.inputs.fetch_ready.val();
        self.fetch_data_valid.next = self.inputs.fetch_data_valid.val();
        self.inputs.load_valid.next = self.load_valid.val();
        self.inputs.load_address.next = self.load_address.val();
        self.load_ready.next = self.inputs.load_ready.val();
        self.load_data_valid.next = self.inputs.load_data_valid.val();
        self.inputs.ring_valid.next = self.ring_valid.val();
        self.inputs.ring_address.next = self.ring_address.val();
        self.ring_ready.next = self.inputs.ring_ready.val();
        self.ring_data_valid.next = self.inputs.ring_data_valid.val();
        self.fetch_data.next = self.inputs.fetch_data.val();
        self.read_data.next = self.inputs.read_data.val();
        self.results.result_valid.next = self.result_valid.val();
        self.results.result_address.next = self.result_address.val();
        self.results.result_data.next = self.result_data.val();
        self.results.record_valid.next = self.record_valid.val();
        self.results.record_address.next = self.record_address.val();
        self.results.record_data.next = self.record_data.val();
        self.record_ready.next = self.results.record_ready.val();
        self.conflict.next = self.writes.conflict.val() || self.reads.conflict.val();
        self.decode.next = self.writes.decode.val() || self.reads.decode.val();
    }
}
