//! From words to events: the compactor and the scanner.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::pins::{BitString, Pins, field, goes, random_word};
use common::{library, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::core::{Compactor, Scanner};
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Bits of a word's number in its row.
const X: usize = 8;

/// Compactors and scanners of 64 and of 16 inputs a word.
fn design(width: usize, scanner: bool) -> &'static Library {
    static LIBRARIES: [OnceLock<Library>; 4] = [const { OnceLock::new() }; 4];
    let make = || match (width, scanner) {
        (64, false) => {
            library("compactor", verilog("compactor", Compactor::<64, X, 138, 4, 5>::default))
        }
        (_, false) => {
            library("compactor", verilog("compactor", Compactor::<16, X, 42, 6, 7>::default))
        }
        (64, true) => library("scanner", verilog("scanner", Scanner::<64, X, 138>::default)),
        (_, true) => library("scanner", verilog("scanner", Scanner::<16, X, 42>::default)),
    };
    LIBRARIES[usize::from(width == 64) + 2 * usize::from(scanner)].get_or_init(make)
}

/// A word on its way to the scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Word {
    fired: u64,
    sign: u64,
    index: u64,
    /// Last of its row.
    last: bool,
    /// The row is the last of its tile.
    tile_end: bool,
}

impl Word {
    fn encode(&self, width: usize) -> Vec<u8> {
        BitString::new()
            .push(self.fired, width)
            .push(self.sign, width)
            .push(self.index, X)
            .push(self.last.into(), 1)
            .push(self.tile_end.into(), 1)
            .bytes()
    }

    fn decode(bytes: &[u8], width: usize) -> Word {
        Word {
            fired: field(bytes, 0, width),
            sign: field(bytes, width, width),
            index: field(bytes, 2 * width, X),
            last: field(bytes, 2 * width + X, 1) == 1,
            tile_end: field(bytes, 2 * width + X + 1, 1) == 1,
        }
    }

    /// What of it must be right: no place where no spike is, no tile where the row goes on.
    fn meaning(self) -> Word {
        let fired = self.fired;
        let index = if fired == 0 { 0 } else { self.index };
        let tile_end = self.last && self.tile_end;
        Word { fired, sign: self.sign & fired, index, tile_end, ..self }
    }
}

/// Rows of random words.
fn rows(rng: &mut SmallRng, width: usize, count: usize) -> Vec<Vec<Word>> {
    (0..count)
        .map(|_| {
            let tile_end = rng.random_bool(0.3);
            let words = rng.random_range(1..=5);
            let empty = rng.random_bool(0.2);
            (0..words)
                .map(|i| {
                    let fired = if empty { 0 } else { random_word(rng, width) };
                    let sign = fired & rng.random::<u64>();
                    Word { fired, sign, index: i, last: i + 1 == words, tile_end }
                })
                .collect()
        })
        .collect()
}

/// The words of a row that have spikes, the last of them marked; if there is none, one empty word.
fn compacted(row: &[Word]) -> Vec<Word> {
    let mut kept: Vec<Word> = row.iter().filter(|w| w.fired != 0).copied().collect();
    if kept.is_empty() {
        kept.push(Word { tile_end: row[0].tile_end, ..Word::default() });
    }
    for (i, word) in kept.iter_mut().rev().enumerate() {
        word.last = i == 0;
    }
    kept
}

#[test]
fn the_compactor_drops_empty_words_and_marks_the_last() {
    for width in [64, 16] {
        with_seeds(|seed| {
            for (i, [take, pop]) in Stall::combinations::<2>().into_iter().enumerate() {
                let mut random = rng(seed, i as u64);
                let rows = rows(&mut random, width, 150);
                let mut words: VecDeque<Word> = rows.iter().flatten().copied().collect();
                // Entries that have come into being by the words taken, and those to come.
                let mut inside: VecDeque<Word> = VecDeque::new();
                let mut pending: VecDeque<Word> = VecDeque::new();
                for row in &rows {
                    pending.extend(compacted(row));
                }
                let (mut spikes, mut took) = (false, false);
                let mut pins = Pins::new(design(width, false));
                let mut cycles = 0;
                while !(words.is_empty() && inside.is_empty()) {
                    let next = words.front().copied().unwrap_or_default();
                    pins.set("take", false);
                    pins.settle();
                    let takes = pins.high("ready") && !words.is_empty() && goes(take, &mut random);
                    pins.set("take", takes);
                    pins.set("fired", next.fired);
                    pins.set("sign", next.sign);
                    pins.set("index", next.index);
                    pins.set("row_end", next.last);
                    pins.set("tile_end", next.tile_end);
                    pins.settle();
                    // A word without a spike is inside for one cycle.
                    let idle = pins.high("idle");
                    assert!(inside.is_empty() || !idle, "cycle {cycles}");
                    assert!(!inside.is_empty() || took || idle, "cycle {cycles}");
                    let pops = pins.high("valid") && goes(pop, &mut random);
                    if pops {
                        let word = Word::decode(&pins.get_bytes("word"), width);
                        let expected = inside.pop_front().map(Word::meaning);
                        assert_eq!(Some(word.meaning()), expected, "cycle {cycles}");
                    }
                    pins.set("pop", pops);
                    took = takes;
                    if takes {
                        words.pop_front();
                        spikes |= next.fired != 0;
                        if next.fired != 0 || (next.last && !spikes) {
                            inside.extend(pending.pop_front());
                        }
                        spikes &= !next.last;
                    }
                    pins.edge();
                    cycles += 1;
                    assert!(cycles < 10_000, "{} words left, {} inside", words.len(), inside.len());
                }
                assert!(pending.is_empty());
                if [take, pop] == [Stall::Always; 2] {
                    let taken: usize = rows.iter().map(Vec::len).sum();
                    assert!(cycles <= taken + 5, "{cycles} cycles for {taken} words");
                }
            }
        });
    }
}

