//! What was submitted, what has come back, and the work that it took.

use std::collections::HashMap;

use spikelm_regs::{CompletionRecord, ResultFormat};

use super::pipeline::Finished;
use super::run::Sums;
use crate::card::CardError;
use crate::tally::Tally;
use crate::{Accumulators, EngineError, ProductKind, Stats, Totals};

/// How far a submission is: work comes back in the order of products, spans and rows.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Progress {
    pub(super) product: usize,
    /// The span under way.
    pub(super) span: usize,
    /// Rows of that span that are done.
    pub(super) row: usize,
}

/// Products submitted together.
#[derive(Debug)]
struct Submission {
    results: Vec<Accumulators>,
    /// RUNs that have not come back.
    outstanding: usize,
    done: Progress,
    failed: Option<EngineError>,
}

/// All submissions that were not taken yet, and the work done.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    next: u64,
    /// RUNs that have come back, of all submissions.
    returned: u64,
    submissions: HashMap<u64, Submission>,
    stats: Stats,
    linear_lanes: Lanes,
    attention_lanes: Lanes,
}

/// Lanes over time: `lane_use` is valid / all.
#[derive(Debug, Default, Clone, Copy)]
struct Lanes {
    valid: u64,
    all: u64,
}

/// The work of a product, known before it runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ideal {
    /// Ideal cycles of one tile.
    pub(super) tile_cycles: u64,
    pub(super) tiles: u64,
    pub(super) columns: u64,
    pub(super) lanes: u64,
}

impl Ledger {
    /// A submission whose results will be of these rows and columns.
    pub(super) fn open(&mut self, shapes: impl Iterator<Item = (usize, usize)>) -> u64 {
        let results = shapes
            .map(|(rows, columns)| Accumulators { rows, columns, values: vec![0; rows * columns] })
            .collect();
        let ticket = self.next;
        self.next += 1;
        let submission =
            Submission { results, outstanding: 0, done: Progress::default(), failed: None };
        self.submissions.insert(ticket, submission);
        ticket
    }

    /// Whether there was no submission yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.next == 0
    }

    /// The counters of a kind.
    pub(super) fn totals(&mut self, kind: ProductKind) -> &mut Totals {
        self.stats.totals_mut(kind)
    }

    /// Counts the ideal work of a product.
    pub(super) fn count_ideal(&mut self, kind: ProductKind, ideal: Ideal) {
        let lanes = match kind {
            ProductKind::Linear => &mut self.linear_lanes,
            ProductKind::Attention | ProductKind::AttentionDigits { .. } => {
                &mut self.attention_lanes
            }
        };
        lanes.valid += ideal.tile_cycles * ideal.columns;
        lanes.all += ideal.tile_cycles * ideal.tiles * ideal.lanes;
        *self.totals(kind).ideal_cycles.get_or_insert(0) += ideal.tile_cycles * ideal.tiles;
    }

    /// One more RUN of a submission.
    pub(super) fn expect(&mut self, ticket: u64) {
        if let Some(submission) = self.submissions.get_mut(&ticket) {
            submission.outstanding += 1;
        }
    }

    /// Whether RUNs of a submission have not come back.
    pub(super) fn is_outstanding(&self, ticket: u64) -> bool {
        self.submissions.get(&ticket).is_some_and(|s| s.outstanding > 0)
    }

    /// Whether any RUN has not come back.
    pub(super) fn is_working(&self) -> bool {
        self.submissions.values().any(|s| s.outstanding > 0)
    }

    /// RUNs that have come back so far.
    pub(super) fn returned(&self) -> u64 {
        self.returned
    }

    /// Takes the results of a job.
    pub(super) fn store(&mut self, finished: &Finished) {
        for (planned, record) in finished.job.commands().iter().zip(&finished.records) {
            let Some(sums) = &planned.sums else { continue };
            count_record(self.totals(sums.target.kind), record);
            self.returned += 1;
            if let Some(submission) = self.submissions.get_mut(&sums.target.ticket) {
                submission.outstanding = submission.outstanding.saturating_sub(1);
                submission.done = Progress {
                    product: sums.target.product,
                    span: sums.span,
                    row: sums.first_row + sums.rows,
                };
                unpack(sums, &finished.bytes, &mut submission.results[sums.target.product]);
            }
        }
    }

    /// Forgets the RUNs of a submission that have not come back, and says which have.
    pub(super) fn restart(&mut self, ticket: u64) -> Progress {
        let submission = self.submissions.get_mut(&ticket);
        submission.map_or_else(Progress::default, |submission| {
            submission.outstanding = 0;
            submission.done
        })
    }

    /// Ends a submission with an error.
    pub(super) fn fail(&mut self, ticket: u64, error: &EngineError) {
        if let Some(submission) = self.submissions.get_mut(&ticket) {
            submission.outstanding = 0;
            submission.results.clear();
            submission.failed = Some(repeat(error));
        }
    }

    /// The results of a submission that has come back.
    pub(super) fn take(&mut self, ticket: u64) -> Result<Vec<Accumulators>, EngineError> {
        match self.submissions.remove(&ticket) {
            Some(Submission { failed: Some(error), .. }) => Err(error),
            Some(submission) => Ok(submission.results),
            None => Err(EngineError::Unknown(format!("product ticket {ticket}"))),
        }
    }

    /// The counters of products; those of the card are `None`.
    pub(super) fn stats(&self) -> Stats {
        let mut stats = self.stats;
        for (totals, lanes) in
            [(&mut stats.linear, self.linear_lanes), (&mut stats.attention, self.attention_lanes)]
        {
            totals.ideal_cycles.get_or_insert(0);
            totals.busy_cycles.get_or_insert(0);
            totals.event_cycles.get_or_insert(0);
            totals.stalls.get_or_insert([0; 4]);
            totals.lane_use = (lanes.all > 0).then(|| lanes.valid as f64 / lanes.all as f64);
        }
        stats
    }
}

