//! A typed value as plain JSON, to compare it with what a table says.
//!
//! In: any generated value. Out: its members that are there; an empty list or map of an answer is one
//! that was not there.

use alicloud::Json;
use alicloud::rt::{Shape, Value};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The value; null when nothing is set.
pub fn plain(value: &dyn Value) -> Json {
    match value.shape() {
        Shape::Unset => Json::Null,
        Shape::Text(text) => text.into(),
        Shape::Integer(number) => number.into(),
        Shape::Number(number) => number.into(),
        Shape::Boolean(flag) => flag.into(),
        Shape::Bytes(bytes) => set([("$base64".to_owned(), STANDARD.encode(bytes).into())]),
        Shape::Json(json) => json.clone(),
        Shape::List(list) => {
            let entries = (0..list.len()).filter_map(|index| list.get(index));
            entries.map(plain).collect::<Vec<Json>>().into()
        }
        Shape::Map(map) => {
            let mut members = Vec::new();
            map.each(&mut |key, value| members.push((key.to_owned(), plain(value))));
            set(members)
        }
        Shape::Model(model) => {
            let mut members = Vec::new();
            model.fields(&mut |schema, values| {
                let fields = schema.fields.iter().zip(values);
                members.extend(
                    fields
                        .filter(|(_, value)| is_there(**value))
                        .map(|(field, value)| (field.name.to_owned(), plain(*value))),
                );
            });
            set(members)
        }
    }
}

fn is_there(value: &dyn Value) -> bool {
    match value.shape() {
        Shape::Unset | Shape::Json(Json::Null) => false,
        Shape::List(list) => !list.is_empty(),
        Shape::Map(map) => !map.is_empty(),
        _ => true,
    }
}

/// An object of these members.
pub fn set(members: impl IntoIterator<Item = (String, Json)>) -> Json {
    Json::Object(members.into_iter().collect())
}
