//! How a generated type shows its fields to the runtime.
//!
//! In: a generated structure. Out: [`Shape`]s to read from, [`Target`]s to write to. Every writer
//! (JSON, query, form), the validator and `Debug` are ordinary functions over these, compiled once. A request
//! is only read and an answer only filled, so a generated type costs one function body, whatever is done with it.

mod fields;

use std::borrow::Cow;

use bytes::Bytes;

use crate::Json;
use crate::schema::{Field, Schema, schema};

/// A structure that can be read: what requests are made of implements it.
pub trait Model: Sync {
    /// The fields, to be read.
    fn fields(&self) -> Values<'_>;
}

/// A structure that can be filled: what answers are made of implements it. Decoding a type without it does
/// not compile.
pub trait ModelMut {
    /// The fields, to be filled.
    fn fields_mut(&mut self) -> Slots<'_>;
}

/// The fields of a structure, to be read: the values in the order of the schema's fields.
pub struct Values<'v> {
    /// What is to be known of the fields.
    pub schema: &'static Schema,
    /// Their values.
    pub values: Box<[&'v dyn Value]>,
}

/// The fields of a structure, to be filled: the slots in the order of the schema's fields.
pub struct Slots<'s> {
    /// What is to be known of the fields.
    pub schema: &'static Schema,
    /// Where their values go.
    pub slots: Box<[&'s mut dyn Slot]>,
}

/// The fields that the text of a table describes. Handing out an array costs least to compile.
#[inline]
pub fn values<'v, const N: usize>(table: &'static str, values: [&'v dyn Value; N]) -> Values<'v> {
    Values::new(schema(table), values)
}

/// The fields that the text of a table describes, to be filled.
#[inline]
pub fn slots<'s, const N: usize>(table: &'static str, slots: [&'s mut dyn Slot; N]) -> Slots<'s> {
    Slots::new(schema(table), slots)
}

/// The table of a structure that can be read.
pub fn schema_of(model: &dyn Model) -> &'static Schema {
    model.fields().schema
}

impl<'v> Values<'v> {
    /// The fields of a schema.
    #[inline]
    pub fn new<const N: usize>(schema: &'static Schema, values: [&'v dyn Value; N]) -> Self {
        Values {
            schema,
            values: Box::new(values),
        }
    }

    /// Each field with its value.
    pub fn members(self) -> impl Iterator<Item = (&'static Field, &'v dyn Value)> {
        self.schema.fields.iter().zip(self.values)
    }
}

impl<'s> Slots<'s> {
    /// The fields of a schema, to be filled.
    #[inline]
    pub fn new<const N: usize>(schema: &'static Schema, slots: [&'s mut dyn Slot; N]) -> Self {
        Slots {
            schema,
            slots: Box::new(slots),
        }
    }

    /// Each field with its slot.
    pub fn members(self) -> impl Iterator<Item = (&'static Field, &'s mut dyn Slot)> {
        self.schema.fields.iter().zip(self.slots)
    }
}

/// A value that can be encoded, checked and printed.
pub trait Value: Sync {
    /// What this value is made of.
    fn shape(&self) -> Shape<'_>;
}

/// A value that can be filled in by a decoder.
///
/// One function for everything that is asked of it: each is compiled for every type of every field of the answers
/// that a program decodes.
pub trait Slot {
    /// Where to put what the decoder reads, or what is there.
    fn access(&mut self, access: Access) -> Target<'_>;
}

/// What is asked of a [`Slot`].
#[derive(Clone, Copy)]
pub enum Access {
    /// A target to fill. An `Option` becomes `Some` for it.
    Fill,
    /// The same, and a list or map is emptied for it: what comes now replaces its entries.
    Refill,
    /// What is there: [`Target::Unset`] for an `Option` that is `None`.
    Look,
    /// To become `None`, if it is an `Option`.
    Unset,
}

impl dyn Slot + '_ {
    /// Where to put what the decoder reads. For an `Option` this makes it `Some`.
    pub fn target(&mut self) -> Target<'_> {
        self.access(Access::Fill)
    }

    /// The same for what replaces the entries of a list or map.
    pub fn refill(&mut self) -> Target<'_> {
        self.access(Access::Refill)
    }

    /// What is there; nothing changes by looking at it.
    pub fn look(&mut self) -> Target<'_> {
        self.access(Access::Look)
    }

    /// Takes back what `target` made of an `Option`: the decoder found null, or text that says
    /// "nothing" where another kind is declared, after it had looked at the target.
    pub fn unset(&mut self) {
        self.access(Access::Unset);
    }

    /// Whether this is an `Option` that is `None`, which `target` would change.
    pub fn is_unset(&mut self) -> bool {
        matches!(self.look(), Target::Unset)
    }
}

