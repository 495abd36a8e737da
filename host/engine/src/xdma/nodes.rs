//! The open nodes of one card.

use std::thread;
use std::time::{Duration, Instant};

use spikelm_regs::register;
use xdma_rs::{
    Control, Device, Direction, Events, Identifier, Lock, MappedRegisters, Queue, Registers,
};

use crate::CardError;

/// How often a channel that is busy is asked again.
const PAUSE: Duration = Duration::from_millis(1);
/// Bytes of the user BAR that hold the engine's registers.
const REGISTER_BYTES: usize = 0x1_0000;

/// All nodes that a card is driven by; the card is this process's as long as they are open.
pub(super) struct Nodes {
    pub(super) control: Control,
    pub(super) user: User,
    pub(super) events: Events,
    pub(super) writes: Queue,
    pub(super) reads: Queue,
    _lock: Lock,
}

/// The engine's registers, one way or the other.
pub(super) enum User {
    Calls(Registers),
    Mapped(MappedRegisters),
}

impl User {
    pub(super) fn read(&self, offset: u32) -> Result<u32, xdma_rs::Error> {
        match self {
            User::Calls(registers) => registers.read(offset),
            User::Mapped(registers) => registers.read(offset),
        }
    }

    pub(super) fn write(&self, offset: u32, value: u32) -> Result<(), xdma_rs::Error> {
        match self {
            User::Calls(registers) => registers.write(offset, value),
            User::Mapped(registers) => registers.write(offset, value),
        }
    }
}

impl Nodes {
    /// Opens and locks a card, and checks that its channels are there and its link answers.
    pub(super) fn open(device: &Device, mapped: bool) -> Result<Nodes, CardError> {
        let lock = device.lock()?;
        let control = device.control()?;
        for direction in [Direction::H2c, Direction::C2h] {
            check_channel(&control, direction)?;
        }
        let no_thread = |e: std::io::Error| CardError::Link {
            operation: "open",
            address: 0,
            reason: format!("{}: no thread or memory for transfers: {e}", device.path().display()),
        };
        let writes = Queue::new(device.h2c(0)?).map_err(no_thread)?;
        let reads = Queue::new(device.c2h(0)?).map_err(no_thread)?;
        let user = device.user()?;
        let user = if mapped { User::Mapped(user.map(REGISTER_BYTES)?) } else { User::Calls(user) };
        let events = device.events(0)?;
        // What a process before this one left.
        events.wait(Duration::ZERO)?;
        if user.read(register::MAGIC.offset)? == u32::MAX {
            return Err(gone("read MAGIC", register::MAGIC.offset));
        }
        Ok(Nodes { control, user, events, writes, reads, _lock: lock })
    }

    /// Gives up all transfers and waits until both channels are idle and their buffers are free.
    pub(super) fn settle(&self, patience: Duration) -> Result<(), CardError> {
        let limit = Instant::now() + patience;
        let busy = |queue: &Queue, status: String| CardError::Link {
            operation: "settle",
            address: 0,
            reason: format!(
                "a DMA channel is not idle after {} s ({status}, {} buffers kept)",
                patience.as_secs_f32(),
                queue.quarantined()
            ),
        };
        for (queue, direction) in [(&self.writes, Direction::H2c), (&self.reads, Direction::C2h)] {
            if !queue.abandon(limit.saturating_duration_since(Instant::now())) {
                return Err(busy(queue, "a transfer is under way".into()));
            }
            loop {
                let status = self.control.status(direction, 0)?;
                if status.0 == u32::MAX {
                    return Err(gone("read the channel's status", direction.base(0)));
                }
                if !status.busy() && queue.release(&self.control)? {
                    break;
                }
                if Instant::now() >= limit {
                    return Err(busy(queue, status.to_string()));
                }
                thread::sleep(PAUSE);
            }
            self.control.take_status(direction, 0)?;
        }
        self.events.wait(Duration::ZERO)?;
        Ok(())
    }
}

fn gone(operation: &'static str, offset: u32) -> CardError {
    let reason = "all ones, the link is gone: rescan the bus or power the card up again".into();
    CardError::Link { operation, address: offset.into(), reason }
}

fn check_channel(control: &Control, direction: Direction) -> Result<(), CardError> {
    let word = control.registers().read(direction.base(0))?;
    let reason = match Identifier::decode(word) {
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
