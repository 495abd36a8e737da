//! Cards by name, and the options of everything that computes.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use anyhow::Result;
use clap::{Args, ValueEnum};
use spikelm_engine::{
    Card, CardEngine, CardOptions, MatrixEngine, RowMode, SoftEngine, SoftOptions, XdmaCard,
};
use spikelm_model::{DEFAULT_SENTENCES_IN_FLIGHT, Precision};
use spikelm_regs::EngineConfig;
use spikelm_sim::{SimCard, SimOptions};

use crate::Usage;
use crate::progress::Progress;

/// Where products are computed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CardName {
    Soft,
    Sim(EngineConfig),
    /// Behind the nodes of the XDMA driver: the card's path, or a directory that holds one.
    Xdma(PathBuf),
}

impl FromStr for CardName {
    type Err = String;

    fn from_str(name: &str) -> Result<CardName, String> {
        let xdma = |path: &str| Ok(CardName::Xdma(path.into()));
        let config = match name {
            _ if name.starts_with("/dev/xdma") => return xdma(name),
            _ if name.len() > 5 && name.starts_with("xdma:") => return xdma(&name[5..]),
            "soft" => return Ok(CardName::Soft),
            "sim" => Some(EngineConfig::SMALL),
            _ => name.strip_prefix("sim:").and_then(EngineConfig::by_name),
        };
        config.map(CardName::Sim).ok_or_else(|| {
            let sims: Vec<String> =
                EngineConfig::ALL.iter().map(|c| format!("sim:{}", c.name)).collect();
            format!(
                "no such card; there are soft, {} (sim is sim:small), /dev/xdma0 and xdma:DIR",
                sims.join(", ")
            )
        })
    }
}

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

/// How products are computed.
#[derive(Debug, Args)]
pub(crate) struct CardArguments {
    /// soft; sim:small, sim:wide; /dev/xdma0, or xdma:DIR with the card's nodes in DIR
    #[arg(long, default_value = "soft", value_name = "CARD")]
    pub(crate) card: CardName,
    /// Weights of the products
    #[arg(long, value_enum, default_value = "int8")]
    pub(crate) weights: Weights,
    /// Coding of spike rows; sums are the same
    #[arg(long, value_enum, default_value = "coded")]
    pub(crate) rows: Rows,
    /// Also run the software engine, and compare every integer of every product
    #[arg(long)]
    pub(crate) check: bool,
    /// Host threads [default: one per core]; nothing but time depends on them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Write waveforms (FST) of a simulated card; slow
    #[arg(long, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
    /// Sentences that go through a layer together; nothing but time and memory depends on them
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SENTENCES_IN_FLIGHT as u32,
          value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) in_flight: u32,
}

impl CardArguments {
    pub(crate) fn precision(&self) -> Precision {
        match self.weights {
            Weights::Int8 => Precision::Int8,
            Weights::Int4 => Precision::Int4,
            Weights::F32 => Precision::F32,
        }
    }

    /// Refuses what cannot go together.
    pub(crate) fn check_usage(&self) -> Result<()> {
        let simulated = matches!(self.card, CardName::Sim(_));
        let soft = self.card == CardName::Soft;
        let real = self.precision() == Precision::F32;
        let wrong = if real && !soft {
            "--weights f32 computes on the host: leave out --card"
        } else if self.check && soft {
            "--check compares a card with the software engine: give --card sim"
        } else if self.trace.is_some() && !simulated {
            "--trace records a simulated card: give --card sim"
        } else {
            return Ok(());
        };
        Err(Usage(wrong.into()).into())
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

    /// Sets the number of threads and opens the card.
    pub(crate) fn open(&self) -> Result<Arc<dyn MatrixEngine>> {
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
        }
        let card: Arc<dyn Card> = match &self.card {
            CardName::Soft => return Ok(Arc::new(self.software())),
            CardName::Sim(config) => Arc::new(self.simulated(*config)?),
            CardName::Xdma(path) => Arc::new(XdmaCard::open(path)?),
        };
        let options = CardOptions { rows: self.row_mode(), ..CardOptions::default() };
        Ok(Arc::new(CardEngine::open(card, options)?))
    }

    fn simulated(&self, config: EngineConfig) -> Result<SimCard> {
        let progress =
            Progress::spinner(&format!("building the `{}` engine under Verilator", config.name));
        let options = SimOptions { trace: self.trace.clone(), ..SimOptions::new(config) };
        let card = SimCard::open(options)?;
        progress.finish();
        Ok(card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_by_name() {
        assert_eq!("soft".parse(), Ok(CardName::Soft));
        assert_eq!("sim".parse(), Ok(CardName::Sim(EngineConfig::SMALL)));
        for config in EngineConfig::ALL {
            assert_eq!(format!("sim:{}", config.name).parse(), Ok(CardName::Sim(config)));
        }
        assert_eq!("/dev/xdma0".parse(), Ok(CardName::Xdma("/dev/xdma0".into())));
        assert_eq!("xdma:nodes".parse(), Ok(CardName::Xdma("nodes".into())));
        for wrong in ["", "sim:", "sim:huge", "hard", "Soft", "xdma:", "/dev/null"] {
            let error = wrong.parse::<CardName>().unwrap_err();
            assert!(error.contains("soft, sim:small"), "{error}");
        }
    }
}
