//! A wrapper on the bench: what stands in for the vendor's parts, and pins for an AXI master.

use std::fmt::Write;

use anyhow::{Context, Result};
use spikelm_bitstreams::{Manifest, Pcie};

use super::WRAPPER;
use super::netlist::{Direction, Port};
use super::serial::{PLL, pll_ports};
use super::vendor::{self, CMS, Family, XDMA};

/// Name of the module around a wrapper.
pub const BENCH: &str = "spikelm_bench";

/// Stand-ins for the vendor's parts of a card, and the module [`BENCH`] around its wrapper.
///
/// The bench has the ports of an engine, `s_axil_*` with 32 address bits: what is driven there,
/// the XDMA IP's stand-in drives into the wrapper. The way of a clock or reset is the card's:
///
/// ```text
/// clock  -> pcie_refclk_p -> buffer -> sys_clk -> axi_aclk
/// resetn -> pcie_perst_n  -> sys_rst_n -> axi_aresetn -> RST of the clock manager
/// engine_clock, management_clock -> CLKOUT0, CLKOUT1, standing still while RST is high
/// clocks_good -> LOCKED
/// ```
/// A request for an interrupt is answered after `irq_delay` clocks. Lanes come back: what arrives
/// leaves. Board management keeps sixteen words; above them it reads as its address.
///
/// Around a board with a serial line the bench has `clock`, `resetn`, `rx` and `tx`; its PLL gives
/// the clock that it gets.
///
/// # Errors
/// When there are no stand-ins for the board's part.
pub fn bench(manifest: &Manifest) -> Result<String> {
    if manifest.serial.is_some() {
        return Ok(serial_bench(manifest));
    }
    let pcie = manifest.pcie.as_ref().context("a board without PCIe has no such wrapper")?;
    let family = Family::of(&manifest.part).with_context(|| format!("part {}", manifest.part))?;
    let mut out = String::from("\n// Stand-ins for the vendor's parts.\n\n");
    let (buffer, ports) = family.reference_buffer();
    module(
        &mut out,
        buffer,
        &[],
        &ports,
        "    assign O = I & ~IB & ~CEB;\n    assign ODIV2 = O;\n",
    );
    let (manager, ports) = family.clock_manager();
    let body = format!(
        "    assign CLKFBOUT = CLKIN1;\n    wire runs = ~RST & ~PWRDWN;\n    \
         assign CLKOUT0 = {BENCH}.engine_clock & runs;\n    \
         assign CLKOUT1 = {BENCH}.management_clock & runs;\n    \
         assign LOCKED = {BENCH}.clocks_good & runs;\n"
    );
    module(&mut out, manager, &MANAGER_PARAMETERS, &ports, &body);
    let (buffer, ports) = vendor::clock_buffer();
    module(&mut out, buffer, &[], &ports, "    assign O = I;\n");
    let axi_bits = 8 * manifest.config().axi_bytes;
    let xdma = vendor::xdma(family, pcie, axi_bits);
    module(&mut out, XDMA, &[], &xdma, &xdma_body(family, &xdma));
    if let Some(management) = &manifest.management {
        module(&mut out, CMS, &[], &vendor::cms(management), CMS_BODY);
    }
    out.push_str(&around(manifest, pcie, &xdma));
    Ok(out)
}

/// The vendor's parts as modules with their ports and nothing in them, for a linter.
///
/// # Errors
/// When there are no port lists for the board's part.
pub fn stubs(manifest: &Manifest) -> Result<String> {
    let mut out = String::from(
        "\n/* verilator lint_off UNDRIVEN */\n/* verilator lint_off UNUSEDSIGNAL */\n",
    );
    if manifest.serial.is_some() {
        module(&mut out, PLL, &PLL_PARAMETERS, &pll_ports(), "");
        return Ok(out);
    }
    let pcie = manifest.pcie.as_ref().context("a board without PCIe has no such wrapper")?;
    let family = Family::of(&manifest.part).with_context(|| format!("part {}", manifest.part))?;
    let (buffer, ports) = family.reference_buffer();
    module(&mut out, buffer, &[], &ports, "");
    let (manager, ports) = family.clock_manager();
    module(&mut out, manager, &MANAGER_PARAMETERS, &ports, "");
    let (buffer, ports) = vendor::clock_buffer();
    module(&mut out, buffer, &[], &ports, "");
    let axi_bits = 8 * manifest.config().axi_bytes;
    module(&mut out, XDMA, &[], &vendor::xdma(family, pcie, axi_bits), "");
    if let Some(management) = &manifest.management {
        module(&mut out, CMS, &[], &vendor::cms(management), "");
    }
    Ok(out)
}

