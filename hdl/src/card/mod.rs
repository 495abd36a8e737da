//! From an engine to the top-level module of a board, and what its build needs besides.

mod bench;
mod build;
pub mod netlist;
mod serial;
pub mod vendor;
mod wrapper;

pub use bench::{BENCH, bench, stubs};
pub use build::{build_script, with_numbers};
pub use wrapper::{Clocking, Parts, WRAPPER, wrapper};
