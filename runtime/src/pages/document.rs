//! What an answer says of its page, whatever else is in it.
//!
//! In: the answer and the paths of a table. Out: a token, a number, how many entries there are, and the entries
//! themselves. Only these are looked at, in the bytes as they came, so that walking needs no generated code.

use std::fmt;

use bytes::Bytes;
use serde_core::de::{
    DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use crate::decode::{Failure, Fault, Room, decode};
use crate::error::Error;
use crate::exchange::Answer;
use crate::interpret::{read_xml, refuse_compression, undecoded_member};
use crate::model::Slot;
use crate::schema::OperationFacts;
use crate::xml::{self, Element};

/// An answer that can be asked about its members.
#[derive(Debug)]
pub(super) enum Document {
    /// An object.
    Json(Bytes),
    Xml(Element),
}

impl Document {
    /// The answer, if it is an object in JSON or XML: anything else would look like an empty last page.
    pub(super) fn read(info: &OperationFacts<'_>, answer: &Answer) -> Result<Self, Error> {
        let (parts, body) = (&answer.parts, &answer.body);
        let document = refuse_compression(parts, body).and_then(|()| {
            let is_xml = xml::is_announced(&parts.headers, body);
            let (read, format) = match is_xml {
                true => (read_xml(body).map(Document::Xml), "XML"),
                false => (json(body), "JSON object"),
            };
            read.map_err(|failure| undecoded_member(failure, format, parts, body))
        });
        document.map_err(|error| error.with_operation(info).with_attempts(answer.attempts))
    }

    /// A scalar as text. What is absent, null, empty or no scalar is not there.
    pub(super) fn text(&self, path: &[&str]) -> Option<String> {
        let text = match self {
            Document::Json(body) => scalar(at(body, path)?.get()),
            Document::Xml(root) => {
                let element = elements(root, path)?.pop()?;
                element
                    .children
                    .is_empty()
                    .then(|| element.text.trim().to_owned())
            }
        };
        text.filter(|text| !text.is_empty())
    }

    /// A whole number that is not negative, be it written as text.
    pub(super) fn number(&self, path: &[&str]) -> Option<u64> {
        let text = self.text(path)?;
        let text = text.trim();
        let whole = text.split_once('.').map_or(text, |(whole, rest)| {
            match rest.bytes().all(|digit| digit == b'0') {
                true => whole,
                false => text,
            }
        });
        whole.parse().ok()
    }

    /// How many entries the list has; none if it is not there.
    pub(super) fn count(&self, path: &[&str]) -> u64 {
        let count = match self {
            Document::Json(body) => at(body, path).and_then(|list| entries(list.get())),
            Document::Xml(root) => elements(root, path).map(|found| found.len()),
        };
        count.map_or(0, |count| count as u64)
    }

    /// A number that differs between lists which differ.
    pub(super) fn print(&self, path: &[&str]) -> u64 {
        match self {
            Document::Json(body) => super::progress::print(at(body, path).map(RawValue::get)),
            Document::Xml(root) => {
                let texts = elements(root, path).map(|found| format!("{found:?}"));
                super::progress::print(texts.as_deref())
            }
        }
    }

    /// Fills a list from the entries; an absent one stays empty.
    pub(super) fn fill(self, path: &[&str], list: &mut dyn Slot) -> Result<(), Failure> {
        let filled = match self {
            Document::Json(body) => match at(&body, path) {
                Some(entries) => decode(entries.get().as_bytes(), list),
                None => Ok(()),
            },
            Document::Xml(mut root) => match take(&mut root, path) {
                children if children.is_empty() => Ok(()),
                children => {
                    let room = Room::of(children.iter().map(Element::json_size).sum());
                    let together = Element {
                        children,
                        ..Element::default()
                    };
                    xml::fill(&together, room, list)
                }
            },
        };
        filled.map_err(|failure| Failure {
            path: format!("{}{}", path.join("."), failure.path),
            ..failure
        })
    }
}

/// A body that is one JSON object to its end.
fn json(body: &Bytes) -> Result<Document, Failure> {
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let source = match serde_json::from_slice::<&RawValue>(text) {
        Ok(value) if value.get().starts_with('{') => {
            return Ok(Document::Json(body.slice_ref(text)));
        }
        Ok(_) => "it is another value".into(),
        Err(source) => source.into(),
    };
    Err(Failure {
        path: String::new(),
        fault: Fault::Document,
        source,
    })
}

/// The value at a path from the root of a document.
fn at<'b>(body: &'b [u8], path: &[&str]) -> Option<&'b RawValue> {
    let mut value: &RawValue = serde_json::from_slice(body).ok()?;
    for name in path {
        value = member(value.get(), name)?;
    }
    Some(value)
}

/// The member of an object; of several of one name the last.
fn member<'b>(object: &'b str, name: &str) -> Option<&'b RawValue> {
    if !object.starts_with('{') {
        return None;
    }
    Deserializer::from_str(object)
        .deserialize_map(Member(name))
        .ok()?
}

struct Member<'n>(&'n str);

impl<'de> Visitor<'de> for Member<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(is_it) = members.next_key_seed(Is(self.0))? {
            if is_it {
                found = Some(members.next_value()?);
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether a name is this one.
struct Is<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for Is<'_> {
    type Value = bool;

    fn deserialize<D: serde_core::Deserializer<'de>>(self, name: D) -> Result<bool, D::Error> {
        name.deserialize_str(self)
    }
}

impl Visitor<'_> for Is<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(name == self.0)
    }
}

/// Text, or a number or truth value as it is written.
fn scalar(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str(json).ok(),
        b'[' | b'{' | b'n' => None,
        _ => Some(json.to_owned()),
    }
}

/// How many entries a list has. A single value is a list of one, as for the decoder.
fn entries(json: &str) -> Option<usize> {
    match json.as_bytes().first()? {
        b'[' => Deserializer::from_str(json).deserialize_seq(Entries).ok(),
        b'n' => None,
        _ if json == "\"\"" => None,
        _ => Some(1),
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while entries.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}

/// The elements at a path: on the way the last of a name, at its end all that hold something.
fn elements<'e>(root: &'e Element, path: &[&str]) -> Option<Vec<&'e Element>> {
    let (last, way) = path.split_last()?;
    let mut around = root;
    for name in way {
        around = around.children.iter().rfind(|child| child.name == *name)?;
    }
    let found = around.children.iter();
    Some(found.filter(|child| is_entry(child, last)).collect())
}

/// The same, taken out of the document.
fn take(root: &mut Element, path: &[&str]) -> Vec<Element> {
    let Some((last, way)) = path.split_last() else {
        return Vec::new();
    };
    let mut around = root;
    for name in way {
        let mut children = around.children.iter_mut();
        match children.rfind(|child| child.name == *name) {
            Some(child) => around = child,
            None => return Vec::new(),
        }
    }
    let children = std::mem::take(&mut around.children);
    children
        .into_iter()
        .filter(|child| is_entry(child, last))
        .collect()
}

fn is_entry(child: &Element, name: &str) -> bool {
    child.name == name && !child.is_blank()
}

#[cfg(test)]
mod tests;