/// Parameters of the clock manager that wrappers set.
const MANAGER_PARAMETERS: [&str; 4] =
    ["CLKIN1_PERIOD", "CLKFBOUT_MULT_F", "CLKOUT0_DIVIDE_F", "CLKOUT1_DIVIDE"];
/// Parameters of the PLL that wrappers set.
const PLL_PARAMETERS: [&str; 12] = [
    "CLKI_DIV",
    "CLKFB_DIV",
    "CLKOP_DIV",
    "CLKOP_CPHASE",
    "CLKOP_FPHASE",
    "CLKOP_ENABLE",
    "FEEDBK_PATH",
    "OUTDIVIDER_MUXA",
    "PLLRST_ENA",
    "INTFB_WAKE",
    "STDBY_ENABLE",
    "DPHASE_SOURCE",
];

fn serial_bench(manifest: &Manifest) -> String {
    let oscillator = manifest.serial.map_or(0, |s| s.oscillator_mhz);
    let mut out = String::from("\n// Stand-ins for the vendor's parts.\n\n");
    let body = "    assign CLKOP = CLKI;\n    assign LOCK = ~RST & ~STDBY;\n";
    module(&mut out, PLL, &PLL_PARAMETERS, &pll_ports(), body);
    let inputs = ["clock", "resetn", "rx"].map(|n| Port::input(n, 1));
    out.push_str(&vendor::header(BENCH, &[], &[&inputs[..], &[Port::output("tx", 1)]].concat()));
    let _ = write!(
        out,
        "    {WRAPPER} card (\n        .clk_{oscillator}mhz(clock),\n        .reset_n(resetn),\n        \
         .uart_rx(rx),\n        .uart_tx(tx)\n    );\nendmodule\n"
    );
    out
}

fn module(out: &mut String, name: &str, parameters: &[&str], ports: &[Port], body: &str) {
    out.push_str(&vendor::header(name, parameters, ports));
    out.push_str(body);
    out.push_str("endmodule\n\n");
}

fn xdma_body(family: Family, ports: &[Port]) -> String {
    let clock = match family {
        Family::UltraScalePlus => "sys_clk_gt",
        Family::Series7 => "sys_clk",
    };
    let mut body = format!(
        "    assign axi_aclk = {clock};\n    assign pci_exp_txp = pci_exp_rxp;\n    \
         assign pci_exp_txn = pci_exp_rxn;\n    assign user_lnk_up = axi_aresetn;\n    \
         assign msix_enable = axi_aresetn;\n    \
         reg up = 0;\n    always @(posedge sys_clk) up <= sys_rst_n;\n    \
         assign axi_aresetn = up;\n    \
         reg [7:0] waited = 0;\n    \
         always @(posedge axi_aclk)\n        \
         if (!usr_irq_req) waited <= 0;\n        \
         else if (waited != 8'hFF) waited <= waited + 8'h1;\n    \
         assign usr_irq_ack = usr_irq_req & (waited == {{4'h0, {BENCH}.irq_delay}});\n"
    );
    for port in ports.iter().filter(|p| p.direction == Direction::Output) {
        let name = &port.name;
        let constant = ["prot", "lock", "cache"].iter().any(|end| name.ends_with(end));
        let Some(pin) = name.strip_prefix("m_axi") else { continue };
        // Writing to a String cannot fail.
        let _ = match constant {
            true => writeln!(body, "    assign {name} = 0;"),
            false => writeln!(body, "    assign {name} = {BENCH}.s_axi{pin};"),
        };
    }
    body
}

