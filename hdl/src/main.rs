//! Writes the Verilog.
fn main() {}
