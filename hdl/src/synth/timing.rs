//! Place-and-route: the clock, and the path that bounds it.

use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::harness::INSTANCE;
use super::{Design, Tools};

/// What nextpnr found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timing {
    /// The fastest placement, in MHz.
    pub fmax_mhz: f64,
    /// All placements: the seed, and its clock in MHz.
    pub seeds: Vec<(u32, f64)>,
    /// The slowest path between two registers of the fastest placement, hop by hop.
    pub path: Vec<Hop>,
}

/// Part of a path: what it spends in one block, cells and the wires behind them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hop {
    /// The block, by instance names.
    pub block: String,
    /// The first net in it.
    pub net: String,
    /// Cells on the path.
    pub cells: u32,
    /// Time in cells, in ns.
    pub logic_ns: f64,
    /// Time on wires, in ns.
    pub routing_ns: f64,
}

impl Timing {
    /// The path as one line of block names.
    pub fn blocks(&self) -> String {
        let mut names: Vec<&str> = self.path.iter().map(|hop| hop.block.as_str()).collect();
        names.dedup();
        names.join(" → ")
    }
}

/// Options whatever is placed: a clock that is missed is told by its figure.
const OPTIONS: [&str; 4] =
    ["--timing-allow-fail", "--detailed-timing-report", "--json", "netlist.json"];

/// Pins of a board, in the folder of its netlist.
pub(super) const PINS: &str = "pins.lpf";
/// Where the fastest placement of a board is left, for ecppack.
pub(super) const PLACED: &str = "placed.config";

/// Options beside the seed: for a core the part, its speed grade and a clock to strive for; a
/// board's part, clock and pins.
///
/// # Errors
/// When nextpnr has no such part.
pub(super) fn options(design: &Design) -> anyhow::Result<Vec<String>> {
    let options = match design.manifest() {
        None => {
            "--um5g-85k --package CABGA756 --speed 8 --freq 250 --lpf-allow-unconstrained".into()
        }
        Some(manifest) => {
            let part = &manifest.part;
            let (device, package, speed) =
                target(part).with_context(|| format!("the part {part}"))?;
            let mhz = manifest.engine.mhz;
            format!("--{device} --package {package} --speed {speed} --freq {mhz} --lpf {PINS}")
        }
    };
    let words = options.split(' ').chain(OPTIONS);
    Ok(words.map(str::to_owned).collect())
}

/// Device, package and speed grade, as nextpnr calls them, of an ordering code such as
/// `LFE5UM5G-85F-8BG381`.
fn target(part: &str) -> Option<(String, String, &str)> {
    let mut words = part.split('-');
    let (family, size, rest) = (words.next()?, words.next()?, words.next()?);
    let family = match family {
        "LFE5U" => "",
        "LFE5UM" => "um-",
        "LFE5UM5G" => "um5g-",
        _ => return None,
    };
    let (speed, package) = rest.split_at_checked(1)?;
    let size = size.strip_suffix('F')?;
    let pins = package.strip_prefix("BG")?;
    Some((format!("{family}{size}k"), format!("CABGA{pins}"), speed))
}

#[derive(Deserialize)]
struct Routed {
    fmax: std::collections::BTreeMap<String, Clock>,
    critical_paths: Vec<Critical>,
}

#[derive(Deserialize)]
struct Clock {
    achieved: f64,
}

#[derive(Deserialize)]
struct Critical {
    from: String,
    to: String,
    path: Vec<Segment>,
}

#[derive(Deserialize)]
struct Segment {
    delay: f64,
    from: Pin,
    #[serde(default)]
    net: Option<String>,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Pin {
    cell: String,
}

/// Places and routes `netlist.json` with seeds 1 to `seeds`.
pub(super) fn place(
    design: &Design,
    tools: &Tools,
    folder: &Path,
    seeds: u32,
    at: &str,
) -> anyhow::Result<Timing> {
    let mut best: Option<Timing> = None;
    let mut all = Vec::new();
    let options = options(design)?;
    for seed in 1..=seeds.max(1) {
        println!("{at}: nextpnr, seed {seed}");
        let number = seed.to_string();
        let mut args: Vec<&str> = options.iter().map(String::as_str).collect();
        args.extend(["--report", "timing.json", "--seed", &number]);
        args.extend(["--textcfg", "seed.config", "--quiet", "--log", "nextpnr.log"]);
        tools.run("nextpnr-ecp5", &args, folder)?;
        let text = std::fs::read_to_string(folder.join("timing.json"))?;
        let found = parse(&text).with_context(|| format!("the timing of {}", design.name()))?;
        all.push((seed, found.fmax_mhz));
        if best.as_ref().is_none_or(|b| found.fmax_mhz > b.fmax_mhz) {
            std::fs::rename(folder.join("seed.config"), folder.join(PLACED))?;
            best = Some(found);
        }
    }
    let best = best.context("no placement")?;
    Ok(Timing { seeds: all, ..best })
}

fn parse(text: &str) -> anyhow::Result<Timing> {
    let routed: Routed = serde_json::from_str(text)?;
    let clock = routed.fmax.values().next().context("no clock")?;
    let critical = routed
        .critical_paths
        .iter()
        .find(|c| c.from.starts_with("posedge") && c.to == c.from)
        .context("no path between registers")?;
    let mut path: Vec<Hop> = Vec::new();
    for segment in &critical.path {
        let (block, net) = place_of(segment.net.as_deref().unwrap_or(&segment.from.cell));
        if path.last().is_none_or(|hop| hop.block != block) && segment.kind != "setup" {
            path.push(Hop { block, net, cells: 0, logic_ns: 0.0, routing_ns: 0.0 });
        }
        let hop = path.last_mut().context("a path without cells")?;
        if segment.kind == "routing" {
            hop.routing_ns += segment.delay;
        } else {
            hop.logic_ns += segment.delay;
            hop.cells += u32::from(segment.kind != "setup");
        }
    }
    let round = |value: f64| (value * 100.0).round() / 100.0;
    for hop in &mut path {
        (hop.logic_ns, hop.routing_ns) = (round(hop.logic_ns), round(hop.routing_ns));
    }
    Ok(Timing { fmax_mhz: round(clock.achieved), seeds: Vec::new(), path })
}

/// The block and the rest of a hierarchical name, without the design's own instance.
fn place_of(name: &str) -> (String, String) {
    let name = name.strip_prefix(INSTANCE).map_or(name, |n| n.trim_start_matches('.'));
    match name.rsplit_once('.') {
        Some((block, rest)) => (block.to_owned(), rest.to_owned()),
        None => ("top".to_owned(), name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_by_their_ordering_codes() {
        let found = target("LFE5UM5G-85F-8BG381").unwrap();
        assert_eq!(found, ("um5g-85k".into(), "CABGA381".into(), "8"));
        assert_eq!(target("LFE5U-25F-6BG256").unwrap().0, "25k");
        for wrong in ["", "LFE5U-25F", "LFE5U-25F-", "LFE5U-25F-6TG144", "xc7a200tfbg484-2"] {
            assert_eq!(target(wrong), None, "{wrong}");
        }
    }
}
