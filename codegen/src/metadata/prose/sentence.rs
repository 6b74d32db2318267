//! A description as sentences, and a sentence as words.
//!
//! In: a plain description. Out: the sentences that hold for the whole field, and their words without marks. What
//! stands in brackets is an aside and is left out.

use super::text::{Bullet, line};
use super::token::unescape;

/// What may stand before a sentence without being part of it.
const BEFORE: &[&str] = &[
    ">",
    "-",
    "*   ",
    "* ",
    "** ",
    "**Note**",
    "**Note:**",
    "**Note**:",
    "Note:",
    "Note",
    "Optional.",
    "NOTE:",
    "**Description**",
    "**Important**",
    "Important:",
    "**Notice**",
    "Notice:",
    ":",
    " ",
];

/// Marks around a word.
const MARKS: &[char] = &['*', '`', '"', '“', '”', '\'', '‘', '’'];

/// A word of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Without marks and punctuation.
    pub(super) text: String,
    /// Whether marks set it off.
    pub(super) is_marked: bool,
    /// Whether a comma or a colon follows.
    pub(super) is_last: bool,
}

/// The sentences that hold for the whole field: not those that lie below an entry of a list, or after the first
/// sentence of one.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for raw in text.split('\n') {
        let quoted = raw.strip_prefix('>').unwrap_or(raw);
        let own = line(quoted);
        if own.text.is_empty() || own.indent > 2 {
            continue;
        }
        let limit = if own.bullet == Bullet::None {
            usize::MAX
        } else {
            1
        };
        found.extend(split(own.text).take(limit));
    }
    found
}

/// Splits a line behind full stops that blanks follow.
pub(super) fn split(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let is_stop = |at: &usize| {
            rest[at + 1..]
                .trim_start_matches(['*', ')'])
                .starts_with([' ', '\t'])
        };
        let end = rest
            .match_indices(['.', '!'])
            .map(|(at, _)| at)
            .find(is_stop);
        let (sentence, after) = end.map_or((rest, ""), |end| (&rest[..end], &rest[end + 1..]));
        rest = after.trim_start();
        Some(sentence.trim())
    })
}

/// The words of a sentence.
pub(super) fn words(sentence: &str) -> Vec<Word> {
    let mut sentence = sentence;
    while let Some(rest) = BEFORE
        .iter()
        .find_map(|before| sentence.strip_prefix(before))
    {
        sentence = rest;
    }
    let sentence = without_asides(sentence.trim_end_matches(['.', ' ', ';']));
    sentence.split_whitespace().filter_map(word).collect()
}

fn word(piece: &str) -> Option<Word> {
    let core = piece.trim_matches(MARKS);
    let bare = core.trim_end_matches([',', ':', ';']);
    let bare = bare.trim_end_matches(MARKS);
    let after = &piece[piece.find(bare).unwrap_or(0) + bare.len()..];
    let text = unescape(bare).replace("**", "");
    (!text.is_empty()).then(|| Word {
        text,
        is_marked: piece.starts_with(MARKS) || after.starts_with(MARKS),
        is_last: after.contains([',', ':', ';']),
    })
}

/// Leaves out what stands in brackets; a bracket that is not closed takes the rest along.
fn without_asides(sentence: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::with_capacity(sentence.len());
    for c in sentence.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_the_field_itself() {
        for (text, expected) in [
            ("One. Two.\n\nThree", &["One", "Two.", "Three"][..]),
            ("> Note. A.B is set.", &["Note", "A.B is set."]),
            ("*   **a**: first. Second.\n    Below.\n", &["**a**: first"]),
            ("", &[]),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }

    #[test]
    fn words_lose_their_marks() {
        let shown = |text| {
            let words = words(text).into_iter();
            let shown = words.map(|word| {
                let mark = if word.is_marked { "!" } else { "" };
                let last = if word.is_last { "," } else { "" };
                format!("{mark}{}{last}", word.text)
            });
            shown.collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            (">  If **A** is `b`, c", "If !A is !b, c"),
            ("**Note** x (an aside, long) y.", "x y"),
            ("one of: **a**, \"b\\_c\"", "one of, !a, !b_c"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
