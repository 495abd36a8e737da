//! A plain functional model of the card, for tests.
//!
//! [`ReferenceCard`] has the registers, memories, checks, statuses and result layout of the real
//! card and executes commands when the doorbell rings. Tests of the driver run on it, and tests
//! of the RTL compare memory images and records with it. No product path uses it: it stands in
//! for no engine.
//!
//! Where it is exact: register values, which result words a command writes and with what, the
//! status of every record, its sequence, rows and events, which of the two record addresses is
//! used. Where it is nominal: time. A RUN takes `ceil(events / ports)` cycles per row and tile, a
//! LOAD one per word, a command one more; there are no stalls and the card is never idle.

mod command;
mod execute;
mod registers;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use spikelm_regs::{AddressMap, ConfigError, EngineConfig, register};

use crate::Card;
use crate::card::{CardError, Deadline, Ticket, Transfer};
use registers::Registers;

/// A model of the card, for tests: see the module.
#[derive(Debug)]
pub struct ReferenceCard {
    config: EngineConfig,
    map: AddressMap,
    state: Mutex<State>,
}

/// Everything that a command can change.
#[derive(Debug)]
struct State {
    registers: Registers,
    input: Vec<u8>,
    result: Vec<u8>,
    /// One byte per lane; row `k / ports` of bank `k % ports` at `(bank * depth + row) * lanes`.
    weights: Vec<u8>,
    next_ticket: u64,
    done: HashMap<Ticket, Result<Vec<u8>, CardError>>,
}

impl ReferenceCard {
    /// A card of that configuration, all memories zero, as after power-up.
    ///
    /// # Errors
    /// When the configuration cannot be built.
    pub fn new(config: EngineConfig) -> Result<ReferenceCard, ConfigError> {
        config.check()?;
        let weights = config.weight_rows as usize * config.lanes as usize;
        Ok(ReferenceCard {
            config,
            map: AddressMap::new(&config, 0),
            state: Mutex::new(State {
                registers: Registers::new(),
                input: vec![0; config.input_bytes as usize],
                result: vec![0; config.result_bytes as usize],
                weights: vec![0; weights],
                next_ticket: 0,
                done: HashMap::new(),
            }),
        })
    }

    /// The card's sizes.
    pub fn config(&self) -> &EngineConfig {
        &self.config
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn transfer(&self, state: &mut State, transfer: Transfer) -> Result<Vec<u8>, CardError> {
        let (operation, address, mut buffer) = match transfer {
            Transfer::Write { address, data } => ("write", address, data),
            Transfer::Read { address, buffer } => ("read", address, buffer),
        };
        let length = buffer.len();
        let Some(bytes) = state.window(&self.map, address, length) else {
            state.registers.error |= register::ERROR_DECODE;
            return Err(CardError::Bus { operation, address, length, response: "DECERR" });
        };
        if operation == "write" {
            bytes.copy_from_slice(&buffer);
        } else {
            buffer.copy_from_slice(bytes);
        }
        Ok(buffer)
    }
}

impl State {
    /// The bytes of a memory, or `None` where the range is not inside one window.
    fn window(&mut self, map: &AddressMap, address: u64, length: usize) -> Option<&mut [u8]> {
        let (memory, base) = if address >= map.result {
            (&mut self.result, map.result)
        } else {
            (&mut self.input, map.input)
        };
        let start = usize::try_from(address.checked_sub(base)?).ok()?;
        memory.get_mut(start..start.checked_add(length)?)
    }
}

impl Card for ReferenceCard {
    fn name(&self) -> String {
        format!("reference:{}", self.config.name)
    }

    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        let mut state = self.state();
        let ticket = Ticket(state.next_ticket);
        state.next_ticket += 1;
        let outcome = self.transfer(&mut state, transfer);
        state.done.insert(ticket, outcome);
        Ok(ticket)
    }

    fn wait(&self, ticket: Ticket, _: Deadline) -> Result<Vec<u8>, CardError> {
        self.state().done.remove(&ticket).unwrap_or(Err(CardError::Ticket(ticket)))
    }

    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        Ok(self.state().registers.read(&self.config, offset))
    }

    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        let mut state = self.state();
        state.registers.write(offset, value);
        state.run_commands(&self.config, &self.map);
        Ok(())
    }

    fn wait_event(&self, _: Deadline) -> Result<(), CardError> {
        // Commands have run already: what is low now stays low.
        if self.state().registers.interrupt() {
            return Ok(());
        }
        let address = u64::from(register::INTR_STATE.offset);
        Err(CardError::Timeout { operation: "interrupt", address, length: 0 })
    }
}
