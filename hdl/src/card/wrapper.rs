//! The top-level module of a card with PCIe.
//!
//! ```text
//! reference clock -> buffer -> XDMA IP -- AXI4, AXI4-Lite --> shell -- AXI4, AXI4-Lite --> engine
//!                                 |                             `- management -> crossing -> CMS
//!                                 `- axi_aclk -> clock manager -> engine clock, management clock
//! ```

use anyhow::{Context, Result, ensure};
use spikelm_bitstreams::{Boundary, Manifest, Pcie};

use super::netlist::{Netlist, Pin, Port, net, ports_of};
use super::serial::serial_wrapper;
use super::vendor::{self, CMS, Family, XDMA};
use crate::generate::{MANAGEMENT, SHELL, TOP};

/// Name of a board's top-level module.
pub const WRAPPER: &str = "spikelm_card";
/// The management subsystem's clock in MHz (PG348, "Clocking").
const MANAGEMENT_MHZ: u32 = 50;

/// What a wrapper is made of besides the vendor's parts.
pub struct Parts<'a> {
    /// Verilog of the engine.
    pub engine: &'a str,
    /// Verilog of the shell: for its bus, or for a serial line.
    pub shell: &'a str,
    /// Verilog of the crossing to board management.
    pub management: &'a str,
}

/// How a clock manager makes the engine's clock and that of board management.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocking {
    /// Oscillator over input.
    pub multiply: u32,
    /// Oscillator over engine clock.
    pub engine: u32,
    /// Oscillator over management clock.
    pub management: u32,
}

impl Clocking {
    /// The fastest oscillator that gives both clocks exactly.
    ///
    /// # Errors
    /// When there is none.
    pub fn new(family: Family, input_mhz: u32, engine_mhz: u32) -> Result<Clocking> {
        let range = family.oscillator_mhz();
        let exact = |multiply: u32| {
            let oscillator = multiply * input_mhz;
            let divides = |mhz: u32| oscillator.is_multiple_of(mhz) && oscillator / mhz <= 128;
            let good =
                range.contains(&oscillator) && divides(engine_mhz) && divides(MANAGEMENT_MHZ);
            good.then_some(Clocking {
                multiply,
                engine: oscillator / engine_mhz,
                management: oscillator / MANAGEMENT_MHZ,
            })
        };
        (2..=64).rev().find_map(exact).with_context(|| {
            format!("no oscillator of {range:?} MHz gives {engine_mhz} MHz from {input_mhz} MHz")
        })
    }
}

/// Package pins of a card's wrapper.
fn pins(manifest: &Manifest, pcie: &Pcie) -> Vec<Port> {
    let mut pins = vec![
        Port::input("pcie_refclk_p", 1),
        Port::input("pcie_refclk_n", 1),
        Port::input("pcie_perst_n", 1),
        Port::input("pcie_rx_p", pcie.width),
        Port::input("pcie_rx_n", pcie.width),
        Port::output("pcie_tx_p", pcie.width),
        Port::output("pcie_tx_n", pcie.width),
    ];
    match &manifest.management {
        Some(management) => {
            pins.extend([
                Port::input("satellite_gpio", management.gpio),
                Port::input("satellite_uart_rxd", 1),
                Port::output("satellite_uart_txd", 1),
            ]);
            if management.boundary == Boundary::Hbm {
                pins.push(Port::output("hbm_cattrip", 1));
            }
        }
        // An M.2 card asks for the reference clock; it always needs it.
        None => pins.push(Port::output("pcie_clkreq_n", 1)),
    }
    pins
}

/// `from` of a port's name, replaced by `to`.
pub(super) fn renamed(port: &Port, from: &str, to: &str) -> Option<Pin> {
    port.name.strip_prefix(from).map(|rest| net(format!("{to}{rest}")))
}