const CMS_BODY: &str = "\
    assign satellite_uart_txd = satellite_uart_rxd;
    assign interrupt_host = 0;
    reg [31:0] words [0:15];
    reg written = 0, answering = 0;
    reg [31:0] answer = 0;
    assign s_axi_ctrl_awready = s_axi_ctrl_awvalid & s_axi_ctrl_wvalid & ~written;
    assign s_axi_ctrl_wready = s_axi_ctrl_awready;
    assign s_axi_ctrl_bvalid = written;
    assign s_axi_ctrl_bresp = 0;
    assign s_axi_ctrl_arready = ~answering;
    assign s_axi_ctrl_rvalid = answering;
    assign s_axi_ctrl_rdata = answer;
    assign s_axi_ctrl_rresp = 0;
    integer i;
    always @(posedge aclk_ctrl) begin
        if (s_axi_ctrl_awready) begin
            for (i = 0; i < 4; i = i + 1)
                if (s_axi_ctrl_wstrb[i])
                    words[s_axi_ctrl_awaddr[5:2]][8 * i +: 8] <= s_axi_ctrl_wdata[8 * i +: 8];
            written <= 1;
        end
        if (s_axi_ctrl_bvalid & s_axi_ctrl_bready) written <= 0;
        if (s_axi_ctrl_arvalid & s_axi_ctrl_arready) begin
            answering <= 1;
            answer <= s_axi_ctrl_araddr[17:6] == 0 ? words[s_axi_ctrl_araddr[5:2]]
                                                   : {14'h0, s_axi_ctrl_araddr};
        end
        if (s_axi_ctrl_rvalid & s_axi_ctrl_rready) answering <= 0;
        if (!aresetn_ctrl) begin
            written <= 0;
            answering <= 0;
        end
    end
";

/// The bench itself.
fn around(manifest: &Manifest, pcie: &Pcie, xdma: &[Port]) -> String {
    let lanes = pcie.width;
    let mut ports = vec![
        Port::input("clock", 1),
        Port::input("resetn", 1),
        Port::input("engine_clock", 1),
        Port::input("management_clock", 1),
        Port::input("clocks_good", 1),
        Port::input("irq_delay", 4),
        Port::output("irq", 1),
        Port::input("rx", lanes),
        Port::output("tx", lanes),
        Port::input("uart_rx", 1),
        Port::output("uart_tx", 1),
        Port::output("low", 1),
    ];
    let mut answers = String::new();
    for port in xdma {
        let Some(pin) = port.name.strip_prefix("m_axi") else { continue };
        let name = format!("s_axi{pin}");
        match port.direction {
            // What the IP drives, the master drives here.
            Direction::Output => ports.push(Port::input(&name, port.width)),
            Direction::Input => {
                let _ = writeln!(answers, "    assign {name} = card.xdma.{};", port.name);
                ports.push(Port::output(&name, port.width));
            }
        }
    }
    let management = match &manifest.management {
        None => "        .pcie_clkreq_n(low)\n".to_owned(),
        Some(m) => {
            let cattrip = match m.boundary {
                spikelm_bitstreams::Boundary::Hbm => ",\n        .hbm_cattrip(low)",
                spikelm_bitstreams::Boundary::Qsfp => "",
            };
            format!(
                "        .satellite_gpio({}'h0),\n        .satellite_uart_rxd(uart_rx),\n        \
                 .satellite_uart_txd(uart_tx){cattrip}\n",
                m.gpio
            )
        }
    };
    let mut extra = String::new();
    if manifest.management.is_none() {
        extra.push_str("    assign uart_tx = uart_rx;\n");
    }
    if !management.contains("(low)") {
        extra.push_str("    assign low = 0;\n");
    }
    format!(
        "{}    wire [{}:0] tx_n;\n    assign irq = card.xdma.usr_irq_req;\n{answers}{extra}    \
         {WRAPPER} card (\n        .pcie_refclk_p(clock),\n        .pcie_refclk_n(~clock),\n        \
         .pcie_perst_n(resetn),\n        .pcie_rx_p(rx),\n        .pcie_rx_n(~rx),\n        \
         .pcie_tx_p(tx),\n        .pcie_tx_n(tx_n),\n{management}    );\nendmodule\n",
        vendor::header(BENCH, &[], &ports),
        lanes - 1,
    )
}
