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
    // A single query as a tile fills one of 64 lanes; as rows it meets a lane per key.
    let other = eval(&["--limit", "3", "--card", "sim", "--attention-rows", "ternary"]);
    assert_eq!(other["tokens_sha256"], soft["tokens_sha256"]);
    let of_attention = |what: &str| [&sim, &other].map(|r| number(r, &format!("attention/{what}")));
    let [lanes, other_lanes] = of_attention("lane_use");
    assert!(lanes > 0.2 && lanes < 1.0 && other_lanes < 0.05, "{lanes} {other_lanes}");
    let [busy, other_busy] = of_attention("busy_cycles");
    assert!(busy * 4.0 < other_busy, "{busy} busy cycles, {other_busy} with ternary rows");
    assert!(number(&sim, "cycles") < number(&other, "cycles"));
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
fn no_line_stops_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let [source, reference, output] =
        ["source", "reference", "output"].map(|name| directory.path().join(name));
    let long = "a dog and ".repeat(60);
    let mut lines: Vec<&[u8]> =
        vec![b"A man.", b"", long.as_bytes(), "\u{2603}\u{6f22}".as_bytes()];
    lines.extend([&b"\x00\x1b a \xe2\x80\x8b"[..], b"   ", b"Two dogs run through the snow."]);
    std::fs::write(&source, lines.join(&b"\r\n"[..])).unwrap();
    let answered = translate(&["--file", &argument(&source)]).succeeded();
    let text: Vec<&str> = answered.stdout.lines().collect();
    assert_eq!(text.len(), lines.len(), "{text:?}");
    assert_eq!((text[1], text[5]), ("", ""));
    assert!(text.iter().enumerate().all(|(i, t)| [1, 5].contains(&i) || !t.is_empty()), "{text:?}");
    assert_eq!(text[6], "zwei hunde laufen durch den schnee.");
    assert_eq!(answered.stderr.matches("warning: longer than 62 tokens").count(), 1);

    // The same lines in an evaluation: line i of the output is that of line i of the source.
    std::fs::write(&reference, "ein mann.\n".repeat(lines.len())).unwrap();
    let paths = [&source, &reference, &output].map(|path| argument(path));
    let model = argument(&model());
    let eval =
        ["eval", "--json", "--model", &model, "--source", &paths[0], "--reference", &paths[1]];
    let report = run(&[&eval[..], &["--output", &paths[2]]].concat()).succeeded().json();
    assert_eq!((&report["sentences"], &report["truncated"]), (&lines.len().into(), &1.into()));
    let written = std::fs::read_to_string(&output).unwrap();
    assert_eq!(written.lines().collect::<Vec<_>>(), text);

    std::fs::write(&source, b"A man.\nA \xff\xfe dog.\nA man.\n").unwrap();
    let answered = translate(&["--file", &argument(&source)]).succeeded();
    assert_eq!(answered.stdout.lines().count(), 3);
    assert!(answered.stderr.contains("line 2: not UTF-8"), "{}", answered.stderr);
}

#[test]
fn a_file_and_single_sentences_have_the_same_tokens() {
    let (model, file) = (argument(&model()), argument(&folder().join("data/multi30k/val.en")));
    let bench = ["bench", "translate", "--model", &model, "--file", &file];
    let report = run(&[&bench[..], &["--limit", "3", "--runs", "1", "--json"]].concat());
    let report = report.succeeded().json();
    assert_eq!(report["sentences"], 3);
    for number_of in ["tokens", "file/tokens_per_second", "alone_uncached/tokens_per_second"] {
        assert!(number(&report, number_of) > 0.0, "{number_of}");
    }
    let ratio = number(&report, "file/tokens_per_second")
        / number(&report, "alone_uncached/tokens_per_second");
    assert!((number(&report, "speedup") / ratio - 1.0).abs() < 1e-9);
    // Without the cache, the work of a token grows with its position.
    let work = |way: &str| number(&report, &format!("{way}/additions_per_token"));
    assert!(work("alone_uncached") > 3.0 * work("file"));
    let text = run(&[&bench[..], &["--limit", "1", "--runs", "1"]].concat()).succeeded().stdout;
    assert_eq!(text.matches("tokens a second").count(), 2, "{text}");
    let empty = argument(&folder().join("Cargo.toml"));
    run(&["bench", "translate", "--model", &model, "--file", &empty, "--runs", "0"])
        .failed(2, &["--runs"]);
}

#[test]
fn the_checkpoint_is_inspected() {
    let text = run(&["inspect", &argument(&model())]).succeeded().stdout;
    for part in [
        "encoder 3 layers",
        "T = 2",
        "model.decoder.layers.2.encoder_attn.v_proj",
        "model.encoder.layers.0.self_attn.clip_value",
        "nothing would be refused",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("not used"), "{text}");
    let report = run(&["inspect", "--json", &argument(&model())]).succeeded().json();
    assert_eq!(report["architecture"], "BartForConditionalGeneration");
    assert_eq!(report["layers"].as_array().map(Vec::len), Some(3 * 6 + 3 * 10));
    assert_eq!(report["thresholds"].as_array().map(Vec::len), Some(3 * 2 + 3 * 4));

    // A config that asks for a layer more than the file has.
    let directory = tempfile::tempdir().unwrap();
    for file in ["tokenizer.json", "model.safetensors"] {
        std::os::unix::fs::symlink(model().join(file), directory.path().join(file)).unwrap();
    }
    let config = std::fs::read_to_string(model().join("config.json")).unwrap();
    let config = config.replace("\"decoder_layers\": 3", "\"decoder_layers\": 4");
    std::fs::write(directory.path().join("config.json"), config).unwrap();
    let refused = run(&["inspect", &argument(directory.path())]).failed(1, &["would be refused"]);
    let missing = "model.decoder.layers.3.encoder_attn.k_proj.weight` is missing";
    assert!(refused.stdout.contains(missing), "{}", refused.stdout);
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
