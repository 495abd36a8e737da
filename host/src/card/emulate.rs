//! `spikelm card emulate`: cards behind device nodes, without hardware.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::Args;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use spikelm_regs::EngineConfig;
use spikelm_sim::emulate::{Options, serve};
use spikelm_sim::fault::FaultPlan;
use spikelm_sim::{Link, SimOptions};

use crate::progress::Progress;

/// Serve cards behind the nodes of the XDMA driver, with the simulated engine in them
///
/// The nodes are DIR/xdma0_h2c_0, _c2h_0, _user, _control and _events_0 to _15, until a signal
/// ends the command. Needs FUSE and root.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// An empty directory
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// Sizes of the engine, as in sim:NAME
    #[arg(long, default_value = "small", value_name = "NAME", value_parser = config)]
    config: EngineConfig,
    /// Cards: xdma0, xdma1, ...
    #[arg(long, default_value_t = 1, value_name = "N",
          value_parser = clap::value_parser!(u8).range(1..=16))]
    cards: u8,
    /// Let transfers take the time of a PCIe link: gen3x4, gen3x8, gen3x16, gen4x8, gen4x16
    #[arg(long, value_name = "LINK")]
    pcie: Option<Link>,
    /// MiB of memory that the board has of its own, at card address 64 GiB
    #[arg(long, default_value_t = 16, value_name = "MIB",
          value_parser = clap::value_parser!(u16).range(1..))]
    memory: u16,
    /// Inject the faults of a plan (JSON), in every card
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
}

fn config(name: &str) -> Result<EngineConfig, String> {
    let names: Vec<&str> = EngineConfig::ALL.iter().map(|c| c.name).collect();
    EngineConfig::by_name(name).ok_or_else(|| format!("there are {}", names.join(", ")))
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    // Taken from the start, so that a signal never leaves a mount behind.
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    let faults = match &arguments.faults {
        Some(file) => plan(file)?,
        None => FaultPlan::default(),
    };
    let memory_bytes = usize::from(arguments.memory) << 20;
    let options = Options { faults, memory_bytes, ..Options::default() };
    let name = arguments.config.name;
    let progress = Progress::spinner(&format!("building the `{name}` engine under Verilator"));
    let sim = SimOptions { link: arguments.pcie, ..SimOptions::new(arguments.config) };
    let cards = vec![sim; arguments.cards.into()];
    let emulator = serve(&arguments.dir, cards, &options)?;
    progress.finish();
    let dir = arguments.dir.display();
    println!("serving {} card(s) in {dir}: --card xdma:{dir}/xdma0", arguments.cards);
    signals.forever().next();
    drop(emulator);
    Ok(())
}

fn plan(file: &PathBuf) -> Result<FaultPlan> {
    let text = fs::read(file).map_err(|e| anyhow!("{}: {e}", file.display()))?;
    serde_json::from_slice(&text).map_err(|e| anyhow!("{}: no fault plan: {e}", file.display()))
}
