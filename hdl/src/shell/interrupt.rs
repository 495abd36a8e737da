//! From a level to interrupt requests of the XDMA IP.

use rust_hdl::prelude::*;

use crate::block::block;

block! {
    /// Holds `request` from a level's rise until it was acknowledged and the level has gone.
    ///
    /// The IP wants a request to stay until it has answered `acknowledge` (PG195, "Interrupt
    /// Interface"); software may clear the level before that.
    pub struct InterruptHold[] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// There is something to tell.
        pub level: Signal<In, Bit>,
        /// `usr_irq_req`.
        pub request: Signal<Out, Bit>,
        /// `usr_irq_ack`: the message was sent.
        pub acknowledge: Signal<In, Bit>,
        requesting: DFF<Bit>,
        acknowledged: DFF<Bit>,
    }
    constants {}
    checks {}
}

impl Logic for InterruptHold {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, requesting, acknowledged);
        self.request.next = self.requesting.q.val();
        if self.requesting.q.val() && self.acknowledge.val() {
            self.acknowledged.d.next = true;
        }
        if self.level.val() {
            self.requesting.d.next = true;
        }
        if self.acknowledged.q.val() && !self.level.val() {
            self.requesting.d.next = false;
            self.acknowledged.d.next = false;
        }
        if !self.resetn.val() {
            self.requesting.d.next = false;
            self.acknowledged.d.next = false;
        }
    }
}
