//! `spikelm card program`: what does not go together is refused, the rest goes to the tool.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use spikelm_bitstreams::{BitstreamName, board};
use spikelm_tests::{Run, command, finish};

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str) -> String {
        let path = self.path(name);
        fs::write(&path, "bits").unwrap();
        path.display().to_string()
    }

    /// A tool that writes its arguments to `called`, and ends with a status.
    fn tool(&self, name: &str, status: u8) {
        let script =
            format!("#!/bin/sh\necho \"$@\" > {}\nexit {status}\n", self.path("called").display());
        let path = self.path(name);
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn called(&self) -> Option<String> {
        fs::read_to_string(self.path("called")).ok()
    }

    /// A card in a slot: its nodes, and what sysfs says of it.
    fn card(&self, ids: [&str; 4]) -> (String, String) {
        let (dev, sys) = (self.path("dev"), self.path("sys"));
        let pci = sys.join("devices/0000:01:00.0");
        fs::create_dir_all(&pci).unwrap();
        fs::create_dir_all(&dev).unwrap();
        for node in ["h2c_0", "c2h_0", "user", "control", "events_0"] {
            fs::write(dev.join(format!("xdma0_{node}")), "").unwrap();
        }
        let files = ["vendor", "device", "subsystem_vendor", "subsystem_device"];
        for (file, id) in files.into_iter().zip(ids) {
            fs::write(pci.join(file), format!("0x{id}\n")).unwrap();
        }
        let class = sys.join("class/xdma/xdma0_user");
        fs::create_dir_all(&class).unwrap();
        let _ = symlink(&pci, class.join("device"));
        (dev.join("xdma0").display().to_string(), sys.display().to_string())
    }

    fn program(&self, arguments: &[&str]) -> Run {
        let mut all = vec!["card", "program"];
        all.extend(arguments);
        if !arguments.contains(&"--card") {
            all.extend(["--card", "/nowhere/xdma0"]);
        }
        let mut program = command(&all);
        program.env("PATH", format!("{}:/usr/bin:/bin", self.folder.path().display()));
        finish(program, "")
    }
}

fn own(name: &str) -> String {
    BitstreamName::of(&board(name).unwrap()).to_string()
}

#[test]
fn what_goes_together_reaches_the_tool() {
    let desk = Desk::new();
    let file = desk.file(&format!("{}.bit", own("nitefury")));
    desk.tool("openFPGALoader", 0);
    let dry = desk.program(&["--board", "nitefury", "--dry-run", &file]).succeeded();
    assert!(dry.stdout.contains("would run: openFPGALoader --board acornCle215"), "{}", dry.stdout);
    assert_eq!(desk.called(), None, "a dry run calls nothing");
    desk.program(&["--board", "nitefury", "--flash", &file]).succeeded();
    assert_eq!(desk.called().unwrap().trim(), format!("--board acornCle215 --write-flash {file}"));

    let file = desk.file(&format!("{}.bit", own("alveo-u50")));
    desk.tool("vivado", 0);
    let run = desk.program(&["--board", "alveo-u50", "--json", &file]).succeeded();
    assert_eq!(run.json()["loaded"], true);
    let called = desk.called().unwrap();
    assert!(called.contains("-mode batch") && called.contains(&format!("-tclargs {file} xcu50-")));
    desk.tool("vivado", 3);
    desk.program(&["--board", "alveo-u50", &file])
        .failed(1, &["vivado -mode batch", "exit status: 3"]);
    desk.program(&["--board", "alveo-u50", "--flash", &file]).failed(1, &["leave out --flash"]);
    fs::remove_file(desk.path("vivado")).unwrap();
    desk.program(&["--board", "alveo-u50", &file]).failed(1, &["vivado", "on PATH"]);
}

#[test]
fn any_difference_is_refused_with_both_values() {
    let desk = Desk::new();
    desk.tool("openFPGALoader", 0);
    desk.tool("vivado", 0);
    let u50 = desk.file(&format!("{}.bit", own("alveo-u50")));
    let nothing = "nothing was loaded";
    // The file is for another board, or of another build.
    let both = ["nitefury", "the file's name says alveo-u50", nothing];
    desk.program(&["--board", "nitefury", &u50]).failed(1, &both);
    let text = own("alveo-u50");
    let (stem, build) = text.rsplit_once('-').unwrap();
    let other = desk.file(&format!("{stem}-00000001.bit"));
    let both = ["BUILD_ID: the manifest says 0x", build, "0x00000001", nothing];
    desk.program(&["--board", "alveo-u50", &other]).failed(1, &both);
    // The manifest is of another driver, or of another board.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bitstreams/alveo-u50");
    let sound = fs::read_to_string(folder.join("manifest.toml")).unwrap();
    let manifest = desk.path("manifest.toml");
    let hash = board("alveo-u50").unwrap().engine.regmap_hash;
    let with = |from: &str, to: &str, file: &str, parts: &[&str]| {
        assert!(sound.contains(from), "{from}");
        fs::write(&manifest, sound.replace(from, to)).unwrap();
        let path = manifest.display().to_string();
        desk.program(&["--board", "alveo-u50", "--manifest", &path, file]).failed(1, parts);
    };
    let old = desk.file(&text.replace(&format!("{hash:08x}"), "00c0ffee"));
    let both = ["REGMAP_HASH: the manifest says 0x00c0ffee, this driver says", nothing];
    with(&format!("{hash:#010x}"), "0x00c0ffee", &old, &both);
    with("\"alveo-u50\"", "\"alveo-u51\"", &u50, &["--board says alveo-u50", "alveo-u51"]);
    // It is no manifest.
    with("width = 16", "width = 3", &u50, &["manifest.toml", "generation 3 x3"]);
    with("mhz = 200", "mhz = 0", &u50, &["engine.mhz = 0"]);
    with("built = false", "is_built = false", &u50, &["manifest.toml", "unknown field"]);
    // The card is another.
    let (card, sys) = desk.card(["10ee", "7024", "10ee", "0215"]);
    let slot = ["--card", &card, "--sysfs", &sys];
    let all = [&["--board", "alveo-u50", &u50][..], &slot].concat();
    let both = ["PCI ids: the manifest says 10ee:903f, the card says 10ee:7024", nothing];
    desk.program(&all).failed(1, &both);
    assert_eq!(desk.called(), None, "no tool was called");
    // The card that it should be.
    let pcie = board("alveo-u50").unwrap().pcie.unwrap();
    let ids = [pcie.vendor, pcie.device, pcie.subsystem_vendor, pcie.subsystem];
    let ids = ids.map(|id| format!("{id:04x}"));
    desk.card([&ids[0], &ids[1], &ids[2], &ids[3]]);
    let run = desk.program(&[&all[..], &["--dry-run"]].concat()).succeeded();
    assert!(run.stdout.contains("0000:01:00.0"), "{}", run.stdout);
    // Names that say nothing.
    let file = desk.file("a.bit");
    desk.program(&["--board", "alveo-u50", &file]).failed(1, &["`a.bit` is not named <board>"]);
    desk.program(&["--board", "u51", &u50]).failed(1, &["no board `u51`", "alveo-u250"]);
    desk.program(&["--board", "alveo-u50", "/nowhere.bit"]).failed(1, &["no such file"]);
}
