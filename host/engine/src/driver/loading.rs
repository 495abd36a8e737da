//! Weights on their way into weight RAM: one span, LOAD by LOAD.

use std::sync::Arc;

use super::job::Job;
use super::layout::Layout;
use super::spans::SpanRef;
use super::tiles::{Stack, Tiled};

/// A span of which some is loaded.
#[derive(Debug)]
pub(super) struct Loading {
    tiled: Arc<Tiled>,
    /// What is not loaded of the first is not loaded of any behind it.
    stacks: Vec<Stack>,
    /// Rows of the first stack that are loaded.
    done: usize,
    /// Where the span stands in weight RAM.
    weight_row: u32,
}

impl Loading {
    /// All of a span that stays, which will stand at `weight_row`.
    pub(super) fn of(span: &SpanRef, weight_row: u32, layout: &Layout) -> Loading {
        Loading::new(span.tiled.clone(), span.key.1, weight_row, layout)
    }

    /// A span of weights that will stand at `weight_row`.
    pub(super) fn new(tiled: Arc<Tiled>, span: usize, weight_row: u32, layout: &Layout) -> Loading {
        let stacks = tiled.spans()[span].stacks(&layout.config);
        Loading { tiled, stacks, done: 0, weight_row }
    }

    /// Bytes that are not loaded.
    pub(super) fn bytes(&self) -> usize {
        let all: usize = self.stacks.iter().map(|stack| stack.rows * stack.row_bytes).sum();
        all - self.stacks.first().map_or(0, |stack| self.done * stack.row_bytes)
    }

    /// Bytes of the next LOAD, and of the largest one that an empty job takes; `None` behind the
    /// last.
    pub(super) fn next(&self, job: &Job, layout: &Layout) -> Option<Next> {
        let stack = self.stacks.first()?;
        let rest = stack.rows - self.done;
        let room = job.load_room(layout, stack.row_bytes).min(rest);
        let empty = job.empty().load_room(layout, stack.row_bytes);
        Some(Next { room, rest, empty })
    }

    /// Adds LOADs of as much as fits `job` and `bytes`.
    pub(super) fn add(&mut self, job: &mut Job, layout: &Layout, bytes: usize) {
        let mut left = bytes;
        loop {
            let before = self.bytes();
            self.add_one(job, layout, left);
            let added = before - self.bytes();
            if added == 0 {
                return;
            }
            left -= added;
        }
    }

    /// Adds a LOAD of as much as fits `job` and `bytes`; nothing where that is less than a row of
    /// each bank.
    pub(super) fn add_one(&mut self, job: &mut Job, layout: &Layout, bytes: usize) {
        let Some(stack) = self.stacks.first() else { return };
        let ports = layout.config.ports as usize;
        let rest = stack.rows - self.done;
        let mut rows = job.load_room(layout, stack.row_bytes).min(rest);
        if rows * stack.row_bytes > bytes {
            rows = bytes / stack.row_bytes / ports * ports;
        }
        if rows == 0 {
            return;
        }
        job.load(layout, &self.tiled, stack, self.done..self.done + rows, self.weight_row);
        self.done += rows;
        if self.done == stack.rows {
            self.stacks.remove(0);
            self.done = 0;
        }
    }
}

/// What the next LOAD of a span can be, in weight rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    /// That the job takes.
    pub(super) room: usize,
    /// That are left of rows of this width.
    pub(super) rest: usize,
    /// That an empty job takes.
    pub(super) empty: usize,
}
