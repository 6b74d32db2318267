//! Conditions between fields.
//!
//! In: the rules of an operation or a structure. Out: entries of `rules`, each with the condition before what follows
//! from it.

use super::constraints;
use super::tree::{Map, Yaml};
use crate::spec::{Condition, Level, Rule, Spanned, Then};

/// A list of rules.
pub(super) fn rules(rules: &[Rule]) -> Yaml<'_> {
    Yaml::List(
        rules
            .iter()
            .map(|rule| Yaml::Map(self::rule(rule)))
            .collect(),
    )
}

fn rule(rule: &Rule) -> Map<'_> {
    let mut map = Map::default();
    map.text("id", Some(&rule.id.value));
    if rule.level == Level::Warn {
        map.word("level", "warn");
    }
    map.prose("doc", rule.doc.as_deref());
    map.prose("message", rule.message.as_deref());
    if !rule.when.is_empty() {
        let mut when = Map::default();
        for (path, condition) in &rule.when {
            when.put(&path.value, self::condition(condition));
        }
        map.put("when", Yaml::Map(when));
    }
    demands(&rule.then, &mut map);
    map
}

fn condition(condition: &Condition) -> Yaml<'_> {
    match condition {
        Condition::Present => Yaml::Word("present".into()),
        Condition::Absent => Yaml::Word("absent".into()),
        // Alone, these two words are the conditions above.
        Condition::Is(values) => match values.as_slice() {
            [value] if !matches!(value.value.as_str(), "present" | "absent") => text(value),
            values => texts(values),
        },
    }
}

/// What the rule demands; several demands of one kind stand under one key.
fn demands<'s>(then: &'s [Then], map: &mut Map<'s>) {
    let mut of_then = Map::default();
    for demand in then {
        match demand {
            Then::Require(paths) => add("require", paths, &mut of_then),
            Then::Forbid(paths) => add("forbid", paths, &mut of_then),
            Then::Field(path, checks) => {
                let mut wanted = Map::default();
                for check in checks {
                    constraints::check(&check.value, &[], &mut wanted);
                }
                under("fields", &mut of_then).put(&path.value, Yaml::Map(wanted));
            }
            _ => {}
        }
    }
    if !of_then.entries.is_empty() {
        map.put("then", Yaml::Map(of_then));
    }
    for demand in then {
        match demand {
            Then::Require(_) | Then::Forbid(_) | Then::Field(..) => {}
            Then::Requires(path, others) => {
                let others = match others.as_slice() {
                    [other] => text(other),
                    others => texts(others),
                };
                under("requires", map).put(&path.value, others);
            }
            Then::ExactlyOne(paths) => map.put("exactly_one", texts(paths)),
            Then::AtLeastOne(paths) => map.put("at_least_one", texts(paths)),
            Then::AtMostOne(paths) => map.put("at_most_one", texts(paths)),
            Then::AllOrNone(paths) => map.put("all_or_none", texts(paths)),
            Then::Ordered(first, second) => {
                map.put("ordered", Yaml::List(vec![text(first), text(second)]));
            }
        }
    }
}

fn text(text: &Spanned) -> Yaml<'_> {
    Yaml::Text(text.value.as_str().into())
}

fn texts(texts: &[Spanned]) -> Yaml<'_> {
    Yaml::List(texts.iter().map(text).collect())
}

/// Adds paths to the list under `key`.
fn add<'s>(key: &'static str, paths: &'s [Spanned], map: &mut Map<'s>) {
    let before = map.entries.iter_mut().find(|(known, _)| known == key);
    match before {
        Some((_, Yaml::List(list))) => list.extend(paths.iter().map(text)),
        _ => map.put(key, texts(paths)),
    }
}

/// The map under `key`, which is made if it is not there.
fn under<'m, 's>(key: &'static str, map: &'m mut Map<'s>) -> &'m mut Map<'s> {
    let index = map.entries.iter().position(|(known, _)| known == key);
    let index = index.unwrap_or_else(|| {
        map.put(key, Yaml::Map(Map::default()));
        map.entries.len() - 1
    });
    match &mut map.entries[index].1 {
        Yaml::Map(inner) => inner,
        _ => unreachable!("only maps are put under this key"),
    }
}
