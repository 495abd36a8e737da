//! The windows of a card's register BAR.

use rust_hdl::prelude::*;

use crate::axi::{AxiLiteMaster, AxiLitePort, DECERR, PackWrite};
use crate::block::block;

/// Address bits of the board management window.
pub const MANAGEMENT_BITS: usize = 18;

block! {
    /// Which window an address of the BAR is in.
    pub struct WindowRoute[] {
        /// The board has a management window.
        pub managed: Signal<In, Bit>,
        /// Byte address.
        pub address: Signal<In, Bits<32>>,
        /// Below 64 KiB: the engine's registers.
        pub engine: Signal<Out, Bit>,
        /// The second 256 KiB: board management, if the board has it.
        pub management: Signal<Out, Bit>,
    }
    constants {
        none: 16 = 0,
        second: 14 = 1,
    }
    checks {}
}

impl Logic for WindowRoute {
    #[hdl_gen]
    fn update(&mut self) {
        self.engine.next = self.address.val().get_bits::<16>(16) == self.none.val();
        self.management.next =
            self.managed.val() && (self.address.val().get_bits::<14>(18) == self.second.val());
    }
}

block! {
    /// Leads accesses of the register BAR to the engine or to board management; anything else is
    /// answered DECERR.
    ///
    /// ```text
    /// 0x00000  64 KiB   the engine's registers
    /// 0x40000  256 KiB  board management, where `managed` is high
    /// ```
    /// One write and one read at a time, independent of each other.
    pub struct Windows[] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// The board has a management window.
        pub managed: Signal<In, Bit>,
        /// From the bus.
        pub s_axil: AxiLitePort<32>,
        /// To the engine's registers.
        pub engine: AxiLiteMaster<16>,
        /// To board management.
        pub management: AxiLiteMaster<MANAGEMENT_BITS>,
        // A write: what has come, what was sent on, and the answer.
        write_route: WindowRoute,
        write_address: DFF<Bits<32>>,
        write_word: DFF<Bits<36>>,
        word_in: PackWrite<32, 4, 36>,
        has_address: DFF<Bit>,
        has_word: DFF<Bit>,
        address_sent: DFF<Bit>,
        word_sent: DFF<Bit>,
        write_answered: DFF<Bit>,
        write_response: DFF<Bits<2>>,
        writing: Signal<Local, Bit>,
        offer_address: Signal<Local, Bit>,
        offer_word: Signal<Local, Bit>,
        await_write: Signal<Local, Bit>,
        // A read likewise.
        read_route: WindowRoute,
        read_address: DFF<Bits<32>>,
        reading: DFF<Bit>,
        read_sent: DFF<Bit>,
        read_answered: DFF<Bit>,
        read_response: DFF<Bits<2>>,
        read_word: DFF<Bits<32>>,
        offer_read: Signal<Local, Bit>,
        await_read: Signal<Local, Bit>,
    }
    constants {
        nowhere: 2 = DECERR,
        nothing: 32 = 0,
    }
    checks {}
}

