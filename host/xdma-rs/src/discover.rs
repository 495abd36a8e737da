//! Finding cards and telling drivers apart.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::{Device, Error, Operation};

/// The cards whose nodes are in `directory`, by number. A card counts when it has a node that this
/// crate knows.
///
/// # Errors
/// When the directory cannot be read.
pub fn list(directory: impl AsRef<Path>) -> Result<Vec<Device>, Error> {
    let directory = directory.as_ref();
    let fail = |e| Error::system(Operation::List, directory, 0, 0, e);
    let mut cards = BTreeMap::new();
    for entry in fs::read_dir(directory).map_err(fail)? {
        let file_name = entry.map_err(fail)?.file_name();
        let Some((number, node)) = file_name.to_str().and_then(parse) else { continue };
        let name = format!("xdma{number}");
        let card = cards.entry(number).or_insert_with(|| Device::new(directory, name));
        match node {
            Node::H2c(n) => card.h2c_channels.push(n),
            Node::C2h(n) => card.c2h_channels.push(n),
            Node::Events(n) => card.event_numbers.push(n),
            Node::Other => {}
        }
    }
    let mut cards: Vec<Device> = cards.into_values().collect();
    for card in &mut cards {
        card.h2c_channels.sort_unstable();
        card.c2h_channels.sort_unstable();
        card.event_numbers.sort_unstable();
    }
    Ok(cards)
}

enum Node {
    H2c(u32),
    C2h(u32),
    Events(u32),
    Other,
}

/// The card's number and the node of a file name.
fn parse(name: &str) -> Option<(u32, Node)> {
    let (number, suffix) = name.strip_prefix("xdma")?.split_once('_')?;
    let node = match suffix.rsplit_once('_') {
        Some(("h2c", n)) => Node::H2c(n.parse().ok()?),
        Some(("c2h", n)) => Node::C2h(n.parse().ok()?),
        Some(("events", n)) => Node::Events(n.parse().ok()?),
        None if matches!(suffix, "user" | "control") => Node::Other,
        _ => return None,
    };
    Some((number.parse().ok()?, node))
}

/// Which XDMA driver the kernel has loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Driver {
    /// The vendor's, which makes the nodes.
    Vendor {
        /// Its version, `2020.2.2`, where it says so.
        version: Option<String>,
    },
    /// The one in the kernel tree, a `dmaengine` provider without nodes.
    InTree,
    /// None.
    Absent,
}

impl Driver {
    /// What to do when there are no nodes.
    pub fn remedy(&self) -> String {
        match self {
            Driver::Vendor { version } => format!(
                "the vendor's driver {} is loaded but has no card: see `lspci -d 10ee:`, then \
                 rescan the bus or program the card",
                version.as_deref().unwrap_or("")
            ),
            Driver::InTree => "the kernel's own xdma driver is loaded, which makes no nodes: \
                               `modprobe -r xdma`, put `override xdma * xdma` into \
                               /etc/depmod.d/xdma.conf so that the vendor's module of the same \
                               name comes first, `depmod -a`, `modprobe xdma`"
                .into(),
            Driver::Absent => {
                "no XDMA driver is loaded: build and load dma_ip_drivers/XDMA/linux-kernel".into()
            }
        }
    }
}

/// Which XDMA driver the kernel has loaded.
pub fn driver() -> Driver {
    driver_in(Path::new("/sys"))
}

/// As [`driver`], with sysfs at `sysfs`. Both modules are called `xdma`; the vendor's drives PCI
/// devices, the one in the tree platform devices.
pub fn driver_in(sysfs: &Path) -> Driver {
    if sysfs.join("bus/pci/drivers/xdma").exists() {
        let version = fs::read_to_string(sysfs.join("module/xdma/version")).ok();
        Driver::Vendor { version: version.map(|v| v.trim().to_owned()) }
    } else if sysfs.join("bus/platform/drivers/xdma").exists() {
        Driver::InTree
    } else {
        Driver::Absent
    }
}
