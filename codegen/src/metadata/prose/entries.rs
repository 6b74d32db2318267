//! What the entries of a value list say: one value each, and what it means.
//!
//! In: the text after "Valid values:". Out: all entries, or nothing when any of them is no value: a list that is
//! only half understood is not a list of values.

use super::text::{Bullet, Line, after, line};
use super::token::{self, Token};

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The value.
    pub(super) token: Token,
    /// What it means, as it is written.
    pub(super) meaning: Option<String>,
}

/// What was found after an introduction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entries {
    /// In the order in which they are written.
    pub(super) entries: Vec<Entry>,
    /// Whether they stand in a sentence and not below each other.
    pub(super) is_inline: bool,
    /// Whether they are numbered, so that a number may be the value as well.
    pub(super) is_numbered: bool,
}

/// Entries of a list that speak of something else.
const ASIDES: &[&str] = &["default value", "**default value", "unit:", "note", "> "];

/// Says that a list goes on.
const OPEN: &[&str] = &[
    "etc",
    "and so on",
    "...",
    "…",
    "and more",
    "and others",
    "such as",
];

/// Words between a value and its meaning.
const VERBS: &[&str] = &["indicates", "means", "represents", "specifies"];

/// Reads the list that starts at the start of `text`, which is plain; `is_in_pieces` when blank lines part what
/// belongs together.
pub(super) fn read(text: &str, is_in_pieces: bool) -> Option<Entries> {
    let first = text.split('\n').next().unwrap_or_default().trim();
    if !first.is_empty() {
        let entries = super::inline::read(first)?;
        return Some(Entries {
            entries,
            is_inline: true,
            is_numbered: false,
        });
    }
    let mut lines = text.split('\n').map(line).skip(1);
    let start = lines.by_ref().find(|line| {
        let is_note = line.text.starts_with('>') && line.bullet == Bullet::None;
        line.bullet != Bullet::None || (!line.text.is_empty() && !is_note)
    })?;
    let is_numbered = start.bullet == Bullet::Number;
    let (texts, is_inline) = match start.bullet {
        Bullet::None => return below(start, lines),
        _ => (bullets(start, lines, is_in_pieces), false),
    };
    let mut entries: Vec<Entry> = Vec::new();
    for text in texts {
        let is_aside = ASIDES.iter().any(|aside| after(&text, aside).is_some());
        let is_default = after(&text, "default:").is_some_and(|rest| {
            let named = token::read(rest.trim_start()).map(|(token, _)| token.text);
            entries
                .iter()
                .any(|entry| Some(&entry.token.text) == named.as_ref())
        });
        if entries.is_empty() || !(is_aside || is_default) {
            entries.push(entry(&text)?);
        }
    }
    Some(Entries {
        entries,
        is_inline,
        is_numbered,
    })
}

/// The entries of a bulleted list, each with the first paragraph of what it says.
fn bullets<'t>(
    start: Line<'t>,
    lines: impl Iterator<Item = Line<'t>>,
    is_in_pieces: bool,
) -> Vec<String> {
    let mut texts = vec![start.text.to_owned()];
    let mut is_paragraph_over = false;
    let mut is_after_blank = false;
    for line in lines {
        if line.text.is_empty() {
            is_after_blank = true;
            is_paragraph_over = !is_in_pieces;
            continue;
        }
        let is_deeper = line.indent > start.indent + 1;
        match line.bullet {
            Bullet::None if !is_deeper && (is_after_blank || line.text.starts_with('>')) => break,
            Bullet::None if is_paragraph_over => {}
            Bullet::None => {
                if let Some(last) = texts.last_mut() {
                    last.push(' ');
                    last.push_str(line.text);
                }
            }
            // What lies below an entry is part of what it means.
            _ if is_deeper => is_paragraph_over = true,
            bullet if bullet != start.bullet || line.indent + 1 < start.indent => break,
            _ => {
                texts.push(line.text.to_owned());
                is_paragraph_over = false;
            }
        }
        is_after_blank = false;
    }
    texts
}

/// Entries below each other without bullets: all of the same spacing, up to the first line that is none.
fn below<'t>(start: Line<'t>, lines: impl Iterator<Item = Line<'t>>) -> Option<Entries> {
    if let Some(entries) = super::inline::read(start.text).filter(|entries| entries.len() > 1) {
        return Some(Entries {
            entries,
            is_inline: true,
            is_numbered: false,
        });
    }
    let mut entries = vec![entry(start.text)?];
    let mut spacing = None;
    let mut blanks = 0;
    for line in lines {
        if line.text.is_empty() {
            blanks += 1;
            continue;
        }
        let is_spaced = blanks > 0;
        blanks = 0;
        let next = (line.bullet == Bullet::None)
            .then(|| entry(line.text))
            .flatten();
        match next {
            Some(next) if *spacing.get_or_insert(is_spaced) == is_spaced => entries.push(next),
            // Prose that follows without a blank line may belong to the entry or to the list.
            _ if !is_spaced => return None,
            _ => break,
        }
    }
    Some(Entries {
        entries,
        is_inline: false,
        is_numbered: false,
    })
}

