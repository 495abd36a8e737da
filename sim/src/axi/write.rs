//! The write half of the AXI4 master: address, data and response channels.

use std::collections::VecDeque;

use super::burst::{Burst, first_burst};
use super::hold::Held;
use super::{BusError, Ended, MemoryPorts, ProtocolError};
use crate::verilated::Module;

/// Id of all writes.
const ID: u64 = 0x5;
/// Bursts that may wait for their response.
const MAX_OUTSTANDING: usize = 8;
/// What stands on byte lanes that are not written.
const UNUSED_LANE: u8 = 0xA5;
/// Bytes of the widest beat.
const MAX_WIDTH: usize = 64;

/// A write that has not ended.
struct Job {
    address: u64,
    data: Vec<u8>,
    /// Bytes that bursts already cover.
    covered: usize,
    /// Bursts without a response.
    open: usize,
    error: Option<BusError>,
}

/// A burst whose data are still to be sent.
#[derive(Clone, Copy)]
struct Sending {
    burst: Burst,
    job: u64,
    /// Where the burst's bytes start in the job's data.
    start: usize,
}

/// Writes, in order.
pub(super) struct Writes {
    ports: MemoryPorts,
    width: usize,
    jobs: VecDeque<Job>,
    /// Number of `jobs[0]`: writes that have ended.
    ended: u64,
    /// Number of the job that the next burst is cut from.
    next: u64,
    sending: VecDeque<Sending>,
    /// Beats of `sending[0]` that are sent.
    beat: usize,
    /// Job of each burst without a response, oldest first.
    outstanding: VecDeque<u64>,
    /// Bursts of `outstanding` whose last beat is sent.
    answerable: usize,
    address_valid: bool,
    data_valid: bool,
    strobe: u64,
    ready: bool,
    /// A response was there in the last cycle, and not taken.
    offered: bool,
}

impl Writes {
    pub(super) fn new(module: &mut Module, ports: MemoryPorts) -> Writes {
        let width = ports.width();
        module.set(ports.awid, ID);
        module.set(ports.awsize, u64::from(width.trailing_zeros()));
        module.set(ports.awburst, 1);
        module.set(ports.bready, 1);
        Writes {
            ports,
            width,
            jobs: VecDeque::new(),
            ended: 0,
            next: 0,
            sending: VecDeque::with_capacity(MAX_OUTSTANDING),
            beat: 0,
            outstanding: VecDeque::with_capacity(MAX_OUTSTANDING),
            answerable: 0,
            address_valid: false,
            data_valid: false,
            strobe: 0,
            ready: true,
            offered: false,
        }
    }

    /// Queues a write. `data` must not be empty.
    pub(super) fn push(&mut self, address: u64, data: Vec<u8>) {
        self.jobs.push_back(Job { address, data, covered: 0, open: 0, error: None });
    }

    /// Whether nothing is queued, shown or waited for.
    #[inline]
    pub(super) fn idle(&self, module: &Module) -> bool {
        let shown = [self.ports.awvalid, self.ports.wvalid, self.ports.bvalid];
        self.jobs.is_empty() && self.ready && !shown.iter().any(|&port| module.high(port))
    }

    /// Sets inputs for the coming cycle.
    #[inline]
    pub(super) fn drive(&mut self, module: &mut Module, held: Held) {
        let address_held = held.has(Held::WRITE_ADDRESS);
        if !self.address_valid
            && (address_held || !self.offer_address(module))
            && module.high(self.ports.awvalid)
        {
            module.set(self.ports.awvalid, 0);
        }
        let data_held = held.has(Held::WRITE_DATA);
        if !self.data_valid
            && (data_held || !self.offer_data(module))
            && module.high(self.ports.wvalid)
        {
            module.set(self.ports.wvalid, 0);
        }
        let ready = !held.has(Held::WRITE_RESPONSE);
        if self.ready != ready {
            self.ready = ready;
            module.set(self.ports.bready, u64::from(ready));
        }
    }

