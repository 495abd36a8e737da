//! Writes the checked-in Verilog and `registers.md`, or checks that they are current; makes the
//! synthesis reports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Parser, Subcommand};
use spikelm_bitstreams::{Manifest, boards};
use spikelm_hdl::card::{self, Parts};
use spikelm_hdl::generate;
use spikelm_hdl::synth::{self, Folders, Options, Tools};
use spikelm_regs::{EngineConfig, register, registers_markdown};

/// Writes the engine's Verilog from its rust_hdl description.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the Verilog of every configuration and of the shells around engines, registers.md, and
    /// the wrappers and build scripts of all boards.
    ///
    /// Example: cargo run -p spikelm-hdl -- generate
    Generate {
        /// Write nothing; fail if a file is not what would be written.
        #[arg(long)]
        check: bool,
        /// Where the files go.
        #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/generated"))]
        out: PathBuf,
        /// Where the boards are.
        #[arg(long, default_value = card::BOARDS)]
        bitstreams: PathBuf,
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
        Command::Generate { check, out, bitstreams } => write_generated(check, &out, &bitstreams),
        Command::Synth { only, force, seeds, install, reports, work } => {
            if install {
                println!("{}", Tools::install(&work)?.bin().display());
                return Ok(());
            }
            synth::refresh(&Folders { reports, work }, &Options { only, force, seeds })
        }
    }
}

fn write_generated(check: bool, out: &Path, bitstreams: &Path) -> anyhow::Result<()> {
    let mut files =
        BTreeMap::from([(out.join("registers.md"), registers_markdown(&EngineConfig::ALL))]);
    let generated = |name: &str| out.join(format!("{name}.v"));
    let mut build_ids = BTreeMap::new();
    for config in EngineConfig::ALL {
        let (text, build_id) = generate::verilog_and_id(&config)?;
        files.insert(generated(config.name), text);
        build_ids.insert(config.name, build_id);
    }
    let widths: BTreeSet<u32> = EngineConfig::ALL.iter().map(|c| 8 * c.axi_bytes).collect();
    for bits in widths {
        files.insert(generated(&format!("shell_{bits}")), generate::shell(bits)?);
    }
    // Boards with a serial line carry small engines.
    files.insert(generated("serial_128"), generate::serial()?);
    files.insert(generated("management"), generate::management()?);
    let mut manifests = Vec::new();
    for board in boards() {
        let folder = bitstreams.join(board);
        let path = folder.join("manifest.toml");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let config = Manifest::parse(&text, &path)?.config();
        let build_id = build_ids[config.name];
        let text = card::with_numbers(&text, register::regmap_hash(), build_id)
            .with_context(|| path.display().to_string())?;
        let manifest = Manifest::parse(&text, &path)?;
        let parts = Parts {
            engine: &files[&generated(config.name)],
            shell: &files[&generated(&card::shell(&manifest))],
            management: &files[&generated("management")],
        };
        let wrapper = card::wrapper(&manifest, &parts).with_context(|| board.to_owned())?;
        if manifest.pcie.is_some() {
            files.insert(folder.join("build.tcl"), card::build_script(&manifest)?);
        }
        files.insert(folder.join("wrapper.v"), wrapper);
        files.insert(path, text);
        manifests.push(manifest);
    }
    let readme = bitstreams.join("README.md");
    let text = std::fs::read_to_string(&readme).with_context(|| readme.display().to_string())?;
    let text = card::with_table(&text, &manifests).context("bitstreams/README.md")?;
    files.insert(readme, text);
    let mut stale = Vec::new();
    for (path, text) in files {
        if !check {
            write(&path, &text)?;
            println!("{}: {} lines", path.display(), text.lines().count());
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            stale.push(path.display().to_string());
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
