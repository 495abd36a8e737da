//! The driver over the model of the card: the same integers as the software engine.

mod common;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use common::{random_product, random_rows, seeds};
use rand::prelude::*;
use spikelm_engine::card::{Deadline, Ticket, Transfer};
use spikelm_engine::{
    Card, CardEngine, CardError, CardOptions, EngineError, Link, MatrixEngine, Operand, Product,
    ProductKind, ReferenceCard, RowMode, SoftEngine, SoftOptions, SpikeRows, Weights,
};
use spikelm_regs::{AddressMap, EngineConfig, register};

/// Few lanes, little of everything: many jobs, spans and evictions.
const TIGHT: EngineConfig = EngineConfig {
    name: "tight",
    lanes: 32,
    groups: 2,
    ports: 1,
    axi_bytes: 16,
    acc_bits: 24,
    run_ahead: 2,
    weight_rows: 1024,
    input_bytes: 64 << 10,
    result_bytes: 16 << 10,
    ring_entries: 8,
};

/// Eight ports, words of 64 bytes.
const PORTS: EngineConfig = EngineConfig {
    name: "ports",
    lanes: 128,
    groups: 2,
    ports: 8,
    axi_bytes: 64,
    acc_bits: 24,
    run_ahead: 4,
    weight_rows: 2048,
    input_bytes: 128 << 10,
    result_bytes: 128 << 10,
    ring_entries: 16,
};

/// Accumulators of 16 bits: K is split by what they hold.
const NARROW: EngineConfig = EngineConfig { name: "narrow", acc_bits: 16, ..PORTS };

fn engine(config: EngineConfig, rows: RowMode) -> CardEngine {
    let card = Arc::new(ReferenceCard::new(config).unwrap());
    CardEngine::open(card, CardOptions { rows, ..Default::default() }).unwrap()
}

#[test]
fn sums_equal_those_of_the_software_engine() {
    for seed in seeds(6) {
        for config in [EngineConfig::SMALL, EngineConfig::WIDE, TIGHT, PORTS, NARROW] {
            let mut rng = StdRng::seed_from_u64(seed);
            let rows = if rng.random() { RowMode::Coded } else { RowMode::Direct };
            let card = engine(config, rows);
            let soft = SoftEngine::new(SoftOptions { rows, ..Default::default() });
            // More weights than any of these weight RAMs holds, used in any order.
            let kept: Vec<_> = (0..8)
                .map(|_| {
                    let (weights, _) = random_product(&mut rng, 700, 600);
                    let id = card.keep(weights.clone()).unwrap();
                    assert_eq!(soft.keep(weights.clone()).unwrap(), id);
                    (id, weights.inputs)
                })
                .collect();
            let mut tickets = Vec::new();
            for _ in 0..4 {
                let products: Vec<Product> =
                    (0..rng.random_range(0..6)).map(|_| random_call(&mut rng, &kept)).collect();
                let expected = soft.multiply(products.clone()).unwrap();
                tickets.push((card.submit(products).unwrap(), expected));
                while rng.random() && !tickets.is_empty() {
                    let (ticket, expected) =
                        tickets.swap_remove(rng.random_range(0..tickets.len()));
                    let sums = card.wait(ticket).unwrap();
                    assert!(sums == expected, "{} SPIKELM_SEED={seed}", config.name);
                }
            }
            for (ticket, expected) in tickets {
                let sums = card.wait(ticket).unwrap();
                assert!(sums == expected, "{} SPIKELM_SEED={seed}", config.name);
            }
            check_stats(&card, &soft);
        }
    }
}

