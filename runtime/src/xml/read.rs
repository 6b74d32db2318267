//! XML text to a tree of elements.
//!
//! In: a document. Out: its root element, or why it cannot be read. Nothing of the document itself is
//! obeyed: entities that it declares are refused instead of expanded, and depth is bounded.

use std::fmt;

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::Json;
use crate::decode::{Failure, Fault, NoRoom, Room};
use crate::depth::LIMIT;

/// An element: its children, or its text if it has none.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

type Problem = Box<dyn std::error::Error + Send + Sync>;

/// Whether an answer calls itself XML, by its content type or by its first characters.
pub(crate) fn is_announced(headers: &HeaderMap, body: &[u8]) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let is_xml = essence.ends_with("/xml") || essence.ends_with("+xml");
    is_xml && !essence.contains("html") || text_of(body).starts_with(b"<?xml")
}

/// The tree is walked by recursion.
#[derive(Debug)]
struct TooDeep;

impl fmt::Display for TooDeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{LIMIT} levels of elements stand inside each other")
    }
}

impl std::error::Error for TooDeep {}

/// The root element of a document.
pub(crate) fn read(body: &[u8]) -> Result<Element, Failure> {
    read_within(Room::of(body.len()), body)
}

fn read_within(mut room: Room, body: &[u8]) -> Result<Element, Failure> {
    root(body, &mut room).map_err(|source| Failure {
        path: String::new(),
        fault: match () {
            () if source.is::<TooDeep>() => Fault::Depth,
            () if source.is::<NoRoom>() => Fault::Data,
            () => Fault::Document,
        },
        source,
    })
}

fn root(body: &[u8], room: &mut Room) -> Result<Element, Problem> {
    let text = std::str::from_utf8(text_of(body))?;
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event()? {
            Event::Start(start) => {
                let root = element(&mut reader, &start, LIMIT, room)?;
                end(&mut reader)?;
                return Ok(root);
            }
            Event::Empty(start) => {
                end(&mut reader)?;
                return Ok(named(&start));
            }
            Event::Eof => return Err("there is no element".into()),
            Event::Text(piece) if !piece.xml10_content().trim().is_empty() => {
                return Err("there is text before the first element".into());
            }
            _ => {}
        }
    }
}

fn text_of(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(body)
        .trim_ascii()
}

/// Nothing but comments may follow the root.
fn end(reader: &mut Reader<&[u8]>) -> Result<(), Problem> {
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::PI(_) => {}
            Event::Text(piece) if piece.xml10_content().trim().is_empty() => {}
            _ => return Err("something follows the root element".into()),
        }
    }
}

fn named(start: &BytesStart<'_>) -> Element {
    Element {
        name: start.local_name().into_inner().to_owned(),
        ..Element::default()
    }
}

/// The element whose start tag was just read, up to its end tag. Of `left` levels one is its own if it has
/// children.
fn element(
    reader: &mut Reader<&[u8]>,
    start: &BytesStart<'_>,
    left: usize,
    room: &mut Room,
) -> Result<Element, Problem> {
    let mut found = named(start);
    loop {
        match reader.read_event()? {
            Event::Start(_) | Event::Empty(_) if left <= 1 => return Err(TooDeep.into()),
            Event::Start(start) => {
                room.entry(found.next_child_size())?;
                let child = element(reader, &start, left - 1, room)?;
                found.children.push(child);
            }
            Event::Empty(start) => {
                room.entry(found.next_child_size())?;
                found.children.push(named(&start));
            }
            Event::Text(piece) => found.text.push_str(&piece.xml10_content()),
            Event::CData(piece) => found.text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) => found.text.push_str(&reference(&name)?),
            Event::End(_) => {
                // What stands between children is layout.
                if !found.children.is_empty() {
                    found.text.clear();
                }
                return Ok(found);
            }
            Event::Eof => return Err(format!("the element {} is not closed", found.name).into()),
            _ => {}
        }
    }
}

/// Predefined entities and character references; nothing declared by the document itself.
fn reference(name: &BytesRef<'_>) -> Result<String, Problem> {
    if let Some(character) = name.resolve_char_ref()? {
        return Ok(character.to_string());
    }
    match resolve_predefined_entity(name) {
        Some(text) => Ok(text.to_owned()),
        None => Err("the document uses an entity of its own".into()),
    }
}

