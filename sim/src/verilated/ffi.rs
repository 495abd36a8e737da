//! The foreign side of a compiled design: the only unsafe code of this crate.
//!
//! The shared library comes from `shim.cpp.in`; the signatures here are the ones there.
#![allow(unsafe_code)]

use std::ffi::{CStr, CString, c_char, c_void};
use std::path::Path;
use std::ptr::{self, NonNull};
use std::sync::Arc;

#[cfg(not(target_endian = "little"))]
compile_error!("port storage is copied as little-endian bytes");

#[repr(C)]
struct RawPort {
    name: *const c_char,
    width: u32,
    output: u32,
}

/// A port as the library describes it.
pub(super) struct PortInfo {
    pub(super) name: String,
    pub(super) width: u32,
    pub(super) output: bool,
}

type Handle = NonNull<c_void>;

/// A loaded shared library.
pub(super) struct Loaded {
    ports: unsafe extern "C" fn(*mut *const RawPort) -> u32,
    create: unsafe extern "C" fn() -> *mut c_void,
    destroy: unsafe extern "C" fn(Handle),
    storage: unsafe extern "C" fn(Handle, u32) -> *mut u8,
    eval: unsafe extern "C" fn(Handle) -> i32,
    run: unsafe extern "C" fn(Handle, *mut u8, u64, *const *const u8, u32, *mut u64) -> i32,
    fault: unsafe extern "C" fn(Handle) -> *const c_char,
    trace_open: unsafe extern "C" fn(Handle, *const c_char) -> i32,
    trace_dump: unsafe extern "C" fn(Handle, u64),
    trace_close: unsafe extern "C" fn(Handle),
    // The pointers above point into it.
    _library: libloading::Library,
}

impl Loaded {
    /// Loads a library whose content the cache has verified.
    pub(super) fn open(path: &Path) -> Result<Loaded, libloading::Error> {
        // SAFETY: the file was compiled from the shim by this crate and its digest was checked, so
        // its initializers are Verilator's and its symbols have the signatures of the fields.
        unsafe {
            let library = libloading::Library::new(path)?;
            Ok(Loaded {
                ports: *library.get(b"spikelm_ports")?,
                create: *library.get(b"spikelm_create")?,
                destroy: *library.get(b"spikelm_destroy")?,
                storage: *library.get(b"spikelm_storage")?,
                eval: *library.get(b"spikelm_eval")?,
                run: *library.get(b"spikelm_run")?,
                fault: *library.get(b"spikelm_fault")?,
                trace_open: *library.get(b"spikelm_trace_open")?,
                trace_dump: *library.get(b"spikelm_trace_dump")?,
                trace_close: *library.get(b"spikelm_trace_close")?,
                _library: library,
            })
        }
    }

    /// The ports of the top module.
    pub(super) fn port_table(&self) -> Vec<PortInfo> {
        let mut table = ptr::null();
        // SAFETY: the library stores a pointer to a static table and returns its length; names are
        // static C strings.
        unsafe {
            let count = (self.ports)(&mut table);
            (0..count as usize)
                .map(|i| {
                    let raw = &*table.add(i);
                    let name = CStr::from_ptr(raw.name).to_string_lossy().into_owned();
                    PortInfo { name, width: raw.width, output: raw.output != 0 }
                })
                .collect()
        }
    }
}

/// Where a port's value is stored: 1, 2, 4 or 8 bytes, or whole 32-bit words.
#[derive(Clone, Copy)]
struct Storage {
    at: *mut u8,
    bytes: usize,
}

/// One instance of the top module. Port numbers are indices of [`Loaded::port_table`]; numbers out
/// of range panic as slice indices do.
pub(super) struct Model {
    handle: Handle,
    storage: Box<[Storage]>,
    /// Where the ports are stored that end a run when they change.
    watched: Vec<*const u8>,
    library: Arc<Loaded>,
}

