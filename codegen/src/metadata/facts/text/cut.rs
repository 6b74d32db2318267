//! How much of a text is kept.
//!
//! In: text in one line. Out: its first sentence, or as many whole sentences as a limit allows.

/// Words before a dot that does not end a sentence.
const ABBREVIATIONS: [&str; 10] = [
    "e.g", "i.e", "etc", "vs", "No", "Inc", "Ltd", "approx", "cf", "St",
];

/// The first sentence and what follows it.
pub(super) fn first_sentence(text: &str) -> (&str, &str) {
    let end = ends(text).next().unwrap_or(text.len());
    (text[..end].trim(), text[end..].trim())
}

/// The text if it has at most `limit` characters, else its sentences that fit, else its words that fit, with `…`
/// behind them.
pub(super) fn cut(text: &str, limit: usize) -> String {
    if text.len() <= limit {
        return text.to_owned();
    }
    let Some((stop, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let last = ends(text).take_while(|end| *end <= stop).last();
    // A short first sentence in front of a long one would lose nearly everything.
    if let Some(end) = last.filter(|end| *end * 2 > stop) {
        return text[..end].trim_end().to_owned();
    }
    let words = &text[..stop];
    let end = words
        .rfind(' ')
        .filter(|end| *end * 2 > stop)
        .unwrap_or(stop);
    let words = words[..end].trim_end_matches([' ', ',', ';', ':', '(', '（', '，', '；', '：']);
    // Half of a code span would make code of what follows it.
    let words = match words.rfind('`') {
        Some(open) if words.matches('`').count() % 2 == 1 => words[..open].trim_end(),
        _ => words,
    };
    format!("{words} …")
}

/// Where sentences end: behind the mark.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(move |(index, c)| {
        let end = index + c.len_utf8();
        let rest = &text[end..];
        match c {
            '。' | '！' | '？' => Some(end),
            '.' | '!' | '?' => {
                let is_end = rest.is_empty() || rest.starts_with(' ');
                let word = text[..index].rsplit([' ', '(']).next().unwrap_or_default();
                let is_short = c == '.' && (ABBREVIATIONS.contains(&word) || is_item_number(word));
                (is_end && !is_short).then_some(end)
            }
            _ => None,
        }
    })
}

/// `1` of `1. First`.
fn is_item_number(word: &str) -> bool {
    word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_person_sees_it() {
        for (text, sentence, rest) in [
            ("One. Two.", "One.", "Two."),
            (
                "Version 1.2.3 is new. Two.",
                "Version 1.2.3 is new.",
                "Two.",
            ),
            ("A, e.g. B, is it. Two.", "A, e.g. B, is it.", "Two."),
            ("Steps: 1. Do it. 2. Go.", "Steps: 1. Do it.", "2. Go."),
            ("查询。第二。", "查询。", "第二。"),
            ("No end", "No end", ""),
            ("", "", ""),
        ] {
            assert_eq!(first_sentence(text), (sentence, rest), "{text:?}");
        }
    }

    #[test]
    fn long_texts_end_with_a_sentence_or_a_word() {
        for (text, limit, expected) in [
            ("One two. Three.", 15, "One two. Three."),
            ("One two. Three.", 14, "One two."),
            ("One. Two three four five six.", 20, "One. Two three four …"),
            ("One, two three", 5, "One …"),
            ("Say `one two three` now", 12, "Say …"),
            ("查询一个很长的列表", 4, "查询一个 …"),
        ] {
            assert_eq!(cut(text, limit), expected, "{text:?}");
        }
    }
}