#[test]
fn weights_that_come_unexpectedly_are_loaded_whole() {
    // A span is several jobs' LOADs.
    let config = EngineConfig { weight_rows: 8192, result_bytes: 128 << 10, ..TIGHT };
    for seed in seeds(4) {
        let mut rng = StdRng::seed_from_u64(seed);
        let (card, soft) =
            (engine(config, RowMode::Coded), SoftEngine::new(SoftOptions::default()));
        let kept: Vec<_> = (0..4)
            .map(|_| {
                let values = (0..256 * 400).map(|_| rng.random_range(-127..=127)).collect();
                let weights = Weights { inputs: 256, columns: 400, values };
                soft.keep(weights.clone()).unwrap();
                card.keep(weights).unwrap()
            })
            .collect();
        // Mostly one after the other, as the layers of a model, and at times another.
        let mut next = 0;
        for _ in 0..40 {
            let weights = Operand::Resident(kept[next]);
            let rows = 4 * rng.random_range(1..8);
            let rows = Arc::new(random_rows(&mut rng, 256, rows, 4));
            let product = Product { kind: ProductKind::Linear, weights, rows };
            let expected = soft.multiply(vec![product.clone()]).unwrap();
            assert!(card.multiply(vec![product]).unwrap() == expected, "SPIKELM_SEED={seed}");
            next = match rng.random_bool(0.7) {
                true => (next + 1) % kept.len(),
                false => rng.random_range(0..kept.len()),
            };
        }
    }
}

fn random_call(rng: &mut StdRng, kept: &[(spikelm_engine::WeightId, usize)]) -> Product {
    if rng.random_bool(0.4) {
        let (weights, rows) = random_product(rng, 300, 100);
        let weights = Operand::Transient(Arc::new(weights));
        return Product { kind: ProductKind::Attention, weights, rows: Arc::new(rows) };
    }
    let &(id, inputs) = kept.choose(rng).unwrap();
    let chain = rng.random_range(1..=4);
    let rows = chain * rng.random_range(0..30);
    let rows = Arc::new(random_rows(rng, inputs, rows, chain));
    Product { kind: ProductKind::Linear, weights: Operand::Resident(id), rows }
}

/// The model of the card is busy for the ideal cycles, and its counters add up.
fn check_stats(card: &CardEngine, soft: &SoftEngine) {
    let (card, soft) = (card.stats().unwrap(), soft.stats().unwrap());
    for (card, soft) in [(card.linear, soft.linear), (card.attention, soft.attention)] {
        assert_eq!(card.products, soft.products);
        assert_eq!(card.dense_additions, soft.dense_additions);
        assert_eq!(card.direct_additions, soft.direct_additions);
        assert_eq!(card.additions, soft.additions);
        assert_eq!(card.busy_cycles, card.ideal_cycles);
        assert_eq!(card.event_cycles, card.busy_cycles);
        assert_eq!(card.stalls, Some([0; 4]));
        assert!(card.lane_use.is_none_or(|u| u > 0.0 && u <= 1.0));
        assert_eq!(card.lane_use.is_some(), card.ideal_cycles > Some(0));
    }
    let busy = card.linear.busy_cycles.unwrap() + card.attention.busy_cycles.unwrap();
    let rest = card.load_cycles.unwrap() + card.command_cycles.unwrap() + card.idle_cycles.unwrap();
    assert_eq!(card.cycles, Some(busy + rest));
}

#[test]
fn stats_of_a_known_product() {
    let card = engine(EngineConfig::SMALL, RowMode::Coded);
    let id = card.keep(Weights { inputs: 100, columns: 96, values: vec![9; 9600] }).unwrap();
    let mut rows = SpikeRows::zeros(100, 4, 2);
    for k in 0..10 {
        for row in [0, 1, 2] {
            rows.set(row, k, 1);
        }
    }
    let product =
        Product { kind: ProductKind::Linear, weights: Operand::Resident(id), rows: Arc::new(rows) };
    for _ in 0..2 {
        let sums = card.multiply(vec![product.clone()]).unwrap();
        assert_eq!(sums[0].row(1), [90; 96]);
        assert_eq!(sums[0].row(3), [0; 96]);
    }
    let stats = card.stats().unwrap();
    assert_eq!(stats.linear.direct_additions, 2 * 30 * 96);
    assert_eq!(stats.linear.additions, 2 * 20 * 96);
    // Two tiles of 64 lanes; the weights are loaded once: 100 rows of 4 and of 2 words.
    assert_eq!(stats.linear.ideal_cycles, Some(2 * 20 * 2));
    assert_eq!(stats.linear.lane_use, Some(0.75));
    assert_eq!(stats.load_cycles, Some(100 * (4 + 2)));
    assert_eq!(stats.command_cycles, Some(4), "two LOADs, two RUNs");
}

