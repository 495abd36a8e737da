//! The options of everything that computes, and the cards that they open.

mod doctor;
pub(crate) mod emulate;
mod name;
mod program;
pub(crate) mod tools;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use spikelm_engine::recording::RecordedCard;
use spikelm_engine::{
    Card, CardEngine, CardOptions, Fleet, MatrixEngine, RowMode, SerialCard, SerialOptions,
    SoftEngine, SoftOptions, XdmaCard, XdmaOptions,
};
use spikelm_model::{AttentionRows, Precision};
use spikelm_regs::EngineConfig;
use spikelm_sim::{Link, SimCard, SimOptions};

use crate::Usage;
use crate::progress::Progress;
pub(crate) use name::CardName;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Weights {
    /// 8 bits, one scale per output channel
    Int8,
    /// 4 bits, one scale per output channel; attention operands 8 bits
    Int4,
    /// float32, products on the host: the reference mode
    F32,
}

#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Rows {
    /// The difference to the previous time step where that has fewer events
    Coded,
    /// Every row as it is
    Direct,
}

/// What time on the host says of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// The time of an answer.
    Measured,
    /// How fast the simulator is: the card's own time is its cycles.
    Simulator,
}

impl Clock {
    /// For reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Clock::Measured => "measured",
            Clock::Simulator => "simulator's own",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Attention {
    /// The side that takes fewer cycles
    Fewest,
    /// Keys and values, as they are
    Ternary,
    /// Queries and probabilities, in binary digits
    Real,
}

/// How products are computed.
#[derive(Debug, Clone, Args)]
pub(crate) struct CardArguments {
    #[arg(long, default_value = "soft", value_name = "CARD", value_delimiter = ',',
          help = CardName::help())]
    pub(crate) card: Vec<CardName>,
    /// Weights of the products
    #[arg(long, value_enum, default_value = "int8")]
    pub(crate) weights: Weights,
    /// Coding of spike rows; sums are the same
    #[arg(long, value_enum, default_value = "coded")]
    pub(crate) rows: Rows,
    /// Side of attention products that goes to the engine as rows; sums are the same
    #[arg(long, value_enum, default_value = "fewest")]
    pub(crate) attention_rows: Attention,
    /// Also run the software engine, and compare every integer of every product
    #[arg(long)]
    pub(crate) check: bool,
    /// Host threads [default: one per core]; nothing but time depends on them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Write waveforms (FST) of a simulated card; slow
    #[arg(long, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
    /// Let transfers of a simulated card take the time of a PCIe link at a clock of 200 MHz, and 30
    /// us each: gen3x16 (12 GB/s), gen3x8, gen4x4, ...
    #[arg(long, value_name = "LINK")]
    pub(crate) pcie: Option<Link>,
    /// Keep every transaction of the card in a file, for `spikelm replay`
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
    /// Map the registers of an XDMA card instead of reading and writing their node
    #[arg(long)]
    pub(crate) map_registers: bool,
    /// Let an XDMA card that does not come back otherwise be removed from the PCI bus and looked
    /// for again; needs root
    #[arg(long)]
    pub(crate) rescan: bool,
    /// Sentences that go through a layer together [default: a classifier on a card, as many as hide
    /// its transfers; else 32]; nothing but time and memory depends on them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) in_flight: Option<u32>,
}

impl CardArguments {
    pub(crate) fn precision(&self) -> Precision {
        match self.weights {
            Weights::Int8 => Precision::Int8,
            Weights::Int4 => Precision::Int4,
            Weights::F32 => Precision::F32,
        }
    }

    pub(crate) fn attention_rows(&self) -> AttentionRows {
        match self.attention_rows {
            Attention::Fewest => AttentionRows::Fewest,
            Attention::Ternary => AttentionRows::Ternary,
            Attention::Real => AttentionRows::Real,
        }
    }

    /// Refuses what cannot go together.
    pub(crate) fn check_usage(&self) -> Result<()> {
        let simulated = self.card.iter().all(|card| matches!(card, CardName::Sim(_)));
        let soft = self.card == [CardName::Soft];
        let real = self.precision() == Precision::F32;
        let wrong = if real && !soft {
            "--weights f32 computes on the host: leave out --card"
        } else if self.check && soft {
            "--check compares a card with the software engine: give --card sim"
        } else if self.trace.is_some() && !(simulated && self.card.len() == 1) {
            "--trace records a simulated card: give --card sim"
        } else if self.record.is_some() && (self.card.len() > 1 || soft) {
            "--record keeps the transactions of one card: give --card sim or an XDMA card"
        } else if self.pcie.is_some() && !simulated {
            "--pcie models the link of a simulated card: give --card sim"
        } else {
            return Ok(());
        };
        Err(Usage(wrong.into()).into())
    }

