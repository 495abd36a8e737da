//! Compiling, caching and running small modules.

use std::fs;
use std::path::Path;
use std::process::Command;

use spikelm_sim::verilated::{Design, Direction, VerilateError, Waiver, lint};

const ADDER: &str = "
module adder(clock, resetn, narrow, word, long, wide, sum, wide_out, a$b, parity);
  input wire clock; input wire resetn;
  input wire [6:0] narrow; input wire [15:0] word; input wire [39:0] long;
  input wire [129:0] wide; input wire a$b;
  output reg [39:0] sum; output reg [129:0] wide_out; output wire parity;
  assign parity = ^narrow ^ a$b;
  always @(posedge clock) begin
    sum <= sum + narrow + word + long;
    wide_out <= wide + 1;
    if (!resetn) sum <= 0;
  end
endmodule";

#[test]
fn ports_of_every_width() {
    let library = Design::new("adder", ADDER).build().unwrap();
    let mut m = library.module().unwrap();
    let p = |name| library.port(name).unwrap();
    assert_eq!((p("wide").width(), p("wide").direction()), (130, Direction::Input));
    assert_eq!((p("sum").width(), p("sum").direction()), (40, Direction::Output));
    m.step();
    m.set(p("resetn"), 1);
    m.set(p("narrow"), 0x7F);
    m.set(p("word"), 0xFFFF);
    m.set(p("long"), (1 << 40) - 1);
    m.set_wide(p("wide"), &[u32::MAX, u32::MAX, u32::MAX, u32::MAX, 1]);
    m.set(p("a$b"), 1);
    m.settle();
    assert_eq!(m.get(p("parity")), 0, "7 bits and one");
    assert_eq!(m.get(p("sum")), 0);
    m.edge();
    assert_eq!(m.get(p("sum")), 0x7F + 0xFFFF - 1, "modulo 2^40");
    let mut words = [9; 6];
    m.get_wide(p("wide_out"), &mut words);
    assert_eq!(words, [0, 0, 0, 0, 2, 0]);

    m.set_bytes(p("wide"), &[1, 2, 3]);
    m.step();
    let mut bytes = [9; 17];
    m.get_bytes(p("wide_out"), &mut bytes);
    assert_eq!(bytes[..4], [2, 2, 3, 0]);
    assert_eq!(bytes[4..], [0; 13]);
    assert_eq!(m.cycles(), 3);

    let mut other = library.module().unwrap();
    other.step();
    assert_eq!(other.get(p("sum")), 0, "instances share no state");

    let e = library.port("wdie").unwrap_err().to_string();
    assert!(e.contains("`wdie`") && e.contains("wide_out") && e.contains("a$b"), "{e}");
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "does not fit 7 bits")]
fn values_must_fit() {
    let mut m = Design::new("adder", ADDER).build().unwrap().module().unwrap();
    let p = m.port("narrow").unwrap();
    m.set(p, 0x80);
}

#[test]
fn bad_designs_are_refused() {
    let build = |text: &str, top: &str| Design::new(top, text).build().unwrap_err();
    let e = build("module a(input wire x); assign y = ; endmodule", "a");
    assert!(matches!(e, VerilateError::Compile { step: "verilator", .. }), "{e}");
    assert!(e.to_string().contains("syntax error"), "{e}");
    let e = build("module a(inout wire x); endmodule", "a");
    assert!(matches!(e, VerilateError::PortKind { .. }), "{e}");
    assert!(matches!(build("", "../../a"), VerilateError::Top(_)));
}

#[test]
fn a_model_that_fails_stands_still() {
    let text = "module stop(clock, n); input wire clock; output reg [7:0] n;
        always @(posedge clock) begin n <= n + 1; if (n == 3) $finish; end endmodule";
    let mut m = Design::new("stop", text).build().unwrap().module().unwrap();
    let n = m.port("n").unwrap();
    for _ in 0..10 {
        m.step();
    }
    assert!(m.fault().unwrap().contains("$finish"));
    assert!(m.get(n) <= 4);
}

#[test]
fn waveforms_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("adder.fst");
    let plain = Design::new("adder", ADDER);
    let mut m = plain.build().unwrap().module().unwrap();
    assert!(matches!(m.open_trace(&path), Err(VerilateError::NotTraced(_))));
    let mut m = plain.traced(true).build().unwrap().module().unwrap();
    let e = m.open_trace(&folder.path().join("none/adder.fst")).unwrap_err();
    assert!(e.to_string().contains("none/adder.fst"), "{e}");
    m.open_trace(&path).unwrap();
    let narrow = m.port("narrow").unwrap();
    for i in 0..100 {
        m.set(narrow, i);
        m.step();
    }
    drop(m);
    let bytes = fs::read(&path).unwrap();
    // Block type 0, length 329, start time 0, end time 199.
    assert_eq!(bytes[0], 0);
    assert_eq!(bytes[1..9], 329_u64.to_be_bytes());
    assert_eq!(bytes[9..17], 0_u64.to_be_bytes());
    assert_eq!(bytes[17..25], 199_u64.to_be_bytes());
}

