//! What an errno means on this driver.

use std::fmt;

use crate::Operation;

/// `ERESTARTSYS`, which the kernel means to keep to itself: older versions of the driver return it
/// from a transfer that timed out.
pub(crate) const RESTART: i32 = 512;

/// An errno in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// The number.
    pub errno: i32,
    /// Its name, or empty where this driver does not give it.
    pub name: &'static str,
    /// What it usually means here.
    pub meaning: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            "" => write!(f, "{}", std::io::Error::from_raw_os_error(self.errno)),
            name => write!(f, "{name} ({}): {}; {}", self.errno, self.meaning, self.remedy),
        }
    }
}

/// What `errno` usually means when the driver gives it for `operation`.
pub fn explain(operation: Operation, errno: i32) -> Explanation {
    use Operation as Op;
    let dma = matches!(operation, Op::DmaRead | Op::DmaWrite);
    let (name, meaning, remedy) = match errno {
        RESTART => (
            "ERESTARTSYS",
            "the transfer timed out or a signal interrupted it",
            "the buffer may still be in use: wait for BUSY = 0, reset the engine, try again",
        ),
        libc::ETIMEDOUT => (
            "ETIMEDOUT",
            "the card did not end the transfer in the driver's time (h2c_timeout, c2h_timeout)",
            "the buffer may still be in use: wait for BUSY = 0, reset the engine, try again",
        ),
        libc::EINTR => {
            ("EINTR", "a signal interrupted it", "block signals on the thread that transfers")
        }
        libc::EIO if dma => (
            "EIO",
            "the DMA engine stopped with an error: a bus error at that address, or the link failed",
            "check the address; read the channel's status",
        ),
        libc::EIO => ("EIO", "the device failed", "see the kernel log; reset the card"),
        libc::EPROTO => (
            "EPROTO",
            "an offset that is no multiple of 4, or an event read of other than 4 bytes",
            "access registers and events 4 aligned bytes at a time",
        ),
        libc::EINVAL if dma => (
            "EINVAL",
            "wrong direction, an empty transfer, or buffer and card address that differ modulo the \
             alignment",
            "use the channel of the other direction, or aligned addresses",
        ),
        libc::EINVAL if operation == Op::Map => {
            ("EINVAL", "the range reaches beyond the BAR", "map less, or use read and write")
        }
        libc::EINVAL => ("EINVAL", "the driver does not know it", "check the driver's version"),
        libc::EFAULT => (
            "EFAULT",
            "the buffer cannot be pinned for writing",
            "use memory of your own, never a read-only mapping",
        ),
        libc::EBUSY => (
            "EBUSY",
            "the card is offline, or its engine is shutting down",
            "bring it online again",
        ),
        libc::ENOMEM => ("ENOMEM", "no memory to pin or map", "free memory, or transfer less"),
        libc::ENOTTY => (
            "ENOTTY",
            "the driver has no such ioctl",
            "check that the node is the control node and the driver is the vendor's",
        ),
        libc::ENODEV | libc::ENXIO => (
            "ENODEV",
            "the card is gone or its driver was unloaded",
            "check the link; rescan the bus; load the driver",
        ),
        libc::ENOTCONN => {
            ("ENOTCONN", "the process that served this node has ended", "start it again")
        }
        libc::ENOENT => (
            "ENOENT",
            "no such node",
            "load the vendor's driver; check that the card is listed by lspci",
        ),
        libc::EACCES | libc::EPERM => (
            "EACCES",
            "you may not use this node",
            "add a udev rule for your group, or run as root",
        ),
        _ => ("", "", ""),
    };
    Explanation { errno, name, meaning, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_errno_depends_on_what_was_done() {
        let text = |op, errno| explain(op, errno).to_string();
        assert!(text(Operation::DmaRead, 512).contains("BUSY = 0"));
        assert!(text(Operation::DmaRead, libc::EINVAL).contains("wrong direction"));
        assert!(text(Operation::Map, libc::EINVAL).contains("beyond the BAR"));
        assert!(text(Operation::Open, libc::EACCES).contains("udev"));
        assert!(text(Operation::Open, libc::EMFILE).contains("open files"));
    }
}
