//! The model of the card, command by command.

use spikelm_engine::{Card, ReferenceCard};
use spikelm_regs::register;
use spikelm_regs::{
    AddressMap, COMMAND_BYTES, Command, CompletionRecord, EngineConfig, Load, MAX_ROWS,
    RECORD_BYTES, ResultFormat, RowHeader, Run, Status, WeightFormat, command_word, data_checksum,
    row_bytes,
};

const CONFIG: EngineConfig = EngineConfig::SMALL;
const ROWS: u64 = 0x8000;
const TILE: u64 = 0x4000;

/// A row's header and the fired and sign bits of its first 64 inputs.
type Row = (RowHeader, u64, u64);

struct Rig {
    card: ReferenceCard,
    map: AddressMap,
    index: u32,
}

impl Rig {
    fn new() -> Rig {
        let map = AddressMap::new(&CONFIG, 0);
        Rig { card: ReferenceCard::new(CONFIG).unwrap(), map, index: 0 }
    }

    /// Rings for raw words; the record at `record`.
    fn ring(&mut self, words: [u32; 16], record: u64) -> CompletionRecord {
        let bytes = words.iter().flat_map(|w| w.to_le_bytes()).collect();
        let entry = u64::from(self.index % CONFIG.ring_entries);
        self.card.write_memory(self.map.ring + entry * u64::from(COMMAND_BYTES), bytes).unwrap();
        self.index += 1;
        self.card.write_register(register::DOORBELL.offset, self.index).unwrap();
        assert_eq!(self.card.read_register(register::COMPLETED.offset).unwrap(), self.index);
        let bytes = self.card.read_memory(record, RECORD_BYTES as usize).unwrap();
        let words: Vec<u32> =
            bytes.chunks(4).map(|b| u32::from_le_bytes(b.try_into().unwrap())).collect();
        let record = CompletionRecord::decode(&words.try_into().unwrap()).unwrap();
        assert_eq!(record.sequence, self.index - 1);
        record
    }

    /// The checksum of what a command reads; 0 where it reads outside input memory.
    fn checksum(&self, command: &Command) -> u32 {
        let (source, bytes) = command.source(&CONFIG);
        let bytes = usize::try_from(bytes).ok().filter(|b| *b <= CONFIG.input_bytes as usize);
        let bytes = bytes.and_then(|bytes| self.card.read_memory(source, bytes).ok());
        bytes.map_or(0, |bytes| data_checksum(CONFIG.input_word_bytes(), &bytes))
    }

    fn command(&mut self, command: Command) -> CompletionRecord {
        let record = self.map.result + 0x8000;
        self.ring(command.encode(self.index, record, self.checksum(&command)), record)
    }

    fn status(&mut self, command: Command) -> Status {
        self.command(command).status
    }

    /// Writes rows of `inputs` inputs: header and fired and sign bits of the first 64.
    fn rows(&self, inputs: u32, rows: &[Row]) {
        let stride = row_bytes(&CONFIG, inputs) as usize;
        let mut bytes = vec![0; stride * rows.len()];
        for (row, (header, fired, sign)) in bytes.chunks_mut(stride).zip(rows) {
            row[..8].copy_from_slice(&header.encode().to_le_bytes());
            row[16..24].copy_from_slice(&fired.to_le_bytes());
            row[24..32].copy_from_slice(&sign.to_le_bytes());
        }
        self.card.write_memory(ROWS, bytes).unwrap();
    }

    fn results(&self, count: usize) -> Vec<i16> {
        let bytes = self.card.read_memory(self.map.result, 2 * count).unwrap();
        bytes.chunks(2).map(|b| i16::from_le_bytes(b.try_into().unwrap())).collect()
    }
}

fn header(hold: bool, quiet: bool, events: u16, destination: u32) -> RowHeader {
    RowHeader { hold, quiet, events, destination }
}

fn run() -> Run {
    Run {
        source: ROWS,
        destination: AddressMap::new(&CONFIG, 0).result,
        weight_row: 0,
        rows: 1,
        inputs: 3,
        tiles: 1,
        last_columns: 17,
        result_bytes: 0x4000,
        result_format: ResultFormat::Int16,
        weight_format: WeightFormat::Int8,
    }
}

