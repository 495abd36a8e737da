//! Mutants of the generated Verilog: each must turn a test red.
//!
//! ```text
//! cargo test --workspace --test engine_mutants -- --ignored --nocapture
//! ```
//! runs the deliberate bugs and `SPIKELM_MUTANTS` (10) drawn from the seed `SPIKELM_SEED` (1).
//! `hdl/tests/MUTANTS.md` lists the survivors that are known, with the reason; any other survivor
//! is an error. Each mutant runs in processes of its own, with a deadline, because mutants hang.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::mutate::{Mutant, deliberate, draw};
use common::{checks, rng};
use spikelm_regs::EngineConfig;

/// What one check may take.
const DEADLINE: Duration = Duration::from_secs(240);
/// What Verilator and the C++ compiler may take for a mutant.
const COMPILATION: Duration = Duration::from_secs(1800);
/// Survivors that are explained.
const KNOWN: &str = include_str!("MUTANTS.md");

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.trim().parse().ok()).unwrap_or(otherwise)
}

/// The bugs that a test must see whatever else is drawn.
fn deliberate_bugs(verilog: &str) -> Vec<Mutant> {
    let change = |kind, module: &str, old: &str, new: &str| {
        deliberate(verilog, kind, &format!("spikelm_engine_{module}"), old, new)
    };
    vec![
        change(
            "a word takes a place that the queue does not have",
            "compactor",
            "room_d = queue_ample",
            "room_d = 1'b1",
        ),
        change(
            "a row that ends in words without spikes does not end",
            "compactor",
            "held_last_d = 1'b1",
            "held_last_d = held_last_q",
        ),
        change(
            "a row ends without room for its sums",
            "banks",
            "may_end_d = (gap == no_wait) && (places != no_room)",
            "may_end_d = gap == no_wait",
        ),
        change(
            "all tiles are the first",
            "banks",
            "tile_base_d = tile_base_q + tile_depth",
            "tile_base_d = tile_base_q",
        ),
        change(
            "the other half of an int4 row",
            "weights",
            "(lower ? {row0[123:0], 4'h0} : row0)",
            "(upper ? {row0[123:0], 4'h0} : row0)",
        ),
        change(
            "the lower half of an int4 row in every weight",
            "weights",
            "(lower || upper) ? 0",
            "lower ? 0",
        ),
        change(
            "int4 tiles as far apart as int8 ones",
            "decoder_2",
            "depth_d = inputs_paired >> pair_shift",
            "depth_d = inputs_rounded >> port_shift",
        ),
        change(
            "events are not counted",
            "merge",
            "wrong_d = row_taken_q && (counted_q != expected_q)",
            "wrong_d = 1'b0",
        ),
        change(
            "the accumulators count as empty for one beat only",
            "merge",
            "if (sum_beat_q == beat_n) begin",
            "if (1'b1) begin",
        ),
        change(
            "another step of the results' checksum",
            "sums_checksum",
            "sum <= {sum[12:0], 19'b0} ^ {13'b0, sum[31:13]}",
            "sum <= {sum[11:0], 20'b0} ^ {13'b0, sum[31:13]}",
        ),
        change(
            "the last word of rows and tiles is not in their checksum",
            "checksum",
            "else if (valid0) sum <=",
            "else if (valid0 && valid) sum <=",
        ),
        change(
            "another step of the checksum of commands and records",
            "step",
            "{sum[12:0], 19'b0}",
            "{sum[11:0], 20'b0}",
        ),
        change(
            "damaged rows are no error",
            "run",
            "if ((failed_q == ok) && damaged_q) begin",
            "if ((failed_q == ok) && 1'b0) begin",
        ),
        change(
            "a damaged tile is no error",
            "recorder",
            "damaged_d = of_load_q && ~load_intact",
            "damaged_d = 1'b0",
        ),
        change(
            "an event is dropped",
            "scanner",
            "out_add_d = issue && spike",
            "out_add_d = issue && spike && (byte_fired_q != 8'h81)",
        ),
        change(
            "a wrong sign on the last lane",
            "lanes",
            "acc15 <= acc15 + {{16{weights[127]}}, weights[127:120]} + {23'b0, negative}",
            "acc15 <= acc15 + {{16{weights[127]}}, weights[127:120]} + {23'b0, ~negative}",
        ),
        change(
            "a broken row goes on in the next command",
            "fetch",
            "row_end = (walk_last_word && ~row_quiet) || ends",
            "row_end = walk_last_word && ~row_quiet",
        ),
        change(
            "the events of quiet rows are not counted",
            "fetch",
            "quiet_events_d = events;",
            "quiet_events_d = events_0;",
        ),
        change(
            "hold is ignored",
            "difference",
            "else if (hold) start = base",
            "else if (1'b0) start = base",
        ),
        change(
            "reserved bits of a header may be set",
            "fetch",
            "answer_bad = (reserved != no_reserved) || (upper != no_upper)",
            "answer_bad = upper != no_upper",
        ),
        change(
            "a row's last word is known a word late",
            "walk",
            "ends_d = word_ahead_q == row_last",
            "ends_d = word_q == row_last",
        ),
        change(
            "no tile is the last",
            "walk",
            "final_tile_d = tiles_left_q == tile_1",
            "final_tile_d = 1'b0",
        ),
        change(
            "the results of every tile go where those of the first go",
            "placement",
            "tile_start_d = tile_start_q + tile_words",
            "tile_start_d = tile_start_q",
        ),
        change(
            "a result outside its region is no error",
            "placement",
            "outside = reach_full_q && beyond",
            "outside = 1'b0",
        ),
        change(
            "a row without events at its end counts as none",
            "banks",
            "ending_empty = scanner_event_last && ~scanner_event_add",
            "ending_empty = 1'b0",
        ),
        change(
            "the fetch reads in the host's turn",
            "inputs",
            "fetch_ready = ~host_turn",
            "fetch_ready = 1'b1",
        ),
        change(
            "a RUN is not read beside a LOAD",
            "inputs",
            "ring_ready = ~host_turn && (~fetch_valid",
            "ring_ready = ~host_turn && ~load_valid && (~fetch_valid",
        ),
        change(
            "a LOAD reads from the bank that a fetch reads from",
            "inputs",
            "(~fetch_valid || (load_address[at_odd] != fetch_is_odd))",
            "1'b1",
        ),
        change(
            "a RUN starts before its weights are loaded",
            "dispatcher",
            "clash_load_d = load_is_active_q &&",
            "clash_load_d = 1'b0 &&",
        ),
        change(
            "a LOAD overwrites the weights of a RUN",
            "dispatcher",
            "clash_run_d = run_is_active_q &&",
            "clash_run_d = 1'b0 &&",
        ),
        change(
            "a host's read leaves its queue while it waits",
            "reads",
            "requests_pop = ~held",
            "requests_pop = 1'b1",
        ),
    ]
}

