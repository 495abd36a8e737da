//! Two engines side by side, and whether their integers are equal.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use spikelm_engine::{
    Accumulators, CardReport, EngineError, MatrixEngine, Operand, Product, ProductTicket, Stats,
    WeightId, Weights,
};

/// Computes every product twice, compares every integer, and answers with the first engine's.
pub(crate) struct Compare {
    card: Arc<dyn MatrixEngine>,
    reference: Arc<dyn MatrixEngine>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Weights in both engines, by the id that this one gave.
    kept: Vec<[WeightId; 2]>,
    submitted: HashMap<u64, [ProductTicket; 2]>,
    next: u64,
    products: u64,
    difference: Option<String>,
}

impl Compare {
    pub(crate) fn new(card: Arc<dyn MatrixEngine>, reference: Arc<dyn MatrixEngine>) -> Compare {
        Compare { card, reference, state: Mutex::default() }
    }

    /// Products compared so far.
    pub(crate) fn products(&self) -> u64 {
        self.state().products
    }

    /// The first difference, if there was one.
    pub(crate) fn difference(&self) -> Option<String> {
        self.state().difference.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `products` as one of the two engines knows them.
    fn translate(&self, products: &[Product], engine: usize) -> Result<Vec<Product>, EngineError> {
        let state = self.state();
        products
            .iter()
            .map(|product| {
                let weights = match &product.weights {
                    Operand::Resident(id) => {
                        let kept = state.kept.get(id.0 as usize);
                        let ids = kept.ok_or_else(|| EngineError::Unknown(format!("{id:?}")))?;
                        Operand::Resident(ids[engine])
                    }
                    Operand::Transient(weights) => Operand::Transient(weights.clone()),
                };
                Ok(Product { kind: product.kind, weights, rows: product.rows.clone() })
            })
            .collect()
    }
}

impl MatrixEngine for Compare {
    fn name(&self) -> String {
        self.card.name()
    }

    fn cards(&self) -> Vec<CardReport> {
        self.card.cards()
    }

    fn rows_in_flight(&self) -> Option<usize> {
        self.card.rows_in_flight()
    }

    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
        let ids = [self.card.keep(weights.clone())?, self.reference.keep(weights)?];
        let mut state = self.state();
        state.kept.push(ids);
        Ok(WeightId(state.kept.len() as u32 - 1))
    }

    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        let card = self.card.submit(self.translate(&products, 0)?)?;
        let reference = self.reference.submit(self.translate(&products, 1)?)?;
        let mut state = self.state();
        let ticket = state.next;
        state.next += 1;
        state.submitted.insert(ticket, [card, reference]);
        Ok(ProductTicket(ticket))
    }

    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        let submitted = self.state().submitted.remove(&ticket.0);
        let [card, reference] =
            submitted.ok_or_else(|| EngineError::Unknown(format!("{ticket:?}")))?;
        let results = self.card.wait(card)?;
        let expected = self.reference.wait(reference)?;
        let mut state = self.state();
        if state.difference.is_none() {
            let names = [self.card.name(), self.reference.name()];
            state.difference = first_difference(&results, &expected, state.products, &names);
        }
        state.products += results.len() as u64;
        Ok(results)
    }

    fn stats(&self) -> Result<Stats, EngineError> {
        self.card.stats()
    }
}

fn first_difference(
    results: &[Accumulators],
    expected: &[Accumulators],
    before: u64,
    names: &[String; 2],
) -> Option<String> {
    if results.len() != expected.len() {
        return Some(format!(
            "{} returned {} products, {} returned {}",
            names[0],
            results.len(),
            names[1],
            expected.len()
        ));
    }
    for (i, (result, expected)) in results.iter().zip(expected).enumerate() {
        let product = before + i as u64;
        let shape = |a: &Accumulators| (a.rows, a.columns);
        if shape(result) != shape(expected) {
            return Some(format!(
                "product {product}: {} returned {} x {} sums, {} returned {} x {}",
                names[0], result.rows, result.columns, names[1], expected.rows, expected.columns
            ));
        }
        let pairs = result.values.iter().zip(&expected.values);
        if let Some((at, (a, b))) = pairs.enumerate().find(|(_, (a, b))| a != b) {
            return Some(format!(
                "product {product}, row {}, column {}: {} returned {a}, {} returned {b}",
                at / result.columns,
                at % result.columns,
                names[0],
                names[1]
            ));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use spikelm_engine::{ProductKind, SoftEngine, SoftOptions, SpikeRows};

    /// A software engine with one wrong sum.
    struct Wrong(SoftEngine);

    impl MatrixEngine for Wrong {
        fn name(&self) -> String {
            "wrong".into()
        }
        fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
            self.0.keep(weights)
        }
        fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
            self.0.submit(products)
        }
        fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
            let mut results = self.0.wait(ticket)?;
            if let Some(value) = results.last_mut().and_then(|r| r.values.last_mut()) {
                *value += 1;
            }
            Ok(results)
        }
        fn stats(&self) -> Result<Stats, EngineError> {
            self.0.stats()
        }
    }

    fn soft() -> SoftEngine {
        SoftEngine::new(SoftOptions::default())
    }

    fn multiply(compare: &Compare) -> Vec<Accumulators> {
        let weights = Weights { inputs: 3, columns: 2, values: vec![1, 2, 3, 4, 5, 6] };
        let id = compare.keep(weights.clone()).unwrap();
        let mut rows = SpikeRows::zeros(3, 2, 1);
        rows.set(0, 2, -1);
        rows.set(1, 0, 1);
        let product =
            |weights| Product { kind: ProductKind::Linear, weights, rows: Arc::new(rows.clone()) };
        let products =
            vec![product(Operand::Resident(id)), product(Operand::Transient(Arc::new(weights)))];
        compare.multiply(products).unwrap()
    }

    #[test]
    fn equal_engines_are_equal() {
        let compare = Compare::new(Arc::new(soft()), Arc::new(soft()));
        let results = multiply(&compare);
        assert_eq!(results[0].values, [-5, -6, 1, 2]);
        assert_eq!((compare.products(), compare.difference()), (2, None));
    }

    #[test]
    fn one_wrong_sum_is_found() {
        let compare = Compare::new(Arc::new(Wrong(soft())), Arc::new(soft()));
        let results = multiply(&compare);
        assert_eq!(results[1].values[3], 3, "the card's answer is what the caller sees");
        let difference = compare.difference().unwrap();
        assert_eq!(difference, "product 1, row 1, column 1: wrong returned 3, soft returned 2");
    }
}
