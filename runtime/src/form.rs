//! Query and form parameters.
//!
//! In: the fields of a request that travel in one place. Out: sorted pairs of name and value, not yet
//! encoded, because the signer needs them plain; and, from pairs, the encoded text.
//!
//! `Flat` numbers entries from 1 and joins names with dots; an entry that is not set is skipped but
//! keeps its number. Empty lists and objects send nothing there, `k=[]` as JSON, `k=` as `Simple`.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Json;
use crate::encode::encode;
use crate::json;
use crate::masking::{MASK, Secrets};
use crate::members::{Key, entries, members, parameters};
use crate::model::{Model, Shape};
use crate::schema::{Place, Style};

/// Names and values, not encoded.
pub(crate) type Pairs = Vec<(String, String)>;

/// The parameters of a request that travel in `place`, sorted by name.
pub(crate) fn pairs(request: &dyn Model, place: Place, secrets: Secrets) -> Pairs {
    let mut writer = Writer {
        pairs: Vec::new(),
        secrets,
    };
    for one in parameters(request, place) {
        writer.field(
            one.name.into_owned(),
            one.shape,
            one.field.style,
            one.field.sensitive,
        );
    }
    writer.pairs.sort();
    writer.pairs
}

/// `k=v` joined with `&`, both encoded.
pub(crate) fn encode_pairs(pairs: &[(String, String)]) -> String {
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}

/// A value in one piece of text: scalars as they are, anything else as JSON. Nothing if it is not set.
pub(crate) fn text(shape: Shape<'_>, secrets: Secrets) -> Option<Cow<'_, str>> {
    Some(match shape {
        Shape::Unset | Shape::Json(Json::Null) => return None,
        Shape::Text(text) => Cow::Borrowed(text),
        Shape::Json(Json::String(text)) => Cow::Borrowed(text),
        Shape::Integer(number) => Cow::Owned(number.to_string()),
        Shape::Number(number) => Cow::Owned(number.to_string()),
        Shape::Boolean(truth) => Cow::Borrowed(if truth { "true" } else { "false" }),
        Shape::Bytes(bytes) => Cow::Owned(STANDARD.encode(bytes)),
        Shape::Json(_) | Shape::List(_) | Shape::Map(_) | Shape::Model(_) => {
            Cow::Owned(json_text(shape, secrets))
        }
    })
}

/// A value in one piece of text, lists of style `Simple` joined with commas.
pub(crate) fn styled_text(
    shape: Shape<'_>,
    style: Style,
    secrets: Secrets,
) -> Option<Cow<'_, str>> {
    let texts: Vec<Cow<'_, str>> = match (style, shape) {
        (Style::Simple, Shape::List(list)) => (0..list.len())
            .filter_map(|index| text(list.get(index)?.shape(), secrets))
            .collect(),
        (Style::Simple, Shape::Json(Json::Array(entries))) => entries
            .iter()
            .filter_map(|entry| text(Shape::Json(entry), secrets))
            .collect(),
        _ => return text(shape, secrets),
    };
    Some(Cow::Owned(texts.join(",")))
}

/// JSON is UTF-8 by construction.
fn json_text(shape: Shape<'_>, secrets: Secrets) -> String {
    String::from_utf8(json::write(shape, secrets)).expect("the JSON writer writes UTF-8")
}

struct Writer {
    pairs: Pairs,
    secrets: Secrets,
}

impl Writer {
    fn field(&mut self, name: String, shape: Shape<'_>, style: Style, sensitive: bool) {
        if matches!(shape, Shape::Unset) {
            return;
        }
        if sensitive && self.secrets == Secrets::Mask {
            self.pairs.push((name, MASK.to_owned()));
            return;
        }
        match style {
            Style::Flat => self.flat(name, shape),
            Style::Json | Style::Simple => {
                if let Some(text) = styled_text(shape, style, self.secrets) {
                    self.pairs.push((name, text.into_owned()));
                }
            }
        }
    }

    fn text(&mut self, name: String, shape: Shape<'_>) {
        if let Some(text) = text(shape, self.secrets) {
            self.pairs.push((name, text.into_owned()));
        }
    }

