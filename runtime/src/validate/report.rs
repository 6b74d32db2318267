//! What a validation has found so far.
//!
//! In: violations. Out: the list of them, one for each rule and path. It also keeps the compiled
//! patterns of one run, since a list checks every entry with the same pattern.

use std::collections::{BTreeMap, BTreeSet};

use regex_lite::Regex;

use super::violation::Violation;

#[derive(Default)]
pub(super) struct Report {
    pub(super) violations: Vec<Violation>,
    seen: BTreeSet<(&'static str, String)>,
    patterns: BTreeMap<(bool, &'static str), Option<Regex>>,
}

impl Report {
    /// Adds a violation unless its rule has one at its path already. Advice makes way for a demand.
    pub(super) fn add(&mut self, violation: Violation) {
        if self.seen.insert((violation.rule, violation.path.clone())) {
            self.violations.push(violation);
        } else if !violation.advice {
            let same = |other: &&mut Violation| {
                other.advice && other.rule == violation.rule && other.path == violation.path
            };
            if let Some(earlier) = self.violations.iter_mut().find(same) {
                *earlier = violation;
            }
        }
    }

    /// Whether the pattern matches, as a whole or somewhere. The generator refuses a pattern that does
    /// not compile, so one that slipped through demands nothing.
    pub(super) fn matches(&mut self, pattern: &'static str, whole: bool, text: &str) -> bool {
        let compiled = self.patterns.entry((whole, pattern)).or_insert_with(|| {
            let anchored = format!("^(?:{pattern})$");
            Regex::new(if whole { &anchored } else { pattern }).ok()
        });
        compiled.as_ref().is_none_or(|regex| regex.is_match(text))
    }
}
