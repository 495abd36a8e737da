//! `spikelm card doctor` names what is wrong, and the remedy.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use spikelm_tests::emulator::Emulator;
use spikelm_tests::{Run, finish, folder, other_interface, run, spikelm};

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// The finding of a check in the doctor's JSON.
fn finding(run: &Run, check: &str) -> Value {
    let report = run.json();
    let all = report.as_array().expect("a list of findings");
    let found = all.iter().find(|f| f["check"] == check);
    found.cloned().unwrap_or_else(|| panic!("no check `{check}` in {report:#}"))
}

/// A check went wrong, and its finding and remedy have these words.
fn assert_wrong(run: Run, check: &str, found: &[&str], remedy: &str) {
    let run = run.failed(1, &["checks failed"]);
    let finding = finding(&run, check);
    assert_eq!(finding["outcome"], "wrong", "{finding}");
    for part in found {
        assert!(finding["found"].as_str().unwrap().contains(part), "`{part}` in {finding:#}");
    }
    assert!(finding["remedy"].as_str().unwrap().contains(remedy), "`{remedy}` in {finding:#}");
}

fn doctor(path: &str, more: &[&str]) -> Run {
    run(&[&["card", "doctor", path, "--json"], more].concat())
}

/// The nodes of a card as empty files.
fn files(directory: &Path) {
    for node in ["h2c_0", "c2h_0", "user", "control", "events_0"] {
        fs::write(directory.join(format!("xdma0_{node}")), "").unwrap();
    }
}

#[test]
fn a_sound_card_passes() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let people = run(&["card", "doctor", &text(cards.path())]).succeeded().stdout;
    for check in [
        "driver",
        "nodes",
        "permissions",
        "interface",
        "registers",
        "memory",
        "interrupt",
        "product",
    ] {
        assert!(people.lines().any(|l| l.starts_with(&format!("ok      {check}"))), "{people}");
    }
    assert!(people.contains("skipped link"), "an emulated card is on no bus: {people}");
}

#[test]
fn no_driver_and_the_driver_of_the_kernel_tree() {
    let (empty, sys) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (path, sysfs) = (text(empty.path()), text(sys.path()));
    let examined = || doctor(&path, &["--sysfs", &sysfs]);
    assert_wrong(examined(), "driver", &["no XDMA driver"], "build and load dma_ip_drivers");
    fs::create_dir_all(sys.path().join("bus/platform/drivers/xdma")).unwrap();
    assert_wrong(examined(), "driver", &["the kernel's own"], "override xdma * xdma");
    fs::create_dir_all(sys.path().join("bus/pci/drivers/xdma")).unwrap();
    assert_wrong(examined(), "nodes", &["no XDMA card"], "lspci");
}

#[test]
fn nodes_that_may_not_be_used() {
    let directory = tempfile::tempdir().unwrap();
    files(directory.path());
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(directory.path(), 0o755);
    mode(&directory.path().join("xdma0_user"), 0o600);
    // Root may everything: somebody else tries, with a copy of the command that he can reach.
    let binary = directory.path().join("spikelm");
    fs::copy(spikelm(), &binary).unwrap();
    mode(&binary, 0o755);
    let mut other = Command::new("setpriv");
    other.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(binary);
    other.args(["card", "doctor", &text(directory.path()), "--json"]).current_dir("/");
    if Command::new("setpriv").args(["--reuid=65534", "true"]).status().is_ok_and(|s| s.success()) {
        assert_wrong(finish(other, ""), "permissions", &["xdma0_", "denied"], "udev rule");
    } else {
        println!("SKIPPED: no root, or no setpriv");
    }
}

#[test]
fn a_bitstream_of_another_interface() {
    let Some(mut cards) = Emulator::start(&[]) else { return };
    let directory = tempfile::tempdir().unwrap();
    let rtl = other_interface(directory.path());
    cards.restart(&[("SPIKELM_RTL", &text(&rtl))]);
    let examined = doctor(&text(cards.path()), &[]);
    assert_wrong(examined, "interface", &["REGMAP_HASH is 0x0badcafe"], "load the bitstream");
}

