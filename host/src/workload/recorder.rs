//! The products that a model asks for.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use spikelm_engine::{
    Accumulators, EngineError, MatrixEngine, Operand, Product, ProductTicket, SoftEngine, Stats,
    WeightId, Weights,
};

use super::{Submission, Workload};

/// The software engine, which keeps what it was asked and the time that it took.
pub(crate) struct Recorder {
    engine: SoftEngine,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    workload: Workload,
    /// Whether submissions are kept.
    on: bool,
    busy: Duration,
}

impl Recorder {
    pub(crate) fn new(engine: SoftEngine) -> Recorder {
        Recorder { engine, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps submissions from now on.
    pub(crate) fn start(&self) {
        self.state().on = true;
    }

    /// What was asked since [`Recorder::start`].
    pub(crate) fn take(&self) -> Workload {
        let mut state = self.state();
        state.on = false;
        let submissions = std::mem::take(&mut state.workload.submissions);
        Workload { kept: state.workload.kept.clone(), submissions }
    }

    /// Time that callers have spent here.
    pub(crate) fn busy(&self) -> Duration {
        self.state().busy
    }
}

/// A name of products that were asked together: what they are, and their shape where it is one.
fn name(workload: &Workload, products: &[Product]) -> String {
    let shape = |p: &Product| (p.rows.inputs, workload.columns(p));
    match products.first() {
        Some(first) if matches!(first.weights, Operand::Transient(_)) => "attention".into(),
        Some(first) => {
            let (inputs, columns) = shape(first);
            format!("{inputs} x {columns}")
        }
        None => "nothing".into(),
    }
}

impl MatrixEngine for Recorder {
    fn name(&self) -> String {
        self.engine.name()
    }

    fn streams(&self) -> usize {
        1
    }

    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
        let kept = Arc::new(weights.clone());
        let id = self.engine.keep(weights)?;
        self.state().workload.kept.push(kept);
        Ok(id)
    }

    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        let mut state = self.state();
        if state.on {
            let name = name(&state.workload, &products);
            let products = products.clone();
            state.workload.submissions.push(Submission { name, products });
        }
        drop(state);
        let start = Instant::now();
        let ticket = self.engine.submit(products);
        self.state().busy += start.elapsed();
        ticket
    }

    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        let start = Instant::now();
        let results = self.engine.wait(ticket);
        self.state().busy += start.elapsed();
        results
    }

    fn stats(&self) -> Result<Stats, EngineError> {
        self.engine.stats()
    }
}
