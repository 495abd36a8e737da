//! `registers.md`, and the text that `REGMAP_HASH` is made of.

use std::fmt::Write;

use crate::register::{Access, REGISTERS, Source, constant_value};
use crate::{
    AddressMap, CHECKSUM_POLYNOMIAL, CHECKSUM_POWER, CHECKSUM_SEED, CORE_STRIDE, EngineConfig,
    MEMORY_BASE, MEMORY_END, PLAIN_BYTES, Status, command_word, header_bit, record_word,
};

const COMMAND_LAYOUT: &[(usize, &str, &str)] = &[
    (command_word::SEQUENCE, "sequence", "ring index of the command: 0 for the first after reset"),
    (
        command_word::OPCODE,
        "opcode",
        "7:0 opcode (1 LOAD, 2 RUN), 15:8 weight format (0 int8, 1 int4), 23:16 result format (0 int16, 1 int32), 31:24 zero",
    ),
    (command_word::SOURCE, "source", "address in input memory (64 bits)"),
    (command_word::DESTINATION, "destination", "RUN: address of the result region (64 bits)"),
    (command_word::WEIGHT_ROW, "weight_row", "first row of the tile in each bank's weight RAM"),
    (command_word::ROWS, "rows", "RUN: spike rows; LOAD: bytes of a weight row"),
    (command_word::INPUTS, "inputs", "RUN: inputs of a tile: K; LOAD: weight rows"),
    (command_word::TILES, "tiles", "RUN: 15:0 tiles, 31:16 valid columns of the last tile"),
    (command_word::RESULT_BYTES, "result_bytes", "RUN: bytes of the result region"),
    (command_word::RESERVED, "reserved", "zero"),
    (
        command_word::RECORD,
        "record",
        "address of the completion record, a multiple of 64 (64 bits)",
    ),
    (command_word::DATA_CHECKSUM, "data_checksum", "checksum of the rows or the tile"),
    (command_word::CHECKSUM, "checksum", "checksum of words 0 to 14"),
];

const RECORD_LAYOUT: &[(usize, &str, &str)] = &[
    (record_word::SEQUENCE, "sequence", "ring index of the command"),
    (record_word::STATUS, "status", "how the command ended"),
    (record_word::START, "start", "cycle counter at the start (64 bits)"),
    (record_word::END, "end", "cycle counter at the end (64 bits)"),
    (record_word::BUSY, "busy", "RUN: event cycles plus stalls"),
    (record_word::EVENTS, "events", "RUN: events that entered the lanes"),
    (record_word::EVENT_CYCLES, "event_cycles", "RUN: busy cycles with at least one event"),
    (record_word::STALL_FETCH, "stall_fetch", "RUN: busy cycles that waited for row words"),
    (record_word::STALL_DRAIN, "stall_drain", "RUN: busy cycles that waited for room for results"),
    (record_word::STALL_EMPTY, "stall_empty", "RUN: busy cycles that ended rows without events"),
    (record_word::STALL_EDGE, "stall_edge", "RUN: busy cycles at the edges of the command"),
    (record_word::ROWS, "rows", "RUN: result rows written; LOAD: weight rows written"),
    (record_word::RESULT_CHECKSUM, "result_checksum", "RUN: checksum of the results"),
    (record_word::CHECKSUM, "checksum", "checksum of words 0 to 14"),
];

const HEADER_LAYOUT: &[(u32, u32, &str, &str)] = &[
    (header_bit::HOLD, 1, "hold", "add to what the previous row of the tile left"),
    (
        header_bit::QUIET,
        1,
        "quiet",
        "emit no result; the next row must hold, and the events of both are checked as those of one row",
    ),
    (header_bit::EVENTS, 16, "events", "events in the row"),
    (
        header_bit::DESTINATION,
        32,
        "destination",
        "place of the row's result for tile 0, in words of result memory from the command's result address",
    ),
];

fn access(a: Access) -> &'static str {
    match a {
        Access::Ro => "RO",
        Access::Rw => "RW",
        Access::RwAct => "RW/act",
    }
}

/// Names, places and codes without prose: a reworded comment does not change the hash.
pub(crate) fn layout_text() -> String {
    let mut s = String::new();
    let put = |s: &mut String, parts: std::fmt::Arguments<'_>| {
        // Writing to a String cannot fail.
        let _ = s.write_fmt(parts);
    };
    for r in REGISTERS {
        put(
            &mut s,
            format_args!("{} {} {} {}\n", r.offset, r.name, access(r.access), r.write_mask),
        );
        for f in r.fields {
            put(&mut s, format_args!(" {} {} {}\n", f.lsb, f.width, f.name));
        }
    }
    for (i, name, _) in COMMAND_LAYOUT {
        put(&mut s, format_args!("command {i} {name}\n"));
    }
    for (i, name, _) in RECORD_LAYOUT {
        put(&mut s, format_args!("record {i} {name}\n"));
    }
    for (bit, width, name, _) in HEADER_LAYOUT {
        put(&mut s, format_args!("header {bit} {width} {name}\n"));
    }
    for status in Status::ALL {
        put(&mut s, format_args!("status {} {status:?}\n", status.code()));
    }
    s.push_str("weights int8 int4*16\n");
    put(&mut s, format_args!("checksum {CHECKSUM_SEED} {CHECKSUM_POLYNOMIAL} {CHECKSUM_POWER}\n"));
    s
}

