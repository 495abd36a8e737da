//! The one module with `unsafe`: ioctls, volatile registers and the signal mask.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::ptr;

use memmap2::{MmapMut, MmapOptions};

/// An ioctl whose number states how many bytes it reads and writes: at most `argument`'s.
///
/// Not for the driver's performance and aperture ioctls: their numbers state the size of a pointer,
/// and the driver copies a whole structure.
pub(crate) fn ioctl(file: &File, number: u32, argument: &mut [u8]) -> io::Result<()> {
    let size = (number >> 16 & 0x3FFF) as usize;
    if size > argument.len() {
        return Err(io::Error::from_raw_os_error(libc::EINVAL));
    }
    // SAFETY: the descriptor is open as long as `file` is borrowed. The numbers that this crate calls
    // (address mode, alignment, card information, offline, online) access as many bytes as their
    // size field says, which is no more than the exclusively borrowed slice.
    let result = unsafe { libc::ioctl(file.as_raw_fd(), number as _, argument.as_mut_ptr()) };
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// Blocks every signal on the calling thread that can be blocked.
pub(crate) fn block_signals() -> io::Result<()> {
    let mut all = std::mem::MaybeUninit::<libc::sigset_t>::uninit();
    // SAFETY: `sigfillset` initialises the set behind the valid pointer; `pthread_sigmask` reads
    // the initialised set and takes a null pointer for the old mask.
    let error = unsafe {
        libc::sigfillset(all.as_mut_ptr());
        libc::pthread_sigmask(libc::SIG_BLOCK, all.as_ptr(), ptr::null_mut())
    };
    if error == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(error)) }
}

/// A mapped BAR.
#[derive(Debug)]
pub(crate) struct Bar(MmapMut);

impl Bar {
    /// Maps the first `length` bytes.
    pub(crate) fn map(file: &File, length: usize) -> io::Result<Bar> {
        // SAFETY: the mapping is shared with the device, which changes it at any time; no reference
        // to its bytes is ever made, it is only accessed by volatile loads and stores below.
        let map = unsafe { MmapOptions::new().len(length).map_mut(file) }?;
        Ok(Bar(map))
    }

    fn word(&self, offset: u32) -> Option<*mut u32> {
        let offset = offset as usize;
        let inside = offset.is_multiple_of(4) && offset.checked_add(4)? <= self.0.len();
        // The mapping is page-aligned, so that the pointer is aligned.
        inside.then(|| self.0.as_ptr().wrapping_add(offset).cast_mut().cast())
    }

    /// The register at `offset`, or `None` where there is none.
    pub(crate) fn read(&self, offset: u32) -> Option<u32> {
        // SAFETY: `word` gives aligned pointers into the mapping, which lives as long as `self`.
        self.word(offset).map(|word| u32::from_le(unsafe { ptr::read_volatile(word) }))
    }

    /// Writes the register at `offset`; `None` where there is none.
    pub(crate) fn write(&self, offset: u32, value: u32) -> Option<()> {
        // SAFETY: `word` gives aligned pointers into the mapping, which is writable and lives as
        // long as `self`; the device orders accesses, no reference to the bytes exists.
        self.word(offset).map(|word| unsafe { ptr::write_volatile(word, value.to_le()) })
    }
}
