//! A typed value as plain JSON, to compare it with what a table says.
//!
//! In: any generated value. Out: its members that are there; an empty list or map of an answer is one
//! that was not there.

use alicloud::Json;
use alicloud::rt::{Slot, Target};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The value; null when nothing is set.
pub fn plain(value: &mut dyn Slot) -> Json {
    match value.look() {
        Target::Nothing | Target::Unset => Json::Null,
        Target::Text(text) => text.as_str().into(),
        Target::Token(token) => token.as_ref().into(),
        Target::Integer(number) => (*number).into(),
        Target::Number(number) => (*number).into(),
        Target::Boolean(flag) => (*flag).into(),
        Target::Bytes(bytes) => set([("$base64".to_owned(), STANDARD.encode(bytes).into())]),
        Target::Json(json) => json.clone(),
        Target::List(list) => {
            let mut entries = Vec::new();
            while let Some(entry) = list.get(entries.len()) {
                entries.push(plain(entry));
            }
            entries.into()
        }
        Target::Map(map) => {
            let mut members = Vec::new();
            map.each(&mut |key, value| members.push((key.to_owned(), plain(value))));
            set(members)
        }
        Target::Model(model) => {
            let mut members = Vec::new();
            for (field, slot) in model.fields_mut().members() {
                if is_there(slot) {
                    members.push((field.name.to_owned(), plain(slot)));
                }
            }
            set(members)
        }
    }
}

fn is_there(slot: &mut dyn Slot) -> bool {
    let mut is_empty = true;
    match slot.look() {
        Target::Unset => return false,
        Target::Json(json) => return !json.is_null(),
        Target::List(list) => return list.get(0).is_some(),
        Target::Map(map) => map.each(&mut |_, _| is_empty = false),
        _ => is_empty = false,
    }
    !is_empty
}

/// An object of these members.
pub fn set(members: impl IntoIterator<Item = (String, Json)>) -> Json {
    Json::Object(members.into_iter().collect())
}
