//! Test data below `tests/vectors/`.
//!
//! In: a path there. Out: text or JSON. Data that is missing or damaged fails the test that asks for it.

use std::fs;
use std::path::{Path, PathBuf};

use alicloud::Json;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// A file as it is.
///
/// # Panics
///
/// When it cannot be read.
pub fn text(name: &str) -> String {
    let path = folder().join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A JSON file.
///
/// # Panics
///
/// When it cannot be read or is no JSON.
pub fn json(name: &str) -> Json {
    text(name)
        .parse()
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// All JSON files of a folder, by name. The member `id` of each is its file name.
///
/// # Panics
///
/// When one cannot be read, is no JSON, or has another id than its name.
pub fn all(name: &str) -> Vec<Json> {
    let entries =
        fs::read_dir(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be listed").file_name())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let file = file.to_str().expect("the files have ASCII names");
            let vector = json(&format!("{name}/{file}"));
            assert_eq!(format!("{}.json", id(&vector)), file);
            vector
        })
        .collect()
}

/// The member `id`.
pub fn id(vector: &Json) -> &str {
    string(vector, "id")
}

/// A text member.
///
/// # Panics
///
/// When there is none of this name.
pub fn string<'v>(vector: &'v Json, name: &str) -> &'v str {
    vector[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name:?} is not a text of {vector}"))
}
