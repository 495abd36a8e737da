//! The generated engine under Verilator, as a card.
//!
//! [`verilated`] turns Verilog text into a loaded, running module; [`stream`] feeds and drains
//! valid/ready ports in block tests. All integers come from compiled RTL.

pub mod stream;
pub mod verilated;
