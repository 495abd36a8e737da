//! The ternary-spike matrix engine in rust_hdl, and the generator of its Verilog.
