//! Products in parallel: rows are coded in strips, and every task takes some strips and one block
//! of columns.

use std::ops::Range;
use std::sync::Arc;

use bytemuck::{Pod, Zeroable, cast_slice_mut};
use rayon::prelude::*;

use super::dense_kernel::{self, Quad, add_dense, interleave};
use super::event_kernel::add_events;
use super::events::Strip;
use super::packed::{BLOCK, Packed, TILE};
use crate::isa::Isa;
use crate::pool::Pool;
use crate::stages::{self, Stage};
use crate::{Block, ProductKind, RowMode, SpikeRows, Weights};

/// Rows of a strip, unless a chain is longer.
const STRIP: usize = 64;
/// Most strips of a task: their lists and sums stay in the second-level cache.
const STRIPS: usize = 8;
/// Tasks per thread that even out the load.
const TASKS: usize = 4;

/// A product whose shapes and range are checked.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) kind: ProductKind,
    pub(super) weights: CheckedWeights,
    pub(super) rows: Arc<SpikeRows>,
}

#[derive(Debug)]
pub(super) enum CheckedWeights {
    Resident(Arc<Packed>),
    Transient(Arc<Weights>),
}

impl Checked {
    pub(super) fn columns(&self) -> usize {
        match &self.weights {
            CheckedWeights::Resident(packed) => packed.columns(),
            CheckedWeights::Transient(weights) => weights.columns,
        }
    }

    fn chains(&self) -> usize {
        self.rows.rows / self.rows.chain
    }

    fn chains_of_a_strip(&self) -> usize {
        STRIP.div_ceil(self.rows.chain)
    }
}

/// Buffers that outlive a run.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    strips: Pool<Vec<Strip>>,
    scratch: Pool<Scratch>,
}

/// What a task works in.
#[derive(Debug, Default)]
struct Scratch {
    packed: Packed,
    strip: Strip,
    quads: Vec<Quad>,
    sums: Vec<Sums>,
}

/// The sums of a row, which begin where a line of the cache does.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
struct Sums([i32; BLOCK]);

/// The direct and the coded events of a product.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Events {
    pub(super) direct: u64,
    pub(super) coded: u64,
}

impl Events {
    fn add(&mut self, strip: &Strip) {
        self.direct += strip.direct_events();
        self.coded += strip.events();
    }
}

/// Which kernel a product takes.
///
/// The dense one takes 1 cycle per 64 weights, the event kernel 1.5 and what its lists cost, but
/// only where there is an event: `soft_speed` measures where they meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kernel {
    Event,
    Dense,
}

impl Kernel {
    fn choose(events: u64, rows: &SpikeRows) -> Kernel {
        let inputs = rows.rows as u64 * rows.inputs as u64;
        if Isa::selected() == Isa::Avx512 && 7 * events > 4 * inputs {
            Kernel::Dense
        } else {
            Kernel::Event
        }
    }
}

enum Task<'a> {
    /// A block of columns of resident weights by some strips.
    Block { product: usize, packed: &'a Packed, block: usize, strips: &'a [Strip], kernel: Kernel },
    /// All of a product with transient weights.
    Whole { product: usize, weights: &'a Weights },
}

