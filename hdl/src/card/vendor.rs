//! The vendor's parts of a card: ports of IP and of primitives.
//!
//! These lists are what wrappers are wired to, and what stands in for the parts where Verilator or
//! yosys reads a wrapper. Their sources: PG195 (XDMA, "Port Descriptions"), PG348 (card
//! management, "Port Descriptions"), UG974 and UG953 (primitives of UltraScale+ and 7 series).

use spikelm_bitstreams::{Boundary, Management, Pcie};

use super::netlist::Port;

/// Instances of the XDMA IP are of this module.
pub const XDMA: &str = "xdma_0";
/// Instances of the card management subsystem are of this module.
pub const CMS: &str = "cms_subsystem_0";

/// An FPGA family, as far as wrappers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// UltraScale+.
    UltraScalePlus,
    /// 7 series.
    Series7,
}

impl Family {
    /// The family of a part.
    pub fn of(part: &str) -> Option<Family> {
        match part {
            _ if part.starts_with("xcu") || part.starts_with("xcvu") => {
                Some(Family::UltraScalePlus)
            }
            _ if part.starts_with("xc7") => Some(Family::Series7),
            _ => None,
        }
    }

    /// The buffer of the PCIe reference clock, and its ports.
    pub fn reference_buffer(self) -> (&'static str, Vec<Port>) {
        let name = match self {
            Family::UltraScalePlus => "IBUFDS_GTE4",
            Family::Series7 => "IBUFDS_GTE2",
        };
        let inputs = ["I", "IB", "CEB"].map(|n| Port::input(n, 1));
        (name, [&inputs[..], &["O", "ODIV2"].map(|n| Port::output(n, 1))].concat())
    }

    /// The clock manager, and its ports.
    pub fn clock_manager(self) -> (&'static str, Vec<Port>) {
        let name = match self {
            Family::UltraScalePlus => "MMCME4_BASE",
            Family::Series7 => "MMCME2_BASE",
        };
        let inputs = ["CLKIN1", "CLKFBIN", "RST", "PWRDWN"].map(|n| Port::input(n, 1));
        let outputs = ["CLKFBOUT", "CLKOUT0", "CLKOUT1", "LOCKED"].map(|n| Port::output(n, 1));
        (name, [&inputs[..], &outputs[..]].concat())
    }

    /// Frequencies in MHz at which the clock manager's oscillator runs in the slowest speed grade
    /// that a board here has: DS923 table "MMCM Specification" for -2, DS181 for -2.
    pub fn oscillator_mhz(self) -> std::ops::RangeInclusive<u32> {
        match self {
            Family::UltraScalePlus => 800..=1600,
            Family::Series7 => 600..=1440,
        }
    }
}

/// The buffer of a clock net, and its ports.
pub fn clock_buffer() -> (&'static str, Vec<Port>) {
    ("BUFG", vec![Port::input("I", 1), Port::output("O", 1)])
}

/// The XDMA IP with AXI4 and AXI4-Lite masters, one user interrupt, MSI-X, and neither
/// configuration management nor status ports.
pub fn xdma(family: Family, pcie: &Pcie, axi_bits: u32) -> Vec<Port> {
    let lanes = pcie.width;
    let mut ports = vec![Port::input("sys_clk", 1)];
    if family == Family::UltraScalePlus {
        ports.push(Port::input("sys_clk_gt", 1));
    }
    ports.extend([
        Port::input("sys_rst_n", 1),
        Port::output("user_lnk_up", 1),
        Port::output("pci_exp_txp", lanes),
        Port::output("pci_exp_txn", lanes),
        Port::input("pci_exp_rxp", lanes),
        Port::input("pci_exp_rxn", lanes),
        Port::output("axi_aclk", 1),
        Port::output("axi_aresetn", 1),
        Port::input("usr_irq_req", 1),
        Port::output("usr_irq_ack", 1),
        Port::output("msix_enable", 1),
    ]);
    let axi: &[(&str, u32)] = &[
        ("awid", 4),
        ("awaddr", 64),
        ("awlen", 8),
        ("awsize", 3),
        ("awburst", 2),
        ("awprot", 3),
        ("awlock", 1),
        ("awcache", 4),
        ("awvalid", 1),
        ("wdata", axi_bits),
        ("wstrb", axi_bits / 8),
        ("wlast", 1),
        ("wvalid", 1),
        ("bready", 1),
        ("arid", 4),
        ("araddr", 64),
        ("arlen", 8),
        ("arsize", 3),
        ("arburst", 2),
        ("arprot", 3),
        ("arlock", 1),
        ("arcache", 4),
        ("arvalid", 1),
        ("rready", 1),
    ];
    ports.extend(axi.iter().map(|(name, width)| Port::output(&format!("m_axi_{name}"), *width)));
    let axi: &[(&str, u32)] = &[
        ("awready", 1),
        ("wready", 1),
        ("bid", 4),
        ("bresp", 2),
        ("bvalid", 1),
        ("arready", 1),
        ("rid", 4),
        ("rdata", axi_bits),
        ("rresp", 2),
        ("rlast", 1),
        ("rvalid", 1),
    ];
    ports.extend(axi.iter().map(|(name, width)| Port::input(&format!("m_axi_{name}"), *width)));
    ports.extend(axi_lite("m_axil_", 32, true));
    ports
}

