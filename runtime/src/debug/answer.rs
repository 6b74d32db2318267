//! What is printed of a structure that can only be filled.
//!
//! Its fields are handed out to be written to, so a copy of it is made for that. To read them as well would take
//! one more function body for every type of every answer, which is a tenth of what a generated crate costs to
//! compile.

use std::fmt;

use super::Shown;
use crate::depth::{LIMIT, json_too_deep};
use crate::model::{ModelMut, Slot, Target};

/// Prints a structure that can be filled.
pub fn answer<T: ModelMut + Clone>(model: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&structure(&mut model.clone(), LIMIT - 1), f)
}

fn structure(model: &mut dyn ModelMut, left: usize) -> Shown {
    let fields = model.fields_mut();
    let name = fields.schema.name;
    let members = fields.members().filter_map(|(field, slot)| {
        if slot.is_unset() {
            return None;
        }
        let shown = match field.sensitive {
            true => Shown::secret(),
            false => value(slot, left),
        };
        Some((field.name, shown))
    });
    Shown::Structure(name, members.collect())
}

/// `left` is how many levels are left, that of the value included.
fn value(slot: &mut dyn Slot, left: usize) -> Shown {
    let inside = left.saturating_sub(1);
    match slot.look() {
        Target::Unset => Shown::Plain("None".to_owned()),
        Target::Model(_) | Target::List(_) | Target::Map(_) if inside == 0 => Shown::too_deep(),
        Target::Json(json) if json_too_deep(json, left) => Shown::too_deep(),
        Target::Text(text) => Shown::Text(text.clone()),
        Target::Token(token) => Shown::Text(token.clone().into_owned()),
        Target::Integer(number) => Shown::Plain(format!("{number:?}")),
        Target::Number(number) => Shown::Plain(format!("{number:?}")),
        Target::Boolean(truth) => Shown::Plain(format!("{truth:?}")),
        Target::Bytes(bytes) => Shown::bytes(bytes.len()),
        Target::Json(json) => Shown::Plain(json.to_string()),
        Target::Model(model) => structure(model, inside),
        Target::List(list) => {
            let mut shown = Vec::new();
            while let Some(entry) = list.get(shown.len()) {
                shown.push(value(entry, inside));
            }
            Shown::List(shown)
        }
        Target::Map(map) => {
            let mut shown = Vec::new();
            map.each(&mut |key, entry| shown.push((key.to_owned(), value(entry, inside))));
            Shown::Map(shown)
        }
        Target::Nothing => Shown::Plain("()".to_owned()),
    }
}
