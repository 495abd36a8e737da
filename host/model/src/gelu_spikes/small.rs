//! GELUs with a small error.

use std::sync::LazyLock;

use crate::math;

/// Where a small GELU takes the Gaussian distribution to be 0 and 1.
const END: f32 = 4.5;
/// Coefficients of `(Phi(x) - 1/2) / x` in `v = 2 (x / END)^2 - 1`, lowest first: their sum is
/// `1 / (2 END)`, and the largest error of `x Phi(x)` is as small as degree 9 allows.
#[allow(clippy::excessive_precision, reason = "nine digits name a float32")]
const COEFFICIENTS: [f32; 10] = [
    1.569_042_206e-1,
    -7.717_622_817e-2,
    5.472_143_367e-2,
    -4.042_916_372e-2,
    2.828_967_944e-2,
    -1.751_455_665e-2,
    1.083_172_951e-2,
    -7.797_794_417e-3,
    4.222_507_589e-3,
    -9.407_151_956e-4,
];
/// The error of [`small_gelu`] and of [`by_table`], and [`ROUNDED`] of its result.
pub(super) const ERROR: f32 = 2e-5;
/// More than what some roundings change of a number, relative to it.
pub(super) const ROUNDED: f32 = 1.0 / 524_288.0;

/// [`gelu`](math::gelu) but for [`ERROR`].
#[inline(always)]
pub(super) fn small_gelu(x: f32) -> f32 {
    let x = if x > -END { x } else { -END };
    let c = if x < END { x } else { END };
    let v = c * c * (2.0 / (END * END)) - 1.0;
    let [lower @ .., last] = COEFFICIENTS;
    let p = lower.iter().rev().fold(last, |p, k| p * v + *k);
    x * (p * c + 0.5)
}

/// Coefficients, lowest first, of as many parts, which lie around multiples of [`step`].
pub(super) type Table<const PARTS: usize, const TERMS: usize> = [[f32; PARTS]; TERMS];
/// Two registers of AVX-512 per coefficient.
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
pub(super) static PARABOLAS: LazyLock<Table<32, 3>> = LazyLock::new(table);
/// A register of AVX2 per coefficient.
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
pub(super) static QUARTICS: LazyLock<Table<8, 5>> = LazyLock::new(table);

/// How far parts are apart: from half a step under the last one on, which is at [`END`], the
/// Gaussian distribution is taken to be 1.
pub(super) const fn step(parts: usize) -> f32 {
    END / (parts as f32 - 1.5)
}

/// The middle of the last part.
pub(super) const fn last(parts: usize) -> f32 {
    step(parts) * (parts - 1) as f32
}

/// By part, the coefficients in a of the polynomial through `gelu(a) - a / 2` at the part's
/// Chebyshev nodes.
fn table<const PARTS: usize, const TERMS: usize>() -> Table<PARTS, TERMS> {
    use std::f64::consts::PI;
    let mut table = [[0.0; PARTS]; TERMS];
    for part in 0..PARTS - 1 {
        let step = f64::from(step(PARTS));
        let node = |i| (PI * (i as f64 + 0.5) / TERMS as f64).cos();
        let nodes: [f64; TERMS] = std::array::from_fn(|i| step * (part as f64 + node(i) / 2.0));
        // Newton's divided differences, then powers of a.
        let mut differences = nodes.map(|a| f64::from(math::gelu(a as f32)) - a / 2.0);
        for order in 1..TERMS {
            for i in (order..TERMS).rev() {
                let over = nodes[i] - nodes[i - order];
                differences[i] = (differences[i] - differences[i - 1]) / over;
            }
        }
        let mut powers = [0.0; TERMS];
        for (difference, node) in differences.into_iter().zip(nodes).rev() {
            for k in (1..TERMS).rev() {
                powers[k] = powers[k - 1] - node * powers[k];
            }
            powers[0] = difference - node * powers[0];
        }
        for (coefficients, power) in table.iter_mut().zip(powers) {
            coefficients[part] = power as f32;
        }
    }
    table[1][PARTS - 1] = 0.5;
    table
}

/// [`gelu`](math::gelu) but for [`ERROR`], of finite x: with a = |x|, `x / 2` and the polynomial of
/// a's part, which is even in x.
#[cfg(test)]
fn by_table<const PARTS: usize, const TERMS: usize>(x: f32, table: &Table<PARTS, TERMS>) -> f32 {
    let a = x.abs();
    let part =
        a.min(last(PARTS)).mul_add(1.0 / step(PARTS), math::ROUND).to_bits() as usize % PARTS;
    let coefficients = table.iter().rev().map(|coefficients| coefficients[part]);
    x.mul_add(0.5, coefficients.fold(0.0, |p, c| p.mul_add(a, c)))
}

#[cfg(test)]
mod tests {
    use super::super::DEEPEST;
    use super::*;

    #[test]
    fn small_gelus_keep_their_stated_error() {
        let small = |x| [small_gelu(x), by_table(x, &PARABOLAS), by_table(x, &QUARTICS)];
        for i in -4_000_000..=4_000_000 {
            let x = i as f32 / 4e5;
            let exact = math::gelu(x);
            for y in small(x) {
                let error = (y - exact).abs();
                assert!(error <= ERROR + ROUNDED * exact.abs(), "{x}: {error:e}");
            }
            assert!(exact > -DEEPEST);
        }
        for x in [1e3, 1e30] {
            assert!(small(x).iter().all(|y| (y / x - 1.0).abs() < ROUNDED));
            assert!(small(-x).iter().all(|y| y.abs() < ERROR));
        }
    }
}
