//! From Verilog text to a shared library.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::tools::{self, Verilator};
use super::{Design, Library, VerilateError, cache, shim};

const LIBRARY: &str = "libdut.so";
const OBJECTS: &str = "objects";

const RUNTIME: &str = "runtime.o";
const RUNTIME_RULE: &str = "runtime.o: $(VK_GLOBAL_OBJS)\n\t$(LINK) -r -nostdlib -o $@ $^\n";
/// Links that object file instead of compiling Verilator's sources again.
const LINK_RUNTIME: &[&str] = &["VM_GLOBAL_FAST=", "VM_GLOBAL_SLOW=", "LOADLIBES=runtime.o"];

/// Statements per C++ file: large designs compile on all cores.
const OUTPUT_SPLIT: &str = "20000";

/// Verilator's flags, the design's own apart.
const VERILATOR_FLAGS: &[&str] = &[
    "--cc",
    "--exe",
    "-O3",
    "--x-assign",
    "fast",
    "--x-initial",
    "fast",
    "--noassert",
    "-Wno-fatal",
    "-Wno-lint",
    // The data-flow pass makes the engine slower by a twentieth to a tenth.
    "-fno-dfg",
    "--output-split",
    OUTPUT_SPLIT,
    "--prefix",
    shim::PREFIX,
    "--Mdir",
    OBJECTS,
    // Hidden and not unique: several designs live in one process, each with its own runtime.
    "-CFLAGS",
    "-fPIC -fvisibility=hidden -fno-gnu-unique -DVL_USER_FATAL -DVL_USER_FINISH",
    "-LDFLAGS",
    "-shared",
    "-o",
    LIBRARY,
];

/// Flags of the C++ compiler: generated code, its rarely run parts, Verilator's runtime.
const MAKE_FLAGS: &[&str] = &["-j2", "OPT_FAST=-O2", "OPT_SLOW=-O0", "OPT_GLOBAL=-O1"];

pub(super) fn library(design: &Design) -> Result<Library, VerilateError> {
    let top = &design.top;
    check_top(top)?;
    let verilator = Verilator::find()?;
    let trace = if design.trace { "trace" } else { "" };
    let key = cache::key(&[
        top,
        &design.verilog,
        trace,
        shim::SOURCES[0],
        shim::SOURCES[1],
        &VERILATOR_FLAGS.join(" "),
        &MAKE_FLAGS.join(" "),
        &verilator.identity,
    ]);
    let folder = cache::folder()?;
    let path = cache::entry(&folder, &format!("{top}-{}", &key[..32]), LIBRARY, |work| {
        log::info!("compiling {top} with Verilator");
        let start = Instant::now();
        compile(design, &verilator, &folder, work)?;
        log::info!("compiled {top} in {:.1} s", start.elapsed().as_secs_f32());
        Ok(())
    })?;
    Library::load(top, design.trace, &path)
}

/// Compiles a design in the folder `work` and leaves only the library there.
fn compile(
    design: &Design,
    verilator: &Verilator,
    cache: &Path,
    work: &Path,
) -> Result<(), VerilateError> {
    let top = design.top.as_str();
    tools::check_compiler()?;
    write(&work.join("design.v"), design.verilog.as_bytes())?;
    let mut command = verilator.command(work);
    command.args(VERILATOR_FLAGS).args(["--top-module", top]);
    if design.trace {
        command.arg("--trace-fst");
    }
    tools::step(command.args(["design.v", "shim.cpp"]), "verilator", top)?;

    let objects = work.join(OBJECTS);
    let header = objects.join(format!("{}.h", shim::PREFIX));
    let header = fs::read_to_string(&header).map_err(|e| cache_error(&header, e))?;
    let ports = shim::ports(&header)
        .map_err(|port| VerilateError::PortKind { top: top.to_owned(), port })?;
    let lone_clock = has_lone_clock(&objects).map_err(|e| cache_error(&objects, e))?;
    let shim = shim::text(&ports, design.trace, lone_clock);
    write(&objects.join("shim.cpp"), shim.as_bytes())?;

    let runtime = runtime(design, verilator, cache, &objects)?;
    let to = objects.join(RUNTIME);
    fs::copy(&runtime, &to).map_err(|e| cache_error(&to, e))?;
    tools::step(make(&objects).args(LINK_RUNTIME), "make", top)?;
    let (from, to) = (objects.join(LIBRARY), work.join(LIBRARY));
    fs::rename(&from, &to).map_err(|e| cache_error(&to, e))?;
    fs::remove_dir_all(&objects).map_err(|e| cache_error(&objects, e))
}

/// [`shim::has_lone_clock`] of the files that Verilator wrote.
fn has_lone_clock(objects: &Path) -> io::Result<bool> {
    let (mut root, mut sources) = (String::new(), Vec::new());
    for entry in fs::read_dir(objects)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "cpp") {
            sources.push(fs::read_to_string(&path)?);
        } else if path.file_name().is_some_and(|name| name == shim::ROOT_HEADER) {
            root = fs::read_to_string(&path)?;
        }
    }
    Ok(shim::has_lone_clock(&root, &sources))
}

/// Verilator's runtime as one object file: compiled once, because it takes longer than a small
/// design does.
fn runtime(
    design: &Design,
    verilator: &Verilator,
    cache: &Path,
    objects: &Path,
) -> Result<PathBuf, VerilateError> {
    let kind = if design.trace { "runtime-fst" } else { "runtime" };
    let key = cache::key(&[
        &VERILATOR_FLAGS.join(" "),
        &MAKE_FLAGS.join(" "),
        RUNTIME_RULE,
        &verilator.identity,
    ]);
    cache::entry(cache, &format!("{kind}-{}", &key[..32]), RUNTIME, |work| {
        write(&objects.join("runtime.mk"), RUNTIME_RULE.as_bytes())?;
        let mut command = make(objects);
        tools::step(command.args(["-f", "runtime.mk", RUNTIME]), "make", &design.top)?;
        let (from, to) = (objects.join(RUNTIME), work.join(RUNTIME));
        fs::copy(&from, &to).map(drop).map_err(|e| cache_error(&to, e))
    })
}

fn make(objects: &Path) -> Command {
    let mut make = Command::new("make");
    make.current_dir(objects).args(MAKE_FLAGS).args(["-f", &format!("{}.mk", shim::PREFIX)]);
    make
}

/// Refuses what is no plain identifier: the name goes to programs and into file names.
pub(super) fn check_top(top: &str) -> Result<(), VerilateError> {
    let mut chars = top.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    if first && top.len() <= 100 && chars.all(|c| c.is_ascii_alphanumeric() || c == '_') {
        Ok(())
    } else {
        Err(VerilateError::Top(top.to_owned()))
    }
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), VerilateError> {
    fs::write(path, bytes).map_err(|e| cache_error(path, e))
}

pub(super) fn cache_error(path: &Path, source: io::Error) -> VerilateError {
    VerilateError::Cache { path: path.to_owned(), source }
}
