//! Documented examples: JSON text -> YAML of the same values.
//!
//! In: an example as JSON text. Out: YAML, where people can read and edit it; numbers stay as they are written, because
//! `1.0` and `1` are not the same to everybody.

use std::borrow::Cow;

use super::tree::{Map, Yaml};
use crate::json::{self, Json};
use crate::spec::Example;

/// An example of an operation.
pub(super) fn example(example: &Example) -> Yaml<'_> {
    let mut map = Map::block();
    for (key, text) in [
        ("request", example.request.as_deref()),
        ("response", example.response.as_deref()),
    ] {
        if let Some(text) = text {
            map.put(key, values(text));
        }
    }
    Yaml::Map(map)
}

/// The values of a JSON text; a text that is no JSON stays text.
fn values(text: &str) -> Yaml<'_> {
    match json::read(text) {
        Ok(json) => node(json, &mut numbers(text).into_iter()),
        Err(_) => Yaml::Text(text.into()),
    }
}

/// The numbers of a JSON text as they are written, in their order: reading them keeps their values alone.
fn numbers(text: &str) -> Vec<&str> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        rest = &rest[start..];
        let end = if let Some(inside) = rest.strip_prefix('"') {
            1 + json::closing_quote(inside)
        } else {
            let is_part = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            numbers.push(&rest[..end]);
            end
        };
        rest = &rest[end..];
    }
    numbers
}

fn node<'s>(json: Json<'s>, numbers: &mut impl Iterator<Item = &'s str>) -> Yaml<'s> {
    match json {
        Json::Null => Yaml::Word("null".into()),
        Json::Bool(value) => Yaml::Word(if value { "true" } else { "false" }.into()),
        Json::Number(value) => {
            let written = numbers.next().map_or(Cow::Owned(value), Cow::Borrowed);
            Yaml::Word(written)
        }
        Json::Text(text) => Yaml::Text(text),
        Json::List(entries) => Yaml::List(
            entries
                .into_iter()
                .map(|entry| node(entry, numbers))
                .collect(),
        ),
        Json::Map(members) => {
            let mut map = Map::default();
            for (name, member) in members {
                map.put(name, node(member, numbers));
            }
            Yaml::Map(map)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_as_they_are_written() {
        for (text, expected) in [
            (
                r#"{"a1":1.10,"b":[-0,1e+5,true,null],"c\\":"2\"3","d":4}"#,
                &["1.10", "-0", "1e+5", "4"][..],
            ),
            ("12", &["12"]),
            (r#""a"#, &[]),
            ("", &[]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
