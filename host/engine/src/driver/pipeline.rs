//! Jobs under way: one runs while the next is written and the one before is read back.
//!
//! Everything is ordered by the calls alone. For each job: write its data and commands, take the
//! results of the job before the last, ring the doorbell, wait for the last job, start reading
//! its results. So a slot is written again only when its job has ended, a half of result memory
//! is run into only when it has been read, and at most two jobs are in the ring.
//!
//! The host keeps an image of the ring. A job's data and its commands go down in one write, with
//! whatever entries lie between them and the ring's edge: those hold the same bytes already. Where they
//! take the link longer than another write does, it is two.

use std::ops::Range;
use std::sync::Arc;

use spikelm_regs::{COMMAND_BYTES, CompletionRecord, RECORD_BYTES, Status, register};

use super::job::{Job, Planned};
use super::layout::{Layout, Slot};
use crate::card::{CardError, Deadline, Ticket, Transfer};
use crate::stages::{self, Stage};
use crate::{Card, EngineError, Link};

/// Wake-ups in a row without progress that are taken for late events; more are a broken card.
const LATE_EVENTS: u32 = 1000;
/// `COMPLETED` is asked whether an event was lost so often before a deadline.
const LOOKS: u32 = 100;

/// A job whose doorbell was rung, and the ring index of its first command.
#[derive(Debug)]
struct Started {
    job: Job,
    first: u32,
}

/// A job that has ended well.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) job: Job,
    /// Results and records.
    pub(super) bytes: Vec<u8>,
    /// One per command.
    pub(super) records: Vec<CompletionRecord>,
}

/// The card and the jobs on it.
pub(super) struct Pipeline {
    card: Arc<dyn Card>,
    layout: Layout,
    deadline: Deadline,
    /// Ring index of the next command.
    index: u32,
    /// `COMPLETED` as last seen.
    seen: u32,
    /// What the ring holds.
    ring: Vec<u8>,
    slot: Slot,
    running: Option<Started>,
    reading: Option<(Started, Ticket)>,
}

impl Pipeline {
    /// Takes a card over: resets it and enables its interrupt.
    pub(super) fn open(
        card: Arc<dyn Card>,
        layout: Layout,
        deadline: Deadline,
    ) -> Result<Pipeline, EngineError> {
        let ring = vec![0; (layout.config.ring_entries * COMMAND_BYTES) as usize];
        let pipeline = Pipeline {
            card,
            layout,
            deadline,
            index: 0,
            seen: 0,
            ring,
            slot: Slot::B,
            running: None,
            reading: None,
        };
        pipeline.reset()?;
        Ok(pipeline)
    }

