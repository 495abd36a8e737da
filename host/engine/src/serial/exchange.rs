//! Requests and their answers over a line that may lose, add and flip.

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serial2::SerialPort;
use spikelm_regs::serial::{
    Deframer, END, MAX_PAYLOAD, Operation, Request, Response, STATUS_REFUSED, STATUS_RESPONSE,
    WINDOW, on_line,
};

use super::SerialOptions;
use crate::CardError;

/// Longest wait for bytes at a time, so that a request's own limit is noticed.
const TICK: Duration = Duration::from_millis(20);
/// Bits of a byte on the line.
const BYTE_BITS: u32 = 10;

pub(super) fn link(operation: &'static str, address: u64, reason: String) -> CardError {
    CardError::Link { operation, address, reason }
}

/// A request that has no answer yet.
struct Sent {
    /// Its number among the requests of an access.
    index: usize,
    sequence: u8,
    /// Bytes of data that its answer has.
    expects: usize,
    line: Vec<u8>,
    limit: Instant,
    tries: u32,
}

/// A line, and what was said on it.
pub(super) struct Exchange {
    path: PathBuf,
    options: SerialOptions,
    port: SerialPort,
    /// Bytes that came and were not looked at.
    come: VecDeque<u8>,
    deframer: Deframer,
    sequence: u8,
}

fn open(path: &Path, baud: u32) -> Result<SerialPort, CardError> {
    let settings = |mut settings: serial2::Settings| {
        settings.set_raw();
        settings.set_baud_rate(baud)?;
        Ok(settings)
    };
    let port = SerialPort::open(path, settings).and_then(|mut port| {
        port.set_read_timeout(TICK)?;
        port.discard_buffers()?;
        Ok(port)
    });
    port.map_err(|e| link("open", 0, format!("{}: {e}", path.display())))
}

impl Exchange {
    pub(super) fn open(path: &Path, options: SerialOptions) -> Result<Exchange, CardError> {
        Ok(Exchange {
            path: path.to_owned(),
            options,
            port: open(path, options.baud)?,
            come: VecDeque::new(),
            deframer: Deframer::default(),
            sequence: 0,
        })
    }

    /// Opens the line anew and greets.
    pub(super) fn reopen(&mut self) -> Result<u8, CardError> {
        self.port = open(&self.path, self.options.baud)?;
        self.come.clear();
        self.deframer = Deframer::default();
        self.greet()
    }

    /// Asks for an answer; its status.
    pub(super) fn greet(&mut self) -> Result<u8, CardError> {
        // Ends whatever frame the bridge thinks it is in.
        self.say(&[END], "greet", 0)?;
        let mut status = 0;
        let hello = self.request(Operation::Hello, 0, 0, vec![]);
        self.all("greet", 0, std::iter::once(hello), &mut |_, response| status = response.status)?;
        Ok(status)
    }

    pub(super) fn write(&mut self, address: u64, data: &[u8]) -> Result<(), CardError> {
        let first = self.sequence;
        let requests = data.chunks(MAX_PAYLOAD).zip(0u64..).map(|(part, i)| Request {
            operation: Operation::Write,
            sequence: first.wrapping_add(i as u8),
            length: part.len() as u16,
            address: address.wrapping_add(i * MAX_PAYLOAD as u64),
            data: part.to_vec(),
        });
        self.all("write", address, requests, &mut |_, _| ())
    }

    pub(super) fn read(&mut self, address: u64, buffer: &mut [u8]) -> Result<(), CardError> {
        let first = self.sequence;
        let length = buffer.len();
        let requests = (0..length.div_ceil(MAX_PAYLOAD)).map(|i| Request {
            operation: Operation::Read,
            sequence: first.wrapping_add(i as u8),
            length: MAX_PAYLOAD.min(length - i * MAX_PAYLOAD) as u16,
            address: address.wrapping_add((i * MAX_PAYLOAD) as u64),
            data: vec![],
        });
        self.all("read", address, requests, &mut |i, response| {
            let part = &mut buffer[i * MAX_PAYLOAD..];
            part[..response.data.len()].copy_from_slice(&response.data);
        })
    }

    pub(super) fn register(
        &mut self,
        operation: Operation,
        offset: u32,
        data: Vec<u8>,
    ) -> Result<u32, CardError> {
        let what = match operation {
            Operation::ReadRegister => "register read",
            _ => "register write",
        };
        let request = self.request(operation, 4, offset.into(), data);
        let mut value = 0;
        self.all(what, offset.into(), std::iter::once(request), &mut |_, response| {
            value = response.data.try_into().map_or(0, u32::from_le_bytes);
        })?;
        Ok(value)
    }

