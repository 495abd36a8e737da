//! DMA channels.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::ioctl::{self, AddressMode};
use crate::{Buffer, Direction, Error, Operation};

/// Bytes of one system call: longer transfers are split, so that a time-out of the driver is one
/// of a piece.
pub const MAX_TRANSFER: usize = 4 << 20;

/// A node whose file offset is a card address.
#[derive(Debug)]
pub(crate) struct Node {
    file: File,
    path: PathBuf,
}

impl Node {
    pub(crate) fn open(path: PathBuf) -> Result<Node, Error> {
        let opened = File::options().read(true).write(true).open(&path);
        match opened {
            Ok(file) => Ok(Node { file, path }),
            Err(e) => Err(Error::system(Operation::Open, &path, 0, 0, e)),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn file(&self) -> &File {
        &self.file
    }

    /// Moves `length` bytes in pieces: `piece(file, range, address)` moves one.
    fn transfer(
        &self,
        operation: Operation,
        address: u64,
        length: usize,
        mut piece: impl FnMut(&File, Range<usize>, u64) -> io::Result<usize>,
    ) -> Result<(), Error> {
        let end = address.checked_add(length as u64);
        if end.is_none_or(|end| i64::try_from(end).is_err()) {
            let reason = "the driver's offsets are 63 bits".to_owned();
            let node = self.path().into();
            return Err(Error::Usage { operation, node, address, length, reason });
        }
        let mut done = 0;
        while done < length {
            let range = done..length.min(done + MAX_TRANSFER);
            let at = address + done as u64;
            let asked = range.len();
            match piece(&self.file, range, at) {
                Ok(moved) if moved == asked => done += asked,
                Ok(moved) => {
                    let (node, done) = (self.path().into(), done + moved.min(asked));
                    return Err(Error::Short { operation, node, address, length, done });
                }
                Err(e) => return Err(Error::system(operation, &self.path, at, asked, e)),
            }
        }
        Ok(())
    }
}

/// A DMA channel of either direction.
///
/// Both kinds of channel are handles of their own: `Send`, `Sync` and independent of each other.
/// The driver serialises the transfers of a channel.
pub trait Channel: Send + Sync + 'static {
    /// What a transfer on it is called in messages.
    const OPERATION: Operation;

    /// Which way it moves data.
    const DIRECTION: Direction;

    /// The node.
    fn path(&self) -> &Path;

    /// The channel's number.
    fn number(&self) -> u32;

    /// Moves `range` of `buffer` to or from `address`.
    ///
    /// # Errors
    /// What the driver says, or [`Error::Short`].
    fn transfer(&self, buffer: &mut Buffer, range: Range<usize>, address: u64)
    -> Result<(), Error>;
}

macro_rules! channel {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            node: Node,
            number: u32,
        }

        impl $name {
            pub(crate) fn open(path: PathBuf, number: u32) -> Result<$name, Error> {
                Ok($name { node: Node::open(path)?, number })
            }

            /// The node.
            pub fn path(&self) -> &Path {
                self.node.path()
            }

            /// Bytes that buffer and card address must agree modulo: `ALIGN_GET`.
            ///
            /// # Errors
            /// When the driver does not know the ioctl.
            pub fn alignment(&self) -> Result<u32, Error> {
                ioctl::get(&self.node, ioctl::number::ALIGN_GET)
            }

            /// Whether addresses count up within a transfer: `ADDRMODE_GET`.
            ///
            /// # Errors
            /// When the driver does not know the ioctl.
            pub fn address_mode(&self) -> Result<AddressMode, Error> {
                let mode = ioctl::get(&self.node, ioctl::number::ADDRMODE_GET)?;
                Ok(if mode == 0 { AddressMode::Incrementing } else { AddressMode::Fixed })
            }

            /// Sets whether addresses count up within a transfer: `ADDRMODE_SET`. It holds for
            /// every user of the channel.
            ///
            /// # Errors
            /// When the driver does not know the ioctl.
            pub fn set_address_mode(&self, mode: AddressMode) -> Result<(), Error> {
                ioctl::set(&self.node, ioctl::number::ADDRMODE_SET, mode as u32)
            }
        }
    };
}

channel! {
    /// A DMA channel from host to card.
    H2c
}

channel! {
    /// A DMA channel from card to host.
    C2h
}

impl H2c {
    /// Writes all of `buffer` to `address`.
    ///
    /// # Errors
    /// What the driver says, or [`Error::Short`].
    pub fn write_at(&self, buffer: &Buffer, address: u64) -> Result<(), Error> {
        self.write_slice(buffer.as_slice(), address)
    }

    fn write_slice(&self, bytes: &[u8], address: u64) -> Result<(), Error> {
        self.node.transfer(Operation::DmaWrite, address, bytes.len(), |file, range, at| {
            file.write_at(&bytes[range], at)
        })
    }
}

impl C2h {
    /// Fills `buffer` from `address`.
    ///
    /// # Errors
    /// What the driver says, or [`Error::Short`]; then the buffer's content is undefined.
    pub fn read_at(&self, buffer: &mut Buffer, address: u64) -> Result<(), Error> {
        self.read_slice(buffer.as_mut_slice(), address)
    }

    fn read_slice(&self, bytes: &mut [u8], address: u64) -> Result<(), Error> {
        self.node.transfer(Operation::DmaRead, address, bytes.len(), |file, range, at| {
            file.read_at(&mut bytes[range], at)
        })
    }
}

impl Channel for H2c {
    const OPERATION: Operation = Operation::DmaWrite;
    const DIRECTION: Direction = Direction::H2c;

    fn path(&self) -> &Path {
        self.node.path()
    }

    fn number(&self) -> u32 {
        self.number
    }

    fn transfer(
        &self,
        buffer: &mut Buffer,
        range: Range<usize>,
        address: u64,
    ) -> Result<(), Error> {
        self.write_slice(&buffer.as_slice()[range], address)
    }
}

impl Channel for C2h {
    const OPERATION: Operation = Operation::DmaRead;
    const DIRECTION: Direction = Direction::C2h;

    fn path(&self) -> &Path {
        self.node.path()
    }

    fn number(&self) -> u32 {
        self.number
    }

    fn transfer(
        &self,
        buffer: &mut Buffer,
        range: Range<usize>,
        address: u64,
    ) -> Result<(), Error> {
        self.read_slice(&mut buffer.as_mut_slice()[range], address)
    }
}
