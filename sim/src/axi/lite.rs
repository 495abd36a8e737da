//! The AXI4-Lite master: one write and one read at a time.

use super::hold::Held;
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
    /// Channels that were offered to the module and not taken: write address, write data, read
    /// address.
    shown: [bool; 3],
    /// Responses and data are taken.
    ready: [bool; 2],
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
            shown: [false; 3],
            ready: [true; 2],
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
        (self.write_address, self.write_data, self.writing) = (true, true, true);
        self.written = None;
    }

    /// Offers a read; only while not busy.
    pub(super) fn start_read(&mut self, module: &mut Module, offset: u32) {
        module.set(self.ports.araddr, u64::from(offset));
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

    /// Whether nothing is shown or waited for.
    #[inline]
    pub(super) fn idle(&self, module: &Module) -> bool {
        let answers = [self.ports.bvalid, self.ports.rvalid];
        !self.busy() && self.ready == [true; 2] && !answers.iter().any(|&port| module.high(port))
    }

    /// Sets inputs for the coming cycle.
    #[inline]
    pub(super) fn drive(&mut self, module: &mut Module, held: Held) {
        if self.busy() {
            let channels = [
                (self.ports.awvalid, self.write_address, Held::WRITE_ADDRESS),
                (self.ports.wvalid, self.write_data, Held::WRITE_DATA),
                (self.ports.arvalid, self.read_address, Held::READ_ADDRESS),
            ];
            for (shown, (valid, wanted, channel)) in self.shown.iter_mut().zip(channels) {
                // What was shown stays until it is taken.
                *shown = wanted && (*shown || !held.has(channel));
                module.set(valid, u64::from(*shown));
            }
        }
        let answers = [
            (self.ports.bready, !held.has(Held::WRITE_RESPONSE)),
            (self.ports.rready, !held.has(Held::READ_DATA)),
        ];
        for (ready, (port, now)) in self.ready.iter_mut().zip(answers) {
            if *ready != now {
                *ready = now;
                module.set(port, u64::from(now));
            }
        }
    }

    /// Looks at settled outputs.
    #[inline]
    pub(super) fn sample(&mut self, module: &Module) -> Result<(), ProtocolError> {
        let fail = |rule| Err(ProtocolError { cycle: module.cycles(), rule });
        if module.high(self.ports.bvalid) && self.ready[0] {
            if !self.writing || self.write_address || self.write_data {
                return fail("a register write response before address and data were taken");
            }
            self.writing = false;
            self.written = Some(BusError::from_code(module.get(self.ports.bresp)));
        }
        if module.high(self.ports.rvalid) && self.ready[1] {
            if !self.reading || self.read_address {
                return fail("register read data before the address was taken");
            }
            self.reading = false;
            let value = module.get(self.ports.rdata) as u32;
            self.read = Some((value, BusError::from_code(module.get(self.ports.rresp))));
        }
        if self.busy() {
            let [address, data, read] = self.shown;
            self.write_address &= !(address && module.high(self.ports.awready));
            self.write_data &= !(data && module.high(self.ports.wready));
            self.read_address &= !(read && module.high(self.ports.arready));
        }
        Ok(())
    }
}