/// How a mutant ended.
enum Fate {
    /// The check that saw it, and how.
    Killed(&'static str, &'static str),
    /// It does not compile: no mutant.
    Stillborn,
    Survived,
}

/// Runs one check of this file in a process of its own, on the Verilog of a file.
fn check(name: &str, rtl: &Path, cache: &Path, deadline: Duration) -> Result<(), &'static str> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "one_check", "--ignored", "--test-threads=1"])
        .env("SPIKELM_CHECK", name)
        .env("SPIKELM_RTL", rtl)
        .env("SPIKELM_CACHE", cache)
        .env("SPIKELM_SEEDS", "2")
        .env_remove("SPIKELM_SEED")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    loop {
        match child.try_wait().unwrap() {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err("red"),
            None if start.elapsed() > deadline => {
                child.kill().unwrap();
                child.wait().unwrap();
                return Err("deadline");
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Where a mutant and what is compiled of it lie.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mutant-{}", std::process::id()))
}

fn fate(mutant: &Mutant, verilog: &str) -> Fate {
    let folder = folder();
    // The last one's compiled models go with it.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let rtl = folder.join("mutant.v");
    std::fs::write(&rtl, mutant.apply(verilog)).unwrap();
    if let Err(how) = check("compiles", &rtl, &folder, COMPILATION) {
        assert_eq!(how, "red", "a machine too slow to compile a mutant");
        return Fate::Stillborn;
    }
    for (name, _) in checks::ALL {
        if let Err(how) = check(name, &rtl, &folder, DEADLINE) {
            return Fate::Killed(name, how);
        }
    }
    Fate::Survived
}

#[test]
#[ignore = "mutation campaign: minutes; run with --ignored"]
fn mutants_turn_a_test_red() {
    let verilog = spikelm_sim::verilog(&EngineConfig::SMALL).unwrap();
    let (seed, count) = (number("SPIKELM_SEED", 1), number("SPIKELM_MUTANTS", 10));
    let mut random = rng(seed, 0);
    let drawn = std::iter::repeat_with(|| draw(verilog, &mut random)).take(count as usize);
    let mutants: Vec<Mutant> = deliberate_bugs(verilog).into_iter().chain(drawn).collect();
    let mut tally: BTreeMap<&str, u32> = BTreeMap::new();
    let mut unexplained = Vec::new();
    for mutant in &mutants {
        let Mutant { kind, module, line, before, after } = mutant;
        let fate = fate(mutant, verilog);
        let known = KNOWN.contains(after.trim()) && KNOWN.contains(module.as_str());
        let word = match fate {
            Fate::Killed(name, how) => format!("killed by {name} ({how})"),
            Fate::Stillborn => "does not compile".to_owned(),
            Fate::Survived if known => "survived, explained".to_owned(),
            Fate::Survived => "SURVIVED".to_owned(),
        };
        println!(
            "{word}: {kind}, {module}, line {line}\n  - {}\n  + {}",
            before.trim(),
            after.trim()
        );
        *tally
            .entry(match fate {
                Fate::Killed(..) => "killed",
                Fate::Stillborn => "do not compile",
                Fate::Survived if known => "survived, explained",
                Fate::Survived => "survived",
            })
            .or_default() += 1;
        if matches!(fate, Fate::Survived) && !known {
            unexplained.push(mutant);
        }
    }
    let _ = std::fs::remove_dir_all(folder());
    println!("seed {seed}: {} mutants, {tally:?}", mutants.len());
    assert!(unexplained.is_empty(), "{unexplained:#?}");
}

#[test]
#[ignore = "one check of a mutant, started by the campaign"]
fn one_check() {
    let name = std::env::var("SPIKELM_CHECK").unwrap_or_default();
    if name == "compiles" {
        spikelm_sim::open_module(&spikelm_sim::SimOptions::new(EngineConfig::SMALL)).unwrap();
    }
    if let Some((_, check)) = checks::ALL.iter().find(|(n, _)| *n == name) {
        check();
    }
}

#[test]
fn mutants_change_one_line_and_repeat_by_seed() {
    let verilog = spikelm_sim::verilog(&EngineConfig::SMALL).unwrap();
    assert_eq!(deliberate_bugs(verilog).len(), 31);
    for seed in 0..50 {
        let mutant = draw(verilog, &mut rng(seed, 0));
        assert_eq!(mutant, draw(verilog, &mut rng(seed, 0)));
        let changed = mutant.apply(verilog);
        let differ = changed.lines().zip(verilog.lines()).filter(|(a, b)| a != b).count();
        assert_eq!((differ, changed.lines().count()), (1, verilog.lines().count()), "{mutant:?}");
    }
}
