//! Input memory: rows, staged tiles, the ring.

use rust_hdl::prelude::*;

use super::ByteRam;
use crate::block::block;

block! {
    /// `2^IW` words of `A` bits (`S = A / 8`): written by the host, read by three clients of the
    /// engine and by the host.
    ///
    /// Even and odd words are two banks, so that a row fetch and a LOAD, which go through their words
    /// in order, both read a word a cycle: where they meet, one waits a cycle, and then they do not
    /// meet again. Two words leave in a cycle, one to the fetch and one to the others.
    ///
    /// A read is accepted where valid meets ready; its data are on `fetch_data` or `read_data` exactly
    /// three cycles later, marked by the client's `data_valid`, in order, with no way to hold them up.
    /// Priority is fetch, ring, load: a LOAD wants every cycle, and a RUN behind it in the ring can
    /// work beside it. The host and the engine take turns; a fetch from the other bank goes beside the
    /// host's turn. Reads and writes reach the RAM one cycle after they were accepted, so that who may
    /// read is not in the path to all of its blocks. The word that the host writes is not read by the
    /// host in that cycle; that the engine does not read it is the guards' business. `IB = IW - 1`.
    pub struct InputMemory[const A: usize, const S: usize, const IW: usize, const IB: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Host: write.
        pub host_write: Signal<In, Bit>,
        /// Host: word to write.
        pub host_write_address: Signal<In, Bits<IW>>,
        /// Host: what to write.
        pub host_write_data: Signal<In, Bits<A>>,
        /// Host: bytes to write.
        pub host_write_strobe: Signal<In, Bits<S>>,
        /// Host: read.
        pub host_valid: Signal<In, Bit>,
        /// Host: word to read.
        pub host_address: Signal<In, Bits<IW>>,
        /// Host: accepted.
        pub host_ready: Signal<Out, Bit>,
        /// Row fetch: read.
        pub fetch_valid: Signal<In, Bit>,
        /// Row fetch: word to read.
        pub fetch_address: Signal<In, Bits<IW>>,
        /// Row fetch: accepted.
        pub fetch_ready: Signal<Out, Bit>,
        /// Row fetch: `fetch_data` is its word.
        pub fetch_data_valid: Signal<Out, Bit>,
        /// LOAD: read.
        pub load_valid: Signal<In, Bit>,
        /// LOAD: word to read.
        pub load_address: Signal<In, Bits<IW>>,
        /// LOAD: accepted.
        pub load_ready: Signal<Out, Bit>,
        /// LOAD: `read_data` is its word.
        pub load_data_valid: Signal<Out, Bit>,
        /// Command ring: read.
        pub ring_valid: Signal<In, Bit>,
        /// Command ring: word to read.
        pub ring_address: Signal<In, Bits<IW>>,
        /// Command ring: accepted.
        pub ring_ready: Signal<Out, Bit>,
        /// Command ring: `read_data` is its word.
        pub ring_data_valid: Signal<Out, Bit>,
        /// The word that the fetch asked for three cycles ago.
        pub fetch_data: Signal<Out, Bits<A>>,
        /// The word that another client asked for three cycles ago.
        pub read_data: Signal<Out, Bits<A>>,
        rams: [ByteRam<A, S, IB, 2>; 2] = std::array::from_fn(|_| Default::default()),
        write: DFF<Bit>,
        write_address: DFF<Bits<IW>>,
        write_data: DFF<Bits<A>>,
        write_strobe: DFF<Bits<S>>,
        read: DFF<Bit>,
        read_word: [DFF<Bits<IB>>; 2] = std::array::from_fn(|_| Default::default()),
        host_last: DFF<Bit>,
        engine_last: DFF<Bit>,
        fetch_asked: [DFF<Bit>; 3],
        load_asked: [DFF<Bit>; 3],
        ring_asked: [DFF<Bit>; 3],
        // Whether the word that was asked for is odd.
        fetch_odd: [DFF<Bit>; 3],
        other_odd: [DFF<Bit>; 3],
        engine: Signal<Local, Bit>,
        host_turn: Signal<Local, Bit>,
        same_word: Signal<Local, Bit>,
        write_odd: Signal<Local, Bit>,
        write_word: Signal<Local, Bits<IB>>,
        other_address: Signal<Local, Bits<IW>>,
        other_is_odd: Signal<Local, Bit>,
        fetch_is_odd: Signal<Local, Bit>,
        fetches: Signal<Local, Bit>,
    }
    constants {
        at_odd: 8 = 0,
        at_word: 8 = 1,
    }
    checks {
        assert_eq!(IW, IB + 1, "two banks");
    }
}

