//! A JSON document that holds secrets.
//!
//! In: its text. Out: members by name; every text of it is wiped when it is dropped.

use zeroize::Zeroize;

use crate::Json;

pub(super) struct Document(Json);

impl Document {
    /// The document; nothing if the text is no JSON object.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let document = Document(serde_json::from_slice(text).ok()?);
        document.0.is_object().then_some(document)
    }

    pub(super) fn json(&self) -> &Json {
        &self.0
    }

    /// A member that is a text and not empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        text(&self.0, name)
    }

    /// A member that is a text, taken out, so that there is no copy of it.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        match self.0.get_mut(name)? {
            Json::String(text) => Some(std::mem::take(text)),
            _ => None,
        }
    }
}

/// A member that is a text and not empty.
pub(super) fn text<'j>(json: &'j Json, name: &str) -> Option<&'j str> {
    json.get(name)?.as_str().filter(|text| !text.is_empty())
}

impl Drop for Document {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Parsing bounds the depth.
fn wipe(json: &mut Json) {
    match json {
        Json::String(text) => text.zeroize(),
        Json::Array(entries) => entries.iter_mut().for_each(wipe),
        Json::Object(members) => members.values_mut().for_each(wipe),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_texts_and_every_text_is_wiped() {
        let text = br#"{"a": "x", "b": "", "c": 1, "d": [{"e": "canary"}]}"#;
        let mut document = Document::read(text).unwrap();
        assert_eq!(document.text("a"), Some("x"));
        for name in ["b", "c", "d", "none"] {
            assert_eq!(document.text(name), None, "{name}");
        }
        assert_eq!(document.take("a").as_deref(), Some("x"));
        assert_eq!(document.text("a"), None);
        wipe(&mut document.0);
        assert_eq!(document.json()["d"][0]["e"], "");
        for text in ["", "[]", "<html>", "{\"a\": 1", "\"a\""] {
            assert!(Document::read(text.as_bytes()).is_none(), "{text}");
        }
    }
}
