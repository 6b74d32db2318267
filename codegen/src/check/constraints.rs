//! Does every constraint fit its field, and can it be met?

use std::collections::HashMap;

use super::scope::{called, fields, scopes};
use crate::diagnostic::{Diagnostics, nearest};
use crate::lookup::resolve;
use crate::spec::{
    At, Bound, Bounds, Check, DocumentedValue, Field, Product, Spanned, Then, Type, whole,
};

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for field in fields(product) {
        all(product, field, &field.checks, diagnostics);
    }
    for scope in scopes(product) {
        for then in scope.rules.iter().flat_map(|rule| &rule.then) {
            let Then::Field(path, checks) = then else {
                continue;
            };
            if let Some(found) = scope.find(path) {
                all(product, found.field, checks, diagnostics);
            }
        }
    }
}

/// Judges the constraints of one field, or those that a rule adds to it.
fn all(product: &Product, field: &Field, checks: &[Spanned<Check>], diagnostics: &mut Diagnostics) {
    let Some(field) = resolve(product, field) else {
        return;
    };
    for check in checks {
        if let Some(help) = misfit(&check.value, &field.kind) {
            let message = format!(
                "`{}` has no meaning on {}",
                word(&check.value),
                called(&field.kind)
            );
            diagnostics
                .error("misplaced-constraint", check.at, message)
                .help(help);
            continue;
        }
        match &check.value {
            Check::Length(bounds) | Check::Bytes(bounds) | Check::Entries(bounds) => {
                empty(bounds, |min, max| min > max, check, diagnostics);
            }
            Check::Range(bounds) => empty(
                bounds,
                |min: Bound, max: Bound| min.number() > max.number(),
                check,
                diagnostics,
            ),
            Check::Pattern(pattern) => {
                if let Err(problem) = whole(pattern) {
                    // The value of a key is the node after it.
                    let value = At {
                        node: check.at.node + 1,
                        ..check.at
                    };
                    diagnostics
                        .error("bad-pattern", value, format!("the pattern cannot be used: {problem}"))
                        .help("no look-around, back-references or Unicode classes; write Chinese characters as [\\u4e00-\\u9fff]");
                }
            }
            Check::Values(values) => documented(values, &field.kind, checks, diagnostics),
            Check::UniqueBy(key) => unique_by(product, key, field, diagnostics),
            Check::Prefix(_) | Check::NotPrefix(_) => {}
        }
    }
}

/// The key that says a constraint.
fn word(check: &Check) -> &'static str {
    match check {
        Check::Length(_) => "length",
        Check::Bytes(_) => "bytes",
        Check::Entries(_) => "entries",
        Check::Range(_) => "range",
        Check::Pattern(_) => "pattern",
        Check::Prefix(_) => "prefix",
        Check::NotPrefix(_) => "not_prefix",
        Check::Values(_) => "values",
        Check::UniqueBy(_) => "unique_by",
    }
}

/// What to do instead, when a constraint does not fit the type.
fn misfit(check: &Check, kind: &Type) -> Option<&'static str> {
    use Type::{Boolean, Bytes, Integer, List, Map, Number, String, Timestamp};
    match (check, kind) {
        (
            Check::Length(_) | Check::Pattern(_) | Check::Prefix(_) | Check::NotPrefix(_),
            String | Timestamp,
        )
        | (Check::Bytes(_), String | Bytes)
        | (Check::Entries(_), List(_) | Map(_))
        | (Check::Range(_), Integer | Number | String)
        | (Check::Values(_), String | Integer | Number | Boolean)
        | (Check::UniqueBy(_), List(_)) => None,
        (Check::Length(_) | Check::Bytes(_), List(_) | Map(_)) => {
            Some("`entries` counts the entries of a list or map")
        }
        (Check::Length(_), Bytes) => Some("`bytes` counts bytes"),
        (Check::Length(_) | Check::Bytes(_), Integer | Number) => Some("`range` bounds a number"),
        (Check::Entries(_), String | Timestamp) => Some("`length` counts the characters of a text"),
        (_, List(_) | Map(_)) => Some("put it into `items` to speak of each entry"),
        (Check::Range(_), _) => {
            Some("`range` bounds an integer, a number, or a number written as text")
        }
        (Check::UniqueBy(_), _) => Some("`unique_by` speaks of a list of structures"),
        (Check::Entries(_), _) => Some("`entries` counts the entries of a list or map"),
        (Check::Bytes(_), _) => Some("`bytes` counts the bytes of a text or of bytes"),
        (Check::Values(_), _) => Some("`values` lists texts, numbers or booleans"),
        _ => Some("only text can be measured or matched"),
    }
}

