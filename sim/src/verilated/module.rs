//! Modules and their ports.

use std::collections::HashMap;
use std::ffi::CString;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::VerilateError;
use super::clocks::{FreeClock, FreeClocks};
use super::ffi::{Loaded, Model};

/// Who drives a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Driven from outside.
    Input,
    /// Driven by the module.
    Output,
}

/// Names a port of a module; valid for every module of the same [`Library`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Port {
    index: u32,
    width: u32,
    direction: Direction,
}

impl Port {
    /// Width in bits.
    pub fn width(self) -> u32 {
        self.width
    }

    /// Who drives it.
    pub fn direction(self) -> Direction {
        self.direction
    }

    /// Largest value of the low 64 bits.
    #[inline]
    fn mask(self) -> u64 {
        if self.width >= 64 { u64::MAX } else { (1 << self.width) - 1 }
    }
}

/// A compiled and loaded design. Clones share it.
#[derive(Clone)]
pub struct Library {
    top: Arc<str>,
    trace: bool,
    ports: Arc<HashMap<String, Port>>,
    loaded: Arc<Loaded>,
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Library").field("top", &self.top).field("trace", &self.trace).finish()
    }
}

impl Library {
    pub(super) fn load(top: &str, trace: bool, path: &Path) -> Result<Library, VerilateError> {
        let loaded = Loaded::open(path)
            .map_err(|source| VerilateError::Load { path: path.to_owned(), source })?;
        let mut ports = HashMap::new();
        for (index, p) in loaded.port_table().into_iter().enumerate() {
            let direction = if p.output { Direction::Output } else { Direction::Input };
            ports.insert(p.name, Port { index: index as u32, width: p.width, direction });
        }
        Ok(Library { top: top.into(), trace, ports: ports.into(), loaded: loaded.into() })
    }

    /// The names of all ports with their handles, sorted by name.
    pub fn ports(&self) -> Vec<(&str, Port)> {
        let mut all: Vec<_> = self.ports.iter().map(|(n, p)| (n.as_str(), *p)).collect();
        all.sort_by_key(|(name, _)| *name);
        all
    }

    /// The port of that name.
    ///
    /// # Errors
    /// [`VerilateError::Port`], which lists the ports, when there is none.
    pub fn port(&self, name: &str) -> Result<Port, VerilateError> {
        self.ports.get(name).copied().ok_or_else(|| VerilateError::Port {
            top: self.top.to_string(),
            port: name.to_owned(),
            ports: self.ports().into_iter().map(|(n, _)| n.to_owned()).collect(),
        })
    }

    /// A new instance: all inputs and registers zero, nothing evaluated yet.
    ///
    /// # Errors
    /// When the model's constructor fails.
    pub fn module(&self) -> Result<Module, VerilateError> {
        let model = Model::new(self.loaded.clone()).ok_or_else(|| VerilateError::Compile {
            step: "the model's constructor",
            top: self.top.to_string(),
            log: "out of memory or a fatal error".to_owned(),
        })?;
        let clock = self.ports.get("clock").filter(|p| p.direction == Direction::Input);
        Ok(Module {
            model,
            clock: clock.map(|p| p.index as usize),
            low: false,
            cycles: 0,
            free: FreeClocks::default(),
            tracing: false,
            fault: None,
            library: self.clone(),
        })
    }
}

/// An instance of a design.
///
/// One cycle is: set inputs, [`settle`](Module::settle), read outputs, [`edge`](Module::edge). The
/// clock is the input named `clock`; a design without one only settles. Clocks of their own rate
/// run beside it ([`free_clock`](Module::free_clock)).
///
/// A model that fails while it evaluates (a combinational loop, `$finish`, `$fatal`) stands still
/// from then on, and [`fault`](Module::fault) says why.
pub struct Module {
    model: Model,
    clock: Option<usize>,
    low: bool,
    cycles: u64,
    free: FreeClocks,
    tracing: bool,
    fault: Option<String>,
    library: Library,
}

impl std::fmt::Debug for Module {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Module")
            .field("top", &self.library.top)
            .field("cycles", &self.cycles)
            .finish()
    }
}

impl Module {
    /// The design that this is an instance of.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The port of that name.
    ///
    /// # Errors
    /// [`VerilateError::Port`], which lists the ports, when there is none.
    pub fn port(&self, name: &str) -> Result<Port, VerilateError> {
        self.library.port(name)
    }

    /// Clock edges so far.
    pub fn cycles(&self) -> u64 {
        self.cycles
    }

    /// Why the model stands still, if it failed.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Sets an input. Bits beyond its width are dropped, and upper words of a wide one cleared.
    ///
    /// # Panics
    /// With debug assertions, when the port is an output or the value does not fit.
    #[inline]
    pub fn set(&mut self, port: Port, value: u64) {
        debug_assert_eq!(port.direction, Direction::Input, "set of an output");
        debug_assert!(value <= port.mask(), "{value:#x} does not fit {} bits", port.width);
        self.model.write(port.index as usize, value & port.mask());
    }

    /// The value of a port; of a wide one the low 64 bits.
    #[inline]
    pub fn get(&self, port: Port) -> u64 {
        self.model.read(port.index as usize)
    }

    /// Whether a port is not zero: for ports of one bit.
    #[inline]
    pub fn high(&self, port: Port) -> bool {
        self.get(port) != 0
    }

