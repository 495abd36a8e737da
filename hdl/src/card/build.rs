//! What a board's bitstream is made from, and its Vivado script: data for
//! `bitstreams/common/flow.tcl`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use spikelm_bitstreams::{BitstreamName, Manifest};

use super::WRAPPER;
use super::vendor::{CMS, Family, XDMA};

/// Where the boards' folders are.
pub const BOARDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../bitstreams");
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

/// Name of the generated Verilog between a board's link and its engine.
pub fn shell(manifest: &Manifest) -> String {
    match manifest.serial {
        Some(_) => "serial_128".to_owned(),
        None => format!("shell_{}", 8 * manifest.config().axi_bytes),
    }
}

/// The Verilog files of a board's bitstream but for the vendor's parts, from its folder.
pub fn sources(manifest: &Manifest) -> Vec<String> {
    let mut names = vec![manifest.engine.config.clone(), shell(manifest)];
    names.extend(manifest.management.is_some().then(|| "management".to_owned()));
    let generated = names.iter().map(|name| format!("../../hdl/generated/{name}.v"));
    generated.chain(["wrapper.v".to_owned()]).collect()
}

/// The text of all [`sources`], as they are checked in.
///
/// # Errors
/// When a file cannot be read.
pub fn source_text(manifest: &Manifest) -> Result<String> {
    let folder = Path::new(BOARDS).join(&manifest.board);
    let mut text = String::new();
    for file in sources(manifest) {
        let path = folder.join(file);
        text += &fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    }
    Ok(text)
}

/// `build.tcl` of a card. A board with a serial line has none: [`synth`](crate::synth) builds it.
///
/// # Errors
/// When the board has no PCIe link.
pub fn build_script(manifest: &Manifest) -> Result<String> {
    let Manifest { board, title, part, .. } = manifest;
    let mut text = format!(
        "# {title}: from sources to a bitstream, without questions.\n\
         # Written by `cargo run -p spikelm-hdl -- generate`; do not edit.\n\
         #     vivado -mode batch -source bitstreams/{board}/build.tcl\n\
         set here [file dirname [file normalize [info script]]]\n\
         source [file join $here .. common flow.tcl]\n\
         flow::build $here {{\n    part {part}\n    top {WRAPPER}\n    name {}\n    \
         tool_version {}\n    sources {{\n",
        BitstreamName::of(manifest),
        manifest.build.version,
    );
    // Writing to a String cannot fail.
    for file in sources(manifest) {
        let _ = writeln!(text, "        {file}");
    }
    let _ = write!(
        text,
        "    }}\n    early_constraints pins.xdc\n    constraints \
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

/// The text of a manifest with its engine's `REGMAP_HASH` and `BUILD_ID`. Where they were others,
/// nobody has built this bitstream.
///
/// # Errors
/// When it has no lines for them.
pub fn with_numbers(manifest: &str, regmap_hash: u32, build_id: u32) -> Result<String> {
    let number = |value: u32| format!("{value:#010x}");
    let text = with(manifest, "regmap_hash", &number(regmap_hash))?;
    let text = with(&text, "build_id", &number(build_id))?;
    if text == manifest { Ok(text) } else { with(&text, "built", "false") }
}

/// The text of a manifest whose bitstream was built.
///
/// # Errors
/// When it has no line for that.
pub fn as_built(manifest: &str) -> Result<String> {
    with(manifest, "built", "true")
}

/// The text with another value of a key that stands on a line of its own.
fn with(text: &str, key: &str, value: &str) -> Result<String> {
    let mut found = 0;
    let line = |line: &str| {
        if line.starts_with(&format!("{key} = ")) {
            found += 1;
            return format!("{key} = {value}\n");
        }
        format!("{line}\n")
    };
    let text = text.lines().map(line).collect();
    anyhow::ensure!(found == 1, "{key} must stand on one line of its own, not on {found}");
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bitstream_of_other_numbers_was_not_built() {
        let text = "built = false\n[engine]\nregmap_hash = 0x00000001\nbuild_id = 0x00000002\n";
        let built = as_built(text).unwrap();
        assert_eq!(built, text.replace("false", "true"));
        assert_eq!(with_numbers(&built, 1, 2).unwrap(), built);
        assert_eq!(with_numbers(&built, 1, 3).unwrap(), text.replace("00002", "00003"));
        let error = with_numbers("built = true\nbuild_id = 1\n", 1, 2).unwrap_err().to_string();
        assert!(error.contains("regmap_hash"), "{error}");
    }
}
