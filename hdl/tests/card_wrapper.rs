//! Wrappers of boards: Verilator's lint of each over the vendor's ports, and that it can fail.

mod common;

use common::WAIVERS;
use spikelm_bitstreams::{Manifest, board, boards};
use spikelm_hdl::card::vendor::{Family, xdma};
use spikelm_hdl::card::{BENCH, Clocking, WRAPPER, bench, source_text, stubs};
use spikelm_sim::verilated::{Waiver, lint};

/// Waived beside what every block may do.
fn waivers() -> Vec<Waiver> {
    let mut all = WAIVERS.to_vec();
    // Outputs that a wrapper leaves open; an input that is missing is not among them.
    let open = [
        "awprot",
        "awlock",
        "awcache",
        "arprot",
        "arlock",
        "arcache",
        "user_lnk_up",
        "msix_enable",
        "ODIV2",
        "CLKOUT1",
        "bus_side_resetn",
        "interrupt_host",
        "qsfp?_lpmode",
        "qsfp?_modsel_l",
        "qsfp?_reset_l",
        "management_*",
        "memory_axi_aw*",
        "memory_axi_w*",
        "memory_axi_ar*",
        "memory_axi_bready",
        "memory_axi_rready",
    ];
    let patterns = open.map(|name| &*format!("*pin: '*{name}'*").leak());
    all.extend(patterns.map(|message| Waiver {
        rule: "PINMISSING",
        message,
        reason: "an output that nothing uses",
    }));
    all
}

fn check(manifest: &Manifest, wrapper: &str) -> Result<(), String> {
    let text = format!("{wrapper}\n{}", stubs(manifest).unwrap());
    lint(&text, WRAPPER, &waivers()).map_err(|e| e.to_string())
}

#[test]
fn every_wrapper_is_clean_over_the_vendors_ports() {
    for name in boards() {
        let manifest = board(name).unwrap();
        check(&manifest, &source_text(&manifest).unwrap())
            .unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

/// A wrapper in which something is wrong does not pass.
#[test]
fn what_is_open_or_of_another_width_is_found() {
    let manifest = board("nitefury").unwrap();
    let sound = source_text(&manifest).unwrap();
    for (from, to, message) in [
        ("        .sys_rst_n(pcie_perst_n),\n", "", "missing pin: 'sys_rst_n'"),
        ("        .usr_irq_req(irq_request),\n", "", "missing pin: 'usr_irq_req'"),
        (".memory_axi_rvalid(1'h0)", ".memory_axi_rvalid()", "memory_axi_rvalid"),
        ("wire [127:0] bus_axi_wdata;", "wire [255:0] bus_axi_wdata;", "bus_axi_wdata"),
        (
            ".m_axil_awaddr(bus_axil_awaddr)",
            ".m_axil_awaddr(bus_axil_awaddr[15:0])",
            "m_axil_awaddr",
        ),
        ("    assign pcie_clkreq_n = 1'h0;", "", "pcie_clkreq_n"),
        (".usr_irq_ack(", ".usr_irq_sent(", "usr_irq_sent"),
    ] {
        assert!(sound.contains(from), "{from}");
        let error = check(&manifest, &sound.replacen(from, to, 1)).expect_err(to);
        assert!(error.contains(message), "{message}: {error}");
    }
}

/// The IP's port has the widths that the engine's sizes say, and they come from there alone.
#[test]
fn widths_follow_from_the_engine() {
    for name in boards() {
        let manifest = board(name).unwrap();
        let Some(pcie) = &manifest.pcie else { continue };
        let family = Family::of(&manifest.part).unwrap();
        let bits = 8 * manifest.config().axi_bytes;
        let ports = xdma(family, pcie, bits);
        let width = |port: &str| ports.iter().find(|p| p.name == port).unwrap().width;
        assert_eq!((width("m_axi_wdata"), width("pci_exp_rxp")), (bits, pcie.width));
        let bench = bench(&manifest).unwrap();
        let head = bench.split(&format!("module {BENCH} (")).nth(1).unwrap();
        let has = |declaration: String| head.contains(&declaration);
        assert!(has(format!("[{}:0] s_axi_wstrb,", bits / 8 - 1)), "{name}");
        assert!(has("[31:0] s_axil_awaddr,".into()), "{name}");
    }
}

#[test]
fn clocks_come_exactly_or_not_at_all() {
    let clocking = |family, input, engine| Clocking::new(family, input, engine);
    let found = clocking(Family::UltraScalePlus, 250, 200).unwrap();
    assert_eq!(found, Clocking { multiply: 4, engine: 5, management: 20 });
    let found = clocking(Family::Series7, 125, 100).unwrap();
    assert_eq!(found, Clocking { multiply: 8, engine: 10, management: 20 });
    let error = clocking(Family::Series7, 125, 111).unwrap_err().to_string();
    assert!(error.contains("111 MHz from 125 MHz"), "{error}");
}
