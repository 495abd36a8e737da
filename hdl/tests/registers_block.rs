//! The register block, from the table: reset values, read and write, bit bash, aliasing, byte
//! strobes, reserved offsets, and what each register does.

mod common;

use std::sync::OnceLock;

use common::{library, reset, rng};
use rand::Rng;
use spikelm_hdl::emit::verilog;
use spikelm_hdl::registers::RegisterFile;
use spikelm_regs::EngineConfig;
use spikelm_regs::register::*;
use spikelm_sim::stream::with_seeds;
use spikelm_sim::verilated::{Library, Module, Port};

const BUILD: u32 = 0x1234_ABCD;

/// The register block with its bus.
struct Block {
    module: Module,
    write: [Port; 4],
    read: [Port; 3],
}

impl Block {
    fn new() -> Block {
        static LIBRARY: OnceLock<Library> = OnceLock::new();
        let make = || RegisterFile::new(EngineConfig::SMALL, BUILD);
        let library = LIBRARY.get_or_init(|| library("registers", verilog("registers", make)));
        let mut module = library.module().unwrap();
        reset(&mut module);
        let port = |name: &str| library.port(name).unwrap();
        Block {
            write: ["bus_write", "bus_write_address", "bus_write_data", "bus_write_strobe"]
                .map(port),
            read: ["bus_read", "bus_read_address", "bus_read_data"].map(port),
            module,
        }
    }

    fn set(&mut self, name: &str, value: u64) {
        let port = self.module.port(name).unwrap();
        self.module.set(port, value);
    }

    fn get(&mut self, name: &str) -> u64 {
        self.module.settle();
        self.module.get(self.module.port(name).unwrap())
    }

    /// A one-cycle pulse.
    fn pulse(&mut self, name: &str) {
        self.set(name, 1);
        self.module.step();
        self.set(name, 0);
    }

    fn write_bytes(&mut self, address: u32, value: u32, strobe: u64) {
        for (port, v) in self.write.into_iter().zip([1, address.into(), value.into(), strobe]) {
            self.module.set(port, v);
        }
        self.module.step();
        self.module.set(self.write[0], 0);
        for _ in 0..3 {
            self.module.step();
        }
    }

    fn write(&mut self, address: u32, value: u32) {
        self.write_bytes(address, value, 15);
    }

    fn read(&mut self, address: u32) -> u32 {
        self.module.set(self.read[0], 1);
        self.module.set(self.read[1], address.into());
        self.module.step();
        self.module.set(self.read[0], 0);
        self.module.step();
        self.module.settle();
        self.module.get(self.read[2]) as u32
    }
}

/// What a register reads after reset.
fn after_reset(r: &Register) -> u32 {
    match r.source {
        Source::Constant => constant_value(r, &EngineConfig::SMALL).unwrap_or(BUILD),
        Source::Stored => r.reset,
        Source::Engine => 0,
    }
}

/// Registers that keep what is written and do nothing to the others.
fn plain() -> impl Iterator<Item = &'static Register> {
    REGISTERS.iter().filter(|r| r.source == Source::Stored && r.offset != CONTROL.offset)
}

#[test]
fn every_register_has_its_reset_value() {
    let mut block = Block::new();
    for r in REGISTERS {
        assert_eq!(block.read(r.offset), after_reset(r), "{}", r.name);
    }
    for r in plain() {
        block.write(r.offset, u32::MAX);
        assert_eq!(block.read(r.offset), r.write_mask, "{}", r.name);
    }
    reset(&mut block.module);
    for r in REGISTERS {
        assert_eq!(block.read(r.offset), after_reset(r), "{} after a second reset", r.name);
    }
}

#[test]
fn every_bit_of_every_register_is_what_the_table_says() {
    let mut block = Block::new();
    for r in REGISTERS.iter().filter(|r| r.offset != CONTROL.offset) {
        for bit in 0..32 {
            for value in [1 << bit, !(1 << bit)] {
                block.write(r.offset, value);
                let expected = match r.source {
                    Source::Stored => value & r.write_mask,
                    // `INTR_ACK` differs from `COMPLETED` = 0 once it has been written.
                    _ if r.offset == INTR_STATE.offset => 0,
                    _ => after_reset(r),
                };
                assert_eq!(block.read(r.offset), expected, "{} bit {bit}", r.name);
            }
        }
        block.write(r.offset, r.reset);
    }
    for bit in 1..32 {
        block.write(CONTROL.offset, 1 << bit);
        assert_eq!(block.read(CONTROL.offset), 0, "CONTROL bit {bit}");
    }
    block.write(CONTROL.offset, u32::MAX);
    assert_eq!(block.read(CONTROL.offset), CONTROL.write_mask);
}

