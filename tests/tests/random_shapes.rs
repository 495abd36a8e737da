//! A checkpoint of another shape: sizes that are no multiples of 64 or of a lane count.

use spikelm_model::testing::RandomCheckpoint;
use spikelm_tests::eval;

/// Cards that must agree with each other.
const CARDS: &[&[&str]] = &[
    &["--rows", "direct"],
    &["--in-flight", "3"],
    &["--card", "sim:small"],
    &["--card", "sim:wide"],
    &["--card", "sim:small", "--rows", "direct"],
];

#[test]
fn all_cards_agree() {
    let checkpoint = RandomCheckpoint::replayable(160);
    let directory = checkpoint.temporary().unwrap();
    let texts = checkpoint.texts(9, 1..=checkpoint.positions);
    let lines: Vec<String> =
        texts.iter().enumerate().map(|(i, text)| format!("{text}\t{}", i % 3)).collect();
    let data = directory.path().join("data.tsv");
    std::fs::write(&data, format!("sentence\tlabel\n{}\n", lines.join("\n"))).unwrap();

    let expected = eval(directory.path(), &data, &[]);
    assert_eq!(expected["sentences"], 9);
    for card in CARDS {
        let report = eval(directory.path(), &data, card);
        assert_eq!(report["logits_sha256"], expected["logits_sha256"], "{card:?}");
        for count in ["dense_additions", "direct_additions"] {
            assert_eq!(report["linear"][count], expected["linear"][count], "{card:?}");
            assert_eq!(report["attention"][count], expected["attention"][count], "{card:?}");
        }
    }
}
