//! What stands between a bus master and the engine on a card.

mod interrupt;
mod management;
mod pcie;
mod windows;

pub use interrupt::InterruptHold;
pub use management::ManagementCrossing;
pub use pcie::PcieShell;
pub use windows::{MANAGEMENT_BITS, WindowRoute, Windows};
