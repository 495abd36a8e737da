//! User interrupts.

use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::channel::Node;
use crate::{Error, Operation};

/// The events of a user interrupt, which the driver counts.
#[derive(Debug)]
pub struct Events(Node);

impl Events {
    pub(crate) fn open(path: PathBuf) -> Result<Events, Error> {
        Node::open(path).map(Events)
    }

    /// The node.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Waits until events were counted, and takes them: their number, or `None` after `timeout`.
    ///
    /// One user per node: an event that another process takes between poll and read makes this
    /// wait for the next one.
    ///
    /// # Errors
    /// What the driver says.
    pub fn wait(&self, timeout: Duration) -> Result<Option<u32>, Error> {
        let fail = |e: io::Error| Error::system(Operation::Event, self.path(), 0, 4, e);
        let started = Instant::now();
        loop {
            let left = timeout.saturating_sub(started.elapsed());
            let limit =
                Timespec::try_from(left).unwrap_or(Timespec { tv_sec: i64::MAX, tv_nsec: 0 });
            let mut fds = [PollFd::new(self.0.file(), PollFlags::IN)];
            match poll(&mut fds, Some(&limit)) {
                Ok(0) => return Ok(None),
                Ok(_) if fds[0].revents().contains(PollFlags::IN) => break,
                Ok(_) => return Err(fail(io::Error::from_raw_os_error(libc::ENODEV))),
                Err(rustix::io::Errno::INTR) => {}
                Err(e) => return Err(fail(e.into())),
            }
        }
        let mut count = [0; 4];
        loop {
            match self.0.file().read_at(&mut count, 0) {
                Ok(4) => return Ok(Some(u32::from_le_bytes(count))),
                Ok(done) => {
                    let node = self.path().into();
                    let operation = Operation::Event;
                    return Err(Error::Short { operation, node, address: 0, length: 4, done });
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(fail(e)),
            }
        }
    }
}
