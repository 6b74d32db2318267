//! A line of markdown -> its words: links, emphasis, escapes and entities become plain text. Code stays as it is.
//!
//! In: one line of a description. Out: its words, as documentation can show them; `plain` puts lines together again. A
//! link keeps its text and its address where that leads anywhere.

use std::borrow::Cow;

use super::near;

const ENTITIES: [(&str, char); 9] = [
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&amp;", '&'),
    ("&quot;", '"'),
    ("&nbsp;", ' '),
    ("&#39;", '\''),
    ("&#x26;", '&'),
    ("&#x3C;", '<'),
    ("&#x20;", ' '),
];

/// Text within a line, without its marks: links, emphasis, escapes, entities.
pub(super) fn inline(text: &str) -> Cow<'_, str> {
    if !text.contains(['[', '*', '\\', '&', '~', '`']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_code = false;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '`' => {
                taken = rest.len() - rest.trim_start_matches('`').len();
                // Runs of backticks are what is left of marks that somebody's converter closed again.
                if taken == 1 {
                    is_code = !is_code;
                    plain.push('`');
                }
            }
            _ if is_code => plain.push(c),
            '*' if rest.starts_with("**") => {
                taken = rest.len() - rest.trim_start_matches('*').len()
            }
            '~' if rest.starts_with("~~") => match document_link(rest) {
                Some(length) => taken = length,
                None => plain.push(c),
            },
            '\\' if rest[1..].starts_with(|next: char| next.is_ascii_punctuation()) => {
                plain.push_str(&rest[1..2]);
                taken = 2;
            }
            '&' => match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
                Some((entity, c)) => {
                    plain.push(*c);
                    taken = entity.len();
                }
                None => plain.push(c),
            },
            '!' if rest.starts_with("![") => match link(&rest[1..]) {
                Some(image) => taken = image.length + 1,
                None => plain.push(c),
            },
            '[' => match link(rest) {
                Some(link) => {
                    taken = link.length;
                    plain.push_str(&link.shown());
                }
                None => plain.push(c),
            },
            _ => plain.push(c),
        }
        rest = &rest[taken..];
    }
    Cow::Owned(plain)
}

/// `[text](target)`
struct Link<'t> {
    text: &'t str,
    target: &'t str,
    length: usize,
}

impl Link<'_> {
    /// The text; an address behind it that leads anywhere.
    fn shown(&self) -> String {
        // The text of a link is short; its own marks are looked for once, not for ever.
        let text = self.text.replace(['*', '`', '['], "").replace('\\', "");
        let target = self.target.split_whitespace().next().unwrap_or_default();
        let is_address = target.starts_with("https://") || target.starts_with("http://");
        match (is_address, text.trim()) {
            (true, "") => target.to_owned(),
            (true, text) if text != target => format!("{text} ({target})"),
            (_, text) => text.to_owned(),
        }
    }
}

fn link(text: &str) -> Option<Link<'_>> {
    let near = near(text);
    let close = near.find("](")?;
    if near[1..close].replace("\\]", "").contains(']') {
        return None;
    }
    let target = &near[close + 2..];
    let end = target.find(')')?;
    Some(Link {
        text: &near[1..close],
        target: &target[..end],
        length: close + 3 + end,
    })
}

/// The length of `~~123~~`.
fn document_link(text: &str) -> Option<usize> {
    let near = &near(text)[2..];
    let end = near.find("~~")?;
    let is_name = end > 0
        && near[..end]
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_#/.".contains(c));
    is_name.then_some(end + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (raw, text) in [
            (
                "See [Overview](~~314563~~) and [it](~~Get-It~~).",
                "See Overview and it.",
            ),
            (
                "See [Nacos](https://nacos.io/x.html).",
                "See Nacos (https://nacos.io/x.html).",
            ),
            ("[https://a.b](https://a.b)", "https://a.b"),
            ("[a] and [b](~~1~~)", "[a] and b"),
            ("![a](x.png) b ~~123~~", " b "),
            ("a \\_b\\_ O\\&M `a\\_b`", "a _b_ O&M `a\\_b`"),
            ("set to `IP`.````", "set to `IP`."),
            ("**0**: no, ***1***: yes", "0: no, 1: yes"),
            ("&lt;a&gt; &amp; b & c", "<a> & b & c"),
            ("~~not a link~~ ~5", "~~not a link~~ ~5"),
        ] {
            assert_eq!(inline(raw), text, "{raw:?}");
        }
    }

    #[test]
    fn text_that_was_cut_off_is_read_as_it_stands() {
        for raw in ["[", "[a](", "~~", "~~1", "~~é", "\\", "![", "&"] {
            assert_eq!(inline(raw), raw);
        }
    }
}
