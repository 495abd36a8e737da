//! Memory that is fetched before it is needed.

/// Fetches `lines` lines of the cache from `place` on: a hint.
#[inline(always)]
#[allow(unsafe_code)]
pub(crate) fn prefetch<T>(place: *const T, lines: usize) {
    #[cfg(target_arch = "x86_64")]
    for line in 0..lines {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: nothing is read, whatever the address.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(place.cast::<i8>().wrapping_add(64 * line)) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (place, lines);
}
