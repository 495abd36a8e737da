//! Float32 translations against those of the float32 PyTorch twin.

use std::path::{Path, PathBuf};

use serde_json::Value;
use spikelm_model::{Precision, Search, SpikeBart, Tokenizer};

fn tests_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn ids(value: &Value) -> Vec<u32> {
    value.as_array().unwrap().iter().map(|v| v.as_u64().unwrap() as u32).collect()
}

#[test]
fn float32_agrees_with_the_twin() {
    let directory = tests_directory().join("models/multi30k-tiny");
    let golden = std::fs::read(tests_directory().join("golden/multi30k_greedy.json")).unwrap();
    let golden: Value = serde_json::from_slice(&golden).unwrap();
    let rows = golden["rows"].as_array().unwrap();
    let texts = std::fs::read_to_string(tests_directory().join("data/multi30k/val.en")).unwrap();
    let texts: Vec<&str> = texts.lines().collect();

    let model = SpikeBart::load(&directory, Precision::F32, None).unwrap();
    let tokenizer = Tokenizer::load(&directory, model.config()).unwrap();
    let mut sources = Vec::new();
    for row in rows {
        let text = texts[row["row"].as_u64().unwrap() as usize];
        let encoded = tokenizer.encode(text).unwrap();
        assert_eq!(encoded.ids, ids(&row["source_ids"]), "{text}");
        sources.push(encoded.ids);
    }
    let mut streamed = vec![Vec::new(); sources.len()];
    let translations = model
        .translate(&sources, &Search::default(), &mut |sentence, token| {
            streamed[sentence].push(token);
        })
        .unwrap();
    let mut identical = 0;
    for ((row, translation), streamed) in rows.iter().zip(&translations).zip(&streamed) {
        assert_eq!(&translation.tokens, streamed);
        assert_eq!(translation.tokens.last(), Some(&2));
        let kept: Vec<u32> = translation.tokens.iter().copied().filter(|t| *t > 2).collect();
        if kept == ids(&row["ids"]) {
            assert_eq!(tokenizer.decode(&translation.tokens).unwrap(), row["text"]);
            identical += 1;
        }
    }
    println!("{identical} of {} translations identical", rows.len());
    assert!(identical * 100 >= 97 * rows.len(), "{identical} of {}", rows.len());

    let first: Vec<&Value> = rows.iter().filter(|r| !r["first_step_logits"].is_null()).collect();
    let pairs: Vec<_> = first.iter().map(|row| (ids(&row["source_ids"]), vec![2])).collect();
    let logits = model.logits(&pairs).unwrap();
    let largest = |(row, logits): (&&Value, &Vec<Vec<f32>>)| {
        let expected = row["first_step_logits"].as_array().unwrap();
        assert_eq!(expected.len(), logits[0].len());
        let difference = |(a, b): (&Value, &f32)| (a.as_f64().unwrap() - f64::from(*b)).abs();
        expected.iter().zip(&logits[0]).map(difference).fold(0.0, f64::max)
    };
    let mut differences: Vec<f64> = first.iter().zip(&logits).map(largest).collect();
    differences.sort_by(f64::total_cmp);
    let close = differences.iter().filter(|d| **d <= 1e-3).count();
    println!("first step: {close} of {} within 1e-3, {differences:?}", first.len());
    assert_eq!(first.len(), 50);
    assert!(close * 100 >= 98 * first.len(), "{close} within 1e-3");
}
