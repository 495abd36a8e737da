//! The dispatcher: when commands start, which run beside each other, and the order of records.

mod common;

use std::collections::VecDeque;
use std::sync::OnceLock;

use common::pins::{BitString, Pins, goes};
use common::{library, rng};
use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_hdl::control::Dispatcher;
use spikelm_hdl::emit::verilog;
use spikelm_sim::stream::{Stall, with_seeds};
use spikelm_sim::verilated::Library;

/// Address bits of weight rows and of records.
const AW: usize = 6;
const UW: usize = 13;
/// Commands without a record that the dispatcher keeps.
const ORDERS: usize = 5;

fn design() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        library("dispatcher", verilog("dispatcher", Dispatcher::<AW, UW, 50>::default))
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Command {
    is_load: bool,
    status: u64,
    seq: u64,
    record: u64,
    first: u64,
    last: u64,
}

impl Command {
    fn random(random: &mut SmallRng, seq: u64) -> Command {
        let first = random.random_range(0..1 << AW);
        Command {
            is_load: random.random_bool(0.5),
            status: if random.random_bool(0.2) { random.random_range(1..8) } else { 0 },
            seq,
            record: random.random_range(0..1 << UW),
            first,
            last: random.random_range(first..1 << AW).min(first + 20),
        }
    }

    fn order(&self) -> Vec<u8> {
        BitString::new()
            .push(self.status, 4)
            .push(self.is_load.into(), 1)
            .push(self.seq, 32)
            .push(self.record, UW)
            .bytes()
    }
}

/// A unit as the dispatcher must see it.
#[derive(Default)]
struct Unit {
    /// Weight rows of the command under way.
    active: Option<(u64, u64)>,
    /// The record of the ended command is not taken.
    waiting: bool,
    /// Cycles since issue.
    age: u64,
}

impl Unit {
    fn uses(&self, command: &Command) -> bool {
        self.active.is_some_and(|(first, last)| command.first <= last && command.last >= first)
    }
}

