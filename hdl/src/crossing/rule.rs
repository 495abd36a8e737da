//! The structural rule of clock crossings, checked on emitted Verilog.
//!
//! A net belongs to the clock of the flip-flops that it comes from. The rule:
//!
//! 1. what a flip-flop or a RAM's write port takes comes from its own clock alone;
//! 2. what a synchronizer takes comes from one flip-flop, or is an input, without logic between;
//! 3. what a [`CrossingRam`](super::CrossingRam) gives belongs to the clock of its read address.

use std::collections::{BTreeMap, BTreeSet};

/// A place where a net of one clock is taken into another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crossing {
    /// Instance path of the synchronizer or RAM.
    pub place: String,
    /// The clock that it comes from; empty for an input without a clock.
    pub from: String,
    /// The clock that it goes to.
    pub to: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Wires,
    Register,
    Synchronizer,
    Ram,
}

#[derive(Debug)]
struct Instance {
    module: String,
    name: String,
    /// Port and what is connected to it.
    pins: Vec<(String, String)>,
}

#[derive(Debug)]
struct Module {
    kind: Kind,
    outputs: BTreeSet<String>,
    inputs: BTreeSet<String>,
    instances: Vec<Instance>,
    /// Target, all that it depends on, and whether it is just another name.
    assignments: Vec<(String, BTreeSet<String>, bool)>,
}

