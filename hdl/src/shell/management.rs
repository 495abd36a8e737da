//! Between the XDMA IP and the card management subsystem.

use rust_hdl::prelude::*;

use super::MANAGEMENT_BITS;
use crate::axi::{AxiLiteMaster, AxiLitePort};
use crate::block::block;
use crate::crossing::{LiteCrossing, ResetLink, Synchronizer};

block! {
    /// The management window from the IP's clock to that of the management subsystem.
    pub struct ManagementCrossing[] {
        /// The IP's clock.
        pub bus_clock: Signal<In, Clock>,
        /// Reset in the IP's clock, synchronous, active low.
        pub bus_resetn: Signal<In, Bit>,
        /// The window.
        pub s_axil: AxiLitePort<MANAGEMENT_BITS>,
        /// The subsystem's clock.
        pub management_clock: Signal<In, Clock>,
        /// The subsystem's clock is good; in any clock or none.
        pub management_clock_good: Signal<In, Bits<1>>,
        /// The subsystem's reset.
        pub management_resetn: Signal<Out, Bit>,
        /// To the subsystem.
        pub m_axil: AxiLiteMaster<MANAGEMENT_BITS>,
        good: Synchronizer<1>,
        resets: ResetLink,
        crossing: LiteCrossing<MANAGEMENT_BITS>,
    }
    constants {
        yes: 1 = 1,
    }
    checks {}
}

impl Logic for ManagementCrossing {
    #[hdl_gen]
    fn update(&mut self) {
        clock!(self, management_clock, good);
        self.good.d.next = self.management_clock_good.val();
        self.resets.a_clock.next = self.bus_clock.val();
        self.resets.a_resetn.next = self.bus_resetn.val();
        self.resets.b_clock.next = self.management_clock.val();
        self.resets.b_resetn.next = self.good.q.val() == self.yes.val();
        self.management_resetn.next = self.resets.b_side_resetn.val();
        self.crossing.s_clock.next = self.bus_clock.val();
        self.crossing.s_resetn.next = self.resets.a_side_resetn.val();
        self.crossing.m_clock.next = self.management_clock.val();
        self.crossing.m_resetn.next = self.resets.b_side_resetn.val();
        AxiLitePort::<MANAGEMENT_BITS>::link(&mut self.s_axil, &mut self.crossing.s_axil);
        AxiLiteMaster::<MANAGEMENT_BITS>::link(&mut self.m_axil, &mut self.crossing.m_axil);
    }
}
