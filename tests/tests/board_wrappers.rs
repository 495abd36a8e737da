//! Wrappers of boards in simulation: what a board's bitstream is made from, the vendor's parts
//! replaced by stand-ins, driven as the driver drives a card.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_bitstreams::{Manifest, board};
use spikelm_engine::{
    Card, CardEngine, CardError, CardOptions, MatrixEngine, Operand, Product, ProductKind,
    SerialCard, SerialOptions, SoftEngine, SoftOptions, SpikeRows, Weights,
};
use spikelm_hdl::card::{BENCH, BOARDS, bench, source_text};
use spikelm_model::{BertConfig, Precision, SpikeBert, Tokenizer};
use spikelm_regs::{EngineConfig, MEMORY_BASE, register};
use spikelm_sim::SimCard;
use spikelm_sim::axi::Master;
use spikelm_sim::serial::SerialBoard;
use spikelm_sim::stream::with_seeds;
use spikelm_sim::verilated::{Design, FreeClock, Library, Module};
use spikelm_tests::{run, sst2_tiny};

const TEXT: &str = "a stunning lyrical work";

/// What a board's bitstream is made from, and its bench.
fn text(manifest: &Manifest) -> String {
    source_text(manifest).unwrap() + &bench(manifest).unwrap()
}

fn library(manifest: &Manifest) -> Library {
    Design::new(BENCH, text(manifest)).build().unwrap()
}

fn set(module: &mut Module, name: &str, value: u64) {
    let port = module.port(name).unwrap();
    module.set(port, value);
}

/// A bench whose engine and management clocks run at rates of their own beside the PCIe clock.
fn running(library: &Library, random: &mut SmallRng) -> Module {
    let mut module = library.module().unwrap();
    for (clock, rates) in [("engine_clock", 0.5..2.0), ("management_clock", 0.1..0.4)] {
        let port = module.port(clock).unwrap();
        let ratio = random.random_range(rates);
        module.free_clock(port, FreeClock::new(ratio, 0.3, random.random()));
    }
    set(&mut module, "irq_delay", random.random_range(1..16));
    module
}

/// Resets of both sides, in any order and at any time; all are gone at the end.
fn resets(module: &mut Module, random: &mut SmallRng) {
    for _ in 0..random.random_range(2..12) {
        let name = ["resetn", "clocks_good"][random.random_range(0..2)];
        set(module, name, u64::from(random.random_bool(0.5)));
        for _ in 0..random.random_range(1..60) {
            module.step();
        }
    }
    let last = random.random_range(0..2);
    for name in [["resetn", "clocks_good"][last], ["clocks_good", "resetn"][last]] {
        set(module, name, 1);
        for _ in 0..random.random_range(1..40) {
            module.step();
        }
    }
}

fn logits(engine: Arc<dyn MatrixEngine>) -> Vec<u32> {
    let config = BertConfig::load(&sst2_tiny()).unwrap();
    let tokenizer = Tokenizer::load(&sst2_tiny(), &config).unwrap();
    let model = SpikeBert::load(&sst2_tiny(), Precision::Int8, Some(engine)).unwrap();
    let logits = model.logits(&[tokenizer.encode(TEXT).unwrap().ids]).unwrap();
    logits[0].iter().map(|l| l.to_bits()).collect()
}

/// A manifest's configuration as the registers tell it, which do not hold its name.
fn read_back(manifest: &Manifest) -> EngineConfig {
    EngineConfig { name: "card", ..manifest.config() }
}

fn software() -> SoftEngine {
    SoftEngine::new(SoftOptions::default())
}

fn products(random: &mut SmallRng) -> Vec<Product> {
    (0..3)
        .map(|_| {
            let (inputs, columns) = (random.random_range(1..150), random.random_range(1..90));
            let values = (0..inputs * columns).map(|_| random.random_range(-127..=127)).collect();
            let mut rows = SpikeRows::zeros(inputs, 12, 2);
            for r in 0..12 {
                (0..inputs).for_each(|k| rows.set(r, k, random.random_range(-1..=1)));
            }
            let weights = Operand::Transient(Arc::new(Weights { inputs, columns, values }));
            Product { kind: ProductKind::Attention, weights, rows: Arc::new(rows) }
        })
        .collect()
}

