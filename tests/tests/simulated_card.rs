//! The simulated card: every integer from the compiled RTL, through the driver that opens a card.

use std::path::Path;

use serde_json::Value;
use spikelm_model::testing::RandomCheckpoint;
use spikelm_tests::{command, dev_set, eval, finish, folder, number, run, shared, sst2_tiny};

const MODEL: &str = "models/sst2-tiny";
const TEXT: &str = "a stunning lyrical work of considerable force and truth .";

/// `cycles` is the sum of its parts, and so is `busy_cycles`, to the cycle.
fn assert_cycles_add_up(report: &Value) {
    let mut parts = 0.0;
    for kind in ["linear", "attention"] {
        let busy = number(report, &format!("{kind}/busy_cycles"));
        let stalls: f64 = ["fetch", "drain", "empty", "edge"]
            .iter()
            .map(|cause| number(report, &format!("{kind}/stalls/{cause}")))
            .sum();
        assert_eq!(number(report, &format!("{kind}/event_cycles")) + stalls, busy, "{kind}");
        parts += busy;
    }
    for part in ["load_cycles", "command_cycles", "idle_cycles"] {
        parts += number(report, part);
    }
    assert_eq!(parts, number(report, "cycles"));
}

/// Everything but the time it took.
fn timeless(mut report: Value) -> Value {
    report["seconds"] = Value::Null;
    report
}

/// Everything that both count, of runs with as many sentences in flight: a linear product is of all of
/// them.
fn assert_equals_software(report: &Value, card: &str) {
    let in_flight = report["in_flight"].to_string();
    let soft = eval(&sst2_tiny(), &dev_set(), &["--in-flight", &in_flight]);
    assert_eq!(report["card"], card);
    assert_eq!(report["logits_sha256"], soft["logits_sha256"]);
    assert_eq!(report["accuracy"], soft["accuracy"]);
    for kind in ["linear", "attention"] {
        for count in ["products", "dense_additions", "direct_additions", "additions"] {
            assert_eq!(report[kind][count], soft[kind][count], "{kind} {count}");
        }
    }
}

#[test]
fn the_dev_set_on_the_small_engine() {
    let report = eval(&sst2_tiny(), &dev_set(), &["--card", "sim", "--in-flight", "32"]);
    assert_equals_software(&report, "sim:small");
    assert_cycles_add_up(&report);
    let waste = number(&report, "linear/busy_cycles") / number(&report, "linear/ideal_cycles");
    println!("busy over ideal {waste}");
    assert!((1.0..=1.10).contains(&waste), "busy over ideal {waste}");
    assert_eq!(number(&report, "linear/lane_use"), 1.0, "all sizes are multiples of 64 lanes");
}

#[test]
fn the_dev_set_on_the_wide_engine() {
    let report = eval(&sst2_tiny(), &dev_set(), &["--card", "sim:wide"]);
    assert_equals_software(&report, "sim:wide");
    assert_cycles_add_up(&report);
}

/// README's table of the demo is what the demo prints; it cuts long texts.
#[test]
fn the_demo_prints_what_readme_shows() {
    let readme = std::fs::read_to_string(folder().join("../README.md")).unwrap();
    let shown: Vec<&str> = readme
        .lines()
        .skip_while(|line| !line.starts_with("label "))
        .take_while(|line| *line != "```")
        .collect();
    let sentences = std::fs::read_to_string(dev_set()).unwrap();
    let texts = sentences.lines().skip(1).take(8).map(|line| line.split('\t').nth(1).unwrap());
    let mut arguments = vec!["classify", "--model", MODEL, "--card", "sim", "--check"];
    arguments.extend(texts);
    let run = run(&arguments).succeeded();
    let printed: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(shown.len(), 10, "a header, eight sentences, what --check says");
    assert_eq!(printed.len(), shown.len());
    for (shown, printed) in shown.iter().zip(printed) {
        let start = shown.strip_suffix("...").unwrap_or(shown);
        assert!(printed.starts_with(start), "README shows\n{shown}\nfor\n{printed}");
    }
}

#[test]
fn counts_repeat_for_any_number_of_threads() {
    let few = |threads| {
        let arguments = ["--card", "sim", "--limit", "40", "--threads", threads];
        timeless(eval(&sst2_tiny(), &dev_set(), &arguments))
    };
    let one = few("1");
    assert_eq!(one, few("2"));
    assert_eq!(one, few("2"));
}

