//! User interrupts: counted, read and polled.

use std::fs;

use fuser::{Errno, PollNotifier, ReplyData};

use super::node::EVENTS;

/// Files that are told of a node's next event.
const MAX_POLLERS: usize = 64;

/// All event nodes of a card.
#[derive(Default)]
pub(super) struct EventNodes {
    nodes: [EventNode; EVENTS],
    /// Rises of the engine's interrupt line that were counted or lost.
    pub(super) seen: u64,
}

#[derive(Default)]
struct EventNode {
    count: u32,
    readers: Vec<Reader>,
    pollers: Vec<PollNotifier>,
}

/// A read that waits for an event.
struct Reader {
    reply: ReplyData,
    thread: u32,
}

impl EventNodes {
    /// Counts an event, and wakes one reader or all pollers.
    pub(super) fn count(&mut self, event: usize) {
        let Some(node) = self.nodes.get_mut(event) else { return };
        node.count = node.count.wrapping_add(1);
        if node.readers.is_empty() {
            for poller in node.pollers.drain(..) {
                if let Err(e) = poller.notify() {
                    log::debug!("a poll was not woken: {e}");
                }
            }
        } else {
            let reader = node.readers.remove(0);
            reader.reply.data(&node.count.to_le_bytes());
            node.count = 0;
        }
    }

    /// Answers a read at once or when an event is counted.
    pub(super) fn read(&mut self, event: usize, thread: u32, reply: ReplyData) {
        let Some(node) = self.nodes.get_mut(event) else { return reply.error(Errno::EINVAL) };
        if node.count == 0 {
            node.readers.push(Reader { reply, thread });
        } else {
            reply.data(&node.count.to_le_bytes());
            node.count = 0;
        }
    }

    /// Whether events are counted; if not, `poller` is told of the next one.
    pub(super) fn poll(&mut self, event: usize, poller: Option<PollNotifier>) -> bool {
        let Some(node) = self.nodes.get_mut(event) else { return false };
        if let Some(poller) = poller.filter(|_| node.count == 0) {
            // A file that is polled again is told once; one that was closed is never heard of again.
            node.pollers.retain(|p| p.handle().0 != poller.handle().0);
            if node.pollers.len() == MAX_POLLERS {
                node.pollers.remove(0);
            }
            node.pollers.push(poller);
        }
        node.count > 0
    }

    /// Whether anybody waits for the engine's interrupt.
    pub(super) fn waited_for(&self) -> bool {
        let [engine, ..] = &self.nodes;
        !engine.readers.is_empty() || !engine.pollers.is_empty()
    }

    /// Whether a read waits on any node.
    pub(super) fn has_readers(&self) -> bool {
        self.nodes.iter().any(|n| !n.readers.is_empty())
    }

    /// Ends the reads of threads that have a signal to handle: the kernel does not tell.
    pub(super) fn interrupt_readers(&mut self) {
        for node in &mut self.nodes {
            let (ended, waiting) =
                std::mem::take(&mut node.readers).into_iter().partition(|r| has_signal(r.thread));
            node.readers = waiting;
            let ended: Vec<Reader> = ended;
            for reader in ended {
                reader.reply.error(Errno::EINTR);
            }
        }
    }

    /// Ends all reads: the card goes away.
    pub(super) fn close(&mut self) {
        for node in &mut self.nodes {
            for reader in node.readers.drain(..) {
                reader.reply.error(Errno::ENODEV);
            }
            node.pollers.clear();
        }
    }
}

/// Whether a thread has a signal that it does not block, or is gone.
fn has_signal(thread: u32) -> bool {
    let Ok(status) = fs::read_to_string(format!("/proc/{thread}/status")) else { return true };
    let mask = |name: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(name));
        line.and_then(|l| u64::from_str_radix(l.trim(), 16).ok()).unwrap_or(0)
    };
    (mask("SigPnd:") | mask("ShdPnd:")) & !mask("SigBlk:") != 0
}
