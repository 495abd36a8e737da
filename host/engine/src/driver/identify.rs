//! Who answers: the card's identity and its sizes, none of them trusted.

use spikelm_regs::register::{self, Register};
use spikelm_regs::{AddressMap, COMMAND_BYTES, EngineConfig, PLAIN_BYTES};

use crate::card::CardError;
use crate::{Card, EngineError};

/// Most that this driver believes of a card: beyond it, a capability was read wrong.
const MAX_RING: u32 = 1 << 12;
const MAX_RUN_AHEAD: u32 = 1 << 12;
const MAX_MEMORY: u32 = 1 << 30;
const MAX_WEIGHT_ROWS: u32 = 1 << 24;

/// Reads who the card is and what it has.
///
/// # Errors
/// [`EngineError::Interface`] when the link is gone, when it is no such card or speaks another
/// interface; [`EngineError::Card`] when its sizes do not make an engine.
pub(crate) fn identify(card: &dyn Card) -> Result<EngineConfig, EngineError> {
    let read = |r: Register| {
        let value = card.read_register(r.offset).and_then(|value| {
            if value != u32::MAX || r.offset == register::MAGIC.offset {
                return Ok(value);
            }
            let reason = format!("{} reads as all ones: the link went", r.name);
            let (operation, address) = ("read capabilities", r.offset.into());
            Err(CardError::Link { operation, address, reason })
        });
        value.map_err(|source| EngineError::Card { card: card.name(), source })
    };
    let refuse = |r: Register, found, expected, remedy| EngineError::Interface {
        card: card.name(),
        register: r.name,
        found,
        expected,
        remedy,
    };
    let magic = read(register::MAGIC)?;
    if magic == u32::MAX {
        let remedy = "the link to the card is gone: rescan the bus or power it up again";
        return Err(refuse(register::MAGIC, magic, register::MAGIC_VALUE, remedy));
    }
    for (r, expected, remedy) in [
        (register::MAGIC, register::MAGIC_VALUE, "this is no SpikeLM engine: check the device"),
        (register::VERSION, register::VERSION_VALUE, "load a matching bitstream"),
        (
            register::REGMAP_HASH,
            register::regmap_hash(),
            "load the bitstream that was built with this driver",
        ),
    ] {
        let found = read(r)?;
        if found != expected {
            return Err(refuse(r, found, expected, remedy));
        }
    }
    let sizes = "the capabilities contradict each other: load another bitstream";
    let formats = read(register::CAP_FORMATS)?;
    if formats & register::FORMATS != register::FORMATS {
        return Err(refuse(register::CAP_FORMATS, formats, register::FORMATS, sizes));
    }
    for (r, most) in [
        (register::CAP_RING_ENTRIES, MAX_RING),
        (register::CAP_RUN_AHEAD, MAX_RUN_AHEAD),
        (register::CAP_INPUT_BYTES, MAX_MEMORY),
        (register::CAP_RESULT_BYTES, MAX_MEMORY),
        (register::CAP_WEIGHT_ROWS, MAX_WEIGHT_ROWS),
    ] {
        let found = read(r)?;
        if found > most {
            return Err(refuse(r, found, most, sizes));
        }
    }
    let config = EngineConfig {
        name: "card",
        lanes: read(register::CAP_LANES)?,
        groups: read(register::CAP_GROUPS)?,
        ports: read(register::CAP_PORTS)?,
        axi_bytes: read(register::CAP_AXI_BYTES)?,
        acc_bits: read(register::CAP_ACC_BITS)?,
        run_ahead: read(register::CAP_RUN_AHEAD)?,
        weight_rows: read(register::CAP_WEIGHT_ROWS)?,
        input_bytes: read(register::CAP_INPUT_BYTES)?,
        result_bytes: read(register::CAP_RESULT_BYTES)?,
        ring_entries: read(register::CAP_RING_ENTRIES)?,
    };
    let unusable = |reason: String| EngineError::Card {
        card: card.name(),
        source: CardError::Link {
            operation: "read capabilities",
            address: register::CAP_CORES.offset.into(),
            reason,
        },
    };
    config.check().map_err(|e| unusable(e.to_string()))?;
    let (ring, expected) = (read(register::CAP_RING_OFFSET)?, AddressMap::ring_offset(&config));
    if ring != expected {
        return Err(refuse(register::CAP_RING_OFFSET, ring, expected, sizes));
    }
    // Each region takes a LOAD of one row per bank at least, each job a command.
    let least = (config.ports * config.lanes).max(COMMAND_BYTES);
    if config.ring_entries < 4
        || config.weight_depth() < 2
        || AddressMap::ring_offset(&config) < PLAIN_BYTES + least
    {
        return Err(unusable(format!(
            "a ring of {} entries, {} weight rows a bank and {} bytes of input memory are too few for jobs",
            config.ring_entries,
            config.weight_depth(),
            config.input_bytes
        )));
    }
    Ok(config)
}
