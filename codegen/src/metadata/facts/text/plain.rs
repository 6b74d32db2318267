//! Markdown and HTML of the metadata -> plain text in one line.
//!
//! In: a description as it is served: markdown with document links (`~~123~~`), blocks for one of the two sites,
//! and leftovers of HTML. Out: its words in one line, without marks and without characters that YAML refuses;
//! single backticks stay. What would harm rustdoc is `lower::prose`'s business.

use std::borrow::Cow;

/// Tags that are marks; in all other angle brackets stands something that a person has to fill in.
const TAGS: [&str; 38] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "note",
    "notice",
    "ol",
    "p",
    "pre",
    "props",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
    "warning",
];

/// Tags that end a line.
const BREAKS: [&str; 9] = ["br", "dd", "div", "dt", "hr", "li", "notice", "p", "tr"];

/// Headings that say nothing.
const HEADINGS: [&str; 8] = [
    "Usage notes",
    "Description",
    "Operation description",
    "Notes",
    "Note",
    "请求说明",
    "接口说明",
    "使用说明",
];

/// Sentences that say what the spec says with a word of its own.
const BOILERPLATE: [&str; 2] = ["This parameter is required.", "This parameter is required"];

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

/// The text in one line; empty if there is nothing to say.
pub(super) fn plain(raw: &str) -> String {
    let text = without_site(raw, "china");
    let text = if text.trim().is_empty() { raw } else { &text };
    let mut line = Line::default();
    let mut is_code = false;
    for source in without_tags(text).lines() {
        let source = source.trim();
        if source.starts_with("```") && !source[3..].contains('`') {
            is_code = !is_code;
        } else if is_code {
            line.push(source, Break::Space);
        } else {
            block(source, &mut line);
        }
    }
    line.text
}

/// One line of text under construction.
#[derive(Default)]
struct Line {
    text: String,
}

/// What stands between what was written and what follows.
#[derive(Clone, Copy, PartialEq)]
enum Break {
    /// It goes on.
    Space,
    /// An item of a list begins.
    Item,
}

impl Line {
    /// Words behind the words that are there.
    fn push(&mut self, words: &str, before: Break) {
        let mut words = words
            .split_whitespace()
            .map(visible)
            .filter(|word| !word.is_empty())
            .peekable();
        if words.peek().is_none() {
            return;
        }
        let is_open = self
            .text
            .chars()
            .next_back()
            .is_some_and(|last| last.is_alphanumeric() || "`)]\"'”）".contains(last));
        if is_open && before == Break::Item {
            self.text.push(';');
        }
        for word in words {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(&word);
        }
    }
}

/// A line of markdown.
fn block(source: &str, line: &mut Line) {
    let mut rest = source;
    while let Some(quoted) = rest.strip_prefix('>') {
        rest = quoted.trim_start();
    }
    if let Some(heading) = heading(rest) {
        let heading = inline(heading);
        let heading = heading.trim();
        if !heading.is_empty() && !HEADINGS.contains(&heading.trim_end_matches([':', '：'])) {
            line.push(heading, Break::Item);
            if !heading.ends_with([':', '.', '：', '。']) {
                line.text.push(':');
            }
        }
        return;
    }
    if rest.len() > 1 && rest.starts_with('|') {
        row(rest, line);
        return;
    }
    let item = ["* ", "- ", "+ "]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark));
    let is_rule = rest.len() > 2
        && rest
            .bytes()
            .all(|byte| byte == b'-' || byte == b'*' || byte == b'=');
    if is_rule || BOILERPLATE.contains(&rest) {
        return;
    }
    let text = inline(item.unwrap_or(rest));
    line.push(
        text.trim_end_matches("This parameter is required."),
        if item.is_some() {
            Break::Item
        } else {
            Break::Space
        },
    );
}

/// The text of a heading.
fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    (text.len() < line.len() && text.starts_with([' ', '['])).then(|| text.trim())
}

/// A row of a table: its cells, unless it is the rule below the head.
fn row(source: &str, line: &mut Line) {
    if source.chars().all(|c| "|-: ".contains(c)) {
        return;
    }
    let cells: Vec<String> = source
        .trim_matches('|')
        .split('|')
        .map(|cell| inline(cell.trim()).into_owned())
        .collect();
    let cells: Vec<&str> = cells
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.trim().is_empty())
        .collect();
    line.push(&cells.join(", "), Break::Item);
}

