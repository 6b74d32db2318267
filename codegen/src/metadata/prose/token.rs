//! Is a piece of text a value as it travels on the wire?
//!
//! In: text at the start of which a value may stand, with or without marks around it. Out: the value and what
//! follows it. A list is believed only when every entry of it is such a value.

/// A value and how certain it is to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// The value.
    pub(super) text: String,
    /// Whether nothing but its place says that it is a value: a plain word, words with blanks, other scripts.
    pub(super) is_weak: bool,
    /// Whether marks set it off from the text around it.
    pub(super) is_marked: bool,
}

/// Marks that may stand around a value.
const MARKS: &[(&str, &str)] = &[
    ("**`", "`**"),
    ("`**", "**`"),
    ("**\"", "\"**"),
    ("**", "**"),
    ("``", "``"),
    ("`", "`"),
    ("\\*\\*", "\\*\\*"),
    ("\\`", "\\`"),
    ("\"", "\""),
    ("\\\"", "\\\""),
    ("“", "”"),
    ("'", "'"),
    ("‘", "’"),
    ("__", "__"),
    ("*", "*"),
    ("\u{300c}", "\u{300d}"),
];

/// What separates a value from what it means, or from the next one.
const ENDS: &[char] = &[
    ':', ',', ';', '(', '=', '|', '：', '，', '、', '；', '（', '。', '\n',
];

/// First words of sentences, and words that stand in for a value.
const NO_VALUES: &[&str] = &[
    "if",
    "when",
    "note",
    "notes",
    "default",
    "defaults",
    "for",
    "example",
    "examples",
    "unit",
    "null",
    "empty",
    "blank",
    "etc",
    "any",
    "the",
    "this",
    "range",
    "format",
    "value",
    "values",
    "integers",
    "letters",
    "digits",
    "numbers",
    "characters",
    "underscores",
    "hyphens",
    "other",
    "others",
    "otherwise",
    "and",
    "or",
    "to",
    "from",
    "not",
    "must",
    "cannot",
    "see",
    "more",
    "yes/no",
    "multiple",
    "type",
    "description",
    "optional",
    "required",
    "warning",
    "important",
    "remarks",
];

/// Of these, the ones that are no value either when marks set them off or capitals do.
const NEVER_VALUES: &[&str] = &[
    "if",
    "when",
    "note",
    "notes",
    "example",
    "examples",
    "description",
    "unit",
    "null",
    "empty",
    "blank",
    "value",
    "values",
    "format",
    "important",
    "remarks",
    "warning",
];

/// The longest text that is taken for a value.
const LONGEST: usize = 80;

/// Reads the value at the start of `text`; gives what follows it as well.
pub(super) fn read(text: &str) -> Option<(Token, &str)> {
    for (open, close) in MARKS {
        let Some(inner) = text.strip_prefix(open) else {
            continue;
        };
        if let Some(end) = inner.find(close).filter(|end| *end > 0) {
            return marked(&inner[..end], &inner[end + close.len()..]);
        }
    }
    let end = text
        .char_indices()
        .find(|(at, c)| c.is_whitespace() || is_end(&text[*at..], *c))
        .map_or(text.len(), |(at, _)| at);
    let token = literal(text[..end].trim_end_matches(['.', '。']), false)?;
    let bare = text[..end].trim_end_matches(['.', '。']).len();
    Some((token, &text[bare..]))
}

/// A colon inside a value is followed by more of it: `ALIYUN::ECS::VPC`, `12:00`.
fn is_end(rest: &str, c: char) -> bool {
    match c {
        ':' => rest[1..].is_empty() || rest[1..].starts_with([' ', '\t', '*', '\n']),
        ',' | ';' | '|' => rest.len() > 1 || c != '|',
        '=' => rest.starts_with("= "),
        _ => ENDS.contains(&c),
    }
}

/// What stands between marks; `**a:** text` has its colon inside.
fn marked<'t>(inner: &str, rest: &'t str) -> Option<(Token, &'t str)> {
    let inner = inner.trim().trim_matches(['`', '"', '*']);
    let inner = inner.strip_suffix([':', '：', '.']).unwrap_or(inner).trim();
    Some((literal(inner, true)?, rest))
}

