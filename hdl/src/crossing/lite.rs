//! AXI4-Lite between two clocks.

use rust_hdl::prelude::*;

use super::GrayFifo;
use crate::axi::{AxiLiteMaster, AxiLitePort, PackWrite};
use crate::block::{block, pack};

pack! {
    /// A word that was read.
    pub struct PackReadWord[] {
        data: Bits<32>,
        response: Bits<2>,
    } => 34
}

block! {
    /// AXI4-Lite from a master in one clock to a slave in another, with `N` address bits.
    ///
    /// Resets as those of a [`GrayFifo`].
    pub struct LiteCrossing[const N: usize] {
        /// Clock of the master.
        pub s_clock: Signal<In, Clock>,
        /// Reset on the master's side, synchronous, active low.
        pub s_resetn: Signal<In, Bit>,
        /// From the master.
        pub s_axil: AxiLitePort<N>,
        /// Clock of the slave.
        pub m_clock: Signal<In, Clock>,
        /// Reset on the slave's side, synchronous, active low.
        pub m_resetn: Signal<In, Bit>,
        /// To the slave.
        pub m_axil: AxiLiteMaster<N>,
        aw: GrayFifo<N, 2, 3>,
        w_in: PackWrite<32, 4, 36>,
        w: GrayFifo<36, 2, 3>,
        b: GrayFifo<2, 2, 3>,
        ar: GrayFifo<N, 2, 3>,
        r_in: PackReadWord,
        r: GrayFifo<34, 2, 3>,
    }
    constants {}
    checks {}
}

impl<const N: usize> Logic for LiteCrossing<N> {
    #[hdl_gen]
    fn update(&mut self) {
        self.aw.write_clock.next = self.s_clock.val();
        self.aw.write_resetn.next = self.s_resetn.val();
        self.aw.read_clock.next = self.m_clock.val();
        self.aw.read_resetn.next = self.m_resetn.val();
        self.w.write_clock.next = self.s_clock.val();
        self.w.write_resetn.next = self.s_resetn.val();
        self.w.read_clock.next = self.m_clock.val();
        self.w.read_resetn.next = self.m_resetn.val();
        self.b.write_clock.next = self.m_clock.val();
        self.b.write_resetn.next = self.m_resetn.val();
        self.b.read_clock.next = self.s_clock.val();
        self.b.read_resetn.next = self.s_resetn.val();
        self.ar.write_clock.next = self.s_clock.val();
        self.ar.write_resetn.next = self.s_resetn.val();
        self.ar.read_clock.next = self.m_clock.val();
        self.ar.read_resetn.next = self.m_resetn.val();
        self.r.write_clock.next = self.m_clock.val();
        self.r.write_resetn.next = self.m_resetn.val();
        self.r.read_clock.next = self.s_clock.val();
        self.r.read_resetn.next = self.s_resetn.val();

        self.aw.push.next = self.s_axil.awvalid.val();
        self.aw.push_data.next = self.s_axil.awaddr.val();
        self.s_axil.awready.next = self.aw.ready.val();
        self.m_axil.awvalid.next = self.aw.valid.val();
        self.m_axil.awaddr.next = self.aw.data.val();
        self.aw.pop.next = self.m_axil.awready.val();

        self.w_in.data.next = self.s_axil.wdata.val();
        self.w_in.strobe.next = self.s_axil.wstrb.val();
        self.w.push.next = self.s_axil.wvalid.val();
        self.w.push_data.next = self.w_in.all.val();
        self.s_axil.wready.next = self.w.ready.val();
        self.m_axil.wvalid.next = self.w.valid.val();
        self.m_axil.wdata.next = self.w.data.val().get_bits::<32>(0);
        self.m_axil.wstrb.next = self.w.data.val().get_bits::<4>(32);
        self.w.pop.next = self.m_axil.wready.val();

        self.b.push.next = self.m_axil.bvalid.val();
        self.b.push_data.next = self.m_axil.bresp.val();
        self.m_axil.bready.next = self.b.ready.val();
        self.s_axil.bvalid.next = self.b.valid.val();
        self.s_axil.bresp.next = self.b.data.val();
        self.b.pop.next = self.s_axil.bready.val();

        self.ar.push.next = self.s_axil.arvalid.val();
        self.ar.push_data.next = self.s_axil.araddr.val();
        self.s_axil.arready.next = self.ar.ready.val();
        self.m_axil.arvalid.next = self.ar.valid.val();
        self.m_axil.araddr.next = self.ar.data.val();
        self.ar.pop.next = self.m_axil.arready.val();

        self.r_in.data.next = self.m_axil.rdata.val();
        self.r_in.response.next = self.m_axil.rresp.val();
        self.r.push.next = self.m_axil.rvalid.val();
        self.r.push_data.next = self.r_in.all.val();
        self.m_axil.rready.next = self.r.ready.val();
        self.s_axil.rvalid.next = self.r.valid.val();
        self.s_axil.rdata.next = self.r.data.val().get_bits::<32>(0);
        self.s_axil.rresp.next = self.r.data.val().get_bits::<2>(32);
        self.r.pop.next = self.s_axil.rready.val();
    }
}
