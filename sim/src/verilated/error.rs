//! Why a design could not be compiled, loaded or used.

use std::io;
use std::path::PathBuf;

/// Why a design could not be compiled, loaded or used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerilateError {
    /// A program or header that compilation needs is not there.
    #[error("{tool} cannot be used ({reason}); install the Debian package `{package}`")]
    ToolMissing {
        /// The program or header.
        tool: String,
        /// Why it cannot be used.
        reason: String,
        /// The Debian package that has it.
        package: &'static str,
    },
    /// No environment variable says where compiled designs can be kept.
    #[error("no folder for compiled designs: set SPIKELM_CACHE (or HOME) to a writable folder")]
    NoCacheFolder,
    /// The cache folder cannot be written or read.
    #[error(
        "cannot use {path} in the cache of compiled designs: {source}; set SPIKELM_CACHE to a writable folder"
    )]
    Cache {
        /// The file or folder.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// Not the name of a module.
    #[error("`{0}` is not the name of a Verilog module")]
    Top(String),
    /// Verilator or the C++ compiler refused the design.
    #[error("{step} failed on `{top}`:\n{log}")]
    Compile {
        /// The program that failed.
        step: &'static str,
        /// The top module.
        top: String,
        /// The first lines of what it said.
        log: String,
    },
    /// The top module has a port that cannot be driven from outside.
    #[error("`{top}`: cannot use port declaration `{port}`")]
    PortKind {
        /// The top module.
        top: String,
        /// The declaration.
        port: String,
    },
    /// A compiled design cannot be loaded.
    #[error("cannot load {path}: {source}; delete it and try again")]
    Load {
        /// The shared library.
        path: PathBuf,
        /// What the loader said.
        source: libloading::Error,
    },
    /// The top module has no such port.
    #[error("`{top}` has no port `{port}`; its ports are {}", ports.join(", "))]
    Port {
        /// The top module.
        top: String,
        /// The name that was asked for.
        port: String,
        /// The ports that there are.
        ports: Vec<String>,
    },
    /// The design was compiled without waveforms.
    #[error("`{0}` was compiled without waveforms (Design::trace)")]
    NotTraced(String),
    /// The waveform file cannot be written.
    #[error("cannot write waveforms to {path}: {source}")]
    Trace {
        /// The waveform file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// `lint` was asked to waive a rule that is always an error.
    #[error("lint rule {0} cannot be waived")]
    Waiver(String),
}
