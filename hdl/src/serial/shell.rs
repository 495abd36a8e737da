//! Between a serial line and the engine.

use rust_hdl::prelude::*;

use super::{Bridge, FrameReceiver, FrameSender, UartReceiver, UartTransmitter};
use crate::axi::{Axi4Master, AxiLiteMaster};
use crate::block::block;
use crate::crossing::Synchronizer;

block! {
    /// From a serial line to the engine, in one clock.
    ///
    /// The parameters are those of a [`Bridge`].
    pub struct SerialShell[const A: usize, const S: usize, const K: usize, const L: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// The clock is good and nobody asks for a reset; in any clock or none.
        pub good: Signal<In, Bits<1>>,
        /// Clocks of a bit on the line.
        pub divider: Signal<In, Bits<16>>,
        /// From the host.
        pub rx: Signal<In, Bits<1>>,
        /// To the host.
        pub tx: Signal<Out, Bits<1>>,
        /// The engine's reset.
        pub engine_resetn: Signal<Out, Bit>,
        /// To the engine: memory.
        pub m_axi: Axi4Master<A, S>,
        /// To the engine: registers.
        pub m_axil: AxiLiteMaster<16>,
        /// From the engine: the interrupt line.
        pub irq: Signal<In, Bit>,
        good_here: Synchronizer<1>,
        resetn: Signal<Local, Bit>,
        receiver: UartReceiver,
        frames: FrameReceiver,
        bridge: Bridge<A, S, K, L>,
        sender: FrameSender,
        transmitter: UartTransmitter,
    }
    constants {
        yes: 1 = 1,
    }
    checks {}
}

impl<const A: usize, const S: usize, const K: usize, const L: usize> Logic
    for SerialShell<A, S, K, L>
{
    #[hdl_gen]
    fn update(&mut self) {
        clock!(self, clock, good_here, receiver, frames, bridge, sender, transmitter);
        self.good_here.d.next = self.good.val();
        self.resetn.next = self.good_here.q.val() == self.yes.val();
        self.engine_resetn.next = self.resetn.val();
        self.receiver.resetn.next = self.resetn.val();
        self.frames.resetn.next = self.resetn.val();
        self.bridge.resetn.next = self.resetn.val();
        self.sender.resetn.next = self.resetn.val();
        self.transmitter.resetn.next = self.resetn.val();

        self.receiver.divider.next = self.divider.val();
        self.receiver.rx.next = self.rx.val();
        self.frames.valid.next = self.receiver.valid.val();
        self.frames.data.next = self.receiver.data.val();
        self.bridge.frame.next = self.frames.frame.val();
        self.bridge.length.next = self.frames.length.val();
        self.frames.take.next = self.bridge.take.val();
        self.frames.read_address.next = self.bridge.read_address.val();
        self.bridge.read_data.next = self.frames.read_data.val();
        self.sender.open.next = self.bridge.open.val();
        self.sender.close.next = self.bridge.close.val();
        self.sender.valid.next = self.bridge.valid.val();
        self.sender.data.next = self.bridge.data.val();
        self.bridge.ready.next = self.sender.ready.val();
        self.bridge.idle.next = self.sender.idle.val();
        self.transmitter.divider.next = self.divider.val();
        self.transmitter.valid.next = self.sender.line_valid.val();
        self.transmitter.data.next = self.sender.line_data.val();
        self.sender.line_ready.next = self.transmitter.ready.val();
        self.tx.next = self.transmitter.tx.val();
        Axi4Master::<A, S>::link(&mut self.m_axi, &mut self.bridge.m_axi);
        AxiLiteMaster::<16>::link(&mut self.m_axil, &mut self.bridge.m_axil);
        self.bridge.irq.next = self.irq.val();
    }
}
