//! Input memory: rows, staged tiles, the ring.

use rust_hdl::prelude::*;

use super::ByteRam;
use crate::block::block;

block! {
    /// `2^IW` words of `A` bits (`S = A / 8`): written by the host, read by three clients of the
    /// engine and by the host.
    ///
    /// A read is accepted where valid meets ready; its data are on `read_data` exactly three cycles
    /// later, marked by the client's `data_valid`, in order, with no way to hold them up. Priority is
    /// fetch, ring, load: a LOAD wants every cycle, and a RUN behind it in the ring can work beside
    /// it. When the host and the engine both want to read, they take turns. Reads and
    /// writes reach the RAM one cycle after they were accepted, so that who may read is not in the
    /// path to all of its blocks. The word that the host writes is not read by the host in that
    /// cycle; that the engine does not read it is the guards' business.
    pub struct InputMemory[const A: usize, const S: usize, const IW: usize] {
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
        /// Row fetch: `read_data` is its word.
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
        /// The word that was asked for three cycles ago.
        pub read_data: Signal<Out, Bits<A>>,
        ram: ByteRam<A, S, IW, 2>,
        write: DFF<Bit>,
        write_address: DFF<Bits<IW>>,
        write_data: DFF<Bits<A>>,
        write_strobe: DFF<Bits<S>>,
        read: DFF<Bit>,
        read_address: DFF<Bits<IW>>,
        host_last: DFF<Bit>,
        fetch_asked: [DFF<Bit>; 3],
        load_asked: [DFF<Bit>; 3],
        ring_asked: [DFF<Bit>; 3],
        engine: Signal<Local, Bit>,
        host: Signal<Local, Bit>,
        host_turn: Signal<Local, Bit>,
        same_word: Signal<Local, Bit>,
    }
    constants {}
    checks {}
}

impl<const A: usize, const S: usize, const IW: usize> Logic for InputMemory<A, S, IW> {
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
            read_address,
            host_last
        );
        clock!(self, clock, ram);
        for i in 0..3 {
            self.fetch_asked[i].clock.next = self.clock.val();
            self.load_asked[i].clock.next = self.clock.val();
            self.ring_asked[i].clock.next = self.clock.val();
        }
        self.write.d.next = self.host_write.val();
        self.write_address.d.next = self.host_write_address.val();
        self.write_data.d.next = self.host_write_data.val();
        self.write_strobe.d.next = self.host_write_strobe.val();
        self.ram.write.next = self.write.q.val();
        self.ram.write_address.next = self.write_address.q.val();
        self.ram.write_data.next = self.write_data.q.val();
        self.ram.write_strobe.next = self.write_strobe.q.val();

        self.engine.next = self.fetch_valid.val() || self.load_valid.val() || self.ring_valid.val();
        self.host.next = self.host_valid.val() && (!self.engine.val() || !self.host_last.q.val());
        self.host_last.d.next = self.host.val();
        // A turn that meets the write of its word is given away: its data would be undefined.
        self.same_word.next =
            self.host_write.val() && (self.host_write_address.val() == self.host_address.val());
        self.host_ready.next = self.host.val() && !self.same_word.val();
        // What the engine's readers are told does not depend on their own requests.
        self.host_turn.next = self.host_valid.val() && !self.host_last.q.val();
        self.fetch_ready.next = !self.host_turn.val();
        self.ring_ready.next = !self.host_turn.val() && !self.fetch_valid.val();
        self.load_ready.next =
            !self.host_turn.val() && !self.fetch_valid.val() && !self.ring_valid.val();

        self.read.d.next = self.engine.val() || self.host_valid.val();
        self.read_address.d.next = self.load_address.val();
        if self.ring_valid.val() {
            self.read_address.d.next = self.ring_address.val();
        }
        if self.fetch_valid.val() {
            self.read_address.d.next = self.fetch_address.val();
        }
        if self.host.val() {
            self.read_address.d.next = self.host_address.val();
        }
        self.ram.read.next = self.read.q.val();
        self.ram.read_address.next = self.read_address.q.val();
        self.fetch_asked[0].d.next = self.fetch_valid.val() && self.fetch_ready.val();
        self.load_asked[0].d.next = self.load_valid.val() && self.load_ready.val();
        self.ring_asked[0].d.next = self.ring_valid.val() && self.ring_ready.val();
        for i in 1..3 {
            self.fetch_asked[i].d.next = self.fetch_asked[i - 1].q.val();
            self.load_asked[i].d.next = self.load_asked[i - 1].q.val();
            self.ring_asked[i].d.next = self.ring_asked[i - 1].q.val();
        }
        self.fetch_data_valid.next = self.fetch_asked[2].q.val();
        self.load_data_valid.next = self.load_asked[2].q.val();
        self.ring_data_valid.next = self.ring_asked[2].q.val();
        self.read_data.next = self.ram.read_data.val();
        if !self.resetn.val() {
            self.write.d.next = false;
            self.host_last.d.next = false;
            for i in 0..3 {
                self.fetch_asked[i].d.next = false;
                self.load_asked[i].d.next = false;
                self.ring_asked[i].d.next = false;
            }
        }
    }
}
