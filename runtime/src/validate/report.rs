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

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds a violation for each rule, path and advice; gives what is left, in order.
    fn left(violations: &[(&'static str, &str, bool)]) -> Vec<String> {
        let mut report = Report::default();
        for (index, (rule, path, advice)) in violations.iter().enumerate() {
            let message = format!("{index}{}", if *advice { " advice" } else { "" });
            let violation = Violation::new((*path).to_owned(), rule, &message);
            report.add(violation.advice(*advice));
        }
        let left = report.violations.iter();
        left.map(|left| format!("{} {} {}", left.rule, left.path, left.message))
            .collect()
    }

    #[test]
    fn a_rule_is_reported_once_at_each_path() {
        let twice = [("r", "a", false), ("r", "a", false), ("r", "a", true)];
        assert_eq!(left(&twice), ["r a 0"]);
        let different = [("r", "a", false), ("r", "b", false), ("s", "a", false)];
        assert_eq!(left(&different), ["r a 0", "r b 1", "s a 2"]);
    }

    #[test]
    fn advice_makes_way_for_the_same_as_a_demand_and_for_nothing_else() {
        let twice = [("r", "a", true), ("r", "a", true)];
        assert_eq!(left(&twice), ["r a 0 advice"]);
        let others = [
            ("r", "b", true),
            ("s", "a", true),
            ("r", "a", true),
            ("t", "a", false),
            ("r", "a", false),
        ];
        assert_eq!(
            left(&others),
            ["r b 0 advice", "s a 1 advice", "r a 4", "t a 3"]
        );
    }

    #[test]
    fn a_pattern_matches_whole_or_somewhere() {
        let mut report = Report::default();
        for (whole, text, expected) in [
            (true, "ab", true),
            (true, "ab1", false),
            (false, "ab1", true),
            (false, "1", false),
        ] {
            assert_eq!(report.matches("[a-z]+", whole, text), expected, "{text}");
        }
        assert!(report.matches("(", true, "x"));
    }
}
