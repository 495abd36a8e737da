//! What a machine's multipliers can do: the yardstick of products on the host.

use std::hint::black_box;
use std::time::Instant;

use crate::Isa;
use crate::vectorized;

/// Accumulators: enough to hide the latency of a multiply and an addition, few enough to stay in
/// registers.
#[cfg(target_arch = "x86_64")]
const WIDE: usize = 24;
#[cfg(target_arch = "x86_64")]
const NARROW: usize = 12;
/// Rounds of one call.
const ROUNDS: u64 = 1 << 14;

/// The fastest multiply-adds of small integers that an instruction set has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// The instructions of the loop.
    pub instructions: &'static str,
    /// Multiply-adds a second of one thread.
    pub multiply_adds: f64,
}

impl Isa {
    /// The instructions whose peak [`Isa::peak`] measures; `None` where this crate has no loop of
    /// them.
    pub fn multiply_add(self) -> Option<&'static str> {
        match self {
            Isa::Portable => None,
            Isa::Avx2 => Some("vpmaddubsw and vpaddw, 32 a pair"),
            Isa::Avx512 => Some("vpdpbusd, 64 each"),
        }
    }
}

/// Runs a loop of the selected set's multiply-adds that touches nothing but registers, for about
/// `seconds`, on the calling thread.
///
/// Bytes are multiplied and added: no product of spikes and int8 weights by these instructions can
/// be faster. `None` for [`Isa::Portable`], whose instructions are the compiler's choice.
pub fn peak(seconds: f64) -> Option<Peak> {
    let instructions = Isa::selected().multiply_add()?;
    let start = Instant::now();
    let mut best = 0f64;
    // The best of short stretches: what else the machine does meanwhile is not its peak.
    loop {
        let stretch = Instant::now();
        let count: u64 = (0..16).map(|_| rounds(ROUNDS)).sum();
        best = best.max(count as f64 / stretch.elapsed().as_secs_f64());
        if start.elapsed().as_secs_f64() >= seconds {
            break;
        }
    }
    Some(Peak { instructions, multiply_adds: best })
}

vectorized! {
    /// `rounds` times as many multiply-adds as there are accumulators; returns how many numbers
    /// were multiplied. Every factor is the accumulator of the round before, so that nothing can be
    /// computed ahead.
    fn rounds(rounds: u64) -> u64 {
        let _ = rounds;
        0
    }
    avx2 {
        use std::arch::x86_64::{_mm256_add_epi16, _mm256_maddubs_epi16, _mm256_set1_epi8};
        let q = black_box(_mm256_set1_epi8(-1));
        let mut acc = black_box([_mm256_set1_epi8(3); NARROW]);
        for _ in 0..rounds {
            let last = acc;
            for i in 0..NARROW {
                acc[i] = _mm256_add_epi16(acc[i], _mm256_maddubs_epi16(last[(i + 1) % NARROW], q));
            }
        }
        black_box(acc);
        rounds * NARROW as u64 * 32
    }
    avx512 {
        use std::arch::x86_64::{_mm512_dpbusd_epi32, _mm512_set1_epi8};
        let q = black_box(_mm512_set1_epi8(-1));
        let mut acc = black_box([_mm512_set1_epi8(3); WIDE]);
        for _ in 0..rounds {
            let last = acc;
            for i in 0..WIDE {
                acc[i] = _mm512_dpbusd_epi32(acc[i], last[(i + 1) % WIDE], q);
            }
        }
        black_box(acc);
        rounds * WIDE as u64 * 64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_with_a_name_has_a_loop() {
        assert_eq!(peak(0.0).is_some(), Isa::selected() != Isa::Portable);
        if let Some(peak) = peak(0.0) {
            assert!(peak.multiply_adds > 0.0);
        }
    }
}
