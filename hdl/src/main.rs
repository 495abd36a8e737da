//! Writes the checked-in Verilog and `registers.md`, or checks that they are current; makes the
//! synthesis reports.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Parser, Subcommand};
use spikelm_hdl::generate;
use spikelm_hdl::synth::{self, Folders, Options, Tools};
use spikelm_regs::{EngineConfig, registers_markdown};

/// Writes the engine's Verilog from its rust_hdl description.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the Verilog of every configuration and of the shells around engines, and registers.md.
    ///
    /// Example: cargo run -p spikelm-hdl -- generate
    Generate {
        /// Write nothing; fail if a file is not what would be written.
        #[arg(long)]
        check: bool,
        /// Where the files go.
        #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/generated"))]
        out: PathBuf,
    },
    /// Make the synthesis reports that are missing or stale: area for Xilinx parts, area and
    /// clock for ECP5.
    ///
    /// Example: cargo run -p spikelm-hdl -- synth small-xc7
    Synth {
        /// Names, or beginnings of names, of reports; all if none is given.
        only: Vec<String>,
        /// Make reports that are current too.
        #[arg(long)]
        force: bool,
        /// Placements to try for every clock.
        #[arg(long, default_value_t = 1)]
        seeds: u32,
        /// Install the tools, print the folder of their programs, and do nothing else.
        #[arg(long)]
        install: bool,
        /// Where the reports go.
        #[arg(long, default_value = synth::REPORTS)]
        reports: PathBuf,
        /// Where the tools and their intermediate files go.
        #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/synth"))]
        work: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Generate { check, out } => write_generated(check, &out),
        Command::Synth { only, force, seeds, install, reports, work } => {
            if install {
                println!("{}", Tools::install(&work)?.bin().display());
                return Ok(());
            }
            synth::refresh(&Folders { reports, work }, &Options { only, force, seeds })
        }
    }
}

fn write_generated(check: bool, out: &Path) -> anyhow::Result<()> {
    let mut files = vec![("registers.md".to_owned(), registers_markdown(&EngineConfig::ALL))];
    for config in EngineConfig::ALL {
        files.push((format!("{}.v", config.name), generate::verilog(&config)?));
    }
    let widths: BTreeSet<u32> = EngineConfig::ALL.iter().map(|c| 8 * c.axi_bytes).collect();
    for bits in widths {
        files.push((format!("shell_{bits}.v"), generate::shell(bits)?));
    }
    // Boards with a serial line carry small engines.
    files.push(("serial_128.v".to_owned(), generate::serial()?));
    files.push(("management.v".to_owned(), generate::management()?));
    let mut stale = Vec::new();
    for (name, text) in files {
        let path = out.join(&name);
        if !check {
            write(&path, &text)?;
            println!("{}: {} lines", path.display(), text.lines().count());
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            stale.push(name);
        }
    }
    if !stale.is_empty() {
        anyhow::bail!(
            "{} not current: run `cargo run -p spikelm-hdl -- generate` and commit the result",
            stale.join(", ")
        );
    }
    Ok(())
}

/// Writes beside the file, then renames: a reader sees the old text or the new.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let beside = path.with_extension("tmp");
    std::fs::write(&beside, text).with_context(|| format!("writing {}", beside.display()))?;
    std::fs::rename(&beside, path).with_context(|| format!("writing {}", path.display()))
}
