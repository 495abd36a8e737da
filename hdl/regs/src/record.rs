//! Completion records: 64 bytes in result memory, one per command, always.

use crate::{Status, checksum};

/// Bytes of a completion record.
pub const RECORD_BYTES: u32 = 64;
/// 32-bit words of a completion record.
pub const RECORD_WORDS: usize = 16;

/// Indices of a record's words.
pub mod record_word {
    /// Ring index of the command.
    pub const SEQUENCE: usize = 0;
    /// [`Status`](crate::Status) code.
    pub const STATUS: usize = 1;
    /// Value of the cycle counter when the command started, low half; the high half follows.
    pub const START: usize = 2;
    /// Value of the cycle counter when the command ended, low half; the high half follows.
    pub const END: usize = 4;
    /// RUN: cycles from the first row fetch until the last result is in result memory.
    pub const BUSY: usize = 6;
    /// RUN: events that entered the lanes.
    pub const EVENTS: usize = 7;
    /// RUN: busy cycles in which at least one event entered the lanes.
    pub const EVENT_CYCLES: usize = 8;
    /// RUN: busy cycles without an event, because no row word had arrived.
    pub const STALL_FETCH: usize = 9;
    /// RUN: busy cycles without an event, because the results of earlier rows had no place.
    pub const STALL_DRAIN: usize = 10;
    /// RUN: busy cycles that only ended a row without events.
    pub const STALL_EMPTY: usize = 11;
    /// RUN: busy cycles before the first word reached a scanner and after the last row left one.
    pub const STALL_EDGE: usize = 12;
    /// RUN: results written, in rows of one tile. LOAD: weight rows written.
    pub const ROWS: usize = 13;
    /// RUN: checksum of the results. Else 0.
    pub const RESULT_CHECKSUM: usize = 14;
    /// Checksum of words 0 to 14.
    pub const CHECKSUM: usize = 15;
}

/// A completion record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompletionRecord {
    /// Ring index of the command.
    pub sequence: u32,
    /// How the command ended.
    pub status: Status,
    /// Cycle counter at the start.
    pub start: u64,
    /// Cycle counter at the end.
    pub end: u64,
    /// Busy cycles: `event_cycles` plus the four stalls.
    pub busy: u32,
    /// Events that entered the lanes.
    pub events: u32,
    /// Busy cycles with at least one event.
    pub event_cycles: u32,
    /// Busy cycles that waited for row words.
    pub stall_fetch: u32,
    /// Busy cycles that waited for room for results.
    pub stall_drain: u32,
    /// Busy cycles that ended rows without events.
    pub stall_empty: u32,
    /// Busy cycles at the edges of the command.
    pub stall_edge: u32,
    /// Rows written.
    pub rows: u32,
    /// RUN: checksum of the results. Else 0.
    pub result_checksum: u32,
}

/// A record that does not hold together: it has not been written yet, or was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordError {
    /// The checksum does not match.
    Checksum {
        /// What the words give.
        computed: u32,
        /// What the record says.
        stored: u32,
    },
    /// A status code that does not exist.
    Status(u32),
}

impl std::fmt::Display for RecordError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RecordError::Checksum { computed, stored } => {
                write!(f, "completion record: checksum {stored:#010x}, computed {computed:#010x}")
            }
            RecordError::Status(code) => write!(f, "completion record: unknown status {code}"),
        }
    }
}

impl std::error::Error for RecordError {}

impl CompletionRecord {
    /// The 16 words of the record.
    pub fn encode(&self) -> [u32; RECORD_WORDS] {
        use record_word as w;
        let mut words = [0; RECORD_WORDS];
        words[w::SEQUENCE] = self.sequence;
        words[w::STATUS] = self.status.code();
        words[w::START] = self.start as u32;
        words[w::START + 1] = (self.start >> 32) as u32;
        words[w::END] = self.end as u32;
        words[w::END + 1] = (self.end >> 32) as u32;
        words[w::BUSY] = self.busy;
        words[w::EVENTS] = self.events;
        words[w::EVENT_CYCLES] = self.event_cycles;
        words[w::STALL_FETCH] = self.stall_fetch;
        words[w::STALL_DRAIN] = self.stall_drain;
        words[w::STALL_EMPTY] = self.stall_empty;
        words[w::STALL_EDGE] = self.stall_edge;
        words[w::ROWS] = self.rows;
        words[w::RESULT_CHECKSUM] = self.result_checksum;
        words[w::CHECKSUM] = checksum(&words[..w::CHECKSUM]);
        words
    }

    /// The record of 16 words.
    ///
    /// # Errors
    /// When the checksum or the status code is wrong.
    pub fn decode(words: &[u32; RECORD_WORDS]) -> Result<CompletionRecord, RecordError> {
        use record_word as w;
        let computed = checksum(&words[..w::CHECKSUM]);
        let stored = words[w::CHECKSUM];
        if computed != stored {
            return Err(RecordError::Checksum { computed, stored });
        }
        let join = |i: usize| u64::from(words[i]) | u64::from(words[i + 1]) << 32;
        Ok(CompletionRecord {
            sequence: words[w::SEQUENCE],
            status: Status::from_code(words[w::STATUS])
                .ok_or(RecordError::Status(words[w::STATUS]))?,
            start: join(w::START),
            end: join(w::END),
            busy: words[w::BUSY],
            events: words[w::EVENTS],
            event_cycles: words[w::EVENT_CYCLES],
            stall_fetch: words[w::STALL_FETCH],
            stall_drain: words[w::STALL_DRAIN],
            stall_empty: words[w::STALL_EMPTY],
            stall_edge: words[w::STALL_EDGE],
            rows: words[w::ROWS],
            result_checksum: words[w::RESULT_CHECKSUM],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_survive_a_round_trip_and_zeros_are_no_record() {
        let r = CompletionRecord {
            sequence: 1,
            status: Status::EventCount,
            start: 1 << 33,
            end: (1 << 33) + 5,
            busy: 2,
            events: 3,
            event_cycles: 4,
            stall_fetch: 5,
            stall_drain: 6,
            stall_empty: 7,
            stall_edge: 8,
            rows: 9,
            result_checksum: 10,
        };
        assert_eq!(CompletionRecord::decode(&r.encode()), Ok(r));
        assert!(CompletionRecord::decode(&[0; 16]).is_err());
        assert!(CompletionRecord::decode(&[u32::MAX; 16]).is_err());
    }
}
