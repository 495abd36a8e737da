//! Events and their bytes.

use std::io::{self, Read, Write};

use crate::card::Step;

/// First bytes of a recording.
const MAGIC: &[u8; 8] = b"SPKLREC1";
/// Longest transfer and name that a reader believes.
const MAX_BYTES: u32 = 1 << 30;

/// What was asked of a card, or what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Tag 1: a write was started.
    Write {
        /// The transfer's ticket.
        ticket: u64,
        /// Card address.
        address: u64,
        /// What was written.
        data: Vec<u8>,
    },
    /// Tag 2: a read was started.
    Read {
        /// The transfer's ticket.
        ticket: u64,
        /// Card address.
        address: u64,
        /// Bytes.
        length: u32,
    },
    /// Tag 3: a transfer was waited for.
    Waited {
        /// The transfer's ticket.
        ticket: u64,
        /// The bytes of a read, none of a write; `None` where it failed.
        bytes: Option<Vec<u8>>,
    },
    /// Tag 4: a register was read.
    RegisterRead {
        /// Its offset.
        offset: u32,
        /// Its value; `None` where that failed.
        value: Option<u32>,
    },
    /// Tag 5: a register was written.
    RegisterWrite {
        /// Its offset.
        offset: u32,
        /// The value.
        value: u32,
    },
    /// Tag 6: the interrupt was waited for; whether it came.
    Waiting(bool),
    /// Tag 7: a step of recovery; whether it was taken.
    Recover {
        /// Which.
        step: Step,
        /// Whether the card took it.
        taken: bool,
    },
}

/// Why a recording cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is something else.
    #[error("no recording: it does not begin with SPKLREC1")]
    Magic,
    /// Bytes that are no event.
    #[error("event {index}: {reason}; the file is damaged")]
    Event {
        /// Which, from 0.
        index: u64,
        /// What is wrong.
        reason: String,
    },
}

/// Writes the head of a recording.
pub(super) fn write_head(to: &mut impl Write, card: &str) -> io::Result<()> {
    to.write_all(MAGIC)?;
    write_bytes(to, card.as_bytes())
}

fn write_bytes(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(bytes)
}

impl Event {
    pub(super) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        match self {
            Event::Write { ticket, address, data } => {
                write_start(to, 1, *ticket, *address)?;
                write_bytes(to, data)
            }
            Event::Read { ticket, address, length } => {
                write_start(to, 2, *ticket, *address)?;
                to.write_all(&length.to_le_bytes())
            }
            Event::Waited { ticket, bytes } => {
                to.write_all(&[3])?;
                to.write_all(&ticket.to_le_bytes())?;
                to.write_all(&[u8::from(bytes.is_some())])?;
                bytes.as_ref().map_or(Ok(()), |bytes| write_bytes(to, bytes))
            }
            Event::RegisterRead { offset, value } => {
                to.write_all(&[4])?;
                to.write_all(&offset.to_le_bytes())?;
                to.write_all(&[u8::from(value.is_some())])?;
                value.map_or(Ok(()), |value| to.write_all(&value.to_le_bytes()))
            }
            Event::RegisterWrite { offset, value } => {
                to.write_all(&[5])?;
                to.write_all(&offset.to_le_bytes())?;
                to.write_all(&value.to_le_bytes())
            }
            Event::Waiting(came) => to.write_all(&[6, u8::from(*came)]),
            Event::Recover { step, taken } => to.write_all(&[7, *step as u8, u8::from(*taken)]),
        }
    }
}

fn write_start(to: &mut impl Write, tag: u8, ticket: u64, address: u64) -> io::Result<()> {
    to.write_all(&[tag])?;
    to.write_all(&ticket.to_le_bytes())?;
    to.write_all(&address.to_le_bytes())
}

/// Reads a recording, event by event. It ends where the file does: an event that was cut off there
/// (its run was killed) is told by [`Reader::is_cut`].
pub struct Reader<R> {
    from: R,
    card: String,
    index: u64,
    cut: bool,
}

impl<R: Read> Reader<R> {
    /// Reads the head.
    ///
    /// # Errors
    /// [`RecordingError::Magic`] where it is no recording.
    pub fn new(mut from: R) -> Result<Reader<R>, RecordingError> {
        let mut magic = [0; 8];
        let whole = from.read_exact(&mut magic);
        if whole.is_err() || &magic != MAGIC {
            return Err(RecordingError::Magic);
        }
        let mut reader = Reader { from, card: String::new(), index: 0, cut: false };
        let name = reader.bytes()?;
        reader.card = String::from_utf8_lossy(&name).into_owned();
        Ok(reader)
    }

    /// The name of the card that was recorded.
    pub fn card(&self) -> &str {
        &self.card
    }

