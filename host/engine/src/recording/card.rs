//! Recording.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fmt, io};

use super::event::{Event, write_head};
use crate::card::{Deadline, Step, Ticket, Transfer};
use crate::{Card, CardError, Link};

/// A card whose transactions are written to a file as they come.
pub struct RecordedCard<C> {
    card: C,
    file: Mutex<Output>,
}

struct Output {
    file: BufWriter<File>,
    /// Writes under way: their bytes are in the file already.
    writes: HashSet<Ticket>,
    failed: Option<io::Error>,
}

impl<C: Card> RecordedCard<C> {
    /// Records `card` in the file at `path`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(card: C, path: &Path) -> io::Result<RecordedCard<C>> {
        let mut file = BufWriter::new(File::create(path)?);
        write_head(&mut file, &card.name())?;
        Ok(RecordedCard {
            card,
            file: Mutex::new(Output { file, writes: HashSet::new(), failed: None }),
        })
    }

    fn output(&self) -> MutexGuard<'_, Output> {
        // A panic of another thread leaves an event that is cut off.
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self, event: &Event) {
        let mut output = self.output();
        if output.failed.is_none()
            && let Err(e) = event.write(&mut output.file)
        {
            log::error!("the recording ends here: {e}");
            output.failed = Some(e);
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if self.failed.is_none()
            && let Err(e) = self.file.flush()
        {
            log::error!("the end of the recording is missing: {e}");
        }
    }
}

impl<C: Card> fmt::Debug for RecordedCard<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedCard").field("card", &self.card.name()).finish_non_exhaustive()
    }
}

impl<C: Card> Card for RecordedCard<C> {
    fn name(&self) -> String {
        self.card.name()
    }

    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        let mut event = match &transfer {
            Transfer::Write { address, data } => {
                Event::Write { ticket: 0, address: *address, data: data.clone() }
            }
            Transfer::Read { address, buffer } => {
                let length = u32::try_from(buffer.len()).unwrap_or(u32::MAX);
                Event::Read { ticket: 0, address: *address, length }
            }
        };
        let started = self.card.start(transfer)?;
        match &mut event {
            Event::Write { ticket, .. } => {
                *ticket = started.0;
                self.output().writes.insert(started);
            }
            Event::Read { ticket, .. } => *ticket = started.0,
            _ => {}
        }
        self.record(&event);
        Ok(started)
    }

    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        let waited = self.card.wait(ticket, deadline);
        let write = self.output().writes.remove(&ticket);
        let bytes = waited.as_ref().ok();
        let bytes = bytes.map(|bytes| if write { Vec::new() } else { bytes.clone() });
        self.record(&Event::Waited { ticket: ticket.0, bytes });
        waited
    }

    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        let value = self.card.read_register(offset);
        self.record(&Event::RegisterRead { offset, value: value.as_ref().ok().copied() });
        value
    }

    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        self.record(&Event::RegisterWrite { offset, value });
        self.card.write_register(offset, value)
    }

    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        let came = self.card.wait_event(deadline);
        self.record(&Event::Waiting(came.is_ok()));
        came
    }

    fn link(&self) -> Option<Link> {
        self.card.link()
    }

    fn recover(&self, step: Step) -> Result<bool, CardError> {
        let taken = self.card.recover(step);
        self.output().writes.clear();
        self.record(&Event::Recover { step, taken: matches!(taken, Ok(true)) });
        taken
    }
}