#[test]
fn a_narrow_or_slow_link() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let sys = tempfile::tempdir().unwrap();
    let pci = sys.path().join("devices/pci0000:00/0000:01:00.0");
    fs::create_dir_all(&pci).unwrap();
    for (file, value) in [
        ("vendor", "0x10ee"),
        ("device", "0x903f"),
        ("current_link_speed", "8.0 GT/s PCIe"),
        ("current_link_width", "4"),
        ("max_link_speed", "8.0 GT/s PCIe"),
        ("max_link_width", "16"),
    ] {
        fs::write(pci.join(file), value).unwrap();
    }
    fs::create_dir_all(sys.path().join("class/xdma/xdma0_user")).unwrap();
    symlink(&pci, sys.path().join("class/xdma/xdma0_user/device")).unwrap();
    let (path, sysfs) = (text(cards.path()), text(sys.path()));
    let slot = "seat the card";
    let found = ["0000:01:00.0", "x4", "the device says x16"];
    assert_wrong(doctor(&path, &["--sysfs", &sysfs]), "link", &found, slot);

    // The manifest of a board, its engine's build that of the card here.
    let registers = run(&["card", "info", &path, "--json"]).succeeded().json()["registers"].clone();
    let register = registers.as_array().unwrap().iter().find(|r| r[0] == "BUILD_ID").unwrap();
    let build_id = register[1].as_u64().unwrap();
    let manifest = sys.path().join("manifest.toml");
    let sound = fs::read_to_string(folder().join("../bitstreams/nitefury/manifest.toml")).unwrap();
    let doctored = |text: &str| {
        fs::write(&manifest, text).unwrap();
        let file = manifest.display().to_string();
        doctor(&path, &["--sysfs", &sysfs, "--manifest", &file])
    };
    let with = |width: u32, generation: u32, build_id: u64| {
        let line = |line: &str| match line.split(' ').next() {
            Some("width") => format!("width = {width}\n"),
            Some("generation") => format!("generation = {generation}\n"),
            Some("build_id") => format!("build_id = {build_id}\n"),
            _ => format!("{line}\n"),
        };
        doctored(&sound.lines().map(line).collect::<String>())
    };
    let run = with(4, 3, build_id).succeeded();
    assert_eq!(finding(&run, "link")["outcome"], "ok");
    let run = with(8, 3, build_id);
    assert_wrong(run, "link", &["x4", "its manifest says x8"], slot);
    let run = with(4, 4, build_id);
    assert_wrong(run, "link", &["8.0 GT/s", "generation 4"], slot);
    let run = with(4, 3, 1);
    assert_wrong(run, "interface", &["BUILD_ID is", "0x00000001"], "load the bitstream");
    doctored("width = ").failed(1, &["manifest.toml"]);
}

#[test]
fn a_stuck_bit_and_a_dead_interrupt() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let path = text(cards.path());
    // A byte of result memory.
    cards.inject("xdma0", r#"{"stuck_bits": [{"address": 2147500033, "bit": 5, "high": true}]}"#);
    let found = ["result memory", "0x80004001", "bit 5 is stuck at 1"];
    assert_wrong(doctor(&path, &[]), "memory", &found, "load the bitstream again");
    cards.inject("xdma0", r#"{"faults": [{"kind": "lost_interrupt", "one_in": 1}]}"#);
    let run = doctor(&path, &[]);
    assert_eq!(finding(&run, "memory")["outcome"], "ok");
    assert_eq!(finding(&run, "product")["outcome"], "ok", "products need no interrupt, only time");
    assert_wrong(run, "interrupt", &["user interrupt 0 is dead"], "interrupt_mode");
}

#[test]
fn cards_are_listed_described_and_reset() {
    let Some(cards) = Emulator::start(&["--cards", "2"]) else { return };
    let (path, first) = (text(cards.path()), text(&cards.node("xdma0")));
    let list = run(&["card", "list", "--dir", &path, "--json"]).succeeded().json();
    assert_eq!(list.as_array().map(Vec::len), Some(2));
    assert_eq!((&list[0]["card"], &list[0]["events"]), (&first.clone().into(), &16.into()));
    let info = run(&["card", "info", &first, "--json"]).succeeded().json();
    assert_eq!(info["driver"], "2020.2.2");
    assert!(info["engine"].as_str().unwrap().contains("usable, 64 lanes"), "{info}");
    let reset = run(&["card", "reset", &first]).succeeded().stdout;
    assert!(reset.contains("engine reset"), "{reset}");
    run(&["card", "info", &path]).failed(1, &["several XDMA cards, name one of xdma0, xdma1"]);
    run(&["card", "list", "--dir", "/nonexistent"]).failed(1, &["/nonexistent"]);
}
