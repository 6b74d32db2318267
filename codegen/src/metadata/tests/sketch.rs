//! A spec in few words, for tests.

use crate::spec::BodyContent;
use crate::spec::{
    Bound, Bounds, Check, Field, Level, Member, Operation, Place, Product, Style, Type,
};

/// All operations and shared structures, a line each.
pub(crate) fn product(product: &Product) -> String {
    let operations = product.operations.iter().map(operation);
    let shared = product.schemas.iter();
    let shared = shared.map(|shared| format!("{} = {}", shared.name.value, field(&shared.field)));
    operations.chain(shared).collect::<Vec<_>>().join("\n")
}

fn operation(operation: &Operation) -> String {
    let mut parts = vec![format!(
        "{} {} {}",
        operation.name.value, operation.method, operation.path.value
    )];
    if let Some(name) = &operation.rust_name {
        parts[0].push_str(&format!(" named {}", name.value));
    }
    if operation.anonymous {
        parts.push("anonymous".to_owned());
    }
    parts.extend(operation.parameters.iter().map(member));
    if let Some(body) = &operation.body {
        let root = body
            .xml
            .as_ref()
            .map_or(String::new(), |root| format!("<{}>", root.value));
        parts.push(match &body.content {
            BodyContent::Members(all) => format!("{}={root}{{{}}}", body.name.value, members(all)),
            BodyContent::Whole(whole) => format!("{}={}", body.name.value, field(whole)),
        });
    }
    let events = if operation.events { "events of " } else { "" };
    let answer = operation.response.as_ref();
    let answer = answer.map_or(String::new(), |answer| {
        format!(" -> {events}{}", field(answer))
    });
    format!("{}{answer}", parts.join(", "))
}

fn members(all: &[Member]) -> String {
    all.iter().map(member).collect::<Vec<_>>().join(", ")
}

fn member(member: &Member) -> String {
    let place = match member.place.as_ref().map(|place| place.value) {
        None => "",
        Some(Place::Path) => "path ",
        Some(Place::Query) => "query ",
        Some(Place::Header) => "header ",
        Some(Place::Host) => "host ",
        Some(Place::Form) => "form ",
    };
    format!("{place}{}: {}", member.name.value, field(&member.field))
}

fn field(field: &Field) -> String {
    let mut text = match &field.kind {
        Type::String => "string".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Timestamp => "timestamp".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::Json => "json".to_owned(),
        Type::List(entry) => format!("[{}]", self::field(entry)),
        Type::Map(entry) => format!("map of {}", self::field(entry)),
        Type::Structure(structure) => format!("{{{}}}", members(&structure.members)),
        Type::Ref(name) => format!("&{}", name.value),
    };
    text.push_str(if field.required { "!" } else { "" });
    text.push_str(match field.style.as_ref().map(|style| style.value) {
        None => "",
        Some(Style::Flat) => " flat",
        Some(Style::Json) => " as-json",
        Some(Style::Simple) => " simple",
    });
    if let Some(name) = &field.rust_name {
        text.push_str(&format!(" named {}", name.value));
    }
    if let Some(default) = &field.default {
        text.push_str(&format!(" default {}", default.value));
    }
    for one in &field.checks {
        text.push_str(if field.level == Level::Warn {
            " ?"
        } else {
            " "
        });
        text.push_str(&check(&one.value));
    }
    text
}

fn check(check: &Check) -> String {
    let count = |bounds: &Bounds<u64>| range(bounds.min, bounds.max);
    match check {
        Check::Length(bounds) => format!("length {}", count(bounds)),
        Check::Bytes(bounds) => format!("bytes {}", count(bounds)),
        Check::Entries(bounds) => format!("entries {}", count(bounds)),
        Check::Range(bounds) => format!(
            "range {}",
            range(bounds.min.map(bound), bounds.max.map(bound))
        ),
        Check::Pattern(pattern) => format!("~{pattern}"),
        Check::Prefix(texts) => format!("prefix {}", texts.join("|")),
        Check::NotPrefix(texts) => format!("not {}", texts.join("|")),
        Check::UniqueBy(key) => format!("unique by {}", key.value),
        Check::Values(values) => {
            let value = |value: &crate::spec::DocumentedValue| {
                let doc = value
                    .doc
                    .as_ref()
                    .map_or(String::new(), |doc| format!("({doc})"));
                let name = value.rust_name.as_ref();
                let name = name.map_or(String::new(), |name| format!(":{}", name.value));
                format!("{}{name}{doc}", value.text.value)
            };
            values.iter().map(value).collect::<Vec<_>>().join("|")
        }
    }
}

fn bound(bound: Bound) -> f64 {
    match bound {
        Bound::Integer(whole) => whole as f64,
        Bound::Number(number) => number,
    }
}

fn range<T: std::fmt::Display>(min: Option<T>, max: Option<T>) -> String {
    let text = |end: Option<T>| end.map_or(String::new(), |end| end.to_string());
    format!("{}..={}", text(min), text(max))
}
