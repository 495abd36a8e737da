//! Synthesis reports: what every configuration and every board costs in silicon, and how fast it is.
//!
//! ```text
//! design -> (harness) -> yosys -> area -+-> report -> hdl/reports/*.json, README.md
//!                          +-> nextpnr -> timing -+
//!                                 +-> ecppack -> bitstream of an ECP5 board
//! ```
//!
//! A report names the hashes of the Verilog and of the recipe that it was made from; one whose
//! hashes are not those of today is stale.

mod area;
mod bitstream;
mod design;
mod harness;
mod report;
mod room;
mod table;
mod timing;
mod tools;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;

pub use area::{Block, Resources};
pub use design::{Design, Part, Scope};
pub use report::Report;
pub use room::{MOST_PERCENT, Room, Share};
pub use table::markdown;
pub use timing::{Hop, Timing};
pub use tools::Tools;

/// Where the checked-in reports are.
pub const REPORTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/reports");
/// The command that makes stale reports anew.
pub const REFRESH: &str = "make synth";

/// What a refresh does.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Names, or beginnings of names, of the reports to make; all if empty.
    pub only: Vec<String>,
    /// Make those that are current too.
    pub force: bool,
    /// Placements to try; the fastest is reported, and all are listed.
    pub seeds: u32,
}

/// What a refresh needs to know of where things are.
#[derive(Debug, Clone)]
pub struct Folders {
    /// The checked-in reports.
    pub reports: PathBuf,
    /// The tools and their intermediate files.
    pub work: PathBuf,
}

/// Makes the reports that are missing or stale, one after the other, and the table of all.
///
/// Each report is written when it is made, so that a refresh can be stopped and started again.
///
/// # Errors
/// When a name fits no report, a design cannot be generated, or a tool fails; the message names
/// the tool's log.
pub fn refresh(folders: &Folders, options: &Options) -> anyhow::Result<()> {
    let designs = selected(&options.only)?;
    let mut made = 0;
    for (number, design) in designs.iter().enumerate() {
        let at = format!("[{}/{}] {}", number + 1, designs.len(), design.name());
        let verilog = design.verilog()?;
        let path = folders.reports.join(format!("{}.json", design.name()));
        if !options.force && Report::load(&path).is_ok_and(|r| r.is_current(design, &verilog)) {
            println!("{at}: current");
            continue;
        }
        let begun = Instant::now();
        let tools = Tools::install(&folders.work)?;
        let report = make(design, &verilog, &tools, &folders.work, options.seeds, &at)?;
        report.save(&path)?;
        made += 1;
        println!("{at}: {} ({:.0} s)", report.summary(), begun.elapsed().as_secs_f64());
    }
    let reports = load_all(&folders.reports)?;
    report::write(&folders.reports.join("README.md"), &markdown(&reports))?;
    println!("{made} made, {} in {}", reports.len(), folders.reports.display());
    Ok(())
}

/// The reports that are there, in the order of the designs.
///
/// # Errors
/// When a file is no report.
pub fn load_all(folder: &Path) -> anyhow::Result<Vec<Report>> {
    let paths = Design::all().into_iter().map(|d| folder.join(format!("{}.json", d.name())));
    paths.filter(|path| path.exists()).map(|path| Report::load(&path)).collect()
}

fn selected(only: &[String]) -> anyhow::Result<Vec<Design>> {
    let all = Design::all();
    for name in only {
        anyhow::ensure!(
            all.iter().any(|d| d.name().starts_with(name.as_str())),
            "no report `{name}`: there are {}",
            all.iter().map(Design::name).collect::<Vec<_>>().join(", ")
        );
    }
    let wanted = |d: &Design| only.is_empty() || only.iter().any(|n| d.name().starts_with(n));
    Ok(all.into_iter().filter(wanted).collect())
}

fn make(
    design: &Design,
    verilog: &str,
    tools: &Tools,
    work: &Path,
    seeds: u32,
    at: &str,
) -> anyhow::Result<Report> {
    let folder = work.join(design.name());
    std::fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    std::fs::write(folder.join("design.v"), verilog)?;
    if design.in_harness() {
        std::fs::write(folder.join("harness.v"), harness::around(design.top(), verilog)?)?;
    }
    std::fs::write(folder.join("yosys.ys"), design.yosys_script())?;
    println!("{at}: yosys");
    tools.run("yosys", &["-q", "-l", "yosys.log", "yosys.ys"], &folder)?;
    let stat = std::fs::read_to_string(folder.join("stat.json"))?;
    let area = area::Area::parse(&stat, design)?;
    let timing = match design.part {
        Part::Ecp5 => {
            std::fs::write(folder.join(timing::PINS), design.pins()?)?;
            Some(timing::place(design, tools, &folder, seeds, at)?)
        }
        Part::Xc7 | Part::Xcup => None,
    };
    if let (Some(manifest), Some(timing)) = (design.manifest(), &timing) {
        println!("{at}: {}", bitstream::pack(&manifest, timing, tools, &folder)?.display());
    }
    Report::new(design, verilog, area, timing)
}
