//! The whole engine against the reference model: random jobs on every configuration, every result
//! word and record. `SPIKELM_ROWS=n` computes n rows on each for each seed.

mod common;

use common::jobs::{Bounds, Job, all_tiles, random_job, regions};
use common::pair::Pair;
use common::rng;
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_regs::{AddressMap, EngineConfig, RECORD_BYTES};
use spikelm_sim::stream::with_seeds;

/// Spike rows on each configuration, for each of three seeds: fewer where a simulated cycle takes
/// longer.
const ROWS: [(EngineConfig, u64); 6] = [
    (EngineConfig::SMALL, 12_000),
    (EngineConfig::ECP5, 10_000),
    (EngineConfig::EIGHT, 7_000),
    (EngineConfig::WIDE, 2_500),
    (EngineConfig::CARD_ARTIX, 1_500),
    (EngineConfig::CARD_UPLUS, 600),
];

/// Commands of a batch, and records behind its results.
const COMMANDS: u64 = 32;

/// What the jobs of a batch range over.
fn bounds(random: &mut SmallRng, config: &EngineConfig) -> Bounds {
    let result_rows = config.result_bytes / 4 / (4 * config.lanes);
    // No sum leaves the accumulators, and a tile leaves room for rows.
    let proven = config.max_accumulator() as u32 / 127;
    let staged = config.input_bytes / 4 / config.lanes;
    match random.random_range(0..4) {
        0 => Bounds { inputs: 150, rows: 24, tiles: 3 },
        1 => Bounds { inputs: 64, rows: result_rows.min(400), tiles: 1 },
        2 => Bounds { inputs: 9, rows: 3, tiles: 1 },
        _ => Bounds { inputs: proven.min(staged), rows: 8, tiles: 1 },
    }
}

/// Jobs beside each other in memory, their weights beside or on top of each other.
fn batch(random: &mut SmallRng, config: &EngineConfig) -> (Vec<Job>, u64) {
    let bounds = bounds(random, config);
    let map = AddressMap::new(config, 0);
    let result_end = map.record_table - COMMANDS * u64::from(RECORD_BYTES);
    let (mut input, mut result) = regions(config);
    let deepest = bounds.tiles * config.tile_depth(bounds.inputs);
    let last_row = config.weight_depth() - deepest;
    let mut weight_row =
        [0, last_row, random.random_range(0..=last_row)][random.random_range(0..3)];
    let mut jobs: Vec<Job> = Vec::new();
    for _ in 0..random.random_range(1..=4) {
        let job = random_job(random, config, bounds, input, result, weight_row);
        let (at, bytes) = job.writes.last().unwrap();
        input = at + bytes.len() as u64;
        let after = result + u64::from(job.run.result_bytes);
        if input > map.input_end || after > result_end {
            break;
        }
        result = after;
        if random.random_bool(0.5) {
            let depth = job.run.weight_format.tile_depth(config, job.run.inputs);
            weight_row = (weight_row + u32::from(job.run.tiles) * depth).min(last_row);
        }
        jobs.push(job);
    }
    (jobs, result_end)
}

fn agree(config: EngineConfig) {
    let share = ROWS.iter().find(|(c, _)| c.name == config.name).unwrap().1;
    let share = std::env::var("SPIKELM_ROWS").map_or(share, |n| n.parse().unwrap());
    with_seeds(|seed| {
        let (mut rows, mut batches, mut tiles) = (0, 0, 0);
        let mut cycles = 0;
        for (part, stalls) in [(0, None), (1, Some(seed))] {
            let mut random = rng(seed, part);
            let mut pair = Pair::stalled(config, stalls);
            let until = share * (part + 1) / 2;
            while rows < until {
                let (jobs, records) = batch(&mut random, &config);
                pair.jobs(&jobs, records);
                rows += jobs.iter().map(|job| u64::from(job.run.rows)).sum::<u64>();
                batches += 1;
            }
            let map = AddressMap::new(&config, 0);
            for job in all_tiles(&mut random, &config) {
                let records = map.record_table - 2 * COMMANDS * u64::from(RECORD_BYTES);
                tiles += u64::from(job.run.tiles);
                rows += u64::from(job.run.rows);
                pair.jobs(&[job], records);
            }
            cycles += pair.sim.cycles();
        }
        println!(
            "{}: {rows} rows in {batches} batches, {tiles} tiles over all of weight RAM, \
             {cycles} cycles, half of the rows with stalls on every port, seed {seed}",
            config.name
        );
    });
}

#[test]
fn a_hundred_thousand_rows_over_all_configurations() {
    assert!(3 * ROWS.iter().map(|(_, rows)| rows).sum::<u64>() >= 100_000);
    let mut listed: Vec<&str> = ROWS.iter().map(|(config, _)| config.name).collect();
    let mut all: Vec<&str> = EngineConfig::ALL.iter().map(|config| config.name).collect();
    listed.sort_unstable();
    all.sort_unstable();
    assert_eq!(listed, all);
}

#[test]
fn small_does_random_jobs() {
    agree(EngineConfig::SMALL);
}

#[test]
fn wide_does_random_jobs() {
    agree(EngineConfig::WIDE);
}

#[test]
fn eight_does_random_jobs() {
    agree(EngineConfig::EIGHT);
}

#[test]
fn ecp5_does_random_jobs() {
    agree(EngineConfig::ECP5);
}

#[test]
fn card_artix_does_random_jobs() {
    agree(EngineConfig::CARD_ARTIX);
}

#[test]
fn card_uplus_does_random_jobs() {
    agree(EngineConfig::CARD_UPLUS);
}
