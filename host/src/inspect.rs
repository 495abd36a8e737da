//! `spikelm inspect`.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::{Value, json};
use spikelm_model::inspect::{Config, LayerReport, Report, inspect};
use spikelm_model::{Amplitudes, Architecture, QuantizationError};

use crate::output::Output;

/// Show what a model directory holds: architecture, shapes, amplitudes, quantization error per
/// layer, proven accumulator bits, and what would be refused and why.
///
/// Exit code 1 when the model would be refused.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  spikelm inspect tests/models/sst2-tiny
  spikelm inspect --json tests/models/multi30k-tiny")]
pub(crate) struct Arguments {
    /// Directory with config.json, tokenizer.json and model.safetensors
    #[arg(value_name = "DIR")]
    model: PathBuf,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let report = inspect(&arguments.model)?;
    let output = Output::new();
    if arguments.json {
        output.line(&serde_json::to_string_pretty(&as_json(&report))?)?;
    } else {
        for line in as_text(&report, &output) {
            output.line(&line)?;
        }
    }
    match report.faults.len() {
        0 => Ok(()),
        1 => bail!("{}: the model would be refused", arguments.model.display()),
        n => bail!("{}: the model would be refused for {n} reasons", arguments.model.display()),
    }
}

/// The sizes under the names of `config.json`.
fn sizes(config: &Config) -> Value {
    match config {
        Config::Bert(c) => json!({
            "architecture": Architecture::Bert.name(),
            "vocab_size": c.vocab_size, "hidden_size": c.hidden_size,
            "num_hidden_layers": c.num_hidden_layers,
            "num_attention_heads": c.num_attention_heads,
            "intermediate_size": c.intermediate_size,
            "max_position_embeddings": c.max_position_embeddings, "T": c.steps,
            "labels": (0..c.labels()).map(|i| c.label(i)).collect::<Vec<_>>(),
        }),
        Config::Bart(c) => json!({
            "architecture": Architecture::Bart.name(),
            "vocab_size": c.vocab_size, "d_model": c.d_model,
            "encoder_layers": c.encoder_layers, "decoder_layers": c.decoder_layers,
            "encoder_attention_heads": c.encoder_attention_heads,
            "decoder_attention_heads": c.decoder_attention_heads,
            "encoder_ffn_dim": c.encoder_ffn_dim, "decoder_ffn_dim": c.decoder_ffn_dim,
            "max_position_embeddings": c.max_position_embeddings, "T": c.steps,
        }),
    }
}

fn as_json(report: &Report) -> Value {
    let error = |e: &QuantizationError| {
        json!({
            "relative_rms": e.relative_rms,
            "relative_max": e.relative_max,
            "accumulator_bits": e.accumulator_bits,
        })
    };
    let layers: Vec<Value> = report
        .layers
        .iter()
        .map(|l| {
            json!({
                "name": l.name, "inputs": l.inputs, "outputs": l.outputs, "dtype": l.dtype,
                "amplitudes": l.amplitudes.as_ref().map(Amplitudes::values),
                "int8": error(&l.int8), "int4": error(&l.int4),
            })
        })
        .collect();
    let thresholds: Vec<Value> = report
        .thresholds
        .iter()
        .map(|t| json!({"name": t.name, "amplitudes": t.amplitudes.values()}))
        .collect();
    let mut all = sizes(&report.config);
    all["tensors"] = report.tensors.into();
    all["layers"] = layers.into();
    all["thresholds"] = thresholds.into();
    all["faults"] = report.faults.iter().map(ToString::to_string).collect();
    all["more_faults"] = report.more_faults.into();
    all["unused"] = report.unused.clone().into();
    all
}

/// What the model is, its sizes, and its tables.
fn heading(report: &Report) -> [String; 3] {
    match &report.config {
        Config::Bert(c) => {
            let labels: Vec<String> = (0..c.labels()).map(|i| c.label(i)).collect();
            [
                "SpikeLM BERT for sequence classification".into(),
                format!(
                    "{} layers, hidden {}, {} heads of {}, feed-forward {}, T = {}",
                    c.num_hidden_layers,
                    c.hidden_size,
                    c.num_attention_heads,
                    c.head_size(),
                    c.intermediate_size,
                    c.steps
                ),
                format!(
                    "{} tokens, {} positions, {} tensors; labels {}",
                    c.vocab_size,
                    c.max_position_embeddings,
                    report.tensors,
                    labels.join(", ")
                ),
            ]
        }
        Config::Bart(c) => [
            "SpikeLM BART for conditional generation".into(),
            format!(
                "encoder {} layers, {} heads, feed-forward {}; decoder {} layers, {} heads, \
                 feed-forward {}; hidden {}, T = {}",
                c.encoder_layers,
                c.encoder_attention_heads,
                c.encoder_ffn_dim,
                c.decoder_layers,
                c.decoder_attention_heads,
                c.decoder_ffn_dim,
                c.d_model,
                c.steps
            ),
            format!(
                "{} tokens, {} positions (sources up to {}), {} tensors",
                c.vocab_size,
                c.max_position_embeddings,
                c.longest_source(),
                report.tensors
            ),
        ],
    }
}

fn as_text(report: &Report, output: &Output) -> Vec<String> {
    let [title, sizes, tables] = heading(report);
    let mut lines = vec![
        output.bold(&title),
        sizes,
        tables,
        String::new(),
        output.bold(&format!(
            "{:<48} {:>11} {:>5} {:>9} {:>5} {:>9} {:>5}  amplitudes",
            "spiking layer", "K x M", "type", "int8 rms", "bits", "int4 rms", "bits"
        )),
    ];
    lines.extend(report.layers.iter().map(layer));
    lines.push(String::new());
    lines.push(output.bold(&format!("{:<48} amplitudes", "threshold of keys, values")));
    let threshold = |name: &str, a: &Amplitudes| format!("{name:<48} {}", amplitudes(a));
    lines.extend(report.thresholds.iter().map(|t| threshold(&t.name, &t.amplitudes)));
    lines.push(String::new());
    if !report.unused.is_empty() {
        lines.push(format!("not used: {}", report.unused.join(", ")));
    }
    if report.faults.is_empty() {
        lines.push("nothing would be refused".into());
    }
    for fault in &report.faults {
        lines.push(output.red(&format!("refused: {fault}")));
    }
    if report.more_faults {
        lines.push("refused: and more".into());
    }
    lines
}

fn layer(l: &LayerReport) -> String {
    format!(
        "{:<48} {:>11} {:>5} {:>7.3} % {:>5} {:>7.2} % {:>5}  {}",
        l.name,
        format!("{} x {}", l.inputs, l.outputs),
        l.dtype,
        100.0 * l.int8.relative_rms,
        l.int8.accumulator_bits,
        100.0 * l.int4.relative_rms,
        l.int4.accumulator_bits,
        l.amplitudes.as_ref().map_or_else(|| "refused".into(), amplitudes),
    )
}

fn amplitudes(a: &Amplitudes) -> String {
    let values: Vec<String> = a.values().iter().map(|v| format!("{v:.4}")).collect();
    values.join(" ")
}
