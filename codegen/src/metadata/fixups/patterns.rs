//! Regular expressions.
//!
//! In: patterns for a library that searches. Out: patterns for ours, which matches the whole text and knows no
//! look-around; one that cannot be used is left out, because a check that is wrong refuses calls that would have
//! worked.

use regex_lite::Regex;

use super::super::document::Schema;
use super::{Apply, Fixup, Notes, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "empty-pattern",
        Apply::Schema(empty),
        "a pattern is empty",
        "no pattern",
    ),
    fixup(
        "pattern-of-no-text",
        Apply::Schema(of_no_text),
        "a pattern stands on something that is no text",
        "ignored",
    ),
    fixup(
        "unsupported-pattern",
        Apply::Schema(unsupported),
        "a pattern needs look-around or something else that `regex-lite` does not have",
        "ignored",
    ),
    fixup(
        "unanchored-pattern",
        Apply::Schema(unanchored),
        "a pattern matches anywhere in the text, while ours match the whole text",
        "anything may stand before and after it",
    ),
    fixup(
        "limit-excludes-value",
        Apply::Noted,
        "a limit or pattern does not allow one of the listed values",
        "the limit is ignored",
    ),
];

fn empty(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    if schema
        .pattern
        .take_if(|pattern| pattern.trim().is_empty())
        .is_some()
    {
        notes.changed("no pattern");
    }
}

fn of_no_text(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let is_text = schema.kind.as_deref() == Some("string") && schema.reference.is_none();
    if let Some(pattern) = schema.pattern.take_if(|_| !is_text) {
        notes.changed(format!("`{pattern}` is ignored"));
    }
}

fn unsupported(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let compiles = |pattern: &str| {
        Regex::new(pattern).is_ok() && Regex::new(&format!("^(?:{pattern})$")).is_ok()
    };
    if let Some(pattern) = schema.pattern.take_if(|pattern| !compiles(pattern)) {
        notes.changed(format!("`{pattern}` is ignored"));
    }
}

fn unanchored(schema: &mut Schema<'_>, notes: &mut Notes<'_>) {
    let Some(pattern) = &mut schema.pattern else {
        return;
    };
    // Around an alternative, an anchor holds one branch alone.
    let has_branches = has_branches(pattern);
    let is_started = pattern.starts_with('^') && !has_branches;
    let is_ended = pattern.ends_with('$') && !pattern.ends_with("\\$") && !has_branches;
    if is_started && is_ended {
        return;
    }
    let (before, after) = match (is_started, is_ended) {
        (true, _) => ("", "(?s:.*)"),
        (_, true) => ("(?s:.*)", ""),
        _ => ("(?s:.*)", "(?s:.*)"),
    };
    let searching = match has_branches {
        true => format!("{before}(?:{pattern}){after}"),
        false => format!("{before}{pattern}{after}"),
    };
    notes.changed(format!("`{pattern}` read as `{searching}`"));
    *pattern = searching.into();
}

/// Whether a pattern has alternatives outside of groups.
fn has_branches(pattern: &str) -> bool {
    let (mut groups, mut in_class) = (0_usize, false);
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => groups += 1,
            ')' if !in_class => groups = groups.saturating_sub(1),
            '|' if !in_class && groups == 0 => return true,
            _ => {}
        }
    }
    false
}
