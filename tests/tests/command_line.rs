//! Arguments, messages, exit codes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use spikelm_model::testing::RandomCheckpoint;
use spikelm_tests::{command, run, run_with_input};

const MODEL: &str = "models/sst2-tiny";
const DATA: &str = "data/sst2/dev.tsv";

#[test]
fn wrong_usage_ends_with_2() {
    let eval = ["eval", "--model", MODEL, "--data", DATA];
    let classify = ["classify", "--model", MODEL];
    let more = |first: &[&'static str], rest: &[&'static str]| [first, rest].concat();
    for (arguments, part) in [
        (vec!["frobnicate"], "frobnicate"),
        (vec!["classify", "text"], "--model"),
        (more(&classify, &[]), "TEXT"),
        (more(&classify, &["--file", "x", "text"]), "cannot be used with"),
        (more(&classify, &["--card", "sim:huge", "text"]), "soft, sim:small"),
        (more(&classify, &["--card", "sim", "--weights", "f32", "text"]), "leave out --card"),
        (more(&classify, &["--check", "text"]), "give --card sim"),
        (more(&classify, &["--trace", "x.fst", "text"]), "give --card sim"),
        (more(&classify, &["--threads", "0", "text"]), "--threads"),
        (more(&classify, &["--in-flight", "0", "text"]), "--in-flight"),
        (more(&classify, &["--isa", "sse9", "text"]), "portable, avx2, avx512"),
        (more(&eval, &["--limit", "0"]), "--limit"),
        (more(&eval, &["--weights", "int3"]), "int3"),
        (more(&eval, &["--rows", "sorted"]), "sorted"),
    ] {
        run(&arguments).failed(2, &[part]);
    }
    let run = run(&[]);
    assert_eq!(run.status.code(), Some(2));
    assert!(run.stderr.contains("Usage"), "{run:?}");
}

#[test]
fn help_teaches_by_examples() {
    for arguments in [&["--help"][..], &["classify", "--help"], &["eval", "--help"]] {
        let run = run(arguments).succeeded();
        assert!(run.stdout.contains("Examples:\n  spikelm "), "{}", run.stdout);
    }
}

#[test]
fn faults_of_a_model_are_one_line() {
    let checkpoint = RandomCheckpoint::new(1);
    let fault = |break_it: &dyn Fn(&Path), parts: &[&str]| {
        let directory = checkpoint.temporary().unwrap();
        break_it(directory.path());
        let path = directory.path().display().to_string();
        run(&["classify", "--model", &path, "w1 w2"]).failed(1, parts);
    };
    fault(&|d| std::fs::remove_file(d.join("config.json")).unwrap(), &["config.json", "not found"]);
    fault(&|d| std::fs::remove_file(d.join("tokenizer.json")).unwrap(), &["tokenizer.json"]);
    let file = "model.safetensors";
    fault(&|d| std::fs::remove_file(d.join(file)).unwrap(), &[file, "not found"]);
    fault(
        &|d| {
            let bytes = std::fs::read(d.join(file)).unwrap();
            std::fs::write(d.join(file), &bytes[..bytes.len() / 2]).unwrap();
        },
        &[file, "truncated", "copy or download"],
    );
    fault(
        &|d| {
            let mut bytes = std::fs::read(d.join(file)).unwrap();
            bytes[..8].copy_from_slice(&(7u64 << 30).to_le_bytes());
            std::fs::write(d.join(file), bytes).unwrap();
        },
        &[file, "claims a header of 7516192768 bytes"],
    );
    let alpha = "bert.encoder.layer.0.attention.self.key.act_clip_val.1";
    fault(
        &|d| {
            let mut tensors = checkpoint.tensors();
            tensors.by_name.get_mut(alpha).unwrap().1[0] = 1.0;
            tensors.write(d).unwrap();
        },
        &[file, alpha, "exactly 1.0", "never calibrated"],
    );
    fault(
        &|d| {
            let mut tensors = checkpoint.tensors();
            tensors.by_name.get_mut("classifier.weight").unwrap().1[5] = f32::NAN;
            tensors.write(d).unwrap();
        },
        &[file, "classifier.weight", "NaN"],
    );
    fault(
        &|d| {
            let mut config = checkpoint.config();
            config["architectures"][0] = "LlamaForCausalLM".into();
            std::fs::write(d.join("config.json"), config.to_string()).unwrap();
        },
        &["config.json", "LlamaForCausalLM", "BertForSequenceClassification"],
    );
    fault(
        &|d| RandomCheckpoint { vocabulary: 50, ..checkpoint }.write(d).unwrap(),
        &["tokenizer.json", "50 rows"],
    );
}

