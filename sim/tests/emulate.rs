//! The emulated card through its nodes: as a driver and as other programs use it.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_engine::{
    Card, CardEngine, CardOptions, MatrixEngine, Operand, Product, ProductKind, SoftEngine,
    SoftOptions, SpikeRows, Weights, XdmaCard,
};
use spikelm_regs::{EngineConfig, register};
use spikelm_sim::SimOptions;
use spikelm_sim::emulate::{Emulator, Options, serve, unavailable};
use tempfile::TempDir;
use xdma_rs::{Buffer, Device, Direction, number};

const MEMORY: u64 = 1 << 36;
const ETIMEDOUT: i32 = 110;
const EPROTO: i32 = 71;
const EINVAL: i32 = 22;
const EIO: i32 = 5;
const EBUSY: i32 = 16;

/// A directory with emulated cards.
struct Cards {
    // Dropped first: it unmounts the directory.
    _emulator: Emulator,
    directory: TempDir,
}

impl Cards {
    fn path(&self) -> &Path {
        self.directory.path()
    }

    fn node(&self, name: &str) -> String {
        self.path().join(name).display().to_string()
    }

    fn open(&self, name: &str) -> File {
        File::options().read(true).write(true).open(self.path().join(name)).unwrap()
    }
}

/// Serves `cards` small cards, or says why not.
fn cards(cards: usize, options: &Options) -> Option<Cards> {
    if let Some(reason) = unavailable() {
        eprintln!("skipped: {reason}");
        return None;
    }
    let directory = tempfile::tempdir().unwrap();
    let sims = vec![SimOptions::new(EngineConfig::SMALL); cards];
    let emulator = serve(directory.path(), sims, options).unwrap();
    Some(Cards { _emulator: emulator, directory })
}

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i * 31 % 251) as u8).collect()
}

fn errno<T: std::fmt::Debug>(result: std::io::Result<T>) -> i32 {
    result.unwrap_err().raw_os_error().unwrap()
}

#[test]
#[ignore = "serves FUSE from the test's own process, where a hang outlives a kill; run with --ignored"]
fn nodes_move_bytes_as_the_driver_does() {
    let Some(cards) = cards(1, &Options::default()) else { return };
    let device = Device::open(cards.path()).unwrap();
    assert_eq!(device.name(), "xdma0");
    assert_eq!(device.event_numbers, (0..16).collect::<Vec<_>>());
    let (h2c, c2h) = (device.h2c(0).unwrap(), device.c2h(0).unwrap());
    for (address, length) in [(0, 1), (3, 16381), (MEMORY, 8 << 20), (MEMORY + 4095, 70_001)] {
        let mut out = Buffer::new(length).unwrap();
        out.as_mut_slice().copy_from_slice(&pattern(length));
        h2c.write_at(&out, address).unwrap();
        let mut back = Buffer::new(length).unwrap();
        c2h.read_at(&mut back, address).unwrap();
        assert!(back.as_slice() == out.as_slice(), "{length} bytes at {address:#x}");
    }
    let control = device.control().unwrap();
    assert!(!control.status(Direction::H2c, 0).unwrap().failed());

    // The wrong direction, an address that is not there, a card that is offline.
    let (to, from) = (cards.open("xdma0_h2c_0"), cards.open("xdma0_c2h_0"));
    assert_eq!(errno(to.read_at(&mut [0; 4], 0)), EINVAL);
    assert_eq!(errno(from.write_at(&[0; 4], 0)), EINVAL);
    assert_eq!(errno(from.read_at(&mut [0; 64], 1 << 62)), EIO);
    let status = control.take_status(Direction::C2h, 0).unwrap();
    assert_eq!(status.errors().0, 1, "{status}");
    control.offline().unwrap();
    assert_eq!(errno(to.write_at(&[0; 4], 0)), EBUSY);
    control.online().unwrap();
    to.write_at(&[0; 4], 0).unwrap();

    assert_eq!(h2c.alignment().unwrap(), 1);
    assert_eq!(c2h.address_mode().unwrap(), xdma_rs::AddressMode::Incrementing);
    let info = control.info().unwrap();
    assert_eq!((info.id, info.driver_version), ((0x10EE, 0x903F), 2_020_202));
    assert_ne!(number::INFO, 0);
}