impl Logic for Windows {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            write_address,
            write_word,
            has_address,
            has_word,
            address_sent,
            word_sent,
            write_answered,
            write_response,
            read_address,
            reading,
            read_sent,
            read_answered,
            read_response,
            read_word
        );
        self.write_route.managed.next = self.managed.val();
        self.write_route.address.next = self.write_address.q.val();
        self.s_axil.awready.next = !self.has_address.q.val() && self.resetn.val();
        if self.s_axil.awvalid.val() && self.s_axil.awready.val() {
            self.has_address.d.next = true;
            self.write_address.d.next = self.s_axil.awaddr.val();
        }
        self.word_in.data.next = self.s_axil.wdata.val();
        self.word_in.strobe.next = self.s_axil.wstrb.val();
        self.s_axil.wready.next = !self.has_word.q.val() && self.resetn.val();
        if self.s_axil.wvalid.val() && self.s_axil.wready.val() {
            self.has_word.d.next = true;
            self.write_word.d.next = self.word_in.all.val();
        }
        self.writing.next =
            self.has_address.q.val() && self.has_word.q.val() && !self.write_answered.q.val();
        self.offer_address.next = self.writing.val() && !self.address_sent.q.val();
        self.offer_word.next = self.writing.val() && !self.word_sent.q.val();
        self.await_write.next =
            self.writing.val() && self.address_sent.q.val() && self.word_sent.q.val();
        self.engine.awaddr.next = self.write_address.q.val().get_bits::<16>(0);
        self.engine.awvalid.next = self.offer_address.val() && self.write_route.engine.val();
        self.engine.wdata.next = self.write_word.q.val().get_bits::<32>(0);
        self.engine.wstrb.next = self.write_word.q.val().get_bits::<4>(32);
        self.engine.wvalid.next = self.offer_word.val() && self.write_route.engine.val();
        self.engine.bready.next = self.await_write.val() && self.write_route.engine.val();
        self.management.awaddr.next = self.write_address.q.val().get_bits::<MANAGEMENT_BITS>(0);
        self.management.awvalid.next =
            self.offer_address.val() && self.write_route.management.val();
        self.management.wdata.next = self.write_word.q.val().get_bits::<32>(0);
        self.management.wstrb.next = self.write_word.q.val().get_bits::<4>(32);
        self.management.wvalid.next = self.offer_word.val() && self.write_route.management.val();
        self.management.bready.next = self.await_write.val() && self.write_route.management.val();
        if (self.engine.awvalid.val() && self.engine.awready.val())
            || (self.management.awvalid.val() && self.management.awready.val())
        {
            self.address_sent.d.next = true;
        }
        if (self.engine.wvalid.val() && self.engine.wready.val())
            || (self.management.wvalid.val() && self.management.wready.val())
        {
            self.word_sent.d.next = true;
        }
        if self.engine.bready.val() && self.engine.bvalid.val() {
            self.write_answered.d.next = true;
            self.write_response.d.next = self.engine.bresp.val();
        }
        if self.management.bready.val() && self.management.bvalid.val() {
            self.write_answered.d.next = true;
            self.write_response.d.next = self.management.bresp.val();
        }
        if self.writing.val()
            && !self.write_route.engine.val()
            && !self.write_route.management.val()
        {
            self.write_answered.d.next = true;
            self.write_response.d.next = self.nowhere.val();
        }
        self.s_axil.bvalid.next = self.write_answered.q.val();
        self.s_axil.bresp.next = self.write_response.q.val();
        if self.write_answered.q.val() && self.s_axil.bready.val() {
            self.has_address.d.next = false;
            self.has_word.d.next = false;
            self.address_sent.d.next = false;
            self.word_sent.d.next = false;
            self.write_answered.d.next = false;
        }

        self.read_route.managed.next = self.managed.val();
        self.read_route.address.next = self.read_address.q.val();
        self.s_axil.arready.next = !self.reading.q.val() && self.resetn.val();
        if self.s_axil.arvalid.val() && self.s_axil.arready.val() {
            self.reading.d.next = true;
            self.read_address.d.next = self.s_axil.araddr.val();
        }
        self.offer_read.next =
            self.reading.q.val() && !self.read_sent.q.val() && !self.read_answered.q.val();
        self.await_read.next = self.read_sent.q.val() && !self.read_answered.q.val();
        self.engine.araddr.next = self.read_address.q.val().get_bits::<16>(0);
        self.engine.arvalid.next = self.offer_read.val() && self.read_route.engine.val();
        self.engine.rready.next = self.await_read.val() && self.read_route.engine.val();
        self.management.araddr.next = self.read_address.q.val().get_bits::<MANAGEMENT_BITS>(0);
        self.management.arvalid.next = self.offer_read.val() && self.read_route.management.val();
        self.management.rready.next = self.await_read.val() && self.read_route.management.val();
        if (self.engine.arvalid.val() && self.engine.arready.val())
            || (self.management.arvalid.val() && self.management.arready.val())
        {
            self.read_sent.d.next = true;
        }
        if self.engine.rready.val() && self.engine.rvalid.val() {
            self.read_answered.d.next = true;
            self.read_word.d.next = self.engine.rdata.val();
            self.read_response.d.next = self.engine.rresp.val();
        }
        if self.management.rready.val() && self.management.rvalid.val() {
            self.read_answered.d.next = true;
            self.read_word.d.next = self.management.rdata.val();
            self.read_response.d.next = self.management.rresp.val();
        }
        if self.offer_read.val()
            && !self.read_route.engine.val()
            && !self.read_route.management.val()
        {
            self.read_answered.d.next = true;
            self.read_word.d.next = self.nothing.val();
            self.read_response.d.next = self.nowhere.val();
        }
        self.s_axil.rvalid.next = self.read_answered.q.val();
        self.s_axil.rdata.next = self.read_word.q.val();
        self.s_axil.rresp.next = self.read_response.q.val();
        if self.read_answered.q.val() && self.s_axil.rready.val() {
            self.reading.d.next = false;
            self.read_sent.d.next = false;
            self.read_answered.d.next = false;
        }

        if !self.resetn.val() {
            self.has_address.d.next = false;
            self.has_word.d.next = false;
            self.address_sent.d.next = false;
            self.word_sent.d.next = false;
            self.write_answered.d.next = false;
            self.reading.d.next = false;
            self.read_sent.d.next = false;
            self.read_answered.d.next = false;
        }
    }
}
