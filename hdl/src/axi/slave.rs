//! The AXI4 slave: two independent halves behind one port.

use rust_hdl::prelude::*;

use super::{Axi4, ReadHalf, WriteHalf};
use crate::block::block;
use crate::memory::MemoryInitiator;

block! {
    /// AXI4 to the memory bus.
    ///
    /// INCR, FIXED and WRAP bursts of 1 to 256 beats of any size up to the bus, unaligned starts,
    /// byte strobes, requests and data in any order, four requests waiting per direction, one beat
    /// a cycle in both directions at once. Bursts of a direction complete in the order of their
    /// requests; reads and writes are not ordered against each other. A refused beat is answered
    /// on its own beat (R) or by the worst of its burst (B); the burst goes on.
    ///
    /// `A` data bits, `S = A / 8`, `W = A + S`, `R = A + 7`.
    pub struct AxiSlave[const A: usize, const S: usize, const W: usize, const R: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// The card's reset, synchronous, active low.
        pub resetn: Signal<In, Bit>,
        /// The port.
        pub axi: Axi4<A, S>,
        /// Memory.
        pub memory: MemoryInitiator<A, S>,
        write: WriteHalf<A, S, W>,
        read: ReadHalf<A, S, R>,
    }
    constants {}
    checks {
        assert!(matches!(A, 128 | 256 | 512), "a bus of {A} bits");
    }
}

impl<const A: usize, const S: usize, const W: usize, const R: usize> Logic
    for AxiSlave<A, S, W, R>
{
    #[hdl_gen]
    fn update(&mut self) {
        clock!(self, clock, write, read);
        self.write.resetn.next = self.resetn.val();
        self.read.resetn.next = self.resetn.val();

        self.write.awid.next = self.axi.awid.val();
        self.write.awaddr.next = self.axi.awaddr.val();
        self.write.awlen.next = self.axi.awlen.val();
        self.write.awsize.next = self.axi.awsize.val();
        self.write.awburst.next = self.axi.awburst.val();
        self.write.awvalid.next = self.axi.awvalid.val();
        self.axi.awready.next = self.write.awready.val();
        self.write.wdata.next = self.axi.wdata.val();
        self.write.wstrb.next = self.axi.wstrb.val();
        self.write.wvalid.next = self.axi.wvalid.val();
        self.axi.wready.next = self.write.wready.val();
        self.axi.bid.next = self.write.bid.val();
        self.axi.bresp.next = self.write.bresp.val();
        self.axi.bvalid.next = self.write.bvalid.val();
        self.write.bready.next = self.axi.bready.val();

        self.read.arid.next = self.axi.arid.val();
        self.read.araddr.next = self.axi.araddr.val();
        self.read.arlen.next = self.axi.arlen.val();
        self.read.arsize.next = self.axi.arsize.val();
        self.read.arburst.next = self.axi.arburst.val();
        self.read.arvalid.next = self.axi.arvalid.val();
        self.axi.arready.next = self.read.arready.val();
        self.axi.rid.next = self.read.rid.val();
        self.axi.rdata.next = self.read.rdata.val();
        self.axi.rresp.next = self.read.rresp.val();
        self.axi.rlast.next = self.read.rlast.val();
        self.axi.rvalid.next = self.read.rvalid.val();
        self.read.rready.next = self.axi.rready.val();

        self.memory.write_valid.next = self.write.write_valid.val();
        self.memory.write_address.next = self.write.write_address.val();
        self.memory.write_data.next = self.write.write_data.val();
        self.memory.write_strobe.next = self.write.write_strobe.val();
        self.memory.write_tag.next = self.write.write_tag.val();
        self.write.write_ready.next = self.memory.write_ready.val();
        self.write.write_done.next = self.memory.write_done.val();
        self.write.write_done_tag.next = self.memory.write_done_tag.val();
        self.write.write_error.next = self.memory.write_error.val();
        self.memory.read_valid.next = self.read.read_valid.val();
        self.memory.read_address.next = self.read.read_address.val();
        self.memory.read_tag.next = self.read.read_tag.val();
        self.read.read_ready.next = self.memory.read_ready.val();
        self.read.read_done.next = self.memory.read_done.val();
        self.read.read_done_tag.next = self.memory.read_done_tag.val();
        self.read.read_data.next = self.memory.read_data.val();
        self.read.read_error.next = self.memory.read_error.val();
    }
}