/// What a value is made of.
#[derive(Clone, Copy)]
pub enum Shape<'v> {
    /// An `Option` that is `None`: not sent.
    Unset,
    /// Text, or the wire text of an open value.
    Text(&'v str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A truth value.
    Boolean(bool),
    /// Bytes: base64 text inside JSON, the bytes themselves as a body.
    Bytes(&'v [u8]),
    /// Any JSON.
    Json(&'v Json),
    /// A list.
    List(&'v dyn List),
    /// A map with text keys.
    Map(&'v dyn Map),
    /// A structure.
    Model(&'v dyn Model),
}

/// A list whose entries can be read.
#[expect(
    clippy::len_without_is_empty,
    reason = "`dyn List` has it: a method would be compiled for every type"
)]
pub trait List: Sync {
    /// How many entries there are.
    fn len(&self) -> usize;
    /// The entry at `index`, if there is one.
    fn get(&self, index: usize) -> Option<&dyn Value>;
}

impl dyn List + '_ {
    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A map whose entries can be read, in key order.
pub trait Map: Sync {
    /// Calls `visit` with every key and its value.
    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, &'v dyn Value));
    /// Whether there are no entries.
    fn is_empty(&self) -> bool;
}

/// Where a decoder puts what it read.
pub enum Target<'t> {
    /// Text.
    Text(&'t mut String),
    /// The wire text of a value of an open set.
    // Without the type that has the documented values: what sets it would be compiled for each of them.
    Token(&'t mut Cow<'static, str>),
    /// A whole number.
    Integer(&'t mut i64),
    /// A number.
    Number(&'t mut f64),
    /// A truth value.
    Boolean(&'t mut bool),
    /// Bytes.
    Bytes(&'t mut Bytes),
    /// Any JSON.
    Json(&'t mut Json),
    /// A list, grown entry by entry.
    List(&'t mut dyn ListMut),
    /// A map, grown key by key.
    Map(&'t mut dyn MapMut),
    /// A structure.
    Model(&'t mut dyn ModelMut),
    /// Nothing is declared: whatever is read is skipped.
    Nothing,
    /// There is nothing to see, and nothing was asked to be filled.
    Unset,
}

/// A list that a decoder grows.
pub trait ListMut {
    /// The entry at an index, if there is one, or a new default entry at the end.
    fn entry(&mut self, at: Option<usize>) -> Option<&mut dyn Slot>;
}

impl dyn ListMut + '_ {
    /// Adds a default entry and hands it out to be filled.
    pub fn push(&mut self) -> &mut dyn Slot {
        self.entry(None).expect("a new entry is there")
    }

    /// The entry at `index`, if there is one.
    pub fn get(&mut self, index: usize) -> Option<&mut dyn Slot> {
        self.entry(Some(index))
    }
}

/// A map that a decoder grows.
pub trait MapMut {
    /// Adds a default value under `key`, replacing an earlier one, and hands it out to be filled.
    fn insert(&mut self, key: String) -> &mut dyn Slot;
    /// Hands out every value with its key, in key order.
    fn each(&mut self, visit: &mut dyn FnMut(&str, &mut dyn Slot));
}

impl Shape<'_> {
    /// Set = present, and for text, lists and maps not empty. `required`, `when` and the counting
    /// rules all use this one definition.
    pub fn is_set(self) -> bool {
        match self {
            Shape::Unset => false,
            Shape::Text(text) => !text.is_empty(),
            Shape::Bytes(bytes) => !bytes.is_empty(),
            Shape::List(list) => !list.is_empty(),
            Shape::Map(map) => !map.is_empty(),
            Shape::Json(json) => match json {
                Json::Null => false,
                Json::String(text) => !text.is_empty(),
                Json::Array(entries) => !entries.is_empty(),
                Json::Object(members) => !members.is_empty(),
                Json::Bool(_) | Json::Number(_) => true,
            },
            Shape::Integer(_) | Shape::Number(_) | Shape::Boolean(_) | Shape::Model(_) => true,
        }
    }
}
