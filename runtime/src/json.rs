//! JSON out.
//!
//! In: a shape. Out: compact JSON bytes. It writes straight into one buffer; strings and numbers are
//! written by serde_json, so that escaping is not ours.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::masking::{MASK, Secrets};
use crate::members::members;
use crate::model::{List, Map, Model, Shape};
use crate::schema::Field;

/// Compact JSON of any value. A value that is not set is null; a member that is not set is left out.
pub(crate) fn write(shape: Shape<'_>, secrets: Secrets) -> Vec<u8> {
    let mut writer = Writer {
        out: Vec::with_capacity(128),
        secrets,
    };
    writer.value(shape);
    writer.out
}

/// Compact JSON object of those fields of a structure that `include` picks.
pub(crate) fn write_members(
    model: &dyn Model,
    include: &dyn Fn(&Field) -> bool,
    secrets: Secrets,
) -> Vec<u8> {
    let mut writer = Writer {
        out: Vec::with_capacity(256),
        secrets,
    };
    writer.object(model, include);
    writer.out
}

struct Writer {
    out: Vec<u8>,
    secrets: Secrets,
}

impl Writer {
    fn value(&mut self, shape: Shape<'_>) {
        match shape {
            Shape::Unset => self.out.extend_from_slice(b"null"),
            Shape::Text(text) => self.scalar(text),
            Shape::Integer(number) => self.scalar(&number),
            Shape::Number(number) => self.scalar(&number),
            Shape::Boolean(truth) => self.scalar(&truth),
            Shape::Bytes(bytes) => self.scalar(STANDARD.encode(bytes).as_str()),
            Shape::Json(json) => self.scalar(json),
            Shape::List(list) => self.list(list),
            Shape::Map(map) => self.map(map),
            Shape::Model(model) => self.object(model, &|_| true),
        }
    }

    fn scalar<T: serde_core::Serialize + ?Sized>(&mut self, value: &T) {
        serde_json::to_writer(&mut self.out, value)
            .expect("JSON with text keys can be written to memory");
    }

    fn list(&mut self, list: &dyn List) {
        self.out.push(b'[');
        for index in 0..list.len() {
            self.comma(index == 0);
            self.value(list.get(index).map_or(Shape::Unset, |entry| entry.shape()));
        }
        self.out.push(b']');
    }

    fn map(&mut self, map: &dyn Map) {
        let mut first = true;
        self.out.push(b'{');
        map.each(&mut |key, value| {
            self.key(key, &mut first);
            self.value(value.shape());
        });
        self.out.push(b'}');
    }

    fn object(&mut self, model: &dyn Model, include: &dyn Fn(&Field) -> bool) {
        let mut first = true;
        self.out.push(b'{');
        for (field, value) in members(model) {
            let shape = value.shape();
            if matches!(shape, Shape::Unset) || !include(field) {
                continue;
            }
            self.key(field.name, &mut first);
            if field.sensitive && self.secrets == Secrets::Mask {
                self.scalar(MASK);
            } else {
                self.value(shape);
            }
        }
        self.out.push(b'}');
    }

    fn key(&mut self, key: &str, first: &mut bool) {
        self.comma(*first);
        *first = false;
        self.scalar(key);
        self.out.push(b':');
    }

    fn comma(&mut self, first: bool) {
        if !first {
            self.out.push(b',');
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::Json;
    use crate::fixture::{Account, Key};
    use crate::model::Value;

    fn text(value: &dyn Value, secrets: Secrets) -> String {
        String::from_utf8(write(value.shape(), secrets)).unwrap()
    }

    #[test]
    fn values_are_compact_and_unescaped_where_json_allows() {
        let json: Json = serde_json::json!({"n": null, "l": [1, "two", {}], "f": 1.5});
        let table: Vec<(Box<dyn Value>, &str)> = vec![
            (
                Box::new("a\"b\\c/\n\u{1}é中😀\u{2028}\u{7f}".to_string()),
                "\"a\\\"b\\\\c/\\n\\u0001é中😀\u{2028}\u{7f}\"",
            ),
            (Box::new(-7i64), "-7"),
            (Box::new(9_007_199_254_740_993i64), "9007199254740993"),
            (Box::new(8.0f64), "8.0"),
            (Box::new(f64::NAN), "null"),
            (Box::new(true), "true"),
            (
                Box::new(Bytes::from_static(&[0, 1, 2, 0xfd])),
                "\"AAEC/Q==\"",
            ),
            (Box::new(json), r#"{"f":1.5,"l":[1,"two",{}],"n":null}"#),
            (Box::new(Vec::<String>::new()), "[]"),
            (Box::new(vec![None, Some("a".to_string())]), r#"[null,"a"]"#),
        ];
        for (value, expected) in table {
            assert_eq!(text(&*value, Secrets::Show), expected);
        }
    }

    #[test]
    fn members_follow_the_schema_and_unset_ones_are_left_out() {
        let account = Account {
            name: String::new(),
            keys: vec![
                Key {
                    id: Some("1".into()),
                    secret: Some("canary".into()),
                },
                Key::default(),
            ],
            ..Account::default()
        };
        assert_eq!(
            text(&account, Secrets::Show),
            r#"{"Name":"","Keys":[{"Id":"1","Secret":"canary"},{}]}"#
        );
        assert_eq!(
            text(&account, Secrets::Mask),
            r#"{"Name":"","Keys":[{"Id":"1","Secret":"***"},{}]}"#
        );
    }

    #[test]
    fn only_the_included_members_are_written() {
        let account = Account {
            name: "a".into(),
            age: Some(3),
            ..Account::default()
        };
        let bytes = write_members(&account, &|field| field.name == "Age", Secrets::Show);
        assert_eq!(bytes, br#"{"Age":3}"#);
    }
}
