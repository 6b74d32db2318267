//! Findings about specs, and their printed form.
//!
//! In: what the passes have to say, each with a code, a place and a way to mend it. Out: text that looks
//! like the compiler's. Every problem of a run is collected, so that one run is enough to see them all.

use std::collections::BTreeSet;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level as Grade, Origin, Renderer, Snippet,
    normalize_untrusted_str,
};

use crate::load::{Location, Sources};
use crate::spec::At;

/// Findings of one file that are printed; a file with more of them has one cause, not hundreds.
const PRINTED_PER_FILE: usize = 50;

/// All findings of a run.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    is_partial: bool,
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

    /// The findings as text, by place.
    pub(crate) fn render(&self, sources: &Sources, color: bool) -> String {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut out = String::new();
        let sorted = self.sorted();
        for findings in sorted.chunk_by(|a, b| a.at.map(|at| at.file) == b.at.map(|at| at.file)) {
            let limit = findings[0].at.map_or(findings.len(), |_| PRINTED_PER_FILE);
            for diagnostic in findings.iter().take(limit) {
                out.push_str(&renderer.render(&[diagnostic.group(sources)]));
                out.push_str("\n\n");
            }
            if let (Some(at), Some(left)) = (findings[0].at, findings.len().checked_sub(limit + 1))
            {
                let name = normalize_untrusted_str(sources.name(at));
                out.push_str(&format!("... and {} more in {name}\n\n", left + 1));
            }
        }
        if self.is_partial {
            out.push_str("more findings may follow once these are mended\n\n");
        }
        out
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

impl Diagnostic {
    fn group<'s>(&'s self, sources: &'s Sources) -> Group<'s> {
        let grade = match self.level {
            Level::Error => Grade::ERROR,
            Level::Warning => Grade::WARNING,
        };
        let mut group = Group::with_title(
            grade
                .primary_title(normalize_untrusted_str(&self.message))
                .id(self.code),
        );
        let primary = self.at.map(|at| (at, AnnotationKind::Primary, None));
        let others = self.more.iter().map(|(at, text)| {
            (
                *at,
                AnnotationKind::Context,
                Some(normalize_untrusted_str(text)),
            )
        });
        let mut snippets: Vec<(u32, Snippet<'s, Annotation<'s>>)> = Vec::new();
        for (at, kind, text) in primary.into_iter().chain(others) {
            if let Some(place) = sources.place(at) {
                let place = match &text {
                    Some(text) => format!("{place} ({text})"),
                    None => place,
                };
                group = group.element(Origin::path(place));
                continue;
            }
            let Location { start, end, .. } = sources.locate(at);
            let annotation = kind.span(start..end).label(text);
            match snippets.iter_mut().find(|(file, _)| *file == at.file) {
                Some((_, snippet)) => {
                    *snippet =
                        std::mem::replace(snippet, Snippet::source("")).annotation(annotation);
                }
                None => {
                    let snippet = Snippet::source(sources.text(at)).path(sources.name(at));
                    snippets.push((at.file, snippet.annotation(annotation)));
                }
            }
        }
        for (_, snippet) in snippets {
            group = group.element(snippet);
        }
        if let Some(help) = &self.help {
            group = group.element(Grade::HELP.message(normalize_untrusted_str(help)));
        }
        group
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;

    fn sources() -> Sources {
        let files = vec![("a/b.yaml".to_owned(), "one: 1\ntwo: 2\n".to_owned())];
        load(files, &mut Diagnostics::default())
    }

    fn at(node: u32) -> At {
        At { file: 0, node }
    }

    #[test]
    fn a_finding_looks_like_the_compilers() {
        let mut diagnostics = Diagnostics::default();
        diagnostics
            .error("unknown-key", at(3), "`two` is odd")
            .help("Say three.")
            .label(at(1), "first");
        let expected = "\
error[unknown-key]: `two` is odd
 --> a/b.yaml:2:1
  |
1 | one: 1
  | --- first
2 | two: 2
  | ^^^
  |
  = help: Say three.

";
        assert_eq!(diagnostics.render(&sources(), false), expected);
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
        assert!(
            diagnostics
                .render(&sources(), false)
                .ends_with("warning[late]: the run\n\n")
        );
    }

    #[test]
    fn warnings_are_no_errors() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.warning("a", None, "x");
        assert!(!diagnostics.has_errors());
    }

    #[test]
    fn what_was_left_out_is_said_last() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.error("a", None, "x");
        let end = "more findings may follow once these are mended\n\n";
        assert!(!diagnostics.render(&sources(), false).contains(end));
        diagnostics.left_out();
        assert!(diagnostics.render(&sources(), false).ends_with(end));
    }

    #[test]
    fn colour_is_asked_for() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.error("a", at(1), "x\u{1b}[31m");
        assert!(diagnostics.render(&sources(), true).contains('\u{1b}'));
        assert!(!diagnostics.render(&sources(), false).contains('\u{1b}'));
    }

    #[test]
    fn a_file_full_of_findings_is_cut() {
        let mut diagnostics = Diagnostics::default();
        for n in 0..PRINTED_PER_FILE + 7 {
            diagnostics.error("a", at(1), format!("{n:04}"));
        }
        let text = diagnostics.render(&sources(), false);
        assert_eq!(text.matches("error[a]").count(), PRINTED_PER_FILE);
        assert!(text.ends_with("... and 7 more in a/b.yaml\n\n"));
    }
}