/// K in parts, by what the accumulators hold and by what the weight RAM holds: the host adds.
#[test]
fn sums_of_parts_of_k_are_exact() {
    for (config, inputs) in [(NARROW, 1000), (TIGHT, 3000), (EngineConfig::ECP5, 3072)] {
        let mut rng = StdRng::seed_from_u64(u64::from(config.acc_bits));
        let columns = 70;
        let weights = |value: &mut dyn FnMut() -> i8| Weights {
            inputs,
            columns,
            values: std::iter::repeat_with(value).take(inputs * columns).collect(),
        };
        let mixed = weights(&mut || *[-127, 127].choose(&mut rng).unwrap());
        let card = engine(config, RowMode::Coded);
        let soft = SoftEngine::new(SoftOptions::default());
        for weights in [weights(&mut || 127), weights(&mut || -127), mixed] {
            let (id, same) = (card.keep(weights.clone()).unwrap(), soft.keep(weights).unwrap());
            assert_eq!(id, same);
            let mut rng = StdRng::seed_from_u64(1);
            let mut rows = random_rows(&mut rng, inputs, 24, 4);
            // The largest sums there are, and their opposite.
            for k in 0..inputs {
                rows.set(8, k, 1);
                rows.set(9, k, -1);
            }
            let weights = Operand::Resident(id);
            let product = Product { kind: ProductKind::Linear, weights, rows: Arc::new(rows) };
            let expected = soft.multiply(vec![product.clone()]).unwrap();
            assert!(card.multiply(vec![product]).unwrap() == expected, "{}", config.name);
        }
        check_stats(&card, &soft);
    }
}

/// A card that does everything as late as it may: commands run one at a time when the driver
/// waits for the interrupt, reads fetch their bytes when they are waited for.
struct Late {
    inner: ReferenceCard,
    doorbell: AtomicU32,
    reads: Mutex<HashMap<Ticket, (u64, usize)>>,
    next: AtomicU64,
    /// Bytes that were written.
    written: AtomicUsize,
    link: Option<Link>,
}

impl Late {
    fn new(config: EngineConfig, link: Option<Link>) -> Arc<Late> {
        Arc::new(Late {
            link,
            inner: ReferenceCard::new(config).unwrap(),
            doorbell: AtomicU32::new(0),
            reads: Mutex::default(),
            next: AtomicU64::new(0),
            written: AtomicUsize::new(0),
        })
    }
}

impl Card for Late {
    fn name(&self) -> String {
        "late".to_owned()
    }
    fn start(&self, transfer: Transfer) -> Result<Ticket, CardError> {
        match transfer {
            Transfer::Write { ref data, .. } => {
                self.written.fetch_add(data.len(), Ordering::Relaxed);
                self.inner.start(transfer)
            }
            Transfer::Read { address, buffer } => {
                let ticket = Ticket(u64::MAX - self.next.fetch_add(1, Ordering::Relaxed));
                self.reads.lock().unwrap().insert(ticket, (address, buffer.len()));
                Ok(ticket)
            }
        }
    }
    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        match self.reads.lock().unwrap().remove(&ticket) {
            Some((address, length)) => self.inner.read_memory(address, length),
            None => self.inner.wait(ticket, deadline),
        }
    }
    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        self.inner.read_register(offset)
    }
    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        if offset == register::DOORBELL.offset {
            self.doorbell.store(value, Ordering::Relaxed);
            return Ok(());
        }
        self.inner.write_register(offset, value)
    }
    fn link(&self) -> Option<Link> {
        self.link
    }
    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        let done = self.inner.read_register(register::COMPLETED.offset)?;
        if done != self.doorbell.load(Ordering::Relaxed) {
            self.inner.write_register(register::DOORBELL.offset, done + 1)?;
        }
        self.inner.wait_event(deadline)
    }
}

