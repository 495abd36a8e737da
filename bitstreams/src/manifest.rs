//! `manifest.toml`.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use spikelm_regs::EngineConfig;

/// What the bitstream of a board is made from and what it must turn out to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Name of the board and of its folder: `alveo-u50`.
    pub board: String,
    /// Name for people.
    pub title: String,
    /// The FPGA with package and speed grade, as its tool calls it.
    pub part: String,
    /// Whether somebody has built the bitstream with the tool; what was tried on a board stands in
    /// `bitstreams/README.md`.
    pub built: bool,
    /// The engine and its clock.
    pub engine: Engine,
    /// The link to the host, of a card.
    pub pcie: Option<Pcie>,
    /// The line to the host, of a board without PCIe.
    pub serial: Option<Serial>,
    /// Memory beyond the chip; no engine uses it yet.
    pub memory: Option<Memory>,
    /// Board management behind the register BAR.
    pub management: Option<Management>,
    /// What builds the bitstream.
    pub build: Build,
    /// What loads it.
    pub program: Programmer,
}

/// The engine of a bitstream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Engine {
    /// Name of its [`EngineConfig`].
    pub config: String,
    /// Its clock in MHz.
    pub mhz: u32,
    /// `REGMAP_HASH` that it reads; kept by `spikelm-hdl generate`.
    pub regmap_hash: u32,
    /// `BUILD_ID` that it reads; kept by `spikelm-hdl generate`.
    pub build_id: u32,
}

/// The link that a bitstream was built for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pcie {
    /// 1 to 4.
    pub generation: u8,
    /// Lanes.
    pub width: u32,
    /// Clock of the XDMA IP's AXI ports in MHz.
    pub axi_mhz: u32,
    /// PCI vendor.
    pub vendor: u16,
    /// PCI device.
    pub device: u16,
    /// PCI subsystem vendor.
    pub subsystem_vendor: u16,
    /// PCI subsystem.
    pub subsystem: u16,
    /// The PCIe block, where it is not the tool's choice.
    pub block: Option<String>,
    /// The transceivers of lane 0, where they are not the tool's choice.
    pub quad: Option<String>,
}

/// The serial line that a bitstream was built for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Serial {
    /// Bits a second.
    pub baud: u32,
    /// The board's oscillator in MHz.
    pub oscillator_mhz: u32,
}

/// Memory on the board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    /// HBM2, DDR4, DDR3.
    pub kind: String,
    /// Size in MiB.
    pub mib: u64,
}

/// Which board management there is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Management {
    /// Lines between the satellite controller and the FPGA.
    pub gpio: u32,
    /// Package pins that the subsystem has besides.
    pub boundary: Boundary,
    /// Sensors of power in the subsystem's register map, by their names in PG348.
    pub power_sensors: Vec<String>,
}

/// What the management subsystem has to know of a board besides its satellite controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Boundary {
    /// Temperatures of HBM stacks, and a pin that tells of too high ones.
    Hbm,
    /// Two QSFP cages.
    Qsfp,
}

/// What builds a bitstream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// The tool.
    pub tool: String,
    /// Its version.
    pub version: String,
}

/// What loads a bitstream into a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "with", deny_unknown_fields)]
pub enum Programmer {
    /// Vivado's hardware manager over JTAG.
    Vivado,
    /// openFPGALoader over JTAG.
    OpenFpgaLoader {
        /// Its name of the board.
        target: String,
    },
}

/// A manifest that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// It is no manifest.
    #[error("{path}: {source}")]
    Parse {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: Box<toml::de::Error>,
    },
    /// Its values do not go together.
    #[error("{path}: {reason}")]
    Value {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the values.
        reason: String,
    },
    /// There is no such board.
    #[error("there is no board `{name}`; there are {}", boards().join(", "))]
    Unknown {
        /// The name that was given.
        name: String,
    },
}

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        const BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../", $name, "/manifest.toml")))),*];
    };
}
built_in!["alveo-u50", "alveo-u55c", "alveo-u250", "nitefury", "ecp5-evn"];

/// The boards that have a folder here.
pub fn boards() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(name, _)| *name).collect()
}

/// The manifest of a board that has a folder here.
///
/// # Errors
/// When there is no such board, or its manifest is unsound.
pub fn board(name: &str) -> Result<Manifest, ManifestError> {
    let Some((_, text)) = BUILT_IN.iter().find(|(board, _)| *board == name) else {
        return Err(ManifestError::Unknown { name: name.to_owned() });
    };
    Manifest::parse(text, &PathBuf::from(format!("bitstreams/{name}/manifest.toml")))
}

impl Manifest {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// When it cannot be read or is no sound manifest.
    pub fn read(path: &Path) -> Result<Manifest, ManifestError> {
        let fail = |source| ManifestError::Read { path: path.to_owned(), source };
        Manifest::parse(&std::fs::read_to_string(path).map_err(fail)?, path)
    }

    /// Parses and checks the text of the file `path`.
    ///
    /// # Errors
    /// When it is no sound manifest.
    pub fn parse(text: &str, path: &Path) -> Result<Manifest, ManifestError> {
        let manifest: Manifest = toml::from_str(text).map_err(|source| ManifestError::Parse {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        match manifest.wrong() {
            None => Ok(manifest),
            Some(reason) => Err(ManifestError::Value { path: path.to_owned(), reason }),
        }
    }

    /// The sizes of its engine.
    ///
    /// # Panics
    /// Never for a manifest that was parsed: its configuration is known.
    pub fn config(&self) -> EngineConfig {
        EngineConfig::by_name(&self.engine.config).expect("checked when parsed")
    }

    fn wrong(&self) -> Option<String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let engines = EngineConfig::ALL.map(|c| c.name).join(", ");
        if self.board.is_empty() || !self.board.chars().all(plain) {
            return Some(format!("board = `{}`: letters, digits and `-` only", self.board));
        }
        if EngineConfig::by_name(&self.engine.config).is_none() {
            let name = &self.engine.config;
            return Some(format!("engine.config = `{name}` is not one of {engines}"));
        }
        if !(1..=1000).contains(&self.engine.mhz) {
            return Some(format!("engine.mhz = {} is not in 1..=1000", self.engine.mhz));
        }
        if self.pcie.is_some() == self.serial.is_some() {
            return Some("a board has either [pcie] or [serial]".into());
        }
        if let Some(p) = &self.pcie {
            if !(1..=5).contains(&p.generation) || ![1, 2, 4, 8, 16].contains(&p.width) {
                return Some(format!("there is no PCIe generation {} x{}", p.generation, p.width));
            }
            if !(1..=500).contains(&p.axi_mhz) {
                return Some(format!("pcie.axi_mhz = {} is not in 1..=500", p.axi_mhz));
            }
        }
        match &self.serial {
            Some(s) if s.baud == 0 || s.oscillator_mhz == 0 => {
                Some(format!("serial: {} bits a second at {} MHz", s.baud, s.oscillator_mhz))
            }
            _ => None,
        }
    }
}
