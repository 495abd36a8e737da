//! What a bitstream was built for.

use std::path::Path;

use anyhow::{Result, anyhow};
use serde::Deserialize;

/// What the doctor reads of a board's `manifest.toml`; the rest is for others.
///
/// ```toml
/// build_id = 0x4076fd3f   # BUILD_ID of the engine
/// [pcie]
/// generation = 3
/// width = 16
/// ```
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    pub(super) build_id: Option<u32>,
    pub(super) pcie: Option<Pcie>,
}

/// The link that a bitstream was built for.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Pcie {
    pub(super) generation: Option<u8>,
    pub(super) width: u32,
}

impl Manifest {
    pub(super) fn read(path: &Path) -> Result<Manifest> {
        let text = std::fs::read_to_string(path).map_err(|e| anyhow!("{}: {e}", path.display()))?;
        toml::from_str(&text).map_err(|e| anyhow!("{}: {e}", path.display()))
    }
}