    pub(super) fn card(&self) -> &dyn Card {
        self.card.as_ref()
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Resets the engine: its ring is empty, its counters are zero, no command is under way.
    pub(super) fn reset(&self) -> Result<(), EngineError> {
        self.write_register(register::CONTROL, register::CONTROL_RESET)?;
        self.write_register(register::CONTROL, 0)?;
        self.write_register(register::INTR_ENABLE, register::INTR_DONE)
    }

    /// Forgets all jobs: the engine was reset, and their tickets are void.
    pub(super) fn forget(&mut self) {
        (self.index, self.seen, self.slot) = (0, 0, Slot::B);
        self.ring.fill(0);
        self.running = None;
        self.reading = None;
    }

    pub(super) fn fail(&self, source: CardError) -> EngineError {
        EngineError::Card { card: self.card.name(), source }
    }

    pub(super) fn write_register(
        &self,
        register: register::Register,
        value: u32,
    ) -> Result<(), EngineError> {
        self.card.write_register(register.offset, value).map_err(|e| self.fail(e))
    }

    /// Reads a register. All ones are what a link that is gone reads as, unless the card's magic
    /// number can still be read.
    pub(super) fn read_register(&self, offset: u32) -> Result<u32, EngineError> {
        let read = |offset| self.card.read_register(offset).map_err(|e| self.fail(e));
        let value = read(offset)?;
        if value != u32::MAX {
            return Ok(value);
        }
        if read(register::MAGIC.offset)? == u32::MAX {
            return Err(self.fail(CardError::Link {
                operation: "register read",
                address: offset.into(),
                reason: "all ones, the link is gone: rescan the bus or power it up again".into(),
            }));
        }
        read(offset)
    }

    fn wait_transfer(&self, ticket: Ticket) -> Result<Vec<u8>, EngineError> {
        self.card.wait(ticket, self.deadline).map_err(|e| self.fail(e))
    }

    /// The slot of the next job.
    pub(super) fn slot(&self) -> Slot {
        self.slot
    }

    /// Starts a job, and gives the job before the last, which has ended.
    pub(super) fn start(&mut self, job: Job) -> Result<Option<Finished>, EngineError> {
        let dma = stages::enter(Stage::DmaIn);
        let mut writes = Vec::new();
        for (address, data) in self.writes(&job) {
            let ticket = self.card.start(Transfer::Write { address, data });
            writes.push(ticket.map_err(|e| self.fail(e))?);
        }
        let finished = match self.reading.take() {
            Some((started, ticket)) => self.finish(started, ticket).map(Some),
            None => Ok(None),
        };
        for ticket in writes {
            self.wait_transfer(ticket)?;
        }
        let finished = finished?;
        drop(dma);

        let first = self.index;
        self.index = first.wrapping_add(job.commands().len() as u32);
        self.write_register(register::DOORBELL, self.index)?;
        self.slot = job.slot().other();
        if let Some(last) = self.running.replace(Started { job, first }) {
            self.reading = Some(self.read_back(last)?);
        }
        Ok(finished)
    }

    /// Waits for the oldest job under way; `None` where there is none.
    pub(super) fn retire(&mut self) -> Result<Option<Finished>, EngineError> {
        let oldest = match (self.reading.take(), self.running.take()) {
            (Some(reading), running) => {
                self.running = running;
                Some(reading)
            }
            (None, Some(started)) => Some(self.read_back(started)?),
            (None, None) => None,
        };
        oldest.map(|(started, ticket)| self.finish(started, ticket)).transpose()
    }

    /// The transfers that bring a job down; its commands take the next ring indices.
    fn writes(&mut self, job: &Job) -> Vec<(u64, Vec<u8>)> {
        let entry_bytes = COMMAND_BYTES as usize;
        let entries = self.layout.config.ring_entries as usize;
        let first = (self.index as usize) % entries;
        let commands = job.encode(&self.layout, self.index);
        for (i, command) in commands.iter().enumerate() {
            let at = (first + i) % entries * entry_bytes;
            self.ring[at..at + entry_bytes].copy_from_slice(command);
        }
        let (start, end) = (first * entry_bytes, (first + commands.len()) * entry_bytes);
        let (last, wrapped) = (end.min(self.ring.len()), end.saturating_sub(self.ring.len()));
        let mut pieces: Vec<Range<usize>> = [start..last, 0..wrapped].into();
        pieces.retain(|piece| !piece.is_empty());

        let (ring, data) = (self.layout.map.ring, job.data());
        let address = job.data_address(&self.layout);
        let (near, between) = match job.slot() {
            Slot::A => (0, self.ring.len() - pieces[0].end),
            Slot::B => (pieces.len() - 1, pieces[pieces.len() - 1].start),
        };
        let Link { latency, bytes_per_cycle } = self.layout.link;
        let apart = between as u64 > latency.saturating_mul(bytes_per_cycle);
        let mut writes = job.pinned_writes();
        if apart {
            writes.push((address, data.to_vec()));
        } else if !data.is_empty() {
            let piece = pieces.remove(near);
            writes.push(match job.slot() {
                Slot::A => (ring + piece.start as u64, [&self.ring[piece.start..], data].concat()),
                Slot::B => (address, [data, &self.ring[..piece.end]].concat()),
            });
        }
        for piece in pieces {
            writes.push((ring + piece.start as u64, self.ring[piece].to_vec()));
        }
        writes.retain(|(_, data)| !data.is_empty());
        writes
    }

    fn read_back(&mut self, started: Started) -> Result<(Started, Ticket), EngineError> {
        self.wait_completed(started.first.wrapping_add(started.job.commands().len() as u32))?;
        let address = self.layout.half(started.job.slot());
        let buffer = vec![0; started.job.read_bytes()];
        let _stage = stages::enter(Stage::DmaOut);
        let ticket = self.card.start(Transfer::Read { address, buffer });
        Ok((started, ticket.map_err(|e| self.fail(e))?))
    }

    /// Waits until `COMPLETED` reaches `target`.
    ///
    /// The interrupt says that `COMPLETED` differs from `INTR_ACK`. `COMPLETED` is read after
    /// acknowledging what was seen before: a command that ends between the two raises the line
    /// anew, and none is lost, whether the line is a level or an edge that was counted. An event
    /// that gets lost all the same costs one of the [`LOOKS`] that a deadline has.
    fn wait_completed(&mut self, target: u32) -> Result<(), EngineError> {
        let Deadline { time, cycles } = self.deadline;
        let look = Deadline { time: time / LOOKS, cycles: cycles.div_ceil(LOOKS.into()) };
        // Waits since `COMPLETED` moved: those that no event ended, and those that one ended.
        let _stage = stages::enter(Stage::Engine);
        let (mut silent, mut late) = (0, 0);
        loop {
            self.write_register(register::INTR_ACK, self.seen)?;
            let completed = self.read_register(register::COMPLETED.offset)?;
            let (new, rung) =
                (completed.wrapping_sub(self.seen), self.index.wrapping_sub(self.seen));
            if new > rung {
                return Err(self.fail(CardError::Link {
                    operation: "wait for commands",
                    address: register::COMPLETED.offset.into(),
                    reason: format!(
                        "COMPLETED reads as {completed:#x}, beyond the {:#x} that were rung",
                        self.index
                    ),
                }));
            }
            if new > 0 && silent > 0 && late == 0 {
                log::warn!("{}: an interrupt was lost", self.card.name());
            }
            self.seen = completed;
            if target.wrapping_sub(completed).cast_signed() <= 0 {
                return Ok(());
            }
            if new > 0 {
                (silent, late) = (0, 0);
                continue;
            }
            match self.card.wait_event(look) {
                Ok(()) if late < LATE_EVENTS => late += 1,
                Err(CardError::Timeout { .. }) if silent + 1 < LOOKS => silent += 1,
                Ok(()) | Err(CardError::Timeout { .. }) => return Err(self.stuck(target)?),
                Err(e) => return Err(self.fail(e)),
            }
        }
    }

    /// The error for commands that did not end in time.
    fn stuck(&self, target: u32) -> Result<EngineError, EngineError> {
        let completed = self.read_register(register::COMPLETED.offset)?;
        let status = self.read_register(register::STATUS.offset)?;
        let error = self.read_register(register::ERROR.offset)?;
        Ok(self.fail(CardError::Link {
            operation: "wait for commands",
            address: register::COMPLETED.offset.into(),
            reason: format!(
                "COMPLETED stays at {completed}, {target} is waited for; STATUS is {status:#x}, \
                 ERROR is {error:#x} ({}); reset the card",
                meaning(error >> 8 & 0xFF)
            ),
        }))
    }

    /// Takes a job's results and checks all of its records.
    fn finish(&self, started: Started, ticket: Ticket) -> Result<Finished, EngineError> {
        let bytes = {
            let _stage = stages::enter(Stage::DmaOut);
            self.wait_transfer(ticket)?
        };
        let Started { job, first } = started;
        let mut records = Vec::with_capacity(job.commands().len());
        let stored = bytes[job.records()..].chunks_exact(RECORD_BYTES as usize);
        for ((planned, stored), i) in job.commands().iter().zip(stored).zip(0_u32..) {
            let sequence = first.wrapping_add(i);
            let record = match decode(stored, sequence) {
                Some(record) => Some(record),
                None => self.fallback(sequence)?,
            };
            let refused = match record {
                Some(record) if record.status == Status::Ok => {
                    self.check_results(&job, planned, &record, &bytes)?;
                    records.push(record);
                    continue;
                }
                Some(record) => record.status.meaning(),
                None => "no completion record",
            };
            return Err(EngineError::Command {
                card: self.card.name(),
                sequence,
                what: planned.describe(),
                meaning: refused.to_owned(),
            });
        }
        Ok(Finished { job, bytes, records })
    }

    /// Whether results arrived as the card wrote them.
    fn check_results(
        &self,
        job: &Job,
        planned: &Planned,
        record: &CompletionRecord,
        bytes: &[u8],
    ) -> Result<(), EngineError> {
        let Some(found) = job.result_checksum(&self.layout, planned, bytes) else { return Ok(()) };
        if found == record.result_checksum {
            return Ok(());
        }
        Err(self.fail(CardError::Link {
            operation: "read results",
            address: self.layout.half(job.slot()),
            reason: format!(
                "{}: they give the checksum {found:#010x}, the card wrote {:#010x}",
                planned.describe(),
                record.result_checksum
            ),
        }))
    }

    /// The record of a command that the card could not read the record address of.
    fn fallback(&self, sequence: u32) -> Result<Option<CompletionRecord>, EngineError> {
        let entry = u64::from(sequence % self.layout.config.ring_entries);
        let address = self.layout.map.record_table + entry * u64::from(RECORD_BYTES);
        let bytes = self.card.read_memory(address, RECORD_BYTES as usize);
        Ok(decode(&bytes.map_err(|e| self.fail(e))?, sequence))
    }
}

/// The record of the command at `sequence`, if the bytes are one.
fn decode(bytes: &[u8], sequence: u32) -> Option<CompletionRecord> {
    let (words, _) = bytes.as_chunks::<4>();
    let words: Vec<u32> = words.iter().map(|w| u32::from_le_bytes(*w)).collect();
    let record = CompletionRecord::decode(words.first_chunk()?).ok()?;
    (record.sequence == sequence).then_some(record)
}

fn meaning(code: u32) -> &'static str {
    Status::from_code(code).map_or("unknown status", Status::meaning)
}
