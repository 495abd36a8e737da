//! yosys and nextpnr from the package index, in a virtual environment of the project's own.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;

/// The packages and their versions.
pub(super) const REQUIREMENTS: &str = include_str!("requirements.txt");
/// Lines of a failed tool's log that an error shows.
const LOG_LINES: usize = 12;

/// The installed tools.
#[derive(Debug, Clone)]
pub struct Tools {
    bin: PathBuf,
}

impl Tools {
    /// The tools under `work/venv`, installed there if they are missing or of other versions.
    ///
    /// # Errors
    /// When there is no Python 3 with `venv`, or the packages cannot be installed.
    pub fn install(work: &Path) -> anyhow::Result<Tools> {
        let venv = work.join("venv");
        let stamp = venv.join("requirements.txt");
        // A tool is started in another folder.
        let found = |venv: &Path| -> anyhow::Result<Tools> {
            Ok(Tools { bin: std::path::absolute(venv.join("bin"))? })
        };
        if std::fs::read_to_string(&stamp).is_ok_and(|text| text == REQUIREMENTS) {
            return found(&venv);
        }
        println!("installing the synthesis tools in {}", venv.display());
        std::fs::create_dir_all(work).with_context(|| format!("creating {}", work.display()))?;
        let log = work.join("install.log");
        let wanted = work.join("requirements.txt");
        std::fs::write(&wanted, REQUIREMENTS)?;
        logged(Command::new("python3").arg("-m").arg("venv").arg(&venv), &log)
            .context("a virtual environment needs python3 and its venv module")?;
        let pip = venv.join("bin/python");
        let mut install = Command::new(&pip);
        install.args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted);
        logged(&mut install, &log)?;
        std::fs::write(&stamp, REQUIREMENTS)?;
        found(&venv)
    }

    /// The folder of the programs, `yowasp-*`.
    pub fn bin(&self) -> &Path {
        &self.bin
    }

    /// Runs `yowasp-<tool>` in `folder`; its output goes to `folder/<tool>.out`.
    ///
    /// Paths among `args` must be relative to `folder`: the tools run in a sandbox that does not
    /// see all of the file system.
    ///
    /// # Errors
    /// When the tool fails; the message has the end of its output.
    pub fn run(&self, tool: &str, args: &[&str], folder: &Path) -> anyhow::Result<()> {
        let mut command = Command::new(self.bin.join(format!("yowasp-{tool}")));
        command.args(args).current_dir(folder);
        logged(&mut command, &folder.join(format!("{tool}.out")))
    }
}

/// Runs a command with its output in `log`.
fn logged(command: &mut Command, log: &Path) -> anyhow::Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let out = File::create(log).with_context(|| format!("creating {}", log.display()))?;
    let status = command
        .stdin(Stdio::null())
        .stderr(out.try_clone()?)
        .stdout(out)
        .status()
        .with_context(|| format!("starting {program}"))?;
    if status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&std::fs::read(log)?).into_owned();
    let lines: Vec<_> = text.lines().collect();
    let end = lines[lines.len().saturating_sub(LOG_LINES)..].join("\n");
    anyhow::bail!("{program} failed ({status}); its log is {}:\n{end}", log.display())
}
