//! A march test over a window of card memory.

use std::fmt;
use std::ops::Range;

use spikelm_engine::{Card, CardError};

/// Bytes of a transfer.
const BLOCK: u64 = 64 << 10;

/// A byte that does not keep what was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MemoryFault {
    address: u64,
    written: u8,
    read: u8,
    /// The bit and its level, where it is the same for two opposite values.
    stuck: Option<(u32, bool)>,
}

impl fmt::Display for MemoryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MemoryFault { address, written, read, stuck } = self;
        write!(f, "{address:#x} was written {written:#04x} and reads {read:#04x}")?;
        match stuck {
            Some((bit, high)) => write!(f, ": bit {bit} is stuck at {}", u8::from(*high)),
            None => Ok(()),
        }
    }
}

/// What a byte is written: bytes that are near or a power of two apart differ, so that faults of
/// address lines show.
fn pattern(address: u64, inverted: bool) -> u8 {
    let hash = address.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56;
    hash as u8 ^ if inverted { 0xFF } else { 0 }
}

/// Up: write d. Up: read d, write not d. Down: read not d, write d. Up: read d.
pub(super) fn march(card: &dyn Card, window: Range<u64>) -> Result<Option<MemoryFault>, CardError> {
    let blocks: Vec<Range<u64>> = (window.start..window.end)
        .step_by(BLOCK as usize)
        .map(|start| start..window.end.min(start + BLOCK))
        .collect();
    let write = |block: &Range<u64>, inverted| {
        let data = block.clone().map(|at| pattern(at, inverted)).collect();
        card.write_memory(block.start, data)
    };
    let check = |block: &Range<u64>, inverted| {
        let read = card.read_memory(block.start, (block.end - block.start) as usize)?;
        let found = block.clone().zip(read).find(|(at, byte)| *byte != pattern(*at, inverted));
        found.map(|(at, byte)| diagnose(card, at, byte, inverted)).transpose()
    };
    for block in &blocks {
        write(block, false)?;
    }
    for block in &blocks {
        if let Some(fault) = check(block, false)? {
            return Ok(Some(fault));
        }
        write(block, true)?;
    }
    for block in blocks.iter().rev() {
        if let Some(fault) = check(block, true)? {
            return Ok(Some(fault));
        }
        write(block, false)?;
    }
    for block in &blocks {
        if let Some(fault) = check(block, false)? {
            return Ok(Some(fault));
        }
    }
    Ok(None)
}

/// Looks closer at a byte: which bit is the same for opposite values.
fn diagnose(
    card: &dyn Card,
    address: u64,
    read: u8,
    inverted: bool,
) -> Result<MemoryFault, CardError> {
    let written = pattern(address, inverted);
    let mut seen = [0; 2];
    for (seen, value) in seen.iter_mut().zip([0x00, 0xFF]) {
        card.write_memory(address, vec![value])?;
        *seen = card.read_memory(address, 1)?[0];
    }
    let same = (0..8).find(|bit| (seen[0] ^ seen[1]) >> bit & 1 == 0);
    let stuck = same.map(|bit| (bit, seen[0] >> bit & 1 == 1));
    Ok(MemoryFault { address, written, read, stuck })
}
