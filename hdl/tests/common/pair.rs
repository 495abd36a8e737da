//! The generated engine beside the reference card, each driven the same way.

use std::time::Duration;

use spikelm_engine::Card;
use spikelm_engine::card::Deadline;
use spikelm_engine::reference::ReferenceCard;
use spikelm_regs::register::{
    COMPLETED, CONTROL, CONTROL_CLEAR_ERROR, CONTROL_RESET, DOORBELL, ERROR, INTR_ACK, INTR_DONE,
    INTR_ENABLE,
};
use spikelm_regs::{
    AddressMap, COMMAND_BYTES, COMMAND_WORDS, CompletionRecord, EngineConfig, RECORD_BYTES,
    RECORD_WORDS,
};
use spikelm_sim::{SimCard, SimOptions};

use super::jobs::Job;

/// Limit of one batch of commands.
pub const DEADLINE: Deadline = Deadline { time: Duration::from_secs(60), cycles: 400_000 };

/// The 16 words of a command.
pub type Words = [u32; COMMAND_WORDS];

/// Both cards, and how many commands they have had.
pub struct Pair {
    /// Their sizes.
    pub config: EngineConfig,
    /// The RTL.
    pub sim: SimCard,
    /// The model.
    pub model: ReferenceCard,
    /// Ring index of the next command.
    pub sequence: u32,
}

impl Pair {
    /// Two cards after power-up.
    pub fn new(config: EngineConfig) -> Pair {
        Pair::stalled(config, None)
    }

    /// Two cards after power-up; with a seed, every channel of the RTL's ports stalls at random.
    pub fn stalled(config: EngineConfig, stalls: Option<u64>) -> Pair {
        let sim = SimCard::open(SimOptions { stalls, ..SimOptions::new(config) }).unwrap();
        let model = ReferenceCard::new(config).unwrap();
        let pair = Pair { config, sim, model, sequence: 0 };
        pair.both(|card| card.write_register(INTR_ENABLE.offset, INTR_DONE).unwrap());
        pair
    }

    /// Does the same to both cards: what the RTL gave, and the model.
    pub fn both<T>(&self, mut f: impl FnMut(&dyn Card) -> T) -> [T; 2] {
        [f(&self.sim), f(&self.model)]
    }

    /// Writes memory.
    pub fn write(&self, address: u64, data: &[u8]) {
        self.both(|card| card.write_memory(address, data.to_vec()).unwrap());
    }

    /// Stages a job.
    pub fn stage(&self, job: &Job) {
        for (address, bytes) in &job.writes {
            self.write(*address, bytes);
        }
    }

    /// The words of commands that follow each other in the ring, their records in a row.
    pub fn encode<'a>(&self, jobs: impl IntoIterator<Item = &'a Job>, records: u64) -> Vec<Words> {
        let commands = jobs.into_iter().flat_map(|job| job.commands.iter().map(move |c| (job, c)));
        commands
            .zip(0..)
            .map(|((job, command), i)| {
                let record = records + u64::from(i * RECORD_BYTES);
                command.encode(self.sequence + i, record, job.checksum(&self.config, command))
            })
            .collect()
    }

    /// Puts commands into the ring and rings.
    pub fn ring(&mut self, words: &[Words]) {
        let map = AddressMap::new(&self.config, 0);
        for (i, command) in words.iter().enumerate() {
            let entry = (self.sequence + i as u32) % self.config.ring_entries;
            let bytes: Vec<u8> = command.iter().flat_map(|w| w.to_le_bytes()).collect();
            self.write(map.ring + u64::from(entry * COMMAND_BYTES), &bytes);
        }
        self.sequence += words.len() as u32;
        self.both(|card| card.write_register(DOORBELL.offset, self.sequence).unwrap());
    }

    /// Waits until all commands have ended.
    pub fn wait(&self) {
        self.both(|card| {
            // A command may be seen with each look; what lies beyond is an engine that runs wild.
            for _ in 0..=2 * self.config.ring_entries {
                let completed = card.read_register(COMPLETED.offset).unwrap();
                card.write_register(INTR_ACK.offset, completed).unwrap();
                if completed == self.sequence {
                    return;
                }
                card.wait_event(DEADLINE).unwrap();
            }
            panic!("{}: interrupts, and the commands are not completed", card.name());
        });
    }

    /// The record at an address, of both cards.
    pub fn record(&self, address: u64) -> [CompletionRecord; 2] {
        self.both(|card| {
            let bytes = card.read_memory(address, RECORD_BYTES as usize).unwrap();
            let mut words = [0; RECORD_WORDS];
            for (w, b) in words.iter_mut().zip(bytes.chunks_exact(4)) {
                *w = u32::from_le_bytes(b.try_into().unwrap());
            }
            CompletionRecord::decode(&words).unwrap()
        })
    }

    /// Compares the records of commands that must have ended well; those of the RTL.
    pub fn good_records(&self, records: u64, count: usize) -> Vec<CompletionRecord> {
        (0..count as u64)
            .map(|i| {
                let [r, m] = self.record(records + i * u64::from(RECORD_BYTES));
                assert_eq!((r.sequence, r.status, r.rows), (m.sequence, m.status, m.rows), "{r:?}");
                assert_eq!(r.events, m.events, "{r:?}");
                assert_eq!(r.result_checksum, m.result_checksum, "{r:?}");
                let stalls = r.stall_fetch + r.stall_drain + r.stall_empty + r.stall_edge;
                assert_eq!(r.busy, r.event_cycles + stalls, "{r:?}");
                assert!(r.start <= r.end, "{r:?}");
                r
            })
            .collect()
    }

    /// Compares the results of a job.
    pub fn results(&self, job: &Job) {
        let length = job.run.result_bytes as usize;
        let [rtl, model] = self.both(|card| card.read_memory(job.run.destination, length).unwrap());
        for (address, valid) in &job.words {
            let at = (address - job.run.destination) as usize;
            assert_eq!(rtl[at..at + valid], model[at..at + valid], "{:?} {address:#x}", job.run);
        }
    }

    /// Does jobs back to back and compares everything; the RTL's records.
    pub fn jobs(&mut self, jobs: &[Job], records: u64) -> Vec<CompletionRecord> {
        jobs.iter().for_each(|job| self.stage(job));
        let words = self.encode(jobs, records);
        self.ring(&words);
        self.wait();
        let records = self.good_records(records, words.len());
        jobs.iter().for_each(|job| self.results(job));
        assert_eq!(self.both(|card| card.read_register(ERROR.offset).unwrap()), [0, 0]);
        records
    }

    /// Clears `ERROR`, which must be the same on both cards; what it was.
    pub fn clear_errors(&self) -> u32 {
        let [rtl, model] = self.both(|card| {
            let error = card.read_register(ERROR.offset).unwrap();
            card.write_register(CONTROL.offset, CONTROL_CLEAR_ERROR).unwrap();
            error
        });
        assert_eq!(rtl, model);
        rtl
    }

    /// Resets both engines through `CONTROL`, for `cycles` at least.
    pub fn reset(&mut self, cycles: u64) {
        self.both(|card| card.write_register(CONTROL.offset, CONTROL_RESET).unwrap());
        self.sim.advance(cycles).unwrap();
        self.both(|card| card.write_register(CONTROL.offset, 0).unwrap());
        self.sequence = 0;
    }
}
