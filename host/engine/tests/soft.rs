//! The software engine against the definition of a product.

mod common;

use std::sync::Arc;

use common::{dense, random_product, seeds};
use rand::prelude::*;
use spikelm_engine::{
    EngineError, MatrixEngine, Operand, Product, ProductKind, ProductTicket, RowMode, SoftEngine,
    SoftOptions, SpikeRows, WeightId, Weights,
};

#[test]
fn products_are_exact_in_both_row_modes() {
    for seed in seeds(20) {
        let mut rng = StdRng::seed_from_u64(seed);
        let coded = SoftEngine::new(SoftOptions::default());
        let direct = SoftEngine::new(SoftOptions { rows: RowMode::Direct, ..Default::default() });
        let mut products = Vec::new();
        let mut expected = Vec::new();
        for _ in 0..rng.random_range(1..6) {
            let (weights, rows) = random_product(&mut rng, 700, 200);
            expected.push(dense(&weights, &rows));
            let weights = if rng.random() {
                Operand::Transient(Arc::new(weights))
            } else {
                let id = coded.keep(weights.clone()).unwrap();
                assert_eq!(direct.keep(weights).unwrap(), id);
                Operand::Resident(id)
            };
            products.push(Product { kind: ProductKind::Linear, weights, rows: Arc::new(rows) });
        }
        assert_eq!(coded.multiply(products.clone()).unwrap(), expected, "SPIKELM_SEED={seed}");
        assert_eq!(direct.multiply(products).unwrap(), expected, "SPIKELM_SEED={seed}");
        let (coded, direct) = (coded.stats().unwrap().linear, direct.stats().unwrap().linear);
        assert_eq!(coded.dense_additions, direct.dense_additions);
        assert_eq!(coded.direct_additions, direct.direct_additions);
        assert_eq!(direct.additions, direct.direct_additions);
        assert!(coded.additions <= direct.additions);
    }
}

#[test]
fn additions_are_counted_per_kind() {
    let engine = SoftEngine::new(SoftOptions::default());
    let mut rows = SpikeRows::zeros(3, 2, 2);
    for (row, input) in [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)] {
        rows.set(row, input, 1);
    }
    let weights = Arc::new(Weights { inputs: 3, columns: 10, values: vec![1; 30] });
    let product = |kind| Product {
        kind,
        weights: Operand::Transient(weights.clone()),
        rows: Arc::new(rows.clone()),
    };
    engine.multiply(vec![product(ProductKind::Attention)]).unwrap();
    engine.multiply(vec![product(ProductKind::Linear); 2]).unwrap();
    let stats = engine.stats().unwrap();
    assert_eq!(stats.attention.products, 1);
    assert_eq!(stats.attention.dense_additions, 60);
    assert_eq!(stats.attention.direct_additions, 50);
    assert_eq!(stats.attention.additions, 30);
    assert_eq!(stats.attention.ideal_cycles, None);
    assert_eq!(stats.linear.products, 2);
    assert_eq!(stats.linear.additions, 60);
    assert_eq!(stats.cycles, None);
}

#[test]
fn bad_products_are_refused_and_none_starts() {
    let engine = SoftEngine::new(SoftOptions::default());
    let id = engine.keep(Weights { inputs: 2, columns: 1, values: vec![1, 1] }).unwrap();
    let product = |id, inputs| Product {
        kind: ProductKind::Linear,
        weights: Operand::Resident(id),
        rows: Arc::new(SpikeRows::zeros(inputs, 1, 1)),
    };
    let both = engine.submit(vec![product(id, 2), product(id, 3)]).unwrap_err();
    assert!(matches!(both, EngineError::Shape(_)), "{both}");
    let missing = engine.submit(vec![product(WeightId(7), 2)]).unwrap_err();
    assert_eq!(missing.to_string(), "weight 7 is not known to this engine");
    let wide = Weights { inputs: 70_000, columns: 1, values: vec![127; 70_000] };
    assert!(matches!(engine.keep(wide).unwrap_err(), EngineError::Range { column: 0, .. }));
    assert_eq!(engine.stats().unwrap().linear.products, 0);
    assert!(engine.wait(ProductTicket(0)).is_err());
    let ticket = engine.submit(vec![product(id, 2)]).unwrap();
    assert_eq!(engine.wait(ticket).unwrap()[0].values, [0]);
    assert!(engine.wait(ProductTicket(0)).is_err(), "a ticket is good once");
}
