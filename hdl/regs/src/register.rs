//! The register table: AXI4-Lite, 32 bits, one block per core.
//!
//! No read has a side effect, and writing back what was read changes nothing. Reserved offsets
//! read as zero; writes to them and to read-only registers are ignored. Both answer OKAY.

use crate::{AddressMap, EngineConfig};

/// `MAGIC`: "SPKL".
pub const MAGIC_VALUE: u32 = 0x4C4B_5053;
/// `VERSION`: major in the upper half, minor in the lower.
pub const VERSION_VALUE: u32 = 0x0001_0000;
/// Distance between the register blocks of one core and the next.
pub const REGISTER_STRIDE: u32 = 0x1000;

/// How software may use a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read only.
    Ro,
    /// Read and write; reads give what was written, within the mask.
    Rw,
    /// Write 1 to act; the bit reads as zero. Other bits of the register are as `Rw`.
    RwAct,
}

/// Where a read-only register's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Fixed for a configuration.
    Constant,
    /// Driven by the engine.
    Engine,
    /// Held by the register block.
    Stored,
}

/// A field of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Lowest bit.
    pub lsb: u32,
    /// Width in bits.
    pub width: u32,
    /// The field's name.
    pub name: &'static str,
    /// What it means.
    pub text: &'static str,
}

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Register {
    /// The register's name.
    pub name: &'static str,
    /// Byte offset in the core's block.
    pub offset: u32,
    /// How software may use it.
    pub access: Access,
    /// Where its value comes from.
    pub source: Source,
    /// Bits that keep what is written.
    pub write_mask: u32,
    /// Value of a stored register after reset.
    pub reset: u32,
    /// What it means.
    pub text: &'static str,
    /// Its fields, where it has any.
    pub fields: &'static [Field],
}

const fn field(lsb: u32, width: u32, name: &'static str, text: &'static str) -> Field {
    Field { lsb, width, name, text }
}

const fn constant(name: &'static str, offset: u32, text: &'static str) -> Register {
    Register {
        name,
        offset,
        access: Access::Ro,
        source: Source::Constant,
        write_mask: 0,
        reset: 0,
        text,
        fields: &[],
    }
}

const fn engine(
    name: &'static str,
    offset: u32,
    text: &'static str,
    fields: &'static [Field],
) -> Register {
    Register {
        name,
        offset,
        access: Access::Ro,
        source: Source::Engine,
        write_mask: 0,
        reset: 0,
        text,
        fields,
    }
}

const fn stored(
    name: &'static str,
    offset: u32,
    write_mask: u32,
    text: &'static str,
    fields: &'static [Field],
) -> Register {
    Register {
        name,
        offset,
        access: Access::Rw,
        source: Source::Stored,
        write_mask,
        reset: 0,
        text,
        fields,
    }
}

macro_rules! registers {
    ($($name:ident = $make:expr;)*) => {
        $(
            #[doc = concat!("The register `", stringify!($name), "`.")]
            pub const $name: Register = $make;
        )*
        /// All registers, by offset.
        pub const REGISTERS: &[Register] = &[$($name),*];
    };
}

/// `CONTROL.reset`: the engine is held in reset while set; AXI ports keep answering.
pub const CONTROL_RESET: u32 = 1 << 0;
/// `CONTROL.snapshot`: copy all counters at once to where they are read.
pub const CONTROL_SNAPSHOT: u32 = 1 << 1;
/// `CONTROL.clear_error`: clear `ERROR`.
pub const CONTROL_CLEAR_ERROR: u32 = 1 << 2;
/// `INTR_STATE` and `INTR_ENABLE`: `COMPLETED` differs from `INTR_ACK`.
pub const INTR_DONE: u32 = 1 << 0;
/// `INTR_STATE` and `INTR_ENABLE`: `ERROR` is not zero.
pub const INTR_ERROR: u32 = 1 << 1;
/// `ERROR`: a command was refused or ended with an error; its status is in bits 15:8.
pub const ERROR_COMMAND: u32 = 1 << 0;
/// `ERROR`: the host touched a region that a running command uses. The access was answered
/// SLVERR; a write was dropped.
pub const ERROR_CONFLICT: u32 = 1 << 1;
/// `ERROR`: the host accessed an address outside the windows; answered DECERR.
pub const ERROR_DECODE: u32 = 1 << 2;
/// `STATUS`: a RUN is under way.
pub const STATUS_RUN: u32 = 1 << 0;
/// `STATUS`: a LOAD is under way.
pub const STATUS_LOAD: u32 = 1 << 1;
/// `STATUS`: commands between the ring and their completion.
pub const STATUS_COMMAND: u32 = 1 << 2;
/// `STATUS`: the engine is in reset.
pub const STATUS_RESET: u32 = 1 << 3;