/// `registers.md`: registers, layouts, statuses, and the constants of each configuration.
pub fn registers_markdown(configs: &[EngineConfig]) -> String {
    let mut s = String::from(
        "# Registers and layouts\n\n\
         Written by `cargo run -p spikelm-hdl -- generate` from `hdl/regs`; do not edit.\n\n\
         AXI4-Lite, 32 bits, one block of 4 KiB per core. No read has a side effect, and writing\n\
         back what was read changes nothing. Reserved offsets read as zero.\n\n\
         | offset | name | access | meaning |\n|---|---|---|---|\n",
    );
    let mut line = |parts: std::fmt::Arguments<'_>| {
        // Writing to a String cannot fail.
        let _ = s.write_fmt(parts);
        s.push('\n');
    };
    for r in REGISTERS {
        line(format_args!(
            "| {:#05x} | `{}` | {} | {} |",
            r.offset,
            r.name,
            access(r.access),
            r.text
        ));
        for f in r.fields {
            let bits = if f.width == 1 {
                format!("{}", f.lsb)
            } else {
                format!("{}:{}", f.lsb + f.width - 1, f.lsb)
            };
            line(format_args!("| | `{}` {} | | {} |", f.name, bits, f.text));
        }
    }
    line(format_args!(
        "\n## Command: 16 words of 32 bits\n\n| word | name | meaning |\n|---|---|---|"
    ));
    for (i, name, text) in COMMAND_LAYOUT {
        line(format_args!("| {i} | `{name}` | {text} |"));
    }
    line(format_args!(
        "\n## Completion record: 16 words of 32 bits\n\n| word | name | meaning |\n|---|---|---|"
    ));
    for (i, name, text) in RECORD_LAYOUT {
        line(format_args!("| {i} | `{name}` | {text} |"));
    }
    line(format_args!(
        "\n## Checksums\n\nOver words of 32 bits, in GF(2^32) modulo `x^32 + x^7 + x^6 + x^2 + 1`:\n\
         `c <- x^{CHECKSUM_POWER} c + w`, from {CHECKSUM_SEED:#010x}. Commands and records are such words. Rows, tiles and\n\
         results are words of their memory, of lanes of 32 bits, lane 0 at the lowest address:\n\
         `w = sum_i x^i lane_i`. Rows: as they lie, headers and padding included. Tile: as it lies,\n\
         padding included. Results: as they are written, tile by tile, rows in the order of the\n\
         command without the quiet ones. A RUN whose rows break no other rule but do not match ends with\n\
         `DataChecksum`, its results written; a LOAD likewise, its weights written.\n\n\
         ## Status\n\n| code | name | meaning |\n|---|---|---|"
    ));
    for status in Status::ALL {
        line(format_args!("| {} | `{status:?}` | {} |", status.code(), status.meaning()));
    }
    line(format_args!(
        "\n## Row header: 64 bits\n\n| bit | width | name | meaning |\n|---|---|---|---|"
    ));
    for (bit, width, name, text) in HEADER_LAYOUT {
        line(format_args!("| {bit} | {width} | `{name}` | {text} |"));
    }
    line(format_args!(
        "\nA row is 16-byte slots, padded to a whole word of input memory: slot 0 is the header and\n\
         eight zero bytes; slot 1 + w is the fired bits and the sign bits of inputs 64 w to 64 w + 63.\n\n\
         ## Weight rows\n\nA byte per lane. Input k belongs to bank `k % ports` and is its input `j = k / ports`. int8: row j.\n\
         int4, signed: row `j / 2`, bits 3:0 of the byte where j is even, bits 7:4 where it is odd; results are 16 times the sums.\n\n\
         ## Addresses of core 0\n\n| configuration | plain | input memory | ring | result memory | fallback records |\n|---|---|---|---|---|---|"
    ));
    for c in configs {
        let m = AddressMap::new(c, 0);
        line(format_args!(
            "| `{}` | 0 to {PLAIN_BYTES:#x} | {:#x} to {:#x} | {:#x} to {:#x} | {:#x} to {:#x} | {:#x} |",
            c.name,
            m.input,
            m.input_end,
            m.ring,
            m.ring_end,
            m.result,
            m.result_end,
            m.record_table
        ));
    }
    line(format_args!(
        "\nCore n has the same from n x {CORE_STRIDE:#x}. {MEMORY_BASE:#x} to {MEMORY_END:#x} is kept for memory\n\
         beyond the chip, which no engine has yet: an access ends with an error."
    ));
    line(format_args!("\n## Constants\n"));
    let constants: Vec<_> = REGISTERS
        .iter()
        .filter(|r| {
            r.source == Source::Constant && constant_value(r, &EngineConfig::SMALL).is_some()
        })
        .collect();
    let names: Vec<_> = configs.iter().map(|c| format!(" `{}` |", c.name)).collect();
    line(format_args!("| register |{}\n|---|{}", names.concat(), "---|".repeat(configs.len())));
    for r in constants {
        let values: Vec<_> = configs
            .iter()
            .map(|c| format!(" {:#x} |", constant_value(r, c).unwrap_or_default()))
            .collect();
        line(format_args!("| `{}` |{}", r.name, values.concat()));
    }
    s
}
