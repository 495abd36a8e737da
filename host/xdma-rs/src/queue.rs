//! Transfers of a channel on a thread of their own.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::{Buffer, Channel, Control, Direction, Error, MAX_TRANSFER, Operation, PAGE, sys};

/// How long dropping a [`Queue`] waits for its transfer: longer than the driver's time-out, which is
/// ten seconds unless it was loaded with another.
pub const DROP_LIMIT: Duration = Duration::from_secs(15);

/// Names a transfer in a [`Queue`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket(pub u64);

/// Runs the transfers of a channel in order, on a thread with all signals blocked.
///
/// Each transfer owns its bytes until it has ended. What the card sees is page-aligned memory of
/// the queue's, in the same position in its page as the card address, so that any alignment of the
/// engine is met. When a transfer timed out, that memory stays untouched until
/// [`Queue::release`] finds the engine idle.
///
/// Dropping a queue waits for the transfer under way, which the driver ends after its time-out; one
/// that outlasts [`DROP_LIMIT`] is left behind with its thread and memory.
pub struct Queue {
    shared: Arc<Shared>,
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    next: Mutex<u64>,
    operation: Operation,
    engine: (Direction, u32),
    path: PathBuf,
}

struct Job {
    ticket: Ticket,
    address: u64,
    bytes: Vec<u8>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    transfers: HashMap<Ticket, Transfer>,
    quarantine: Vec<Buffer>,
    /// Transfers that were started and have not ended, those that were given up included.
    unended: usize,
    /// The thread has ended, or is about to.
    finished: bool,
}

struct Transfer {
    address: u64,
    length: usize,
    result: Option<Result<Vec<u8>, Error>>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    /// Takes a channel over.
    ///
    /// # Errors
    /// When there is no memory or no thread.
    pub fn new<C: Channel>(channel: C) -> io::Result<Queue> {
        let shared = Arc::new(Shared::default());
        let (jobs, queued) = self::channel();
        let path = channel.path().to_owned();
        let engine = (C::DIRECTION, channel.number());
        let buffer = staging()?;
        let (seen, name) = (shared.clone(), path.file_name().unwrap_or_default());
        let thread =
            thread::Builder::new().name(name.to_string_lossy().into_owned()).spawn(move || {
                let _finish = Finish(seen.clone());
                serve(&channel, buffer, &queued, &seen);
            })?;
        let (jobs, thread) = (Some(jobs), Some(thread));
        let operation = C::OPERATION;
        Ok(Queue { shared, jobs, thread, next: Mutex::default(), operation, engine, path })
    }

    /// Starts a transfer of `bytes.len()` bytes: writes `bytes` to `address`, or fills `bytes` from
    /// there, as the channel's direction is.
    pub fn start(&self, address: u64, bytes: Vec<u8>) -> Ticket {
        // Tickets enter the queue in their order.
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let ticket = Ticket(*next);
        *next += 1;
        let transfer = Transfer { address, length: bytes.len(), result: None };
        {
            let mut state = self.shared.state();
            state.transfers.insert(ticket, transfer);
            state.unended += 1;
        }
        let sent = self.jobs.as_ref().map(|jobs| jobs.send(Job { ticket, address, bytes }));
        if !matches!(sent, Some(Ok(()))) {
            // The thread has ended, which only a panic in it does.
            let gone = self.usage(address, 0, "the queue's thread has ended");
            end(&self.shared, ticket, Err(gone));
        }
        ticket
    }

