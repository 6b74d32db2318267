//! What the doc comments of generated code say.
//!
//! In: fields, values and operations of a spec. Out: lines, made of harmless prose.

use super::prose::{code, item, link, lower_first, paragraph, printable, text, wrap};
use super::{pages, sentences};
use crate::spec::{self, Field, Level, Type};

/// The doc comment of a field: what it is, then what must hold for it. `behind` is the shared text or
/// number that the field refers to.
pub(super) fn field(field: &Field, behind: Option<&Field>, wire: &str) -> Vec<String> {
    let doc = field
        .doc
        .as_deref()
        .or(behind.and_then(|behind| behind.doc.as_deref()));
    let mut lines = paragraph(doc.unwrap_or(&format!("{wire}.")));
    let facts: Vec<String> = facts(field)
        .into_iter()
        .chain(behind.into_iter().flat_map(facts))
        .collect();
    if !facts.is_empty() {
        lines.push(String::new());
        lines.extend(wrap(&facts.join(" ")));
    }
    lines
}

/// The same for a member that an answer carries in a header.
pub(super) fn header_member(field: &Field, behind: Option<&Field>, wire: &str) -> Vec<String> {
    let mut lines = self::field(field, behind, wire);
    lines.extend([String::new(), format!("From the header {}.", code(wire))]);
    lines
}

fn facts(field: &Field) -> Vec<String> {
    let mut facts = Vec::new();
    if field.required {
        facts.push("Required.".to_owned());
    }
    if let Some(instead) = &field.deprecated {
        facts.push(format!("Deprecated: {}", text(instead)));
    }
    if let Some(unit) = &field.unit {
        facts.push(format!("In {}.", text(unit)));
    }
    if matches!(field.kind, Type::Timestamp) {
        facts.push("A point in time, as text.".to_owned());
    }
    for check in &field.checks {
        let sentence = sentences::check(&check.value);
        facts.push(match field.level {
            Level::Enforce => sentence,
            Level::Warn => format!("{sentence} (advice)"),
        });
    }
    facts.extend(entry_facts(field));
    if let Some(default) = &field.default {
        facts.push(format!(
            "The service's default is {}.",
            code(&default.value)
        ));
    }
    if let Some(example) = &field.example {
        facts.push(format!("Example: {}.", code(example)));
    }
    if field.sensitive {
        facts.push("Never printed.".to_owned());
    }
    facts.extend(
        field
            .sources
            .iter()
            .map(|(what, source)| match what.as_str() {
                "" => format!("Not on the page but in the {}.", origin(source)),
                what => format!(
                    "Not on the page but in the {}: {}.",
                    origin(source),
                    code(what)
                ),
            }),
    );
    facts
}

/// What is said of the entries of a list or map, unless they have a type of their own to say it.
fn entry_facts(field: &Field) -> Vec<String> {
    let (Type::List(entry) | Type::Map(entry)) = &field.kind else {
        return Vec::new();
    };
    if matches!(entry.kind, Type::Structure(_) | Type::Ref(_)) {
        return Vec::new();
    }
    let doc = entry.doc.as_deref().map(text);
    doc.into_iter()
        .chain(facts(entry))
        .map(|fact| format!("Each entry: {}", lower_first(&fact)))
        .collect()
}

/// The doc comment of a documented value.
pub(super) fn value(wire: &str, doc: Option<&str>, source: Option<&str>) -> Vec<String> {
    let mut line = match doc {
        Some(doc) => format!("{}: {}", code(wire), text(doc)),
        None => format!("{}.", code(wire)),
    };
    if !line.ends_with('.') {
        line.push('.');
    }
    if let Some(source) = source {
        line.push_str(&format!(" Not on the page but in the {}.", origin(source)));
    }
    wrap(&line)
}

fn origin(source: &str) -> &str {
    match source {
        "sdk" => "official SDK",
        other => other,
    }
}

/// The sentence that documents `new`.
pub(super) fn new(has_optional: bool) -> String {
    if has_optional {
        "A value with all required members; setters set the others.".to_owned()
    } else {
        "A value with all its members.".to_owned()
    }
}

