//! Text of a spec -> lines of a doc comment that do no harm.
//!
//! Rustdoc would run code blocks, pass HTML through, and warn about brackets and bare addresses; rustc
//! refuses bare carriage returns and bidirectional controls. So none of these leaves this file.

use super::sentences;
use crate::spec::{self, Field, Level, Type};

/// A prose text as one line.
pub(super) fn text(prose: &str) -> String {
    let mut out = String::new();
    for word in prose.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.starts_with("https://") || word.starts_with("http://") {
            out.push_str(&link(word));
        } else {
            word.chars()
                .filter(|c| is_printable(*c))
                .for_each(|c| escape(c, &mut out));
        }
    }
    out
}

/// An address that rustdoc shows as a link.
pub(super) fn link(url: &str) -> String {
    let safe: String = url
        .chars()
        .filter(|c| c.is_ascii_graphic() && !"<>`\\".contains(*c))
        .collect();
    format!("<{safe}>")
}

/// Text as code.
pub(super) fn code(text: &str) -> String {
    let safe: String = text
        .chars()
        .map(|c| if is_printable(c) { c } else { ' ' })
        .collect();
    if safe.contains('`') {
        format!("`` {safe} ``")
    } else {
        format!("`{safe}`")
    }
}

/// A prose text as wrapped lines.
pub(super) fn paragraph(prose: &str) -> Vec<String> {
    wrap(&text(prose))
}

/// Lines of at most about 90 characters.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + word.chars().count() < 90 {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The doc comment of a field: what it is, then what must hold for it.
pub(super) fn field(field: &Field, wire: &str) -> Vec<String> {
    let mut lines = paragraph(field.doc.as_deref().unwrap_or(&format!("{wire}.")));
    let facts = facts(field);
    if !facts.is_empty() {
        lines.push(String::new());
        lines.extend(wrap(&facts.join(" ")));
    }
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

/// The line that stands above a field in its table.
pub(super) fn comment(field: &Field) -> String {
    let mut line = match &field.kind {
        Type::String => "text",
        Type::Integer => "whole number",
        Type::Number => "number",
        Type::Boolean => "truth value",
        Type::Timestamp => "point in time",
        Type::Bytes => "bytes",
        Type::Json => "any JSON",
        Type::List(_) => "list",
        Type::Map(_) => "map",
        Type::Structure(_) | Type::Ref(_) => "structure",
    }
    .to_owned();
    if field.deprecated.is_some() {
        line.push_str(", deprecated");
    }
    if let Some(doc) = &field.doc {
        let plain: String = doc
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .filter(|c| is_printable(*c))
            .collect();
        line.push_str(": ");
        line.push_str(
            plain
                .split_inclusive(". ")
                .next()
                .unwrap_or_default()
                .trim_end(),
        );
    }
    line
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
    if let Some(token) = &operation.idempotency_token {
        facts.push(format!(
            "{} makes repeating the call safe",
            code(&token.value)
        ));
    }
    if let Some(page) = &operation.page {
        facts.push(format!("written from the page of {}", page.value));
    }
    lines.push(String::new());
    lines.extend(facts.into_iter().map(|fact| format!("* {fact}")));
    if let Some(url) = &operation.docs {
        lines.push(format!("* {}", link(url)));
    }
    if !operation.errors.is_empty() {
        lines.extend([
            String::new(),
            "Documented errors:".to_owned(),
            String::new(),
        ]);
        lines.extend(operation.errors.iter().map(|error| {
            let status = error
                .status
                .map(|status| format!(" ({status})"))
                .unwrap_or_default();
            let doc = error
                .doc
                .as_deref()
                .map(|doc| format!(": {}", text(doc)))
                .unwrap_or_default();
            format!("* {}{status}{doc}", code(&error.code))
        }));
    }
    for response in operation
        .examples
        .iter()
        .filter_map(|example| example.response.as_ref())
    {
        let printable: String = response.chars().filter(|c| is_printable(*c)).collect();
        lines.extend([
            String::new(),
            "Documented answer:".to_owned(),
            String::new(),
            "```json".to_owned(),
            printable,
            "```".to_owned(),
        ]);
    }
    lines
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), text.chars().nth(1)) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}

fn escape(c: char, out: &mut String) {
    match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '[' | ']' | '`' | '*' | '_' | '\\' => {
            out.push('\\');
            out.push(c);
        }
        c => out.push(c),
    }
}

/// No control, and none of the characters that reorder or hide text.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_cannot_leave_its_comment() {
        for (prose, line) in [
            ("plain", "plain"),
            ("two\r\nlines\rhere", "two lines here"),
            (
                "```\nstd::process::exit(1)\n```",
                "\\`\\`\\` std::process::exit(1) \\`\\`\\`",
            ),
            ("    four spaces", "four spaces"),
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("see [RequestId]", "see \\[RequestId\\]"),
            (
                "at https://example.com/a_b now",
                "at <https://example.com/a_b> now",
            ),
            ("a\u{202E}b\u{0007}c", "abc"),
            ("*/ end", "\\*/ end"),
        ] {
            assert_eq!(text(prose), line, "{prose:?}");
        }
    }

    #[test]
    fn code_survives_backticks_and_controls() {
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("a\nb"), "`a b`");
    }

    #[test]
    fn lines_are_wrapped_between_words() {
        let lines = wrap(&"word ".repeat(40));
        assert!(lines.iter().all(|line| line.len() < 95), "{lines:?}");
        assert_eq!(lines.join(" ").split_whitespace().count(), 40);
    }
}
