//! AXI masters over a Verilated module.
//!
//! [`Master`] moves byte ranges through an AXI4 port and 32-bit values through an AXI4-Lite port,
//! a clock cycle at a time. It decides everything from the calls it got and the module's answers,
//! so runs repeat exactly; with a seed it holds every channel back half of the time. Tests that need
//! other traffic (many ids, narrow bursts) drive [`MemoryPorts`] and [`RegisterPorts`] themselves.
//!
//! AXI rules are those of the AMBA AXI specification (IHI 0022E): a burst stays inside a 4 KiB page
//! (A3.4.1), valid never waits for ready and stays until the transfer (A3.2.1), a response comes
//! after the last beat (A3.3.1).

mod burst;
mod hold;
mod lite;
mod master;
mod ports;
mod read;
mod write;

pub use burst::{Burst, first_burst};
pub use master::{Direction, Master};
pub use ports::{MemoryPorts, RegisterPorts};

/// A response code that is not OKAY.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BusError {
    /// The slave could not do it.
    Slave,
    /// Nothing lives at the address.
    Decode,
    /// An answer that only exclusive accesses get.
    ExclusiveOkay,
}

impl BusError {
    /// The error of a response code; `None` is OKAY.
    pub fn from_code(code: u64) -> Option<BusError> {
        match code & 3 {
            0 => None,
            1 => Some(BusError::ExclusiveOkay),
            2 => Some(BusError::Slave),
            _ => Some(BusError::Decode),
        }
    }

    /// The specification's name.
    pub fn name(self) -> &'static str {
        match self {
            BusError::Slave => "SLVERR",
            BusError::Decode => "DECERR",
            BusError::ExclusiveOkay => "EXOKAY",
        }
    }
}

/// A transfer's bytes and the first error that a burst of it met.
pub type Ended = (Vec<u8>, Option<BusError>);

/// The module broke a rule of the protocol, and cannot be trusted from then on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cycle {cycle}: {rule}")]
pub struct ProtocolError {
    /// Clock cycle.
    pub cycle: u64,
    /// What happened.
    pub rule: &'static str,
}
