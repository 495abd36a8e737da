//! Spike rows in input memory.
//!
//! A row is a sequence of 16-byte slots, padded with zero slots to a whole memory word:
//!
//! | slot | bytes 0 to 7 | bytes 8 to 15 |
//! |---|---|---|
//! | 0 | header ([`RowHeader`]) | zero |
//! | 1 + w | fired: bit j = input 64 w + j is not zero | sign: bit j = input 64 w + j is -1 |
//!
//! A sign bit is set only where the fired bit is set.

use crate::{EngineConfig, Status};

/// Bytes of a slot.
pub const SLOT_BYTES: u32 = 16;
/// Inputs of a slot.
pub const SLOT_INPUTS: u32 = 64;

/// Bit positions in a row's header.
pub mod header_bit {
    /// Do not start from zero: add to what the previous row of the tile left.
    pub const HOLD: u32 = 0;
    /// Emit no result. The next row must hold; the two are one row to the lanes.
    pub const QUIET: u32 = 1;
    /// First bit of the 16-bit event count.
    pub const EVENTS: u32 = 16;
    /// First bit of the 32-bit destination.
    pub const DESTINATION: u32 = 32;
}

/// The header of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowHeader {
    /// Do not start from zero: add to what the previous row of the tile left.
    pub hold: bool,
    /// Emit no result. The next row must hold; the two are one row to the lanes.
    pub quiet: bool,
    /// Events in the row. The engine checks those of a row and of the quiet rows before it together,
    /// modulo 2^16.
    pub events: u16,
    /// Where the row's result for tile 0 goes, in words of result memory from the command's
    /// result address. Tile t follows t tiles further.
    pub destination: u32,
}

impl RowHeader {
    /// The header word.
    pub const fn encode(self) -> u64 {
        (self.hold as u64) << header_bit::HOLD
            | (self.quiet as u64) << header_bit::QUIET
            | (self.events as u64) << header_bit::EVENTS
            | (self.destination as u64) << header_bit::DESTINATION
    }

    /// The header of a word.
    ///
    /// # Errors
    /// [`Status::Header`] when a reserved bit is set.
    pub const fn decode(word: u64) -> Result<RowHeader, Status> {
        if word & 0xFFFC != 0 {
            return Err(Status::Header);
        }
        Ok(RowHeader {
            hold: word >> header_bit::HOLD & 1 == 1,
            quiet: word >> header_bit::QUIET & 1 == 1,
            events: (word >> header_bit::EVENTS) as u16,
            destination: (word >> header_bit::DESTINATION) as u32,
        })
    }
}

/// Memory words of a row of `inputs` inputs.
pub const fn row_words(config: &EngineConfig, inputs: u32) -> u32 {
    (1 + inputs.div_ceil(SLOT_INPUTS)).div_ceil(config.slots_per_word())
}

/// Bytes of a row of `inputs` inputs, padding included.
pub const fn row_bytes(config: &EngineConfig, inputs: u32) -> u32 {
    row_words(config, inputs) * config.input_word_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_survive_a_round_trip() {
        let h = RowHeader { hold: true, quiet: false, events: 513, destination: 0xDEAD_BEEF };
        assert_eq!(RowHeader::decode(h.encode()), Ok(h));
        for bit in 2..16 {
            assert_eq!(RowHeader::decode(h.encode() | 1 << bit), Err(Status::Header));
        }
    }

    #[test]
    fn rows_are_whole_words() {
        assert_eq!(row_bytes(&EngineConfig::SMALL, 128), 48);
        assert_eq!(row_bytes(&EngineConfig::SMALL, 129), 64);
        assert_eq!(row_bytes(&EngineConfig::WIDE, 128), 64);
        assert_eq!(row_bytes(&EngineConfig::WIDE, 512), 192);
    }
}
