//! The queue between two clocks: order and completeness at any ratio and phase, full speed, and
//! that a pointer which is no Gray code would be caught.

mod common;

use std::sync::OnceLock;

use common::crossing::{PERIODS, both, metastable};
use common::rng;
use rand::Rng;
use spikelm_hdl::crossing::GrayFifo;
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Domain, Sink, Source, Stall, StreamError, run_domains, with_seeds};
use spikelm_sim::verilated::{Design, Library, Module};

/// Words of the memory.
const DEPTH: usize = 16;

fn text() -> String {
    verilog("gray_fifo", GrayFifo::<32, 4, 5>::default).unwrap()
}

/// As emitted, and with disturbed synchronizers.
fn designs() -> &'static [Library; 2] {
    static LIBRARIES: OnceLock<[Library; 2]> = OnceLock::new();
    LIBRARIES.get_or_init(|| both("gray_fifo", Ok(text())))
}

/// Both clocks tick in reset, then both resets are released.
fn reset(module: &mut Module) {
    let port = |module: &Module, name: &str| module.port(name).unwrap();
    for level in [0, 1] {
        for side in ["write", "read"] {
            let resetn = port(module, &format!("{side}_resetn"));
            module.set(resetn, level);
        }
        for _ in 0..4 {
            for side in ["write", "read"] {
                let clock = port(module, &format!("{side}_clock"));
                for level in [1, 0] {
                    module.set(clock, level);
                    module.settle();
                }
            }
        }
    }
}

/// Sends words through; returns the edges of both clocks until the last had come.
fn send(
    library: &Library,
    words: &[u64],
    [push, pop]: [Stall; 2],
    [write, read]: [u64; 2],
    jitter: u64,
    seed: u64,
) -> Result<[u64; 2], StreamError> {
    let mut module = library.module().unwrap();
    reset(&mut module);
    let (push_data, data) = (library.port("push_data").unwrap(), library.port("data").unwrap());
    let drive = move |m: &mut Module, v: &u64| m.set(push_data, *v);
    let mut source = Source::new(&module, "push", "ready", push, seed, drive).unwrap();
    let take = move |m: &Module| m.get(data);
    let mut sink = Sink::new(&module, "valid", "pop", pop, seed + 1, take).unwrap();
    source.extend(words.iter().copied());
    sink.expect(words.iter().copied());
    let clock = |name| library.port(name).unwrap();
    let mut domains = [
        Domain::new(clock("write_clock"), write, jitter, seed + 2, vec![&mut source]),
        Domain::new(clock("read_clock"), read, jitter, seed + 3, vec![&mut sink]),
    ];
    run_domains(&mut module, &mut domains, 40_000, 80)?;
    Ok([domains[0].edges(), domains[1].edges()])
}

#[test]
fn words_come_once_and_in_order_at_any_ratio() {
    with_seeds(|seed| {
        for library in designs() {
            for (i, periods) in PERIODS.into_iter().enumerate() {
                let mut random = rng(seed, i as u64);
                for stalls in Stall::combinations::<2>() {
                    let words: Vec<u64> = (0..300).map(|_| random.random::<u32>().into()).collect();
                    let jitter = random.random_range(0..400);
                    send(library, &words, stalls, periods, jitter, random.random()).unwrap();
                }
            }
        }
    });
}

#[test]
fn it_moves_a_word_a_cycle() {
    let words: Vec<u64> = (0..1000).collect();
    for [write, read] in [[1000, 1000], [1000, 1003], [1003, 1000]] {
        let edges = send(&designs()[0], &words, [Stall::Always; 2], [write, read], 0, 5).unwrap();
        // 80 quiet edges of both together, and the way through.
        assert!(edges.iter().all(|&e| e <= 1000 + 40 + 20), "{edges:?}");
    }
}

#[test]
fn it_holds_one_more_than_its_memory() {
    let library = &designs()[0];
    let mut module = library.module().unwrap();
    reset(&mut module);
    let port = |name| library.port(name).unwrap();
    module.set(port("push"), 1);
    let mut taken = 0;
    for _ in 0..64 {
        taken += usize::from(module.high(port("ready")));
        for clock in ["write_clock", "read_clock"] {
            for level in [1, 0] {
                module.set(port(clock), level);
                module.settle();
            }
        }
    }
    assert_eq!(taken, DEPTH + 1);
    assert!(module.high(port("valid")) && !module.high(port("ready")));
}

#[test]
fn pointers_that_are_no_gray_codes_are_caught() {
    let coded = "tail_coded = tail_next ^ tail_half;";
    let text = text();
    assert_eq!(text.matches(coded).count(), 1, "{text}");
    let binary = text.replace(coded, "tail_coded = tail_next;");
    let library = Design::new("gray_fifo", metastable(&binary)).build().unwrap();
    let words: Vec<u64> = (0..300).collect();
    let caught = (0..20).any(|seed| {
        send(&library, &words, [Stall::Random(0.5); 2], [1000, 1009], 300, seed).is_err()
    });
    assert!(caught, "words must get lost or come twice");
}
