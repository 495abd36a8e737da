//! Seeds of random tests: fixed by default, replayable by the environment.

/// Seeds that run when the environment does not say otherwise.
const FIXED_SEEDS: u64 = 3;

/// The seeds of a random test: a fixed list; `SPIKELM_SEED=n` gives only n, to replay a failure;
/// `SPIKELM_SEEDS=n` gives n of them.
pub fn seeds() -> Vec<u64> {
    let number = |name| std::env::var(name).ok().and_then(|v| v.trim().parse::<u64>().ok());
    match (number("SPIKELM_SEED"), number("SPIKELM_SEEDS")) {
        (Some(seed), _) => vec![seed],
        (None, count) => (0..count.unwrap_or(FIXED_SEEDS)).collect(),
    }
}

/// Runs a test for each of [`seeds`]; when it panics, the seed is printed.
pub fn with_seeds(mut test: impl FnMut(u64)) {
    struct Seed(u64);
    impl Drop for Seed {
        fn drop(&mut self) {
            if std::thread::panicking() {
                eprintln!("failed with seed {0}; replay with SPIKELM_SEED={0}", self.0);
            }
        }
    }
    for seed in seeds() {
        let _print = Seed(seed);
        test(seed);
    }
}