    /// Whether time on the host is that of an answer. A card that is on no PCI bus is an emulated
    /// one.
    pub(crate) fn clock(&self) -> Result<Clock> {
        for name in &self.card {
            let simulated = match name {
                CardName::Soft | CardName::Serial(..) => false,
                CardName::Sim(_) => true,
                CardName::Xdma(path) => {
                    let paths = cards_at(path)?;
                    paths.iter().any(|p| xdma_rs::Device::open(p).is_ok_and(|d| d.pci().is_err()))
                }
            };
            if simulated {
                return Ok(Clock::Simulator);
            }
        }
        Ok(Clock::Measured)
    }

    fn row_mode(&self) -> RowMode {
        match self.rows {
            Rows::Coded => RowMode::Coded,
            Rows::Direct => RowMode::Direct,
        }
    }

    pub(crate) fn software(&self) -> SoftEngine {
        SoftEngine::new(SoftOptions { rows: self.row_mode(), ..SoftOptions::default() })
    }

    /// Sets the number of threads and opens the cards.
    pub(crate) fn open(&self) -> Result<Arc<dyn MatrixEngine>> {
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
        }
        let mut engines: Vec<Arc<dyn MatrixEngine>> = Vec::new();
        for name in &self.card {
            match name {
                CardName::Soft => engines.push(Arc::new(self.software())),
                CardName::Sim(config) => engines.push(self.drive(self.simulated(*config)?)?),
                CardName::Serial(path, baud) => {
                    let default = SerialOptions::default();
                    let options = SerialOptions { baud: baud.unwrap_or(default.baud), ..default };
                    engines.push(self.drive(SerialCard::open(path, options)?)?);
                }
                CardName::Xdma(path) => {
                    let paths = cards_at(path)?;
                    if self.record.is_some() && paths.len() > 1 {
                        bail!("--record keeps the transactions of one card: name one of {paths:?}");
                    }
                    for path in paths {
                        engines.push(self.drive(XdmaCard::open(&path, self.xdma_options())?)?);
                    }
                }
            }
        }
        match engines.len() {
            1 => Ok(engines.remove(0)),
            _ => Ok(Arc::new(Fleet::new(engines)?)),
        }
    }

    fn drive(&self, card: impl Card + 'static) -> Result<Arc<dyn MatrixEngine>> {
        let options = CardOptions { rows: self.row_mode(), ..CardOptions::default() };
        let card: Arc<dyn Card> = match &self.record {
            None => Arc::new(card),
            Some(path) => {
                let recorded = RecordedCard::new(card, path);
                Arc::new(recorded.map_err(|e| anyhow!("{}: {e}", path.display()))?)
            }
        };
        Ok(Arc::new(CardEngine::open(card, options)?))
    }

    fn xdma_options(&self) -> XdmaOptions {
        XdmaOptions {
            map_registers: self.map_registers,
            rescan: self.rescan,
            ..XdmaOptions::default()
        }
    }

    fn simulated(&self, config: EngineConfig) -> Result<SimCard> {
        let (trace, link) = (self.trace.clone(), self.pcie);
        open_simulated(SimOptions { trace, link, ..SimOptions::new(config) })
    }
}

/// The cards that a path names: one, or all whose nodes are in a directory.
pub(crate) fn cards_at(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let cards: Vec<PathBuf> = xdma_rs::list(path)?.iter().map(|card| card.path()).collect();
    // None is an error that opening the directory explains.
    Ok(if cards.is_empty() { vec![path.to_owned()] } else { cards })
}

/// Opens a simulated card, which may have to be compiled first.
pub(crate) fn open_simulated(options: SimOptions) -> Result<SimCard> {
    let name = options.config.name;
    let progress = Progress::spinner(&format!("building the `{name}` engine under Verilator"));
    let card = SimCard::open(options)?;
    progress.finish();
    Ok(card)
}
