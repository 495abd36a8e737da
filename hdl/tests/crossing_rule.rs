//! Every crossing of the shells goes through a synchronizer or a queue's memory.

use std::collections::BTreeSet;

use spikelm_hdl::crossing::rule::{Crossing, crossings};
use spikelm_hdl::generate::{MANAGEMENT, SHELL, management, shell};

/// The clock of an input of the shell.
fn of_shell(input: &str) -> Option<String> {
    let engine = ["m_axi", "m_axil", "irq", "memory_axi"];
    if input == "engine_clock_good" {
        None
    } else if input.ends_with("_clock") {
        Some(input.into())
    } else if input != "irq_acknowledge" && engine.iter().any(|p| input.starts_with(p)) {
        Some("engine_clock".into())
    } else {
        Some("bus_clock".into())
    }
}

fn last(place: &str) -> &str {
    place.rsplit('.').next().unwrap()
}

#[test]
fn the_shells_cross_where_they_should_and_nowhere_else() {
    for bits in [128, 512] {
        let found = crossings(&shell(bits).unwrap(), SHELL, of_shell).unwrap();
        // Two pointers and a memory per channel, four bits of the resets, the clock and the interrupt.
        assert_eq!(found.len(), 3 * 10 + 4 + 2, "{bits} bits: {found:#?}");
        let names: BTreeSet<&str> = found.iter().map(|c| last(&c.place)).collect();
        let expected =
            ["answered_here", "asked_here", "good", "head_seen", "irq_seen", "memory", "tail_seen"];
        assert_eq!(names, BTreeSet::from(expected));
        let of = |place: &str| found.iter().find(|c| c.place == place).unwrap();
        let crossing = |place: &str, from: &str, to: &str| Crossing {
            place: place.into(),
            from: from.into(),
            to: to.into(),
        };
        for (place, from, to) in [
            ("axi.aw.memory", "bus_clock", "engine_clock"),
            ("axi.r.memory", "engine_clock", "bus_clock"),
            ("axil.ar.tail_seen", "bus_clock", "engine_clock"),
            ("axil.ar.head_seen", "engine_clock", "bus_clock"),
            ("irq_seen", "engine_clock", "bus_clock"),
            ("good", "", "engine_clock"),
        ] {
            assert_eq!(*of(place), crossing(place, from, to));
        }
    }
}

#[test]
fn so_does_board_management() {
    let found = crossings(&management().unwrap(), MANAGEMENT, |input| match input {
        "management_clock_good" => None,
        clock if clock.ends_with("_clock") => Some(clock.into()),
        pin if pin.starts_with("m_axil") => Some("management_clock".into()),
        _ => Some("bus_clock".into()),
    })
    .unwrap();
    assert_eq!(found.len(), 3 * 5 + 4 + 1, "{found:#?}");
}

#[test]
fn every_way_around_a_synchronizer_is_found() {
    let sound = shell(128).unwrap();
    for (from, to, place) in [
        // The interrupt, straight into the other clock.
        (
            "assign hold_level = irq_seen_q == yes;",
            "assign hold_level = irq_held_q == yes;",
            "hold.",
        ),
        // A pointer, before its synchronizer.
        (
            "tail_when_full = head_seen_q ^ ahead;",
            "tail_when_full = head_gray_q ^ ahead;",
            ".room.d: from clock",
        ),
        // A reset of the other side.
        (
            "assign axi_m_resetn = resets_b_side_resetn;",
            "assign axi_m_resetn = resets_a_side_resetn;",
            "from clock `bus_clock` into `engine_clock`",
        ),
        // Logic before a synchronizer.
        ("assign irq_seen_d = irq_held_q;", "assign irq_seen_d = irq_held_q & irq;", "irq_seen"),
        // A word that is written in the reader's clock.
        (
            "assign memory_write_clock = write_clock;",
            "assign memory_write_clock = read_clock;",
            "memory.write",
        ),
    ] {
        assert!(sound.contains(from), "{from}");
        let broken = crossings(&sound.replace(from, to), SHELL, of_shell);
        let broken = broken.expect_err(to).join("\n");
        assert!(broken.contains(place), "{to}: {broken}");
    }
}
