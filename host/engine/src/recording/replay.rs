//! Doing a recording again.

use std::collections::HashMap;
use std::io::Read;

use spikelm_regs::register;

use super::commands::{Commands, describe};
use super::event::{Event, Reader, RecordingError};
use crate::card::{CardError, Deadline, Step, Ticket, Transfer};
use crate::driver::identify;
use crate::{Card, EngineError};

/// Wake-ups in a row without progress that are taken for late events.
const LATE_EVENTS: u32 = 1000;

/// How a replay ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// The card that was recorded.
    pub recorded: String,
    /// Transactions that were done again.
    pub events: u64,
    /// Commands whose records and results were compared.
    pub commands: u64,
    /// Whether the recording was cut off at its end.
    pub cut: bool,
    /// The first command that differs; the replay ends with it.
    pub difference: Option<Difference>,
}

/// A command that returned something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Ring index since the last reset.
    pub sequence: u32,
    /// LOAD or RUN and its sizes.
    pub command: String,
    /// What differs.
    pub what: String,
    /// Which transaction of the recording returned it, from 0.
    pub event: u64,
}

/// Why a recording cannot be replayed.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The recording cannot be read.
    #[error(transparent)]
    Recording(#[from] RecordingError),
    /// The recorded card is of other sizes or another interface.
    #[error(
        "the recorded card's {register} was {recorded:#x}, {card} has {here:#x}: replay it on a card \
         of the same sizes"
    )]
    OtherCard {
        /// The register that differs.
        register: &'static str,
        /// Its value in the recording.
        recorded: u32,
        /// Its value here.
        here: u32,
        /// The card here.
        card: String,
    },
    /// The card failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// Does what a recording says on `card`, and compares what its commands returned.
///
/// Time is the card's own: where the recorded card was asked how far it was, this one is waited for
/// until it is as far. Cycles of records are not compared. Transfers that failed are done, and not
/// compared; padding between results is not either.
///
/// # Errors
/// Where the recording is damaged or the card fails.
pub fn replay(card: &dyn Card, from: impl Read) -> Result<Replayed, ReplayError> {
    let mut reader = Reader::new(from)?;
    let config = identify(card)?;
    let mut replay = Replay { card, commands: Commands::new(config), transfers: HashMap::new() };
    let (mut events, mut commands, mut difference) = (0, 0, None);
    while difference.is_none()
        && let Some(event) = reader.event()?
    {
        let failed = |source| EngineError::Card { card: card.name(), source };
        if let Event::RegisterRead { offset, value: Some(recorded) } = event
            && let Some(register) = constant(offset).filter(|_| recorded != u32::MAX)
        {
            let here = card.read_register(offset).map_err(failed)?;
            if here != recorded {
                let card = card.name();
                return Err(ReplayError::OtherCard { register, recorded, here, card });
            }
        }
        let found = replay.event(event).map_err(failed)?;
        commands += found.compared;
        difference = found.difference.map(|d| Difference { event: events, ..d });
        events += 1;
    }
    let (recorded, cut) = (reader.card().to_owned(), reader.is_cut());
    Ok(Replayed { recorded, events, commands, cut, difference })
}

/// The name of a register that is the same on all cards of the same sizes.
fn constant(offset: u32) -> Option<&'static str> {
    let constants = register::REGISTERS.iter().filter(|r| r.source == register::Source::Constant);
    let mut compared = constants.filter(|r| r.offset != register::BUILD_ID.offset);
    compared.find(|r| r.offset == offset).map(|r| r.name)
}

struct Replay<'a> {
    card: &'a dyn Card,
    commands: Commands,
    /// Tickets of the recording, and the transfers here.
    transfers: HashMap<u64, Here>,
}

struct Here {
    ticket: Ticket,
    /// The address of a read.
    read: Option<u64>,
}

#[derive(Default)]
struct Found {
    compared: u64,
    difference: Option<Difference>,
}

impl Replay<'_> {
    fn event(&mut self, event: Event) -> Result<Found, CardError> {
        match event {
            Event::Write { ticket, address, data } => {
                self.commands.written(address, &data);
                let here = self.card.start(Transfer::Write { address, data })?;
                self.transfers.insert(ticket, Here { ticket: here, read: None });
            }
            Event::Read { ticket, address, length } => {
                let buffer = vec![0; length as usize];
                let here = self.card.start(Transfer::Read { address, buffer })?;
                self.transfers.insert(ticket, Here { ticket: here, read: Some(address) });
            }
            Event::Waited { ticket, bytes } => return self.waited(ticket, bytes),
            Event::RegisterRead { offset, value: Some(value) }
                if offset == register::COMPLETED.offset =>
            {
                self.catch_up(value)?;
            }
            Event::RegisterRead { .. } | Event::Waiting(_) => {}
            Event::RegisterWrite { offset, value } => {
                self.card.write_register(offset, value)?;
                if offset == register::DOORBELL.offset {
                    self.commands.rung(value);
                }
                if offset == register::CONTROL.offset && value & register::CONTROL_RESET != 0 {
                    self.commands.reset();
                }
            }
            Event::Recover { .. } => {
                self.card.recover(Step::Settle)?;
                self.transfers.clear();
            }
        }
        Ok(Found::default())
    }

    fn waited(&mut self, ticket: u64, recorded: Option<Vec<u8>>) -> Result<Found, CardError> {
        let mut result = Found::default();
        let Some(Here { ticket, read }) = self.transfers.remove(&ticket) else {
            return Ok(result);
        };
        let found = self.card.wait(ticket, Deadline::default())?;
        let (Some(address), Some(recorded)) = (read, recorded) else { return Ok(result) };
        if recorded.len() != found.len() {
            return Ok(result);
        }
        for rung in self.commands.read(address, found.len()) {
            result.compared += 1;
            let what = self.commands.difference(&rung, address, &recorded, &found);
            if let Some(what) = what {
                let (sequence, command) = (rung.sequence, describe(&rung.command));
                result.difference = Some(Difference { sequence, command, what, event: 0 });
                break;
            }
        }
        Ok(result)
    }

    /// Waits until this card has completed as many commands as the recorded one had.
    fn catch_up(&self, completed: u32) -> Result<(), CardError> {
        // A value that was read wrong waits for nothing that was not rung.
        if self.commands.index().wrapping_sub(completed).cast_signed() < 0 {
            return Ok(());
        }
        let mut late = 0;
        loop {
            let here = self.card.read_register(register::COMPLETED.offset)?;
            if completed.wrapping_sub(here).cast_signed() <= 0 {
                return Ok(());
            }
            self.card.write_register(register::INTR_ACK.offset, here)?;
            if self.card.read_register(register::COMPLETED.offset)? != here {
                continue;
            }
            self.card.wait_event(Deadline::default())?;
            late += 1;
            if late == LATE_EVENTS {
                let (operation, address) = ("wait for commands", register::COMPLETED.offset.into());
                return Err(CardError::Timeout { operation, address, length: 0 });
            }
        }
    }
}