#[test]
fn nothing_is_overwritten_before_the_card_is_done_with_it() {
    for seed in seeds(4) {
        let mut rng = StdRng::seed_from_u64(seed);
        let card = CardEngine::open(Late::new(TIGHT, None), CardOptions::default()).unwrap();
        let soft = SoftEngine::new(SoftOptions::default());
        let (weights, _) = random_product(&mut rng, 700, 300);
        let kept = [(card.keep(weights.clone()).unwrap(), weights.inputs)];
        soft.keep(weights).unwrap();
        let calls: Vec<Vec<Product>> =
            (0..4).map(|_| (0..3).map(|_| random_call(&mut rng, &kept)).collect()).collect();
        let tickets: Vec<_> = calls.iter().map(|c| card.submit(c.clone()).unwrap()).collect();
        for (ticket, products) in tickets.into_iter().zip(calls) {
            let expected = soft.multiply(products).unwrap();
            assert!(card.wait(ticket).unwrap() == expected, "SPIKELM_SEED={seed}");
        }
        check_stats(&card, &soft);
        assert_eq!(card.cards()[0].recoveries, 0, "SPIKELM_SEED={seed}");
    }
}

#[test]
fn rows_that_several_spans_meet_stay_until_the_last_has_read_them() {
    for seed in seeds(8) {
        let mut rng = StdRng::seed_from_u64(seed);
        // A link that rows take longer on than they work.
        let late = Late::new(TIGHT, Some(Link { latency: 4000, bytes_per_cycle: 1 }));
        let options = CardOptions { rows: RowMode::Direct, ..Default::default() };
        let card = CardEngine::open(late.clone(), options).unwrap();
        let soft = SoftEngine::new(SoftOptions::default());
        // 24 spans of a tile each: half a megabyte of weights, of which weight RAM holds four.
        let kept: Vec<_> = (0..2)
            .map(|_| {
                let values = (0..224 * 24 * 32).map(|_| rng.random_range(-127..=127)).collect();
                let weights = Weights { inputs: 224, columns: 24 * 32, values };
                soft.keep(weights.clone()).unwrap();
                card.keep(weights).unwrap()
            })
            .collect();
        let (calls, weight_bytes, row_bytes) = (4, 2 * 224 * 24 * 32, 80);
        let mut all_rows = 0;
        let calls: Vec<Vec<Product>> = (0..calls)
            .map(|_| {
                let product = |id: &spikelm_engine::WeightId| {
                    let chains = rng.random_range(1..24);
                    let rows = random_rows(&mut rng, 224, 4 * chains, 4);
                    all_rows += rows.rows;
                    let weights = Operand::Resident(*id);
                    Product { kind: ProductKind::Linear, weights, rows: Arc::new(rows) }
                };
                kept.iter().map(product).collect()
            })
            .collect();
        let count = calls.len();
        let tickets: Vec<_> = calls.iter().map(|c| card.submit(c.clone()).unwrap()).collect();
        for (ticket, products) in tickets.into_iter().zip(calls) {
            let expected = soft.multiply(products).unwrap();
            assert!(card.wait(ticket).unwrap() == expected, "SPIKELM_SEED={seed}");
        }
        assert_eq!(card.cards()[0].recoveries, 0, "SPIKELM_SEED={seed}");
        // Beside weights, and commands with what lies between them and the ring's edge.
        let rows = late.written.load(Ordering::Relaxed) - count * weight_bytes;
        let each_time = 24 * all_rows * row_bytes;
        assert!(rows < each_time / 3, "{rows} of {each_time} bytes, SPIKELM_SEED={seed}");
    }
}