impl<const A: usize, const S: usize, const IW: usize, const IB: usize> Logic
    for InputMemory<A, S, IW, IB>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            write,
            write_address,
            write_data,
            write_strobe,
            read,
            host_last,
            engine_last
        );
        for i in 0..2 {
            self.rams[i].clock.next = self.clock.val();
            self.read_word[i].clock.next = self.clock.val();
        }
        for i in 0..3 {
            self.fetch_odd[i].clock.next = self.clock.val();
            self.other_odd[i].clock.next = self.clock.val();
            self.fetch_asked[i].clock.next = self.clock.val();
            self.load_asked[i].clock.next = self.clock.val();
            self.ring_asked[i].clock.next = self.clock.val();
        }
        self.write.d.next = self.host_write.val();
        self.write_address.d.next = self.host_write_address.val();
        self.write_data.d.next = self.host_write_data.val();
        self.write_strobe.d.next = self.host_write_strobe.val();
        self.write_odd.next = self.write_address.q.val().get_bit(self.at_odd.val().index());
        self.write_word.next =
            self.write_address.q.val().get_bits::<IB>(self.at_word.val().index());
        self.rams[0].write.next = self.write.q.val() && !self.write_odd.val();
        self.rams[1].write.next = self.write.q.val() && self.write_odd.val();
        for i in 0..2 {
            self.rams[i].write_address.next = self.write_word.val();
            self.rams[i].write_data.next = self.write_data.q.val();
            self.rams[i].write_strobe.next = self.write_strobe.q.val();
        }

        self.engine.next = self.fetch_valid.val() || self.load_valid.val() || self.ring_valid.val();
        // Whose turn it is does not depend on what the engine asks for in this cycle.
        self.engine_last.d.next = self.engine.val();
        self.host_turn.next =
            self.host_valid.val() && (!self.engine_last.q.val() || !self.host_last.q.val());
        self.host_last.d.next = self.host_turn.val();
        // A turn that meets the write of its word is given away: its data would be undefined.
        self.same_word.next =
            self.host_write.val() && (self.host_write_address.val() == self.host_address.val());
        self.host_ready.next = self.host_turn.val() && !self.same_word.val();
        // One of the others reads in a cycle.
        self.other_address.next = self.load_address.val();
        if self.ring_valid.val() {
            self.other_address.next = self.ring_address.val();
        }
        if self.host_turn.val() {
            self.other_address.next = self.host_address.val();
        }
        self.other_is_odd.next = self.other_address.val().get_bit(self.at_odd.val().index());
        self.fetch_is_odd.next = self.fetch_address.val().get_bit(self.at_odd.val().index());
        // What the engine's readers are told does not depend on their own requests.
        self.fetch_ready.next = !self.host_turn.val()
            || (self.host_address.val().get_bit(self.at_odd.val().index())
                != self.fetch_is_odd.val());
        self.ring_ready.next = !self.host_turn.val()
            && (!self.fetch_valid.val()
                || (self.ring_address.val().get_bit(self.at_odd.val().index())
                    != self.fetch_is_odd.val()));
        self.load_ready.next = !self.host_turn.val()
            && !self.ring_valid.val()
            && (!self.fetch_valid.val()
                || (self.load_address.val().get_bit(self.at_odd.val().index())
                    != self.fetch_is_odd.val()));

        self.fetches.next = self.fetch_valid.val() && self.fetch_ready.val();
        self.read.d.next = self.engine.val() || self.host_valid.val();
        for i in 0..2 {
            self.read_word[i].d.next =
                self.other_address.val().get_bits::<IB>(self.at_word.val().index());
            self.rams[i].read.next = self.read.q.val();
            self.rams[i].read_address.next = self.read_word[i].q.val();
        }
        if self.fetches.val() && !self.fetch_is_odd.val() {
            self.read_word[0].d.next =
                self.fetch_address.val().get_bits::<IB>(self.at_word.val().index());
        }
        if self.fetches.val() && self.fetch_is_odd.val() {
            self.read_word[1].d.next =
                self.fetch_address.val().get_bits::<IB>(self.at_word.val().index());
        }
        self.fetch_odd[0].d.next = self.fetch_is_odd.val();
        self.other_odd[0].d.next = self.other_is_odd.val();
        self.fetch_asked[0].d.next = self.fetches.val();
        self.load_asked[0].d.next = self.load_valid.val() && self.load_ready.val();
        self.ring_asked[0].d.next = self.ring_valid.val() && self.ring_ready.val();
        for i in 1..3 {
            self.fetch_odd[i].d.next = self.fetch_odd[i - 1].q.val();
            self.other_odd[i].d.next = self.other_odd[i - 1].q.val();
            self.fetch_asked[i].d.next = self.fetch_asked[i - 1].q.val();
            self.load_asked[i].d.next = self.load_asked[i - 1].q.val();
            self.ring_asked[i].d.next = self.ring_asked[i - 1].q.val();
        }
        self.fetch_data_valid.next = self.fetch_asked[2].q.val();
        self.load_data_valid.next = self.load_asked[2].q.val();
        self.ring_data_valid.next = self.ring_asked[2].q.val();
        self.fetch_data.next = self.rams[0].read_data.val();
        if self.fetch_odd[2].q.val() {
            self.fetch_data.next = self.rams[1].read_data.val();
        }
        self.read_data.next = self.rams[0].read_data.val();
        if self.other_odd[2].q.val() {
            self.read_data.next = self.rams[1].read_data.val();
        }
        if !self.resetn.val() {
            self.write.d.next = false;
            self.host_last.d.next = false;
            self.engine_last.d.next = false;
            for i in 0..3 {
                self.fetch_asked[i].d.next = false;
                self.load_asked[i].d.next = false;
                self.ring_asked[i].d.next = false;
            }
        }
    }
}
