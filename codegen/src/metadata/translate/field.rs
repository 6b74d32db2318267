//! A schema -> a field.

use super::super::document::Schema;
use super::super::facts::text;
use super::{Scope, checks};
use crate::spec::{At, Field, Level, Member, Spanned, Structure, Style, Type};

/// The field of a schema at a place. References and the depth of schemas are bounded by now.
pub(super) fn field(
    scope: &mut Scope<'_, '_>,
    at: At,
    schema: &Schema<'_>,
    style: Option<&str>,
) -> Field {
    let kind = kind(scope, at, schema);
    let (checks, level) = checks::checks(scope, at, schema, &kind);
    let prose = schema
        .description
        .as_deref()
        .filter(|text| !text.trim().is_empty());
    let doc = prose.or(schema.title.as_deref()).and_then(text::doc);
    Field {
        at,
        required: schema.required,
        doc,
        example: schema.example.as_deref().map(str::to_owned),
        default: schema.default.as_deref().map(|text| Spanned {
            value: text.to_owned(),
            at: scope.places.inside(at, "default"),
        }),
        deprecated: schema
            .deprecated
            .then(|| "Deprecated by the service.".to_owned()),
        sensitive: schema.sensitive,
        unit: None,
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
    Structure {
        members: members(scope, at, properties),
        rules: Vec::new(),
    }
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
