//! Every configuration of the engine returns the integers of the software engine, with int8 and
//! with int4 weights. The whole dev set is `make test-long`.

use serde_json::Value;
use spikelm_tests::{dev_set, eval, number, sst2_tiny};

/// Those of boards, and the rest.
const BOARDS: [&str; 3] = ["sim:ecp5", "sim:card-artix", "sim:card-uplus"];
const OTHERS: [&str; 3] = ["sim:small", "sim:wide", "sim:eight"];
const WEIGHTS: [&str; 2] = ["int8", "int4"];

/// Compares cards with the software engine over the first sentences of the dev set, or all.
fn agree(cards: &[&str], sentences: Option<&str>) {
    for weights in WEIGHTS {
        let limit = sentences.map_or(vec![], |n| vec!["--limit", n]);
        let report = |card| {
            eval(
                &sst2_tiny(),
                &dev_set(),
                &[&limit[..], &["--weights", weights, "--card", card]].concat(),
            )
        };
        let soft = report("soft");
        for card in cards {
            let report = report(card);
            println!(
                "{card}: {weights}, {} sentences, accuracy {:.4}, {} cycles, {} of them LOADs alone",
                report["sentences"],
                number(&report, "accuracy"),
                report["cycles"],
                report["load_cycles"]
            );
            assert_ne!(soft["logits_sha256"], Value::Null);
            assert_eq!(report["logits_sha256"], soft["logits_sha256"], "{card} {weights}");
            assert_eq!(report["weights"], weights);
        }
    }
}

#[test]
fn fifty_sentences_on_the_configurations_of_boards() {
    agree(&BOARDS, Some("50"));
}

#[test]
fn fifty_sentences_on_the_other_configurations() {
    agree(&OTHERS, Some("50"));
}

#[test]
#[ignore = "minutes: make test-long"]
fn the_dev_set_on_the_other_configurations() {
    agree(&OTHERS, None);
}
