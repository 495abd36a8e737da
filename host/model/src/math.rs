//! The arithmetic that every engine, instruction set and thread count repeats bit for bit.
//!
//! Only IEEE 754 float32 additions, multiplications, divisions, square roots and comparisons, each
//! rounded to nearest, none fused: no library function decides a bit. All functions are free of
//! branches, so that loops over them become vector code.

/// Partial sums of every sum.
pub const PARTIALS: usize = 16;

/// Adds 16 partial sums: i + 8 into i, then i + 4, i + 2, i + 1.
#[inline(always)]
pub fn fold(mut partial: [f32; PARTIALS]) -> f32 {
    let mut width = PARTIALS / 2;
    while width > 0 {
        for i in 0..width {
            partial[i] += partial[i + width];
        }
        width /= 2;
    }
    partial[0]
}

/// The sum of `f(x)`: element i goes to partial sum i mod 16, in ascending order.
#[inline(always)]
pub fn sum_by(x: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut partial = [0.0; PARTIALS];
    let mut chunks = x.chunks_exact(PARTIALS);
    for chunk in &mut chunks {
        for (p, &v) in partial.iter_mut().zip(chunk) {
            *p += f(v);
        }
    }
    for (p, &v) in partial.iter_mut().zip(chunks.remainder()) {
        *p += f(v);
    }
    fold(partial)
}

/// The larger of two numbers; `a` where `b` is not a number.
#[inline(always)]
pub fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The largest of `x`, and of no less than `least`; the order does not matter.
#[inline(always)]
pub fn largest_by(x: &[f32], least: f32, f: impl Fn(f32) -> f32) -> f32 {
    let mut partial = [least; PARTIALS];
    let (chunks, rest) = x.as_chunks::<PARTIALS>();
    for chunk in chunks {
        for (p, &v) in partial.iter_mut().zip(chunk) {
            *p = larger(*p, f(v));
        }
    }
    for (p, &v) in partial.iter_mut().zip(rest) {
        *p = larger(*p, f(v));
    }
    let mut width = PARTIALS / 2;
    while width > 0 {
        for i in 0..width {
            partial[i] = larger(partial[i], partial[i + width]);
        }
        width /= 2;
    }
    partial[0]
}

/// The sum of `x`.
#[inline(always)]
pub fn sum(x: &[f32]) -> f32 {
    sum_by(x, |v| v)
}

/// The sum of `a[i] * b[i]`.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut partial = [0.0; PARTIALS];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<PARTIALS>(), b.as_chunks::<PARTIALS>());
    for (a, b) in a.iter().zip(b) {
        for i in 0..PARTIALS {
            partial[i] += a[i] * b[i];
        }
    }
    for (p, (a, b)) in partial.iter_mut().zip(a_rest.iter().zip(b_rest)) {
        *p += a * b;
    }
    fold(partial)
}

/// 1.5 * 2^23: adding it rounds to an integer, which then stands in the low bits.
pub(crate) const ROUND: f32 = 12_582_912.0;

/// Rounds to the nearest integer, halves to even; `|x| <= 2^22`.
#[inline(always)]
pub fn round_half_even(x: f32) -> f32 {
    (x + ROUND) - ROUND
}

/// e^x for `x <= 88`, relative error under 1.5e-7; 0 under -87, e^88 above 88.
///
/// `x = n ln 2 + r` with `|r| <= ln 2 / 2`, ln 2 in two parts; e^r by the degree-7 polynomial of
/// Cephes' `expf`; times 2^n through the exponent bits.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let y = exp_within(x.clamp(-87.0, 88.0));
    if x < -87.0 { 0.0 } else { y }
}

/// [`exp`] of -87 to 88.
#[inline(always)]
fn exp_within(x: f32) -> f32 {
    let (r, power) = reduced(x);
    exp_rest(r) * power
}

/// `(r, p)` with the bits of `exp(x) = exp_rest(r) * p`, for `x <= 88`.
#[inline(always)]
pub(crate) fn exp_parts(x: f32) -> (f32, f32) {
    let (r, power) = reduced(larger(x, -87.0));
    (r, if x < -87.0 { 0.0 } else { power })
}

/// `x = n ln 2 + r`: r and `2^n`.
#[inline(always)]
fn reduced(x: f32) -> (f32, f32) {
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = (x - n * LN2_HIGH) - n * LN2_LOW;
    // The bits of `shifted` are those of ROUND plus n; n + 127 lies in 1..=254.
    let exponent = shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127);
    (r, f32::from_bits(exponent << 23))
}

/// e^r of a remainder.
#[inline(always)]
pub(crate) fn exp_rest(r: f32) -> f32 {
    let mut p = 1.987_569_1e-4;
    p = p * r + 1.398_199_9e-3;
    p = p * r + 8.333_452e-3;
    p = p * r + 4.166_579_6e-2;
    p = p * r + 1.666_666_5e-1;
    p = p * r + 0.5;
    (p * (r * r) + r) + 1.0
}

