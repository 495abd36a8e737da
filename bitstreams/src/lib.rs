//! Boards: their manifests, and the checks between a manifest, a bitstream and a card.
//!
//! A board's folder holds `manifest.toml`, the only place where its facts are typed. The wrapper
//! and the build script beside it are generated from it and from the [`EngineConfig`] that it
//! names, so that no width stands twice.
//!
//! [`EngineConfig`]: spikelm_regs::EngineConfig

mod bitstream;
mod manifest;

pub use bitstream::{BitstreamName, CardFacts, Mismatch, mismatches};
pub use manifest::{
    Boundary, Build, Engine, Management, Manifest, ManifestError, Memory, Pcie, Programmer, Serial,
    board, boards,
};

/// What Vivado does to load a bitstream; its arguments are the file and the part.
pub const VIVADO_PROGRAM: &str = include_str!("../common/program.tcl");
