//! Which metadata there is to read.
//!
//! In: paths as the user gave them. Out: the files, sorted by name; a path may be a file, or a folder with
//! `<product>/<version>/api-docs.json` in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;

/// What a file of metadata is called in a folder.
const FILE: &str = "api-docs.json";

/// Folders around a file, below the one that was given: product and version.
const LEVELS: usize = 2;

/// A file of metadata.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Input {
    /// The path as it is printed, always with `/`.
    pub name: String,
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
}

type Failure = (PathBuf, io::Error);

/// All files of metadata, each once.
pub(crate) fn find(
    paths: &[PathBuf],
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for path in paths {
        let about = fs::metadata(path).map_err(|error| (path.clone(), error))?;
        if about.is_dir() {
            let before = inputs.len();
            collect(path, LEVELS, &mut inputs)?;
            if inputs.len() == before {
                let message = format!("the folder `{}` holds no metadata", path.display());
                diagnostics
                    .error("no-metadata", None, message)
                    .help(format!(
                        "metadata is <product>/<version>/{FILE} in it, or {FILE} itself"
                    ));
            }
        } else if !about.is_file() {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file");
            return Err((path.clone(), error));
        } else {
            inputs.push(input(path, about.len()));
        }
    }
    inputs.sort();
    inputs.dedup_by(|a, b| a.path == b.path);
    Ok(inputs)
}

fn collect(folder: &Path, levels: usize, inputs: &mut Vec<Input>) -> Result<(), Failure> {
    let at = |error| (folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(at)? {
        let entry = entry.map_err(at)?;
        let path = entry.path();
        // A link may lead anywhere, also back.
        let Ok(about) = fs::symlink_metadata(&path) else {
            continue;
        };
        if about.is_dir() && levels > 0 {
            collect(&path, levels - 1, inputs)?;
        } else if entry.file_name() == FILE && fs::metadata(&path).is_ok_and(|it| it.is_file()) {
            inputs.push(input(&path, about.len()));
        }
    }
    Ok(())
}

fn input(path: &Path, size: u64) -> Input {
    Input {
        name: path.to_string_lossy().replace('\\', "/"),
        path: path.to_owned(),
        size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_searched_for_product_and_version() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for path in [
            "b/2/api-docs.json",
            "a/1/api-docs.json",
            "a/1/other.json",
            "a/1/x/y/api-docs.json",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
            fs::write(path, "{}").expect("it can be written");
        }
        let root = folder.path().to_owned();
        let names = |paths: &[&str]| {
            let paths: Vec<_> = paths.iter().map(|path| root.join(path)).collect();
            let mut diagnostics = Diagnostics::default();
            let inputs = find(&paths, &mut diagnostics).expect("it can be read");
            let below = |one: &Input| one.name.replacen(&format!("{}/", root.display()), "", 1);
            (
                inputs.iter().map(below).collect::<Vec<_>>(),
                diagnostics.has_errors(),
            )
        };
        let all = ["a/1/api-docs.json", "b/2/api-docs.json"];
        assert_eq!(names(&["."]).0.len(), 2);
        assert_eq!(names(&["b", "a"]), (all.map(str::to_owned).to_vec(), false));
        assert_eq!(names(&["b/2", "b/2/api-docs.json"]).0, all[1..]);
        assert_eq!(names(&["a/1/other.json"]).0, ["a/1/other.json"]);
        fs::create_dir(root.join("empty")).expect("it can be made");
        assert_eq!(names(&["empty"]), (Vec::new(), true));
        assert!(find(&[root.join("lost")], &mut Diagnostics::default()).is_err());
    }
}
