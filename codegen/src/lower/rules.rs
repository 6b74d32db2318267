//! Rules of a structure -> lines of its table, and a list in its docs.

use super::{checks, prose, sentences};
use crate::lookup::{self, Found};
use crate::model::Product;
use crate::rust::{self, When};
use crate::spec::{Condition, Level, Rule, Spanned, Then, Type};

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

/// One demand each: a rule with several becomes several of the same name, and so does `requires`, whose
/// entries have conditions of their own.
fn one(product: &Product<'_>, rule: &Rule) -> Vec<rust::Rule> {
    let path = |path: &Spanned| path_of(product, path);
    let paths = |paths: &[Spanned]| paths.iter().map(path).collect::<Vec<_>>();
    let when = || -> Vec<_> {
        rule.when
            .iter()
            .map(|(at, condition)| (path(at), condition_of(product, at, condition)))
            .collect()
    };
    let demand = |demand: &Then| match demand {
        Then::Require(all) => (when(), rust::Then::Paths("require", paths(all))),
        Then::Forbid(all) => (when(), rust::Then::Paths("forbid", paths(all))),
        Then::ExactlyOne(all) => (when(), rust::Then::Paths("exactly_one", paths(all))),
        Then::AtLeastOne(all) => (when(), rust::Then::Paths("at_least_one", paths(all))),
        Then::AtMostOne(all) => (when(), rust::Then::Paths("at_most_one", paths(all))),
        Then::AllOrNone(all) => (when(), rust::Then::Paths("all_or_none", paths(all))),
        Then::Field(field, constraints) => {
            let checks = checks::lower(constraints, kind_of(product, field));
            (when(), rust::Then::Check(path(field), checks))
        }
        Then::Ordered(first, second) => (when(), rust::Then::Ordered(path(first), path(second))),
        Then::Requires(first, others) => (
            vec![(path(first), When::Set)],
            rust::Then::Paths("require", paths(others)),
        ),
    };
    rule.then
        .iter()
        .map(demand)
        .map(|(when, then)| rust::Rule {
            id: rule.id.value.clone(),
            comment: rule.doc.as_deref().map(prose::line).unwrap_or_default(),
            message: rule.message.as_deref().map(prose::line),
            when,
            then,
            advice: rule.level == Level::Warn,
        })
        .collect()
}

fn condition_of(product: &Product<'_>, path: &Spanned, condition: &Condition) -> When {
    match condition {
        Condition::Is(values) => {
            let kind = kind_of(product, path);
            let texts = values
                .iter()
                .map(|value| checks::wire_text(&value.value, kind));
            When::Is(texts.collect())
        }
        Condition::Present => When::Set,
        Condition::Absent => When::Unset,
    }
}

/// The type of the field that a path leads to.
fn kind_of<'s>(product: &Product<'s>, path: &Spanned) -> &'s Type {
    let field = found(product, path).field;
    &lookup::resolve(product.spec, field).unwrap_or(field).kind
}

/// A path as the runtime walks it: a name that ends in `[]` stands for each entry.
fn path_of(product: &Product<'_>, path: &Spanned) -> Vec<String> {
    let steps = found(product, path).steps.iter();
    let written = steps.map(|step| match step.entries {
        true => format!("{}[]", step.name),
        false => step.name.clone(),
    });
    written.collect()
}

fn found<'p, 's>(product: &'p Product<'s>, path: &Spanned) -> &'p Found<'s> {
    product
        .paths
        .get(&path.at)
        .expect("resolve bound every path of every rule")
}
