//! Findings -> text that looks like the compiler's.
//!
//! In: the findings of a run, and the files that they speak of. Out: what is printed: for each its code, its place with
//! the line around it, and how to mend it. What stands in files is never trusted to be harmless on a terminal.

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level as Grade, Origin, Renderer, Snippet,
    normalize_untrusted_str,
};

use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::load::{Location, Sources};

/// Findings of one file that are printed; a file with more of them has one cause, not hundreds.
const PRINTED_PER_FILE: usize = 50;

impl Diagnostics {
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
                out.push_str(&renderer.render(&[group(diagnostic, sources)]));
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

/// One finding as it is printed.
fn group<'s>(finding: &'s Diagnostic, sources: &'s Sources) -> Group<'s> {
    let grade = match finding.level {
        Level::Error => Grade::ERROR,
        Level::Warning => Grade::WARNING,
    };
    let mut group = Group::with_title(
        grade
            .primary_title(normalize_untrusted_str(&finding.message))
            .id(finding.code),
    );
    let primary = finding.at.map(|at| (at, AnnotationKind::Primary, None));
    let others = finding.more.iter().map(|(at, text)| {
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
                *snippet = std::mem::replace(snippet, Snippet::source("")).annotation(annotation);
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
    if let Some(help) = &finding.help {
        group = group.element(Grade::HELP.message(normalize_untrusted_str(help)));
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;
    use crate::spec::At;

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
