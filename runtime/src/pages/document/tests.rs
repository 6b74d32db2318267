//! Answers and what is read from them.

use super::*;
use crate::fixture::{CREATE, Key};

fn document(content_type: &str, body: &str) -> Result<Document, Error> {
    let parts = http::Response::builder()
        .header("content-type", content_type)
        .body(())
        .unwrap()
        .into_parts()
        .0;
    let body = Bytes::copy_from_slice(body.as_bytes());
    let attempts = 1;
    Document::read(
        &CREATE,
        &Answer {
            parts,
            body,
            attempts,
        },
    )
}

fn json(body: &str) -> Document {
    document("application/json", body).unwrap()
}

fn xml(inside: &str) -> Document {
    document("text/xml", &format!("<Root>{inside}</Root>")).unwrap()
}

#[test]
fn tokens_and_numbers_are_read_in_any_form() {
    let table = [
        (json(r#"{"A":{"B":"t"}}"#), Some("t"), None),
        (
            json("\u{feff} {\"A\":{\"B\":\"\\u0037\"}}"),
            Some("7"),
            Some(7),
        ),
        (
            json(r#"{"A":{"B":7,"C":[{"B":1}]},"B":2}"#),
            Some("7"),
            Some(7),
        ),
        (json(r#"{"A":{"B":7.00}}"#), Some("7.00"), Some(7)),
        (json(r#"{"A":{"B":7.5}}"#), Some("7.5"), None),
        (json(r#"{"A":{"B":-1}}"#), Some("-1"), None),
        (json(r#"{"A":{"B":" 7 "}}"#), Some(" 7 "), Some(7)),
        (
            json(r#"{"A":{"B":18446744073709551616}}"#),
            Some("18446744073709551616"),
            None,
        ),
        // Of a member that is repeated the last one counts.
        (
            json(r#"{"A":{"B":1},"A":{"B":2,"B":3}}"#),
            Some("3"),
            Some(3),
        ),
        (json(r#"{"A":{"B":""}}"#), None, None),
        (json(r#"{"A":{"B":null}}"#), None, None),
        (json(r#"{"A":{"B":{"C":1}}}"#), None, None),
        (json(r#"{"A":{"B":[1]}}"#), None, None),
        (json(r#"{"A":null}"#), None, None),
        (json(r#"{"A":"B"}"#), None, None),
        (json(r#"{"A":[{"B":1}]}"#), None, None),
        (xml("<A><B>t</B></A>"), Some("t"), None),
        (xml("<A><B>1</B></A><A><B> 7 </B></A>"), Some("7"), Some(7)),
        (xml("<A><B/></A>"), None, None),
        (xml("<A><B><C>1</C></B></A>"), None, None),
        (xml("<B>1</B>"), None, None),
    ];
    for (document, text, number) in table {
        assert_eq!(document.text(&["A", "B"]).as_deref(), text, "{document:?}");
        assert_eq!(document.number(&["A", "B"]), number, "{document:?}");
    }
}

#[test]
fn entries_are_counted_and_filled() {
    let table = [
        (json(r#"{"A":{"B":[{"Id":"1"},{"Id":2}]}}"#), "1 2"),
        (json(r#"{"A":{"B":[]}}"#), ""),
        (json(r#"{"A":{"B":null}}"#), ""),
        (json(r#"{"A":{"B":""}}"#), ""),
        (json(r#"{"A":""}"#), ""),
        (json("{}"), ""),
        // One without its list.
        (json(r#"{"A":{"B":{"Id":"1"}}}"#), "1"),
        (xml("<A><B><Id>1</Id></B><C/><B><Id>2</Id></B></A>"), "1 2"),
        (xml("<A><B/></A>"), ""),
        (xml(""), ""),
    ];
    for (document, ids) in table {
        let shown = format!("{document:?}");
        let count = document.count(&["A", "B"]);
        let mut keys = Vec::<Key>::new();
        document.fill(&["A", "B"], &mut keys).unwrap();
        let found: Vec<_> = keys.iter().filter_map(|key| key.id.as_deref()).collect();
        assert_eq!(found.join(" "), ids, "{shown}");
        assert_eq!(count, keys.len() as u64, "{shown}");
    }
}

#[test]
fn lists_that_differ_differ_in_a_number() {
    let one = || json(r#"{"A":[1,2],"B":1}"#).print(&["A"]);
    assert_eq!(one(), json(r#"{"B":2,"A":[1,2]}"#).print(&["A"]));
    for other in [r#"{"A":[1,3]}"#, r#"{"A":[]}"#, "{}"] {
        assert_ne!(one(), json(other).print(&["A"]), "{other}");
    }
    assert_ne!(xml("<A>1</A>").print(&["A"]), xml("<A>2</A>").print(&["A"]));
}

#[test]
fn an_entry_that_is_no_such_thing_is_named_by_its_path() {
    let mut keys = Vec::<Key>::new();
    for (document, path) in [
        (json(r#"{"A":{"B":[{},{"Id":[1]}]}}"#), "A.B[1].Id"),
        (xml("<A><B>x</B></A>"), "A.B[0]"),
    ] {
        let failure = document.fill(&["A", "B"], &mut keys).unwrap_err();
        assert_eq!(failure.path, path);
    }
}

#[test]
fn what_is_no_document_is_an_error() {
    for (content_type, body) in [
        ("application/json", "no json"),
        ("application/json", "{} {}"),
        ("application/json", r#"{"A":"#),
        // What an empty last page would look like.
        ("application/json", "[]"),
        ("application/json", "[{}]"),
        ("application/json", "7"),
        ("application/json", "\"x\""),
        ("application/json", " null "),
        ("application/json", "\u{feff}"),
        ("application/json", " "),
        ("application/json", ""),
        ("text/xml", ""),
        ("text/xml", "<Root>"),
        ("text/xml", "<HTML/>"),
        ("text/html", "<html></html>"),
        ("text/html", "<?xml version=\"1.0\"?><html/>"),
    ] {
        let error = document(content_type, body).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Decode, "{body}");
        assert_eq!(error.operation(), Some("Create"), "{body}");
    }
}
