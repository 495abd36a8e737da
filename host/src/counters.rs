//! Counters of an engine as JSON and as a table.

use serde_json::{Value, json};
use spikelm_engine::{CardReport, Stats, Totals};

use crate::output::grouped;

/// The counters of one kind of product; all null in the reference mode.
pub(crate) fn totals_json(totals: Option<&Totals>) -> Value {
    let Some(t) = totals else {
        return json!({
            "products": null, "dense_additions": null, "direct_additions": null,
            "additions": null, "ideal_cycles": null, "busy_cycles": null, "event_cycles": null,
            "stalls": null, "lane_use": null,
        });
    };
    let stalls = t.stalls.map(|[fetch, drain, empty, edge]| {
        json!({"fetch": fetch, "drain": drain, "empty": empty, "edge": edge})
    });
    json!({
        "products": t.products,
        "dense_additions": t.dense_additions,
        "direct_additions": t.direct_additions,
        "additions": t.additions,
        "ideal_cycles": t.ideal_cycles,
        "busy_cycles": t.busy_cycles,
        "event_cycles": t.event_cycles,
        "stalls": stalls,
        "lane_use": t.lane_use,
    })
}

/// Which card computed what, and how it fared.
pub(crate) fn cards_json(cards: &[CardReport]) -> Value {
    let card = |c: &CardReport| {
        json!({
            "card": c.card, "products": c.products, "additions": c.additions,
            "recoveries": c.recoveries, "lost": c.lost,
        })
    };
    cards.iter().map(card).collect()
}

/// A line for each card, where there is more to say than that one card did everything.
pub(crate) fn card_lines(cards: &[CardReport]) -> Vec<String> {
    if let [card] = cards
        && card.recoveries == 0
        && card.lost.is_none()
    {
        return Vec::new();
    }
    let line = |c: &CardReport| {
        let (products, additions) = (grouped(c.products), grouped(c.additions));
        let mut line = format!("{}: {products} products, {additions} additions", c.card);
        if c.recoveries > 0 {
            line += &format!(", brought back {} times", c.recoveries);
        }
        if let Some(reason) = &c.lost {
            line += &format!("; lost: {reason}");
        }
        line
    };
    cards.iter().map(line).collect()
}

/// Work done between two readings of the counters.
pub(crate) fn since(before: &Stats, after: &Stats) -> Stats {
    let less = |a: Option<u64>, b: Option<u64>| a.zip(b).map(|(a, b)| a.saturating_sub(b));
    let totals = |a: &Totals, b: &Totals| {
        let weight = |t: &Totals| Some(t.ideal_cycles? as f64);
        let used = |t: &Totals| Some(t.lane_use.unwrap_or(0.0) * weight(t)?);
        let lane_use = match (used(a), used(b), weight(a), weight(b)) {
            (Some(a), Some(b), Some(wa), Some(wb)) if wa > wb => Some((a - b) / (wa - wb)),
            _ => None,
        };
        Totals {
            products: a.products - b.products,
            dense_additions: a.dense_additions - b.dense_additions,
            direct_additions: a.direct_additions - b.direct_additions,
            additions: a.additions - b.additions,
            ideal_cycles: less(a.ideal_cycles, b.ideal_cycles),
            busy_cycles: less(a.busy_cycles, b.busy_cycles),
            event_cycles: less(a.event_cycles, b.event_cycles),
            stalls: a.stalls.map(|a| {
                let b = b.stalls.unwrap_or_default();
                std::array::from_fn(|i| a[i].saturating_sub(b[i]))
            }),
            lane_use,
        }
    };
    Stats {
        linear: totals(&after.linear, &before.linear),
        attention: totals(&after.attention, &before.attention),
        cycles: less(after.cycles, before.cycles),
        load_cycles: less(after.load_cycles, before.load_cycles),
        command_cycles: less(after.command_cycles, before.command_cycles),
        idle_cycles: less(after.idle_cycles, before.idle_cycles),
    }
}

/// Additions done and dense additions, of both kinds.
pub(crate) fn additions(stats: &Stats) -> (u64, u64) {
    (
        stats.linear.additions + stats.attention.additions,
        stats.linear.dense_additions + stats.attention.dense_additions,
    )
}

/// A table of both kinds, with a line of cycles where there is a card.
pub(crate) fn table(stats: &Stats) -> Vec<String> {
    let mut lines = vec![format!(
        "{:<10} {:>9} {:>16} {:>16} {:>16} {:>9} {:>10}",
        "",
        "products",
        "dense additions",
        "zeros skipped",
        "after coding",
        "of dense",
        "busy/ideal"
    )];
    for (name, t) in [("linear", &stats.linear), ("attention", &stats.attention)] {
        let busy = match (t.busy_cycles, t.ideal_cycles) {
            (Some(busy), Some(ideal)) if ideal > 0 => format!("{:.3}", busy as f64 / ideal as f64),
            _ => "-".into(),
        };
        lines.push(format!(
            "{name:<10} {:>9} {:>16} {:>16} {:>16} {:>9} {busy:>10}",
            grouped(t.products),
            grouped(t.dense_additions),
            grouped(t.direct_additions),
            grouped(t.additions),
            share(t.additions, t.dense_additions),
        ));
    }
    if let Some(cycles) = stats.cycles {
        let part = |c: Option<u64>| c.map_or_else(|| "-".into(), grouped);
        let busy = stats.linear.busy_cycles.zip(stats.attention.busy_cycles).map(|(a, b)| a + b);
        lines.push(format!(
            "{} cycles (simulated): busy {}, load {}, command {}, idle {}",
            grouped(cycles),
            part(busy),
            part(stats.load_cycles),
            part(stats.command_cycles),
            part(stats.idle_cycles),
        ));
    }
    lines
}

/// A fraction of dense additions, or `-` where there were none.
pub(crate) fn share(additions: u64, dense: u64) -> String {
    if dense == 0 { "-".into() } else { format!("{:.3}", additions as f64 / dense as f64) }
}
