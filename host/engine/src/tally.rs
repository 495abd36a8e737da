//! Counting the work of products.

use crate::{ProductKind, SpikeRows, Stats, Totals, stages};

/// Counters per kind of product.
pub(crate) trait Tally {
    /// The totals that products of `kind` add to.
    fn totals_mut(&mut self, kind: ProductKind) -> &mut Totals;
}

impl Tally for Stats {
    fn totals_mut(&mut self, kind: ProductKind) -> &mut Totals {
        match kind {
            ProductKind::Linear => &mut self.linear,
            ProductKind::Attention | ProductKind::AttentionDigits { .. } => &mut self.attention,
        }
    }
}

impl Totals {
    /// The work of several engines together. What one of them does not count is not known.
    pub(crate) fn sum(all: &[&Totals]) -> Totals {
        let add = |f: fn(&Totals) -> u64| all.iter().map(|t| f(t)).sum();
        let known = |f: fn(&Totals) -> Option<u64>| all.iter().map(|t| f(t)).sum::<Option<u64>>();
        let stalls = all.iter().try_fold([0; 4], |sum: [u64; 4], t| {
            t.stalls.map(|more| std::array::from_fn(|i| sum[i] + more[i]))
        });
        // Lanes are weighed by the cycles that they were in use.
        let lanes = all.iter().filter_map(|t| Some((t.lane_use?, t.ideal_cycles? as f64)));
        let (used, cycles) =
            lanes.fold((0.0, 0.0), |(u, c), (lane_use, ideal)| (u + lane_use * ideal, c + ideal));
        Totals {
            products: add(|t| t.products),
            dense_additions: add(|t| t.dense_additions),
            direct_additions: add(|t| t.direct_additions),
            additions: add(|t| t.additions),
            ideal_cycles: known(|t| t.ideal_cycles),
            busy_cycles: known(|t| t.busy_cycles),
            event_cycles: known(|t| t.event_cycles),
            stalls,
            lane_use: (cycles > 0.0).then(|| used / cycles),
        }
    }

    /// Adds a product of `rows` by `columns` with so many events, direct and coded.
    pub(crate) fn count(
        &mut self,
        kind: ProductKind,
        rows: &SpikeRows,
        columns: usize,
        (direct, coded): (u64, u64),
    ) {
        let columns = columns as u64;
        let share = match kind {
            ProductKind::Linear | ProductKind::Attention => 1,
            ProductKind::AttentionDigits { share } => share.max(1).into(),
        };
        self.products += 1;
        let dense = rows.rows as u64 * rows.inputs as u64 * columns / share;
        self.dense_additions += dense;
        self.direct_additions += direct * columns;
        self.additions += coded * columns;
        stages::count(coded * columns, dense);
    }
}