fn empty<T: Copy>(
    bounds: &Bounds<T>,
    exceeds: impl Fn(T, T) -> bool,
    check: &Spanned<Check>,
    diagnostics: &mut Diagnostics,
) {
    if let (Some(min), Some(max)) = (bounds.min, bounds.max)
        && exceeds(min, max)
    {
        let message = format!(
            "`{}` allows nothing: its start is above its end",
            word(&check.value)
        );
        diagnostics
            .error("empty-range", check.at, message)
            .help("write the smaller end first");
    }
}

/// Documented values are of the field's type, different, and allowed by the other constraints.
fn documented(
    values: &[DocumentedValue],
    kind: &Type,
    checks: &[Spanned<Check>],
    diagnostics: &mut Diagnostics,
) {
    let mut first = HashMap::new();
    for value in values {
        let text = &value.text;
        if let Some(before) = first.insert(text.value.as_str(), text.at) {
            diagnostics
                .error(
                    "repeated-entry",
                    text.at,
                    format!("the value `{}` is listed twice", text.value),
                )
                .help("keep one of the two")
                .label(before, "first listed here");
        }
        if !fits(kind, &text.value) {
            diagnostics
                .error(
                    "bad-value",
                    text.at,
                    format!("the value `{}` is not {}", text.value, called(kind)),
                )
                .help("list values of the field's type, or change its type");
            continue;
        }
        for check in checks {
            if !check.value.allows(&text.value) {
                let message = format!(
                    "the documented value `{}` is not allowed by `{}`",
                    text.value,
                    word(&check.value)
                );
                diagnostics
                    .error("contradiction", text.at, message)
                    .help("mend one of the two")
                    .label(check.at, "this forbids it");
            }
        }
    }
}

/// Whether a written value is one of this type.
pub(super) fn fits(kind: &Type, text: &str) -> bool {
    match kind {
        Type::Integer => text.parse::<i64>().is_ok(),
        Type::Number => text.parse::<f64>().is_ok_and(f64::is_finite),
        Type::Boolean => matches!(text, "true" | "false"),
        _ => true,
    }
}

/// `unique_by` names a member of the entries.
fn unique_by(product: &Product, key: &Spanned, field: &Field, diagnostics: &mut Diagnostics) {
    let Type::List(entry) = &field.kind else {
        return;
    };
    let Some(entry) = resolve(product, entry) else {
        return;
    };
    let Type::Structure(structure) = &entry.kind else {
        let message = format!(
            "`unique_by` compares a member of structures, and the entries are {}",
            called(&entry.kind)
        );
        diagnostics
            .error("misplaced-constraint", key.at, message)
            .help("remove `unique_by`");
        return;
    };
    let names = || {
        structure
            .members
            .iter()
            .map(|member| member.name.value.as_str())
    };
    if !names().any(|name| name == key.value) {
        let problem = diagnostics.error(
            "unknown-field",
            key.at,
            format!("the entries have no member `{}`", key.value),
        );
        if let Some(near) = nearest(&key.value, names()) {
            problem.help(format!("did you mean `{near}`?"));
        }
    }
}