#[test]
fn a_chain_that_is_longer_than_a_job_usually_is_goes_down_alone() {
    // 2048 bytes a job: a chain has 40 rows of 128 or 48 bytes, and 40 results of 64.
    let link = Some(Link { latency: 0, bytes_per_cycle: 1 });
    for (seed, (inputs, columns)) in
        seeds(2).into_iter().flat_map(|seed| [(seed, (400, 60)), (seed, (100, 128))])
    {
        let mut rng = StdRng::seed_from_u64(seed);
        let options = CardOptions { rows: RowMode::Direct, ..Default::default() };
        let card = CardEngine::open(Late::new(TIGHT, link), options).unwrap();
        let soft = SoftEngine::new(SoftOptions::default());
        let values = (0..inputs * columns).map(|_| rng.random_range(-127..=127)).collect();
        let weights = Weights { inputs, columns, values };
        let kept = card.keep(weights.clone()).unwrap();
        soft.keep(weights).unwrap();
        let rows = Arc::new(random_rows(&mut rng, inputs, 3 * 40, 40));
        let weights = Operand::Resident(kept);
        let products = vec![Product { kind: ProductKind::Linear, weights, rows }; 3];
        let expected = soft.multiply(products.clone()).unwrap();
        assert!(card.multiply(products).unwrap() == expected, "SPIKELM_SEED={seed}");
    }
}

#[test]
fn weights_that_no_longer_fit_are_swapped_whether_they_have_worked_or_not() {
    for (seed, worked) in seeds(2).into_iter().flat_map(|seed| [(seed, false), (seed, true)]) {
        let mut rng = StdRng::seed_from_u64(seed);
        let card = engine(PORTS, RowMode::Coded);
        let soft = SoftEngine::new(SoftOptions::default());
        let mut keep = |inputs: usize, columns: usize| {
            let values = (0..inputs * columns).map(|_| rng.random_range(-127..=127)).collect();
            let weights = Weights { inputs, columns, values };
            soft.keep(weights.clone()).unwrap();
            (card.keep(weights).unwrap(), inputs)
        };
        let check = |kept: &[(spikelm_engine::WeightId, usize)]| {
            let mut rng = StdRng::seed_from_u64(seed);
            let product = |(id, inputs): &(spikelm_engine::WeightId, usize)| Product {
                kind: ProductKind::Linear,
                weights: Operand::Resident(*id),
                rows: Arc::new(random_rows(&mut rng, *inputs, 24, 4)),
            };
            let products: Vec<Product> = kept.iter().map(product).collect();
            let expected = soft.multiply(products.clone()).unwrap();
            assert!(card.multiply(products).unwrap() == expected, "SPIKELM_SEED={seed}");
        };
        // Spans of three tiles, which fit; then more than fits beside them, and more again.
        let first = keep(100, 2048);
        if worked {
            check(&[first]);
        }
        let kept = [first, keep(224, 512), keep(60, 300)];
        check(&kept);
        check(&kept);
    }
}

/// A card whose registers lie, or whose writes are damaged.
struct Faulty {
    inner: ReferenceCard,
    registers: HashMap<u32, u32>,
    /// Writes of the address given first are damaged at the byte given second, so many of them.
    damage: Mutex<Option<(u64, usize, u32)>>,
    /// The next read is damaged at this byte.
    damage_read: Mutex<Option<usize>>,
    reads: Mutex<HashSet<Ticket>>,
    writes: AtomicUsize,
    link: Option<Link>,
}

impl Faulty {
    fn new(config: EngineConfig, registers: &[(u32, u32)]) -> Arc<Faulty> {
        Faulty::behind(None, config, registers)
    }

    fn behind(link: Option<Link>, config: EngineConfig, registers: &[(u32, u32)]) -> Arc<Faulty> {
        Arc::new(Faulty {
            link,
            inner: ReferenceCard::new(config).unwrap(),
            registers: registers.iter().copied().collect(),
            damage: Mutex::new(None),
            damage_read: Mutex::new(None),
            reads: Mutex::default(),
            writes: AtomicUsize::new(0),
        })
    }
}

