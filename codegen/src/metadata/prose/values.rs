//! Which values does a description list?
//!
//! In: a schema. Out: the values that its `enum` does not hold, from the sentences of its description and from
//! `enumValueTitles`, with what they mean. Precision comes before recall: a list that is open, conditional, about
//! another field or not wholly understood gives nothing.

use super::agreement::{self, has};
use super::entries::{self, Entries, Entry};
use super::introduction::{self, Introduction};
use super::text::{is_in_pieces, plain};
use super::token::{literal, unescape};
use super::{Source, Value, Values};
use crate::metadata::document::Schema;

/// Says before a list that it is about a part of the text, or that it is not all.
const PARTIAL: &[&str] = &[
    "json array",
    "json string",
    "json object",
    "json format",
    "json struct",
    "regular expression",
    "including but not limited",
    "not limited to",
    "custom value",
];

/// Reads the values that a schema documents beside its `enum`.
pub(super) fn values(schema: &Schema<'_>) -> Option<Values> {
    let kind = schema.kind.as_deref().unwrap_or_default();
    if !matches!(kind, "string" | "integer")
        || schema
            .values
            .as_ref()
            .is_some_and(|values| !values.is_empty())
    {
        return None;
    }
    let sentences = sentences(schema);
    let titles = titles(schema);
    let (values, source) = match (sentences, titles) {
        (Some(sentences), Some(titles)) => join(sentences, titles),
        (Some(sentences), None) => (sentences, Source::Sentences),
        (None, Some(titles)) => (titles, Source::Titles),
        (None, None) => return None,
    };
    agreement::is_sound(schema, &values).then_some(Values { values, source })
}

/// What the values of an `enum` mean, as far as titles or sentences say so.
pub(crate) fn meaning(schema: &Schema<'_>, text: &str) -> Option<String> {
    let title = schema
        .value_titles
        .iter()
        .find(|(value, _)| value.trim() == text);
    let title = title.and_then(|(value, title)| titled(value, title).doc);
    title.or_else(|| {
        let found = schema
            .description
            .as_deref()
            .and_then(|description| listed(description, text))?;
        found
            .entries
            .into_iter()
            .find(|entry| entry.token.text == text)?
            .meaning
    })
}

/// The keys of `enumValueTitles`.
fn titles(schema: &Schema<'_>) -> Option<Vec<Value>> {
    let titles: Vec<Value> = schema
        .value_titles
        .iter()
        .map(|(value, title)| titled(value, title))
        .collect();
    let is_sound = |value: &Value| literal(&value.text, true).is_some();
    (!titles.is_empty() && titles.iter().all(is_sound)).then_some(titles)
}

fn titled(value: &str, title: &str) -> Value {
    let (value, title) = (value.trim(), title.trim());
    let is_told = !title.is_empty() && unescape(title) != value;
    Value {
        text: value.to_owned(),
        doc: is_told.then(|| title.to_owned()),
    }
}

/// The list in the sentences of the description.
fn sentences(schema: &Schema<'_>) -> Option<Vec<Value>> {
    let description = schema.description.as_deref()?;
    let example = schema.example.as_deref().unwrap_or_default().trim();
    let found = listed(description, example)?;
    let mut values: Vec<Value> = Vec::new();
    for Entry { token, meaning } in found.entries {
        if !values.iter().any(|value| value.text == token.text) {
            values.push(Value {
                text: token.text,
                doc: meaning,
            });
        }
    }
    Some(values)
}

/// The one list of a description, if it is the description of one value.
fn listed(description: &str, example: &str) -> Option<Entries> {
    if !introduction::may_be_in(description) {
        return None;
    }
    let text = plain(description);
    let Introduction { end, is_plain } = introduction::only(&text)?;
    let found = entries::read(&text[end..], is_in_pieces(description))?;
    let is_example = found
        .entries
        .iter()
        .any(|entry| entry.token.text == example);
    let is_sure = match (is_plain, found.is_inline) {
        _ if is_example => true,
        (false, _) => false,
        (true, false) => {
            !found.is_numbered
                && found
                    .entries
                    .iter()
                    .all(|entry| !entry.token.is_weak || is_word(entry))
        }
        (true, true) => found.entries.iter().any(|entry| !entry.token.is_weak),
    };
    (is_sure && !has(&text[..end], PARTIAL)).then_some(found)
}

/// A plain word is a value where it stands below others and is explained, or has a line to itself.
fn is_word(entry: &Entry) -> bool {
    entry
        .token
        .text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase())
}

/// Both tell about the same values if most of one are among the other; then all of them count.
fn join(sentences: Vec<Value>, titles: Vec<Value>) -> (Vec<Value>, Source) {
    let common = titles
        .iter()
        .filter(|title| sentences.iter().any(|value| is_same(value, title)))
        .count();
    if common * 2 < titles.len().min(sentences.len()) {
        return (titles, Source::Titles);
    }
    let mut joined = titles;
    for value in sentences {
        match joined.iter_mut().find(|other| is_same(other, &value)) {
            Some(other) => other.doc = other.doc.take().or(value.doc),
            None => joined.push(value),
        }
    }
    (joined, Source::Both)
}

