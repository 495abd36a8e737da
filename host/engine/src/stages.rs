//! Where the time of an answer goes: what every thread is doing, at any moment.
//!
//! [`enter`] says what the calling thread does until the guard is dropped; guards nest, and time
//! counts for the innermost. While a [`Recording`] runs, the time of the thread that started it is
//! divided without a gap, so that the stages add up to the whole by construction: what no guard
//! covers is [`Stage::Other`]. In [`Stage::Parallel`] that time is divided in proportion to what all
//! threads do meanwhile, each as its own guards say.
//!
//! Without a recording a guard costs one relaxed load. Nothing that is computed depends on any of it.

use std::array;
use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What a thread does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(usize)]
pub enum Stage {
    /// Text to token ids.
    Tokenize,
    /// Token ids to the rows of the first layer.
    Embed,
    /// Membranes and thresholds to bit planes, those of attention from sums on.
    Spikes,
    /// Spike rows to coded rows, tiles to jobs.
    RowCoding,
    /// Writes to a card.
    DmaIn,
    /// Products, or waiting for a card that computes them.
    Engine,
    /// Reads from a card.
    DmaOut,
    /// Attention operands to integers, from the sums of their projection on.
    Quantize,
    /// Sums to real numbers, with the bias and, where there is one, the residual.
    Scale,
    /// Scores to probabilities.
    Softmax,
    /// The activation between the feed-forward layers, from the sums of the first to the spikes of
    /// the second.
    Gelu,
    /// Layer normalization.
    LayerNorm,
    /// Attention's operands and results brought into their order.
    Arrange,
    /// Mean over steps, pooler, classifier, vocabulary.
    Head,
    /// What no guard says.
    Other,
    /// Several threads at several stages: as their own guards say.
    Parallel,
}

/// Stages that time is counted for: all but [`Stage::Parallel`].
const STAGES: usize = Stage::Parallel as usize;

impl Stage {
    /// All that time is counted for, in the order in which an answer passes them.
    pub const ALL: [Stage; STAGES] = [
        Stage::Tokenize,
        Stage::Embed,
        Stage::Spikes,
        Stage::RowCoding,
        Stage::DmaIn,
        Stage::Engine,
        Stage::DmaOut,
        Stage::Quantize,
        Stage::Scale,
        Stage::Softmax,
        Stage::Gelu,
        Stage::LayerNorm,
        Stage::Arrange,
        Stage::Head,
        Stage::Other,
    ];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Tokenize => "tokenize",
            Stage::Embed => "embed",
            Stage::Spikes => "spikes",
            Stage::RowCoding => "row coding",
            Stage::DmaIn => "DMA in",
            Stage::Engine => "engine",
            Stage::DmaOut => "DMA out",
            Stage::Quantize => "quantize",
            Stage::Scale => "scale, bias, residual",
            Stage::Softmax => "softmax",
            Stage::Gelu => "GELU",
            Stage::LayerNorm => "LayerNorm",
            Stage::Arrange => "arrange",
            Stage::Head => "head",
            Stage::Other => "other",
            Stage::Parallel => "parallel",
        }
    }

    /// Whether it is part of a product: row coding, transfers and the engine. All else is glue.
    pub fn is_product(self) -> bool {
        matches!(self, Stage::RowCoding | Stage::DmaIn | Stage::Engine | Stage::DmaOut)
    }
}

/// Time by stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times([Duration; STAGES]);

impl Times {
    /// The time of a stage.
    pub fn of(&self, stage: Stage) -> Duration {
        self.0.get(stage as usize).copied().unwrap_or_default()
    }

    /// The time of all stages.
    pub fn total(&self) -> Duration {
        self.0.iter().sum()
    }

    fn add(&mut self, other: &Times) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a += b);
    }
}

/// A layer's part of a [`Breakdown`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// Time by stage.
    pub times: Times,
    /// Additions of its products, after coding.
    pub additions: u64,
    /// Additions that dense products of the same shapes take.
    pub dense_additions: u64,
}

impl Part {
    fn add(&mut self, other: &Part) {
        self.times.add(&other.times);
        self.additions += other.additions;
        self.dense_additions += other.dense_additions;
    }
}

/// Where the time of one or more recordings went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Breakdown {
    /// From the start of a recording to its end, by the clock.
    pub whole: Duration,
    /// What belongs to no layer.
    pub outside: Part,
    /// What belongs to each layer.
    pub layers: Vec<Part>,
}

impl Breakdown {
    /// Time by stage, over all layers and what is outside.
    pub fn times(&self) -> Times {
        let mut sum = self.outside.times;
        self.layers.iter().for_each(|layer| sum.add(&layer.times));
        sum
    }

