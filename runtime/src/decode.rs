//! JSON in.
//!
//! In: JSON bytes and a slot. Out: the filled slot, or what could not be converted and where. It
//! streams: no tree is built between the bytes and the fields. It is as tolerant as services are
//! sloppy: unknown members are skipped, null means not set, numbers, truth values and text stand in for
//! each other where the meaning is plain, `""` stands for an absent value of any other kind, and a
//! single value for a list of one.

mod scalar;

use std::fmt;

use serde_core::Deserialize as _;
use serde_core::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde_core::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

pub(crate) use self::scalar::{Put, Scalar, kind};
use crate::Json;
use crate::model::{ListMut, MapMut, ModelMut, Slot, Target};
use crate::schema::{Place, Schema};

/// Why bytes could not be decoded.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Wire path of the value: `Resources[2].Id`. Empty for the whole document.
    pub(crate) path: String,
    /// Whether the document is well-formed, and a value in it is of another kind than the page says.
    pub(crate) is_data: bool,
    /// What was found there, or what is wrong with the document.
    pub(crate) source: Box<dyn std::error::Error + Send + Sync>,
}

/// Fills `slot` from JSON. A byte order mark is skipped.
pub(crate) fn decode(bytes: &[u8], slot: &mut dyn Slot) -> Result<(), Failure> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut path = Path::default();
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let result = Filler {
        slot,
        path: &mut path,
        secret: false,
    }
    .deserialize(&mut deserializer);
    match result.and_then(|()| deserializer.end()) {
        Ok(()) => Ok(()),
        Err(source) => Err(Failure {
            path: path.to_string(),
            is_data: source.is_data(),
            source: source.into(),
        }),
    }
}

/// Where the decoder stands. A failed step is not taken back, so after a failure this is its place.
#[derive(Default)]
pub(crate) struct Path(Vec<Step>);

pub(crate) enum Step {
    Member(&'static str),
    Key(String),
    Index(usize),
}

impl Path {
    /// A path of one step.
    pub(crate) fn of(step: Step) -> Self {
        Path(vec![step])
    }

    pub(crate) fn within<T, E>(
        &mut self,
        step: Step,
        inner: impl FnOnce(&mut Path) -> Result<T, E>,
    ) -> Result<T, E> {
        self.0.push(step);
        let value = inner(self)?;
        self.0.pop();
        Ok(value)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            let dot = if index == 0 { "" } else { "." };
            match step {
                Step::Member(name) => write!(f, "{dot}{name}")?,
                Step::Key(key) => write!(f, "{dot}{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Fills one slot from whatever comes.
struct Filler<'s, 'p> {
    slot: &'s mut dyn Slot,
    path: &'p mut Path,
    /// Whether the value must not be quoted in messages.
    secret: bool,
}

impl<'de> DeserializeSeed<'de> for Filler<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Filler<'_, '_> {
    fn scalar<E: serde_core::de::Error>(self, scalar: Scalar<'_>) -> Result<(), E> {
        let put = match self.slot.target() {
            Target::List(list) if !scalar.is_empty_text() => {
                return Filler {
                    slot: list.push(),
                    path: self.path,
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
        match self.slot.target() {
            Target::List(list) => {
                let mut index = 0;
                while entries
                    .next_element_seed(Entry {
                        list,
                        index,
                        path: self.path,
                        secret: self.secret,
                    })?
                    .is_some()
                {
                    index += 1;
                }
                Ok(())
            }
            Target::Json(json) => {
                *json = Json::deserialize(SeqAccessDeserializer::new(entries))?;
                Ok(())
            }
            Target::Nothing => {
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
        match self.slot.target() {
            Target::Model(model) => fill_model(model, members, self.path, self.secret),
            Target::Map(map) => fill_map(map, members, self.path, self.secret),
            Target::List(list) => Filler {
                slot: list.push(),
                path: self.path,
                secret: self.secret,
            }
            .visit_map(members),
            Target::Json(json) => {
                *json = Json::deserialize(MapAccessDeserializer::new(members))?;
                Ok(())
            }
            Target::Nothing => {
                while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(())
            }
            target => Err(A::Error::custom(format_args!(
                "found an object, expected {}",
                kind(&target)
            ))),
        }
    }
}

fn fill_model<'de, A: MapAccess<'de>>(
    model: &mut dyn ModelMut,
    mut members: A,
    path: &mut Path,
    secret: bool,
) -> Result<(), A::Error> {
    let mut result = Ok(());
    model.fields_mut(&mut |schema, slots| {
        result = fill_fields(schema, slots, &mut members, path, secret);
    });
    result
}

fn fill_fields<'de, A: MapAccess<'de>>(
    schema: &'static Schema,
    slots: &mut [&mut dyn Slot],
    members: &mut A,
    path: &mut Path,
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
        path.within(Step::Member(field.name), |path| {
            members.next_value_seed(Filler { slot, path, secret })
        })?;
    }
    Ok(())
}

fn fill_map<'de, A: MapAccess<'de>>(
    map: &mut dyn MapMut,
    mut members: A,
    path: &mut Path,
    secret: bool,
) -> Result<(), A::Error> {
    while let Some(key) = members.next_key::<String>()? {
        let slot = map.insert(key.clone());
        path.within(Step::Key(key), |path| {
            members.next_value_seed(Filler { slot, path, secret })
        })?;
    }
    Ok(())
}

/// An entry that is added to its list only when there is one.
struct Entry<'s, 'p> {
    list: &'s mut dyn ListMut,
    index: usize,
    path: &'p mut Path,
    secret: bool,
}

impl<'de> DeserializeSeed<'de> for Entry<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Entry {
            list,
            index,
            path,
            secret,
        } = self;
        path.within(Step::Index(index), |path| {
            Filler {
                slot: list.push(),
                path,
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
