//! Every instruction set and every number of threads gives the same integers.
//!
//! One test in a binary of its own: what is selected holds for the whole process.

mod common;

use std::sync::{Arc, Mutex};

use common::{dense, random_product, random_rows, seeds};
use rand::prelude::*;
use spikelm_engine::{
    Accumulators, BLOCK_COLUMNS, Isa, MatrixEngine, Operand, Product, ProductKind, RowMode,
    SoftEngine, SoftOptions, SpikeRows, Totals, Weights,
};

#[test]
fn sums_are_the_same_on_every_path() {
    for seed in seeds(12) {
        let mut rng = StdRng::seed_from_u64(seed);
        let mut products = vec![crowded(&mut rng), crowded(&mut rng)];
        products.extend((0..5).map(|_| random_product(&mut rng, 900, 300)));
        let expected: Vec<_> = products.iter().map(|(w, rows)| dense(w, rows)).collect();
        let mut totals: Option<Totals> = None;
        for isa in Isa::available() {
            isa.select().unwrap();
            assert_eq!(Isa::selected(), isa);
            for threads in [1, 2, 5] {
                for rows in [RowMode::Coded, RowMode::Direct] {
                    let place = format!("{isa}, {threads} threads, {rows:?}, SPIKELM_SEED={seed}");
                    let engine = SoftEngine::new(SoftOptions { rows, ..Default::default() });
                    let products = submit(&engine, &products);
                    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
                    pool.unwrap().install(|| {
                        assert_eq!(engine.multiply(products.clone()).unwrap(), expected, "{place}");
                        assert_eq!(blocks(&engine, products, &expected), expected, "{place}");
                    });
                    if rows == RowMode::Coded {
                        let linear = engine.stats().unwrap().linear;
                        assert_eq!(*totals.get_or_insert(linear), linear, "{place}");
                    }
                }
            }
        }
    }
}

/// A product whose rows have few zeros and no likeness.
fn crowded(rng: &mut StdRng) -> (Weights, SpikeRows) {
    let (inputs, columns) = (rng.random_range(1..=700), rng.random_range(1..=200));
    let values = (0..inputs * columns).map(|_| rng.random_range(-127..=127)).collect();
    let chain = rng.random_range(1..=3);
    let rows = chain * rng.random_range(1..40);
    let mut rows = random_rows(rng, inputs, rows, chain);
    for row in 0..rows.rows {
        for k in 0..inputs {
            rows.set(row, k, *[-1, 1, 1, -1, -1, 0].choose(rng).unwrap());
        }
    }
    (Weights { inputs, columns, values }, rows)
}

/// Some weights resident, some transient.
fn submit(engine: &SoftEngine, products: &[(Weights, SpikeRows)]) -> Vec<Product> {
    let product = |(i, (weights, rows)): (usize, &(Weights, SpikeRows))| {
        let weights = weights.clone();
        let weights = if i % 3 == 1 {
            Operand::Transient(Arc::new(weights))
        } else {
            Operand::Resident(engine.keep(weights).unwrap())
        };
        Product { kind: ProductKind::Linear, weights, rows: Arc::new(rows.clone()) }
    };
    products.iter().enumerate().map(product).collect()
}

/// The sums as blocks hand them over, for products of such shapes: each once, whole chains,
/// aligned columns.
fn blocks(
    engine: &SoftEngine,
    products: Vec<Product>,
    shapes: &[Accumulators],
) -> Vec<Accumulators> {
    let chains: Vec<usize> = products.iter().map(|p| p.rows.chain).collect();
    let empty = |shape: &Accumulators| vec![None; shape.values.len()];
    let results: Vec<Mutex<Vec<Option<i32>>>> =
        shapes.iter().map(|shape| Mutex::new(empty(shape))).collect();
    let ticket = engine.submit(products).unwrap();
    engine
        .wait_blocks(ticket, &|block| {
            assert_eq!(block.rows.start % chains[block.product], 0);
            assert_eq!(block.rows.end % chains[block.product], 0);
            assert_eq!(block.columns.start % BLOCK_COLUMNS, 0);
            assert!(block.columns.len() <= BLOCK_COLUMNS);
            let mut result = results[block.product].lock().unwrap();
            let mut rows = block.rows.clone();
            for sums in block.rows() {
                let first = rows.next().unwrap() * shapes[block.product].columns;
                for (column, &sum) in block.columns.clone().zip(sums) {
                    let before = result[first + column].replace(sum);
                    assert_eq!(before, None, "handed over twice");
                }
            }
            assert_eq!(rows.next(), None);
        })
        .unwrap();
    let whole = |(result, shape): (Mutex<Vec<Option<i32>>>, &Accumulators)| {
        let values = result.into_inner().unwrap();
        let values = values.into_iter().map(|v| v.expect("every sum is handed over")).collect();
        Accumulators { values, ..*shape }
    };
    results.into_iter().zip(shapes).map(whole).collect()
}
