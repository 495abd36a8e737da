//! What yosys counts, as the resources of a part.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::{Design, Part};
use crate::card::vendor::{CMS, XDMA};

/// The cells of a block by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resources {
    /// Look-up tables that are logic: LUT1 to LUT6, or LUT4.
    pub lut: u64,
    /// Look-up tables that are memory or shift register.
    pub lut_ram: u64,
    /// Carry cells: CARRY4 of four bits, CARRY8 of eight, CCU2C of two.
    pub carry: u64,
    /// Flip-flops.
    pub ff: u64,
    /// Block RAM: RAMB18 (a RAMB36 is two), or DP16KD.
    pub block_ram: u64,
    /// UltraRAM.
    pub ultra_ram: u64,
    /// DSP blocks of any kind.
    pub dsp: u64,
}

impl Resources {
    /// Counts `number` cells of a type; false if the type is unknown.
    fn count(&mut self, cell: &str, number: u64) -> bool {
        let (kind, each) = match cell {
            "LUT1" | "LUT2" | "LUT3" | "LUT4" | "LUT5" | "LUT6" => (&mut self.lut, 1),
            "RAM32X1D" | "RAM64X1D" => (&mut self.lut_ram, 2),
            "RAM32M" | "RAM64M" | "RAM128X1D" | "TRELLIS_DPR16X4" => (&mut self.lut_ram, 4),
            "RAM256X1D" | "RAM32M16" | "RAM64M8" => (&mut self.lut_ram, 8),
            "SRL16E" | "SRLC16E" | "SRLC32E" => (&mut self.lut_ram, 1),
            "CARRY4" | "CARRY8" | "CCU2C" => (&mut self.carry, 1),
            "FDRE" | "FDSE" | "FDCE" | "FDPE" | "TRELLIS_FF" => (&mut self.ff, 1),
            "RAMB18E1" | "RAMB18E2" | "DP16KD" => (&mut self.block_ram, 1),
            "RAMB36E1" | "RAMB36E2" => (&mut self.block_ram, 2),
            "URAM288" => (&mut self.ultra_ram, 1),
            "DSP48E1" | "DSP48E2" | "MULT18X18D" | "MULT9X9D" | "ALU54B" => (&mut self.dsp, 1),
            // Multiplexers and inverters in the slices of counted cells.
            "PFUMX" | "L6MUX21" | "MUXF7" | "MUXF8" | "MUXF9" | "INV" | "$scopeinfo" => {
                return true;
            }
            // A board's clocks, and the vendor's IP.
            "IBUFDS_GTE2" | "IBUFDS_GTE4" | "MMCME2_BASE" | "MMCME4_BASE" | "BUFG" | "EHXPLLL"
            | XDMA | CMS => return true,
            _ => return false,
        };
        *kind += each * number;
        true
    }

    fn add(&mut self, other: &Resources, times: u64) {
        self.lut += times * other.lut;
        self.lut_ram += times * other.lut_ram;
        self.carry += times * other.carry;
        self.ff += times * other.ff;
        self.block_ram += times * other.block_ram;
        self.ultra_ram += times * other.ultra_ram;
        self.dsp += times * other.dsp;
    }
}

/// A module that is synthesised once, however often it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its name, without the design's.
    pub name: String,
    /// How often it is there.
    pub instances: u64,
    /// One instance, with what is inside it.
    pub each: Resources,
}

/// The resources of a design.
#[derive(Debug)]
pub(super) struct Area {
    pub(super) blocks: Vec<Block>,
    pub(super) total: Resources,
}

/// `stat -json`: cells by type of every module that was kept.
#[derive(Deserialize)]
struct Stat {
    modules: BTreeMap<String, Module>,
}

#[derive(Deserialize)]
struct Module {
    num_cells_by_type: BTreeMap<String, u64>,
}

