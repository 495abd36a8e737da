//! One report as a file.

use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::area::Area;
use super::design::sha256;
use super::{Block, Design, Part, Resources, Room, Scope, Timing};

/// What one design costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The design's name.
    pub name: String,
    /// The configuration's name.
    pub config: String,
    /// How much of the engine.
    pub scope: Scope,
    /// For which part.
    pub part: Part,
    /// Lanes of a bank.
    pub lanes: u32,
    /// Banks.
    pub ports: u32,
    /// Lanes of a group.
    pub group_lanes: u32,
    /// Accumulator width.
    pub acc_bits: u32,
    /// SHA-256 of the Verilog that it was made from.
    pub verilog_sha256: String,
    /// SHA-256 of script, options and tool versions.
    pub recipe_sha256: String,
    /// All resources.
    pub total: Resources,
    /// Blocks that were synthesised once.
    pub blocks: Vec<Block>,
    /// Clock and slowest path, where the part is placed and routed.
    pub timing: Option<Timing>,
    /// What the part of a card has beside the vendor's IP, and how much of that is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Room>,
}

impl Report {
    pub(super) fn new(
        design: &Design,
        verilog: &str,
        area: Area,
        timing: Option<Timing>,
    ) -> anyhow::Result<Report> {
        Ok(Report {
            name: design.name(),
            config: design.config.name.to_owned(),
            scope: design.scope,
            part: design.part,
            lanes: design.config.lanes,
            ports: design.config.ports,
            group_lanes: design.config.group_lanes(),
            acc_bits: design.config.acc_bits,
            verilog_sha256: sha256(verilog),
            recipe_sha256: design.recipe_sha256()?,
            room: match design.manifest().filter(|m| m.pcie.is_some()) {
                Some(manifest) => Some(Room::new(&manifest, &area.total)?),
                None => None,
            },
            total: area.total,
            blocks: area.blocks,
            timing,
        })
    }

    /// Whether it was made from this Verilog and in today's way.
    pub fn is_current(&self, design: &Design, verilog: &str) -> bool {
        self.verilog_sha256 == sha256(verilog)
            && design.recipe_sha256().is_ok_and(|recipe| self.recipe_sha256 == recipe)
    }

    /// Resources from scanner to merge, per lane and port: LUTs that are logic, LUTs that are
    /// memory, and carry cells.
    pub fn per_lane_and_port(&self) -> [f64; 3] {
        let mut sums = [0; 3];
        for block in self.blocks.iter().filter(|b| matches!(b.name.as_str(), "banks" | "merge")) {
            let each = [block.each.lut, block.each.lut_ram, block.each.carry];
            for (sum, cells) in sums.iter_mut().zip(each) {
                *sum += block.instances * cells;
            }
        }
        sums.map(|cells| cells as f64 / f64::from(self.lanes * self.ports))
    }

    /// One line.
    pub fn summary(&self) -> String {
        let total = &self.total;
        let [lut, memory, carry] = self.per_lane_and_port();
        let mut line = format!(
            "{} LUT + {} as memory, {} carry, {} FF, {} block RAM; {lut:.1} LUT + {memory:.1} \
             as memory + {carry:.1} carry per lane and port",
            total.lut, total.lut_ram, total.carry, total.ff, total.block_ram
        );
        if let Some(timing) = &self.timing {
            line += &format!("; {:.0} MHz: {}", timing.fmax_mhz, timing.blocks());
        }
        line
    }

    /// Reads a report.
    ///
    /// # Errors
    /// When the file cannot be read or is no report.
    pub fn load(path: &Path) -> anyhow::Result<Report> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is no report", path.display()))
    }

    pub(super) fn save(&self, path: &Path) -> anyhow::Result<()> {
        write(path, &(serde_json::to_string_pretty(self)? + "\n"))
    }
}

/// Writes beside the file, then renames.
pub(super) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let beside = path.with_extension("tmp");
    std::fs::write(&beside, text).with_context(|| format!("writing {}", beside.display()))?;
    std::fs::rename(&beside, path).with_context(|| format!("writing {}", path.display()))
}
