//! Value lists that stand in a sentence.
//!
//! In: the rest of a line after "Valid values:". Out: all entries of `a, b, and c.` or `a: text. b: text.`, or
//! nothing when it reads otherwise.

use super::entries::{Entry, aside, goes_on, tidy};
use super::text::after;
use super::token;

/// What separates entries, the longest first.
const SEPARATORS: &[&str] = &[
    ", and ", ", or ", " and ", " or ", "; and ", "; or ", ", ", "; ", " | ", "|", "，", "、",
    "；", ",", ";", " / ", "/",
];

/// Reads a list in a sentence.
pub(super) fn read(line: &str) -> Option<Vec<Entry>> {
    let line = line.trim();
    plain(line).or_else(|| explained(line))
}

/// `a, b, and c.`
fn plain(line: &str) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut rest = line;
    loop {
        let (token, left) = token::read(rest)?;
        let (meaning, left) = aside(left);
        // `aside` takes the blanks that separators start with.
        let left = match left.starts_with(|c: char| c.is_alphabetic() || c == '|' || c == '/')
            && left.len() < rest.len()
        {
            true => &rest[rest.len() - left.len() - 1..],
            false => left,
        };
        entries.push(Entry {
            token,
            meaning: meaning.map(tidy),
        });
        if is_end(left) {
            break;
        }
        rest = SEPARATORS
            .iter()
            .find_map(|separator| after(left, separator))?
            .trim_start();
        if goes_on(rest) {
            return None;
        }
    }
    let is_sure = entries.len() > 1 || entries[0].token.is_marked || !entries[0].token.is_weak;
    is_sure.then_some(entries)
}

/// The end of the sentence, or of the line.
fn is_end(left: &str) -> bool {
    let left = left.trim_start_matches('*');
    left.is_empty()
        || left.starts_with('。')
        || left
            .strip_prefix('.')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// `a: text. b: text.`
fn explained(line: &str) -> Option<Vec<Entry>> {
    let mut heads = Vec::new();
    let mut at = 0;
    while at < line.len() {
        if let Some(found) = head(&line[at..]) {
            heads.push((at, found));
        }
        // The next place after which an entry may start.
        let next = line[at..].char_indices().find_map(|(offset, c)| {
            let rest = &line[at + offset + c.len_utf8()..];
            let is_boundary = match c {
                '.' | ',' | ';' => rest.starts_with(' '),
                '，' | '；' | '。' => true,
                _ => false,
            };
            is_boundary.then(|| line.len() - rest.trim_start().len())
        });
        at = next.unwrap_or(line.len());
    }
    if heads.len() < 2 || heads[0].0 != 0 {
        return None;
    }
    let ends = heads
        .iter()
        .skip(1)
        .map(|(at, _)| *at)
        .chain([line.len()])
        .collect::<Vec<_>>();
    let entries = heads
        .into_iter()
        .zip(ends)
        .map(|((at, (token, length)), end)| {
            let text = line[at + length..end].trim_end();
            let text = text
                .strip_suffix(" and")
                .or_else(|| text.strip_suffix(" or"))
                .unwrap_or(text);
            let sentence = text.find(". ").map_or(text, |end| &text[..=end]);
            let meaning = tidy(sentence);
            Entry {
                token,
                meaning: (!meaning.is_empty()).then_some(meaning),
            }
        });
    Some(entries.collect())
}

/// A value followed by a colon, and how long both are.
fn head(text: &str) -> Option<(token::Token, usize)> {
    let start = ["and ", "or "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let (token, rest) = token::read(start)?;
    let before = &start[..start.len() - rest.len()];
    let has_inner_colon = token.is_marked && before.trim_end_matches('*').ends_with(':');
    let (_, left) = aside(rest);
    let left = match left.strip_prefix(": ").or_else(|| left.strip_prefix('：')) {
        Some(left) => left,
        None if has_inner_colon => left,
        None => return None,
    };
    Some((token, text.len() - left.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let entries = read(text)?;
        let entries = entries.iter().map(|entry| match &entry.meaning {
            Some(meaning) => format!("{}={meaning}", entry.token.text),
            None => entry.token.text.clone(),
        });
        Some(entries.collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn sentences_that_list_values() {
        for (text, expected) in [
            ("a, b, and c.", "a|b|c"),
            ("READ and WRITE. The value READ means more.", "READ|WRITE"),
            ("**on** (default) and **off**", "on|off"),
            ("`a`, `b`, or `c`. Default value: `a`.", "a|b|c"),
            ("1 (one), 2 (two), and 3.", "1=one|2=two|3"),
            ("A | B", "A|B"),
            ("A/B", "A/B"),
            (
                "DRAFT: It is a draft. LIVE: It is live.",
                "DRAFT=It is a draft.|LIVE=It is live.",
            ),
            ("0: no, 1: yes", "0=no|1=yes"),
            ("Single.", "Single"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn sentences_that_do_not() {
        for text in [
            "1 to 100.",
            "1 to 100. Unit: GB",
            "integers from 1 to 10",
            "a, b, etc.",
            "A, B, and more.",
            "MySQL and SQL Server.",
            "1, 2, ..., 9",
            "see the table",
            "all",
            "[1, 100]",
            "letters, digits, and underscores",
            "A: one",
            "A, B if C is set.",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
