//! Work for an engine apart from a model: products with their rows, as they were asked.

mod drawn;
mod play;
mod recorder;

use std::sync::Arc;

use spikelm_engine::{Operand, Product, ProductKind, SpikeRows, Weights};

pub(crate) use drawn::{Spiking, layer};
pub(crate) use play::{Played, Work, play};
pub(crate) use recorder::Recorder;

/// Products that were asked together.
#[derive(Debug, Clone)]
pub(crate) struct Submission {
    /// What they are: `query, key, value`.
    pub(crate) name: String,
    /// Their weights are all in [`Workload::kept`] or transient.
    pub(crate) products: Vec<Product>,
}

/// Submissions, one after the other, and the weights that an engine keeps for them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Workload {
    /// By [`WeightId`](spikelm_engine::WeightId).
    pub(crate) kept: Vec<Arc<Weights>>,
    pub(crate) submissions: Vec<Submission>,
}

/// What of a workload is run, where not all of it is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sample {
    /// At most so many rows of a product, in whole chains from all of it.
    pub(crate) rows: Option<usize>,
    /// At most so many columns of kept weights.
    pub(crate) columns: Option<usize>,
}

/// Size of a workload.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) products: u64,
    pub(crate) rows: u64,
    /// Rows x columns.
    pub(crate) sums: u64,
}

impl Workload {
    /// Columns of a product's weights.
    pub(crate) fn columns(&self, product: &Product) -> usize {
        match &product.weights {
            Operand::Resident(id) => self.kept[id.0 as usize].columns,
            Operand::Transient(weights) => weights.columns,
        }
    }

    pub(crate) fn products(&self) -> impl Iterator<Item = &Product> {
        self.submissions.iter().flat_map(|submission| &submission.products)
    }

    pub(crate) fn size(&self) -> Size {
        self.products().fold(Size::default(), |size, product| Size {
            products: size.products + 1,
            rows: size.rows + product.rows.rows as u64,
            sums: size.sums + (product.rows.rows * self.columns(product)) as u64,
        })
    }

    /// A sample of it: of every product by kept weights some rows and columns. Cycles depend on
    /// rows, and on how many tiles there are, never on weights.
    pub(crate) fn sampled(&self, sample: Sample) -> Workload {
        let most = sample.columns.unwrap_or(usize::MAX).max(1);
        let kept = self.kept.iter().map(|weights| first_columns(weights, most)).collect();
        let submission = |submission: &Submission| {
            let product = |product: &Product| {
                let rows = match (product.kind, sample.rows) {
                    (ProductKind::Linear, Some(most)) => some_chains(&product.rows, most),
                    _ => product.rows.clone(),
                };
                Product { rows, ..product.clone() }
            };
            let products = submission.products.iter().map(product).collect();
            Submission { name: submission.name.clone(), products }
        };
        Workload { kept, submissions: self.submissions.iter().map(submission).collect() }
    }
}

fn first_columns(weights: &Arc<Weights>, most: usize) -> Arc<Weights> {
    if weights.columns <= most {
        return weights.clone();
    }
    let rows = weights.values.chunks(weights.columns);
    let values = rows.flat_map(|row| &row[..most]).copied().collect();
    Arc::new(Weights { inputs: weights.inputs, columns: most, values })
}

/// At most `most` rows (and a chain at least), whole chains at even distances.
fn some_chains(rows: &Arc<SpikeRows>, most: usize) -> Arc<SpikeRows> {
    let (all, wanted) = (rows.rows / rows.chain.max(1), (most / rows.chain.max(1)).max(1));
    if all <= wanted {
        return rows.clone();
    }
    let mut some = SpikeRows::zeros(rows.inputs, wanted * rows.chain, rows.chain);
    let words = rows.row_words() * rows.chain;
    for i in 0..wanted {
        let (to, from) = (i * words..(i + 1) * words, i * all / wanted * words);
        some.fired[to.clone()].copy_from_slice(&rows.fired[from..from + words]);
        some.sign[to].copy_from_slice(&rows.sign[from..from + words]);
    }
    Arc::new(some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use spikelm_engine::WeightId;

    #[test]
    fn samples_are_whole_chains_from_everywhere() {
        let mut rows = SpikeRows::zeros(70, 12, 2);
        (0..12).for_each(|r| rows.set(r, r * 6, 1 - 2 * (r as i8 % 2)));
        let rows = Arc::new(rows);
        let weights = Arc::new(Weights {
            inputs: 70,
            columns: 3,
            values: (0..210).map(|i| (i % 100) as i8).collect(),
        });
        let product =
            Product { kind: ProductKind::Linear, weights: Operand::Resident(WeightId(0)), rows };
        let submission = Submission { name: "all".into(), products: vec![product] };
        let workload = Workload { kept: vec![weights.clone()], submissions: vec![submission] };
        assert_eq!(workload.size(), Size { products: 1, rows: 12, sums: 36 });

        let sample = workload.sampled(Sample { rows: Some(7), columns: Some(2) });
        assert_eq!(sample.size(), Size { products: 1, rows: 6, sums: 12 });
        assert_eq!(
            sample.kept[0].values[..4],
            [weights.values[0], weights.values[1], weights.values[3], weights.values[4]]
        );
        let some = &sample.submissions[0].products[0].rows;
        for (to, from) in [0, 1, 4, 5, 8, 9].into_iter().enumerate() {
            let row: Vec<i8> = (0..70).map(|k| some.get(to, k)).collect();
            let expected: Vec<i8> =
                (0..70).map(|k| workload.submissions[0].products[0].rows.get(from, k)).collect();
            assert_eq!(row, expected, "row {to}");
        }
        let whole = workload.sampled(Sample { rows: Some(1), columns: None });
        assert_eq!(whole.size().rows, 2, "a chain at least");
        assert_eq!(workload.sampled(Sample::default()).size(), workload.size());
    }
}
