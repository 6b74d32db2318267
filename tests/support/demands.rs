//! Everything that a spec demands of a request: the entries of `rules` and the constraints of fields.
//!
//! In: the YAML tree of an operation. Out: each demand by name, and the spec without it. Not demands:
//! what stands in the response, and `required` on the entries of a list, because an entry cannot be missing.

use serde_yaml::{Mapping, Value};

/// The keys of a field that demand something.
const WORDS: &[&str] = &[
    "required",
    "length",
    "bytes",
    "entries",
    "range",
    "pattern",
    "prefix",
    "not_prefix",
    "values",
    "unique_by",
];

/// One demand of a spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// `path word` of a constraint, the id of a rule, or what is only part of a rule.
    pub name: String,
    /// Whether it is one of several fields that a rule requires, or of several values that it waits for.
    pub is_part: bool,
    /// The keys that lead to what holds it, outermost first.
    way: Vec<Value>,
    /// The word, or the index of the rule.
    last: Value,
}

/// The demands of an operation, in the order of its spec, each rule followed by its parts.
pub fn demands(operation: &Value) -> Vec<Demand> {
    let mut found = Vec::new();
    fields(
        &operation["parameters"],
        "",
        &["parameters"].map(Value::from),
        &mut found,
    );
    fields(
        &operation["body"]["fields"],
        "",
        &["body", "fields"].map(Value::from),
        &mut found,
    );
    rules(
        &operation["body"]["rules"],
        &["body", "rules"].map(Value::from),
        &mut found,
    );
    rules(&operation["rules"], &["rules"].map(Value::from), &mut found);
    found
}

impl Demand {
    /// The spec without this demand, and without the keys that have no meaning any more.
    pub fn removed_from(&self, operation: &Value) -> Value {
        let mut spec = operation.clone();
        let holder = self
            .way
            .iter()
            .fold(&mut spec, |value, key| match key.as_u64() {
                Some(index) => &mut value[index as usize],
                None => &mut value[key],
            });
        match holder {
            Value::Sequence(rules) => {
                drop(rules.remove(self.last.as_u64().unwrap_or_default() as usize))
            }
            Value::Mapping(field) => forget(field, &self.last),
            other => panic!("{} stands in {other:?}", self.name),
        }
        spec
    }
}

/// Removes a word of a field. `name` names the enum of `values`, `source` tells where words are from.
fn forget(field: &mut Mapping, word: &Value) {
    field.remove(word);
    if *word == "values" {
        field.remove("name");
    }
    if let Some(sources) = field.get_mut("source").and_then(Value::as_mapping_mut) {
        sources.remove(word);
        if sources.is_empty() {
            field.remove("source");
        }
    }
}

fn fields(members: &Value, path: &str, way: &[Value], found: &mut Vec<Demand>) {
    for (name, member) in members.as_mapping().into_iter().flatten() {
        let text = name.as_str().unwrap_or_default();
        let path = if path.is_empty() {
            text.to_owned()
        } else {
            format!("{path}.{text}")
        };
        field(
            member,
            &path,
            false,
            &[way, std::slice::from_ref(name)].concat(),
            found,
        );
    }
}

fn field(field_: &Value, path: &str, is_entry: bool, way: &[Value], found: &mut Vec<Demand>) {
    for (word, _) in field_.as_mapping().into_iter().flatten() {
        let text = word.as_str().unwrap_or_default();
        if WORDS.contains(&text) && !(is_entry && text == "required") {
            found.push(Demand {
                name: format!("{path} {text}"),
                is_part: false,
                way: way.to_vec(),
                last: word.clone(),
            });
        }
    }
    let below = |key: &str| [way, &[Value::from(key)]].concat();
    fields(&field_["fields"], path, &below("fields"), found);
    rules(&field_["rules"], &below("rules"), found);
    if !field_["items"].is_null() {
        field(
            &field_["items"],
            &format!("{path}[]"),
            true,
            &below("items"),
            found,
        );
    }
}

fn rules(list: &Value, way: &[Value], found: &mut Vec<Demand>) {
    for (index, rule) in list.as_sequence().into_iter().flatten().enumerate() {
        let id = rule["id"].as_str().unwrap_or_default();
        let last = Value::from(index);
        let inside = [way, std::slice::from_ref(&last)].concat();
        found.push(Demand {
            name: id.to_owned(),
            is_part: false,
            way: way.to_vec(),
            last,
        });
        let below = |keys: [&Value; 2]| [&inside[..], &keys.map(Value::clone)].concat();
        let (when, then, require) = (
            Value::from("when"),
            Value::from("then"),
            Value::from("require"),
        );
        parts(
            id,
            &rule["then"]["require"],
            &below([&then, &require]),
            found,
        );
        for (path, values) in rule["when"].as_mapping().into_iter().flatten() {
            parts(id, values, &below([&when, path]), found);
        }
    }
}

/// The entries of a list of which a rule keeps some when one is gone.
fn parts(id: &str, list: &Value, way: &[Value], found: &mut Vec<Demand>) {
    let entries = list.as_sequence().filter(|entries| entries.len() > 1);
    for (index, entry) in entries.into_iter().flatten().enumerate() {
        found.push(Demand {
            name: format!("{id}, {}", entry.as_str().unwrap_or_default()),
            is_part: true,
            way: way.to_vec(),
            last: Value::from(index),
        });
    }
}
