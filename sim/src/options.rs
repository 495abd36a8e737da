//! From an engine configuration to a running module.

use std::borrow::Cow;
use std::env;
use std::fs;
use std::path::PathBuf;

use spikelm_regs::EngineConfig;

use crate::Link;
use crate::generated::{self, TOP};
use crate::verilated::{Design, Module, VerilateError};

/// How to open a simulated card.
#[derive(Debug, Clone)]
pub struct SimOptions {
    /// The engine's sizes.
    pub config: EngineConfig,
    /// Verilog of the engine; by default the generated one, or the file that `SPIKELM_RTL` names.
    pub verilog: Option<String>,
    /// Where to write FST waveforms; slows simulation down several times.
    pub trace: Option<PathBuf>,
    /// Time that transfers take; without, as long as the engine's AXI port needs.
    pub link: Option<Link>,
    /// Seed of stalls: every channel of both AXI ports waits half of the time. For tests.
    pub stalls: Option<u64>,
}

impl SimOptions {
    /// The generated engine of those sizes, without waveforms.
    pub fn new(config: EngineConfig) -> SimOptions {
        SimOptions { config, verilog: None, trace: None, link: None, stalls: None }
    }
}

/// Why a simulated card cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum SimError {
    /// The design cannot be compiled or loaded.
    #[error(transparent)]
    Verilate(#[from] VerilateError),
    /// The file that `SPIKELM_RTL` names cannot be read.
    #[error("SPIKELM_RTL names {path}: {source}")]
    Rtl {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// There is no generated Verilog for the configuration.
    #[error(
        "no Verilog was generated for engine configuration `{0}`; give a file with SPIKELM_RTL"
    )]
    NotGenerated(&'static str),
    /// The Verilog is of other sizes than the configuration.
    #[error("the AXI port of `{name}` has {found} bytes, the configuration says {expected}")]
    Width {
        /// The configuration's name.
        name: &'static str,
        /// Bytes of a beat in the Verilog.
        found: usize,
        /// Bytes of a beat in the configuration.
        expected: usize,
    },
}

/// Compiles or finds the engine and loads it: nothing is driven, nothing evaluated yet.
///
/// For tests that drive the engine's ports themselves, through
/// [`MemoryPorts`](crate::axi::MemoryPorts) and [`RegisterPorts`](crate::axi::RegisterPorts).
///
/// # Errors
/// When there is no Verilog, it does not compile, or the waveform file cannot be written.
pub fn open_module(options: &SimOptions) -> Result<Module, SimError> {
    let config = &options.config;
    let verilog = match &options.verilog {
        Some(text) => Cow::from(text),
        None => engine_verilog(config)?,
    };
    let library = Design::new(TOP, verilog).traced(options.trace.is_some()).build()?;
    let found = library.port("s_axi_wdata")?.width() as usize / 8;
    let expected = config.axi_bytes as usize;
    if found != expected {
        return Err(SimError::Width { name: config.name, found, expected });
    }
    let mut module = library.module()?;
    if let Some(path) = &options.trace {
        module.open_trace(path)?;
    }
    Ok(module)
}

/// The file that `SPIKELM_RTL` names, else what was generated.
fn engine_verilog(config: &EngineConfig) -> Result<Cow<'static, str>, SimError> {
    if let Some(path) = env::var_os("SPIKELM_RTL").filter(|v| !v.is_empty()).map(PathBuf::from) {
        let text = fs::read_to_string(&path).map_err(|source| SimError::Rtl { path, source })?;
        return Ok(text.into());
    }
    let text = generated::verilog(config).ok_or(SimError::NotGenerated(config.name))?;
    Ok(text.into())
}
