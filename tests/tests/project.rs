//! `spikelm project`: every term is labelled, and the engine's agrees with the whole of a layer.

use serde_json::Value;
use spikelm_tests::{number, run, sst2_tiny};

fn project(arguments: &[&str]) -> Value {
    run(&[&["project", "--json", "--runs", "1"], arguments].concat()).succeeded().json()
}

/// How far the projection of one layer's busy cycles is from all of them.
fn check(report: &Value) {
    for board in report["boards"].as_array().unwrap() {
        let error = number(board, "layer/error");
        assert!(error.abs() < 0.05, "{board:#}");
        assert!(number(board, "layer/simulated_busy_cycles") > 0.0);
    }
}

#[test]
fn terms_are_labelled_and_add_up() {
    let model = sst2_tiny().display().to_string();
    let report = project(&[
        "--model",
        &model,
        "--tokens",
        "24",
        "--config",
        "small",
        "--rows",
        "32",
        "--watts",
        "10",
        "--whole-layer",
    ]);
    check(&report);
    let board = &report["boards"][0];
    for (term, how) in [
        ("clock_mhz", "projected"),
        ("ideal_cycles", "derived"),
        ("busy_cycles", "simulated"),
        ("engine_ms", "projected"),
        ("glue_ms", "measured"),
        ("to_card_ms", "projected"),
        ("from_card_ms", "projected"),
        ("latency_ms", "projected"),
        ("texts_per_second", "projected"),
        ("energy_mj", "projected"),
    ] {
        assert_eq!(board[term]["how"], how, "{term}");
    }
    let ms = |term: &str| number(board, &format!("{term}/value"));
    let parts = ["glue_ms", "weights_ms", "to_card_ms", "engine_ms", "from_card_ms"];
    let sum: f64 = parts.map(ms).iter().sum();
    assert!((sum - ms("latency_ms")).abs() < 1e-9);
    assert!((ms("energy_mj") - 10.0 * ms("latency_ms")).abs() < 1e-6);
    let slowest = parts.map(ms).into_iter().fold(0.0, f64::max);
    assert!(ms("texts_per_second") <= 1e3 / slowest * 1.000_001 || ms("weights_ms") == slowest);
    let cycles = ms("busy_cycles") + ms("overhead_cycles");
    assert!((ms("engine_ms") - cycles / ms("clock_mhz") / 1e3).abs() < 1e-9);
    assert!(ms("busy_cycles") > 0.95 * ms("ideal_cycles"));
    assert!(number(board, "sample/cycles") > 0.0 && number(board, "sample/rows") > 0.0);
    let left_out = report["arithmetic_only"]["left_out"].as_array().unwrap();
    assert!(left_out.len() > 3);
}

#[test]
fn boards_are_those_of_their_manifests() {
    let model = sst2_tiny().display().to_string();
    let arguments = ["--tokens", "8", "--rows", "16", "--whole-layer"];
    let of = |boards| project(&[&["--model", &model, "--board", boards], &arguments[..]].concat());
    let report = of("ecp5-evn,nitefury");
    check(&report);
    for (board, name) in report["boards"].as_array().unwrap().iter().zip(["ecp5-evn", "nitefury"]) {
        let manifest = spikelm_bitstreams::board(name).unwrap();
        assert_eq!(
            (&board["board"], &board["config"]),
            (&name.into(), &manifest.engine.config.into())
        );
        assert_eq!(number(board, "clock_mhz/value"), f64::from(manifest.engine.mhz));
        let how = if manifest.built { "derived" } else { "projected" };
        assert_eq!(
            (&board["clock_mhz"]["how"], &board["engine_ms"]["how"]),
            (&how.into(), &how.into())
        );
        if let Some(serial) = manifest.serial {
            // Ten bits a byte, and nothing else.
            let bytes = number(board, "bytes_to_card/value");
            let ms = 1e3 * bytes * 10.0 / f64::from(serial.baud);
            assert!((number(board, "to_card_ms/value") / ms - 1.0).abs() < 1e-9, "{board:#}");
        }
    }
    // The paper's figures are of another shape.
    assert_eq!(report["arithmetic_only"]["published"], Value::Null);
}

/// Every cell of the table says how it was got.
#[test]
fn the_table_labels_its_cells() {
    let model = sst2_tiny().display().to_string();
    let arguments = ["project", "--model", &model, "--tokens", "8", "--rows", "16", "--runs", "1"];
    let text = run(&[&arguments[..], &["--board", "ecp5-evn", "--watts", "3"]].concat())
        .succeeded()
        .stdout;
    let row = text.lines().find(|line| line.starts_with("ecp5-evn ")).unwrap();
    let words: Vec<&str> = row.split_whitespace().skip(2).collect();
    let number = |word: &str| word.replace(',', "").parse::<f64>().is_ok();
    let labels: Vec<&str> = words.windows(2).filter(|w| number(w[0])).map(|w| w[1]).collect();
    assert!(labels.len() >= 8 && labels.iter().all(|l| ["s", "m", "d", "p"].contains(l)), "{row}");
    assert!(!number(words[words.len() - 1]), "{row}");
    assert!(text.contains("s simulated, m measured, d derived"));
}

/// A layer of BERT base, all of it, on every configuration: minutes of simulation.
#[test]
#[ignore = "simulates a whole layer of BERT-base, minutes: on request, with --release"]
fn a_layer_of_bert_base_agrees() {
    check(&project(&["--shape", "bert-base", "--whole-layer"]));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let with = |more: &[&str]| run(&[&["project"], more].concat());
    with(&["--shape", "gpt-9"]).failed(2, &["no such shape", "minilm"]);
    with(&["--shape", "minilm", "--config", "abacus"]).failed(2, &["no such configuration"]);
    with(&["--shape", "minilm", "--mhz", "0"]).failed(2, &["--mhz"]);
    with(&["--shape", "minilm", "--pcie", "isa"]).failed(2, &["no such link"]);
    with(&["--shape", "minilm", "--rate=-1"]).failed(2, &["--rate -1"]);
    with(&["--shape", "minilm", "--rate=2"]).failed(2, &["--rate 2", "0 to 1"]);
    with(&["--shape", "minilm", "--tokens", "513"]).failed(2, &["513", "512"]);
    with(&["--shape", "minilm", "--board", "abacus"])
        .failed(2, &["no board `abacus`", "alveo-u50"]);
    with(&["--shape", "minilm", "--board", "all", "--mhz", "9"]).failed(2, &["--mhz"]);
    with(&["--shape", "minilm", "--watts", "0"]).failed(2, &["--watts"]);
    with(&[]).failed(2, &["--model"]);
}
