//! What a metadata file holds, counted over its raw JSON and with none of the importer's code.
//!
//! A field is an entry of an operation's `parameters`, or an entry of a `properties` map at any depth, through
//! `properties`, `items`, `additionalProperties`, `allOf`, `oneOf` and `anyOf`, below the schema of a parameter, of an
//! answer or of a component. References are not followed. A property may be named like a keyword, so a map of
//! properties is never looked into for keywords.

use serde_json::Value;

/// The counts of one file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) operations: usize,
    pub(crate) parameters: usize,
    pub(crate) fields: usize,
}

/// Counts a file.
pub(crate) fn count(document: &Value) -> Counts {
    let mut counts = Counts::default();
    for operation in values(&document["apis"]) {
        counts.operations += 1;
        for parameter in values(&operation["parameters"]) {
            counts.parameters += 1;
            counts.fields += 1 + properties(&parameter["schema"]);
        }
        for answer in values(&operation["responses"]) {
            counts.fields += properties(&answer["schema"]);
        }
    }
    for component in values(&document["components"]["schemas"]) {
        counts.fields += properties(component);
    }
    counts
}

/// Entries of `properties` at and below a schema.
fn properties(schema: &Value) -> usize {
    let (mut count, mut open) = (0, vec![schema]);
    while let Some(schema) = open.pop() {
        let inside: Vec<&Value> = values(&schema["properties"]).collect();
        count += inside.len();
        open.extend(inside);
        let below = ["items", "additionalProperties"].map(|key| &schema[key]);
        open.extend(below.into_iter().filter(|schema| schema.is_object()));
        let listed = ["items", "allOf", "oneOf", "anyOf"].map(|key| schema[key].as_array());
        open.extend(listed.into_iter().flatten().flatten());
    }
    count
}

/// The entries of a list or a map; an empty map is often written `[]`, and `null` holds nothing.
fn values(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(values) => Box::new(values.iter()),
        Value::Object(values) => Box::new(values.values()),
        _ => Box::new(std::iter::empty()),
    }
}
