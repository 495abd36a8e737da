//! Whole-system tests: the real command line on real checkpoints. The tests are in `tests/`, one
//! file per subject; this is what they share.
//!
//! - `models/sst2-tiny`, `data/sst2/dev.tsv`: a trained checkpoint and its dev set.
//! - `golden/`: logits of the public SpikeLM code.
//! - Larger models are looked for beside the repository (`../shared/models`), or where
//!   `SPIKELM_SHARED` says; their tests say so and pass when they are not there.

pub mod emulator;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// This package's folder: `models`, `data` and `golden` are in it.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The small trained checkpoint.
pub fn sst2_tiny() -> PathBuf {
    folder().join("models/sst2-tiny")
}

/// The dev set of SST-2: 872 sentences.
pub fn dev_set() -> PathBuf {
    folder().join("data/sst2/dev.tsv")
}

/// A file or folder of the shared models, or `None` with a line that says what is skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SPIKELM_SHARED")
        .map_or_else(|| folder().join("../../shared"), PathBuf::from);
    let found = root.join(path);
    if found.exists() {
        return Some(found);
    }
    println!(
        "SKIPPED: {} is not there; set SPIKELM_SHARED to the folder with {path}",
        found.display()
    );
    None
}

/// The `spikelm` binary, built once per test process in the profile of the tests.
///
/// # Panics
/// When it does not build.
pub fn spikelm() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // The whole workspace's features, so that what the tests were built with serves again.
        let build = ["build", "--quiet", "--workspace", "--bin", "spikelm"];
        cargo.args(build).arg("--message-format=json");
        cargo.current_dir(folder()).stderr(Stdio::inherit());
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        let output = cargo.output().expect("cargo runs");
        assert!(output.status.success(), "spikelm does not build");
        let messages = String::from_utf8_lossy(&output.stdout).into_owned();
        let executable = messages
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter(|message| message["target"]["name"] == "spikelm")
            .find_map(|message| message["executable"].as_str().map(PathBuf::from));
        executable.expect("cargo names the executable")
    })
}

/// How a run of `spikelm` ended.
#[derive(Debug)]
pub struct Run {
    /// The command line, for messages.
    pub command: String,
    /// The exit status.
    pub status: ExitStatus,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// `spikelm` with arguments, not yet started.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(spikelm());
    // Paths in arguments are relative to this package.
    command.args(arguments).current_dir(folder()).env_remove("RUST_LOG");
    command
}

/// Runs `spikelm` without input.
pub fn run(arguments: &[&str]) -> Run {
    run_with_input(arguments, "")
}

/// Runs `spikelm` with text on standard input.
///
/// # Panics
/// When it cannot be started.
pub fn run_with_input(arguments: &[&str], input: &str) -> Run {
    finish(command(arguments), input)
}

