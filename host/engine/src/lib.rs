//! Ternary-spike matrix products.
//!
//! A [`MatrixEngine`] multiplies spikes by integer weights: `acc[r][p] = sum_k q[r][k] * w[k][p]`,
//! with `q` in {-1, 0, +1} and `acc` exact. There are two: one in software and one that drives a
//! [`Card`]; both return the same integers.

pub mod card;
mod check;
pub mod coding;
mod driver;
mod fleet;
pub mod isa;
mod link;
mod matrix;
pub mod peak;
mod pool;
pub mod range;
pub mod recording;
pub mod reference;
mod serial;
mod soft;
pub mod stages;
mod tally;
mod xdma;

pub use card::{Card, CardError};
pub use coding::RowMode;
pub use driver::{CardEngine, CardOptions};
pub use fleet::Fleet;
pub use isa::{Isa, IsaError};
pub use link::Link;
pub use matrix::{
    Accumulators, BLOCK_COLUMNS, Block, CardReport, EngineError, MatrixEngine, Operand, Product,
    ProductKind, ProductTicket, SpikeRows, Stats, Totals, WeightId, Weights,
};
pub use reference::ReferenceCard;
pub use serial::{SerialCard, SerialOptions};
pub use soft::{SoftEngine, SoftOptions};
pub use xdma::{XdmaCard, XdmaOptions};
