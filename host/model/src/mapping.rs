//! Read-only memory maps.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::path::Path;

use memmap2::Mmap;

/// Maps a regular file. The map is meant to live only while a checkpoint is being read.
pub(crate) fn map(path: &Path) -> io::Result<Mmap> {
    // Opening a FIFO would block, so what it is is asked before.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let file = File::open(path)?;
    // SAFETY: the map is read-only and private to this process, and its bytes are only ever read as
    // plain bytes, for which every value is valid. What remains is another process that shortens
    // the file meanwhile: that ends this process with SIGBUS, as with every mapped file.
    unsafe { Mmap::map(&file) }
}