impl Card for Faulty {
    fn name(&self) -> String {
        "faulty".to_owned()
    }
    fn start(&self, mut transfer: Transfer) -> Result<Ticket, CardError> {
        if let Transfer::Write { address, data } = &mut transfer {
            self.writes.fetch_add(1, Ordering::Relaxed);
            if let Some((a, at, times)) = self.damage.lock().unwrap().as_mut()
                && (*a, *times > 0) == (*address, true)
                && *at < data.len()
            {
                data[*at] ^= 0x10;
                *times -= 1;
            }
        }
        let is_read = matches!(transfer, Transfer::Read { .. });
        let ticket = self.inner.start(transfer)?;
        if is_read {
            self.reads.lock().unwrap().insert(ticket);
        }
        Ok(ticket)
    }
    fn wait(&self, ticket: Ticket, deadline: Deadline) -> Result<Vec<u8>, CardError> {
        let mut bytes = self.inner.wait(ticket, deadline)?;
        if self.reads.lock().unwrap().remove(&ticket)
            && let Some(at) = self.damage_read.lock().unwrap().take()
        {
            bytes[at] ^= 0x10;
        }
        Ok(bytes)
    }
    fn read_register(&self, offset: u32) -> Result<u32, CardError> {
        match self.registers.get(&offset) {
            Some(value) => Ok(*value),
            None => self.inner.read_register(offset),
        }
    }
    fn write_register(&self, offset: u32, value: u32) -> Result<(), CardError> {
        self.inner.write_register(offset, value)
    }
    fn link(&self) -> Option<Link> {
        self.link
    }
    fn wait_event(&self, deadline: Deadline) -> Result<(), CardError> {
        self.inner.wait_event(deadline)
    }
}

