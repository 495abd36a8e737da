//! A module with four pins around a design of hundreds.

use std::fmt::Write;

/// Name of the harness module.
pub(super) const HARNESS: &str = "harness";
/// Name of the design inside it.
pub(super) const INSTANCE: &str = "dut";

/// Verilog that surrounds the module `top` of `verilog` with registers: a serial one drives its
/// inputs, another captures its outputs. So it fits the pins of any package, nothing is optimised
/// away, and every path in it is one between registers.
///
/// # Errors
/// When `verilog` has no module of that name, or it lacks inputs or outputs.
pub(super) fn around(top: &str, verilog: &str) -> anyhow::Result<String> {
    let start = verilog
        .find(&format!("\nmodule {top}("))
        .ok_or_else(|| anyhow::anyhow!("no module `{top}` in its Verilog"))?;
    let body = &verilog[start + 1..];
    let body = &body[..body.find("endmodule").unwrap_or(body.len())];
    let (mut inputs, mut outputs) = (0, 0);
    let mut ports = String::new();
    for line in body.lines() {
        let Some(port) = Port::parse(line) else { continue };
        let (place, used) = match (port.input, port.name) {
            (true, "clock") => {
                write!(ports, ".clock(clock)")?;
                continue;
            }
            (true, _) => ("inputs", &mut inputs),
            (false, _) => ("outputs", &mut outputs),
        };
        let first = *used;
        *used += port.width;
        write!(ports, ",\n    .{}({place}[{}:{first}])", port.name, *used - 1)?;
    }
    anyhow::ensure!(inputs > 1 && outputs > 1, "module `{top}` has no ports to measure between");
    Ok(format!(
        "module {HARNESS}(input wire clock, input wire serial, input wire capture, output wire out);\n\
         \x20 reg [{i}:0] inputs;\n\
         \x20 reg [{o}:0] captured;\n\
         \x20 wire [{o}:0] outputs;\n\
         \x20 always @(posedge clock) inputs <= {{inputs[{i}-1:0], serial}};\n\
         \x20 always @(posedge clock) captured <= capture ? outputs : {{captured[{o}-1:0], 1'b0}};\n\
         \x20 assign out = captured[{o}];\n\
         \x20 {top} {INSTANCE}(\n    {ports});\n\
         endmodule\n",
        i = inputs - 1,
        o = outputs - 1,
    ))
}

/// A port's declaration as the generator writes it: `input wire [7:0] name;`.
struct Port<'a> {
    input: bool,
    width: usize,
    name: &'a str,
}

impl Port<'_> {
    fn parse(line: &str) -> Option<Port<'_>> {
        let mut words = line.trim().trim_end_matches(';').split_whitespace();
        let input = match words.next()? {
            "input" => true,
            "output" => false,
            _ => return None,
        };
        words.next()?;
        let mut name = words.next()?;
        let mut width = 1;
        if let Some(range) = name.strip_prefix('[') {
            width = range.split(':').next()?.parse::<usize>().ok()? + 1;
            name = words.next()?;
        }
        Some(Port { input, width, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_port_has_its_place() {
        let text = "\nmodule m(clock,a,b,y,z);\n input wire clock;\n input wire [7:0] a;\n \
                    input wire  b;\n output reg [2:0] y;\n output wire z;\nendmodule\n";
        let harness = around("m", text).unwrap();
        for part in ["[8:0] inputs", ".a(inputs[7:0])", ".b(inputs[8:8])", ".z(outputs[3:3])"] {
            assert!(harness.contains(part), "{part}: {harness}");
        }
        assert!(around("n", text).is_err());
    }
}
