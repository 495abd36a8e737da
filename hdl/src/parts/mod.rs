//! Small parts that every other block is made of.

mod fifo;
mod lut_ram;

pub use fifo::Fifo;
pub use lut_ram::LutRam;
