//! Labelled sentences in a TSV file.

use std::path::Path;

use anyhow::{Result, bail};

use crate::lines::Lines;

/// A sentence, its class and where it stands.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) label: usize,
    pub(crate) text: String,
    pub(crate) place: String,
}

/// Reads up to `limit` lines of a TSV file whose header line names a column `label` and a column
/// `content` or `sentence`, in any order.
pub(crate) fn read(path: &Path, labels: usize, limit: Option<usize>) -> Result<Vec<Example>> {
    let mut lines = Lines::open(path)?;
    let Some(header) = lines.next()? else { bail!("{}: the file is empty", path.display()) };
    let names: Vec<&str> = header.split('\t').map(str::trim).collect();
    let column = |wanted: &[&str]| names.iter().position(|name| wanted.contains(name));
    let (Some(label), Some(text)) = (column(&["label"]), column(&["content", "sentence"])) else {
        bail!(
            "{}: the header must name a column `label` and a column `content` or `sentence`, separated by a tab; it is `{header}`",
            lines.place()
        );
    };
    let mut examples = Vec::new();
    while limit.is_none_or(|limit| examples.len() < limit) {
        let Some(line) = lines.next()? else { break };
        let place = lines.place();
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != names.len() {
            bail!("{place}: {} columns, the header has {}", fields.len(), names.len());
        }
        let Some(class) = fields[label].trim().parse().ok().filter(|class| *class < labels) else {
            bail!("{place}: label `{}` is not one of 0 to {}", fields[label], labels - 1);
        };
        examples.push(Example { label: class, text: fields[text].into(), place });
    }
    if examples.is_empty() {
        bail!("{}: no sentences after the header", path.display());
    }
    Ok(examples)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, limit: Option<usize>) -> Result<Vec<Example>> {
        let directory = tempfile::tempdir()?;
        let path = directory.path().join("data.tsv");
        std::fs::write(&path, text)?;
        read(&path, 2, limit)
    }

    #[test]
    fn columns_stand_in_any_order() {
        for text in ["label\tcontent\n1\ta b\n0\tc", "sentence\tlabel\r\na b\t1\r\nc\t0\r\n"] {
            let examples = parse(text, None).unwrap();
            let read: Vec<_> = examples.iter().map(|e| (e.label, e.text.as_str())).collect();
            assert_eq!(read, [(1, "a b"), (0, "c")]);
        }
        assert_eq!(parse("x\tlabel\tcontent\n7\t1\ta\n7\t0\tb", Some(1)).unwrap().len(), 1);
    }

    #[test]
    fn faults_name_the_line() {
        for (text, fault) in [
            ("", "empty"),
            ("label\tcontent\n", "no sentences"),
            ("label content\n1 a", "line 1: the header must name"),
            ("label\tcontent\n1\ta\nb", "line 3: 1 columns"),
            ("label\tcontent\n2\ta", "line 2: label `2` is not one of 0 to 1"),
            ("label\tcontent\n-1\ta", "line 2: label `-1`"),
        ] {
            let error = parse(text, None).unwrap_err().to_string();
            assert!(error.contains(fault), "{error}");
        }
    }
}
