//! Buffers that are used again instead of being allocated for every product.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

/// Values that threads borrow; one more is made when all are out.
#[derive(Debug, Default)]
pub(crate) struct Pool<T>(Mutex<Vec<T>>);

/// A value out of a [`Pool`], which gets it back.
#[derive(Debug)]
pub(crate) struct Pooled<'a, T: Default> {
    pool: &'a Pool<T>,
    value: T,
}

impl<T: Default> Pool<T> {
    pub(crate) fn take(&self) -> Pooled<'_, T> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Pooled { pool: self, value: kept.unwrap_or_default() }
    }
}

impl<T: Default> Deref for Pooled<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Default> DerefMut for Pooled<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: Default> Drop for Pooled<'_, T> {
    fn drop(&mut self) {
        let value = std::mem::take(&mut self.value);
        self.pool.0.lock().unwrap_or_else(PoisonError::into_inner).push(value);
    }
}
