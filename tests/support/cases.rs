//! The cases of `rules/`: inputs, and what is wrong with each.

use std::fs;

use alicloud::rt::ModelMut;
use alicloud::{Json, Operation, from_json};
use serde_yaml::Value;

use crate::scratch::root;

/// The documented operations: where the spec is, below `specs/`, and its name.
pub const OPERATIONS: &[(&str, &str)] = &[
    ("aiworkspace/2021-02-04", "CreateWorkspaceResource"),
    ("emr-serverless-spark/2023-08-08", "CreateWorkspace"),
];

/// An input and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The input, as `from_json` takes it.
    pub input: Json,
    /// `path rule` of every violation, sorted.
    pub expected: Vec<String>,
}

/// The YAML tree of a file of the checkout.
///
/// # Panics
///
/// When it cannot be read or is no YAML.
pub fn tree(path: &str) -> Value {
    let text =
        fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The cases of an operation.
///
/// # Panics
///
/// When a case has another form than `{ name, input, expect }`.
pub fn cases(operation: &str) -> Vec<Case> {
    let path = format!("tests/rules/{operation}.yaml");
    let list = tree(&path);
    let list = list
        .as_sequence()
        .unwrap_or_else(|| panic!("{path} is no list"));
    list.iter()
        .map(|case| {
            let name = case["name"]
                .as_str()
                .unwrap_or_else(|| panic!("{path}: a case has no name: {case:?}"));
            let keys = case.as_mapping().map_or(0, |map| map.len());
            assert_eq!(keys, 3, "{path}: {name}: a case has name, input and expect");
            let list = case["expect"]
                .as_sequence()
                .unwrap_or_else(|| panic!("{path}: {name}: `expect` is no list"));
            let texts = list.iter().map(|text| text.as_str().map(str::to_owned));
            let expected: Option<Vec<String>> = texts.collect();
            let expected = expected
                .unwrap_or_else(|| panic!("{path}: {name}: `expect` holds `path rule` texts"));
            let input = serde_yaml::from_value(case["input"].clone())
                .unwrap_or_else(|error| panic!("{path}: {name}: {error}"));
            Case {
                name: name.to_owned(),
                input,
                expected: sorted(expected),
            }
        })
        .collect()
}

/// `path rule` of every violation of an input, sorted; or why it is no input.
pub fn violations<R: Operation + ModelMut + Default>(input: &Json) -> Vec<String> {
    match from_json::<R>(input).map(|request| request.validate()) {
        Ok(Ok(())) => Vec::new(),
        Ok(Err(found)) => sorted(
            found
                .iter()
                .map(|one| format!("{} {}", one.path, one.rule))
                .collect(),
        ),
        Err(error) => vec![format!("cannot be read: {error}")],
    }
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}
