//! Xilinx XDMA cards through the character devices of the vendor's Linux driver.
//!
//! The driver (`dma_ip_drivers/XDMA/linux-kernel`) gives each card a set of nodes:
//!
//! | node | here | what it is |
//! | --- | --- | --- |
//! | `xdma0_h2c_N` | [`H2c`] | DMA channel, host to card; file offset = card address |
//! | `xdma0_c2h_N` | [`C2h`] | DMA channel, card to host |
//! | `xdma0_user` | [`Registers`] | the user BAR, 32-bit registers |
//! | `xdma0_control` | [`Control`] | the DMA core's own registers |
//! | `xdma0_events_N` | [`Events`] | user interrupts, counted |
//!
//! [`list`] finds the cards of a directory, [`Device::open`] one of them. Each node opens into a
//! handle of its own, so that threads use them at once. A [`Queue`] runs the transfers of a
//! channel on a thread that no signal disturbs.
//!
//! ```no_run
//! use xdma_rs::{Buffer, Device};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let device = Device::open("/dev/xdma0")?;
//! let (h2c, c2h) = (device.h2c(0)?, device.c2h(0)?);
//! let mut buffer = Buffer::new(1 << 20)?;
//! buffer.as_mut_slice().fill(0x5A);
//! h2c.write_at(&buffer, 0x1_0000_0000)?;
//! c2h.read_at(&mut buffer, 0x1_0000_0000)?;
//!
//! let user = device.user()?;
//! println!("{:#010x}", user.read(0)?);
//! # Ok(())
//! # }
//! ```
//!
//! What the driver asks of its callers, and this crate does:
//!
//! - Transfers pin the caller's pages for *writing*, in both directions: a buffer in a read-only
//!   mapping fails with EFAULT. [`Buffer`]s are page-aligned private memory.
//! - A transfer that failed half-way returns how far it got instead of an error: every count is
//!   checked ([`Error::Short`]).
//! - A signal aborts the transfer that its thread waits for, with errno 512 on older versions:
//!   a [`Queue`] blocks all signals on its thread.
//! - After a time-out the card may still write to the buffer: a [`Queue`] keeps it until
//!   [`Control`] says that the engine is idle.
//! - Registers move in 4 bytes at offsets that are multiples of 4; anything else fails with EPROTO.

mod buffer;
mod channel;
mod control;
mod device;
mod discover;
mod errno;
mod error;
mod events;
mod ioctl;
mod lock;
mod pci;
mod queue;
mod registers;
mod sys;

pub use buffer::{Buffer, PAGE};
pub use channel::{C2h, Channel, H2c, MAX_TRANSFER};
pub use control::{Control, Direction, Identifier, Status, offset};
pub use device::Device;
pub use discover::{Driver, driver, driver_in, list};
pub use errno::{Explanation, explain};
pub use error::{Error, Operation};
pub use events::Events;
pub use ioctl::{AddressMode, CardInfo, number};
pub use lock::Lock;
pub use pci::{Link, Pci, rescan};
pub use queue::{DROP_LIMIT, Queue, Ticket};
pub use registers::{MappedRegisters, Registers};
