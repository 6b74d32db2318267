//! `Debug` of generated structures.
//!
//! In: a structure. Out: what a derive would print, under the wire names, without members that are not
//! set and with `***` for sensitive ones. One function instead of a derive per type.

use std::fmt;

use crate::masking::MASK;
use crate::members::{Key, entries, members};
use crate::model::{Model, Shape, Value};

/// Prints a structure.
pub fn fmt(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut name = "";
    model.fields(&mut |schema, _| name = schema.name);
    let mut out = f.debug_struct(name);
    for (field, value) in members(model) {
        if matches!(value.shape(), Shape::Unset) {
            continue;
        }
        if field.sensitive {
            out.field(field.name, &format_args!("{MASK}"));
        } else {
            out.field(field.name, &Shown(value));
        }
    }
    out.finish()
}

struct Shown<'v>(&'v dyn Value);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.shape() {
            Shape::Unset => f.write_str("None"),
            Shape::Text(text) => fmt::Debug::fmt(text, f),
            Shape::Integer(number) => fmt::Debug::fmt(&number, f),
            Shape::Number(number) => fmt::Debug::fmt(&number, f),
            Shape::Boolean(truth) => fmt::Debug::fmt(&truth, f),
            Shape::Bytes(bytes) => write!(f, "<{} bytes>", bytes.len()),
            Shape::Json(json) => fmt::Display::fmt(json, f),
            Shape::Model(model) => self::fmt(model, f),
            shape @ Shape::List(_) => {
                let mut out = f.debug_list();
                entries(shape, &mut |_, entry| {
                    out.entry(&Shown(entry));
                });
                out.finish()
            }
            shape @ Shape::Map(_) => {
                let mut out = f.debug_map();
                entries(shape, &mut |key, entry| {
                    if let Key::Name(key) = key {
                        out.entry(&key, &Shown(entry));
                    }
                });
                out.finish()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Account, Key};

    struct Printed(Account);

    impl fmt::Debug for Printed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            super::fmt(&self.0, f)
        }
    }

    fn account() -> Printed {
        Printed(Account {
            name: "a\"b".into(),
            ratio: Some(1.0),
            photo: Some(bytes::Bytes::from_static(b"abc")),
            keys: vec![Key {
                id: Some("1".into()),
                secret: Some("canary".into()),
            }],
            extra: Some([("x".to_string(), serde_json::json!({"y": [1]}))].into()),
            ..Account::default()
        })
    }

    #[test]
    fn it_reads_like_a_derive_without_unset_members_and_secrets() {
        assert_eq!(
            format!("{:?}", account()),
            r#"Account { Name: "a\"b", Ratio: 1.0, Photo: <3 bytes>, Keys: [Key { Id: "1", Secret: *** }], Extra: {"x": {"y":[1]}} }"#
        );
    }

    #[test]
    fn the_alternate_form_is_indented() {
        let account = Printed(Account {
            keys: vec![Key::default()],
            ..Account::default()
        });
        assert_eq!(
            format!("{account:#?}"),
            "Account {\n    Name: \"\",\n    Keys: [\n        Key,\n    ],\n}"
        );
    }
}
