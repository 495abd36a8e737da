//! The host's side: driver, nodes, permissions, link.

use std::fs::File;
use std::path::Path;

use spikelm_bitstreams::Pcie;
use xdma_rs::{Device, Driver, Operation, driver_in, explain};

use super::{Checked, Report, Wrong};

/// Finds the card's nodes, and the driver that should make them.
pub(super) fn find(path: &Path, sysfs: &Path, report: &mut Report) -> Option<Device> {
    let driver = driver_in(sysfs);
    let found = Device::open(path);
    let there = found.is_ok();
    report.note(
        "driver",
        match (&driver, there) {
            (Driver::Vendor { version }, _) => {
                Ok(format!("the vendor's, {}", version.as_deref().unwrap_or("no version told")))
            }
            // Nodes without the driver: they are served by something else, such as an emulator.
            (_, true) => Ok("none, but the nodes are served".into()),
            (Driver::InTree, false) => {
                Err(Wrong::new("the kernel's own xdma driver is loaded", driver.remedy()))
            }
            (Driver::Absent, false) => Err(Wrong::new("no XDMA driver is loaded", driver.remedy())),
        },
    );
    let nodes = match &found {
        Ok(device) => Ok(format!(
            "{}: {} channels to the card, {} from it, {} interrupts",
            device.path().display(),
            device.h2c_channels.len(),
            device.c2h_channels.len(),
            device.event_numbers.len()
        )),
        Err(e) => {
            let remedy = match e.errno() {
                Some(errno) => explain(Operation::List, errno).remedy.to_owned(),
                None => driver.remedy(),
            };
            Err(Wrong::new(e, remedy))
        }
    };
    report.note("nodes", nodes);
    found.ok()
}

/// Every node that is needed can be opened.
pub(super) fn permissions(device: &Device) -> Checked {
    for suffix in ["user", "control", "h2c_0", "c2h_0", "events_0"] {
        let node = device.node(suffix);
        if let Err(e) = File::options().read(true).write(true).open(&node) {
            let explained = e.raw_os_error().map(|errno| explain(Operation::Open, errno));
            let remedy = explained.map_or("see the message", |e| e.remedy);
            return Err(Wrong::new(format!("{}: {e}", node.display()), remedy));
        }
    }
    Ok("all nodes can be read and written".into())
}

/// The link is as wide and as fast as it should be.
pub(super) fn link(device: &Device, sysfs: &Path, wanted: Option<&Pcie>, report: &mut Report) {
    const CHECK: &str = "link";
    let Ok(pci) = device.pci_in(sysfs) else {
        return report.skip(CHECK, "the card is not on the PCI bus: it is emulated");
    };
    let Some(link) = &pci.link else {
        return report.skip(CHECK, "sysfs does not tell the link's width");
    };
    let (width, from) = match (wanted, &pci.max_link) {
        (Some(pcie), _) => (pcie.width, "its manifest"),
        (None, Some(max)) => (max.width, "the device"),
        (None, None) => (link.width, "sysfs"),
    };
    let remedy = "seat the card in a slot with as many lanes, check the slot's bifurcation in the \
                  BIOS, then power off and on";
    let slow = wanted.map(|pcie| pcie.generation).filter(|g| link.generation() < Some(*g));
    let checked = if link.width < width {
        Err(Wrong::new(format!("{}: {link}, {from} says x{width}", pci.address), remedy))
    } else if let Some(generation) = slow {
        Err(Wrong::new(
            format!("{}: {link}, {from} says generation {generation}", pci.address),
            remedy,
        ))
    } else {
        Ok(format!("{}: {link}", pci.address))
    };
    report.note(CHECK, checked);
}
