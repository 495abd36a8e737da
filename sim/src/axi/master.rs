//! Both AXI masters and the interrupt line, a clock cycle at a time.

use super::hold::Holds;
use super::lite::Lite;
use super::read::Reads;
use super::write::Writes;
use super::{BusError, Ended, MemoryPorts, ProtocolError, RegisterPorts};
use crate::verilated::{Module, Port, VerilateError};

/// Cycles with `resetn` low at the start.
const RESET_CYCLES: usize = 16;

/// Which way a transfer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Into the module.
    Write,
    /// Out of the module.
    Read,
}

impl Direction {
    /// Both, in the order of their discriminants.
    pub const BOTH: [Direction; 2] = [Direction::Write, Direction::Read];
}

/// Drives an engine's module: memory transfers, register accesses and the interrupt line.
///
/// Transfers of one direction run in the order in which they were queued and overlap; the
/// directions are independent. Nothing allocates in a cycle.
pub struct Master {
    module: Module,
    writes: Writes,
    reads: Reads,
    lite: Lite,
    holds: Holds,
    irq: Port,
}

impl Master {
    /// Takes a module over and resets it.
    ///
    /// # Errors
    /// When a port is missing.
    pub fn new(mut module: Module) -> Result<Master, VerilateError> {
        let memory = MemoryPorts::new(module.library())?;
        let registers = RegisterPorts::new(module.library())?;
        let (irq, resetn) = (module.port("irq")?, module.port("resetn")?);
        let writes = Writes::new(&mut module, memory);
        let reads = Reads::new(&mut module, memory);
        let lite = Lite::new(&mut module, registers);
        module.watch(&[memory.bvalid, memory.rvalid, registers.bvalid, registers.rvalid, irq]);
        for level in [0, 1] {
            module.set(resetn, level);
            for _ in 0..RESET_CYCLES {
                module.step();
            }
        }
        Ok(Master { module, writes, reads, lite, holds: Holds::default(), irq })
    }

    /// Holds every channel of both ports back at random from now on: half of the time there is
    /// nothing new, or no readiness.
    pub fn stall(&mut self, seed: u64) {
        self.holds = Holds::new(seed);
    }

    /// The module.
    pub fn module(&self) -> &Module {
        &self.module
    }

    /// The module, for pins that are not the master's.
    pub fn module_mut(&mut self) -> &mut Module {
        &mut self.module
    }

    /// Queues a transfer: [`write`](Master::write) or [`read`](Master::read).
    pub fn start(&mut self, direction: Direction, address: u64, bytes: Vec<u8>) {
        match direction {
            Direction::Write => self.write(address, bytes),
            Direction::Read => self.read(address, bytes),
        }
    }

    /// Queues a write of all of `data`, which must not be empty nor reach beyond the last address.
    pub fn write(&mut self, address: u64, data: Vec<u8>) {
        self.writes.push(address, data);
    }

    /// Queues a read that fills `buffer`, which must not be empty nor reach beyond the last address.
    pub fn read(&mut self, address: u64, buffer: Vec<u8>) {
        self.reads.push(address, buffer);
    }

    /// The level of the interrupt line.
    #[inline]
    pub fn irq(&self) -> bool {
        self.module.high(self.irq)
    }

    /// Whether a register access waits for its answer.
    #[inline]
    pub fn register_busy(&self) -> bool {
        self.lite.busy()
    }

    /// Offers a register write; only while [`register_busy`](Master::register_busy) is false.
    pub fn start_register_write(&mut self, offset: u32, value: u32) {
        self.lite.start_write(&mut self.module, offset, value);
    }

    /// Offers a register read; only while [`register_busy`](Master::register_busy) is false.
    pub fn start_register_read(&mut self, offset: u32) {
        self.lite.start_read(&mut self.module, offset);
    }

    /// The answer to the last register write, once.
    pub fn register_written(&mut self) -> Option<Option<BusError>> {
        self.lite.written()
    }

    /// The answer to the last register read, once.
    pub fn register_read(&mut self) -> Option<(u32, Option<BusError>)> {
        self.lite.read()
    }

    /// At most `cycles` clock cycles in which the master has nothing to do, until the module offers
    /// an answer or the interrupt line changes; gives how many. The same as as many calls of
    /// [`cycle`](Master::cycle), in less time; none while the master has something to do.
    #[inline]
    pub fn rest(&mut self, cycles: u64) -> u64 {
        let idle = self.holds.never()
            && self.writes.idle(&self.module)
            && self.reads.idle(&self.module)
            && self.lite.idle(&self.module);
        if idle { self.module.run(cycles) } else { 0 }
    }

    /// One clock cycle. Gives the write and the read that ended in it to `ended`, and says whether
    /// there was one.
    ///
    /// # Errors
    /// When the module broke a rule of AXI.
    #[inline]
    pub fn cycle(
        &mut self,
        mut ended: impl FnMut(Direction, Ended),
    ) -> Result<bool, ProtocolError> {
        let held = self.holds.draw();
        self.writes.drive(&mut self.module, held.memory());
        self.reads.drive(&mut self.module, held.memory());
        self.lite.drive(&mut self.module, held.registers());
        self.module.settle();
        let write = self.writes.sample(&self.module)?;
        let read = self.reads.sample(&self.module)?;
        self.lite.sample(&self.module)?;
        self.module.edge();
        let any = write.is_some() || read.is_some();
        if let Some(write) = write {
            ended(Direction::Write, write);
        }
        if let Some(read) = read {
            ended(Direction::Read, read);
        }
        Ok(any)
    }
}
