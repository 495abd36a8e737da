//! Cutting products and putting their sums together again.

use std::ops::Range;
use std::sync::Arc;

use crate::{Accumulators, Operand, Product, SpikeRows, WeightId};

/// Some chains of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Which product.
    pub(super) product: usize,
    /// Rows of it, whole chains.
    pub(super) rows: Range<usize>,
}

impl Part {
    /// All of a product.
    pub(super) fn whole(index: usize, product: &Product) -> Part {
        Part { product: index, rows: 0..product.rows.rows }
    }
}

/// Divides parts into `shares` shares of like size: products by kept weights are cut, the others go
/// whole to the share that has the least.
pub(super) fn spread(products: &[Product], parts: Vec<Part>, shares: usize) -> Vec<Vec<Part>> {
    let mut result = vec![Vec::new(); shares];
    let mut load = vec![0_u128; shares];
    for part in parts {
        let product = &products[part.product];
        match &product.weights {
            Operand::Resident(_) => {
                for (share, rows) in cut(&part.rows, product.rows.chain, shares).enumerate() {
                    if !rows.is_empty() {
                        result[share].push(Part { product: part.product, rows });
                    }
                }
                // A product without rows has a result all the same.
            }
            Operand::Transient(weights) => {
                let least = (0..shares).min_by_key(|s| load[*s]).unwrap_or(0);
                load[least] += part.rows.len() as u128 * weights.values.len() as u128 + 1;
                result[least].push(part);
            }
        }
    }
    result
}

/// `rows`, whose chains have `chain` rows, in `pieces` pieces of whole chains.
fn cut(rows: &Range<usize>, chain: usize, pieces: usize) -> impl Iterator<Item = Range<usize>> {
    let chain = chain.max(1);
    let (start, chains) = (rows.start, rows.len() / chain);
    let edge = move |piece: usize| start + chains * piece / pieces * chain;
    let last = rows.end;
    (0..pieces).map(move |i| edge(i)..if i + 1 == pieces { last } else { edge(i + 1) })
}

/// A part as a product, its kept weights by another name.
pub(super) fn part_of(
    product: &Product,
    part: &Part,
    name: impl Fn(WeightId) -> WeightId,
) -> Product {
    let rows = &product.rows;
    let rows = if part.rows == (0..rows.rows) {
        rows.clone()
    } else {
        let words = part.rows.start * rows.row_words()..part.rows.end * rows.row_words();
        Arc::new(SpikeRows {
            inputs: rows.inputs,
            rows: part.rows.len(),
            chain: rows.chain,
            fired: rows.fired.get(words.clone()).unwrap_or_default().to_vec(),
            sign: rows.sign.get(words).unwrap_or_default().to_vec(),
        })
    };
    let weights = match &product.weights {
        Operand::Resident(id) => Operand::Resident(name(*id)),
        Operand::Transient(weights) => Operand::Transient(weights.clone()),
    };
    Product { kind: product.kind, weights, rows }
}

/// Puts the sums of a part into those of its product.
pub(super) fn join(part: &Part, sums: &Accumulators, to: &mut Accumulators) {
    let at = part.rows.start * to.columns..part.rows.end * to.columns;
    to.values[at].copy_from_slice(&sums.values);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_are_whole_chains_and_cover_all_rows() {
        for (rows, chain, pieces) in [(0, 1, 3), (8, 4, 3), (100, 4, 2), (7, 1, 7), (12, 3, 5)] {
            let cuts: Vec<_> = cut(&(24..24 + rows), chain, pieces).collect();
            assert_eq!(cuts.len(), pieces);
            assert_eq!((cuts[0].start, cuts[pieces - 1].end), (24, 24 + rows));
            for pair in cuts.windows(2) {
                assert_eq!(pair[0].end, pair[1].start);
                assert_eq!((pair[0].end - 24) % chain, 0);
            }
        }
    }
}