#[test]
fn registers_do_not_alias_and_reserved_offsets_are_empty() {
    let mut block = Block::new();
    let value = |r: &Register| (r.offset.wrapping_mul(0x0101_0101) ^ 0xA5A5_5A5A) & r.write_mask;
    for r in plain() {
        block.write(r.offset, value(r));
    }
    let table: Vec<u32> = REGISTERS.iter().map(|r| r.offset).collect();
    for offset in (0..0x1_0000).step_by(4).filter(|o| !table.contains(o)) {
        // All reserved offsets of the block; of the space behind it, the images of registers.
        if offset >= REGISTER_STRIDE && !table.contains(&(offset % REGISTER_STRIDE)) {
            continue;
        }
        block.write(offset, u32::MAX);
        assert_eq!(block.read(offset), 0, "{offset:#x}");
    }
    for r in plain() {
        for low in 0..4 {
            assert_eq!(block.read(r.offset + low), value(r), "{} + {low}", r.name);
        }
    }
    assert_eq!(block.read(CONTROL.offset), 0);
}

#[test]
fn byte_strobes_choose_bytes() {
    let mut block = Block::new();
    with_seeds(|seed| {
        let mut random = rng(seed, 0);
        for r in plain() {
            let mut expected = block.read(r.offset);
            for strobe in (0..16).chain(0..16) {
                let value: u32 = random.random();
                block.write_bytes(r.offset, value, strobe);
                let mask =
                    (0..4).filter(|i| strobe >> i & 1 == 1).fold(0, |m, i| m | 0xFF << (8 * i));
                expected = (expected & !mask | value & mask) & r.write_mask;
                assert_eq!(block.read(r.offset), expected, "{} strobe {strobe:#x}", r.name);
            }
        }
    });
    block.write(DOORBELL.offset, 7);
    block.write_bytes(CONTROL.offset, CONTROL_RESET, 0xE);
    assert_eq!(block.read(CONTROL.offset), 0, "CONTROL written without its low byte");
    assert_eq!(block.read(DOORBELL.offset), 7);
    let counters = block.module.port("counters").unwrap();
    block.module.set_wide(counters, &[5; 24]);
    block.pulse("conflict");
    block.write_bytes(CONTROL.offset, CONTROL_SNAPSHOT | CONTROL_CLEAR_ERROR, 0xE);
    assert_eq!(block.read(ROWS_LO.offset), 0);
    assert_eq!(block.read(ERROR.offset), ERROR_CONFLICT);
}

#[test]
fn control_reset_holds_the_engine_and_zeroes_its_registers() {
    let mut block = Block::new();
    let counters = block.module.port("counters").unwrap();
    block.module.set_wide(counters, &[5; 24]);
    block.set("completed", 3);
    block.write(SCRATCH.offset, 9);
    block.write(DOORBELL.offset, 9);
    block.write(INTR_ACK.offset, 9);
    block.write(INTR_ENABLE.offset, 3);
    block.write(CONTROL.offset, CONTROL_SNAPSHOT);
    block.pulse("conflict");
    assert_eq!(block.read(ERROR.offset), ERROR_CONFLICT);
    assert_eq!(block.read(ROWS_HI.offset), 5);
    assert_eq!(block.get("engine_resetn"), 1);
    assert_eq!(block.get("irq"), 1);
    block.write(CONTROL.offset, CONTROL_RESET);
    assert_eq!(block.get("engine_resetn"), 0);
    assert_eq!(block.get("irq"), 0);
    block.pulse("command_error");
    for r in [DOORBELL, INTR_ACK] {
        block.write(r.offset, 9);
        assert_eq!(block.read(r.offset), 0, "{} in reset", r.name);
    }
    for r in [ERROR, INTR_STATE, ROWS_HI, CYCLES_LO] {
        assert_eq!(block.read(r.offset), 0, "{} in reset", r.name);
    }
    assert_eq!(block.read(SCRATCH.offset), 9);
    block.set("completed", 0);
    block.write(CONTROL.offset, 0);
    block.module.step();
    assert_eq!(block.get("engine_resetn"), 1);
    for r in [DOORBELL, INTR_ACK, ERROR, INTR_STATE] {
        assert_eq!(block.read(r.offset), 0, "{} behind reset", r.name);
    }
    block.set("resetn", 0);
    block.module.step();
    assert_eq!(block.get("engine_resetn"), 0);
}

