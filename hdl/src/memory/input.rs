//! Input memory: rows, staged tiles, the ring.

use rust_hdl::prelude::*;

use super::ByteRam;
use crate::block::block;

block! {
    /// `2^IW` words of `A` bits (`S = A / 8`): written by the host, read by three clients of the
    /// engine and by the host.
    ///
    /// A read is accepted where valid meets ready; its data are on `read_data` exactly two cycles
    /// later, marked by the client's `data_valid`, in order, with no way to hold them up. Priority is
    /// fetch, load, ring; when the host and the engine both want to read, they take turns. The word
    /// that the host writes is not read by the host in that cycle; that the engine does not read it
    /// is the guards' business.
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
        /// The word that was asked for two cycles ago.
        pub read_data: Signal<Out, Bits<A>>,
        ram: ByteRam<A, S, IW, 2>,
        host_last: DFF<Bit>,
        fetch_asked: DFF<Bit>,
        fetch_here: DFF<Bit>,
        load_asked: DFF<Bit>,
        load_here: DFF<Bit>,
        ring_asked: DFF<Bit>,
        ring_here: DFF<Bit>,
        engine: Signal<Local, Bit>,
        host: Signal<Local, Bit>,
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
            host_last,
            fetch_asked,
            fetch_here,
            load_asked,
            load_here,
            ring_asked,
            ring_here
        );
        clock!(self, clock, ram);
        self.ram.write.next = self.host_write.val();
        self.ram.write_address.next = self.host_write_address.val();
        self.ram.write_data.next = self.host_write_data.val();
        self.ram.write_strobe.next = self.host_write_strobe.val();

        self.engine.next = self.fetch_valid.val() || self.load_valid.val() || self.ring_valid.val();
        self.host.next = self.host_valid.val() && (!self.engine.val() || !self.host_last.q.val());
        self.host_last.d.next = self.host.val();
        // A turn that meets the write of its word is given away: its data would be undefined.
        self.same_word.next =
            self.host_write.val() && (self.host_write_address.val() == self.host_address.val());
        self.host_ready.next = self.host.val() && !self.same_word.val();
        self.fetch_ready.next = !self.host.val();
        self.load_ready.next = !self.host.val() && !self.fetch_valid.val();
        self.ring_ready.next =
            !self.host.val() && !self.fetch_valid.val() && !self.load_valid.val();

        self.ram.read.next = self.engine.val() || self.host_valid.val();
        self.ram.read_address.next = self.ring_address.val();
        if self.load_valid.val() {
            self.ram.read_address.next = self.load_address.val();
        }
        if self.fetch_valid.val() {
            self.ram.read_address.next = self.fetch_address.val();
        }
        if self.host.val() {
            self.ram.read_address.next = self.host_address.val();
        }
        self.fetch_asked.d.next = self.fetch_valid.val() && self.fetch_ready.val();
        self.fetch_here.d.next = self.fetch_asked.q.val();
        self.fetch_data_valid.next = self.fetch_here.q.val();
        self.load_asked.d.next = self.load_valid.val() && self.load_ready.val();
        self.load_here.d.next = self.load_asked.q.val();
        self.load_data_valid.next = self.load_here.q.val();
        self.ring_asked.d.next = self.ring_valid.val() && self.ring_ready.val();
        self.ring_here.d.next = self.ring_asked.q.val();
        self.ring_data_valid.next = self.ring_here.q.val();
        self.read_data.next = self.ram.read_data.val();
        if !self.resetn.val() {
            self.host_last.d.next = false;
            self.fetch_asked.d.next = false;
            self.fetch_here.d.next = false;
            self.load_asked.d.next = false;
            self.load_here.d.next = false;
            self.ring_asked.d.next = false;
            self.ring_here.d.next = false;
        }
    }
}
