//! Parameters drawn by seed.

use rand::rngs::SmallRng;
use rand::{RngCore, SeedableRng};
use rayon::prelude::*;

/// Values that one generator draws: the values do not depend on the number of threads.
const CHUNK: usize = 1 << 16;

/// A parameter of that name and shape, row-major.
///
/// | parameter | values |
/// |---|---|
/// | weights `[outputs][inputs]` of a product | deviation `1 / sqrt(inputs)` |
/// | tables | deviation 0.5 |
/// | weights of a norm | 1, deviation 0.1 |
/// | biases | deviation 0.05 |
///
/// All are bell-shaped, as trained ones are: the sum of four uniform numbers, at most 3.5
/// deviations from the mean. The same name, shape and seed give the same values.
pub(crate) fn parameter(seed: u64, name: &str, shape: &[usize]) -> Vec<f32> {
    let table = name.contains("embed") || name.ends_with("shared.weight");
    let (mean, deviation) = match *shape {
        [_, inputs] if !table => (0.0, 1.0 / (inputs as f32).sqrt()),
        [_] if name.ends_with("weight") => (1.0, 0.1),
        [_] => (0.0, 0.05),
        _ => (0.0, 0.5),
    };
    let seed = name.bytes().fold(seed ^ FNV_OFFSET, |h, b| (h ^ u64::from(b)).wrapping_mul(FNV));
    let mut values = vec![0.0; shape.iter().product()];
    values.par_chunks_mut(CHUNK).enumerate().for_each(|(index, chunk)| {
        let mut random = SmallRng::seed_from_u64(seed.wrapping_add(index as u64));
        chunk.iter_mut().for_each(|v| *v = mean + deviation * bell(random.next_u64()));
    });
    values
}

/// The FNV-1a hash's constants.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV: u64 = 0x0100_0000_01b3;

/// A number of mean 0 and deviation 1 from 64 random bits: the sum of four uniform ones.
fn bell(bits: u64) -> f32 {
    let sum: u64 = (0..4).map(|i| bits >> (16 * i) & 0xFFFF).sum();
    // Four uniform numbers below 2^16 have a deviation of 2^16 / sqrt(3) together.
    const SCALE: f32 = 1.732_050_8 / 65536.0;
    (sum as f32 - 131_070.0) * SCALE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_follow_name_and_seed() {
        let draw = |seed, name| parameter(seed, name, &[300, 256]);
        assert_eq!(draw(7, "a.weight"), draw(7, "a.weight"));
        assert_ne!(draw(7, "a.weight"), draw(8, "a.weight"));
        assert_ne!(draw(7, "a.weight"), draw(7, "b.weight"));
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(alone.install(|| draw(7, "a.weight")), draw(7, "a.weight"));
    }

    #[test]
    fn deviations_are_those_of_the_table() {
        let moments = |name: &str, shape: &[usize]| {
            let values = parameter(3, name, shape);
            let n = values.len() as f32;
            let mean = values.iter().sum::<f32>() / n;
            let square = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / n;
            (mean, square.sqrt())
        };
        for (name, shape, mean, deviation) in [
            ("layer.0.query.weight", &[256, 256][..], 0.0f32, 1.0f32 / 16.0),
            ("embeddings.word_embeddings.weight", &[256, 256], 0.0, 0.5),
            ("model.shared.weight", &[256, 256], 0.0, 0.5),
            ("LayerNorm.weight", &[65536], 1.0, 0.1),
            ("LayerNorm.bias", &[65536], 0.0, 0.05),
        ] {
            let (m, d) = moments(name, shape);
            assert!((m - mean).abs() < 0.02 * deviation.max(0.1), "{name}: mean {m}");
            assert!((d / deviation - 1.0).abs() < 0.02, "{name}: deviation {d}");
        }
    }
}