#[test]
fn faults_of_data_are_one_line() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data.tsv");
    let path = data.display().to_string();
    let eval = ["eval", "--model", MODEL, "--data", &path];
    run(&eval).failed(1, &["data.tsv", "No such file"]);
    std::fs::write(&data, "label\tcontent\n1\tgood\n0\t \n").unwrap();
    run(&eval).failed(1, &["data.tsv, line 3", "empty"]);
    std::fs::write(&data, "label\tcontent\n5\tgood\n").unwrap();
    run(&eval).failed(1, &["data.tsv, line 2", "label `5`"]);
    std::fs::write(&data, b"label\tcontent\n1\t\xff\xfe\n").unwrap();
    run(&eval).failed(1, &["data.tsv, line 2", "UTF-8"]);
    let nowhere = directory.path().join("no/logits.jsonl").display().to_string();
    run(&["eval", "--model", MODEL, "--data", DATA, "--logits", &nowhere])
        .failed(1, &["no/logits.jsonl"]);
    // A failed run leaves no file behind.
    let logits = directory.path().join("logits.jsonl").display().to_string();
    run(&[&eval[..], &["--logits", &logits]].concat()).failed(1, &["line 2"]);
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[test]
fn texts_are_classified() {
    let texts = ["a stunning lyrical work of considerable force and truth .", "dull ."];
    let run1 = run(&["classify", "--model", MODEL, texts[0], texts[1]]).succeeded();
    assert!(!run1.stdout.contains('\x1b'), "no colours in a pipe");
    let lines: Vec<&str> = run1.stdout.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("positive") && lines[1].ends_with(texts[0]), "{}", lines[1]);
    assert!(lines[2].starts_with("negative"), "{}", lines[2]);

    let json = run(&["classify", "--json", "--model", MODEL, texts[0], texts[1]]).succeeded();
    let answers = json.json_lines();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["label"], "positive");
    let probability = answers[0]["probability"].as_f64().unwrap();
    assert!(probability > 0.5 && probability <= 1.0);
    assert!(answers[0]["cycles"].is_null());
    let (done, dense) = (&answers[0]["additions"], &answers[0]["dense_additions"]);
    assert!(done.as_u64().unwrap() < dense.as_u64().unwrap() / 2, "{done} of {dense}");
}

#[test]
fn lines_are_answered_as_they_come() {
    let mut child = command(&["classify", "--json", "--model", MODEL, "--file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for text in ["wonderful .", "a waste of time .", "wonderful ."] {
        // The next line is written only after the answer to this one was read.
        writeln!(stdin, "{text}").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["text"], text);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn bad_lines_do_not_end_a_stream() {
    let run = run_with_input(
        &["classify", "--json", "--model", MODEL, "--file", "-"],
        "good .\n\nbad .\n",
    );
    assert_eq!(run.status.code(), Some(1));
    let answers = run.json_lines();
    assert_eq!(answers.len(), 3);
    assert!(answers[1]["error"].as_str().unwrap().contains("empty"));
    assert_eq!(answers[2]["text"], "bad .");
    assert!(run.stderr.contains("standard input, line 2: the text is empty"), "{}", run.stderr);
    assert!(run.stderr.contains("1 lines had no answer"), "{}", run.stderr);
}

#[test]
fn a_file_has_a_text_per_line() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("texts.txt");
    let path = file.display().to_string();
    let arguments = ["classify", "--json", "--model", MODEL, "--file", &path];
    run(&arguments).failed(1, &["texts.txt", "No such file"]);
    std::fs::write(&file, "good .\r\nbad .").unwrap();
    let answers = run(&arguments).succeeded().json_lines();
    assert_eq!(
        answers.iter().map(|a| a["text"].as_str().unwrap()).collect::<Vec<_>>(),
        ["good .", "bad ."]
    );
    std::fs::write(&file, "good .\n\nbad .\n").unwrap();
    assert_eq!(run(&arguments).failed(1, &["texts.txt, line 2", "empty"]).stdout, "");
    std::fs::write(&file, "x".repeat(2 << 20)).unwrap();
    run(&arguments).failed(1, &["texts.txt, line 1", "longer than 1048576 bytes"]);
}

#[test]
fn empty_texts_are_refused_and_long_ones_cut() {
    run(&["classify", "--model", MODEL, ""]).failed(1, &["the text is empty"]);
    let long = "good ".repeat(200);
    let run = run(&["classify", "--json", "--model", MODEL, &long]).succeeded();
    assert_eq!(run.json_lines()[0]["truncated"], true);
    assert!(run.stderr.contains("warning: longer than 64 tokens"), "{}", run.stderr);
}

#[test]
fn models_are_inspected() {
    let text = run(&["inspect", MODEL]).succeeded().stdout;
    for part in
        ["2 layers, hidden 128", "T = 4", "bert.encoder.layer.1.output.dense", "nothing would"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    let report = run(&["inspect", "--json", MODEL]).succeeded().json();
    assert_eq!(report["layers"].as_array().map(Vec::len), Some(12));
    let bits = report["layers"][0]["int8"]["accumulator_bits"].as_u64().unwrap();
    // 128 weights of at most 127 reach 16256: 14 bits and a sign.
    assert!((9..=15).contains(&bits), "{bits}");

    let checkpoint = RandomCheckpoint::new(1);
    let directory = checkpoint.temporary().unwrap();
    let mut tensors = checkpoint.tensors();
    tensors.by_name.get_mut("bert.encoder.layer.1.attention.self.clip_key.0").unwrap().1[0] = 0.0;
    tensors.by_name.remove("bert.pooler.dense.bias");
    tensors.write(directory.path()).unwrap();
    let path = directory.path().display().to_string();
    let refused = run(&["inspect", &path]).failed(1, &["would be refused for 2 reasons"]);
    assert!(refused.stdout.contains("clip_key.0` is 0"), "{}", refused.stdout);
    assert!(refused.stdout.contains("bert.pooler.dense.bias` is missing"), "{}", refused.stdout);
}
