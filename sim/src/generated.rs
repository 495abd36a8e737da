//! The generated Verilog, inside the binary: an installed program needs no source tree.

use spikelm_regs::EngineConfig;

/// Name of the engine's top module.
pub const TOP: &str = "spikelm_engine";

const SMALL: &str = include_str!("../../hdl/generated/small.v");
const WIDE: &str = include_str!("../../hdl/generated/wide.v");
const EIGHT: &str = include_str!("../../hdl/generated/eight.v");
const ECP5: &str = include_str!("../../hdl/generated/ecp5.v");
const CARD_ARTIX: &str = include_str!("../../hdl/generated/card-artix.v");
const CARD_UPLUS: &str = include_str!("../../hdl/generated/card-uplus.v");

/// The Verilog that was generated for a configuration, if there is one.
pub fn verilog(config: &EngineConfig) -> Option<&'static str> {
    match *config {
        EngineConfig::SMALL => Some(SMALL),
        EngineConfig::WIDE => Some(WIDE),
        EngineConfig::EIGHT => Some(EIGHT),
        EngineConfig::ECP5 => Some(ECP5),
        EngineConfig::CARD_ARTIX => Some(CARD_ARTIX),
        EngineConfig::CARD_UPLUS => Some(CARD_UPLUS),
        _ => None,
    }
}
