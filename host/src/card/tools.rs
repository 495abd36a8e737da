//! `spikelm card`: what there is, what it is, and setting it right.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use serde::Serialize;
use spikelm_engine::card::Step;
use spikelm_engine::{Card, CardEngine, CardOptions, MatrixEngine, XdmaCard, XdmaOptions};
use spikelm_regs::register::{self, Register};
use std::sync::Arc;
use xdma_rs::{Device, Direction};

use super::{doctor, emulate, program};

/// Find, describe, examine, reset and emulate cards
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Doctor(doctor::Arguments),
    Emulate(emulate::Arguments),
    /// List the cards whose nodes are in a directory
    List(ListArguments),
    /// Say who a card is and what it has
    Info(CardPath),
    Program(program::Arguments),
    /// Stop the engine of a card and initialise its DMA channels
    Reset(CardPath),
}

#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    /// Where the nodes are
    #[arg(long, default_value = "/dev", value_name = "DIR")]
    dir: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CardPath {
    /// /dev/xdma0, or a directory with the nodes of one card
    #[arg(default_value = "/dev/xdma0", value_name = "CARD")]
    path: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(command: &Command) -> Result<()> {
    match command {
        Command::Doctor(arguments) => doctor::run(arguments),
        Command::Emulate(arguments) => emulate::run(arguments),
        Command::List(arguments) => list(arguments),
        Command::Info(arguments) => info(arguments),
        Command::Program(arguments) => program::run(arguments),
        Command::Reset(arguments) => reset(arguments),
    }
}

/// A card as it is listed.
#[derive(Debug, Serialize)]
struct Listed {
    card: String,
    h2c: usize,
    c2h: usize,
    events: usize,
    pci: Option<String>,
    link: Option<String>,
}

impl Listed {
    fn new(device: &Device) -> Listed {
        // An emulated card is on no bus.
        let pci = device.pci().ok();
        Listed {
            card: device.path().display().to_string(),
            h2c: device.h2c_channels.len(),
            c2h: device.c2h_channels.len(),
            events: device.event_numbers.len(),
            link: pci.as_ref().and_then(|p| p.link.as_ref()).map(ToString::to_string),
            pci: pci.map(|p| p.address),
        }
    }
}

fn list(arguments: &ListArguments) -> Result<()> {
    let cards: Vec<Listed> = xdma_rs::list(&arguments.dir)?.iter().map(Listed::new).collect();
    if arguments.json {
        println!("{}", serde_json::to_string(&cards)?);
        return Ok(());
    }
    if cards.is_empty() {
        bail!("{}: no XDMA card; {}", arguments.dir.display(), xdma_rs::driver().remedy());
    }
    for card in cards {
        let bus = match (&card.pci, &card.link) {
            (Some(pci), Some(link)) => format!("{pci}, {link}"),
            (Some(pci), None) => pci.clone(),
            _ => "not on PCI".into(),
        };
        let Listed { card, h2c, c2h, events, .. } = card;
        println!("{card}: {bus}; channels {h2c} to the card, {c2h} from it; {events} interrupts");
    }
    Ok(())
}

/// Who a card is.
#[derive(Debug, Serialize)]
struct Info {
    #[serde(flatten)]
    listed: Listed,
    driver: Option<String>,
    registers: Vec<(&'static str, u32)>,
    engine: String,
    h2c_status: String,
    c2h_status: String,
}

/// The registers that say who a card is and what it has.
fn identity() -> impl Iterator<Item = &'static Register> {
    let constant = |r: &&Register| r.source == register::Source::Constant;
    register::REGISTERS.iter().filter(constant)
}

fn info(arguments: &CardPath) -> Result<()> {
    let card = XdmaCard::open(&arguments.path, XdmaOptions::default())?;
    // Not every version of the driver tells its own.
    let driver = card.with_control(|control| control.info()).ok().map(|i| {
        let v = i.driver_version;
        format!("{}.{}.{}", v / 1000, v % 1000 / 100, v % 100)
    });
    let registers = identity()
        .map(|r| Ok((r.name, card.read_register(r.offset)?)))
        .collect::<Result<Vec<_>>>()?;
    let h2c_status = card.with_control(|c| c.status(Direction::H2c, 0))?.to_string();
    let c2h_status = card.with_control(|c| c.status(Direction::C2h, 0))?.to_string();
    let listed = Listed::new(card.device());
    // Opening it resets the engine; the card is this process's.
    let engine = match CardEngine::open(Arc::new(card), CardOptions::default()) {
        Ok(engine) => format!("{}: usable, {} lanes", engine.name(), engine.config().lanes),
        Err(e) => e.to_string(),
    };
    let info = Info { listed, driver, registers, engine, h2c_status, c2h_status };
    if arguments.json {
        println!("{}", serde_json::to_string(&info)?);
        return Ok(());
    }
    println!("{}", info.engine);
    println!("driver        {}", info.driver.as_deref().unwrap_or("does not say"));
    println!("h2c channel 0 {}", info.h2c_status);
    println!("c2h channel 0 {}", info.c2h_status);
    for (name, value) in &info.registers {
        println!("{name:<18}{value:#010x}  {value}");
    }
    Ok(())
}

fn reset(arguments: &CardPath) -> Result<()> {
    let card = XdmaCard::open(&arguments.path, XdmaOptions::default())?;
    card.recover(Step::Reinitialise)?;
    let done = reset_engine(&card, &arguments.path)?;
    if arguments.json {
        println!("{}", serde_json::json!({ "card": card.name(), "reset": true }));
    } else {
        println!("{}: {done}", card.name());
    }
    Ok(())
}

/// Reads of `STATUS` until the engine has left its reset, which lasts a few cycles longer than
/// `CONTROL.reset`.
const SETTLING: u32 = 16;

fn reset_engine(card: &XdmaCard, path: &Path) -> Result<&'static str> {
    card.write_register(register::CONTROL.offset, register::CONTROL_RESET)?;
    card.write_register(register::CONTROL.offset, 0)?;
    let mut status = card.read_register(register::STATUS.offset)?;
    for _ in 0..SETTLING {
        if status & register::STATUS_RESET == 0 {
            break;
        }
        status = card.read_register(register::STATUS.offset)?;
    }
    let completed = card.read_register(register::COMPLETED.offset)?;
    if (status, completed) != (0, 0) {
        bail!(
            "{}: after its reset STATUS is {status:#x} and COMPLETED {completed}: power it up again",
            path.display()
        );
    }
    Ok("engine reset, channels initialised")
}
