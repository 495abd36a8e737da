//! Deliberate bugs in Verilog text, drawn by seed.

use rand::Rng;
use rand::rngs::SmallRng;

/// One changed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What was done.
    pub kind: &'static str,
    /// Module that the line is in.
    pub module: String,
    /// Line number, from 1.
    pub line: usize,
    /// The line before.
    pub before: String,
    /// The line after.
    pub after: String,
}

impl Mutant {
    /// The text with the bug in it.
    pub fn apply(&self, verilog: &str) -> String {
        let mut lines: Vec<&str> = verilog.lines().collect();
        assert_eq!(lines[self.line - 1], self.before, "another text");
        lines[self.line - 1] = &self.after;
        lines.join("\n") + "\n"
    }
}

/// Operators that take each other's place.
const SWAPS: &[(&str, &str, &str)] = &[
    ("+ becomes -", " + ", " - "),
    ("- becomes +", " - ", " + "),
    ("== becomes !=", " == ", " != "),
    ("!= becomes ==", " != ", " == "),
    ("&& becomes ||", " && ", " || "),
    ("|| becomes &&", " || ", " && "),
    ("& becomes |", " & ", " | "),
    ("| becomes &", " | ", " & "),
    ("^ becomes &", " ^ ", " & "),
    (">= becomes >", " >= ", " > "),
    ("> becomes >=", " > ", " >= "),
    ("<< becomes >>", " << ", " >> "),
    (">> becomes <<", " >> ", " << "),
    ("~ dropped", "~", ""),
    ("! dropped", "!", ""),
];

/// All places of `pattern` in `text`.
fn places(text: &str, pattern: &str) -> Vec<usize> {
    text.match_indices(pattern).map(|(at, _)| at).collect()
}

/// Whether a line is logic: it computes something, and is no clock or reset wire and no constant.
///
/// In hand-written leaves that is also a wire with an operator, and a register in one line.
fn is_logic(line: &str) -> bool {
    let line = line.trim();
    let operates = |text: &str| [" ^ ", " & ", " | "].iter().any(|op| text.contains(op));
    if line.starts_with("wire [") && line.split_once(" = ").is_some_and(|(_, v)| operates(v)) {
        return true;
    }
    if line.starts_with("always @(posedge clock) ") && line.ends_with(';') {
        return true;
    }
    let declares =
        ["wire", "reg", "input", "output", "localparam", "//", "initial", "(*", "module"];
    let wiring =
        line.contains("_clock = ") || line.contains("_resetn = ") || line.contains("posedge");
    let computes = line.contains(" = ") || line.contains(" <= ") || line.contains("if (");
    computes && !wiring && !declares.iter().any(|d| line.starts_with(d))
}

/// The part of a line that an operator may change: behind an assignment, else all of it.
fn expression(line: &str) -> usize {
    let assigned = |op: &str| line.find(op).map(|at| at + op.len());
    match line.contains("if (") {
        true => line.find("if (").unwrap_or(0),
        false => assigned(" = ").or_else(|| assigned(" <= ")).unwrap_or(0),
    }
}

/// Every change of one line that this module knows, by kind.
fn changes(line: &str) -> Vec<(&'static str, String)> {
    let from = expression(line);
    let (head, tail) = line.split_at(from);
    let mut out = Vec::new();
    for (kind, old, new) in SWAPS {
        for at in places(tail, old) {
            // `!=` is no inversion.
            if *old == "!" && tail[at..].starts_with("!=") {
                continue;
            }
            out.push((*kind, format!("{head}{}{new}{}", &tail[..at], &tail[at + old.len()..])));
        }
    }
    if let Some(at) = line.find("if (") {
        let end = line.rfind(')').unwrap_or(line.len());
        for (kind, value) in [("condition always true", "1'b1"), ("condition never true", "1'b0")] {
            out.push((kind, format!("{}{value}{}", &line[..at + 4], &line[end..])));
        }
    } else if tail.ends_with(';') && tail.trim() != "1'b0;" {
        // Stuck: of a register's input, this is a flip-flop that never changes.
        out.push(("stuck at 0", format!("{head}0;")));
        if tail.trim() != "1'b1;" && !line.contains("data") {
            out.push(("stuck at 1", format!("{head}1;")));
        }
    }
    out
}

/// The changes of a `localparam`: one bit of a constant.
fn constant_changes(line: &str, rng: &mut SmallRng) -> Vec<(&'static str, String)> {
    let Some((head, value)) = line.rsplit_once("'h").or_else(|| line.rsplit_once("'b")) else {
        return Vec::new();
    };
    let radix = if line.contains("'h") { 16 } else { 2 };
    let width: u32 = head.rsplit(' ').next().and_then(|w| w.parse().ok()).unwrap_or(0);
    let Ok(value) = u64::from_str_radix(value.trim_end_matches(';'), radix) else {
        return Vec::new();
    };
    if width == 0 || width > 64 {
        return Vec::new();
    }
    // A low bit, so that the change is not one beyond every size in use.
    let bit = rng.random_range(0..width.min(8));
    vec![("a constant's bit", format!("{head}'h{:x};", value ^ 1 << bit))]
}

/// Draws a mutant of `verilog`: a line of logic first, then what happens to it.
///
/// Every line that computes something is as likely as any other.
pub fn draw(verilog: &str, rng: &mut SmallRng) -> Mutant {
    let lines: Vec<&str> = verilog.lines().collect();
    let mut module = "";
    let mut candidates = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some(rest) = line.strip_prefix("module ") {
            module = rest.split('(').next().unwrap_or(rest);
        }
        // The flip-flops and memories themselves are shared by all that use them.
        let shared = module.contains("_dff_") || module.contains("_memory");
        let constant = line.trim().starts_with("localparam") && line.contains('\'');
        if !shared && (is_logic(line) || constant) {
            candidates.push((i, module, constant));
        }
    }
    loop {
        let (i, module, constant) = candidates[rng.random_range(0..candidates.len())];
        // One constant in four: there are many of them.
        if constant && rng.random_bool(0.75) {
            continue;
        }
        let mut options =
            if constant { constant_changes(lines[i], rng) } else { changes(lines[i]) };
        if options.is_empty() {
            continue;
        }
        let (kind, after) = options.swap_remove(rng.random_range(0..options.len()));
        let (before, line) = (lines[i].to_owned(), i + 1);
        if after != before {
            return Mutant { kind, module: module.to_owned(), line, before, after };
        }
    }
}

/// The mutant that replaces `old` by `new` in the one line of `module` that has it.
pub fn deliberate(verilog: &str, kind: &'static str, module: &str, old: &str, new: &str) -> Mutant {
    let start = format!("module {module}(");
    let first = verilog.lines().position(|l| l.starts_with(&start)).expect("no such module");
    let inside = verilog.lines().enumerate().skip(first).take_while(|(_, l)| *l != "endmodule");
    let found: Vec<_> = inside.filter(|(_, l)| l.contains(old)).collect();
    let [(i, before)] = found[..] else { panic!("{} lines of {module} have {old}", found.len()) };
    let after = before.replacen(old, new, 1);
    Mutant { kind, module: module.to_owned(), line: i + 1, before: before.to_owned(), after }
}
