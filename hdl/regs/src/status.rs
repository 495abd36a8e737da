//! How a command ended.

/// The status word of a completion record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Status {
    /// Done; the results are in result memory.
    Ok = 0,
    /// The command's own checksum does not match: it was torn or damaged on its way.
    CommandChecksum = 1,
    /// The opcode is not known.
    Opcode = 2,
    /// The sequence number is not the ring index that the command was read from.
    Sequence = 3,
    /// A weight or result format that this engine does not have.
    Format = 4,
    /// An address or length is not a multiple of the memory word.
    Alignment = 5,
    /// A region reaches outside its memory.
    Range = 6,
    /// Zero or too many inputs, rows, tiles or columns.
    Size = 7,
    /// The first row of the command holds.
    HoldFirst = 8,
    /// A quiet row is not followed by a hold row.
    QuietAlone = 9,
    /// A bit of a header that must be zero is set.
    Header = 10,
    /// A row and the quiet rows before it have more or fewer events than their headers say.
    ///
    /// Their sums are compared modulo 2^16.
    EventCount = 11,
    /// A row has an event at or beyond the command's inputs.
    InputRange = 12,
    /// A row's destination lies outside the command's result region.
    Destination = 13,
    /// The rows or the tile do not match the command's data checksum.
    DataChecksum = 14,
}

impl Status {
    /// All statuses, in the order of their codes.
    pub const ALL: [Status; 15] = [
        Status::Ok,
        Status::CommandChecksum,
        Status::Opcode,
        Status::Sequence,
        Status::Format,
        Status::Alignment,
        Status::Range,
        Status::Size,
        Status::HoldFirst,
        Status::QuietAlone,
        Status::Header,
        Status::EventCount,
        Status::InputRange,
        Status::Destination,
        Status::DataChecksum,
    ];

    /// The status of a code, if there is one.
    pub fn from_code(code: u32) -> Option<Status> {
        Self::ALL.get(code as usize).copied()
    }

    /// The code in the completion record.
    pub const fn code(self) -> u32 {
        self as u32
    }

    /// What the status means, for an error message.
    pub fn meaning(self) -> &'static str {
        match self {
            Status::Ok => "done",
            Status::CommandChecksum => "the command's checksum does not match",
            Status::Opcode => "unknown opcode",
            Status::Sequence => "the sequence number is not the ring index",
            Status::Format => "a weight or result format that this engine does not have",
            Status::Alignment => "an address or length is not a multiple of the memory word",
            Status::Range => "a region reaches outside its memory",
            Status::Size => "zero or too many inputs, rows, tiles or columns",
            Status::HoldFirst => "the first row holds",
            Status::QuietAlone => "a quiet row is not followed by a hold row",
            Status::Header => "a reserved header bit is set",
            Status::EventCount => {
                "a row and the quiet rows before it have more or fewer events than their headers say"
            }
            Status::InputRange => "a row has an event beyond its inputs",
            Status::Destination => "a row's destination lies outside the result region",
            Status::DataChecksum => "the rows or the tile do not match the data checksum",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_indices() {
        for (i, s) in Status::ALL.iter().enumerate() {
            assert_eq!(s.code() as usize, i);
            assert_eq!(Status::from_code(i as u32), Some(*s));
        }
        assert_eq!(Status::from_code(15), None);
    }
}