#[test]
#[ignore = "serves FUSE from the test's own process, where a hang outlives a kill; run with --ignored"]
fn registers_move_four_bytes() {
    let Some(cards) = cards(1, &Options::default()) else { return };
    let device = Device::open(cards.path()).unwrap();
    let user = device.user().unwrap();
    assert_eq!(user.read(0).unwrap(), register::MAGIC_VALUE);
    user.write(register::SCRATCH.offset, 0x1234_5678).unwrap();
    assert_eq!(user.read(register::SCRATCH.offset).unwrap(), 0x1234_5678);

    let file = cards.open("xdma0_user");
    let mut many = [0xEE; 64];
    assert_eq!(file.read_at(&mut many, 0x10).unwrap(), 4);
    assert_eq!(many[..5], [0x78, 0x56, 0x34, 0x12, 0xEE]);
    assert_eq!(file.write_at(&[1; 4096], 0x10).unwrap(), 4);
    assert_eq!(user.read(0x10).unwrap(), 0x0101_0101);
    for offset in [1, 2, 0x13] {
        assert_eq!(errno(file.read_at(&mut [0; 4], offset)), EPROTO);
        assert_eq!(errno(file.write_at(&[0; 4], offset)), EPROTO);
    }
    // Card management, as its documentation has it.
    assert_eq!(user.read(0x4_0000 + 0x2_8000).unwrap(), 0x7473_6574);
    std::fs::write(cards.path().join("xdma0.sensors"), r#"{"fpga_temp": 91}"#).unwrap();
    assert_eq!(user.read(0x4_0000 + 0x2_8100).unwrap(), 91);
}

/// Names the directory to [`map_in_another_process`].
const MAPPED: &str = "SPIKELM_TEST_MAPPED";

#[test]
#[ignore = "serves FUSE from the test's own process, where a hang outlives a kill; run with --ignored"]
fn mapped_registers_are_good_for_one_access() {
    let Some(cards) = cards(1, &Options::default()) else { return };
    // A process must not touch pages that it serves itself: the fault holds what the server needs.
    let out = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "map_in_another_process", "--ignored"])
        .env(MAPPED, cards.path())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
    let user = Device::open(cards.path()).unwrap().user().unwrap();
    assert_eq!(user.read(register::SCRATCH.offset).unwrap(), 0xABCD);
}

#[test]
#[ignore = "runs in a process of its own"]
fn map_in_another_process() {
    let Some(directory) = std::env::var_os(MAPPED) else { return };
    let device = Device::open(directory).unwrap();
    let control = device.control().unwrap();
    let mapped = control.registers().map(0x1_0000).unwrap();
    assert_eq!(mapped.read(0).unwrap(), 0x1FC0_0006);
    assert_eq!(mapped.read(0x1000).unwrap(), 0x1FC1_0006);
    let stored = device.user().unwrap().map(4096).unwrap();
    assert_eq!(stored.read(0).unwrap(), register::MAGIC_VALUE);
    stored.write(register::SCRATCH.offset, 0xABCD).unwrap();
}

#[test]
#[ignore = "serves FUSE from the test's own process, where a hang outlives a kill; run with --ignored"]
fn events_are_counted_and_read_once() {
    let Some(cards) = cards(1, &Options::default()) else { return };
    let device = Device::open(cards.path()).unwrap();
    let events = device.events(0).unwrap();
    let started = Instant::now();
    assert_eq!(events.wait(Duration::from_millis(100)).unwrap(), None);
    assert!(started.elapsed() >= Duration::from_millis(100));
    assert_eq!(errno(cards.open("xdma0_events_0").read_at(&mut [0; 8], 0)), EPROTO);

    // An acknowledge that differs from COMPLETED raises the line.
    let user = device.user().unwrap();
    user.write(register::INTR_ENABLE.offset, register::INTR_DONE).unwrap();
    let waiter = std::thread::spawn(move || events.wait(Duration::from_secs(10)));
    std::thread::sleep(Duration::from_millis(50));
    user.write(register::INTR_ACK.offset, 1).unwrap();
    assert_eq!(waiter.join().unwrap().unwrap(), Some(1));
    let reader = cards.open("xdma0_events_0");
    let blocked = std::thread::spawn(move || {
        let mut count = [0; 4];
        reader.read_at(&mut count, 0).map(|_| u32::from_le_bytes(count))
    });
    std::thread::sleep(Duration::from_millis(50));
    user.write(register::INTR_ACK.offset, 0).unwrap();
    user.write(register::INTR_ACK.offset, 1).unwrap();
    assert_eq!(blocked.join().unwrap().unwrap(), 1);
}

