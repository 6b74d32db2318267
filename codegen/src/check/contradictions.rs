//! Do rules contradict each other, themselves, or the fields they speak of?

use std::collections::BTreeMap;

use super::scope::{Scope, scopes};
use crate::diagnostic::Diagnostics;
use crate::spec::{Check, Condition, Level, Product, Rule, Spanned, Then};

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for scope in scopes(product) {
        for rule in scope.rules {
            demands(&scope, rule, diagnostics);
            own_condition(rule, diagnostics);
        }
        let rules: Vec<_> = scope
            .rules
            .iter()
            .filter(|rule| rule.level == Level::Enforce)
            .collect();
        let cases: Vec<_> = rules.iter().map(|rule| conditions(rule)).collect();
        for (index, rule) in rules.iter().enumerate() {
            for (other, _) in rules
                .iter()
                .zip(&cases)
                .take(index)
                .filter(|(_, case)| **case == cases[index])
            {
                opposed(other, rule, diagnostics);
                opposed(rule, other, diagnostics);
            }
        }
    }
}

fn required(rule: &Rule) -> impl Iterator<Item = &Spanned> {
    rule.then.iter().flat_map(|then| match then {
        Then::Require(paths) => &paths[..],
        _ => &[],
    })
}

fn forbidden(rule: &Rule) -> impl Iterator<Item = &Spanned> {
    rule.then.iter().flat_map(|then| match then {
        Then::Forbid(paths) => &paths[..],
        _ => &[],
    })
}

/// The conditions in a form that can be compared.
fn conditions(rule: &Rule) -> BTreeMap<&str, (&'static str, Vec<&str>)> {
    let comparable = rule.when.iter().map(|(path, condition)| {
        let condition = match condition {
            Condition::Present => ("present", Vec::new()),
            Condition::Absent => ("absent", Vec::new()),
            Condition::Is(values) => {
                let mut texts: Vec<&str> =
                    values.iter().map(|value| value.value.as_str()).collect();
                texts.sort_unstable();
                ("is", texts)
            }
        };
        (path.value.as_str(), condition)
    });
    comparable.collect()
}

/// Within a rule and against the fields.
fn demands(scope: &Scope<'_>, rule: &Rule, diagnostics: &mut Diagnostics) {
    opposed(rule, rule, diagnostics);
    let is_required = |path: &Spanned| {
        scope.find(path).is_some_and(|found| {
            found
                .steps
                .iter()
                .all(|step| step.required && !step.entries)
        })
    };
    for path in forbidden(rule).filter(|path| is_required(path)) {
        let message = format!(
            "the rule `{}` forbids `{}`, which is required",
            rule.id.value, path.value
        );
        diagnostics
            .error("contradiction", path.at, message)
            .help("remove `required`, or say in `when` what cannot be");
    }
    for then in &rule.then {
        let (Then::ExactlyOne(paths) | Then::AtMostOne(paths)) = then else {
            continue;
        };
        let mut both = paths.iter().filter(|path| is_required(path));
        if let (Some(first), Some(second)) = (both.next(), both.next()) {
            let message = format!(
                "the rule `{}` allows one of `{}` and `{}`, and both are required",
                rule.id.value, first.value, second.value
            );
            diagnostics
                .error("contradiction", second.at, message)
                .help("remove `required` from the fields, or the rule");
        }
    }
}

/// What one rule requires another forbids, under the same conditions.
fn opposed(one: &Rule, other: &Rule, diagnostics: &mut Diagnostics) {
    for path in required(one) {
        if let Some(against) = forbidden(other).find(|against| against.value == path.value) {
            let message = match one.id == other.id {
                true => format!(
                    "the rule `{}` requires and forbids `{}`",
                    one.id.value, path.value
                ),
                false => format!(
                    "the rule `{}` forbids `{}`, which `{}` requires in the same case",
                    other.id.value, path.value, one.id.value
                ),
            };
            diagnostics
                .error("contradiction", against.at, message)
                .help("keep one of the two")
                .label(path.at, "required here");
        }
    }
}

/// A demand that its own condition makes impossible. With further conditions such a rule makes sense:
/// it says that they do not go together.
fn own_condition(rule: &Rule, diagnostics: &mut Diagnostics) {
    if let [(path, condition)] = &rule.when[..] {
        let mut report = |at, what: &str| {
            let message = format!("the rule `{}` can only be broken: {what}", rule.id.value);
            diagnostics
                .error("contradiction", at, message)
                .help("a rule must leave a way to meet it: mend `when` or `then`")
                .label(path.at, "the condition");
        };
        let name = &path.value;
        match condition {
            Condition::Absent => {
                if let Some(path) = required(rule).find(|other| other.value == *name) {
                    report(
                        path.at,
                        &format!("it applies when `{name}` is absent and then requires it"),
                    );
                }
            }
            Condition::Present | Condition::Is(_) => {
                if let Some(path) = forbidden(rule).find(|other| other.value == *name) {
                    report(
                        path.at,
                        &format!("it applies when `{name}` is set and then forbids it"),
                    );
                }
            }
        }
        let Condition::Is(texts) = condition else {
            return;
        };
        for then in &rule.then {
            let Then::Field(other, checks) = then else {
                continue;
            };
            for check in checks.iter().filter(|_| other.value == *name) {
                let Check::Values(values) = &check.value else {
                    continue;
                };
                if !texts
                    .iter()
                    .any(|text| values.iter().any(|value| value.text.value == text.value))
                {
                    report(
                        check.at,
                        &format!(
                            "it applies when `{name}` has a value that it then does not allow"
                        ),
                    );
                }
            }
        }
    }
}
