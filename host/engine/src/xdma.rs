//! A card behind the nodes of the XDMA driver.

use std::path::Path;
use std::time::{Duration, Instant};

use spikelm_regs::register;
use xdma_rs::{Control, Device, Direction, Error, Events, Lock, Queue, Registers};

use crate::card::{Deadline, Ticket, Transfer};
use crate::{Card, CardError};

/// After so long without an event the registers are asked whether one was lost.
const LOST_EVENT: Duration = Duration::from_millis(100);

/// A card behind the nodes of the XDMA driver: a real one, or one that is emulated.
///
/// Transfers use channel 0 of each direction, each on a thread of its own; the engine's interrupt
/// is user interrupt 0, its registers begin at offset 0 of the user BAR. The card is this process's
/// from [`XdmaCard::open`] on.
pub struct XdmaCard {
    name: String,
    device: Device,
    control: Control,
    user: Registers,
    events: Events,
    writes: Queue,
    reads: Queue,
    _lock: Lock,
}

impl XdmaCard {
    /// Opens the card at `path`: `/dev/xdma0`, or a directory with the nodes of one card.
    ///
    /// # Errors
    /// [`CardError::Xdma`] where there is no such card, it is held by another process, a node cannot
    /// be opened, or channel 0 is absent or a stream.
    pub fn open(path: &Path) -> Result<XdmaCard, CardError> {
        let device = Device::open(path)?;
        let lock = device.lock()?;
        let control = device.control()?;
        for direction in [Direction::H2c, Direction::C2h] {
            check_channel(&control, direction)?;
        }
        let writes = Queue::new(device.h2c(0)?).map_err(|e| no_thread(&device, &e))?;
        let reads = Queue::new(device.c2h(0)?).map_err(|e| no_thread(&device, &e))?;
        let (user, events) = (device.user()?, device.events(0)?);
        // What a process before this one left.
        events.wait(Duration::ZERO)?;
        let name = device.path().display().to_string();
        Ok(XdmaCard { name, device, control, user, events, writes, reads, _lock: lock })
    }

    /// The card's nodes.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// The DMA core's registers.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// All ones are what a dead link reads as, unless the card's magic number can still be read.
    fn check_link(&self, offset: u32, value: u32) -> Result<u32, CardError> {
        if value == u32::MAX && self.user.read(register::MAGIC.offset)? == u32::MAX {
            return Err(CardError::Link {
                operation: "register read",
                address: offset.into(),
                reason: format!(
                    "{} reads as all ones, the link is gone: rescan the bus or power it up again",
                    self.name
                ),
            });
        }
        Ok(value)
    }
}

fn check_channel(control: &Control, direction: Direction) -> Result<(), CardError> {
    let word = control.registers().read(direction.base(0))?;
    let reason = match xdma_rs::Identifier::decode(word) {
        Some(id) if !id.stream => return Ok(()),
        Some(_) => "a stream: build the bitstream with memory-mapped channels".to_owned(),
        None if word == u32::MAX => {
            "not there, the link is gone: rescan the bus or power it up again".to_owned()
        }
        None => format!("not there, its identifier is {word:#010x}: load another bitstream"),
    };
    Err(CardError::Link {
        operation: "identify",
        address: direction.base(0).into(),
        reason: format!("{}: DMA channel 0 ({direction:?}) is {reason}", control.path().display()),
    })
}

fn no_thread(device: &Device, e: &std::io::Error) -> CardError {
    CardError::Link {
        operation: "open",
        address: 0,
        reason: format!("{}: no thread or memory for transfers: {e}", device.path().display()),
    }
}

impl Card for XdmaCard {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        Ok(match transfer {
            Transfer::Write { address, data } => Ticket(self.writes.start(address, data).0 << 1),
            Transfer::Read { address, buffer } => {
                Ticket(self.reads.start(address, buffer).0 << 1 | 1)
            }
        })
    }

    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        let (queue, operation) =
            if ticket.0 & 1 == 0 { (&self.writes, "write") } else { (&self.reads, "read") };
        let waited = queue.wait(xdma_rs::Ticket(ticket.0 >> 1), deadline.time);
        waited.map_err(|e| match e {
            Error::Timeout { address, length, .. } => {
                CardError::Timeout { operation, address, length }
            }
            e => e.into(),
        })
    }

    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        self.check_link(offset, self.user.read(offset)?)
    }

    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        Ok(self.user.write(offset, value)?)
    }

    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        let started = Instant::now();
        loop {
            let left = deadline.time.saturating_sub(started.elapsed());
            if self.events.wait(left.min(LOST_EVENT))?.is_some() {
                return Ok(());
            }
            let pending = self.read_register(register::INTR_STATE.offset)?
                & self.read_register(register::INTR_ENABLE.offset)?;
            if pending != 0 {
                log::warn!("{}: an interrupt was lost (INTR_STATE {pending:#x})", self.name);
                return Ok(());
            }
            if started.elapsed() >= deadline.time {
                let operation = "wait for an interrupt";
                return Err(CardError::Timeout { operation, address: 0, length: 0 });
            }
        }
    }
}
