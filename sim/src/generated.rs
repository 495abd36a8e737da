//! The generated Verilog, inside the binary: an installed program needs no source tree.

use spikelm_regs::EngineConfig;

/// Name of the engine's top module.
pub const TOP: &str = "spikelm_engine";

const SMALL: &str = include_str!("../../hdl/generated/small.v");
const WIDE: &str = include_str!("../../hdl/generated/wide.v");

/// The Verilog that was generated for a configuration, if there is one.
pub fn verilog(config: &EngineConfig) -> Option<&'static str> {
    match *config {
        EngineConfig::SMALL => Some(SMALL),
        EngineConfig::WIDE => Some(WIDE),
        _ => None,
    }
}
