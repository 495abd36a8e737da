//! The small trained BART: translation of real sentences through the command line.
//!
//! All 1,014 pairs, with int8 weights and 28.5 BLEU expected:
//! `spikelm eval --model tests/models/multi30k-tiny --source tests/data/multi30k/val.en
//! --reference tests/data/multi30k/val.de --lowercase` (`--card sim --limit 100` for the RTL).

use std::path::{Path, PathBuf};

use serde_json::Value;
use spikelm_tests::{folder, number, run, run_with_input};

fn argument(path: &Path) -> String {
    path.display().to_string()
}

/// `spikelm eval --json` on the validation pairs.
fn eval(arguments: &[&str]) -> Value {
    let data = folder().join("data/multi30k");
    let model = argument(&model());
    let (source, reference) = (argument(&data.join("val.en")), argument(&data.join("val.de")));
    let mut all = vec!["eval", "--json", "--lowercase", "--model", &model];
    all.extend(["--source", &source, "--reference", &reference]);
    all.extend(arguments);
    run(&all).succeeded().json()
}

fn model() -> PathBuf {
    folder().join("models/multi30k-tiny")
}

fn translate(arguments: &[&str]) -> spikelm_tests::Run {
    let model = argument(&model());
    let mut all = vec!["translate", "--model", &model];
    all.extend(arguments);
    run(&all)
}

#[test]
fn int8_weights_keep_the_bleu_of_float32() {
    let directory = tempfile::tempdir().unwrap();
    let output = directory.path().join("hypotheses");
    let report = eval(&["--limit", "300", "--output", &argument(&output)]);
    // The twin's 300 translations score 29.495.
    let bleu = number(&report, "bleu");
    assert!((bleu - 29.5).abs() <= 0.5, "{bleu}");
    assert_eq!(report["bleu_signature"], "nrefs:1|case:lc|eff:no|tok:13a|smooth:exp");
    assert_eq!((&report["sentences"], &report["card"]), (&300.into(), &"soft".into()));
    let hypotheses = std::fs::read_to_string(&output).unwrap();
    assert_eq!(hypotheses.lines().count(), 300);
    assert_eq!(
        hypotheses.lines().nth(1),
        Some("ein mann schläft in einem grünen raum auf einem sofa.")
    );
    let coded = number(&report, "linear/additions") / number(&report, "linear/direct_additions");
    assert!(coded <= 0.68, "row coding leaves {coded}");
}

#[test]
fn float32_weights_keep_the_bleu_of_the_twin() {
    let report = eval(&["--limit", "300", "--weights", "f32"]);
    let bleu = number(&report, "bleu");
    assert!((bleu - 29.495).abs() <= 0.1, "{bleu}");
}

#[test]
fn beams_are_at_least_as_good_as_greedy() {
    let bleu = |beams| number(&eval(&["--limit", "200", "--beams", beams]), "bleu");
    let (greedy, beams) = (bleu("1"), bleu("4"));
    assert!(beams >= greedy, "{beams} with 4 beams, {greedy} greedy");
}

#[test]
fn the_simulated_card_gives_the_same_tokens() {
    let soft = eval(&["--limit", "3"]);
    let sim = eval(&["--limit", "3", "--card", "sim", "--check"]);
    assert_eq!(sim["tokens_sha256"], soft["tokens_sha256"]);
    assert_eq!(sim["linear"]["additions"], soft["linear"]["additions"]);
    assert!(number(&sim, "compared_products") > 1000.0);
    let lanes = number(&sim, "attention/lane_use");
    assert!(lanes > 0.0 && lanes < 1.0, "{lanes}");
    let (busy, ports) = (number(&sim, "linear/busy_cycles"), 1.0);
    // A dense engine adds on 64 lanes and that many ports in every cycle.
    let dense = number(&sim, "linear/dense_additions") / (64.0 * ports);
    assert!(dense >= 2.5 * busy, "{busy} busy cycles, {dense} dense");
}

#[test]
fn lines_stay_lines() {
    let long = "a dog and ".repeat(60);
    let answered =
        translate(&["Two dogs run through the snow.", "", "  ", &long, "\u{2603}\u{6f22} a man"]);
    let answered = answered.succeeded();
    let lines: Vec<&str> = answered.stdout.lines().collect();
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert_eq!(lines[..3], ["zwei hunde laufen durch den schnee.", "", ""]);
    assert!(answered.stderr.contains("warning: longer than 62 tokens"), "{}", answered.stderr);

    let model = argument(&model());
    let streamed = ["translate", "--model", &model, "--file", "-"];
    let streamed =
        run_with_input(&streamed, "Two dogs run through the snow.\n\nA man\n").succeeded();
    assert!(streamed.stdout.starts_with("zwei hunde laufen durch den schnee.\n\n"));
    assert_eq!(streamed.stdout.lines().count(), 3);

    let answers = translate(&["--json", "A man.", ""]).succeeded().json_lines();
    assert_eq!(answers[1]["translation"], "");
    assert_eq!(answers[0]["tokens"].as_array().and_then(|t| t.last()), Some(&2.into()));
}

#[test]
fn wrong_usage_is_told() {
    translate(&["--beams", "0", "A man."]).failed(2, &["--beams"]);
    translate(&["--max-tokens", "65", "A man."]).failed(2, &["64 positions"]);
    let model = argument(&model());
    run(&["eval", "--model", &model]).failed(2, &["--source"]);
    let sst2 = argument(&spikelm_tests::sst2_tiny());
    run(&["eval", "--model", &sst2]).failed(2, &["--data"]);
    run(&["translate", "--model", &sst2, "A man."]).failed(1, &["BertForSequenceClassification"]);
    run(&["classify", "--model", &model, "A man."]).failed(1, &["BartForConditionalGeneration"]);
    let data = folder().join("data/multi30k/val.en");
    let (data, other) = (argument(&data), argument(&folder().join("data/sst2/dev.tsv")));
    run(&["eval", "--model", &model, "--source", &data, "--reference", &other])
        .failed(1, &["1014 lines", "873"]);
}
