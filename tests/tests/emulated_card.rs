//! The driver over emulated cards: the same integers, through several cards, faults and deaths.

use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use serde_json::Value;
use spikelm_engine::{Card, CardEngine, CardOptions, XdmaCard, XdmaOptions};
use spikelm_regs::{EngineConfig, register};
use spikelm_tests::emulator::Emulator;
use spikelm_tests::{command, dev_set, eval, run, sst2_tiny};

/// Sentences of the runs that are disturbed.
const FEW: &str = "40";

static FEW_ON_SOFT: LazyLock<Value> =
    LazyLock::new(|| eval(&sst2_tiny(), &dev_set(), &["--limit", FEW]));

fn open(path: &Path) -> Result<XdmaCard, spikelm_engine::CardError> {
    XdmaCard::open(path, XdmaOptions::default())
}

#[test]
fn a_card_is_held_by_one_process_and_computes() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let card = open(cards.path()).unwrap();
    let refused = open(&cards.node("xdma0")).err().unwrap().to_string();
    assert!(refused.contains(&format!("process {}", std::process::id())), "{refused}");
    assert_eq!(card.read_register(0).unwrap(), register::MAGIC_VALUE);
    let engine = CardEngine::open(Arc::new(card), CardOptions::default()).unwrap();
    assert_eq!(engine.config().lanes, EngineConfig::SMALL.lanes);
    drop(engine);
    let mapped = XdmaOptions { map_registers: true, ..XdmaOptions::default() };
    let card = XdmaCard::open(cards.path(), mapped).unwrap();
    assert_eq!(card.read_register(register::MAGIC.offset).unwrap(), register::MAGIC_VALUE);
}

#[test]
fn sentences_on_one_card_and_on_two_equal_the_software_engine() {
    let Some(cards) = Emulator::start(&["--cards", "2"]) else { return };
    let few = ["--limit", "200"];
    let soft = eval(&sst2_tiny(), &dev_set(), &few);
    let on = |card: &str| eval(&sst2_tiny(), &dev_set(), &[&few[..], &["--card", card]].concat());
    let (one, two) = (on(&cards.card("xdma0")), on(&format!("xdma:{}", cards.path().display())));
    for report in [&one, &two] {
        assert_eq!(report["logits_sha256"], soft["logits_sha256"]);
        assert_eq!(report["linear"]["additions"], soft["linear"]["additions"]);
        assert_eq!(report["attention"]["products"], soft["attention"]["products"]);
    }
    let additions = |card: &Value| card["additions"].as_f64().unwrap();
    let reports = two["cards"].as_array().unwrap();
    assert_eq!(reports.len(), 2, "{reports:?}");
    let all = additions(&one["cards"][0]);
    for card in reports {
        assert!((0.4..0.6).contains(&(additions(card) / all)), "{reports:?}");
        assert_eq!(card["recoveries"], 0);
    }
}

/// An eval that is under way on a card.
fn start_eval(card: &str) -> std::process::Child {
    let (model, data) = (sst2_tiny().display().to_string(), dev_set().display().to_string());
    let arguments =
        ["eval", "--json", "--model", &model, "--data", &data, "--limit", FEW, "--card", card];
    let mut command = command(&arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until a card has completed commands.
fn wait_for_work(cards: &Emulator) {
    let user = xdma_rs::Device::open(cards.path()).unwrap().user().unwrap();
    let limit = Instant::now() + Duration::from_secs(60);
    while user.read(register::COMPLETED.offset).unwrap() < 20 {
        assert!(Instant::now() < limit, "no command was completed");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_run_outlives_the_death_of_its_card() {
    let Some(mut cards) = Emulator::start(&[]) else { return };
    let run = start_eval(&cards.card("xdma0"));
    wait_for_work(&cards);
    cards.kill();
    std::thread::sleep(Duration::from_millis(300));
    cards.restart(&[]);
    let out = run.wait_with_output().unwrap();
    let log = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{log}");
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["logits_sha256"], FEW_ON_SOFT["logits_sha256"], "{log}");
    assert!(report["cards"][0]["recoveries"].as_u64() > Some(0), "{report:#}");
    assert!(log.contains("works again (open again, soft reset)"), "{log}");
}

#[test]
fn a_card_is_usable_after_the_death_of_its_user() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let card = cards.card("xdma0");
    let mut killed = start_eval(&card);
    wait_for_work(&cards);
    killed.kill().unwrap();
    killed.wait().unwrap();
    let next = eval(&sst2_tiny(), &dev_set(), &["--limit", FEW, "--card", &card]);
    assert_eq!(next["logits_sha256"], FEW_ON_SOFT["logits_sha256"]);
    assert_eq!(next["cards"][0]["recoveries"], 0);
}

#[test]
fn another_card_takes_over_from_one_that_stays_dead() {
    let Some(cards) = Emulator::start(&["--cards", "2"]) else { return };
    cards.inject("xdma1", r#"{"faults": [{"kind": "dead_card", "at": [9], "lasts": 4000000}]}"#);
    let all = format!("xdma:{}", cards.path().display());
    let report = eval(&sst2_tiny(), &dev_set(), &["--limit", FEW, "--card", &all]);
    assert_eq!(report["logits_sha256"], FEW_ON_SOFT["logits_sha256"]);
    let [first, second] = &report["cards"].as_array().unwrap()[..] else { panic!("two cards") };
    assert!(first["lost"].is_null(), "{first}");
    let lost = second["lost"].as_str().unwrap();
    assert!(lost.contains("EIO") && lost.contains("open again"), "{lost}");
}

#[test]
fn a_card_of_another_interface_is_refused() {
    let Some(mut cards) = Emulator::start(&[]) else { return };
    let directory = tempfile::tempdir().unwrap();
    let rtl = spikelm_tests::other_interface(directory.path());
    cards.restart(&[("SPIKELM_RTL", &rtl.display().to_string())]);
    let own = format!("{:#010x}", register::regmap_hash());
    let card = cards.card("xdma0");
    let model = sst2_tiny().display().to_string();
    run(&["classify", "--model", &model, "--card", &card, "text"])
        .failed(1, &["REGMAP_HASH is 0x0badcafe", &own, "load the bitstream"]);
}

#[test]
fn the_holder_of_a_card_is_named() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let _held = open(&cards.node("xdma0")).unwrap();
    let model = sst2_tiny().display().to_string();
    let card = cards.card("xdma0");
    let me = format!("process {}", std::process::id());
    run(&["classify", "--model", &model, "--card", &card, "text"]).failed(1, &["is held by", &me]);
}
