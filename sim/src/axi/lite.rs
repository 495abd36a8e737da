//! The AXI4-Lite master: one write and one read at a time.

use super::{BusError, ProtocolError, RegisterPorts};
use crate::verilated::Module;

/// Register accesses.
pub(super) struct Lite {
    ports: RegisterPorts,
    write_address: bool,
    write_data: bool,
    /// A write waits for its response.
    writing: bool,
    read_address: bool,
    /// A read waits for its data.
    reading: bool,
    written: Option<Option<BusError>>,
    read: Option<(u32, Option<BusError>)>,
}

impl Lite {
    pub(super) fn new(module: &mut Module, ports: RegisterPorts) -> Lite {
        module.set(ports.wstrb, 0xF);
        module.set(ports.bready, 1);
        module.set(ports.rready, 1);
        Lite {
            ports,
            write_address: false,
            write_data: false,
            writing: false,
            read_address: false,
            reading: false,
            written: None,
            read: None,
        }
    }

    /// Whether an access waits for its answer.
    #[inline]
    pub(super) fn busy(&self) -> bool {
        self.writing || self.reading
    }

    /// Offers a write; only while not busy.
    pub(super) fn start_write(&mut self, module: &mut Module, offset: u32, value: u32) {
        module.set(self.ports.awaddr, u64::from(offset));
        module.set(self.ports.wdata, u64::from(value));
        module.set(self.ports.awvalid, 1);
        module.set(self.ports.wvalid, 1);
        (self.write_address, self.write_data, self.writing) = (true, true, true);
        self.written = None;
    }

    /// Offers a read; only while not busy.
    pub(super) fn start_read(&mut self, module: &mut Module, offset: u32) {
        module.set(self.ports.araddr, u64::from(offset));
        module.set(self.ports.arvalid, 1);
        (self.read_address, self.reading) = (true, true);
        self.read = None;
    }

    /// The answer to the last write.
    pub(super) fn written(&mut self) -> Option<Option<BusError>> {
        self.written.take()
    }

    /// The answer to the last read.
    pub(super) fn read(&mut self) -> Option<(u32, Option<BusError>)> {
        self.read.take()
    }

    /// Sets inputs for the coming cycle.
    #[inline]
    pub(super) fn drive(&mut self, module: &mut Module) {
        if self.busy() {
            module.set(self.ports.awvalid, u64::from(self.write_address));
            module.set(self.ports.wvalid, u64::from(self.write_data));
            module.set(self.ports.arvalid, u64::from(self.read_address));
        }
    }

    /// Looks at settled outputs.
    #[inline]
    pub(super) fn sample(&mut self, module: &Module) -> Result<(), ProtocolError> {
        let fail = |rule| Err(ProtocolError { cycle: module.cycles(), rule });
        if module.high(self.ports.bvalid) {
            if !self.writing || self.write_address || self.write_data {
                return fail("a register write response before address and data were taken");
            }
            self.writing = false;
            self.written = Some(BusError::from_code(module.get(self.ports.bresp)));
        }
        if module.high(self.ports.rvalid) {
            if !self.reading || self.read_address {
                return fail("register read data before the address was taken");
            }
            self.reading = false;
            let value = module.get(self.ports.rdata) as u32;
            self.read = Some((value, BusError::from_code(module.get(self.ports.rresp))));
        }
        if self.busy() {
            self.write_address &= !module.high(self.ports.awready);
            self.write_data &= !module.high(self.ports.wready);
            self.read_address &= !module.high(self.ports.arready);
        }
        Ok(())
    }
}
