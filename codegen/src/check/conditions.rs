//! Can every condition hold, and is every value in a rule one that the field may have?

use super::constraints::fits;
use super::scope::{Scope, called, scopes};
use crate::diagnostic::{Diagnostics, nearest};
use crate::lookup::{Found, resolve};
use crate::spec::{Check, Condition, DocumentedValue, Field, Product, Rule, Spanned, Then, Type};

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for scope in scopes(product) {
        for rule in scope.rules {
            for (path, condition) in &rule.when {
                let Some(found) = scope.find(path) else {
                    continue;
                };
                let Some(field) = resolve(product, found.field) else {
                    continue;
                };
                match condition {
                    Condition::Is(values) => is(path, values, found.field, field, diagnostics),
                    Condition::Absent => absent(rule, path, &found, diagnostics),
                    Condition::Present => {}
                }
            }
            together(&scope, rule, diagnostics);
            rule.then
                .iter()
                .for_each(|then| allowed(&scope, then, diagnostics));
        }
    }
}

/// The values of a condition are values of the field.
fn is(
    path: &Spanned,
    values: &[Spanned],
    declared: &Field,
    field: &Field,
    diagnostics: &mut Diagnostics,
) {
    if matches!(
        field.kind,
        Type::List(_) | Type::Map(_) | Type::Structure(_) | Type::Json | Type::Bytes
    ) {
        let message = format!(
            "`{}` is {}, which cannot equal a value",
            path.value,
            called(&field.kind)
        );
        let help = match field.kind {
            Type::List(_) => format!(
                "write `{}[]` to speak of each entry, or use `present` or `absent`",
                path.value
            ),
            _ => "use `present` or `absent`".to_owned(),
        };
        diagnostics
            .error("wrong-type-of-field", path.at, message)
            .help(help);
        return;
    }
    let known = documented(&declared.checks).or_else(|| documented(&field.checks));
    for value in values {
        if !fits(&field.kind, &value.value) {
            let message = format!(
                "the value `{}` is not {}, as `{}` is",
                value.value,
                called(&field.kind),
                path.value
            );
            diagnostics
                .error("bad-value", value.at, message)
                .help("such a rule never applies: write a value of the field's type");
        } else if let Some(known) = known {
            listed(value, known, &path.value, diagnostics);
        }
    }
}

/// The documented values among constraints.
fn documented(checks: &[Spanned<Check>]) -> Option<&[DocumentedValue]> {
    checks.iter().find_map(|check| match &check.value {
        Check::Values(values) => Some(&values[..]),
        _ => None,
    })
}

fn listed(value: &Spanned, known: &[DocumentedValue], path: &str, diagnostics: &mut Diagnostics) {
    if known.iter().any(|other| other.text.value == value.value) {
        return;
    }
    let names: Vec<&str> = known
        .iter()
        .map(|other| other.text.value.as_str())
        .collect();
    let help = match nearest(&value.value, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the documented values are: {}", names.join(", ")),
    };
    let message = format!("`{}` is not a documented value of `{path}`", value.value);
    let problem = diagnostics
        .error("undocumented-value", value.at, message)
        .help(help);
    if let Some(first) = known.first() {
        problem.label(first.text.at, "the documented values start here");
    }
}

/// What is required is never absent.
fn absent(rule: &Rule, path: &Spanned, found: &Found<'_>, diagnostics: &mut Diagnostics) {
    let after_lists = found
        .steps
        .iter()
        .rposition(|step| step.entries)
        .map_or(0, |last| last + 1);
    let required = &found.steps[after_lists..];
    // An entry of a list has nothing that could require it.
    if !required.is_empty() && required.iter().all(|step| step.required) {
        let message = format!(
            "the rule `{}` never applies: `{}` is required, so it is never absent",
            rule.id.value, path.value
        );
        diagnostics
            .error("dead-rule", path.at, message)
            .help("remove the rule, or `required`");
    }
}

/// A condition inside a structure needs the structure.
fn together(scope: &Scope<'_>, rule: &Rule, diagnostics: &mut Diagnostics) {
    for (outer, condition) in &rule.when {
        if !matches!(condition, Condition::Absent) {
            continue;
        }
        let Some(gone) = scope.find(outer).map(|found| names(&found)) else {
            continue;
        };
        for (inner, condition) in &rule.when {
            let inside = scope.find(inner).is_some_and(|found| {
                let way = names(&found);
                way.len() > gone.len() && way.starts_with(&gone)
            });
            if inside && !matches!(condition, Condition::Absent) {
                let message = format!(
                    "the rule `{}` never applies: `{}` lies in `{}`, which is absent",
                    rule.id.value, inner.value, outer.value
                );
                diagnostics
                    .error("dead-rule", inner.at, message)
                    .help("remove one of the two conditions")
                    .label(outer.at, "absent here");
            }
        }
    }
}

fn names(found: &Found<'_>) -> Vec<String> {
    found.steps.iter().map(|step| step.name.clone()).collect()
}

/// A rule narrows the documented values, it does not add to them.
fn allowed(scope: &Scope<'_>, then: &Then, diagnostics: &mut Diagnostics) {
    let Then::Field(path, checks) = then else {
        return;
    };
    let Some(found) = scope.find(path) else {
        return;
    };
    let Some(field) = resolve(scope.product, found.field) else {
        return;
    };
    let known = documented(&found.field.checks).or_else(|| documented(&field.checks));
    if let (Some(known), Some(narrowed)) = (known, documented(checks)) {
        narrowed
            .iter()
            .for_each(|value| listed(&value.text, known, &path.value, diagnostics));
    }
}