    /// Adds another recording's.
    pub fn add(&mut self, other: &Breakdown) {
        self.whole += other.whole;
        self.outside.add(&other.outside);
        if self.layers.len() < other.layers.len() {
            self.layers.resize(other.layers.len(), Part::default());
        }
        self.layers.iter_mut().zip(&other.layers).for_each(|(a, b)| a.add(b));
    }

    fn part(&mut self, layer: Option<usize>) -> &mut Part {
        let Some(layer) = layer else { return &mut self.outside };
        if self.layers.len() <= layer {
            self.layers.resize(layer + 1, Part::default());
        }
        &mut self.layers[layer]
    }
}

/// Whether a recording runs.
static RECORDING: AtomicBool = AtomicBool::new(false);
/// Nanoseconds that threads have spent, by stage, apart from the thread of the recording.
static WORK: [AtomicU64; STAGES] = [const { AtomicU64::new(0) }; STAGES];

thread_local! {
    static HERE: RefCell<Here> = const { RefCell::new(Here { stage: None, since: None, root: None }) };
}

/// What a thread does.
struct Here {
    /// `None`: nothing that is recorded.
    stage: Option<Stage>,
    since: Option<Instant>,
    /// In the thread of a recording.
    root: Option<Root>,
}

struct Root {
    started: Instant,
    breakdown: Breakdown,
    layer: Option<usize>,
    /// [`WORK`] as last seen.
    seen: [u64; STAGES],
    /// In [`Stage::Parallel`], where this thread is one of many, what it did since `since`.
    own: [u64; STAGES],
    since: Instant,
    /// Guards of [`Stage::Parallel`] that have not been dropped.
    parallel: usize,
}

impl Here {
    /// Counts the time until now, and takes up another stage; returns the one before.
    fn switch(&mut self, stage: Option<Stage>) -> Option<Stage> {
        let now = Instant::now();
        let time = self.since.replace(now).map_or(Duration::ZERO, |since| now - since);
        let before = std::mem::replace(&mut self.stage, stage);
        match (&mut self.root, before) {
            (Some(root), Some(stage)) if root.parallel == 0 => root.charge(stage, now),
            (Some(root), Some(stage)) if stage != Stage::Parallel => {
                root.own[stage as usize] += nanoseconds(time);
            }
            (None, Some(stage)) if stage != Stage::Parallel => {
                WORK[stage as usize].fetch_add(nanoseconds(time), Ordering::Relaxed);
            }
            _ => {}
        }
        before
    }
}

impl Here {
    fn enter(&mut self, stage: Stage) -> Option<Stage> {
        let before = self.switch(Some(stage));
        if let (Stage::Parallel, Some(root)) = (stage, &mut self.root) {
            root.parallel += 1;
        }
        before
    }

    fn leave(&mut self, before: Option<Stage>) {
        if let (Some(Stage::Parallel), Some(root)) = (self.stage, &mut self.root) {
            root.parallel = root.parallel.saturating_sub(1);
        }
        self.switch(before);
    }
}

impl Root {
    /// Divides the time until `now` among what this thread and the others did in it.
    fn charge(&mut self, stage: Stage, now: Instant) {
        let time = now - std::mem::replace(&mut self.since, now);
        let work: [u64; STAGES] = array::from_fn(|i| WORK[i].load(Ordering::Relaxed));
        let own = std::mem::take(&mut self.own);
        let mut share: [u64; STAGES] =
            array::from_fn(|i| own[i] + work[i].wrapping_sub(self.seen[i]));
        self.seen = work;
        if stage != Stage::Parallel {
            share[stage as usize] += nanoseconds(time);
        }
        let times = &mut self.breakdown.part(self.layer).times.0;
        let sum: u64 = share.iter().sum();
        if sum == 0 {
            times[Stage::Other as usize] += time;
            return;
        }
        for (t, share) in times.iter_mut().zip(share).filter(|(_, share)| *share > 0) {
            *t += time.mul_f64(share as f64 / sum as f64);
        }
    }
}

fn nanoseconds(time: Duration) -> u64 {
    time.as_nanos().try_into().unwrap_or(u64::MAX)
}

/// The calling thread is at a stage until this is dropped.
#[must_use]
#[derive(Debug)]
pub struct Entered {
    /// What the thread did before, where a recording runs.
    before: Option<Option<Stage>>,
}

/// The calling thread enters a stage.
#[inline]
pub fn enter(stage: Stage) -> Entered {
    let recording = RECORDING.load(Ordering::Relaxed);
    Entered { before: recording.then(|| HERE.with_borrow_mut(|here| here.enter(stage))) }
}

impl Drop for Entered {
    #[inline]
    fn drop(&mut self) {
        if let Some(before) = self.before {
            HERE.with_borrow_mut(|here| here.leave(before));
        }
    }
}

/// What follows on the thread of a recording belongs to a layer, until this is dropped.
#[must_use]
#[derive(Debug)]
pub struct InLayer {
    entered: bool,
}

