//! The decoder: the status of every command, the sizes it derives, and where the record goes.

mod common;

use std::sync::OnceLock;

use common::pins::{Pins, goes};
use common::{library, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::control::Decoder;
use spikelm_hdl::emit::verilog;
use spikelm_regs::{
    AddressMap, COMMAND_WORDS, Command, EngineConfig, Load, RECORD_BYTES, ResultFormat, Run,
    Status, WeightFormat, checksum, command_word, row_words,
};
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// 64 lanes with four ports, otherwise as `small`.
const PORTS_4: EngineConfig = EngineConfig { name: "ports4", ports: 4, ..EngineConfig::SMALL };

fn design(config: &EngineConfig) -> &'static Library {
    static LIBRARIES: [OnceLock<Library>; 2] = [const { OnceLock::new() }; 2];
    match config.ports {
        1 => LIBRARIES[0].get_or_init(|| {
            let make = Decoder::<16, 16, 4, 1, 14, 13, 13, 6, 8, 13>::default;
            library("decoder1", verilog("decoder1", make))
        }),
        _ => LIBRARIES[1].get_or_init(|| {
            let make = Decoder::<16, 16, 4, 4, 14, 13, 11, 6, 8, 13>::default;
            library("decoder4", verilog("decoder4", make))
        }),
    }
}

type Words = [u32; COMMAND_WORDS];

fn seal(words: &mut Words) {
    words[command_word::CHECKSUM] = checksum(&words[..command_word::CHECKSUM]);
}

/// Whether `length` places from `start` lie in `first..end`; no region is empty.
fn inside(start: u64, length: u64, first: u64, end: u64) -> bool {
    length > 0 && start >= first && start.checked_add(length).is_some_and(|l| l <= end)
}

/// The status that the documents give a command: the first check that fails, in the order
/// checksum, sequence, opcode, format, alignment, size, range.
fn status(config: &EngineConfig, words: &Words, index: u32) -> Status {
    let map = AddressMap::new(config, 0);
    let at = |i: usize| u64::from(words[i]);
    let join = |i: usize| at(i) | at(i + 1) << 32;
    let [opcode, weights, results, zero] = words[command_word::OPCODE].to_le_bytes();
    let is_load = opcode == 1;
    let word = u64::from(config.input_word_bytes());
    let (source, target) = (join(command_word::SOURCE), join(command_word::DESTINATION));
    let (rows, inputs) = (at(command_word::ROWS), at(command_word::INPUTS));
    let (tiles, columns) = (at(command_word::TILES) & 0xFFFF, at(command_word::TILES) >> 16);
    let region = at(command_word::RESULT_BYTES);
    if words[command_word::CHECKSUM] != checksum(&words[..command_word::CHECKSUM]) {
        return Status::CommandChecksum;
    }
    if words[command_word::SEQUENCE] != index {
        return Status::Sequence;
    }
    if !is_load && opcode != 2 {
        return Status::Opcode;
    }
    if weights > 1 || results > 1 || zero != 0 {
        return Status::Format;
    }
    let odd = |v: u64, unit: u64| !v.is_multiple_of(unit);
    if odd(source, word) || (!is_load && (odd(target, 2 * word) || odd(region, 2 * word))) {
        return Status::Alignment;
    }
    let bad_run =
        || rows > 1 << 20 || tiles == 0 || columns == 0 || columns > u64::from(config.lanes);
    if inputs == 0
        || inputs > u64::from(config.max_inputs())
        || rows == 0
        || (is_load && rows > u64::from(config.lanes))
        || (!is_load && bad_run())
    {
        return Status::Size;
    }
    let (bytes, tiles) = if is_load {
        (inputs * rows.next_multiple_of(word), 1)
    } else {
        (rows * u64::from(row_words(config, inputs as u32)) * word, tiles)
    };
    let format = if weights == 1 && !is_load { WeightFormat::Int4 } else { WeightFormat::Int8 };
    let depth = tiles * u64::from(format.tile_depth(config, inputs as u32));
    if !inside(source, bytes, map.input, map.input_end)
        || !inside(at(command_word::WEIGHT_ROW), depth, 0, config.weight_depth().into())
        || (!is_load && !inside(target, region, map.result, map.result_end))
    {
        return Status::Range;
    }
    Status::Ok
}

/// Where the record of a command goes: its own place, or that of its ring entry.
fn record(config: &EngineConfig, words: &Words, index: u32) -> u64 {
    let map = AddressMap::new(config, 0);
    let at = |i: usize| u64::from(words[i]);
    let own = at(command_word::RECORD) | at(command_word::RECORD + 1) << 32;
    let size = u64::from(RECORD_BYTES);
    let torn = words[command_word::CHECKSUM] != checksum(&words[..command_word::CHECKSUM]);
    let address = if !torn && own % size == 0 && inside(own, size, map.result, map.result_end) {
        own
    } else {
        map.record_table + u64::from(index % config.ring_entries) * size
    };
    (address - map.result) / 32
}

