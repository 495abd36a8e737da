//! Verilator's lint over a design.

use std::fmt::Write;

use super::tools::{self, Verilator};
use super::{VerilateError, build};

/// A lint message that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiver {
    /// Verilator's rule: `UNUSEDSIGNAL`, `WIDTH`, ...
    pub rule: &'static str,
    /// Messages that are accepted, with `*` and `?` as wildcards.
    pub message: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// Rules that no waiver may name: an inferred latch never is what a clocked design means.
const NEVER: [&str; 1] = ["LATCH"];

/// Runs Verilator's lint with all rules on; every message without a waiver is an error.
///
/// # Errors
/// [`VerilateError::Compile`] with the first messages, [`VerilateError::Waiver`] when a waiver names
/// a rule that must hold, and what [`Design::build`](super::Design::build) says of tools and
/// folders.
pub fn lint(verilog: &str, top: &str, waivers: &[Waiver]) -> Result<(), VerilateError> {
    build::check_top(top)?;
    let mut config = String::from("`verilator_config\n");
    for w in waivers {
        if NEVER.contains(&w.rule) {
            return Err(VerilateError::Waiver(w.rule.to_owned()));
        }
        // Writing to a String cannot fail.
        let _ = writeln!(config, "lint_off -rule {} -file \"*\" -match \"{}\"", w.rule, w.message);
    }
    let verilator = Verilator::find()?;
    let folder = tempfile::tempdir().map_err(|e| build::cache_error(&std::env::temp_dir(), e))?;
    build::write(&folder.path().join("waivers.vlt"), config.as_bytes())?;
    build::write(&folder.path().join("design.v"), format!("{verilog}\n").as_bytes())?;
    let mut command = verilator.command(folder.path());
    command.args(["--lint-only", "-Wall", "-Wno-DECLFILENAME", "--top-module", top]);
    command.args(["waivers.vlt", "design.v"]);
    tools::step(&mut command, "verilator", top)
}
