//! The Vivado scripts under `tclsh`, over a recording of Vivado's commands.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use spikelm_bitstreams::{BitstreamName, board, boards};

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of what a script reads, so that runs do not write into the source tree.
struct Copy(tempfile::TempDir);

impl Copy {
    fn new(board: &str) -> Copy {
        let copy = tempfile::tempdir().unwrap();
        for from in
            [format!("bitstreams/{board}"), "bitstreams/common".into(), "hdl/generated".into()]
        {
            let to = copy.path().join(&from);
            fs::create_dir_all(&to).unwrap();
            for file in fs::read_dir(folder().join("..").join(&from)).unwrap() {
                let file = file.unwrap();
                if file.file_type().unwrap().is_file() {
                    fs::copy(file.path(), to.join(file.file_name())).unwrap();
                }
            }
        }
        Copy(copy)
    }

    fn board(&self, board: &str) -> PathBuf {
        self.0.path().join("bitstreams").join(board)
    }

    /// Runs a board's script; what it called, in order, and how it ended.
    fn run(&self, board: &str, set: &[(&str, &str)]) -> (Vec<Vec<String>>, Output) {
        let record = self.0.path().join("record");
        let mut tcl = Command::new("tclsh");
        tcl.arg(folder().join("tests/recorder.tcl"));
        tcl.env("SCRIPT", self.board(board).join("build.tcl")).env("RECORD", &record);
        let output = tcl.envs(set.iter().copied()).output().expect("tclsh of the package `tcl`");
        let words = |line: &str| line.split('\t').map(str::to_owned).collect();
        (fs::read_to_string(&record).unwrap().lines().map(words).collect(), output)
    }

    /// The bitstreams that a run left.
    fn bitstreams(&self, board: &str) -> Vec<String> {
        let Ok(files) = fs::read_dir(self.board(board).join("build")) else { return vec![] };
        let names = files.map(|f| f.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|n| !n.ends_with(".rpt")).collect();
        names.sort();
        names
    }
}

/// Cards that Vivado builds.
fn cards() -> impl Iterator<Item = &'static str> {
    boards().into_iter().filter(|name| board(name).unwrap().build.tool == "Vivado")
}

/// The table's properties of IP; each has a source.
fn table() -> BTreeSet<(String, String)> {
    let text = fs::read_to_string(folder().join("common/ip_properties.tsv")).unwrap();
    let (comments, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(|l| l.starts_with('#'));
    let sources: BTreeSet<&str> = comments
        .iter()
        .filter_map(|l| l.trim_start_matches("# ").split_once(": "))
        .map(|(name, place)| {
            assert!(!name.contains(' ') || place.contains('.'), "{name}: {place}");
            name
        })
        .collect();
    assert_eq!(lines[0], "ip\tproperty\tmeaning\tsource");
    let mut table = BTreeSet::new();
    for line in &lines[1..] {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 4, "{line}");
        for source in columns[3].split(';') {
            let name = source.trim().split(' ').next().unwrap().trim_end_matches(',');
            assert!(sources.contains(name), "{line}: no source `{name}` above");
        }
        assert!(table.insert((columns[0].into(), columns[1].into())), "twice: {line}");
    }
    table
}

fn named(calls: &[Vec<String>], command: &str) -> Vec<Vec<String>> {
    calls.iter().filter(|c| c[0] == command).cloned().collect()
}

