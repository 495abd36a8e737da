//! An engine behind a serial line: the bridge of [`spikelm_regs::serial`]'s frames.
//!
//! ```text
//! rx -> UartReceiver -> FrameReceiver -> Bridge -> AXI4, AXI4-Lite of the engine
//! tx <- UartTransmitter <- FrameSender <-'
//! ```

mod bridge;
mod crc;
mod receiver;
mod sender;
mod shell;
mod uart;

pub use bridge::Bridge;
pub use crc::Crc;
pub use receiver::{FrameRam, FrameReceiver};
pub use sender::FrameSender;
pub use shell::SerialShell;
pub use uart::{UartReceiver, UartTransmitter};

/// Address bits of the memory that holds a request: `HEADER_BYTES + MAX_PAYLOAD + CRC_BYTES` fit.
pub const FRAME_BITS: usize = 11;
