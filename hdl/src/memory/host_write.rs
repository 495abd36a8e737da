//! The host's writes: from the memory bus to the memories.

use rust_hdl::prelude::*;

use super::{Guard, Window};
use crate::axi::{DECERR, OKAY, SLVERR, TAG_BITS};
use crate::block::block;

block! {
    /// Two stages: decode and compare; then write, or refuse.
    ///
    /// A beat outside the windows is dropped and answered DECERR; one that meets a guarded word
    /// is dropped and answered SLVERR. A beat that waits for result memory is compared anew in
    /// each cycle: a guard that rises meanwhile still catches it. Guards must rise at least one
    /// cycle before the command touches the words. A beat leaves one cycle after result memory
    /// took it, so that who writes there is not in the path of the bus: there a beat takes two
    /// cycles.
    pub struct HostWrite[
        const A: usize, const S: usize, const IW: usize, const RW: usize, const PB: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Bus: there is a beat.
        pub write_valid: Signal<In, Bit>,
        /// Bus: byte address of its word.
        pub write_address: Signal<In, Bits<64>>,
        /// Bus: data.
        pub write_data: Signal<In, Bits<A>>,
        /// Bus: bytes to write.
        pub write_strobe: Signal<In, Bits<S>>,
        /// Bus: comes back with the answer.
        pub write_tag: Signal<In, Bits<TAG_BITS>>,
        /// Bus: accepted.
        pub write_ready: Signal<Out, Bit>,
        /// Bus: a beat is done.
        pub write_done: Signal<Out, Bit>,
        /// Bus: its tag.
        pub write_done_tag: Signal<Out, Bits<TAG_BITS>>,
        /// Bus: how it ended.
        pub write_error: Signal<Out, Bits<2>>,
        /// Guard: the rows of the RUN under way.
        pub run_source_valid: Signal<In, Bit>,
        /// Guard: first input word.
        pub run_source_first: Signal<In, Bits<IW>>,
        /// Guard: last input word.
        pub run_source_last: Signal<In, Bits<IW>>,
        /// Guard: the tile of the LOAD under way.
        pub load_source_valid: Signal<In, Bit>,
        /// Guard: first input word.
        pub load_source_first: Signal<In, Bits<IW>>,
        /// Guard: last input word.
        pub load_source_last: Signal<In, Bits<IW>>,
        /// Guard: the results of the RUN under way.
        pub run_result_valid: Signal<In, Bit>,
        /// Guard: first result word.
        pub run_result_first: Signal<In, Bits<RW>>,
        /// Guard: last result word.
        pub run_result_last: Signal<In, Bits<RW>>,
        /// Input memory: write.
        pub input_write: Signal<Out, Bit>,
        /// Input memory: word.
        pub input_address: Signal<Out, Bits<IW>>,
        /// Result memory: write.
        pub result_write: Signal<Out, Bit>,
        /// Result memory: word.
        pub result_address: Signal<Out, Bits<RW>>,
        /// Result memory: beat of the word.
        pub result_part: Signal<Out, Bits<PB>>,
        /// Result memory: accepted.
        pub result_ready: Signal<In, Bit>,
        /// Both: data.
        pub data: Signal<Out, Bits<A>>,
        /// Both: bytes to write.
        pub strobe: Signal<Out, Bits<S>>,
        /// A write was refused for a guard, for one cycle.
        pub conflict: Signal<Out, Bit>,
        /// A write was refused for its address, for one cycle.
        pub decode: Signal<Out, Bit>,
        window: Window<A, IW, RW, PB>,
        run_source_guard: Guard<IW>,
        load_source_guard: Guard<IW>,
        run_result_guard: Guard<RW>,
        held_guard: Guard<RW>,
        valid: DFF<Bit>,
        in_input: DFF<Bit>,
        in_result: DFF<Bit>,
        guarded: DFF<Bit>,
        written: DFF<Bit>,
        input_word: DFF<Bits<IW>>,
        result_word: DFF<Bits<RW>>,
        part: DFF<Bits<PB>>,
        beat: DFF<Bits<A>>,
        bytes: DFF<Bits<S>>,
        tag: DFF<Bits<TAG_BITS>>,
        held: Signal<Local, Bit>,
        new_guarded: Signal<Local, Bit>,
    }
    constants {
        okay: 2 = OKAY,
        refused: 2 = SLVERR,
        nowhere: 2 = DECERR,
    }
    checks {}
}