// SAFETY: a model's state is reached through its handle only; nothing in the library or the
// Verilator runtime is bound to a thread. All evaluation needs `&mut Model`.
unsafe impl Send for Model {}

impl Model {
    /// A new instance, or `None` when its constructor failed.
    pub(super) fn new(library: Arc<Loaded>) -> Option<Model> {
        // SAFETY: no arguments; the result is null or a fresh model.
        let handle = NonNull::new(unsafe { (library.create)() })?;
        let mut model = Model { handle, storage: Box::default(), watched: Vec::new(), library };
        let mut storage = Vec::new();
        for (i, port) in model.library.port_table().iter().enumerate() {
            // SAFETY: the handle is live and the number is one of the table.
            let at = unsafe { (model.library.storage)(handle, i as u32) };
            if at.is_null() {
                return None;
            }
            let bytes = match port.width {
                0..=8 => 1,
                9..=16 => 2,
                17..=32 => 4,
                33..=64 => 8,
                w => 4 * w.div_ceil(32) as usize,
            };
            storage.push(Storage { at, bytes });
        }
        model.storage = storage.into();
        Some(model)
    }

    /// The low 64 bits of a port.
    #[inline]
    pub(super) fn read(&self, port: usize) -> u64 {
        let s = self.storage[port];
        // SAFETY: `at` points to `bytes` bytes inside the model, aligned for Verilator's type of
        // that width (two aligned 32-bit words where wider than 64 bits); C++ touches them only
        // inside `eval`, which takes `&mut self`.
        unsafe {
            match s.bytes {
                1 => u64::from(*s.at),
                2 => u64::from(*s.at.cast::<u16>()),
                4 => u64::from(*s.at.cast::<u32>()),
                _ => s.at.cast::<u64>().read_unaligned(),
            }
        }
    }

    /// Stores the low bits of `value`; further words become zero.
    #[inline]
    pub(super) fn write(&mut self, port: usize, value: u64) {
        let s = self.storage[port];
        // SAFETY: as in `read`, and `&mut self` excludes other accesses.
        unsafe {
            match s.bytes {
                1 => *s.at = value as u8,
                2 => *s.at.cast::<u16>() = value as u16,
                4 => *s.at.cast::<u32>() = value as u32,
                n => {
                    s.at.cast::<u64>().write_unaligned(value);
                    ptr::write_bytes(s.at.add(8), 0, n - 8);
                }
            }
        }
    }

    /// Copies a port's storage, low byte first; returns the bytes copied.
    #[inline]
    pub(super) fn read_bytes(&self, port: usize, to: &mut [u8]) -> usize {
        let s = self.storage[port];
        let n = s.bytes.min(to.len());
        // SAFETY: as in `read`; both sides have at least `n` bytes and cannot overlap, because
        // nobody else holds a reference into the model.
        unsafe { ptr::copy_nonoverlapping(s.at, to.as_mut_ptr(), n) };
        n
    }

    /// Copies into a port's storage, low byte first; the rest becomes zero.
    #[inline]
    pub(super) fn write_bytes(&mut self, port: usize, from: &[u8]) {
        let s = self.storage[port];
        let n = s.bytes.min(from.len());
        // SAFETY: as in `read_bytes`; `n <= s.bytes`.
        unsafe {
            ptr::copy_nonoverlapping(from.as_ptr(), s.at, n);
            ptr::write_bytes(s.at.add(n), 0, s.bytes - n);
        }
    }

    /// Copies a port's value, low word first; returns the words filled.
    #[inline]
    pub(super) fn read_words(&self, port: usize, to: &mut [u32]) -> usize {
        let bytes = self.storage[port].bytes;
        if bytes <= 8 {
            let value = self.read(port);
            let parts = [value as u32, (value >> 32) as u32];
            let n = bytes.div_ceil(4).min(to.len());
            to[..n].copy_from_slice(&parts[..n]);
            return n;
        }
        let n = (bytes / 4).min(to.len());
        // SAFETY: as in `read_bytes`: both sides have `4 * n` bytes.
        unsafe {
            ptr::copy_nonoverlapping(self.storage[port].at, to.as_mut_ptr().cast(), 4 * n);
        }
        n
    }

