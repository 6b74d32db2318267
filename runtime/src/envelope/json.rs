//! Error answers in JSON.
//!
//! In: JSON text, and whether its end was cut off. Out: the members of the envelope. It streams, and
//! skips everything else: an answer may be as large as the configuration allows, and only its head is
//! looked at.

use std::fmt;

use serde_core::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};

use crate::Json;
use crate::decode::{Room, Tree};

type Object = serde_json::Map<String, Json>;

/// Those members of an object that `is_known` picks. Nothing if the text is no object, unless it was cut
/// off: then whatever stands whole before the cut.
pub(super) fn read(body: &[u8], is_cut: bool, is_known: fn(&str) -> bool) -> Option<Json> {
    let mut found = Object::new();
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let members = Members {
        found: &mut found,
        room: &mut Room::of(body.len()),
        is_known,
    };
    let result = deserializer.deserialize_map(members);
    let is_whole = result.and_then(|()| deserializer.end()).is_ok();
    (is_whole || is_cut).then_some(Json::Object(found))
}

struct Members<'f> {
    found: &'f mut Object,
    room: &'f mut Room,
    is_known: fn(&str) -> bool,
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut last = None;
        loop {
            let key = members.next_key::<String>()?;
            // Only what follows a member shows that the cut did not shorten it: `12` may go on.
            self.found.extend(last.take());
            match key {
                None => return Ok(()),
                Some(key) if (self.is_known)(&key) => {
                    last = Some((key, members.next_value_seed(Tree(self.room))?));
                }
                Some(_) => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_members_are_read_and_a_cut_loses_only_what_it_touches() {
        let whole = r#"{"Code":1,"X":[{}],"Code":12}"#;
        let table = [
            (whole, false, Some(r#"{"Code":12}"#)),
            (&whole[..whole.len() - 1], false, None),
            (&whole[..whole.len() - 1], true, Some(r#"{"Code":1}"#)),
            (&whole[..whole.len() - 2], true, Some(r#"{"Code":1}"#)),
            (r#"{"X":1}{"#, false, None),
            ("[", true, Some("{}")),
            ("[]", false, None),
        ];
        for (text, is_cut, expected) in table {
            let found = read(text.as_bytes(), is_cut, |name| name == "Code");
            assert_eq!(
                found.map(|json| json.to_string()).as_deref(),
                expected,
                "{text} {is_cut}"
            );
        }
    }
}
