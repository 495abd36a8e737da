//! One process holds a card.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use rustix::fs::{FlockOperation, flock, major, minor};

use crate::{Error, Operation};

/// The card is this process's while this lives. The kernel drops it with the process, however
/// that ends.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "held, not used")] File);

impl Lock {
    pub(crate) fn take(node: PathBuf) -> Result<Lock, Error> {
        let fail = |operation, e| Error::system(operation, &node, 0, 0, e);
        let file = File::open(&node).map_err(|e| fail(Operation::Open, e))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Lock(file)),
            Err(rustix::io::Errno::WOULDBLOCK) => {
                let holder = holder(&file).unwrap_or_else(|| "another process".into());
                Err(Error::Held { node: node.as_path().into(), holder })
            }
            Err(e) => Err(fail(Operation::Lock, io::Error::from(e))),
        }
    }
}

/// Who holds the lock on `file`, as `/proc/locks` says.
fn holder(file: &File) -> Option<String> {
    let meta = file.metadata().ok()?;
    let (device, inode) = (meta.dev(), meta.ino());
    let locks = fs::read_to_string("/proc/locks").ok()?;
    let pid = parse(&locks, major(device), minor(device), inode)?;
    let command = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    Some(format!("process {pid} ({})", command.trim()))
}

/// The process in a line such as `1: FLOCK  ADVISORY  WRITE 1234 00:2d:5 0 EOF`.
fn parse(locks: &str, major: u32, minor: u32, inode: u64) -> Option<u32> {
    let id = format!("{major:02x}:{minor:02x}:{inode}");
    locks.lines().find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        match fields[..] {
            [_, "FLOCK", _, _, pid, found, ..] if found == id => pid.parse().ok(),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_holder_is_told_who_the_first_is() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let first = Lock::take(file.path().into()).unwrap();
        let refused = Lock::take(file.path().into()).unwrap_err().to_string();
        assert!(refused.contains(&format!("process {}", std::process::id())), "{refused}");
        drop(first);
        Lock::take(file.path().into()).unwrap();
    }

    #[test]
    fn lines_that_only_wait_are_passed_over() {
        let locks = "1: POSIX  ADVISORY  WRITE 7 00:2d:5 0 EOF\n\
                     2: FLOCK  ADVISORY  WRITE 12 00:2d:5 0 EOF\n\
                     2: -> FLOCK  ADVISORY  WRITE 13 00:2d:5 0 EOF\n";
        assert_eq!(parse(locks, 0, 0x2D, 5), Some(12));
        assert_eq!(parse(locks, 0, 0x2D, 6), None);
    }
}
