//! Float32 logits against those of the public SpikeLM code.

use std::path::{Path, PathBuf};

use serde_json::Value;
use spikelm_model::{Precision, SpikeBert, Tokenizer};

fn tests_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

#[test]
fn float32_agrees_with_the_public_code() {
    let directory = tests_directory().join("models/sst2-tiny");
    let golden = std::fs::read(tests_directory().join("golden/sst2_public_logits.json")).unwrap();
    let golden: Value = serde_json::from_slice(&golden).unwrap();
    let rows = golden["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 300);

    let model = SpikeBert::load(&directory, Precision::F32, None).unwrap();
    let tokenizer = Tokenizer::load(&directory, model.config()).unwrap();
    let mut sentences = Vec::new();
    for row in rows {
        let text = tokenizer.encode(row["sentence"].as_str().unwrap()).unwrap();
        let ids: Vec<u32> =
            row["ids"].as_array().unwrap().iter().map(|v| v.as_u64().unwrap() as u32).collect();
        assert_eq!(text.ids, ids, "{}", row["sentence"]);
        sentences.push(ids);
    }
    let logits = model.logits(&sentences).unwrap();
    let mut differences: Vec<f64> = rows
        .iter()
        .zip(&logits)
        .map(|(row, logits)| {
            let golden = row["logits"].as_array().unwrap();
            assert_eq!(golden.len(), logits.len());
            let difference = |(a, b): (&Value, &f32)| (a.as_f64().unwrap() - f64::from(*b)).abs();
            golden.iter().zip(logits).map(difference).fold(0.0, f64::max)
        })
        .collect();
    differences.sort_by(f64::total_cmp);
    let close = differences.iter().filter(|d| **d <= 1e-3).count();
    println!(
        "within 1e-3: {close} of 300; median {:e}, largest {:e}",
        differences[150], differences[299]
    );
    assert!(close * 100 >= 98 * 300, "only {close} of 300 within 1e-3");
    assert!(differences[299] <= 0.05, "largest difference {}", differences[299]);
}
