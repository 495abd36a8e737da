//! `spikelm bench latency | throughput`: statistics against the raw log, stages, the HTML report.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use spikelm_tests::{dev_set, number, run};
use tempfile::TempDir;

/// Sentences of the dev set, a text per line.
fn texts(directory: &TempDir) -> String {
    let dev_set = std::fs::read_to_string(dev_set()).unwrap();
    let sentences = dev_set.lines().skip(1).take(20).filter_map(|line| line.split('\t').nth(1));
    let path = directory.path().join("texts");
    std::fs::write(&path, sentences.collect::<Vec<_>>().join("\n")).unwrap();
    path.display().to_string()
}

/// Figures and raw log of a run on `sst2-tiny`.
fn bench(directory: &TempDir, what: &str, arguments: &[&str]) -> (Value, Vec<Value>) {
    let (texts, log) = (texts(directory), directory.path().join("log"));
    let log_path = log.display().to_string();
    let mut all = vec!["bench", what, "--model", "models/sst2-tiny", "--file", &texts, "--json"];
    all.extend(["--log", &log_path]);
    all.extend(arguments);
    let figures = run(&all).succeeded().json();
    let log = std::fs::read_to_string(log).unwrap();
    (figures, log.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn of(query: &Value, key: &str) -> u64 {
    query[key].as_u64().unwrap_or_else(|| panic!("{key} of {query}"))
}

/// `P[X <= t]` of a binomial distribution, term by term from Pascal's rule.
fn binomial(t: usize, n: usize, q: f64) -> f64 {
    let mut chances = vec![1.0];
    for _ in 0..n {
        let mut next = vec![0.0; (chances.len() + 1).min(t + 2)];
        for (x, p) in chances.iter().enumerate() {
            for (y, q) in [(x, 1.0 - q), (x + 1, q)] {
                if let Some(next) = next.get_mut(y) {
                    *next += p * q;
                }
            }
        }
        chances = next;
    }
    chances.iter().take(t + 1).sum()
}

#[test]
fn percentiles_and_stages_agree_with_the_raw_log() {
    let directory = tempfile::tempdir().unwrap();
    let report = directory.path().join("report");
    let report_path = report.display().to_string();
    let (figures, log) =
        bench(&directory, "latency", &["--queries", "80", "--report", &report_path]);
    assert_eq!((log.len(), &figures["scenario"]), (80, &Value::from("SingleStream")));
    assert_eq!(figures["host_time"], "measured");
    let mut latencies: Vec<u64> =
        log.iter().map(|q| of(q, "completed_ns") - of(q, "scheduled_ns")).collect();
    assert!(log.iter().zip(&latencies).all(|(q, l)| of(q, "latency_ns") == *l));
    assert!(log.windows(2).all(|w| of(&w[0], "completed_ns") <= of(&w[1], "issued_ns")));
    latencies.sort();
    for row in figures["latency_ns"]["percentiles"].as_array().unwrap() {
        let p = row["percentile"].as_f64().unwrap() / 100.0;
        // As many are faster as the percentile says, to the query.
        let place = latencies.iter().enumerate().filter(|(i, _)| *i as f64 <= 80.0 * p);
        assert_eq!(row["ns"].as_u64(), place.map(|(_, l)| *l).next_back(), "p{p}");
        let discard = (1..80).take_while(|t| binomial(*t, 80, 1.0 - p) < 0.01).last();
        let estimate = discard.map(|t| latencies[80 - t]);
        assert_eq!(row["early_stopping_ns"].as_u64(), estimate, "p{p}");
        assert_eq!(estimate.is_some(), p <= 0.9, "p{p}");
        assert_eq!(estimate.is_some(), of(row, "queries_needed") <= 80);
    }
    let bars = figures["latency_ns"]["histogram"].as_array().unwrap();
    assert_eq!(bars.iter().map(|bar| of(bar, "count")).sum::<u64>(), 80);

    let mean = latencies.iter().sum::<u64>() as f64 / 80.0;
    assert!((number(&figures, "breakdown/mean_latency_ns") / mean - 1.0).abs() < 1e-6);
    let stages = figures["breakdown"]["stages"].as_array().unwrap();
    let sum: f64 = stages.iter().map(|stage| number(stage, "ns")).sum();
    assert!((sum / mean - 1.0).abs() <= 0.02, "stages {sum}, latency {mean}");
    let other = stages.iter().find(|stage| stage["stage"] == "other").unwrap();
    assert!(number(other, "ns") < 0.25 * sum, "{figures:#}");
    let layers = figures["breakdown"]["layers"].as_array().unwrap();
    assert_eq!(layers.len(), 3, "two layers, and what is outside");
    let additions: f64 = layers.iter().map(|layer| number(layer, "additions")).sum();
    let counted = number(&figures, "linear/additions") + number(&figures, "attention/additions");
    assert!((80.0 * additions / counted - 1.0).abs() < 1e-6, "{additions} {counted}");

    page_is_whole(&report.join("index.html"), &figures, 3);
}

/// A page has the figures of the JSON, nothing to load, and titles, axes and units on every plot.
fn page_is_whole(path: &Path, figures: &Value, plots: usize) {
    let page = std::fs::read_to_string(path).unwrap();
    let (_, data) = page.split_once("<script type=\"application/json\" id=\"figures\">").unwrap();
    let (data, _) = data.split_once("</script>").unwrap();
    assert_eq!(serde_json::from_str::<Value>(&data.replace("<\\/", "</")).unwrap(), *figures);
    for outside in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside} in the page");
    }
    let charts: Vec<&str> = page.split("<figure class=\"plot\">").skip(1).collect();
    assert_eq!(charts.len(), plots);
    for chart in charts {
        for class in ["title", "x-axis", "y-axis"] {
            let (_, text) = chart.split_once(&format!("<text class=\"{class}\"")).expect(class);
            let text = text.split_once('>').unwrap().1.split_once("</text>").unwrap().0;
            assert!(!text.is_empty(), "{class}: {chart}");
            assert!(class == "title" || text.ends_with(')'), "a unit in {class}: {text}");
        }
    }
}

