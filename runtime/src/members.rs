//! Plain access to the fields of a structure.
//!
//! In: a structure. Out: its fields with their values, or one of them by name.

use std::borrow::Cow;

use crate::Json;
use crate::model::{Model, Shape, Value};
use crate::schema::{Field, Place};

/// A field and its value.
pub(crate) type Member<'v> = (&'static Field, &'v dyn Value);

/// All fields of a structure, in the page's order.
pub(crate) fn members(model: &dyn Model) -> impl Iterator<Item = Member<'_>> {
    model.fields().members()
}

/// The field of this wire name.
pub(crate) fn member<'v>(model: &'v dyn Model, name: &str) -> Option<Member<'v>> {
    members(model).find(|(field, _)| field.name == name)
}

/// A parameter of a request, under the name that goes on the wire.
pub(crate) struct Parameter<'v> {
    pub(crate) name: Cow<'static, str>,
    pub(crate) field: &'static Field,
    pub(crate) shape: Shape<'v>,
}

/// The parameters of a request that travel in `place`, in the page's order. A map under a name with
/// `*` is one parameter for each of its keys.
pub(crate) fn parameters(request: &dyn Model, place: Place) -> Vec<Parameter<'_>> {
    let mut found = Vec::new();
    for (field, value) in members(request) {
        if field.place != place {
            continue;
        }
        let shape = value.shape();
        match (field.name.split_once('*'), shape) {
            (Some((before, after)), Shape::Map(map)) => map.each(&mut |key, value| {
                found.push(Parameter {
                    name: Cow::Owned(format!("{before}{key}{after}")),
                    field,
                    shape: value.shape(),
                });
            }),
            (Some((before, after)), Shape::Json(Json::Object(map))) => {
                found.extend(map.iter().map(|(key, value)| Parameter {
                    name: Cow::Owned(format!("{before}{key}{after}")),
                    field,
                    shape: Shape::Json(value),
                }));
            }
            (Some(_), Shape::Unset) => {}
            _ => found.push(Parameter {
                name: Cow::Borrowed(field.name),
                field,
                shape,
            }),
        }
    }
    found
}

/// The values directly inside a list or map, each with its index or key.
pub(crate) fn entries<'v>(shape: Shape<'v>, visit: &mut dyn FnMut(Key<'v>, &'v dyn Value)) {
    match shape {
        Shape::List(list) => {
            for index in 0..list.len() {
                if let Some(entry) = list.get(index) {
                    visit(Key::Index(index), entry);
                }
            }
        }
        Shape::Map(map) => map.each(&mut |key, value| visit(Key::Name(key), value)),
        _ => {}
    }
}

/// Where a value stands inside its list or map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Key<'v> {
    Index(usize),
    Name(&'v str),
}
