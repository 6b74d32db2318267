//! The two passes of `serde_yaml` that make a tree.
//!
//! In: the text of a file. Out: its tree, nodes numbered in the order in which they are written.

use std::fmt;

use serde_core::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor,
};

use super::{Kind, Node, Tree};
use crate::spec::At;

/// Nodes that a file may stand for once its aliases are written out.
pub(super) const MAX_NODES: usize = 500_000;

/// What a tagged value fails with.
pub(super) const TAGGED: &str = "tagged value";

/// What a file with too many nodes fails with.
pub(super) const TOO_MANY: &str = "too many values";

/// Reads the only document of a file.
pub(super) fn read(text: &str, file: u32) -> Result<Node, serde_yaml::Error> {
    let mut outline = Vec::new();
    Outline(&mut outline).deserialize(serde_yaml::Deserializer::from_str(text))?;
    let at = At { file, node: 0 };
    if let [Sketch::Void] = outline[..] {
        return Ok(Node {
            at,
            value: Tree::Scalar {
                text: String::new(),
                kind: Kind::Null,
            },
        });
    }
    let mut builder = Builder {
        file,
        outline: &outline,
        next: 0,
    };
    (&mut builder).deserialize(serde_yaml::Deserializer::from_str(text))
}

/// What a node is, before its text is known.
#[derive(Clone, Copy)]
enum Sketch {
    Void,
    Scalar(Kind),
    List,
    Map,
}

/// The first pass: what each node is.
struct Outline<'o>(&'o mut Vec<Sketch>);

impl Outline<'_> {
    fn note<E: Error>(&mut self, sketch: Sketch) -> Result<(), E> {
        if self.0.len() >= MAX_NODES {
            return Err(E::custom(TOO_MANY));
        }
        self.0.push(sketch);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Outline<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Outline<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any YAML")
    }

    fn visit_none<E: Error>(mut self) -> Result<(), E> {
        self.note(Sketch::Void)
    }

    fn visit_unit<E: Error>(mut self) -> Result<(), E> {
        self.note(Sketch::Scalar(Kind::Null))
    }

    fn visit_bool<E: Error>(mut self, _: bool) -> Result<(), E> {
        self.note(Sketch::Scalar(Kind::Bool))
    }

    fn visit_i64<E: Error>(mut self, _: i64) -> Result<(), E> {
        self.note(Sketch::Scalar(Kind::Number))
    }

    fn visit_i128<E: Error>(mut self, _: i128) -> Result<(), E> {
        self.note(Sketch::Scalar(Kind::Number))
    }

    fn visit_u64<E: Error>(mut self, _: u64) -> Result<(), E> {
        self.note(Sketch::Scalar(Kind::Number))
    }

    fn visit_u128<E: Error>(mut self, _: u128) -> Result<(), E> {
        self.note(Sketch::Scalar(Kind::Number))
    }

    fn visit_f64<E: Error>(mut self, _: f64) -> Result<(), E> {
        self.note(Sketch::Scalar(Kind::Number))
    }

    fn visit_str<E: Error>(mut self, _: &str) -> Result<(), E> {
        self.note(Sketch::Scalar(Kind::Text))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        self.note(Sketch::List)?;
        while list.next_element_seed(Outline(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.note(Sketch::Map)?;
        while map.next_key_seed(Outline(self.0))?.is_some() {
            map.next_value_seed(Outline(self.0))?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom(TAGGED))
    }
}

/// The second pass: the tree, guided by the first.
struct Builder<'o> {
    file: u32,
    outline: &'o [Sketch],
    next: u32,
}

impl<'de> DeserializeSeed<'de> for &mut Builder<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let at = At {
            file: self.file,
            node: self.next,
        };
        let sketch = self
            .outline
            .get(self.next as usize)
            .copied()
            .unwrap_or(Sketch::Void);
        self.next += 1;
        let value = match sketch {
            Sketch::Void => return Err(D::Error::custom(TOO_MANY)),
            Sketch::Scalar(kind) => {
                let text = deserializer.deserialize_str(Written)?;
                Tree::Scalar { text, kind }
            }
            Sketch::List => deserializer.deserialize_seq(self)?,
            Sketch::Map => deserializer.deserialize_map(self)?,
        };
        Ok(Node { at, value })
    }
}

impl<'de> Visitor<'de> for &mut Builder<'_> {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list or map")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element_seed(&mut *self)? {
            entries.push(entry);
        }
        Ok(Tree::List(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(&mut *self)? {
            entries.push((key, map.next_value_seed(&mut *self)?));
        }
        Ok(Tree::Map(entries))
    }
}

/// A scalar, as it was written.
struct Written;

impl Visitor<'_> for Written {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a scalar")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}
