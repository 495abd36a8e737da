//! A run as one HTML page: the figures of the JSON, with plots, and nothing to load.

mod svg;

use std::path::Path;

use anyhow::{Result, anyhow};
use serde_json::Value;

use crate::logits::WholeFile;
use svg::{Chart, escape};

const STYLE: &str = "
body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 920px; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; margin-bottom: 0.2em; }
figure { margin: 1.5em 0; border: 1px solid #ddd; border-radius: 6px; padding: 8px; }
svg { width: 100%; height: auto; }
svg text { font: 12px system-ui, sans-serif; fill: #333; }
svg text.title { font-size: 16px; font-weight: 600; }
svg text.x-axis, svg text.y-axis { font-size: 13px; fill: #222; }
svg .grid { stroke: #e3e3e3; }
table { border-collapse: collapse; margin: 1em 0; }
td, th { text-align: right; padding: 2px 12px; border-bottom: 1px solid #eee; }
td:first-child, th:first-child { text-align: left; }
.how { color: #666; }
";

/// Writes `index.html` to a directory, which is made where it is not there.
pub(crate) fn write(directory: &Path, figures: &Value) -> Result<()> {
    std::fs::create_dir_all(directory).map_err(|e| anyhow!("{}: {e}", directory.display()))?;
    let mut file = WholeFile::create(&directory.join("index.html"))?;
    file.line(&page(figures))?;
    file.finish()
}

fn page(figures: &Value) -> String {
    let text = |path: &str| figures.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let title = format!("{}: {} on {}", text("/benchmark"), text("/model"), text("/card"));
    let mut body = format!(
        "<h1>{}</h1>\n<p class=\"how\">{} scenario, {} weights, {}, {} threads; host time: {}</p>\n",
        escape(&title),
        escape(text("/scenario")),
        escape(text("/weights")),
        escape(text("/isa")),
        figures["threads"],
        escape(text("/host_time")),
    );
    body += &summary(figures);
    for chart in charts(figures) {
        body += &chart.figure();
    }
    // A closing tag within a string would end the script.
    let data = figures.to_string().replace("</", "<\\/");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n{body}<script type=\"application/json\" id=\"figures\">{data}</script>\n\
         </body>\n</html>",
        escape(&title),
    )
}

/// Rows of what is no plot.
fn summary(figures: &Value) -> String {
    let host = figures["host_time"].as_str().unwrap_or_default();
    let mut rows: Vec<[String; 3]> = vec![
        ["queries".into(), figures["queries"].to_string(), String::new()],
        ["tokens".into(), figures["tokens"].to_string(), String::new()],
    ];
    for key in ["samples_per_second", "tokens_per_second"] {
        if let Some(rate) = figures[key].as_f64() {
            rows.push([key.replace('_', " "), format!("{rate:.2}"), host.into()]);
        }
    }
    for row in list(&figures["latency_ns"]["percentiles"]) {
        let milliseconds = |key: &str| row[key].as_f64().map(|ns| format!("{:.3} ms", ns / 1e6));
        let estimate = milliseconds("early_stopping_ns")
            .unwrap_or_else(|| format!("from {} queries", row["queries_needed"]));
        rows.push([
            format!("latency, {}th percentile", row["percentile"]),
            milliseconds("ns").unwrap_or_default(),
            format!("{host}; early stopping {estimate}"),
        ]);
    }
    if let Some(cycles) = figures["cycles"]["all"].as_u64() {
        let how = figures["cycles"]["how"].as_str().unwrap_or_default();
        rows.push(["cycles".into(), cycles.to_string(), how.into()]);
    }
    for (key, unit) in
        [("energy_per_sentence_j", "J a sentence"), ("energy_per_token_j", "J a token")]
    {
        for source in list(&figures["sources"]) {
            if let Some(energy) = source[key].as_f64() {
                let name = source["name"].as_str().unwrap_or_default();
                let boundary = source["boundary"].as_str().unwrap_or_default();
                let how = format!("{boundary}, measured");
                rows.push([format!("energy, {name}"), format!("{energy:.6} {unit}"), how]);
            }
        }
    }
    let row = |[a, b, c]: [String; 3]| {
        let [a, b, c] = [a, b, c].map(|text| escape(&text));
        format!("<tr><td>{a}</td><td>{b}</td><td class=\"how\">{c}</td></tr>\n")
    };
    format!("<table>\n{}</table>\n", rows.into_iter().map(row).collect::<String>())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}

fn charts(figures: &Value) -> Vec<Chart<'static>> {
    let measured = figures["host_time"] == "measured";
    let mut charts = Vec::new();
    let bars: Vec<&Value> = list(&figures["latency_ns"]["histogram"]).collect();
    if !bars.is_empty() {
        charts.push(Chart {
            title: "Latency",
            x: if measured {
                "latency, measured (ms)"
            } else {
                "latency of the simulator, not of a card (ms)"
            },
            y: "queries (count)",
            labels: bars.iter().map(|b| format!("{:.3}", number(&b["from"]) / 1e6)).collect(),
            series: vec![("queries", bars.iter().map(|b| number(&b["count"])).collect())],
            stacked: false,
        });
    }
    let stages: Vec<&Value> =
        list(&figures["breakdown"]["stages"]).filter(|s| number(&s["ns"]) > 0.0).collect();
    if !stages.is_empty() {
        charts.push(Chart {
            title: "Where the time of a query goes",
            x: "stage (name)",
            y: if measured {
                "mean time of a query, measured (ms)"
            } else {
                "mean host time with the simulator (ms)"
            },
            labels: stages.iter().map(|s| text(&s["stage"])).collect(),
            series: vec![("time", stages.iter().map(|s| number(&s["ns"]) / 1e6).collect())],
            stacked: false,
        });
    }
    charts.extend(stalls(figures));
    let layers: Vec<&Value> = list(&figures["breakdown"]["layers"])
        .filter(|l| number(&l["dense_additions"]) > 0.0)
        .collect();
    if !layers.is_empty() {
        let heights = |key: &str| layers.iter().map(|l| number(&l[key])).collect();
        charts.push(Chart {
            title: "Additions by layer",
            x: "layer (number)",
            y: "additions of a query (count)",
            labels: layers.iter().map(|l| text(&l["layer"])).collect(),
            series: vec![
                ("after coding", heights("additions")),
                ("dense products", heights("dense_additions")),
            ],
            stacked: false,
        });
    }
    charts
}

/// Busy cycles of a card by what they are spent on.
fn stalls(figures: &Value) -> Option<Chart<'static>> {
    const KINDS: [&str; 2] = ["linear", "attention"];
    const CAUSES: [&str; 4] = ["fetch", "drain", "empty", "edge"];
    figures["linear"]["stalls"].as_object()?;
    let of = |get: &dyn Fn(&Value) -> f64| KINDS.map(|kind| get(&figures[kind])).to_vec();
    let mut series = vec![("events", of(&|kind| number(&kind["event_cycles"])))];
    series.extend(CAUSES.map(|cause| (cause, of(&|kind| number(&kind["stalls"][cause])))));
    Some(Chart {
        title: "Busy cycles: events, and stalls by cause",
        x: "products (kind)",
        y: "cycles, simulated or counted by the card (count)",
        labels: KINDS.map(str::to_owned).to_vec(),
        series,
        stacked: true,
    })
}
