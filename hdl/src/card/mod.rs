//! From an engine to the top-level module of a board, and what its build needs besides.

mod bench;
mod build;
pub mod netlist;
mod serial;
mod table;
pub mod vendor;
mod wrapper;

pub use bench::{BENCH, bench, stubs};
pub use build::{BOARDS, as_built, build_script, shell, source_text, sources, with_numbers};
pub use table::with_table;
pub use wrapper::{Clocking, Parts, WRAPPER, wrapper};
