//! The generated engine as a card: what can be seen without a command. Products are tested with the
//! driver, in the crates above.

use std::time::Instant;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use spikelm_engine::Card;
use spikelm_regs::register::{MAGIC, MAGIC_VALUE, REGMAP_HASH, SCRATCH, regmap_hash};
use spikelm_regs::{AddressMap, EngineConfig};
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

#[test]
fn other_sizes_have_no_verilog() {
    let config = EngineConfig { weight_rows: 4096, ..EngineConfig::SMALL };
    let options = SimOptions::new(config);
    assert!(matches!(SimCard::open(options), Err(SimError::NotGenerated("small"))));
}

/// Prints what a cycle costs, the model's own evaluation apart.
#[test]
#[ignore = "a measurement"]
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
