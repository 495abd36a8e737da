//! Recorded runs, done again in the simulator.

use std::path::Path;

use spikelm_tests::emulator::Emulator;
use spikelm_tests::{run, sst2_tiny};

const TEXT: &str = "a stunning lyrical work of considerable force and truth .";

/// Classifies a text on a card and records it.
fn record(card: &str, file: &Path) {
    let (model, file) = (sst2_tiny().display().to_string(), file.display().to_string());
    run(&["classify", "--model", &model, "--card", card, "--record", &file, TEXT]).succeeded();
}

#[test]
fn a_recorded_run_replays_without_a_difference() {
    let directory = tempfile::tempdir().unwrap();
    let (file, trace) = (directory.path().join("run.rec"), directory.path().join("run.fst"));
    record("sim", &file);
    let (path, trace) = (file.display().to_string(), trace.display().to_string());
    let report = run(&["replay", &path, "--json"]).succeeded().json();
    assert_eq!(report["recorded"], "sim:small");
    assert!(report["commands"].as_u64() > Some(50), "{report}");
    assert_eq!((&report["cut"], report["difference"].is_null()), (&false.into(), true));
    run(&["replay", &path, "--card", "sim:wide"])
        .failed(1, &["the recorded card's CAP_", "sim:wide has"]);
    run(&["replay", &path, "--card", "soft"]).failed(2, &["give --card sim"]);

    // A run that was killed leaves what it did.
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let cut = run(&["replay", &path, "--trace", &trace]).succeeded();
    assert!(cut.stdout.contains("no difference"), "{}", cut.stdout);
    assert!(cut.stderr.contains("was cut off at its end"), "{}", cut.stderr);
    assert!(std::fs::metadata(&trace).unwrap().len() > 1000);
    std::fs::write(&file, &bytes[2..]).unwrap();
    run(&["replay", &path]).failed(1, &["run.rec", "no recording"]);
}

#[test]
fn the_command_with_a_flipped_result_is_named() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("run.rec");
    let path = file.display().to_string();
    record(&cards.card("xdma0"), &file);
    run(&["replay", &path]).succeeded();
    // Every transfer is an occasion: a write, a read, ... The seed flips a bit of a sum.
    cards.inject("xdma0", r#"{"seed": 3, "faults": [{"kind": "bit_flip", "at": [11]}]}"#);
    record(&cards.card("xdma0"), &file);
    let refused = run(&["replay", &path]);
    let refused = refused.failed(1, &["command ", "RUN of ", "row ", "column ", "recorded "]);
    println!("{}", refused.stderr);
}