/// The natural logarithm of a normal positive number, error under 1.5e-7 of the result or of 1,
/// whichever is larger.
///
/// `x = 2^n m` with m in [sqrt(1/2), sqrt 2) through the exponent bits; ln m by the polynomial of
/// Cephes' `logf`; ln 2 in two parts.
#[inline]
pub fn ln(x: f32) -> f32 {
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    // The bits of sqrt(1/2): subtracting them makes the exponent field count from there.
    const SQRT_HALF: u32 = 0x3F35_04F3;
    let offset = x.to_bits().wrapping_sub(SQRT_HALF) as i32;
    let n = offset >> 23;
    let z = f32::from_bits(x.to_bits().wrapping_sub((n << 23) as u32)) - 1.0;
    let n = n as f32;
    let mut p = 7.037_683_6e-2;
    p = p * z + -1.151_461e-1;
    p = p * z + 1.167_699_9e-1;
    p = p * z + -1.242_014_1e-1;
    p = p * z + 1.424_932_3e-1;
    p = p * z + -1.666_805_8e-1;
    p = p * z + 2.000_071_5e-1;
    p = p * z + -2.499_999_4e-1;
    p = p * z + 3.333_333e-1;
    let z2 = z * z;
    let y = p * (z2 * z) + n * LN2_LOW;
    ((y - 0.5 * z2) + z) + n * LN2_HIGH
}

/// The error function, absolute error under 1.5e-7.
///
/// `x + x P(x^2)` up to |x| = 475/512, `1 - e^Q(|x|)` beyond, both computed and one taken; the
/// polynomials are those of N. Juffa's `erff`.
#[inline(always)]
pub fn erf(x: f32) -> f32 {
    erf_of(x, erf_near(x), exp_within(erf_exponent(x)))
}

/// `x + x P(x^2)`.
#[inline(always)]
fn erf_near(x: f32) -> f32 {
    let s = x * x;
    let mut p = -5.967_617e-4;
    p = p * s + 4.991_194_2e-3;
    p = p * s + -2.676_813_5e-2;
    p = p * s + 1.128_199_25e-1;
    p = p * s + -3.761_253_4e-1;
    p = p * s + 1.283_791_7e-1;
    p * x + x
}

/// `Q(|x|)`, between -19 and 0.
#[inline(always)]
fn erf_exponent(x: f32) -> f32 {
    // Beyond 4, erf rounds to 1, and Q has left the range it was made for.
    let t = if x.abs() < 4.0 { x.abs() } else { 4.0 };
    let t2 = t * t;
    let mut q =
        (-1.728_534_7e-5 * t + 3.831_971_3e-4) * t2 + (-3.883_964_4e-3 * t + 2.425_462_2e-2);
    q = q * t + -1.067_778_8e-1;
    q = q * t + -6.348_467e-1;
    q = q * t + -1.287_175_1e-1;
    q * t - t
}

/// The error function from both of its forms.
#[inline(always)]
fn erf_of(x: f32, near: f32, exp: f32) -> f32 {
    let far = (1.0 - exp).copysign(x);
    if x.abs() > 475.0 / 512.0 { far } else { near }
}

/// The Gaussian error linear unit, `(x * 0.5) * (1 + erf(x / sqrt 2))`.
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    (x * 0.5) * (1.0 + erf(x / std::f32::consts::SQRT_2))
}

/// Elements of a pass of [`gelu_all`].
const PASS: usize = 256;

/// [`gelu`] of every element.
///
/// In passes over a part that stays in the cache: the operations of one element wait for each other,
/// and a processor looks ahead a few elements only; the shorter the loop, the more of them.
#[inline(always)]
pub fn gelu_all(x: &mut [f32]) {
    let mut parts = [[0f32; PASS]; 3];
    for x in x.chunks_mut(PASS) {
        let [z, near, exp] = parts.each_mut().map(|part| &mut part[..x.len()]);
        z.iter_mut().zip(&*x).for_each(|(z, x)| *z = x / std::f32::consts::SQRT_2);
        near.iter_mut().zip(&*z).for_each(|(near, z)| *near = erf_near(*z));
        exp.iter_mut().zip(&*z).for_each(|(exp, z)| *exp = erf_exponent(*z));
        exp.iter_mut().for_each(|exp| *exp = exp_within(*exp));
        for (x, (z, (near, exp))) in x.iter_mut().zip(z.iter().zip(near.iter().zip(exp.iter()))) {
            *x = (*x * 0.5) * (1.0 + erf_of(*z, *near, *exp));
        }
    }
}

/// The hyperbolic tangent, absolute error under 4e-7.
///
/// `x P(x^2) / Q(x^2)` on `|x| <= 7.9`, beyond which tanh rounds to +-1 in float32; the
/// coefficients are those of the rational approximation in Eigen and XLA.
#[inline]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-7.905_311, 7.905_311);
    let x2 = x * x;
    let mut p = -2.760_768_5e-16;
    p = p * x2 + 2.000_188e-13;
    p = p * x2 + -8.604_672e-11;
    p = p * x2 + 5.122_297e-8;
    p = p * x2 + 1.485_722_4e-5;
    p = p * x2 + 6.372_619e-4;
    p = p * x2 + 4.893_524_6e-3;
    let mut q = 1.198_258_4e-6;
    q = q * x2 + 1.185_347e-4;
    q = q * x2 + 2.268_434_6e-3;
    q = q * x2 + 4.893_525e-3;
    x * p / q
}