#[test]
fn a_run_compares_itself_with_the_software_engine() {
    let arguments = ["classify", "--model", MODEL, "--card", "sim", "--check", TEXT, "dull ."];
    let people = run(&arguments).succeeded().stdout;
    // Two texts, two layers: query-key-value, output, up, down; 2 heads and 4 steps twice. The
    // context of a text of few tokens is cheaper in digits: one product for its 8 heads and steps.
    let products = 2 * 2 * (4 + 2 * 8) - 2 * (8 - 1);
    let expected = format!(
        "the software engine returned the same integers for every product: {products} products"
    );
    assert!(people.lines().any(|line| line == expected), "{people}");

    let answers = run(&[&arguments[..], &["--json"]].concat()).succeeded().json_lines();
    assert_eq!(answers.len(), 3);
    assert!(answers[0]["cycles"].as_u64().is_some_and(|cycles| cycles > 0));
    assert_eq!(
        (&answers[2]["compared_products"], &answers[2]["equal"]),
        (&products.into(), &true.into())
    );
}

#[test]
fn a_flipped_adder_changes_the_hash() {
    let generated = folder().join("../hdl/generated/small.v");
    let sound = std::fs::read_to_string(generated).unwrap();
    let (adder, flipped) = ("acc15 <= acc15 + ", "acc15 <= acc15 - ");
    assert_eq!(sound.matches(adder).count(), 1, "one module holds the lanes of a group");
    let directory = tempfile::tempdir().unwrap();
    let mutant = directory.path().join("mutant.v");
    std::fs::write(&mutant, sound.replace(adder, flipped)).unwrap();

    let mutated = |arguments: &[&str]| {
        let mut command = command(arguments);
        command.env("SPIKELM_RTL", &mutant);
        finish(command, "")
    };
    let data = dev_set().display().to_string();
    let arguments =
        ["eval", "--json", "--model", MODEL, "--data", &data, "--limit", "4", "--card", "sim"];
    let wrong = mutated(&arguments).succeeded().json();
    let right = run(&arguments).succeeded().json();
    assert_ne!(wrong["logits_sha256"], right["logits_sha256"]);
    mutated(&["classify", "--model", MODEL, "--card", "sim", "--check", TEXT])
        .failed(1, &["product", "row", "column 15", "sim:small returned", "soft returned"]);
}

#[test]
fn without_verilator_the_package_is_named() {
    let cache = tempfile::tempdir().unwrap();
    let mut missing = command(&["classify", "--model", MODEL, "--card", "sim", "text"]);
    missing
        .env("SPIKELM_CACHE", cache.path())
        .env("VERILATOR", "/nonexistent/verilator")
        .env_remove("VERILATOR_ROOT");
    finish(missing, "").failed(1, &["verilator", "install the Debian package"]);
}

#[test]
fn a_cache_that_cannot_be_written_is_named() {
    let directory = tempfile::tempdir().unwrap();
    // Permissions do not stop root; a file in the place of the folder stops everyone.
    let file = directory.path().join("file");
    std::fs::write(&file, "").unwrap();
    let mut read_only = command(&["classify", "--model", MODEL, "--card", "sim", "text"]);
    read_only.env("SPIKELM_CACHE", file.join("cache"));
    finish(read_only, "").failed(1, &["file/cache", "SPIKELM_CACHE", "writable folder"]);
}

#[test]
fn waveforms_are_written() {
    let checkpoint = RandomCheckpoint::replayable(2);
    let directory = checkpoint.temporary().unwrap();
    let path = |name: &str| directory.path().join(name).display().to_string();
    let trace = path("run.fst");
    let model = directory.path().display().to_string();
    run(&["classify", "--model", &model, "--card", "sim", "--trace", &trace, "w1"]).succeeded();
    assert!(std::fs::metadata(Path::new(&trace)).unwrap().len() > 1000);
}

#[test]
fn a_larger_model_swaps_its_weights() {
    let Some(model) = shared("models/sst2-minilm") else { return };
    let few = ["--limit", "20"];
    let soft = eval(&model, &dev_set(), &few);
    let card = eval(&model, &dev_set(), &[&few[..], &["--card", "sim"]].concat());
    assert_eq!(card["logits_sha256"], soft["logits_sha256"]);
    assert_cycles_add_up(&card);
    assert!(number(&card, "load_cycles") > 0.0);
}
