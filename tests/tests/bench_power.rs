//! `spikelm bench power`: energy against scripted power, on an emulated card and in a made-up sysfs.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;
use spikelm_tests::emulator::Emulator;
use spikelm_tests::{Run, number, run, spikelm};
use tempfile::TempDir;

const COMMON: [&str; 10] = [
    "bench",
    "power",
    "--model",
    "models/sst2-tiny",
    "--json",
    "--warm-up",
    "0",
    "--idle",
    "0.5",
    "--file",
];

fn power(directory: &TempDir, arguments: &[&str]) -> Run {
    let texts = directory.path().join("texts");
    fs::write(&texts, "dull and far too long\na stunning lyrical work\n").unwrap();
    let texts = texts.display().to_string();
    run(&[&COMMON[..], &[&texts], arguments].concat())
}

fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64()
}

/// The first meter whose power goes into `boundary`.
fn meter<'a>(report: &'a Value, boundary: &str) -> &'a Value {
    let meters = report["meters"].as_array().unwrap();
    let found = meters.iter().find(|meter| meter["boundary"] == boundary);
    found.unwrap_or_else(|| panic!("no {boundary} in {report:#}"))
}

/// Joules of a power that was set at moments, from one moment to another.
fn integral(script: &[(f64, f64)], from: f64, to: f64) -> f64 {
    let ends = script.iter().skip(1).map(|(at, _)| *at).chain([f64::INFINITY]);
    let steps = script.iter().zip(ends);
    steps.map(|(&(at, watts), end)| watts * (end.min(to) - at.max(from)).max(0.0)).sum()
}

/// Runs queries while the current of the emulated card's 12 V input follows a script of
/// milliamperes, a step each `every`; returns the report, and the power in watts with its times.
fn scripted(script: &[u32], every: Duration) -> Option<(Value, Vec<(f64, f64)>)> {
    let card = Emulator::start(&[])?;
    let directory = tempfile::tempdir().unwrap();
    let sensors = card.node("xdma0.sensors");
    // 12 V make the arithmetic easy; the other inputs carry nothing.
    let rest = r#"{"12v_pex": 12000, "12v_aux_current": 0, "12v_pex_current": 0}"#;
    fs::write(&sensors, rest).unwrap();
    let stop = AtomicBool::new(false);
    let (report, power) = thread::scope(|scope| {
        let follow = scope.spawn(|| {
            let mut power = Vec::new();
            for milliamperes in script.iter().cycle() {
                if stop.load(Ordering::Acquire) {
                    break;
                }
                let before = now();
                fs::write(&sensors, format!(r#"{{"12v_pex_current": {milliamperes}}}"#)).unwrap();
                power.push(((before + now()) / 2.0, 0.012 * f64::from(*milliamperes)));
                thread::sleep(every);
            }
            power
        });
        let arguments = ["--card", &card.card("xdma0"), "--source", "cms", "--seconds", "2"];
        let report = power(&directory, &[&arguments[..], &["--hz", "200"]].concat());
        stop.store(true, Ordering::Release);
        (report, follow.join().unwrap())
    });
    Some((report.succeeded().json(), power))
}

/// The energy of the run is the script's integral, to a hundredth and what an edge of `step` watts
/// between two samples can hide.
fn agrees(report: &Value, script: &[(f64, f64)], step: f64) {
    let input = meter(report, "card_input");
    assert_eq!((&input["how"], &input["refused"]), (&"emulated".into(), &Value::Null));
    let zero = number(report, "started_unix_seconds");
    let [from, to] = ["run_ns/0", "run_ns/1"].map(|at| zero + number(report, at) / 1e9);
    let exact = integral(script, from, to);
    let edges = script.iter().filter(|(at, _)| (from..to).contains(at)).count() as f64;
    let hidden = edges * step * 0.5 * number(input, "longest_gap_seconds").min(0.1);
    let joules = number(input, "joules");
    assert!((joules - exact).abs() < 0.01 * exact + hidden, "{joules} J, not {exact}");
    let queries = number(report, "queries");
    assert!((number(input, "joules_per_sentence") * queries - joules).abs() < 1e-9 * joules);
    assert!(number(input, "samples") >= 20.0 && number(input, "samples_per_second") > 1.0);
}

#[test]
fn constant_power_on_an_emulated_card() {
    let Some((report, _)) = scripted(&[2000], Duration::from_millis(50)) else { return };
    let input = meter(&report, "card_input");
    let [start, end] = ["run_ns/0", "run_ns/1"].map(|at| number(&report, at));
    let exact = 24.0 * (end - start) / 1e9;
    assert!((number(input, "joules") / exact - 1.0).abs() < 0.01, "{input:#}, not {exact}");
    // VCCINT keeps what it has from the start: 0.85 V and 6 A.
    let rail = meter(&report, "rail");
    assert!((number(rail, "watts") - 5.1).abs() < 0.051, "{rail:#}");
    assert!((number(input, "idle_watts") - 24.0).abs() < 0.24);
}

#[test]
fn a_square_wave_on_an_emulated_card() {
    let Some((report, power)) = scripted(&[3000, 1000], Duration::from_millis(400)) else { return };
    agrees(&report, &power, 24.0);
}

#[test]
fn drifting_power_on_an_emulated_card() {
    let ramp: Vec<u32> = (0..500).map(|i| 1000 + 4 * i).collect();
    let Some((report, power)) = scripted(&ramp, Duration::from_millis(10)) else { return };
    agrees(&report, &power, 0.048);
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Microjoules after which the counter of a made-up package begins again.
const RANGE: u64 = 1_000_000_000;

/// A sysfs with one package, whose counter stands still.
fn sysfs() -> TempDir {
    let sysfs = tempfile::tempdir().unwrap();
    let zone = sysfs.path().join("class/powercap/intel-rapl:0");
    write(&zone.join("name"), "package-0\n");
    write(&zone.join("max_energy_range_uj"), &RANGE.to_string());
    write(&zone.join("energy_uj"), "17\n");
    sysfs
}

#[test]
fn a_counter_that_begins_again_while_it_is_read() {
    spikelm();
    let (directory, sysfs) = (tempfile::tempdir().unwrap(), sysfs());
    let counter = sysfs.path().join("class/powercap/intel-rapl:0/energy_uj");
    let (path, stop) = (sysfs.path().display().to_string(), AtomicBool::new(false));
    let report = thread::scope(|scope| {
        scope.spawn(|| {
            // 90 J each time: a few times round while it is read.
            let mut energy = 17;
            while !stop.load(Ordering::Acquire) {
                thread::sleep(Duration::from_millis(20));
                energy = (energy + 90_000_000) % RANGE;
                // A file that is replaced is never seen half written.
                let next = counter.with_extension("next");
                fs::write(&next, energy.to_string()).unwrap();
                fs::rename(&next, &counter).unwrap();
            }
        });
        let samples = directory.path().join("samples");
        let samples = samples.display().to_string();
        let arguments = ["--sysfs", &path, "--seconds", "1", "--hz", "200"];
        let report = power(&directory, &[&arguments[..], &["--samples", &samples]].concat());
        stop.store(true, Ordering::Release);
        report
    });
    let report = report.succeeded().json();
    let package = meter(&report, "host_package");
    assert_eq!((&package["how"], &package["quantity"]), (&"measured".into(), &"joules".into()));
    // The energy is that between the samples at both ends, which never fall.
    let samples = fs::read_to_string(directory.path().join("samples")).unwrap();
    let samples: Vec<(f64, f64)> = samples
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|s| (number(&s, "at_ns"), number(&s, "value")))
        .collect();
    assert!(samples.windows(2).all(|w| w[0].1 <= w[1].1 && w[0].0 < w[1].0));
    let near = |ns: f64| {
        let after = samples.iter().position(|s| s.0 >= ns).unwrap();
        (samples[after - 1].1, samples[after].1)
    };
    let [start, end] = ["run_ns/0", "run_ns/1"].map(|at| near(number(&report, at)));
    let joules = number(package, "joules");
    assert!((end.0 - start.1..=end.1 - start.0).contains(&joules), "{joules}: {start:?} {end:?}");
    assert!(joules > 0.0 && samples.last().unwrap().1 > RANGE as f64 / 1e6, "it went round");
}

#[test]
fn a_sensor_that_stops_answering_has_no_energy() {
    let (directory, sysfs) = (tempfile::tempdir().unwrap(), sysfs());
    spikelm();
    let zone = sysfs.path().join("class/powercap/intel-rapl:0");
    let path = sysfs.path().display().to_string();
    let report = thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(400));
            fs::remove_file(zone.join("energy_uj")).unwrap();
        });
        power(&directory, &["--sysfs", &path, "--seconds", "1", "--hz", "100"])
    });
    assert!(report.stdout.contains("it stopped answering after"), "{report:?}");
    let figures: Value = serde_json::from_str(&report.stdout).unwrap();
    let package = meter(&figures, "host_package");
    for figure in ["joules", "watts", "joules_per_sentence", "joules_per_token"] {
        assert_eq!(package[figure], Value::Null, "{figure}");
    }
    report.failed(1, &["no meter gave the energy"]);
}

