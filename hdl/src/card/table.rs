//! The table of boards in `bitstreams/README.md`.

use anyhow::{Context, Result};
use spikelm_bitstreams::Manifest;

const BEGIN: &str = "<!-- boards: written by `cargo run -p spikelm-hdl -- generate` -->\n";
const END: &str = "<!-- end of boards -->\n";

/// The text with its table of boards made anew.
///
/// `built` is what a manifest says. Every board is simulated and linted: the tests of both go over
/// all boards there are.
///
/// # Errors
/// When the text has no place for the table.
pub fn with_table(text: &str, manifests: &[Manifest]) -> Result<String> {
    let (before, rest) = text.split_once(BEGIN).context("no line where the table begins")?;
    let (_, after) = rest.split_once(END).context("no line where the table ends")?;
    let mut table = String::from(
        "| board | part | link | engine | built | simulated | linted |\n|---|---|---|---|---|---|---|\n",
    );
    for m in manifests {
        let link = match (&m.pcie, &m.serial) {
            (Some(p), _) => format!("PCIe Gen{} x{}", p.generation, p.width),
            (_, Some(s)) => format!("serial, {} Mbit/s", f64::from(s.baud) / 1e6),
            _ => "none".to_owned(),
        };
        let built = if m.built { "yes" } else { "no" };
        table += &format!(
            "| `{}` ({}) | `{}` | {link} | `{}`, {} MHz | {built} | yes | yes |\n",
            m.board, m.title, m.part, m.engine.config, m.engine.mhz
        );
    }
    Ok([before, BEGIN, &table, END, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_follows_the_manifests_and_the_text_stays() {
        let mut manifest = spikelm_bitstreams::board("nitefury").unwrap();
        let text = format!("before\n{BEGIN}old\n{END}after\n");
        let unbuilt = with_table(&text, std::slice::from_ref(&manifest)).unwrap();
        assert!(unbuilt.contains("PCIe Gen2 x4 | `card-artix`, 100 MHz | no | yes"), "{unbuilt}");
        assert!(unbuilt.starts_with("before\n") && unbuilt.ends_with("after\n"), "{unbuilt}");
        manifest.built = true;
        let built = with_table(&unbuilt, &[manifest]).unwrap();
        assert_eq!(built, unbuilt.replace("| no |", "| yes |"));
        assert!(!built.contains("old"));
        with_table("nothing", &[]).unwrap_err();
    }
}
