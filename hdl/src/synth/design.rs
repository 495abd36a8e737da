//! What is synthesised, for which part, and how.

use std::path::Path;

use anyhow::Context;
use sha2::{Digest, Sha256};
use spikelm_bitstreams::{Manifest, board, boards};
use spikelm_regs::EngineConfig;

use super::harness::HARNESS;
use super::{timing, tools};
use crate::card::vendor::{self, CMS, Family, XDMA};
use crate::card::{self, BOARDS, WRAPPER};
use crate::{emit, generate};

/// An FPGA family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Xilinx 7-series: area only.
    Xc7,
    /// Xilinx UltraScale+: area only.
    Xcup,
    /// Lattice ECP5-85 (LFE5UM5G), speed grade 8: area, placed and routed.
    Ecp5,
}

impl Part {
    /// As in a report's name.
    pub const fn name(self) -> &'static str {
        match self {
            Part::Xc7 => "xc7",
            Part::Xcup => "xcup",
            Part::Ecp5 => "ecp5",
        }
    }
}

/// How much of an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// With its AXI ports, memories and command path.
    Engine,
    /// The RUN unit: from the words of input memory to those of result memory.
    Core,
    /// A board's bitstream: its wrapper with all that is in it, without the vendor's IP.
    Board,
}

/// A design to report on.
#[derive(Debug, Clone, Copy)]
pub struct Design {
    /// Its sizes.
    pub config: EngineConfig,
    /// How much of it.
    pub scope: Scope,
    /// For which part.
    pub part: Part,
    /// The board, where it is a board's bitstream.
    pub board: Option<&'static str>,
}

/// 64 lanes, 16-bit accumulators and memories that an ECP5-85 holds.
const ECP5_1: EngineConfig = EngineConfig {
    name: "64x1",
    acc_bits: 16,
    weight_rows: 2048,
    input_bytes: 64 << 10,
    result_bytes: 64 << 10,
    ring_entries: 32,
    ..EngineConfig::SMALL
};
const ECP5_2: EngineConfig = EngineConfig { name: "64x2", ports: 2, ..ECP5_1 };
const ECP5_4: EngineConfig = EngineConfig { name: "64x4", ports: 4, ..ECP5_1 };

/// Name of the core's module.
const CORE: &str = "spikelm_core";

/// Modules that are synthesised once and counted as often as they are there.
const KEPT: [&str; 3] = ["groups", "banks", "merge"];

macro_rules! core_verilog {
    ($config:expr, [$($known:path),*]) => {
        match $config.name {
            $(name if name == $known.name => {
                emit::verilog(CORE, <crate::run_unit!($known)>::default)
            })*
            other => Err(anyhow::anyhow!("no core is declared for the configuration `{other}`")),
        }
    };
}

impl Design {
    /// All that there are reports of: the engines that no board has, cores and an engine that an
    /// ECP5-85 holds, and the boards.
    pub fn all() -> Vec<Design> {
        let engines = [
            (EngineConfig::SMALL, Part::Xc7),
            (EngineConfig::SMALL, Part::Xcup),
            (EngineConfig::WIDE, Part::Xcup),
            (EngineConfig::EIGHT, Part::Xcup),
            (ECP5_1, Part::Ecp5),
        ];
        let engines = engines.map(|(config, part)| (config, part, Scope::Engine));
        let cores = [ECP5_1, ECP5_2, ECP5_4].map(|config| (config, Part::Ecp5, Scope::Core));
        let mut all: Vec<Design> = engines
            .into_iter()
            .chain(cores)
            .map(|(config, part, scope)| Design { config, scope, part, board: None })
            .collect();
        all.extend(boards().into_iter().map(Design::of_board));
        all
    }

    fn of_board(name: &'static str) -> Design {
        let manifest = manifest(name);
        let part = match Family::of(&manifest.part) {
            Some(Family::Series7) => Part::Xc7,
            Some(Family::UltraScalePlus) => Part::Xcup,
            None => Part::Ecp5,
        };
        Design { config: manifest.config(), scope: Scope::Board, part, board: Some(name) }
    }

    /// The manifest of its board.
    pub(super) fn manifest(&self) -> Option<Manifest> {
        self.board.map(manifest)
    }

    /// The report's name: the board; or configuration, `core` if it is only that, part.
    pub fn name(&self) -> String {
        if let Some(board) = self.board {
            return board.to_owned();
        }
        let core = if self.scope == Scope::Core { "-core" } else { "" };
        format!("{}{core}-{}", self.config.name, self.part.name())
    }

