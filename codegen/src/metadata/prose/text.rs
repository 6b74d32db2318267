//! The text of a description, made plain enough to be scanned.
//!
//! In: a description as the file has it. Out: the same text without comments and HTML, and its lines with what
//! they start with.

use std::borrow::Cow;

/// HTML elements that stand for something, and what they stand for.
const ELEMENTS: &[(&str, &str)] = &[
    ("<li>", "\n* "),
    ("</li>", "\n"),
    ("<ul>", "\n"),
    ("</ul>", "\n"),
    ("<ol>", "\n"),
    ("</ol>", "\n"),
    ("<p>", "\n"),
    ("</p>", "\n"),
    ("<br>", "\n"),
    ("<br/>", "\n"),
    ("<br />", "\n"),
    ("<b>", "**"),
    ("</b>", "**"),
    ("<strong>", "**"),
    ("</strong>", "**"),
    ("<code>", "`"),
    ("</code>", "`"),
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
    ("\u{a0}", " "),
    ("\u{200b}", ""),
    ("\u{feff}", ""),
    ("\r", ""),
    ("\\\n", "\n"),
];

/// Where comments cut an entry into pieces, and nothing else does.
const COMMENT: &str = "<!--";

/// Whether the pieces of an entry belong together although blank lines part them.
pub(super) fn is_in_pieces(text: &str) -> bool {
    text.contains(COMMENT)
}

/// The text without comments and HTML.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| !matches!(byte, b'<' | b'&' | b'\r' | b'\\' | 0x80..);
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix(COMMENT) {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if let Some((from, to)) = ELEMENTS.iter().find(|(from, _)| rest.starts_with(from)) {
            plain.push_str(to);
            rest = &rest[from.len()..];
        } else {
            plain.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    Cow::Owned(plain)
}

/// A line and what it starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Blanks before the text or its bullet; a tab counts as four.
    pub(super) indent: usize,
    /// Whether it is an entry of a list.
    pub(super) bullet: Bullet,
    /// What remains, trimmed.
    pub(super) text: &'t str,
}

/// What makes a line an entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bullet {
    /// Nothing does.
    None,
    /// `*`, `-` and the like.
    Mark,
    /// `1.`, which may as well be a value.
    Number,
}

/// Reads one line.
pub(super) fn line(line: &str) -> Line<'_> {
    let text = line.trim_start();
    let blanks = &line[..line.len() - text.len()];
    let indent = blanks.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let text = text.trim_end();
    let (bullet, text) = match bullet(text) {
        Some((bullet, rest)) => (bullet, rest.trim_start()),
        None => (Bullet::None, text),
    };
    Line {
        indent,
        bullet,
        text,
    }
}

fn bullet(text: &str) -> Option<(Bullet, &str)> {
    let unescaped = text.strip_prefix('\\').unwrap_or(text);
    if let Some(rest) = unescaped.strip_prefix(['*', '-', '+', '•', '·', '–']) {
        return (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some((Bullet::Mark, rest));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    ((1..=2).contains(&digits) && rest.starts_with([' ', '\t'])).then_some((Bullet::Number, rest))
}

/// Where `needle`, written in lower case, occurs, whatever the case of the text.
pub(super) fn find(text: &str, needle: &str) -> Option<usize> {
    debug_assert!(
        needle
            .bytes()
            .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    );
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let (first, rest) = needle.split_first()?;
    let last = text.len().checked_sub(needle.len())?;
    let starts = text[..=last]
        .iter()
        .enumerate()
        .filter(|(_, byte)| byte.to_ascii_lowercase() == *first);
    let is_match = |at: usize| text[at + 1..at + needle.len()].eq_ignore_ascii_case(rest);
    starts.map(|(at, _)| at).find(|at| is_match(*at))
}

/// The rest of the text after `prefix`, written in lower case, whatever the case of the text.
pub(super) fn after<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_marks() {
        for (text, expected) in [
            ("Plain. Text", "Plain. Text"),
            ("a <!-- x --> b", "a  b"),
            ("a <!-- never closed", "a "),
            ("<ul><li>a: x</li><li>b</li></ul>", "\n\n* a: x\n\n* b\n\n"),
            ("a<br>b &lt; c", "a\nb < c"),
            ("one\\\ntwo", "one\ntwo"),
            ("<props=\"x\">", "<props=\"x\">"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_know_their_bullets() {
        for (text, indent, bullet, rest) in [
            ("*   a: b ", 0, Bullet::Mark, "a: b"),
            ("  - a", 2, Bullet::Mark, "a"),
            ("\t1. a", 4, Bullet::Number, "a"),
            ("\\- a", 0, Bullet::Mark, "a"),
            ("**a**: b", 0, Bullet::None, "**a**: b"),
            ("-1: b", 0, Bullet::None, "-1: b"),
            ("1: b", 0, Bullet::None, "1: b"),
            ("1.5", 0, Bullet::None, "1.5"),
            ("", 0, Bullet::None, ""),
        ] {
            let expected = Line {
                indent,
                bullet,
                text: rest,
            };
            assert_eq!(line(text), expected, "{text}");
        }
    }

    #[test]
    fn search_does_not_mind_case() {
        assert_eq!(find("The VALID values", "valid"), Some(4));
        assert_eq!(find("ab", "abc"), None);
        assert_eq!(after("Values are: x", "values are"), Some(": x"));
        assert_eq!(after("值", "v"), None);
    }
}