impl<const A: usize, const S: usize, const IW: usize, const RW: usize, const PB: usize> Logic
    for HostWrite<A, S, IW, RW, PB>
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
            written,
            input_word,
            result_word,
            part,
            beat,
            bytes,
            tag
        );
        // Second stage.
        self.input_write.next =
            self.valid.q.val() && self.in_input.q.val() && !self.guarded.q.val();
        self.held.next = self.valid.q.val()
            && self.in_result.q.val()
            && !self.guarded.q.val()
            && !self.written.q.val();
        self.result_write.next = self.held.val();
        self.written.d.next = self.held.val() && self.result_ready.val();
        self.input_address.next = self.input_word.q.val();
        self.result_address.next = self.result_word.q.val();
        self.result_part.next = self.part.q.val();
        self.data.next = self.beat.q.val();
        self.strobe.next = self.bytes.q.val();
        self.write_done.next = self.valid.q.val() && !self.held.val();
        self.write_done_tag.next = self.tag.q.val();
        self.write_error.next = self.okay.val();
        self.conflict.next = self.valid.q.val() && self.guarded.q.val() && !self.written.q.val();
        self.decode.next = self.valid.q.val() && !self.in_input.q.val() && !self.in_result.q.val();
        if self.conflict.val() {
            self.write_error.next = self.refused.val();
        }
        if self.decode.val() {
            self.write_error.next = self.nowhere.val();
        }

        // First stage: a new beat, or again the one that waits, which is one of result memory. Both
        // are compared at once: which of them it is comes late.
        self.window.address.next = self.write_address.val();
        self.write_ready.next = !self.held.val();
        self.run_source_guard.valid.next = self.run_source_valid.val();
        self.run_source_guard.first.next = self.run_source_first.val();
        self.run_source_guard.last.next = self.run_source_last.val();
        self.run_source_guard.word.next = self.window.input_word.val();
        self.load_source_guard.valid.next = self.load_source_valid.val();
        self.load_source_guard.first.next = self.load_source_first.val();
        self.load_source_guard.last.next = self.load_source_last.val();
        self.load_source_guard.word.next = self.window.input_word.val();
        self.run_result_guard.valid.next = self.run_result_valid.val();
        self.run_result_guard.first.next = self.run_result_first.val();
        self.run_result_guard.last.next = self.run_result_last.val();
        self.run_result_guard.word.next = self.window.result_word.val();
        self.held_guard.valid.next = self.run_result_valid.val();
        self.held_guard.first.next = self.run_result_first.val();
        self.held_guard.last.next = self.run_result_last.val();
        self.held_guard.word.next = self.result_word.q.val();
        self.new_guarded.next = (self.window.in_input.val()
            && (self.run_source_guard.hit.val() || self.load_source_guard.hit.val()))
            || (self.window.in_result.val() && self.run_result_guard.hit.val());
        self.guarded.d.next = self.held_guard.hit.val();
        if !self.held.val() {
            self.guarded.d.next = self.new_guarded.val();
            self.in_input.d.next = self.window.in_input.val();
            self.in_result.d.next = self.window.in_result.val();
            self.input_word.d.next = self.window.input_word.val();
            self.result_word.d.next = self.window.result_word.val();
        }
        if !self.held.val() {
            self.valid.d.next = self.write_valid.val();
            self.part.d.next = self.window.result_part.val();
            self.tag.d.next = self.write_tag.val();
        }
        if !self.held.val() && self.write_valid.val() {
            self.beat.d.next = self.write_data.val();
            self.bytes.d.next = self.write_strobe.val();
        }
        if !self.resetn.val() {
            self.valid.d.next = false;
            self.written.d.next = false;
        }
    }
}
