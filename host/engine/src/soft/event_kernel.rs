//! The event-driven kernel: every event adds or subtracts one row of weights.
//!
//! Two biased weights share a 16-bit lane, so that one load brings 64 of them. With `v = lo + 256
//! hi` per event, `A = sum v` and `B = sum (v >> 8)`, both modulo 2^16,
//! ```text
//! sum hi = B,   sum lo = A - 256 B
//! ```
//! and n times the bias comes off each, n the adding less the subtracting events. A tile has 256
//! inputs, so that its true sums are at most 256 * 127 in magnitude and 16 bits are enough for any
//! weights; they are widened when the tile ends.

use super::events::Strip;
use super::packed::{BIAS, BLOCK, LANES, Lanes, TILE};
use crate::vectorized;

type Half = [u16; LANES];

vectorized! {
    /// Adds the products of a strip's rows and one tile to `sums`, or writes them where it is the
    /// first tile.
    pub(super) fn add_events(
        weights: &[Lanes; TILE],
        strip: &Strip,
        tile: usize,
        sums: &mut [[i32; BLOCK]],
    ) {
        let first = strip.rows().start;
        let mut acc = [[0; LANES]; 2];
        let mut bias = 0u16;
        for (row, events) in strip.coded().iter().zip(strip.tile(tile)) {
            let kept = if row.hold { u16::MAX } else { 0 };
            let [mut a, mut b] = acc;
            for j in 0..LANES {
                a[j] &= kept;
                b[j] &= kept;
            }
            for &k in events.plus {
                add(&weights[usize::from(k)].0, &mut a, &mut b);
            }
            for &k in events.minus {
                subtract(&weights[usize::from(k)].0, &mut a, &mut b);
            }
            acc = [a, b];
            let more = (events.plus.len() as u16).wrapping_sub(events.minus.len() as u16);
            bias = (bias & kept).wrapping_add(more.wrapping_mul(BIAS));
            if row.quiet {
                continue;
            }
            let sums = &mut sums[row.row - first];
            for j in 0..LANES {
                let low = a[j].wrapping_sub(b[j] << 8).wrapping_sub(bias) as i16;
                let high = b[j].wrapping_sub(bias) as i16;
                if tile == 0 {
                    (sums[j], sums[LANES + j]) = (low.into(), high.into());
                } else {
                    sums[j] += i32::from(low);
                    sums[LANES + j] += i32::from(high);
                }
            }
        }
    }
}

#[inline(always)]
fn add(v: &Half, a: &mut Half, b: &mut Half) {
    for j in 0..LANES {
        a[j] = a[j].wrapping_add(v[j]);
        b[j] = b[j].wrapping_add(v[j] >> 8);
    }
}

#[inline(always)]
fn subtract(v: &Half, a: &mut Half, b: &mut Half) {
    for j in 0..LANES {
        a[j] = a[j].wrapping_sub(v[j]);
        b[j] = b[j].wrapping_sub(v[j] >> 8);
    }
}
