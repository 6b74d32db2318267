//! JSON text as a tree that keeps the order of members and every repetition.
//!
//! In: the text of a file. Out: a [`Json`] that borrows from it whatever is written without escapes. Both the mirror of
//! metadata and the examples of specs are made of it: what most readers make of an object, a map of unique keys, would
//! lose what is repeated, and sort what has an order.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'d> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as text.
    Number(String),
    /// Text.
    Text(Cow<'d, str>),
    /// A list.
    List(Vec<Json<'d>>),
    /// An object: every member as often as it was written.
    Map(Members<'d>),
}

/// The members of an object, in the order in which they are written.
pub(crate) type Members<'d> = Vec<(Cow<'d, str>, Json<'d>)>;

/// Reads the only value of a text.
pub(crate) fn read(text: &str) -> Result<Json<'_>, serde_json::Error> {
    serde_json::from_str(text)
}

/// The text with quotes around the numbers that no computer can hold, if that is what keeps it from being read: they
/// are then text where a number belongs, and cost nothing but themselves.
pub(crate) fn with_huge_numbers_quoted(text: &str, error: &serde_json::Error) -> Option<String> {
    // The library does not tell this from other errors of syntax.
    if !error.to_string().starts_with("number out of range") {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (before, token) = rest.split_at(start);
        out.push_str(before);
        let end = match token.strip_prefix('"') {
            Some(inside) => 1 + closing_quote(inside),
            None => {
                let is_inside = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
                token.find(|c| !is_inside(c)).unwrap_or(token.len())
            }
        };
        let (token, after) = token.split_at(end);
        match token.parse::<f64>() {
            Ok(number) if number.is_infinite() => out.push_str(&format!("\"{token}\"")),
            _ => out.push_str(token),
        }
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// The end of a text whose opening quote stands before it.
pub(crate) fn closing_quote(inside: &str) -> usize {
    let mut is_escaped = false;
    let quote = inside.find(|c| {
        let ends = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    quote.map_or(inside.len(), |quote| quote + 1)
}

impl<'d> Deserialize<'d> for Json<'d> {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'d> Visitor<'d> for Any {
    type Value = Json<'d>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json<'d>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json<'d>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json<'d>, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json<'d>, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json<'d>, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'d str) -> Result<Json<'d>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json<'d>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'d>>(self, mut list: A) -> Result<Json<'d>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Json::List(entries))
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<Json<'d>, A::Error> {
        let mut members = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            members.push((key, map.next_value()?));
        }
        Ok(Json::Map(members))
    }
}

/// A member's name; `Cow` alone would always be copied.
pub(crate) struct Key<'d>(pub(crate) Cow<'d, str>);

impl<'d> Deserialize<'d> for Key<'d> {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl<'d> Visitor<'d> for Name {
            type Value = Key<'d>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a name")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'d str) -> Result<Key<'d>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Key<'d>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_no_computer_holds_become_text() {
        let text = r#"{"1e400": [1e400, -2.5E+999, 1, "a \" 1e400"], "b": 3}"#;
        let error = read(text).expect_err("it is out of range");
        assert_eq!(
            with_huge_numbers_quoted(text, &error).as_deref(),
            Some(r#"{"1e400": ["1e400", "-2.5E+999", 1, "a \" 1e400"], "b": 3}"#)
        );
        let error = read("[1e400").expect_err("it is out of range");
        let quoted = with_huge_numbers_quoted("[1e400", &error);
        assert_eq!(quoted.as_deref(), Some("[\"1e400\""));
        let error = read("[").expect_err("it is no JSON");
        assert_eq!(with_huge_numbers_quoted("[", &error), None);
    }

    #[test]
    fn order_repetition_and_borrowing_are_kept() {
        let text = r#"{"b": [1, -2.5, null, true], "a": "x\ty", "b": "plain"}"#;
        let Ok(Json::Map(members)) = read(text) else {
            panic!("it is an object")
        };
        let names: Vec<&str> = members.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["b", "a", "b"]);
        assert!(matches!(&members[1].1, Json::Text(Cow::Owned(text)) if text == "x\ty"));
        assert!(matches!(&members[2].1, Json::Text(Cow::Borrowed("plain"))));
        let expected = [
            Json::Number("1".to_owned()),
            Json::Number("-2.5".to_owned()),
            Json::Null,
            Json::Bool(true),
        ];
        assert_eq!(members[0].1, Json::List(expected.to_vec()));
    }
}
