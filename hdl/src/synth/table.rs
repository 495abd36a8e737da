//! All reports as one page.

use std::fmt::Write;

use super::{MOST_PERCENT, Part, REFRESH, Report, Scope};

/// The page: area of every design, clock and slowest path of those that are placed and routed.
pub fn markdown(reports: &[Report]) -> String {
    let mut text = format!(
        "# Synthesis reports\n\n\
         Written by `{REFRESH}` from the JSON files beside it; do not edit. `NOTES.md` says what the\n\
         figures mean and what would move them. Area is what yosys counts after technology mapping,\n\
         lane groups and banks synthesised once and multiplied; clocks are nextpnr's after\n\
         place-and-route (derived, not measured on a card).\n\n\
         ## Area\n\n\
         | design | part | LUT | LUT as memory | carry | FF | block RAM | UltraRAM | DSP | per lane and port, scanner to merge: LUT, LUT as memory, carry |\n\
         |---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    for r in reports {
        let [lut, memory, carry] = r.per_lane_and_port();
        let t = &r.total;
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {lut:.1}, {memory:.1}, {carry:.1} |",
            title(r),
            r.part.name(),
            t.lut,
            t.lut_ram,
            t.carry,
            t.ff,
            t.block_ram,
            t.ultra_ram,
            t.dsp
        )
        .expect("writing to a String");
    }
    text +=
        "\nBlock RAM in RAMB18 (a RAMB36 is two) or DP16KD; carry in CARRY4, CARRY8 or CCU2C.\n";
    text += &rooms(reports);
    for r in reports.iter().filter(|r| r.part == Part::Ecp5) {
        let Some(timing) = &r.timing else { continue };
        let seeds: Vec<_> =
            timing.seeds.iter().map(|(s, f)| format!("{f:.0} (seed {s})")).collect();
        write!(
            text,
            "\n## {} on ECP5-85, speed 8: {:.0} MHz\n\nPlacements: {}. The slowest path:\n\n\
             | block | first net | cells | logic ns | routing ns |\n|---|---|---:|---:|---:|\n",
            title(r),
            timing.fmax_mhz,
            seeds.join(", ")
        )
        .expect("writing to a String");
        for hop in &timing.path {
            writeln!(
                text,
                "| `{}` | `{}` | {} | {:.2} | {:.2} |",
                hop.block, hop.net, hop.cells, hop.logic_ns, hop.routing_ns
            )
            .expect("writing to a String");
        }
        text += "\n| kept block | instances | LUT | LUT as memory | carry | FF | block RAM |\n\
                 |---|---:|---:|---:|---:|---:|---:|\n";
        for b in &r.blocks {
            let e = &b.each;
            writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {} |",
                b.name, b.instances, e.lut, e.lut_ram, e.carry, e.ff, e.block_ram
            )
            .expect("writing to a String");
        }
    }
    text
}

/// What boards' bitstreams take of what the vendor's IP leaves of their parts.
fn rooms(reports: &[Report]) -> String {
    let rooms: Vec<_> = reports.iter().filter_map(|r| Some((r, r.room.as_ref()?))).collect();
    let Some((_, first)) = rooms.first() else { return String::new() };
    let names: Vec<&str> = first.shares.iter().map(|s| s.resource.as_str()).collect();
    let mut text = format!(
        "\n## Room on the boards\n\n\
         The whole wrapper without the vendor's IP: taken / left beside that IP. More than \
         {MOST_PERCENT} % of any is an error.\n\n| board | part | {} |\n|---|---|{}\n",
        names.join(" | "),
        "---:|".repeat(names.len())
    );
    let mut sources = Vec::new();
    for (report, room) in rooms {
        let cells = room
            .shares
            .iter()
            .map(|s| format!("{} / {} ({:.1} %)", s.used, s.has - s.ip, s.percent));
        let cells: Vec<String> = cells.collect();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| `{}` | {} | {} |", report.name, room.part, cells.join(" | "));
        let takes: Vec<String> =
            room.shares.iter().map(|s| format!("{} {}", s.ip, s.resource)).collect();
        sources.push(format!(
            "{} ({}) less {}: {} ({})",
            room.part,
            room.part_source,
            room.ip,
            takes.join(", "),
            room.ip_source
        ));
    }
    text += "\nBlock RAM in RAMB18. What the parts have and what the IP takes:\n\n";
    sources.iter().for_each(|s| text += &format!("- {s}\n"));
    text
}

fn title(r: &Report) -> String {
    if r.scope == Scope::Board {
        return format!("board `{}`, `{}`", r.name, r.config);
    }
    let scope = if r.scope == Scope::Core { "core" } else { "engine" };
    format!(
        "`{}` {scope} ({} lanes x {} ports, {} lanes a group, {}-bit)",
        r.config, r.lanes, r.ports, r.group_lanes, r.acc_bits
    )
}
