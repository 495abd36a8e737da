//! Bringing back a card that failed.
//!
//! A job is idempotent: its rows, tiles and commands are the host's, and the card keeps nothing
//! that cannot be written again. So recovery brings the card to the state after power-up, by the
//! mildest [`Step`] after which it answers as it should, and the work that had not come back is
//! planned anew. Whatever went wrong on the link (a transfer that failed, a command or a record
//! that was damaged on its way, an engine that stands still) is the same to it.

use spikelm_regs::{PLAIN_BYTES, register};

use super::identify::identify;
use super::pipeline::Pipeline;
use crate::EngineError;
use crate::card::{CardError, Step};

/// Bytes written and read back to see that both channels work, to plain memory.
const PROBE_BYTES: usize = 256;
/// Tries of each step.
const ROUNDS: u32 = 3;
const _: () = assert!(PROBE_BYTES <= PLAIN_BYTES as usize);

impl Pipeline {
    /// Brings the card to the state after power-up, its interrupt enabled. All jobs are forgotten.
    ///
    /// # Errors
    /// [`EngineError::Lost`] with `cause` and what each step came to.
    pub(super) fn restore(&mut self, cause: &EngineError) -> Result<(), EngineError> {
        self.forget();
        let mut tried = Vec::new();
        for step in Step::ALL {
            // A fault may strike while another is dealt with: that is no reason to climb.
            for _ in 0..ROUNDS {
                let outcome = match self.card().recover(step) {
                    // A card whose channels need no settling may still need its engine reset.
                    Ok(taken) if taken || step == Step::Settle => self.establish(),
                    Ok(_) => break,
                    Err(e) => Err(self.fail(e)),
                };
                let Err(e) = outcome else {
                    log::warn!("{}: works again ({step}, soft reset)", self.card().name());
                    return Ok(());
                };
                let reason = short(&e);
                log::warn!("{}: {step}: {reason}", self.card().name());
                tried.push(format!("{step} ({reason})"));
            }
        }
        Err(EngineError::Lost {
            card: self.card().name(),
            reason: short(cause),
            tried: tried.join(", "),
        })
    }

    /// Checks who answers, resets the engine and sees that registers and both channels work.
    fn establish(&self) -> Result<(), EngineError> {
        let found = identify(self.card())?;
        let odd = |reason| {
            let operation = "reset";
            Err(self.fail(CardError::Link { operation, address: 0, reason }))
        };
        if found != self.layout().config {
            return odd(format!("another engine answers: {found:?}"));
        }
        self.reset()?;
        for (r, expected) in [
            (register::INTR_ENABLE, register::INTR_DONE),
            (register::STATUS, 0),
            (register::COMPLETED, 0),
        ] {
            let value = self.read_register(r.offset)?;
            if value != expected {
                return odd(format!("{} is {value:#x} after it", r.name));
            }
        }
        let pattern: Vec<u8> = (0..PROBE_BYTES).map(|i| (i * 151 % 256) as u8).collect();
        let address = self.layout().map.input;
        let echo = self.card().write_memory(address, pattern.clone());
        let echo = echo.and_then(|()| self.card().read_memory(address, PROBE_BYTES));
        match echo {
            Ok(bytes) if bytes == pattern => Ok(()),
            Ok(_) => odd("memory returns other bytes than were written".into()),
            Err(e) => Err(self.fail(e)),
        }
    }
}

/// An error without the card's name, which the message around it has.
fn short(error: &EngineError) -> String {
    let text = error.to_string();
    match error {
        EngineError::Card { card, .. }
        | EngineError::Command { card, .. }
        | EngineError::Interface { card, .. } => {
            text.strip_prefix(card.as_str()).map_or(&*text, |t| t.trim_start_matches(": ")).into()
        }
        _ => text,
    }
}
