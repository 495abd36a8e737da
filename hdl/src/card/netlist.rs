//! A module of instances, wired by name.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result, bail, ensure};

/// Who drives a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Into the module.
    Input,
    /// Out of the module.
    Output,
}

/// A port of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// Who drives it.
    pub direction: Direction,
    /// Its name.
    pub name: String,
    /// Bits; a port of one bit has no range.
    pub width: u32,
}

impl Port {
    /// An input.
    pub fn input(name: &str, width: u32) -> Port {
        Port { direction: Direction::Input, name: name.into(), width }
    }

    /// An output.
    pub fn output(name: &str, width: u32) -> Port {
        Port { direction: Direction::Output, name: name.into(), width }
    }

    /// Its declaration, without an end.
    pub fn declaration(&self) -> String {
        let direction = match self.direction {
            Direction::Input => "input wire",
            Direction::Output => "output wire",
        };
        format!("{direction} {}{}", range(self.width), self.name)
    }
}

fn range(width: u32) -> String {
    if width == 1 { String::new() } else { format!("[{}:0] ", width - 1) }
}

/// The ports of a module of emitted Verilog.
///
/// # Errors
/// When the module is not there, or declares a port in a form that emission does not have.
pub fn ports_of(verilog: &str, module: &str) -> Result<Vec<Port>> {
    let head = format!("\nmodule {module}(");
    let at = verilog.find(&head).with_context(|| format!("no module {module}"))?;
    let body = verilog[at + 1..].split("\nendmodule").next().unwrap_or_default();
    let mut ports = Vec::new();
    for line in body.lines().map(str::trim) {
        let direction = match line.split_once(' ') {
            Some(("input", _)) => Direction::Input,
            Some(("output", _)) => Direction::Output,
            _ => continue,
        };
        let text = line.trim_end_matches(';');
        let name = text.split_whitespace().next_back().unwrap_or_default().to_owned();
        let width = match text.split_once('[') {
            None => 1,
            Some((_, rest)) => {
                let most = rest.split(':').next().unwrap_or_default();
                most.parse::<u32>().with_context(|| format!("{module}: `{line}`"))? + 1
            }
        };
        ports.push(Port { direction, name, width });
    }
    ensure!(!ports.is_empty(), "{module} has no ports");
    Ok(ports)
}

/// What a pin of an instance is connected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pin {
    /// A net, declared where it is first named, or a port of the module.
    Net(String),
    /// An input that always is zero.
    Zero,
    /// An input of which every bit always is one.
    Ones,
    /// An input that always has this value.
    Value(u32),
    /// An output that is not used and may not exist in every version of the instance.
    Open,
}

/// A net of that name.
pub fn net(name: impl Into<String>) -> Pin {
    Pin::Net(name.into())
}

struct Net {
    width: u32,
    drivers: u32,
    loads: u32,
}

/// Writes a module of instances.
pub struct Netlist {
    name: String,
    ports: Vec<Port>,
    nets: BTreeMap<String, Net>,
    /// Nets that are no ports, in the order in which they were named.
    wires: Vec<String>,
    body: String,
}

impl Netlist {
    /// A module with those ports.
    pub fn new(name: &str, ports: Vec<Port>) -> Netlist {
        let nets = ports.iter().map(|p| {
            let driven = p.direction == Direction::Input;
            let (drivers, loads) = (u32::from(driven), u32::from(!driven));
            (p.name.clone(), Net { width: p.width, drivers, loads })
        });
        let nets = nets.collect();
        Netlist { name: name.into(), ports, nets, wires: vec![], body: String::new() }
    }

    fn touch(&mut self, name: &str, width: u32, drives: bool) -> Result<()> {
        if !self.nets.contains_key(name) {
            self.nets.insert(name.into(), Net { width, drivers: 0, loads: 0 });
            self.wires.push(name.into());
        }
        let net = self.nets.get_mut(name).context("just inserted")?;
        ensure!(net.width == width, "{name} has {} bits here and {width} there", net.width);
        *(if drives { &mut net.drivers } else { &mut net.loads }) += 1;
        Ok(())
    }

