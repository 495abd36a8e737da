//! The thread that does all accesses of a serial card.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use spikelm_regs::serial::Operation;

use super::exchange::Exchange;
use crate::CardError;
use crate::card::{Ticket, Transfer};

/// Where the answer to a small access goes.
pub(super) type Reply = Sender<Result<u32, CardError>>;

/// An access.
pub(super) enum Job {
    Transfer(Ticket, Transfer),
    ReadRegister(u32, Reply),
    WriteRegister(u32, u32, Reply),
    /// Asks for the status of an answer.
    Hello(Reply),
    Reopen(Reply),
}

/// A transfer that somebody may wait for.
struct Pending {
    operation: &'static str,
    address: u64,
    length: usize,
    ended: Option<Result<Vec<u8>, CardError>>,
}

/// Transfers and their ends.
#[derive(Clone, Default)]
pub(super) struct Answers(Arc<(Mutex<Table>, Condvar)>);

#[derive(Default)]
struct Table {
    next: u64,
    pending: HashMap<u64, Pending>,
}

impl Answers {
    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A ticket for a transfer that will be done.
    pub(super) fn expect(&self, transfer: &Transfer) -> Ticket {
        let (operation, address, length) = match transfer {
            Transfer::Write { address, data } => ("write", *address, data.len()),
            Transfer::Read { address, buffer } => ("read", *address, buffer.len()),
        };
        let mut table = self.table();
        let ticket = table.next;
        table.next += 1;
        table.pending.insert(ticket, Pending { operation, address, length, ended: None });
        Ticket(ticket)
    }

    fn end(&self, ticket: Ticket, result: Result<Vec<u8>, CardError>) {
        // Nobody waits for a transfer whose deadline has passed.
        if let Some(pending) = self.table().pending.get_mut(&ticket.0) {
            pending.ended = Some(result);
            self.0.1.notify_all();
        }
    }

    pub(super) fn wait(&self, ticket: Ticket, time: Duration) -> Result<Vec<u8>, CardError> {
        let limit = Instant::now() + time;
        let mut table = self.table();
        loop {
            let Some(pending) = table.pending.get_mut(&ticket.0) else {
                return Err(CardError::Ticket(ticket));
            };
            let (operation, address, length) = (pending.operation, pending.address, pending.length);
            let ended = pending.ended.take();
            let left = limit.saturating_duration_since(Instant::now());
            if ended.is_some() || left.is_zero() {
                table.pending.remove(&ticket.0);
                return ended.unwrap_or(Err(CardError::Timeout { operation, address, length }));
            }
            table = self.0.1.wait_timeout(table, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// Does jobs until nobody can send any more.
pub(super) fn run(exchange: &mut Exchange, queue: &Receiver<Job>, answers: &Answers) {
    while let Ok(job) = queue.recv() {
        // Whoever asked may have gone.
        let _ = match job {
            Job::Transfer(ticket, Transfer::Write { address, data }) => {
                let result = exchange.write(address, &data).map(|()| data);
                answers.end(ticket, result);
                Ok(())
            }
            Job::Transfer(ticket, Transfer::Read { address, mut buffer }) => {
                let result = exchange.read(address, &mut buffer).map(|()| buffer);
                answers.end(ticket, result);
                Ok(())
            }
            Job::ReadRegister(offset, reply) => {
                reply.send(exchange.register(Operation::ReadRegister, offset, vec![]))
            }
            Job::WriteRegister(offset, value, reply) => {
                let data = value.to_le_bytes().to_vec();
                reply.send(exchange.register(Operation::WriteRegister, offset, data))
            }
            Job::Hello(reply) => reply.send(exchange.greet().map(u32::from)),
            Job::Reopen(reply) => reply.send(exchange.reopen().map(u32::from)),
        };
    }
}
