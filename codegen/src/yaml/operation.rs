//! The file of an operation.
//!
//! In: an operation. Out: its keys in the order in which a person reads a page: what it does, how it is called, what
//! goes in, what comes out, what can go wrong.

use super::tree::{Map, Yaml};
use super::{examples, field, rules};
use crate::spec::{Authorization, ErrorCode, Kind, Operation, Pages, PagesBy, Polling, Spanned};

/// One documented API page.
pub(super) fn operation(operation: &Operation) -> Map<'_> {
    let mut map = Map::block();
    map.text("operation", Some(&operation.name.value));
    map.text("rust_name", value(operation.rust_name.as_ref()));
    map.prose("summary", Some(&operation.summary));
    map.prose("doc", operation.doc.as_deref());
    if let Some(page) = &operation.page {
        let mut source = Map::default();
        source.word("page", &page.value);
        map.put("source", Yaml::Map(source));
    } else {
        map.text("source", operation.origin.as_deref());
    }
    map.text("docs", operation.docs.as_deref());
    let line = format!("{} {}", operation.method, operation.path.value);
    map.put("http", Yaml::Text(line.into()));
    if let Some(needed) = &operation.authorization {
        map.put("authorization", Yaml::Map(authorization(needed)));
    }
    map.word(
        "kind",
        match operation.kind {
            Kind::Read => "read",
            Kind::Write => "write",
        },
    );
    map.flag("anonymous", operation.anonymous);
    map.prose("deprecated", operation.deprecated.as_deref());
    map.text(
        "idempotency_token",
        value(operation.idempotency_token.as_ref()),
    );
    super::product::retry(&mut map, &operation.retry);
    if let Some(walk) = &operation.pages {
        map.put("pages", Yaml::Map(pages(walk)));
    }
    if let Some(wait) = &operation.polling {
        map.put("polling", Yaml::Map(polling(wait)));
    }
    if !operation.parameters.is_empty() {
        map.put(
            "parameters",
            Yaml::Map(field::parameters(&operation.parameters)),
        );
    }
    if let Some(body) = &operation.body {
        map.put("body", Yaml::Map(field::body(body)));
    }
    if !operation.rules.is_empty() {
        map.put("rules", rules::rules(&operation.rules));
    }
    if let Some(answer) = &operation.response {
        map.put("response", field::response(answer, operation.events));
    }
    if !operation.errors.is_empty() {
        map.put("errors", Yaml::Map(errors(&operation.errors)));
    }
    if !operation.examples.is_empty() {
        let examples = operation.examples.iter().map(examples::example);
        map.put("examples", Yaml::List(examples.collect()));
    }
    map
}

fn value(text: Option<&Spanned>) -> Option<&str> {
    text.map(|text| text.value.as_str())
}

fn authorization(needed: &Authorization) -> Map<'_> {
    let mut map = Map::default();
    map.text("action", Some(&needed.action.value));
    map.text("level", needed.level.as_deref());
    map.text("resource_type", needed.resource_type.as_deref());
    map.text("resource", needed.resource.as_deref());
    map.texts("conditions", &needed.conditions);
    map.texts("dependent", &needed.dependent);
    map
}

fn pages(pages: &Pages) -> Map<'_> {
    let (by, first, last) = match &pages.by {
        PagesBy::Number { page, total } => ("number", ("page", page), ("total", total.as_ref())),
        PagesBy::Token { token, next } => ("token", ("token", token), ("next", Some(next))),
        PagesBy::Offset { offset, total } => {
            ("offset", ("offset", offset), ("total", total.as_ref()))
        }
    };
    let mut map = Map::default();
    map.word("by", by);
    map.text(first.0, Some(&first.1.value));
    map.text("size", value(pages.size.as_ref()));
    if let Some(count) = value(pages.default_size.as_ref()) {
        map.word("default_size", count);
    }
    map.text(last.0, value(last.1));
    map.text("items", value(pages.items.as_ref()));
    map
}

fn polling(polling: &Polling) -> Map<'_> {
    let mut map = Map::default();
    map.text("operation", Some(&polling.operation.value));
    for (key, count) in [
        ("interval", polling.interval),
        ("attempts", polling.attempts),
    ] {
        if let Some(count) = count {
            map.word(key, count.to_string());
        }
    }
    map
}

fn errors(errors: &[ErrorCode]) -> Map<'_> {
    let mut map = Map::block();
    for error in errors {
        let node = match (error.status, &error.doc) {
            (None, Some(doc)) => Yaml::Prose(doc.into()),
            (status, doc) => {
                let mut all = Map::default();
                if let Some(status) = status {
                    all.word("status", status.to_string());
                }
                all.prose("doc", doc.as_deref());
                Yaml::Map(all)
            }
        };
        map.put(&error.code, node);
    }
    map
}
