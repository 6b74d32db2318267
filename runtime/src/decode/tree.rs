//! JSON as a tree, for members that the page leaves open.
//!
//! In: any JSON value. Out: a [`Json`]. serde_json builds one too, but some of its features give objects
//! with a certain member a meaning of their own: an answer could then hold text that is parsed as JSON in
//! turn, past the limit of nesting. Every object is an object here.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::Room;
use crate::Json;

/// How serde_json hands out a number when some crate of the program turns on `arbitrary_precision`.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// Builds one value.
pub(crate) struct Tree<'r>(pub(crate) &'r mut Room);

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element_seed(Tree(self.0))? {
            self.0.entry(size_of::<Json>()).map_err(A::Error::custom)?;
            list.push(entry);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let size = size_of::<(String, Json)>();
            self.0.key(object.len(), size).map_err(A::Error::custom)?;
            let value = members.next_value_seed(Tree(self.0))?;
            object.insert(key, value);
        }
        Ok(number(&object).unwrap_or(Json::Object(object)))
    }
}

/// The number that an object stands for.
fn number(object: &serde_json::Map<String, Json>) -> Option<Json> {
    let text = object.get(NUMBER).filter(|_| object.len() == 1)?.as_str()?;
    text.parse().ok().map(Json::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(json: &str) -> Result<Json, serde_json::Error> {
        Tree(&mut Room::of(json.len())).deserialize(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn it_is_the_tree_that_serde_json_builds() {
        let json = r#"{"a":[null,true,-1,18446744073709551615,1.5,"\u00e9\n",{"b":{}}],"a2":[]}"#;
        assert_eq!(
            tree(json).unwrap(),
            serde_json::from_str::<Json>(json).unwrap()
        );
        assert!(tree(&"[".repeat(128)).is_err());
    }

    #[test]
    fn text_inside_is_never_parsed_as_json() {
        let json = r#"{"$serde_json::private::RawValue":"[[1]]"}"#;
        assert_eq!(
            tree(json).unwrap()["$serde_json::private::RawValue"],
            "[[1]]"
        );
    }

    #[test]
    fn a_number_of_any_precision_is_a_number() {
        let json = format!(r#"{{"n":{{"{NUMBER}":"12"}}}}"#);
        assert_eq!(tree(&json).unwrap(), serde_json::json!({"n": 12}));
    }
}
