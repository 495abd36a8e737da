//! Emulated cards for tests, served by a `spikelm card emulate` of their own.
//!
//! Never by the test's own process: a process that serves FUSE and uses it cannot be ended while a
//! request is under way, because the request waits for threads that the end has already taken.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::spikelm;

/// After so many seconds an emulator is killed, so that no test can wait for it for ever.
const LIMIT: &str = "300";

/// Emulated cards and the process that serves them. Dropping it ends both.
pub struct Emulator {
    // Ended first: it uses the directory.
    process: Server,
    directory: TempDir,
    arguments: Vec<String>,
}

impl Emulator {
    /// Starts `spikelm card emulate` with more arguments, or says why there is no FUSE.
    ///
    /// # Panics
    /// When it does not start to serve.
    pub fn start(arguments: &[&str]) -> Option<Emulator> {
        if let Some(reason) = spikelm_sim::emulate::unavailable() {
            println!("SKIPPED: {reason}");
            return None;
        }
        let directory = tempfile::tempdir().expect("a directory for nodes");
        let arguments: Vec<String> = arguments.iter().map(|a| (*a).to_owned()).collect();
        let child = spawn(directory.path(), &arguments, &[]);
        let process = Server { child, directory: directory.path().to_owned() };
        Some(Emulator { process, directory, arguments })
    }

    /// The directory with the nodes.
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// The path of a node.
    pub fn node(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// A card as `--card` takes it.
    pub fn card(&self, name: &str) -> String {
        format!("xdma:{}", self.node(name).display())
    }

    /// Opens a node for reading and writing.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub fn open(&self, name: &str) -> File {
        File::options().read(true).write(true).open(self.node(name)).expect("the node opens")
    }

    /// Gives a card a plan of faults.
    ///
    /// # Panics
    /// When it is refused.
    pub fn inject(&self, card: &str, plan: &str) {
        std::fs::write(self.node(&format!("{card}.faults")), plan).expect("a fault plan");
    }

    /// Kills the process (SIGKILL): its cards vanish.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Starts it again in the same directory, with more in its environment.
    pub fn restart(&mut self, environment: &[(&str, &str)]) {
        self.process.kill();
        self.process.child = spawn(self.directory.path(), &self.arguments, environment);
    }
}

/// The process, under `timeout`.
struct Server {
    child: Child,
    directory: PathBuf,
}

/// Starts an emulator and waits until it serves.
fn spawn(directory: &Path, arguments: &[String], environment: &[(&str, &str)]) -> Child {
    let mut command = Command::new("timeout");
    command.args(["--foreground", "--signal=KILL", LIMIT]).arg(spikelm());
    command.args(["card", "emulate", "--dir"]).arg(directory).args(arguments);
    command.envs(environment.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the emulator starts");
    let stdout = child.stdout.take().expect("its standard output");
    let mut line = String::new();
    let read = BufReader::new(stdout).read_line(&mut line);
    assert!(read.is_ok() && line.starts_with("serving"), "the emulator does not serve: {line}");
    child
}

impl Server {
    fn kill(&mut self) {
        // The emulator is the child of `timeout`, which cannot hand SIGKILL on.
        let children = format!("/proc/{0}/task/{0}/children", self.child.id());
        for pid in std::fs::read_to_string(children).unwrap_or_default().split_whitespace() {
            let _ = Command::new("kill").args(["-KILL", pid]).status();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        // A killed server leaves its mount behind.
        let _ =
            Command::new("umount").arg("-l").arg(&self.directory).stderr(Stdio::null()).status();
    }
}
