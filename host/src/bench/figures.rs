//! The figures of a run: one JSON value, which text and report show.

use anyhow::{Result, anyhow};
use hdrhistogram::Histogram;
use serde_json::{Value, json};
use spikelm_engine::Isa;
use spikelm_engine::stages::{Breakdown, Part, Stage, Times};

use super::loadgen::{PERCENTILES, Scenario, early_stopping, percentile, queries_needed};
use super::queries::Run;
use super::subject::Subject;
use crate::counters::totals_json;
use crate::output::grouped;

/// Significant digits of the histogram.
const DIGITS: u8 = 3;
/// Bars of the histogram, at most.
const BARS: u64 = 40;

/// All figures of a run.
pub(crate) fn json(
    benchmark: &str,
    scenario: Scenario,
    subject: &Subject,
    run: &Run,
    layers: bool,
) -> Result<Value> {
    let sorted = run.sorted();
    let seconds = run.whole.as_secs_f64();
    let latency = (scenario != Scenario::Offline).then(|| latency(&sorted, run)).transpose()?;
    let work = run.work.as_ref();
    let cycles = work.and_then(|w| w.cycles).map(|all| cycles(all, run));
    Ok(json!({
        "benchmark": benchmark,
        "scenario": scenario.name(),
        "model": subject.name,
        "card": subject.card(),
        "weights": subject.weights(),
        "isa": Isa::selected().to_string(),
        "threads": rayon::current_num_threads(),
        "host_time": subject.clock.name(),
        "queries": run.queries.len(),
        "tokens": run.tokens(),
        "seconds": seconds,
        "samples_per_second": run.queries.len() as f64 / seconds,
        "tokens_per_second": run.tokens() as f64 / seconds,
        "latency_ns": latency,
        "breakdown": run.breakdown.as_ref().map(|b| breakdown(b, &sorted, layers)),
        "cycles": cycles,
        "linear": totals_json(work.map(|s| &s.linear)),
        "attention": totals_json(work.map(|s| &s.attention)),
    }))
}

fn latency(sorted: &[u64], run: &Run) -> Result<Value> {
    let of = |p: f64| {
        json!({
            "percentile": 100.0 * p,
            "ns": percentile(sorted, p),
            "early_stopping_ns": early_stopping(sorted, p),
            "queries_needed": queries_needed(p),
        })
    };
    let mean = sorted.iter().sum::<u64>() as f64 / sorted.len().max(1) as f64;
    let waited: u64 = run.queries.iter().map(|q| q.issued_ns - q.scheduled_ns).sum();
    Ok(json!({
        "min": sorted.first(),
        "mean": mean,
        "max": sorted.last(),
        "mean_wait": waited as f64 / sorted.len().max(1) as f64,
        "percentiles": PERCENTILES.map(of),
        "histogram": histogram(sorted)?,
    }))
}

/// Counts of latencies in steps of equal width.
fn histogram(sorted: &[u64]) -> Result<Vec<Value>> {
    let mut histogram = Histogram::<u64>::new(DIGITS).map_err(|e| anyhow!("histogram: {e}"))?;
    histogram.auto(true);
    for &latency in sorted {
        histogram.record(latency).map_err(|e| anyhow!("a latency of {latency} ns: {e}"))?;
    }
    let (first, last) = (histogram.min(), histogram.max());
    let step = ((last - first) / BARS + 1).max(1);
    let mut counts = vec![0; ((last - first) / step + 1) as usize];
    for value in histogram.iter_recorded() {
        let place = value.value_iterated_to().clamp(first, last) - first;
        counts[(place / step) as usize] += value.count_since_last_iteration();
    }
    let from = (first..).step_by(step as usize);
    Ok(from
        .zip(counts)
        .map(|(from, n)| json!({"from": from, "to": from + step, "count": n}))
        .collect())
}

/// Cycles of a simulated card; of each query where they are known.
fn cycles(all: u64, run: &Run) -> Value {
    let mut each: Vec<u64> = run.queries.iter().filter_map(|q| q.cycles).collect();
    each.sort_unstable();
    let percentiles: Vec<Value> = (PERCENTILES.iter())
        .filter_map(|&p| Some(json!({"percentile": 100.0 * p, "cycles": percentile(&each, p)?})))
        .collect();
    let work = run.work.as_ref();
    json!({
        "how": "simulated",
        "all": all,
        "busy": work.and_then(|w| Some(w.linear.busy_cycles? + w.attention.busy_cycles?)),
        "load": work.and_then(|w| w.load_cycles),
        "command": work.and_then(|w| w.command_cycles),
        "idle": work.and_then(|w| w.idle_cycles),
        "of_a_query": percentiles,
    })
}

