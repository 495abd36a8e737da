//! Spans of weights by name.

use std::sync::Arc;

use super::layout::Layout;
use super::residency::SpanKey;
use super::tiles::Tiled;

/// A span of kept weights.
#[derive(Debug, Clone)]
pub(super) struct SpanRef {
    pub(super) tiled: Arc<Tiled>,
    pub(super) key: SpanKey,
}

impl SpanRef {
    /// Rows of a bank's weight RAM that it takes.
    pub(super) fn rows(&self, layout: &Layout) -> u32 {
        self.tiled.spans()[self.key.1].weight_rows(&layout.config)
    }
}
