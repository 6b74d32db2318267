//! A schema -> a field.
//!
//! In: a mended schema, at any depth. Out: a field of the spec with its type, text, limits and everything inside of it.
//! It makes no decision that costs anything: whatever cannot be said in a spec was taken out by fixups, with an entry.

use super::super::document::Schema;
use super::super::facts::text;
use super::{Scope, checks, rules};
use crate::metadata::prose;
use crate::spec::{At, Check, Field, Level, Member, Spanned, Structure, Style, Type};

/// The field of a schema at a place. References and the depth of schemas are bounded by now.
pub(super) fn field(
    scope: &mut Scope<'_, '_>,
    at: At,
    schema: &Schema<'_>,
    style: Option<&str>,
) -> Field {
    let kind = kind(scope, at, schema);
    let told = prose::told(schema, scope.tally);
    let (checks, level) = checks::checks(scope, at, schema, &kind, &told);
    let default = schema.default.as_deref().or(told.default.as_deref());
    Field {
        at,
        required: schema.required,
        doc: doc(schema, &checks),
        example: schema.example.as_deref().map(str::to_owned),
        default: default.map(|text| Spanned {
            value: text.to_owned(),
            at: scope.places.inside(at, "default"),
        }),
        deprecated: schema
            .deprecated
            .then(|| "Deprecated by the service.".to_owned()),
        sensitive: schema.sensitive,
        unit: told.unit,
        style: style.and_then(self::style).map(|value| Spanned {
            value,
            at: scope.places.inside(at, "style"),
        }),
        rust_name: schema.rust_name.as_deref().map(|name| Spanned {
            value: name.to_owned(),
            at: scope.places.inside(at, "name"),
        }),
        type_name: None,
        sources: Vec::new(),
        checks,
        level,
        kind,
    }
}

/// What is said of a field, without the values that the spec holds as values.
fn doc(schema: &Schema<'_>, checks: &[Spanned<Check>]) -> Option<String> {
    let prose = schema
        .description
        .as_deref()
        .filter(|text| !text.trim().is_empty());
    let values = checks.iter().find_map(|check| match &check.value {
        Check::Values(values) => Some(values),
        _ => None,
    });
    match (prose, values) {
        (Some(prose), Some(values)) => {
            let values: Vec<&str> = values
                .iter()
                .map(|value| value.text.value.as_str())
                .collect();
            text::doc_beside(prose, &values)
        }
        (prose, _) => prose.or(schema.title.as_deref()).and_then(text::doc),
    }
}

fn style(word: &str) -> Option<Style> {
    match word {
        "flat" | "repeatList" => Some(Style::Flat),
        "json" => Some(Style::Json),
        "simple" => Some(Style::Simple),
        _ => None,
    }
}

fn kind(scope: &mut Scope<'_, '_>, at: At, schema: &Schema<'_>) -> Type {
    if let Some(name) = schema.reference.as_deref() {
        return Type::Ref(Spanned {
            value: name.to_owned(),
            at: scope.places.inside(at, "$ref"),
        });
    }
    match (schema.kind.as_deref(), schema.format.as_deref()) {
        (Some("string"), Some("binary")) => Type::Bytes,
        (Some("string"), Some("iso8601" | "iso8601_normal")) if schema.values.is_none() => {
            Type::Timestamp
        }
        (Some("string"), _) => Type::String,
        (Some("integer"), _) => Type::Integer,
        (Some("number"), _) => Type::Number,
        (Some("boolean"), _) => Type::Boolean,
        (Some("array"), _) => Type::List(entries(scope, at, "items", schema.items.as_deref())),
        (Some("object"), _) => match schema.properties.as_deref() {
            Some(properties) if !properties.is_empty() => {
                Type::Structure(structure(scope, at, properties))
            }
            _ => {
                let values = schema.map_values.as_deref();
                Type::Map(entries(scope, at, "additionalProperties", values))
            }
        },
        _ => Type::Json,
    }
}

/// The entries of a list or map; any JSON when nothing is said of them.
fn entries(
    scope: &mut Scope<'_, '_>,
    at: At,
    step: &str,
    schema: Option<&Schema<'_>>,
) -> Box<Field> {
    let at = scope.places.inside(at, step);
    Box::new(match schema {
        Some(schema) => field(scope, at, schema, None),
        None => json(at),
    })
}

fn json(at: At) -> Field {
    Field {
        at,
        kind: Type::Json,
        required: false,
        doc: None,
        example: None,
        default: None,
        deprecated: None,
        sensitive: false,
        unit: None,
        style: None,
        rust_name: None,
        type_name: None,
        sources: Vec::new(),
        checks: Vec::new(),
        level: Level::Enforce,
    }
}

fn structure(
    scope: &mut Scope<'_, '_>,
    at: At,
    properties: &[(super::super::document::Text<'_>, Schema<'_>)],
) -> Structure {
    let members = members(scope, at, properties);
    let schemas = properties.iter().map(|(_, schema)| schema);
    let rules = rules::rules(scope, members.iter().zip(schemas));
    Structure { members, rules }
}

/// The members of a structure or body.
pub(super) fn members(
    scope: &mut Scope<'_, '_>,
    at: At,
    properties: &[(super::super::document::Text<'_>, Schema<'_>)],
) -> Vec<Member> {
    let members = properties.iter().map(|(name, schema)| {
        let name = scope.places.named(at, name);
        let inner = scope.places.inside(name.at, "");
        Member {
            field: field(scope, inner, schema, None),
            name,
            place: None,
        }
    });
    members.collect()
}
