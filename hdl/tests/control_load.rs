//! The LOAD unit: where each word of a tile goes, with 1 and with 4 ports.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::pins::{Pins, goes};
use common::{library, random_bytes, rng};
use rand::Rng;
use spikelm_hdl::control::LoadUnit;
use spikelm_hdl::emit::verilog;
use spikelm_regs::data_checksum;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Address bits of input memory and of a bank's weight RAM.
const IW: usize = 10;
const AW: usize = 8;

fn design(ports: usize) -> &'static Library {
    static LIBRARIES: [OnceLock<Library>; 2] = [const { OnceLock::new() }; 2];
    match ports {
        1 => LIBRARIES[0].get_or_init(|| {
            library("load1", verilog("load1", LoadUnit::<128, IW, 4, 1, AW>::default))
        }),
        _ => LIBRARIES[1].get_or_init(|| {
            library("load4", verilog("load4", LoadUnit::<128, IW, 4, 4, AW>::default))
        }),
    }
}

#[test]
fn every_word_goes_to_its_bank_group_and_row() {
    for ports in [1_u64, 4] {
        with_seeds(|seed| {
            for (i, [ask, answer]) in Stall::combinations::<2>().into_iter().enumerate() {
                let mut random = rng(seed, i as u64);
                let memory: Vec<Vec<u8>> =
                    (0..1 << IW).map(|_| random_bytes(&mut random, 16)).collect();
                let mut pins = Pins::new(design(ports as usize));
                for _ in 0..6 {
                    let groups = random.random_range(1..=4_u64);
                    let inputs = random.random_range(1..=40_u64);
                    let words = inputs * groups;
                    let source = random.random_range(0..=(1 << IW) - words);
                    let tile = memory[source as usize..(source + words) as usize].concat();
                    let spoiled = random.random_bool(0.3);
                    let sum = data_checksum(16, &tile) ^ u32::from(spoiled) << (inputs % 32);
                    let weight_row = random.random_range(0..(1 << AW) - inputs.div_ceil(ports));
                    pins.set("start", true);
                    pins.set("source", source);
                    pins.set("source_last", words - 1);
                    pins.set("weight_row", weight_row);
                    pins.set("groups_last", groups - 1);
                    pins.set("data_checksum", sum);
                    pins.settle();
                    assert!(!pins.high("busy"));
                    pins.edge();
                    // The command's fields may change once it has begun.
                    for name in
                        ["source", "source_last", "weight_row", "groups_last", "data_checksum"]
                    {
                        pins.set(name, 1_u64);
                    }
                    pins.set("start", false);
                    let mut answers = VecDeque::new();
                    let (mut asked, mut written, mut cycle) = (0, 0, 0_u64);
                    loop {
                        let ready = goes(ask, &mut random);
                        pins.set("read_ready", ready);
                        pins.set("read_valid", false);
                        let due = answers.front().is_some_and(|(due, _)| *due <= cycle);
                        if due && goes(answer, &mut random) {
                            let (_, address): (u64, u64) = answers.pop_front().unwrap();
                            pins.set("read_valid", true);
                            pins.set_bytes("read_data", &memory[address as usize]);
                        }
                        pins.settle();
                        assert!(pins.high("busy"));
                        if pins.high("read") {
                            assert_eq!(pins.get("read_address"), source + asked);
                            if ready {
                                answers.push_back((cycle + 2, source + asked));
                                asked += 1;
                            }
                        }
                        let (banks, chosen) = (pins.get("banks"), pins.get("groups"));
                        assert_eq!(banks == 0, chosen == 0);
                        if banks != 0 {
                            let (row, group) = (written / groups, written % groups);
                            assert_eq!((banks, chosen), (1 << (row % ports), 1 << group));
                            assert_eq!(pins.get("address"), weight_row + row / ports);
                            let data = &memory[(source + written) as usize];
                            assert_eq!(&pins.get_bytes("data"), data);
                            written += 1;
                        }
                        let done = pins.high("done");
                        pins.edge();
                        cycle += 1;
                        if done {
                            break;
                        }
                        assert!(cycle < 2000, "{asked} asked, {written} written of {words}");
                    }
                    assert_eq!((asked, written, pins.get("rows")), (words, words, inputs));
                    if [ask, answer] == [Stall::Always; 2] {
                        assert_eq!(cycle, words + 3);
                    }
                    for idle in 0..5 {
                        pins.settle();
                        // The verdict, where the record takes it at the earliest and later.
                        if idle >= 1 {
                            assert_eq!(pins.high("intact"), !spoiled, "{words} words");
                        }
                        assert!(!pins.high("busy") && !pins.high("read"));
                        assert_eq!(pins.get("banks"), 0);
                        pins.edge();
                    }
                }
            }
        });
    }
}
