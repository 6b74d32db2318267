//! Error answers in XML.
//!
//! In: XML text. Out: the root element's children as JSON, text or objects, so that the rest of
//! the envelope does not care which form an answer came in.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use crate::Json;

/// Deeper elements are no part of any error answer.
const DEPTH_LIMIT: usize = 8;

/// The children of the root element. Nothing if the text is not well-formed.
pub(super) fn read(text: &str) -> Option<Json> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(_) => return element(&mut reader, DEPTH_LIMIT),
            Event::Eof | Event::Empty(_) => return None,
            _ => {}
        }
    }
}

/// The element whose start tag was just read, up to its end tag.
fn element(reader: &mut Reader<&[u8]>, depth: usize) -> Option<Json> {
    let mut children = serde_json::Map::new();
    let mut text = String::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if depth > 0 => {
                let name = start.local_name().into_inner().to_owned();
                let child = element(reader, depth - 1)?;
                children.entry(name).or_insert(child);
            }
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::CData(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) => text.push_str(&reference(&name)?),
            Event::End(_) if children.is_empty() => {
                return Some(Json::String(text.trim().to_owned()));
            }
            Event::End(_) => return Some(Json::Object(children)),
            Event::Start(_) | Event::Eof => return None,
            _ => {}
        }
    }
}

/// Predefined entities and character references; nothing declared by the document itself.
fn reference(name: &BytesRef<'_>) -> Option<String> {
    match name.resolve_char_ref().ok()? {
        Some(character) => Some(character.to_string()),
        None => resolve_predefined_entity(name).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_become_members() {
        let text = "<?xml version=\"1.0\"?><!-- c --><Error><Code>A&lt;&#x42;</Code><Empty/>\
                    <Detail><Inner><![CDATA[<x>]]></Inner></Detail></Error>";
        let expected = serde_json::json!({"Code": "A<B", "Detail": {"Inner": "<x>"}});
        assert_eq!(read(text), Some(expected));
    }

    #[test]
    fn text_that_is_not_well_formed_gives_nothing() {
        let deep = "<a>".repeat(1000);
        for text in [
            "",
            "plain",
            "<Error>",
            "<Error><Code></Error>",
            "<Error>&evil;</Error>",
            &deep,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