/// An AXI4-Lite port with protection bits.
fn axi_lite(prefix: &str, address: u32, master: bool) -> Vec<Port> {
    let driven: &[(&str, u32)] = &[
        ("awaddr", address),
        ("awprot", 3),
        ("awvalid", 1),
        ("wdata", 32),
        ("wstrb", 4),
        ("wvalid", 1),
        ("bready", 1),
        ("araddr", address),
        ("arprot", 3),
        ("arvalid", 1),
        ("rready", 1),
    ];
    let answered: &[(&str, u32)] = &[
        ("awready", 1),
        ("wready", 1),
        ("bresp", 2),
        ("bvalid", 1),
        ("arready", 1),
        ("rdata", 32),
        ("rresp", 2),
        ("rvalid", 1),
    ];
    let port = |(name, width): &(&str, u32), out: bool| {
        let name = format!("{prefix}{name}");
        if out { Port::output(&name, *width) } else { Port::input(&name, *width) }
    };
    let driven = driven.iter().map(|p| port(p, master));
    driven.chain(answered.iter().map(|p| port(p, !master))).collect()
}

/// The card management subsystem of a board.
pub fn cms(management: &Management) -> Vec<Port> {
    let mut ports = vec![
        Port::input("aclk_ctrl", 1),
        Port::input("aresetn_ctrl", 1),
        Port::output("interrupt_host", 1),
        Port::input("satellite_gpio", management.gpio),
        Port::input("satellite_uart_rxd", 1),
        Port::output("satellite_uart_txd", 1),
    ];
    ports.extend(axi_lite("s_axi_ctrl_", 18, false));
    match management.boundary {
        Boundary::Hbm => ports.extend([
            Port::input("hbm_temp_1", 7),
            Port::input("hbm_temp_2", 7),
            Port::input("interrupt_hbm_cattrip", 1),
        ]),
        Boundary::Qsfp => {
            for cage in ["qsfp0", "qsfp1"] {
                let pin = |name: &str| format!("{cage}_{name}");
                ports.extend(["int_l", "modprs_l"].map(|n| Port::input(&pin(n), 1)));
                let outputs = ["lpmode", "modsel_l", "reset_l"];
                ports.extend(outputs.map(|n| Port::output(&pin(n), 1)));
            }
        }
    }
    ports
}

/// A module of these ports in which nothing drives the outputs: what synthesis takes for a box
/// that comes later.
pub fn black_box(module: &str, parameters: &[&str], ports: &[Port]) -> String {
    format!("(* blackbox *)\n{}endmodule\n", header(module, parameters, ports))
}

/// The head of a module.
pub fn header(module: &str, parameters: &[&str], ports: &[Port]) -> String {
    let parameters = match parameters {
        [] => String::new(),
        all => {
            let all: Vec<String> = all.iter().map(|p| format!("parameter {p} = 0")).collect();
            format!(" #({})", all.join(", "))
        }
    };
    let ports: Vec<String> = ports.iter().map(|p| format!("    {}", p.declaration())).collect();
    format!("module {module}{parameters} (\n{}\n);\n", ports.join(",\n"))
}
