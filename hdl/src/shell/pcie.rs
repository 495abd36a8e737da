//! Between the XDMA IP and the engine.

use rust_hdl::prelude::*;

use super::windows::MANAGEMENT_BITS;
use super::{InterruptHold, Windows};
use crate::axi::{Axi4, Axi4Master, AxiLiteMaster, AxiLitePort};
use crate::block::block;
use crate::crossing::{AxiCrossing, LiteCrossing, ResetLink, Synchronizer};

block! {
    /// From the XDMA IP's clock to the engine's: memory, registers, the interrupt and resets.
    ///
    /// `memory_axi` is the engine's way to memory beyond the chip: no engine uses it yet, so it
    /// asks for nothing. The parameters are those of an [`AxiCrossing`].
    pub struct PcieShell[
        const A: usize, const S: usize, const V: usize, const W: usize, const R: usize
    ] {
        /// The IP's clock, `axi_aclk`.
        pub bus_clock: Signal<In, Clock>,
        /// The IP's reset, `axi_aresetn`.
        pub bus_resetn: Signal<In, Bit>,
        /// `bus_resetn` and the engine's reset together, for what else is in the IP's clock.
        pub bus_side_resetn: Signal<Out, Bit>,
        /// From the IP: memory.
        pub s_axi: Axi4<A, S>,
        /// From the IP: registers.
        pub s_axil: AxiLitePort<32>,
        /// The board has a management window.
        pub managed: Signal<In, Bit>,
        /// To board management, in the IP's clock.
        pub management: AxiLiteMaster<MANAGEMENT_BITS>,
        /// To the IP: `usr_irq_req`.
        pub irq_request: Signal<Out, Bit>,
        /// From the IP: `usr_irq_ack`.
        pub irq_acknowledge: Signal<In, Bit>,
        /// The engine's clock.
        pub engine_clock: Signal<In, Clock>,
        /// The engine's clock is good; in any clock or none.
        pub engine_clock_good: Signal<In, Bits<1>>,
        /// The engine's reset.
        pub engine_resetn: Signal<Out, Bit>,
        /// To the engine: memory.
        pub m_axi: Axi4Master<A, S>,
        /// To the engine: registers.
        pub m_axil: AxiLiteMaster<16>,
        /// From the engine: the interrupt line.
        pub irq: Signal<In, Bits<1>>,
        /// To memory beyond the chip, in the engine's clock.
        pub memory_axi: Axi4Master<A, S>,
        good: Synchronizer<1>,
        resets: ResetLink,
        axi: AxiCrossing<A, S, V, W, R>,
        windows: Windows,
        axil: LiteCrossing<16>,
        irq_held: DFF<Bits<1>>,
        irq_seen: Synchronizer<1>,
        hold: InterruptHold,
    }
    constants {
        yes: 1 = 1,
        no_id: 4 = 0,
        no_address: 64 = 0,
        no_length: 8 = 0,
        no_size: 3 = 0,
        no_burst: 2 = 0,
        no_data: A = 0,
        no_strobe: S = 0,
    }
    checks {}
}