/// Text within a line, without its marks: links, emphasis, escapes, entities.
fn inline(text: &str) -> Cow<'_, str> {
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

/// How far the text of a link or a document's number may reach: far enough for real ones, and short enough that a
/// text of nothing but brackets is read in one go.
const REACH: usize = 600;

fn link(text: &str) -> Option<Link<'_>> {
    let near = &text[..floor(text, REACH)];
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
    let near = &text[2..floor(text, 82).max(2)];
    let end = near.find("~~")?;
    let is_name = end > 0
        && near[..end]
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_#/.".contains(c));
    is_name.then_some(end + 4)
}

/// The text without what is for one of the two sites.
fn without_site<'t>(text: &'t str, site: &str) -> Cow<'t, str> {
    let open = format!("<props=\"{site}\">");
    if !text.contains(&open) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(&open) {
        let Some(length) = rest[start..].find("</props>") else {
            break;
        };
        kept.push_str(&rest[..start]);
        rest = &rest[start + length + "</props>".len()..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The text without the tags that are marks.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        let near = &rest[..floor(rest, REACH)];
        let name: &str = near[1..].trim_start_matches('/');
        let name = &name[..name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len())];
        match near.find('>') {
            Some(end) if TAGS.contains(&name.to_ascii_lowercase().as_str()) => {
                let is_break = BREAKS.contains(&name.to_ascii_lowercase().as_str());
                kept.push_str(if is_break { "\n" } else { "" });
                rest = &rest[end + 1..];
            }
            _ => {
                kept.push('<');
                rest = &rest[1..];
            }
        }
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The word without characters that nobody sees: controls, which YAML refuses, and what hides or reorders text.
fn visible(word: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{061C}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
    };
    if word.contains(is_hidden) {
        Cow::Owned(word.replace(is_hidden, ""))
    } else {
        Cow::Borrowed(word)
    }
}

/// The largest character boundary up to `index`.
fn floor(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (raw, text) in [
            ("The ID.\n", "The ID."),
            ("a\u{a0}b\tc\r\n d", "a b c d"),
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
            ("## [](#)Usage notes\n\nOnly once.", "Only once."),
            ("### Limits\nTen.", "Limits: Ten."),
            (
                "Valid values:\n\n*   **0**: no\n*   **1**: yes.\n\n>  To update, call it.",
                "Valid values: 0: no; 1: yes. To update, call it.",
            ),
            (
                "- `true`\n- `false`\nDefault value: `true`",
                "`true`; `false` Default value: `true`",
            ),
            ("a \\_b\\_ O\\&M `a\\_b`", "a _b_ O&M `a\\_b`"),
            ("set to `IP`.````", "set to `IP`."),
            ("one<br>two<br/>three <b>four</b>", "one two three four"),
            ("List<Boolean> of <bucket>", "List<Boolean> of <bucket>"),
            ("&lt;a&gt; &amp; b", "<a> & b"),
            (
                "<props=\"china\">Here</props><props=\"intl\">there</props>.",
                "there.",
            ),
            ("<props=\"china\">Only here.</props>", "Only here."),
            ("Name.\n\nThis parameter is required.", "Name."),
            (
                "This parameter is required if Type is A.",
                "This parameter is required if Type is A.",
            ),
            ("|A|B|\n|---|---|\n|1|2|\n|3||", "A, B; 1, 2; 3"),
            (
                "x\n```json\n{\"a\": [1]}\n* y\n```\nz",
                "x {\"a\": [1]} * y z",
            ),
            ("a\u{200b}b \u{202e} \u{0} c", "ab c"),
            ("*.example.com and ${name}", "*.example.com and ${name}"),
            ("地址。\n> 说明", "地址。 说明"),
            (" \n\t", ""),
        ] {
            assert_eq!(plain(raw), text, "{raw:?}");
        }
    }

    #[test]
    fn text_that_was_cut_off_is_read_as_it_stands() {
        for raw in [
            "[",
            "[a](",
            "~~",
            "~~1",
            "<",
            "<br",
            "`",
            "\\",
            "<props=\"china\">x",
            "![",
            "**",
            "&",
            "|",
            "#",
            "~~é",
        ] {
            plain(raw);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_stops_it_and_no_break_is_left(raw in "[\\[\\]()~`*#<>/|&a\\\\é\\n\\u{200b} -]{0,80}") {
            let text = plain(&raw);
            proptest::prop_assert!(!text.contains(['\n', '\u{200b}']) && text.trim() == text, "{text:?}");
        }
    }
}
