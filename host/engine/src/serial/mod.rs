//! A card behind a serial line.

mod exchange;
mod worker;

use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use spikelm_regs::serial::STATUS_INTERRUPT;

use crate::card::{Deadline, Step, Ticket, Transfer};
use crate::{Card, CardError};
use exchange::Exchange;
use worker::{Answers, Job, Reply};

/// How often the interrupt line is asked for.
const PAUSE: Duration = Duration::from_millis(2);

/// How a [`SerialCard`] is driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SerialOptions {
    /// Bits a second.
    pub baud: u32,
    /// How long a request may be without an answer, the time of its bytes on the line not counted,
    /// before it is sent again.
    pub patience: Duration,
    /// How often a request is sent before the line counts as dead.
    pub tries: u32,
}

impl Default for SerialOptions {
    /// 2 Mbaud, half a second, 6 times.
    fn default() -> SerialOptions {
        SerialOptions { baud: 2_000_000, patience: Duration::from_millis(500), tries: 6 }
    }
}

/// A card behind the frames of [`spikelm_regs::serial`]: an engine on an FPGA board with a UART, or
/// a simulated one behind a pseudo-terminal.
///
/// A thread does all accesses in the order of their start, two requests of 1 KiB on the way at a
/// time; a request without an answer is sent again. There is no interrupt: its line is asked for.
pub struct SerialCard {
    name: String,
    jobs: Option<Sender<Job>>,
    answers: Answers,
    thread: Option<JoinHandle<()>>,
}

impl SerialCard {
    /// Opens a line and greets the bridge at its other end.
    ///
    /// # Errors
    /// [`CardError::Link`] when the line cannot be opened or nobody answers.
    pub fn open(path: &Path, options: SerialOptions) -> Result<SerialCard, CardError> {
        let mut exchange = Exchange::open(path, options)?;
        exchange.greet()?;
        let (jobs, queue) = channel();
        let answers = Answers::default();
        let shared = answers.clone();
        let worker = move || worker::run(&mut exchange, &queue, &shared);
        let thread = thread::Builder::new().name("serial".into()).spawn(worker);
        let thread = thread.map_err(|e| exchange::link("open", 0, e.to_string()))?;
        let name = format!("serial:{}", path.display());
        Ok(SerialCard { name, jobs: Some(jobs), answers, thread: Some(thread) })
    }

    fn send(&self, job: Job, operation: &'static str, address: u64) -> Result<(), CardError> {
        let sent = self.jobs.as_ref().map(|jobs| jobs.send(job));
        match sent {
            Some(Ok(())) => Ok(()),
            _ => Err(exchange::link(operation, address, "the line's thread has ended".into())),
        }
    }

    /// Sends a job and waits for its answer.
    fn ask(
        &self,
        job: impl FnOnce(Reply) -> Job,
        operation: &'static str,
        address: u64,
    ) -> Result<u32, CardError> {
        let (reply, answer) = channel();
        self.send(job(reply), operation, address)?;
        let gone = |_| exchange::link(operation, address, "the line's thread has ended".into());
        answer.recv().map_err(gone)?
    }
}

impl Card for SerialCard {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        let (operation, address) = match &transfer {
            Transfer::Write { address, .. } => ("write", *address),
            Transfer::Read { address, .. } => ("read", *address),
        };
        let ticket = self.answers.expect(&transfer);
        self.send(Job::Transfer(ticket, transfer), operation, address)?;
        Ok(ticket)
    }

    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        self.answers.wait(ticket, deadline.time)
    }

    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        self.ask(|reply| Job::ReadRegister(offset, reply), "register read", offset.into())
    }

    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        let job = |reply| Job::WriteRegister(offset, value, reply);
        self.ask(job, "register write", offset.into()).map(drop)
    }

    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        const OPERATION: &str = "wait for an interrupt";
        let limit = Instant::now() + deadline.time;
        loop {
            let status = self.ask(Job::Hello, OPERATION, 0)?;
            if status & u32::from(STATUS_INTERRUPT) != 0 {
                return Ok(());
            }
            if Instant::now() >= limit {
                return Err(CardError::Timeout { operation: OPERATION, address: 0, length: 0 });
            }
            thread::sleep(PAUSE);
        }
    }

    fn recover(&self, step: Step) -> Result<bool, CardError> {
        match step {
            // Behind everything that was started.
            Step::Settle => self.ask(Job::Hello, "settle", 0).map(|_| true),
            Step::Reopen => self.ask(Job::Reopen, "open", 0).map(|_| true),
            Step::Reinitialise | Step::Rescan => Ok(false),
        }
    }
}

impl Drop for SerialCard {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // What it is doing ends by itself: every request has a limit.
            let _ = thread.join();
        }
    }
}
