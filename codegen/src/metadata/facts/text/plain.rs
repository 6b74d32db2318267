//! Markdown and HTML of the metadata -> plain text in one line.
//!
//! In: a description as it is served: markdown with document links (`~~123~~`), blocks for one of the two sites,
//! and leftovers of HTML. Out: its words in one line, without marks and without characters that YAML refuses;
//! single backticks stay. What would harm rustdoc is `lower::prose`'s business.

use std::borrow::Cow;

use super::inline::inline;
use super::tags::without_tags;
use super::{is_open, stop};

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

/// The text in one line; empty if there is nothing to say.
pub(super) fn plain(raw: &str) -> String {
    if let Some(text) = untouched(raw) {
        return text.to_owned();
    }
    let mut line = Line::default();
    let mut is_code = false;
    for source in without_tags(raw).lines() {
        let source = source.trim();
        if source.starts_with("```") && !source[3..].contains('`') {
            is_code = !is_code;
        } else if source.is_empty() {
            line.before = Break::Paragraph;
        } else if is_code {
            line.push(source, Break::Space);
        } else {
            block(source, &mut line);
        }
    }
    line.text
}

/// A text without a mark in it, as most are.
fn untouched(raw: &str) -> Option<&str> {
    let text = raw.trim_ascii();
    let is_plain =
        |byte: u8| byte == b' ' || byte.is_ascii_graphic() && !b"[*\\&~`<".contains(&byte);
    let is_line = text
        .as_bytes()
        .first()
        .is_some_and(u8::is_ascii_alphanumeric)
        && text.bytes().all(is_plain)
        && !text.contains("  ")
        && !BOILERPLATE.iter().any(|sentence| text.ends_with(sentence));
    is_line.then_some(text)
}

/// One line of text under construction.
#[derive(Default)]
struct Line {
    text: String,
    /// What the source has put in front of what follows.
    before: Break,
}

/// What stands between what was written and what follows.
#[derive(Clone, Copy, Default, PartialEq)]
enum Break {
    /// It goes on.
    #[default]
    Space,
    /// An item of a list begins.
    Item,
    /// A paragraph begins.
    Paragraph,
}

impl Line {
    /// Words behind the words that are there.
    fn push(&mut self, words: &str, before: Break) {
        let words = words.split_whitespace().map(visible);
        let mut words = words.filter(|word| !word.is_empty()).peekable();
        if words.peek().is_none() {
            return;
        }
        let before = if before == Break::Space {
            self.before
        } else {
            before
        };
        let last = self.text.chars().next_back();
        if let Some(last) = last.filter(|last| is_open(*last)) {
            self.text.push_str(match before {
                Break::Space => "",
                Break::Item => ";",
                Break::Paragraph => stop(last),
            });
        }
        for word in words {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(&word);
        }
        self.before = Break::Space;
    }
}

/// A line of markdown.
fn block(source: &str, line: &mut Line) {
    let mut rest = source.strip_suffix('\\').unwrap_or(source);
    while let Some(quoted) = rest.strip_prefix('>') {
        rest = quoted.trim_start();
        line.before = Break::Paragraph;
    }
    if let Some(heading) = heading(rest) {
        let heading = inline(heading);
        let heading = heading.trim();
        if !heading.is_empty() && !HEADINGS.contains(&heading.trim_end_matches([':', '：'])) {
            line.push(heading, Break::Paragraph);
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
    let is_rule = rest.len() > 2 && rest.bytes().all(|byte| b"-*=".contains(&byte));
    if is_rule || BOILERPLATE.contains(&rest) {
        return;
    }
    let text = inline(item.unwrap_or(rest));
    let text = text.trim_end_matches(BOILERPLATE[0]);
    match item {
        Some(_) => {
            line.push(text, Break::Item);
            // Whatever follows an item is another one or leaves the list.
            line.before = Break::Paragraph;
        }
        None => line.push(text, Break::Space),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (raw, text) in [
            ("The ID.\n", "The ID."),
            ("a\u{a0}b\tc\r\n d", "a b c d"),
            ("## [](#)Usage notes\n\nOnly once.", "Only once."),
            ("### Limits\nTen.", "Limits: Ten."),
            (
                "Valid values:\n\n*   **0**: no\n*   **1**: yes.\n\n>  To update, call it.",
                "Valid values: 0: no; 1: yes. To update, call it.",
            ),
            (
                "Group by\n\n> Valid values: a\\\nor b",
                "Group by. Valid values: a or b",
            ),
            ("一\n\n二", "一。 二"),
            (
                "- `true`\n- `false`\nDefault value: `true`",
                "`true`; `false`. Default value: `true`",
            ),
            ("one<br>two<br/>three <b>four</b>", "one two three four"),
            ("List<Boolean> of <bucket>", "List<Boolean> of <bucket>"),
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