/// A whole sentence, and every integer of random products, through the wrapper of a card.
fn sentence(name: &str, config: EngineConfig) {
    let mut manifest = board(name).unwrap();
    manifest.engine.config = config.name.into();
    let library = library(&manifest);
    with_seeds(|seed| {
        let mut random = SmallRng::seed_from_u64(seed);
        let mut module = running(&library, &mut random);
        resets(&mut module, &mut random);
        let card = Arc::new(SimCard::around(module, name, None).unwrap());
        let engine = Arc::new(CardEngine::open(card.clone(), CardOptions::default()).unwrap());
        assert_eq!(*engine.config(), read_back(&manifest));
        let products = products(&mut random);
        let expected = software().multiply(products.clone()).unwrap();
        assert_eq!(engine.multiply(products).unwrap(), expected, "{name}, seed {seed}");
        assert_eq!(logits(engine), logits(Arc::new(software())), "{name}, seed {seed}");
        // Memory beyond the chip, which is not there yet.
        let answer = card.read_memory(MEMORY_BASE, 64);
        assert!(matches!(answer, Err(CardError::Bus { address: MEMORY_BASE, .. })), "{answer:?}");
        println!("{name}: {} cycles of the PCIe clock", card.cycles());
    });
}

fn own(name: &str) -> EngineConfig {
    board(name).unwrap().config()
}

#[test]
fn a_sentence_through_the_u50() {
    sentence("alveo-u50", own("alveo-u50"));
}

#[test]
fn a_sentence_through_the_nitefury() {
    sentence("nitefury", own("nitefury"));
}

// Their wrappers are instances of an engine with a bus of 512 bits, as that of the U50, and know
// no other size of it: `eight` is compiled in a fraction of the time.

#[test]
fn a_sentence_through_the_u55c() {
    sentence("alveo-u55c", EngineConfig::EIGHT);
}

#[test]
fn a_sentence_through_the_u250() {
    sentence("alveo-u250", EngineConfig::EIGHT);
}

#[test]
#[ignore = "the engine of the U50 again, minutes of compiling: `make boards` runs it"]
fn a_sentence_through_the_u55c_and_the_u250_as_shipped() {
    for name in ["alveo-u55c", "alveo-u250"] {
        sentence(name, own(name));
    }
}

/// A register access of the host; the value, and whether it came without an error.
fn access(master: &mut Master, address: u32, write: Option<u32>) -> (u32, bool) {
    let limit = master.module().cycles() + 100_000;
    let answered = |master: &mut Master| {
        while master.register_busy() {
            master.cycle(|_, _| {}).unwrap();
            assert!(master.module().cycles() < limit, "no answer");
        }
    };
    if let Some(value) = write {
        master.start_register_write(address, value);
        answered(master);
        master.register_written();
    }
    master.start_register_read(address);
    answered(master);
    let (value, error) = master.register_read().unwrap();
    (value, error.is_none())
}

/// Accesses to the register BAR that are not the engine's: board management in its window, and an
/// error beside the windows; pins that lead from one end of the wrapper to the other; resets that
/// reach the engine.
#[test]
fn windows_pins_and_resets() {
    for name in ["alveo-u50", "nitefury"] {
        let manifest = board(name).unwrap();
        let managed = manifest.management.is_some();
        let library = library(&manifest);
        let mut random = SmallRng::seed_from_u64(3);
        let mut module = running(&library, &mut random);
        set(&mut module, "clocks_good", 1);
        for pattern in [0, 5, 10, 15] {
            set(&mut module, "rx", pattern);
            set(&mut module, "uart_rx", pattern & 1);
            module.step();
            module.settle();
            let get = |port: &str| module.get(module.port(port).unwrap());
            assert_eq!((get("tx"), get("uart_tx"), get("low")), (pattern, pattern & 1, 0));
        }
        let mut master = Master::new(module).unwrap();
        let host = &mut master;
        assert_eq!(access(host, 0, None), (0x4C4B_5053, true), "MAGIC");
        let expected = |value, there| if there { (value, true) } else { (0, false) };
        let word = expected(0xDEAD_BEEF, managed);
        assert_eq!(access(host, 0x4_0008, Some(0xDEAD_BEEF)), word);
        assert_eq!(access(host, 0x6_8004, None), expected(0x2_8004, managed));
        assert_eq!(access(host, 0x2_0000, None), (0, false), "between the windows");
        for pin in ["clocks_good", "resetn", "clocks_good"] {
            let value = random.random_range(1..u32::MAX);
            assert_eq!(access(host, register::SCRATCH.offset, Some(value)), (value, true));
            for level in [0, 1] {
                set(host.module_mut(), pin, level);
                (0..random.random_range(40..100)).for_each(|_| host.module_mut().step());
            }
            let left = access(host, register::SCRATCH.offset, None);
            assert_eq!(left, (0, true), "{name}: {pin} does not reset the engine");
        }
    }
}

