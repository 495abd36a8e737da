//! What a projection needs of a board.

use spikelm_engine::Link;
use spikelm_regs::EngineConfig;

/// An engine at a clock behind a link.
#[derive(Debug, Clone)]
pub(crate) struct Board {
    pub(crate) name: String,
    pub(crate) config: EngineConfig,
    pub(crate) mhz: u32,
    /// Whether the clock is one that a place-and-route report gives.
    pub(crate) built: bool,
    /// Seconds of any transfer.
    pub(crate) overhead: f64,
    /// Bytes a second, each way.
    pub(crate) rate: f64,
}

impl Board {
    /// A board that nobody has built: an engine behind a PCIe link.
    pub(crate) fn new(config: EngineConfig, mhz: u32, link: Link) -> Board {
        let clock = Link::CLOCK as f64 * 1e6;
        Board {
            name: config.name.into(),
            config,
            mhz,
            built: false,
            overhead: link.latency as f64 / clock,
            rate: link.bytes_per_cycle as f64 * clock,
        }
    }
}
