//! The card's side: interface, registers, memory, interrupt, products.

use std::sync::Arc;
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_bitstreams::Manifest;
use spikelm_engine::card::Deadline;
use spikelm_engine::{
    Card, CardEngine, CardError, CardOptions, EngineError, MatrixEngine, Operand, Product,
    ProductKind, SoftEngine, SoftOptions, SpikeRows, Weights, XdmaCard,
};
use spikelm_regs::{AddressMap, register};

use super::memory::march;
use super::{Checked, Report, Wrong};

const POWER: &str = "power the machine off and on; if it stays, the card or its slot is defective";
/// How long an interrupt is waited for.
const INTERRUPT: Duration = Duration::from_secs(1);

/// Examines the engine behind open nodes.
pub(super) fn examine(card: &Arc<XdmaCard>, manifest: Option<&Manifest>, report: &mut Report) {
    let engine = match CardEngine::open(card.clone(), CardOptions::default()) {
        Ok(engine) => engine,
        Err(e) => {
            let remedy = match &e {
                EngineError::Interface { remedy, .. } => remedy,
                _ => POWER,
            };
            report.note("interface", Err(Wrong::new(&e, remedy)));
            return;
        }
    };
    let config = *engine.config();
    report.note("interface", interface(card, &engine, manifest));
    report.note("registers", scratch(card.as_ref()));
    report.note("memory", memory(card.as_ref(), &AddressMap::new(&config, 0)));
    report.note("interrupt", interrupt(card.as_ref()));
    report.note("product", product(&engine));
}

fn failed(e: &CardError) -> Wrong {
    Wrong::new(e, POWER)
}

fn interface(card: &Arc<XdmaCard>, engine: &CardEngine, manifest: Option<&Manifest>) -> Checked {
    let build = card.read_register(register::BUILD_ID.offset).map_err(|e| failed(&e))?;
    if let Some(expected) = manifest.map(|m| m.engine.build_id).filter(|id| *id != build) {
        return Err(Wrong::new(
            format!("BUILD_ID is {build:#010x}, its manifest says {expected:#010x}"),
            "load the bitstream of this manifest",
        ));
    }
    let c = engine.config();
    Ok(format!("build {build:#010x}: {} lanes, {} ports", c.lanes, c.ports))
}

/// Every bit of a register can be 0 and 1, alone and together.
fn scratch(card: &dyn Card) -> Checked {
    let offset = register::SCRATCH.offset;
    let walking = (0..32).flat_map(|bit| [1 << bit, !(1 << bit)]);
    for value in walking.chain([0, u32::MAX, 0xA5A5_A5A5, 0x5A5A_5A5A]) {
        card.write_register(offset, value).map_err(|e| failed(&e))?;
        let read = card.read_register(offset).map_err(|e| failed(&e))?;
        if read != value {
            return Err(Wrong::new(
                format!("SCRATCH was written {value:#010x} and reads {read:#010x}"),
                POWER,
            ));
        }
    }
    Ok("SCRATCH keeps every bit".into())
}

fn memory(card: &dyn Card, map: &AddressMap) -> Checked {
    let mut bytes = 0;
    for (name, window) in
        [("input", map.input..map.input_end), ("result", map.result..map.result_end)]
    {
        bytes += window.end - window.start;
        if let Some(fault) = march(card, window).map_err(|e| failed(&e))? {
            return Err(Wrong::new(
                format!("{name} memory: {fault}"),
                "load the bitstream again; if it stays, the chip is defective",
            ));
        }
    }
    Ok(format!("march test over {} KiB of input and result memory", bytes >> 10))
}

/// The engine raises its line, and the driver counts it.
fn interrupt(card: &dyn Card) -> Checked {
    let write =
        |r: register::Register, value| card.write_register(r.offset, value).map_err(|e| failed(&e));
    let completed = card.read_register(register::COMPLETED.offset).map_err(|e| failed(&e))?;
    // What is left of earlier tests is taken.
    let _ = card.wait_event(Deadline { time: Duration::ZERO, cycles: 0 });
    write(register::INTR_ENABLE, register::INTR_DONE)?;
    // COMPLETED differs from what was acknowledged.
    write(register::INTR_ACK, completed.wrapping_add(1))?;
    let state = card.read_register(register::INTR_STATE.offset).map_err(|e| failed(&e))?;
    let came = card.wait_event(Deadline { time: INTERRUPT, cycles: 1_000_000 });
    write(register::INTR_ACK, completed)?;
    match came {
        Ok(()) => Ok("user interrupt 0 arrives".into()),
        Err(CardError::Timeout { .. }) => Err(Wrong::new(
            format!("INTR_STATE is {state:#x} and no event is counted: user interrupt 0 is dead"),
            "see /proc/interrupts; load the driver with another interrupt_mode (1 MSI, 2 legacy, \
             3 MSI-X); check that the wrapper connects `irq` to usr_irq_req[0]. Until then each job \
             waits a hundredth of its deadline",
        )),
        Err(e) => Err(failed(&e)),
    }
}

/// Products of random weights and rows equal the software engine's.
fn product(engine: &CardEngine) -> Checked {
    let mut rng = SmallRng::seed_from_u64(1);
    let mut product = |_| {
        let (inputs, columns) = (rng.random_range(1..500), rng.random_range(1..300));
        let values = (0..inputs * columns).map(|_| rng.random_range(-127..=127)).collect();
        let chain = rng.random_range(1..5);
        let mut rows = SpikeRows::zeros(inputs, chain * rng.random_range(1..30), chain);
        for row in 0..rows.rows {
            for k in 0..inputs {
                rows.set(row, k, rng.random_range(-1..=1));
            }
        }
        let weights = Operand::Transient(Arc::new(Weights { inputs, columns, values }));
        Product { kind: ProductKind::Attention, weights, rows: Arc::new(rows) }
    };
    let products: Vec<Product> = (0..8).map(&mut product).collect();
    let soft = SoftEngine::new(SoftOptions::default()).multiply(products.clone());
    match (engine.multiply(products), soft) {
        (Ok(ours), Ok(soft)) if ours == soft => {
            let sums: usize = soft.iter().map(|s| s.values.len()).sum();
            Ok(format!("{sums} sums of 8 products equal the software engine's"))
        }
        (Ok(_), _) => Err(Wrong::new("sums differ from the software engine's", POWER)),
        (Err(e), _) => Err(Wrong::new(e, POWER)),
    }
}
