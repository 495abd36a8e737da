//! Several engines as one.

mod split;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread;

use crate::tally::Tally;
use crate::{
    Accumulators, CardReport, EngineError, MatrixEngine, Operand, Product, ProductTicket, Stats,
    Totals, WeightId, Weights, check,
};
use split::{Part, join, part_of, spread};

/// Spreads products over several engines: cards, mostly.
///
/// Products by kept weights are cut by rows, one part for each engine; products by transient
/// weights stay whole. Who computes what depends on the products alone. Work of an engine that
/// fails goes to the others, and it gets no more; the last one's failure is an error.
pub struct Fleet {
    members: Vec<Arc<dyn MatrixEngine>>,
    state: Mutex<State>,
    kept: RwLock<Vec<Kept>>,
}

/// A kept weight: its name on each engine.
struct Kept {
    names: Vec<WeightId>,
    columns: usize,
}

#[derive(Default)]
struct State {
    next: u64,
    submissions: HashMap<u64, Submission>,
    /// Why each engine is not used any more.
    lost: Vec<Option<String>>,
    /// Products that are done, linear and attention.
    done: Stats,
}

struct Submission {
    products: Vec<Product>,
    shares: Vec<Share>,
}

/// What one engine was given.
struct Share {
    member: usize,
    parts: Vec<Part>,
    ticket: Result<ProductTicket, EngineError>,
}

impl Fleet {
    /// Engines that work together, at least one.
    ///
    /// # Errors
    /// [`EngineError::Shape`] for none.
    pub fn new(members: Vec<Arc<dyn MatrixEngine>>) -> Result<Fleet, EngineError> {
        if members.is_empty() {
            return Err(EngineError::Shape("no engine to spread work over".into()));
        }
        let state = State { lost: vec![None; members.len()], ..State::default() };
        Ok(Fleet { members, state: Mutex::new(state), kept: RwLock::default() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn columns(&self, id: WeightId) -> Result<usize, EngineError> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(id.0 as usize).map(|k| k.columns).ok_or_else(|| check::unknown_weights(id))
    }

    fn usable(&self) -> Vec<usize> {
        let state = self.state();
        (0..self.members.len()).filter(|m| state.lost[*m].is_none()).collect()
    }

    /// Gives parts to the engines that are usable, all at once.
    fn hand_out(&self, products: &[Product], parts: Vec<Part>) -> Result<Vec<Share>, EngineError> {
        let usable = self.usable();
        if usable.is_empty() {
            return Err(self.none_left());
        }
        let shares = spread(products, parts, usable.len());
        thread::scope(|scope| {
            let started: Vec<_> = usable
                .iter()
                .zip(shares)
                .filter(|(_, parts)| !parts.is_empty())
                .map(|(&member, parts)| {
                    let engine = &self.members[member];
                    let given: Vec<Product> =
                        parts.iter().map(|part| self.localize(products, part, member)).collect();
                    (member, parts, scope.spawn(move || engine.submit(given)))
                })
                .collect();
            let shares = started.into_iter().map(|(member, parts, thread)| {
                let ticket = thread.join().unwrap_or_else(|_| Err(panicked()));
                Share { member, parts, ticket }
            });
            Ok(shares.collect())
        })
    }

    /// A part of a product as an engine of its own knows it.
    fn localize(&self, products: &[Product], part: &Part, member: usize) -> Product {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        part_of(&products[part.product], part, |id| kept[id.0 as usize].names[member])
    }

    /// Waits for shares; gives the parts that were lost with their engines.
    fn collect(
        &self,
        shares: Vec<Share>,
        results: &mut [Accumulators],
    ) -> Result<Vec<Part>, EngineError> {
        let waited: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = shares
                .into_iter()
                .map(|Share { member, parts, ticket }| {
                    let engine = &self.members[member];
                    let wait = move || ticket.and_then(|ticket| engine.wait(ticket));
                    (member, parts, scope.spawn(wait))
                })
                .collect();
            let join = |(member, parts, thread): (_, _, thread::ScopedJoinHandle<'_, _>)| {
                (member, parts, thread.join().unwrap_or_else(|_| Err(panicked())))
            };
            threads.into_iter().map(join).collect()
        });
        let (mut lost, mut refused) = (Vec::new(), None);
        for (member, parts, sums) in waited {
            match sums {
                Ok(sums) => {
                    for (part, sums) in parts.iter().zip(&sums) {
                        join(part, sums, &mut results[part.product]);
                    }
                }
                Err(e) if is_loss(&e) => {
                    let name = self.members[member].name();
                    log::warn!("{name}: {e}; its {} parts go to other cards", parts.len());
                    self.state().lost[member].get_or_insert(e.to_string());
                    lost.extend(parts);
                }
                Err(e) => refused = Some(e),
            }
        }
        refused.map_or(Ok(lost), Err)
    }

