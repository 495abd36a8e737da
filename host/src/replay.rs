//! `spikelm replay`: a recorded run in the simulator.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use clap::Args;
use serde_json::json;
use spikelm_engine::recording::{self, Replayed};
use spikelm_sim::SimOptions;

use crate::Usage;
use crate::card::{CardName, open_simulated};
use crate::output::{Output, grouped};

/// Do a recorded run again in the simulator, and name the first command that differs
///
/// `--record FILE` of the other commands keeps every transaction of a run on any card. Here the
/// same transfers and register accesses go to the simulated engine of the same sizes; the records
/// and sums of every command are compared. A recording that was cut off is replayed as far as it
/// goes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm classify --model tests/models/sst2-tiny --card /dev/xdma0 --record run.rec \"a text\"
  spikelm replay run.rec --card sim
  spikelm replay run.rec --card sim --trace run.fst

Exit code: 0 no difference, 1 a command differs or the recording cannot be replayed.")]
pub(crate) struct Arguments {
    /// What --record wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The simulated card: sim:CONFIG of the sizes that were recorded
    #[arg(long, default_value = "sim", value_name = "CARD")]
    card: CardName,
    /// Write waveforms (FST); slow
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let CardName::Sim(config) = arguments.card else {
        return Err(
            Usage("recordings are replayed in the simulator: give --card sim".into()).into()
        );
    };
    let name = arguments.file.display();
    let file = File::open(&arguments.file).map_err(|e| anyhow!("{name}: {e}"))?;
    let card =
        open_simulated(SimOptions { trace: arguments.trace.clone(), ..SimOptions::new(config) })?;
    let replayed = recording::replay(&card, BufReader::new(file));
    let replayed = replayed.map_err(|e| anyhow!("{name}: {e}"))?;
    let Replayed { recorded, events, commands, cut, difference } = &replayed;
    let output = Output::new();
    if arguments.json {
        let difference = difference.as_ref().map(|d| {
            json!({
                "sequence": d.sequence, "command": d.command, "what": d.what, "event": d.event,
            })
        });
        output.line(&serde_json::to_string_pretty(&json!({
            "recorded": recorded,
            "transactions": events,
            "commands": commands,
            "cut": cut,
            "cycles": card.cycles(),
            "difference": difference,
        }))?)?;
    } else {
        output.line(&format!(
            "{recorded}: {} transactions, {} commands compared, {} cycles (simulated)",
            grouped(*events),
            grouped(*commands),
            grouped(card.cycles())
        ))?;
    }
    if *cut {
        log::warn!("{name} was cut off at its end");
    }
    match difference {
        Some(d) => bail!(
            "{name}: command {} ({}), read back by transaction {}: {}",
            d.sequence,
            d.command,
            d.event,
            d.what
        ),
        None if *commands == 0 => bail!("{name}: no command was read back in this recording"),
        None if arguments.json => Ok(()),
        None => output.line("no difference"),
    }
}
