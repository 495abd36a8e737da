//! The engine's AXI ports by name.

use crate::verilated::{Library, Port, VerilateError};

/// Declares a struct of ports and finds each by the prefix and its field's name.
macro_rules! ports {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $($field:ident: $text:literal,)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name {
            $(#[doc = $text] pub $field: Port,)*
        }

        impl $name {
            /// Finds the ports.
            ///
            /// # Errors
            /// When one is missing.
            pub fn new(library: &Library) -> Result<$name, VerilateError> {
                Ok($name { $($field: library.port(concat!($prefix, stringify!($field)))?,)* })
            }
        }
    };
}

ports! {
    /// The AXI4 port for memory, `s_axi_*`: 64-bit addresses, 4-bit ids.
    MemoryPorts, "s_axi_",
    awid: "Write id.",
    awaddr: "Write address.",
    awlen: "Beats of the write, less one.",
    awsize: "Bytes of a beat as a power of 2.",
    awburst: "0 FIXED, 1 INCR, 2 WRAP.",
    awvalid: "Write address valid.",
    awready: "Write address ready.",
    wdata: "Write data.",
    wstrb: "Bytes of a beat that are written.",
    wlast: "Last beat.",
    wvalid: "Write data valid.",
    wready: "Write data ready.",
    bid: "Id of the write answered.",
    bresp: "Write response.",
    bvalid: "Write response valid.",
    bready: "Write response ready.",
    arid: "Read id.",
    araddr: "Read address.",
    arlen: "Beats of the read, less one.",
    arsize: "Bytes of a beat as a power of 2.",
    arburst: "0 FIXED, 1 INCR, 2 WRAP.",
    arvalid: "Read address valid.",
    arready: "Read address ready.",
    rid: "Id of the read answered.",
    rdata: "Read data.",
    rresp: "Read response.",
    rlast: "Last beat.",
    rvalid: "Read data valid.",
    rready: "Read data ready.",
}

ports! {
    /// The AXI4-Lite port for registers, `s_axil_*`: 16-bit addresses, 32-bit data.
    RegisterPorts, "s_axil_",
    awaddr: "Write address.",
    awvalid: "Write address valid.",
    awready: "Write address ready.",
    wdata: "Write data.",
    wstrb: "Bytes that are written.",
    wvalid: "Write data valid.",
    wready: "Write data ready.",
    bresp: "Write response.",
    bvalid: "Write response valid.",
    bready: "Write response ready.",
    araddr: "Read address.",
    arvalid: "Read address valid.",
    arready: "Read address ready.",
    rdata: "Read data.",
    rresp: "Read response.",
    rvalid: "Read data valid.",
    rready: "Read data ready.",
}

impl MemoryPorts {
    /// Bytes of a beat.
    pub fn width(&self) -> usize {
        self.wdata.width() as usize / 8
    }
}
