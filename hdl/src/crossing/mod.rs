//! From one clock to another.
//!
//! Two kinds of leaves alone have a net of another clock at an input: [`Synchronizer`], and the
//! memory of a [`GrayFifo`], whose words are read only after their pointer has crossed. Everything
//! else here is either on one side or wires between sides; [`rule`] checks that on the Verilog.

mod axi;
mod gray_fifo;
mod lite;
mod reset_link;
pub mod rule;
mod synchronizer;

pub use axi::AxiCrossing;
pub use gray_fifo::{CrossingRam, GrayFifo};
pub use lite::LiteCrossing;
pub use reset_link::{ResetLink, ResetSide};
pub use synchronizer::Synchronizer;