/// Titles and sentences spell a value in different cases; the titles are right more often.
fn is_same(one: &Value, other: &Value) -> bool {
    one.text.eq_ignore_ascii_case(&other.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema<'d>(kind: &'d str, description: &'d str, example: &'d str) -> Schema<'d> {
        Schema {
            kind: Some(kind.into()),
            description: Some(description.into()),
            example: Some(example.into()),
            ..Schema::default()
        }
    }

    fn shown(schema: &Schema<'_>) -> Option<String> {
        let values = values(schema)?.values;
        Some(
            values
                .iter()
                .map(|value| value.text.as_str())
                .collect::<Vec<_>>()
                .join("|"),
        )
    }

    #[test]
    fn lists_become_values() {
        for (kind, description, example, expected) in [
            (
                "string",
                "The kind. Valid values:\n\n*   **on**: It is on.\n*   **off**\n",
                "on",
                "on|off",
            ),
            (
                "string",
                "The kind. Valid values: READ and WRITE.",
                "",
                "READ|WRITE",
            ),
            ("string", "The kind.\n* a1: one\n* b1: two", "a1", "a1|b1"),
            (
                "integer",
                "The kind. Valid values: 1, 2, and 3.",
                "2",
                "1|2|3",
            ),
            (
                "integer",
                "The kind. Valid values:\n\n0: no\n\n1: yes",
                "",
                "0|1",
            ),
            ("string", "Valid values: AA and AA.", "", "AA"),
            (
                "string",
                "The order. Valid values:\n* ASC\n* DESC",
                "asc",
                "ASC|DESC",
            ),
        ] {
            assert_eq!(
                shown(&schema(kind, description, example)).as_deref(),
                Some(expected),
                "{description}"
            );
        }
    }

    #[test]
    fn what_is_no_list_of_single_values_gives_none() {
        for (kind, description, example) in [
            ("integer", "Valid values: 1 to 100.", "1"),
            ("integer", "Valid values: A and B.", "1"),
            ("boolean", "Valid values: true and false.", "true"),
            (
                "string",
                "Separate multiple kinds with commas. Valid values:\n* **a**\n* **b**",
                "a",
            ),
            ("string", "Valid values:\n* **a**\n* **b**", "a,b"),
            (
                "string",
                "The value is a JSON string. Valid values:\n* **a**\n* **b**",
                "a",
            ),
            ("string", "The kind.\n* a1: one\n* b1: two", "c1"),
            ("string", "The port. Valid values: A and B.", "80"),
            ("string", "Valid values: A.", "B"),
            ("string", "Valid values: a, b, etc.", "a"),
            ("string", "", ""),
        ] {
            assert_eq!(
                shown(&schema(kind, description, example)),
                None,
                "{description}"
            );
        }
    }

    #[test]
    fn an_enum_goes_before_sentences() {
        let mut schema = schema("string", "Valid values: A and B.", "A");
        schema.values = Some(vec!["A".into()]);
        assert_eq!(values(&schema), None);
    }

    #[test]
    fn limits_and_defaults_agree_with_the_values() {
        let base = || schema("string", "Valid values: AA and BB.", "AA");
        type Change = fn(&mut Schema<'_>);
        let cases: [(Change, bool); 6] = [
            (|schema| schema.default = Some("CC".into()), false),
            (|schema| schema.default = Some("BB".into()), true),
            (|schema| schema.max_length = Some("1".into()), false),
            (|schema| schema.min_length = Some("1".into()), true),
            (|schema| schema.pattern = Some("^A+$".into()), false),
            (|schema| schema.pattern = Some("^[AB]+$".into()), true),
        ];
        for (index, (change, fits)) in cases.into_iter().enumerate() {
            let mut schema = base();
            change(&mut schema);
            assert_eq!(values(&schema).is_some(), fits, "case {index}");
        }
    }

    #[test]
    fn titles_are_values_and_explain_them() {
        let titled = |titles: &[(&'static str, &'static str)], description, example| {
            let mut schema = schema("string", description, example);
            schema.value_titles = titles
                .iter()
                .map(|(value, title)| ((*value).into(), (*title).into()))
                .collect();
            schema
        };
        for (titles, description, example, expected, source) in [
            (
                &[("A", ""), ("B", "Bee")][..],
                "",
                "A",
                "A|B",
                Source::Titles,
            ),
            (
                &[("A", ""), ("B", "")],
                "Valid values: A, B, and C.",
                "A",
                "A|B|C",
                Source::Both,
            ),
            (
                &[("AA", ""), ("BB", "")],
                "Valid values: Aa and Bb.",
                "AA",
                "AA|BB",
                Source::Both,
            ),
            (
                &[("A", ""), ("B", "")],
                "Valid values: X, Y, and Z.",
                "A",
                "A|B",
                Source::Titles,
            ),
        ] {
            let schema = titled(titles, description, example);
            assert_eq!(shown(&schema).as_deref(), Some(expected));
            assert_eq!(values(&schema).map(|values| values.source), Some(source));
        }
        assert_eq!(
            values(&titled(&[("one", "1"), ("two", "2")], "", "1")),
            None,
            "swapped"
        );
        let mut with_enum = titled(
            &[("A", "Ay"), ("B", "B")],
            "Valid values:\n* B: Bee\n* A: x",
            "",
        );
        with_enum.values = Some(vec!["A".into(), "B".into()]);
        assert_eq!(meaning(&with_enum, "A").as_deref(), Some("Ay"));
        assert_eq!(meaning(&with_enum, "B").as_deref(), Some("Bee"));
        assert_eq!(meaning(&with_enum, "C"), None);
    }
}
