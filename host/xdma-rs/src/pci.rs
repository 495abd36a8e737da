//! The card on the PCI bus, through sysfs.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Error, Operation};

/// Speed and width of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// `8.0 GT/s PCIe`.
    pub speed: String,
    /// Lanes.
    pub width: u32,
}

impl Link {
    /// The PCIe generation that has this speed.
    pub fn generation(&self) -> Option<u8> {
        let speed = self.speed.split_whitespace().next()?;
        let speeds = ["2.5", "5.0", "8.0", "16.0", "32.0", "64.0"];
        (1..).zip(speeds).find(|(_, s)| *s == speed).map(|(generation, _)| generation)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} x{}", self.speed, self.width)
    }
}

/// A PCI device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pci {
    path: PathBuf,
    /// `0000:01:00.0`.
    pub address: String,
    /// PCI vendor and device.
    pub id: (u16, u16),
    /// PCI subsystem vendor and subsystem, where sysfs says so.
    pub subsystem: Option<(u16, u16)>,
    /// The link as it is, where sysfs says so.
    pub link: Option<Link>,
    /// The most that the device can do.
    pub max_link: Option<Link>,
}

impl Pci {
    pub(crate) fn read(path: PathBuf) -> Result<Pci, Error> {
        let id = |file| {
            let text = attribute(&path, file)?;
            u16::from_str_radix(text.trim_start_matches("0x"), 16).map_err(|_| {
                let reason = format!("{file} is `{text}`");
                Error::Missing { directory: path.as_path().into(), reason }
            })
        };
        let subsystem = id("subsystem_vendor").ok().zip(id("subsystem_device").ok());
        let id = (id("vendor")?, id("device")?);
        let address = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let current = link(&path, "current");
        let max_link = link(&path, "max");
        Ok(Pci { path, address, id, subsystem, link: current, max_link })
    }

    /// Removes the device from the bus; [`rescan`] brings it back. Its nodes vanish meanwhile.
    ///
    /// # Errors
    /// When sysfs refuses: only root may.
    pub fn remove(&self) -> Result<(), Error> {
        write_one(&self.path.join("remove"))
    }
}

/// Looks for devices on all PCI buses.
///
/// # Errors
/// When sysfs refuses: only root may.
pub fn rescan() -> Result<(), Error> {
    write_one(Path::new("/sys/bus/pci/rescan"))
}

fn write_one(path: &Path) -> Result<(), Error> {
    fs::write(path, "1").map_err(|e| Error::system(Operation::List, path, 0, 1, e))
}

fn attribute(path: &Path, file: &str) -> Result<String, Error> {
    let file = path.join(file);
    let text = fs::read_to_string(&file);
    text.map(|t| t.trim().to_owned()).map_err(|e| Error::system(Operation::List, &file, 0, 0, e))
}

fn link(path: &Path, which: &str) -> Option<Link> {
    let speed = attribute(path, &format!("{which}_link_speed")).ok()?;
    let width = attribute(path, &format!("{which}_link_width")).ok()?.parse().ok()?;
    Some(Link { speed, width })
}
