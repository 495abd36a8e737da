//! The driver: products on a [`Card`].
//!
//! ```text
//! products -> rows coded (coding), weights cut into tiles and spans (tiles)
//!          -> placed in weight RAM (residency), packed into jobs (plan, job)
//!          -> written, run and read back, two jobs at a time (pipeline)
//!          -> checked and put together again (ledger)
//! ```
//! All that happens on the card is ordered by the calls alone: no thread, clock or answer of the
//! card changes which transfers are made, so that cycle counts repeat.

mod identify;
mod job;
mod layout;
mod ledger;
mod pipeline;
mod plan;
mod residency;
mod tiles;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rayon::prelude::*;
use spikelm_regs::EngineConfig;
use spikelm_regs::register::{self, Register};

use crate::card::{CardError, Deadline};
use crate::coding::CodedRows;
use crate::{
    Accumulators, Card, EngineError, MatrixEngine, Operand, Product, ProductTicket, RowMode, Stats,
    WeightId, Weights, check,
};
use layout::Layout;
use ledger::Ideal;
use pipeline::Pipeline;
use plan::{Planner, Prepared};
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

struct State {
    planner: Planner,
    /// Why the card cannot be used any more.
    broken: Option<String>,
}

impl CardEngine {
    /// Identifies and resets a card.
    ///
    /// # Errors
    /// [`EngineError::Interface`] for a card that this driver does not speak to, with both values;
    /// [`EngineError::Card`] for one that cannot be reached or whose sizes make no engine.
    pub fn open(card: Arc<dyn Card>, options: CardOptions) -> Result<CardEngine, EngineError> {
        let layout = Layout::new(identify::identify(card.as_ref())?);
        let name = card.name();
        let pipeline = Pipeline::open(card, layout, options.deadline)?;
        log::info!("{name}: {:?}", layout.config);
        let planner = Planner::new(layout, pipeline);
        let state = Mutex::new(State { planner, broken: None });
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
        plan::check(&prepared, &self.layout)?;
        Ok(prepared)
    }
}

impl State {
    fn check_usable(&self, card: &str) -> Result<(), EngineError> {
        match &self.broken {
            None => Ok(()),
            Some(reason) => Err(EngineError::Card {
                card: card.to_owned(),
                source: CardError::Link {
                    operation: "run products",
                    address: 0,
                    reason: format!("the card failed before ({reason}); open it again"),
                },
            }),
        }
    }

    fn run(&mut self, products: &[Prepared], ticket: u64) -> Result<(), EngineError> {
        for (index, product) in products.iter().enumerate() {
            self.planner.product(product, ticket, index)?;
        }
        self.planner.flush()
    }

    /// Counts a product before it runs.
    fn count(&mut self, product: &Prepared) {
        let Prepared { kind, tiled, rows, coded, .. } = product;
        let config = self.planner.layout.config;
        let ledger = &mut self.planner.ledger;
        let totals = ledger.totals(*kind);
        totals.count(rows, tiled.columns(), coded.direct_events(), coded.events());
        ledger.count_ideal(
            *kind,
            Ideal {
                tile_cycles: coded.ideal_cycles(config.ports),
                tiles: tiled.tiles() as u64,
                columns: tiled.columns() as u64,
                lanes: config.lanes.into(),
            },
        );
    }

    /// After an error: every submission under way ends with it. A refused command is the end of
    /// those alone; after anything else the card is not used again.
    fn recover(&mut self, error: &EngineError, ticket: Option<u64>) {
        let settled = match error {
            EngineError::Card { .. } => Err(error.to_string()),
            _ => self.planner.recover().map_err(|e| e.to_string()),
        };
        self.broken = settled.err();
        self.planner.ledger.fail(error, ticket);
    }

    fn finish(&mut self, ticket: u64) {
        while self.planner.ledger.is_outstanding(ticket) {
            match self.planner.retire() {
                Ok(true) => {}
                // Nothing under way: what is outstanding was lost with an error before.
                Ok(false) => return,
                Err(error) => self.recover(&error, None),
            }
        }
    }

    fn counter(&self, low: Register) -> Result<u64, EngineError> {
        let value = self.planner.pipeline.read_register(low.offset)?;
        let high = self.planner.pipeline.read_register(low.offset + 4)?;
        Ok(u64::from(value) | u64::from(high) << 32)
    }
}

impl MatrixEngine for CardEngine {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
        let tiled = Arc::new(Tiled::new(weights, Stay::Kept, &self.layout)?);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(kept.len())
            .map_err(|_| EngineError::Shape(format!("{} weights are kept already", kept.len())))?;
        kept.push(tiled);
        Ok(WeightId(id))
    }

    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        let prepared: Vec<Prepared> =
            products.par_iter().map(|p| self.prepare(p)).collect::<Result<_, _>>()?;
        let mut state = self.state();
        state.check_usable(&self.name)?;
        let shapes = prepared.iter().map(|p| (p.rows.rows, p.tiled.columns()));
        let ticket = state.planner.ledger.open(shapes);
        for product in &prepared {
            state.count(product);
        }
        if let Err(error) = state.run(&prepared, ticket) {
            state.recover(&error, Some(ticket));
        }
        Ok(ProductTicket(ticket))
    }

    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        let mut state = self.state();
        state.finish(ticket.0);
        state.planner.ledger.take(ticket.0)
    }

    fn stats(&self) -> Result<Stats, EngineError> {
        let mut state = self.state();
        state.check_usable(&self.name)?;
        loop {
            match state.planner.retire() {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    state.recover(&error, None);
                    state.check_usable(&self.name)?;
                }
            }
        }
        state.planner.pipeline.write_register(register::CONTROL, register::CONTROL_SNAPSHOT)?;
        let mut stats = state.planner.ledger.stats();
        stats.cycles = Some(state.counter(register::CYCLES_LO)?);
        stats.load_cycles = Some(state.counter(register::LOAD_LO)?);
        stats.command_cycles = Some(state.counter(register::COMMAND_LO)?);
        stats.idle_cycles = Some(state.counter(register::IDLE_LO)?);
        Ok(stats)
    }
}
