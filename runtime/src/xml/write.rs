//! XML out.
//!
//! In: the members of a request that make up its body, or the one value that is its body. Out: an XML
//! document. What XML cannot carry (a control character, a map key that is no element name) is a problem
//! with the name of its place.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Json;
use crate::form::text;
use crate::masking::{MASK, Secrets};
use crate::members::{entries, members};
use crate::model::{Model, Shape};
use crate::schema::Field;

/// A document with those fields of a structure that `include` picks. Problems are added to `problems`.
pub(crate) fn write_members(
    model: &dyn Model,
    root: &str,
    include: &dyn Fn(&Field) -> bool,
    secrets: Secrets,
    problems: &mut Vec<String>,
) -> Vec<u8> {
    let mut writer = Writer::new(secrets, problems);
    writer.within(root, |writer| writer.model(model, include));
    writer.out.into_bytes()
}

/// A document that is this structure or map. Problems are added to `problems`.
pub(crate) fn write(
    value: Shape<'_>,
    root: &str,
    secrets: Secrets,
    problems: &mut Vec<String>,
) -> Vec<u8> {
    let mut writer = Writer::new(secrets, problems);
    writer.within(root, |writer| writer.content(root, value));
    writer.out.into_bytes()
}

struct Writer<'p> {
    out: String,
    secrets: Secrets,
    problems: &'p mut Vec<String>,
}

impl<'p> Writer<'p> {
    fn new(secrets: Secrets, problems: &'p mut Vec<String>) -> Self {
        Writer {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
            secrets,
            problems,
        }
    }

    fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        if !is_name(name) {
            let name = name.escape_debug();
            self.problems
                .push(format!("{name} cannot be the name of an XML element"));
        }
        self.out.push_str(&format!("<{name}>"));
        inside(self);
        self.out.push_str(&format!("</{name}>"));
    }

    fn model(&mut self, model: &dyn Model, include: &dyn Fn(&Field) -> bool) {
        for (field, value) in members(model) {
            let shape = value.shape();
            if !include(field) || matches!(shape, Shape::Unset) {
                continue;
            }
            if field.sensitive && self.secrets == Secrets::Mask {
                self.within(field.name, |writer| writer.out.push_str(MASK));
            } else {
                self.member(field.name, shape);
            }
        }
    }

    /// A list repeats the element; anything else is one.
    fn member(&mut self, name: &str, shape: Shape<'_>) {
        match shape {
            Shape::List(_) => entries(shape, &mut |_, entry| self.entry(name, entry.shape())),
            Shape::Json(Json::Array(entries)) => entries
                .iter()
                .for_each(|entry| self.entry(name, Shape::Json(entry))),
            Shape::Unset | Shape::Json(Json::Null) => {}
            other => self.within(name, |writer| writer.content(name, other)),
        }
    }

    /// A list inside a list has an element around it, or its entries would be the outer one's.
    fn entry(&mut self, name: &str, shape: Shape<'_>) {
        match shape {
            Shape::List(_) | Shape::Json(Json::Array(_)) => {
                self.within(name, |writer| writer.member(name, shape));
            }
            other => self.member(name, other),
        }
    }

    fn content(&mut self, name: &str, shape: Shape<'_>) {
        match shape {
            Shape::Model(model) => self.model(model, &|_| true),
            Shape::Map(map) => map.each(&mut |key, value| self.member(key, value.shape())),
            Shape::Json(Json::Object(members)) => {
                for (key, value) in members {
                    self.member(key, Shape::Json(value));
                }
            }
            Shape::Bytes(bytes) => self.out.push_str(&STANDARD.encode(bytes)),
            scalar => {
                let text = text(scalar, self.secrets).unwrap_or_default();
                self.text(name, &text);
            }
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        if !text.chars().all(is_character) {
            self.problems.push(format!(
                "{name} holds a control character, which XML cannot carry"
            ));
        }
        let escaped = quick_xml::escape::escape(text);
        // A reader turns a bare carriage return into a line feed.
        self.out.push_str(&escaped.replace('\r', "&#13;"));
    }
}

