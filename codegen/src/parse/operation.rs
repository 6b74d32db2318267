//! Builds an operation from its file.
//!
//! In: the tree of a file. Out: an operation, as far as the file can be understood, so that one run finds all that is
//! wrong.

use super::{field, json, pages, read, rules};
use crate::diagnostic::Diagnostics;
use crate::load::{Node, Tree};
use crate::spec::{
    At, Authorization, Body, BodyContent, ErrorCode, Example, Field, Kind, Operation, Rule,
    Spanned, Type,
};

/// The operation; `None` when the file is no map. What cannot be told has been reported and stays empty, so that
/// everything else can be judged in the same run.
pub(super) fn operation(root: &Node, diagnostics: &mut Diagnostics) -> Option<Operation> {
    if !matches!(root.value, Tree::Map(_)) {
        return None;
    }
    let untold = || Spanned {
        value: String::new(),
        at: root.at,
    };
    let list = |name| read::get(root, name).map_or(&[][..], read::list);
    let mut own_rules =
        read::get(root, "rules").map_or(Vec::new(), |node| rules::rules(node, diagnostics));
    let parameters = read::get(root, "parameters")
        .map_or(Vec::new(), |node| field::parameters(node, diagnostics));
    let body = read::entry(root, "body")
        .map(|(key, node)| body(node, key.at, &mut own_rules, diagnostics));
    let response =
        read::entry(root, "response").map(|(key, node)| response(node, key.at, diagnostics));
    let line = read::get_spanned(root, "http").unwrap_or_else(untold);
    let (method, path) = line.value.split_once(' ').unwrap_or_default();
    Some(Operation {
        name: read::get_spanned(root, "operation").unwrap_or_else(untold),
        rust_name: read::get_spanned(root, "rust_name"),
        summary: read::get_text(root, "summary").unwrap_or_default(),
        doc: read::get_text(root, "doc"),
        page: read::get(root, "source").and_then(|source| read::get_spanned(source, "page")),
        origin: read::get_text(root, "source"),
        docs: read::get_text(root, "docs"),
        method: method.to_owned(),
        path: Spanned {
            value: path.to_owned(),
            at: line.at,
        },
        authorization: read::get(root, "authorization").and_then(authorization),
        kind: match read::get_text(root, "kind").as_deref() {
            Some("read") => Kind::Read,
            _ => Kind::Write,
        },
        anonymous: read::is_true(root, "anonymous"),
        deprecated: read::get_text(root, "deprecated"),
        idempotency_token: read::get_spanned(root, "idempotency_token"),
        retry: super::product::retry(root),
        pages: read::entry(root, "pages")
            .and_then(|(key, node)| pages::pages(node, key.at, diagnostics)),
        polling: read::entry(root, "polling").and_then(|(_, node)| pages::polling(node)),
        parameters,
        body,
        rules: own_rules,
        response,
        events: read::get(root, "response").is_some_and(is_events),
        errors: errors(root),
        examples: list("examples").iter().map(example).collect(),
    })
}

fn authorization(node: &Node) -> Option<Authorization> {
    Some(Authorization {
        action: read::get_spanned(node, "action")?,
        level: read::get_text(node, "level"),
        resource_type: read::get_text(node, "resource_type"),
        resource: read::get_text(node, "resource"),
        conditions: read::texts(node, "conditions"),
        dependent: read::texts(node, "dependent"),
    })
}

fn body(node: &Node, at: At, rules: &mut Vec<Rule>, diagnostics: &mut Diagnostics) -> Body {
    // A body's `name` is the parameter's, while a field's would be the Rust type's.
    let content = field::body(node, at, diagnostics);
    let content = match content.kind {
        Type::Structure(structure) => {
            whole_only(node, diagnostics);
            rules.extend(structure.rules);
            BodyContent::Members(structure.members)
        }
        _ => BodyContent::Whole(Box::new(content)),
    };
    let unnamed = || Spanned {
        value: "body".to_owned(),
        at,
    };
    Body {
        name: read::get_spanned(node, "name").unwrap_or_else(unnamed),
        doc: read::get_text(node, "doc"),
        required: read::is_true(node, "required"),
        xml: read::get_spanned(node, "xml"),
        content,
    }
}

/// Keys that speak of one value mean nothing on an object of members.
fn whole_only(node: &Node, diagnostics: &mut Diagnostics) {
    let known = ["name", "doc", "required", "fields", "rules", "type", "xml"];
    for (key, _) in read::entries(node) {
        let name = read::text(key).unwrap_or_default();
        let ours = crate::grammar::operation::BODY
            .all_keys()
            .any(|other| other.name == name);
        if ours && !known.contains(&name) {
            diagnostics
                .error(
                    "misplaced-key",
                    key.at,
                    format!("`{name}` has no meaning on a body of `fields`"),
                )
                .help("say it on the members it is about");
        }
    }
}

fn is_events(response: &Node) -> bool {
    let word = read::get(response, "type").unwrap_or(response);
    read::text(word) == Some("events")
}

/// What a success gives; for events what each of them holds.
fn response(node: &Node, at: At, diagnostics: &mut Diagnostics) -> Field {
    if !is_events(node) {
        return field::response(node, at, diagnostics);
    }
    for name in ["fields", "$ref"] {
        if let Some((key, _)) = read::entry(node, name) {
            let message = format!("`{name}` has no meaning on the type `events`");
            diagnostics
                .error("misplaced-key", key.at, message)
                .help("put it into `items`, which says what each event holds");
        }
    }
    let Some((key, items)) = read::entry(node, "items") else {
        diagnostics
            .error("missing-key", at, "`events` need the key `items`")
            .help("`items` says what each event holds: `fields`, or a type such as `items: json`");
        return field::field(node, at, diagnostics);
    };
    let mut field = field::field(items, key.at, diagnostics);
    field.doc = field.doc.or_else(|| read::get_text(node, "doc"));
    field
}

fn errors(root: &Node) -> Vec<ErrorCode> {
    let entries = read::get(root, "errors")
        .map_or(&[][..], read::entries)
        .iter();
    let errors = entries.filter_map(|(code, value)| {
        Some(ErrorCode {
            code: read::text(code)?.to_owned(),
            status: read::get_text(value, "status").and_then(|status| status.parse().ok()),
            doc: read::text(value)
                .map(str::to_owned)
                .or_else(|| read::get_text(value, "doc")),
        })
    });
    errors.collect()
}

fn example(node: &Node) -> Example {
    Example {
        request: read::get(node, "request").map(json::json),
        response: read::get(node, "response").map(json::json),
    }
}