#[test]
fn scripts_name_files_that_exist_and_properties_of_the_table() {
    let table = table();
    let mut used = BTreeSet::new();
    for name in cards() {
        let manifest = board(name).unwrap();
        let copy = Copy::new(name);
        let (calls, output) = copy.run(name, &[]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        for call in calls.iter().filter(|c| c[0] == "read_verilog" || c[0] == "read_xdc") {
            let file = call.last().unwrap();
            assert!(Path::new(file).is_file(), "{name}: no {file}");
        }
        assert_eq!(named(&calls, "read_xdc").len(), 2);
        let ips: BTreeMap<String, String> = named(&calls, "create_ip")
            .into_iter()
            .map(|c| {
                let after = |option: &str| {
                    let at = c.iter().position(|w| w == option).unwrap();
                    c[at + 1].clone()
                };
                (after("-module_name"), after("-name"))
            })
            .collect();
        assert_eq!(ips.len(), 1 + usize::from(manifest.management.is_some()), "{name}");
        for call in named(&calls, "set_property").iter().filter(|c| c[1] == "-dict") {
            let ip = &ips[&call[3]];
            let words: Vec<&str> = call[2].split_whitespace().collect();
            for property in words.chunks(2) {
                let key = (ip.clone(), property[0].to_owned());
                assert!(table.contains(&key), "{name}: {key:?} is not in the table");
                used.insert(key);
            }
        }
        let design = &named(&calls, "synth_design")[0];
        assert!(design.contains(&manifest.part) && design.contains(&"spikelm_card".into()));
        let bitstream = BitstreamName::of(&manifest);
        let expected = [format!("{bitstream}.bin"), format!("{bitstream}.bit")];
        assert_eq!(copy.bitstreams(name), expected);
    }
    assert_eq!(used, table, "the table has properties that no script sets");
}

/// Whatever fails, the script ends there with a status, and there is no bitstream.
#[test]
fn a_failing_step_stops_the_script() {
    let name = "alveo-u50";
    let copy = Copy::new(name);
    let (sound, _) = copy.run(name, &[]);
    let last = sound.iter().position(|c| c[0] == "write_bitstream").unwrap();
    for n in 1..=last + 1 {
        let (calls, output) = copy.run(name, &[("FAIL", &n.to_string())]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "call {n}: {:?}", sound[n - 1]);
        assert!(error.contains(&format!("call {n} failed: {}", sound[n - 1][0])), "{error}");
        assert_eq!(calls.len(), n, "nothing follows a failed call");
        assert_eq!(copy.bitstreams(name), [""; 0], "call {n} left a bitstream");
    }
}

#[test]
fn negative_slack_multipliers_and_properties_that_do_not_hold_are_refused() {
    let name = "alveo-u50";
    let copy = Copy::new(name);
    for (set, message) in [
        (("SLACK", "-0.001"), "timing is not met: setup slack is `-0.001`"),
        (("SLACK", ""), "timing is not met"),
        (("MULTIPLIER", "MULTIPLY"), "a multiplier: card/engine/adder is DSP48E2"),
        (("KEEP", "CONFIG.axi_data_width"), "xdma_0: CONFIG.axi_data_width is `untouched`"),
    ] {
        let (calls, output) = copy.run(name, &[set]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && error.contains(message), "{set:?}: {error}");
        assert!(named(&calls, "write_bitstream").is_empty(), "{set:?}");
        assert_eq!(copy.bitstreams(name), [""; 0]);
    }
}

/// The ports of the top-level module, one bit each.
fn ports(wrapper: &str) -> BTreeSet<String> {
    let head = wrapper.split(");").next().unwrap();
    let mut ports = BTreeSet::new();
    for line in head.lines().map(str::trim).filter(|l| l.contains("put wire ")) {
        let name = line.trim_end_matches(',').split(' ').next_back().unwrap();
        match line.split_once('[') {
            None => drop(ports.insert(name.to_owned())),
            Some((_, rest)) => {
                let most: u32 = rest.split(':').next().unwrap().parse().unwrap();
                ports.extend((0..=most).map(|bit| format!("{name}[{bit}]")));
            }
        }
    }
    ports
}

/// Every port has a pin of its own, and no pin is for something that is no port.
#[test]
fn every_port_has_a_pin() {
    for name in cards() {
        let manifest = board(name).unwrap();
        let file = folder().join(name).join("pins.xdc");
        let mut tcl = Command::new("tclsh");
        let output =
            tcl.arg(folder().join("tests/constraints.tcl")).env("SCRIPT", &file).output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let mut pins = BTreeMap::new();
        let mut clocks = BTreeSet::new();
        for line in text.lines() {
            let words: Vec<&str> = line.split('\t').collect();
            match words[2] {
                "PACKAGE_PIN" => {
                    let before = pins.insert(words[3].to_owned(), words[1].to_owned());
                    assert_eq!(before, None, "{name}: pin {} twice", words[3]);
                }
                "clock" => drop(clocks.insert(words[1].to_owned())),
                _ => {}
            }
        }
        let mut ports = ports(&fs::read_to_string(folder().join(name).join("wrapper.v")).unwrap());
        if manifest.pcie.as_ref().is_some_and(|p| p.quad.is_some() || p.width == 16) {
            // The XDMA IP places its transceivers, and their pins with them.
            ports.retain(|p| !p.starts_with("pcie_rx_") && !p.starts_with("pcie_tx_"));
        }
        let placed: BTreeSet<String> = pins.values().cloned().collect();
        assert_eq!(placed, ports, "{name}");
        assert_eq!(clocks, BTreeSet::from(["pcie_refclk_p".to_owned()]), "{name}");
        let source = fs::read_to_string(&file).unwrap();
        assert!(source.contains("Source") && source.contains("github.com/"), "{name}: no source");
    }
}
