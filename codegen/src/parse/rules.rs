//! Builds rules.
//!
//! In: the list under `rules`. Out: rules with their places; whether their paths lead anywhere is asked later, by
//! `check`.

use super::{constraints, field, read};
use crate::diagnostic::Diagnostics;
use crate::load::Node;
use crate::spec::{Condition, Rule, Spanned, Then};

/// The rules of a list.
pub(super) fn rules(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Rule> {
    read::list(node)
        .iter()
        .filter_map(|node| rule(node, diagnostics))
        .collect()
}

fn rule(node: &Node, diagnostics: &mut Diagnostics) -> Option<Rule> {
    let id = read::get_spanned(node, "id")?;
    let when = when(node);
    let then = demands(node, diagnostics);
    halves(node, &id, &when, &then, diagnostics);
    Some(Rule {
        id,
        when,
        then,
        message: read::get_text(node, "message"),
        doc: read::get_text(node, "doc"),
        level: field::level(node),
    })
}

fn when(node: &Node) -> Vec<(Spanned, Condition)> {
    let entries = read::get(node, "when").map_or(&[][..], read::entries);
    let conditions = entries.iter().filter_map(|(path, wanted)| {
        let condition = match read::text(wanted) {
            Some("present") => Condition::Present,
            Some("absent") => Condition::Absent,
            _ => Condition::Is(read::one_or_more(wanted)),
        };
        Some((read::spanned(path)?, condition))
    });
    conditions.collect()
}

fn demands(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Then> {
    let mut demands = Vec::new();
    for (key, value) in read::get(node, "then").map_or(&[][..], read::entries) {
        match read::text(key) {
            Some("require") => demands.push(Then::Require(read::one_or_more(value))),
            Some("forbid") => demands.push(Then::Forbid(read::one_or_more(value))),
            Some("fields") => {
                for (path, wanted) in read::entries(value) {
                    let checks = constraints::checks(wanted, diagnostics);
                    demands.extend(read::spanned(path).map(|path| Then::Field(path, checks)));
                }
            }
            _ => {}
        }
    }
    for (key, value) in read::entries(node) {
        // A text alone was reported: it is no list of one entry too few.
        let paths = || read::list(value).iter().filter_map(read::spanned).collect();
        match read::text(key) {
            Some("requires") => {
                for (first, others) in read::entries(value) {
                    let others = read::one_or_more(others);
                    demands.extend(read::spanned(first).map(|first| Then::Requires(first, others)));
                }
            }
            Some("exactly_one") => demands.push(Then::ExactlyOne(paths())),
            Some("at_least_one") => demands.push(Then::AtLeastOne(paths())),
            Some("at_most_one") => demands.push(Then::AtMostOne(paths())),
            Some("all_or_none") => demands.push(Then::AllOrNone(paths())),
            Some("ordered") => demands.extend(ordered(value, diagnostics)),
            _ => {}
        }
    }
    demands
}

fn ordered(node: &Node, diagnostics: &mut Diagnostics) -> Option<Then> {
    let mut paths = read::list(node).iter().filter_map(read::spanned);
    match (paths.next(), paths.next(), paths.next()) {
        (Some(first), Some(second), None) => Some(Then::Ordered(first, second)),
        (None, ..) => None,
        _ => {
            diagnostics
                .error(
                    "bad-rule",
                    node.at,
                    "`ordered` compares two fields, no more and no fewer",
                )
                .help("write `ordered: [Smaller, Larger]`, one rule for each pair");
            None
        }
    }
}

/// A rule has something to demand, and `then` has something to depend on.
fn halves(
    node: &Node,
    id: &Spanned,
    when: &[(Spanned, Condition)],
    then: &[Then],
    diagnostics: &mut Diagnostics,
) {
    let written = |name: &str| read::get(node, name).is_some();
    let counting = [
        "requires",
        "exactly_one",
        "at_least_one",
        "at_most_one",
        "all_or_none",
        "ordered",
    ];
    let name = &id.value;
    let is_misread = read::get(node, "then")
        .map_or(&[][..], read::entries)
        .iter()
        .any(|(key, _)| !matches!(read::text(key), Some("require" | "forbid" | "fields")));
    if then.is_empty() && !is_misread && !counting.iter().any(|key| written(key)) {
        diagnostics
            .error("bad-rule", id.at, format!("the rule `{name}` demands nothing"))
            .help("add `then` with `require`, `forbid` or `fields`, or one of the counting words such as `exactly_one`");
    }
    if when.is_empty() && written("then") {
        diagnostics
            .error("bad-rule", id.at, format!("the rule `{name}` has `then` but no `when`"))
            .help("add `when`; what always holds is said on the field itself: `required: true` or a constraint");
    }
    if when.is_empty() && written("when") && !written("then") {
        diagnostics
            .error(
                "bad-rule",
                id.at,
                format!("the `when` of the rule `{name}` says nothing"),
            )
            .help("add a condition such as `Field: present`, or remove `when`");
    }
}
