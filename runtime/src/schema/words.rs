//! What must hold for a field, as it stands in the text of a table.
//!
//! In: the words between two semicolons: `length 2..=64`, `range ..=0.5`, `values A | B`, `each set`. Out: the
//! [`Check`] that they mean. What a text cannot hold, regular expressions above all, stands beside it in a
//! [`Table`](super::Table).

use std::str::FromStr;

use super::{Bound, Bounds, Check};

/// Nothing if the words are those of a later version.
pub(super) fn check(words: &'static str) -> Option<Check> {
    let (word, rest) = words.split_once(' ').unwrap_or((words, ""));
    Some(match word {
        "length" => Check::Length(bounds(rest, number)?),
        "bytes" => Check::Bytes(bounds(rest, number)?),
        "entries" => Check::Entries(bounds(rest, number)?),
        "range" => Check::Range(bounds(rest, bound)?),
        "values" => Check::Values(texts(rest)),
        "prefix" => Check::Prefix(texts(rest)),
        "not_prefix" => Check::NotPrefix(texts(rest)),
        "unique_by" => Check::UniqueBy(rest),
        "set" => Check::Set,
        "each" => Check::Each(vec![check(rest)?].leak()),
        _ => return None,
    })
}

fn texts(words: &'static str) -> &'static [&'static str] {
    let texts: Vec<&str> = words.split('|').map(str::trim).collect();
    texts.leak()
}

fn bounds<T>(words: &str, read: impl Fn(&str) -> Option<T>) -> Option<Bounds<T>> {
    let (min, max) = words.split_once("..")?;
    Some(Bounds {
        min: match min {
            "" => None,
            text => Some(read(text)?),
        },
        max: match max.strip_prefix('=') {
            None => None,
            Some(text) => Some(read(text)?),
        },
    })
}

fn number<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn bound(text: &str) -> Option<Bound> {
    match text.parse() {
        Ok(integer) => Some(Bound::Integer(integer)),
        Err(_) => number(text).map(Bound::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_checks() {
        let table = [
            (
                "length 2..=5",
                "Length(Bounds { min: Some(2), max: Some(5) })",
            ),
            ("bytes ..=5", "Bytes(Bounds { min: None, max: Some(5) })"),
            ("entries 1..", "Entries(Bounds { min: Some(1), max: None })"),
            (
                "range -9223372036854775808..=9223372036854775807",
                "Range(Bounds { min: Some(Integer(-9223372036854775808)), max: Some(Integer(9223372036854775807)) })",
            ),
            (
                "range 0.5..=1e30",
                "Range(Bounds { min: Some(Number(0.5)), max: Some(Number(1e30)) })",
            ),
            (
                "range 2.0..",
                "Range(Bounds { min: Some(Number(2.0)), max: None })",
            ),
            (
                "values a b | c:d\n    | e",
                r#"Values(["a b", "c:d", "e"])"#,
            ),
            ("prefix x", r#"Prefix(["x"])"#),
            (
                "not_prefix http:// | https://",
                r#"NotPrefix(["http://", "https://"])"#,
            ),
            ("unique_by Key", r#"UniqueBy("Key")"#),
            ("set", "Set"),
            (
                "each length ..=3",
                "Each([Length(Bounds { min: None, max: Some(3) })])",
            ),
        ];
        for (words, expected) in table {
            let found = check(words).map(|check| format!("{check:?}"));
            assert_eq!(found.as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn words_of_a_later_version_are_none() {
        for words in [
            "",
            "odd",
            "length",
            "length 3",
            "length a..",
            "range ..=x",
            "each odd",
        ] {
            assert!(check(words).is_none(), "{words}");
        }
    }
}