#[test]
#[ignore = "serves FUSE from the test's own process, where a hang outlives a kill; run with --ignored"]
fn a_blocked_event_read_ends_with_a_signal() {
    let Some(cards) = cards(1, &Options::default()) else { return };
    let read = format!("if={}", cards.node("xdma0_events_3"));
    let mut dd =
        Command::new("dd").args([&read, "bs=4", "count=1", "of=/dev/null"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(200));
    assert!(dd.try_wait().unwrap().is_none(), "the read blocks");
    dd.kill().unwrap();
    dd.wait().unwrap();
}

#[test]
#[ignore = "serves FUSE from the test's own process, where a hang outlives a kill; run with --ignored"]
fn other_programs_use_the_nodes() {
    let Some(cards) = cards(1, &Options::default()) else { return };
    let bytes = pattern(6000);
    let input = cards.directory.path().with_extension("in");
    std::fs::write(&input, &bytes).unwrap();
    let dd = |arguments: &[String]| {
        let out = Command::new("dd").args(arguments).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    };
    let offset = MEMORY + 512;
    dd(&[
        format!("if={}", input.display()),
        format!("of={}", cards.node("xdma0_h2c_0")),
        "bs=8M".into(),
        format!("seek={offset}"),
        "oflag=seek_bytes".into(),
        "conv=notrunc".into(),
    ]);
    let back = dd(&[
        format!("if={}", cards.node("xdma0_c2h_0")),
        "bs=6000".into(),
        "count=1".into(),
        format!("skip={offset}"),
        "iflag=skip_bytes".into(),
    ]);
    std::fs::remove_file(&input).unwrap();
    assert!(back == bytes);

    let script = "import os, select, sys, errno\n\
        d = sys.argv[1]\n\
        h = os.open(d + '/xdma0_h2c_0', os.O_RDWR); c = os.open(d + '/xdma0_c2h_0', os.O_RDWR)\n\
        u = os.open(d + '/xdma0_user', os.O_RDWR); e = os.open(d + '/xdma0_events_0', os.O_RDWR)\n\
        data = bytes(range(256)) * 32768\n\
        assert os.pwrite(h, data, 1 << 36) == len(data)\n\
        assert os.pread(c, len(data), 1 << 36) == data\n\
        for n in (1, 2, 3, 7, 4097):\n    \
            assert os.pwrite(h, data[:n], 5) == n and os.pread(c, n, 5) == data[:n]\n\
        assert os.pread(u, 4, 0) == b'SPKL'\n\
        for f, a in ((os.pread, (u, 4, 2)), (os.pread, (e, 8, 0)), (os.pwrite, (u, b'1234', 1))):\n    \
            try: f(*a); sys.exit('no error')\n    \
            except OSError as x: assert x.errno == errno.EPROTO, x\n\
        try: os.lseek(c, -1, os.SEEK_SET); sys.exit('no error')\n\
        except OSError as x: assert x.errno == errno.EINVAL, x\n\
        p = select.poll(); p.register(e, select.POLLIN)\n\
        assert p.poll(50) == []\n";
    let run = || Command::new("python3").args(["-c", script]).arg(cards.path()).output();
    match run() {
        Err(e) => eprintln!("skipped: python3: {e}"),
        Ok(out) => assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr)),
    }
}

#[test]
#[ignore = "serves FUSE from the test's own process, where a hang outlives a kill; run with --ignored"]
fn a_card_is_held_by_one_process_and_computes() {
    let Some(cards) = cards(1, &Options::default()) else { return };
    let card = XdmaCard::open(cards.path()).unwrap();
    let refused = XdmaCard::open(&cards.path().join("xdma0")).err().unwrap().to_string();
    assert!(refused.contains(&format!("process {}", std::process::id())), "{refused}");
    assert_eq!(card.read_register(0).unwrap(), register::MAGIC_VALUE);
    let engine = CardEngine::open(Arc::new(card), CardOptions::default()).unwrap();
    assert_eq!(engine.config().lanes, EngineConfig::SMALL.lanes);
    drop(engine);
    XdmaCard::open(cards.path()).unwrap();
}

