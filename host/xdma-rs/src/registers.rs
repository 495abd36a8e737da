//! 32-bit registers.

use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::channel::Node;
use crate::sys::Bar;
use crate::{Error, Operation};

/// The registers of a BAR, through `pread` and `pwrite`: one PCIe access per call.
#[derive(Debug)]
pub struct Registers(Node);

impl Registers {
    pub(crate) fn open(path: PathBuf) -> Result<Registers, Error> {
        Node::open(path).map(Registers)
    }

    /// The node.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn node(&self) -> &Node {
        &self.0
    }

    /// Reads the register at `offset`. All ones usually mean that the link is gone.
    ///
    /// # Errors
    /// EPROTO where `offset` is no multiple of 4; what the driver says else.
    pub fn read(&self, offset: u32) -> Result<u32, Error> {
        let mut word = [0; 4];
        let read = self.0.file().read_at(&mut word, offset.into());
        self.check(Operation::RegisterRead, offset, read)?;
        Ok(u32::from_le_bytes(word))
    }

    /// Writes the register at `offset`.
    ///
    /// # Errors
    /// EPROTO where `offset` is no multiple of 4; what the driver says else.
    pub fn write(&self, offset: u32, value: u32) -> Result<(), Error> {
        let written = self.0.file().write_at(&value.to_le_bytes(), offset.into());
        self.check(Operation::RegisterWrite, offset, written)
    }

    fn check(
        &self,
        operation: Operation,
        offset: u32,
        moved: std::io::Result<usize>,
    ) -> Result<(), Error> {
        let address = offset.into();
        match moved {
            Ok(4) => Ok(()),
            Ok(done) => {
                let node = self.path().into();
                Err(Error::Short { operation, node, address, length: 4, done })
            }
            Err(e) => Err(Error::system(operation, self.path(), address, 4, e)),
        }
    }

    /// Maps the first `length` bytes: faster accesses, and none of the driver's checks.
    ///
    /// # Errors
    /// EINVAL where `length` reaches beyond the BAR, or the node cannot be mapped.
    pub fn map(&self, length: usize) -> Result<MappedRegisters, Error> {
        let bar = Bar::map(self.0.file(), length)
            .map_err(|e| Error::system(Operation::Map, self.path(), 0, length, e))?;
        Ok(MappedRegisters { bar, path: self.path().to_owned(), length })
    }
}

/// The registers of a BAR, mapped into memory: one PCIe access per load or store.
#[derive(Debug)]
pub struct MappedRegisters {
    bar: Bar,
    path: PathBuf,
    length: usize,
}

impl MappedRegisters {
    /// Reads the register at `offset`. All ones usually mean that the link is gone.
    ///
    /// # Errors
    /// [`Error::Usage`] where `offset` is outside the mapping or no multiple of 4.
    pub fn read(&self, offset: u32) -> Result<u32, Error> {
        self.bar.read(offset).ok_or_else(|| self.outside(Operation::RegisterRead, offset))
    }

    /// Writes the register at `offset`. It is posted: read something to know that it arrived.
    ///
    /// # Errors
    /// [`Error::Usage`] where `offset` is outside the mapping or no multiple of 4.
    pub fn write(&self, offset: u32, value: u32) -> Result<(), Error> {
        self.bar.write(offset, value).ok_or_else(|| self.outside(Operation::RegisterWrite, offset))
    }

    fn outside(&self, operation: Operation, offset: u32) -> Error {
        Error::Usage {
            operation,
            node: self.path.as_path().into(),
            address: offset.into(),
            length: 4,
            reason: format!("not an aligned register of the {} bytes mapped", self.length),
        }
    }
}