#[cfg(test)]
mod tests {
    use super::*;

    /// erf in float64 by its Taylor series; every term is under e^(x^2), so 1e-9 is safe to |x| = 4.
    fn erf_reference(x: f64) -> f64 {
        let (mut term, mut total) = (x, x);
        for n in 1..200 {
            term *= -x * x / f64::from(n);
            total += term / f64::from(2 * n + 1);
        }
        total * 2.0 / std::f64::consts::PI.sqrt()
    }

    fn sweep(low: f32, high: f32, mut check: impl FnMut(f32)) {
        let steps = 200_000;
        for i in 0..=steps {
            check(low + (high - low) * (i as f32 / steps as f32));
        }
    }

    #[test]
    fn exp_keeps_its_stated_error() {
        let mut worst = 0f64;
        sweep(-87.0, 88.0, |x| {
            let exact = f64::from(x).exp();
            worst = worst.max(((f64::from(exp(x)) - exact) / exact).abs());
        });
        assert!(worst < 1.5e-7, "{worst:e}");
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(-90.0), 0.0);
        assert_eq!(exp(f32::NEG_INFINITY), 0.0);
        assert_eq!(exp(100.0), exp(88.0));
        for x in [0.0, -1e-8, -0.3, -86.99, -87.0, -87.0f32.next_down(), -90.0, -1e30, f32::NAN] {
            let (r, power) = exp_parts(x);
            let y = exp_rest(r) * power;
            assert!(y.to_bits() == exp(x).to_bits() || (y.is_nan() && exp(x).is_nan()), "{x}");
        }
    }

    #[test]
    fn passes_give_the_same_bits() {
        let x: Vec<f32> = (0..700).map(|i| (i as f32 - 350.0) / 50.0).collect();
        let x = [&x[..], &[0.0, -0.0, 1e30, -1e30, f32::INFINITY, 1e-40]].concat();
        let mut all = x.clone();
        gelu_all(&mut all);
        for (all, x) in all.iter().zip(x) {
            assert_eq!(all.to_bits(), gelu(x).to_bits(), "{x}");
        }
    }

    #[test]
    fn ln_keeps_its_stated_error() {
        let mut worst = 0f64;
        let mut check = |x: f32| {
            let exact = f64::from(x).ln();
            worst = worst.max((f64::from(ln(x)) - exact).abs() / exact.abs().max(1.0));
        };
        sweep(0.001, 4.0, &mut check);
        sweep(1.0, 70_000.0, &mut check);
        check(f32::MAX);
        check(f32::MIN_POSITIVE);
        assert!(worst < 1.5e-7, "{worst:e}");
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn erf_keeps_its_stated_error() {
        let mut worst = 0f64;
        sweep(-4.0, 4.0, |x| {
            worst = worst.max((f64::from(erf(x)) - erf_reference(f64::from(x))).abs());
        });
        assert!(worst < 1.5e-7, "{worst:e}");
        assert_eq!(erf(0.0), 0.0);
        assert!((erf(50.0) - 1.0).abs() < 2e-7 && erf(-50.0) == -erf(50.0));
    }

    #[test]
    fn tanh_keeps_its_stated_error() {
        let mut worst = 0f64;
        sweep(-12.0, 12.0, |x| {
            worst = worst.max((f64::from(tanh(x)) - f64::from(x).tanh()).abs());
        });
        assert!(worst < 4e-7, "{worst:e}");
        assert_eq!(tanh(0.0), 0.0);
    }

    #[test]
    fn halves_round_to_even() {
        for (x, y) in
            [(0.5, 0.0), (1.5, 2.0), (2.5, 2.0), (-0.5, 0.0), (-1.5, -2.0), (126.5, 126.0)]
        {
            assert_eq!(round_half_even(x), y, "{x}");
        }
        sweep(-300.0, 300.0, |x| assert_eq!(round_half_even(x), x.round_ties_even()));
    }

    #[test]
    fn sums_follow_the_stated_order() {
        let x: Vec<f32> = (0..37).map(|i| 1.0 / (i as f32 + 0.7)).collect();
        let mut partial = [0f32; 16];
        for (i, v) in x.iter().enumerate() {
            partial[i % 16] += v;
        }
        for width in [8, 4, 2, 1] {
            for i in 0..width {
                partial[i] += partial[i + width];
            }
        }
        assert_eq!(sum(&x).to_bits(), partial[0].to_bits());
        assert_eq!(dot(&x, &[1.0; 37]).to_bits(), partial[0].to_bits());
        assert_eq!(sum(&[]), 0.0);
    }
}
