//! The Vivado script of a board: data for `bitstreams/common/flow.tcl`.

use std::fmt::Write;

use anyhow::{Context, Result};
use spikelm_bitstreams::{BitstreamName, Manifest};

use super::WRAPPER;
use super::vendor::{CMS, Family, XDMA};

/// Bytes of the register BAR in KiB: the windows end at 512 KiB.
const REGISTER_BAR_KIB: u32 = 512;

/// The XDMA IP's properties; each stands in `bitstreams/common/ip_properties.tsv`.
fn xdma_properties(manifest: &Manifest) -> Result<Vec<(&'static str, String)>> {
    let pcie = manifest.pcie.as_ref().context("a board without PCIe has no XDMA IP")?;
    let speed = match pcie.generation {
        1 => "2.5_GT/s",
        2 => "5.0_GT/s",
        3 => "8.0_GT/s",
        _ => "16.0_GT/s",
    };
    let text = str::to_owned;
    let mut properties = vec![
        ("mode_selection", text("Advanced")),
        ("pl_link_cap_max_link_width", format!("X{}", pcie.width)),
        ("pl_link_cap_max_link_speed", text(speed)),
        ("axi_data_width", format!("{}_bit", 8 * manifest.config().axi_bytes)),
        ("axisten_freq", pcie.axi_mhz.to_string()),
        ("xdma_axi_intf_mm", text("AXI_Memory_Mapped")),
        ("axilite_master_en", text("true")),
        ("axilite_master_scale", text("Kilobytes")),
        ("axilite_master_size", REGISTER_BAR_KIB.to_string()),
        ("xdma_rnum_chnl", text("1")),
        ("xdma_wnum_chnl", text("1")),
        ("xdma_num_usr_irq", text("1")),
        ("xdma_axilite_slave", text("false")),
        ("xdma_sts_ports", text("false")),
        ("cfg_mgmt_if", text("false")),
        ("pf0_msi_enabled", text("false")),
        ("pf0_msix_enabled", text("true")),
        ("pf0_msix_cap_table_size", text("01F")),
        ("pf0_msix_cap_table_offset", text("00008000")),
        ("pf0_msix_cap_pba_offset", text("00008FE0")),
        ("pf0_msix_cap_table_bir", text("BAR_1")),
        ("pf0_msix_cap_pba_bir", text("BAR_1")),
        ("vendor_id", format!("{:04X}", pcie.vendor)),
        ("pf0_device_id", format!("{:04X}", pcie.device)),
        ("pf0_subsystem_vendor_id", format!("{:04X}", pcie.subsystem_vendor)),
        ("pf0_subsystem_id", format!("{:04X}", pcie.subsystem)),
        ("pf0_Use_Class_Code_Lookup_Assistant", text("false")),
        ("pf0_class_code_base", text("12")),
        ("pf0_class_code_sub", text("00")),
        ("pf0_class_code_interface", text("00")),
        ("plltype", text("QPLL1")),
    ];
    if Family::of(&manifest.part) == Some(Family::UltraScalePlus) {
        properties.push(("coreclk_freq", text("500")));
    }
    properties.extend(pcie.block.clone().map(|block| ("pcie_blk_locn", block)));
    properties.extend(pcie.quad.clone().map(|quad| ("select_quad", quad)));
    Ok(properties)
}

/// `build.tcl` of a card, or `build.ys` of a board with a serial line.
///
/// # Errors
/// When the board has no link.
pub fn build_script(manifest: &Manifest) -> Result<String> {
    if manifest.serial.is_some() {
        return Ok(yosys_script(manifest));
    }
    let config = manifest.config();
    let Manifest { board, title, part, .. } = manifest;
    let mut text = format!(
        "# {title}: from sources to a bitstream, without questions.\n\
         # Written by `cargo run -p spikelm-hdl -- generate`; do not edit.\n\
         #     vivado -mode batch -source bitstreams/{board}/build.tcl\n\
         set here [file dirname [file normalize [info script]]]\n\
         source [file join $here .. common flow.tcl]\n\
         flow::build $here {{\n    part {part}\n    top {WRAPPER}\n    name {}\n    \
         tool_version {}\n    sources {{\n        ../../hdl/generated/{}.v\n        \
         ../../hdl/generated/shell_{}.v\n",
        BitstreamName::of(manifest),
        manifest.build.version,
        config.name,
        8 * config.axi_bytes,
    );
    if manifest.management.is_some() {
        text.push_str("        ../../hdl/generated/management.v\n");
    }
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "        wrapper.v\n    }}\n    early_constraints pins.xdc\n    constraints \
         ../common/crossings.xdc\n    ips {{\n        {XDMA} {{xdma 4.1 {{\n"
    );
    for (property, value) in xdma_properties(manifest)? {
        let _ = writeln!(text, "            CONFIG.{property} {value}");
    }
    text.push_str("        }}\n");
    if manifest.management.is_some() {
        let _ = writeln!(text, "        {CMS} {{cms_subsystem 4.0 {{}}}}");
    }
    text.push_str("    }\n}\n");
    Ok(text)
}

/// What yosys does with a board's sources, from its folder; nextpnr and ecppack follow in
/// `bitstreams/common/ecp5.sh`.
fn yosys_script(manifest: &Manifest) -> String {
    let Manifest { title, engine, .. } = manifest;
    format!(
        "# {title}. Written by `cargo run -p spikelm-hdl -- generate`; do not edit.\n\
         #     make bitstream-ecp5\n\
         # name {}\n# mhz {}\n\
         read_verilog ../../hdl/generated/{}.v\n\
         read_verilog ../../hdl/generated/serial_128.v\n\
         read_verilog wrapper.v\n\
         synth_ecp5 -top {WRAPPER} -json build/netlist.json\n\
         tee -q -o build/area.json stat -json\n\
         select -assert-none t:MULT18X18D t:ALU54B\n",
        BitstreamName::of(manifest),
        engine.mhz,
        engine.config,
    )
}

/// The text of a manifest with its engine's `REGMAP_HASH` and `BUILD_ID`.
///
/// # Errors
/// When it has no lines for them.
pub fn with_numbers(manifest: &str, regmap_hash: u32, build_id: u32) -> Result<String> {
    let mut found = 0;
    let mut line = |line: &str| {
        for (key, value) in [("regmap_hash", regmap_hash), ("build_id", build_id)] {
            if line.starts_with(&format!("{key} = ")) {
                found += 1;
                return format!("{key} = {value:#010x}\n");
            }
        }
        format!("{line}\n")
    };
    let text = manifest.lines().map(&mut line).collect();
    anyhow::ensure!(found == 2, "regmap_hash and build_id must each stand on a line of its own");
    Ok(text)
}