#[test]
fn a_meter_outside_and_runs_that_are_too_short() {
    // Built before the meter writes.
    spikelm();
    let directory = tempfile::tempdir().unwrap();
    let empty = directory.path().join("sys").display().to_string();
    let file = directory.path().join("wall.csv");
    // Two minutes around now, 50 W, ten readings a second by a clock that is 7 s behind.
    let start = now() - 7.0;
    let lines = (0..1200).map(|i| format!("{:.3},50\n", start - 20.0 + 0.1 * f64::from(i)));
    fs::write(&file, format!("time,watts\n{}", lines.collect::<String>())).unwrap();
    let meter_file = file.display().to_string();
    let arguments = ["--sysfs", &empty, "--meter", &meter_file, "--meter-offset", "7"];
    let with = |more: &[&str]| power(&directory, &[&arguments[..], more].concat());
    let report = with(&["--seconds", "4", "--meter-wait", "0"]).succeeded().json();
    let wall = meter(&report, "wall");
    assert!((number(wall, "watts") - 50.0).abs() < 0.5, "{wall:#}");
    assert!((number(wall, "samples_per_second") - 10.0).abs() < 1.0, "{wall:#}");
    let short = with(&["--seconds", "0.2", "--meter-wait", "0"]);
    assert!(short.stdout.contains("20 are needed"), "{short:?}");
    short.failed(1, &["no meter gave the energy"]);
    fs::write(&file, "1,2\nthree,4\n").unwrap();
    with(&["--seconds", "0.2", "--meter-wait", "0"]).failed(1, &["line 2", "seconds,watts"]);
    power(&directory, &["--sysfs", &empty]).failed(1, &["no meter", "--meter FILE"]);
    power(&directory, &["--sysfs", &empty, "--seconds", "0"]).failed(2, &["--seconds"]);
}