fn load() -> Load {
    Load { source: TILE, weight_row: 0, row_bytes: 17, rows: 3, weight_format: WeightFormat::Int8 }
}

/// Weight row k holds 10^k in every column that a LOAD of 17 bytes writes, padding included.
fn loaded() -> Rig {
    let mut rig = Rig::new();
    let tile = [1_u8, 10, 100].iter().flat_map(|w| vec![*w; 32]).collect();
    rig.card.write_memory(TILE, tile).unwrap();
    let record = rig.command(Command::Load(load()));
    assert_eq!((record.status, record.rows), (Status::Ok, 3));
    rig
}

#[test]
fn hold_and_quiet_rows_add_up_and_only_whole_groups_are_written() {
    let mut rig = loaded();
    rig.card.write_memory(rig.map.result, vec![0x77; 0x400]).unwrap();
    rig.rows(
        3,
        &[
            (header(false, false, 2, 2), 0b101, 0b100),
            (header(true, true, 1, 0), 0b010, 0),
            (header(true, false, 1, 0), 0b001, 0b001),
        ],
    );
    let record = rig.command(Command::Run(Run { rows: 3, ..run() }));
    assert_eq!((record.status, record.rows, record.events), (Status::Ok, 2, 4));
    // The results as they were written: destination 2, then 0.
    let written = |at| rig.card.read_memory(rig.map.result + at, 64).unwrap();
    let written = [written(64), written(0)].concat();
    assert_eq!(record.result_checksum, data_checksum(32, &written));
    let results = rig.results(128);
    // Two groups of 16 lanes are written for 17 columns; a row is at its destination.
    assert_eq!(results[..32], [1 - 100 + 10 - 1; 32]);
    assert_eq!(results[32..64], [1 - 100; 32]);
    assert!(results[64..].iter().all(|&r| r == 0x7777));
}

#[test]
fn wide_results_take_two_words_a_group_and_tiles_follow_each_other() {
    let mut rig = loaded();
    let tile = vec![200_u8; 64];
    rig.card.write_memory(TILE, tile).unwrap();
    let second = Load { weight_row: 3, row_bytes: 64, rows: 1, ..load() };
    assert_eq!(rig.status(Command::Load(second)), Status::Ok);
    rig.rows(1, &[(header(false, false, 1, 0), 1, 1)]);
    let wide = Run {
        inputs: 1,
        weight_row: 2,
        tiles: 2,
        last_columns: 1,
        result_format: ResultFormat::Int32,
        ..run()
    };
    let record = rig.command(Command::Run(wide));
    assert_eq!((record.status, record.rows, record.events), (Status::Ok, 2, 2));
    let bytes = rig.card.read_memory(rig.map.result, 4 * 80).unwrap();
    let results: Vec<i32> =
        bytes.chunks(4).map(|b| i32::from_le_bytes(b.try_into().unwrap())).collect();
    assert_eq!(results[..32], [-100; 32]);
    assert_eq!(results[32..64], [0; 32]);
    assert_eq!(results[64..80], [56; 16]);
}

#[test]
fn every_fault_of_a_row_has_its_status() {
    let cases: &[(Status, &[Row])] = &[
        (Status::HoldFirst, &[(header(true, false, 1, 0), 1, 0)]),
        (Status::QuietAlone, &[(header(false, true, 1, 0), 1, 0)]),
        (
            Status::QuietAlone,
            &[(header(false, true, 1, 0), 1, 0), (header(false, false, 1, 0), 1, 0)],
        ),
        (Status::EventCount, &[(header(false, false, 2, 0), 1, 0)]),
        (
            Status::EventCount,
            &[(header(false, true, 2, 0), 1, 0), (header(true, false, 1, 0), 1, 0)],
        ),
        // A quiet row and the next one are one row of two events.
        (Status::Ok, &[(header(false, true, 2, 0), 1, 0), (header(true, false, 0, 0), 1, 0)]),
        (Status::InputRange, &[(header(false, false, 1, 0), 0b1000, 0)]),
        (Status::Destination, &[(header(false, false, 1, 0x4000 / 32 - 1), 1, 0)]),
        (Status::Ok, &[(header(false, false, 1, 0x4000 / 32 - 2), 1, 0)]),
    ];
    for (status, rows) in cases {
        let mut rig = loaded();
        rig.rows(3, rows);
        let run = Command::Run(Run { rows: rows.len() as u32, ..run() });
        assert_eq!(rig.status(run), *status);
        let error = rig.card.read_register(register::ERROR.offset).unwrap();
        let expected = if *status == Status::Ok { 0 } else { 1 | status.code() << 8 };
        assert_eq!(error, expected);
    }
    let mut rig = loaded();
    rig.card.write_memory(ROWS, vec![4; 8]).unwrap();
    assert_eq!(rig.status(Command::Run(run())), Status::Header);
}

