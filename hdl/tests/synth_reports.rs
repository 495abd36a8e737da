//! The checked-in synthesis reports: current, complete, and without multipliers.

use std::path::Path;

use spikelm_hdl::synth::{Design, REFRESH, REPORTS, Report, load_all, markdown};

#[test]
#[ignore = "a refresh takes minutes a report: `make synth-check` before a release"]
fn reports_are_of_the_verilog_of_today() {
    let mut stale = Vec::new();
    for design in Design::all() {
        let path = Path::new(REPORTS).join(format!("{}.json", design.name()));
        let verilog = design.verilog().unwrap();
        if !Report::load(&path).is_ok_and(|r| r.is_current(&design, &verilog)) {
            stale.push(design.name());
        }
    }
    assert!(stale.is_empty(), "stale: {}; run `{REFRESH}` and commit the result", stale.join(", "));
}

#[test]
fn no_design_has_a_multiplier() {
    for report in load_all(Path::new(REPORTS)).unwrap() {
        assert_eq!(report.total.dsp, 0, "{}: DSP blocks", report.name);
        assert!(report.total.lut > 0 && report.total.ff > 0, "{}: an empty design", report.name);
    }
}

#[test]
fn the_table_is_of_the_reports() {
    let reports = load_all(Path::new(REPORTS)).unwrap();
    assert!(!reports.is_empty());
    let table = std::fs::read_to_string(Path::new(REPORTS).join("README.md")).unwrap();
    assert!(table == markdown(&reports), "the table is not of the reports; run `{REFRESH}`");
}
