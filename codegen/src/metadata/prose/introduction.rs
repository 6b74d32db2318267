//! Where does a description start to list the values of its field?
//!
//! In: a plain text. Out: the end of the only introduction: "Valid values:". A text with several introductions, or
//! with one that holds under a condition, speaks of several lists, and gives nothing.

use super::text::{Bullet, after, line};

/// The end of an introduction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Introduction {
    /// Where the list starts.
    pub(super) end: usize,
    /// Whether it says that values follow, and does not only end with a colon.
    pub(super) is_plain: bool,
}

/// The word that all plain introductions have.
const WORD: &str = "alue";

/// What stands before "value" or "values" in a plain introduction.
const BEFORE: &[&str] = &[
    "valid ",
    "possible ",
    "optional ",
    "supported ",
    "available ",
    "allowed ",
    "enumerated ",
    "enumeration ",
    "accepted ",
    "permitted ",
    "enum ",
    "legal ",
    "candidate ",
    "returned ",
];

/// What may stand between the words and the colon.
const BETWEEN: &[&str] = &[
    "",
    " are",
    " are as follows",
    " include",
    " of this parameter",
    " of the parameter",
    " for this parameter",
    " description",
    " are the following",
    " (case-insensitive)",
    " (case-sensitive)",
    " can be",
    " is",
    " of the parameter are",
];

/// What "valid values" may be of without being those of the field: the numbers of a list's entries.
const SUBSCRIPTS: &[&str] = &[
    " of n:",
    " of n ",
    " of **n**",
    " of *n*",
    " of `n`",
    " of m:",
];

/// Whether a text is worth a closer look.
pub(super) fn may_be_in(text: &str) -> bool {
    text.contains(WORD) || text.contains('\n') || text.contains("取值")
}

/// The only introduction of a text.
pub(super) fn only(text: &str) -> Option<Introduction> {
    let mut found = None;
    for (at, _) in text.match_indices(WORD) {
        match judge(text, at) {
            Judged::Nothing => {}
            Judged::Other => return None,
            Judged::Plain(_) if found.is_some() => return None,
            Judged::Plain(end) => found = Some(end),
        }
    }
    let plain = found.map(|end| Introduction {
        end,
        is_plain: true,
    });
    plain.or_else(|| chinese(text)).or_else(|| colon(text))
}

/// What an occurrence of the word is.
enum Judged {
    /// Part of other prose.
    Nothing,
    /// An introduction of a list that is not simply the list of all values.
    Other,
    /// An introduction, and where it ends.
    Plain(usize),
}

fn judge(text: &str, at: usize) -> Judged {
    let Some(start) = at
        .checked_sub(1)
        .filter(|start| text[*start..].starts_with(['v', 'V']))
    else {
        return Judged::Nothing;
    };
    let rest = &text[at + WORD.len()..];
    let rest = rest.strip_prefix('s').unwrap_or(rest);
    let before = &text[..start];
    let word = BEFORE.iter().find(|word| {
        let from = before.len().checked_sub(word.len());
        from.and_then(|from| before.get(from..))
            .is_some_and(|end| end.eq_ignore_ascii_case(word))
    });
    let unadorned = before.trim_end_matches(['*', ' ']);
    let opens_sentence = unadorned.is_empty() || unadorned.ends_with(['.', '\n', '。', ',', ';']);
    if word.is_none() && !opens_sentence {
        return Judged::Nothing;
    }
    let colon = BETWEEN
        .iter()
        .filter_map(|between| after(rest, between))
        .find_map(|rest| {
            let rest = rest.trim_start_matches(['*', ' ']);
            rest.strip_prefix([':', '：'])
        });
    let Some(list) = colon else {
        let is_subscript = SUBSCRIPTS
            .iter()
            .any(|subscript| after(rest, subscript).is_some());
        return match word.is_some() && !is_subscript && introduces(rest) {
            true => Judged::Other,
            false => Judged::Nothing,
        };
    };
    let list = list.strip_prefix("**").unwrap_or(list);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let own = line(&before[line_start..start - word.map_or(0, |word| word.len())]);
    // Inside a list the words speak of a part of the value.
    match own.bullet != Bullet::None && !own.text.trim_start_matches('*').is_empty()
        || own.indent > 1
    {
        true => Judged::Other,
        false => Judged::Plain(text.len() - list.len()),
    }
}

