//! Cards behind the nodes of the XDMA driver, without hardware.
//!
//! [`serve`] mounts a directory of nodes by FUSE. Behind them is the Verilated engine: the same
//! RTL as a [`SimCard`](crate::SimCard), reached through DMA and registers only. Programs that use
//! the vendor's nodes work on these:
//!
//! | file | what it is |
//! | --- | --- |
//! | `xdma0_h2c_0`, `xdma0_c2h_0` | DMA channels, memory-mapped |
//! | `xdma0_user` | engine at 0x0, card management (CMS) at 0x40000 |
//! | `xdma0_control` | the DMA core's registers |
//! | `xdma0_events_0` .. `_15` | user interrupts, 0 is the engine's |
//! | `xdma0.faults` | write a [`FaultPlan`](crate::fault::FaultPlan), read how often each kind struck |
//! | `xdma0.sensors` | write `{"fpga_temp": 90}`, read all sensors |
//!
//! Beside the engine's windows the board has plain memory at [`Options::memory_base`].
//!
//! Time is the engine's: it passes during transfers and register accesses, and while somebody
//! waits for the engine's event, until the interrupt or until the engine has nothing to do.
//!
//! A process must not use nodes that it serves itself. When it ends while a request is under way,
//! the thread that waits cannot be killed before the answer, the threads that would answer are gone,
//! and `/dev/fuse` stays open until all threads are: it never ends. A page fault on mapped registers
//! holds the address space that the server needs, to the same end.
//!
//! What differs from the vendor's driver, because FUSE does: read and write advance the file
//! position; register nodes can be sought; a mapped page is a copy that is sent back when it is
//! synchronised, unmapped or closed, and may reach beyond the BAR; a transfer of more than 1 MiB
//! comes in pieces; a measurement of performance counts nothing.

mod aperture;
mod bars;
mod board;
mod caller;
mod clock;
mod cms;
mod control;
mod events;
mod filesystem;
mod ioctl;
mod node;
mod pages;
mod transfer;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use fuser::{BackgroundSession, Config, MountOption};
use rustix::mount::{UnmountFlags, unmount};
use rustix::process::{getegid, geteuid};

use board::Board;
use filesystem::Files;

use crate::fault::FaultPlan;
use crate::{SimError, SimOptions};

/// Threads that answer the kernel.
const THREADS: usize = 4;

/// How emulated cards behave.
#[derive(Debug, Clone)]
pub struct Options {
    /// Faults to inject, in every card.
    pub faults: FaultPlan,
    /// Card address of the board's own memory.
    pub memory_base: u64,
    /// Bytes of the board's own memory.
    pub memory_bytes: usize,
}

impl Default for Options {
    /// No faults, 16 MiB of memory at 64 GiB.
    fn default() -> Options {
        Options { faults: FaultPlan::default(), memory_base: 1 << 36, memory_bytes: 16 << 20 }
    }
}

/// Why cards cannot be emulated.
#[derive(Debug, thiserror::Error)]
pub enum EmulateError {
    /// FUSE cannot be used.
    #[error("{0}")]
    Unavailable(String),
    /// The directory cannot be used.
    #[error("{directory}: {source}; give an empty directory that you may mount on")]
    Directory {
        /// The directory.
        directory: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The engine cannot be opened.
    #[error(transparent)]
    Sim(#[from] SimError),
}

/// Why nodes cannot be served here, or `None` where they can.
pub fn unavailable() -> Option<String> {
    if let Err(e) = File::options().read(true).write(true).open("/dev/fuse") {
        return Some(format!(
            "/dev/fuse cannot be used ({e}): modprobe fuse, or use a machine with it"
        ));
    }
    // CAP_SYS_ADMIN is bit 21 of the effective set.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let effective = status.lines().find_map(|l| l.strip_prefix("CapEff:"));
    let set = effective.and_then(|s| u64::from_str_radix(s.trim(), 16).ok()).unwrap_or(0);
    (set >> 21 & 1 == 0).then(|| "mounting needs root (CAP_SYS_ADMIN)".to_owned())
}

/// Cards that are being served; dropping it takes them away.
pub struct Emulator {
    directory: PathBuf,
    boards: Vec<Arc<Board>>,
    clocks: Vec<JoinHandle<()>>,
    session: Option<BackgroundSession>,
}

/// Serves a card per element of `cards` in `directory`: `xdma0`, `xdma1`, ...
///
/// A mount that a killed emulator left there is taken away first.
///
/// # Errors
/// Where FUSE is missing or forbidden, the directory cannot be mounted on, or the engine cannot be
/// opened.
pub fn serve(
    directory: &Path,
    cards: Vec<SimOptions>,
    options: &Options,
) -> Result<Emulator, EmulateError> {
    if let Some(reason) = unavailable() {
        return Err(EmulateError::Unavailable(reason));
    }
    let fail = |source| EmulateError::Directory { directory: directory.to_owned(), source };
    clear(directory).map_err(fail)?;
    let boards = cards.into_iter().map(|sim| Board::open(sim, options).map(Arc::new));
    let boards = boards.collect::<Result<Vec<_>, _>>()?;
    let clocks = boards.iter().map(|board| {
        let board = board.clone();
        thread::Builder::new().name("clock".into()).spawn(move || board.run_clock())
    });
    let clocks = clocks.collect::<Result<Vec<_>, _>>().map_err(fail)?;

    let mut config = Config::default();
    config.mount_options =
        vec![MountOption::FSName("xdma".into()), MountOption::DefaultPermissions];
    config.n_threads = Some(THREADS);
    let files = Files::new(boards.clone(), (geteuid().as_raw(), getegid().as_raw()));
    let mut emulator = Emulator { directory: directory.to_owned(), boards, clocks, session: None };
    emulator.session = Some(fuser::spawn_mount(files, directory, &config).map_err(fail)?);
    Ok(emulator)
}

/// Takes a dead mount away and checks that the directory is one.
fn clear(directory: &Path) -> io::Result<()> {
    const ENOTCONN: i32 = 107;
    if let Err(e) = fs::metadata(directory)
        && e.raw_os_error() == Some(ENOTCONN)
    {
        unmount(directory, UnmountFlags::DETACH)?;
    }
    fs::read_dir(directory).map(drop)
}

impl Drop for Emulator {
    fn drop(&mut self) {
        for board in &self.boards {
            board.close();
        }
        if self.session.is_some()
            && let Err(e) = unmount(&self.directory, UnmountFlags::DETACH)
        {
            log::warn!("{}: not unmounted: {e}", self.directory.display());
        }
        // Its threads end when the last file is closed.
        drop(self.session.take());
        for clock in self.clocks.drain(..) {
            // A panic of the thread has been told by the panic hook.
            let _ = clock.join();
        }
    }
}
