//! The host's reads: from the memory bus to the memories and back.

use rust_hdl::prelude::*;

use super::{Guard, Window};
use crate::axi::{DECERR, OKAY, SLVERR, TAG_BITS};
use crate::block::{block, pack};
use crate::parts::Fifo;

/// Bits of a beat to read: address and tag.
const BEAT_BITS: usize = 64 + TAG_BITS;

pack! {
    /// A beat to read: byte address of its word, tag.
    pub struct PackBeat[] {
        address: Bits<64>,
        tag: Bits<TAG_BITS>,
    } => BEAT_BITS
}

block! {
    /// The data of a read: a word of input memory, a half word of result memory that was here a
    /// cycle before, or zero.
    ///
    /// A Verilog leaf: a wide register that is loaded only when there is something to load.
    pub struct ReadData[const A: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Load.
        pub load: Signal<In, Bit>,
        /// From input memory.
        pub from_input: Signal<In, Bit>,
        /// From result memory.
        pub from_result: Signal<In, Bit>,
        /// Word of input memory.
        pub input_word: Signal<In, Bits<A>>,
        /// Half word of result memory.
        pub result_word: Signal<In, Bits<A>>,
        /// The data.
        pub data: Signal<Out, Bits<A>>,
    }
    constants {}
    checks {}
}

impl<const A: usize> Logic for ReadData<A> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.data.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(format!(
            "reg [{msb}:0] result_held;\n\
             always @(posedge clock) begin\n    \
                 result_held <= result_word;\n    \
                 if (load) data <= from_input ? input_word : from_result ? result_held : {A}'b0;\n\
             end\n",
            msb = A - 1
        ))
    }
}

block! {
    /// Decode and compare; then ask a memory, or refuse; four cycles later the answer. Beats wait
    /// in a queue in front, so that who reads a memory is not in the path of the bus.
    ///
    /// A beat outside the windows is answered DECERR, one that meets the results of the RUN under
    /// way SLVERR, both with zero data. Input memory may be read at any time.
    pub struct HostRead[const A: usize, const IW: usize, const RW: usize, const PB: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Bus: there is a beat.
        pub read_valid: Signal<In, Bit>,
        /// Bus: byte address of its word.
        pub read_address: Signal<In, Bits<64>>,
        /// Bus: comes back with the data.
        pub read_tag: Signal<In, Bits<TAG_BITS>>,
        /// Bus: accepted.
        pub read_ready: Signal<Out, Bit>,
        /// Bus: a beat is here.
        pub read_done: Signal<Out, Bit>,
        /// Bus: its tag.
        pub read_done_tag: Signal<Out, Bits<TAG_BITS>>,
        /// Bus: its data.
        pub read_data: Signal<Out, Bits<A>>,
        /// Bus: how it ended.
        pub read_error: Signal<Out, Bits<2>>,
        /// Guard: the results of the RUN under way.
        pub run_result_valid: Signal<In, Bit>,
        /// Guard: first result word.
        pub run_result_first: Signal<In, Bits<RW>>,
        /// Guard: last result word.
        pub run_result_last: Signal<In, Bits<RW>>,
        /// Input memory: read.
        pub input_valid: Signal<Out, Bit>,
        /// Input memory: word.
        pub input_address: Signal<Out, Bits<IW>>,
        /// Input memory: accepted.
        pub input_ready: Signal<In, Bit>,
        /// Input memory: the word asked for three cycles ago.
        pub input_data: Signal<In, Bits<A>>,
        /// Result memory: read.
        pub result_valid: Signal<Out, Bit>,
        /// Result memory: word.
        pub result_address: Signal<Out, Bits<RW>>,
        /// Result memory: beat of the word.
        pub result_part: Signal<Out, Bits<PB>>,
        /// Result memory: accepted.
        pub result_ready: Signal<In, Bit>,
        /// Result memory: the half word asked for two cycles ago.
        pub result_data: Signal<In, Bits<A>>,
        /// A read was refused for a guard, for one cycle.
        pub conflict: Signal<Out, Bit>,
        /// A read was refused for its address, for one cycle.
        pub decode: Signal<Out, Bit>,
        request: PackBeat,
        requests: Fifo<BEAT_BITS, 1, 2>,
        address: Signal<Local, Bits<64>>,
        window: Window<A, IW, RW, PB>,
        run_result_guard: Guard<RW>,
        valid: DFF<Bit>,
        in_input: DFF<Bit>,
        in_result: DFF<Bit>,
        guarded: DFF<Bit>,
        input_word: DFF<Bits<IW>>,
        result_word: DFF<Bits<RW>>,
        part: DFF<Bits<PB>>,
        tag: DFF<Bits<TAG_BITS>>,
        asked: [DFF<Bit>; 4],
        asked_input: [DFF<Bit>; 3],
        asked_result: [DFF<Bit>; 3],
        asked_tag: [DFF<Bits<TAG_BITS>>; 4],
        asked_error: [DFF<Bits<2>>; 4],
        answer: ReadData<A>,
        held: Signal<Local, Bit>,
    }
    constants {
        at_address: 16 = 0,
        at_tag: 16 = 64,
        okay: 2 = OKAY,
        refused: 2 = SLVERR,
        nowhere: 2 = DECERR,
    }
    checks {}
}

