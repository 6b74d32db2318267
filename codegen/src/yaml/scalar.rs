//! Text as a YAML scalar: without quotes where it can be, with escapes where it must be.
//!
//! In: any text. Out: what the loader reads back as this very text. Whatever YAML takes for a number, a truth
//! value or nothing at all is quoted, so that people and other tools see text where text is meant.

use std::borrow::Cow;

/// Where a scalar stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Alone behind its key or dash.
    Block,
    /// Inside brackets.
    Flow,
    /// As a key.
    Key,
}

/// Characters that mean something to YAML at the beginning of a scalar.
const INDICATORS: &[char] = &[
    '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
];

/// Words that YAML takes for something else than text, in small letters.
const RESERVED: &[&str] = &["", "~", "null", "true", "false", "<<"];

/// The text on one line.
pub(super) fn one_line(text: &str, place: Place) -> Cow<'_, str> {
    if is_plain(text, place) {
        Cow::Borrowed(text)
    } else if text.contains(['"', '\\']) && !text.contains(needs_escape) {
        Cow::Owned(format!("'{}'", text.replace('\'', "''")))
    } else {
        Cow::Owned(escaped(text))
    }
}

/// Whether a text can be written without quotes.
fn is_plain(text: &str, place: Place) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let second = text.chars().nth(1);
    let is_sign = first == '-' && second.is_some_and(char::is_alphanumeric);
    let colon_ends = |text: &str| {
        text.match_indices(':').any(|(index, _)| {
            let next = text[index + 1..].chars().next();
            match place {
                Place::Block => next.is_none_or(|next| next == ' '),
                Place::Flow => next.is_none_or(|next| !next.is_ascii_alphanumeric()),
                Place::Key => true,
            }
        })
    };
    (is_sign || !INDICATORS.contains(&first))
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains(" #")
        && !text.contains(needs_escape)
        && !colon_ends(text)
        && (place == Place::Block || !text.contains([',', '[', ']', '{', '}']))
        && !RESERVED.contains(&text.to_ascii_lowercase().as_str())
        && !is_number(text)
}

/// Whether YAML may take a text for a number.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    let has_base = ["0x", "0o", "0b"]
        .iter()
        .any(|base| digits.starts_with(base));
    let is_named = [".inf", ".nan"]
        .iter()
        .any(|name| digits.eq_ignore_ascii_case(name));
    has_base || is_named || text.parse::<f64>().is_ok()
}

