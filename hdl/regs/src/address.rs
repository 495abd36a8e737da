//! Where things stand in the card's 64-bit address space.

use crate::{COMMAND_BYTES, EngineConfig, RECORD_BYTES};

/// Distance between the windows of one core and the next.
pub const CORE_STRIDE: u64 = 1 << 32;
/// Input memory of a core, from the core's base: plain memory, rows, staged tiles, the ring.
pub const INPUT_BASE: u64 = 0;
/// Result memory of a core, from the core's base.
pub const RESULT_BASE: u64 = 1 << 31;
/// Memory beyond the chip (HBM, DDR): planned, above the windows of 256 cores. A bitstream that has
/// such memory connects its controller to the `memory_axi` port of the shell, which reaches it here;
/// today that port asks for nothing, and an access of the host is answered with an error.
pub const MEMORY_BASE: u64 = 1 << 40;
/// One past the last address of memory beyond the chip: as much as 40 address bits reach.
pub const MEMORY_END: u64 = 2 << 40;
/// Bytes from address 0 that the driver leaves alone: plain memory for tests and tools.
pub const PLAIN_BYTES: u32 = 16 << 10;

/// The windows of one core.
///
/// ```text
/// INPUT_BASE   plain 16 KiB | region B | ring | region A | end of input memory
/// RESULT_BASE  results and records, as commands say ... | one record per ring entry
/// ```
/// The ring lies in the middle of input memory, so that rows in either region and their commands
/// go down in one write: region B ends where entry 0 begins, region A begins behind the last.
/// A command whose own record address cannot be trusted leaves its record in the table at the end
/// of result memory, at its ring entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressMap {
    /// First byte of input memory.
    pub input: u64,
    /// One past the last byte of input memory.
    pub input_end: u64,
    /// First entry of the ring.
    pub ring: u64,
    /// One past the last entry of the ring.
    pub ring_end: u64,
    /// First byte of result memory.
    pub result: u64,
    /// First record of the fallback table.
    pub record_table: u64,
    /// One past the last byte of result memory.
    pub result_end: u64,
}

impl AddressMap {
    /// The windows of core `core`.
    pub const fn new(config: &EngineConfig, core: u32) -> AddressMap {
        let base = core as u64 * CORE_STRIDE;
        let input = base + INPUT_BASE;
        let result = base + RESULT_BASE;
        let ring = input + Self::ring_offset(config) as u64;
        let result_end = result + config.result_bytes as u64;
        AddressMap {
            input,
            input_end: input + config.input_bytes as u64,
            ring,
            ring_end: ring + (config.ring_entries * COMMAND_BYTES) as u64,
            result,
            record_table: result_end - (config.ring_entries * RECORD_BYTES) as u64,
            result_end,
        }
    }

    /// Offset of the ring in input memory: half of it.
    pub const fn ring_offset(config: &EngineConfig) -> u32 {
        config.input_bytes / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PLAIN_BYTES;

    #[test]
    fn windows_do_not_overlap() {
        for c in EngineConfig::ALL {
            let m = AddressMap::new(&c, 1);
            assert_eq!(m.input, CORE_STRIDE);
            assert!(m.input + u64::from(PLAIN_BYTES) < m.ring);
            assert!(m.ring < m.ring_end && m.ring_end < m.input_end && m.input_end <= m.result);
            assert!(m.result < m.record_table && m.record_table < m.result_end);
            assert!(m.result_end <= 2 * CORE_STRIDE);
            assert!(AddressMap::new(&c, 255).result_end <= MEMORY_BASE);
        }
    }
}