    fn none_left(&self) -> EngineError {
        let reasons: Vec<String> = self.state().lost.iter().flatten().cloned().collect();
        EngineError::Lost {
            card: self.name(),
            reason: "no card is left".into(),
            tried: reasons.join("; "),
        }
    }
}

/// Whether an error says that an engine cannot do what others may.
fn is_loss(error: &EngineError) -> bool {
    matches!(
        error,
        EngineError::Lost { .. } | EngineError::Card { .. } | EngineError::Command { .. }
    )
}

fn panicked() -> EngineError {
    EngineError::Unknown("a thread of an engine panicked: its work".into())
}

impl MatrixEngine for Fleet {
    fn name(&self) -> String {
        self.members.iter().map(|m| m.name()).collect::<Vec<_>>().join(", ")
    }

    /// Every card gets its share of them.
    fn rows_in_flight(&self) -> Option<usize> {
        self.members.iter().filter_map(|m| m.rows_in_flight()).reduce(usize::saturating_add)
    }

    fn keep(&self, weights: Weights) -> Result<WeightId, EngineError> {
        let columns = weights.columns;
        let names = self.members.iter().map(|m| m.keep(weights.clone()));
        let names = names.collect::<Result<_, _>>()?;
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(kept.len())
            .map_err(|_| EngineError::Shape(format!("{} weights are kept already", kept.len())))?;
        kept.push(Kept { names, columns });
        Ok(WeightId(id))
    }

    fn submit(&self, products: Vec<Product>) -> Result<ProductTicket, EngineError> {
        for product in &products {
            if let Operand::Resident(id) = product.weights {
                self.columns(id)?;
            }
        }
        let whole = products.iter().enumerate().map(|(i, p)| Part::whole(i, p)).collect();
        let shares = self.hand_out(&products, whole)?;
        let mut state = self.state();
        let ticket = state.next;
        state.next += 1;
        state.submissions.insert(ticket, Submission { products, shares });
        Ok(ProductTicket(ticket))
    }

    fn wait(&self, ticket: ProductTicket) -> Result<Vec<Accumulators>, EngineError> {
        let found = self.state().submissions.remove(&ticket.0);
        let Some(Submission { products, mut shares }) = found else {
            return Err(EngineError::Unknown(format!("product ticket {}", ticket.0)));
        };
        let mut results = Vec::with_capacity(products.len());
        for Product { weights, rows, .. } in &products {
            let columns = match weights {
                Operand::Resident(id) => self.columns(*id)?,
                Operand::Transient(weights) => weights.columns,
            };
            let values = vec![0; check::results(rows.rows, columns)?];
            results.push(Accumulators { rows: rows.rows, columns, values });
        }
        loop {
            let lost = self.collect(shares, &mut results)?;
            if lost.is_empty() {
                break;
            }
            shares = self.hand_out(&products, lost)?;
        }
        let mut state = self.state();
        for product in &products {
            state.done.totals_mut(product.kind).products += 1;
        }
        Ok(results)
    }

    fn stats(&self) -> Result<Stats, EngineError> {
        let mut sum = self.state().done;
        let mut all = Vec::with_capacity(self.members.len());
        for member in &self.members {
            all.push(member.stats()?);
        }
        let add = |f: fn(&Stats) -> Option<u64>| all.iter().map(f).sum::<Option<u64>>();
        sum.cycles = add(|s| s.cycles);
        sum.load_cycles = add(|s| s.load_cycles);
        sum.command_cycles = add(|s| s.command_cycles);
        sum.idle_cycles = add(|s| s.idle_cycles);
        let linear: Vec<&Totals> = all.iter().map(|s| &s.linear).collect();
        let attention: Vec<&Totals> = all.iter().map(|s| &s.attention).collect();
        sum.linear = Totals { products: sum.linear.products, ..Totals::sum(&linear) };
        sum.attention = Totals { products: sum.attention.products, ..Totals::sum(&attention) };
        Ok(sum)
    }

    fn cards(&self) -> Vec<CardReport> {
        let lost = self.state().lost.clone();
        let members = self.members.iter().zip(lost);
        members
            .flat_map(|(member, lost)| {
                let reports = member.cards().into_iter();
                reports.map(move |r| CardReport { lost: r.lost.or(lost.clone()), ..r })
            })
            .collect()
    }
}
