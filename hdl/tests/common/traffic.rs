//! Bursts of every kind on the whole engine's memory port.

use spikelm_regs::{AddressMap, EngineConfig};
use spikelm_sim::stream::{Agent, Stall, run, with_seeds};
use spikelm_sim::{SimOptions, open_module};

use super::bus::{Beat, Burst, Master, ReadBeat};
use super::{reset, rng};

const CONFIG: EngineConfig = EngineConfig::SMALL;
/// Bytes of the bus.
const WIDTH: u64 = 16;

/// The bytes of both windows.
struct Model {
    map: AddressMap,
    input: Vec<u8>,
    result: Vec<u8>,
}

impl Model {
    /// The word of the bus at an address; there is none outside the windows.
    fn word(&mut self, address: u64) -> Option<&mut [u8]> {
        let (memory, base) = if address >= self.map.result {
            (&mut self.result, self.map.result)
        } else {
            (&mut self.input, self.map.input)
        };
        let at = usize::try_from((address - base) / WIDTH * WIDTH).ok()?;
        memory.get_mut(at..at + WIDTH as usize)
    }

    fn write(&mut self, burst: &Burst, beats: &[Beat]) -> u64 {
        let mut response = 0;
        for (n, beat) in beats.iter().enumerate() {
            match self.word(burst.beat_address(n as u64)) {
                None => response = 3,
                Some(word) => {
                    let chosen = (0..WIDTH as usize).filter(|i| beat.strobe >> i & 1 == 1);
                    chosen.for_each(|i| word[i] = beat.data[i]);
                }
            }
        }
        response
    }

    fn read(&mut self, burst: &Burst) -> Vec<ReadBeat> {
        (0..burst.beats)
            .map(|n| {
                let word = self.word(burst.beat_address(n)).map(|w| w.to_vec());
                let response = if word.is_some() { 0 } else { 3 };
                let data = word.unwrap_or_else(|| vec![0; WIDTH as usize]);
                ReadBeat { id: burst.id, data, response, last: n + 1 == burst.beats }
            })
            .collect()
    }
}

/// Random bursts write both windows and the space between, then random bursts read them.
pub fn bus_traffic() {
    let map = AddressMap::new(&CONFIG, 0);
    let windows = [
        (map.input, map.input + 8192),
        (map.input_end - 8192, map.input_end + 4096),
        (map.result, map.result + 8192),
        (map.result_end - 8192, map.result_end + 4096),
        (1 << 40, (1 << 40) + 4096),
    ];
    with_seeds(|seed| {
        for (i, stalls) in Stall::combinations::<5>().into_iter().enumerate().step_by(5) {
            let mut random = rng(seed, i as u64);
            let mut module = open_module(&SimOptions::new(CONFIG)).unwrap();
            reset(&mut module);
            let mut master = Master::new(&module, "s_axi", stalls, seed);
            let zeros = |bytes: u32| vec![0; bytes as usize];
            let (input, result) = (zeros(CONFIG.input_bytes), zeros(CONFIG.result_bytes));
            let mut model = Model { map, input, result };
            for phase in 0..6 {
                for n in 0..20 {
                    let (low, high) = windows[(n + phase) % windows.len()];
                    let burst = Burst::random(&mut random, WIDTH, low, high, 40);
                    if phase % 2 == 0 {
                        let beats = Beat::random(&mut random, &burst, WIDTH);
                        master.b.expect([(burst.id, model.write(&burst, &beats))]);
                        master.aw.push(burst);
                        master.w.extend(beats);
                    } else {
                        master.r.expect(model.read(&burst));
                        master.ar.push(burst);
                    }
                }
                let Master { aw, w, b, ar, r } = &mut master;
                let agents: &mut [&mut dyn Agent] = &mut [aw, w, b, ar, r];
                run(&mut module, agents, 20_000).unwrap();
            }
        }
    });
}
