//! The top-level module of an ECP5 board with a serial line.

use anyhow::{Context, Result, ensure};
use spikelm_bitstreams::Manifest;

use super::netlist::{Netlist, Pin, Port, net, ports_of};
use super::wrapper::{Parts, WRAPPER, finished, renamed};
use crate::generate::{SERIAL, TOP};

/// The PLL of an ECP5 (Lattice TN1263), as far as it is used.
pub(super) const PLL: &str = "EHXPLLL";

/// Ports of the PLL.
pub(super) fn pll_ports() -> Vec<Port> {
    let inputs = [
        "CLKI",
        "CLKFB",
        "RST",
        "STDBY",
        "PHASESEL0",
        "PHASESEL1",
        "PHASEDIR",
        "PHASESTEP",
        "PHASELOADREG",
        "PLLWAKESYNC",
        "ENCLKOP",
    ];
    let inputs = inputs.iter().map(|n| Port::input(n, 1));
    inputs.chain(["CLKOP", "LOCK"].iter().map(|n| Port::output(n, 1))).collect()
}

/// How the PLL makes the engine's clock: input divider, feedback divider, output divider.
///
/// # Errors
/// When no dividers give it exactly with an oscillator of 400 to 800 MHz and a phase detector of at
/// least 3.125 MHz (Lattice DS1044, "sysCLOCK PLL Timing").
fn dividers(input_mhz: u32, engine_mhz: u32) -> Result<[u32; 3]> {
    for input in 1..=input_mhz / 4 {
        let feedback = engine_mhz * input / input_mhz;
        let exact = feedback * input_mhz == engine_mhz * input && (1..=80).contains(&feedback);
        // The oscillator in the middle of its range.
        let output = (1..=128).min_by_key(|o| (o * engine_mhz).abs_diff(600));
        let output = output.filter(|o| (400..=800).contains(&(o * engine_mhz)));
        if let (true, Some(output)) = (exact, output) {
            return Ok([input, feedback, output]);
        }
    }
    anyhow::bail!("no PLL gives {engine_mhz} MHz from {input_mhz} MHz")
}

/// The wrapper of a board with a serial line.
///
/// # Errors
/// When the parts do not fit together.
pub(super) fn serial_wrapper(manifest: &Manifest, parts: &Parts<'_>) -> Result<String> {
    let serial = manifest.serial.as_ref().context("a board without a serial line")?;
    let oscillator = format!("clk_{}mhz", serial.oscillator_mhz);
    let inputs = [oscillator.as_str(), "reset_n", "uart_rx"].map(|n| Port::input(n, 1));
    let mut list = Netlist::new(WRAPPER, [&inputs[..], &[Port::output("uart_tx", 1)]].concat());
    let [input, feedback, output] = dividers(serial.oscillator_mhz, manifest.engine.mhz)?;
    let number = |n: u32| n.to_string();
    let text = |t: &str| format!("\"{t}\"");
    let parameters = [
        ("CLKI_DIV", number(input)),
        ("CLKFB_DIV", number(feedback)),
        ("CLKOP_DIV", number(output)),
        ("CLKOP_CPHASE", number(output / 2)),
        ("CLKOP_FPHASE", number(0)),
        ("CLKOP_ENABLE", text("ENABLED")),
        ("FEEDBK_PATH", text("CLKOP")),
        ("OUTDIVIDER_MUXA", text("DIVA")),
        ("PLLRST_ENA", text("DISABLED")),
        ("INTFB_WAKE", text("DISABLED")),
        ("STDBY_ENABLE", text("DISABLED")),
        ("DPHASE_SOURCE", text("DISABLED")),
    ];
    list.instance(PLL, "clocks", &parameters, &pll_ports(), |p| match p.name.as_str() {
        "CLKI" => net(oscillator.as_str()),
        "CLKOP" | "CLKFB" => net("clock"),
        "LOCK" => net("clock_good"),
        "PHASEDIR" | "PHASESTEP" | "PHASELOADREG" => Pin::Ones,
        _ => Pin::Zero,
    })?;
    list.and("good", "clock_good", "reset_n")?;
    // Clocks of a bit, rounded: the line samples in the middle of a bit.
    let divider = (manifest.engine.mhz * 1_000_000 + serial.baud / 2) / serial.baud;
    ensure!((4..0x1_0000).contains(&divider), "{divider} clocks a bit: not 4 to 65535");
    list.instance(SERIAL, "shell", &[], &ports_of(parts.shell, SERIAL)?, |p| {
        match p.name.as_str() {
            "divider" => Pin::Value(divider),
            "rx" => net("uart_rx"),
            "tx" => net("uart_tx"),
            name => net(name),
        }
    })?;
    list.instance(TOP, "engine", &[], &ports_of(parts.engine, TOP)?, |p| match p.name.as_str() {
        "resetn" => net("engine_resetn"),
        name => renamed(p, "s_axi", "m_axi").unwrap_or_else(|| net(name)),
    })?;
    finished(manifest, list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_come_exactly_or_not_at_all() {
        assert_eq!(dividers(12, 80).unwrap(), [3, 20, 7]);
        assert_eq!(dividers(25, 100).unwrap(), [1, 4, 6]);
        assert!(dividers(12, 77).unwrap_err().to_string().contains("77 MHz from 12 MHz"));
    }
}