    /// Whether the last event was cut off.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// Where the file is damaged or cannot be read.
    pub fn event(&mut self) -> Result<Option<Event>, RecordingError> {
        let mut tag = [0];
        if self.from.read(&mut tag)? == 0 {
            return Ok(None);
        }
        match self.fields(tag[0]) {
            Ok(event) => {
                self.index += 1;
                Ok(Some(event))
            }
            Err(RecordingError::Io(e)) if e.kind() == io::ErrorKind::UnexpectedEof => {
                self.cut = true;
                Ok(None)
            }
            Err(e) => Err(e),
        }
    }

    fn fields(&mut self, tag: u8) -> Result<Event, RecordingError> {
        Ok(match tag {
            1 => Event::Write { ticket: self.u64()?, address: self.u64()?, data: self.bytes()? },
            2 => Event::Read { ticket: self.u64()?, address: self.u64()?, length: self.length()? },
            3 => {
                let ticket = self.u64()?;
                let bytes = if self.flag()? { Some(self.bytes()?) } else { None };
                Event::Waited { ticket, bytes }
            }
            4 => {
                let offset = self.u32()?;
                let value = if self.flag()? { Some(self.u32()?) } else { None };
                Event::RegisterRead { offset, value }
            }
            5 => Event::RegisterWrite { offset: self.u32()?, value: self.u32()? },
            6 => Event::Waiting(self.flag()?),
            7 => {
                let number = self.u8()?;
                let step = Step::ALL.get(usize::from(number)).copied();
                let step = step.ok_or_else(|| self.wrong(format!("step {number}")))?;
                Event::Recover { step, taken: self.flag()? }
            }
            other => return Err(self.wrong(format!("tag {other}"))),
        })
    }

    fn wrong(&self, reason: String) -> RecordingError {
        RecordingError::Event { index: self.index, reason }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], RecordingError> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn u8(&mut self) -> Result<u8, RecordingError> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn flag(&mut self) -> Result<bool, RecordingError> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(self.wrong(format!("{other} for yes or no"))),
        }
    }

    fn u32(&mut self) -> Result<u32, RecordingError> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, RecordingError> {
        self.array().map(u64::from_le_bytes)
    }

    fn length(&mut self) -> Result<u32, RecordingError> {
        let length = self.u32()?;
        if length > MAX_BYTES {
            return Err(self.wrong(format!("{length} bytes")));
        }
        Ok(length)
    }

    fn bytes(&mut self) -> Result<Vec<u8>, RecordingError> {
        let length = self.length()?;
        // As much memory as the file has bytes, whatever it says.
        let mut bytes = Vec::new();
        let read = (&mut self.from).take(length.into()).read_to_end(&mut bytes)?;
        if read < length as usize {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events() -> Vec<Event> {
        vec![
            Event::Write { ticket: 3, address: 1 << 40, data: vec![1, 2, 3] },
            Event::Read { ticket: 4, address: 5, length: 6 },
            Event::Waited { ticket: 4, bytes: Some(vec![9; 6]) },
            Event::Waited { ticket: 3, bytes: None },
            Event::RegisterRead { offset: 0x20, value: Some(7) },
            Event::RegisterRead { offset: 0x20, value: None },
            Event::RegisterWrite { offset: 0x1C, value: u32::MAX },
            Event::Waiting(true),
            Event::Recover { step: Step::Reinitialise, taken: false },
        ]
    }

    fn recording() -> Vec<u8> {
        let mut bytes = Vec::new();
        write_head(&mut bytes, "a card").unwrap();
        events().iter().for_each(|e| e.write(&mut bytes).unwrap());
        bytes
    }

    fn read(bytes: &[u8]) -> Result<(Vec<Event>, bool), RecordingError> {
        let mut reader = Reader::new(bytes)?;
        let mut events = Vec::new();
        while let Some(event) = reader.event()? {
            events.push(event);
        }
        Ok((events, reader.is_cut()))
    }

    #[test]
    fn events_survive_a_round_trip() {
        let bytes = recording();
        assert_eq!(Reader::new(&bytes[..]).unwrap().card(), "a card");
        assert_eq!(read(&bytes).unwrap(), (events(), false));
    }

    #[test]
    fn a_recording_may_end_anywhere() {
        let (bytes, head) = (recording(), 8 + 4 + 6);
        for length in head..bytes.len() {
            let (read, cut) = read(&bytes[..length]).unwrap();
            assert_eq!(read[..], events()[..read.len()]);
            assert!(cut || read.len() < events().len());
        }
    }

    #[test]
    fn damage_is_an_error_and_takes_no_memory() {
        assert!(matches!(Reader::new(&b"SPKLREC2...."[..]), Err(RecordingError::Magic)));
        let mut bytes = recording();
        // The length of the first write.
        bytes[18 + 17..18 + 21].fill(0xFF);
        assert!(read(&bytes).unwrap_err().to_string().contains("event 0: 4294967295 bytes"));
        bytes[18] = 99;
        assert!(read(&bytes).unwrap_err().to_string().contains("event 0: tag 99"));
    }
}