/// An event as it leaves the scanner.
#[derive(Debug, PartialEq, Eq)]
struct Event {
    /// Sign, word and bit of a spike; `None` ends a row without spikes.
    spike: Option<(bool, u64, u64)>,
    /// The row's end: whether it ends its tile too.
    last: Option<bool>,
}

/// The events of compacted words, lowest input first.
fn events(words: &[Word], width: u64) -> Vec<Event> {
    let mut events = Vec::new();
    for word in words {
        let bits: Vec<u64> = (0..width).filter(|i| word.fired >> i & 1 == 1).collect();
        let end = word.last.then_some(word.tile_end);
        for bit in &bits {
            let last = end.filter(|_| Some(bit) == bits.last());
            let spike = Some((word.sign >> bit & 1 == 1, word.index, *bit));
            events.push(Event { spike, last });
        }
        if bits.is_empty() {
            events.push(Event { spike: None, last: end });
        }
    }
    events
}

/// Scans words under stalls; returns the cycles from the first event to the last.
fn scan(width: usize, words: &[Word], stalls: [Stall; 2], random: &mut SmallRng) -> u64 {
    let mut pins = Pins::new(design(width, true));
    let mut expected: VecDeque<Event> = events(words, width as u64).into();
    let mut words: VecDeque<Word> = words.iter().copied().collect();
    let (mut offered, mut ended, mut idle) = (false, false, false);
    let (mut cycles, mut first) = (0, None);
    let mut last = 0;
    loop {
        if let Some(word) = words.front() {
            offered |= goes(stalls[0], random);
            pins.set_bytes("word", &word.encode(width));
        }
        let may_end = goes(stalls[1], random);
        pins.set("word_valid", offered);
        pins.set("may_end", may_end);
        pins.settle();
        // The registered event is what was found in the cycle before.
        let (adding, ends) = (pins.high("event_add"), pins.high("event_last"));
        assert_eq!(ends, ended, "cycle {cycles}");
        assert!(!(idle && (adding || ends)), "idle at work, cycle {cycles}");
        if adding || ends {
            let place =
                || (pins.high("event_sign"), pins.get("event_index"), pins.get("event_bit"));
            let event = Event {
                spike: adding.then(place),
                last: ends.then(|| pins.high("event_tile_end")),
            };
            assert_eq!(Some(event), expected.pop_front(), "cycle {cycles}");
            first = first.or(Some(cycles));
            last = cycles;
        }
        ended = pins.high("ends");
        assert!(may_end || !ended, "a row ends when it may not, cycle {cycles}");
        let blocked = pins.high("blocked");
        assert!(!blocked || !(may_end || ended), "blocked and not, cycle {cycles}");
        if offered && pins.high("word_pop") {
            words.pop_front();
            offered = false;
        }
        if expected.is_empty() {
            assert!(words.is_empty() && pins.high("idle"));
            return last - first.unwrap_or(last) + 1;
        }
        // An event is either in the output register or makes the scanner not idle.
        idle = pins.high("idle");
        assert!(!(idle && (ended || blocked)), "idle at work, cycle {cycles}");
        pins.edge();
        cycles += 1;
        assert!(cycles < 100_000, "{} words left, {} events", words.len(), expected.len());
    }
}

#[test]
fn the_scanner_finds_every_spike_in_order() {
    for width in [64, 16] {
        with_seeds(|seed| {
            for (i, stalls) in Stall::combinations::<2>().into_iter().enumerate() {
                let mut random = rng(seed, i as u64);
                let rows = rows(&mut random, width, 60);
                let words: Vec<Word> = rows.iter().flat_map(|r| compacted(r)).collect();
                let count = events(&words, width as u64).len() as u64;
                let cycles = scan(width, &words, stalls, &mut random);
                if stalls == [Stall::Always; 2] {
                    assert_eq!(cycles, count, "an event a cycle, without a gap");
                }
            }
        });
    }
}

#[test]
fn words_of_one_spike_leave_no_gap() {
    let mut random = rng(0, 0);
    let words: Vec<Word> = (0..64)
        .map(|i| Word { fired: 1 << i, sign: 0, index: i, last: i % 3 == 2, tile_end: false })
        .collect();
    assert_eq!(scan(64, &words, [Stall::Always; 2], &mut random), 64);
}

#[test]
fn reset_forgets_the_words_inside() {
    let mut pins = Pins::new(design(64, true));
    let word = Word { fired: u64::MAX, sign: 0, index: 3, last: true, tile_end: true };
    pins.set_bytes("word", &word.encode(64));
    pins.set("word_valid", true);
    pins.set("may_end", true);
    for _ in 0..10 {
        pins.settle();
        pins.edge();
    }
    pins.set("resetn", false);
    pins.set("word_valid", false);
    pins.settle();
    pins.edge();
    pins.set("resetn", true);
    for _ in 0..5 {
        pins.settle();
        assert!(pins.high("idle") && !pins.high("event_add") && !pins.high("event_last"));
        pins.edge();
    }
}
