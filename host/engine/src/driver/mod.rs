//! The driver: products on a [`Card`].
//!
//! ```text
//! products -> rows coded (coding), weights cut into tiles and spans (tiles)
//!          -> placed in weight RAM (residency, schedule) and input memory (segments, pins),
//!             packed into jobs (plan, job)
//!          -> written, run and read back, two jobs at a time (pipeline)
//!          -> checked and put together again (ledger)
//! ```
//! After an error the card is brought back (recovery) and the work that is not done planned again.
//!
//! All that happens on the card is ordered by the calls alone: no thread, clock or answer of the
//! card changes which transfers are made, so that cycle counts repeat.

mod flight;
mod identify;
mod job;
mod layout;
mod ledger;
mod loading;
mod pins;
mod pipeline;
mod plan;
mod prepared;
mod recovery;
mod residency;
mod run;
mod schedule;
mod segments;
mod spans;
mod state;
mod tiles;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rayon::prelude::*;
use spikelm_regs::EngineConfig;

use crate::card::Deadline;
use crate::coding::CodedRows;
use crate::stages::{self, Stage};
use crate::{
    Accumulators, Card, CardReport, EngineError, Link, MatrixEngine, Operand, Product,
    ProductTicket, RowMode, Stats, WeightId, Weights, check,
};
pub(crate) use identify::identify;
use layout::Layout;
use pipeline::Pipeline;
use plan::Planner;
use prepared::Prepared;
use residency::WeightRam;
use state::State;
use tiles::{Stay, Tiled};

/// How a [`CardEngine`] works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CardOptions {
    /// Row coding.
    pub rows: RowMode,
    /// How long to wait for a transfer, or for the commands of a job.
    pub deadline: Deadline,
}

/// Computes products on a card.
///
/// `submit` hands work to the card and returns while the last of it runs; `wait` takes results.
pub struct CardEngine {
    name: String,
    options: CardOptions,
    layout: Layout,
    kept: RwLock<Vec<Arc<Tiled>>>,
    state: Mutex<State>,
}

impl CardEngine {
    /// Identifies and resets a card.
    ///
    /// # Errors
    /// [`EngineError::Interface`] for a card that this driver does not speak to, with both values;
    /// [`EngineError::Card`] for one that cannot be reached or whose sizes make no engine.
    pub fn open(card: Arc<dyn Card>, options: CardOptions) -> Result<CardEngine, EngineError> {
        let config = identify(card.as_ref())?;
        let port = Link::port(config.axi_bytes.into());
        let layout = Layout::new(config, card.link().unwrap_or(port));
        let name = card.name();
        let pipeline = Pipeline::open(card, layout, options.deadline)?;
        log::info!("{name}: {config:?}");
        let state = Mutex::new(State::new(Planner::new(layout, pipeline)));
        Ok(CardEngine { name, options, layout, kept: RwLock::default(), state })
    }

    /// The card's sizes, as it reports them.
    pub fn config(&self) -> &EngineConfig {
        &self.layout.config
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn prepare(&self, product: &Product) -> Result<Prepared, EngineError> {
        let (kept, tiled) = match &product.weights {
            Operand::Resident(id) => {
                let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
                let found = kept.get(id.0 as usize).cloned();
                (Some(id.0), found.ok_or_else(|| check::unknown_weights(*id))?)
            }
            Operand::Transient(weights) => {
                let weights = Weights::clone(weights);
                (None, Arc::new(Tiled::new(weights, Stay::Transient, &self.layout)?))
            }
        };
        let rows = product.rows.clone();
        check::rows(&rows, tiled.inputs())?;
        check::results(rows.rows, tiled.columns())?;
        let coded = CodedRows::code(&rows, 0..rows.rows / rows.chain, self.options.rows);
        let prepared = Prepared { kind: product.kind, kept, tiled, rows, coded };
        prepared::check(&prepared, &self.layout)?;
        Ok(prepared)
    }
}

impl MatrixEngine for CardEngine {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn rows_in_flight(&self) -> Option<usize> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        flight::rows(&self.layout, kept.iter().map(Arc::as_ref))
    }

    /// Keeps weights for all of the engine's life.
    ///
    /// Where they do not fit weight RAM with those that are kept already, all are cut to be swapped,
    /// but not those that have been at work: where they stand on the card is known by how they were
    /// cut.
    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
        let fresh = self.state().is_fresh();
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(kept.len())
            .map_err(|_| EngineError::Shape(format!("{} weights are kept already", kept.len())))?;
        if kept.iter().any(|tiled| tiled.stay() == Stay::Swapped) {
            kept.push(Arc::new(Tiled::new(weights, Stay::Swapped, &self.layout)?));
            return Ok(WeightId(id));
        }
        let mut tiled = Tiled::new(weights, Stay::Resident, &self.layout)?;
        let rows = |tiled: &Tiled| u64::from(tiled.weight_rows(&self.layout.config));
        let all = kept.iter().map(|tiled| rows(tiled)).sum::<u64>() + rows(&tiled);
        if all > WeightRam::shares(self.layout.config.weight_depth()).0.into() {
            tiled = tiled.swapped(&self.layout)?;
            for other in kept.iter_mut().filter(|t| fresh && Arc::strong_count(t) == 1) {
                *other = Arc::new(other.swapped(&self.layout)?);
            }
        }
        kept.push(Arc::new(tiled));
        Ok(WeightId(id))
    }

    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        let coding = stages::enter(Stage::RowCoding);
        let prepared: Vec<Prepared> =
            products.par_iter().map(|p| self.prepare(p)).collect::<Result<_, _>>()?;
        drop(coding);
        Ok(ProductTicket(self.state().submit(prepared)?))
    }

    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        self.state().wait(ticket.0)
    }

    fn stats(&self) -> Result<Stats, EngineError> {
        self.state().stats()
    }

    fn cards(&self) -> Vec<CardReport> {
        vec![self.state().report(&self.name)]
    }
}
