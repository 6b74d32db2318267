//! Which product a file of metadata is about, told from its first bytes.
//!
//! In: the beginning of a file, or all of it. Out: product and version, in the spelling of specs; `None` when they do
//! not stand there. What stands before them is skipped, what stands behind them is never looked at.

use std::fmt;

use serde_core::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::json::{self, Json};

/// Reads as far as `info`.
pub(crate) fn head(text: &str) -> Option<(String, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut info = None;
    let seeker = Seeker { info: &mut info };
    // It always ends early: by what was found, by what the text is, or where the text was cut.
    drop(serde_json::Deserializer::from_str(text).deserialize_map(seeker));
    let Json::Map(members) = info? else {
        return None;
    };
    let member = |name: &str| {
        members.iter().find_map(|(key, value)| match value {
            Json::Text(text) if key == name => Some(text.trim()),
            _ => None,
        })
    };
    Some((
        member("product")?.to_ascii_lowercase(),
        member("version")?.to_owned(),
    ))
}

struct Seeker<'i, 'd> {
    info: &'i mut Option<Json<'d>>,
}

impl<'d> Visitor<'d> for Seeker<'_, 'd> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(json::Key(key)) = map.next_key()? {
            if key == "info" {
                *self.info = Some(map.next_value()?);
                return Err(A::Error::custom("found"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_is_enough() {
        for (text, expected) in [
            (
                r#"{"version":"1.0","info":{"style":"RPC","product":"Ecs","version":"2014-05-26"},"dir"#,
                Some(("ecs", "2014-05-26")),
            ),
            (
                r#"{"apis":{"info":{}},"info":{"version":" 1 ","product":"A-b"}}"#,
                Some(("a-b", "1")),
            ),
            (r#"{"info":{"product":"Ecs"}}"#, None),
            (r#"{"info":"Ecs"}"#, None),
            (r#"{"apis":{"#, None),
            ("[]", None),
            ("", None),
        ] {
            let expected = expected.map(|(code, version)| (code.to_owned(), version.to_owned()));
            assert_eq!(head(text), expected, "{text}");
        }
    }
}
