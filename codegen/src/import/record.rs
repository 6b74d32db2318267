//! What an import wrote last: `.imported` in the folder of a product version.
//!
//! One line for each file: its name, then the hashes of its lines. From it the next import knows which files a
//! person has edited since, and what has changed upstream since; the text itself is not kept. Names that begin with
//! a dot are no specs, so that the generator does not see it.

use std::collections::BTreeMap;

use super::lines::{HASH_LETTERS, Line, LineHash, lines};

/// The name of the record.
pub(super) const NAME: &str = ".imported";

const HEAD: &str =
    "# What `alicloud-codegen import` wrote last: a hash of each line. Keep it beside the specs.\n";

/// The files of a product version as they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Hashes of lines by the name of the file.
    pub(super) files: BTreeMap<String, Vec<LineHash>>,
}

/// The hashes of a text.
pub(super) fn hashes(text: &str) -> Vec<LineHash> {
    lines(text).iter().map(Line::hash).collect()
}

impl Record {
    /// Reads a record; a line that is none tells nothing about its file.
    pub(super) fn read(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let files = lines.filter_map(|line| {
            let (name, hashes) = line.split_once(' ')?;
            let hashes = hashes.as_bytes().chunks(HASH_LETTERS);
            let hashes: Option<Vec<LineHash>> = hashes.map(LineHash::read).collect();
            Some((name.to_owned(), hashes?))
        });
        Record {
            files: files.collect(),
        }
    }

    /// The text of the record.
    pub(super) fn write(&self) -> String {
        let mut out = HEAD.to_owned();
        for (name, hashes) in &self.files {
            out.push_str(name);
            out.push(' ');
            hashes.iter().for_each(|hash| hash.write(&mut out));
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let mut record = Record::default();
        for (name, text) in [("B.yaml", "a: b\nc: d\n"), ("A.yaml", "")] {
            record.files.insert(name.to_owned(), hashes(text));
        }
        let text = record.write();
        assert_eq!(Record::read(&text), record);
        assert_eq!(Record::read(&text.replace('\n', "\r\n")), record);
        let odd = "A.yaml\nB.yaml a b\n<<<<<<< here\nC.yaml AAAAAA\n";
        let names: Vec<String> = Record::read(odd).files.into_keys().collect();
        assert_eq!(names, ["C.yaml"]);
    }
}
