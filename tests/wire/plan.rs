//! Which vectors share a crate.
//!
//! In: the vectors. Out: one unit of work for each product version, to be taken apart by operation when it
//! cannot be generated or built as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::locate::locate;
use crate::outcome::Outcome;
use crate::vectors::Vector;

/// Vectors that share a crate.
#[derive(Debug)]
pub(crate) struct Unit<'v> {
    /// Name of the crate.
    pub(crate) name: String,
    /// Product and version, as the folders of the metadata are called: `ecs/2014-05-26`.
    pub(crate) product: String,
    /// The file of the metadata.
    pub(crate) metadata: PathBuf,
    /// In the order of the ids.
    pub(crate) vectors: Vec<&'v Vector>,
}

/// A unit for each product version of which there is metadata.
pub(crate) fn units<'v>(
    vectors: &'v [Vector],
    metadata: &Path,
    outcome: &mut Outcome,
) -> Vec<Unit<'v>> {
    let mut by_file: BTreeMap<PathBuf, Vec<&Vector>> = BTreeMap::new();
    for vector in vectors {
        match locate(metadata, &vector.product, vector.version.as_deref()) {
            Ok(file) => by_file.entry(file).or_default().push(vector),
            Err(reason) => outcome.refuse(&vector.id, &reason),
        }
    }
    let unit = |(file, vectors): (PathBuf, Vec<&'v Vector>)| {
        let folder = file
            .parent()
            .and_then(|folder| folder.strip_prefix(metadata).ok());
        let product = folder
            .unwrap_or(Path::new(""))
            .to_string_lossy()
            .into_owned();
        Unit {
            name: name(&product),
            product,
            metadata: file,
            vectors,
        }
    };
    by_file.into_iter().map(unit).collect()
}

impl<'v> Unit<'v> {
    /// The operations of the vectors, each once.
    pub(crate) fn operations(&self) -> BTreeSet<&'v str> {
        let names = self.vectors.iter();
        names.map(|vector| vector.operation.as_str()).collect()
    }

    /// A unit for each operation; when there is but one, its vectors are refused.
    pub(crate) fn split(self, reason: &str, outcome: &mut Outcome) -> Vec<Unit<'v>> {
        let operations = self.operations();
        if operations.len() == 1 {
            self.refuse(reason, outcome);
            return Vec::new();
        }
        eprintln!(
            "{}: {reason}\n{}: one operation at a time",
            self.name, self.name
        );
        let part = |operation: &&str| Unit {
            name: format!("{}-{}", self.name, name(operation)),
            product: self.product.clone(),
            metadata: self.metadata.clone(),
            vectors: self
                .vectors
                .iter()
                .copied()
                .filter(|one| one.operation == *operation)
                .collect(),
        };
        operations.iter().map(part).collect()
    }

    /// Refuses all vectors for the same reason.
    pub(crate) fn refuse(&self, reason: &str, outcome: &mut Outcome) {
        for vector in &self.vectors {
            outcome.refuse(&vector.id, reason);
        }
    }
}

/// A name for a crate and its folder. Texts that differ give names that differ, also where a file system does not
/// tell capitals apart.
fn name(text: &str) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' | '-' => name.push(letter),
            'A'..='Z' => name.extend(['_', letter.to_ascii_lowercase()]),
            '/' => name.push_str("__"),
            other => name.push_str(&format!("_{:x}_", u32::from(other))),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(id: &str, operation: &str) -> Vector {
        Vector {
            id: id.to_owned(),
            product: "Demo".to_owned(),
            version: None,
            operation: operation.to_owned(),
            unknown: Vec::new(),
            file: PathBuf::new(),
        }
    }

    #[test]
    fn a_unit_that_fails_is_taken_apart_by_operation() {
        let vectors = [vector("a", "Get"), vector("b", "Put"), vector("c", "Get")];
        let whole = Unit {
            name: name("Demo/v1.0"),
            product: "Demo/v1.0".to_owned(),
            metadata: PathBuf::new(),
            vectors: vectors.iter().collect(),
        };
        assert_eq!(whole.name, "_demo__v1_2e_0");
        let mut outcome = Outcome::default();
        let mut parts = whole.split("bad", &mut outcome);
        let shown = |unit: &Unit<'_>| {
            let ids: Vec<&str> = unit.vectors.iter().map(|one| one.id.as_str()).collect();
            format!("{} {}", unit.name, ids.join(" "))
        };
        let all: Vec<String> = parts.iter().map(shown).collect();
        assert_eq!(all, ["_demo__v1_2e_0-_get a c", "_demo__v1_2e_0-_put b"]);
        assert_eq!(outcome.lines(), "0 requests of 0 vectors\n");
        let alone = parts.swap_remove(0);
        assert!(alone.split("bad", &mut outcome).is_empty());
        assert_eq!(
            outcome.lines(),
            "no request: a: bad\nno request: c: bad\n0 requests of 2 vectors\n"
        );
    }
}
