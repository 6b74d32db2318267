//! The command line.

use std::path::PathBuf;

use alicloud_tests::scratch;

/// Shown beside a problem.
pub(crate) const USAGE: &str = "usage: wire --metadata DIR --vectors DIR --out FILE [--keep DIR]";

/// What a run is told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The folder with `<product>/<version>/api-docs.json`.
    pub(crate) metadata: PathBuf,
    /// The folder with the vectors.
    pub(crate) vectors: PathBuf,
    /// The file of the requests.
    pub(crate) out: PathBuf,
    /// The folder of the generated crates.
    pub(crate) keep: PathBuf,
}

impl Arguments {
    /// Reads the words behind the name of the program; `--name value` and `--name=value` are the same.
    pub(crate) fn read(words: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut given: [(&str, Option<PathBuf>); 4] = [
            ("--metadata", None),
            ("--vectors", None),
            ("--out", None),
            ("--keep", None),
        ];
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word.as_str(), None),
            };
            let slot = given.iter_mut().find(|(known, _)| *known == name);
            let (_, slot) = slot.ok_or_else(|| format!("`{name}` is no argument"))?;
            let value = value.or_else(|| words.next());
            let value = value.ok_or_else(|| format!("`{name}` has no value"))?;
            if slot.replace(value.into()).is_some() {
                return Err(format!("`{name}` is there twice"));
            }
        }
        let [metadata, vectors, out, (_, keep)] = given;
        let required =
            |(name, value): (&str, Option<PathBuf>)| value.ok_or(format!("`{name}` is missing"));
        Ok(Arguments {
            metadata: required(metadata)?,
            vectors: required(vectors)?,
            out: required(out)?,
            keep: keep.unwrap_or_else(|| scratch::target().join("wire")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, String> {
        Arguments::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn both_ways_of_writing_a_value_are_the_same() {
        let expected = Arguments {
            metadata: "m".into(),
            vectors: "v".into(),
            out: "o".into(),
            keep: "k".into(),
        };
        let apart = read("--metadata m --vectors v --out o --keep k");
        assert_eq!(apart.as_ref(), Ok(&expected));
        let together = read("--keep=k --out=o --vectors=v --metadata=m");
        assert_eq!(together.as_ref(), Ok(&expected));
        let alone = read("--metadata m --vectors v --out o").expect("the rest has a default");
        assert!(alone.keep.ends_with("scratch/wire"));
    }

    #[test]
    fn a_line_that_cannot_be_meant_is_refused() {
        for (line, problem) in [
            ("", "`--metadata` is missing"),
            ("--metadata m --vectors v", "`--out` is missing"),
            ("--metadata", "`--metadata` has no value"),
            ("--out a --out b", "`--out` is there twice"),
            ("--specs s", "`--specs` is no argument"),
            ("vectors", "`vectors` is no argument"),
        ] {
            assert_eq!(read(line).err().as_deref(), Some(problem), "{line}");
        }
    }
}
