//! Where compiled designs are kept.
//!
//! An entry is a folder named after the hash of all that went into it. It is made in a temporary
//! folder beside and published by a rename, under a file lock per entry; so a reader sees a whole
//! entry or none, and concurrent builders wait for one another instead of repeating the work. The
//! library's digest is stored with it: a damaged entry is made again.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::VerilateError;
use super::build::cache_error;

const DIGEST_FILE: &str = "sha256";

/// The folder of all entries; made if it is not there.
pub(super) fn folder() -> Result<PathBuf, VerilateError> {
    let var = |name| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let folder = var("SPIKELM_CACHE")
        .or_else(|| var("XDG_CACHE_HOME").map(|p| p.join("spikelm")))
        .or_else(|| var("HOME").map(|p| p.join(".cache/spikelm")))
        .ok_or(VerilateError::NoCacheFolder)?;
    fs::create_dir_all(&folder).map_err(|e| cache_error(&folder, e))?;
    Ok(folder)
}

/// The file of that name in the entry `name`, which `make` fills if it is missing or damaged.
pub(super) fn entry(
    cache: &Path,
    name: &str,
    file: &str,
    make: impl FnOnce(&Path) -> Result<(), VerilateError>,
) -> Result<PathBuf, VerilateError> {
    let folder = cache.join(name);
    let path = folder.join(file);
    if is_whole(&folder, file) {
        return Ok(path);
    }
    let lock = cache.join(format!("{name}.lock"));
    let held = File::create(&lock).map_err(|e| cache_error(&lock, e))?;
    held.lock().map_err(|e| cache_error(&lock, e))?;
    if is_whole(&folder, file) {
        return Ok(path);
    }
    let work = tempfile::Builder::new()
        .prefix(&format!("{name}.tmp"))
        .tempdir_in(cache)
        .map_err(|e| cache_error(cache, e))?;
    make(work.path())?;
    let digest = digest(&work.path().join(file)).map_err(|e| cache_error(work.path(), e))?;
    super::build::write(&work.path().join(DIGEST_FILE), digest.as_bytes())?;
    if folder.exists() {
        log::warn!("{} is damaged and is made again", folder.display());
        fs::remove_dir_all(&folder).map_err(|e| cache_error(&folder, e))?;
    }
    fs::rename(work.path(), &folder).map_err(|e| cache_error(&folder, e))?;
    let _ = work.keep();
    Ok(path)
}

/// Whether the entry is there and its file is what was stored.
fn is_whole(folder: &Path, file: &str) -> bool {
    let stored = fs::read_to_string(folder.join(DIGEST_FILE));
    match (stored, digest(&folder.join(file))) {
        (Ok(stored), Ok(found)) => stored == found,
        _ => false,
    }
}

fn digest(path: &Path) -> io::Result<String> {
    Ok(hex(&Sha256::digest(fs::read(path)?)))
}

/// The hash of the parts, which cannot be confused with one another.
pub(super) fn key(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