registers! {
    MAGIC = constant("MAGIC", 0x000, "\"SPKL\". All ones: the link is gone.");
    VERSION = constant("VERSION", 0x004, "Interface version: major 31:16, minor 15:0.");
    REGMAP_HASH = constant("REGMAP_HASH", 0x008,
        "Hash of this table and of the command, record and row layouts. A driver refuses another.");
    BUILD_ID = constant("BUILD_ID", 0x00C,
        "First 32 bits of the SHA-256 of the generated Verilog with this value zero.");
    SCRATCH = stored("SCRATCH", 0x010, u32::MAX, "Keeps what is written.", &[]);
    CONTROL = Register {
        name: "CONTROL", offset: 0x014, access: Access::RwAct, source: Source::Stored,
        write_mask: CONTROL_RESET, reset: 0, text: "Engine control.",
        fields: &[
            field(0, 1, "reset", "Holds the engine in reset; the AXI ports keep answering. Zeroes `DOORBELL`, `COMPLETED`, `INTR_ACK` and the counters."),
            field(1, 1, "snapshot", "Write 1: copies all counters at once to where they are read. Reads 0."),
            field(2, 1, "clear_error", "Write 1: clears `ERROR`. Reads 0."),
        ],
    };
    STATUS = engine("STATUS", 0x018, "What the engine is doing.", &[
        field(0, 1, "run", "A RUN is under way."),
        field(1, 1, "load", "A LOAD is under way."),
        field(2, 1, "command", "A command is being read, decoded, waits or its record is being written."),
        field(3, 1, "reset", "The engine is in reset."),
    ]);
    DOORBELL = stored("DOORBELL", 0x01C, u32::MAX,
        "Ring index behind the last command that may run. Absolute; a value that is behind, or ahead by more than the ring, rings nothing: writing an old one is harmless.", &[]);
    COMPLETED = engine("COMPLETED", 0x020,
        "Ring index behind the last command whose record is written.", &[]);
    ERROR = engine("ERROR", 0x024, "Sticky; cleared by `CONTROL.clear_error` and by reset.", &[
        field(0, 1, "command", "A command was refused or ended with an error."),
        field(1, 1, "conflict", "The host touched a region that a running command uses."),
        field(2, 1, "decode", "The host accessed an address outside the windows."),
        field(8, 8, "status", "Status of the first command that ended with an error."),
    ]);
    INTR_STATE = engine("INTR_STATE", 0x028, "Pending interrupts, as levels.", &[
        field(0, 1, "done", "`COMPLETED` differs from `INTR_ACK`."),
        field(1, 1, "error", "`ERROR` is not zero."),
    ]);
    INTR_ENABLE = stored("INTR_ENABLE", 0x02C, 0x3, "The line is high while an enabled bit of `INTR_STATE` is set.", &[
        field(0, 1, "done", "Enables `INTR_STATE.done`."),
        field(1, 1, "error", "Enables `INTR_STATE.error`."),
    ]);
    INTR_ACK = stored("INTR_ACK", 0x030, u32::MAX, "`COMPLETED` as far as the driver has seen it.", &[]);
    CAP_CORES = constant("CAP_CORES", 0x040, "Cores behind this link.");
    CAP_LANES = constant("CAP_LANES", 0x044, "Columns of a tile.");
    CAP_GROUPS = constant("CAP_GROUPS", 0x048, "Lane groups of a bank.");
    CAP_PORTS = constant("CAP_PORTS", 0x04C, "Banks: events per cycle.");
    CAP_ACC_BITS = constant("CAP_ACC_BITS", 0x050, "Accumulator width.");
    CAP_RUN_AHEAD = constant("CAP_RUN_AHEAD", 0x054, "Rows that a bank may finish ahead.");
    CAP_WEIGHT_ROWS = constant("CAP_WEIGHT_ROWS", 0x058, "Weight rows over all banks.");
    CAP_INPUT_BYTES = constant("CAP_INPUT_BYTES", 0x05C, "Bytes of input memory.");
    CAP_RESULT_BYTES = constant("CAP_RESULT_BYTES", 0x060, "Bytes of result memory.");
    CAP_RING_ENTRIES = constant("CAP_RING_ENTRIES", 0x064, "Commands in the ring.");
    CAP_RING_OFFSET = constant("CAP_RING_OFFSET", 0x068, "Offset of the ring in input memory.");
    CAP_AXI_BYTES = constant("CAP_AXI_BYTES", 0x06C, "Bytes of a beat on the AXI4 port.");
    CAP_FORMATS = constant("CAP_FORMATS", 0x070,
        "Bit 0: int8 weights. Bit 1: int4 weights. Bit 8: data checksums. Bit 9: result checksums.");
    CYCLES_LO = engine("CYCLES_LO", 0x100, "Cycles since reset. `busy + load + command + idle`, exactly.", &[]);
    CYCLES_HI = engine("CYCLES_HI", 0x104, "Upper half.", &[]);
    BUSY_LO = engine("BUSY_LO", 0x108, "Cycles in which a RUN was under way. `event cycles + stalls`, exactly.", &[]);
    BUSY_HI = engine("BUSY_HI", 0x10C, "Upper half.", &[]);
    LOAD_LO = engine("LOAD_LO", 0x110, "Other cycles in which a LOAD was under way.", &[]);
    LOAD_HI = engine("LOAD_HI", 0x114, "Upper half.", &[]);
    COMMAND_LO = engine("COMMAND_LO", 0x118, "Other cycles in which a command was read, decoded or recorded.", &[]);
    COMMAND_HI = engine("COMMAND_HI", 0x11C, "Upper half.", &[]);
    IDLE_LO = engine("IDLE_LO", 0x120, "Cycles with no command.", &[]);
    IDLE_HI = engine("IDLE_HI", 0x124, "Upper half.", &[]);
    EVENTS_LO = engine("EVENTS_LO", 0x128, "Events that entered the lanes.", &[]);
    EVENTS_HI = engine("EVENTS_HI", 0x12C, "Upper half.", &[]);
    EVENT_CYCLES_LO = engine("EVENT_CYCLES_LO", 0x130, "Busy cycles with at least one event.", &[]);
    EVENT_CYCLES_HI = engine("EVENT_CYCLES_HI", 0x134, "Upper half.", &[]);
    STALL_FETCH_LO = engine("STALL_FETCH_LO", 0x138, "Busy cycles that waited for row words.", &[]);
    STALL_FETCH_HI = engine("STALL_FETCH_HI", 0x13C, "Upper half.", &[]);
    STALL_DRAIN_LO = engine("STALL_DRAIN_LO", 0x140, "Busy cycles that waited for room for results.", &[]);
    STALL_DRAIN_HI = engine("STALL_DRAIN_HI", 0x144, "Upper half.", &[]);
    STALL_EMPTY_LO = engine("STALL_EMPTY_LO", 0x148, "Busy cycles that ended rows without events.", &[]);
    STALL_EMPTY_HI = engine("STALL_EMPTY_HI", 0x14C, "Upper half.", &[]);
    STALL_EDGE_LO = engine("STALL_EDGE_LO", 0x150, "Busy cycles at the edges of a RUN.", &[]);
    STALL_EDGE_HI = engine("STALL_EDGE_HI", 0x154, "Upper half.", &[]);
    ROWS_LO = engine("ROWS_LO", 0x158, "Result rows written, one per row and tile.", &[]);
    ROWS_HI = engine("ROWS_HI", 0x15C, "Upper half.", &[]);
}

