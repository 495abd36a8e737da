//! The C++ file between a Verilated model and Rust.
//!
//! Verilator's own header of the top module says where each port is stored and how wide it is, so
//! that is what the port list is made from.

use std::fmt::Write;

/// C++ class that Verilator makes of the top module.
pub(super) const PREFIX: &str = "Vdut";

/// Header of the class that holds the model's state.
pub(super) const ROOT_HEADER: &str = "Vdut___024root.h";

/// A port as Verilator's header declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declared {
    /// The Verilog name.
    pub(super) name: String,
    /// The C++ member.
    pub(super) member: String,
    /// Width in bits.
    pub(super) width: u32,
    /// Whether the module drives it.
    pub(super) output: bool,
    /// Whether it is stored as words of 32 bits.
    pub(super) wide: bool,
}

/// The ports that Verilator's header of the top module declares, or the first declaration that is
/// neither a plain input nor a plain output.
///
/// Declarations look like `VL_IN8(&clock,0,0);` or `VL_OUTW(&data,127,0,4);`: member, most and
/// least significant bit, words.
pub(super) fn ports(header: &str) -> Result<Vec<Declared>, String> {
    let mut found = Vec::new();
    for line in header.lines().map(str::trim) {
        let output = match line {
            l if l.starts_with("VL_INOUT") => return Err(line.to_owned()),
            l if l.starts_with("VL_IN") => false,
            l if l.starts_with("VL_OUT") => true,
            _ => continue,
        };
        found.push(declared(line, output).ok_or_else(|| line.to_owned())?);
    }
    Ok(found)
}

fn declared(line: &str, output: bool) -> Option<Declared> {
    let (kind, rest) = line.split_once("(&")?;
    let arguments = rest.strip_suffix(");")?;
    let mut fields = arguments.split(',').map(str::trim);
    let member = fields.next()?.to_owned();
    let msb: u32 = fields.next()?.parse().ok()?;
    let lsb: u32 = fields.next()?.parse().ok()?;
    let width = msb.checked_sub(lsb)?.checked_add(1)?;
    if member.contains('[') {
        return None;
    }
    Some(Declared { name: demangle(&member), member, width, output, wide: kind.ends_with('W') })
}

/// Undoes Verilator's `__0XX` for characters that C++ names cannot hold, and `__SYM__` before names
/// that are C++ keywords.
fn demangle(member: &str) -> String {
    let mut name = String::new();
    let mut rest = member.strip_prefix("__SYM__").unwrap_or(member);
    while let Some(at) = rest.find("__0") {
        let code = rest.get(at + 3..at + 5).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        name.push_str(&rest[..at]);
        match code {
            Some(c) => {
                name.push(char::from(c));
                rest = &rest[at + 5..];
            }
            None => {
                name.push_str("__0");
                rest = &rest[at + 3..];
            }
        }
    }
    name + rest
}

/// Whether the rising edge of the input `clock` is all that a model waits for, so that evaluating
/// what that edge triggers is a cycle while inputs stay: from the header of Verilator's root class
/// and all generated sources. Of a Verilator that writes this differently it is false.
pub(super) fn has_lone_clock(root: &str, sources: &[String]) -> bool {
    const TRIGGER: &str = "vlSelf->__VactTriggered.at(0U) = ((IData)(vlSelf->clock) \
                           & (~ (IData)(vlSelf->__Vtrigrprev__TOP__clock)));";
    // Where sources may name the clock: the trigger, the port, its initial value, a debug check.
    const KNOWN: [&str; 5] = [
        "vlSelf->__VactTriggered.at(0U) = ((IData)(vlSelf->clock)",
        "vlSelf->__Vtrigrprev__TOP__clock = vlSelf->clock;",
        "clock{vlSymsp->TOP.clock}",
        "vlSelf->clock = 0;",
        "(vlSelf->clock & 0xfeU)",
    ];
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let names = |line: &str, clock| line.split(clock).skip(1).any(ends);
    let is_known = |line: &str| {
        let named = names(line, "vlSelf->clock") || names(line, "TOP.clock");
        !named || KNOWN.iter().any(|known| line.contains(known))
    };
    let triggers = sources.iter().filter(|source| {
        source.split_ascii_whitespace().collect::<Vec<_>>().join(" ").contains(TRIGGER)
    });
    root.contains("VlTriggerVec<1> __VnbaTriggered;")
        && root.matches(" __Vtrigrprev__").count() == 1
        && triggers.count() == 1
        && sources.iter().flat_map(|s| s.lines()).all(is_known)
}

/// The C++ text for a model with those ports.
pub(super) fn text(ports: &[Declared], trace: bool, lone_clock: bool) -> String {
    let mut table = String::new();
    let mut cases = String::new();
    for (i, p) in ports.iter().enumerate() {
        let (name, member) = (&p.name, &p.member);
        let first = if p.wide { "[0]" } else { "" };
        // Writing to a String cannot fail.
        let _ = writeln!(table, "    {{\"{name}\", {}, {}}},", p.width, u8::from(p.output));
        let _ = writeln!(cases, "    case {i}: return &m->top.{member}{first};");
    }
    TEMPLATE
        .replace("@TRACE@", if trace { "1" } else { "0" })
        .replace("@LONE_CLOCK@", if lone_clock { "1" } else { "0" })
        .replace("@TABLE@", &table)
        .replace("@COUNT@", &ports.len().to_string())
        .replace("@CASES@", &cases)
}

const TEMPLATE: &str = include_str!("shim.cpp.in");

/// All that the shim of a design is made from, for the cache key.
pub(super) const SOURCES: [&str; 2] = [TEMPLATE, include_str!("shim.rs")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_read() {
        let header = "class Vdut {\n    VL_IN8(&clock,0,0);\n    VL_OUTW(&y___05Fz__024q,127,0,4);\n\
                      \n    VL_IN64(&w40,39,0);\n    VL_OUT(&part,33,2);\n";
        let p = ports(header).unwrap();
        let of = |i: usize| (p[i].name.as_str(), p[i].width, p[i].output, p[i].wide);
        assert_eq!(of(0), ("clock", 1, false, false));
        assert_eq!(of(1), ("y__z$q", 128, true, true));
        assert_eq!(of(2), ("w40", 40, false, false));
        assert_eq!(of(3), ("part", 32, true, false));
        assert_eq!(p.len(), 4);
    }

    #[test]
    fn other_declarations_are_refused() {
        assert!(ports("VL_INOUT8(&pad,0,0);").unwrap_err().contains("pad"));
        assert!(ports("VL_IN8((&many)[4],0,0);").unwrap_err().contains("many"));
    }
}
