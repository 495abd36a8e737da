//! `spikelm card program`: from a bitstream's file into a board.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use serde::Serialize;
use spikelm_bitstreams::{
    BitstreamName, CardFacts, Manifest, Mismatch, Programmer, VIVADO_PROGRAM, board, mismatches,
};
use xdma_rs::Device;

/// Load a bitstream into a board
///
/// Manifest, file name, this driver, and the card that is in the slot now must go together; else
/// nothing is loaded. The vendor's tool or openFPGALoader does the work, over JTAG. A card with PCIe
/// is found by the host after the machine has booted again.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm card program --board alveo-u50 alveo-u50-card-uplus-d97eeffd-6fb99fa7.bit --dry-run
  spikelm card program --board nitefury --flash nitefury-card-artix-d97eeffd-4076fd3f.bin

Exit code: 0 loaded (or would be), 1 something does not go together or the tool failed.")]
pub(crate) struct Arguments {
    /// The board's name: a folder in bitstreams/
    #[arg(long, value_name = "NAME")]
    board: String,
    /// What the bitstream was built for, where that is not the manifest of this program
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// The bitstream, named <board>-<config>-<REGMAP_HASH>-<BUILD_ID>.bit or .bin
    file: PathBuf,
    /// Write the board's flash, which outlasts power, instead of the FPGA
    #[arg(long)]
    flash: bool,
    /// Check, and say what would be done
    #[arg(long)]
    dry_run: bool,
    /// The card that the board is now, if there is a driver for it
    #[arg(long, default_value = "/dev/xdma0", value_name = "CARD")]
    card: PathBuf,
    /// Where sysfs is
    #[arg(long, default_value = "/sys", value_name = "DIR")]
    sysfs: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Report<'a> {
    board: &'a str,
    bitstream: String,
    /// The card that was compared, if one is there.
    card: Option<String>,
    command: Vec<String>,
    loaded: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let manifest = match &arguments.manifest {
        Some(path) => Manifest::read(path)?,
        None => board(&arguments.board)?,
    };
    let file = &arguments.file;
    if !file.is_file() {
        bail!("{}: no such file", file.display());
    }
    let name: BitstreamName = file
        .file_name()
        .and_then(|n| n.to_str())
        .unwrap_or_default()
        .parse()
        .map_err(|e: String| anyhow!(e))?;
    let (card, facts) = card_in_slot(&arguments.card, &arguments.sysfs).unzip();
    let mut wrong = mismatches(&manifest, &name, facts.as_ref());
    if manifest.board != arguments.board {
        wrong.insert(
            0,
            Mismatch {
                what: "board",
                one: ("--board", arguments.board.clone()),
                other: ("the manifest", manifest.board.clone()),
            },
        );
    }
    if !wrong.is_empty() {
        let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        bail!("nothing was loaded: {}", wrong.join("; "));
    }
    // Kept until the tool has read it.
    let mut script = tempfile::Builder::new().suffix(".tcl").tempfile()?;
    script.write_all(VIVADO_PROGRAM.as_bytes())?;
    let command = command(&manifest, file, arguments.flash, script.path())?;
    let words: Vec<String> = command.iter().map(|w| w.to_string_lossy().into_owned()).collect();
    if !arguments.dry_run {
        call(&command, &words)?;
    }
    let report = Report {
        board: &manifest.board,
        bitstream: name.to_string(),
        card,
        command: words,
        loaded: !arguments.dry_run,
    };
    if arguments.json {
        println!("{}", serde_json::to_string(&report)?);
        return Ok(());
    }
    println!("manifest, file and driver go together");
    match &report.card {
        Some(card) => println!("so does the card in the slot: {card}"),
        None => println!("no card to compare: {} is not on a PCI bus", arguments.card.display()),
    }
    let done = if arguments.dry_run { "would run" } else { "ran" };
    println!("{done}: {}", report.command.join(" "));
    Ok(())
}

/// What the card that is there says of itself; nothing where there is none.
fn card_in_slot(path: &Path, sysfs: &Path) -> Option<(String, CardFacts)> {
    let pci = Device::open(path).ok()?.pci_in(sysfs).ok()?;
    let facts = CardFacts { pci: Some(pci.id), subsystem: pci.subsystem };
    Some((pci.address, facts))
}

/// The tool's command line.
fn command(manifest: &Manifest, file: &Path, flash: bool, script: &Path) -> Result<Vec<OsString>> {
    let mut words: Vec<OsString> = Vec::new();
    match &manifest.program {
        Programmer::Vivado if flash => bail!(
            "{}: its flash is written with the card vendor's own tool (UG1525 for the Alveo), \
             leave out --flash to load the FPGA",
            manifest.board
        ),
        Programmer::Vivado => {
            words.extend(["vivado", "-mode", "batch", "-nojournal", "-nolog"].map(OsString::from));
            words.extend(["-source".into(), script.into(), "-tclargs".into(), file.into()]);
            words.push(manifest.part.clone().into());
        }
        Programmer::OpenFpgaLoader { target } => {
            words.extend(["openFPGALoader", "--board", target].map(OsString::from));
            words.extend(flash.then(|| OsString::from("--write-flash")));
            words.push(file.into());
        }
    }
    Ok(words)
}

fn call(command: &[OsString], words: &[String]) -> Result<()> {
    let (tool, rest) = command.split_first().context("no command")?;
    let status = Command::new(tool).args(rest).status().map_err(|e| {
        anyhow!("{}: {e}; install it, or put its folder on PATH", tool.to_string_lossy())
    })?;
    if !status.success() {
        bail!("`{}` ended with {status}; see what it printed", words.join(" "));
    }
    Ok(())
}
