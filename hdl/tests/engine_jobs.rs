//! The whole engine against the reference model: random jobs, every result word and record.

mod common;

use common::jobs::{Bounds, random_job, regions};
use common::pair::Pair;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_regs::{AddressMap, EngineConfig, RECORD_BYTES};
use spikelm_sim::stream::with_seeds;

fn jobs_agree(config: EngineConfig, bounds: Bounds, batches: usize) {
    let mut pair = Pair::new(config);
    with_seeds(|seed| {
        let mut rng = SmallRng::seed_from_u64(seed);
        let (input, result) = regions(&config);
        for _ in 0..batches {
            let mut jobs = Vec::new();
            let (mut input, mut result, mut weight_row) = (input, result, 0);
            for _ in 0..rng.random_range(1..=4) {
                let job = random_job(&mut rng, &config, bounds, input, result, weight_row);
                let last = job.writes.last().unwrap();
                let end = last.0 + last.1.len() as u64;
                if end > AddressMap::new(&config, 0).input_end {
                    break;
                }
                input = end;
                result += u64::from(job.run.result_bytes);
                // Weights of two jobs lie beside each other or on top of each other.
                if rng.random_bool(0.5) {
                    weight_row += u32::from(job.run.tiles) * config.tile_depth(job.run.inputs);
                }
                jobs.push(job);
            }
            let records = result.next_multiple_of(u64::from(RECORD_BYTES));
            pair.jobs(&jobs, records);
        }
    });
}

#[test]
fn small_does_random_jobs() {
    jobs_agree(EngineConfig::SMALL, Bounds { inputs: 150, rows: 24, tiles: 3 }, 8);
}

#[test]
fn wide_does_random_jobs() {
    jobs_agree(EngineConfig::WIDE, Bounds { inputs: 150, rows: 16, tiles: 2 }, 2);
}