/// Dispatches commands; returns how many LOADs began beside a RUN and RUNs beside a LOAD.
fn dispatch(commands: &[Command], stalls: [Stall; 3], random: &mut SmallRng) -> [usize; 2] {
    let [offer_stall, unit_stall, record_stall] = stalls;
    let mut pins = Pins::new(design());
    let mut commands: VecDeque<Command> = commands.iter().copied().collect();
    let mut orders: VecDeque<(Command, u64)> = VecDeque::new();
    let (mut run, mut load) = (Unit::default(), Unit::default());
    let (mut offered, mut cycle) = (false, 0_u64);
    // Of the cycle before: whether the command was there, and which units use its weight rows.
    let (mut compared, mut clashes) = (false, [false, false]);
    let mut beside = [0, 0];
    loop {
        offered |= !commands.is_empty() && goes(offer_stall, random);
        pins.set("valid", offered);
        if let Some(c) = commands.front() {
            for (name, value) in [
                ("is_load", u64::from(c.is_load)),
                ("status", c.status),
                ("seq", c.seq),
                ("record", c.record),
                ("weight_row", c.first),
                ("weight_end", c.last),
            ] {
                pins.set(name, value);
            }
        }
        // The units: a RUN begins two cycles behind its issue, a LOAD one.
        let run_done = run.active.is_some() && run.age > 3 && goes(unit_stall, random);
        let load_done = load.active.is_some() && load.age > 1 && goes(unit_stall, random);
        pins.set("run_done", run_done);
        pins.set("load_done", load_done);
        // The recorder takes the oldest command once it has ended.
        pins.settle();
        assert_eq!(pins.high("run_active"), run.active.is_some(), "cycle {cycle}");
        assert_eq!(pins.high("load_active"), load.active.is_some(), "cycle {cycle}");
        assert_eq!(pins.high("run_waiting"), run.waiting, "cycle {cycle}");
        assert_eq!(pins.high("load_waiting"), load.waiting, "cycle {cycle}");
        assert_eq!(pins.high("run_start"), run.active.is_some() && run.age == 2);
        assert_eq!(pins.high("load_start"), load.active.is_some() && load.age == 1);
        assert_eq!(pins.high("idle"), orders.is_empty(), "cycle {cycle}");
        let (mut run_taken, mut load_taken, mut popped) = (false, false, false);
        if pins.high("order_valid") {
            let (oldest, _) = *orders.front().expect("an order without a command");
            assert_eq!(pins.get_bytes("order"), oldest.order(), "cycle {cycle}");
            let ended = oldest.status != 0
                || (oldest.is_load && load.waiting)
                || (!oldest.is_load && run.waiting);
            popped = ended && goes(record_stall, random);
            run_taken = popped && oldest.status == 0 && !oldest.is_load;
            load_taken = popped && oldest.status == 0 && oldest.is_load;
        } else if let Some((_, since)) = orders.front() {
            assert!(cycle < since + 2, "an order is missing, cycle {cycle}");
        }
        pins.set("order_pop", popped);
        pins.set("run_taken", run_taken);
        pins.set("load_taken", load_taken);
        pins.settle();
        let take = pins.high("take");
        let mut issues = [false, false];
        if let Some(c) = commands.front().copied().filter(|_| offered) {
            let free = |unit: &Unit| unit.active.is_none() && !unit.waiting;
            let goes = match (c.status, c.is_load) {
                (0, true) => compared && free(&load) && !clashes[0],
                (0, false) => compared && free(&run) && !clashes[1],
                _ => compared,
            };
            // Only a full order queue may hold a command up that could go.
            assert!(take <= goes, "cycle {cycle}: {c:?}");
            assert!(take >= (goes && orders.len() < ORDERS - 1), "cycle {cycle}: {c:?}");
            issues = [take && c.status == 0 && !c.is_load, take && c.status == 0 && c.is_load];
        } else {
            assert!(!take);
        }
        assert_eq!([pins.high("run_issue"), pins.high("load_issue")], issues, "cycle {cycle}");
        compared = offered && !take;
        clashes = commands.front().map_or([false; 2], |c| [run.uses(c), load.uses(c)]);
        pins.edge();
        if popped {
            orders.pop_front();
        }
        run.waiting = (run.waiting && !run_taken) || run_done;
        load.waiting = (load.waiting && !load_taken) || load_done;
        beside[0] += usize::from(issues[1] && run.active.is_some());
        beside[1] += usize::from(issues[0] && load.active.is_some());
        if run_done {
            run.active = None;
        }
        if load_done {
            load.active = None;
        }
        (run.age, load.age) = (run.age + 1, load.age + 1);
        if take {
            let c = commands.pop_front().unwrap();
            offered = false;
            orders.push_back((c, cycle + 1));
            if issues[0] {
                run = Unit { active: Some((c.first, c.last)), waiting: false, age: 1 };
            }
            if issues[1] {
                load = Unit { active: Some((c.first, c.last)), waiting: false, age: 1 };
            }
        }
        cycle += 1;
        if commands.is_empty() && orders.is_empty() {
            pins.set("valid", false);
            pins.settle();
            assert!(pins.high("idle") && !pins.high("order_valid"));
            assert!(run.active.is_none() && load.active.is_none());
            return beside;
        }
        assert!(cycle < 50_000, "{} commands, {} orders", commands.len(), orders.len());
    }
}

#[test]
fn commands_start_when_they_may_and_records_follow_the_ring() {
    with_seeds(|seed| {
        let mut beside = [0, 0];
        for (i, stalls) in Stall::combinations::<3>().into_iter().enumerate() {
            let mut random = rng(seed, i as u64);
            let commands: Vec<Command> =
                (0..300).map(|n| Command::random(&mut random, n)).collect();
            let [a, b] = dispatch(&commands, stalls, &mut random);
            beside = [beside[0] + a, beside[1] + b];
        }
        assert!(beside[0] > 20 && beside[1] > 20, "{beside:?}");
    });
}

#[test]
fn weight_rows_that_touch_at_one_row_wait() {
    let run = Command { is_load: false, status: 0, seq: 0, record: 0, first: 10, last: 20 };
    let slow = [Stall::Always, Stall::Random(0.9), Stall::Always];
    for (first, last, runs_beside) in
        [(0, 9, 1), (0, 10, 0), (20, 20, 0), (21, 30, 1), (12, 13, 0), (0, 63, 0)]
    {
        let load = Command { is_load: true, first, last, seq: 1, ..run };
        let [loads, _] = dispatch(&[run, load], slow, &mut rng(1, 0));
        assert_eq!(loads, runs_beside, "LOAD of {first}..={last}");
        let [_, runs] = dispatch(&[load, run], slow, &mut rng(1, 0));
        assert_eq!(runs, runs_beside, "RUN beside a LOAD of {first}..={last}");
    }
}
