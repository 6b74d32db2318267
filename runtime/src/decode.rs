//! JSON in.
//!
//! In: JSON bytes and a slot. Out: the filled slot, or what could not be converted and where. It
//! streams: no tree is built between the bytes and the fields. It is as tolerant as services are
//! sloppy: unknown members are skipped, null means not set, numbers, truth values and text stand in for
//! each other where the meaning is plain, `""` stands for an absent value of any other kind, and a
//! single value for a list of one. Of a member that is repeated the last one counts.
//!
//! The memory that it takes is bounded in proportion to the bytes: see `Room`.
//!
//! A number that stands where text is declared is kept as it is written. JSON without a declared form
//! holds numbers as [`Json`](crate::Json) does: whole ones of 64 bits, else the nearest float.

mod cursor;
mod failure;
mod room;
mod scalar;
mod tree;

use std::fmt;

use serde_core::Deserialize as _;
use serde_core::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use serde_json::value::RawValue;

pub(crate) use self::cursor::{Cursor, Path, Step, is_boxed};
pub(crate) use self::failure::{Failure, Fault};
pub(crate) use self::room::{NoRoom, Room};
pub(crate) use self::scalar::{Put, Scalar, kind};
pub(crate) use self::tree::Tree;
use crate::model::{ListMut, MapMut, ModelMut, Slot, Slots, Target};
use crate::schema::{Place, Schema};

/// Fills `slot` from JSON. A byte order mark is skipped.
pub(crate) fn decode(bytes: &[u8], slot: &mut dyn Slot) -> Result<(), Failure> {
    decode_value(bytes, slot, false)
}

/// The same for a value that must not be quoted in messages if it is `secret`.
pub(crate) fn decode_value(bytes: &[u8], slot: &mut dyn Slot, secret: bool) -> Result<(), Failure> {
    decode_within(Room::of(bytes.len()), bytes, slot, secret)
}

fn decode_within(
    room: Room,
    bytes: &[u8],
    slot: &mut dyn Slot,
    secret: bool,
) -> Result<(), Failure> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut cursor = Cursor::new(room);
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let result = Filler {
        slot,
        cursor: &mut cursor,
        secret,
    }
    .deserialize(&mut deserializer);
    match result.and_then(|()| deserializer.end()) {
        Ok(()) => Ok(()),
        Err(source) => Err(Failure::new(cursor.path.to_string(), source)),
    }
}

/// Fills one slot from whatever comes.
struct Filler<'s, 'c> {
    slot: &'s mut dyn Slot,
    cursor: &'c mut Cursor,
    /// Whether the value must not be quoted in messages.
    secret: bool,
}

