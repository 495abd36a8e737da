//! The serial card over a pseudo-terminal: a bridge in software at its other end, with lines that
//! are sound, lose, add, flip, or are dead.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_engine::card::{Deadline, Step};
use spikelm_engine::{
    Card, CardEngine, CardError, CardOptions, MatrixEngine, Operand, Product, ProductKind,
    ReferenceCard, SerialCard, SerialOptions, SoftEngine, SoftOptions, SpikeRows, Weights,
};
use spikelm_regs::EngineConfig;
use spikelm_regs::register;
use spikelm_regs::serial::{
    Deframer, Operation, Response, STATUS_INTERRUPT, STATUS_REFUSED, on_line,
};
use spikelm_sim::serial::Terminal;

/// What happens to bytes on the line.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    None,
    Lose,
    Add,
    Flip,
    /// Nothing comes back.
    Dead,
    /// Bytes come that are no answers, without end.
    Noise,
}

/// The bridge in software, before a card in software.
struct Bridge {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    path: std::path::PathBuf,
}

/// Bytes between faults.
const APART: usize = 3000;

fn damage(bytes: Vec<u8>, fault: Fault, random: &mut SmallRng) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for byte in bytes {
        match fault {
            _ if random.random_range(0..APART) != 0 => out.push(byte),
            Fault::None => out.push(byte),
            Fault::Lose => {}
            Fault::Add => out.extend([byte, random.random()]),
            Fault::Flip => out.push(byte ^ 1 << random.random_range(0..8)),
            Fault::Dead | Fault::Noise => {}
        }
    }
    out
}

fn answer(card: &ReferenceCard, frame: &[u8]) -> Option<Response> {
    let (header, data) = frame.split_at_checked(12)?;
    let length = u16::from_le_bytes([header[2], header[3]]);
    let address = u64::from_le_bytes(header[4..].try_into().ok()?);
    let status = |result: Result<(), CardError>| match result {
        Ok(()) => 0,
        Err(CardError::Bus { response: "SLVERR", .. }) => 2,
        Err(CardError::Bus { .. }) => 3,
        Err(_) => STATUS_REFUSED,
    };
    let mut read = vec![];
    let how = match header[0] {
        op if op == Operation::Hello as u8 => 0,
        op if op == Operation::Write as u8 => status(card.write_memory(address, data.to_vec())),
        op if op == Operation::Read as u8 => {
            let result = card.read_memory(address, length.into());
            read = result.as_ref().map_or_else(|_| vec![0; length.into()], Vec::clone);
            status(result.map(drop))
        }
        op if op == Operation::WriteRegister as u8 => {
            let value = u32::from_le_bytes(data.try_into().ok()?);
            status(card.write_register(address as u32, value))
        }
        op if op == Operation::ReadRegister as u8 => {
            let value = card.read_register(address as u32);
            read = value.as_ref().map_or(vec![0; 4], |v| v.to_le_bytes().to_vec());
            status(value.map(drop))
        }
        _ => STATUS_REFUSED,
    };
    let short = Deadline { time: Duration::ZERO, cycles: 0 };
    let irq = if card.wait_event(short).is_ok() { STATUS_INTERRUPT } else { 0 };
    Some(Response { sequence: header[1], data: read, status: how | irq })
}

