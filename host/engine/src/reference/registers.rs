//! The register block of the model.

use std::collections::BTreeMap;

use spikelm_regs::register::{self, COUNTERS, REGISTERS, Source};
use spikelm_regs::{EngineConfig, Status};

/// Values of the 64-bit counters, in the order of [`COUNTERS`].
pub(super) type Counters = [u64; COUNTERS.len()];

/// The register block.
#[derive(Debug)]
pub(super) struct Registers {
    stored: BTreeMap<u32, u32>,
    /// Ring index behind the last command that is done.
    pub(super) completed: u32,
    /// `ERROR`.
    pub(super) error: u32,
    counters: Counters,
    snapshot: Counters,
}

impl Registers {
    pub(super) fn new() -> Registers {
        let stored = REGISTERS.iter().filter(|r| r.source == Source::Stored);
        Registers {
            stored: stored.map(|r| (r.offset, r.reset)).collect(),
            completed: 0,
            error: 0,
            counters: Counters::default(),
            snapshot: Counters::default(),
        }
    }

    fn stored(&self, register: register::Register) -> u32 {
        self.stored.get(&register.offset).copied().unwrap_or_default()
    }

    pub(super) fn in_reset(&self) -> bool {
        self.stored(register::CONTROL) & register::CONTROL_RESET != 0
    }

    pub(super) fn doorbell(&self) -> u32 {
        self.stored(register::DOORBELL)
    }

    fn interrupt_state(&self) -> u32 {
        let mut state = 0;
        if self.completed != self.stored(register::INTR_ACK) {
            state |= register::INTR_DONE;
        }
        if self.error != 0 {
            state |= register::INTR_ERROR;
        }
        state
    }

    /// The interrupt line.
    pub(super) fn interrupt(&self) -> bool {
        self.interrupt_state() & self.stored(register::INTR_ENABLE) != 0
    }

    pub(super) fn read(&self, config: &EngineConfig, offset: u32) -> u32 {
        if let Some(value) = self.stored.get(&offset) {
            return *value;
        }
        for ((_, low), value) in COUNTERS.iter().zip(self.snapshot) {
            if offset == low.offset {
                return value as u32;
            }
            if offset == low.offset + 4 {
                return (value >> 32) as u32;
            }
        }
        match offset {
            o if o == register::COMPLETED.offset => self.completed,
            o if o == register::ERROR.offset => self.error,
            o if o == register::INTR_STATE.offset => self.interrupt_state(),
            o if o == register::STATUS.offset && self.in_reset() => register::STATUS_RESET,
            _ => {
                let found = REGISTERS.iter().find(|r| r.offset == offset);
                found.and_then(|r| register::constant_value(r, config)).unwrap_or_default()
            }
        }
    }

    pub(super) fn write(&mut self, offset: u32, value: u32) {
        let Some(r) = REGISTERS.iter().find(|r| r.offset == offset && r.source == Source::Stored)
        else {
            return;
        };
        self.stored.insert(offset, value & r.write_mask);
        if offset == register::CONTROL.offset {
            if value & register::CONTROL_SNAPSHOT != 0 {
                self.snapshot = self.counters;
            }
            if value & register::CONTROL_CLEAR_ERROR != 0 {
                self.error = 0;
            }
        }
        if self.in_reset() {
            self.stored.insert(register::DOORBELL.offset, 0);
            self.stored.insert(register::INTR_ACK.offset, 0);
            self.completed = 0;
            self.error = 0;
            self.counters = Counters::default();
            self.snapshot = Counters::default();
        }
    }

    /// The counter of that name now.
    pub(super) fn counter(&self, name: &str) -> u64 {
        let found = COUNTERS.iter().position(|(n, _)| *n == name);
        found.map_or(0, |i| self.counters[i])
    }

    /// Adds to the counter of that name.
    pub(super) fn count(&mut self, name: &str, amount: u64) {
        if let Some(i) = COUNTERS.iter().position(|(n, _)| *n == name) {
            self.counters[i] += amount;
        }
    }

    /// Remembers the first command that ended with an error.
    pub(super) fn command_failed(&mut self, status: Status) {
        if self.error & register::ERROR_COMMAND == 0 {
            self.error |= register::ERROR_COMMAND | status.code() << 8;
        }
    }
}
