//! Counting the work of products.

use crate::{ProductKind, SpikeRows, Stats, Totals};

/// Counters per kind of product.
pub(crate) trait Tally {
    /// The totals that products of `kind` add to.
    fn totals_mut(&mut self, kind: ProductKind) -> &mut Totals;
}

impl Tally for Stats {
    fn totals_mut(&mut self, kind: ProductKind) -> &mut Totals {
        match kind {
            ProductKind::Linear => &mut self.linear,
            ProductKind::Attention => &mut self.attention,
        }
    }
}

impl Totals {
    /// Adds a product of `rows` by `columns` with so many events, direct and coded.
    pub(crate) fn count(&mut self, rows: &SpikeRows, columns: usize, direct: u64, coded: u64) {
        let columns = columns as u64;
        self.products += 1;
        self.dense_additions += rows.rows as u64 * rows.inputs as u64 * columns;
        self.direct_additions += direct * columns;
        self.additions += coded * columns;
    }
}
