//! Expected texts that stand beside what they are expected of.

use std::fs;
use std::path::{Path, PathBuf};

use alicloud_codegen::Builder;
use serde_yaml::Value;

use crate::scratch::root;

/// The folders in a folder of the tests, sorted: one a feature or case.
///
/// # Panics
///
/// When the folder cannot be read.
pub fn folders(name: &str) -> Vec<PathBuf> {
    let all = root().join("tests").join(name);
    let entries = fs::read_dir(&all).unwrap_or_else(|error| panic!("{}: {error}", all.display()));
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// The last part of a path.
pub fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// A generator for a folder of specs, with what `options.yaml` beside it says.
///
/// # Panics
///
/// When the options have another form.
pub fn builder(feature: &Path, specs: &Path) -> Builder {
    let mut builder = Builder::new().specs(specs);
    let Ok(text) = fs::read_to_string(feature.join("options.yaml")) else {
        return builder;
    };
    let options: Value = serde_yaml::from_str(&text).expect("the options are YAML");
    for (key, value) in options.as_mapping().expect("the options are a map") {
        builder = match (key.as_str(), value) {
            (Some("from_json"), Value::Bool(on)) => builder.from_json(*on),
            (Some("operations"), Value::Sequence(names)) => builder.operations(
                names
                    .iter()
                    .map(|name| name.as_str().expect("operations are text")),
            ),
            other => panic!("{}: unknown option {other:?}", feature.display()),
        };
    }
    builder
}

/// Texts that differ from the expected ones; all of them are written before the test fails.
#[derive(Debug, Default)]
pub struct Differences {
    files: Vec<String>,
}

impl Differences {
    /// Compares a text with a file, and writes the text there when it differs.
    ///
    /// # Panics
    ///
    /// When the file cannot be written.
    pub fn compare(&mut self, path: &Path, text: &str) {
        if fs::read_to_string(path).is_ok_and(|expected| expected == text) {
            return;
        }
        fs::write(path, text).expect("the expected text can be written");
        self.files.push(
            path.strip_prefix(root())
                .unwrap_or(path)
                .display()
                .to_string(),
        );
    }

    /// Fails when a text differed.
    ///
    /// # Panics
    ///
    /// Then.
    pub fn finish(self) {
        assert!(
            self.files.is_empty(),
            "the output changed and was written over what was expected; look at it with `git diff`, \
             and keep it if it is better:\n  {}",
            self.files.join("\n  ")
        );
    }
}
