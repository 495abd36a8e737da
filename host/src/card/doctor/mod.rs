//! `spikelm card doctor`: what is wrong with a card, and what to do.

mod engine;
mod host;
mod memory;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;
use serde::Serialize;
use spikelm_bitstreams::Manifest;
use spikelm_engine::{XdmaCard, XdmaOptions};

use crate::output::Output;

/// Examine a card: driver, nodes, link, registers, memory, interrupt, products
///
/// Checks run in order, as far as what was found lets them. The engine is reset and its memory is
/// overwritten; a card that another process holds is left alone.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm card doctor
  spikelm card doctor /dev/xdma1 --json
  spikelm card doctor /dev/xdma0 --manifest bitstreams/alveo-u50/manifest.toml

Exit code: 0 nothing found, 1 something is wrong.")]
pub(crate) struct Arguments {
    /// /dev/xdma0, or a directory with the nodes of one card
    #[arg(default_value = "/dev/xdma0", value_name = "CARD")]
    path: PathBuf,
    /// What the bitstream was built for: the link and the build that are expected
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Where sysfs is
    #[arg(long, default_value = "/sys", value_name = "DIR")]
    sysfs: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Ok,
    Wrong,
    /// It could not be made.
    Skipped,
}

/// A check that was made.
#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    outcome: Outcome,
    /// What was found.
    found: String,
    /// What to do, where something is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

/// What a check says: what it found, or that with the remedy.
type Checked = Result<String, Wrong>;

/// Something is wrong.
struct Wrong {
    found: String,
    remedy: String,
}

impl Wrong {
    fn new(found: impl ToString, remedy: impl ToString) -> Wrong {
        Wrong { found: found.to_string(), remedy: remedy.to_string() }
    }
}

/// All checks so far.
#[derive(Default)]
struct Report(Vec<Finding>);

impl Report {
    /// Notes a check; whether it was well.
    fn note(&mut self, check: &'static str, checked: Checked) -> bool {
        let well = checked.is_ok();
        self.0.push(match checked {
            Ok(found) => Finding { check, outcome: Outcome::Ok, found, remedy: None },
            Err(Wrong { found, remedy }) => {
                Finding { check, outcome: Outcome::Wrong, found, remedy: Some(remedy) }
            }
        });
        well
    }

    fn skip(&mut self, check: &'static str, why: &str) {
        let found = why.to_owned();
        self.0.push(Finding { check, outcome: Outcome::Skipped, found, remedy: None });
    }

    fn wrong(&self) -> usize {
        self.0.iter().filter(|f| f.outcome == Outcome::Wrong).count()
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let manifest = arguments.manifest.as_deref().map(Manifest::read).transpose()?;
    let mut report = Report::default();
    examine(arguments, manifest.as_ref(), &mut report);
    let output = Output::new();
    if arguments.json {
        output.line(&serde_json::to_string_pretty(&report.0)?)?;
    } else {
        for Finding { check, outcome, found, remedy } in &report.0 {
            let mark = match outcome {
                Outcome::Ok => output.green("ok     "),
                Outcome::Wrong => output.red("WRONG  "),
                Outcome::Skipped => "skipped".into(),
            };
            output.line(&format!("{mark} {check:<11} {found}"))?;
            if let Some(remedy) = remedy {
                output.line(&format!("        {:<11} remedy: {remedy}", ""))?;
            }
        }
    }
    match report.wrong() {
        0 => Ok(()),
        n => bail!("{}: {n} of {} checks failed", arguments.path.display(), report.0.len()),
    }
}

fn examine(arguments: &Arguments, manifest: Option<&Manifest>, report: &mut Report) {
    let Some(device) = host::find(&arguments.path, &arguments.sysfs, report) else { return };
    let wanted = manifest.and_then(|m| m.pcie.as_ref());
    host::link(&device, &arguments.sysfs, wanted, report);
    if !report.note("permissions", host::permissions(&device)) {
        return;
    }
    let card = match XdmaCard::open(&device.path(), XdmaOptions::default()) {
        Ok(card) => Arc::new(card),
        Err(e) => {
            let remedy = "as the message says; `spikelm card reset` if it was left in a bad state";
            report.note("channels", Err(Wrong::new(e, remedy)));
            return;
        }
    };
    report.note("channels", Ok("both are there, memory-mapped, idle; the card is not held".into()));
    engine::examine(&card, manifest, report);
}
