//! Memory for results that is used again: nothing is cleared or asked of the system per layer.

use std::sync::{Mutex, PoisonError};

use ndarray::Array2;

/// Numbers that are kept, at most: 128 MiB.
const MOST: usize = 1 << 25;

/// Buffers that are not in use.
#[derive(Debug, Default)]
pub(crate) struct Buffers(Mutex<Vec<Vec<f32>>>);

impl Buffers {
    /// `length` numbers of any value, which the caller overwrites.
    pub(crate) fn take(&self, length: usize) -> Vec<f32> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = kept.iter().enumerate().filter(|(_, b)| b.len() >= length);
        let best = fits.min_by_key(|(_, b)| b.len()).map(|(i, b)| (i, b.len()));
        // Not one that is much too large, which another result may need.
        let taken = best.filter(|(_, size)| *size <= 2 * length).map(|(i, _)| kept.swap_remove(i));
        drop(kept);
        let mut buffer = taken.unwrap_or_else(|| vec![0.0; length]);
        buffer.truncate(length);
        buffer
    }

    /// Takes a result back that nobody needs any more.
    pub(crate) fn give(&self, array: Array2<f32>) {
        let (buffer, _) = array.into_raw_vec_and_offset();
        if buffer.is_empty() {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(buffer);
        let mut all: usize = kept.iter().map(Vec::len).sum();
        while all > MOST {
            all -= kept.remove(0).len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_come_back() {
        let buffers = Buffers::default();
        let first = buffers.take(100);
        let place = first.as_ptr();
        buffers.give(Array2::from_shape_vec((10, 10), first).unwrap());
        assert_eq!(buffers.take(20).len(), 20, "100 are too many for 20");
        let again = buffers.take(90);
        assert_eq!((again.as_ptr(), again.len()), (place, 90));
        assert_eq!(buffers.take(90).len(), 90);
    }
}
