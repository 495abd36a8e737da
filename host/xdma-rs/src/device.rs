//! A card and its nodes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::discover::{self, list};
use crate::{C2h, Control, Error, Events, H2c, Lock, Operation, Pci, Registers};

/// A card: the nodes of one name in one directory. Nothing is open yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    directory: PathBuf,
    name: String,
    /// Channels from host to card, ascending.
    pub h2c_channels: Vec<u32>,
    /// Channels from card to host, ascending.
    pub c2h_channels: Vec<u32>,
    /// User interrupts, ascending.
    pub event_numbers: Vec<u32>,
}

impl Device {
    pub(crate) fn new(directory: &Path, name: String) -> Device {
        Device {
            directory: directory.to_owned(),
            name,
            h2c_channels: Vec::new(),
            c2h_channels: Vec::new(),
            event_numbers: Vec::new(),
        }
    }

    /// The card at `path`: `/dev/xdma0`, or a directory that holds the nodes of one card.
    ///
    /// # Errors
    /// [`Error::Missing`] where there is none or more than one, with what is there instead.
    pub fn open(path: impl AsRef<Path>) -> Result<Device, Error> {
        let path = path.as_ref();
        let whole = fs::metadata(path).is_ok_and(|m| m.is_dir());
        let (directory, name) = match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) if !whole => (parent, name.to_str()),
            _ => (path, None),
        };
        let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
        let mut found = list(directory)?;
        let names = found.iter().map(|d| d.name.as_str()).collect::<Vec<_>>().join(", ");
        let missing = |reason| Error::Missing { directory: directory.into(), reason };
        if found.is_empty() {
            let reason = format!("no XDMA card; {}", discover::driver().remedy());
            return Err(missing(reason));
        }
        match name {
            Some(name) => {
                let reason = format!("no XDMA card `{name}`; there is {names}");
                found.into_iter().find(|d| d.name == name).ok_or_else(|| missing(reason))
            }
            None if found.len() == 1 => Ok(found.swap_remove(0)),
            None => Err(missing(format!("several XDMA cards, name one of {names}"))),
        }
    }

    /// The card's name: `xdma0`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where its nodes are.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The card's path, as [`Device::open`] takes it.
    pub fn path(&self) -> PathBuf {
        self.directory.join(&self.name)
    }

    /// The path of a node: `user`, `control`, `h2c_0`, ...
    pub fn node(&self, suffix: &str) -> PathBuf {
        self.directory.join(format!("{}_{suffix}", self.name))
    }

    /// Opens a channel from host to card.
    ///
    /// # Errors
    /// When the node cannot be opened.
    pub fn h2c(&self, channel: u32) -> Result<H2c, Error> {
        H2c::open(self.node(&format!("h2c_{channel}")), channel)
    }

    /// Opens a channel from card to host.
    ///
    /// # Errors
    /// When the node cannot be opened.
    pub fn c2h(&self, channel: u32) -> Result<C2h, Error> {
        C2h::open(self.node(&format!("c2h_{channel}")), channel)
    }

    /// Opens the user registers.
    ///
    /// # Errors
    /// When the node cannot be opened.
    pub fn user(&self) -> Result<Registers, Error> {
        Registers::open(self.node("user"))
    }

    /// Opens the control registers.
    ///
    /// # Errors
    /// When the node cannot be opened.
    pub fn control(&self) -> Result<Control, Error> {
        Control::open(self.node("control"))
    }

    /// Opens a user interrupt.
    ///
    /// # Errors
    /// When the node cannot be opened.
    pub fn events(&self, number: u32) -> Result<Events, Error> {
        Events::open(self.node(&format!("events_{number}")))
    }

    /// Takes the card for this process, until the lock is dropped or the process ends.
    ///
    /// # Errors
    /// [`Error::Held`] with the holder's process id.
    pub fn lock(&self) -> Result<Lock, Error> {
        Lock::take(self.node("user"))
    }

    /// The card on the PCI bus.
    ///
    /// # Errors
    /// When sysfs does not know it: it is emulated, or not the vendor driver's.
    pub fn pci(&self) -> Result<Pci, Error> {
        self.pci_in(Path::new("/sys"))
    }

    /// As [`Device::pci`], with sysfs at `sysfs`.
    ///
    /// # Errors
    /// As [`Device::pci`].
    pub fn pci_in(&self, sysfs: &Path) -> Result<Pci, Error> {
        let link = sysfs.join("class/xdma").join(format!("{}_user", self.name)).join("device");
        let path =
            fs::canonicalize(&link).map_err(|e| Error::system(Operation::List, &link, 0, 0, e))?;
        Pci::read(path)
    }
}