/// Judges a whole text.
pub(super) fn literal(raw: &str, is_marked: bool) -> Option<Token> {
    let text = unescape(raw.trim());
    let is_set_off =
        is_marked || !text.contains(|c: char| c.is_ascii_lowercase()) || text == "Default";
    let words = if is_set_off { NEVER_VALUES } else { NO_VALUES };
    let is_stop = words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if text.is_empty() || text.len() > LONGEST || is_stop {
        return None;
    }
    if is_operator(&text) {
        return Some(Token {
            text,
            is_weak: false,
            is_marked,
        });
    }
    if !text.chars().any(char::is_alphanumeric) || is_placeholder(&text) || is_range(&text) {
        return None;
    }
    let is_spaced = text.contains(char::is_whitespace);
    let mut words = text.split_whitespace();
    let is_sentence = words.next().is_some_and(|first| {
        NO_VALUES
            .iter()
            .any(|word| first.eq_ignore_ascii_case(word))
    });
    if is_spaced && (!is_marked || is_sentence || words.count() > 3) {
        return None;
    }
    let is_lower = text.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_letter = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_weak = is_spaced || is_letter || !text.is_ascii() || (is_lower && !is_marked);
    Some(Token {
        text,
        is_weak,
        is_marked,
    })
}

/// Markdown escapes a punctuation mark with a backslash.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            plain.push(c);
        }
    }
    plain
}

/// `>=`, `=`, `*`
fn is_operator(text: &str) -> bool {
    text.len() <= 3 && (text.bytes().all(|byte| b"<>=!".contains(&byte)) || text == "*")
}

/// Stands for values instead of being one.
fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.contains([
        '<', '>', '{', '}', '[', ']', '\\', '"', '…', '“', '”', '`', '≤', '≥', '?', '^', '\t',
    ]) || ["**", "xxx", "...", "://", "yyyy", "hh:mm", "mm:ss"]
        .iter()
        .any(|part| lower.contains(part))
        || text.contains("XX")
        || is_class(&lower)
        || text.ends_with(".N")
        || text.contains(".N.")
        || (text.contains('*') && text != "*")
        || text.starts_with(['(', ')', ',', '/', '~', '.', '&', '—', '–'])
        || text.ends_with(['(', ',', ';', '/', '=', '-', '—', '~', ':'])
}

/// `4xx`
fn is_class(lower: &str) -> bool {
    lower.len() == 3
        && lower.ends_with("xx")
        && lower.starts_with(|first: char| first.is_ascii_digit())
}

/// `1~100`, `1-100`
fn is_range(text: &str) -> bool {
    let is_number = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let parts = |separator| {
        let mut parts = text.split(separator);
        matches!((parts.next(), parts.next(), parts.next()), (Some(a), Some(b), None) if is_number(a) && is_number(b))
    };
    ['~', '-', '–', '—', '～'].into_iter().any(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_should() {
        for (text, value, rest) in [
            ("**on**: enabled", "on", ": enabled"),
            ("**on:** enabled", "on", " enabled"),
            ("`v1` (default)", "v1", " (default)"),
            ("PAY_ONCE: text", "PAY_ONCE", ": text"),
            ("ON.", "ON", "."),
            ("TLSv1.2: text", "TLSv1.2", ": text"),
            ("A::B::C, D", "A::B::C", ", D"),
            ("-1: none", "-1", ": none"),
            ("on(default)", "on", "(default)"),
            ("cloud\\_ssd: x", "cloud_ssd", ": x"),
            ("application/json", "application/json", ""),
            ("是：x", "是", "：x"),
            (">=: more", ">=", ": more"),
            ("**`a`**", "a", ""),
        ] {
            let (token, left) = read(text).expect(text);
            assert_eq!((token.text.as_str(), left), (value, rest), "{text}");
        }
    }

    #[test]
    fn what_is_no_value_is_not_taken_for_one() {
        for text in [
            "",
            "If x",
            "default: x",
            "1~100: x",
            "1-100",
            "i-xxxx: x",
            "<id>: x",
            "${port}",
            "cn-*: x",
            "**If you set it:** x",
            "DataDisk.N.Size: x",
            "...",
            "http://x",
            "**",
            "null",
            "[0,8]",
            "**a very long phrase with words**",
            "4xx: x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_plain_word_is_weak() {
        for (text, weak) in [
            ("letters: x", None),
            ("word", Some(true)),
            ("**word**", Some(false)),
            ("**two words**", Some(true)),
            ("Word", Some(false)),
            ("a1", Some(false)),
        ] {
            assert_eq!(read(text).map(|(token, _)| token.is_weak), weak, "{text}");
        }
    }
}
