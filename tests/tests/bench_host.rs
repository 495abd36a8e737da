//! `spikelm bench host`: ways in turn, labelled; the same logits on every path of a drawn model.

use serde_json::Value;
use spikelm_tests::{Run, number, run};

/// The command on a drawn model of 6 layers, small enough for a test.
fn host(arguments: &[&str]) -> Run {
    let common = ["bench", "host", "--shape", "minilm", "--tokens", "6", "--json"];
    run(&[&common, arguments].concat())
}

#[test]
fn every_path_gives_the_same_logits_of_a_shape() {
    let hash = |run: Run| run.succeeded().json()["logits_sha256"].clone();
    let first = hash(host(&["--runs", "1", "--threads", "2"]));
    assert_eq!(first.as_str().map(str::len), Some(64));
    for (isa, threads) in [("portable", "1"), ("avx2", "1"), ("avx512", "2")] {
        let run = host(&["--runs", "1", "--threads", threads, "--isa", isa]);
        // A set that this machine does not have is refused.
        if isa != "portable" && run.status.code() == Some(2) {
            run.failed(2, &["this machine does not have"]);
            continue;
        }
        assert_eq!(hash(run), first, "{isa}, {threads} threads");
    }
    assert_ne!(hash(host(&["--runs", "1", "--seed", "2"])), first);
}

#[test]
fn figures_are_labelled_and_add_up() {
    let figures = host(&["--runs", "3"]).succeeded().json();
    let ways = figures["ways"].as_array().unwrap();
    let names: Vec<&str> = ways.iter().filter_map(|way| way["way"].as_str()).collect();
    assert_eq!(names, ["soft", "soft, portable", "float32, dense"]);
    for way in ways {
        assert_eq!(way["how"], "measured");
        let mut all: Vec<f64> =
            (way["all_seconds"].as_array().unwrap().iter()).filter_map(Value::as_f64).collect();
        all.sort_by(f64::total_cmp);
        assert_eq!((all.len(), all[1]), (3, number(way, "seconds")));
        assert!(number(way, "cpu_seconds") > 0.0);
    }
    assert_eq!((number(&ways[0], "times_soft"), number(&ways[0], "times_soft_cpu")), (1.0, 1.0));
    if let Some(peak) = figures["peak"].as_object() {
        assert_eq!(peak["how"], "measured");
        assert!(number(&figures, "peak/products_over_peak") > 0.0);
    }
    // 6 layers of 4 + 8 square products for 24 rows, and what attention takes.
    let linear = 6 * 24 * 384 * 384 * 12;
    let attention = 6 * 12 * 4 * 2 * 6 * 6 * 32;
    assert_eq!(number(&figures, "dense_multiply_adds"), f64::from(linear + attention));
    assert!(number(&figures, "additions") < number(&figures, "additions_zeros_skipped"));
    let stages = figures["breakdown"]["stages"].as_array().unwrap();
    let sum: f64 = stages.iter().map(|stage| number(stage, "ns")).sum();
    let whole = number(&figures, "breakdown/mean_latency_ns");
    assert!((sum / whole - 1.0).abs() < 0.02, "{sum} of {whole}");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let with = |more: &[&str]| run(&[&["bench", "host"], more].concat());
    with(&[]).failed(2, &["--model"]);
    with(&["--shape", "minilm", "--tokens", "513"]).failed(2, &["513", "512"]);
    with(&["--shape", "bart-base"]).failed(2, &["classify"]);
    with(&["--shape", "minilm", "--runs", "0"]).failed(2, &["--runs"]);
}
