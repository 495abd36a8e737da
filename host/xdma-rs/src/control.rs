//! The DMA core's own registers.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::ioctl::{self, CardInfo};
use crate::{Error, Registers};

/// Offsets in the control BAR.
pub mod offset {
    /// Distance between the registers of one channel and the next.
    pub const CHANNEL: u32 = 0x100;
    /// First channel from card to host; those from host to card begin at 0.
    pub const C2H: u32 = 0x1000;
    /// In a channel: identifier.
    pub const IDENTIFIER: u32 = 0x00;
    /// In a channel: control, bit 0 runs the engine.
    pub const CONTROL: u32 = 0x04;
    /// In a channel: status.
    pub const STATUS: u32 = 0x40;
    /// In a channel: status, cleared by reading.
    pub const STATUS_CLEAR: u32 = 0x44;
    /// In a channel: descriptors completed.
    pub const COMPLETED: u32 = 0x48;
    /// In a channel: alignments.
    pub const ALIGNMENTS: u32 = 0x4C;
    /// Interrupt block.
    pub const INTERRUPT: u32 = 0x2000;
    /// Configuration block.
    pub const CONFIG: u32 = 0x3000;
}

/// Which way a channel moves data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Host to card.
    H2c,
    /// Card to host.
    C2h,
}

impl Direction {
    /// Offset of the registers of channel `channel`.
    pub const fn base(self, channel: u32) -> u32 {
        let first = match self {
            Direction::H2c => 0,
            Direction::C2h => offset::C2H,
        };
        first + channel * offset::CHANNEL
    }
}

/// The identifier of a channel that exists: `0x1fc0_0n..` or `0x1fc1_0n..`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identifier {
    /// Which way it moves data.
    pub direction: Direction,
    /// Whether it is a stream instead of memory.
    pub stream: bool,
    /// The channel's number.
    pub channel: u32,
    /// Version of the core.
    pub version: u8,
}

impl Identifier {
    /// The identifier in `word`, or `None` where it is none: the channel is absent.
    pub const fn decode(word: u32) -> Option<Identifier> {
        let direction = match word >> 16 {
            0x1FC0 => Direction::H2c,
            0x1FC1 => Direction::C2h,
            _ => return None,
        };
        Some(Identifier {
            direction,
            stream: word >> 15 & 1 == 1,
            channel: word >> 8 & 0xF,
            version: word as u8,
        })
    }
}

/// The status of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status(pub u32);

impl Status {
    const FLAGS: [(u32, &'static str); 7] = [
        (0, "BUSY"),
        (1, "descriptor stopped"),
        (2, "descriptor completed"),
        (3, "alignment mismatch"),
        (4, "bad descriptor magic"),
        (5, "invalid length"),
        (6, "idle stopped"),
    ];

    /// Whether the engine works: the buffers of its transfers are in use.
    pub const fn busy(self) -> bool {
        self.0 & 1 == 1
    }

    /// Whether an error stopped the engine.
    pub const fn failed(self) -> bool {
        self.0 & 0x00FF_FE38 != 0
    }

    /// The 5-bit codes of the read, write and descriptor errors.
    pub const fn errors(self) -> (u32, u32, u32) {
        (self.0 >> 9 & 0x1F, self.0 >> 14 & 0x1F, self.0 >> 19 & 0x1F)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == u32::MAX {
            return f.write_str("all ones: the link is gone");
        }
        write!(f, "{:#010x}", self.0)?;
        for (bit, name) in Status::FLAGS {
            if self.0 >> bit & 1 == 1 {
                write!(f, ", {name}")?;
            }
        }
        let (read, write, descriptor) = self.errors();
        for (name, code) in [("read", read), ("write", write), ("descriptor", descriptor)] {
            if code != 0 {
                write!(f, ", {name} error {code:#x}")?;
            }
        }
        Ok(())
    }
}

/// The control node.
#[derive(Debug)]
pub struct Control(Registers);

impl Control {
    pub(crate) fn open(path: PathBuf) -> Result<Control, Error> {
        Registers::open(path).map(Control)
    }

    /// The node.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The registers as they are.
    pub fn registers(&self) -> &Registers {
        &self.0
    }

    /// The identifier of a channel, or `None` where there is none.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn identifier(
        &self,
        direction: Direction,
        channel: u32,
    ) -> Result<Option<Identifier>, Error> {
        self.0.read(direction.base(channel) + offset::IDENTIFIER).map(Identifier::decode)
    }

    /// The status of a channel.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn status(&self, direction: Direction, channel: u32) -> Result<Status, Error> {
        self.0.read(direction.base(channel) + offset::STATUS).map(Status)
    }

    /// The status of a channel, which is cleared.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn take_status(&self, direction: Direction, channel: u32) -> Result<Status, Error> {
        self.0.read(direction.base(channel) + offset::STATUS_CLEAR).map(Status)
    }

    /// Who the card is.
    ///
    /// # Errors
    /// ENOTTY where the driver does not say.
    pub fn info(&self) -> Result<CardInfo, Error> {
        ioctl::info(self.0.node())
    }

    /// Stops all engines and interrupts of the card. Transfers fail with EBUSY until
    /// [`Control::online`].
    ///
    /// # Errors
    /// ENOTTY where the driver does not know how.
    pub fn offline(&self) -> Result<(), Error> {
        ioctl::call(self.0.node(), ioctl::number::OFFLINE, &mut [])
    }

    /// Initialises the engines and interrupts of the card again.
    ///
    /// # Errors
    /// ENOTTY where the driver does not know how.
    pub fn online(&self) -> Result<(), Error> {
        ioctl::call(self.0.node(), ioctl::number::ONLINE, &mut [])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_name_channels() {
        let id = Identifier::decode(0x1FC1_8206).unwrap();
        assert_eq!((id.direction, id.stream, id.channel, id.version), (Direction::C2h, true, 2, 6));
        for absent in [0, u32::MAX, 0x1FC2_0006] {
            assert_eq!(Identifier::decode(absent), None);
        }
        assert_eq!(Direction::C2h.base(3), 0x1300);
    }

    #[test]
    fn status_in_words() {
        assert_eq!(Status(1).to_string(), "0x00000001, BUSY");
        let failed = Status(1 << 14);
        assert!(failed.failed() && !failed.busy());
        assert_eq!(failed.to_string(), "0x00004000, write error 0x1");
        assert!(!Status(0x46).failed());
    }
}