/// The thread of a recording comes to a layer; on others nothing happens.
pub fn layer(number: usize) -> InLayer {
    let recording = RECORDING.load(Ordering::Relaxed);
    if recording {
        set_layer(Some(number));
    }
    InLayer { entered: recording }
}

impl Drop for InLayer {
    fn drop(&mut self) {
        if self.entered {
            set_layer(None);
        }
    }
}

fn set_layer(layer: Option<usize>) {
    HERE.with_borrow_mut(|here| {
        here.switch(here.stage);
        if let Some(root) = &mut here.root {
            root.layer = layer;
        }
    });
}

/// Counts the additions of a product for the layer that the thread of a recording is in.
pub(crate) fn count(additions: u64, dense_additions: u64) {
    if RECORDING.load(Ordering::Relaxed) {
        HERE.with_borrow_mut(|here| {
            if let Some(root) = &mut here.root {
                let part = root.breakdown.part(root.layer);
                part.additions += additions;
                part.dense_additions += dense_additions;
            }
        });
    }
}

/// Time of the calling thread, divided into stages. One at a time in a process: another that is
/// started meanwhile records nothing.
#[must_use]
#[derive(Debug)]
pub struct Recording {
    active: bool,
}

impl Recording {
    /// Starts to record.
    pub fn start() -> Recording {
        let active = !RECORDING.swap(true, Ordering::Relaxed);
        if active {
            HERE.with_borrow_mut(|here| {
                let started = Instant::now();
                here.root = Some(Root {
                    started,
                    breakdown: Breakdown::default(),
                    layer: None,
                    seen: array::from_fn(|i| WORK[i].load(Ordering::Relaxed)),
                    own: [0; STAGES],
                    since: started,
                    parallel: 0,
                });
                (here.stage, here.since) = (Some(Stage::Other), Some(started));
            });
        }
        Recording { active }
    }

    /// Ends the recording. On another thread than that which started it, or where another recording
    /// ran already, the breakdown is empty.
    pub fn finish(mut self) -> Breakdown {
        self.end().unwrap_or_default()
    }

    fn end(&mut self) -> Option<Breakdown> {
        if !std::mem::take(&mut self.active) {
            return None;
        }
        let breakdown = HERE.with_borrow_mut(|here| {
            here.switch(None);
            here.root.take().zip(here.since.take())
        });
        RECORDING.store(false, Ordering::Relaxed);
        breakdown.map(|(root, end)| Breakdown { whole: end - root.started, ..root.breakdown })
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn spend(stage: Stage, milliseconds: u64) {
        let _stage = enter(stage);
        thread::sleep(Duration::from_millis(milliseconds));
    }

    /// One test: there is one recording at a time in a process.
    #[test]
    fn stages_add_up_to_the_whole() {
        spend(Stage::Head, 1);
        let recording = Recording::start();
        let second = Recording::start();
        spend(Stage::Tokenize, 4);
        for number in 0..2 {
            let _layer = layer(number);
            let _parallel = enter(Stage::Parallel);
            count(3, 7);
            thread::scope(|scope| {
                scope.spawn(|| {
                    let _engine = enter(Stage::Engine);
                    spend(Stage::Scale, 5);
                    thread::sleep(Duration::from_millis(10));
                });
                scope.spawn(|| spend(Stage::Engine, 15));
            });
        }
        assert_eq!(second.finish(), Breakdown::default());
        let breakdown = recording.finish();
        spend(Stage::Head, 1);

        let times = breakdown.times();
        let error = times.total().abs_diff(breakdown.whole);
        assert!(error < Duration::from_micros(10), "{error:?} of {:?}", breakdown.whole);
        assert_eq!(breakdown.outside.times.of(Stage::Tokenize), times.of(Stage::Tokenize));
        assert!(times.of(Stage::Tokenize) >= Duration::from_millis(4));
        assert_eq!((times.of(Stage::Head), times.of(Stage::Parallel)), Default::default());
        assert_eq!(breakdown.layers.len(), 2);
        for layer in &breakdown.layers {
            assert_eq!((layer.additions, layer.dense_additions), (3, 7));
            let (engine, scale) = (layer.times.of(Stage::Engine), layer.times.of(Stage::Scale));
            assert!(engine > scale && scale > Duration::ZERO, "{engine:?} {scale:?}");
            assert!(engine + scale >= Duration::from_millis(15), "the wall time of the threads");
            assert!(engine + scale >= layer.times.total().mul_f64(0.5));
        }
        let mut twice = breakdown.clone();
        twice.add(&breakdown);
        assert_eq!(twice.whole, 2 * breakdown.whole);
        assert_eq!(twice.layers[1].additions, 6);
        assert!(!RECORDING.load(Ordering::Relaxed));
    }
}