/// The facts of an operation that stand at the top of its module.
pub(super) fn operation(operation: &spec::Operation) -> Vec<String> {
    let mut lines = wrap(&format!(
        "{}: {}",
        code(&operation.name.value),
        lower_first(&text(&operation.summary))
    ));
    if let Some(doc) = &operation.doc {
        lines.push(String::new());
        lines.extend(paragraph(doc));
    }
    let mut facts = vec![code(&format!(
        "{} {}",
        operation.method, operation.path.value
    ))];
    if let Some(ram) = &operation.authorization {
        let mut fact = format!("RAM action {}", code(&ram.action.value));
        if let Some(level) = &ram.level {
            fact.push_str(&format!(", access level {}", text(level)));
        }
        match (&ram.resource_type, &ram.resource) {
            (Some(kind), Some(resource)) => fact.push_str(&format!(
                ", resource type {} ({})",
                text(kind),
                code(resource)
            )),
            (Some(kind), None) => fact.push_str(&format!(", resource type {}", text(kind))),
            (None, Some(resource)) => fact.push_str(&format!(", resource {}", code(resource))),
            (None, None) => {}
        }
        facts.push(fact);
        facts.extend(
            ram.conditions
                .iter()
                .map(|key| format!("condition key {}", code(key))),
        );
        facts.extend(
            ram.dependent
                .iter()
                .map(|action| format!("also needs {}", code(action))),
        );
    }
    if operation.anonymous {
        facts.push("goes unsigned and needs no credentials".to_owned());
    }
    if let Some(root) = operation.body.as_ref().and_then(|body| body.xml.as_ref()) {
        facts.push(format!("the body is XML, its root {}", code(&root.value)));
    }
    if let Some(token) = &operation.idempotency_token {
        facts.push(format!(
            "{} makes repeating the call safe",
            code(&token.value)
        ));
    }
    facts.extend(operation.pages.as_ref().map(pages::pages));
    facts.extend(operation.polling.as_ref().map(pages::polling));
    if let Some(page) = &operation.page {
        facts.push(format!("written from the page of {}", page.value));
    }
    if let Some(source) = &operation.origin {
        facts.push(format!("not from a page but from the {}", origin(source)));
    }
    lines.push(String::new());
    lines.extend(facts.iter().flat_map(|fact| item(fact)));
    if let Some(url) = &operation.docs {
        lines.push(format!("* {}", link(url)));
    }
    if !operation.errors.is_empty() {
        lines.extend([
            String::new(),
            "Documented errors:".to_owned(),
            String::new(),
        ]);
        lines.extend(operation.errors.iter().flat_map(|error| {
            let status = error
                .status
                .map(|status| format!(" ({status})"))
                .unwrap_or_default();
            let doc = error
                .doc
                .as_deref()
                .map(|doc| format!(": {}", text(doc)))
                .unwrap_or_default();
            item(&format!("{}{status}{doc}", code(&error.code)))
        }));
    }
    for example in &operation.examples {
        lines.extend(json("Documented input", example.request.as_deref()));
        lines.extend(json("Documented answer", example.response.as_deref()));
    }
    lines
}

/// The doc comment of a request.
pub(super) fn request(operation: &spec::Operation, method: &str) -> Vec<String> {
    let mut lines = vec![format!("Request of [`Client::{method}`].")];
    if let Some(doc) = operation.body.as_ref().and_then(|body| body.doc.as_deref()) {
        let is_required = operation.body.as_ref().is_some_and(|body| body.required);
        let what = if is_required { "required body" } else { "body" };
        lines.push(String::new());
        lines.extend(wrap(&format!("The {what}: {}", lower_first(&text(doc)))));
    }
    lines
}

/// A block of JSON, which rustdoc shows and does not run.
fn json(title: &str, example: Option<&str>) -> Vec<String> {
    let Some(example) = example else {
        return Vec::new();
    };
    let title = format!("{title}:");
    let lines = [
        String::new(),
        title,
        String::new(),
        "```json".to_owned(),
        printable(example),
        "```".to_owned(),
    ];
    lines.to_vec()
}