fn count_record(totals: &mut Totals, record: &CompletionRecord) {
    *totals.busy_cycles.get_or_insert(0) += u64::from(record.busy);
    *totals.event_cycles.get_or_insert(0) += u64::from(record.event_cycles);
    let stalls = [record.stall_fetch, record.stall_drain, record.stall_empty, record.stall_edge];
    for (sum, stall) in totals.stalls.get_or_insert([0; 4]).iter_mut().zip(stalls) {
        *sum += u64::from(stall);
    }
}

/// Adds results to their rows and columns, which begin as zeros and get a sum per part of K. Tiles
/// of a row stand one behind the other, each a whole number of groups, so that the columns of a
/// span are contiguous.
fn unpack(sums: &Sums, bytes: &[u8], to: &mut Accumulators) {
    for i in 0..sums.rows {
        let from = &bytes[sums.offset + i * sums.stride..];
        let at = (sums.first_row + i) * to.columns;
        let row = &mut to.values[at + sums.columns.start..at + sums.columns.end];
        match sums.format {
            ResultFormat::Int16 => {
                let (words, _) = from.as_chunks::<2>();
                for (sum, bytes) in row.iter_mut().zip(words) {
                    *sum += i32::from(i16::from_le_bytes(*bytes)) >> sums.shift;
                }
            }
            ResultFormat::Int32 => {
                let (words, _) = from.as_chunks::<4>();
                for (sum, bytes) in row.iter_mut().zip(words) {
                    *sum += i32::from_le_bytes(*bytes) >> sums.shift;
                }
            }
        }
    }
}

/// The same error again, for another submission that it ended.
pub(super) fn repeat(error: &EngineError) -> EngineError {
    match error {
        EngineError::Command { card, sequence, what, meaning } => EngineError::Command {
            card: card.clone(),
            sequence: *sequence,
            what: what.clone(),
            meaning: meaning.clone(),
        },
        EngineError::Lost { card, reason, tried } => {
            EngineError::Lost { card: card.clone(), reason: reason.clone(), tried: tried.clone() }
        }
        EngineError::Card { card, source } => EngineError::Card {
            card: card.clone(),
            source: CardError::Link {
                operation: "run products",
                address: 0,
                reason: source.to_string(),
            },
        },
        other => EngineError::Unknown(other.to_string()),
    }
}
