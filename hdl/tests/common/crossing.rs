//! What tests of two clocks share.

use spikelm_sim::verilated::{Design, Library};

use super::WAIVERS;
use spikelm_sim::verilated::lint;

/// Periods of two clocks: equal, near, far apart either way, and multiples.
pub const PERIODS: [[u64; 2]; 6] =
    [[1000, 1000], [1000, 1009], [1000, 333], [410, 1700], [1000, 500], [977, 3907]];

const CAUGHT: &str = "caught <= d;";
/// A flip-flop that catches a bit in its change takes the old level or the new one.
const METASTABLE: &str = "caught <= d ^ ((d ^ earlier) & {2{$urandom}}); earlier <= d;";

/// The same Verilog, in which every bit that changes between two edges of a synchronizer's clock
/// arrives with the first or with the second, at random.
///
/// # Panics
/// When there is no synchronizer.
pub fn metastable(verilog: &str) -> String {
    let mut out = String::new();
    for line in verilog.lines() {
        out.push_str(&line.replace(CAUGHT, METASTABLE));
        out.push('\n');
        if line.ends_with("] caught;") {
            out.push_str(&line.replace("caught", "earlier"));
            out.push('\n');
        }
    }
    assert!(out.contains(METASTABLE), "no synchronizer to disturb");
    out
}

/// Lints a block as it is emitted; compiles it as it is, and with disturbed synchronizers.
pub fn both(top: &str, verilog: anyhow::Result<String>) -> [Library; 2] {
    let verilog = verilog.unwrap();
    lint(&verilog, top, WAIVERS).unwrap();
    let disturbed = metastable(&verilog);
    [verilog, disturbed].map(|text| Design::new(top, text).build().unwrap())
}
