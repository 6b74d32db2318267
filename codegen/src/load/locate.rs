//! The position of a node, found when it is needed.
//!
//! In: a file's text, its tree and the number of a node. Out: the node's span. The text is parsed again
//! with visitors that refuse the wanted node, because the parser tells a position only with an error.

use std::fmt;
use std::ops::Range;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Node, Tree};

/// A span in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Location {
    /// Line of the start, from 1.
    pub(crate) line: usize,
    /// Column of the start in characters, from 1.
    pub(crate) column: usize,
    /// First byte.
    pub(crate) start: usize,
    /// The byte after the last one.
    pub(crate) end: usize,
}

impl Location {
    /// The location of these bytes.
    pub(super) fn new(text: &str, bytes: Range<usize>) -> Self {
        let before = text.get(..bytes.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |index| index + 1);
        Location {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            start: bytes.start,
            end: bytes.end,
        }
    }
}

/// Where node number `wanted` is.
pub(super) fn locate(text: &str, root: &Node, wanted: u32) -> Location {
    let mut found = None;
    let seeker = Seeker {
        node: root,
        wanted,
        found: &mut found,
    };
    let outcome = seeker.deserialize(serde_yaml::Deserializer::from_str(text));
    let index = outcome
        .err()
        .and_then(|error| error.location())
        .map_or(0, |place| place.index());
    let start = if text.is_char_boundary(index) {
        index
    } else {
        0
    };
    let end = start + found.map_or(0, |node| width(&text[start..], node));
    Location::new(text, start..end)
}

/// How many bytes of `rest` to underline for `node`: never more than one line.
fn width(rest: &str, node: &Node) -> usize {
    let line = rest.lines().next().unwrap_or_default();
    match &node.value {
        Tree::Scalar { text, .. } if !text.is_empty() && line.starts_with(text.as_str()) => {
            text.len()
        }
        Tree::Scalar { .. } => match line.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                line[1..].find(quote).map_or(line.len(), |index| index + 2)
            }
            Some('|' | '>') => 1,
            _ => 0,
        },
        Tree::List(_) | Tree::Map(_) => closed(line)
            .unwrap_or_else(|| line.split(" #").next().unwrap_or_default().trim_end().len()),
    }
}

/// How long a collection in brackets is that ends in the line in which it begins.
fn closed(line: &str) -> Option<usize> {
    let mut open = 0usize;
    let mut quote = None;
    for (index, c) in line.char_indices() {
        match (quote, c) {
            (Some(end), c) if c == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if open > 0 => quote = Some(c),
            (None, '[' | '{') => open += 1,
            (None, ']' | '}') if open == 1 => return Some(index + 1),
            (None, ']' | '}') => open = open.checked_sub(1)?,
            (None, _) if open == 0 => return None,
            (None, _) => {}
        }
    }
    None
}

/// Walks to the wanted node and refuses it.
struct Seeker<'n, 'f> {
    node: &'n Node,
    wanted: u32,
    found: &'f mut Option<&'n Node>,
}

impl<'n> Seeker<'n, '_> {
    /// A seeker for an inner node.
    fn inner(&mut self, node: &'n Node) -> Seeker<'n, '_> {
        Seeker {
            node,
            wanted: self.wanted,
            found: self.found,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seeker<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.node.at.node == self.wanted {
            *self.found = Some(self.node);
            return deserializer.deserialize_any(Refuse);
        }
        match self.node.value {
            Tree::Scalar { .. } => deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ()),
            Tree::List(_) => deserializer.deserialize_seq(self),
            Tree::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Seeker<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the tree that was read before")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let Tree::List(entries) = &self.node.value else {
            return Ok(());
        };
        for entry in entries {
            list.next_element_seed(self.inner(entry))?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let Tree::Map(entries) = &self.node.value else {
            return Ok(());
        };
        for (key, value) in entries {
            map.next_key_seed(self.inner(key))?;
            map.next_value_seed(self.inner(value))?;
        }
        Ok(())
    }
}

/// Accepts nothing, so that the parser says where it is.
struct Refuse;

impl Visitor<'_> for Refuse {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("nothing")
    }
}
