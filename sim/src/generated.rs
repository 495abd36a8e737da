//! The generated Verilog, inside the binary: an installed program needs no source tree.

use spikelm_regs::EngineConfig;

/// Name of the engine's top module.
pub const TOP: &str = "spikelm_engine";

/// The Verilog that was generated for a configuration, if there is one.
pub fn verilog(config: &EngineConfig) -> Option<&'static str> {
    let _ = config;
    None
}
