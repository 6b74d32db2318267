//! Fields: parameters, bodies, answers, and what is inside them.
//!
//! In: a field with everything inside of it. Out: a word such as `string` where that says it all, otherwise a map whose
//! keys stand in the order of `specs/README.md`.

use std::collections::HashSet;

use super::constraints;
use super::rules;
use super::tree::{Map, Yaml};
use crate::spec::{Body, BodyContent, Check, Field, Level, Member, Place, Structure, Style, Type};

/// The parameters of an operation.
pub(super) fn parameters(parameters: &[Member]) -> Map<'_> {
    let mut map = Map::block();
    for member in parameters {
        map.put(&member.name.value, Yaml::Map(member_keys(member)));
    }
    map
}

/// A structure of `schemas.yaml`, which has no short form.
pub(super) fn shared(field: &Field) -> Map<'_> {
    let mut map = Map::default();
    keys(field, &mut map);
    map
}

/// The body of a request.
pub(super) fn body(body: &Body) -> Map<'_> {
    let mut map = Map::block();
    if body.name.value != "body" {
        map.text("name", Some(&body.name.value));
    }
    map.prose("doc", body.doc.as_deref());
    map.flag("required", body.required);
    map.text("xml", body.xml.as_ref().map(|root| root.value.as_str()));
    match &body.content {
        BodyContent::Members(members) => map.put("fields", Yaml::Map(fields(members))),
        BodyContent::Whole(field) => {
            let mut whole = Map::default();
            keys(field, &mut whole);
            // The body has said these.
            whole
                .entries
                .retain(|(key, _)| !matches!(key.as_ref(), "doc" | "required"));
            map.entries.extend(whole.entries);
        }
    }
    map
}

/// What a success gives.
pub(super) fn response(answer: &Field, events: bool) -> Yaml<'_> {
    if events {
        let mut map = Map::block();
        map.word("type", "events");
        map.put("items", field(answer));
        return Yaml::Map(map);
    }
    match field(answer) {
        Yaml::Map(map) => Yaml::Map(Map {
            is_block: true,
            ..map
        }),
        word => word,
    }
}

/// A field: its type alone, if that is all there is to say.
fn field(field: &Field) -> Yaml<'_> {
    let mut map = Map::default();
    keys(field, &mut map);
    match map.entries.as_slice() {
        [(key, word @ Yaml::Word(_))] if key == "type" => word.clone(),
        _ => Yaml::Map(map),
    }
}

/// A member that says where it travels.
fn member_keys(member: &Member) -> Map<'_> {
    let mut map = Map::default();
    if let Some(place) = &member.place {
        map.word(
            "in",
            match place.value {
                Place::Path => "path",
                Place::Query => "query",
                Place::Header => "header",
                Place::Host => "host",
                Place::Form => "form",
            },
        );
    }
    keys(&member.field, &mut map);
    map
}

/// The members of a structure.
fn fields(members: &[Member]) -> Map<'_> {
    let mut map = Map::default();
    for member in members {
        let node = match member.place {
            Some(_) => Yaml::Map(member_keys(member)),
            None => field(&member.field),
        };
        // A structure of types alone may stand on one line.
        map.is_block |= !matches!(node, Yaml::Word(_));
        map.put(&member.name.value, node);
    }
    map
}

/// The keys of a field, in the order in which a reader wants to know.
fn keys<'s>(field: &'s Field, map: &mut Map<'s>) {
    if let Some(style) = &field.style {
        map.word(
            "style",
            match style.value {
                Style::Flat => "flat",
                Style::Json => "json",
                Style::Simple => "simple",
            },
        );
    }
    if let Some(word) = word(&field.kind) {
        map.word("type", word);
    }
    if let Type::Ref(name) = &field.kind {
        map.text("$ref", Some(&name.value));
    }
    let text =
        |name: &'s Option<crate::spec::Spanned>| name.as_ref().map(|name| name.value.as_str());
    map.text("name", text(&field.type_name));
    map.flag("required", field.required);
    map.text("rust_name", text(&field.rust_name));
    map.flag("sensitive", field.sensitive);
    map.prose("unit", field.unit.as_deref());
    map.prose("deprecated", field.deprecated.as_deref());
    map.prose("doc", field.doc.as_deref());
    if field.level == Level::Warn {
        map.word("level", "warn");
    }
    let (own, of_values) = sources(field, map);
    for check in &field.checks {
        constraints::check(&check.value, &of_values, map);
    }
    for (key, text) in [
        ("default", text(&field.default)),
        ("example", field.example.as_deref()),
    ] {
        if let Some(text) = text {
            map.put(key, literal(&field.kind, text));
        }
    }
    if let Some(own) = own {
        map.put("source", own);
    }
    match &field.kind {
        Type::List(entry) | Type::Map(entry) => map.put("items", self::field(entry)),
        Type::Structure(structure) => inner(structure, map),
        _ => {}
    }
}

fn inner<'s>(structure: &'s Structure, map: &mut Map<'s>) {
    map.put("fields", Yaml::Map(fields(&structure.members)));
    if !structure.rules.is_empty() {
        map.put("rules", rules::rules(&structure.rules));
    }
}

/// The word of `type`; a structure and a reference have none.
fn word(kind: &Type) -> Option<&'static str> {
    Some(match kind {
        Type::String => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::Timestamp => "timestamp",
        Type::Bytes => "bytes",
        Type::Json => "json",
        Type::List(_) => "list",
        Type::Map(_) => "map",
        Type::Structure(_) | Type::Ref(_) => return None,
    })
}

/// A value of a field: as it is where it is a number or a truth value, quoted where it is text that looks like one.
fn literal<'s>(kind: &Type, text: &'s str) -> Yaml<'s> {
    let is_word = match kind {
        Type::Integer | Type::Number => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
            let is_digits =
                |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_digits(whole) && is_digits(fraction)
        }
        Type::Boolean => matches!(text, "true" | "false"),
        _ => false,
    };
    if is_word {
        Yaml::Word(text.into())
    } else {
        Yaml::Text(text.into())
    }
}

/// Where facts are known from: what `source` of the field says, and the origins of its values.
fn sources<'s>(field: &'s Field, map: &Map<'s>) -> (Option<Yaml<'s>>, Vec<(&'s str, &'s str)>) {
    let values: HashSet<&str> = field
        .checks
        .iter()
        .filter_map(|check| match &check.value {
            Check::Values(values) => Some(values),
            _ => None,
        })
        .flatten()
        .map(|value| value.text.value.as_str())
        .collect();
    let mut facts = Map::default();
    let mut of_values = Vec::new();
    for (what, origin) in &field.sources {
        let is_key = map.entries.iter().any(|(key, _)| key == what);
        if what.is_empty() && !values.contains("") {
            return (Some(Yaml::Text(origin.into())), of_values);
        }
        if values.contains(what.as_str()) && !is_key {
            of_values.push((what.as_str(), origin.as_str()));
        } else {
            facts.put(what, Yaml::Text(origin.into()));
        }
    }
    let own = (!facts.entries.is_empty()).then_some(Yaml::Map(facts));
    (own, of_values)
}