    /// Name of its top module.
    pub fn top(&self) -> &'static str {
        match self.scope {
            Scope::Engine => generate::TOP,
            Scope::Core => CORE,
            Scope::Board => WRAPPER,
        }
    }

    /// The module that the names of kept blocks begin with.
    pub(super) fn kept_in(&self) -> &'static str {
        if self.scope == Scope::Board { generate::TOP } else { self.top() }
    }

    /// Whether it stands in the [harness](super::harness).
    pub(super) fn in_harness(&self) -> bool {
        self.scope != Scope::Board && self.part == Part::Ecp5
    }

    /// Its Verilog.
    ///
    /// # Errors
    /// When the configuration is unsound, or the design cannot be generated.
    pub fn verilog(&self) -> anyhow::Result<String> {
        self.config.check()?;
        match self.scope {
            Scope::Engine if self.config.name == ECP5_1.name => {
                emit::verilog(generate::TOP, || <crate::engine!(ECP5_1)>::new(ECP5_1, 0))
            }
            Scope::Engine => generate::verilog(&self.config),
            Scope::Core => core_verilog!(self.config, [ECP5_1, ECP5_2, ECP5_4]),
            Scope::Board => {
                let manifest = self.manifest().context("a board")?;
                Ok(card::source_text(&manifest)? + &black_boxes(&manifest))
            }
        }
    }

    /// The blocks that its report counts apart.
    pub(super) fn kept_blocks(&self) -> &'static [&'static str] {
        &KEPT
    }

    /// What yosys does with `design.v`.
    pub(super) fn yosys_script(&self) -> String {
        let top = self.top();
        let mut script = String::from("read_verilog design.v\n");
        if self.in_harness() {
            script += "read_verilog harness.v\n";
            script += &format!("setattr -mod -set keep_hierarchy 1 {top}\n");
        }
        for block in self.kept_blocks() {
            let within = self.kept_in();
            script += &format!("setattr -mod -set keep_hierarchy 1 {within}_{block}\n");
        }
        script += &match self.part {
            Part::Xc7 | Part::Xcup => format!(
                "synth_xilinx -family {} -flatten -noiopad -noclkbuf{} -top {top}\n",
                self.part.name(),
                if self.part == Part::Xcup { " -uram" } else { "" },
            ),
            Part::Ecp5 => {
                format!("synth_ecp5 -top {}\n", if self.in_harness() { HARNESS } else { top })
            }
        };
        script += "tee -q -o stat.json stat -json\n";
        if self.part == Part::Ecp5 {
            script += "setattr -mod -unset keep_hierarchy *\n\
                       flatten -noscopeinfo\n\
                       delete t:$scopeinfo\n\
                       clean -purge\nautoname\n\
                       write_json netlist.json\n";
        }
        script
    }

    /// SHA-256 of all that decides the report beside the Verilog: script, options, pins, tools.
    ///
    /// # Errors
    /// When no tool knows its part, or its pins cannot be read.
    pub fn recipe_sha256(&self) -> anyhow::Result<String> {
        let placement = match self.part {
            Part::Ecp5 => timing::options(self)?.join(" ") + &self.pins()?,
            Part::Xc7 | Part::Xcup => String::new(),
        };
        let script = self.yosys_script();
        Ok(sha256(&format!("{script}\n{placement}\n{}", tools::REQUIREMENTS)))
    }

    /// The pins of its board, where it is placed and routed for one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn pins(&self) -> anyhow::Result<String> {
        let Some(board) = self.board else { return Ok(String::new()) };
        let path = Path::new(BOARDS).join(board).join(timing::PINS);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    }
}

/// A board's manifest.
fn manifest(name: &str) -> Manifest {
    board(name).expect("the manifests that are built in are tested")
}

/// The vendor's IP of a board, as boxes.
fn black_boxes(manifest: &Manifest) -> String {
    let mut text = String::new();
    if let (Some(pcie), Some(family)) = (&manifest.pcie, Family::of(&manifest.part)) {
        let bits = 8 * manifest.config().axi_bytes;
        text += &vendor::black_box(XDMA, &[], &vendor::xdma(family, pcie, bits));
    }
    if let Some(management) = &manifest.management {
        text += &vendor::black_box(CMS, &[], &vendor::cms(management));
    }
    text
}

/// SHA-256 of a text, in hexadecimal.
pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