/// The 64-bit counters: name, and the register that holds the lower half.
pub const COUNTERS: &[(&str, Register)] = &[
    ("cycles", CYCLES_LO),
    ("busy", BUSY_LO),
    ("load", LOAD_LO),
    ("command", COMMAND_LO),
    ("idle", IDLE_LO),
    ("events", EVENTS_LO),
    ("event_cycles", EVENT_CYCLES_LO),
    ("stall_fetch", STALL_FETCH_LO),
    ("stall_drain", STALL_DRAIN_LO),
    ("stall_empty", STALL_EMPTY_LO),
    ("stall_edge", STALL_EDGE_LO),
    ("rows", ROWS_LO),
];

/// Bits of [`CAP_FORMATS`].
pub const FORMAT_INT8: u32 = 1 << 0;
/// Bits of [`CAP_FORMATS`].
pub const FORMAT_INT4: u32 = 1 << 1;
/// Bits of [`CAP_FORMATS`].
pub const FORMAT_DATA_CHECKSUM: u32 = 1 << 8;
/// Bits of [`CAP_FORMATS`].
pub const FORMAT_RESULT_CHECKSUM: u32 = 1 << 9;

/// The value of [`CAP_FORMATS`]: what every engine of this interface has.
pub const FORMATS: u32 = FORMAT_INT8 | FORMAT_INT4 | FORMAT_DATA_CHECKSUM | FORMAT_RESULT_CHECKSUM;

