//! AXI4 between two clocks.

use rust_hdl::prelude::*;

use super::GrayFifo;
use crate::axi::{Axi4, Axi4Master, BURST_BITS, PackBurst, PackResponse, PackWrite};
use crate::block::{block, pack};

pack! {
    /// A beat that was read: `R = A + 7`.
    pub struct PackReadBeat[const A: usize, const R: usize] {
        data: Bits<A>,
        response: Bits<2>,
        last: Bit,
        id: Bits<4>,
    } => R
}

pack! {
    /// A beat to write, and whether it ends its burst: `W = V + 1`.
    pub struct PackWriteBeat[const V: usize, const W: usize] {
        beat: Bits<V>,
        last: Bit,
    } => W
}

block! {
    /// AXI4 from a master in one clock to a slave in another: a queue per channel.
    ///
    /// Nothing is changed and nothing reordered. One beat a cycle of the slower clock; sixteen
    /// beats wait per direction. Resets as those of a [`GrayFifo`].
    ///
    /// `A` data bits, `S = A / 8`, `V = A + S`, `W = A + S + 1`, `R = A + 7`.
    pub struct AxiCrossing[
        const A: usize, const S: usize, const V: usize, const W: usize, const R: usize
    ] {
        /// Clock of the master.
        pub s_clock: Signal<In, Clock>,
        /// Reset on the master's side, synchronous, active low.
        pub s_resetn: Signal<In, Bit>,
        /// From the master.
        pub s_axi: Axi4<A, S>,
        /// Clock of the slave.
        pub m_clock: Signal<In, Clock>,
        /// Reset on the slave's side, synchronous, active low.
        pub m_resetn: Signal<In, Bit>,
        /// To the slave.
        pub m_axi: Axi4Master<A, S>,
        aw_in: PackBurst,
        aw: GrayFifo<BURST_BITS, 3, 4>,
        beat_in: PackWrite<A, S, V>,
        w_in: PackWriteBeat<V, W>,
        w: GrayFifo<W, 4, 5>,
        b_in: PackResponse,
        b: GrayFifo<6, 3, 4>,
        ar_in: PackBurst,
        ar: GrayFifo<BURST_BITS, 3, 4>,
        r_in: PackReadBeat<A, R>,
        r: GrayFifo<R, 4, 5>,
    }
    constants {
        strobe_at: 16 = A,
        write_last_at: 16 = V,
        response_at: 16 = A,
        read_last_at: 16 = A + 2,
        id_at: 16 = A + 3,
    }
    checks {
        assert_eq!((S * 8, V, W, R), (A, A + S, A + S + 1, A + 7), "widths of a beat of {A} bits");
    }
}

impl<const A: usize, const S: usize, const V: usize, const W: usize, const R: usize> Logic
    for AxiCrossing<A, S, V, W, R>
{
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

        self.aw_in.burst.next = self.s_axi.awburst.val();
        self.aw_in.size.next = self.s_axi.awsize.val();
        self.aw_in.length.next = self.s_axi.awlen.val();
        self.aw_in.address.next = self.s_axi.awaddr.val();
        self.aw_in.id.next = self.s_axi.awid.val();
        self.aw.push.next = self.s_axi.awvalid.val();
        self.aw.push_data.next = self.aw_in.all.val();
        self.s_axi.awready.next = self.aw.ready.val();
        self.m_axi.awvalid.next = self.aw.valid.val();
        self.aw.pop.next = self.m_axi.awready.val();
        self.m_axi.awburst.next = self.aw.data.val().get_bits::<2>(0);
        self.m_axi.awsize.next = self.aw.data.val().get_bits::<3>(2);
        self.m_axi.awlen.next = self.aw.data.val().get_bits::<8>(5);
        self.m_axi.awaddr.next = self.aw.data.val().get_bits::<64>(13);
        self.m_axi.awid.next = self.aw.data.val().get_bits::<4>(77);

        self.beat_in.data.next = self.s_axi.wdata.val();
        self.beat_in.strobe.next = self.s_axi.wstrb.val();
        self.w_in.beat.next = self.beat_in.all.val();
        self.w_in.last.next = self.s_axi.wlast.val();
        self.w.push.next = self.s_axi.wvalid.val();
        self.w.push_data.next = self.w_in.all.val();
        self.s_axi.wready.next = self.w.ready.val();
        self.m_axi.wvalid.next = self.w.valid.val();
        self.w.pop.next = self.m_axi.wready.val();
        self.m_axi.wdata.next = self.w.data.val().get_bits::<A>(0);
        self.m_axi.wstrb.next = self.w.data.val().get_bits::<S>(self.strobe_at.val().index());
        self.m_axi.wlast.next = self.w.data.val().get_bit(self.write_last_at.val().index());

        self.b_in.response.next = self.m_axi.bresp.val();
        self.b_in.id.next = self.m_axi.bid.val();
        self.b.push.next = self.m_axi.bvalid.val();
        self.b.push_data.next = self.b_in.all.val();
        self.m_axi.bready.next = self.b.ready.val();
        self.s_axi.bvalid.next = self.b.valid.val();
        self.b.pop.next = self.s_axi.bready.val();
        self.s_axi.bresp.next = self.b.data.val().get_bits::<2>(0);
        self.s_axi.bid.next = self.b.data.val().get_bits::<4>(2);

        self.ar_in.burst.next = self.s_axi.arburst.val();
        self.ar_in.size.next = self.s_axi.arsize.val();
        self.ar_in.length.next = self.s_axi.arlen.val();
        self.ar_in.address.next = self.s_axi.araddr.val();
        self.ar_in.id.next = self.s_axi.arid.val();
        self.ar.push.next = self.s_axi.arvalid.val();
        self.ar.push_data.next = self.ar_in.all.val();
        self.s_axi.arready.next = self.ar.ready.val();
        self.m_axi.arvalid.next = self.ar.valid.val();
        self.ar.pop.next = self.m_axi.arready.val();
        self.m_axi.arburst.next = self.ar.data.val().get_bits::<2>(0);
        self.m_axi.arsize.next = self.ar.data.val().get_bits::<3>(2);
        self.m_axi.arlen.next = self.ar.data.val().get_bits::<8>(5);
        self.m_axi.araddr.next = self.ar.data.val().get_bits::<64>(13);
        self.m_axi.arid.next = self.ar.data.val().get_bits::<4>(77);

        self.r_in.data.next = self.m_axi.rdata.val();
        self.r_in.response.next = self.m_axi.rresp.val();
        self.r_in.last.next = self.m_axi.rlast.val();
        self.r_in.id.next = self.m_axi.rid.val();
        self.r.push.next = self.m_axi.rvalid.val();
        self.r.push_data.next = self.r_in.all.val();
        self.m_axi.rready.next = self.r.ready.val();
        self.s_axi.rvalid.next = self.r.valid.val();
        self.r.pop.next = self.s_axi.rready.val();
        self.s_axi.rdata.next = self.r.data.val().get_bits::<A>(0);
        self.s_axi.rresp.next = self.r.data.val().get_bits::<2>(self.response_at.val().index());
        self.s_axi.rlast.next = self.r.data.val().get_bit(self.read_last_at.val().index());
        self.s_axi.rid.next = self.r.data.val().get_bits::<4>(self.id_at.val().index());
    }
}
