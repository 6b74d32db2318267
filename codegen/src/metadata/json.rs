//! JSON text as a tree that keeps the order of members and every repetition.
//!
//! In: the text of a file. Out: a [`Json`] that borrows from it whatever is written without escapes.

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
pub(super) struct Key<'d>(pub(super) Cow<'d, str>);

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
