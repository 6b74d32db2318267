//! A node as compact JSON text, for examples.
//!
//! In: a node of YAML under `examples`. Out: the JSON that people would write for it, numbers as they stand in the
//! file.

use crate::load::{Kind, Node, Tree};

/// The JSON that a node stands for.
pub(super) fn json(node: &Node) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn write(node: &Node, out: &mut String) {
    match &node.value {
        Tree::Scalar { text, kind } => scalar(text, *kind, out),
        Tree::List(entries) => {
            out.push('[');
            for (index, entry) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write(entry, out);
            }
            out.push(']');
        }
        Tree::Map(entries) => {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                match &key.value {
                    Tree::Scalar { text, .. } => quote(text, out),
                    Tree::List(_) | Tree::Map(_) => quote(&json(key), out),
                }
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn scalar(text: &str, kind: Kind, out: &mut String) {
    match kind {
        Kind::Null => out.push_str("null"),
        Kind::Bool => out.push_str(&text.to_ascii_lowercase()),
        Kind::Number if is_json_number(text) => out.push_str(text),
        Kind::Number | Kind::Text => quote(text, out),
    }
}

/// Whether YAML's number is one in JSON too; `0o17`, `+1` and `.inf` are not.
fn is_json_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let rest = text.strip_prefix('-').unwrap_or(text);
    let (rest, exponent) = rest
        .split_once(['e', 'E'])
        .map_or((rest, None), |(rest, power)| (rest, Some(power)));
    let (whole, fraction) = rest
        .split_once('.')
        .map_or((rest, None), |(whole, part)| (whole, Some(part)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|power| digits(power.strip_prefix(['+', '-']).unwrap_or(power)))
}

/// Adds a text as JSON.
pub(crate) fn quote(text: &str, out: &mut String) {
    let quoted = serde_json::to_string(text).expect("text can be written as JSON");
    out.push_str(&quoted);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::load::load;

    #[test]
    fn yaml_becomes_compact_json() {
        for (yaml, expected) in [
            (
                "{ A: 1, B: [true, ~, x] }",
                r#"{"A":1,"B":[true,null,"x"]}"#,
            ),
            ("\"a\\\"b\\\\c\\n\\u0001\"", r#""a\"b\\c\n\u0001""#),
            (
                "[1.10, -0.5, 1e5, 0o17, +1, .inf, 007, '1']",
                r#"[1.10,-0.5,1e5,"0o17","+1",".inf","007","1"]"#,
            ),
            ("1: é", r#"{"1":"é"}"#),
            ("? [a]\n: 1", r#"{"[\"a\"]":1}"#),
            ("", "null"),
            ("TRUE", "true"),
        ] {
            let sources = load(
                vec![("a".to_owned(), yaml.to_owned())],
                &mut Diagnostics::default(),
            );
            let root = sources
                .files()
                .next()
                .and_then(|file| file.root.as_ref().ok());
            assert_eq!(root.map(json).as_deref(), Some(expected), "{yaml}");
        }
    }
}