/// The board with a serial line: the driver at one end of a pseudo-terminal, the wrapper at the
/// other, whose line is bits of the divider's length.
#[test]
fn a_sentence_over_a_serial_line() {
    let manifest = board("ecp5-evn").unwrap();
    let serial = manifest.serial.unwrap();
    let divider = manifest.engine.mhz * 1_000_000 / serial.baud;
    let shipped = text(&manifest);
    let constant = format!(".divider(16'h{divider:x})");
    assert!(shipped.contains(&constant), "{constant}");
    let start = |text: String, divider: u32| {
        let mut module = Design::new(BENCH, text).build().unwrap().module().unwrap();
        for level in [0, 1] {
            set(&mut module, "rx", 1);
            set(&mut module, "resetn", level);
            (0..40).for_each(|_| module.step());
        }
        SerialBoard::start(module, divider).unwrap()
    };
    let open = |board: &SerialBoard| {
        let patience = Duration::from_secs(20);
        let options = SerialOptions { patience, ..SerialOptions::default() };
        let card = SerialCard::open(board.path(), options).unwrap();
        CardEngine::open(Arc::new(card), CardOptions::default()).unwrap()
    };
    // As it is shipped: the driver finds the engine.
    let at_speed = start(shipped.clone(), divider);
    assert_eq!(*open(&at_speed).config(), read_back(&manifest));
    // Ten times as many bits a clock, so that a sentence takes seconds: nothing else differs.
    let board = start(shipped.replace(&constant, ".divider(16'h4)"), 4);
    let mut random = SmallRng::seed_from_u64(4);
    let products = products(&mut random);
    let expected = software().multiply(products.clone()).unwrap();
    assert_eq!(open(&board).multiply(products).unwrap(), expected);
    // The command line; at a low rate it is patient, and a pseudo-terminal knows no rate.
    let card = format!("serial:{}@9600", board.path().display());
    let model = sst2_tiny().display().to_string();
    let line = ["classify", "--json", "--model", &model, "--check", "--card", &card, TEXT];
    let answer = run(&line).succeeded();
    let label = &answer.json_lines()[0]["label"];
    let soft = run(&["classify", "--json", "--model", &model, TEXT]).succeeded();
    assert_eq!((label.as_str(), label), (Some("positive"), &soft.json_lines()[0]["label"]));
}

/// Folders hold what their manifests say, and a sentence goes through each board above.
#[test]
fn every_board_has_its_files_and_its_test() {
    for name in spikelm_bitstreams::boards() {
        let manifest = board(name).unwrap();
        assert_eq!(manifest.board, name);
        let tested = ["sentence", "board"].map(|call| format!("{call}(\"{name}\""));
        let this = include_str!("board_wrappers.rs");
        assert!(tested.iter().any(|call| this.contains(call)), "{name} is not simulated");
        let here = Path::new(BOARDS).join(name);
        let files: &[&str] = match manifest.serial {
            Some(_) => &["wrapper.v", "pins.lpf"],
            None => &["wrapper.v", "build.tcl", "pins.xdc"],
        };
        for file in files {
            assert!(here.join(file).is_file(), "{name}: no {file}");
        }
    }
}