    /// Stores words, low word first; the rest becomes zero.
    #[inline]
    pub(super) fn write_words(&mut self, port: usize, from: &[u32]) {
        let bytes = self.storage[port].bytes;
        // SAFETY: the slice is `4 * len` initialized bytes, and bytes have no alignment.
        let from = unsafe { std::slice::from_raw_parts(from.as_ptr().cast(), 4 * from.len()) };
        self.write_bytes(port, &from[..from.len().min(bytes)]);
    }

    /// Clears storage beyond the low `width` bits: Verilator relies on zeros there.
    #[inline]
    pub(super) fn keep_bits(&mut self, port: usize, width: u32) {
        let s = self.storage[port];
        let whole = width as usize / 8;
        if whole < s.bytes {
            // SAFETY: as in `write`: byte `whole` and those behind it are in the storage.
            unsafe {
                *s.at.add(whole) &= (1 << (width % 8)) - 1;
                ptr::write_bytes(s.at.add(whole + 1), 0, s.bytes - whole - 1);
            }
        }
    }

    /// Evaluates; false when the model failed.
    #[inline]
    pub(super) fn eval(&mut self) -> bool {
        // SAFETY: the handle is live and `&mut self` excludes other accesses.
        unsafe { (self.library.eval)(self.handle) == 0 }
    }

    /// The ports of one bit that end a [`run`](Model::run) when they change: at most 64.
    pub(super) fn watch(&mut self, ports: impl IntoIterator<Item = usize>) {
        let ports = ports.into_iter().filter(|&port| self.storage[port].bytes == 1).take(64);
        self.watched = ports.map(|port| self.storage[port].at.cast_const()).collect();
    }

    /// At most `cycles` cycles of the clock at port `clock`, until a watched port changes: how many,
    /// and whether the last edge was a falling one, which is not counted. `Err` when the model failed.
    #[inline]
    pub(super) fn run(&mut self, clock: usize, cycles: u64) -> (u64, Result<bool, ()>) {
        let clock = self.storage[clock];
        if clock.bytes != 1 {
            return (0, Ok(false));
        }
        let (watched, mut done) = (&self.watched, 0);
        // SAFETY: the handle is live; the clock and the watched ports are bytes inside the model, and
        // `&mut self` excludes other accesses. C++ keeps none of the pointers.
        let end = unsafe {
            let (at, count) = (watched.as_ptr(), watched.len() as u32);
            (self.library.run)(self.handle, clock.at, cycles, at, count, &mut done)
        };
        let end = match end {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(()),
        };
        (done, end)
    }

    /// What the model said when it failed.
    pub(super) fn fault(&self) -> String {
        // SAFETY: the handle is live; the result is a C string that lives until the next `eval`.
        unsafe { CStr::from_ptr((self.library.fault)(self.handle)) }.to_string_lossy().into_owned()
    }

    /// Opens a waveform file; false when that failed.
    pub(super) fn trace_open(&mut self, path: &CString) -> bool {
        // SAFETY: the handle is live and the path is a C string.
        unsafe { (self.library.trace_open)(self.handle, path.as_ptr()) == 0 }
    }

    /// Writes all values at a time.
    pub(super) fn trace_dump(&mut self, time: u64) {
        // SAFETY: the handle is live and `&mut self` excludes other accesses.
        unsafe { (self.library.trace_dump)(self.handle, time) }
    }

    /// Completes the waveform file.
    pub(super) fn trace_close(&mut self) {
        // SAFETY: as in `trace_dump`.
        unsafe { (self.library.trace_close)(self.handle) }
    }
}

impl Drop for Model {
    fn drop(&mut self) {
        // SAFETY: the handle came from `create` and is not used again; the library is still loaded
        // because the field `library` is dropped later.
        unsafe { (self.library.destroy)(self.handle) }
    }
}
