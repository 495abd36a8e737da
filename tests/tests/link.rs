//! A card behind a PCIe link, in virtual time: work hides transfers.

use serde_json::Value;
use spikelm_tests::{dev_set, run, sst2_tiny};

fn bench(more: &[&str]) -> Value {
    let (model, data) = (sst2_tiny().display().to_string(), dev_set().display().to_string());
    let arguments = ["bench", "link", "--model", &model, "--data", &data, "--limit", "8"];
    run(&[&arguments[..], &["--alone", "2", "--json"], more].concat()).succeeded().json()
}

#[test]
fn sentences_in_flight_hide_transfers_and_counts_repeat() {
    let report = bench(&["--card", "sim", "--threads", "1"]);
    let ratio = |way: &str| report[way]["total_over_busy"].as_f64().unwrap();
    // A dozen submissions expose two transfers each: they weigh on one sentence, not on eight.
    assert!(ratio("chosen") < 1.35 && ratio("alone") > 2.5, "{report:#}");
    assert_eq!(
        (&report["chosen"]["in_flight"], &report["alone"]["in_flight"]),
        (&8.into(), &1.into())
    );
    assert_eq!(report["link"]["latency_cycles"], 6000);
    for way in ["chosen", "alone"] {
        let part = |name: &str| report[way][name].as_u64().unwrap();
        let parts = ["busy_cycles", "load_cycles", "command_cycles", "idle_cycles"].map(part);
        assert_eq!(parts.iter().sum::<u64>(), part("cycles"), "{report:#}");
    }
    assert_eq!(
        bench(&["--card", "sim", "--threads", "3"]),
        report,
        "whatever the number of threads"
    );
}

#[test]
fn a_link_needs_a_simulated_card() {
    let (model, data) = (sst2_tiny().display().to_string(), dev_set().display().to_string());
    run(&["bench", "link", "--model", &model, "--data", &data]).failed(2, &["give --card sim"]);
    run(&["bench", "link", "--model", &model, "--data", &data, "--card", "sim", "--pcie", "isa"])
        .failed(2, &["no such link"]);
}
