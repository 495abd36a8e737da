//! Mutated files: whatever they hold, loading and running them ends in an answer or an error.

use std::alloc::{GlobalAlloc, Layout, System};
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngSeed};
use spikelm_model::testing::RandomCheckpoint;
use spikelm_model::{Precision, SpikeBert, Tokenizer, inspect};
use tempfile::TempDir;

/// Remembers the largest single allocation.
struct Watch;

static LARGEST: AtomicUsize = AtomicUsize::new(0);

#[allow(unsafe_code)]
// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Watch {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promises are those that System asks for.
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the pointer came from `alloc`, which is System's.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Watch = Watch;

/// Nothing larger than this is ever needed by the checkpoint below, which has under 64 KiB.
const LARGE: usize = 16 << 20;

struct Sound {
    directory: TempDir,
    checkpoint: Vec<u8>,
    config: Vec<u8>,
    tokenizer: Vec<u8>,
}

static SOUND: LazyLock<Sound> = LazyLock::new(|| {
    let sizes = RandomCheckpoint {
        hidden: 12,
        heads: 2,
        intermediate: 20,
        layers: 1,
        ..RandomCheckpoint::new(3)
    };
    let directory = sizes.temporary().unwrap();
    let read = |name| std::fs::read(directory.path().join(name)).unwrap();
    let (checkpoint, config, tokenizer) =
        (read("model.safetensors"), read("config.json"), read("tokenizer.json"));
    Sound { directory, checkpoint, config, tokenizer }
});

#[derive(Debug, Clone)]
enum Mutation {
    Truncate(prop::sample::Index),
    Flip(Vec<(prop::sample::Index, u8)>),
    /// In the first bytes: the length and the start of the header.
    FlipStart(Vec<(prop::sample::Index, u8)>),
    HeaderLength(u64),
    /// A digit becomes another: offsets, shapes, sizes.
    Digit(prop::sample::Index, u8),
    Insert(prop::sample::Index, Vec<u8>),
    Remove(prop::sample::Index, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let flips = || prop::collection::vec((any::<prop::sample::Index>(), 1..=255u8), 1..8);
    prop_oneof![
        any::<prop::sample::Index>().prop_map(Mutation::Truncate),
        flips().prop_map(Mutation::Flip),
        flips().prop_map(Mutation::FlipStart),
        prop_oneof![any::<u64>(), 0..200_000_000u64].prop_map(Mutation::HeaderLength),
        (any::<prop::sample::Index>(), b'0'..=b'9').prop_map(|(i, d)| Mutation::Digit(i, d)),
        (any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 1..64))
            .prop_map(|(i, bytes)| Mutation::Insert(i, bytes)),
        (any::<prop::sample::Index>(), 1..64usize).prop_map(|(i, n)| Mutation::Remove(i, n)),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    let length = bytes.len();
    match mutation {
        Mutation::Truncate(at) => bytes.truncate(at.index(length)),
        Mutation::Flip(flips) => {
            flips.iter().for_each(|(at, mask)| bytes[at.index(length)] ^= mask);
        }
        Mutation::FlipStart(flips) => {
            flips.iter().for_each(|(at, mask)| bytes[at.index(length.min(400))] ^= mask);
        }
        Mutation::HeaderLength(claim) => bytes[..8].copy_from_slice(&claim.to_le_bytes()),
        Mutation::Digit(at, digit) => {
            let digits: Vec<usize> =
                (0..length.min(20_000)).filter(|&i| bytes[i].is_ascii_digit()).collect();
            if !digits.is_empty() {
                bytes[digits[at.index(digits.len())]] = *digit;
            }
        }
        Mutation::Insert(at, more) => {
            let at = at.index(length);
            bytes.splice(at..at, more.iter().copied());
        }
        Mutation::Remove(at, count) => {
            let at = at.index(length);
            bytes.drain(at..length.min(at + count));
        }
    }
}

/// Loads and runs a directory in every way; returns whether it was found sound.
fn exercise(directory: &Path) -> bool {
    let report = inspect::inspect(directory);
    let Ok(model) = SpikeBert::load(directory, Precision::F32, None) else { return false };
    let Ok(tokenizer) = Tokenizer::load(directory, model.config()) else { return false };
    let Ok(report) = report else { panic!("what loads can be inspected") };
    assert!(report.faults.is_empty(), "what loads has no faults: {:?}", report.faults);
    match tokenizer.encode("w1 w2 w3 unknown w95") {
        Ok(text) => model.logits(&[text.ids]).is_ok(),
        Err(_) => false,
    }
}

fn write(sound: &Sound, directory: &Path) {
    std::fs::write(directory.join("model.safetensors"), &sound.checkpoint).unwrap();
    std::fs::write(directory.join("config.json"), &sound.config).unwrap();
    std::fs::write(directory.join("tokenizer.json"), &sound.tokenizer).unwrap();
}

#[test]
fn the_sound_checkpoint_runs() {
    assert!(exercise(SOUND.directory.path()));
    assert!(LARGEST.load(Ordering::Relaxed) < LARGE);
}

/// The same cases every time; `SPIKELM_SEED=n` gives others.
fn seed() -> RngSeed {
    RngSeed::Fixed(std::env::var("SPIKELM_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(0))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        rng_seed: seed(),
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn mutated_files_neither_panic_nor_allocate(
        file in 0..6usize,
        mutations in prop::collection::vec(mutation(), 1..4),
    ) {
        let directory = tempfile::tempdir().unwrap();
        write(&SOUND, directory.path());
        // Mostly the checkpoint, now and then one of the others.
        let (name, sound) = match file {
            0 => ("config.json", &SOUND.config),
            1 => ("tokenizer.json", &SOUND.tokenizer),
            _ => ("model.safetensors", &SOUND.checkpoint),
        };
        let mut bytes = sound.clone();
        for mutation in &mutations {
            if bytes.len() < 8 {
                break;
            }
            mutate(&mut bytes, mutation);
        }
        std::fs::write(directory.path().join(name), bytes).unwrap();
        exercise(directory.path());
        let largest = LARGEST.load(Ordering::Relaxed);
        prop_assert!(largest < LARGE, "an allocation of {largest} bytes");
    }
}
