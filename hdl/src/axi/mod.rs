//! The two AXI slaves: AXI4 for memory, AXI4-Lite for registers.
//!
//! Both are reset by the card's reset only, never by `CONTROL.reset`: a burst under way always
//! completes. Inputs end in queues, so that nothing but a register lies behind a pin.

mod burst;
#[allow(missing_docs, reason = "the derive of a joined interface adds an undocumented `join`")]
mod bus;
mod lite;
mod master;
mod pack;
mod read;
mod slave;
mod write;

pub use burst::BurstAddresses;
pub use bus::{Axi4, AxiLite, AxiLitePort, RegisterInitiator, RegisterTarget};
pub use lite::AxiLiteSlave;
pub use master::{Axi4Master, AxiLiteMaster};
pub use pack::{PackBurst, PackRead, PackResponse, PackWrite};
pub use read::ReadHalf;
pub use slave::AxiSlave;
pub use write::WriteHalf;

/// Bits of a packed burst request: id 4, address 64, length 8, size 3, burst 2.
pub const BURST_BITS: usize = 81;
/// Bits of a tag that a beat carries through memory: id, and whether it ends its burst.
pub const TAG_BITS: usize = 5;
/// Response: done.
pub const OKAY: u64 = 0;
/// Response: the memory refused the access.
pub const SLVERR: u64 = 2;
/// Response: there is nothing at the address.
pub const DECERR: u64 = 3;
