//! Logits: a file of them, and their hash; files that appear whole or not at all.

use std::fs::Permissions;
use std::io::{BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

#[derive(Serialize)]
struct Line<'a> {
    ids: &'a [u32],
    logits: &'a [f32],
}

/// Lines that are written beside the file, which gets them when all are there.
pub(crate) struct WholeFile {
    path: PathBuf,
    writer: BufWriter<NamedTempFile>,
}

impl WholeFile {
    pub(crate) fn create(path: &Path) -> Result<WholeFile> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        let file = tempfile::Builder::new()
            .permissions(Permissions::from_mode(0o666))
            .tempfile_in(folder.unwrap_or(Path::new(".")))
            .map_err(|e| anyhow!("{}: cannot be written: {e}", path.display()))?;
        Ok(WholeFile { path: path.into(), writer: BufWriter::new(file) })
    }

    pub(crate) fn line(&mut self, line: &str) -> Result<()> {
        writeln!(self.writer, "{line}").map_err(|e| anyhow!("{}: {e}", self.path.display()))
    }

    pub(crate) fn finish(self) -> Result<()> {
        let WholeFile { path, writer } = self;
        let file = writer.into_inner().map_err(|e| anyhow!("{}: {e}", path.display()))?;
        file.persist(&path).map_err(|e| anyhow!("{}: {e}", path.display()))?;
        Ok(())
    }
}

/// Ids and logits of sentences, a JSON object a line.
pub(crate) struct LogitsFile(WholeFile);

impl LogitsFile {
    pub(crate) fn create(path: &Path) -> Result<LogitsFile> {
        WholeFile::create(path).map(LogitsFile)
    }

    pub(crate) fn push(&mut self, ids: &[u32], logits: &[f32]) -> Result<()> {
        self.0.line(&serde_json::to_string(&Line { ids, logits })?)
    }

    pub(crate) fn finish(self) -> Result<()> {
        self.0.finish()
    }
}

/// SHA-256 of all logits as little-endian float32, in order.
#[derive(Default)]
pub(crate) struct LogitsHash(Sha256);

impl LogitsHash {
    pub(crate) fn push(&mut self, logits: &[f32]) {
        logits.iter().for_each(|v| self.0.update(v.to_le_bytes()));
    }

    pub(crate) fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_bytes() {
        let mut hash = LogitsHash::default();
        hash.push(&[1.0, -2.5]);
        hash.push(&[0.0]);
        // sha256 of 0000803f 000020c0 00000000
        let bytes = [0u8, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0, 0, 0, 0, 0];
        let expected: String =
            Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash.finish(), expected);
    }

    #[test]
    fn files_appear_whole_or_not_at_all() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("out.jsonl");
        let mut file = LogitsFile::create(&path).unwrap();
        file.push(&[3, 4], &[0.1, -1e-7]).unwrap();
        assert!(!path.exists());
        file.finish().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, "{\"ids\":[3,4],\"logits\":[0.1,-1e-7]}\n");
        drop(LogitsFile::create(&path).unwrap());
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);
        assert!(LogitsFile::create(&directory.path().join("no/such/out.jsonl")).is_err());
    }
}