/// Compares the sizes of a command that can be executed.
fn check_sizes(pins: &Pins, config: &EngineConfig, words: &Words) {
    let map = AddressMap::new(config, 0);
    let (command, _, _) = Command::decode(words).unwrap();
    let word = u64::from(config.input_word_bytes());
    let expect = |name: &str, value: u64| assert_eq!(pins.get(name), value, "{name} {command:?}");
    expect("data_checksum", words[command_word::DATA_CHECKSUM].into());
    expect("is_load", matches!(command, Command::Load(_)).into());
    let (source, words, first, depth) = match command {
        Command::Load(Load { source, weight_row, row_bytes, rows, .. }) => {
            let row = u64::from(row_bytes).div_ceil(word);
            expect("groups_last", row - 1);
            (source, row * u64::from(rows), weight_row, rows.div_ceil(config.ports))
        }
        Command::Run(run) => {
            let row = u64::from(row_words(config, run.inputs));
            let result = (run.destination - map.result) / (2 * word);
            let region = u64::from(run.result_bytes) / (2 * word);
            let depth = run.weight_format.tile_depth(config, run.inputs);
            expect("int4", (run.weight_format == WeightFormat::Int4).into());
            expect("row_last", row - 1);
            expect("rows_last", u64::from(run.rows) - 1);
            expect("tiles_last", u64::from(run.tiles) - 1);
            expect("inputs", run.inputs.into());
            expect("tile_depth", u64::from(depth) % u64::from(config.weight_depth()));
            expect("result", result);
            expect("result_end", result + region - 1);
            expect("result_words", region);
            expect("last_tile_beats", u64::from(run.last_columns).div_ceil(word));
            expect("wide", (run.result_format == ResultFormat::Int32).into());
            (run.source, row * u64::from(run.rows), run.weight_row, u32::from(run.tiles) * depth)
        }
    };
    let source = (source - map.input) / word;
    expect("source", source);
    expect("source_last", words - 1);
    expect("source_end", source + words - 1);
    expect("weight_row", first.into());
    expect("weight_end", u64::from(first) + u64::from(depth) - 1);
}

/// A value near a boundary, or anything.
fn edge(random: &mut SmallRng, boundary: u64) -> u32 {
    let near = boundary.wrapping_add(random.random_range(0..3)).wrapping_sub(1);
    [near as u32, 0, 1, random.random(), u32::MAX][random.random_range(0..5)]
}

/// A command that lies inside the memories, then with some words changed.
fn random_words(random: &mut SmallRng, config: &EngineConfig, index: u32) -> Words {
    let map = AddressMap::new(config, 0);
    let word = config.input_word_bytes();
    let most = [64, 200, config.max_inputs()][random.random_range(0..3)];
    let inputs = random.random_range(1..=most);
    let source = map.input + u64::from(word * random.random_range(0..config.input_words() / 2));
    let weight_row = random.random_range(0..config.weight_depth());
    let weight_format = [WeightFormat::Int8, WeightFormat::Int4][random.random_range(0..2)];
    let command = if random.random_bool(0.4) {
        let row_bytes = random.random_range(1..=config.lanes);
        Command::Load(Load { source, weight_row, row_bytes, rows: inputs, weight_format })
    } else {
        let region = random.random_range(1..=64);
        let first = random.random_range(0..=config.result_words() - region);
        Command::Run(Run {
            source,
            destination: map.result + u64::from(2 * word * first),
            weight_row,
            rows: random.random_range(1..=100),
            inputs,
            tiles: random.random_range(1..=3),
            last_columns: random.random_range(1..=config.lanes) as u16,
            result_bytes: 2 * word * region,
            result_format: [ResultFormat::Int16, ResultFormat::Int32][random.random_range(0..2)],
            weight_format,
        })
    };
    let slots = config.result_bytes / RECORD_BYTES;
    let record = map.result + u64::from(RECORD_BYTES * random.random_range(0..slots));
    let mut words = command.encode(index, record, random.random());
    for _ in 0..[0, 0, 1, 1, 2, 3][random.random_range(0..6)] {
        use command_word as w;
        match random.random_range(0..16) {
            0 => words[w::OPCODE] ^= 1 << random.random_range(0..32),
            1 => words[w::OPCODE] = words[w::OPCODE] & !0xFF | random.random_range(0..4),
            2 => words[w::SEQUENCE] ^= 1 << random.random_range(0..32),
            3 => words[w::SOURCE] = edge(random, map.input_end) & !(word - 1),
            4 => words[w::SOURCE] ^= 1 << random.random_range(0..32),
            5 => words[w::SOURCE + 1] ^= 1 << random.random_range(0..32),
            6 => words[w::DESTINATION] ^= 1 << random.random_range(0..32),
            7 => words[w::DESTINATION + 1] ^= 1 << random.random_range(0..32),
            8 => {
                let end = map.result_end - u64::from(words[w::RESULT_BYTES]);
                words[w::DESTINATION] = edge(random, end / 32) << 5;
            }
            9 => words[w::WEIGHT_ROW] = edge(random, config.weight_depth().into()),
            10 => {
                let most = [1 << 20, u64::from(config.lanes)][random.random_range(0..2)];
                words[w::ROWS] = edge(random, most);
            }
            11 => words[w::INPUTS] = edge(random, config.max_inputs().into()),
            12 => words[w::TILES] = edge(random, u64::from(config.lanes) << 16),
            13 => words[w::RESULT_BYTES] ^= 1 << random.random_range(0..32),
            14 => words[w::RECORD] ^= 1 << random.random_range(0..32),
            _ => words[w::RECORD + 1] ^= 1 << random.random_range(0..32),
        }
    }
    seal(&mut words);
    if random.random_bool(0.05) {
        words[random.random_range(0..COMMAND_WORDS)] ^= 1 << random.random_range(0..32);
    }
    words
}

