//! The Verilog of every configuration, and of what stands around an engine.

use sha2::{Digest, Sha256};
use spikelm_regs::EngineConfig;

use crate::emit;
use crate::serial::SerialShell;
use crate::shell::{ManagementCrossing, PcieShell};

/// Name of the top module.
pub const TOP: &str = "spikelm_engine";
/// Name of the module between the XDMA IP and an engine.
pub const SHELL: &str = "spikelm_pcie_shell";
/// Name of the module between a serial line and an engine.
pub const SERIAL: &str = "spikelm_serial_shell";
/// Name of the module between the XDMA IP and the card management subsystem.
pub const MANAGEMENT: &str = "spikelm_management";

macro_rules! emit_config {
    ($config:expr, $name:expr, $build_id:expr, [$($known:path),*]) => {
        match $name {
            $(name if name == $known.name => {
                emit::verilog(TOP, move || <crate::engine!($known)>::new($known, $build_id))
            })*
            other => Err(anyhow::anyhow!("no engine is declared for the configuration `{other}`")),
        }
    };
}

/// Weight RAM in large blocks: its memories, one per part of a group, are the numbered ones.
fn in_large_blocks(verilog: &str) -> String {
    let mut text = String::with_capacity(verilog.len());
    for line in verilog.lines() {
        let numbered = line.contains("] memory") && !line.contains("] memory [");
        let style = if numbered { "ram_style = \"ultra\"" } else { "ram_style = \"block\"" };
        text += &line.replace("ram_style = \"block\"", style);
        text.push('\n');
    }
    text
}

fn with_build_id(config: &EngineConfig, build_id: u32) -> anyhow::Result<String> {
    config.check()?;
    let text = emit_config!(
        config,
        config.name,
        build_id,
        [
            EngineConfig::SMALL,
            EngineConfig::WIDE,
            EngineConfig::EIGHT,
            EngineConfig::ECP5,
            EngineConfig::CARD_ARTIX,
            EngineConfig::CARD_UPLUS
        ]
    )?;
    let large = config.part().is_some_and(|part| part.large.is_some());
    Ok(if large { in_large_blocks(&text) } else { text })
}

/// The Verilog of a configuration, its `BUILD_ID` filled in, and that.
///
/// `BUILD_ID` is the first 32 bits of the SHA-256 of the Verilog whose `BUILD_ID` is zero.
///
/// # Errors
/// When the configuration is unsound or unknown, or the design cannot be generated.
pub fn verilog_and_id(config: &EngineConfig) -> anyhow::Result<(String, u32)> {
    let digest = Sha256::digest(with_build_id(config, 0)?.as_bytes());
    let build_id = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    Ok((with_build_id(config, build_id)?, build_id))
}

/// The Verilog of a configuration, its `BUILD_ID` filled in.
///
/// # Errors
/// Those of [`verilog_and_id`].
pub fn verilog(config: &EngineConfig) -> anyhow::Result<String> {
    verilog_and_id(config).map(|(text, _)| text)
}

macro_rules! emit_shell {
    ($bits:expr, [$($known:literal),*]) => {
        match $bits {
            $($known => emit::verilog(
                SHELL,
                PcieShell::<
                    $known,
                    { $known / 8 },
                    { $known / 8 * 9 },
                    { $known / 8 * 9 + 1 },
                    { $known + 7 },
                >::default,
            ),)*
            other => Err(anyhow::anyhow!("no shell is declared for a bus of {other} bits")),
        }
    };
}

/// The Verilog between the XDMA IP and engines of that many bits of AXI4.
///
/// # Errors
/// When the width is unknown or the design cannot be generated.
pub fn shell(axi_bits: u32) -> anyhow::Result<String> {
    emit_shell!(axi_bits, [128, 256, 512])
}

/// The Verilog between a serial line and engines of 128 bits of AXI4.
///
/// # Errors
/// When the design cannot be generated.
pub fn serial() -> anyhow::Result<String> {
    emit::verilog(SERIAL, SerialShell::<128, 16, 120, 15>::default)
}

/// The Verilog between the XDMA IP and the card management subsystem.
///
/// # Errors
/// When the design cannot be generated.
pub fn management() -> anyhow::Result<String> {
    emit::verilog(MANAGEMENT, ManagementCrossing::default)
}