    fn flat(&mut self, name: String, shape: Shape<'_>) {
        match shape {
            Shape::Model(model) => {
                for (field, value) in members(model) {
                    let name = format!("{name}.{}", field.name);
                    self.field(name, value.shape(), Style::Flat, field.sensitive);
                }
            }
            Shape::Json(json) => self.flat_json(name, json),
            Shape::List(_) | Shape::Map(_) => entries(shape, &mut |key, value| {
                let name = match key {
                    Key::Index(index) => format!("{name}.{}", index + 1),
                    Key::Name(key) => format!("{name}.{key}"),
                };
                self.flat(name, value.shape());
            }),
            scalar => self.text(name, scalar),
        }
    }

    fn flat_json(&mut self, name: String, json: &Json) {
        match json {
            Json::Array(entries) => {
                for (index, entry) in entries.iter().enumerate() {
                    self.flat_json(format!("{name}.{}", index + 1), entry);
                }
            }
            Json::Object(members) => {
                for (key, value) in members {
                    self.flat_json(format!("{name}.{key}"), value);
                }
            }
            scalar => self.text(name, Shape::Json(scalar)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Open;
    use crate::fixture::{Account, Key as AccountKey, Level};
    use crate::model::Value;

    fn written(value: &dyn Value, style: Style, secrets: Secrets) -> String {
        let mut writer = Writer {
            pairs: Vec::new(),
            secrets,
        };
        writer.field("k".into(), value.shape(), style, false);
        let pairs: Vec<String> = writer
            .pairs
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        pairs.join(" ")
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn styles_differ_for_lists_and_objects_only() {
        let json = |text: &str| serde_json::from_str::<Json>(text).unwrap();
        let table: Vec<(Box<dyn Value>, [&str; 3])> = vec![
            (Box::new(None::<String>), ["", "", ""]),
            (Box::new(String::new()), ["k=", "k=", "k="]),
            (Box::new("a b".to_string()), ["k=a b"; 3]),
            (Box::new(-3i64), ["k=-3"; 3]),
            (Box::new(0.97f64), ["k=0.97"; 3]),
            (Box::new(8.0f64), ["k=8"; 3]),
            (Box::new(false), ["k=false"; 3]),
            (Box::new(Open::from(Level::High)), ["k=high"; 3]),
            (Box::new(Vec::<String>::new()), ["", "k=[]", "k="]),
            (
                Box::new(texts(&["a", "b"])),
                ["k.1=a k.2=b", r#"k=["a","b"]"#, "k=a,b"],
            ),
            (
                Box::new(vec![None, Some(1i64)]),
                ["k.2=1", "k=[null,1]", "k=1"],
            ),
            (
                Box::new(vec![texts(&["a"]), texts(&[])]),
                ["k.1.1=a", r#"k=[["a"],[]]"#, r#"k=["a"],[]"#],
            ),
            (Box::new(json("null")), ["", "", ""]),
            (Box::new(json("\"t\"")), ["k=t"; 3]),
            (
                Box::new(json(r#"{"a":[1,{"b":true}],"c":null}"#)),
                [
                    "k.a.1=1 k.a.2.b=true",
                    r#"k={"a":[1,{"b":true}],"c":null}"#,
                    r#"k={"a":[1,{"b":true}],"c":null}"#,
                ],
            ),
        ];
        for (value, expected) in table {
            let styles = [Style::Flat, Style::Json, Style::Simple];
            assert_eq!(
                styles.map(|style| written(&*value, style, Secrets::Show)),
                expected
            );
        }
    }

    #[test]
    fn structures_are_flattened_with_dots_and_secrets_masked() {
        let account = Account {
            name: "n".into(),
            keys: vec![AccountKey {
                id: None,
                secret: Some("s".into()),
            }],
            tags: Some([("键".to_string(), "v".to_string())].into()),
            ..Account::default()
        };
        assert_eq!(
            written(&account, Style::Flat, Secrets::Show),
            "k.Name=n k.Keys.1.Secret=s k.Tags.键=v"
        );
        assert_eq!(
            written(&account, Style::Flat, Secrets::Mask),
            "k.Name=n k.Keys.1.Secret=*** k.Tags.键=v"
        );
        assert_eq!(
            written(&account, Style::Json, Secrets::Mask),
            r#"k={"Name":"n","Keys":[{"Secret":"***"}],"Tags":{"键":"v"}}"#
        );
    }

    #[test]
    fn names_and_values_are_encoded() {
        let pairs = [("a.1".into(), "x y".into()), ("键".into(), String::new())];
        assert_eq!(encode_pairs(&pairs), "a.1=x%20y&%E9%94%AE=");
    }
}
