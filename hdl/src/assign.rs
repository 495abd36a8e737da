//! Turns unconditional assignments of a combinational block into continuous ones.
//!
//! rust_hdl writes all of a block's logic as one `always @(*)`. A signal that is assigned once,
//! unconditionally, from signals that are themselves settled, can be an `assign`: the text reads
//! better, and a simulator sees no loop through the block where there is none.

use std::collections::{BTreeMap, BTreeSet};

const OPEN: &str = "always @(*) begin";

fn is_ident(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// The target and right side of a one-line assignment.
fn assignment(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let end = line.find(|c| !is_ident(c))?;
    let (target, rest) = line.split_at(end);
    let right = rest.strip_prefix(" = ")?.strip_suffix(';')?;
    (!target.is_empty()).then_some((target, right))
}

/// The signal that a line of any form assigns, slices included.
fn target(line: &str) -> Option<&str> {
    let line = line.trim();
    let end = line.find(|c| !is_ident(c))?;
    (end > 0 && line.contains(" = ") && !line.starts_with("if ")).then(|| &line[..end])
}

fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_ident(c)).filter(|w| !w.is_empty())
}

/// Rewrites the body of one module.
pub(crate) fn continuous(body: &str) -> String {
    let lines: Vec<&str> = body.lines().collect();
    let Some(open) = lines.iter().position(|l| l.trim() == OPEN) else {
        return body.to_owned();
    };
    let mut depth = 0i32;
    let mut close = open;
    let mut depths = BTreeMap::new();
    for (i, line) in lines.iter().enumerate().skip(open) {
        let words: Vec<_> = identifiers(line).collect();
        depths.insert(i, depth);
        depth += words.iter().filter(|w| matches!(**w, "begin" | "case")).count() as i32;
        depth -= words.iter().filter(|w| matches!(**w, "end" | "endcase")).count() as i32;
        close = i;
        if depth == 0 {
            break;
        }
    }
    let inside = open + 1..close;
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for i in inside.clone() {
        if let Some(name) = target(lines[i]) {
            *times.entry(name).or_insert(0) += 1;
        }
    }
    let settled = |word: &str| {
        times.get(word).is_none_or(|n| *n == 1) || word.chars().all(|c| c.is_numeric())
    };
    let mut moved = BTreeSet::new();
    let mut assigns = Vec::new();
    for i in inside.clone() {
        if depths.get(&i) != Some(&1) {
            continue;
        }
        let Some((name, right)) = assignment(lines[i]) else { continue };
        if times.get(name) == Some(&1) && identifiers(right).all(settled) {
            moved.insert(name.to_owned());
            assigns.push((i, format!("    assign {name} = {right};")));
        }
    }
    let gone: BTreeSet<usize> = assigns.iter().map(|(i, _)| *i).collect();
    let mut out = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        if i == open {
            out.extend(assigns.iter().map(|(_, text)| text.clone()));
            if gone.len() < inside.len() {
                out.push(line.to_string());
            }
        } else if gone.contains(&i) || (i == close && gone.len() == inside.len()) {
        } else if i < open {
            out.push(declare_wire(line, &moved));
        } else {
            out.push(line.to_string());
        }
    }
    out.join("\n")
}

/// `reg x;` becomes `wire x;` where x is now driven by an `assign`.
fn declare_wire(line: &str, moved: &BTreeSet<String>) -> String {
    let name = line.trim_end_matches(';').rsplit(|c| !is_ident(c)).next().unwrap_or("");
    if line.trim_end().ends_with(';') && moved.contains(name) {
        line.replacen("reg ", "wire ", 1)
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_assignments_move_and_others_stay() {
        let body = "    output reg  ready;\n    reg  [3:0] sum;\n    reg  once;\n\
            always @(*) begin\n    ready = q != full;\n    sum = a;\n    sum = sum + b;\n\
            \x20   once = sum & c;\n    if (ready) begin\n        d = 1'b0;\n    end\nend\n";
        let text = continuous(body);
        assert!(text.contains("output wire  ready;"), "{text}");
        assert!(text.contains("assign ready = q != full;"));
        assert!(text.contains("reg  [3:0] sum;"));
        // `once` reads a signal that is assigned twice: it stays in order.
        assert!(text.contains("    once = sum & c;") && !text.contains("assign once"));
        assert!(text.contains("always @(*) begin"));
    }
}