    /// An instance: every port of the module, connected as `pin` says.
    ///
    /// # Errors
    /// When two ports of different widths meet on a net.
    pub fn instance(
        &mut self,
        module: &str,
        name: &str,
        parameters: &[(&str, String)],
        ports: &[Port],
        pin: impl Fn(&Port) -> Pin,
    ) -> Result<()> {
        let mut pins = Vec::new();
        for port in ports {
            let drives = port.direction == Direction::Output;
            let text = match pin(port) {
                Pin::Net(net) => {
                    self.touch(&net, port.width, drives)
                        .with_context(|| format!("{name}.{}", port.name))?;
                    net
                }
                Pin::Zero if !drives => format!("{}'h0", port.width),
                Pin::Ones if !drives => format!("{{{}{{1'b1}}}}", port.width),
                Pin::Value(value) if !drives => format!("{}'h{value:x}", port.width),
                Pin::Open if drives => continue,
                other => bail!("{name}.{} cannot be {other:?}", port.name),
            };
            pins.push(format!("        .{}({text})", port.name));
        }
        let parameters = match parameters {
            [] => String::new(),
            all => {
                let all: Vec<String> = all.iter().map(|(p, v)| format!(".{p}({v})")).collect();
                format!(" #({})", all.join(", "))
            }
        };
        // Writing to a String cannot fail.
        let _ = write!(
            self.body,
            "\n    {module}{parameters} {name} (\n{}\n    );\n",
            pins.join(",\n")
        );
        Ok(())
    }

    /// `target = source` or, where `invert`, its complement.
    ///
    /// # Errors
    /// When the net has another width than `width`.
    pub fn assign(&mut self, target: &str, width: u32, source: &str, invert: bool) -> Result<()> {
        self.touch(target, width, true)?;
        self.touch(source, width, false)?;
        let not = if invert { "~" } else { "" };
        let _ = writeln!(self.body, "\n    assign {target} = {not}{source};");
        Ok(())
    }

    /// `target = one & other`, of one bit each.
    ///
    /// # Errors
    /// When a net has another width.
    pub fn and(&mut self, target: &str, one: &str, other: &str) -> Result<()> {
        self.touch(target, 1, true)?;
        self.touch(one, 1, false)?;
        self.touch(other, 1, false)?;
        let _ = writeln!(self.body, "\n    assign {target} = {one} & {other};");
        Ok(())
    }

    /// A net that always is zero.
    ///
    /// # Errors
    /// When the net has another width than `width`.
    pub fn ground(&mut self, target: &str, width: u32) -> Result<()> {
        self.touch(target, width, true)?;
        let _ = writeln!(self.body, "\n    assign {target} = {width}'h0;");
        Ok(())
    }

    /// The module.
    ///
    /// # Errors
    /// When a net that something takes has no driver, or two.
    pub fn verilog(self) -> Result<String> {
        for (name, net) in &self.nets {
            ensure!(net.drivers <= 1, "{}: {name} has {} drivers", self.name, net.drivers);
            ensure!(net.drivers == 1 || net.loads == 0, "{}: nothing drives {name}", self.name);
        }
        let ports: Vec<String> =
            self.ports.iter().map(|p| format!("    {}", p.declaration())).collect();
        let wires: String = self
            .wires
            .iter()
            .map(|name| format!("    wire {}{name};\n", range(self.nets[name].width)))
            .collect();
        Ok(format!(
            "module {} (\n{}\n);\n{wires}{}endmodule\n",
            self.name,
            ports.join(",\n"),
            self.body
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two(width: u32) -> Result<String> {
        let mut list = Netlist::new("top", vec![Port::input("a", 4), Port::output("y", 1)]);
        let ports = [Port::input("i", 4), Port::output("o", width)];
        list.instance("first", "one", &[], &ports, |p| net(if p.name == "i" { "a" } else { "x" }))?;
        let ports = [Port::input("i", 2), Port::input("zero", 3), Port::output("o", 1)];
        list.instance("second", "two", &[("N", "2".into())], &ports, |p| match p.name.as_str() {
            "i" => net("x"),
            "o" => net("y"),
            _ => Pin::Zero,
        })?;
        list.verilog()
    }

    #[test]
    fn nets_are_declared_once_and_widths_must_agree() {
        let text = two(2).unwrap();
        assert_eq!(text.matches("wire [1:0] x;").count(), 1, "{text}");
        assert!(text.contains(".zero(3'h0)") && text.contains("#(.N(2)) two"), "{text}");
        let error = format!("{:#}", two(3).unwrap_err());
        assert_eq!(error, "two.i: x has 3 bits here and 2 there");
        assert_eq!(
            ports_of(
                &format!(
                    "\n{}",
                    "module m(a,b);\n    input wire  [3:0] a;\n    output wire  b;\nendmodule"
                ),
                "m"
            )
            .unwrap(),
            [Port::input("a", 4), Port::output("b", 1)]
        );
    }

    #[test]
    fn nets_have_one_driver() {
        let port = [Port::input("i", 1)];
        let mut list = Netlist::new("top", vec![]);
        list.instance("m", "one", &[], &port, |_| net("x")).unwrap();
        assert_eq!(list.verilog().unwrap_err().to_string(), "top: nothing drives x");
        let mut list = Netlist::new("top", vec![]);
        list.ground("x", 1).unwrap();
        list.ground("x", 1).unwrap();
        assert_eq!(list.verilog().unwrap_err().to_string(), "top: x has 2 drivers");
    }
}
