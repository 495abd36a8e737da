//! The small trained checkpoint on all 872 sentences of the dev set.

use std::sync::LazyLock;

use serde_json::Value;
use spikelm_engine::Isa;
use spikelm_tests::{dev_set, eval, folder, golden_differences, number, sst2_tiny};

/// Int8 weights, coded rows, software engine.
static REPORT: LazyLock<Value> = LazyLock::new(|| eval(&sst2_tiny(), &dev_set(), &[]));

#[test]
fn int8_accuracy_is_that_of_the_public_code() {
    let accuracy = 100.0 * number(&REPORT, "accuracy");
    assert!((accuracy - 79.8).abs() <= 0.5, "{accuracy} %");
    assert_eq!(REPORT["sentences"], 872);
    assert_eq!(REPORT["card"], "soft");
    assert_eq!(REPORT["weights"], "int8");
    assert_eq!(REPORT["logits_sha256"].as_str().map(str::len), Some(64));
    assert!(number(&REPORT, "seconds") > 0.0);
    for null in ["cycles", "linear/ideal_cycles", "linear/busy_cycles", "linear/lane_use"] {
        assert!(REPORT.pointer(&format!("/{null}")).is_some_and(Value::is_null), "{null}");
    }
}

#[test]
fn float32_accuracy_is_that_of_the_public_code() {
    let report = eval(&sst2_tiny(), &dev_set(), &["--weights", "f32"]);
    // 696 of 872, to the sentence.
    assert_eq!((number(&report, "accuracy") * 872.0).round(), 696.0);
    assert_eq!(report["card"], "host");
    assert!(report["linear"]["additions"].is_null());
}

#[test]
fn int4_accuracy_is_as_measured_before() {
    let report = eval(&sst2_tiny(), &dev_set(), &["--weights", "int4"]);
    let accuracy = 100.0 * number(&report, "accuracy");
    assert!((accuracy - 79.5).abs() <= 0.5, "{accuracy} %");
    assert_ne!(report["logits_sha256"], REPORT["logits_sha256"]);
}

#[test]
fn row_coding_saves_half_of_the_additions_and_changes_nothing() {
    let (direct, coded) =
        (number(&REPORT, "linear/direct_additions"), number(&REPORT, "linear/additions"));
    assert!(coded <= 0.51 * direct, "{coded} of {direct}");
    let near = |value: f64, giga: f64| (value / 1e9 - giga).abs() < 0.05;
    assert!(near(number(&REPORT, "linear/dense_additions"), 34.03));
    assert!(near(direct, 14.38) && near(coded, 7.11), "{direct} {coded}");

    let plain = eval(&sst2_tiny(), &dev_set(), &["--rows", "direct"]);
    assert_eq!(plain["logits_sha256"], REPORT["logits_sha256"]);
    assert_eq!(number(&plain, "linear/additions"), direct);
    assert_eq!(number(&plain, "linear/direct_additions"), direct);
}

#[test]
fn instruction_sets_and_threads_change_neither_logits_nor_counts() {
    let limited = |arguments: &[&str]| {
        let mut report = eval(&sst2_tiny(), &dev_set(), &[&["--limit", "100"], arguments].concat());
        report["seconds"] = Value::Null;
        report
    };
    let (fastest, real) = (limited(&[]), limited(&["--weights", "f32"]));
    for isa in Isa::available().iter().map(Isa::to_string) {
        for threads in ["1", "2"] {
            let arguments = ["--isa", &isa, "--threads", threads];
            assert_eq!(limited(&arguments), fastest, "{arguments:?}");
        }
        assert_eq!(limited(&["--weights", "f32", "--isa", &isa]), real, "{isa}");
    }
}

#[test]
fn threads_and_batches_change_neither_logits_nor_counts() {
    for arguments in [["--threads", "1"], ["--threads", "2"], ["--in-flight", "7"]] {
        let mut report = eval(&sst2_tiny(), &dev_set(), &arguments);
        let mut expected = REPORT.clone();
        for report in [&mut report, &mut expected] {
            report["seconds"] = Value::Null;
            if arguments[0] == "--in-flight" {
                // A product takes all sentences in flight.
                report["linear"]["products"] = Value::Null;
                report["in_flight"] = Value::Null;
            }
        }
        assert_eq!(report, expected, "{arguments:?}");
    }
}

#[test]
fn float32_logits_are_those_of_the_public_code() {
    let directory = tempfile::tempdir().unwrap();
    let golden = folder().join("golden/sst2_public_logits.json");
    let differences = golden_differences(&sst2_tiny(), &golden, directory.path());
    assert_eq!(differences.len(), 300);
    let close = differences.iter().filter(|d| **d <= 1e-3).count();
    println!(
        "{close} of 300 within 1e-3, median {:e}, largest {:e}",
        differences[150], differences[299]
    );
    assert!(close >= 294, "{close} of 300 within 1e-3");
    assert!(differences[299] <= 0.05, "{}", differences[299]);
}
