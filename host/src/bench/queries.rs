//! Running a scenario: queries with their times by one monotonic clock.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};
use spikelm_engine::Stats;
use spikelm_engine::stages::{Breakdown, Recording};

use super::subject::Subject;
use crate::counters::since;
use crate::logits::WholeFile;
use crate::progress::Progress;

/// A query: a line of the raw log. Times are nanoseconds since the start of the run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Query {
    /// Its number, in the order of arrival.
    pub(crate) query: usize,
    /// The text.
    pub(crate) sample: usize,
    /// When it arrived by the schedule.
    pub(crate) scheduled_ns: u64,
    /// When the model took it up.
    pub(crate) issued_ns: u64,
    /// When its answer was there.
    pub(crate) completed_ns: u64,
    /// From its arrival by the schedule to its answer.
    pub(crate) latency_ns: u64,
    pub(crate) tokens: u64,
    /// Cycles of the card, where it was alone on it.
    pub(crate) cycles: Option<u64>,
}

/// What a scenario gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) queries: Vec<Query>,
    /// What the times of queries count from.
    pub(crate) started: Instant,
    /// From the first arrival to the last answer.
    pub(crate) whole: Duration,
    /// Of queries that were alone.
    pub(crate) breakdown: Option<Breakdown>,
    /// Work of all queries; `None` in the reference mode.
    pub(crate) work: Option<Stats>,
}

impl Run {
    /// Latencies in ascending order.
    pub(crate) fn sorted(&self) -> Vec<u64> {
        let mut latencies: Vec<u64> = self.queries.iter().map(|q| q.latency_ns).collect();
        latencies.sort_unstable();
        latencies
    }

    pub(crate) fn tokens(&self) -> u64 {
        self.queries.iter().map(|q| q.tokens).sum()
    }

    /// Writes the raw log, a JSON object per query and line.
    pub(crate) fn log(&self, path: &Path) -> Result<()> {
        let mut file = WholeFile::create(path)?;
        for query in &self.queries {
            file.line(&serde_json::to_string(query)?)?;
        }
        file.finish()
    }
}

/// Runs scenarios on a subject. Best in the pool of threads, where a parallel loop begins without
/// waking anybody.
pub(crate) struct Runner<'a> {
    subject: &'a Subject,
    random: StdRng,
    progress: Progress,
    started: Instant,
}

impl<'a> Runner<'a> {
    /// Answers `warm_up` texts first: memory is touched and clocks are up before time is taken.
    pub(crate) fn new(
        subject: &'a Subject,
        seed: u64,
        queries: usize,
        warm_up: usize,
    ) -> Result<Runner<'a>> {
        let progress = Progress::bar(queries as u64, "queries");
        let mut runner = Runner {
            subject,
            random: StdRng::seed_from_u64(seed),
            progress,
            started: Instant::now(),
        };
        for _ in 0..warm_up {
            let sample = runner.sample();
            subject.answer(&[sample])?;
        }
        Ok(runner)
    }

    /// A text, drawn as LoadGen does: with replacement.
    fn sample(&mut self) -> usize {
        self.random.random_range(0..self.subject.texts.len())
    }

    fn now(&self) -> u64 {
        nanoseconds(self.started.elapsed())
    }

    /// One query after the other, each recorded stage by stage.
    pub(crate) fn single_stream(self, count: usize) -> Result<Run> {
        self.single_stream_while(|queries, _| queries < count)
    }

    /// The same while more are wanted, after so many queries and so much time.
    pub(crate) fn single_stream_while(
        mut self,
        more: impl Fn(usize, Duration) -> bool,
    ) -> Result<Run> {
        let before = self.subject.stats()?;
        let mut last = before;
        let mut breakdown = Breakdown::default();
        let mut queries = Vec::new();
        self.started = Instant::now();
        while more(queries.len(), self.started.elapsed()) {
            let query = queries.len();
            let sample = self.sample();
            let issued_ns = self.now();
            let recording = Recording::start();
            let tokens = self.subject.answer(&[sample])?.iter().sum();
            let parts = recording.finish();
            let completed_ns = self.now();
            breakdown.add(&parts);
            let after = self.subject.stats()?;
            let cycles = last.and_then(|s| s.cycles).zip(after.and_then(|s| s.cycles));
            let cycles = cycles.map(|(before, after)| after - before);
            last = after;
            let latency_ns = completed_ns - issued_ns;
            let scheduled_ns = issued_ns;
            queries.push(Query {
                query,
                sample,
                scheduled_ns,
                issued_ns,
                completed_ns,
                latency_ns,
                tokens,
                cycles,
            });
            self.progress.advance(1);
        }
        self.end(queries, Some(breakdown), before.zip(last))
    }

    /// All texts at once, as often as it takes for `count` queries.
    pub(crate) fn offline(mut self, count: usize) -> Result<Run> {
        let before = self.subject.stats()?;
        let samples: Vec<usize> = (0..count).map(|i| i % self.subject.texts.len()).collect();
        self.started = Instant::now();
        let tokens = self.subject.answer(&samples)?;
        let completed_ns = self.now();
        self.progress.advance(count as u64);
        let queries = samples.into_iter().zip(tokens).enumerate();
        let queries = queries.map(|(query, (sample, tokens))| Query {
            query,
            sample,
            scheduled_ns: 0,
            issued_ns: 0,
            completed_ns,
            latency_ns: completed_ns,
            tokens,
            cycles: None,
        });
        let queries = queries.collect();
        let after = self.subject.stats()?;
        self.end(queries, None, before.zip(after))
    }

    /// Queries at the given times. Those that wait are taken together, `batch` at most.
    pub(crate) fn server(mut self, arrivals: &[Duration], batch: usize) -> Result<Run> {
        let before = self.subject.stats()?;
        let samples: Vec<usize> = arrivals.iter().map(|_| self.sample()).collect();
        let mut queries = Vec::with_capacity(arrivals.len());
        self.started = Instant::now();
        while let Some(next) = arrivals.get(queries.len()) {
            if let Some(early) = next.checked_sub(self.started.elapsed()) {
                std::thread::sleep(early);
            }
            let first = queries.len();
            let issued = self.started.elapsed();
            let waiting = arrivals[first..].iter().take(batch).take_while(|a| **a <= issued);
            let taken = first..first + waiting.count().max(1);
            let tokens = self.subject.answer(&samples[taken.clone()])?;
            let completed_ns = self.now();
            for (query, tokens) in taken.zip(tokens) {
                let scheduled_ns = nanoseconds(arrivals[query]);
                queries.push(Query {
                    query,
                    sample: samples[query],
                    scheduled_ns,
                    issued_ns: nanoseconds(issued),
                    completed_ns,
                    latency_ns: completed_ns - scheduled_ns,
                    tokens,
                    cycles: None,
                });
                self.progress.advance(1);
            }
        }
        let after = self.subject.stats()?;
        self.end(queries, None, before.zip(after))
    }

    fn end(
        self,
        queries: Vec<Query>,
        breakdown: Option<Breakdown>,
        readings: Option<(Stats, Stats)>,
    ) -> Result<Run> {
        self.progress.finish();
        let last = queries.iter().map(|q| q.completed_ns).max().unwrap_or(0);
        let first = queries.iter().map(|q| q.scheduled_ns).min().unwrap_or(0);
        let whole = Duration::from_nanos(last - first);
        self.subject.compared()?;
        // Reading a card's counters takes cycles of its own: they are not read once more.
        let work = readings.map(|(before, after)| since(&before, &after));
        Ok(Run { queries, started: self.started, whole, breakdown, work })
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
