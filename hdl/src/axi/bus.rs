//! The buses as bundles of signals.

use rust_hdl::prelude::*;

/// AXI4 as a slave sees it: `A` data bits, `S = A / 8` strobes, 64-bit addresses, 4-bit ids.
///
/// Lock, cache, protection, QoS, region and user signals do not exist: a master may leave its own
/// open.
#[derive(LogicInterface, Clone, Debug, Default)]
pub struct Axi4<const A: usize, const S: usize> {
    /// Write request: id, returned with the response.
    pub awid: Signal<In, Bits<4>>,
    /// Write request: address of the first byte.
    pub awaddr: Signal<In, Bits<64>>,
    /// Write request: beats - 1.
    pub awlen: Signal<In, Bits<8>>,
    /// Write request: log2 of the bytes of a beat.
    pub awsize: Signal<In, Bits<3>>,
    /// Write request: 0 FIXED, 1 INCR, 2 WRAP.
    pub awburst: Signal<In, Bits<2>>,
    /// Write request: valid.
    pub awvalid: Signal<In, Bit>,
    /// Write request: accepted.
    pub awready: Signal<Out, Bit>,
    /// Write data.
    pub wdata: Signal<In, Bits<A>>,
    /// Write data: bytes to write.
    pub wstrb: Signal<In, Bits<S>>,
    /// Write data: last beat. Not looked at: the request's length counts.
    pub wlast: Signal<In, Bit>,
    /// Write data: valid.
    pub wvalid: Signal<In, Bit>,
    /// Write data: accepted.
    pub wready: Signal<Out, Bit>,
    /// Write response: id of the request.
    pub bid: Signal<Out, Bits<4>>,
    /// Write response: the worst of the burst's beats.
    pub bresp: Signal<Out, Bits<2>>,
    /// Write response: valid.
    pub bvalid: Signal<Out, Bit>,
    /// Write response: accepted.
    pub bready: Signal<In, Bit>,
    /// Read request: id, returned with the data.
    pub arid: Signal<In, Bits<4>>,
    /// Read request: address of the first byte.
    pub araddr: Signal<In, Bits<64>>,
    /// Read request: beats - 1.
    pub arlen: Signal<In, Bits<8>>,
    /// Read request: log2 of the bytes of a beat.
    pub arsize: Signal<In, Bits<3>>,
    /// Read request: 0 FIXED, 1 INCR, 2 WRAP.
    pub arburst: Signal<In, Bits<2>>,
    /// Read request: valid.
    pub arvalid: Signal<In, Bit>,
    /// Read request: accepted.
    pub arready: Signal<Out, Bit>,
    /// Read data: id of the request.
    pub rid: Signal<Out, Bits<4>>,
    /// Read data: the whole bus word; zero where `rresp` is an error.
    pub rdata: Signal<Out, Bits<A>>,
    /// Read data: response of this beat.
    pub rresp: Signal<Out, Bits<2>>,
    /// Read data: last beat of the burst.
    pub rlast: Signal<Out, Bit>,
    /// Read data: valid.
    pub rvalid: Signal<Out, Bit>,
    /// Read data: accepted.
    pub rready: Signal<In, Bit>,
}

/// AXI4-Lite of the engine's registers.
pub type AxiLite = AxiLitePort<16>;

/// AXI4-Lite as a slave sees it: 32 data bits, `N` address bits.
#[derive(LogicInterface, Clone, Debug, Default)]
pub struct AxiLitePort<const N: usize> {
    /// Write address; the low two bits are ignored.
    pub awaddr: Signal<In, Bits<N>>,
    /// Write address: valid.
    pub awvalid: Signal<In, Bit>,
    /// Write address: accepted.
    pub awready: Signal<Out, Bit>,
    /// Write data.
    pub wdata: Signal<In, Bits<32>>,
    /// Write data: bytes to write.
    pub wstrb: Signal<In, Bits<4>>,
    /// Write data: valid.
    pub wvalid: Signal<In, Bit>,
    /// Write data: accepted.
    pub wready: Signal<Out, Bit>,
    /// Write response.
    pub bresp: Signal<Out, Bits<2>>,
    /// Write response: valid.
    pub bvalid: Signal<Out, Bit>,
    /// Write response: accepted.
    pub bready: Signal<In, Bit>,
    /// Read address; the low two bits are ignored.
    pub araddr: Signal<In, Bits<N>>,
    /// Read address: valid.
    pub arvalid: Signal<In, Bit>,
    /// Read address: accepted.
    pub arready: Signal<Out, Bit>,
    /// Read data.
    pub rdata: Signal<Out, Bits<32>>,
    /// Read data: response.
    pub rresp: Signal<Out, Bits<2>>,
    /// Read data: valid.
    pub rvalid: Signal<Out, Bit>,
    /// Read data: accepted.
    pub rready: Signal<In, Bit>,
}

/// The register bus, as the AXI4-Lite slave sees it.
#[derive(LogicInterface, Clone, Debug, Default)]
#[join = "RegisterTarget"]
pub struct RegisterInitiator {
    /// Write, for one cycle.
    pub write: Signal<Out, Bit>,
    /// Byte address of the write.
    pub write_address: Signal<Out, Bits<16>>,
    /// What to write.
    pub write_data: Signal<Out, Bits<32>>,
    /// Bytes to write.
    pub write_strobe: Signal<Out, Bits<4>>,
    /// Read, for one cycle.
    pub read: Signal<Out, Bit>,
    /// Byte address of the read.
    pub read_address: Signal<Out, Bits<16>>,
    /// The register, from the second cycle after `read` on and until the next.
    pub read_data: Signal<In, Bits<32>>,
}

/// The register bus, as the registers see it.
#[derive(LogicInterface, Clone, Debug, Default)]
#[join = "RegisterInitiator"]
pub struct RegisterTarget {
    /// Write, for one cycle.
    pub write: Signal<In, Bit>,
    /// Byte address of the write.
    pub write_address: Signal<In, Bits<16>>,
    /// What to write.
    pub write_data: Signal<In, Bits<32>>,
    /// Bytes to write.
    pub write_strobe: Signal<In, Bits<4>>,
    /// Read, for one cycle.
    pub read: Signal<In, Bit>,
    /// Byte address of the read.
    pub read_address: Signal<In, Bits<16>>,
    /// The register, from the second cycle after `read` on and until the next.
    pub read_data: Signal<Out, Bits<32>>,
}
