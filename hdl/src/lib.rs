//! The ternary-spike matrix engine in rust_hdl, and the generator of its Verilog.
//!
//! rust_hdl is used as a generator only: its own simulator is not, so blocks that are written as
//! Verilog leaves have an empty `update`. What is verified is the emitted Verilog, under Verilator.

mod assign;
pub mod axi;
pub(crate) mod block;
pub mod card;
pub mod control;
pub mod core;
pub mod crossing;
pub mod emit;
pub mod engine;
pub mod generate;
pub mod memory;
pub mod parts;
pub mod registers;
pub mod serial;
pub mod shell;
pub mod sizes;
pub mod synth;
