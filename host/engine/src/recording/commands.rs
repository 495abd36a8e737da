//! The commands of a recording, read from what was written to the card.

use std::collections::BTreeMap;

use spikelm_regs::{
    AddressMap, COMMAND_BYTES, Command, CompletionRecord, EngineConfig, RECORD_BYTES, ResultFormat,
    Run,
};

/// What the ring holds, and the commands that were rung and not read back.
pub(super) struct Commands {
    config: EngineConfig,
    map: AddressMap,
    ring: Vec<u8>,
    /// Ring index of the next command.
    rung: u32,
    /// By the address of their record.
    under_way: BTreeMap<u64, Rung>,
}

/// A command that was rung.
#[derive(Debug, Clone)]
pub(super) struct Rung {
    pub(super) sequence: u32,
    pub(super) command: Command,
    pub(super) record: u64,
}

impl Commands {
    pub(super) fn new(config: EngineConfig) -> Commands {
        let ring = vec![0; (config.ring_entries * COMMAND_BYTES) as usize];
        let map = AddressMap::new(&config, 0);
        Commands { config, map, ring, rung: 0, under_way: BTreeMap::new() }
    }

    /// The engine was reset.
    pub(super) fn reset(&mut self) {
        self.rung = 0;
        self.under_way.clear();
    }

    /// Card memory was written.
    pub(super) fn written(&mut self, address: u64, data: &[u8]) {
        let (start, end) = (self.map.ring, self.map.ring_end);
        let last = address.saturating_add(data.len() as u64).min(end);
        let first = address.max(start);
        if first < last {
            let from = (first - address) as usize..(last - address) as usize;
            let to = (first - start) as usize..(last - start) as usize;
            self.ring[to].copy_from_slice(&data[from]);
        }
    }

    /// The doorbell was rung. Commands that cannot be understood are refused by every card.
    pub(super) fn rung(&mut self, index: u32) {
        // A ring holds no more: what is further was never rung.
        for _ in 0..self.config.ring_entries {
            if self.rung == index {
                return;
            }
            let at = (self.rung % self.config.ring_entries * COMMAND_BYTES) as usize;
            let mut words = [0; 16];
            let (bytes, _) = self.ring[at..at + COMMAND_BYTES as usize].as_chunks::<4>();
            words.iter_mut().zip(bytes).for_each(|(w, b)| *w = u32::from_le_bytes(*b));
            if let Ok((command, sequence, record)) = Command::decode(&words) {
                self.under_way.insert(record, Rung { sequence, command, record });
            }
            self.rung = self.rung.wrapping_add(1);
        }
    }

    /// Ring index behind the last command that was rung.
    pub(super) fn index(&self) -> u32 {
        self.rung
    }

    /// Takes the commands whose records lie in a range that was read, in the order of the ring.
    pub(super) fn read(&mut self, address: u64, length: usize) -> Vec<Rung> {
        let end = (address + length as u64).saturating_sub(u64::from(RECORD_BYTES) - 1);
        let found: Vec<u64> = match address < end {
            true => self.under_way.range(address..end).map(|(record, _)| *record).collect(),
            false => Vec::new(),
        };
        let mut rung: Vec<Rung> =
            found.iter().filter_map(|record| self.under_way.remove(record)).collect();
        rung.sort_by_key(|r| r.sequence);
        rung
    }

    /// What is different between what two cards returned for a command, where it is anything: both
    /// read `address`, the recorded card and the other.
    pub(super) fn difference(
        &self,
        rung: &Rung,
        address: u64,
        recorded: &[u8],
        found: &[u8],
    ) -> Option<String> {
        let at = (rung.record - address) as usize;
        let record = |bytes: &[u8]| decode(&bytes[at..at + RECORD_BYTES as usize]);
        let (ours, theirs) = (record(recorded), record(found));
        let (ours, theirs) = match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => (ours, theirs),
            (Err(ours), Err(theirs)) if ours == theirs => return None,
            (ours, theirs) => {
                let text = |r: Result<CompletionRecord, String>| {
                    r.map_or_else(|e| e, |r| format!("completion record: {}", r.status.meaning()))
                };
                return Some(format!("recorded: {}; replayed: {}", text(ours), text(theirs)));
            }
        };
        for (name, ours, theirs) in [
            ("sequence", ours.sequence, theirs.sequence),
            ("status", ours.status.code(), theirs.status.code()),
            ("events", ours.events, theirs.events),
            ("rows", ours.rows, theirs.rows),
            ("result checksum", ours.result_checksum, theirs.result_checksum),
        ] {
            if ours != theirs {
                return Some(format!("its record's {name}: recorded {ours}, replayed {theirs}"));
            }
        }
        let Command::Run(run) = &rung.command else { return None };
        self.sums(run, address, recorded, found)
    }

    /// The first sum that differs. Results lie as the driver has them: row by row, tile by tile.
    fn sums(&self, run: &Run, address: u64, recorded: &[u8], found: &[u8]) -> Option<String> {
        let config = &self.config;
        let word = config.result_word_bytes() as usize;
        let tile_bytes = run.result_format.words(config, config.lanes) as usize * word;
        let last_columns = u32::from(run.last_columns);
        let last_bytes = run.result_format.words(config, last_columns) as usize * word;
        let stride = usize::from(run.tiles - 1) * tile_bytes + last_bytes;
        let start = usize::try_from(run.destination.checked_sub(address)?).ok()?;
        let region = start..start.checked_add(run.result_bytes as usize)?;
        let (ours, theirs) = (recorded.get(region.clone())?, found.get(region)?);
        let size = run.result_format.bytes() as usize;
        for (row, (ours, theirs)) in ours.chunks(stride).zip(theirs.chunks(stride)).enumerate() {
            for tile in 0..usize::from(run.tiles) {
                let lanes = match tile + 1 == run.tiles.into() {
                    true => last_columns,
                    false => config.lanes,
                };
                let at = tile * tile_bytes..tile * tile_bytes + lanes as usize * size;
                let (ours, theirs) = (ours.get(at.clone())?, theirs.get(at)?);
                let differs = ours.chunks(size).zip(theirs.chunks(size)).position(|(a, b)| a != b);
                if let Some(lane) = differs {
                    let column = tile * config.lanes as usize + lane;
                    let sum = |bytes: &[u8]| integer(run.result_format, &bytes[lane * size..]);
                    return Some(format!(
                        "row {row}, column {column}: recorded {}, replayed {}",
                        sum(ours),
                        sum(theirs)
                    ));
                }
            }
        }
        None
    }
}

fn integer(format: ResultFormat, bytes: &[u8]) -> i32 {
    match format {
        ResultFormat::Int16 => bytes.first_chunk().map_or(0, |b| i16::from_le_bytes(*b).into()),
        ResultFormat::Int32 => bytes.first_chunk().map_or(0, |b| i32::from_le_bytes(*b)),
    }
}

fn decode(bytes: &[u8]) -> Result<CompletionRecord, String> {
    let mut words = [0; 16];
    words.iter_mut().zip(bytes.as_chunks::<4>().0).for_each(|(w, b)| *w = u32::from_le_bytes(*b));
    CompletionRecord::decode(&words).map_err(|e| e.to_string())
}

/// The command and its sizes, for messages.
pub(super) fn describe(command: &Command) -> String {
    match command {
        Command::Load(l) => format!("LOAD of {} weight rows of {} bytes", l.rows, l.row_bytes),
        Command::Run(r) => {
            format!("RUN of {} rows, {} inputs, {} tiles", r.rows, r.inputs, r.tiles)
        }
    }
}
