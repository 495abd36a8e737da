//! A card behind the nodes of the XDMA driver.

mod nodes;

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use xdma_rs::{Control, Device, Error};

use crate::card::{Deadline, Step, Ticket, Transfer};
use crate::{Card, CardError, Link};
use nodes::Nodes;

/// How often a card that is away is looked for.
const PAUSE: Duration = Duration::from_millis(50);

/// How an [`XdmaCard`] is driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XdmaOptions {
    /// Map the registers instead of reading and writing their node. Faster on a card; nodes that
    /// cannot be mapped refuse, and a mapped register of a card that goes away is all ones.
    pub map_registers: bool,
    /// Allow [`Step::Rescan`]: it needs root, and takes all functions of the card off the bus.
    pub rescan: bool,
    /// How long to wait for channels to be idle, and for a card that is away to come back.
    pub patience: Duration,
}

impl Default for XdmaOptions {
    /// Registers through calls, no rescan, 15 s: longer than the driver's own time-outs.
    fn default() -> XdmaOptions {
        XdmaOptions { map_registers: false, rescan: false, patience: Duration::from_secs(15) }
    }
}

/// A card behind the nodes of the XDMA driver: a real one, or one that is emulated.
///
/// Transfers use channel 0 of each direction, each on a thread of its own; the engine's interrupt
/// is user interrupt 0, its registers begin at offset 0 of the user BAR. The card is this process's
/// from [`XdmaCard::open`] on.
pub struct XdmaCard {
    name: String,
    device: Device,
    options: XdmaOptions,
    /// `None` while the card is away.
    nodes: RwLock<Option<Arc<Nodes>>>,
}

impl XdmaCard {
    /// Opens the card at `path`: `/dev/xdma0`, or a directory with the nodes of one card.
    ///
    /// # Errors
    /// [`CardError::Xdma`] where there is no such card, it is held by another process or a node
    /// cannot be opened; [`CardError::Link`] where channel 0 is absent or a stream, or the link is
    /// gone.
    pub fn open(path: &Path, options: XdmaOptions) -> Result<XdmaCard, CardError> {
        let device = Device::open(path)?;
        let nodes = Nodes::open(&device, options.map_registers)?;
        let name = device.path().display().to_string();
        Ok(XdmaCard { name, device, options, nodes: RwLock::new(Some(Arc::new(nodes))) })
    }

    /// The card's nodes.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// Calls `f` with the DMA core's registers.
    ///
    /// # Errors
    /// When the card is away, or what `f` returns.
    pub fn with_control<T>(
        &self,
        f: impl FnOnce(&Control) -> Result<T, Error>,
    ) -> Result<T, CardError> {
        Ok(f(&self.nodes()?.control)?)
    }

    /// Transfers that were not waited for, and buffers that a channel may still write to.
    pub fn leftovers(&self) -> (usize, usize) {
        self.nodes().map_or((0, 0), |n| {
            (n.writes.pending() + n.reads.pending(), n.writes.quarantined() + n.reads.quarantined())
        })
    }

    fn nodes(&self) -> Result<Arc<Nodes>, CardError> {
        let nodes = self.nodes.read().unwrap_or_else(PoisonError::into_inner);
        nodes.clone().ok_or_else(|| CardError::Link {
            operation: "use",
            address: 0,
            reason: "the card is away".into(),
        })
    }

    /// Closes the nodes and opens them again, for as long as patience lasts.
    fn reopen(&self) -> Result<(), CardError> {
        let limit = Instant::now() + self.options.patience;
        // Closed first: the lock is on the node, and a card that was away has other nodes.
        *self.nodes.write().unwrap_or_else(PoisonError::into_inner) = None;
        loop {
            match Nodes::open(&self.device, self.options.map_registers) {
                Ok(nodes) => {
                    let mut place = self.nodes.write().unwrap_or_else(PoisonError::into_inner);
                    *place = Some(Arc::new(nodes));
                    return Ok(());
                }
                Err(e) if Instant::now() >= limit => return Err(e),
                Err(_) => thread::sleep(PAUSE),
            }
        }
    }

    fn settle(&self) -> Result<(), CardError> {
        self.nodes()?.settle(self.options.patience)
    }

    fn rescan(&self) -> Result<(), CardError> {
        self.device.pci()?.remove()?;
        xdma_rs::rescan()?;
        self.reopen()
    }
}

impl Card for XdmaCard {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        let nodes = self.nodes()?;
        Ok(match transfer {
            Transfer::Write { address, data } => Ticket(nodes.writes.start(address, data).0 << 1),
            Transfer::Read { address, buffer } => {
                Ticket(nodes.reads.start(address, buffer).0 << 1 | 1)
            }
        })
    }

    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        let nodes = self.nodes()?;
        let (queue, operation) =
            if ticket.0 & 1 == 0 { (&nodes.writes, "write") } else { (&nodes.reads, "read") };
        let waited = queue.wait(xdma_rs::Ticket(ticket.0 >> 1), deadline.time);
        waited.map_err(|e| match e {
            Error::Timeout { address, length, .. } => {
                CardError::Timeout { operation, address, length }
            }
            e => e.into(),
        })
    }

    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        Ok(self.nodes()?.user.read(offset)?)
    }

    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        Ok(self.nodes()?.user.write(offset, value)?)
    }

    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        match self.nodes()?.events.wait(deadline.time)? {
            Some(_) => Ok(()),
            None => {
                let operation = "wait for an interrupt";
                Err(CardError::Timeout { operation, address: 0, length: 0 })
            }
        }
    }

    /// The link that sysfs tells; without, the usual one of a card.
    fn link(&self) -> Option<Link> {
        let link = self.device.pci().ok().and_then(|pci| pci.link);
        let known = link.and_then(|link| Link::new(link.generation()?, link.width));
        Some(known.unwrap_or(Link::GEN3X16))
    }

    fn recover(&self, step: Step) -> Result<bool, CardError> {
        match step {
            Step::Settle => {}
            Step::Reopen => self.reopen()?,
            Step::Reinitialise => {
                let nodes = self.nodes()?;
                nodes.control.offline()?;
                nodes.control.online()?;
            }
            Step::Rescan if self.options.rescan => self.rescan()?,
            Step::Rescan => return Ok(false),
        }
        self.settle().map(|()| true)
    }
}