impl<'de> DeserializeSeed<'de> for Filler<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.slot.target() {
            // What a number looks like is only to be seen before it is parsed.
            Target::Text(_) | Target::Token(_) => {
                self.written(<&RawValue>::deserialize(deserializer)?.get())
            }
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl Filler<'_, '_> {
    /// Fills text from one JSON value.
    fn written<E: serde_core::de::Error>(self, json: &str) -> Result<(), E> {
        match json.as_bytes().first() {
            Some(b'"') => {
                let inside = &json[1..json.len() - 1];
                if !inside.contains('\\') {
                    return self.scalar(Scalar::Text(inside));
                }
                let text: String = serde_json::from_str(json)
                    .map_err(|_| E::custom("found text that is no Unicode, expected text"))?;
                self.scalar(Scalar::Text(&text))
            }
            Some(b'n') => self.visit_unit(),
            Some(b'[') => Err(E::custom("found a list, expected text")),
            Some(b'{') => Err(E::custom("found an object, expected text")),
            _ => self.scalar(Scalar::Text(json)),
        }
    }

    fn scalar<E: serde_core::de::Error>(self, scalar: Scalar<'_>) -> Result<(), E> {
        let is_empty = scalar.is_empty_text();
        let target = match is_empty {
            true => self.slot.target(),
            false => self.slot.refill(),
        };
        let put = match target {
            Target::List(list) if !is_empty => {
                return Filler {
                    slot: self.cursor.push(list).map_err(E::custom)?,
                    cursor: self.cursor,
                    secret: self.secret,
                }
                .scalar(scalar);
            }
            target => scalar.put(target),
        };
        match put {
            Put::Done => Ok(()),
            Put::Absent => {
                self.slot.unset();
                Ok(())
            }
            Put::Refused(expected) if self.secret => Err(E::custom(format_args!(
                "found something else, expected {expected}"
            ))),
            Put::Refused(expected) => Err(E::custom(format_args!(
                "found {scalar}, expected {expected}"
            ))),
        }
    }
}

impl<'de> Visitor<'de> for Filler<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.slot.unset();
        Ok(())
    }

    fn visit_bool<E: serde_core::de::Error>(self, value: bool) -> Result<(), E> {
        self.scalar(Scalar::Boolean(value))
    }

    fn visit_i64<E: serde_core::de::Error>(self, value: i64) -> Result<(), E> {
        self.scalar(Scalar::Integer(value))
    }

    fn visit_u64<E: serde_core::de::Error>(self, value: u64) -> Result<(), E> {
        self.scalar(i64::try_from(value).map_or(Scalar::Huge(value), Scalar::Integer))
    }

    fn visit_f64<E: serde_core::de::Error>(self, value: f64) -> Result<(), E> {
        self.scalar(Scalar::Number(value))
    }

    fn visit_str<E: serde_core::de::Error>(self, value: &str) -> Result<(), E> {
        self.scalar(Scalar::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        match self.slot.refill() {
            Target::List(list) => {
                let mut index = 0;
                while entries
                    .next_element_seed(Entry {
                        list,
                        index,
                        cursor: self.cursor,
                        secret: self.secret,
                    })?
                    .is_some()
                {
                    index += 1;
                }
                Ok(())
            }
            Target::Json(json) => {
                *json = Tree(&mut self.cursor.room).visit_seq(entries)?;
                Ok(())
            }
            Target::Nothing | Target::Unset => {
                while entries.next_element::<IgnoredAny>()?.is_some() {}
                Ok(())
            }
            target => Err(A::Error::custom(format_args!(
                "found a list, expected {}",
                kind(&target)
            ))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        match self.slot.refill() {
            Target::Model(model) => fill_model(model, members, self.cursor, self.secret),
            Target::Map(map) => fill_map(map, members, self.cursor, self.secret),
            Target::List(list) => Filler {
                slot: self.cursor.push(list).map_err(A::Error::custom)?,
                cursor: self.cursor,
                secret: self.secret,
            }
            .visit_map(members),
            Target::Json(json) => {
                *json = Tree(&mut self.cursor.room).visit_map(members)?;
                Ok(())
            }
            Target::Nothing | Target::Unset => {
                while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(())
            }
            target => {
                let expected = kind(&target);
                if members.next_key::<String>()?.as_deref() == Some(tree::NUMBER) {
                    let text: String = members.next_value()?;
                    return self.scalar(Scalar::Text(&text));
                }
                Err(A::Error::custom(format_args!(
                    "found an object, expected {expected}"
                )))
            }
        }
    }
}

fn fill_model<'de, A: MapAccess<'de>>(
    model: &mut dyn ModelMut,
    mut members: A,
    cursor: &mut Cursor,
    secret: bool,
) -> Result<(), A::Error> {
    let is_boxed = is_boxed(model);
    let Slots { schema, mut slots } = model.fields_mut();
    cursor
        .structure(is_boxed, &slots)
        .map_err(A::Error::custom)?;
    fill_fields(schema, &mut slots, &mut members, cursor, secret)
}

fn fill_fields<'de, A: MapAccess<'de>>(
    schema: &'static Schema,
    slots: &mut [&mut dyn Slot],
    members: &mut A,
    cursor: &mut Cursor,
    secret: bool,
) -> Result<(), A::Error> {
    let mut next = 0;
    while let Some(index) = members.next_key_seed(Name { schema, next })? {
        let Some(index) = index else {
            members.next_value::<IgnoredAny>()?;
            continue;
        };
        next = index + 1;
        let slot = &mut *slots[index];
        let field = &schema.fields[index];
        let secret = secret || field.sensitive;
        cursor.within(Step::Member(field.name), |cursor| {
            members.next_value_seed(Filler {
                slot,
                cursor,
                secret,
            })
        })?;
    }
    Ok(())
}

fn fill_map<'de, A: MapAccess<'de>>(
    map: &mut dyn MapMut,
    mut members: A,
    cursor: &mut Cursor,
    secret: bool,
) -> Result<(), A::Error> {
    let mut count = 0;
    while let Some(key) = members.next_key::<String>()? {
        let slot = cursor.insert(map, count, key.clone());
        let slot = slot.map_err(A::Error::custom)?;
        count += 1;
        cursor.within(Step::Key(key), |cursor| {
            members.next_value_seed(Filler {
                slot,
                cursor,
                secret,
            })
        })?;
    }
    Ok(())
}

/// An entry that is added to its list only when there is one.
struct Entry<'s, 'c> {
    list: &'s mut dyn ListMut,
    index: usize,
    cursor: &'c mut Cursor,
    secret: bool,
}

impl<'de> DeserializeSeed<'de> for Entry<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Entry {
            list,
            index,
            cursor,
            secret,
        } = self;
        cursor.within(Step::Index(index), |cursor| {
            Filler {
                slot: cursor.push(list).map_err(D::Error::custom)?,
                cursor,
                secret,
            }
            .deserialize(deserializer)
        })
    }
}

/// The field of a member name, searched from `next` on. Members that travel in headers are not in the
/// body.
pub(crate) fn position(schema: &Schema, name: &str, next: usize) -> Option<usize> {
    let fields = schema.fields;
    let mut order = (next..fields.len()).chain(0..next.min(fields.len()));
    order.find(|&index| fields[index].name == name && fields[index].place != Place::Header)
}

/// Finds the field of a member name. Services mostly keep the page's order, so the search begins behind
/// the last field that was found.
struct Name {
    schema: &'static Schema,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(position(self.schema, name, self.next))
    }
}

#[cfg(test)]
mod tests;
