//! Verilator, make and the C++ compiler as programs.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::VerilateError;

/// Lines of a program's output that an error shows.
const LOG_LINES: usize = 16;

/// What FST waveforms need beside Verilator: header, linker message, Debian package. Newer
/// Verilators need both.
const FST_NEEDS: [(&str, &str, &str); 2] =
    [("lz4.h", "cannot find -llz4", "liblz4-dev"), ("zlib.h", "cannot find -lz:", "zlib1g-dev")];

/// The Verilator in use.
pub(super) struct Verilator {
    program: OsString,
    /// What `--version` prints, and the root if one is set: part of the cache key.
    pub(super) identity: String,
}

impl Verilator {
    /// `$VERILATOR`, else `verilator` on the path.
    pub(super) fn find() -> Result<Verilator, VerilateError> {
        let program = std::env::var_os("VERILATOR").filter(|v| !v.is_empty());
        let program = program.unwrap_or_else(|| "verilator".into());
        let output = run(Command::new(&program).arg("--version"), "verilator")?;
        let root = std::env::var("VERILATOR_ROOT").unwrap_or_default();
        let identity = format!("{}\n{root}", String::from_utf8_lossy(&output.stdout));
        if !output.status.success() {
            return Err(missing(&program.to_string_lossy(), &text(&output), "verilator"));
        }
        Ok(Verilator { program, identity })
    }

    /// A Verilator command that runs in `folder`.
    pub(super) fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(folder);
        command
    }
}

/// Checks that make and the C++ compiler are there.
pub(super) fn check_compiler() -> Result<(), VerilateError> {
    run(Command::new("make").arg("--version"), "make")?;
    run(Command::new("g++").arg("--version"), "g++")?;
    Ok(())
}

/// Runs a program whose absence is an error that names its Debian package.
pub(super) fn run(command: &mut Command, package: &'static str) -> Result<Output, VerilateError> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null());
    command.output().map_err(|e: io::Error| missing(&program, &e.to_string(), package))
}

/// Runs a step of a compilation and gives its output when it succeeds.
pub(super) fn step(
    command: &mut Command,
    name: &'static str,
    top: &str,
) -> Result<(), VerilateError> {
    let output = run(command, name)?;
    if output.status.success() {
        return Ok(());
    }
    let log = text(&output);
    for (header, library, package) in FST_NEEDS {
        if log.contains(header) || log.contains(library) {
            let tool = format!("{header}, which FST waveforms need,");
            return Err(missing(&tool, "not found", package));
        }
    }
    Err(VerilateError::Compile { step: name, top: top.to_owned(), log })
}

/// The first lines of what a program said, from the first error on if there is one.
fn text(output: &Output) -> String {
    let all = [output.stderr.as_slice(), output.stdout.as_slice()].concat();
    let all = String::from_utf8_lossy(&all);
    let lines: Vec<&str> = all.lines().filter(|l| !l.trim().is_empty()).collect();
    let is_error =
        |l: &&str| l.contains("error:") || l.contains("%Error") && !l.contains("Exiting due to");
    let first = lines.iter().position(is_error).unwrap_or(0);
    let last = lines.len().min(first + LOG_LINES);
    lines[first..last].join("\n")
}

fn missing(tool: &str, reason: &str, package: &'static str) -> VerilateError {
    VerilateError::ToolMissing { tool: tool.to_owned(), reason: reason.to_owned(), package }
}