#[test]
fn server_counts_from_the_schedule_and_repeats_it() {
    let directory = tempfile::tempdir().unwrap();
    // Far more than can be answered: queries wait.
    let arguments = ["--scenario", "Server", "--qps", "100000", "--queries", "60", "--bound", "1"];
    let (figures, log) = bench(&directory, "latency", &arguments);
    let (_, again) = bench(&directory, "latency", &arguments);
    let scheduled = |log: &[Value]| log.iter().map(|q| of(q, "scheduled_ns")).collect::<Vec<_>>();
    assert_eq!(scheduled(&log), scheduled(&again));
    for pair in log.windows(2) {
        assert!(of(&pair[0], "scheduled_ns") <= of(&pair[1], "scheduled_ns"));
        assert!(of(&pair[0], "completed_ns") <= of(&pair[1], "issued_ns"), "one at a time");
    }
    for query in &log {
        assert!(of(query, "issued_ns") >= of(query, "scheduled_ns"), "{query}");
        let latency = of(query, "completed_ns") - of(query, "scheduled_ns");
        assert_eq!(of(query, "latency_ns"), latency, "waiting counts: {query}");
    }
    let over = log.iter().filter(|q| of(q, "latency_ns") > 1_000_000).count();
    assert_eq!(of(&figures["verdict"], "over_bound"), over as u64);
    assert_eq!(figures["verdict"]["valid"], false);
    assert!(number(&figures, "latency_ns/mean_wait") > 0.0);
}

#[test]
fn offline_takes_all_samples_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let (figures, log) = bench(&directory, "throughput", &["--samples", "50"]);
    assert_eq!(log.len(), 50);
    assert!(log.iter().all(|q| of(q, "scheduled_ns") == 0));
    let rate = 50.0 / number(&figures, "seconds");
    assert!((number(&figures, "samples_per_second") / rate - 1.0).abs() < 1e-9);
    assert!(figures["latency_ns"].is_null() && figures["breakdown"].is_null());
}

#[test]
fn a_simulated_card_gives_cycles_and_no_time_of_its_own() {
    let directory = tempfile::tempdir().unwrap();
    let report = directory.path().join("report");
    let report_path = report.display().to_string();
    let arguments = ["--card", "sim", "--queries", "2", "--warm-up", "0", "--report", &report_path];
    let (figures, log) = bench(&directory, "latency", &arguments);
    assert_eq!(figures["host_time"], "simulator's own");
    assert_eq!(figures["cycles"]["how"], "simulated");
    let cycles: u64 = log.iter().map(|q| of(q, "cycles")).sum();
    assert_eq!(figures["cycles"]["all"], cycles);
    let parts = ["busy", "load", "command", "idle"].map(|p| of(&figures["cycles"], p));
    assert_eq!(parts.iter().sum::<u64>(), cycles);
    page_is_whole(&report.join("index.html"), &figures, 4);
}

#[test]
fn wrong_usage_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let texts = texts(&directory);
    let base = ["bench", "latency", "--model", "models/sst2-tiny", "--file", &texts];
    for (more, part) in [
        (&["--scenario", "Server"][..], "--qps"),
        (&["--qps", "3"], "--scenario Server"),
        (&["--scenario", "Offline"], "bench throughput"),
        (&["--scenario", "Server", "--qps=-1"], "above 0"),
        (&["--percentile", "100"], "between 0 and 100"),
        (&["--bound", "nan"], "above 0"),
    ] {
        run(&[&base, more].concat()).failed(2, &[part]);
    }
}

/// Chromium, where there is one.
fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file());
    if found.is_none() {
        println!("SKIPPED: no chromium on this machine: the report is not rendered");
    }
    found
}

#[test]
fn the_report_renders_without_a_console_message() {
    let Some(chromium) = chromium() else { return };
    let directory = tempfile::tempdir().unwrap();
    let report = directory.path().join("report");
    let report_path = report.display().to_string();
    bench(&directory, "latency", &["--queries", "64", "--report", &report_path]);
    let profile = directory.path().join("profile");
    let output = Command::new("timeout")
        .arg("120")
        .arg(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"])
        .args(["--no-first-run", "--disable-background-networking", "--disable-component-update"])
        .args(["--disable-sync", "--enable-logging=stderr", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", report.join("index.html").display()))
        .output()
        .unwrap();
    let (dom, messages) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{messages}");
    let said: Vec<&str> = messages.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(dom.matches("<svg").count(), 3, "{dom}");
    assert!(dom.contains("Where the time of a query goes"), "{dom}");
}
