//! A layer of a shape whose spikes are drawn, without a model.

use std::sync::Arc;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_engine::{Operand, Product, ProductKind, SpikeRows, WeightId, Weights};
use spikelm_model::{Precision, Shape, Width};

use super::{Submission, Workload};

/// How spikes are drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spiking {
    /// Tokens of the sentence.
    pub(crate) tokens: usize,
    /// Correlation of a spike with the one a time step before.
    pub(crate) correlation: f64,
}

/// The products of one encoder layer for one sentence, in the order in which a model asks for them.
///
/// An input spikes with the shape's rate, either way alike. At each further step it keeps its
/// spike with the probability `correlation` and is drawn anew otherwise, which makes that the
/// correlation of consecutive steps, and the rate the same at all.
pub(crate) fn layer(shape: &Shape, spiking: Spiking, precision: Precision) -> Workload {
    let mut random = SmallRng::seed_from_u64(shape.seed);
    let Shape { hidden, heads, intermediate, steps, rate, .. } = *shape;
    let Spiking { tokens, correlation } = spiking;
    let reach = precision.width().unwrap_or(Width::Int8).reach();
    let head = hidden / heads;
    let mut workload = Workload::default();
    for (name, inputs, columns) in [
        ("query, key, value", hidden, 3 * hidden),
        ("scores", head, tokens),
        ("contexts", tokens, tokens),
        ("output", hidden, hidden),
        ("up", hidden, intermediate),
        ("down", intermediate, hidden),
    ] {
        let mut rows = |count, chain| {
            let mut rows = SpikeRows::zeros(inputs, count * chain, chain);
            for first in (0..rows.rows).step_by(chain) {
                for k in 0..inputs {
                    let mut spike = draw(&mut random, rate);
                    for t in 0..chain {
                        if t > 0 && !random.random_bool(correlation) {
                            spike = draw(&mut random, rate);
                        }
                        rows.set(first + t, k, spike);
                    }
                }
            }
            Arc::new(rows)
        };
        let products = match name {
            // A head at a time step; its rows are no time steps of each other.
            "scores" | "contexts" => {
                let count = if name == "scores" { tokens } else { head };
                let rows: Vec<_> = (0..heads * steps).map(|_| rows(count, 1)).collect();
                let product = |rows| Product {
                    kind: ProductKind::Attention,
                    weights: Operand::Transient(Arc::new(weights(
                        &mut random,
                        inputs,
                        columns,
                        127,
                    ))),
                    rows,
                };
                rows.into_iter().map(product).collect()
            }
            _ => {
                let rows = rows(tokens, steps);
                let id = WeightId(workload.kept.len() as u32);
                workload.kept.push(Arc::new(weights(&mut random, inputs, columns, reach)));
                vec![Product { kind: ProductKind::Linear, weights: Operand::Resident(id), rows }]
            }
        };
        workload.submissions.push(Submission { name: name.into(), products });
    }
    workload
}

fn draw(random: &mut SmallRng, rate: f64) -> i8 {
    match random.random_bool(rate) {
        true if random.random() => 1,
        true => -1,
        false => 0,
    }
}

/// Bell-shaped weights, as trained ones are: the mean of four uniform ones.
fn weights(random: &mut SmallRng, inputs: usize, columns: usize, reach: i8) -> Weights {
    let reach = i32::from(reach);
    let mut weight = || {
        let sum: i32 = (0..4).map(|_| random.random_range(-reach..=reach)).sum();
        (sum / 4) as i8
    };
    let values = (0..inputs * columns).map(|_| weight()).collect();
    Weights { inputs, columns, values }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_correlation_are_those_asked_for() {
        let shape = Shape { hidden: 96, heads: 3, intermediate: 160, ..Shape::ALL[0] };
        for (rate, correlation) in [(0.33, 0.95), (0.1, 0.0), (0.8, 0.5), (0.0, 1.0)] {
            let shape = Shape { rate, ..shape };
            let spiking = Spiking { tokens: 64, correlation };
            let workload = layer(&shape, spiking, Precision::Int4);
            assert!(workload.kept.iter().all(|w| w.values.iter().all(|v| (-7..=7).contains(v))));
            let sizes: Vec<(usize, usize, usize)> = workload
                .submissions
                .iter()
                .map(|s| {
                    let p = &s.products[0];
                    (s.products.len(), p.rows.inputs, workload.columns(p))
                })
                .collect();
            assert_eq!(
                sizes,
                [(1, 96, 288), (12, 32, 64), (12, 64, 64), (1, 96, 96), (1, 96, 160), (1, 160, 96)]
            );
            let rows = &workload.submissions[4].products[0].rows;
            let (mut fired, mut same, mut pairs, mut all) = (0.0, 0.0, 0.0, 0.0);
            for r in 0..rows.rows {
                for k in 0..rows.inputs {
                    let spike = f64::from(rows.get(r, k));
                    fired += spike * spike;
                    all += 1.0;
                    if r % rows.chain > 0 {
                        same += spike * f64::from(rows.get(r - 1, k));
                        pairs += 1.0;
                    }
                }
            }
            assert!((fired / all - rate).abs() < 0.02, "rate {}", fired / all);
            if rate > 0.0 {
                let found = same / pairs / (fired / all);
                assert!((found - correlation).abs() < 0.03, "correlation {found}");
            }
        }
    }
}