impl<const A: usize, const S: usize, const V: usize, const W: usize, const R: usize> Logic
    for PcieShell<A, S, V, W, R>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, engine_clock, irq_held);
        clock!(self, engine_clock, good);
        clock!(self, bus_clock, windows, irq_seen, hold);
        self.good.d.next = self.engine_clock_good.val();
        self.resets.a_clock.next = self.bus_clock.val();
        self.resets.a_resetn.next = self.bus_resetn.val();
        self.resets.b_clock.next = self.engine_clock.val();
        self.resets.b_resetn.next = self.good.q.val() == self.yes.val();
        self.bus_side_resetn.next = self.resets.a_side_resetn.val();
        self.engine_resetn.next = self.resets.b_side_resetn.val();

        self.axi.s_clock.next = self.bus_clock.val();
        self.axi.s_resetn.next = self.resets.a_side_resetn.val();
        self.axi.m_clock.next = self.engine_clock.val();
        self.axi.m_resetn.next = self.resets.b_side_resetn.val();
        Axi4::<A, S>::link(&mut self.s_axi, &mut self.axi.s_axi);
        Axi4Master::<A, S>::link(&mut self.m_axi, &mut self.axi.m_axi);

        self.windows.resetn.next = self.resets.a_side_resetn.val();
        self.windows.managed.next = self.managed.val();
        AxiLitePort::<32>::link(&mut self.s_axil, &mut self.windows.s_axil);
        AxiLiteMaster::<MANAGEMENT_BITS>::link(&mut self.management, &mut self.windows.management);
        self.axil.s_clock.next = self.bus_clock.val();
        self.axil.s_resetn.next = self.resets.a_side_resetn.val();
        self.axil.m_clock.next = self.engine_clock.val();
        self.axil.m_resetn.next = self.resets.b_side_resetn.val();
        self.axil.s_axil.awaddr.next = self.windows.engine.awaddr.val();
        self.axil.s_axil.awvalid.next = self.windows.engine.awvalid.val();
        self.windows.engine.awready.next = self.axil.s_axil.awready.val();
        self.axil.s_axil.wdata.next = self.windows.engine.wdata.val();
        self.axil.s_axil.wstrb.next = self.windows.engine.wstrb.val();
        self.axil.s_axil.wvalid.next = self.windows.engine.wvalid.val();
        self.windows.engine.wready.next = self.axil.s_axil.wready.val();
        self.windows.engine.bresp.next = self.axil.s_axil.bresp.val();
        self.windows.engine.bvalid.next = self.axil.s_axil.bvalid.val();
        self.axil.s_axil.bready.next = self.windows.engine.bready.val();
        self.axil.s_axil.araddr.next = self.windows.engine.araddr.val();
        self.axil.s_axil.arvalid.next = self.windows.engine.arvalid.val();
        self.windows.engine.arready.next = self.axil.s_axil.arready.val();
        self.windows.engine.rdata.next = self.axil.s_axil.rdata.val();
        self.windows.engine.rresp.next = self.axil.s_axil.rresp.val();
        self.windows.engine.rvalid.next = self.axil.s_axil.rvalid.val();
        self.axil.s_axil.rready.next = self.windows.engine.rready.val();
        AxiLiteMaster::<16>::link(&mut self.m_axil, &mut self.axil.m_axil);

        self.irq_held.d.next = self.irq.val();
        self.irq_seen.d.next = self.irq_held.q.val();
        self.hold.resetn.next = self.resets.a_side_resetn.val();
        self.hold.level.next = self.irq_seen.q.val() == self.yes.val();
        self.hold.acknowledge.next = self.irq_acknowledge.val();
        self.irq_request.next = self.hold.request.val();

        self.memory_axi.awid.next = self.no_id.val();
        self.memory_axi.awaddr.next = self.no_address.val();
        self.memory_axi.awlen.next = self.no_length.val();
        self.memory_axi.awsize.next = self.no_size.val();
        self.memory_axi.awburst.next = self.no_burst.val();
        self.memory_axi.awvalid.next = false;
        self.memory_axi.wdata.next = self.no_data.val();
        self.memory_axi.wstrb.next = self.no_strobe.val();
        self.memory_axi.wlast.next = false;
        self.memory_axi.wvalid.next = false;
        self.memory_axi.bready.next = false;
        self.memory_axi.arid.next = self.no_id.val();
        self.memory_axi.araddr.next = self.no_address.val();
        self.memory_axi.arlen.next = self.no_length.val();
        self.memory_axi.arsize.next = self.no_size.val();
        self.memory_axi.arburst.next = self.no_burst.val();
        self.memory_axi.arvalid.next = false;
        self.memory_axi.rready.next = false;
    }
}
