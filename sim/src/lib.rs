//! The generated engine under Verilator, as a card.
//!
//! [`SimCard`] is a [`Card`](spikelm_engine::Card) that no driver can tell from a real one. Below
//! it, [`verilated`] turns Verilog text into a loaded, running module and [`axi`] moves data through
//! its ports; [`stream`] feeds and drains valid/ready ports in block tests. All integers come from
//! compiled RTL. [`emulate`] puts such cards behind the device nodes of the XDMA driver, [`fault`]
//! breaks what they are asked for.

pub mod axi;
mod card;
pub mod emulate;
pub mod fault;
mod generated;
mod link;
mod options;
pub mod serial;
pub mod stream;
pub mod verilated;

pub use card::SimCard;
pub use generated::{TOP, verilog};
pub use options::{SimError, SimOptions, open_module};
pub use spikelm_engine::Link;