impl Area {
    pub(super) fn parse(stat: &str, design: &Design) -> anyhow::Result<Area> {
        let stat: Stat = serde_json::from_str(stat).context("the statistics of yosys")?;
        let modules: BTreeMap<&str, &Module> =
            stat.modules.iter().map(|(name, m)| (name.trim_start_matches('\\'), m)).collect();
        let mut instances = BTreeMap::new();
        let total = within(design.top(), 1, &modules, &mut instances)?;
        let prefix = format!("{}_", design.kept_in());
        let mut blocks = Vec::new();
        for (name, number) in instances {
            if name != design.top() {
                let each = within(&name, 1, &modules, &mut BTreeMap::new())?;
                let name = name.strip_prefix(&prefix).unwrap_or(&name).to_owned();
                blocks.push(Block { name, instances: number, each });
            }
        }
        for wanted in design.kept_blocks() {
            anyhow::ensure!(
                blocks.iter().any(|b| b.name == *wanted),
                "{}: the design has no block `{wanted}`",
                design.name()
            );
        }
        anyhow::ensure!(
            total.dsp == 0,
            "{}: {} DSP blocks where there must be no multiplier",
            design.name(),
            total.dsp
        );
        if design.part != Part::Xcup {
            anyhow::ensure!(total.ultra_ram == 0, "UltraRAM in {:?}", design.part);
        }
        Ok(Area { blocks, total })
    }
}

/// The resources of a module with all that is inside it; counts the instances of each.
fn within(
    name: &str,
    times: u64,
    modules: &BTreeMap<&str, &Module>,
    instances: &mut BTreeMap<String, u64>,
) -> anyhow::Result<Resources> {
    let module = modules.get(name).with_context(|| format!("yosys lost the module `{name}`"))?;
    *instances.entry(name.to_owned()).or_default() += times;
    let mut sum = Resources::default();
    for (cell, &number) in &module.num_cells_by_type {
        let cell = cell.trim_start_matches('\\');
        if modules.contains_key(cell) {
            sum.add(&within(cell, times * number, modules, instances)?, number);
        } else if !sum.count(cell, number) {
            anyhow::bail!("`{name}` has {number} cells `{cell}` that no resource counts");
        }
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::Scope;

    fn stat(groups: &str) -> String {
        let top = Design::all()[0].top();
        let kept = Design::all()[0].kept_blocks().iter().filter(|b| **b != "groups");
        let kept: Vec<_> = kept
            .map(|b| format!(r#""\\{top}_{b}":{{"num_cells_by_type":{{"LUT2":1}}}}"#))
            .collect();
        let uses: Vec<_> = Design::all()[0]
            .kept_blocks()
            .iter()
            .map(|b| format!(r#""{top}_{b}":{}"#, if *b == "groups" { 3 } else { 1 }))
            .collect();
        format!(
            r#"{{"modules":{{"\\{top}":{{"num_cells_by_type":{{"LUT6":5,{}}}}},"\\{top}_groups":{{"num_cells_by_type":{{{groups}}}}},{}}}}}"#,
            uses.join(","),
            kept.join(",")
        )
    }

    #[test]
    fn kept_modules_count_as_often_as_they_are_there() {
        let design = Design::all()[0];
        assert_eq!(design.scope, Scope::Engine);
        let area = Area::parse(&stat(r#""LUT4":7,"RAMB36E1":1"#), &design).unwrap();
        let others = design.kept_blocks().len() as u64 - 1;
        assert_eq!((area.total.lut, area.total.block_ram), (5 + 3 * 7 + others, 6));
        assert!(area.blocks.iter().any(|b| b.name == "groups" && b.instances == 3));
    }

    #[test]
    fn multipliers_and_unknown_cells_are_refused() {
        let design = Design::all()[0];
        let refused = |cells| Area::parse(&stat(cells), &design).unwrap_err().to_string();
        assert!(refused(r#""DSP48E1":1"#).contains("3 DSP blocks"));
        assert!(refused(r#""LATCH":1"#).contains("`LATCH`"));
    }
}
