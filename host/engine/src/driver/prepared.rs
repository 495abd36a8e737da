//! Products that are ready to be planned.

use std::ops::Range;
use std::sync::Arc;

use super::layout::Layout;
use super::spans::SpanRef;
use super::tiles::Tiled;
use crate::coding::CodedRows;
use crate::{EngineError, ProductKind, SpikeRows};

/// A product, checked, cut and coded.
pub(super) struct Prepared {
    pub(super) kind: ProductKind,
    /// Kept weights have a name.
    pub(super) kept: Option<u32>,
    pub(super) tiled: Arc<Tiled>,
    pub(super) rows: Arc<SpikeRows>,
    pub(super) coded: CodedRows,
}

impl Prepared {
    /// Whether its weights stay on the card.
    pub(super) fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// Spans that meet the same rows.
    pub(super) fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        let spans = self.tiled.spans();
        spans.chunk_by(|a, b| a.inputs == b.inputs).scan(0, |end, part| {
            let start = std::mem::replace(end, *end + part.len());
            Some(start..*end)
        })
    }

    /// A span of kept weights.
    pub(super) fn span(&self, index: usize) -> Option<SpanRef> {
        let key = (self.kept?, index);
        (index < self.tiled.spans().len()).then(|| SpanRef { tiled: self.tiled.clone(), key })
    }
}

/// Whether every chain fits a job by itself.
///
/// # Errors
/// [`EngineError::Shape`] with the numbers.
pub(super) fn check(product: &Prepared, layout: &Layout) -> Result<(), EngineError> {
    let chain = product.rows.chain;
    let chains = 0..product.coded.chains();
    let longest = chains.map(|c| product.coded.chain_rows(c..c + 1).len()).max().unwrap_or(0);
    for span in product.tiled.spans() {
        let row_bytes = spikelm_regs::row_bytes(&layout.config, span.inputs.len() as u32) as usize;
        if longest * row_bytes > layout.region_bytes() {
            return Err(EngineError::Shape(format!(
                "a chain of {longest} coded rows of {row_bytes} bytes exceeds a region of {} bytes",
                layout.region_bytes()
            )));
        }
        let stride = span.result_words(&layout.config) * layout.config.result_word_bytes();
        let room = layout.half_bytes() - spikelm_regs::RECORD_BYTES as usize;
        if longest > 0 && chain.saturating_mul(stride as usize) > room {
            return Err(EngineError::Shape(format!(
                "a chain of {chain} rows with {stride} bytes of results each exceeds {room} bytes of result memory"
            )));
        }
    }
    Ok(())
}

/// Spans of kept weights behind one of a product, as far as they are known.
pub(super) fn known<'a>(
    product: &'a Prepared,
    span: usize,
    next: Option<&'a Prepared>,
) -> impl Iterator<Item = SpanRef> + 'a {
    let spans = |product: &'a Prepared, first: usize| {
        (first..product.tiled.spans().len()).filter_map(|i| product.span(i))
    };
    spans(product, span + 1).chain(next.into_iter().flat_map(move |next| spans(next, 0)))
}
