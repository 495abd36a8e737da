//! Lines of a text file or of standard input, as they come.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Result, anyhow, bail};

/// Longer lines are no sentences.
const LIMIT: u64 = 1 << 20;

pub(crate) struct Lines {
    reader: Box<dyn BufRead>,
    name: String,
    number: u64,
}

impl Lines {
    /// Opens a file; `-` is standard input.
    pub(crate) fn open(path: &Path) -> Result<Lines> {
        let standard = path == Path::new("-");
        let name = if standard { "standard input".into() } else { path.display().to_string() };
        let reader: Box<dyn BufRead> = if standard {
            Box::new(BufReader::new(std::io::stdin()))
        } else {
            let file = File::open(path).map_err(|e| anyhow!("{name}: {e}"))?;
            Box::new(BufReader::new(file))
        };
        Ok(Lines { reader, name, number: 0 })
    }

    /// The file and line that was read last, for messages.
    pub(crate) fn place(&self) -> String {
        format!("{}, line {}", self.name, self.number)
    }

    /// The next line without its end; `None` at the end of the file.
    pub(crate) fn next(&mut self) -> Result<Option<String>> {
        let mut bytes = Vec::new();
        let mut limited = self.reader.by_ref().take(LIMIT);
        let read = limited.read_until(b'\n', &mut bytes);
        let count = read.map_err(|e| anyhow!("{}: {e}", self.name))?;
        if count == 0 {
            return Ok(None);
        }
        self.number += 1;
        if count as u64 == LIMIT && bytes.last() != Some(&b'\n') {
            bail!("{}: longer than {LIMIT} bytes", self.place());
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        let line = String::from_utf8(bytes)
            .map_err(|_| anyhow!("{}: not UTF-8; save the file as UTF-8", self.place()))?;
        let first = self.number == 1;
        Ok(Some(if first { line.trim_start_matches('\u{feff}').into() } else { line }))
    }
}