    fn request(&self, operation: Operation, length: u16, address: u64, data: Vec<u8>) -> Request {
        Request { operation, sequence: self.sequence, length, address, data }
    }

    /// Sends requests, at most [`WINDOW`] without an answer, and gives each answer with its number
    /// to `answered`, in any order.
    fn all(
        &mut self,
        operation: &'static str,
        address: u64,
        requests: impl Iterator<Item = Request>,
        answered: &mut dyn FnMut(usize, Response),
    ) -> Result<(), CardError> {
        let mut requests = requests.enumerate();
        let mut sent: VecDeque<Sent> = VecDeque::new();
        let mut length = 0;
        let mut worst = 0;
        loop {
            while sent.len() < WINDOW
                && let Some((index, request)) = requests.next()
            {
                self.sequence = request.sequence.wrapping_add(1);
                length += usize::from(request.length);
                let reads = matches!(request.operation, Operation::Read | Operation::ReadRegister);
                let expects = if reads { request.length.into() } else { 0 };
                let sequence = request.sequence;
                let line = on_line(&request.frame());
                let limit = Instant::now() + self.patience(line.len());
                self.say(&line, operation, address)?;
                sent.push_back(Sent { index, sequence, expects, line, limit, tries: 1 });
            }
            if sent.is_empty() {
                break;
            }
            if let Some(response) = self.listen(operation, address)? {
                let known = sent.iter().position(|s| s.sequence == response.sequence);
                // An answer that came twice, or one to somebody before us.
                let Some(at) = known else { continue };
                if response.status & STATUS_REFUSED != 0 {
                    let reason = "the bridge refused the request; is it of this version?".into();
                    return Err(link(operation, address, reason));
                }
                if response.data.len() != sent[at].expects {
                    continue;
                }
                worst |= response.status & STATUS_RESPONSE;
                if let Some(done) = sent.remove(at) {
                    answered(done.index, response);
                }
                continue;
            }
            let now = Instant::now();
            for late in sent.iter_mut().filter(|s| now >= s.limit) {
                if late.tries >= self.options.tries {
                    let (baud, tries) = (self.options.baud, late.tries);
                    let reason = format!(
                        "{}: no answer to a request that was sent {tries} times at {baud} baud; \
                         is the bitstream loaded, and is this the board's line and rate?",
                        self.path.display()
                    );
                    return Err(link(operation, address, reason));
                }
                log::debug!("{}: {operation} at {address:#x}: sent again", self.path.display());
                self.say(&late.line, operation, address)?;
                late.limit = Instant::now() + self.patience(late.line.len());
                late.tries += 1;
            }
        }
        let response = match worst {
            0 => return Ok(()),
            1 => "EXOKAY",
            2 => "SLVERR",
            _ => "DECERR",
        };
        Err(CardError::Bus { operation, address, length, response })
    }

    /// The time that an answer may take, with all that may stand before it on the line.
    fn patience(&self, bytes: usize) -> Duration {
        let longest = 2 * MAX_PAYLOAD;
        let bits = (bytes + WINDOW * longest) as u64 * u64::from(BYTE_BITS);
        self.options.patience + Duration::from_secs_f64(bits as f64 / f64::from(self.options.baud))
    }

    fn say(&self, bytes: &[u8], operation: &'static str, address: u64) -> Result<(), CardError> {
        let failed = |e| link(operation, address, format!("{}: {e}", self.path.display()));
        self.port.write_all(bytes).map_err(failed)
    }

    /// The next response, or none for a while: also where bytes come that are none.
    fn listen(
        &mut self,
        operation: &'static str,
        address: u64,
    ) -> Result<Option<Response>, CardError> {
        if self.come.is_empty() {
            let mut bytes = [0; 4096];
            let failed = |why: String| {
                Err(link(operation, address, format!("{}: {why}", self.path.display())))
            };
            match self.port.read(&mut bytes) {
                Ok(0) => return failed("the line has ended".into()),
                Ok(count) => self.come.extend(&bytes[..count]),
                Err(e) if matches!(e.kind(), ErrorKind::TimedOut | ErrorKind::Interrupted) => {}
                Err(e) => return failed(e.to_string()),
            }
        }
        while let Some(byte) = self.come.pop_front() {
            let frame = self.deframer.push(byte);
            if let Some(response) = frame.and_then(|f| Response::parse(&f)) {
                return Ok(Some(response));
            }
        }
        Ok(None)
    }
}