/// Where the time of the queries went, on average.
pub(crate) fn breakdown(breakdown: &Breakdown, sorted: &[u64], layers: bool) -> Value {
    let queries = sorted.len().max(1) as f64;
    let whole = sorted.iter().sum::<u64>() as f64 / queries;
    let times = breakdown.times();
    let mean = |times: &Times, stage: Stage| times.of(stage).as_nanos() as f64 / queries;
    let stages = |times: &Times| -> Vec<Value> {
        let stage = |stage: Stage| {
            json!({
                "stage": stage.name(), "product": stage.is_product(), "ns": mean(times, stage),
            })
        };
        Stage::ALL.into_iter().map(stage).collect()
    };
    let sum: f64 = Stage::ALL.into_iter().map(|s| mean(&times, s)).sum();
    let product: f64 =
        Stage::ALL.into_iter().filter(|s| s.is_product()).map(|s| mean(&times, s)).sum();
    let part = |(name, part): (String, &Part)| {
        let mut value = json!({
            "layer": name,
            "ns": part.times.total().as_nanos() as f64 / queries,
            "additions": part.additions as f64 / queries,
            "dense_additions": part.dense_additions as f64 / queries,
        });
        if layers {
            value["stages"] = stages(&part.times).into();
        }
        value
    };
    let layer = breakdown.layers.iter().enumerate().map(|(i, p)| (format!("{}", i + 1), p));
    let outside = std::iter::once(("outside".to_owned(), &breakdown.outside));
    json!({
        "mean_latency_ns": whole,
        "sum_ns": sum,
        "stages": stages(&times),
        "product_share": product / sum,
        "glue_share": 1.0 - product / sum,
        "layers": layer.chain(outside).map(part).collect::<Vec<_>>(),
    })
}

/// The figures for people.
pub(crate) fn text(figures: &Value) -> Vec<String> {
    let text = |path: &str| figures.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let number = |path: &str| figures.pointer(path).and_then(Value::as_f64);
    let count = |path: &str| number(path).map_or_else(|| "-".into(), |n| grouped(n as u64));
    let mut lines = vec![format!(
        "{}: {} queries, {} tokens ({} weights, {}, {}, {} threads)",
        text("/scenario"),
        count("/queries"),
        count("/tokens"),
        text("/weights"),
        text("/card"),
        text("/isa"),
        count("/threads"),
    )];
    let clock = text("/host_time");
    if figures["latency_ns"].is_null() {
        let rate = |path: &str| number(path).unwrap_or_default();
        lines.push(format!(
            "{:.1} samples a second, {:.1} tokens a second (host time, {clock})",
            rate("/samples_per_second"),
            rate("/tokens_per_second"),
        ));
    }
    let milliseconds = |v: &Value| v.as_f64().map(|ns| format!("{:.3} ms", ns / 1e6));
    for row in figures["latency_ns"]["percentiles"].as_array().into_iter().flatten() {
        let estimate = milliseconds(&row["early_stopping_ns"]);
        lines.push(format!(
            "p{:<5} {:>12}  early stopping {:>12}  (host time, {clock})",
            row["percentile"].as_f64().unwrap_or_default(),
            milliseconds(&row["ns"]).unwrap_or_default(),
            estimate.unwrap_or_else(|| format!("from {} queries", row["queries_needed"])),
        ));
    }
    if let Some(verdict) = figures.get("verdict") {
        lines.push(format!(
            "p{} within {}: {}, {} over it ({} queries a second arrive)",
            verdict["percentile"],
            milliseconds(&verdict["bound_ns"]).unwrap_or_default(),
            match (verdict["valid"].as_bool(), verdict["percentile_kept"].as_bool()) {
                (Some(true), _) => "valid",
                (_, Some(true)) => "kept, but too few queries to be sure",
                _ => "not kept",
            },
            verdict["over_bound"],
            figures["rate_per_second"],
        ));
    }
    lines.extend(stage_lines(&figures["breakdown"]));
    lines.extend(layer_lines(figures));
    if figures["cycles"].is_object() {
        let median = figures["cycles"]["of_a_query"][0]["cycles"].as_u64().map(grouped);
        lines.push(format!(
            "{} cycles (simulated), {} of the median query",
            count("/cycles/all"),
            median.unwrap_or_else(|| "-".into()),
        ));
    }
    lines
}

/// A line per stage of a breakdown, if there is one.
pub(crate) fn stage_lines(breakdown: &Value) -> Vec<String> {
    let Some(whole) = breakdown["sum_ns"].as_f64() else { return Vec::new() };
    let mut lines = vec![format!("{:<24} {:>12} {:>7}", "stage", "of a query", "share")];
    for row in breakdown["stages"].as_array().into_iter().flatten() {
        let ns = row["ns"].as_f64().unwrap_or_default();
        if ns > 0.0 {
            let name = row["stage"].as_str().unwrap_or_default();
            let (time, share) = (ns / 1e6, 100.0 * ns / whole);
            lines.push(format!("{name:<24} {time:>9.3} ms {share:>5.1} %"));
        }
    }
    let glue = 100.0 * breakdown["glue_share"].as_f64().unwrap_or_default();
    lines.push(format!("glue, all that is no part of a product: {glue:.1} %"));
    lines
}

/// A line per layer and stage, where they are asked for.
fn layer_lines(figures: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for layer in figures["breakdown"]["layers"].as_array().into_iter().flatten() {
        for row in layer["stages"].as_array().into_iter().flatten() {
            let ns = row["ns"].as_f64().unwrap_or_default();
            if ns > 0.0 {
                let layer = layer["layer"].as_str().unwrap_or_default();
                let name = row["stage"].as_str().unwrap_or_default();
                lines.push(format!("layer {layer:<8} {name:<24} {:>9.3} ms", ns / 1e6));
            }
        }
    }
    lines
}