/// Products of random weights and rows, the same for the same seed.
fn products(seed: u64) -> Vec<Product> {
    let mut rng = SmallRng::seed_from_u64(seed);
    let product = |_| {
        let (inputs, columns) = (rng.random_range(1..200), rng.random_range(1..150));
        let values = (0..inputs * columns).map(|_| rng.random_range(-127..=127)).collect();
        let chain = rng.random_range(1..5);
        let mut rows = SpikeRows::zeros(inputs, chain * rng.random_range(1..20), chain);
        for row in 0..rows.rows {
            for k in 0..inputs {
                rows.set(row, k, rng.random_range(-1..=1));
            }
        }
        Product {
            kind: ProductKind::Attention,
            weights: Operand::Transient(Arc::new(Weights { inputs, columns, values })),
            rows: Arc::new(rows),
        }
    };
    (0..6).map(product).collect()
}

#[test]
#[ignore = "serves FUSE from the test's own process, where a hang outlives a kill; run with --ignored"]
fn products_on_two_cards_equal_the_software_engine() {
    let Some(cards) = cards(2, &Options::default()) else { return };
    let run = |engine: &dyn MatrixEngine, seed| {
        let ticket = engine.submit(products(seed)).unwrap();
        engine.wait(ticket).unwrap()
    };
    let on_card = |name: &str, seeds: std::ops::Range<u64>| {
        let card = Arc::new(XdmaCard::open(&cards.path().join(name)).unwrap());
        let engine = CardEngine::open(card, CardOptions::default()).unwrap();
        let soft = SoftEngine::new(SoftOptions::default());
        for seed in seeds {
            assert!(run(&engine, seed) == run(&soft, seed), "seed {seed} on {name}");
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| on_card("xdma0", 0..8));
        scope.spawn(|| on_card("xdma1", 8..16));
    });
}

#[test]
#[ignore = "serves FUSE from the test's own process, where a hang outlives a kill; run with --ignored"]
fn faults_strike_as_planned() {
    let Some(cards) = cards(1, &Options::default()) else { return };
    let device = Device::open(cards.path()).unwrap();
    let control = device.control().unwrap();
    let inject = |plan: &str| std::fs::write(cards.path().join("xdma0.faults"), plan).unwrap();
    let (to, from) = (cards.open("xdma0_h2c_0"), cards.open("xdma0_c2h_0"));
    let data = pattern(1000);
    to.write_at(&data, 0).unwrap();
    let mut back = vec![0; 1000];

    inject(r#"{"faults": [{"kind": "timeout", "at": [0]}]}"#);
    assert_eq!(errno(from.read_at(&mut back, 0)), ETIMEDOUT);
    let busy: Vec<bool> =
        (0..4).map(|_| control.status(Direction::C2h, 0).unwrap().busy()).collect();
    assert_eq!(busy, [true, true, true, false]);
    assert_eq!(from.read_at(&mut back, 0).unwrap(), 1000);
    assert!(back == data);

    inject(r#"{"faults": [{"kind": "short_count", "at": [1]}]}"#);
    assert_eq!(from.read_at(&mut back, 0).unwrap(), 1000);
    assert_eq!(from.read_at(&mut back, 0).unwrap(), 500);

    inject(r#"{"seed": 5, "faults": [{"kind": "bit_flip", "at": [0]}]}"#);
    from.read_at(&mut back, 0).unwrap();
    let flips: u32 = back.iter().zip(&data).map(|(a, b)| (a ^ b).count_ones()).sum();
    assert_eq!(flips, 1);

    let user = device.user().unwrap();
    inject(r#"{"faults": [{"kind": "all_ones", "at": [0], "lasts": 2}]}"#);
    let magics = [0; 3].map(|_| user.read(0).unwrap());
    assert_eq!(magics, [u32::MAX, u32::MAX, register::MAGIC_VALUE]);

    user.write(register::SCRATCH.offset, 77).unwrap();
    inject(r#"{"faults": [{"kind": "dead_card", "at": [0], "lasts": 2}]}"#);
    assert_eq!(errno(from.read_at(&mut back, 0)), EIO);
    assert_eq!([0; 2].map(|_| user.read(0).unwrap()), [u32::MAX; 2]);
    assert_eq!(user.read(register::SCRATCH.offset).unwrap(), 0, "the card is a new one");
    let counts = std::fs::read_to_string(cards.path().join("xdma0.faults")).unwrap();
    assert_eq!(counts, "{\"dead_card\":1}\n");
}