#[test]
fn every_fault_of_a_command_has_its_status() {
    let end = AddressMap::new(&CONFIG, 0);
    let bad_runs = [
        (Status::Alignment, Run { source: ROWS + 8, ..run() }),
        (Status::Alignment, Run { destination: end.result + 16, ..run() }),
        (Status::Size, Run { rows: 0, ..run() }),
        (Status::Size, Run { tiles: 0, ..run() }),
        (Status::Size, Run { inputs: 0, ..run() }),
        (Status::Size, Run { inputs: CONFIG.max_inputs() + 1, ..run() }),
        (Status::Size, Run { last_columns: 0, ..run() }),
        (Status::Size, Run { last_columns: 65, ..run() }),
        (Status::Range, Run { source: end.input_end - 16, ..run() }),
        (Status::Range, Run { source: u64::MAX - 15, ..run() }),
        (Status::Range, Run { destination: 0, ..run() }),
        (Status::Range, Run { result_bytes: 2 * CONFIG.result_bytes, ..run() }),
        (Status::Range, Run { result_bytes: 0, ..run() }),
        (Status::Alignment, Run { result_bytes: 1, ..run() }),
        (Status::Size, Run { rows: MAX_ROWS + 1, ..run() }),
        (Status::Range, Run { weight_row: CONFIG.weight_depth() - 2, ..run() }),
        (Status::Range, Run { tiles: u16::MAX, ..run() }),
    ];
    let bad_loads = [
        (Status::Alignment, Load { source: TILE + 1, ..load() }),
        (Status::Size, Load { row_bytes: 0, ..load() }),
        (Status::Size, Load { row_bytes: 65, ..load() }),
        (Status::Size, Load { rows: 0, ..load() }),
        (Status::Range, Load { source: end.input_end - 32, ..load() }),
        (Status::Range, Load { weight_row: CONFIG.weight_depth() - 2, ..load() }),
        (Status::Range, Load { weight_row: u32::MAX, ..load() }),
    ];
    let mut rig = loaded();
    for (status, run) in bad_runs {
        assert_eq!(rig.status(Command::Run(run)), status, "{run:?}");
    }
    for (status, load) in bad_loads {
        assert_eq!(rig.status(Command::Load(load)), status, "{load:?}");
    }
    // What they read is not what they say.
    rig.rows(3, &[(header(false, false, 1, 0), 1, 0)]);
    let record = rig.map.result + 0x8000;
    for command in [Command::Run(run()), Command::Load(load())] {
        let sum = rig.checksum(&command) ^ 1;
        let record = rig.ring(command.encode(rig.index, record, sum), record);
        assert_eq!(record.status, Status::DataChecksum, "{command:?}");
    }
    // Later commands go on.
    rig.rows(3, &[(header(false, false, 1, 0), 1, 0)]);
    assert_eq!(rig.status(Command::Run(run())), Status::Ok);
}

#[test]
fn two_inputs_share_an_int4_row() {
    let mut rig = Rig::new();
    // Weights 7 and -8, then -1 and nothing.
    let tile = [0x87_u8, 0x0F].iter().flat_map(|w| vec![*w; 32]).collect();
    rig.card.write_memory(TILE, tile).unwrap();
    let weight_format = WeightFormat::Int4;
    let record = rig.command(Command::Load(Load { rows: 2, weight_format, ..load() }));
    assert_eq!((record.status, record.rows), (Status::Ok, 2));
    rig.rows(
        3,
        &[
            (header(false, false, 1, 0), 0b001, 0),
            (header(false, false, 2, 2), 0b110, 0b010),
            (header(false, false, 3, 4), 0b111, 0b111),
        ],
    );
    let run = Run { rows: 3, weight_format, ..run() };
    assert_eq!(rig.status(Command::Run(run)), Status::Ok);
    let results = rig.results(96);
    assert_eq!([results[0], results[32], results[64]], [7, 8 - 1, -7 + 8 + 1].map(|sum| 16 * sum));
}

