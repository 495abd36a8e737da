//! Rows of a product that several spans meet, staged once.

use std::ops::Range;
use std::sync::Arc;

use spikelm_regs::row_bytes;

use super::layout::Layout;
use super::pins::Pins;
use super::prepared::Prepared;
use super::run::RunPlan;
use super::tiles::Span;

/// Chains of coded rows as they stand in input memory, for one RUN of each span.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) chains: Range<usize>,
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) checksum: u32,
    /// Where they are pinned.
    pub(super) address: Option<u64>,
}

/// Segments for each job's worth of a span's weights: a LOAD of a part of them runs beside each.
const PARTS: usize = 2;
/// Cycles that a segment works on a span, at least: to start and to end a RUN takes 35.
const LEAST_CYCLES: u64 = 700;

/// Rows that the link brings down again and again in less of the work's time than this are not pinned:
/// pins hold up the rows of what comes next.
const SPARE_PERCENT: u64 = 80;

/// How the rows of a product are cut for the spans that meet them.
#[derive(Debug)]
pub(super) struct Cut {
    segments: usize,
    /// Words of a row's results: those of the widest span, since all write as far apart.
    pub(super) stride_words: u32,
}

impl Cut {
    /// The cut for some spans of a product, of which `missing` bytes of weights are to be loaded; `None`
    /// where rows rather go down with each of their RUNs: where there is no room for all of them, where
    /// the link takes less time for that or has it anyway, where one span meets them, or where a chain is
    /// too long.
    ///
    /// ```text
    /// streamed = transfers(missing + spans * rows, job)
    /// pinned   = transfers(missing + rows, min(job, region - rows / 2)) + segments * latency
    /// transfers(bytes, room) = ceil(bytes / room) * latency + bytes / bytes per cycle
    /// ```
    pub(super) fn new(
        product: &Prepared,
        spans: Range<usize>,
        missing: usize,
        layout: &Layout,
    ) -> Option<Cut> {
        let spans = &product.tiled.spans()[spans];
        let row_bytes = row_bytes(&layout.config, spans.first()?.inputs.len() as u32) as usize;
        let rows = product.coded.rows().len() * row_bytes;
        if rows > 2 * Pins::most(layout) {
            return None;
        }
        let stride_words = spans.iter().map(|span| span.result_words(&layout.config)).max()?;
        let segments = segments(product, spans, row_bytes, stride_words, missing > 0, layout)?;

        let (link, job) = (layout.link, layout.job_bytes());
        let transfers = |bytes: usize, room: usize| {
            let count = bytes.div_ceil(room).max(1) as u64;
            link.cycles(bytes as u64) + (count - 1) * link.latency
        };
        let room = job.min(layout.region_bytes() - rows / 2);
        let pinned = transfers(missing + rows, room) + segments as u64 * link.latency;
        let streamed = transfers(missing + spans.len() * rows, job);
        let work: u64 = spans.iter().map(|span| cycles(product, span, layout)).sum();
        (pinned < streamed && streamed > work / 100 * SPARE_PERCENT)
            .then_some(Cut { segments, stride_words })
    }

    /// The segments, staged.
    pub(super) fn stage(&self, layout: &Layout, plan: &RunPlan<'_>) -> Vec<Segment> {
        let (all, count) = (plan.coded.chains(), self.segments);
        let segment = |i: usize| {
            let chains = i * all / count..(i + 1) * all / count;
            let mut bytes = Vec::new();
            plan.stage(layout, chains.clone(), &mut bytes);
            let checksum = layout.checksum(&bytes);
            Segment { chains, bytes: Arc::new(bytes), checksum, address: None }
        };
        (0..count).map(segment).collect()
    }
}

/// Cycles that all rows of a product work on a span.
fn cycles(product: &Prepared, span: &Span, layout: &Layout) -> u64 {
    let tile = product.coded.ideal_cycles(layout.config.ports, span.words());
    tile * u64::from(span.tiles)
}

/// Segments of a product's rows: enough that what a span loads goes down beside its work, but none that
/// works for less than [`LEAST_CYCLES`]; and that two fit a job's results, four a region. `None`
/// where a chain alone is larger.
fn segments(
    product: &Prepared,
    spans: &[Span],
    row_bytes: usize,
    stride_words: u32,
    loads: bool,
    layout: &Layout,
) -> Option<usize> {
    let config = &layout.config;
    let coded = &product.coded;
    let chains = coded.chains();
    let depth = spans.iter().map(|span| span.weight_rows(config)).max()?;
    let span_bytes = if loads { (depth * config.ports * config.lanes) as usize } else { 0 };
    let room = layout.job_bytes().min(layout.region_bytes() - Pins::most(layout));
    let jobs = span_bytes.div_ceil(room).max(1);

    let longest = (0..chains).map(|c| coded.chain_rows(c..c + 1).len()).max()?;
    let by_rows = Pins::most(layout) / 2 / (longest * row_bytes);
    let chain_words = product.rows.chain * stride_words as usize;
    let by_results = layout.half_bytes() / 2 / (chain_words * config.result_word_bytes() as usize);
    let span = &spans[0];
    let cycles = coded.ideal_cycles(config.ports, span.words()) * u64::from(span.tiles);
    let least = (chains as u64 * LEAST_CYCLES).div_ceil(cycles.max(1)).min(chains as u64) as usize;
    let most = chains.div_ceil(PARTS * jobs).max(least).min(by_rows).min(by_results);
    (most > 0).then(|| chains.div_ceil(most))
}