#[test]
fn lint_needs_waivers() {
    let unused = "module a(input wire x, input wire y, output wire z); assign z = x; endmodule";
    let e = lint(unused, "a", &[]).unwrap_err().to_string();
    assert!(e.contains("UNUSED"), "{e}");
    let rule = if e.contains("UNUSEDSIGNAL") { "UNUSEDSIGNAL" } else { "UNUSED" };
    let waiver = |message| Waiver { rule, message, reason: "test" };
    lint(unused, "a", &[waiver("*: 'y'*")]).unwrap();
    lint(unused, "a", &[waiver("*: 'x'*")]).unwrap_err();

    let latch = "module a(input wire e, input wire d, output reg q);
        always @(*) if (e) q = d; endmodule";
    let e = lint(latch, "a", &[]).unwrap_err().to_string();
    assert!(e.contains("LATCH"), "{e}");
    let waiver = Waiver { rule: "LATCH", message: "*", reason: "test" };
    assert!(matches!(lint(latch, "a", &[waiver]), Err(VerilateError::Waiver(_))));
}

/// The environment is the process's, so these cases run in one of their own.
fn in_child(case: &str, envs: &[(&str, &Path)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child", "--nocapture", "--include-ignored"]);
    command.env("SPIKELM_TEST_CASE", case);
    for (name, value) in envs {
        command.env(name, value);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn expect_in_child(case: &str, envs: &[(&str, &Path)], what: &str) {
    let said = in_child(case, envs);
    assert!(said.contains(what), "{said}");
}

#[test]
#[ignore = "started by the other tests, as a process of its own"]
fn child() {
    let Ok(case) = std::env::var("SPIKELM_TEST_CASE") else { return };
    let text = format!("module c(output wire [7:0] x); assign x = 8'd{case}; endmodule");
    match Design::new("c", text).build() {
        Ok(library) => {
            let mut m = library.module().unwrap();
            m.settle();
            println!("built {}", m.get(library.port("x").unwrap()));
        }
        Err(e) => println!("failed {e}"),
    }
}

#[test]
fn the_cache_survives_damage_and_concurrent_builders() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("cache");
    let envs = [("SPIKELM_CACHE", cache.as_path())];
    std::thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| expect_in_child("7", &envs, "built 7"));
        }
    });
    let entries = || -> Vec<_> {
        let all = fs::read_dir(&cache).unwrap().map(|e| e.unwrap().path());
        all.filter(|p| p.join("libdut.so").exists()).collect()
    };
    let [entry] = entries().try_into().unwrap();
    let library = entry.join("libdut.so");
    let good = fs::read(&library).unwrap();
    fs::remove_file(&library).unwrap();
    fs::write(&library, &good[..good.len() / 2]).unwrap();
    expect_in_child("7", &envs, "built 7");
    assert!(fs::read(&library).unwrap().len() > good.len() / 2);
    expect_in_child("8", &envs, "built 8");
    assert_eq!(entries().len(), 2);
    let left = fs::read_dir(&cache)
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains(".tmp"));
    assert_eq!(left.count(), 0, "no temporary folder is left");
}

#[test]
fn missing_tools_and_unusable_folders_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("cache");
    let none = folder.path().join("none");
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();

    let said = in_child("1", &[("SPIKELM_CACHE", &cache), ("VERILATOR", &none)]);
    assert!(said.contains("failed") && said.contains("package `verilator`"), "{said}");
    let name = ("VERILATOR", Path::new("verilator"));
    let said = in_child("1", &[("SPIKELM_CACHE", &cache), ("PATH", &none), name]);
    assert!(said.contains("package `verilator`"), "{said}");
    let said = in_child("1", &[("SPIKELM_CACHE", &file.join("x"))]);
    assert!(said.contains("failed") && said.contains("file/x"), "{said}");
    assert!(said.contains("set SPIKELM_CACHE"), "{said}");
    // A root user may write anywhere, but not in /proc.
    let said = in_child("1", &[("SPIKELM_CACHE", Path::new("/proc/spikelm"))]);
    assert!(said.contains("/proc/spikelm") && said.contains("SPIKELM_CACHE"), "{said}");
}
