//! Rules of a structure -> lines of its table, and a list in its docs.

use super::{checks, prose, sentences};
use crate::model::Product;
use crate::rust::{self, When};
use crate::spec::{Condition, Level, Rule, Spanned, Then};

/// Lowers the rules of one structure.
pub(super) fn lower(product: &Product<'_>, rules: &[Rule]) -> Vec<rust::Rule> {
    rules.iter().flat_map(|rule| one(product, rule)).collect()
}

/// The rules as a list for the docs of the structure.
pub(super) fn docs(rules: &[Rule]) -> Vec<String> {
    if rules.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), "# Rules".to_owned(), String::new()];
    for rule in rules {
        let doc = rule
            .doc
            .as_deref()
            .map(|doc| format!("{} ", prose::text(doc)))
            .unwrap_or_default();
        let level = if rule.level == Level::Warn {
            " (advice)"
        } else {
            ""
        };
        lines.extend(prose::item(&format!(
            "{}: {doc}{}{level}",
            prose::code(&rule.id.value),
            sentences::rule(rule)
        )));
    }
    lines
}

/// `requires` becomes a rule of its own for each of its entries: each has its own condition.
fn one(product: &Product<'_>, rule: &Rule) -> Vec<rust::Rule> {
    let path = |path: &Spanned| path_of(product, path);
    let paths = |paths: &[Spanned]| paths.iter().map(path).collect::<Vec<_>>();
    let when: Vec<_> = rule
        .when
        .iter()
        .map(|(at, condition)| (path(at), condition_of(condition)))
        .collect();
    let mut then = Vec::new();
    let mut lowered = Vec::new();
    for demand in &rule.then {
        then.push(match demand {
            Then::Require(all) => rust::Then::Paths("Require", paths(all)),
            Then::Forbid(all) => rust::Then::Paths("Forbid", paths(all)),
            Then::ExactlyOne(all) => rust::Then::Paths("ExactlyOne", paths(all)),
            Then::AtLeastOne(all) => rust::Then::Paths("AtLeastOne", paths(all)),
            Then::AtMostOne(all) => rust::Then::Paths("AtMostOne", paths(all)),
            Then::AllOrNone(all) => rust::Then::Paths("AllOrNone", paths(all)),
            Then::Field(field, constraints) => {
                rust::Then::Check(path(field), checks::lower(constraints))
            }
            Then::Ordered(first, second) => rust::Then::Ordered(path(first), path(second)),
            Then::Requires(first, others) => {
                lowered.push(entry(
                    rule,
                    vec![(path(first), When::Set)],
                    vec![rust::Then::Paths("Require", paths(others))],
                ));
                continue;
            }
        });
    }
    if !then.is_empty() {
        lowered.push(entry(rule, when, then));
    }
    lowered
}

fn entry(rule: &Rule, when: Vec<(Vec<String>, When)>, then: Vec<rust::Then>) -> rust::Rule {
    rust::Rule {
        id: rule.id.value.clone(),
        comment: rule.doc.clone().unwrap_or_default(),
        message: rule.message.clone(),
        when,
        then,
        advice: rule.level == Level::Warn,
    }
}

fn condition_of(condition: &Condition) -> When {
    match condition {
        Condition::Is(values) => When::Is(values.iter().map(|value| value.value.clone()).collect()),
        Condition::Present => When::Set,
        Condition::Absent => When::Unset,
    }
}

/// A path as the runtime walks it: a name that ends in `[]` stands for each entry.
fn path_of(product: &Product<'_>, path: &Spanned) -> Vec<String> {
    let steps = product
        .paths
        .get(&path.at)
        .expect("resolve bound every path of every rule");
    steps
        .iter()
        .map(|step| {
            if step.entries {
                format!("{}[]", step.name)
            } else {
                step.name.clone()
            }
        })
        .collect()
}