fn is_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn is_name(name: &str) -> bool {
    let inner =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.');
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Account, Key, Probe};
    use crate::model::Value;

    fn written(model: &dyn Model, secrets: Secrets) -> (String, Vec<String>) {
        let mut problems = Vec::new();
        let bytes = write_members(model, "Root", &|_| true, secrets, &mut problems);
        let text = String::from_utf8(bytes).unwrap();
        let document = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        (document.unwrap().to_owned(), problems)
    }

    fn one(value: impl Value + 'static) -> (String, Vec<String>) {
        written(
            &Probe::new(vec![(Field::body("K"), Box::new(value))]),
            Secrets::Show,
        )
    }

    #[test]
    fn members_are_elements_lists_repeat_and_unset_members_are_left_out() {
        let account = Account {
            name: "a<b>&\"c'\r中".into(),
            age: Some(3),
            active: Some(true),
            photo: Some(bytes::Bytes::from_static(&[0, 255])),
            keys: vec![
                Key {
                    id: Some("1".into()),
                    secret: Some("canary".into()),
                },
                Key::default(),
            ],
            tags: Some([("x".to_string(), "y".to_string())].into()),
            ..Account::default()
        };
        let (text, problems) = written(&account, Secrets::Show);
        assert_eq!(
            text,
            "<Root><Name>a&lt;b&gt;&amp;&quot;c&apos;&#13;中</Name><Age>3</Age><Active>true</Active>\
             <Photo>AP8=</Photo><Keys><Id>1</Id><Secret>canary</Secret></Keys><Keys></Keys>\
             <Tags><x>y</x></Tags></Root>"
        );
        assert!(problems.is_empty());
        let (text, _) = written(&account, Secrets::Mask);
        assert!(text.contains("<Secret>***</Secret>") && !text.contains("canary"));
        assert_eq!(
            written(&Probe::new(vec![]), Secrets::Show).0,
            "<Root></Root>"
        );
    }

    #[test]
    fn a_structure_or_a_map_is_a_document_of_its_own() {
        let whole = |value: &dyn Value, secrets| {
            let mut problems = Vec::new();
            let bytes = write(value.shape(), "Root", secrets, &mut problems);
            (String::from_utf8(bytes).unwrap(), problems.join("\n"))
        };
        let key = Key {
            id: Some("<1>".into()),
            secret: Some("canary".into()),
        };
        let start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Root>";
        let expected = format!("{start}<Id>&lt;1&gt;</Id><Secret>canary</Secret></Root>");
        assert_eq!(whole(&key, Secrets::Show).0, expected);
        let expected = format!("{start}<Id>&lt;1&gt;</Id><Secret>***</Secret></Root>");
        assert_eq!(whole(&key, Secrets::Mask).0, expected);
        let map: std::collections::BTreeMap<String, Vec<i64>> =
            [("a".to_owned(), vec![1, 2]), ("b c".to_owned(), vec![3])].into();
        let (text, problems) = whole(&map, Secrets::Show);
        assert!(
            text.starts_with(&format!("{start}<a>1</a><a>2</a>")),
            "{text}"
        );
        assert!(problems.starts_with("b c cannot be"), "{problems}");
    }

    #[test]
    fn free_json_and_nested_lists_are_elements_too() {
        let json = serde_json::json!({"a": [1, null, {"b": "x"}], "n": null});
        assert_eq!(one(json).0, "<Root><K><a>1</a><a><b>x</b></a></K></Root>");
        let nested = vec![vec!["a".to_owned(), "b".to_owned()], vec![]];
        assert_eq!(one(nested).0, "<Root><K><K>a</K><K>b</K></K><K></K></Root>");
        assert_eq!(one(Vec::<String>::new()).0, "<Root></Root>");
    }

    #[test]
    fn a_name_begins_with_a_letter_or_an_underscore() {
        for name in ["a", "Z", "_", "_1", "a1", "a-b.c_d"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1", "-a", ".a", "1a", "a b", "a:b", "é"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn what_xml_cannot_carry_is_a_problem_with_its_name() {
        let problem = |value: Json| one(value).1.join("\n");
        assert!(problem(Json::from("a\0b")).starts_with("K holds a control character"));
        assert!(problem(Json::from("\u{ffff}")).starts_with("K holds"));
        assert!(problem(serde_json::json!({"a b": 1})).starts_with("a b cannot be"));
        assert!(problem(serde_json::json!({"a>\n": 1})).starts_with("a>\\n cannot be"));
    }
}
