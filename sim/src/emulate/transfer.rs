//! DMA transfers, and what the driver says of them.

use fuser::Errno;
use spikelm_engine::{Card, CardError};

use super::board::Board;
use crate::axi::Direction;
use crate::fault::{Cut, Verdict, flip};

impl Board {
    /// A transfer to the card; gives the bytes moved.
    pub(super) fn write(&self, address: u64, data: &[u8]) -> Result<usize, Errno> {
        let direction = Direction::Write;
        match self.begin(direction, address, data.len())? {
            Verdict::Whole => self.put(address, data)?,
            Verdict::Flipped { random } => {
                let mut flipped = data.to_vec();
                flip(&mut flipped, random);
                self.put(address, &flipped)?;
            }
            Verdict::Torn { bytes } => self.put(address, &data[..bytes])?,
            Verdict::Cut { bytes, how } => {
                self.put(address, &data[..bytes])?;
                return self.cut(direction, bytes, how);
            }
        }
        self.state().control.end(direction);
        Ok(data.len())
    }

    /// A transfer from the card: fewer bytes than asked for where it was cut short.
    pub(super) fn read(&self, address: u64, length: usize) -> Result<Vec<u8>, Errno> {
        let direction = Direction::Read;
        let bytes = match self.begin(direction, address, length)? {
            Verdict::Whole | Verdict::Torn { .. } => self.get(address, length)?,
            Verdict::Flipped { random } => {
                let mut bytes = self.get(address, length)?;
                flip(&mut bytes, random);
                bytes
            }
            Verdict::Cut { bytes, how } => {
                let mut moved = self.get(address, bytes)?;
                moved.truncate(self.cut(direction, bytes, how)?);
                return Ok(moved);
            }
        };
        self.state().control.end(direction);
        Ok(bytes)
    }

    /// What the driver says before a transfer, and what will become of it.
    fn begin(&self, direction: Direction, address: u64, length: usize) -> Result<Verdict, Errno> {
        let verdict = {
            let mut state = self.state();
            if state.offline {
                return Err(Errno::EBUSY);
            }
            state.control.begin(direction);
            state.injector.transfer(direction, address, length)
        };
        self.renew();
        Ok(verdict)
    }

    /// The end of a transfer that was cut short after some bytes.
    fn cut(&self, direction: Direction, bytes: usize, how: Cut) -> Result<usize, Errno> {
        let mut state = self.state();
        if let Cut::Timeout(reads) = how {
            state.control.hang(direction, reads);
            return Err(Errno::ETIMEDOUT);
        }
        state.control.fail(direction, "SLVERR");
        if bytes == 0 { Err(Errno::EIO) } else { Ok(bytes) }
    }

    fn put(&self, address: u64, data: &[u8]) -> Result<(), Errno> {
        if data.is_empty() {
            return Ok(());
        }
        if let Some(range) = self.in_memory(address, data.len()) {
            self.memory()[range].copy_from_slice(data);
            return Ok(());
        }
        let piece = self.piece(Direction::Write, data.len());
        let written = self.access(|card| {
            data.chunks(piece).try_for_each(|beat| card.write_memory(address, beat.to_vec()))
        });
        written.map_err(|e| self.failed(Direction::Write, &e))
    }

    fn get(&self, address: u64, length: usize) -> Result<Vec<u8>, Errno> {
        let mut bytes = vec![0; length];
        if let Some(range) = self.in_memory(address, length) {
            bytes.copy_from_slice(&self.memory()[range]);
        } else if length > 0 {
            let piece = self.piece(Direction::Read, length);
            let read = self.access(|card| {
                bytes.chunks_mut(piece).try_for_each(|beat| {
                    beat.copy_from_slice(&card.read_memory(address, beat.len())?);
                    Ok(())
                })
            });
            read.map_err(|e| self.failed(Direction::Read, &e))?;
        }
        self.state().injector.stick(address, &mut bytes);
        Ok(bytes)
    }

    /// Bytes that go to one address: all of them, or a beat where every beat does.
    fn piece(&self, direction: Direction, length: usize) -> usize {
        let fixed = self.state().fixed[direction as usize];
        if fixed { self.beat_bytes() } else { length }
    }

    /// The errno of a transfer that the engine did not end well.
    fn failed(&self, direction: Direction, error: &CardError) -> Errno {
        log::info!("{error}");
        let mut state = self.state();
        match error {
            CardError::Bus { response, .. } => state.control.fail(direction, response),
            CardError::Timeout { .. } => {
                state.control.hang(direction, u32::MAX);
                return Errno::ETIMEDOUT;
            }
            _ => {}
        }
        Errno::EIO
    }
}
