//! The bitstream of an ECP5 board.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use spikelm_bitstreams::{BitstreamName, Manifest};

use super::timing::PLACED;
use super::{Timing, Tools, report};
use crate::card::{BOARDS, as_built};

/// Packs what was placed in `folder` into the board's `build` folder, where bitstreams of other
/// sources are deleted, and says so in its manifest; the bitstream's path.
///
/// # Errors
/// When the board's clock is not reached, its sources have changed, or the tool fails; there is no
/// bitstream then.
pub(super) fn pack(
    manifest: &Manifest,
    timing: &Timing,
    tools: &Tools,
    folder: &Path,
) -> anyhow::Result<PathBuf> {
    let board = Path::new(BOARDS).join(&manifest.board);
    let build = board.join("build");
    if build.exists() {
        fs::remove_dir_all(&build).with_context(|| format!("deleting {}", build.display()))?;
    }
    let (found, wanted) = (timing.fmax_mhz, manifest.engine.mhz);
    anyhow::ensure!(
        found >= f64::from(wanted),
        "{}: {found} MHz of {wanted} MHz: no bitstream; the slowest path goes {}",
        manifest.board,
        timing.blocks()
    );
    // A build takes long: its sources may be others by now.
    let file = board.join("manifest.toml");
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let (now, then) =
        (BitstreamName::of(&Manifest::parse(&text, &file)?), BitstreamName::of(manifest));
    anyhow::ensure!(now == then, "built {then}, but the manifest says {now} now: build again");
    tools.run("ecppack", &["--compress", PLACED, "packed.bit"], folder)?;
    fs::create_dir_all(&build).with_context(|| format!("creating {}", build.display()))?;
    let path = build.join(format!("{}.bit", BitstreamName::of(manifest)));
    let beside = path.with_extension("tmp");
    fs::copy(folder.join("packed.bit"), &beside)?;
    fs::rename(&beside, &path).with_context(|| format!("writing {}", path.display()))?;
    report::write(&file, &as_built(&text)?)?;
    Ok(path)
}