/// The wrapper of a board.
///
/// # Errors
/// When the parts do not fit together.
pub fn wrapper(manifest: &Manifest, parts: &Parts<'_>) -> Result<String> {
    if manifest.serial.is_some() { serial_wrapper(manifest, parts) } else { card(manifest, parts) }
}

fn card(manifest: &Manifest, parts: &Parts<'_>) -> Result<String> {
    let pcie = manifest.pcie.as_ref().context("a board without PCIe has no such wrapper")?;
    let family = Family::of(&manifest.part).with_context(|| format!("part {}", manifest.part))?;
    let axi_bits = 8 * manifest.config().axi_bytes;
    let clocking = Clocking::new(family, pcie.axi_mhz, manifest.engine.mhz)?;
    let mut list = Netlist::new(WRAPPER, pins(manifest, pcie));

    let (buffer, ports) = family.reference_buffer();
    list.instance(buffer, "reference", &[], &ports, |p| match (p.name.as_str(), family) {
        ("I", _) => net("pcie_refclk_p"),
        ("IB", _) => net("pcie_refclk_n"),
        ("CEB", _) => Pin::Zero,
        // 7 series take the clock itself, UltraScale+ also its half for the fabric (PG195).
        ("O", Family::UltraScalePlus) => net("sys_clk_gt"),
        ("ODIV2", Family::UltraScalePlus) | ("O", Family::Series7) => net("sys_clk"),
        _ => Pin::Open,
    })?;

    list.instance(XDMA, "xdma", &[], &vendor::xdma(family, pcie, axi_bits), |p| {
        match p.name.as_str() {
            "sys_rst_n" => net("pcie_perst_n"),
            "user_lnk_up" | "msix_enable" => Pin::Open,
            "axi_aclk" => net("bus_clock"),
            "axi_aresetn" => net("bus_resetn"),
            "usr_irq_req" => net("irq_request"),
            "usr_irq_ack" => net("irq_acknowledge"),
            name if name.ends_with("lock") || name.ends_with("cache") || name.ends_with("prot") => {
                Pin::Open
            }
            name => renamed(p, "pci_exp_tx", "pcie_tx_")
                .or_else(|| renamed(p, "pci_exp_rx", "pcie_rx_"))
                .or_else(|| renamed(p, "m_axi_", "bus_axi_"))
                .or_else(|| renamed(p, "m_axil_", "bus_axil_"))
                .unwrap_or_else(|| net(name)),
        }
    })?;

    list.assign("bus_reset", 1, "bus_resetn", true)?;
    let (manager, ports) = family.clock_manager();
    let parameters = [
        ("CLKIN1_PERIOD", format!("{:.3}", 1000.0 / f64::from(pcie.axi_mhz))),
        ("CLKFBOUT_MULT_F", format!("{:.3}", f64::from(clocking.multiply))),
        ("CLKOUT0_DIVIDE_F", format!("{:.3}", f64::from(clocking.engine))),
        ("CLKOUT1_DIVIDE", clocking.management.to_string()),
    ];
    let managed = manifest.management.is_some();
    list.instance(manager, "clocks", &parameters, &ports, |p| match p.name.as_str() {
        "CLKIN1" => net("bus_clock"),
        "CLKFBIN" | "CLKFBOUT" => net("clock_feedback"),
        "RST" => net("bus_reset"),
        "CLKOUT0" => net("engine_clock_raw"),
        "CLKOUT1" if managed => net("management_clock_raw"),
        "LOCKED" => net("clocks_good"),
        "PWRDWN" => Pin::Zero,
        _ => Pin::Open,
    })?;
    let mut buffered = vec!["engine_clock"];
    buffered.extend(managed.then_some("management_clock"));
    for clock in buffered {
        let (buffer, ports) = vendor::clock_buffer();
        list.instance(buffer, &format!("{clock}_buffer"), &[], &ports, |p| {
            net(if p.name == "I" { format!("{clock}_raw") } else { clock.to_owned() })
        })?;
    }

    list.instance(SHELL, "shell", &[], &ports_of(parts.shell, SHELL)?, |p| {
        match p.name.as_str() {
            "managed" if managed => Pin::Ones,
            "managed" => Pin::Zero,
            "engine_clock_good" => net("clocks_good"),
            "bus_side_resetn" if !managed => Pin::Open,
            name if name.starts_with("memory_axi_") => match p.direction {
                // No engine uses memory beyond the chip: nothing is asked and nothing answers.
                super::netlist::Direction::Input => Pin::Zero,
                super::netlist::Direction::Output => Pin::Open,
            },
            name if name.starts_with("management_") && !managed => match p.direction {
                super::netlist::Direction::Input => Pin::Zero,
                super::netlist::Direction::Output => Pin::Open,
            },
            name => renamed(p, "s_axi_", "bus_axi_")
                .or_else(|| renamed(p, "s_axil_", "bus_axil_"))
                .or_else(|| renamed(p, "m_axi_", "engine_axi_"))
                .or_else(|| renamed(p, "m_axil_", "engine_axil_"))
                .or_else(|| renamed(p, "management_", "window_"))
                .unwrap_or_else(|| net(name)),
        }
    })?;

    let engine = ports_of(parts.engine, TOP)?;
    let found = engine.iter().find(|p| p.name == "s_axi_wdata").map_or(0, |p| p.width);
    ensure!(found == axi_bits, "the engine's AXI port has {found} bits, its sizes say {axi_bits}");
    list.instance(TOP, "engine", &[], &engine, |p| match p.name.as_str() {
        "clock" => net("engine_clock"),
        "resetn" => net("engine_resetn"),
        name => renamed(p, "s_axi_", "engine_axi_")
            .or_else(|| renamed(p, "s_axil_", "engine_axil_"))
            .unwrap_or_else(|| net(name)),
    })?;

    match &manifest.management {
        None => list.ground("pcie_clkreq_n", 1)?,
        Some(management) => {
            let ports = ports_of(parts.management, MANAGEMENT)?;
            list.instance(MANAGEMENT, "management", &[], &ports, |p| match p.name.as_str() {
                "bus_resetn" => net("bus_side_resetn"),
                "management_clock_good" => net("clocks_good"),
                name => renamed(p, "s_axil_", "window_")
                    .or_else(|| renamed(p, "m_axil_", "cms_"))
                    .unwrap_or_else(|| net(name)),
            })?;
            list.instance(CMS, "cms", &[], &vendor::cms(management), |p| match p.name.as_str() {
                "aclk_ctrl" => net("management_clock"),
                "aresetn_ctrl" => net("management_resetn"),
                "interrupt_host" => Pin::Open,
                // Without the HBM controllers there is no temperature to tell.
                "hbm_temp_1" | "hbm_temp_2" | "interrupt_hbm_cattrip" => Pin::Zero,
                name if name.ends_with("prot") => Pin::Zero,
                // Empty cages: no module, no interrupt.
                name if name.ends_with("_int_l") || name.ends_with("_modprs_l") => Pin::Ones,
                name if name.starts_with("qsfp") => Pin::Open,
                name => renamed(p, "s_axi_ctrl_", "cms_").unwrap_or_else(|| net(name)),
            })?;
            if management.boundary == Boundary::Hbm {
                // High would switch the card off; without HBM nothing may (AR 72926).
                list.ground("hbm_cattrip", 1)?;
            }
        }
    }
    finished(manifest, list)
}

/// The text of a wrapper.
pub(super) fn finished(manifest: &Manifest, list: Netlist) -> Result<String> {
    Ok(format!(
        "// {}. Written by `cargo run -p spikelm-hdl -- generate`; do not edit.\n\
         `default_nettype none\n\n{}\n`default_nettype wire\n",
        manifest.title,
        list.verilog()?
    ))
}
