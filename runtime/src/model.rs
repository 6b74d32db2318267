//! How a generated type shows its fields to the runtime.
//!
//! In: a generated structure. Out: [`Shape`]s to read from, [`Target`]s to write to. Every writer
//! (JSON, query, form), the validator and `Debug` are ordinary functions over these, compiled once. A request
//! is only read and an answer only filled, so a generated type costs one function body, whatever is done with it.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::Json;
use crate::schema::{Schema, schema};

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

impl<'v> Values<'v> {
    /// The fields of a schema.
    #[inline]
    pub fn new<const N: usize>(schema: &'static Schema, values: [&'v dyn Value; N]) -> Self {
        Values {
            schema,
            values: Box::new(values),
        }
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
}

/// A value that can be encoded, checked and printed.
pub trait Value: Sync {
    /// What this value is made of.
    fn shape(&self) -> Shape<'_>;
}

/// A value that can be filled in by a decoder.
pub trait Slot {
    /// Where to put what the decoder reads. For an `Option` this makes it `Some`.
    fn target(&mut self) -> Target<'_>;
    /// Takes back what [`target`](Slot::target) made of an `Option`: the decoder found null, or text that
    /// says "nothing" where another kind is declared, after it had looked at the target.
    fn unset(&mut self) {}
    /// Whether this is an `Option` that is `None`, which [`target`](Slot::target) would change.
    fn is_unset(&self) -> bool {
        false
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
pub trait List: Sync {
    /// How many entries there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The entry at `index`, if there is one.
    fn get(&self, index: usize) -> Option<&dyn Value>;
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
    /// A value of an open set, set from its wire text.
    Token(&'t mut dyn Token),
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
}

/// A value of an open set, which can be set from its wire text.
pub trait Token {
    /// Becomes the value with this text.
    fn set(&mut self, text: &str);
    /// The text on the wire.
    fn text(&self) -> &str;
}

/// A list that a decoder grows.
pub trait ListMut {
    /// Takes all entries out: what comes now replaces them.
    fn clear(&mut self);
    /// Adds a default entry and hands it out to be filled.
    fn push(&mut self) -> &mut dyn Slot;
    /// Hands out every entry.
    fn each(&mut self, visit: &mut dyn FnMut(&mut dyn Slot));
    /// Bytes that an entry takes, without what it points to.
    fn entry_size(&self) -> usize;
}

/// A map that a decoder grows.
pub trait MapMut {
    /// Takes all entries out: what comes now replaces them.
    fn clear(&mut self);
    /// Adds a default value under `key`, replacing an earlier one, and hands it out to be filled.
    fn insert(&mut self, key: String) -> &mut dyn Slot;
    /// Hands out every value with its key, in key order.
    fn each(&mut self, visit: &mut dyn FnMut(&str, &mut dyn Slot));
    /// Bytes that an entry and its key take, without what they point to.
    fn entry_size(&self) -> usize;
}

impl<T: Model + ?Sized> Model for Box<T> {
    #[inline]
    fn fields(&self) -> Values<'_> {
        (**self).fields()
    }
}

impl<T: ModelMut + ?Sized> ModelMut for Box<T> {
    #[inline]
    fn fields_mut(&mut self) -> Slots<'_> {
        (**self).fields_mut()
    }
}

impl<T: Model> Value for T {
    #[inline]
    fn shape(&self) -> Shape<'_> {
        Shape::Model(self)
    }
}

impl<T: ModelMut> Slot for T {
    #[inline]
    fn target(&mut self) -> Target<'_> {
        Target::Model(self)
    }
}

impl<T: Value> Value for Option<T> {
    fn shape(&self) -> Shape<'_> {
        self.as_ref().map_or(Shape::Unset, Value::shape)
    }
}

impl<T: Slot + Default> Slot for Option<T> {
    fn target(&mut self) -> Target<'_> {
        self.get_or_insert_with(T::default).target()
    }

    fn unset(&mut self) {
        *self = None;
    }

    fn is_unset(&self) -> bool {
        self.is_none()
    }
}

impl<T: Value> Value for Vec<T> {
    fn shape(&self) -> Shape<'_> {
        Shape::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> Option<&dyn Value> {
        self.as_slice().get(index).map(|entry| entry as &dyn Value)
    }
}

impl<T: Slot + Default> Slot for Vec<T> {
    fn target(&mut self) -> Target<'_> {
        Target::List(self)
    }
}

impl<T: Slot + Default> ListMut for Vec<T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self) -> &mut dyn Slot {
        self.push(T::default());
        self.last_mut().expect("an entry was pushed just now")
    }

    fn each(&mut self, visit: &mut dyn FnMut(&mut dyn Slot)) {
        for entry in self {
            visit(entry);
        }
    }

    fn entry_size(&self) -> usize {
        size_of::<T>()
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn shape(&self) -> Shape<'_> {
        Shape::Map(self)
    }
}

impl<T: Value> Map for BTreeMap<String, T> {
    fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v str, &'v dyn Value)) {
        for (key, value) in self {
            visit(key, value);
        }
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Slot + Default> Slot for BTreeMap<String, T> {
    fn target(&mut self) -> Target<'_> {
        Target::Map(self)
    }
}

impl<T: Slot + Default> MapMut for BTreeMap<String, T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn insert(&mut self, key: String) -> &mut dyn Slot {
        let value = self.entry(key).or_default();
        *value = T::default();
        value
    }

    fn each(&mut self, visit: &mut dyn FnMut(&str, &mut dyn Slot)) {
        for (key, value) in self {
            visit(key, value);
        }
    }

    fn entry_size(&self) -> usize {
        size_of::<(String, T)>()
    }
}

/// Implements `Value` and `Slot` for a type that is one shape and one target.
macro_rules! scalar {
    ($type:ty, $variant:ident, |$value:ident| $shape:expr) => {
        impl Value for $type {
            fn shape(&self) -> Shape<'_> {
                let $value = self;
                Shape::$variant($shape)
            }
        }

        impl Slot for $type {
            fn target(&mut self) -> Target<'_> {
                Target::$variant(self)
            }
        }
    };
}

scalar!(String, Text, |value| value);
scalar!(i64, Integer, |value| *value);
scalar!(f64, Number, |value| *value);
scalar!(bool, Boolean, |value| *value);
scalar!(Bytes, Bytes, |value| value);
scalar!(Json, Json, |value| value);

/// An operation that answers nothing.
impl Value for () {
    fn shape(&self) -> Shape<'_> {
        Shape::Unset
    }
}

impl Slot for () {
    fn target(&mut self) -> Target<'_> {
        Target::Nothing
    }
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
