//! The contract between the engine and its host.
//!
//! One table describes the registers ([`register`]), one type the sizes ([`EngineConfig`]), one
//! module each the command, the completion record, the spike row and the address map. The RTL
//! generator, the driver, the simulator and `registers.md` are all made from these: no width,
//! offset or code is typed anywhere else.
//!
//! The crate has no dependencies. All multi-byte values are little-endian.

mod address;
mod checksum;
mod command;
mod config;
mod document;
mod part;
mod record;
pub mod register;
mod row;
pub mod serial;
mod status;

pub use address::{
    AddressMap, CORE_STRIDE, INPUT_BASE, MEMORY_BASE, MEMORY_END, PLAIN_BYTES, RESULT_BASE,
};
pub use checksum::{
    CHECKSUM_POLYNOMIAL, CHECKSUM_POWER, CHECKSUM_SEED, DataChecksum, checksum, checksum_step,
    data_checksum, times_x,
};
pub use command::{
    COMMAND_BYTES, COMMAND_WORDS, Command, CommandFormatError, Load, MAX_ROWS, Opcode,
    ResultFormat, Run, WeightFormat, command_word,
};
pub use config::{ConfigError, EngineConfig};
pub use document::registers_markdown;
pub use part::{Part, RamBlocks, RamUse};
pub use record::{CompletionRecord, RECORD_BYTES, RECORD_WORDS, RecordError, record_word};
pub use row::{RowHeader, SLOT_BYTES, SLOT_INPUTS, header_bit, row_bytes, row_words};
pub use status::Status;
