//! What is printed of a structure that can be read.

use std::fmt;

use super::Shown;
use crate::depth::{LIMIT, json_too_deep};
use crate::members::{Key, entries};
use crate::model::{Model, Shape, Value};

/// Prints a structure that can be read.
pub fn request(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&structure(model, LIMIT - 1), f)
}

fn structure(model: &dyn Model, left: usize) -> Shown {
    let fields = model.fields();
    let name = fields.schema.name;
    let members = fields
        .members()
        .filter(|(_, value)| !matches!(value.shape(), Shape::Unset));
    let members = members.map(|(field, value)| {
        let shown = match field.sensitive {
            true => Shown::secret(),
            false => self::value(value, left),
        };
        (field.name, shown)
    });
    Shown::Structure(name, members.collect())
}

/// `left` is how many levels are left, that of the value included.
fn value(value: &dyn Value, left: usize) -> Shown {
    let inside = left.saturating_sub(1);
    match value.shape() {
        Shape::Model(_) | Shape::List(_) | Shape::Map(_) if inside == 0 => Shown::too_deep(),
        Shape::Json(json) if json_too_deep(json, left) => Shown::too_deep(),
        Shape::Unset => Shown::Plain("None".to_owned()),
        Shape::Text(text) => Shown::Text(text.to_owned()),
        Shape::Integer(number) => Shown::Plain(format!("{number:?}")),
        Shape::Number(number) => Shown::Plain(format!("{number:?}")),
        Shape::Boolean(truth) => Shown::Plain(format!("{truth:?}")),
        Shape::Bytes(bytes) => Shown::bytes(bytes.len()),
        Shape::Json(json) => Shown::Plain(json.to_string()),
        Shape::Model(model) => structure(model, inside),
        shape @ Shape::List(_) => {
            let mut shown = Vec::new();
            entries(shape, &mut |_, entry| {
                shown.push(self::value(entry, inside))
            });
            Shown::List(shown)
        }
        shape @ Shape::Map(_) => {
            let mut shown = Vec::new();
            entries(shape, &mut |key, entry| {
                if let Key::Name(key) = key {
                    shown.push((key.to_owned(), self::value(entry, inside)));
                }
            });
            Shown::Map(shown)
        }
    }
}
