//! Small parts that every other block is made of.

mod checksum;
mod fifo;
mod lut_ram;

pub use checksum::{ChecksumStep, DataChecksum};
pub use fifo::Fifo;
pub use lut_ram::LutRam;