/// The value of a constant register, or `None` for the others and for `BUILD_ID`.
pub fn constant_value(register: &Register, config: &EngineConfig) -> Option<u32> {
    Some(match register.offset {
        o if o == MAGIC.offset => MAGIC_VALUE,
        o if o == VERSION.offset => VERSION_VALUE,
        o if o == REGMAP_HASH.offset => regmap_hash(),
        o if o == CAP_CORES.offset => 1,
        o if o == CAP_LANES.offset => config.lanes,
        o if o == CAP_GROUPS.offset => config.groups,
        o if o == CAP_PORTS.offset => config.ports,
        o if o == CAP_ACC_BITS.offset => config.acc_bits,
        o if o == CAP_RUN_AHEAD.offset => config.run_ahead,
        o if o == CAP_WEIGHT_ROWS.offset => config.weight_rows,
        o if o == CAP_INPUT_BYTES.offset => config.input_bytes,
        o if o == CAP_RESULT_BYTES.offset => config.result_bytes,
        o if o == CAP_RING_ENTRIES.offset => config.ring_entries,
        o if o == CAP_RING_OFFSET.offset => AddressMap::ring_offset(config),
        o if o == CAP_AXI_BYTES.offset => config.axi_bytes,
        o if o == CAP_FORMATS.offset => FORMATS,
        _ => return None,
    })
}

/// The value of `REGMAP_HASH`: FNV-1a over the register table and the layout documents.
pub fn regmap_hash() -> u32 {
    let text = crate::document::layout_text();
    text.bytes().fold(0x811C_9DC5, |h: u32, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_ascend_and_fit_the_block() {
        for pair in REGISTERS.windows(2) {
            assert!(pair[0].offset < pair[1].offset, "{} {}", pair[0].name, pair[1].name);
        }
        for r in REGISTERS {
            assert_eq!(r.offset % 4, 0);
            assert!(r.offset < REGISTER_STRIDE);
            assert_eq!(r.reset & !r.write_mask, 0);
        }
        for (name, lo) in COUNTERS {
            assert_eq!(lo.name.to_lowercase(), format!("{name}_lo"));
            assert!(REGISTERS.iter().any(|r| r.offset == lo.offset + 4));
        }
    }

    #[test]
    fn every_constant_has_a_value() {
        for r in REGISTERS.iter().filter(|r| r.source == Source::Constant) {
            let known = constant_value(r, &EngineConfig::SMALL).is_some();
            assert_eq!(known, r.offset != BUILD_ID.offset, "{}", r.name);
        }
    }
}
