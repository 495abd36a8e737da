//! What can go wrong, each with its node, address, length, meaning and remedy.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::errno::explain;

/// What was done to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Opening it.
    Open,
    /// A DMA transfer from host to card.
    DmaWrite,
    /// A DMA transfer from card to host.
    DmaRead,
    /// A register read.
    RegisterRead,
    /// A register write.
    RegisterWrite,
    /// Mapping registers.
    Map,
    /// Waiting for an event, or reading it.
    Event,
    /// An ioctl.
    Ioctl,
    /// Locking the card.
    Lock,
    /// Looking for nodes.
    List,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Operation::Open => "open",
            Operation::DmaWrite => "DMA write",
            Operation::DmaRead => "DMA read",
            Operation::RegisterRead => "register read",
            Operation::RegisterWrite => "register write",
            Operation::Map => "map",
            Operation::Event => "event",
            Operation::Ioctl => "ioctl",
            Operation::Lock => "lock",
            Operation::List => "list",
        })
    }
}

/// Why a card did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The driver or the kernel refused.
    #[error("{operation} on {node} at {address:#x}, {length} bytes: {}", describe(*.operation, .source))]
    System {
        /// What was done.
        operation: Operation,
        /// The node.
        node: Shown,
        /// Card address, register offset or ioctl number.
        address: u64,
        /// Bytes.
        length: usize,
        /// The errno.
        source: io::Error,
    },
    /// A transfer ended early: the driver hides the error of a transfer that had begun.
    #[error(
        "{operation} on {node} at {address:#x}: {done} of {length} bytes; an error or a time-out \
         cut it short: read the channel's status, see the kernel log"
    )]
    Short {
        /// What was done.
        operation: Operation,
        /// The node.
        node: Shown,
        /// Card address of the whole transfer.
        address: u64,
        /// Bytes asked for.
        length: usize,
        /// Bytes moved.
        done: usize,
    },
    /// Nothing happened within the caller's deadline.
    #[error("{operation} on {node} at {address:#x}, {length} bytes: not done within the deadline")]
    Timeout {
        /// What was done.
        operation: Operation,
        /// The node.
        node: Shown,
        /// Card address.
        address: u64,
        /// Bytes.
        length: usize,
    },
    /// The caller asked for what cannot be.
    #[error("{operation} on {node} at {address:#x}, {length} bytes: {reason}")]
    Usage {
        /// What was to be done.
        operation: Operation,
        /// The node.
        node: Shown,
        /// Card address or register offset.
        address: u64,
        /// Bytes.
        length: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process holds the card.
    #[error("{node} is held by {holder}: end it, or use another card")]
    Held {
        /// The node that is locked.
        node: Shown,
        /// Who holds it, as far as the kernel tells.
        holder: String,
    },
    /// There is no such card.
    #[error("{directory}: {reason}")]
    Missing {
        /// Where it was looked for.
        directory: Shown,
        /// What was found instead and what to do.
        reason: String,
    },
}

impl Error {
    /// The errno, where the kernel gave one.
    pub fn errno(&self) -> Option<i32> {
        match self {
            Error::System { source, .. } => source.raw_os_error(),
            _ => None,
        }
    }

    /// Whether a buffer of the failed transfer may still be written to by the card.
    pub fn may_be_in_flight(&self) -> bool {
        match self {
            Error::Short { .. } | Error::Timeout { .. } => true,
            Error::System { operation: Operation::DmaWrite | Operation::DmaRead, .. } => {
                matches!(self.errno(), Some(libc::ETIMEDOUT | libc::EINTR | crate::errno::RESTART))
            }
            _ => false,
        }
    }

    pub(crate) fn system(
        operation: Operation,
        node: &Path,
        address: u64,
        length: usize,
        source: io::Error,
    ) -> Error {
        Error::System { operation, node: node.into(), address, length, source }
    }
}

fn describe(operation: Operation, source: &io::Error) -> String {
    match source.raw_os_error() {
        Some(errno) => explain(operation, errno).to_string(),
        None => source.to_string(),
    }
}

/// A path in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown(pub PathBuf);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.display().fmt(f)
    }
}

impl From<&Path> for Shown {
    fn from(path: &Path) -> Shown {
        Shown(path.to_owned())
    }
}
