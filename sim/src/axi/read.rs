//! The read half of the AXI4 master: address and data channels.

use std::collections::VecDeque;

use super::burst::{Burst, first_burst};
use super::hold::Held;
use super::{BusError, Ended, MemoryPorts, ProtocolError};
use crate::verilated::Module;

/// Id of all reads.
const ID: u64 = 0xA;
/// Bursts that may wait for their data.
const MAX_OUTSTANDING: usize = 8;
/// Bytes of the widest beat.
const MAX_WIDTH: usize = 64;

/// A read that has not ended.
struct Job {
    address: u64,
    buffer: Vec<u8>,
    /// Bytes that bursts already cover.
    covered: usize,
    error: Option<BusError>,
}

/// A burst whose data are still to come.
#[derive(Clone, Copy)]
struct Coming {
    burst: Burst,
    /// Where the burst's bytes start in the job's buffer.
    start: usize,
}

/// Reads, in order.
pub(super) struct Reads {
    ports: MemoryPorts,
    width: usize,
    jobs: VecDeque<Job>,
    /// Number of `jobs[0]`: reads that have ended.
    ended: u64,
    /// Number of the job that the next burst is cut from.
    next: u64,
    coming: VecDeque<Coming>,
    /// Beats of `coming[0]` that have come.
    beat: usize,
    address_valid: bool,
    ready: bool,
    /// Data were there in the last cycle, and not taken.
    offered: bool,
}

impl Reads {
    pub(super) fn new(module: &mut Module, ports: MemoryPorts) -> Reads {
        let width = ports.width();
        module.set(ports.arid, ID);
        module.set(ports.arsize, u64::from(width.trailing_zeros()));
        module.set(ports.arburst, 1);
        module.set(ports.rready, 1);
        Reads {
            ports,
            width,
            jobs: VecDeque::new(),
            ended: 0,
            next: 0,
            coming: VecDeque::with_capacity(MAX_OUTSTANDING),
            beat: 0,
            address_valid: false,
            ready: true,
            offered: false,
        }
    }

    /// Queues a read. `buffer` must not be empty.
    pub(super) fn push(&mut self, address: u64, buffer: Vec<u8>) {
        self.jobs.push_back(Job { address, buffer, covered: 0, error: None });
    }

    /// Whether nothing is queued, shown or waited for.
    #[inline]
    pub(super) fn idle(&self, module: &Module) -> bool {
        let shown = [self.ports.arvalid, self.ports.rvalid];
        self.jobs.is_empty() && self.ready && !shown.iter().any(|&port| module.high(port))
    }

    /// Sets inputs for the coming cycle.
    #[inline]
    pub(super) fn drive(&mut self, module: &mut Module, held: Held) {
        let address_held = held.has(Held::READ_ADDRESS);
        if !self.address_valid
            && (address_held || !self.offer_address(module))
            && module.high(self.ports.arvalid)
        {
            module.set(self.ports.arvalid, 0);
        }
        let ready = !held.has(Held::READ_DATA);
        if self.ready != ready {
            self.ready = ready;
            module.set(self.ports.rready, u64::from(ready));
        }
    }

    #[inline]
    fn offer_address(&mut self, module: &mut Module) -> bool {
        let at = (self.next - self.ended) as usize;
        if at >= self.jobs.len() || self.coming.len() >= MAX_OUTSTANDING {
            return false;
        }
        let job = &mut self.jobs[at];
        let (start, address) = (job.covered, job.address + job.covered as u64);
        let burst = first_burst(address, job.buffer.len() - start, self.width);
        job.covered += burst.bytes;
        self.next += u64::from(job.covered == job.buffer.len());
        self.coming.push_back(Coming { burst, start });
        module.set(self.ports.araddr, burst.address);
        module.set(self.ports.arlen, burst.beats as u64 - 1);
        module.set(self.ports.arvalid, 1);
        self.address_valid = true;
        true
    }

    /// Looks at settled outputs; a read that ends comes out with its buffer.
    #[inline]
    pub(super) fn sample(&mut self, module: &Module) -> Result<Option<Ended>, ProtocolError> {
        let address_valid = self.address_valid;
        if address_valid && module.high(self.ports.arready) {
            self.address_valid = false;
        }
        let fail = |rule| Err(ProtocolError { cycle: module.cycles(), rule });
        let valid = module.high(self.ports.rvalid);
        if self.offered && !valid {
            return fail("read data were withdrawn before they were taken");
        }
        self.offered = valid && !self.ready;
        if !valid || !self.ready {
            return Ok(None);
        }
        let (Some(Coming { burst, start }), Some(job)) =
            (self.coming.front().copied(), self.jobs.front_mut())
        else {
            return fail("read data that nobody asked for");
        };
        if address_valid && self.coming.len() == 1 {
            return fail("read data before the read's address was taken");
        }
        if module.get(self.ports.rid) != ID {
            return fail("read data with the wrong id");
        }
        let last = self.beat + 1 == burst.beats;
        if module.high(self.ports.rlast) != last {
            return fail("a read burst of the wrong length");
        }
        job.error = job.error.or(BusError::from_code(module.get(self.ports.rresp)));
        let (lane, range) = burst.lanes(self.beat, self.width);
        let to = &mut job.buffer[start + range.start..start + range.end];
        if to.len() == self.width {
            module.get_bytes(self.ports.rdata, to);
        } else {
            let mut beat = [0; MAX_WIDTH];
            module.get_bytes(self.ports.rdata, &mut beat[..self.width]);
            to.copy_from_slice(&beat[lane..lane + to.len()]);
        }
        self.beat += 1;
        if !last {
            return Ok(None);
        }
        self.beat = 0;
        self.coming.pop_front();
        if start + burst.bytes < job.buffer.len() {
            return Ok(None);
        }
        self.ended += 1;
        Ok(self.jobs.pop_front().map(|job| (job.buffer, job.error)))
    }
}