impl Bridge {
    fn start(card: ReferenceCard, fault: Fault, seed: u64) -> Bridge {
        let terminal = Terminal::open().unwrap();
        let path = terminal.path().to_owned();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let thread = thread::spawn(move || {
            let mut random = SmallRng::seed_from_u64(seed);
            let mut deframer = Deframer::default();
            let mut bytes = [0; 4096];
            while !stopped.load(Ordering::Relaxed) {
                let come = terminal.read(&mut bytes, Duration::from_millis(5)).unwrap().to_vec();
                for byte in damage(come, fault, &mut random) {
                    let Some(frame) = deframer.push(byte) else { continue };
                    let Some(response) = answer(&card, &frame) else { continue };
                    let line = damage(on_line(&response.frame()), fault, &mut random);
                    if fault != Fault::Dead && fault != Fault::Noise {
                        terminal.write_all(&line).unwrap();
                    }
                }
                if fault == Fault::Noise {
                    terminal.write_all(&[0xC0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).unwrap();
                }
            }
        });
        Bridge { stop, thread: Some(thread), path }
    }

    fn open(&self, tries: u32) -> Result<SerialCard, CardError> {
        let patience = Duration::from_millis(100);
        SerialCard::open(&self.path, SerialOptions { patience, tries, ..SerialOptions::default() })
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.take().map(JoinHandle::join);
    }
}

fn card() -> ReferenceCard {
    ReferenceCard::new(EngineConfig::SMALL).unwrap()
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

#[test]
fn products_over_any_line_equal_the_software_engines() {
    for fault in [Fault::None, Fault::Lose, Fault::Add, Fault::Flip] {
        let mut random = SmallRng::seed_from_u64(1);
        let bridge = Bridge::start(card(), fault, 2);
        let engine =
            CardEngine::open(Arc::new(bridge.open(20).unwrap()), CardOptions::default()).unwrap();
        let soft = SoftEngine::new(SoftOptions::default());
        for _ in 0..4 {
            let products = products(&mut random);
            let expected = soft.multiply(products.clone()).unwrap();
            assert_eq!(engine.multiply(products).unwrap(), expected, "{fault:?}");
        }
    }
}

#[test]
fn memory_and_registers_are_as_on_any_card() {
    let bridge = Bridge::start(card(), Fault::None, 0);
    let card = bridge.open(6).unwrap();
    assert_eq!(card.name(), format!("serial:{}", bridge.path.display()));
    assert_eq!(card.read_register(register::MAGIC.offset).unwrap(), register::MAGIC_VALUE);
    card.write_register(register::SCRATCH.offset, 0xC0DB_DCDD).unwrap();
    assert_eq!(card.read_register(register::SCRATCH.offset).unwrap(), 0xC0DB_DCDD);
    let data: Vec<u8> = (0..5000u32).map(|i| (i * 7) as u8).collect();
    card.write_memory(3, data.clone()).unwrap();
    assert_eq!(card.read_memory(3, 5000).unwrap(), data);
    assert_eq!(card.read_memory(100, 1).unwrap(), data[97..98]);
    assert!(card.read_memory(100, 0).unwrap().is_empty());
    let error = card.read_memory(1 << 40, 64).unwrap_err();
    assert!(matches!(error, CardError::Bus { length: 64, .. }), "{error}");
    assert!(card.recover(Step::Settle).unwrap() && card.recover(Step::Reopen).unwrap());
    assert!(!card.recover(Step::Rescan).unwrap());
    let short = Deadline { time: Duration::from_millis(30), cycles: 0 };
    let error = card.wait_event(short).unwrap_err();
    assert!(matches!(error, CardError::Timeout { .. }), "{error}");
    assert_eq!(card.read_memory(3, 5000).unwrap(), data);
}

#[test]
fn a_dead_line_is_an_error_and_not_a_wait() {
    for fault in [Fault::Dead, Fault::Noise] {
        let bridge = Bridge::start(card(), fault, 0);
        let start = Instant::now();
        let error = bridge.open(3).map(|c| c.name()).unwrap_err().to_string();
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
        for part in ["sent 3 times at 2000000 baud", "is the bitstream loaded"] {
            assert!(error.contains(part), "{fault:?}: {error}");
        }
    }
    let error = SerialCard::open("/dev/null/x".as_ref(), SerialOptions::default());
    let error = error.map(|c| c.name()).unwrap_err().to_string();
    assert!(error.contains("/dev/null/x"), "{error}");
}

#[test]
fn a_line_that_dies_fails_what_was_started() {
    let bridge = Bridge::start(card(), Fault::None, 0);
    let open = bridge.open(2).unwrap();
    open.write_memory(0, vec![1; 2000]).unwrap();
    drop(bridge);
    let error = open.read_memory(0, 2000).unwrap_err();
    assert!(matches!(error, CardError::Link { .. }), "{error}");
    let error = open.read_register(0).unwrap_err();
    assert!(matches!(error, CardError::Link { .. }), "{error}");
}
