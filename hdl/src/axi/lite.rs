//! The AXI4-Lite slave.

use rust_hdl::prelude::*;

use super::{AxiLite, PackWrite, RegisterInitiator};
use crate::block::block;
use crate::parts::Fifo;

block! {
    /// AXI4-Lite to the register bus: one write and one read at a time, independent of each other.
    ///
    /// Write address and data arrive in either order. Every access is answered OKAY; what a
    /// reserved offset does is the registers' business.
    pub struct AxiLiteSlave[] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// The card's reset, synchronous, active low.
        pub resetn: Signal<In, Bit>,
        /// The port.
        pub axi: AxiLite,
        /// The registers.
        pub bus: RegisterInitiator,
        opened: DFF<Bit>,
        write_addresses: Fifo<16, 1, 2>,
        beat: PackWrite<32, 4, 36>,
        beats: Fifo<36, 1, 2>,
        read_addresses: Fifo<16, 1, 2>,
        written: DFF<Bit>,
        reading: DFF<Bit>,
        answered: DFF<Bit>,
        write: Signal<Local, Bit>,
        read: Signal<Local, Bit>,
    }
    constants {
        okay: 2 = 0,
    }
    checks {}
}

impl Logic for AxiLiteSlave {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, opened, written, reading, answered);
        clock!(self, clock, write_addresses, beats, read_addresses);
        self.write_addresses.resetn.next = self.resetn.val();
        self.beats.resetn.next = self.resetn.val();
        self.read_addresses.resetn.next = self.resetn.val();
        self.opened.d.next = self.resetn.val();

        self.write_addresses.push.next = self.axi.awvalid.val() && self.opened.q.val();
        self.write_addresses.push_data.next = self.axi.awaddr.val();
        self.axi.awready.next = self.write_addresses.ready.val() && self.opened.q.val();
        self.beat.data.next = self.axi.wdata.val();
        self.beat.strobe.next = self.axi.wstrb.val();
        self.beats.push.next = self.axi.wvalid.val() && self.opened.q.val();
        self.beats.push_data.next = self.beat.all.val();
        self.axi.wready.next = self.beats.ready.val() && self.opened.q.val();
        self.write.next =
            self.write_addresses.valid.val() && self.beats.valid.val() && !self.written.q.val();
        self.write_addresses.pop.next = self.write.val();
        self.beats.pop.next = self.write.val();
        self.bus.write.next = self.write.val();
        self.bus.write_address.next = self.write_addresses.data.val();
        self.bus.write_data.next = self.beats.data.val().get_bits::<32>(0);
        self.bus.write_strobe.next = self.beats.data.val().get_bits::<4>(32);
        self.axi.bvalid.next = self.written.q.val();
        self.axi.bresp.next = self.okay.val();
        if self.axi.bready.val() {
            self.written.d.next = false;
        }
        if self.write.val() {
            self.written.d.next = true;
        }

        self.read_addresses.push.next = self.axi.arvalid.val() && self.opened.q.val();
        self.read_addresses.push_data.next = self.axi.araddr.val();
        self.axi.arready.next = self.read_addresses.ready.val() && self.opened.q.val();
        self.read.next =
            self.read_addresses.valid.val() && !self.reading.q.val() && !self.answered.q.val();
        self.read_addresses.pop.next = self.read.val();
        self.bus.read.next = self.read.val();
        self.bus.read_address.next = self.read_addresses.data.val();
        self.reading.d.next = self.read.val();
        self.axi.rvalid.next = self.answered.q.val();
        self.axi.rdata.next = self.bus.read_data.val();
        self.axi.rresp.next = self.okay.val();
        if self.axi.rready.val() {
            self.answered.d.next = false;
        }
        if self.reading.q.val() {
            self.answered.d.next = true;
        }

        if !self.resetn.val() {
            self.written.d.next = false;
            self.reading.d.next = false;
            self.answered.d.next = false;
        }
    }
}
