//! From the ring to a completion record.

use spikelm_regs::{
    AddressMap, CHECKSUM_SEED, COMMAND_BYTES, COMMAND_WORDS, Command, CompletionRecord,
    EngineConfig, Load, MAX_ROWS, Opcode, RECORD_BYTES, Run, Status, checksum, command_word,
    row_bytes,
};

use super::State;
use super::execute::Work;

impl State {
    /// Runs what stands between `COMPLETED` and `DOORBELL`. A doorbell behind, or more than a
    /// ring ahead, rings nothing.
    pub(super) fn run_commands(&mut self, config: &EngineConfig, map: &AddressMap) {
        while !self.registers.in_reset() {
            let ahead = self.registers.doorbell().wrapping_sub(self.registers.completed);
            if ahead == 0 || ahead > config.ring_entries {
                return;
            }
            self.run_command(config, map);
        }
    }

    fn run_command(&mut self, config: &EngineConfig, map: &AddressMap) {
        let index = self.registers.completed;
        let entry = u64::from(index % config.ring_entries);
        let words = self.command_words(map.ring + entry * u64::from(COMMAND_BYTES) - map.input);
        let start = self.registers.counter("cycles");

        let data = words[command_word::DATA_CHECKSUM];
        let mut work = Work::default();
        let status = match understand(&words, index).and_then(|c| check(&c, config, map)) {
            Ok(Command::Load(load)) => {
                self.load(config, map, &load, data, &mut work).err().unwrap_or(Status::Ok)
            }
            Ok(Command::Run(run)) => {
                work.result_checksum = CHECKSUM_SEED;
                self.run(config, map, &run, data, &mut work).err().unwrap_or(Status::Ok)
            }
            Err(status) => status,
        };
        if status != Status::Ok {
            self.registers.command_failed(status);
        }
        for (name, amount) in [
            ("cycles", work.busy + work.load + 1),
            ("busy", work.busy),
            ("load", work.load),
            ("command", 1),
            ("events", work.events),
            ("event_cycles", work.busy),
            ("rows", work.result_rows),
        ] {
            self.registers.count(name, amount);
        }

        let record = CompletionRecord {
            sequence: index,
            status,
            start,
            end: self.registers.counter("cycles"),
            busy: work.busy as u32,
            events: work.events as u32,
            event_cycles: work.busy as u32,
            stall_fetch: 0,
            stall_drain: 0,
            stall_empty: 0,
            stall_edge: 0,
            rows: (work.result_rows + work.weight_rows) as u32,
            result_checksum: work.result_checksum,
        };
        let address = record_address(&words, status, map)
            .unwrap_or(map.record_table + entry * u64::from(RECORD_BYTES));
        if let Some(bytes) = self.window(map, address, RECORD_BYTES as usize) {
            for (to, word) in bytes.chunks_exact_mut(4).zip(record.encode()) {
                to.copy_from_slice(&word.to_le_bytes());
            }
        }
        self.registers.completed = index.wrapping_add(1);
    }

    fn command_words(&self, offset: u64) -> [u32; COMMAND_WORDS] {
        let start = offset as usize;
        let bytes = &self.input[start..start + COMMAND_BYTES as usize];
        let (words, _) = bytes.as_chunks::<4>();
        std::array::from_fn(|i| u32::from_le_bytes(words[i]))
    }
}

/// The command's own record address, where it can be trusted: the command's checksum matches and
/// the record lies in result memory at a multiple of its size. Elsewhere the record goes to the
/// table; the command runs all the same.
fn record_address(words: &[u32; COMMAND_WORDS], status: Status, map: &AddressMap) -> Option<u64> {
    let [low, high] = [words[command_word::RECORD], words[command_word::RECORD + 1]];
    let address = u64::from(low) | u64::from(high) << 32;
    let size = u64::from(RECORD_BYTES);
    let inside = address >= map.result && address <= map.result_end - size;
    (status != Status::CommandChecksum && inside && address % size == 0).then_some(address)
}

/// The checks of the words themselves: checksum, sequence, opcode, format.
fn understand(words: &[u32; COMMAND_WORDS], index: u32) -> Result<Command, Status> {
    if words[command_word::CHECKSUM] != checksum(&words[..command_word::CHECKSUM]) {
        return Err(Status::CommandChecksum);
    }
    if words[command_word::SEQUENCE] != index {
        return Err(Status::Sequence);
    }
    let opcode = words[command_word::OPCODE] as u8;
    if opcode != Opcode::Load as u8 && opcode != Opcode::Run as u8 {
        return Err(Status::Opcode);
    }
    Command::decode(words).map(|(command, _, _)| command).map_err(|e| e.0)
}

/// The checks of a command against the card: alignment, size, range.
fn check(command: &Command, config: &EngineConfig, map: &AddressMap) -> Result<Command, Status> {
    match command {
        Command::Load(load) => check_load(load, config, map)?,
        Command::Run(run) => check_run(run, config, map)?,
    }
    Ok(*command)
}

fn check_load(load: &Load, config: &EngineConfig, map: &AddressMap) -> Result<(), Status> {
    let word = config.input_word_bytes();
    if !load.source.is_multiple_of(u64::from(word)) {
        return Err(Status::Alignment);
    }
    if !(1..=config.lanes).contains(&load.row_bytes)
        || !(1..=config.max_inputs()).contains(&load.rows)
    {
        return Err(Status::Size);
    }
    let length = u64::from(load.rows) * u64::from(load.row_bytes.next_multiple_of(word));
    let rows = u64::from(load.rows.div_ceil(config.ports));
    inside(load.source, length, map.input, map.input_end)?;
    inside(load.weight_row.into(), rows, 0, config.weight_depth().into())
}

fn check_run(run: &Run, config: &EngineConfig, map: &AddressMap) -> Result<(), Status> {
    if !run.source.is_multiple_of(config.input_word_bytes().into())
        || !run.destination.is_multiple_of(config.result_word_bytes().into())
        || !run.result_bytes.is_multiple_of(config.result_word_bytes())
    {
        return Err(Status::Alignment);
    }
    if !(1..=MAX_ROWS).contains(&run.rows)
        || run.tiles == 0
        || !(1..=config.max_inputs()).contains(&run.inputs)
        || !(1..=config.lanes).contains(&run.last_columns.into())
    {
        return Err(Status::Size);
    }
    let length = u64::from(run.rows) * u64::from(row_bytes(config, run.inputs));
    let depth = run.weight_format.tile_depth(config, run.inputs);
    let weight_rows = u64::from(run.tiles) * u64::from(depth);
    inside(run.source, length, map.input, map.input_end)?;
    inside(run.destination, run.result_bytes.into(), map.result, map.result_end)?;
    if run.result_bytes == 0 {
        return Err(Status::Range);
    }
    inside(run.weight_row.into(), weight_rows, 0, config.weight_depth().into())
}

/// Whether `length` places from `start` lie in `first..end`.
fn inside(start: u64, length: u64, first: u64, end: u64) -> Result<(), Status> {
    let last = start.checked_add(length);
    if start >= first && last.is_some_and(|l| l <= end) { Ok(()) } else { Err(Status::Range) }
}
