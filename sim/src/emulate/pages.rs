//! Pages of registers that programs have mapped.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fuser::Errno;

use super::board::Board;
use super::node::Node;

/// The mapped pages of all cards, as they were last seen: by card, node and offset.
#[derive(Default)]
pub(super) struct Pages(Mutex<HashMap<(usize, bool, u64), Vec<u8>>>);

impl Pages {
    /// A page of registers, read without effects.
    pub(super) fn read(
        &self,
        card: usize,
        board: &Board,
        node: Node,
        offset: u64,
        size: u32,
    ) -> Result<Vec<u8>, Errno> {
        let key = key(card, node, offset)?;
        let words = (offset..offset + u64::from(size)).step_by(4);
        let page: Vec<u8> =
            words.flat_map(|at| board.read_word(node, at, true).to_le_bytes()).collect();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, page.clone());
        Ok(page)
    }

    /// A page comes back from a program: the words that changed were stored.
    pub(super) fn write(
        &self,
        card: usize,
        board: &Board,
        node: Node,
        offset: u64,
        data: &[u8],
    ) -> Result<(), Errno> {
        let key = key(card, node, offset)?;
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = pages.insert(key, data.to_vec());
        for (i, word) in data.as_chunks::<4>().0.iter().enumerate() {
            let before = shown.as_deref().and_then(|s| s.get(4 * i..4 * i + 4));
            if before != Some(word) {
                board.write_word(node, offset + 4 * i as u64, u32::from_le_bytes(*word));
            }
        }
        Ok(())
    }
}

/// Names a page of a BAR; other nodes have none.
fn key(card: usize, node: Node, offset: u64) -> Result<(usize, bool, u64), Errno> {
    match node {
        Node::User => Ok((card, false, offset)),
        Node::Control => Ok((card, true, offset)),
        _ => Err(Errno::ENODEV),
    }
}
