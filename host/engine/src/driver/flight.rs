//! How much work is in flight: chosen from the transfer model.
//!
//! Within a submission, transfers hide behind work: one job runs while the next is written and the
//! last is read. Not hidden are the write of its first job and the read of its last: a model asks
//! for the next layer only when it has the results of this one. What they take does not depend on
//! the rows of the submission, what it works does.

use super::layout::Layout;
use super::tiles::Tiled;

/// One input in so many is an event, as trained models are after row coding.
const INPUTS_PER_EVENT: u64 = 5;
/// The part of the work that the transfers which are not hidden may take: one in so many.
const SHARE: u64 = 100;
/// Rows that are more than anyone's memory wants.
const MOST_ROWS: u64 = 1 << 17;

/// Rows of a submission whose exposed transfers are `1 / SHARE` of the work by an average one of
/// `kept` weights; `None` where nothing is kept.
///
/// ```text
/// exposed = write(a job's data) + read(a job's results)
/// work    = rows * mean over weights of sum over tiles of ceil(events / ports)
/// ```
pub(super) fn rows<'a>(layout: &Layout, kept: impl Iterator<Item = &'a Tiled>) -> Option<usize> {
    let (mut weights, mut row) = (0, 0);
    for tiled in kept {
        for span in tiled.spans() {
            let events = (span.inputs.len() as u64).div_ceil(INPUTS_PER_EVENT);
            let tile = events.div_ceil(layout.config.ports.into()).max(layout.config.groups.into());
            row += tile * u64::from(span.tiles);
        }
        weights += 1;
    }
    let data = layout.job_bytes() as u64;
    let results = layout.job_result_bytes() as u64;
    let exposed = layout.link.cycles(data) + layout.link.cycles(results);
    let rows = (exposed * SHARE * weights).checked_div(row)?;
    Some(rows.clamp(1, MOST_ROWS) as usize)
}

#[cfg(test)]
mod tests {
    use spikelm_regs::EngineConfig;

    use super::super::tiles::Stay;
    use super::*;
    use crate::{Link, Weights};

    fn chosen(link: Link, config: EngineConfig, shapes: &[(usize, usize)]) -> Option<usize> {
        let layout = Layout::new(config, link);
        let tiled: Vec<Tiled> = shapes
            .iter()
            .map(|&(inputs, columns)| {
                let weights = Weights { inputs, columns, values: vec![1; inputs * columns] };
                Tiled::new(weights, Stay::Resident, &layout).unwrap()
            })
            .collect();
        rows(&layout, tiled.iter())
    }

    #[test]
    fn what_is_exposed_is_a_hundredth_of_the_work() {
        let config = EngineConfig::SMALL;
        let layout = Layout::new(config, Link::GEN3X16);
        // 100 inputs are 20 events, 640 columns are 10 tiles.
        let rows = chosen(Link::GEN3X16, config, &[(100, 640)]).unwrap() as u64;
        let bytes = (layout.job_bytes() + layout.job_result_bytes()) as u64;
        let exposed = 2 * 6000 + bytes / 60;
        assert!((99..=101).contains(&(rows * 200 / exposed)), "{rows} rows for {exposed} cycles");
    }

    #[test]
    fn slow_links_and_light_work_take_more_rows() {
        let config = EngineConfig::SMALL;
        let fast = chosen(Link::GEN3X16, config, &[(128, 128)]);
        let slow = Link { latency: 12_000, ..Link::GEN3X16 };
        assert!(chosen(slow, config, &[(128, 128)]) > fast);
        assert!(chosen(Link::GEN3X16, config, &[(128, 128), (512, 512)]) < fast);
        assert_eq!(chosen(Link::GEN3X16, config, &[]), None);
    }
}
