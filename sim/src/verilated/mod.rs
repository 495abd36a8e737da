//! Verilog text as a running module.
//!
//! A [`Design`] is compiled once by Verilator and the C++ compiler, kept in a cache folder under
//! the hash of all that went into it, and loaded as a [`Library`]; each [`Module`] of it has its
//! own state.
//!
//! ```no_run
//! # fn main() -> Result<(), spikelm_sim::verilated::VerilateError> {
//! # let text = String::new();
//! let library = spikelm_sim::verilated::Design::new("counter", text).build()?;
//! let mut module = library.module()?;
//! let (enable, count) = (module.port("enable")?, module.port("count")?);
//! module.set(enable, 1);
//! module.settle(); // clock low: outputs follow the inputs just set
//! let before = module.get(count);
//! module.edge(); // clock high: registers take their new values
//! # let _ = before;
//! # Ok(())
//! # }
//! ```

mod build;
mod cache;
mod clocks;
mod error;
mod ffi;
mod lint;
mod module;
mod shim;
mod tools;

pub use clocks::FreeClock;
pub use error::VerilateError;
pub use lint::{Waiver, lint};
pub use module::{Direction, Library, Module, Port};

/// Verilog text and the name of its top module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// Name of the top module.
    pub top: String,
    /// Verilog text, all modules.
    pub verilog: String,
    /// Whether modules can write FST waveforms. Costs speed even while no trace is open.
    pub trace: bool,
}

impl Design {
    /// A design without waveforms.
    pub fn new(top: impl Into<String>, verilog: impl Into<String>) -> Design {
        Design { top: top.into(), verilog: verilog.into(), trace: false }
    }

    /// The same design, with waveforms if `trace` is set.
    pub fn traced(self, trace: bool) -> Design {
        Design { trace, ..self }
    }

    /// Compiles the design, or finds it in the cache, and loads it.
    ///
    /// The cache is the folder `$SPIKELM_CACHE`, else `$XDG_CACHE_HOME/spikelm`, else
    /// `$HOME/.cache/spikelm`. `$VERILATOR` may name another Verilator; `$VERILATOR_ROOT` is
    /// passed on. The start and the end of a compilation are logged at level info.
    ///
    /// # Errors
    /// When a tool is missing, the cache folder cannot be used, or the text does not compile.
    pub fn build(&self) -> Result<Library, VerilateError> {
        build::library(self)
    }
}
