//! Which kept weights come next, and how far they are on their way into weight RAM.
//!
//! Weights that do not fit weight RAM together are swapped span by span. The span that comes next is
//! known: of the same product, of the next one of the submission, or the one that came next when
//! these weights were last at work.

use std::collections::HashMap;

use super::layout::Layout;
use super::loading::Loading;
use super::residency::{Place, SpanKey, WeightRam};
use super::spans::SpanRef;

/// Spans that are looked for ahead of the one at work.
const LOOK_AHEAD: usize = 8;

/// What stands in weight RAM and what is to come.
#[derive(Debug)]
pub(super) struct Schedule {
    ram: WeightRam,
    /// A span that has its place in weight RAM and is not all there.
    ahead: Option<(SpanKey, Loading)>,
    /// The span that was at work last.
    last: Option<SpanKey>,
    /// What came next when a span was last at work.
    follows: HashMap<SpanKey, SpanRef>,
}

impl Schedule {
    pub(super) fn new(layout: &Layout) -> Schedule {
        let ram = WeightRam::new(layout.config.weight_depth());
        Schedule { ram, ahead: None, last: None, follows: HashMap::new() }
    }

    /// Forgets what stands in weight RAM.
    pub(super) fn clear(&mut self) {
        self.ram.clear();
        self.ahead = None;
    }

    /// A place for transient tiles of `rows` rows.
    pub(super) fn transient(&mut self, rows: u32) -> u32 {
        self.ram.transient(rows)
    }

    /// Bytes of a span that are not in weight RAM.
    pub(super) fn missing(&self, span: &SpanRef, layout: &Layout) -> usize {
        match &self.ahead {
            _ if !self.ram.holds(span.key) => Loading::of(span, 0, layout).bytes(),
            Some((key, rest)) if *key == span.key => rest.bytes(),
            _ => 0,
        }
    }

    /// Puts a span to work: its first row in weight RAM, and what of it must be loaded before.
    pub(super) fn bring(&mut self, span: &SpanRef, layout: &Layout) -> (u32, Option<Loading>) {
        let place = self.ram.resident(span.key, span.rows(layout));
        // Transient tiles may have taken the place of what is under way.
        let ahead = self.ahead.take();
        let ahead = ahead.filter(|(key, rest)| rest.bytes() > 0 && self.ram.holds(*key));
        if let Some(last) = self.last.replace(span.key)
            && last != span.key
        {
            self.follows.insert(last, span.clone());
        }
        match (place, ahead) {
            (Place::Resident(first), Some((key, rest))) if key == span.key => (first, Some(rest)),
            (Place::Resident(first), ahead) => {
                self.ahead = ahead;
                (first, None)
            }
            (Place::Load(first), ahead) => {
                if let Some((key, _)) = ahead
                    && key != span.key
                {
                    // Something else came.
                    self.ram.forget(key);
                }
                (first, Some(Loading::of(span, first, layout)))
            }
        }
    }

    /// Spans that come after `present`: the `known` ones, and then what came after those before.
    pub(super) fn upcoming(
        &self,
        present: SpanKey,
        known: impl Iterator<Item = SpanRef>,
    ) -> Vec<SpanRef> {
        let mut spans: Vec<SpanRef> = known.take(LOOK_AHEAD).collect();
        while spans.len() < LOOK_AHEAD {
            let last = spans.last().map_or(present, |span| span.key);
            match self.follows.get(&last) {
                Some(next) if next.key != present => spans.push(next.clone()),
                _ => break,
            }
        }
        spans
    }

    /// What is to be loaded beside the work of `present`: what is under way, or else the first of
    /// `upcoming` that is not there and has a place beside all before it.
    pub(super) fn ahead(
        &mut self,
        present: SpanKey,
        upcoming: &[SpanRef],
        layout: &Layout,
    ) -> Option<&mut Loading> {
        self.ahead.take_if(|(_, span)| span.bytes() == 0);
        if self.ahead.is_none() {
            let there = upcoming.iter().take_while(|span| self.ram.holds(span.key));
            let mut stay: Vec<SpanKey> = there.map(|span| span.key).collect();
            let next = upcoming.get(stay.len())?;
            stay.push(present);
            let first = self.ram.beside(&stay, next.key, next.rows(layout))?;
            self.ahead = Some((next.key, Loading::of(next, first, layout)));
        }
        self.under_way()
    }

    /// Bytes of the span of which most is missing: nothing where all are there.
    pub(super) fn most_missing(&self, upcoming: &[SpanRef], layout: &Layout) -> usize {
        upcoming.iter().map(|span| self.missing(span, layout)).max().unwrap_or(0)
    }

    /// What is to be loaded behind the span that was at work last.
    pub(super) fn behind_last(&mut self, layout: &Layout) -> Option<&mut Loading> {
        let last = self.last?;
        let upcoming = self.upcoming(last, std::iter::empty());
        self.ahead(last, &upcoming, layout)
    }

    /// What is under way.
    pub(super) fn under_way(&mut self) -> Option<&mut Loading> {
        self.ahead.as_mut().map(|(_, span)| span)
    }
}