/// Computes all products and hands over their sums; returns the events of each.
pub(super) fn run(
    products: &[Checked],
    mode: RowMode,
    buffers: &Buffers,
    sink: &(dyn Fn(Block<'_>) + Sync),
) -> Vec<Events> {
    let _stage = stages::enter(Stage::Parallel);
    let mut events = vec![Events::default(); products.len()];
    let mut strips = buffers.strips.take();
    let places = code(products, mode, &mut strips);
    for (events, place) in events.iter_mut().zip(&places) {
        strips[place.clone()].iter().for_each(|strip| events.add(strip));
    }
    let tasks = tasks(products, &places, &strips, &events);
    let whole: Vec<(usize, Events)> = tasks
        .into_par_iter()
        .with_max_len(1)
        .filter_map(|task| {
            let _stage = stages::enter(Stage::Engine);
            let scratch = &mut *buffers.scratch.take();
            match task {
                Task::Block { product, packed, block, strips, kernel } => {
                    let rows = &products[product].rows;
                    let of = BlockOf { product, packed, block, kernel };
                    scratch.block(&of, strips, rows, sink);
                    None
                }
                Task::Whole { product, weights } => {
                    let events = scratch.whole(product, weights, &products[product], mode, sink);
                    Some((product, events))
                }
            }
        })
        .collect();
    for (product, of_product) in whole {
        events[product] = of_product;
    }
    events
}

/// Codes the rows of products with resident weights; returns where their strips are.
fn code(products: &[Checked], mode: RowMode, strips: &mut Vec<Strip>) -> Vec<Range<usize>> {
    let mut work = Vec::new();
    let places: Vec<Range<usize>> = products
        .iter()
        .map(|p| {
            let first = work.len();
            if let CheckedWeights::Resident(_) = p.weights {
                let size = p.chains_of_a_strip();
                let chains = (0..p.chains()).step_by(size).map(|c| c..p.chains().min(c + size));
                work.extend(chains.map(|chains| (&*p.rows, chains)));
            }
            first..work.len()
        })
        .collect();
    if strips.len() < work.len() {
        strips.resize_with(work.len(), Strip::default);
    }
    let jobs = strips.par_iter_mut().zip(work);
    jobs.for_each(|(strip, (rows, chains))| {
        let _stage = stages::enter(Stage::RowCoding);
        strip.code(rows, chains, mode);
    });
    places
}

fn tasks<'a>(
    products: &'a [Checked],
    places: &[Range<usize>],
    strips: &'a [Strip],
    events: &[Events],
) -> Vec<Task<'a>> {
    let wanted = TASKS * rayon::current_num_threads();
    let count = |size: usize| -> usize {
        let of = |(p, place): (&Checked, &Range<usize>)| match &p.weights {
            CheckedWeights::Resident(packed) => packed.blocks() * place.len().div_ceil(size),
            CheckedWeights::Transient(_) => 1,
        };
        products.iter().zip(places).map(of).sum()
    };
    let mut size = STRIPS;
    while size > 1 && count(size) < wanted {
        size /= 2;
    }
    let mut tasks = Vec::with_capacity(count(size));
    for (product, (checked, place)) in products.iter().zip(places).enumerate() {
        match &checked.weights {
            CheckedWeights::Transient(weights) => tasks.push(Task::Whole { product, weights }),
            CheckedWeights::Resident(packed) => {
                let kernel = Kernel::choose(events[product].coded, &checked.rows);
                for strips in strips[place.clone()].chunks(size) {
                    tasks.extend((0..packed.blocks()).map(|block| Task::Block {
                        product,
                        packed,
                        block,
                        strips,
                        kernel,
                    }));
                }
            }
        }
    }
    tasks
}

/// A block of columns of a product.
struct BlockOf<'a> {
    product: usize,
    packed: &'a Packed,
    block: usize,
    kernel: Kernel,
}

impl Scratch {
    /// Computes a block for the rows of some strips, and hands it over.
    fn block(
        &mut self,
        of: &BlockOf<'_>,
        strips: &[Strip],
        rows: &SpikeRows,
        sink: &(dyn Fn(Block<'_>) + Sync),
    ) {
        let (Some(first), Some(last)) = (strips.first(), strips.last()) else { return };
        let of_product = first.rows().start..last.rows().end;
        let &BlockOf { product, packed, block, kernel } = of;
        self.sums.resize(of_product.len().max(self.sums.len()), Sums::zeroed());
        let sums: &mut [[i32; BLOCK]] = cast_slice_mut(&mut self.sums[..of_product.len()]);
        for tile in 0..packed.tiles() {
            let weights = packed.tile(block, tile);
            match kernel {
                Kernel::Event => {
                    let mut rest = &mut *sums;
                    for strip in strips {
                        let (sums, others) = rest.split_at_mut(strip.rows().len());
                        add_events(weights, strip, tile, sums);
                        rest = others;
                    }
                }
                Kernel::Dense => {
                    let inputs = TILE.min(packed.inputs() - tile * TILE);
                    self.quads.resize(inputs.div_ceil(4), Quad::default());
                    interleave(weights, &mut self.quads);
                    add_dense(&self.quads, rows, of_product.start, tile, sums);
                }
            }
        }
        if kernel == Kernel::Dense {
            dense_kernel::finish(rows, of_product.start, sums);
        }
        let columns = block * BLOCK..packed.columns().min((block + 1) * BLOCK);
        let sums = sums.as_flattened();
        sink(Block { product, rows: of_product, columns, sums, stride: BLOCK });
    }

    /// Computes a product with transient weights.
    fn whole(
        &mut self,
        product: usize,
        weights: &Weights,
        checked: &Checked,
        mode: RowMode,
        sink: &(dyn Fn(Block<'_>) + Sync),
    ) -> Events {
        let rows = &checked.rows;
        let mut packed = std::mem::take(&mut self.packed);
        let mut strip = std::mem::take(&mut self.strip);
        packed.pack(weights);
        let mut events = Events::default();
        let size = STRIPS * checked.chains_of_a_strip();
        for first in (0..checked.chains()).step_by(size) {
            {
                let _stage = stages::enter(Stage::RowCoding);
                strip.code(rows, first..checked.chains().min(first + size), mode);
            }
            events.add(&strip);
            let kernel = Kernel::choose(strip.events(), rows);
            for block in 0..packed.blocks() {
                let of = BlockOf { product, packed: &packed, block, kernel };
                self.block(&of, std::slice::from_ref(&strip), rows, sink);
            }
        }
        (self.packed, self.strip) = (packed, strip);
        events
    }
}
