//! What the driver offers beyond reading and writing.

use crate::channel::Node;
use crate::{Error, Operation, sys};

/// The driver's ioctl numbers.
pub mod number {
    /// On a DMA channel: sets the address mode.
    pub const ADDRMODE_SET: u32 = 0x4004_7104;
    /// On a DMA channel: gets the address mode.
    pub const ADDRMODE_GET: u32 = 0x8004_7105;
    /// On a DMA channel: gets the alignment of addresses.
    pub const ALIGN_GET: u32 = 0x8004_7106;
    /// On a DMA channel: starts a measurement.
    pub const PERF_START: u32 = 0x4008_7101;
    /// On a DMA channel: ends a measurement.
    pub const PERF_STOP: u32 = 0x4008_7102;
    /// On a DMA channel: gets the measurement.
    pub const PERF_GET: u32 = 0x8008_7103;
    /// On a DMA channel: a read whose addresses wrap within an aperture.
    pub const APERTURE_R: u32 = 0x4008_7107;
    /// On a DMA channel: a write whose addresses wrap within an aperture.
    pub const APERTURE_W: u32 = 0x4008_7108;
    /// On the control node: who the card is.
    pub const INFO: u32 = 0xC028_7801;
    /// On the control node: stops the engines and the interrupts.
    pub const OFFLINE: u32 = 0x7802;
    /// On the control node: starts them again.
    pub const ONLINE: u32 = 0x7803;
    /// What [`INFO`] asks for in its first word.
    pub const INFO_MAGIC: u32 = 0x586C_0C6C;
}

/// Whether card addresses count up within a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum AddressMode {
    /// Memory.
    Incrementing = 0,
    /// A port: every beat goes to the same address.
    Fixed = 1,
}

/// Who the card is, as the driver knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardInfo {
    /// PCI vendor and device.
    pub id: (u16, u16),
    /// PCI subsystem vendor and device.
    pub subsystem: (u16, u16),
    /// Version of the driver: `2020 * 1000 + 2 * 100 + 2` is 2020.2.2.
    pub driver_version: u32,
    /// Feature ID of the card.
    pub feature: u64,
    /// `domain:bus:device.function`.
    pub address: String,
}

pub(crate) fn call(node: &Node, number: u32, argument: &mut [u8]) -> Result<(), Error> {
    sys::ioctl(node.file(), number, argument)
        .map_err(|e| Error::system(Operation::Ioctl, node.path(), number.into(), argument.len(), e))
}

pub(crate) fn get(node: &Node, number: u32) -> Result<u32, Error> {
    let mut word = [0; 4];
    call(node, number, &mut word)?;
    Ok(u32::from_ne_bytes(word))
}

pub(crate) fn set(node: &Node, number: u32, value: u32) -> Result<(), Error> {
    call(node, number, &mut value.to_ne_bytes())
}

pub(crate) fn info(node: &Node) -> Result<CardInfo, Error> {
    let mut bytes = [0; 40];
    bytes[..4].copy_from_slice(&number::INFO_MAGIC.to_ne_bytes());
    call(node, number::INFO, &mut bytes)?;
    let half = |at: usize| u16::from_ne_bytes([bytes[at], bytes[at + 1]]);
    let word = |at: usize| u32::from(half(at)) | u32::from(half(at + 2)) << 16;
    Ok(CardInfo {
        id: (half(8), half(10)),
        subsystem: (half(12), half(14)),
        driver_version: word(20),
        feature: u64::from(word(24)) | u64::from(word(28)) << 32,
        address: format!("{:04x}:{:02x}:{:02x}.{}", half(32), bytes[34], bytes[35], bytes[36]),
    })
}
