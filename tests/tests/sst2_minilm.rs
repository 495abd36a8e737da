//! The larger checkpoint: 6 layers, hidden 384, float16 storage, special tokens.

use spikelm_tests::{dev_set, eval, golden_differences, number, shared};

#[test]
fn float32_logits_are_those_of_the_float32_twin() {
    let (Some(model), Some(golden)) =
        (shared("models/sst2-minilm"), shared("golden/sst2_minilm_logits.json"))
    else {
        return;
    };
    let directory = tempfile::tempdir().unwrap();
    let differences = golden_differences(&model, &golden, directory.path());
    assert_eq!(differences.len(), 109);
    let close = differences.iter().filter(|d| **d <= 1e-3).count();
    println!("{close} of 109 within 1e-3, median {:e}", differences[54]);
    assert!(differences[54] < 1e-5, "median {:e}", differences[54]);
    assert!(close * 100 >= 75 * 109, "{close} of 109 within 1e-3");
}

#[test]
fn int8_accuracy_is_as_measured_before() {
    let Some(model) = shared("models/sst2-minilm") else { return };
    let report = eval(&model, &dev_set(), &[]);
    let accuracy = 100.0 * number(&report, "accuracy");
    assert!((accuracy - 85.8).abs() <= 1.0, "{accuracy} %");
    let share = number(&report, "linear/additions") / number(&report, "linear/dense_additions");
    assert!((share - 0.237).abs() < 0.002, "additions of dense {share}");
}
