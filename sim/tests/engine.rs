//! The generated engine as a card: what can be seen without a command, and what formats of weights
//! cost. Products are tested with the driver, in the crates above.

use std::sync::Arc;
use std::time::Instant;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_engine::{
    Card, CardEngine, CardOptions, MatrixEngine, Operand, Product, ProductKind, SpikeRows, Weights,
};
use spikelm_regs::register::{MAGIC, MAGIC_VALUE, REGMAP_HASH, SCRATCH, regmap_hash};
use spikelm_regs::{AddressMap, COMMAND_BYTES, EngineConfig};
use spikelm_sim::{SimCard, SimError, SimOptions};

#[test]
fn registers_and_windows_answer() {
    for config in EngineConfig::ALL {
        let card = SimCard::open(SimOptions::new(config)).unwrap();
        assert_eq!(card.name(), format!("sim:{}", config.name));
        assert_eq!(card.read_register(MAGIC.offset).unwrap(), MAGIC_VALUE);
        assert_eq!(card.read_register(REGMAP_HASH.offset).unwrap(), regmap_hash());
        card.write_register(SCRATCH.offset, 0xDEAD_BEEF).unwrap();
        assert_eq!(card.read_register(SCRATCH.offset).unwrap(), 0xDEAD_BEEF);

        let map = AddressMap::new(&config, 0);
        let mut data = vec![0; 12_345];
        SmallRng::seed_from_u64(1).fill(&mut data[..]);
        for address in [map.input + 3, map.result + 4099] {
            card.write_memory(address, data.clone()).unwrap();
            assert!(card.read_memory(address, data.len()).unwrap() == data, "{address:#x}");
        }
        card.read_memory(map.input_end, 4).unwrap_err();
    }
}

/// Cycles in which an engine did nothing but load weights of that largest value, for one product.
fn load_cycles(config: EngineConfig, largest: i8) -> u64 {
    let card = Arc::new(SimCard::open(SimOptions::new(config)).unwrap());
    let engine = CardEngine::open(card, CardOptions::default()).unwrap();
    let (inputs, columns) = (32 * config.ports as usize, config.lanes as usize);
    let values = (0..inputs * columns).map(|i| if i % 3 == 0 { largest } else { -7 }).collect();
    let weights = engine.keep(Weights { inputs, columns, values }).unwrap();
    let mut rows = SpikeRows::zeros(inputs, 1, 1);
    for k in 0..inputs {
        rows.set(0, k, 1);
    }
    let product = Product {
        kind: ProductKind::Linear,
        weights: Operand::Resident(weights),
        rows: Arc::new(rows),
    };
    let sums = engine.multiply(vec![product]).unwrap();
    let column =
        |c: usize| (0..inputs).filter(|k| (k * columns + c).is_multiple_of(3)).count() as i32;
    let sum = |c| column(c) * i32::from(largest) - (inputs as i32 - column(c)) * 7;
    assert_eq!(sums[0].values, (0..columns).map(sum).collect::<Vec<_>>());
    engine.stats().unwrap().load_cycles.unwrap()
}

#[test]
fn int4_weights_load_in_half_of_the_cycles() {
    for config in EngineConfig::ALL {
        let (int4, int8) = (load_cycles(config, 7), load_cycles(config, 8));
        println!("{}: {int4} cycles to load int4 weights, {int8} for int8", config.name);
        // Four cycles beyond one a word, and those in which the RUN behind it is read.
        let edge = 4 + u64::from(COMMAND_BYTES / config.axi_bytes);
        assert_eq!(2 * (int4 - edge), int8 - edge, "{}", config.name);
    }
}

#[test]
fn other_sizes_have_no_verilog() {
    let config = EngineConfig { weight_rows: 4096, ..EngineConfig::SMALL };
    let options = SimOptions::new(config);
    assert!(matches!(SimCard::open(options), Err(SimError::NotGenerated("small"))));
}

/// Prints what a cycle costs, the model's own evaluation apart.
#[test]
#[ignore = "prints a speed and asserts nothing about it: timed asserts do not belong in tests"]
fn cost_per_cycle() {
    const N: u64 = 500_000;
    let each = |start: Instant| start.elapsed().as_secs_f64() * 1e9 / N as f64;
    for config in EngineConfig::ALL {
        let options = SimOptions::new(config);
        let card = SimCard::open(options.clone()).unwrap();
        let mut module = spikelm_sim::open_module(&options).unwrap();
        let start = Instant::now();
        for _ in 0..N {
            module.step();
        }
        let bare = each(start);
        let start = Instant::now();
        card.advance(N).unwrap();
        let idle = each(start);
        let name = card.name();
        println!("{name}: model {bare:.0} ns a cycle, card {idle:.0}");
    }
}
