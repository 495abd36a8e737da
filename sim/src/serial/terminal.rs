//! A pseudo-terminal: a serial device without a board.

use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

/// The board's end of a pseudo-terminal; a driver opens the other by its path.
pub struct Terminal {
    near: OwnedFd,
    /// Kept open, so that the line outlives the drivers that open and close it.
    _far: OwnedFd,
    path: PathBuf,
}

impl Terminal {
    /// A new line that carries bytes as they are.
    ///
    /// # Errors
    /// When the system has no pseudo-terminal left.
    pub fn open() -> io::Result<Terminal> {
        let near = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&near)?;
        unlockpt(&near)?;
        let path = PathBuf::from(ptsname(&near, Vec::new())?.to_string_lossy().into_owned());
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let far = rustix::fs::open(&path, flags, Mode::empty())?;
        let mut attributes = tcgetattr(&far)?;
        attributes.make_raw();
        tcsetattr(&far, OptionalActions::Now, &attributes)?;
        Ok(Terminal { near, _far: far, path })
    }

    /// What a driver opens.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Bytes that came, waiting for the first for at most `time`; none when none did.
    ///
    /// # Errors
    /// When the line cannot be read.
    pub fn read<'a>(&self, bytes: &'a mut [u8], time: Duration) -> io::Result<&'a [u8]> {
        let limit = Timespec { tv_sec: time.as_secs() as i64, tv_nsec: time.subsec_nanos().into() };
        let mut ready = [PollFd::new(&self.near, PollFlags::IN)];
        if poll(&mut ready, Some(&limit))? == 0 {
            return Ok(&[]);
        }
        let count = rustix::io::read(&self.near, &mut *bytes)?;
        Ok(&bytes[..count])
    }

    /// Sends all bytes.
    ///
    /// # Errors
    /// When the line cannot be written.
    pub fn write_all(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let count = rustix::io::write(&self.near, bytes)?;
            bytes = &bytes[count..];
        }
        Ok(())
    }
}
