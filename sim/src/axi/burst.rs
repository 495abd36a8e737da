//! Byte ranges as bursts.

/// Bytes that no burst reaches across.
const PAGE: u64 = 4096;
/// Beats of the longest INCR burst.
const MAX_BEATS: u64 = 256;

/// An INCR burst of full-width beats over a byte range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Burst {
    /// First byte; need not be aligned.
    pub address: u64,
    /// Bytes of the range.
    pub bytes: usize,
    /// Bytes of the first beat that lie before the range.
    pub lead: usize,
    /// Beats, 1 to 256.
    pub beats: usize,
}

impl Burst {
    /// Where beat `beat` of a port of `width` bytes lies: its first byte lane, and the bytes of the
    /// range that it carries.
    #[inline]
    pub fn lanes(&self, beat: usize, width: usize) -> (usize, std::ops::Range<usize>) {
        let end = ((beat + 1) * width - self.lead).min(self.bytes);
        if beat == 0 { (self.lead, 0..end) } else { (0, beat * width - self.lead..end) }
    }
}

/// The longest burst over the first bytes of a range that is not empty, on a port of `width` bytes.
pub fn first_burst(address: u64, length: usize, width: usize) -> Burst {
    let lead = address % width as u64;
    let room = (PAGE - address % PAGE).min(MAX_BEATS * width as u64 - lead);
    let bytes = room.min(length as u64) as usize;
    let lead = lead as usize;
    Burst { address, bytes, lead, beats: (lead + bytes).div_ceil(width) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bursts_cover_a_range_once() {
        for width in [16, 32, 64] {
            for (start, length) in [(0, 1), (5, 4), (4090, 20), (17, 9000), (4096, 4096), (63, 65)]
            {
                let mut covered = 0;
                while covered < length {
                    let address = start + covered as u64;
                    let b = first_burst(address, length - covered, width);
                    assert_eq!(address / PAGE, (address + b.bytes as u64 - 1) / PAGE);
                    assert!((1..=256).contains(&b.beats));
                    let mut at = 0;
                    for beat in 0..b.beats {
                        let (lane, range) = b.lanes(beat, width);
                        assert_eq!(range.start, at);
                        assert!(!range.is_empty() && lane + range.len() <= width);
                        let word = (address + at as u64) / width as u64;
                        assert_eq!(word, address / width as u64 + beat as u64);
                        assert_eq!(lane as u64, (address + at as u64) % width as u64);
                        at = range.end;
                    }
                    assert_eq!(at, b.bytes);
                    covered += b.bytes;
                }
            }
        }
    }

    #[test]
    fn bursts_are_as_long_as_they_can_be() {
        assert_eq!(first_burst(0, 10_000, 16).beats, 256);
        assert_eq!(first_burst(0, 10_000, 64).beats, 64);
        assert_eq!(first_burst(4, 10_000, 8).bytes, 2044);
    }
}
