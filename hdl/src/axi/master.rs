//! The buses as a master drives them.

use rust_hdl::prelude::*;

/// AXI4 as a master sees it: the signals of [`Axi4`], driven from the other end.
#[derive(LogicInterface, Clone, Debug, Default)]
pub struct Axi4Master<const A: usize, const S: usize> {
    /// Write request: id, returned with the response.
    pub awid: Signal<Out, Bits<4>>,
    /// Write request: address of the first byte.
    pub awaddr: Signal<Out, Bits<64>>,
    /// Write request: beats - 1.
    pub awlen: Signal<Out, Bits<8>>,
    /// Write request: log2 of the bytes of a beat.
    pub awsize: Signal<Out, Bits<3>>,
    /// Write request: 0 FIXED, 1 INCR, 2 WRAP.
    pub awburst: Signal<Out, Bits<2>>,
    /// Write request: valid.
    pub awvalid: Signal<Out, Bit>,
    /// Write request: accepted.
    pub awready: Signal<In, Bit>,
    /// Write data.
    pub wdata: Signal<Out, Bits<A>>,
    /// Write data: bytes to write.
    pub wstrb: Signal<Out, Bits<S>>,
    /// Write data: last beat.
    pub wlast: Signal<Out, Bit>,
    /// Write data: valid.
    pub wvalid: Signal<Out, Bit>,
    /// Write data: accepted.
    pub wready: Signal<In, Bit>,
    /// Write response: id of the request.
    pub bid: Signal<In, Bits<4>>,
    /// Write response: the worst of the burst's beats.
    pub bresp: Signal<In, Bits<2>>,
    /// Write response: valid.
    pub bvalid: Signal<In, Bit>,
    /// Write response: accepted.
    pub bready: Signal<Out, Bit>,
    /// Read request: id, returned with the data.
    pub arid: Signal<Out, Bits<4>>,
    /// Read request: address of the first byte.
    pub araddr: Signal<Out, Bits<64>>,
    /// Read request: beats - 1.
    pub arlen: Signal<Out, Bits<8>>,
    /// Read request: log2 of the bytes of a beat.
    pub arsize: Signal<Out, Bits<3>>,
    /// Read request: 0 FIXED, 1 INCR, 2 WRAP.
    pub arburst: Signal<Out, Bits<2>>,
    /// Read request: valid.
    pub arvalid: Signal<Out, Bit>,
    /// Read request: accepted.
    pub arready: Signal<In, Bit>,
    /// Read data: id of the request.
    pub rid: Signal<In, Bits<4>>,
    /// Read data: the whole bus word; zero where `rresp` is an error.
    pub rdata: Signal<In, Bits<A>>,
    /// Read data: response of this beat.
    pub rresp: Signal<In, Bits<2>>,
    /// Read data: last beat of the burst.
    pub rlast: Signal<In, Bit>,
    /// Read data: valid.
    pub rvalid: Signal<In, Bit>,
    /// Read data: accepted.
    pub rready: Signal<Out, Bit>,
}

/// AXI4-Lite as a master sees it: 32 data bits, `N` address bits.
#[derive(LogicInterface, Clone, Debug, Default)]
pub struct AxiLiteMaster<const N: usize> {
    /// Write address.
    pub awaddr: Signal<Out, Bits<N>>,
    /// Write address: valid.
    pub awvalid: Signal<Out, Bit>,
    /// Write address: accepted.
    pub awready: Signal<In, Bit>,
    /// Write data.
    pub wdata: Signal<Out, Bits<32>>,
    /// Write data: bytes to write.
    pub wstrb: Signal<Out, Bits<4>>,
    /// Write data: valid.
    pub wvalid: Signal<Out, Bit>,
    /// Write data: accepted.
    pub wready: Signal<In, Bit>,
    /// Write response.
    pub bresp: Signal<In, Bits<2>>,
    /// Write response: valid.
    pub bvalid: Signal<In, Bit>,
    /// Write response: accepted.
    pub bready: Signal<Out, Bit>,
    /// Read address.
    pub araddr: Signal<Out, Bits<N>>,
    /// Read address: valid.
    pub arvalid: Signal<Out, Bit>,
    /// Read address: accepted.
    pub arready: Signal<In, Bit>,
    /// Read data.
    pub rdata: Signal<In, Bits<32>>,
    /// Read data.
    pub rresp: Signal<In, Bits<2>>,
    /// Read data: valid.
    pub rvalid: Signal<In, Bit>,
    /// Read data: accepted.
    pub rready: Signal<Out, Bit>,
}
