//! The whole engine against the reference model: random jobs, every result word and record.

mod common;

use common::jobs::{Bounds, Job, random_job, regions};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_engine::Card;
use spikelm_engine::card::Deadline;
use spikelm_engine::reference::ReferenceCard;
use spikelm_regs::register::{COMPLETED, DOORBELL, ERROR, INTR_ACK, INTR_DONE, INTR_ENABLE};
use spikelm_regs::{
    AddressMap, COMMAND_BYTES, CompletionRecord, EngineConfig, RECORD_BYTES, RECORD_WORDS,
};
use spikelm_sim::stream::with_seeds;
use spikelm_sim::{SimCard, SimOptions};

/// Limit of one batch of commands.
const DEADLINE: Deadline = Deadline { time: std::time::Duration::from_secs(60), cycles: 2_000_000 };

/// Both cards, and how many commands they have had.
struct Pair {
    config: EngineConfig,
    cards: [Box<dyn Card>; 2],
    sequence: u32,
}

impl Pair {
    fn new(config: EngineConfig) -> Pair {
        let sim = SimCard::open(SimOptions::new(config)).unwrap();
        let cards: [Box<dyn Card>; 2] =
            [Box::new(sim), Box::new(ReferenceCard::new(config).unwrap())];
        for card in &cards {
            card.write_register(INTR_ENABLE.offset, INTR_DONE).unwrap();
        }
        Pair { config, cards, sequence: 0 }
    }

    fn write(&self, address: u64, data: &[u8]) {
        for card in &self.cards {
            card.write_memory(address, data.to_vec()).unwrap();
        }
    }

    /// Puts commands into the ring, rings, waits; the records of both cards.
    fn commands(&mut self, words: &[[u32; 16]], records: u64) -> [Vec<CompletionRecord>; 2] {
        let map = AddressMap::new(&self.config, 0);
        for (i, command) in words.iter().enumerate() {
            let entry = (self.sequence + i as u32) % self.config.ring_entries;
            let bytes: Vec<u8> = command.iter().flat_map(|w| w.to_le_bytes()).collect();
            self.write(map.ring + u64::from(entry * COMMAND_BYTES), &bytes);
        }
        self.sequence += words.len() as u32;
        self.cards.each_ref().map(|card| {
            card.write_register(DOORBELL.offset, self.sequence).unwrap();
            loop {
                card.wait_event(DEADLINE).unwrap();
                let completed = card.read_register(COMPLETED.offset).unwrap();
                card.write_register(INTR_ACK.offset, completed).unwrap();
                if completed == self.sequence {
                    break;
                }
            }
            let bytes = card.read_memory(records, words.len() * RECORD_BYTES as usize).unwrap();
            bytes
                .chunks(RECORD_BYTES as usize)
                .map(|b| {
                    let mut words = [0; RECORD_WORDS];
                    for (w, b) in words.iter_mut().zip(b.chunks(4)) {
                        *w = u32::from_le_bytes(b.try_into().unwrap());
                    }
                    CompletionRecord::decode(&words).unwrap()
                })
                .collect()
        })
    }

    /// Does jobs back to back and compares everything.
    fn jobs(&mut self, jobs: &[Job], records: u64) {
        let mut words = Vec::new();
        for job in jobs {
            for (address, bytes) in &job.writes {
                self.write(*address, bytes);
            }
            for command in &job.commands {
                let record = records + words.len() as u64 * u64::from(RECORD_BYTES);
                words.push(command.encode(self.sequence + words.len() as u32, record, 0));
            }
        }
        let [rtl, model] = self.commands(&words, records);
        for (r, m) in rtl.iter().zip(&model) {
            assert_eq!((r.sequence, r.status, r.rows), (m.sequence, m.status, m.rows), "{r:?}");
            assert_eq!(r.events, m.events, "{r:?}");
            let stalls = r.stall_fetch + r.stall_drain + r.stall_empty + r.stall_edge;
            assert_eq!(r.busy, r.event_cycles + stalls, "{r:?}");
            assert!(r.start <= r.end, "{r:?}");
        }
        for job in jobs {
            let length = job.run.result_bytes as usize;
            let [rtl, model] = self
                .cards
                .each_ref()
                .map(|card| card.read_memory(job.run.destination, length).unwrap());
            for (address, valid) in &job.words {
                let at = (address - job.run.destination) as usize;
                assert_eq!(rtl[at..at + valid], model[at..at + valid], "{:?} {address:#x}", job.run);
            }
        }
        for card in &self.cards {
            assert_eq!(card.read_register(ERROR.offset).unwrap(), 0, "{}", card.name());
        }
    }
}

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
