//! Constraints and rules as English sentences: for the docs, and for the violations of a rule.

use super::prose::code;
use crate::spec::{Bound, Bounds, Check, Condition, Rule, Spanned, Then};

/// What a constraint demands of its field.
pub(super) fn check(check: &Check) -> String {
    match check {
        Check::Length(bounds) => format!("{} characters.", span(bounds, u64::to_string)),
        Check::Bytes(bounds) => format!("{} bytes.", span(bounds, u64::to_string)),
        Check::Entries(bounds) => format!("{} entries.", span(bounds, u64::to_string)),
        Check::Range(bounds) => format!("Value {}.", lower_first(&span(bounds, number))),
        Check::Pattern(pattern) => format!("Matches {}.", code(pattern)),
        Check::Prefix(prefixes) => format!("Starts with {}.", list(prefixes.iter(), "or")),
        Check::NotPrefix(prefixes) => {
            format!("Does not start with {}.", list(prefixes.iter(), "or"))
        }
        Check::Values(values) => {
            format!(
                "Documented values: {}.",
                list(values.iter().map(|value| &value.text.value), "and")
            )
        }
        Check::UniqueBy(member) => format!("No two entries have the same {}.", code(&member.value)),
    }
}

/// A constraint as the end of a sentence about its field.
fn must(check: &Check) -> String {
    let lower = |text: String| lower_first(&text);
    match check {
        Check::Length(bounds) => format!(
            "must have {} characters",
            lower(span(bounds, u64::to_string))
        ),
        Check::Bytes(bounds) => format!("must have {} bytes", lower(span(bounds, u64::to_string))),
        Check::Entries(bounds) => {
            format!("must have {} entries", lower(span(bounds, u64::to_string)))
        }
        Check::Range(bounds) => format!("must be {}", lower(span(bounds, number))),
        Check::Pattern(pattern) => format!("must match {}", code(pattern)),
        Check::Prefix(prefixes) => format!("must start with {}", list(prefixes.iter(), "or")),
        Check::NotPrefix(prefixes) => {
            format!("must not start with {}", list(prefixes.iter(), "or"))
        }
        Check::Values(values) => {
            format!(
                "must be {}",
                list(values.iter().map(|value| &value.text.value), "or")
            )
        }
        Check::UniqueBy(member) => format!("must not repeat {}", code(&member.value)),
    }
}

/// What a rule demands, and when.
pub(super) fn rule(rule: &Rule) -> String {
    let demands: Vec<String> = rule.then.iter().map(demand).collect();
    let demands = demands.join("; ");
    if rule.when.is_empty() {
        return format!("{}.", upper_first(&demands));
    }
    let conditions: Vec<String> = rule
        .when
        .iter()
        .map(|(path, when)| condition(path, when))
        .collect();
    format!("When {}, {demands}.", conditions.join(" and "))
}

fn condition(path: &Spanned, condition: &Condition) -> String {
    let path = code(&path.value);
    match condition {
        Condition::Is(values) => format!(
            "{path} is {}",
            list(values.iter().map(|value| &value.value), "or")
        ),
        Condition::Present => format!("{path} is set"),
        Condition::Absent => format!("{path} is not set"),
    }
}

fn demand(then: &Then) -> String {
    match then {
        Then::Require(paths) => format!("{} must be set", paths_of(paths)),
        Then::Forbid(paths) => format!("{} must not be set", paths_of(paths)),
        Then::Field(path, checks) => {
            let checks: Vec<String> = checks.iter().map(|one| must(&one.value)).collect();
            format!("{} {}", code(&path.value), checks.join(" and "))
        }
        Then::Requires(path, others) => format!("{} needs {}", code(&path.value), paths_of(others)),
        Then::ExactlyOne(paths) => format!("exactly one of {} must be set", paths_of(paths)),
        Then::AtLeastOne(paths) => format!("at least one of {} must be set", paths_of(paths)),
        Then::AtMostOne(paths) => format!("at most one of {} may be set", paths_of(paths)),
        Then::AllOrNone(paths) => format!("all or none of {} must be set", paths_of(paths)),
        Then::Ordered(first, second) => {
            format!(
                "{} must not exceed {}",
                code(&first.value),
                code(&second.value)
            )
        }
    }
}

fn paths_of(paths: &[Spanned]) -> String {
    list(paths.iter().map(|path| &path.value), "and")
}

fn list<'a>(texts: impl Iterator<Item = &'a String>, last: &str) -> String {
    let mut texts: Vec<String> = texts.map(|text| code(text)).collect();
    match texts.pop() {
        None => String::new(),
        Some(only) if texts.is_empty() => only,
        Some(end) => format!("{} {last} {end}", texts.join(", ")),
    }
}

fn span<T: PartialEq>(bounds: &Bounds<T>, print: impl Fn(&T) -> String) -> String {
    match (&bounds.min, &bounds.max) {
        (Some(min), Some(max)) if min == max => format!("Exactly {}", print(min)),
        (Some(min), Some(max)) => format!("{} to {}", print(min), print(max)),
        (Some(min), None) => format!("At least {}", print(min)),
        (None, Some(max)) => format!("At most {}", print(max)),
        (None, None) => "Any number of".to_owned(),
    }
}

fn number(bound: &Bound) -> String {
    match bound {
        Bound::Integer(value) => value.to_string(),
        Bound::Number(value) => value.to_string(),
    }
}

fn upper_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}
