//! The documents under `specs/` that are made from the grammar: JSON Schemas for editors, and the table
//! of keys.
//!
//! In: the tables of `grammar`. Out: names and texts of files. The language is the seventh draft, which
//! is what editors understand best.

use crate::grammar::{self, Key, Object, Wants, key_table};

/// The folder of the schemas, below that of the specs.
pub(crate) const FOLDER: &str = "schema/";

/// What the title of every schema begins with.
const TITLE: &str = "Alibaba Cloud API spec: ";

/// Whether some version of this program wrote a schema.
pub(crate) fn is_ours(text: &str) -> bool {
    text.contains(&format!("\"title\": \"{TITLE}"))
}

/// The documents about the spec format, as paths and texts: JSON Schemas for editors and the table of keys.
///
/// They are committed under `specs/`; an import writes the schemas wherever it writes specs.
pub fn documents() -> Vec<(String, String)> {
    let mut documents: Vec<(String, String)> = grammar::DOCUMENTS
        .iter()
        .map(|(name, wants)| (format!("{FOLDER}{name}.schema.json"), schema(name, wants)))
        .collect();
    documents.push(("README.md".to_owned(), key_table::key_table()));
    documents
}

/// A JSON value, written in the order in which it is built.
enum Json {
    Flag(bool),
    Count(u32),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn map<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Map(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

fn schema(name: &str, wants: &Wants) -> String {
    let mut used = Vec::new();
    let root = describe(wants, &mut used);
    let mut definitions = Vec::new();
    let mut next = 0;
    while let Some(object) = used.get(next).copied() {
        next += 1;
        definitions.push((slug(object), definition(object, &mut used)));
    }
    let schema = map([
        ("$schema", text("http://json-schema.org/draft-07/schema#")),
        ("title", text(&format!("{TITLE}{name}"))),
        ("allOf", Json::List(vec![root])),
        ("definitions", Json::Map(definitions)),
    ]);
    let mut out = String::new();
    write(&schema, 0, &mut out);
    out.push('\n');
    out
}

/// Name of an object's definition: `a field` is `field`.
fn slug(object: &Object) -> String {
    let plain = object.name.replace(['`', '\''], "");
    let plain = plain
        .strip_prefix("an ")
        .or(plain.strip_prefix("a "))
        .unwrap_or(&plain)
        .to_owned();
    plain.replace(' ', "_")
}

fn definition(object: &'static Object, used: &mut Vec<&'static Object>) -> Json {
    let keys: Vec<&Key> = object.all_keys().collect();
    let properties = keys
        .iter()
        .map(|key| (key.name.to_owned(), property(key, used)))
        .collect();
    let required: Vec<Json> = keys
        .iter()
        .filter(|key| key.required)
        .map(|key| text(key.name))
        .collect();
    let mut entries = vec![
        ("description".to_owned(), text(object.doc)),
        ("type".to_owned(), text("object")),
        ("additionalProperties".to_owned(), Json::Flag(false)),
    ];
    if !required.is_empty() {
        entries.push(("required".to_owned(), Json::List(required)));
    }
    entries.push(("properties".to_owned(), Json::Map(properties)));
    Json::Map(entries)
}

fn property(key: &Key, used: &mut Vec<&'static Object>) -> Json {
    match describe(&key.wants, used) {
        Json::Map(mut entries) if entries.iter().all(|(name, _)| name != "$ref") => {
            entries.insert(0, ("description".to_owned(), text(key.doc)));
            Json::Map(entries)
        }
        // Whatever stands beside a reference is ignored in this draft.
        reference => map([
            ("description", text(key.doc)),
            ("allOf", Json::List(vec![reference])),
        ]),
    }
}

fn describe(wants: &Wants, used: &mut Vec<&'static Object>) -> Json {
    let types = |names: &[&str]| Json::List(names.iter().map(|name| text(name)).collect());
    let whole = |pattern: &str| text(&format!("^(?:{pattern})$"));
    match wants {
        Wants::Text => map([("type", types(&["string", "number"]))]),
        Wants::Scalar => map([("type", types(&["string", "number", "boolean", "null"]))]),
        Wants::Boolean => map([("type", text("boolean"))]),
        Wants::Formatted(format) => {
            let mut entries = vec![
                ("type".to_owned(), types(&["string", "number"])),
                ("pattern".to_owned(), whole(format.pattern)),
            ];
            let max = format.max.map(Json::Count);
            entries.extend(max.map(|max| ("maxLength".to_owned(), max)));
            Json::Map(entries)
        }
        Wants::Word(words) => map([(
            "enum",
            Json::List(words.iter().map(|word| text(word.name)).collect()),
        )]),
        Wants::Object(object) => {
            if !used.iter().any(|other| other.name == object.name) {
                used.push(object);
            }
            map([("$ref", text(&format!("#/definitions/{}", slug(object))))])
        }
        Wants::List(entry) => map([("type", text("array")), ("items", describe(entry, used))]),
        Wants::NonEmpty(entry) => map([
            ("type", text("array")),
            ("minItems", Json::Count(1)),
            ("items", describe(entry, used)),
        ]),
        Wants::Map(keys, value) => map([
            ("type", text("object")),
            ("propertyNames", map([("pattern", whole(keys.pattern))])),
            ("additionalProperties", describe(value, used)),
        ]),
        Wants::Either(choices) => {
            let choices = choices
                .iter()
                .map(|choice| describe(choice, used))
                .collect();
            map([("anyOf", Json::List(choices))])
        }
        Wants::Json => map([]),
    }
}

fn write(json: &Json, depth: usize, out: &mut String) {
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    };
    match json {
        Json::Flag(flag) => out.push_str(&flag.to_string()),
        Json::Count(count) => out.push_str(&count.to_string()),
        Json::Text(text) => {
            out.push('"');
            out.push_str(&text.replace('\\', "\\\\").replace('"', "\\\""));
            out.push('"');
        }
        Json::List(entries) if entries.iter().all(|entry| matches!(entry, Json::Text(_))) => {
            out.push('[');
            for (index, entry) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                write(entry, depth, out);
            }
            out.push(']');
        }
        Json::List(entries) => {
            out.push('[');
            for (index, entry) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                line(out, depth + 1);
                write(entry, depth + 1, out);
            }
            line(out, depth);
            out.push(']');
        }
        Json::Map(entries) if entries.is_empty() => out.push_str("{}"),
        Json::Map(entries) => {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                line(out, depth + 1);
                out.push_str(&format!("\"{key}\": "));
                write(value, depth + 1, out);
            }
            line(out, depth);
            out.push('}');
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// `BLESS=1 cargo test -p alicloud-codegen committed` writes the files instead of comparing them.
    #[test]
    fn the_committed_documents_are_up_to_date() {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
        let bless = std::env::var_os("BLESS").is_some();
        for (name, text) in documents() {
            let path = specs.join(&name);
            if bless {
                std::fs::create_dir_all(path.parent().expect("every document lies below specs"))
                    .expect("a folder");
                std::fs::write(&path, &text).expect("a writable tree");
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                committed == text,
                "specs/{name} differs from what the grammar says: run `BLESS=1 cargo test -p alicloud-codegen committed` and commit it",
            );
        }
    }

    #[test]
    fn every_definition_is_there_once() {
        for (name, wants) in grammar::DOCUMENTS {
            let schema = schema(name, wants);
            for part in schema.split("\"#/definitions/").skip(1) {
                let wanted = part.split('"').next().unwrap_or_default();
                let head = format!("\n    \"{wanted}\": {{");
                assert_eq!(schema.matches(&head).count(), 1, "{name}: {wanted}");
            }
        }
    }
}
