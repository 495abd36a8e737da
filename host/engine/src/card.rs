//! What the driver needs of a card: transfers, registers and events.
//!
//! A card is memory behind DMA channels, one per direction, plus 32-bit registers and an
//! interrupt. The simulated card, the emulated one and a real one implement [`Card`]; nothing
//! asks which it is.

use std::time::Duration;

use crate::Link;

/// A transfer between host and card memory. It owns its buffer until it has ended.
#[derive(Debug)]
pub enum Transfer {
    /// Host to card: all of `data` to `address`.
    Write {
        /// Card address of the first byte.
        address: u64,
        /// What to write.
        data: Vec<u8>,
    },
    /// Card to host: `buffer.len()` bytes from `address`.
    Read {
        /// Card address of the first byte.
        address: u64,
        /// Where to put them.
        buffer: Vec<u8>,
    },
}

/// Names a transfer that was started.
#[derive(Debug, PartialEq, Eq, Hash, Clone, Copy)]
pub struct Ticket(pub u64);

/// How long to wait, in wall time on a device and in cycles on a simulated card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// Limit on a device.
    pub time: Duration,
    /// Limit in virtual time.
    pub cycles: u64,
}

impl Default for Deadline {
    /// Ten seconds, or two hundred million cycles.
    fn default() -> Self {
        Deadline { time: Duration::from_secs(10), cycles: 200_000_000 }
    }
}

/// Why a card did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// The deadline passed. The transfer's buffer stays with the card.
    #[error("{operation} at {address:#x}, {length} bytes: no answer within the deadline")]
    Timeout {
        /// What was under way.
        operation: &'static str,
        /// Card address or register offset.
        address: u64,
        /// Bytes.
        length: usize,
    },
    /// The card answered with a bus error.
    #[error("{operation} at {address:#x}, {length} bytes: the card answered {response}")]
    Bus {
        /// What was under way.
        operation: &'static str,
        /// Card address or register offset.
        address: u64,
        /// Bytes.
        length: usize,
        /// SLVERR or DECERR.
        response: &'static str,
    },
    /// The card cannot be reached.
    #[error("{operation} at {address:#x}: {reason}")]
    Link {
        /// What was under way.
        operation: &'static str,
        /// Card address or register offset.
        address: u64,
        /// What happened and what to do.
        reason: String,
    },
    /// The XDMA driver refused.
    #[error(transparent)]
    Xdma(#[from] xdma_rs::Error),
    /// A ticket that was never given or was already waited for.
    #[error("transfer {0:?} is not under way")]
    Ticket(Ticket),
}

/// A step that brings a card which failed towards a known state, from the mildest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Waits until no transfer is under way, clears what the channels remember of the last ones, and
    /// takes back the buffers that they kept.
    Settle,
    /// Opens the way to the card anew.
    Reopen,
    /// Has the channels and interrupts initialised (OFFLINE, ONLINE).
    Reinitialise,
    /// Takes the card off its bus and looks for it again. Other users of the bus may notice: a card
    /// takes this step only where it was allowed to.
    Rescan,
}

impl Step {
    /// All steps, from the mildest on.
    pub const ALL: [Step; 4] = [Step::Settle, Step::Reopen, Step::Reinitialise, Step::Rescan];
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Step::Settle => "idle channels",
            Step::Reopen => "open again",
            Step::Reinitialise => "offline and online",
            Step::Rescan => "remove and rescan",
        })
    }
}

/// A card: memory, registers and an interrupt.
///
/// Transfers of one direction complete in the order of their start; the two directions are
/// independent. Implementations keep at least one transfer in flight per direction while the
/// caller does something else.
pub trait Card: Send + Sync {
    /// A name for messages and reports: `sim:small`, `/dev/xdma0`.
    fn name(&self) -> String;

    /// Starts a transfer.
    ///
    /// # Errors
    /// When the card cannot be reached.
    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError>;

    /// Waits for a transfer and gives its buffer back.
    ///
    /// # Errors
    /// When the transfer failed or the deadline passed; then the buffer stays with the card until
    /// nothing can write to it any more.
    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError>;

    /// Reads a 32-bit register.
    ///
    /// # Errors
    /// When the card cannot be reached.
    fn read_register(&self, offset: u32) -> Result<u32, CardError>;

    /// Writes a 32-bit register.
    ///
    /// # Errors
    /// When the card cannot be reached.
    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError>;

    /// Waits until the interrupt line is high (or, on a device, an event was counted).
    ///
    /// # Errors
    /// [`CardError::Timeout`] when it stays low.
    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError>;

    /// How long its transfers take; `None` where that is the time of their beats at the AXI port.
    fn link(&self) -> Option<Link> {
        None
    }

    /// Takes a step towards a known state; `false` where this card has no such step. All tickets
    /// given before are void.
    ///
    /// # Errors
    /// When the step was not of use: the card cannot be reached, or its channels stay busy.
    fn recover(&self, step: Step) -> Result<bool, CardError> {
        let _ = step;
        Ok(false)
    }

    /// Writes all of `data` to `address` and waits.
    ///
    /// # Errors
    /// As [`Card::start`] and [`Card::wait`].
    fn write_memory(&self, address: u64, data: Vec<u8>) -> Result<(), CardError> {
        let ticket = self.start(Transfer::Write { address, data })?;
        self.wait(ticket, Deadline::default()).map(drop)
    }

    /// Reads `length` bytes from `address` and waits.
    ///
    /// # Errors
    /// As [`Card::start`] and [`Card::wait`].
    fn read_memory(&self, address: u64, length: usize) -> Result<Vec<u8>, CardError> {
        let ticket = self.start(Transfer::Read { address, buffer: vec![0; length] })?;
        self.wait(ticket, Deadline::default())
    }
}
