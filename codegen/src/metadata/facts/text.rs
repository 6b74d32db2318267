//! Prose of the metadata -> prose of a spec.
//!
//! In: titles, summaries and descriptions as they are served. Out: plain text in one line, of a length that keeps
//! specs and generated code readable. Chinese stays Chinese.

mod cut;
mod inline;
mod plain;
mod tags;
mod values;

use crate::metadata::document::Api;

/// Characters of a summary.
const SUMMARY: usize = 240;
/// Characters of what is said of an operation.
const OPERATION: usize = 1_500;
/// Characters of what is said of a field.
const FIELD: usize = 600;
/// Characters of what is said of a value or an error.
const NOTE: usize = 200;

/// What an operation does, in one sentence.
pub(crate) fn summary(name: &str, api: &Api) -> String {
    let (summary, _) = told(api);
    match summary {
        summary if summary.is_empty() => format!("Calls {name}."),
        summary => summary,
    }
}

/// What else is said of an operation.
pub(crate) fn operation(api: &Api) -> Option<String> {
    let (_, rest) = told(api);
    some(cut::cut(&rest, OPERATION))
}

/// What is said of a field, a body or an answer.
pub(crate) fn doc(raw: &str) -> Option<String> {
    some(cut::cut(&plain::plain(raw), FIELD))
}

/// What is said of a field beside these values, which the spec holds as values.
pub(crate) fn doc_beside(raw: &str, values: &[&str]) -> Option<String> {
    doc(&values::without_values(raw, values))
}

/// What is said of a value, an error or another small thing.
pub(crate) fn note(raw: &str) -> Option<String> {
    some(cut::cut(&plain::plain(raw), NOTE))
}

/// The beginning of a text: as far as the end of a link or tag is looked for. That is far enough for real ones, and
/// short enough that a text of nothing but brackets is read in one go.
fn near(text: &str) -> &str {
    let mut end = text.len().min(600);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a text that ends with this character lacks the mark at its end.
fn is_open(last: char) -> bool {
    last.is_alphanumeric() || "`)]\"'”）".contains(last)
}

/// The mark at the end of a sentence in the script of its last character.
fn stop(last: char) -> &'static str {
    match last.is_ascii() {
        true => ".",
        false => "。",
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The summary of an operation, and all else.
fn told(api: &Api) -> (String, String) {
    let texts = [&api.summary, &api.title, &api.description];
    let mut texts = texts.map(|text| text.as_deref().map(plain::plain).unwrap_or_default());
    // The title repeats the name or the summary; it is needed where there is nothing else.
    if !texts[0].is_empty() || !texts[2].is_empty() && !says_more(&texts[1]) {
        texts[1].clear();
    }
    let first = texts.iter().position(|text| !text.is_empty()).unwrap_or(0);
    let (sentence, rest) = cut::first_sentence(&texts[first]);
    let summary = sentence.trim_end_matches([' ', ',', ';', ':', '，', '；', '：', '、']);
    let mut summary = cut::cut(summary, SUMMARY);
    if let Some(last) = summary.chars().next_back().filter(|last| is_open(*last)) {
        summary.push_str(stop(last));
    }
    let rest = [rest, if first < 2 { &texts[2] } else { "" }];
    let rest: Vec<&str> = rest
        .into_iter()
        .filter(|text| !text.is_empty() && *text != sentence)
        .collect();
    (summary, rest.join(" "))
}

/// Whether a title is more than a name.
fn says_more(title: &str) -> bool {
    title.contains(' ') || !title.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(summary: &'static str, title: &'static str, description: &'static str) -> Api<'static> {
        let text = |text: &'static str| (!text.is_empty()).then_some(text.into());
        Api {
            summary: text(summary),
            title: text(title),
            description: text(description),
            ..Api::default()
        }
    }

    #[test]
    fn the_summary_is_the_first_sentence_there_is() {
        for (summary, title, description, expected, doc) in [
            ("Adds it.", "Add", "", "Adds it.", None),
            (
                "Adds it",
                "",
                "Twice a day.\n",
                "Adds it.",
                Some("Twice a day."),
            ),
            (
                "Adds it. Not twice.",
                "",
                "Go.",
                "Adds it.",
                Some("Not twice. Go."),
            ),
            ("Adds it.", "", "Adds it.", "Adds it.", None),
            ("", "Add", "Adds **it**. Twice.", "Adds it.", Some("Twice.")),
            ("", "添加", "说明", "添加。", Some("说明")),
            ("", "Add", "", "Add.", None),
            (" \n", "", "", "Calls Add.", None),
            ("Adds it:", "", "", "Adds it.", None),
        ] {
            let api = api(summary, title, description);
            assert_eq!(super::summary("Add", &api), expected);
            assert_eq!(operation(&api).as_deref(), doc);
        }
    }

    #[test]
    fn texts_have_a_limit_each() {
        let long = "word ".repeat(1_000);
        assert!(doc(&long).is_some_and(|text| text.chars().count() <= FIELD + 2));
        assert!(note(&long).is_some_and(|text| text.chars().count() <= NOTE + 2));
        assert_eq!(doc(" \n"), None);
    }
}