    /// Waits for a transfer and gives its bytes back, once.
    ///
    /// # Errors
    /// What the driver said; [`Error::Timeout`] after `timeout`: the transfer keeps its bytes until
    /// it ends, then they are dropped. [`Error::Usage`] for a ticket that was waited for before.
    pub fn wait(&self, ticket: Ticket, timeout: Duration) -> Result<Vec<u8>, Error> {
        let limit = Instant::now().checked_add(timeout);
        let mut state = self.shared.state();
        loop {
            let Some(transfer) = state.transfers.get_mut(&ticket) else {
                return Err(self.usage(0, 0, "the transfer is not under way"));
            };
            if let Some(result) = transfer.result.take() {
                state.transfers.remove(&ticket);
                return result;
            }
            let (address, length) = (transfer.address, transfer.length);
            let left = limit.map_or(timeout, |l| l.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                state.transfers.remove(&ticket);
                let (operation, node) = (self.operation, self.path.as_path().into());
                return Err(Error::Timeout { operation, node, address, length });
            }
            let waited = self.shared.ended.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Gives up all transfers that were started. Those that have not begun never do; says whether the
    /// one under way has ended within `timeout`.
    pub fn abandon(&self, timeout: Duration) -> bool {
        let limit = Instant::now().checked_add(timeout);
        let mut state = self.shared.state();
        state.transfers.clear();
        while state.unended > 0 && !state.finished {
            let left = limit.map_or(timeout, |l| l.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return false;
            }
            let waited = self.shared.ended.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Transfers that have not been waited for.
    pub fn pending(&self) -> usize {
        self.shared.state().transfers.len()
    }

    /// Buffers that the card may still write to.
    pub fn quarantined(&self) -> usize {
        self.shared.state().quarantine.len()
    }

    /// Frees the quarantined buffers if the engine is idle, and says whether none is left.
    ///
    /// # Errors
    /// When the engine's status cannot be read.
    pub fn release(&self, control: &Control) -> Result<bool, Error> {
        if self.quarantined() == 0 {
            return Ok(true);
        }
        let status = control.status(self.engine.0, self.engine.1)?;
        let idle = !status.busy();
        if idle {
            self.shared.state().quarantine.clear();
        }
        Ok(idle)
    }

    fn usage(&self, address: u64, length: usize, reason: &str) -> Error {
        let (operation, node) = (self.operation, self.path.as_path().into());
        Error::Usage { operation, node, address, length, reason: reason.to_owned() }
    }
}

/// Tells that the thread has ended, however it did.
struct Finish(Arc<Shared>);

impl Drop for Finish {
    fn drop(&mut self) {
        self.0.state().finished = true;
        self.0.ended.notify_all();
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        drop(self.jobs.take());
        let Some(thread) = self.thread.take() else { return };
        let limit = Instant::now() + DROP_LIMIT;
        let mut state = self.shared.state();
        while !state.finished {
            let left = limit.saturating_duration_since(Instant::now());
            if left.is_zero() {
                log::warn!("{}: a transfer does not end; it is left behind", self.path.display());
                return;
            }
            let waited = self.shared.ended.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(state);
        // A panic of the thread has been told by the panic hook.
        let _ = thread.join();
    }
}

/// Room for a whole piece at any position in its first page.
fn staging() -> io::Result<Buffer> {
    Buffer::new(MAX_TRANSFER + PAGE)
}

fn end(shared: &Shared, ticket: Ticket, result: Result<Vec<u8>, Error>) {
    let mut state = shared.state();
    // Nobody waits any more for one whose deadline has passed.
    if let Some(transfer) = state.transfers.get_mut(&ticket) {
        transfer.result = Some(result);
    }
    state.unended -= 1;
    shared.ended.notify_all();
}

fn serve<C: Channel>(channel: &C, mut buffer: Buffer, jobs: &Receiver<Job>, shared: &Shared) {
    if let Err(e) = sys::block_signals() {
        log::warn!("{}: signals can abort transfers: {e}", channel.path().display());
    }
    while let Ok(Job { ticket, address, mut bytes }) = jobs.recv() {
        if !shared.state().transfers.contains_key(&ticket) {
            end(shared, ticket, Ok(bytes));
            continue;
        }
        let mut result = run(channel, &mut buffer, address, &mut bytes);
        if let Err(e) = &result
            && e.may_be_in_flight()
        {
            // Until there is memory for another buffer, this one must not be used either.
            match staging() {
                Ok(fresh) => {
                    shared.state().quarantine.push(std::mem::replace(&mut buffer, fresh));
                }
                Err(e) => {
                    let (op, length) = (C::OPERATION, bytes.len());
                    result = Err(Error::system(op, channel.path(), address, length, e));
                    end(shared, ticket, result.map(|()| bytes));
                    shared.state().quarantine.push(buffer);
                    return;
                }
            }
        }
        end(shared, ticket, result.map(|()| bytes));
    }
}

fn run<C: Channel>(
    channel: &C,
    buffer: &mut Buffer,
    address: u64,
    bytes: &mut [u8],
) -> Result<(), Error> {
    let mut at = address;
    for piece in bytes.chunks_mut(MAX_TRANSFER) {
        let start = (at % PAGE as u64) as usize;
        let range = start..start + piece.len();
        if C::DIRECTION == Direction::H2c {
            buffer.as_mut_slice()[range.clone()].copy_from_slice(piece);
        }
        channel.transfer(buffer, range.clone(), at)?;
        if C::DIRECTION == Direction::C2h {
            piece.copy_from_slice(&buffer.as_slice()[range]);
        }
        at = at.saturating_add(piece.len() as u64);
    }
    Ok(())
}
