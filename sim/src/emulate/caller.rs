//! The memory of a program that waits in an ioctl.
//!
//! The numbers of some of the driver's ioctls state the size of a pointer, so that FUSE carries the
//! first eight bytes of a longer structure and nothing of the buffer that it names. The driver sees
//! the caller's memory; the emulator reads and writes it through `/proc`, as a debugger does.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::thread;
use std::time::Duration;

/// How often, and how long apart, a thread is looked at that has not yet begun to wait.
const LOOKS: u32 = 200;
const PAUSE: Duration = Duration::from_micros(50);

/// A thread that waits in an ioctl on a node.
pub(super) struct Caller {
    memory: File,
    argument: u64,
}

impl Caller {
    /// The thread, which called ioctl `number`.
    ///
    /// # Errors
    /// When it is gone, does something else, or its memory may not be accessed.
    pub(super) fn find(thread: u32, number: u32) -> io::Result<Caller> {
        let memory = File::options().read(true).write(true).open(format!("/proc/{thread}/mem"))?;
        for _ in 0..LOOKS {
            let call = fs::read_to_string(format!("/proc/{thread}/syscall"))?;
            if let Some(argument) = argument(&call, number) {
                return Ok(Caller { memory, argument });
            }
            thread::sleep(PAUSE);
        }
        Err(io::Error::other("it waits in no such ioctl"))
    }

    /// The structure that the ioctl was given.
    pub(super) fn structure<const N: usize>(&self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.read(self.argument, &mut bytes)?;
        Ok(bytes)
    }

    /// Writes bytes of the structure, `offset` bytes behind its beginning.
    pub(super) fn answer(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.write(self.argument.wrapping_add(offset), bytes)
    }

    /// Reads the caller's memory.
    pub(super) fn read(&self, address: u64, bytes: &mut [u8]) -> io::Result<()> {
        self.memory.read_exact_at(bytes, address)
    }

    /// Writes the caller's memory.
    pub(super) fn write(&self, address: u64, bytes: &[u8]) -> io::Result<()> {
        self.memory.write_all_at(bytes, address)
    }
}

/// The pointer in a line of `/proc/N/syscall`: the call's number and its arguments in hexadecimal,
/// or `running`.
fn argument(call: &str, number: u32) -> Option<u64> {
    let hex = |text: &str| u64::from_str_radix(text.strip_prefix("0x")?, 16).ok();
    let mut arguments = call.split_whitespace().skip(2);
    let found = hex(arguments.next()?)?;
    (found as u32 == number).then(|| hex(arguments.next()?)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_argument_of_an_ioctl() {
        let line = "16 0x3 0x40087108 0x7ffd12 0x0 0x0 0x0 0x7ffc00 0x7f11\n";
        assert_eq!(argument(line, 0x4008_7108), Some(0x7F_FD12));
        assert_eq!(argument(line, 0x4008_7107), None);
        assert_eq!(argument("running\n", 0x4008_7108), None);
    }
}
