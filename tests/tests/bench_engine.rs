//! `spikelm bench engine`: its figures add up, and its samples are named.

use serde_json::Value;
use spikelm_tests::{dev_set, number, run, sst2_tiny};

fn bench(arguments: &[&str]) -> Value {
    run(&[&["bench", "engine", "--json"], arguments].concat()).succeeded().json()
}

/// What holds of the work on one configuration, and of each part of it.
fn check(config: &Value) {
    let parts = config["parts"].as_array().unwrap();
    for work in parts.iter().chain([&config["whole"]]) {
        let n = |path: &str| number(work, path);
        let stalls = ["fetch", "drain", "empty", "edge"].map(|s| n(&format!("stalls/{s}")));
        assert_eq!(n("busy_cycles"), n("event_cycles") + stalls.iter().sum::<f64>(), "{work:#}");
        let all = n("busy_cycles") + n("load_cycles") + n("command_cycles") + n("idle_cycles");
        assert_eq!(n("cycles"), all, "{work:#}");
        assert!(n("additions") <= n("direct_additions"));
        assert!(n("direct_additions") < n("dense_additions"));
        assert!(n("busy_over_ideal") > 0.9, "{work:#}");
        // The port never moves more than a beat a cycle.
        assert!(n("axi_bound_cycles") > 0.0 && n("axi_bound_cycles") <= n("cycles"), "{work:#}");
    }
    for figure in ["busy_cycles", "cycles", "dense_cycles", "additions", "bytes_to_card"] {
        let sum: f64 = parts.iter().map(|part| number(part, figure)).sum();
        assert_eq!(sum, number(&config["whole"], figure), "{figure}");
    }
}

#[test]
fn a_drawn_layer_adds_up() {
    let report = bench(&[
        "--shape",
        "minilm",
        "--tokens",
        "6",
        "--steps",
        "2",
        "--config",
        "small,wide",
        "--rows",
        "8",
        "--tiles",
        "3",
    ]);
    assert_eq!(report["how"], "simulated");
    let configs = report["configs"].as_array().unwrap();
    for (config, lanes, ports) in [(&configs[0], 64, 1), (&configs[1], 256, 4)] {
        check(config);
        // 12 rows are asked for, 8 run, and at most three tiles.
        let columns = |all: usize| all.min(3 * lanes);
        let tiles = |all: usize| columns(all).div_ceil(lanes);
        for (name, k, all) in [
            ("query, key, value", 384, 3 * 384),
            ("output", 384, 384),
            ("up", 384, 1536),
            ("down", 1536, 384),
        ] {
            let parts = config["parts"].as_array().unwrap();
            let part = parts.iter().find(|part| part["name"] == name).unwrap();
            let dense = 8 * k / ports * tiles(all);
            assert_eq!(number(part, "dense_cycles"), dense as f64, "{name}");
            assert_eq!(number(part, "dense_additions"), (8 * k * columns(all)) as f64, "{name}");
        }
        assert!(number(config, "run/rows") < number(&report, "asked/rows"));
        assert!(number(config, "run/sums") < number(&report, "asked/sums"));
    }
    let simulator = &report["simulator"];
    assert_eq!(simulator["how"], "measured");
    for (speed, config) in simulator["configs"].as_array().unwrap().iter().zip(configs) {
        assert_eq!(speed["config"], config["config"]);
        let cycles = number(speed, "cycles_per_second") * number(speed, "seconds");
        let expected = number(config, "whole/cycles");
        assert!((cycles / expected - 1.0).abs() < 1e-9, "{cycles} of {expected} cycles");
        assert!(number(speed, "seconds") <= number(speed, "seconds_with_host"));
    }
    // The same command gives the same cycles.
    let again = bench(&[
        "--shape", "minilm", "--tokens", "6", "--steps", "2", "--config", "wide", "--rows", "8",
        "--tiles", "3",
    ]);
    assert_eq!(again["configs"][0], configs[1]);
}

#[test]
fn a_recorded_trace_is_what_the_model_asks_for() {
    let (model, data) = (sst2_tiny().display().to_string(), dev_set().display().to_string());
    let report = bench(&["--model", &model, "--data", &data, "--limit", "3", "--config", "small"]);
    check(&report["configs"][0]);
    assert_eq!(report["asked"], report["configs"][0]["run"], "all of it runs");
    // The same sentences through `eval` ask for the same work.
    let eval = spikelm_tests::eval(&sst2_tiny(), &dev_set(), &["--limit", "3", "--card", "sim"]);
    for count in ["additions", "direct_additions", "dense_additions", "ideal_cycles"] {
        let both = number(&eval, &format!("linear/{count}"))
            + number(&eval, &format!("attention/{count}"));
        assert_eq!(number(&report["configs"][0]["whole"], count), both, "{count}");
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let with = |more: &[&str]| run(&[&["bench", "engine", "--config", "small"], more].concat());
    with(&["--shape", "gpt-9"]).failed(2, &["no such shape", "bert-base"]);
    with(&["--shape", "minilm", "--rate", "1.5"]).failed(2, &["--rate 1.5", "0 to 1"]);
    with(&["--shape", "minilm", "--correlation=-2"]).failed(2, &["--correlation -2"]);
    with(&["--shape", "minilm", "--correlation=NaN"]).failed(2, &["--correlation NaN"]);
    with(&["--shape", "minilm", "--tokens", "513"]).failed(2, &["513", "512 positions"]);
    with(&["--shape", "minilm", "--tokens", "99999999999"]).failed(2, &["99999999999"]);
    with(&["--shape", "minilm", "--steps", "65"]).failed(2, &["65"]);
    with(&["--shape", "minilm", "--config", "huge"]).failed(2, &["no such configuration", "wide"]);
    with(&[]).failed(2, &["--model"]);
}
