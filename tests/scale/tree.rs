//! A folder of generated files: names, texts, one number for all of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Failure;

/// All Rust files below a folder, by path relative to it.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) root: PathBuf,
    pub(crate) files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads a folder.
    pub(crate) fn read(root: &Path) -> Result<Self, Failure> {
        let mut files = BTreeMap::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
                    files.insert(name, fs::read_to_string(&path)?);
                }
            }
        }
        Ok(Tree {
            root: root.to_owned(),
            files,
        })
    }

    /// One number over all names and texts (FNV-1a, 64 bits): equal trees, equal numbers.
    pub(crate) fn digest(&self) -> u64 {
        let parts = self.files.iter().flat_map(|(name, text)| [name, text]);
        hash(parts.flat_map(|part| part.bytes().chain([0])))
    }

    /// Bytes of all files.
    pub(crate) fn size(&self) -> usize {
        self.files.values().map(String::len).sum()
    }
}

/// FNV-1a: the same on every machine and in every release of Rust.
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
