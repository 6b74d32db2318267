//! `Debug` of generated structures.
//!
//! In: a structure. Out: what a derive would print, under the wire names, without members that are not
//! set, with `***` for sensitive ones and `…` for what is nested too deeply. One function instead of a
//! derive per type.

use std::fmt;

use crate::depth::{LIMIT, json_too_deep};
use crate::masking::MASK;
use crate::members::{Key, entries, members};
use crate::model::{Model, Shape, Value};

/// Prints a structure.
pub fn fmt(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    structure(model, LIMIT - 1, f)
}

fn structure(model: &dyn Model, left: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
            out.field(field.name, &Shown(value, left));
        }
    }
    out.finish()
}

/// A value, and how many levels are left for it, its own included.
struct Shown<'v>(&'v dyn Value, usize);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.1.saturating_sub(1);
        match self.0.shape() {
            Shape::Model(_) | Shape::List(_) | Shape::Map(_) if left == 0 => f.write_str("…"),
            Shape::Json(json) if json_too_deep(json, self.1) => f.write_str("…"),
            Shape::Unset => f.write_str("None"),
            Shape::Text(text) => fmt::Debug::fmt(text, f),
            Shape::Integer(number) => fmt::Debug::fmt(&number, f),
            Shape::Number(number) => fmt::Debug::fmt(&number, f),
            Shape::Boolean(truth) => fmt::Debug::fmt(&truth, f),
            Shape::Bytes(bytes) => write!(f, "<{} bytes>", bytes.len()),
            Shape::Json(json) => fmt::Display::fmt(json, f),
            Shape::Model(model) => structure(model, left, f),
            shape @ Shape::List(_) => {
                let mut out = f.debug_list();
                entries(shape, &mut |_, entry| {
                    out.entry(&Shown(entry, left));
                });
                out.finish()
            }
            shape @ Shape::Map(_) => {
                let mut out = f.debug_map();
                entries(shape, &mut |key, entry| {
                    if let Key::Name(key) = key {
                        out.entry(&key, &Shown(entry, left));
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
    use crate::depth::testing::{accounts, lists};
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
    fn what_is_nested_too_deeply_is_left_out() {
        let deep = Printed(accounts(1500));
        let shown = format!("{deep:?} {deep:#?}");
        assert!(
            shown.contains("Parent: …") && shown.contains("Keys: …"),
            "{shown}"
        );
        let json = Printed(Account {
            extra: Some([("x".to_owned(), lists(2000))].into()),
            ..Account::default()
        });
        assert!(
            format!("{json:?}").ends_with(r#"Extra: {"x": …} }"#),
            "{json:?}"
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