fn refusal(registers: &[(u32, u32)]) -> String {
    let card = Faulty::new(EngineConfig::SMALL, registers);
    match CardEngine::open(card, CardOptions::default()) {
        Ok(_) => panic!("{registers:x?} was accepted"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn cards_of_another_interface_are_refused_with_both_values() {
    let gone = refusal(&[(register::MAGIC.offset, u32::MAX)]);
    assert!(gone.contains("MAGIC is 0xffffffff") && gone.contains("link"), "{gone}");
    let other = refusal(&[(register::MAGIC.offset, 0x1234)]);
    assert!(other.contains("0x00001234") && other.contains("0x4c4b5053"), "{other}");
    let version = refusal(&[(register::VERSION.offset, 0x0002_0000)]);
    assert!(version.contains("0x00020000") && version.contains("0x00010000"), "{version}");
    let hash = refusal(&[(register::REGMAP_HASH.offset, 1)]);
    let own = format!("{:#010x}", register::regmap_hash());
    assert!(hash.contains("REGMAP_HASH is 0x00000001") && hash.contains(&own), "{hash}");
}

#[test]
fn hostile_capabilities_are_refused() {
    for r in register::REGISTERS.iter().filter(|r| r.name.starts_with("CAP_")) {
        let ignored = [register::CAP_CORES.offset];
        for value in [0, 3, 0x8000_0000, u32::MAX] {
            if !ignored.contains(&r.offset) {
                let text = refusal(&[(r.offset, value)]);
                assert!(text.contains("CAP_") || text.contains("capabilities"), "{text}");
            }
        }
    }
    let tiny = refusal(&[
        (register::CAP_INPUT_BYTES.offset, 32 << 10),
        (register::CAP_RING_OFFSET.offset, 16 << 10),
    ]);
    assert!(tiny.contains("32768"), "{tiny}");
}

/// A tile of 70 rows and two spike rows.
const ONE_PRODUCT_BYTES: usize = 70 * 16 + 2 * 48;

/// Where a job of one product begins in front of the ring.
fn before_ring() -> u64 {
    AddressMap::new(&EngineConfig::SMALL, 0).ring - ONE_PRODUCT_BYTES as u64
}

fn one_product(value: i8) -> Product {
    let mut rows = SpikeRows::zeros(70, 2, 1);
    rows.set(0, 3, 1);
    rows.set(1, 69, -1);
    let weights = Weights { inputs: 70, columns: 5, values: vec![value; 350] };
    let weights = Operand::Transient(Arc::new(weights));
    Product { kind: ProductKind::Linear, weights, rows: Arc::new(rows) }
}

const OFTEN: u32 = u32::MAX;

fn sums_of_one_product(v: i32) -> Vec<i32> {
    [vec![v; 5], vec![-v; 5]].concat()
}

#[test]
fn a_command_that_is_refused_again_and_again_is_an_error_and_the_next_submission_works() {
    let card = Faulty::new(EngineConfig::SMALL, &[]);
    let engine = CardEngine::open(card.clone(), CardOptions::default()).unwrap();
    // The first job after a reset lies in front of the ring, its commands at entries 0 and 1.
    let at = ONE_PRODUCT_BYTES + 64 + 4 * 7;
    *card.damage.lock().unwrap() = Some((before_ring(), at, OFTEN));
    let ticket = engine.submit(vec![one_product(7)]).unwrap();
    let error = engine.wait(ticket).unwrap_err();
    assert!(matches!(error, EngineError::Command { sequence: 1, .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains("faulty: command 1 (RUN of 2 rows, 70 inputs"), "{text}");
    assert!(text.contains("checksum"), "{text}");
    *card.damage.lock().unwrap() = None;
    assert_eq!(engine.multiply(vec![one_product(8)]).unwrap()[0].values, sums_of_one_product(8));
    let stats = engine.stats().unwrap();
    assert_eq!(stats.linear.products, 1, "what was computed is counted, once");
    assert_eq!(stats.cycles, None, "the card's counters were reset");
}

#[test]
fn a_job_goes_down_in_one_write_where_a_second_takes_longer_than_what_lies_between() {
    // Data and commands meet at the ring's edge in the first job only.
    for (link, writes) in [(Some(Link::GEN3X16), 3), (None, 5)] {
        let card = Faulty::behind(link, EngineConfig::SMALL, &[]);
        let engine = CardEngine::open(card.clone(), CardOptions::default()).unwrap();
        for v in 5..8 {
            let sums = engine.multiply(vec![one_product(v)]).unwrap();
            assert_eq!(sums[0].values, sums_of_one_product(v.into()));
        }
        assert_eq!(card.writes.load(Ordering::Relaxed), writes);
    }
}

#[test]
fn a_command_that_was_damaged_on_its_way_is_sent_again() {
    for at in [
        // A word of the RUN, a word of the LOAD.
        ONE_PRODUCT_BYTES + 64 + 4 * 7,
        ONE_PRODUCT_BYTES + 4 * 7,
        // The first fired bits, behind the tile and a header.
        70 * 16 + 16,
    ] {
        let card = Faulty::new(EngineConfig::SMALL, &[]);
        let engine = CardEngine::open(card.clone(), CardOptions::default()).unwrap();
        *card.damage.lock().unwrap() = Some((before_ring(), at, 1));
        let sums = engine.multiply(vec![one_product(9)]).unwrap();
        assert_eq!(sums[0].values, sums_of_one_product(9), "damage at {at}");
        assert_eq!(engine.cards()[0].recoveries, 1);
    }
}

#[test]
fn no_byte_of_a_job_crosses_the_link_unchecked() {
    let recovers = |damage: &dyn Fn(&Faulty)| {
        let card = Faulty::new(EngineConfig::SMALL, &[]);
        let engine = CardEngine::open(card.clone(), CardOptions::default()).unwrap();
        damage(&card);
        let sums = engine.multiply(vec![one_product(9)]).unwrap();
        assert_eq!(sums[0].values, sums_of_one_product(9));
        assert_eq!(engine.cards()[0].recoveries, 1);
    };
    // The tile and the rows, padding included, and the commands.
    for at in (0..ONE_PRODUCT_BYTES + 2 * 64).step_by(7) {
        recovers(&|card| *card.damage.lock().unwrap() = Some((before_ring(), at, 1)));
    }
    // Results of two rows, a group of lanes each, and the records of a LOAD and a RUN.
    for at in (0..2 * 32 + 2 * 64).step_by(3) {
        recovers(&|card| *card.damage_read.lock().unwrap() = Some(at));
    }
}

#[test]
fn weights_whose_load_was_refused_are_loaded_again() {
    let card = Faulty::new(EngineConfig::SMALL, &[]);
    let engine = CardEngine::open(card.clone(), CardOptions::default()).unwrap();
    let Product { weights: Operand::Transient(weights), rows, .. } = one_product(9) else {
        panic!("weights are transient");
    };
    let id = engine.keep(Weights::clone(&weights)).unwrap();
    let product = Product { kind: ProductKind::Linear, weights: Operand::Resident(id), rows };
    let damage = |at, times| *card.damage.lock().unwrap() = Some((before_ring(), at, times));
    damage(ONE_PRODUCT_BYTES + 4 * 7, OFTEN);
    let error = engine.multiply(vec![product.clone()]).unwrap_err();
    assert!(error.to_string().contains("command 0 (LOAD of 70 weight rows of 16 bytes"), "{error}");
    damage(0, 0);
    let sums = engine.multiply(vec![product]).unwrap();
    assert_eq!(sums[0].values, sums_of_one_product(9));
}

#[test]
fn damaged_rows_are_refused() {
    let card = Faulty::new(EngineConfig::SMALL, &[]);
    let engine = CardEngine::open(card.clone(), CardOptions::default()).unwrap();
    // The first fired bits, behind the tile and a header.
    *card.damage.lock().unwrap() = Some((before_ring(), 70 * 16 + 16, OFTEN));
    assert!(matches!(engine.multiply(vec![one_product(1)]), Err(EngineError::Command { .. })));
}

/// A card on which commands never end.
#[test]
fn commands_that_do_not_end_are_an_error_with_the_registers() {
    let card = Faulty::new(EngineConfig::SMALL, &[(register::COMPLETED.offset, 0)]);
    let engine = CardEngine::open(card, CardOptions::default()).unwrap();
    let product = one_product(1);
    // INTR_ACK stays behind what the card has really done: its line stays high.
    let ticket = engine.submit(vec![product.clone()]).unwrap();
    let text = engine.wait(ticket).unwrap_err().to_string();
    assert!(text.contains("STATUS") && text.contains("ERROR"), "{text}");
    assert!(text.contains("5 times, each after a reset"), "{text}");
    let again = engine.submit(vec![product]).unwrap_err();
    assert!(again.to_string().contains("the card is lost"), "{again}");
}

#[test]
fn shapes_that_the_card_does_not_hold_are_refused_with_numbers() {
    let engine = engine(TIGHT, RowMode::Coded);
    let weights = Weights { inputs: 70_000, columns: 1, values: vec![-127; 70_000] };
    let text = engine.keep(weights).unwrap_err().to_string();
    assert!(text.contains("8890000") && text.contains("24-bit"), "{text}");
    let id = engine.keep(Weights { inputs: 1024, columns: 1, values: vec![0; 1024] }).unwrap();
    let product = |chain| Product {
        kind: ProductKind::Linear,
        weights: Operand::Resident(id),
        rows: Arc::new(SpikeRows::zeros(1024, chain, chain)),
    };
    let text = engine.submit(vec![product(1), product(1000)]).unwrap_err().to_string();
    assert!(text.contains("1000 coded rows") && text.contains("bytes"), "{text}");
    assert_eq!(engine.stats().unwrap().linear.products, 0);
    assert_eq!(engine.multiply(vec![product(4)]).unwrap()[0].values, [0; 4]);
}
