//! 32-bit accesses of the BARs.

use spikelm_engine::Card;

use super::board::Board;
use super::cms;
use super::node::{CONTROL_BYTES, Node, USER_BYTES};

/// End of the engine's registers in the user BAR.
const ENGINE_BYTES: u32 = 0x1_0000;

impl Board {
    /// A 32-bit read of a BAR; a `peek` has no effect on it.
    pub(super) fn read_word(&self, node: Node, offset: u64, peek: bool) -> u32 {
        let answered = {
            let injector = &mut self.state().injector;
            match (node, peek) {
                (_, true) => !injector.is_gone(),
                (Node::User, false) => injector.register_read(),
                (_, false) => injector.answers(),
            }
        };
        self.renew();
        if !answered {
            return u32::MAX;
        }
        match (node, u32::try_from(offset)) {
            (Node::Control, Ok(offset)) if u64::from(offset) < CONTROL_BYTES => {
                self.state().control.read(offset, peek)
            }
            (Node::User, Ok(offset)) if offset < ENGINE_BYTES => {
                // A read that the bus refuses is all ones on the other side of PCIe.
                self.access(|card| card.read_register(offset)).unwrap_or(u32::MAX)
            }
            (Node::User, Ok(offset)) if (cms::BASE..cms::BASE + cms::BYTES).contains(&offset) => {
                self.state().cms.read(offset - cms::BASE)
            }
            (Node::User, Ok(offset)) if u64::from(offset) < USER_BYTES => 0,
            _ => u32::MAX,
        }
    }

    /// A 32-bit write to a BAR. It is posted: nobody learns that it went nowhere.
    pub(super) fn write_word(&self, node: Node, offset: u64, value: u32) {
        let Ok(offset) = u32::try_from(offset) else { return };
        let engine = node == Node::User && offset < ENGINE_BYTES;
        let arrives = {
            let injector = &mut self.state().injector;
            if engine { injector.register_write(offset, value) } else { injector.answers() }
        };
        self.renew();
        if !arrives {
            return;
        }
        if engine {
            if let Err(e) = self.access(|card| card.write_register(offset, value)) {
                log::info!("{e}");
            }
        } else if node == Node::Control {
            self.state().control.write(offset, value);
        } else if offset >= cms::BASE {
            self.state().cms.write(offset - cms::BASE, value);
        }
    }
}