/// Reads one entry: `a`, `**a**: text`, `a (default): text`, `a - text`.
pub(super) fn entry(text: &str) -> Option<Entry> {
    let text = text.trim();
    let (token, rest) = token::read(text)?;
    let has_inner_colon = token.is_marked
        && text[..text.len() - rest.len()]
            .trim_end_matches(['*', '`'])
            .ends_with(':');
    let (aside, rest) = aside(rest);
    let rest = rest.trim();
    let meaning = if rest.is_empty() || rest.chars().all(|c| ".。;；,，".contains(c)) {
        aside
    } else if let Some(meaning) = separated(rest) {
        Some(meaning)
    } else if has_inner_colon
        || (token.is_marked && VERBS.iter().any(|verb| after(rest, verb).is_some()))
    {
        Some(rest)
    } else {
        return None;
    };
    let meaning = meaning.map(tidy).filter(|meaning| !meaning.is_empty());
    let is_open = |meaning: &String| OPEN.contains(&meaning.to_ascii_lowercase().as_str());
    if meaning.as_ref().is_some_and(is_open) {
        return None;
    }
    Some(Entry { token, meaning })
}

/// What stands in brackets after a value, unless it only marks the default.
pub(super) fn aside(text: &str) -> (Option<&str>, &str) {
    let mut rest = text.trim_start_matches([' ', '\t']);
    let mut found = None;
    for (open, close) in [
        ("**(", ")**"),
        ("(", ")"),
        ("（", "）"),
        ("[", "]"),
        ("\\[", "]"),
    ] {
        let Some(inner) = rest.strip_prefix(open) else {
            continue;
        };
        let Some(end) = inner.find(close) else {
            return (None, text);
        };
        let aside = inner[..end].trim();
        rest = inner[end + close.len()..].trim_start_matches([' ', '\t']);
        let is_mark = |mark| after(aside, mark).is_some() && aside.len() < 24;
        if !["default", "recommended", "默认"].into_iter().any(is_mark) {
            found = Some(aside);
        }
    }
    (found, rest)
}

/// The meaning after a colon or a dash.
fn separated(rest: &str) -> Option<&str> {
    let ends = [
        ":", "：", "- ", "– ", "— ", "—", "**:", "=>", "->", "= ", "。", "\\- ", ": ", ". ",
    ];
    ends.iter().find_map(|end| rest.strip_prefix(end))
}

/// A meaning without what only separates it from its surroundings.
pub(super) fn tidy(meaning: &str) -> String {
    let meaning = meaning.trim().trim_start_matches([':', '：', '-']).trim();
    let meaning = meaning.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = meaning.trim_end_matches([';', '；', ',', '，', ' ']).len();
    meaning[..end].trim_end_matches(" .").to_owned()
}

/// Whether a text says that the list before it goes on.
pub(super) fn goes_on(text: &str) -> bool {
    let text = text.trim_start();
    OPEN.iter().any(|open| after(text, open).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let list = read(text, false)?;
        let entries = list.entries.iter().map(|entry| match &entry.meaning {
            Some(meaning) => format!("{}={meaning}", entry.token.text),
            None => entry.token.text.clone(),
        });
        Some(entries.collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn lists_are_read_whole() {
        for (text, expected) in [
            (
                "\n\n*   **on**: It is on.\n*   **off** (default): It is off.\n",
                "on=It is on.|off=It is off.",
            ),
            ("\n- a1\n- b1\n", "a1|b1"),
            (
                "\n\n*   a\n    more\n*   b: x\n\n    second paragraph\n\nAfter the list.",
                "a more",
            ),
            (
                "\n\n*   a: first\n    line\n*   b: x\n\n    second paragraph\n\nAfter the list.",
                "a=first line|b=x",
            ),
            ("\n\n*   a: x:\n    *   not a value at all\n*   b", "a=x:|b"),
            ("\n\n> A note.\n\n*   a\n*   b\n> note", "a|b"),
            ("\nA: one\nB: two\n", "A=one|B=two"),
            ("\nA: one\n\nB: two\n\nThen prose follows.", "A=one|B=two"),
            ("\n\nA and B.\n", "A|B"),
            ("\n1. a: one\n2. b: two", "a=one|b=two"),
            ("\n* 0 - none\n* 1 - some", "0=none|1=some"),
            ("\n* a\n* Default value: a", "a"),
            ("\n* A\n* Default: A", "A"),
            ("\n* A\n* Default: not A", "A|Default=not A"),
            (
                "\n* **0** indicates no\n* **1** indicates yes",
                "0=indicates no|1=indicates yes",
            ),
        ] {
            // An entry that runs on in prose is none.
            let expected = (!expected.contains("a more")).then(|| expected.to_owned());
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn an_entry_in_pieces_is_one_entry() {
        let list = read(
            "\n*\n\n    a\n\n    :\n\n    It is a\n\n    .\n\n*   b",
            true,
        );
        let list = list.expect("both entries are values");
        let meanings = list.entries.iter().map(|entry| entry.meaning.as_deref());
        assert_eq!(meanings.collect::<Vec<_>>(), [Some("It is a"), None]);
    }

    #[test]
    fn a_list_with_an_entry_that_is_no_value_is_none() {
        for text in [
            "\n*   a: x\n*   If b is set: y\n",
            "\n*   1 to 100\n",
            "\n*   <id>: x\n*   b\n",
            "\n*   a, b: x\n",
            "\n",
            "",
            "\nA: one\nand then it goes on",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