impl<const A: usize, const IW: usize, const RW: usize, const PB: usize> Logic
    for HostRead<A, IW, RW, PB>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            valid,
            in_input,
            in_result,
            guarded,
            input_word,
            result_word,
            part,
            tag
        );
        clock!(self, clock, answer, requests);
        self.requests.resetn.next = self.resetn.val();
        self.request.address.next = self.read_address.val();
        self.request.tag.next = self.read_tag.val();
        self.requests.push.next = self.read_valid.val();
        self.requests.push_data.next = self.request.all.val();
        self.read_ready.next = self.requests.ready.val();
        // First stage.
        self.address.next = self.requests.data.val().get_bits::<64>(self.at_address.val().index());
        self.window.address.next = self.address.val();
        self.run_result_guard.valid.next = self.run_result_valid.val();
        self.run_result_guard.first.next = self.run_result_first.val();
        self.run_result_guard.last.next = self.run_result_last.val();
        self.run_result_guard.word.next = self.window.result_word.val();
        // Second stage.
        self.input_valid.next = self.valid.q.val() && self.in_input.q.val();
        self.input_address.next = self.input_word.q.val();
        self.result_valid.next =
            self.valid.q.val() && self.in_result.q.val() && !self.guarded.q.val();
        self.result_address.next = self.result_word.q.val();
        self.result_part.next = self.part.q.val();
        self.held.next = (self.input_valid.val() && !self.input_ready.val())
            || (self.result_valid.val() && !self.result_ready.val());
        self.requests.pop.next = !self.held.val();
        if !self.held.val() {
            self.valid.d.next = self.requests.valid.val();
            self.in_input.d.next = self.window.in_input.val();
            self.in_result.d.next = self.window.in_result.val();
            self.guarded.d.next = self.window.in_result.val() && self.run_result_guard.hit.val();
            self.input_word.d.next = self.window.input_word.val();
            self.result_word.d.next = self.window.result_word.val();
            self.part.d.next = self.window.result_part.val();
            self.tag.d.next =
                self.requests.data.val().get_bits::<TAG_BITS>(self.at_tag.val().index());
        }
        self.conflict.next = self.valid.q.val() && self.guarded.q.val();
        self.decode.next = self.valid.q.val() && !self.in_input.q.val() && !self.in_result.q.val();
        // The way of the data.
        for i in 0..4 {
            self.asked[i].clock.next = self.clock.val();
            self.asked_tag[i].clock.next = self.clock.val();
            self.asked_error[i].clock.next = self.clock.val();
        }
        for i in 0..3 {
            self.asked_input[i].clock.next = self.clock.val();
            self.asked_result[i].clock.next = self.clock.val();
        }
        self.asked[0].d.next = self.valid.q.val() && !self.held.val();
        self.asked_input[0].d.next = self.in_input.q.val();
        self.asked_result[0].d.next = self.result_valid.val();
        self.asked_tag[0].d.next = self.tag.q.val();
        self.asked_error[0].d.next = self.okay.val();
        if self.conflict.val() {
            self.asked_error[0].d.next = self.refused.val();
        }
        if self.decode.val() {
            self.asked_error[0].d.next = self.nowhere.val();
        }
        for i in 1..4 {
            self.asked[i].d.next = self.asked[i - 1].q.val();
            self.asked_tag[i].d.next = self.asked_tag[i - 1].q.val();
            self.asked_error[i].d.next = self.asked_error[i - 1].q.val();
        }
        for i in 1..3 {
            self.asked_input[i].d.next = self.asked_input[i - 1].q.val();
            self.asked_result[i].d.next = self.asked_result[i - 1].q.val();
        }
        self.answer.load.next = self.asked[2].q.val();
        self.answer.from_input.next = self.asked_input[2].q.val();
        self.answer.from_result.next = self.asked_result[2].q.val();
        self.answer.input_word.next = self.input_data.val();
        self.answer.result_word.next = self.result_data.val();
        self.read_done.next = self.asked[3].q.val();
        self.read_done_tag.next = self.asked_tag[3].q.val();
        self.read_error.next = self.asked_error[3].q.val();
        self.read_data.next = self.answer.data.val();
        if !self.resetn.val() {
            self.valid.d.next = false;
            self.asked[0].d.next = false;
            self.asked[1].d.next = false;
            self.asked[2].d.next = false;
            self.asked[3].d.next = false;
        }
    }
}
