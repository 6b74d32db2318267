//! The documented answer of an operation.
//!
//! In: `responseDemo`, a JSON text inside a text: `[{"type": "json", "example": "{...}"}]`. Out: the first example
//! that is a JSON object or list, in one line. Examples of requests are not composed from the fields' own: too many
//! of those do not fit their types.

use super::notes::Notes;
use crate::json::{Json, read};
use crate::metadata::document::Api;
use crate::spec::Example;

/// Bytes of an example: a longer one would bury the operation it belongs to.
const LIMIT: usize = 4_096;

/// The examples of an operation: one, or none.
pub(crate) fn examples(api: &Api, notes: &mut Notes) -> Vec<Example> {
    let Some(demo) = api
        .response_demo
        .as_deref()
        .filter(|demo| !demo.trim().is_empty())
    else {
        return Vec::new();
    };
    let Ok(Json::List(entries)) = read(demo) else {
        notes.note("example-unreadable", "responseDemo is no list");
        return Vec::new();
    };
    let Some(example) = entries
        .iter()
        .find_map(json_example)
        .filter(|example| !example.trim().is_empty())
    else {
        return Vec::new();
    };
    let Ok(value @ (Json::Map(_) | Json::List(_))) = read(example) else {
        notes.note(
            "example-unreadable",
            "the example is no JSON object or list",
        );
        return Vec::new();
    };
    let mut text = String::new();
    write(&value, &mut text);
    if text.len() > LIMIT {
        notes.note("example-too-long", format!("{} bytes", text.len()));
        return Vec::new();
    }
    vec![Example {
        request: None,
        response: Some(text),
    }]
}

/// The text of an entry that is JSON.
fn json_example<'j>(entry: &'j Json) -> Option<&'j str> {
    let Json::Map(members) = entry else {
        return None;
    };
    let text = |name| match members.iter().find(|(key, _)| key == name) {
        Some((_, Json::Text(text))) => Some(&**text),
        _ => None,
    };
    match text("type") {
        None => text("example"),
        Some(kind) => text("example").filter(|_| kind.eq_ignore_ascii_case("json")),
    }
}

/// Writes compact JSON, members in their order. The reader has limited the depth.
fn write(value: &Json, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(text) => out.push_str(text),
        Json::Text(text) => quoted(text, out),
        Json::List(entries) => {
            out.push('[');
            for (index, entry) in entries.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write(entry, out);
            }
            out.push(']');
        }
        Json::Map(members) => {
            out.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                quoted(name, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn quoted(text: &str, out: &mut String) {
    let quoted = serde_json::to_string(text).expect("text is always JSON");
    out.push_str(&quoted);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_json_answer_is_kept_in_one_line() {
        let long = format!(
            r#"[{{"type":"json","example":"{{\"a\":\"{}\"}}"}}]"#,
            "x".repeat(LIMIT)
        );
        for (demo, expected, note) in [
            (
                r#"[{"type":"json","example":"{\n  \"b\": [1, 2.50, null, true],\n  \"a\": \"x\\ny\"\n}"}]"#,
                Some(r#"{"b":[1,2.5,null,true],"a":"x\ny"}"#),
                None,
            ),
            (
                r#"[{"type":"xml","example":"<a/>"},{"type":"json","example":"[1]"}]"#,
                Some("[1]"),
                None,
            ),
            (r#"[{"example":"{}"}]"#, Some("{}"), None),
            (r#"[{"type":"xml","example":"<a/>"}]"#, None, None),
            (
                r#"[{"type":"json","example":"\"text\""}]"#,
                None,
                Some("example-unreadable"),
            ),
            (
                r#"[{"type":"json","example":"{\"a\": }"}]"#,
                None,
                Some("example-unreadable"),
            ),
            (r#"[{"type":"json","example":null}]"#, None, None),
            ("{}", None, Some("example-unreadable")),
            ("", None, None),
            (long.as_str(), None, Some("example-too-long")),
        ] {
            let api = Api {
                response_demo: Some(demo.into()),
                ..Api::default()
            };
            let mut notes = Notes::default();
            let found = examples(&api, &mut notes)
                .pop()
                .and_then(|example| example.response);
            assert_eq!(found.as_deref(), expected, "{demo}");
            assert_eq!(notes.first().map(|note| note.code), note, "{demo}");
        }
    }
}