impl Element {
    /// Whether there is nothing inside but layout.
    pub(crate) fn is_blank(&self) -> bool {
        self.children.is_empty() && self.text.trim().is_empty()
    }

    /// Without the layout around texts.
    pub(crate) fn trimmed(mut self) -> Self {
        self.text = self.text.trim().to_owned();
        self.children = self.children.into_iter().map(Self::trimmed).collect();
        self
    }

    /// What one more child takes with its name: a list begins with room for four and grows to twice its size.
    fn next_child_size(&self) -> usize {
        let entries = if self.children.is_empty() { 4 } else { 2 };
        entries * size_of::<Element>()
    }

    /// About what [`to_json`](Self::to_json) takes: a map of its first entries for each object.
    pub(crate) fn json_size(&self) -> usize {
        let inside: usize = self.children.iter().map(Self::json_size).sum();
        match self.children.len() {
            0 => 0,
            count => inside + count.max(11) * size_of::<(String, Json)>(),
        }
    }

    /// As JSON: text, or an object in which repeated elements are a list.
    pub(crate) fn to_json(&self) -> Json {
        if self.children.is_empty() {
            return Json::from(self.text.as_str());
        }
        let mut object = serde_json::Map::new();
        for child in &self.children {
            let value = child.to_json();
            match object.get_mut(&child.name) {
                None => drop(object.insert(child.name.clone(), value)),
                Some(Json::Array(entries)) => entries.push(value),
                Some(first) => *first = Json::Array(vec![first.take(), value]),
            }
        }
        Json::Object(object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_become_members_and_repeated_ones_lists() {
        let text = "\u{feff}<?xml version=\"1.0\"?><!-- c --><Root a='1'>\n <Code>A&lt;&#x42;</Code><Empty/>\
                    <Detail><Inner><![CDATA[<x>]]></Inner></Detail><K>1</K><n:K>2</n:K><K/></Root>\n<!-- c -->";
        let expected = serde_json::json!({
            "Code": "A<B", "Empty": "", "Detail": {"Inner": "<x>"}, "K": ["1", "2", ""],
        });
        assert_eq!(read(text.as_bytes()).unwrap().to_json(), expected);
        assert_eq!(read(b"<A/>").unwrap().to_json(), Json::from(""));
    }

    #[test]
    fn documents_that_are_broken_or_want_something_are_refused() {
        let deep = "<a>".repeat(100_000);
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>";
        let external = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
        let table = [
            ("", "no element"),
            ("plain", "text before"),
            ("<a>", "a is not closed"),
            ("<a><b></a>", "b"),
            ("<a/><b/>", "follows"),
            ("<a></a>x", "follows"),
            (&deep, "128 levels"),
            (bomb, "entity of its own"),
            (external, "entity of its own"),
            ("<a>&#xD800;</a>", ""),
        ];
        for (text, expected) in table {
            let problem = read(text.as_bytes()).unwrap_err().source.to_string();
            assert!(problem.contains(expected), "{text:.40}: {problem}");
        }
        assert!(read(b"<a>\xff</a>").is_err());
    }

    #[test]
    fn the_limit_of_depth_is_that_of_json() {
        for (levels, fits) in [(127, true), (128, false)] {
            let text = format!("{}x{}", "<a>".repeat(levels + 1), "</a>".repeat(levels + 1));
            let fault = read(text.as_bytes()).err().map(|failure| failure.fault);
            assert_eq!(fault, (!fits).then_some(Fault::Depth), "{levels}");
        }
    }

    #[test]
    fn elements_take_room() {
        let text = b"<a><b/><b><c/></b></a>";
        let size = (4 + 2 + 4) * size_of::<Element>();
        assert!(read_within(Room::exactly(size), text).is_ok());
        let failure = read_within(Room::exactly(size - 1), text).unwrap_err();
        assert_eq!(failure.fault, Fault::Data);
    }

    #[test]
    fn xml_is_told_by_its_type_or_its_first_characters() {
        let announced = |content_type: &str, body: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
            is_announced(&headers, body.as_bytes())
        };
        for content_type in ["application/xml", "text/xml; charset=utf-8", "a/b+xml"] {
            assert!(announced(content_type, "{}"), "{content_type}");
        }
        for content_type in ["application/json", "text/html", "application/xhtml+xml", ""] {
            assert!(!announced(content_type, "<html/>"), "{content_type}");
        }
        assert!(announced("text/plain", "\u{feff} <?xml version='1.0'?>"));
    }
}
