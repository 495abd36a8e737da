//! How far long work is: a bar on a terminal, now and then a line elsewhere.

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Lines come no more often than this.
const PAUSE: Duration = Duration::from_secs(5);
/// Work of unknown length that takes less has no line.
const PATIENCE: Duration = Duration::from_secs(2);

pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    what: String,
    total: u64,
    state: Mutex<State>,
    /// Dropped when the work has ended.
    finished: Option<mpsc::Sender<()>>,
}

struct State {
    done: u64,
    last_line: Instant,
}

impl Progress {
    /// Work of `total` steps of which each is a `what`.
    pub(crate) fn bar(total: u64, what: &str) -> Progress {
        let template = "{bar:40} {pos}/{len} {msg}, {elapsed} gone, {eta} to go";
        Progress::new(ProgressBar::new(total), template, total, what)
    }

    /// Work of unknown length; off a terminal, a line when it takes long.
    pub(crate) fn spinner(what: &str) -> Progress {
        let mut progress =
            Progress::new(ProgressBar::new_spinner(), "{spinner} {msg}, {elapsed} gone", 0, what);
        if let Some(bar) = &progress.bar {
            bar.enable_steady_tick(Duration::from_millis(120));
        } else {
            let (finished, wait) = mpsc::channel::<()>();
            let line = format!("{what} ...");
            std::thread::spawn(move || {
                if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    eprintln!("{line}");
                }
            });
            progress.finished = Some(finished);
        }
        progress
    }

    fn new(bar: ProgressBar, template: &str, total: u64, what: &str) -> Progress {
        let bar = std::io::stderr().is_terminal().then_some(bar);
        if let Some(bar) = &bar {
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_message(what.to_string());
        }
        let state = Mutex::new(State { done: 0, last_line: Instant::now() });
        Progress { bar, what: what.into(), total, state, finished: None }
    }

    pub(crate) fn advance(&self, steps: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(steps);
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.done += steps;
        if state.last_line.elapsed() >= PAUSE {
            state.last_line = Instant::now();
            eprintln!("{} of {} {}", state.done, self.total, self.what);
        }
    }

    /// Runs `f` with the bar out of the way.
    pub(crate) fn suspend<T>(&self, f: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(f),
            None => f(),
        }
    }

    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}