#[test]
fn words_that_cannot_be_trusted_leave_their_record_in_the_table() {
    let mut rig = loaded();
    let record = rig.map.result + 0x8000;
    let table = |rig: &Rig| rig.map.record_table + u64::from(rig.index * RECORD_BYTES);
    let good = Command::Load(load());
    let sum = rig.checksum(&good);

    let mut torn = good.encode(rig.index, record, sum);
    torn[command_word::INPUTS] ^= 1;
    let fallback = table(&rig);
    assert_eq!(rig.ring(torn, fallback).status, Status::CommandChecksum);
    for bad in [record + 32, rig.map.result_end, 0x4000] {
        let fallback = table(&rig);
        assert_eq!(rig.ring(good.encode(rig.index, bad, sum), fallback).status, Status::Ok);
    }

    assert_eq!(rig.ring(good.encode(99, record, sum), record).status, Status::Sequence);
    let mut spoil = |opcode: u32| {
        let mut words = good.encode(rig.index, record, sum);
        words[command_word::OPCODE] = opcode;
        words[15] = spikelm_regs::checksum(&words[..15]);
        rig.ring(words, record).status
    };
    assert_eq!(spoil(3), Status::Opcode);
    assert_eq!(spoil(0x0909), Status::Opcode);
    assert_eq!(spoil(0x0202), Status::Format);
    assert_eq!(spoil(0x0002_0002), Status::Format);
    assert_eq!(spoil(0x0100_0002), Status::Format);
}

#[test]
fn registers_reset_interrupt_and_snapshot() {
    let mut rig = loaded();
    let card = &rig.card;
    let read = |card: &ReferenceCard, r: register::Register| card.read_register(r.offset).unwrap();
    let write = |card: &ReferenceCard, r: register::Register, v| {
        card.write_register(r.offset, v).unwrap();
    };
    assert_eq!(read(card, register::MAGIC), register::MAGIC_VALUE);
    write(card, register::MAGIC, 0);
    assert_eq!(read(card, register::MAGIC), register::MAGIC_VALUE);
    assert_eq!(read(card, register::CAP_LANES), 64);
    write(card, register::SCRATCH, 0xDEAD_BEEF);

    assert_eq!(read(card, register::INTR_STATE), register::INTR_DONE);
    assert!(card.wait_event(Default::default()).is_err(), "not enabled");
    write(card, register::INTR_ENABLE, register::INTR_DONE);
    card.wait_event(Default::default()).unwrap();
    write(card, register::INTR_ACK, 1);
    assert!(card.wait_event(Default::default()).is_err());

    assert_eq!(read(card, register::CYCLES_LO), 0);
    write(card, register::CONTROL, register::CONTROL_SNAPSHOT);
    assert_eq!(read(card, register::CONTROL), 0);
    assert_eq!(read(card, register::LOAD_LO), 6);
    let parts = [register::BUSY_LO, register::LOAD_LO, register::COMMAND_LO, register::IDLE_LO];
    let sum: u32 = parts.into_iter().map(|r| read(card, r)).sum();
    assert_eq!(read(card, register::CYCLES_LO), sum);

    write(card, register::CONTROL, register::CONTROL_RESET);
    write(card, register::DOORBELL, 5);
    assert_eq!(read(card, register::STATUS), register::STATUS_RESET);
    write(card, register::CONTROL, 0);
    for r in [register::DOORBELL, register::COMPLETED, register::INTR_ACK, register::CYCLES_LO] {
        assert_eq!(read(card, r), 0, "{}", r.name);
    }
    assert_eq!(read(card, register::SCRATCH), 0xDEAD_BEEF);
    rig.index = 0;
    assert_eq!(rig.status(Command::Load(load())), Status::Ok);

    let error = rig.card.read_memory(rig.map.input_end - 1, 2).unwrap_err();
    assert!(error.to_string().contains("DECERR"));
    assert_eq!(read(&rig.card, register::ERROR), register::ERROR_DECODE);
    write(&rig.card, register::CONTROL, register::CONTROL_CLEAR_ERROR);
    assert_eq!(read(&rig.card, register::ERROR), 0);
}