/// Whether a character cannot or should not be seen in a file: controls, what YAML takes for a line break, and
/// what changes how the text around it looks.
pub(super) fn needs_escape(character: char) -> bool {
    matches!(character,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        || u32::from(character) & 0xfffe == 0xfffe
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            _ if needs_escape(character) => {
                let code = u32::from(character);
                out.push_str(&match code {
                    0..=0xff => format!("\\x{code:02X}"),
                    0x100..=0xffff => format!("\\u{code:04X}"),
                    _ => format!("\\U{code:08X}"),
                });
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// The head of a literal block that holds the text, if one can: its lines are then written as they are.
pub(super) fn literal(text: &str) -> Option<&'static str> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let mut lines = body.split('\n');
    let fits = body.contains('\n')
        && !body.ends_with('\n')
        && !body.starts_with([' ', '\n'])
        && lines.all(|line| {
            (line.is_empty() || !line.trim_matches(' ').is_empty()) && !line.contains(needs_escape)
        });
    let head = if body.len() == text.len() { "|-" } else { "|" };
    fits.then_some(head)
}

/// The lines of a folded block that holds the text, if one can: broken only where one space stands.
pub(super) fn folded(text: &str, width: usize) -> Option<Vec<&str>> {
    if text.starts_with(' ') || text.ends_with(' ') || text.contains(needs_escape) {
        return None;
    }
    let mut lines = Vec::new();
    let mut start = 0;
    let mut last = None;
    let mut length = 0;
    for (index, character) in text.char_indices() {
        length += 1;
        let is_alone = character == ' '
            && !text[..index].ends_with(' ')
            && !text[index + 1..].starts_with(' ');
        if length > width + 1
            && let Some(space) = last.take()
        {
            lines.push(&text[start..space]);
            start = space + 1;
            length = text[start..index].chars().count() + 1;
        }
        if is_alone {
            last = Some(index);
        }
    }
    if let Some(space) = last.filter(|_| length > width) {
        lines.push(&text[start..space]);
        start = space + 1;
    }
    lines.push(&text[start..]);
    (lines.len() > 1).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_only_where_yaml_needs_them() {
        use Place::{Block, Flow, Key};
        for (text, place, expected) in [
            ("Id of the request.", Block, "Id of the request."),
            ("", Block, "\"\""),
            ("a, b", Block, "a, b"),
            ("a, b", Flow, "\"a, b\""),
            ("a: b", Block, "\"a: b\""),
            ("a:", Block, "\"a:\""),
            ("ecs:RunInstances", Flow, "ecs:RunInstances"),
            ("ecs:RunInstances", Key, "\"ecs:RunInstances\""),
            ("oss://a", Block, "oss://a"),
            ("oss://a", Flow, "\"oss://a\""),
            ("a #b", Block, "\"a #b\""),
            ("a#b", Block, "a#b"),
            ("#b", Block, "\"#b\""),
            (" a", Block, "\" a\""),
            ("a ", Block, "\"a \""),
            ("true", Block, "\"true\""),
            ("Null", Block, "\"Null\""),
            ("~", Block, "\"~\""),
            ("1.10", Block, "\"1.10\""),
            ("0o17", Block, "\"0o17\""),
            (".inf", Block, "\".inf\""),
            ("2021-02-04", Block, "2021-02-04"),
            ("2021-01-21T17:12:35Z", Flow, "2021-01-21T17:12:35Z"),
            ("1.2.3", Block, "1.2.3"),
            ("-a", Block, "-a"),
            ("- a", Block, "\"- a\""),
            ("---", Block, "\"---\""),
            ("*", Key, "\"*\""),
            ("@type", Key, "\"@type\""),
            ("it's", Block, "it's"),
            (r#"{"a": "b's"}"#, Block, r#"'{"a": "b''s"}'"#),
            (r"^\w+$", Block, r"^\w+$"),
            (r"[\w]+", Block, r"'[\w]+'"),
            ("a\tb\"", Block, "\"a\\tb\\\"\""),
            ("a\n\0\u{85}\u{202e}", Block, "\"a\\n\\0\\x85\\u202E\""),
            ("\u{1fffe}", Block, "\"\\U0001FFFE\""),
            ("日本, é", Block, "日本, é"),
        ] {
            assert_eq!(one_line(text, place), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_of_text_stay_lines() {
        for (text, expected) in [
            ("a\nb", Some("|-")),
            ("a\n\n  b \nc\n", Some("|")),
            ("a", None),
            ("a\n", None),
            ("a\n\n", None),
            (" a\nb", None),
            ("\na", None),
            ("a\n  \nb", None),
            ("a\tb\nc", None),
            ("a\r\nb", None),
        ] {
            assert_eq!(literal(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_text_is_broken_at_single_spaces() {
        for (text, expected) in [
            ("aa bb cc dd", Some(&["aa bb", "cc dd"][..])),
            ("aaaaaaaa bb", Some(&["aaaaaaaa", "bb"])),
            ("aa bb", None),
            ("aaaaaaaaa", None),
            ("aaa  bbb  ccc", None),
            (" aa bb cc", None),
            ("aa éé日本 dd", Some(&["aa", "éé日本", "dd"])),
            ("日本日本日本 日", Some(&["日本日本日本", "日"])),
            ("aa bbb c", Some(&["aa", "bbb c"])),
        ] {
            assert_eq!(folded(text, 5).as_deref(), expected, "{text:?}");
        }
    }
}