/// Whether the rest of the line leads to a list after all: "Valid values for MySQL:".
fn introduces(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default();
    let sentence = line.find(". ").map_or(line, |end| &line[..end]);
    sentence.contains(": ") || sentence.trim_end().ends_with([':', '：'])
}

/// The same in Chinese.
fn chinese(text: &str) -> Option<Introduction> {
    let mut ends = text.match_indices("取值").filter_map(|(at, word)| {
        let rest = &text[at + word.len()..];
        let rest = rest
            .strip_prefix("范围")
            .or_else(|| rest.strip_prefix("包括"))
            .unwrap_or(rest);
        let rest = rest.strip_prefix("如下").unwrap_or(rest);
        rest.strip_prefix(['：', ':'])
            .map(|list| text.len() - list.len())
    });
    let end = ends.next()?;
    ends.next().is_none().then_some(Introduction {
        end,
        is_plain: true,
    })
}

/// The line before the only list of a text.
fn colon(text: &str) -> Option<Introduction> {
    let mut found = None;
    let mut at = 0;
    let mut last = 0;
    let mut was_bullet = false;
    for raw in text.split('\n') {
        let own = line(raw);
        if own.bullet != Bullet::None {
            if !was_bullet && (found.is_some() || own.indent > 1) {
                return None;
            }
            found = found.or(Some(last));
        }
        if !own.text.is_empty() {
            was_bullet = own.bullet != Bullet::None || (was_bullet && own.indent > 1);
            last = at + raw.len();
        }
        at += raw.len() + 1;
    }
    let is_of_examples = |end: usize| {
        let before = text[..end].trim_end_matches([':', '：', '*', ' ']);
        ["example", "examples", "such as", "e.g."]
            .iter()
            .any(|word| before.to_ascii_lowercase().ends_with(word))
    };
    found
        .filter(|end| !is_of_examples(*end))
        .map(|end| Introduction {
            end,
            is_plain: false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_introductions_are_found() {
        for (text, rest) in [
            ("The kind. Valid values: a and b.", " a and b."),
            ("The kind. **Valid values:** a", " a"),
            ("The kind. Valid values are: a", " a"),
            ("Kind.\n\nValid value:\n\n* a", "\n\n* a"),
            ("Values:\n* a", "\n* a"),
            ("Enumeration values: a", " a"),
            ("*   Valid values: a", " a"),
            ("取值：a", "a"),
        ] {
            let found = only(text).expect(text);
            assert_eq!((&text[found.end..], found.is_plain), (rest, true), "{text}");
        }
    }

    #[test]
    fn conditional_and_repeated_introductions_are_none() {
        for text in [
            "Valid values for MySQL:\n* a\n\nValid values for others:\n* b",
            "Valid values of N: 1 to 3.",
            "Valid values: a. If x, valid values: b.",
            "It holds:\n* kind: the kind. Valid values: a and b.",
            "The default value is a.",
            "Set the value to a.",
        ] {
            assert_eq!(only(text), None, "{text}");
        }
    }

    #[test]
    fn a_list_after_other_words_is_not_plain() {
        for (text, rest) in [
            ("The kind.\n\n* a\n* b", Some("\n\n* a\n* b")),
            ("Kinds:\n- a\n\nMore\n\n- b", None),
            ("A kind. Examples:\n- a\n- b", None),
        ] {
            let found = only(text);
            assert_eq!(found.map(|found| &text[found.end..]), rest, "{text}");
            assert!(found.is_none_or(|found| !found.is_plain));
        }
    }
}
