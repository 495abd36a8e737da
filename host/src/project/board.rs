//! What a projection needs of a board.

use anyhow::{Result, bail};
use spikelm_bitstreams::{Manifest, board, boards};
use spikelm_engine::Link;
use spikelm_regs::EngineConfig;

use crate::Usage;

/// An engine at a clock behind a link.
#[derive(Debug, Clone)]
pub(crate) struct Board {
    pub(crate) name: String,
    pub(crate) config: EngineConfig,
    pub(crate) mhz: u32,
    /// Whether the clock is one that a place-and-route report gives.
    pub(crate) built: bool,
    /// Seconds of any transfer.
    pub(crate) overhead: f64,
    /// Bytes a second, each way.
    pub(crate) rate: f64,
}

/// Bits of a byte on a serial line, start and stop included.
const SERIAL_BITS: f64 = 10.0;

impl Board {
    /// A board that nobody has built: an engine behind a PCIe link.
    pub(crate) fn new(config: EngineConfig, mhz: u32, link: Link) -> Board {
        let clock = Link::CLOCK as f64 * 1e6;
        Board {
            name: config.name.into(),
            config,
            mhz,
            built: false,
            overhead: link.latency as f64 / clock,
            rate: link.bytes_per_cycle as f64 * clock,
        }
    }

    /// The boards of those names, or `all` that have a folder.
    ///
    /// # Errors
    /// [`Usage`] where there is no such board.
    pub(crate) fn by_names(names: &[String]) -> Result<Vec<Board>> {
        let names: Vec<&str> = match names {
            [all] if all == "all" => boards(),
            names => names.iter().map(String::as_str).collect(),
        };
        let of_name = |name| match board(name) {
            Ok(manifest) => Board::of(&manifest),
            Err(error) => Err(Usage(error.to_string()).into()),
        };
        names.into_iter().map(of_name).collect()
    }

    /// What its manifest says.
    fn of(manifest: &Manifest) -> Result<Board> {
        let (config, mhz) = (manifest.config(), manifest.engine.mhz);
        let board = match (&manifest.pcie, &manifest.serial) {
            (Some(pcie), _) => match Link::new(pcie.generation, pcie.width) {
                Some(link) => Board::new(config, mhz, link),
                None => bail!("{}: no model of its PCIe link", manifest.board),
            },
            // A line has no cost of a transfer beside its bytes.
            (None, Some(serial)) => Board {
                overhead: 0.0,
                rate: f64::from(serial.baud) / SERIAL_BITS,
                ..Board::new(config, mhz, Link::GEN3X16)
            },
            (None, None) => bail!("{}: its manifest names no link", manifest.board),
        };
        Ok(Board { name: manifest.board.clone(), built: manifest.built, ..board })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boards_are_those_of_the_manifests() {
        let all = Board::by_names(&["all".into()]).unwrap();
        assert_eq!(all.iter().map(|b| b.name.as_str()).collect::<Vec<_>>(), boards());
        for found in &all {
            let manifest = board(&found.name).unwrap();
            assert_eq!((found.mhz, found.built), (manifest.engine.mhz, manifest.built));
            assert_eq!(found.config, manifest.config());
            match manifest.serial {
                Some(serial) => assert_eq!(found.rate, f64::from(serial.baud) / 10.0),
                None => assert!(found.rate > 1e9 && found.overhead > 0.0, "{}", found.name),
            }
        }
        let some = Board::by_names(&["nitefury".into(), "alveo-u50".into()]).unwrap();
        assert_eq!(some.len(), 2);
        let error = Board::by_names(&["abacus".into()]).unwrap_err();
        assert!(error.is::<Usage>() && error.to_string().contains("alveo-u50"), "{error}");
    }
}