    /// Sets an input from 32-bit words, low word first. Missing words are zero, bits beyond the
    /// width are dropped.
    ///
    /// # Panics
    /// With debug assertions, when the port is an output or has fewer words.
    pub fn set_wide(&mut self, port: Port, words: &[u32]) {
        debug_assert!(words.len() <= port.width.div_ceil(32) as usize, "more words than bits");
        debug_assert_eq!(port.direction, Direction::Input, "set of an output");
        self.model.write_words(port.index as usize, words);
        self.model.keep_bits(port.index as usize, port.width);
    }

    /// Reads a port as 32-bit words, low word first; words beyond its width are zero.
    pub fn get_wide(&self, port: Port, words: &mut [u32]) {
        let n = self.model.read_words(port.index as usize, words);
        words[n..].fill(0);
    }

    /// Sets an input from bytes, low byte first. Missing bytes are zero, bits beyond the width are
    /// dropped.
    ///
    /// # Panics
    /// With debug assertions, when the port is an output or has fewer bytes.
    #[inline]
    pub fn set_bytes(&mut self, port: Port, bytes: &[u8]) {
        debug_assert_eq!(port.direction, Direction::Input, "set of an output");
        debug_assert!(bytes.len() <= port.width.div_ceil(8) as usize, "more bytes than bits");
        self.model.write_bytes(port.index as usize, bytes);
        self.model.keep_bits(port.index as usize, port.width);
    }

    /// Reads a port as bytes, low byte first; bytes beyond its width are zero.
    #[inline]
    pub fn get_bytes(&self, port: Port, bytes: &mut [u8]) {
        let n = self.model.read_bytes(port.index as usize, bytes);
        bytes[n..].fill(0);
    }

    /// Lets an input toggle by itself from now on, at its own rate beside the clock. Waveforms do
    /// not show its edges.
    ///
    /// # Panics
    /// With debug assertions, when the port is no input of one bit.
    pub fn free_clock(&mut self, port: Port, clock: FreeClock) {
        debug_assert!(port.direction == Direction::Input && port.width == 1, "no clock input");
        self.free.add(port.index as usize, clock, self.cycles);
    }

    /// Changes the rate of a clock that toggles by itself, or stops it.
    pub fn set_free_clock(&mut self, port: Port, clock: Option<FreeClock>) {
        self.free.set(port.index as usize, clock, self.cycles);
    }

    /// Edges of free clocks up to `halves` half periods of the clock.
    #[inline]
    fn run_free(&mut self, halves: u64) {
        while let Some((port, level)) = self.free.next_before(halves) {
            self.model.write(port, level);
            self.eval();
        }
    }

    /// Clock low: outputs follow the inputs just set.
    #[inline]
    pub fn settle(&mut self) {
        if !self.low {
            self.run_free(2 * self.cycles + 1);
        }
        if let Some(clock) = self.clock {
            self.model.write(clock, 0);
        }
        self.low = true;
        self.eval();
    }

    /// Clock high: registers take their new values. Settles first if that was not done.
    #[inline]
    pub fn edge(&mut self) {
        if !self.low {
            self.settle();
        }
        if self.tracing {
            self.model.trace_dump(2 * self.cycles);
        }
        self.run_free(2 * self.cycles + 2);
        if let Some(clock) = self.clock {
            self.model.write(clock, 1);
            self.eval();
        }
        if self.tracing {
            self.model.trace_dump(2 * self.cycles + 1);
        }
        self.low = false;
        self.cycles += 1;
    }

    /// A cycle in which nobody looks.
    #[inline]
    pub fn step(&mut self) {
        self.settle();
        self.edge();
    }

    /// The outputs of one bit whose change ends a [`run`](Module::run).
    pub fn watch(&mut self, ports: &[Port]) {
        debug_assert!(ports.len() <= 64 && ports.iter().all(|port| port.width == 1));
        self.model.watch(ports.iter().map(|port| port.index as usize));
    }

    /// At most `cycles` cycles in which inputs stay as they are, until a watched output changes;
    /// gives how many. An output that changes before the clock edge ends the run there: the module
    /// is settled. Without a clock, with free clocks or waveforms it is no cycle at all.
    #[inline]
    pub fn run(&mut self, cycles: u64) -> u64 {
        let Some(clock) = self.clock else { return 0 };
        if cycles == 0 || self.tracing || self.fault.is_some() || !self.free.is_empty() {
            return 0;
        }
        let (done, end) = self.model.run(clock, cycles);
        self.cycles += done;
        match end {
            Ok(low) => self.low = low,
            Err(()) => self.fail(),
        }
        done
    }

    #[inline]
    fn eval(&mut self) {
        if self.fault.is_none() && !self.model.eval() {
            self.fail();
        }
    }

    #[cold]
    fn fail(&mut self) {
        let fault = self.model.fault();
        log::error!("{} stands still at cycle {}: {fault}", self.library.top, self.cycles);
        self.fault = Some(fault);
    }

    /// Writes waveforms from here on to an FST file, two time units per clock cycle. The file is
    /// complete when the module is dropped.
    ///
    /// # Errors
    /// When the design was compiled without waveforms or the file cannot be written.
    pub fn open_trace(&mut self, path: &Path) -> Result<(), VerilateError> {
        if !self.library.trace {
            return Err(VerilateError::NotTraced(self.library.top.to_string()));
        }
        let fail = |source| VerilateError::Trace { path: path.to_owned(), source };
        File::create(path).map_err(fail)?;
        let name = CString::new(path.as_os_str().as_encoded_bytes())
            .map_err(|e| fail(std::io::Error::other(e)))?;
        if self.tracing {
            self.model.trace_close();
        }
        if !self.model.trace_open(&name) {
            return Err(fail(std::io::Error::other("the waveform writer refused it")));
        }
        self.tracing = true;
        Ok(())
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        if self.tracing {
            self.model.trace_close();
        }
    }
}
