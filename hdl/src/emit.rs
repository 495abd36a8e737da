//! From a rust_hdl block to Verilog that people and tools can read.
//!
//! rust_hdl writes one module per instance path (`top$banks$0$groups$1$lane`). This pass merges
//! modules with equal text, names them after the instance that uses them, and replaces `$`.

use std::collections::BTreeMap;
use std::fmt::Write;

use rust_hdl::prelude::*;

use crate::assign::continuous;

/// Stack of the thread that builds a block: large designs recurse deeply.
const STACK_BYTES: usize = 512 << 20;

/// The Verilog of a block, its top module named `name`.
///
/// # Errors
/// When the block cannot be built (rust_hdl panics on a design error; its message is returned) or
/// its Verilog has a form that this pass does not know.
pub fn verilog<U, F>(name: &str, build: F) -> anyhow::Result<String>
where
    U: Block,
    F: FnOnce() -> U + Send + 'static,
{
    let raw = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || {
            let mut block = build();
            block.connect_all();
            generate_verilog(&block)
        })?
        .join()
        .map_err(|panic| {
            let text = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("unknown design error");
            anyhow::anyhow!("{name}: {text}")
        })?;
    merge(name, &raw)
}

/// One module of the raw text: its body without the `module NAME` and `endmodule` words.
struct Module {
    path: String,
    ports: String,
    body: String,
}

fn split(raw: &str) -> anyhow::Result<Vec<Module>> {
    let mut modules = Vec::new();
    let mut rest = raw;
    while let Some(at) = rest.find("\nmodule ") {
        let text = &rest[at + 8..];
        let open = text.find('(').ok_or_else(|| anyhow::anyhow!("module without ports"))?;
        let close = text.find(");").ok_or_else(|| anyhow::anyhow!("module without port list"))?;
        let end = text.find("endmodule").ok_or_else(|| anyhow::anyhow!("module without end"))?;
        modules.push(Module {
            path: text[..open].trim().to_owned(),
            ports: text[open + 1..close].to_owned(),
            body: continuous(text[close + 2..end].trim_matches('\n')),
        });
        rest = &text[end..];
    }
    Ok(modules)
}

/// Replaces whole identifiers (`$` included) that `map` knows.
fn rename(text: &str, map: &BTreeMap<String, String>) -> String {
    let is_ident = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_ident) {
        out.push_str(&rest[..start]);
        let tail = &rest[start..];
        let len = tail.find(|c| !is_ident(c)).unwrap_or(tail.len());
        let word = &tail[..len];
        out.push_str(map.get(word).map_or(word, String::as_str));
        rest = &tail[len..];
    }
    out.push_str(rest);
    out
}

/// A readable name for a module: what it is for a register, else the last named path segment.
fn base_name(module: &Module) -> String {
    let width = || {
        let at = module.body.find("[")? + 1;
        let end = module.body[at..].find(':')? + at;
        module.body[at..end].parse::<u32>().ok().map(|msb| msb + 1)
    };
    if module.ports == "d,q,clock" {
        return format!("dff_{}", width().unwrap_or(1));
    }
    if module.body.contains("ASYNC_REG") {
        return format!("synchronizer_{}", width().unwrap_or(1));
    }
    if module.ports.starts_with("write_clock,write,") {
        return "crossing_ram".into();
    }
    let segment = module.path.rsplit('$').find(|s| !s.bytes().all(|b| b.is_ascii_digit()));
    segment.unwrap_or("module").to_owned()
}

fn merge(top: &str, raw: &str) -> anyhow::Result<String> {
    let mut modules = split(raw)?;
    // Deepest paths first: a module's children are named before it is compared.
    modules.sort_by_key(|m| (std::cmp::Reverse(m.path.matches('$').count()), m.path.clone()));
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut by_text: BTreeMap<String, String> = BTreeMap::new();
    let mut used: BTreeMap<String, u32> = BTreeMap::new();
    let mut out = String::from(
        "// Written by `cargo run -p spikelm-hdl -- generate` from hdl/src; do not edit.\n\
         `default_nettype none\n",
    );
    for m in &modules {
        distinct(m)?;
        let body = rename(&m.body, &names);
        let key = format!("{}\n{body}", m.ports);
        let is_top = m.path == "top";
        if let (Some(known), false) = (by_text.get(&key), is_top) {
            names.insert(m.path.clone(), known.clone());
            continue;
        }
        let name = if is_top {
            top.to_owned()
        } else {
            let base = base_name(m);
            let n = used.entry(base.clone()).or_insert(0);
            *n += 1;
            if *n == 1 { format!("{top}_{base}") } else { format!("{top}_{base}_{n}") }
        };
        names.insert(m.path.clone(), name.clone());
        by_text.insert(key, name.clone());
        write!(out, "\nmodule {name}({});\n{body}\nendmodule\n", m.ports)?;
    }
    out.push_str("\n`default_nettype wire\n");
    let lines: Vec<_> = out.replace('$', "_").lines().map(|l| l.trim_end().to_owned()).collect();
    let mut text = restore_system_names(&lines.join("\n"));
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text.push('\n');
    Ok(text)
}

/// No two names of a module may become one when `$` becomes `_`.
fn distinct(module: &Module) -> anyhow::Result<()> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let is_ident = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    for name in module.body.split(|c| !is_ident(c) && c != '.').filter(|w| !w.is_empty()) {
        if name.starts_with('.') {
            continue; // a port of a child, in the child's own name space
        }
        let known = *seen.entry(name.replace('$', "_")).or_insert(name);
        anyhow::ensure!(known == name, "{}: `{known}` and `{name}` collide", module.path);
    }
    Ok(())
}

/// `$signed` and `$unsigned` lost their `$` with the path separators.
fn restore_system_names(text: &str) -> String {
    text.replace("_signed(", "$signed(").replace("_unsigned(", "$unsigned(")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAW: &str = "\n\nmodule top(clock);\n    a$0 x;\n    top$a$0 a$0(\n);\n    top$a$1 a$1();\n\
        endmodule // top\n\n\nmodule top$a$0(d,q,clock);\n    input wire [7:0] d;\nendmodule // a\n\
        \n\nmodule top$a$1(d,q,clock);\n    input wire [7:0] d;\nendmodule // b\n";

    #[test]
    fn equal_modules_become_one() {
        let text = merge("e", RAW).unwrap();
        assert_eq!(text.matches("\nmodule ").count(), 2, "{text}");
        assert_eq!(text.matches("e_dff_8 a_").count(), 2, "{text}");
        assert!(text.contains("module e(clock);"));
        assert!(!text.contains('$'));
    }
}