#[test]
fn the_shortest_reset_outlives_the_reads_under_way() {
    let mut block = Block::new();
    let step = |block: &mut Block, control: u32| {
        let ports = block.write;
        let values = [1, CONTROL.offset.into(), control.into(), 15];
        ports.into_iter().zip(values).for_each(|(port, value)| block.module.set(port, value));
        block.module.step();
        block.module.set(ports[0], 0);
        u64::from(block.get("engine_resetn") == 0)
    };
    // Behind the card's reset.
    for _ in 0..8 {
        block.module.step();
    }
    assert_eq!(block.get("engine_resetn"), 1);
    let mut low = step(&mut block, CONTROL_RESET) + step(&mut block, 0);
    for _ in 0..16 {
        block.module.step();
        low += u64::from(block.get("engine_resetn") == 0);
    }
    // A read that is accepted in the first of these cycles is answered in the last.
    assert_eq!(low, 4);
    assert_eq!(block.get("engine_resetn"), 1);
}

#[test]
fn errors_stick_and_the_first_status_stays() {
    let mut block = Block::new();
    block.set("command_status", 0x5A);
    block.pulse("command_error");
    block.set("command_status", 0x33);
    block.pulse("command_error");
    assert_eq!(block.read(ERROR.offset), ERROR_COMMAND | 0x5A00);
    block.pulse("decode");
    assert_eq!(block.read(ERROR.offset), ERROR_COMMAND | ERROR_DECODE | 0x5A00);
    block.pulse("conflict");
    assert_eq!(block.read(ERROR.offset), ERROR_COMMAND | ERROR_CONFLICT | ERROR_DECODE | 0x5A00);
    block.write(ERROR.offset, u32::MAX);
    assert_eq!(block.read(INTR_STATE.offset), INTR_ERROR);
    block.write(CONTROL.offset, CONTROL_CLEAR_ERROR);
    assert_eq!(block.read(ERROR.offset), 0);
    // An error in the very cycle in which the old one is cleared stays.
    block.set("command_status", 0x11);
    block.pulse("command_error");
    block.set("command_status", 0x22);
    block.set("command_error", 1);
    block.write(CONTROL.offset, CONTROL_CLEAR_ERROR);
    block.set("command_error", 0);
    assert_eq!(block.read(ERROR.offset), ERROR_COMMAND | 0x2200);
}

#[test]
fn interrupts_are_levels_behind_an_enable() {
    let mut block = Block::new();
    let irq = |block: &mut Block| {
        block.module.step();
        block.module.step();
        block.get("irq")
    };
    block.set("completed", 2);
    assert_eq!(irq(&mut block), 0);
    assert_eq!(block.read(INTR_STATE.offset), INTR_DONE);
    block.write(INTR_ENABLE.offset, INTR_ERROR);
    assert_eq!(irq(&mut block), 0);
    block.write(INTR_ENABLE.offset, INTR_DONE);
    assert_eq!(irq(&mut block), 1);
    block.write(INTR_ACK.offset, 1);
    assert_eq!(irq(&mut block), 1);
    block.write(INTR_ACK.offset, 2);
    assert_eq!(irq(&mut block), 0);
    assert_eq!(block.read(INTR_STATE.offset), 0);
    block.pulse("decode");
    assert_eq!(irq(&mut block), 0);
    assert_eq!(block.read(INTR_STATE.offset), INTR_ERROR);
    block.write(INTR_ENABLE.offset, INTR_ERROR);
    assert_eq!(irq(&mut block), 1);
    block.write(CONTROL.offset, CONTROL_CLEAR_ERROR);
    assert_eq!(irq(&mut block), 0);
}

#[test]
fn status_and_counters_are_the_engines() {
    let mut block = Block::new();
    for status in 0..16 {
        block.set("status", status);
        assert_eq!(u64::from(block.read(STATUS.offset)), status);
    }
    block.set("completed", 0xDEAD_BEEF);
    assert_eq!(block.read(COMPLETED.offset), 0xDEAD_BEEF);
    let counters = block.module.port("counters").unwrap();
    let words: Vec<u32> = (0..24).map(|i| 0x0100_0001 * (i + 1)).collect();
    block.module.set_wide(counters, &words);
    for (name, lo) in COUNTERS {
        assert_eq!(block.read(lo.offset), 0, "{name} before a snapshot");
    }
    block.write(CONTROL.offset, CONTROL_SNAPSHOT);
    block.module.set_wide(counters, &[7; 24]);
    block.module.step();
    for (i, (name, lo)) in COUNTERS.iter().enumerate() {
        assert_eq!(block.read(lo.offset), words[2 * i], "{name}");
        assert_eq!(block.read(lo.offset + 4), words[2 * i + 1], "{name}, upper half");
    }
}
