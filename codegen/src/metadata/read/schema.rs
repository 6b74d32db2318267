//! A schema.
//!
//! In: the JSON of a schema, at any depth. Out: its mirror with everything inside of it, odd as it may be: what a word
//! means beside another one is decided by `fixups`, which see whole schemas.

use super::super::document::Schema;
use super::value::{Odd, list, map, named, object, text, texts, truth};
use crate::json::Json;

/// Reads a schema; a value that is no map reads as a schema that says nothing. The JSON parser bounds the depth.
pub(super) fn schema<'d>(json: Json<'d>) -> Schema<'d> {
    let mut schema = Schema::default();
    let odd = &mut schema.oddities;
    for (key, value) in object(json, "schema", odd) {
        match &*key {
            "type" => schema.kind = text(value, "type", odd),
            "format" => schema.format = text(value, "format", odd),
            "$ref" => schema.reference = text(value, "$ref", odd),
            "ref" => schema.misspelt_reference = text(value, "ref", odd),
            "title" => schema.title = text(value, "title", odd),
            "description" => schema.description = text(value, "description", odd),
            "example" => schema.example = text(value, "example", odd),
            "default" => schema.default = text(value, "default", odd),
            "required" => schema.required = truth(&value, "required", odd).unwrap_or(false),
            "docRequired" => schema.doc_required = truth(&value, "docRequired", odd),
            "deprecated" => schema.deprecated = truth(&value, "deprecated", odd).unwrap_or(false),
            "sensitive" => schema.sensitive = truth(&value, "sensitive", odd).unwrap_or(false),
            "readOnly" => schema.read_only = truth(&value, "readOnly", odd).unwrap_or(false),
            "minimum" => schema.minimum = text(value, "minimum", odd),
            "maximum" => schema.maximum = text(value, "maximum", odd),
            "exclusiveMinimum" => {
                schema.exclusive_minimum = truth(&value, "exclusiveMinimum", odd).unwrap_or(false);
            }
            "exclusiveMaximum" => {
                schema.exclusive_maximum = truth(&value, "exclusiveMaximum", odd).unwrap_or(false);
            }
            "minLength" => schema.min_length = text(value, "minLength", odd),
            "maxLength" => schema.max_length = text(value, "maxLength", odd),
            "minItems" => schema.min_items = text(value, "minItems", odd),
            "maxItems" => schema.max_items = text(value, "maxItems", odd),
            "pattern" => schema.pattern = text(value, "pattern", odd),
            "enum" => schema.values = some(value, |value| texts(value, "enum", odd)),
            "enumValues" => {
                schema.misspelt_values = some(value, |value| texts(value, "enumValues", odd));
            }
            "enumValueTitles" => {
                schema.value_titles = map(value, "enumValueTitles", odd)
                    .into_iter()
                    .map(|(name, title)| {
                        (
                            name,
                            text(title, "enumValueTitles", odd).unwrap_or_default(),
                        )
                    })
                    .collect();
            }
            "properties" => {
                schema.properties =
                    some(value, |value| named(value, "properties", odd, self::schema));
            }
            "items" => match value {
                Json::List(_) => schema.items_listed = schemas(value, "items", odd),
                value => schema.items = some(value, |value| Box::new(self::schema(value))),
            },
            "allOf" => schema.all_of = schemas(value, "allOf", odd),
            "oneOf" => schema.any_of.extend(schemas(value, "oneOf", odd)),
            "anyOf" => schema.any_of.extend(schemas(value, "anyOf", odd)),
            "additionalProperties" => schema.map_values = free(value),
            "itemNode" => schema.item_node = truth(&value, "itemNode", odd).unwrap_or(false),
            "itemName" => schema.item_name = text(value, "itemName", odd),
            _ => {}
        }
    }
    schema
}

fn schemas<'d>(json: Json<'d>, key: &'static str, odd: &mut Odd) -> Vec<Schema<'d>> {
    let entries = list(json, key, odd).into_iter();
    entries.map(schema).collect()
}

fn some<'d, T>(json: Json<'d>, read: impl FnOnce(Json<'d>) -> T) -> Option<T> {
    (json != Json::Null).then(|| read(json))
}

/// `additionalProperties: true` says that the map may hold anything, `false` that there is none.
fn free<'d>(json: Json<'d>) -> Option<Box<Schema<'d>>> {
    match json {
        Json::Null | Json::Bool(false) => None,
        Json::Bool(true) => Some(Box::default()),
        other => Some(Box::new(schema(other))),
    }
}