/// Runs a prepared command with text on standard input.
///
/// # Panics
/// When it cannot be started.
pub fn finish(mut command: Command, input: &str) -> Run {
    let line = format!("{command:?}");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("spikelm starts");
    if let Some(mut stdin) = child.stdin.take() {
        // It may end, with an error of its own, before it has read everything.
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = child.wait_with_output().expect("spikelm ends");
    Run {
        command: line,
        status: output.status,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl Run {
    fn describe(&self) -> String {
        format!(
            "\n{}\nin {}\n{}\n--- standard output\n{}--- standard error\n{}---",
            self.command,
            folder().display(),
            self.status,
            self.stdout,
            self.stderr
        )
    }

    /// Asserts success.
    ///
    /// # Panics
    /// When the run failed.
    pub fn succeeded(self) -> Run {
        assert!(self.status.success(), "should have succeeded: {}", self.describe());
        self
    }

    /// Asserts an exit code and, for failures (1), that the last line of standard error is the one
    /// line of the error; all of `parts` must be in it.
    ///
    /// # Panics
    /// When the run ended otherwise.
    pub fn failed(self, code: i32, parts: &[&str]) -> Run {
        assert_eq!(self.status.code(), Some(code), "exit code: {}", self.describe());
        let errors: Vec<&str> = self.stderr.lines().filter(|l| l.starts_with("error:")).collect();
        assert_eq!(errors.len(), 1, "one line of error: {}", self.describe());
        let message = if code == 1 { errors[0] } else { &self.stderr };
        for part in parts {
            assert!(message.contains(part), "`{part}` should be in the error: {}", self.describe());
        }
        self
    }

    /// Standard output as one JSON value.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|e| panic!("standard output is no JSON ({e}): {}", self.describe()))
    }

    /// Standard output as a JSON value per line.
    ///
    /// # Panics
    /// When a line is none.
    pub fn json_lines(&self) -> Vec<Value> {
        let parse = |line| {
            serde_json::from_str(line)
                .unwrap_or_else(|e| panic!("`{line}` is no JSON ({e}): {}", self.describe()))
        };
        self.stdout.lines().map(parse).collect()
    }
}

/// `spikelm eval --json` on a model and data with more arguments.
pub fn eval(model: &Path, data: &Path, arguments: &[&str]) -> Value {
    let (model, data) = (model.display().to_string(), data.display().to_string());
    let mut all = vec!["eval", "--json", "--model", &model, "--data", &data];
    all.extend(arguments);
    run(&all).succeeded().json()
}

/// A number of a JSON report.
///
/// # Panics
/// When there is none at that path (`linear/additions`).
pub fn number(report: &Value, path: &str) -> f64 {
    let value = report.pointer(&format!("/{path}")).and_then(Value::as_f64);
    value.unwrap_or_else(|| panic!("no number at {path} in {report:#}"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn rows(golden: &Path) -> Vec<Value> {
    let golden: Value = serde_json::from_str(&read(golden)).expect("golden files are JSON");
    golden["rows"].as_array().expect("golden files have rows").clone()
}

/// Evaluates float32 weights on the lines of the dev set that a golden file has logits for.
/// Returns the largest difference of logits of each, in ascending order; token ids must be equal.
///
/// # Panics
/// When a file cannot be read or written, or when ids differ.
pub fn golden_differences(model: &Path, golden: &Path, scratch: &Path) -> Vec<f64> {
    let rows = rows(golden);
    let dev_set = read(&dev_set());
    let lines: Vec<&str> = dev_set.lines().collect();
    // Rows are counted without the header line.
    let chosen = rows.iter().map(|row| lines[1 + row["row"].as_u64().expect("a row") as usize]);
    let data: Vec<&str> = std::iter::once(lines[0]).chain(chosen).collect();
    let (path, logits) = (scratch.join("golden.tsv"), scratch.join("logits.jsonl"));
    std::fs::write(&path, data.join("\n")).expect("the scratch folder can be written");
    let written = logits.display().to_string();
    let report = eval(model, &path, &["--weights", "f32", "--logits", &written]);
    assert_eq!(report["card"], "host", "float32 products are the host's");

    let values = |v: &Value| -> Vec<f64> {
        let logits = v["logits"].as_array().expect("logits");
        logits.iter().filter_map(Value::as_f64).collect()
    };
    let ours = read(&logits);
    assert_eq!(ours.lines().count(), rows.len());
    let mut differences: Vec<f64> = ours
        .lines()
        .zip(&rows)
        .map(|(line, row)| {
            let line: Value = serde_json::from_str(line).expect("a JSON object a line");
            assert_eq!(line["ids"], row["ids"], "token ids of row {}", row["row"]);
            let (ours, theirs) = (values(&line), values(row));
            assert_eq!(ours.len(), theirs.len(), "logits of row {}", row["row"]);
            ours.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
        })
        .collect();
    differences.sort_by(f64::total_cmp);
    differences
}

/// A Verilog file of the small engine with another `REGMAP_HASH`, 0x0badcafe: a bitstream of another
/// interface.
///
/// # Panics
/// When files cannot be read or written, or the register is not found.
pub fn other_interface(directory: &Path) -> PathBuf {
    let mut lines: Vec<String> =
        read(&folder().join("../hdl/generated/small.v")).lines().map(str::to_owned).collect();
    let line = lines.iter_mut().find(|line| line.ends_with("// REGMAP_HASH"));
    let line = line.expect("the register block says which register is which");
    let value = line.find("32'h").expect("a constant") + 4;
    line.replace_range(value..value + 8, "0badcafe");
    let path = directory.join("other.v");
    std::fs::write(&path, lines.join("\n")).expect("the Verilog can be written");
    path
}
