//! The arithmetic-only energy model of the literature on spiking networks.
//!
//! ```text
//! dense   = 4.6 pJ * MACs                        a float32 multiply-add in 45 nm
//! spiking = 0.9 pJ * T * rate * MACs             a float32 addition in 45 nm
//! ```
//! with the multiply-adds of all products of the encoder, those of attention included, and the
//! mean firing rate over all layers and steps. SpikeLM (arXiv 2406.03287) counts so: BERT base has
//! 11.17e9 multiply-adds for 128 tokens, so 51.4 mJ; its 13.9 mJ at T = 4 are a mean rate of 0.3455.

/// Joules of a float32 multiply-add in 45 nm.
pub(crate) const MULTIPLY_ADD: f64 = 4.6e-12;
/// Joules of a float32 addition in 45 nm.
pub(crate) const ADDITION: f64 = 0.9e-12;

/// Multiply-adds of BERT base's encoder for 128 tokens, of which SpikeLM prints 51.4 mJ dense and 13.9
/// mJ spiking.
pub(crate) const BERT_BASE: f64 = 11_173_625_856.0;
/// T of those 13.9 mJ.
pub(crate) const PAPER_STEPS: usize = 4;
/// The mean firing rate that they need by the rule.
pub(crate) const PAPER_RATE: f64 = 0.3455;

/// What the model leaves out, each of it energy that a card or a host spends.
pub(crate) const LEFT_OUT: [&str; 7] = [
    "reads of weights and rows, writes of results",
    "the scanners' search for spikes",
    "transfers between host and card",
    "membranes, LayerNorm, softmax, GELU and scaling on the host",
    "embeddings, pooler, classifier and vocabulary head",
    "clocks, static power and everything else on the board",
    "the width of numbers: int8 weights cost less than the float32 it assumes",
];

/// Multiply-adds of the products of a dense model from the additions `rows x K x M` of a spiking
/// one, whose rows are T times as many.
pub(crate) fn multiply_adds(dense_additions: u64, steps: usize) -> f64 {
    dense_additions as f64 / steps.max(1) as f64
}

/// Joules of a dense model.
pub(crate) fn dense(multiply_adds: f64) -> f64 {
    MULTIPLY_ADD * multiply_adds
}

/// Joules of a spiking model at a mean firing rate.
pub(crate) fn spiking(multiply_adds: f64, steps: usize, rate: f64) -> f64 {
    ADDITION * steps as f64 * rate * multiply_adds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workload::{Spiking, layer};
    use spikelm_model::{Precision, Shape};

    #[test]
    fn the_papers_figures_come_out() {
        let shape = Shape::by_name("bert-base").unwrap();
        let spiking_as = Spiking { tokens: 128, correlation: 1.0 };
        // No spike need be drawn to count products.
        let workload = layer(&Shape { rate: 0.0, ..shape }, spiking_as, Precision::Int8);
        let of_layer: usize =
            workload.products().map(|p| p.rows.rows * p.rows.inputs * workload.columns(p)).sum();
        let macs = multiply_adds((of_layer * shape.layers) as u64, shape.steps);
        assert_eq!((macs, shape.steps), (BERT_BASE, PAPER_STEPS));
        assert_eq!(format!("{:.1}", 1e3 * dense(macs)), "51.4");
        assert_eq!(format!("{:.1}", 1e3 * spiking(macs, PAPER_STEPS, PAPER_RATE)), "13.9");
    }
}
