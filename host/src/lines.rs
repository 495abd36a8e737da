//! Lines of a text file or of standard input, as they come.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Result, anyhow, bail};

/// Longer lines are no sentences.
const LINE_LIMIT: u64 = 1 << 20;
/// Larger files are read through standard input, line by line.
const FILE_LIMIT: u64 = 256 << 20;

pub(crate) struct Lines {
    reader: Box<dyn BufRead>,
    name: String,
    number: u64,
    /// Bytes that may still come; no limit for standard input.
    left: Option<u64>,
    /// What is not UTF-8 is replaced, with a warning.
    lossy: bool,
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
        Ok(Lines { reader, name, number: 0, left: (!standard).then_some(FILE_LIMIT), lossy: false })
    }

    /// Bytes that are no UTF-8 become replacement characters, with a warning: one line does not
    /// stop a file.
    pub(crate) fn lossy(self) -> Lines {
        Lines { lossy: true, ..self }
    }

    /// The file and line that was read last, for messages.
    pub(crate) fn place(&self) -> String {
        format!("{}, line {}", self.name, self.number)
    }

    /// The next line without its end; `None` at the end of the file.
    pub(crate) fn next(&mut self) -> Result<Option<String>> {
        let mut bytes = Vec::new();
        let mut limited = self.reader.by_ref().take(LINE_LIMIT);
        let read = limited.read_until(b'\n', &mut bytes);
        let count = read.map_err(|e| anyhow!("{}: {e}", self.name))?;
        if count == 0 {
            return Ok(None);
        }
        self.number += 1;
        if let Some(left) = &mut self.left {
            match left.checked_sub(count as u64) {
                Some(rest) => *left = rest,
                None => bail!("{}: larger than {FILE_LIMIT} bytes; split it", self.name),
            }
        }
        if count as u64 == LINE_LIMIT && bytes.last() != Some(&b'\n') {
            bail!("{}: longer than {LINE_LIMIT} bytes", self.place());
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        let line = match String::from_utf8(bytes) {
            Ok(line) => line,
            Err(e) if self.lossy => {
                log::warn!("{}: not UTF-8, what cannot be read is replaced", self.place());
                String::from_utf8_lossy(e.as_bytes()).into_owned()
            }
            Err(_) => bail!("{}: not UTF-8; save the file as UTF-8", self.place()),
        };
        let first = self.number == 1;
        Ok(Some(if first { line.trim_start_matches('\u{feff}').into() } else { line }))
    }
}
