//! The host's end of a serial line, bit by bit.

use std::collections::VecDeque;

use crate::verilated::{Library, Module, Port, VerilateError};

/// Start bit, eight bits with the lowest first, stop bit.
const BITS: u32 = 10;

/// Drives a module's `rx` and listens to its `tx`, a clock cycle at a time.
pub struct Line {
    rx: Port,
    tx: Port,
    /// Clocks of a bit.
    divider: u32,
    to_send: VecDeque<u8>,
    /// Bits of the byte under way, the next one lowest; its end is a lone 1.
    sending: u32,
    wait: u32,
    /// Clocks until the next bit is sampled, and the bits so far; none while the line idles.
    sampling: Option<(u32, u32, u32)>,
}

impl Line {
    /// A line to the module's ports `rx` and `tx`, idle.
    ///
    /// # Errors
    /// When a port is missing.
    pub fn new(library: &Library, divider: u32) -> Result<Line, VerilateError> {
        let (rx, tx) = (library.port("rx")?, library.port("tx")?);
        Ok(Line { rx, tx, divider, to_send: VecDeque::new(), sending: 1, wait: 0, sampling: None })
    }

    /// Queues bytes for the module.
    pub fn send(&mut self, bytes: impl IntoIterator<Item = u8>) {
        self.to_send.extend(bytes);
    }

    /// Whether a byte is under way in either direction, or waits to be sent.
    pub fn busy(&self) -> bool {
        self.wait > 0 || self.sending != 1 || !self.to_send.is_empty() || self.sampling.is_some()
    }

    /// Sets `rx` for the coming cycle.
    #[inline]
    pub fn drive(&mut self, module: &mut Module) {
        if self.wait > 0 {
            self.wait -= 1;
            return;
        }
        if self.sending == 1 {
            let Some(byte) = self.to_send.pop_front() else {
                module.set(self.rx, 1);
                return;
            };
            self.sending = 1 << BITS | 1 << (BITS - 1) | u32::from(byte) << 1;
        }
        module.set(self.rx, u64::from(self.sending & 1));
        self.sending >>= 1;
        self.wait = self.divider - 1;
    }

    /// Looks at `tx`; a byte that is complete comes out, unless its stop bit is missing.
    #[inline]
    pub fn sample(&mut self, module: &Module) -> Option<u8> {
        let level = u32::from(module.high(self.tx));
        let Some((wait, count, bits)) = &mut self.sampling else {
            if level == 0 {
                self.sampling = Some((self.divider / 2, 0, 0));
            }
            return None;
        };
        if *wait > 0 {
            *wait -= 1;
            return None;
        }
        *bits |= level << *count;
        *count += 1;
        *wait = self.divider - 1;
        if *count < BITS {
            return None;
        }
        let bits = *bits;
        self.sampling = None;
        (bits & 1 == 0 && bits >> (BITS - 1) == 1).then_some((bits >> 1) as u8)
    }
}
