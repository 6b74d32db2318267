//! Findings about specs.
//!
//! In: what the passes have to say, each with a code, a place and a way to mend it. Out: all of a run, by place, so that
//! one run is enough to see them all; `findings` prints them. Every pass reports here, so that this knows none of them.

use std::collections::BTreeSet;

use crate::spec::At;

/// All findings of a run.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    /// Whether something could not be read as far as to be judged.
    pub(crate) is_partial: bool,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    /// Kebab-case name of the kind of finding.
    pub(crate) code: &'static str,
    /// How much it matters.
    pub(crate) level: Level,
    /// Where it is; `None` when it concerns the run as a whole.
    pub(crate) at: Option<At>,
    /// What is wrong, in one sentence.
    pub(crate) message: String,
    /// How to mend it, in one sentence.
    pub(crate) help: Option<String>,
    /// Other places that explain it.
    pub(crate) more: Vec<(At, String)>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Nothing is generated.
    Error,
    /// Worth a look.
    Warning,
}

impl Diagnostic {
    /// Says how to mend it.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Points at another place that explains it.
    pub(crate) fn label(&mut self, at: At, text: impl Into<String>) -> &mut Self {
        self.more.push((at, text.into()));
        self
    }
}

impl Diagnostics {
    /// Reports something that keeps the spec from being used.
    pub(crate) fn error(
        &mut self,
        code: &'static str,
        at: impl Into<Option<At>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(code, Level::Error, at.into(), message.into())
    }

    /// Reports something that is worth a look.
    pub(crate) fn warning(
        &mut self,
        code: &'static str,
        at: impl Into<Option<At>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(code, Level::Warning, at.into(), message.into())
    }

    fn push(
        &mut self,
        code: &'static str,
        level: Level,
        at: Option<At>,
        message: String,
    ) -> &mut Diagnostic {
        self.found.push(Diagnostic {
            code,
            level,
            at,
            message,
            help: None,
            more: Vec::new(),
        });
        self.found
            .last_mut()
            .expect("a diagnostic was pushed just now")
    }

    /// Notes that something could not be read as far as to be judged, which a finding says.
    pub(crate) fn left_out(&mut self) {
        self.is_partial = true;
    }

    /// Takes over what was found elsewhere.
    pub(crate) fn append(&mut self, other: Diagnostics) {
        self.found.extend(other.found);
        self.is_partial |= other.is_partial;
    }

    /// All places that findings speak of.
    pub(crate) fn places(&self) -> BTreeSet<At> {
        let found = self.found.iter();
        let all =
            found.flat_map(|one| one.at.into_iter().chain(one.more.iter().map(|(at, _)| *at)));
        all.collect()
    }

    /// Whether anything keeps the specs from being used.
    pub(crate) fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// The findings by place, each once: a structure that is read along two ways is reported along one.
    pub(crate) fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.found.iter().collect();
        sorted.sort_by_key(|d| (d.at.is_none(), d.at, d.level, d.code, &d.message));
        sorted.dedup();
        sorted
    }
}

/// The candidate that `name` was most likely meant to be.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    // Comparing takes time that grows with the product of the lengths, and no name is this long.
    if name.chars().count() > 100 {
        return None;
    }
    let lower = name.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= name.len().max(candidate.len()) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(node: u32) -> At {
        At { file: 0, node }
    }

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["required", "range", "type", "doc"];
        for (name, expected) in [
            ("requird", Some("required")),
            ("REQUIRED", Some("required")),
            ("tpye", Some("type")),
            ("docs", Some("doc")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, names), expected, "{name}");
        }
        assert_eq!(nearest(&"x".repeat(1000), names), None);
    }

    #[test]
    fn findings_come_by_place_and_once() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.warning("late", None, "the run");
        diagnostics.error("b", at(3), "second");
        diagnostics.error("a", at(1), "first");
        diagnostics.error("b", at(3), "second");
        let messages: Vec<&str> = diagnostics
            .sorted()
            .iter()
            .map(|d| d.message.as_str())
            .collect();
        assert_eq!(messages, ["first", "second", "the run"]);
        assert!(diagnostics.has_errors());
    }

    #[test]
    fn warnings_are_no_errors() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.warning("a", None, "x");
        assert!(!diagnostics.has_errors());
    }
}