fn is_ident(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Names in an expression: no numbers, no literals (`4'hA`).
fn names(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut literal = false;
    for word in text.split_inclusive(|c| !is_ident(c)) {
        let name = word.trim_end_matches(|c| !is_ident(c));
        let starts = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        if starts && !literal {
            out.insert(name.to_owned());
        }
        literal = word.ends_with('\'');
    }
    for keyword in ["if", "else", "begin", "end", "case", "endcase", "default", "assign"] {
        out.remove(keyword);
    }
    out
}

fn last_name(line: &str) -> Option<String> {
    line.trim_end_matches(';').split(|c| !is_ident(c)).next_back().map(str::to_owned)
}

impl Module {
    fn parse(ports: &str, body: &str) -> Result<Module, String> {
        let kind = if body.contains("ASYNC_REG") {
            Kind::Synchronizer
        } else if ports == "d,q,clock" {
            Kind::Register
        } else if ports.starts_with("write_clock,write,") {
            Kind::Ram
        } else if body.contains("posedge") {
            return Err(format!("a leaf with a clock that the rule does not know: ({ports})"));
        } else {
            Kind::Wires
        };
        let mut module = Module {
            kind,
            outputs: BTreeSet::new(),
            inputs: BTreeSet::new(),
            instances: vec![],
            assignments: vec![],
        };
        // Conditions around a line of a combinational block.
        let mut around: Vec<BTreeSet<String>> = vec![];
        let mut instance: Option<Instance> = None;
        for line in body.lines().map(str::trim) {
            if let Some(open) = &mut instance {
                if line.starts_with(");") {
                    module.instances.extend(instance.take());
                } else if let Some((port, net)) =
                    line.strip_prefix('.').and_then(|l| l.split_once('('))
                {
                    let net = net.trim_end_matches(',').trim_end_matches(')');
                    open.pins.push((port.to_owned(), net.to_owned()));
                }
            } else if line.starts_with("input ") {
                module.inputs.extend(last_name(line));
            } else if line.starts_with("output ") {
                module.outputs.extend(last_name(line));
            } else if kind != Kind::Wires || line.starts_with("//") {
                // The leaves' bodies are known.
            } else if line.ends_with('(') && line.split_whitespace().count() == 2 {
                let mut words = line.trim_end_matches('(').split_whitespace().map(str::to_owned);
                if let (Some(module), Some(name)) = (words.next(), words.next()) {
                    instance = Some(Instance { module, name, pins: vec![] });
                }
            } else {
                module.line(line.trim_start_matches("always @(*)").trim(), &mut around);
            }
        }
        Ok(module)
    }

    /// A line of logic.
    fn line(&mut self, line: &str, around: &mut Vec<BTreeSet<String>>) {
        let line = match line.strip_prefix("end else") {
            Some(rest) => {
                // What held before `else` holds for it too.
                let condition = around.pop().unwrap_or_default();
                around.push(&condition | &names(rest));
                return;
            }
            None => line,
        };
        if line.ends_with("begin") || line.starts_with("case") {
            around.push(names(line));
        } else if line == "end" || line == "endcase" {
            around.pop();
        } else if let Some((target, right)) = line.split_once(" = ") {
            let target = target.trim_start_matches("assign ");
            let alias = around.is_empty() && right.trim_end_matches(';').chars().all(is_ident);
            let mut from = names(right);
            around.iter().for_each(|names| from.extend(names.iter().cloned()));
            let whole: String = target.chars().take_while(|c| is_ident(*c)).collect();
            self.assignments.push((whole, from, alias));
        }
    }
}

fn modules(verilog: &str) -> Result<BTreeMap<String, Module>, String> {
    let mut out = BTreeMap::new();
    for text in verilog.split("\nmodule ").skip(1) {
        let (head, rest) = text.split_once(");").ok_or("a module without ports")?;
        let (name, ports) = head.split_once('(').ok_or("a module without ports")?;
        let body = rest.split("\nendmodule").next().unwrap_or_default();
        let module = Module::parse(ports, body).map_err(|e| format!("{name}: {e}"))?;
        out.insert(name.trim().to_owned(), module);
    }
    Ok(out)
}

/// A design as nets that follow from nets, and leaves.
#[derive(Default)]
struct Flat {
    follows: BTreeMap<String, BTreeSet<String>>,
    alias: BTreeMap<String, String>,
    leaves: Vec<(Kind, String)>,
}

impl Flat {
    fn add(
        &mut self,
        modules: &BTreeMap<String, Module>,
        name: &str,
        path: &str,
    ) -> Result<(), String> {
        let module = modules.get(name).ok_or_else(|| format!("{path}: no module {name}"))?;
        let at = |net: &str| if path.is_empty() { net.to_owned() } else { format!("{path}.{net}") };
        if module.kind != Kind::Wires {
            self.leaves.push((module.kind, path.to_owned()));
            return Ok(());
        }
        for (target, from, alias) in &module.assignments {
            self.follows.entry(at(target)).or_default().extend(from.iter().map(|n| at(n)));
            if let (true, Some(from)) = (*alias, from.first()) {
                self.alias.insert(at(target), at(from));
            }
        }
        for instance in &module.instances {
            let below = at(&instance.name);
            let child = modules
                .get(&instance.module)
                .ok_or_else(|| format!("{below}: no module {}", instance.module))?;
            for (port, net) in &instance.pins {
                let inside = format!("{below}.{port}");
                let (to, from) = if child.outputs.contains(port) {
                    (at(net), BTreeSet::from([inside.clone()]))
                } else {
                    (inside, names(net).iter().map(|n| at(n)).collect())
                };
                if let (Some(only), true) = (from.first(), from.len() == 1) {
                    self.alias.insert(to.clone(), only.clone());
                }
                self.follows.entry(to).or_default().extend(from);
            }
            self.add(modules, &instance.module, &below)?;
        }
        Ok(())
    }

    /// The net that this one is another name of.
    fn root<'a>(&'a self, mut net: &'a str) -> &'a str {
        while let Some(next) = self.alias.get(net) {
            net = next;
        }
        net
    }
}

/// All crossings of a design, or every place that breaks the rule.
///
/// `clock_of` gives the clock of each input of the top module: the name of a clock input, or
/// nothing for inputs without a clock, which only synchronizers may take.
///
/// # Errors
/// The places that break the rule, or what of the text is not understood.
pub fn crossings(
    verilog: &str,
    top: &str,
    clock_of: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Crossing>, Vec<String>> {
    let modules = modules(verilog).map_err(|e| vec![e])?;
    let mut flat = Flat::default();
    flat.add(&modules, top, "").map_err(|e| vec![e])?;
    let mut clocks: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let inputs = modules.get(top).map(|m| m.inputs.clone()).unwrap_or_default();
    for input in &inputs {
        clocks.insert(input.clone(), BTreeSet::from([clock_of(input).unwrap_or_default()]));
    }
    for (kind, path) in &flat.leaves {
        let (clock, out) = match kind {
            Kind::Register | Kind::Synchronizer => ("clock", "q"),
            _ => continue,
        };
        let clock = flat.root(&format!("{path}.{clock}")).to_owned();
        clocks.insert(format!("{path}.{out}"), BTreeSet::from([clock]));
    }
    for (_, path) in flat.leaves.iter().filter(|(kind, _)| *kind == Kind::Ram) {
        let address = BTreeSet::from([format!("{path}.read_address")]);
        flat.follows.insert(format!("{path}.read_data"), address);
    }
    // Clocks spread along the logic until nothing changes.
    let mut changed = true;
    while changed {
        changed = false;
        for (net, from) in &flat.follows {
            let mut all = clocks.get(net).cloned().unwrap_or_default();
            let before = all.len();
            from.iter().filter_map(|n| clocks.get(n)).for_each(|c| all.extend(c.iter().cloned()));
            changed |= all.len() != before;
            clocks.insert(net.clone(), all);
        }
    }
    judge(&flat, &inputs, &clocks)
}

fn judge(
    flat: &Flat,
    inputs: &BTreeSet<String>,
    clocks: &BTreeMap<String, BTreeSet<String>>,
) -> Result<Vec<Crossing>, Vec<String>> {
    let of =
        |path: &str, pin: &str| clocks.get(&format!("{path}.{pin}")).cloned().unwrap_or_default();
    let (mut found, mut broken) = (vec![], vec![]);
    for (kind, path) in &flat.leaves {
        let (clock, taken): (_, &[&str]) = match kind {
            Kind::Ram => ("write_clock", &["write", "write_address", "write_data"]),
            _ => ("clock", &["d"]),
        };
        let clock = flat.root(&format!("{path}.{clock}")).to_owned();
        let crossing =
            |from: &str, to: String| Crossing { place: path.clone(), from: from.into(), to };
        if *kind == Kind::Synchronizer {
            let source = flat.root(&format!("{path}.d")).to_owned();
            let held = source.ends_with(".q") || inputs.contains(&source);
            let from = of(path, "d");
            if !held || from.len() != 1 {
                broken.push(format!("{path}: logic before a synchronizer, of clocks {from:?}"));
            }
            found.extend(from.iter().map(|f| crossing(f, clock.clone())));
            continue;
        }
        for pin in taken {
            for other in of(path, pin).iter().filter(|c| **c != clock) {
                broken.push(format!("{path}.{pin}: from clock `{other}` into `{clock}`"));
            }
        }
        if *kind == Kind::Ram {
            let to = of(path, "read_address");
            found.extend(to.into_iter().map(|to| crossing(&clock, to)));
        }
    }
    found.sort();
    if broken.is_empty() { Ok(found) } else { Err(broken) }
}
