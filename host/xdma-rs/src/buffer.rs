//! Memory that the driver can pin.

use std::fmt;
use std::io;

use memmap2::MmapMut;

/// Alignment of a [`Buffer`]; a DMA engine's alignment is a divisor of it.
pub const PAGE: usize = 4096;

/// Page-aligned private memory for transfers, zero at first.
pub struct Buffer {
    memory: MmapMut,
    length: usize,
}

impl Buffer {
    /// `length` bytes.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn new(length: usize) -> io::Result<Buffer> {
        // A mapping must not be empty.
        Ok(Buffer { memory: MmapMut::map_anon(length.max(1))?, length })
    }

    /// Bytes.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.memory[..self.length]
    }

    /// The bytes.
    pub fn as_mut_slice(&mut self) -> &mut [u8] {
        &mut self.memory[..self.length]
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buffer").field("length", &self.length).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_begin_at_a_page() {
        for length in [0, 1, 5000] {
            let mut buffer = Buffer::new(length).unwrap();
            assert_eq!(buffer.as_mut_slice().as_ptr() as usize % PAGE, 0);
            assert_eq!((buffer.len(), buffer.is_empty()), (length, length == 0));
            assert!(buffer.as_slice().iter().all(|b| *b == 0));
        }
    }
}