/// Gives a command to the decoder and checks what it offers.
fn decode(
    pins: &mut Pins,
    config: &EngineConfig,
    words: &Words,
    index: u32,
    [word_stall, take_stall]: [Stall; 2],
    random: &mut SmallRng,
) -> Status {
    for (i, word) in words.iter().enumerate() {
        while !goes(word_stall, random) {
            pins.set("word_valid", false);
            pins.settle();
            pins.edge();
        }
        pins.set("word_valid", true);
        pins.set("word_number", i as u64);
        pins.set("word", *word);
        pins.set("ring_index", index);
        pins.settle();
        assert!(pins.high("free") && !pins.high("valid"));
        pins.edge();
    }
    pins.set("word_valid", false);
    // The reader is at the next command by now.
    pins.set("ring_index", index.wrapping_add(1));
    let mut cycles = 0;
    loop {
        pins.set("take", false);
        pins.settle();
        assert!(!pins.high("free"));
        if pins.high("valid") && goes(take_stall, random) {
            break;
        }
        pins.edge();
        cycles += 1;
        assert!(cycles < 200, "no offer");
    }
    let expected = status(config, words, index);
    assert_eq!(pins.get("status"), u64::from(expected.code()), "{expected:?} {words:x?}");
    assert_eq!(pins.get("seq"), u64::from(index));
    assert_eq!(pins.get("record"), record(config, words, index), "{words:x?}");
    if expected == Status::Ok {
        check_sizes(pins, config, words);
    }
    pins.set("take", true);
    pins.settle();
    pins.edge();
    pins.set("take", false);
    pins.settle();
    assert!(pins.high("free") && !pins.high("valid"));
    expected
}

#[test]
fn statuses_sizes_and_record_places_of_random_commands() {
    for config in [EngineConfig::SMALL, PORTS_4] {
        config.check().unwrap();
        with_seeds(|seed| {
            let mut seen = Vec::new();
            for (i, stalls) in Stall::combinations::<2>().into_iter().enumerate() {
                let mut random = rng(seed, i as u64);
                let mut pins = Pins::new(design(&config));
                for n in 0..400 {
                    let index = if n % 50 == 0 { random.random() } else { n };
                    let words = random_words(&mut random, &config, index);
                    seen.push(decode(&mut pins, &config, &words, index, stalls, &mut random));
                }
            }
            for code in 0..=Status::Size.code() {
                let status = Status::from_code(code).unwrap();
                assert!(seen.contains(&status), "{status:?} was not drawn");
            }
        });
    }
}

/// A command that breaks every rule from the `first`th on of the documented order.
fn breaks_from(config: &EngineConfig, first: usize, load: bool) -> (Words, u32) {
    use command_word as w;
    let map = AddressMap::new(config, 0);
    let mut words = [0; COMMAND_WORDS];
    let broken = |rule: usize| rule >= first;
    words[w::OPCODE] = if load { 1 } else { 2 };
    words[w::SOURCE] = map.ring_end as u32;
    words[w::DESTINATION] = map.result as u32;
    words[w::RESULT_BYTES] = 64;
    (words[w::ROWS], words[w::INPUTS], words[w::TILES]) = (4, 70, 1 | 7 << 16);
    let index = if broken(1) { 9 } else { 0 };
    if broken(2) {
        words[w::OPCODE] = 0x77;
    }
    if broken(3) {
        words[w::OPCODE] |= 0x0100_0000;
    }
    if broken(4) {
        words[w::SOURCE] |= 4;
    }
    if broken(5) {
        words[w::INPUTS] = 0;
    }
    if broken(6) {
        words[w::SOURCE + 1] = 1;
    }
    seal(&mut words);
    words[w::CHECKSUM] ^= u32::from(broken(0));
    (words, index)
}

#[test]
fn the_first_broken_rule_counts() {
    let order = [
        Status::CommandChecksum,
        Status::Sequence,
        Status::Opcode,
        Status::Format,
        Status::Alignment,
        Status::Size,
        Status::Range,
        Status::Ok,
    ];
    let mut pins = Pins::new(design(&EngineConfig::SMALL));
    for load in [false, true] {
        for (first, expected) in order.into_iter().enumerate() {
            let (words, index) = breaks_from(&EngineConfig::SMALL, first, load);
            let always = [Stall::Always; 2];
            let mut random = rng(0, 0);
            let got = decode(&mut pins, &EngineConfig::SMALL, &words, index, always, &mut random);
            assert_eq!(got, expected);
        }
    }
}