    #[inline]
    fn offer_address(&mut self, module: &mut Module) -> bool {
        let at = (self.next - self.ended) as usize;
        if at >= self.jobs.len() || self.outstanding.len() >= MAX_OUTSTANDING {
            return false;
        }
        let job = &mut self.jobs[at];
        let (start, address) = (job.covered, job.address + job.covered as u64);
        let burst = first_burst(address, job.data.len() - start, self.width);
        job.covered += burst.bytes;
        job.open += 1;
        let whole = job.covered == job.data.len();
        self.sending.push_back(Sending { burst, job: self.next, start });
        self.outstanding.push_back(self.next);
        self.next += u64::from(whole);
        module.set(self.ports.awaddr, burst.address);
        module.set(self.ports.awlen, burst.beats as u64 - 1);
        module.set(self.ports.awvalid, 1);
        self.address_valid = true;
        true
    }

    #[inline]
    fn offer_data(&mut self, module: &mut Module) -> bool {
        let Some(Sending { burst, job, start }) = self.sending.front().copied() else {
            return false;
        };
        let (lane, range) = burst.lanes(self.beat, self.width);
        let data = &self.jobs[(job - self.ended) as usize].data;
        let bytes = &data[start + range.start..start + range.end];
        let ones = u64::MAX >> (64 - bytes.len());
        if bytes.len() == self.width {
            module.set_bytes(self.ports.wdata, bytes);
        } else {
            let mut beat = [UNUSED_LANE; MAX_WIDTH];
            beat[lane..lane + bytes.len()].copy_from_slice(bytes);
            module.set_bytes(self.ports.wdata, &beat[..self.width]);
        }
        if self.strobe != ones << lane {
            self.strobe = ones << lane;
            module.set(self.ports.wstrb, self.strobe);
        }
        module.set(self.ports.wlast, u64::from(self.beat + 1 == burst.beats));
        module.set(self.ports.wvalid, 1);
        self.data_valid = true;
        true
    }

    /// Looks at settled outputs; a write that ends comes out with its data.
    #[inline]
    pub(super) fn sample(&mut self, module: &Module) -> Result<Option<Ended>, ProtocolError> {
        // An answer may follow only what was taken before this cycle.
        let (address_valid, answerable) = (self.address_valid, self.answerable);
        if address_valid && module.high(self.ports.awready) {
            self.address_valid = false;
        }
        if self.data_valid && module.high(self.ports.wready) {
            self.data_valid = false;
            self.beat += 1;
            if self.sending.front().is_some_and(|s| s.burst.beats == self.beat) {
                self.sending.pop_front();
                self.beat = 0;
                self.answerable += 1;
            }
        }
        let fail = |rule| Err(ProtocolError { cycle: module.cycles(), rule });
        let valid = module.high(self.ports.bvalid);
        if self.offered && !valid {
            return fail("a write response was withdrawn before it was taken");
        }
        self.offered = valid && !self.ready;
        if !valid || !self.ready {
            return Ok(None);
        }
        if answerable == 0 || (address_valid && self.outstanding.len() == 1) {
            return fail("a write response before the write's address and last beat were taken");
        }
        if module.get(self.ports.bid) != ID {
            return fail("a write response with the wrong id");
        }
        self.answerable -= 1;
        let error = BusError::from_code(module.get(self.ports.bresp));
        Ok(self.answer(error))
    }

    fn answer(&mut self, error: Option<BusError>) -> Option<Ended> {
        let number = self.outstanding.pop_front()?;
        let job = self.jobs.get_mut((number - self.ended) as usize)?;
        job.open -= 1;
        job.error = job.error.or(error);
        if job.open > 0 || job.covered < job.data.len() {
            return None;
        }
        // One id, so that responses come in order and this is the oldest job.
        let job = self.jobs.pop_front()?;
        self.ended += 1;
        Some((job.data, job.error))
    }
}
