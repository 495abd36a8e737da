//! A simulated board at the end of a pseudo-terminal.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{Line, Terminal};
use crate::verilated::Module;

/// Cycles that the board runs after the line has fallen silent.
const LINGER: u64 = 50_000;
/// Cycles between looks at the terminal while it runs.
const LOOK: u64 = 256;
/// How long a silent board sleeps at a time.
const SLEEP: Duration = Duration::from_millis(20);

/// A module with a serial line (`clock`, `rx`, `tx`), run by a thread of its own whenever there is
/// something on the line, and a while longer.
pub struct SerialBoard {
    path: PathBuf,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl SerialBoard {
    /// Connects a module that is out of reset, its line running at `divider` cycles a bit.
    ///
    /// # Errors
    /// When there is no pseudo-terminal or no thread, or the module has no line.
    pub fn start(module: Module, divider: u32) -> io::Result<SerialBoard> {
        let line = Line::new(module.library(), divider).map_err(io::Error::other)?;
        let terminal = Terminal::open()?;
        let path = terminal.path().to_owned();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let run = move || {
            if let Err(e) = run(module, line, &terminal, &stopped) {
                log::error!("{}: {e}", terminal.path().display());
            }
        };
        let thread = thread::Builder::new().name("board".into()).spawn(run)?;
        Ok(SerialBoard { path, stop, thread: Some(thread) })
    }

    /// The serial device.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for SerialBoard {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(
    mut module: Module,
    mut line: Line,
    terminal: &Terminal,
    stop: &AtomicBool,
) -> io::Result<()> {
    let mut bytes = [0; 4096];
    let mut answer = Vec::new();
    let mut left = 0u64;
    while !stop.load(Ordering::Relaxed) {
        let time = if left == 0 { SLEEP } else { Duration::ZERO };
        let come = terminal.read(&mut bytes, time)?;
        if !come.is_empty() {
            line.send(come.iter().copied());
            left = LINGER;
        }
        for _ in 0..LOOK.min(left) {
            line.drive(&mut module);
            module.settle();
            answer.extend(line.sample(&module));
            module.edge();
        }
        if let Some(fault) = module.fault() {
            return Err(io::Error::other(fault.to_owned()));
        }
        left = if line.busy() { LINGER } else { left.saturating_sub(LOOK) };
        if !answer.is_empty() {
            terminal.write_all(&answer)?;
            answer.clear();
            left = LINGER;
        }
    }
    Ok(())
}
