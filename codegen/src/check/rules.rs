//! Does every rule have a name of its own, and does every path in it lead to a field?

use std::collections::HashMap;

use super::scope::{Scope, called, groups, paths, scopes};
use crate::diagnostic::Diagnostics;
use crate::grammar::format::PATH;
use crate::lookup::{find, resolve};
use crate::spec::{Product, Rule, Spanned, Then, Type};

/// Names of the runtime's own findings.
const RESERVED: &[&str] = &[
    "required", "length", "bytes", "entries", "range", "pattern", "prefix", "values", "finite",
];

pub(super) fn check(product: &Product, diagnostics: &mut Diagnostics) {
    for group in groups(product) {
        names(&group, diagnostics);
    }
    for scope in scopes(product) {
        for rule in scope.rules {
            let paths = all_paths(rule);
            paths
                .iter()
                .for_each(|path| known(&scope, path, diagnostics));
            same_lists(&scope, rule, &paths, diagnostics);
            rule.then
                .iter()
                .for_each(|then| demand(&scope, then, diagnostics));
        }
    }
}

/// All paths of a rule, conditions first.
fn all_paths(rule: &Rule) -> Vec<&Spanned> {
    let when = rule.when.iter().map(|(path, _)| path);
    when.chain(rule.then.iter().flat_map(paths)).collect()
}

/// A call passes rules by by their names, wherever in its request they stand.
fn names(group: &[Scope<'_>], diagnostics: &mut Diagnostics) {
    let mut first = HashMap::new();
    for Rule { id, .. } in group.iter().flat_map(|scope| scope.rules) {
        if RESERVED.contains(&id.value.as_str()) {
            diagnostics
                .error(
                    "bad-name",
                    id.at,
                    format!(
                        "a rule cannot be called `{}`, which names a constraint",
                        id.value
                    ),
                )
                .help("say what the rule is about: `attach-needs`");
        }
        if let Some(before) = first.insert(&id.value, id.at) {
            diagnostics
                .error(
                    "repeated-rule",
                    id.at,
                    format!("two rules are called `{}`", id.value),
                )
                .help("give each rule of the operation a name of its own, those inside its structures too")
                .label(before, "the other one");
        }
    }
}

fn known(scope: &Scope<'_>, path: &Spanned, diagnostics: &mut Diagnostics) {
    let found = match find(scope.product, scope.members.iter().copied(), &path.value) {
        Ok(found) => found,
        Err(miss) if miss.dangling || scope.is_partial || !PATH.accepts(&path.value) => return,
        Err(miss) => {
            let help = miss.help.unwrap_or_else(|| {
                "a rule speaks of fields beside it, and of fields inside these".to_owned()
            });
            diagnostics
                .error("unknown-field", path.at, miss.message)
                .help(help);
            return;
        }
    };
    let named = scope
        .members
        .iter()
        .filter(|member| member.name.value == found.steps[0].name);
    if let [first, second, ..] = named.collect::<Vec<_>>()[..] {
        let name = &first.name.value;
        diagnostics
            .error(
                "ambiguous-field",
                path.at,
                format!("`{name}` is both a parameter and a body member"),
            )
            .help("a rule cannot tell the two apart: say it in `doc`")
            .label(first.name.at, "the parameter")
            .label(second.name.at, "the body member");
    }
}

/// Paths through lists speak of the same entry, so there may be only one way through lists.
fn same_lists(scope: &Scope<'_>, rule: &Rule, paths: &[&Spanned], diagnostics: &mut Diagnostics) {
    let mut longest: Option<(Vec<Vec<String>>, &Spanned)> = None;
    for path in paths {
        let Some(found) = scope.find(path) else {
            continue;
        };
        let lists = lists(&found.steps);
        let Some((before, other)) = &longest else {
            longest = Some((lists, path));
            continue;
        };
        let common = before.len().min(lists.len());
        if before[..common] != lists[..common] {
            let message = format!(
                "the rule `{}` speaks of entries of two different lists",
                rule.id.value
            );
            diagnostics
                .error("two-lists", path.at, message)
                .help("paths through one list speak of the same entry; entries of two lists cannot be paired")
                .label(other.at, "the other list");
            return;
        }
        if lists.len() > before.len() {
            longest = Some((lists, path));
        }
    }
}

/// The lists that a path goes through, each as the names that lead to it.
fn lists(steps: &[crate::lookup::Step]) -> Vec<Vec<String>> {
    let ends = (0..steps.len()).filter(|index| steps[*index].entries);
    ends.map(|end| steps[..=end].iter().map(|step| step.name.clone()).collect())
        .collect()
}

/// A demand is about enough fields, and about fields of the right type.
fn demand(scope: &Scope<'_>, then: &Then, diagnostics: &mut Diagnostics) {
    match then {
        Then::ExactlyOne(paths)
        | Then::AtLeastOne(paths)
        | Then::AtMostOne(paths)
        | Then::AllOrNone(paths) => {
            if let [only] = &paths[..] {
                diagnostics
                    .error(
                        "bad-rule",
                        only.at,
                        "a rule that counts fields needs at least two",
                    )
                    .help("add the others; a single field that must be set is `required: true`");
            }
            repeated(paths.iter(), diagnostics);
        }
        Then::Require(paths) | Then::Forbid(paths) => repeated(paths.iter(), diagnostics),
        Then::Requires(first, others) => {
            repeated(std::iter::once(first).chain(others), diagnostics)
        }
        Then::Ordered(first, second) => {
            repeated([first, second].into_iter(), diagnostics);
            for path in [first, second] {
                let kind = scope
                    .find(path)
                    .and_then(|found| resolve(scope.product, found.field))
                    .map(|field| &field.kind);
                if let Some(kind) = kind.filter(|kind| !has_order(kind)) {
                    let message = format!(
                        "`ordered` compares numbers or texts, and `{}` is {}",
                        path.value,
                        called(kind)
                    );
                    diagnostics
                        .error("wrong-type-of-field", path.at, message)
                        .help("name two fields of the type `integer`, `number`, `string` or `timestamp`");
                }
            }
        }
        Then::Field(path, checks) => {
            if checks.is_empty() {
                diagnostics
                    .error(
                        "bad-rule",
                        path.at,
                        format!("the rule demands nothing of `{}`", path.value),
                    )
                    .help("add a constraint such as `values: [..]`, or use `require` or `forbid`");
            }
        }
    }
}

fn has_order(kind: &Type) -> bool {
    matches!(
        kind,
        Type::Integer | Type::Number | Type::String | Type::Timestamp
    )
}

fn repeated<'p>(paths: impl Iterator<Item = &'p Spanned>, diagnostics: &mut Diagnostics) {
    let mut first = HashMap::new();
    for path in paths {
        if let Some(before) = first.insert(&path.value, path.at) {
            diagnostics
                .error(
                    "repeated-entry",
                    path.at,
                    format!("the field `{}` is listed twice", path.value),
                )
                .help("keep one of the two")
                .label(before, "first listed here");
        }
    }
}
