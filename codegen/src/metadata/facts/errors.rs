//! The documented errors of an operation.
//!
//! In: `errorCodes` by status. Out: each code once, in the order of the file, with its status. A code of several
//! statuses has none, and neither has one whose status HTTP does not have.

use std::collections::HashMap;

use super::notes::Notes;
use super::text;
use crate::metadata::document::{self, Api};
use crate::spec::ErrorCode;

/// The documented errors.
pub(crate) fn errors(api: &Api, notes: &mut Notes) -> Vec<ErrorCode> {
    let mut errors: Vec<ErrorCode> = Vec::new();
    let mut known = HashMap::new();
    for (status, entries) in &api.error_codes {
        let number = status.trim().parse().ok();
        let number = number.filter(|status| (100..=599).contains(status));
        if number.is_none() && !entries.is_empty() {
            notes.note("status-unknown", &**status);
        }
        for entry in entries {
            let code = code(&entry.code);
            if code.is_empty() || code.contains(char::is_whitespace) {
                // A sentence where a code should be names nothing that a program could compare with.
                notes.note("code-unusable", &*entry.code);
                continue;
            }
            if code != entry.code {
                notes.note("code-trimmed", code.as_str());
            }
            let doc = doc(entry);
            let Some(&first) = known.get(&code) else {
                known.insert(code.clone(), errors.len());
                errors.push(ErrorCode {
                    code,
                    status: number,
                    doc,
                });
                continue;
            };
            let first: &mut ErrorCode = &mut errors[first];
            first.doc = first.doc.take().or(doc);
            if first.status.is_some() && first.status != number {
                notes.note("code-of-several-statuses", code);
                first.status = None;
            }
        }
    }
    errors
}

/// The code without what cannot be seen.
fn code(raw: &str) -> String {
    raw.trim()
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}'))
        .collect()
}

/// What the error means: the description is written for people, the message for logs.
fn doc(entry: &document::ErrorCode) -> Option<String> {
    let texts = [&entry.description, &entry.message].into_iter().flatten();
    texts.filter_map(|raw| text::note(raw)).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(code: &'static str, message: &'static str) -> document::ErrorCode<'static> {
        document::ErrorCode {
            code: code.into(),
            message: Some(message.into()),
            description: None,
        }
    }

    #[test]
    fn codes_are_trimmed_and_told_once() {
        let api = Api {
            error_codes: vec![
                (
                    "400".into(),
                    vec![
                        entry("Bad\t", ""),
                        entry("Missing", "%s is\nmissing."),
                        entry("Bad", "It is bad."),
                    ],
                ),
                (
                    "403".into(),
                    vec![entry("Missing", "Not there."), entry("Denied", "Not you.")],
                ),
                ("404".into(), vec![entry("Missing", "")]),
                (
                    "2014".into(),
                    vec![
                        entry("Odd", "Odd."),
                        entry(" ", "nothing"),
                        entry("No such thing", ""),
                    ],
                ),
                ("5XX".into(), Vec::new()),
            ],
            ..Api::default()
        };
        let mut notes = Notes::default();
        let found: Vec<_> = errors(&api, &mut notes)
            .into_iter()
            .map(|error| (error.code, error.status, error.doc.unwrap_or_default()))
            .collect();
        let expected = [
            ("Bad", Some(400), "It is bad."),
            ("Missing", None, "%s is missing."),
            ("Denied", Some(403), "Not you."),
            ("Odd", None, "Odd."),
        ];
        let expected =
            expected.map(|(code, status, doc)| (code.to_owned(), status, doc.to_owned()));
        assert_eq!(found, expected);
        let codes: Vec<_> = notes.iter().map(|note| note.code).collect();
        assert_eq!(
            codes,
            [
                "code-trimmed",
                "code-of-several-statuses",
                "status-unknown",
                "code-unusable",
                "code-unusable"
            ]
        );
    }

    #[test]
    fn a_description_goes_before_a_message() {
        let error = document::ErrorCode {
            description: Some("For people.".into()),
            ..entry("A", "For logs.")
        };
        let api = Api {
            error_codes: vec![("400".into(), vec![error])],
            ..Api::default()
        };
        assert_eq!(
            errors(&api, &mut Notes::default())[0].doc.as_deref(),
            Some("For people.")
        );
    }
}
